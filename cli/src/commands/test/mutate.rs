//! `jifen test --mutate`: which small changes of a policy no case notices.

use super::generate::{changes, each, judge, known, search};
use super::{Tests, resume};
use crate::Streams;
use crate::commands::pick;
use crate::load::Folder;
use crate::render::{diagnostics, progress::Steps, short};
use jifen_grammar::keywords::Language;
use jifen_interpreter::policy::Loaded;
use jifen_verify::{Change, Files, Judge, Mutant, Suite, Verdict, mutants};
use serde_json::{Value, json};
use std::io;

/// The most characters of a text that are shown.
const MOST_SHOWN: usize = 70;

impl Tests<'_> {
    /// Makes each change and asks the cases, on as many threads as the machine has; the answers stand in the order of
    /// the text.
    pub(super) fn mutate(
        &mut self,
        folder: &Folder,
        policy: &Loaded,
        suites: &[Suite<'_>],
        files: &Files,
        language: Language,
        streams: &mut Streams<'_>,
    ) -> io::Result<()> {
        let apart = folder.without_cases();
        let judge = judge(folder, &apart, policy, suites, files);
        let all = changes(folder, &judge, mutants);
        let texts = resume::texts(folder, policy, suites, files);
        let verdicts = self.verdicts.as_ref();
        let progress = Steps::new(all.len() as u64, streams.surroundings.watched);
        let answers = each(all.len(), |i| {
            let mutant = all.get(i)?;
            let verdict = match verdicts {
                Some(verdicts) => verdicts.or(resume::key(texts, mutant), || judge.judge(mutant)),
                None => judge.judge(mutant),
            };
            progress.step();
            Some(verdict)
        });
        drop(progress);
        let ready = ready(folder, &judge, &all, &answers, language, streams);
        let judged: Vec<Judged<'_>> = all
            .iter()
            .zip(&answers)
            .zip(ready)
            .filter_map(|((mutant, verdict), ready)| Some(Judged { mutant, verdict: verdict.as_ref()?, ready }))
            .collect();
        match self.args.json {
            true => writeln!(streams.out, "{}", as_json(folder, policy, &judged)),
            false => print(folder, policy, &judged, language, streams),
        }
    }
}

/// A change and what became of it.
struct Judged<'m> {
    mutant: &'m Mutant,
    verdict: &'m Verdict,
    /// Of one that no case notices: a case that would.
    ready: Option<String>,
}

/// For each change that no case notices a case that would, where an applicant is found.
fn ready(
    folder: &Folder,
    judge: &Judge<'_>,
    all: &[Mutant],
    answers: &[Option<Verdict>],
    language: Language,
    streams: &Streams<'_>,
) -> Vec<Option<String>> {
    let survived = |i: usize| matches!(answers.get(i), Some(Some(Verdict::Survived)));
    if !(0..all.len()).any(survived) {
        return vec![None; all.len()];
    }
    let policy = judge.original;
    let known = known(folder, policy, judge.suites, judge.files, language).unwrap_or_default();
    let generators = search(policy, &known, streams);
    let progress = Steps::new(all.len() as u64, streams.surroundings.watched);
    each(all.len(), |i| {
        let mutant = all.get(i).filter(|_| survived(i));
        let found = mutant.and_then(|mutant| {
            let changed = judge.with(mutant)?;
            let touched = judge.touches(&changed);
            generators.iter().filter(|g| touched.contains(&g.version())).find_map(|generator| {
                let known = known.get(generator.version())?;
                let found = generator.find(&changed, mutant)?;
                let (nearest, rest) = jifen_verify::ready(policy, generator, &found, language)?;
                let who = nearest.and_then(|i| known.get(i)).map(|k| &k.who);
                let comma = if rest.starts_with("=>") { " " } else { pick(language, ",", ", ") };
                Some(who.map_or_else(|| rest.clone(), |who| format!("{who}{comma}{rest}")))
            })
        });
        progress.step();
        found
    })
}

