//! Periods with a start and an end: days that they cover together, and their longest stretch.

use super::cover::hull;
use super::dates;
use super::lists::{Flow, Presence, finish};
use super::possible::settles;
use super::reasons::because;
use super::units::end_values;
use super::unknown::{make, spread};
use super::{Evaluator, ops};
use crate::model::Expr;
use crate::number::Fraction;
use crate::value::{Range, RuleError, Val, Why};
use chrono::{Datelike, NaiveDate};

/// Days from one to another by their numbers, both ends in.
type Span = (i64, i64);

/// The days that a period surely covers, if any, and those that it may cover.
struct Reach {
    sure: Option<Span>,
    all: Option<Span>,
}

/// The days that the periods of a list cover.
#[derive(Default)]
struct Spells {
    sure: Vec<Span>,
    all: Vec<Span>,
    /// Whether there may be periods of which nothing is known.
    open: bool,
    why: Why,
    none: bool,
}

fn number(day: NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce())
}

/// The number of an end's day; a month begins with its first day and ends with its last.
fn day_of(end: &Val, last: bool) -> Option<i64> {
    match end {
        Val::Date(day) => Some(number(*day)),
        Val::Month(month) if last => dates::last_day(*month).map(number),
        Val::Month(month) => dates::first_day(*month).map(number),
        _ => None,
    }
}

fn reach(start: &Val, end: &Val) -> Option<Reach> {
    let ((a, b), (c, d)) = (end_values(start)?, end_values(end)?);
    let span = |from: i64, to: i64| (from <= to).then_some((from, to));
    Some(Reach { sure: span(day_of(&b, false)?, day_of(&c, true)?), all: span(day_of(&a, false)?, day_of(&d, true)?) })
}

impl<'m> Evaluator<'m> {
    /// Days inside a window that at least one period covers, both ends counted, overlaps once; without a window, all.
    /// A period that ends before it starts covers nothing.
    pub(crate) fn days_covered(&mut self, list: &'m Expr, period: &'m Expr, window: Option<&'m Expr>) -> Val {
        let Some(window) = window else {
            return self.spells(list, period, |spells| {
                let most = (!spells.open).then(|| length(spells.all, None));
                counted(length(spells.sure, None), most)
            });
        };
        let window = self.expr(window);
        let ends = match spread(&window) {
            Ok(s) => match s.range {
                Some(Range::Period(ends)) => ends,
                None => return self.none_beside(list, period),
                Some(_) => return Val::error(RuleError::Broken),
            },
            Err(e) => return Val::Error(e),
        };
        let Some(inside) = reach(&ends.0, &ends.1) else {
            return Val::error(RuleError::Broken);
        };
        let covered = self.spells(list, period, |spells| {
            let least = inside.sure.map_or(0, |w| length(spells.sure, Some(w)));
            let most = match inside.all {
                None => 0,
                Some((from, to)) if spells.open => to - from + 1,
                Some(window) => length(spells.all, Some(window)),
            };
            counted(least, Some(most))
        });
        let why = ops::why(&ends.0).and(&ops::why(&ends.1)).and(&ops::why(&window));
        if ops::may_be_none(&window) { because(hull(&covered, &Val::None), &why) } else { because(covered, &why) }
    }

    /// Days of the longest stretch that periods cover without a gap.
    pub(crate) fn longest_days(&mut self, list: &'m Expr, period: &'m Expr) -> Val {
        self.spells(list, period, |spells| {
            let most = (!spells.open).then(|| longest(spells.all));
            counted(longest(spells.sure), most)
        })
    }

    /// The first day of the stretch without a gap that reaches the last day of windows; none where that day is not
    /// covered.
    pub(crate) fn unbroken_since(&mut self, list: &'m Expr, period: &'m Expr) -> Val {
        let last = self.last_day();
        let ends = match settles(&[&last]) {
            Some(Val::None) => return self.none_beside(list, period),
            Some(error) => return error,
            None => end_values(&last),
        };
        let Some((Val::Date(first), Val::Date(end))) = ends else {
            return Val::error(RuleError::Broken);
        };
        let value = self.spells(list, period, |spells| {
            let at = number(end);
            let day = |n: i64| i32::try_from(n).ok().and_then(NaiveDate::from_num_days_from_ce_opt);
            let earliest = match (spells.open || first != end, around(spells.all, at)) {
                (true, _) => Some(dates::FIRST),
                (false, from) => from.and_then(day),
            };
            let latest = if first == end { around(spells.sure, at).and_then(day) } else { None };
            match (earliest, latest) {
                (Some(earliest), Some(latest)) => (Some(Range::Date(earliest, latest)), false),
                (Some(earliest), None) => (Some(Range::Date(earliest, end)), true),
                (None, _) => (None, true),
            }
        });
        because(value, &ops::why(&last))
    }

