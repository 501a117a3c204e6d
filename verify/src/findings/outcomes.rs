//! Outcomes that nobody comes to, and outcomes that everybody meets who comes so far.

use super::limits::furthest;
use super::search::Answer;
use super::{Check, bounds};
use jifen_interpreter::checks::regions::{gaps, of_condition, possible, same};
use jifen_interpreter::diagnostic::{Arg, Code, Diagnostic};
use jifen_interpreter::eval::{Evaluator, ops};
use jifen_interpreter::groups;
use jifen_interpreter::model::{Comparison, Expr, ExprKind, GroupId, Type};
use jifen_interpreter::outcomes;
use jifen_interpreter::trace::Truth;

pub(super) fn check(check: &mut Check<'_, '_>) {
    for (n, list) in check.version.outcomes.iter().enumerate() {
        for (i, outcome) in list.outcomes.iter().enumerate() {
            if outcome.condition.is_none() {
                break;
            }
            let missed = |ev: &mut Evaluator<'_>| looked(ev, n, i).map_or(Truth::No, |(on, own)| on.and(own.negated()));
            let met = |ev: &mut Evaluator<'_>| looked(ev, n, i).map_or(Truth::No, |(on, own)| on.and(own));
            if check.told(outcome.named.span, &list.reviewed, &[Code::NeverHolds]) {
                continue;
            }
            match check.search.find(&met) {
                Answer::Never => {
                    let (why, example) = standard(check, n, i, true);
                    let name = &outcome.named.name;
                    let answer = Arg::pair(format!("{name} {}", why.zh), format!("{name} {}", why.en));
                    let args = [name.into(), why, answer];
                    let finding = Diagnostic::new(Code::OutcomeNever, outcome.named.span, args);
                    check.report(&list.reviewed, finding.by(example));
                    continue;
                }
                Answer::Yes(_) | Answer::Unsure => {}
            }
            let behind = list.outcomes.len() - 1 - i;
            let alone = 0 < behind && check.search.never(&missed);
            if alone || 0 < behind && taken(check, n, i) {
                let together = Arg::pair("与前面的结论合起来没有遗漏", "with those before it, it leaves nothing open");
                let (why, example) = if alone { standard(check, n, i, false) } else { (together, None) };
                let name = &outcome.named.name;
                let answer = Arg::pair(format!("{name} {}", why.zh), format!("{name} {}", why.en));
                let args = [name.into(), why, answer];
                let finding = Diagnostic::new(Code::OutcomeAlways, outcome.named.span, args);
                let example = example.or_else(|| check.search.example(&met).map(|a| check.search.shown(&a)));
                check.report(&list.reviewed, finding.by(example));
                break;
            }
        }
    }
}

/// Whether the conditions up to an outcome's, about what it asks, leave no value open.
fn taken(check: &Check<'_, '_>, list: usize, outcome: usize) -> bool {
    check.of_anybody(|ev| {
        let version = ev.version();
        let Some(all) = version.outcomes.get(list) else { return false };
        let mut about = all.outcomes.iter().take(outcome + 1).filter_map(|o| o.condition.as_ref());
        let Some(last) = all.outcomes.get(outcome).and_then(|o| o.condition.as_ref()) else { return false };
        let Some((subject, _)) = of_condition(ev, &last.expr) else { return false };
        let value = ev.expr(subject);
        let mut ranges = Vec::new();
        about.by_ref().for_each(|c| {
            if let Some((other, own)) = of_condition(ev, &c.expr)
                && same(ev, other, subject)
            {
                ranges.extend(own);
            }
        });
        let choices = match subject.ty {
            Type::Choice(id) => version.choices.get(id.index()).map_or(0, |c| c.values.len()),
            _ => 0,
        };
        !ops::may_be_none(&value) && gaps(&possible(&value, &subject.ty, choices), &ranges).is_empty()
    })
}

/// Whether an outcome is come to, and whether it holds.
fn looked(ev: &mut Evaluator<'_>, list: usize, outcome: usize) -> Option<(Truth, Truth)> {
    let version = ev.version();
    let decision = outcomes::evaluate(ev, version.outcomes.get(list)?);
    let before = decision.looked.iter().take(outcome);
    let reached = before.fold(Truth::Yes, |on, (truth, _)| on.and(truth.clone().negated()));
    let own = decision.looked.get(outcome).map_or(Truth::No, |(truth, _)| truth.clone());
    Some((reached, own))
}

/// The most (or least) of the total that an outcome asks for, in words, and who comes to it.
fn standard(
    check: &Check<'_, '_>,
    list: usize,
    outcome: usize,
    most: bool,
) -> (Arg, Option<jifen_interpreter::diagnostic::Example>) {
    let condition = check.version.outcomes.get(list).and_then(|l| l.outcomes.get(outcome)?.condition.as_ref());
    let asked = condition.and_then(|c| total(&c.expr));
    let Some((id, downward)) = asked else {
        let words = match most {
            true => Arg::pair("条件不可能成立", "its condition can't hold"),
            false => Arg::pair("条件总是成立", "its condition always holds"),
        };
        let anybody = check.search.example(&|_| Truth::Yes).map(|a| check.search.shown(&a));
        return (words, anybody);
    };
    let up = most != downward;
    let root = check.of_anybody(|ev| bounds(&groups::value(ev, id)));
    let (value, who) = furthest(check, up, root, &|ev| Some(groups::value(ev, id)));
    let name = check.version.groups.get(id.index()).map_or("", |g| g.named.name.as_str());
    let ty = check.version.group_types.get(id.index());
    let shown = value.zip(ty).map_or(Arg::default(), |(n, ty)| check.show(n, ty));
    let words = match up {
        true => Arg::pair(format!("{name} 最多 {}", shown.zh), format!("{name} is {} at most", shown.en)),
        false => Arg::pair(format!("{name} 最少 {}", shown.zh), format!("{name} is {} at least", shown.en)),
    };
    (words, who.map(|a| check.search.shown(&a)))
}

/// The total or group that a condition compares, and whether it asks for little of it.
pub(super) fn total(expr: &Expr) -> Option<(GroupId, bool)> {
    match &expr.kind {
        ExprKind::Compare(how, a, b) => match (&a.kind, &b.kind) {
            (ExprKind::Group(id), _) => Some((*id, matches!(how, Comparison::Less | Comparison::LessOrEqual))),
            (_, ExprKind::Group(id)) => Some((*id, matches!(how, Comparison::Greater | Comparison::GreaterOrEqual))),
            _ => None,
        },
        ExprKind::In(a, _) => match a.kind {
            ExprKind::Group(id) => Some((id, false)),
            _ => None,
        },
        _ => expr.children().into_iter().find_map(total),
    }
}
