//! Lists of outcomes: outcomes behind one that always holds, and lists of which none may hold.

use super::answers::Findings;
use super::lines::never;
use super::regions::{Interval, gaps, of_condition, possible, same};
use crate::diagnostic::{Arg, Code, Diagnostic};
use crate::eval::Evaluator;
use crate::model::{Expr, OutcomeList, Text, Type, Version};
use crate::trace::Truth;
use crate::value::Facts;

pub(super) fn check<'m>(version: &'m Version, found: &mut Findings<'m>) {
    let facts = Facts::unknown(version);
    for list in &version.outcomes {
        let certain = list.outcomes.iter().position(|o| o.condition.is_none());
        for behind in list.outcomes.iter().skip(certain.map_or(usize::MAX, |at| at + 1)) {
            let name = Text { zh: behind.named.name.clone(), en: behind.named.name.clone() };
            found.add_in(&list.reviewed, never(behind.named.span, &name));
        }
        let named = list.named.as_ref().or(list.outcomes.last().map(|o| &o.named));
        if let (None, Some(named)) = (certain, named)
            && may_end_without(list, version, &mut Evaluator::new(version, &facts))
        {
            let name = match &list.named {
                Some(named) => Arg::from(&named.name),
                None => Arg::pair("结论", "outcomes"),
            };
            found.add_in(&list.reviewed, Diagnostic::new(Code::NoOutcome, named.span, [name]));
        }
    }
}

/// Whether none of a list's conditions may hold. They leave nothing open where some of them, about one quantity,
/// take all its values.
fn may_end_without<'m>(list: &'m OutcomeList, version: &Version, ev: &mut Evaluator<'m>) -> bool {
    let mut about: Vec<(&Expr, Vec<Interval>)> = Vec::new();
    for condition in list.outcomes.iter().filter_map(|o| o.condition.as_ref()) {
        if matches!(Truth::of(&ev.expr(&condition.expr)), Truth::Yes | Truth::Error(_)) {
            return false;
        }
        let Some((subject, intervals)) = of_condition(ev, &condition.expr) else { continue };
        match about.iter_mut().find(|(other, _)| same(ev, other, subject)) {
            Some((_, all)) => all.extend(intervals),
            None => about.push((subject, intervals)),
        }
    }
    about.into_iter().all(|(subject, intervals)| {
        let value = ev.expr(subject);
        let choices = match subject.ty {
            Type::Choice(id) => version.choices.get(id.index()).map_or(0, |c| c.values.len()),
            _ => 0,
        };
        !gaps(&possible(&value, &subject.ty, choices), &intervals).is_empty()
    })
}
