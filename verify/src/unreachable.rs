//! What nobody can come by: the sides that the limits of a version's facts rule out, each with its reason.

use crate::coverage::{Point, What, points_of};
use jifen_grammar::keywords::Language;
use jifen_grammar::tree::Span;
use jifen_interpreter::checks::any_applicant;
use jifen_interpreter::eval::Evaluator;
use jifen_interpreter::eval::covered::{Possible, Side};
use jifen_interpreter::facts::show_exactly;
use jifen_interpreter::model::{DefinitionId, Version};
use jifen_interpreter::value::Facts;
use jifen_interpreter::{groups, outcomes};
use std::collections::BTreeMap;

/// The sides of a version's points that nobody can come by, with the reasons in words.
///
/// All is evaluated with no fact known; what the bounds leave open may happen, and what was not asked says nothing.
/// Cells of matrices and members of groups are not judged, nor are definitions with parameters: not all that they are
/// called with inside lists is gone through.
pub fn unreachable(version: &Version, language: Language) -> BTreeMap<(Span, Side), String> {
    let open = any_applicant(version);
    let version = open.as_ref();
    let facts = Facts::unknown(version);
    let mut ev = Evaluator::new(version, &facts);
    ev.cover_possible();
    version.totals.iter().for_each(|id| drop(groups::value(&mut ev, *id)));
    version.outcomes.iter().for_each(|list| drop(outcomes::evaluate(&mut ev, list)));
    let reported = version.definitions.iter().enumerate().filter(|(_, d)| d.reported);
    reported.for_each(|(i, _)| drop(ev.definition(DefinitionId(i as u32))));
    let possible = ev.possible();
    let mut found = BTreeMap::new();
    for point in points_of(version, |d| d.params.is_empty()) {
        let Some(asked) = possible.asked.get(&point.span) else { continue };
        let judged = point.sides.iter().filter(|side| !matches!(side, Side::Cell(_)));
        for side in judged.filter(|side| !asked.contains(side)) {
            found.insert((point.span, *side), why(&point, *side, &possible, version, language));
        }
    }
    found
}

fn why(point: &Point, side: Side, possible: &Possible, version: &Version, language: Language) -> String {
    let (zh, en) = match (point.what, side) {
        (What::Limit, _) => {
            let shown = possible.sizes.get(&point.span).map(|(size, ty)| show_exactly(size, ty, version, language));
            let shown = shown.unwrap_or_default();
            return match language {
                Language::Zh => format!("所限的数为 {shown}"),
                Language::En => format!("what it limits is {shown}"),
            };
        }
        (_, Side::Yes) => ("按事实的限度总不成立", "within the facts' limits it never holds"),
        (_, Side::No) => ("按事实的限度总是成立", "within the facts' limits it always holds"),
        _ => ("按事实的限度轮不到", "within the facts' limits it is never the one"),
    };
    if language == Language::Zh { zh } else { en }.to_owned()
}
