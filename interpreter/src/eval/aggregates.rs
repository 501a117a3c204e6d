//! Functions of lists. None in what is computed for an entry makes the whole none, as in arithmetic; entries that may
//! be missing, and entries nothing is known about, widen the result so far as they matter.

use super::cover::hull;
use super::lists::{Flow, Presence, finish};
use super::reasons::because;
use super::unknown::make;
use super::{Evaluator, ops};
use crate::model::{Aggregate, Duration, Expr, Type};
use crate::number::Fraction;
use crate::value::{Range, RuleError, Val, Why};

impl<'m> Evaluator<'m> {
    #[inline(never)]
    pub(crate) fn aggregate(&mut self, how: Aggregate, list: &'m Expr, arguments: &'m [Expr], ty: &'m Type) -> Val {
        let first = arguments.first();
        let second = arguments.get(1);
        match (how, first) {
            (Aggregate::Count, _) => self.count(list),
            (Aggregate::Sum, _) => self.sum(list, first, ty),
            (Aggregate::Average, _) => self.average(list, first),
            (Aggregate::Largest, _) => self.extreme(list, first, true),
            (Aggregate::Smallest, _) => self.extreme(list, first, false),
            (Aggregate::Latest, _) => self.pick(list, first, true),
            (Aggregate::Earliest, _) => self.pick(list, first, false),
            (Aggregate::Any, _) => self.any_or_every(list, first, true),
            (Aggregate::Every, _) => self.any_or_every(list, first, false),
            (Aggregate::Distinct, _) => self.distinct(list, first),
            (Aggregate::SumPerGroup, Some(by)) => match second {
                Some(value) => self.sum_per_group(list, by, value, ty),
                None => Val::error(RuleError::Broken),
            },
            (Aggregate::UnbrokenMonths, _) => self.run_of_months(list, first, second, true),
            (Aggregate::LongestMonths, _) => self.run_of_months(list, first, second, false),
            (Aggregate::DaysCovered, Some(period)) => self.days_covered(list, period, second),
            (Aggregate::LongestDays, Some(period)) => self.longest_days(list, period),
            (Aggregate::UnbrokenSince, Some(period)) => self.unbroken_since(list, period),
            (Aggregate::EachYear, Some(day)) => match second {
                Some(years) => self.each_year(list, day, years),
                None => Val::error(RuleError::Broken),
            },
            (Aggregate::GroupEntries, _) => self.group_at_hand(),
            _ => Val::error(RuleError::Broken),
        }
    }

    fn count(&mut self, list: &'m Expr) -> Val {
        let (mut sure, mut maybe) = (0i64, Some(0i64));
        let mut why = Why::default();
        let walked = self.walk(list, |_, _, presence| {
            match presence {
                Presence::Sure => sure += 1,
                Presence::Maybe(_) => maybe = maybe.map(|n| n + 1),
                Presence::More(more) => maybe = maybe.zip(more.most).map(|(n, most)| n + i64::from(most)),
            }
            if !presence.is_sure() {
                why = why.and(&presence.why());
            }
            Flow::On
        });
        let whole = |n: i64| Fraction::whole(i128::from(n));
        let range = Range::Number(Some(whole(sure)), maybe.map(|n| whole(sure + n)));
        finish(if maybe == Some(0) { Val::whole(sure) } else { make(Some(range), false, why) }, walked)
    }

    fn sum(&mut self, list: &'m Expr, x: Option<&'m Expr>, ty: &Type) -> Val {
        let zero = zero(ty);
        let mut total = zero.clone();
        let walked = self.walk(list, |ev, entry, presence| {
            let value = ev.of_entry(x, entry, presence);
            total = match presence {
                Presence::Sure => ops::add(&total, &value),
                _ => ops::add(&total, &may_count(&value, presence, &zero)),
            };
            Flow::after(&total)
        });
        finish(total, walked)
    }

