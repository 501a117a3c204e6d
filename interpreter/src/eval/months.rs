//! Unbroken runs of months.

use super::cover::hull;
use super::dates::month_of;
use super::lists::{Flow, Presence, finish};
use super::possible::{bounds, settles};
use super::reasons::because;
use super::unknown::{make, spread};
use super::{Evaluator, ops};
use crate::model::Expr;
use crate::number::Fraction;
use crate::value::{Range, RuleError, Val, Why};

/// The months that a list surely holds and those that it may hold.
#[derive(Default)]
struct Months {
    sure: Vec<i32>,
    all: Vec<i32>,
    /// How many more entries of unknown months there may be; `None`: no limit.
    open: Option<usize>,
    why: Why,
    none: bool,
}

impl<'m> Evaluator<'m> {
    /// How many months the unbroken run holds that ends at the window's end (or the longest one anywhere).
    /// A gap of up to `gap` months does not end a run, even at the window's end; its months are not counted.
    /// Several entries of one month count once.
    pub(crate) fn run_of_months(
        &mut self,
        list: &'m Expr,
        month: Option<&'m Expr>,
        gap: Option<&'m Expr>,
        at_end: bool,
    ) -> Val {
        let gap = gap.map_or(Val::whole(0), |gap| self.expr(gap));
        let end = if at_end { self.last_month() } else { Val::Month(i32::MAX) };
        match (settles(&[&gap, &end]), month) {
            (Some(Val::None), Some(month)) => return self.none_beside(list, month),
            (Some(settled), _) => return settled,
            (None, _) => {}
        }
        let mut months = Months { open: Some(0), ..Months::default() };
        let mut instead = None;
        let walked = self.walk(list, |ev, entry, presence| {
            let value = ev.of_entry(month, entry, presence);
            match months.add(&value, presence) {
                Some(other) => {
                    // Behind a none, an error still counts.
                    let flow = Flow::after(&other);
                    instead = Some(other);
                    flow
                }
                None => Flow::On,
            }
        });
        let value = match instead {
            Some(instead) => instead,
            None => months.run(&gap, &end, at_end),
        };
        finish(value, walked)
    }
}

/// A gap in months: a number or a length of time.
fn gap_bounds(gap: &Val) -> Option<(i64, i64)> {
    if let Some((low, high)) = bounds(gap) {
        let low = low.and_then(|n| n.floor().to_i64()).unwrap_or(0).max(0);
        return Some((low, high.map_or(i64::MAX, |n| n.floor().to_i64().unwrap_or(i64::MAX)).max(0)));
    }
    match spread(gap).ok()?.range? {
        Range::Duration(low, high) => Some((i64::from(low.months.max(0)), i64::from(high.months.max(0)))),
        _ => None,
    }
}

impl Months {
    /// Adds an entry's month; what the result is instead, if this settles it.
    fn add(&mut self, value: &Val, presence: Presence<'_>) -> Option<Val> {
        let sure = presence.is_sure();
        let month = match value {
            Val::Month(month) => Some(*month),
            Val::Date(day) => Some(month_of(*day)),
            Val::None | Val::Error(_) if sure => return Some(value.clone()),
            Val::None => {
                self.none = true;
                self.why = self.why.and(&presence.why());
                return None;
            }
            _ => None,
        };
        match (month, presence) {
            (Some(month), Presence::Sure) => {
                self.sure.push(month);
                self.all.push(month);
                return None;
            }
            (Some(month), Presence::Maybe(_)) => self.all.push(month),
            (_, Presence::More(more)) => {
                self.open = self.open.zip(more.most).map(|(n, most)| n.saturating_add(most as usize));
            }
            (None, _) => self.open = self.open.map(|n| n.saturating_add(1)),
        }
        self.none |= ops::may_be_none(value);
        self.why = self.why.and(&presence.why()).and(&ops::why(value));
        None
    }

    fn run(mut self, gap: &Val, end: &Val, at_end: bool) -> Val {
        for months in [&mut self.sure, &mut self.all] {
            months.sort_unstable();
            months.dedup();
        }
        let Some((least_gap, most_gap)) = gap_bounds(gap) else {
            return Val::error(RuleError::Broken);
        };
        let (first_end, last_end) = match end {
            Val::Month(month) => (*month, *month),
            _ => match spread(end).map(|s| s.range) {
                Ok(Some(Range::Month(a, b))) => (a, b),
                Ok(_) => return Val::error(RuleError::Broken),
                Err(e) => return Val::Error(e),
            },
        };
        let known_end = first_end == last_end;
        let run = |months: &[i32], gap: i64| {
            if at_end { run_to(months, last_end, gap) } else { longest(months, gap) }
        };
        let least = if known_end { run(&self.sure, least_gap) } else { 0 };
        let most = match self.open {
            Some(0) if known_end => Some(run(&self.all, most_gap)),
            // Every month that may be there counts at most once.
            Some(open) => Some(self.all.iter().filter(|m| **m <= last_end).count() + open),
            None => None,
        };
        let whole = |n: usize| Fraction::whole(n as i128);
        let why = self.why.and(&ops::why(gap)).and(&ops::why(end));
        let value = make(Some(Range::Number(Some(whole(least)), most.map(whole))), false, why.clone());
        let none = self.none || ops::may_be_none(gap) || ops::may_be_none(end);
        if none { because(hull(&value, &Val::None), &why) } else { value }
    }
}

/// Months in the run that ends at a month; the months ascend.
fn run_to(months: &[i32], end: i32, gap: i64) -> usize {
    let mut next = i64::from(end) + 1;
    let mut count = 0;
    for month in months.iter().rev().map(|m| i64::from(*m)).filter(|m| *m <= i64::from(end)) {
        if gap < next - month - 1 {
            break;
        }
        count += 1;
        next = month;
    }
    count
}

/// Months in the longest run.
fn longest(months: &[i32], gap: i64) -> usize {
    let (mut best, mut count) = (0, 0);
    let mut before: Option<i64> = None;
    for month in months.iter().map(|m| i64::from(*m)) {
        count = match before {
            Some(before) if month - before - 1 <= gap => count + 1,
            _ => 1,
        };
        best = best.max(count);
        before = Some(month);
    }
    best
}