    /// Collects the periods of a list and measures them: what the result may be, and whether it may be none.
    fn spells(
        &mut self,
        list: &'m Expr,
        period: &'m Expr,
        measure: impl FnOnce(Spells) -> (Option<Range>, bool),
    ) -> Val {
        let mut spells = Spells::default();
        let mut instead = None;
        let walked = self.walk(list, |ev, _, presence| {
            let value = ev.expr(period);
            match spells.add(&value, presence) {
                Some(other) => {
                    // Behind a none, an error still counts.
                    let flow = Flow::after(&other);
                    instead = Some(other);
                    flow
                }
                None => Flow::On,
            }
        });
        if let Some(instead) = instead {
            return finish(instead, walked);
        }
        let (why, none) = (spells.why.clone(), spells.none);
        let (range, missing) = measure(spells);
        let value = make(range, missing, why.clone());
        finish(if none { because(hull(&value, &Val::None), &why) } else { value }, walked)
    }
}

impl Spells {
    /// Adds an entry's period; what the result is instead, if this settles it.
    fn add(&mut self, value: &Val, presence: Presence<'_>) -> Option<Val> {
        let sure = presence.is_sure();
        let (ends, none) = match value {
            Val::Period(ends) => (ends, false),
            Val::Unknown(u) => match &u.range {
                Some(Range::Period(ends)) => (ends, u.none),
                _ => return Some(Val::error(RuleError::Broken)),
            },
            Val::None | Val::Error(_) if sure => return Some(value.clone()),
            Val::None => {
                self.none = true;
                self.why = self.why.and(&presence.why());
                return None;
            }
            Val::Error(_) => {
                self.open = true;
                self.why = self.why.and(&presence.why());
                return None;
            }
            _ => return Some(Val::error(RuleError::Broken)),
        };
        let Some(reach) = reach(&ends.0, &ends.1) else {
            return Some(Val::error(RuleError::Broken));
        };
        if let Presence::More(_) = presence {
            self.open = true;
        }
        if sure && !none {
            self.sure.extend(reach.sure);
        }
        self.all.extend(reach.all);
        self.none |= none;
        if !sure || !value.is_known() {
            self.why = self.why.and(&presence.why()).and(&ops::why(value));
        }
        None
    }
}

/// A number of days, at least and at most.
fn counted(least: i64, most: Option<i64>) -> (Option<Range>, bool) {
    let whole = |n: i64| Fraction::whole(i128::from(n));
    (Some(Range::Number(Some(whole(least)), most.map(whole))), false)
}

/// The first day of the stretch that holds a day.
fn around(spans: Vec<Span>, day: i64) -> Option<i64> {
    let mut found = None;
    stretches(spans, |from, to| {
        if from <= day && day <= to {
            found = Some(from);
        }
    });
    found
}

/// Calls `stretch` with the first and last day of each stretch covered without a gap.
fn stretches(mut spans: Vec<Span>, mut stretch: impl FnMut(i64, i64)) {
    spans.sort_unstable();
    let mut at: Option<Span> = None;
    for (from, to) in spans {
        at = match at {
            Some((start, end)) if from <= end + 1 => Some((start, end.max(to))),
            Some((start, end)) => {
                stretch(start, end);
                Some((from, to))
            }
            None => Some((from, to)),
        };
    }
    if let Some((start, end)) = at {
        stretch(start, end);
    }
}

fn length(spans: Vec<Span>, window: Option<Span>) -> i64 {
    let (first, last) = window.unwrap_or((i64::MIN, i64::MAX));
    let mut days = 0;
    stretches(spans, |from, to| days += (to.min(last) - from.max(first) + 1).max(0));
    days
}

fn longest(spans: Vec<Span>) -> i64 {
    let mut days = 0;
    stretches(spans, |from, to| days = days.max(to - from + 1));
    days
}
