//! Whether each of the last years holds an entry.

use super::dates::{full_months, leap_is_march};
use super::lists::{Flow, Presence, finish};
use super::logic::Answers;
use super::possible::{bounds, settles};
use super::units::end_values;
use super::unknown::spread;
use super::{Evaluator, ops};
use crate::model::Expr;
use crate::value::{Range, RuleError, Val, Why};

/// More years than the calendar has.
const MOST_YEARS: i64 = 10_000;

/// Which years, counted back from the window's end, surely hold an entry and which may.
struct Years {
    sure: Vec<bool>,
    maybe: Vec<bool>,
    why: Why,
    /// A date is none: a year that no other entry is in is neither held nor not.
    none_sure: bool,
    none_maybe: bool,
}

/// Where the windows end.
struct Ends {
    last_day: Val,
    last_month: Val,
    march: bool,
}

impl<'m> Evaluator<'m> {
    /// Whether each of the last `n` years holds an entry. A date's year is the number of full years between it and the
    /// last day of windows, so that the same dates count as in a window of `n` years; months are counted back by twelve
    /// from the last month of windows.
    pub(crate) fn each_year(&mut self, list: &'m Expr, day: &'m Expr, years: &'m Expr) -> Val {
        let years = self.expr(years);
        let ends = Ends {
            last_day: self.last_day(),
            last_month: self.last_month(),
            march: leap_is_march(&self.version.conventions),
        };
        let (least, most) = match settles(&[&years, &ends.last_day, &ends.last_month]) {
            Some(Val::None) => return self.none_beside(list, day),
            Some(error) => return error,
            None => match year_bounds(&years) {
                Some(bounds) => bounds,
                None => return Val::error(RuleError::Broken),
            },
        };
        let length = most as usize;
        let mut found = Years {
            sure: vec![false; length],
            maybe: vec![false; length],
            why: ops::why(&years).and(&ops::why(&ends.last_day)),
            none_sure: false,
            none_maybe: false,
        };
        let mut instead = None;
        let walked = self.walk(list, |ev, _, presence| {
            let value = ev.expr(day);
            match found.add(&value, presence, &ends) {
                Some(error) => {
                    instead = Some(error);
                    Flow::Settled
                }
                None => Flow::On,
            }
        });
        let none = ops::may_be_none(&years) || ops::may_be_none(&ends.last_day);
        let value = instead.unwrap_or_else(|| found.answer(least as usize, none));
        finish(value, walked)
    }
}

/// A number of years, as a number or a length of time.
fn year_bounds(years: &Val) -> Option<(i64, i64)> {
    let within = |n: i64| n.clamp(0, MOST_YEARS);
    if let Some((low, high)) = bounds(years) {
        let low = low.map_or(0, |n| n.ceiling().to_i64().unwrap_or(0));
        let high = high.map_or(MOST_YEARS, |n| n.floor().to_i64().unwrap_or(MOST_YEARS));
        let (low, high) = (within(low), within(high));
        return Some((low.min(high), high));
    }
    match spread(years).ok()?.range? {
        Range::Duration(low, high) if low != high => Some((0, within(i64::from(high.months) / 12))),
        Range::Duration(only, _) if only.days == 0 && only.months % 12 == 0 => {
            let n = within(i64::from(only.months) / 12);
            Some((n, n))
        }
        _ => None,
    }
}

impl Ends {
    /// The year of a date or month: the first and the last that it may be, and whether it is surely in one;
    /// `None` where it is surely in none.
    fn year(&self, first: &Val, last: &Val) -> Option<(i64, i64, bool)> {
        match (first, last) {
            (Val::Date(first), Val::Date(last)) => {
                let (Val::Date(from), Val::Date(to)) = end_values(&self.last_day)? else {
                    return None;
                };
                if to < *first {
                    return None;
                }
                let least = full_months(*last, from, self.march) / 12;
                let most = full_months(*first, to, self.march) / 12;
                Some((least, most, *last <= from))
            }
            (Val::Month(first), Val::Month(last)) => {
                let (Val::Month(from), Val::Month(to)) = end_values(&self.last_month)? else {
                    return None;
                };
                if to < *first {
                    return None;
                }
                let years = |month: i32, end: i32| (i64::from(end) - i64::from(month)).max(0) / 12;
                Some((years(*last, from), years(*first, to), *last <= from))
            }
            _ => None,
        }
    }
}

impl Years {
    /// Adds an entry's date or month; the result instead, if it is an error.
    fn add(&mut self, value: &Val, presence: Presence<'_>, ends: &Ends) -> Option<Val> {
        let sure = presence.is_sure();
        let spread = match spread(value) {
            Ok(spread) => spread,
            Err(e) if sure => return Some(Val::Error(e)),
            Err(_) => {
                self.maybe.iter_mut().for_each(|m| *m = true);
                self.why = self.why.and(&presence.why());
                return None;
            }
        };
        if spread.none {
            self.none_sure |= sure && spread.range.is_none();
            self.none_maybe |= !sure || spread.range.is_some();
        }
        if !sure || matches!(value, Val::Unknown(_)) {
            self.why = self.why.and(&presence.why()).and(&spread.why);
        }
        let (first, last) = match spread.range {
            Some(Range::Date(a, b)) => (Val::Date(a), Val::Date(b)),
            Some(Range::Month(a, b)) => (Val::Month(a), Val::Month(b)),
            None => return None,
            Some(_) => return Some(Val::error(RuleError::Broken)),
        };
        let (least, most, inside) = ends.year(&first, &last)?;
        let to = usize::try_from(most).unwrap_or(usize::MAX).saturating_add(1).min(self.maybe.len());
        let from = usize::try_from(least).unwrap_or(0).min(to);
        if let Some(years) = self.maybe.get_mut(from..to) {
            years.fill(true);
        }
        if sure
            && inside
            && least == most
            && !spread.none
            && let Some(year) = self.sure.get_mut(from..to)
        {
            year.fill(true);
        }
        None
    }

    fn answer(self, least: usize, none: bool) -> Val {
        let open = self.sure.iter().any(|held| !held);
        let fits = self.sure.iter().zip(&self.maybe).take(least).all(|(sure, maybe)| *sure || *maybe);
        let answers = Answers {
            yes: fits,
            no: open && !self.none_sure,
            none: none || (open && (self.none_sure || self.none_maybe)),
        };
        answers.value(self.why)
    }
}
