//! `jifen test --mutate`: which small changes of a policy no case notices.

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
use std::sync::atomic::{AtomicUsize, Ordering};

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
        let trees: Vec<_> = apart.iter().zip(&folder.sources).map(|(a, s)| a.as_ref().unwrap_or(&s.tree)).collect();
        let texts = folder.sources.iter().map(|s| s.text.as_str()).collect();
        let mut all: Vec<Mutant> = Vec::new();
        for number in &policy.files {
            let Some(source) = folder.sources.get(*number as usize) else { continue };
            all.extend(mutants(&source.tree, &source.text, &trees));
        }
        let judge = Judge { trees, texts, key: &policy.key, original: policy, suites, files };
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let next = AtomicUsize::new(0);
        let texts = resume::texts(folder, policy, suites, files);
        let verdicts = self.verdicts.as_ref();
        let progress = Steps::new(all.len() as u64, streams.surroundings.watched);
        let mut answers: Vec<(usize, Verdict)> = std::thread::scope(|scope| {
            let work = || {
                let mut mine = Vec::new();
                while let Some((i, mutant)) =
                    Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|i| Some((i, all.get(i)?)))
                {
                    let verdict = match verdicts {
                        Some(verdicts) => verdicts.or(resume::key(texts, mutant), || judge.judge(mutant)),
                        None => judge.judge(mutant),
                    };
                    mine.push((i, verdict));
                    progress.step();
                }
                mine
            };
            let running: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
            running.into_iter().flat_map(|thread| thread.join().unwrap_or_default()).collect()
        });
        drop(progress);
        answers.sort_by_key(|(i, _)| *i);
        let judged: Vec<(&Mutant, &Verdict)> = answers.iter().filter_map(|(i, v)| Some((all.get(*i)?, v))).collect();
        match self.args.json {
            true => writeln!(streams.out, "{}", as_json(folder, policy, &judged)),
            false => print(folder, policy, &judged, language, streams),
        }
    }
}

/// How many changes were noticed, not noticed, and mean the same.
fn counts(judged: &[(&Mutant, &Verdict)]) -> (usize, usize, usize) {
    let count = |is: fn(&Verdict) -> bool| judged.iter().filter(|(_, v)| is(v)).count();
    (count(|v| matches!(v, Verdict::Noticed(..))), count(|v| *v == Verdict::Survived), count(|v| *v == Verdict::Same))
}

fn print(
    folder: &Folder,
    policy: &Loaded,
    judged: &[(&Mutant, &Verdict)],
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
    for (mutant, _) in judged.iter().filter(|(_, v)| **v == Verdict::Survived) {
        let place = diagnostics::file_and_line(folder, mutant.span);
        writeln!(streams.out, "  {place}  {}", said(folder, mutant, language))?;
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

fn as_json(folder: &Folder, policy: &Loaded, judged: &[(&Mutant, &Verdict)]) -> Value {
    let (noticed, survived, same) = counts(judged);
    let all: Vec<Value> = judged
        .iter()
        .filter(|(_, verdict)| **verdict != Verdict::NoPolicy)
        .map(|(mutant, verdict)| {
            let old = folder.sources.get(mutant.span.file as usize).and_then(|s| s.text.get(mutant.span.range()));
            let (verdict, by) = match verdict {
                Verdict::Noticed(cases, number) => ("noticed", Some(json!({"cases": cases, "number": number}))),
                Verdict::Same => ("same", None),
                _ => ("survived", None),
            };
            json!({
                "change": mutant.change.key(), "old": old, "new": mutant.text, "verdict": verdict, "by": by,
                "place": diagnostics::place(folder, mutant.span),
            })
        })
        .collect();
    json!({"mutants": {"policy": policy.key, "noticed": noticed, "survived": survived, "same": same, "all": all}})
}