/// How many changes were noticed, not noticed, and mean the same.
fn counts(judged: &[Judged<'_>]) -> (usize, usize, usize) {
    let count = |is: fn(&Verdict) -> bool| judged.iter().filter(|j| is(j.verdict)).count();
    (count(|v| matches!(v, Verdict::Noticed(..))), count(|v| *v == Verdict::Survived), count(|v| *v == Verdict::Same))
}

fn print(
    folder: &Folder,
    policy: &Loaded,
    judged: &[Judged<'_>],
    language: Language,
    streams: &mut Streams<'_>,
) -> io::Result<()> {
    let (noticed, survived, same) = counts(judged);
    let share = (noticed * 1000).checked_div(noticed + survived).unwrap_or(1000);
    let share = format!("{}.{}%", share / 10, share % 10);
    let words = match language {
        Language::Zh => format!(
            "{}: {} 处小改动,案例察觉 {noticed} 处({share}),未察觉 {survived} 处",
            policy.key,
            noticed + survived
        ),
        Language::En => {
            format!(
                "{}: of {} small changes the cases notice {noticed} ({share}), not {survived}",
                policy.key,
                noticed + survived
            )
        }
    };
    writeln!(streams.out, "{words}")?;
    if 0 < same {
        let words = match language {
            Language::Zh => format!("  另有 {same} 处改动后意思相同,不计"),
            Language::En => format!("  {same} more mean the same and do not count"),
        };
        writeln!(streams.out, "{words}")?;
    }
    let survivors: Vec<&Judged<'_>> = judged.iter().filter(|j| *j.verdict == Verdict::Survived).collect();
    let (ready, alike): (Vec<&Judged<'_>>, Vec<&Judged<'_>>) = survivors.into_iter().partition(|j| j.ready.is_some());
    for one in &ready {
        let place = diagnostics::file_and_line(folder, one.mutant.span);
        writeln!(streams.out, "  {place}  {}", said(folder, one.mutant, language))?;
        let case = one.ready.as_deref().unwrap_or("");
        writeln!(streams.out, "    {} {case}", pick(language, "能察觉的案例:", "a case that would notice:"))?;
    }
    if !alike.is_empty() {
        let words = match language {
            Language::Zh => format!("  以下 {} 处,没有找到会因此不同的申请人:", alike.len()),
            Language::En => format!("  no applicant was found for whom these {} matter:", alike.len()),
        };
        writeln!(streams.out, "{words}")?;
    }
    for one in &alike {
        let place = diagnostics::file_and_line(folder, one.mutant.span);
        writeln!(streams.out, "  {place}  {}", said(folder, one.mutant, language))?;
    }
    writeln!(streams.out)
}

/// A change as a drafter would say it: what nothing notices.
fn said(folder: &Folder, mutant: &Mutant, language: Language) -> String {
    let Some(source) = folder.sources.get(mutant.span.file as usize) else { return String::new() };
    let old = short(source.text.get(mutant.span.range()).unwrap_or(""), MOST_SHOWN);
    let (_, line) = source.line(mutant.span.start as usize);
    let around = short(source.text.get(line).unwrap_or(""), MOST_SHOWN);
    let change = match (mutant.text.is_empty(), language) {
        (true, Language::Zh) => format!("删去 `{old}`"),
        (true, Language::En) => format!("`{old}` is taken out"),
        (false, Language::Zh) => format!("`{old}` 改为 `{}`", short(&mutant.text, MOST_SHOWN)),
        (false, Language::En) => format!("`{old}` becomes `{}`", short(&mutant.text, MOST_SHOWN)),
    };
    match mutant.change {
        Change::Removed => change,
        _ => format!("{change}{}{around}", pick(language, ",在: ", ", in: ")),
    }
}

fn as_json(folder: &Folder, policy: &Loaded, judged: &[Judged<'_>]) -> Value {
    let (noticed, survived, same) = counts(judged);
    let all: Vec<Value> = judged
        .iter()
        .filter(|one| *one.verdict != Verdict::NoPolicy)
        .map(|Judged { mutant, verdict, ready }| {
            let old = folder.sources.get(mutant.span.file as usize).and_then(|s| s.text.get(mutant.span.range()));
            let (verdict, by) = match verdict {
                Verdict::Noticed(cases, number) => ("noticed", Some(json!({"cases": cases, "number": number}))),
                Verdict::Same => ("same", None),
                _ => ("survived", None),
            };
            json!({
                "change": mutant.change.key(), "old": old, "new": mutant.text, "verdict": verdict, "by": by, "case": ready,
                "place": diagnostics::place(folder, mutant.span),
            })
        })
        .collect();
    json!({"mutants": {"policy": policy.key, "noticed": noticed, "survived": survived, "same": same, "all": all}})
}