    fn average(&mut self, list: &'m Expr, x: Option<&'m Expr>) -> Val {
        let mut total = Val::whole(0);
        let mut count = 0i64;
        let (mut all_sure, mut unsure) = (true, Why::default());
        let mut values = Vec::new();
        let walked = self.walk(list, |ev, entry, presence| {
            let value = ev.of_entry(x, entry, presence);
            if presence.is_sure() {
                total = ops::add(&total, &value);
                count += 1;
            } else {
                unsure = unsure.and(&presence.why());
                all_sure = false;
            }
            values.push(value);
            Flow::after(&total)
        });
        let value = match () {
            () if matches!(total, Val::Error(_) | Val::None) => total,
            () if all_sure && count == 0 => Val::None,
            () if all_sure => ops::divide(&total, &Val::whole(count)),
            () => {
                // An average lies between the least and the greatest value.
                let covered = values.into_iter().reduce(|a, b| hull(&a, &b)).unwrap_or(Val::None);
                let covered = if count == 0 { hull(&covered, &Val::None) } else { covered };
                because(covered, &unsure)
            }
        };
        finish(value, walked)
    }

    /// The largest or smallest value; none for an empty list.
    fn extreme(&mut self, list: &'m Expr, x: Option<&'m Expr>, larger: bool) -> Val {
        let choose = if larger { ops::max } else { ops::min };
        // The best so far if there is an entry, and whether there may be none yet.
        let mut best: Option<Val> = None;
        let mut empty: Option<Why> = Some(Why::default());
        let walked = self.walk(list, |ev, entry, presence| {
            let value = ev.of_entry(x, entry, presence);
            let joined = match (&best, &empty) {
                (None, _) => value.clone(),
                (Some(best), None) => choose(best, &value),
                (Some(best), Some(_)) => hull(&value, &choose(best, &value)),
            };
            let next = match &best {
                Some(before) if !presence.is_sure() => {
                    let both = hull(before, &joined);
                    if both == *before { both } else { because(both, &presence.why()) }
                }
                _ => joined,
            };
            let flow = Flow::after(&next);
            best = Some(if presence.is_sure() { next } else { because(next, &presence.why()) });
            empty = match empty.take() {
                Some(why) if !presence.is_sure() => Some(why.and(&presence.why())),
                _ => None,
            };
            flow
        });
        let value = match (best, empty) {
            (None, _) => Val::None,
            (Some(best), None) => best,
            (Some(best), Some(why)) => because(hull(&best, &Val::None), &why),
        };
        finish(value, walked)
    }

    /// Whether a condition holds for one entry (or for every one): an `or` (an `and`) over the entries.
    fn any_or_every(&mut self, list: &'m Expr, condition: Option<&'m Expr>, any: bool) -> Val {
        let join = if any { ops::or } else { ops::and };
        let mut all = Val::YesNo(!any);
        let walked = self.walk(list, |ev, _, presence| {
            let holds = condition.map_or(Val::YesNo(true), |c| ev.expr(c));
            all = match presence {
                Presence::Sure => join(&all, &holds),
                _ => {
                    let without = Val::YesNo(!any);
                    join(&all, &because(hull(&holds, &without), &presence.why()))
                }
            };
            if matches!(all, Val::YesNo(b) if b == any) { Flow::Settled } else { Flow::On }
        });
        finish(all, walked)
    }
}

/// The contribution of entries that may be missing.
pub(crate) fn may_count(value: &Val, presence: Presence<'_>, zero: &Val) -> Val {
    match presence {
        Presence::Sure => value.clone(),
        Presence::Maybe(why) => because(hull(value, zero), why),
        Presence::More(more) => because(ops::repeated(value, more.most), &more.why),
    }
}

/// Nothing, of a type that can be summed.
pub(crate) fn zero(ty: &Type) -> Val {
    match ty {
        Type::Duration => Val::Duration(Duration { months: 0, days: 0 }),
        _ => Val::whole(0),
    }
}
