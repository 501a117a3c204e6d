//! Applicants under two versions, printed.

use crate::Streams;
use crate::commands::diff_applicants::Totals;
use crate::commands::pick;
use crate::render::paint::Paint;
use jifen_grammar::keywords::Language;
use jifen_interpreter::diff::applicants::{Amount, Applicant, Assessed, Crosses, Effect};
use std::io;

/// One applicant: points before and after, the outcome, and which rules did it.
pub(crate) fn print(one: &Applicant, language: Language, streams: &mut Streams<'_>) -> io::Result<()> {
    let paint = Paint(streams.surroundings.terminal);
    let change = signed(&one.change);
    let effect = match one.effect {
        Effect::Gains => paint.green(&format!("{} {change}", pick(language, "增加", "gains"))),
        Effect::Loses => paint.red(&format!("{} {change}", pick(language, "减少", "loses"))),
        Effect::Same => pick(language, "分值不变", "the same points").to_owned(),
        Effect::Open => paint.yellow(&format!("{} {change}", pick(language, "尚不确定", "open"))),
    };
    let totals = format!("{} → {}", one.a.total.shown(), one.b.total.shown());
    writeln!(streams.out, "{}  {totals}  {effect}", paint.bold(&one.source))?;
    let (a, b) = (outcome(&one.a, language), outcome(&one.b, language));
    let words = match one.crosses {
        Crosses::No => a,
        Crosses::Yes => paint.bold(&format!("{a} → {b}")),
        Crosses::Open => paint.yellow(&format!("{a} → {b}")),
    };
    writeln!(streams.out, "  {}{words}", pick(language, "结论:", "outcome: "))?;
    for cause in &one.because {
        let side = |amount: &Option<Amount>| amount.as_ref().map_or("–".to_owned(), Amount::shown);
        let cite = match cause.cite.is_empty() {
            true => String::new(),
            false => {
                format!("  {}", paint.dim(&pick(language, "〔{}〕", "[{}]").replace("{}", &cause.cite.join(", "))))
            }
        };
        writeln!(streams.out, "  {}  {} → {}{cite}", cause.name, side(&cause.a), side(&cause.b))?;
        for change in &cause.changes {
            writeln!(streams.out, "    {change}")?;
        }
        if cause.changes.is_empty() {
            let words =
                pick(language, "本身未变;同组择一或限额的结果", "not changed itself: its group counts otherwise");
            writeln!(streams.out, "    {}", paint.dim(words))?;
        }
    }
    for change in &one.outcome_changes {
        writeln!(streams.out, "  {}{change}", pick(language, "结论的变化:", "outcomes changed: "))?;
    }
    if !one.missing.is_empty() {
        let missing = one.missing.join(pick(language, "、", ", "));
        writeln!(streams.out, "  {}{missing}", pick(language, "尚缺:", "missing: "))?;
    }
    Ok(())
}

fn outcome(one: &Assessed, language: Language) -> String {
    if one.outcome.as_deref() == Some("undetermined") {
        return one.possible_names.join(pick(language, " 或 ", " or "));
    }
    let key = one.outcome.clone().unwrap_or("–".to_owned());
    if one.outcome_name.is_empty() { key } else { one.outcome_name.clone() }
}

fn signed(amount: &Amount) -> String {
    let shown = amount.shown();
    if amount.is_open() || shown.starts_with('-') { shown } else { format!("+{shown}") }
}

/// How many gain, lose, cross.
pub(crate) fn totals(totals: &Totals, language: Language, streams: &mut Streams<'_>) -> io::Result<()> {
    let words = pick(
        language,
        "申请人 {}:增加 {}、减少 {}、不变 {}、尚不确定 {}",
        "applicants {}: {} gain, {} lose, {} have the same, {} open",
    );
    let counts = [totals.applicants, totals.gain, totals.lose, totals.same, totals.open];
    let words = counts.iter().fold(words.to_owned(), |words, n| words.replacen("{}", &n.to_string(), 1));
    writeln!(streams.out, "\n{words}")?;
    for ((from, to), count) in &totals.crossed {
        writeln!(streams.out, "  {from} → {to}: {count}")?;
    }
    Ok(())
}
