//! The values at which a policy may change its answers: what its rules mention, and the ends of what facts may be.

use chrono::{Datelike, Days, Months, NaiveDate};
use jifen_interpreter::facts::{limits, month_of, value_of};
use jifen_interpreter::model::{Constant, Duration, Expr, ExprKind, Field, Type, Unit, Version};
use jifen_interpreter::number::Fraction;
use jifen_interpreter::value::Val;
use std::collections::BTreeSet;

/// The constants of a version by their kind.
#[derive(Debug, Clone, Default)]
pub(super) struct Interest {
    /// Numbers, each with what it counts.
    numbers: Vec<(Unit, Fraction)>,
    dates: BTreeSet<NaiveDate>,
    months: BTreeSet<i32>,
    durations: BTreeSet<Duration>,
    codes: BTreeSet<String>,
    /// The days from which something published holds.
    published: BTreeSet<NaiveDate>,
    /// Small whole numbers: counts of entries, years, months.
    counts: BTreeSet<u32>,
}

impl Interest {
    pub fn of(version: &Version) -> Interest {
        let mut found = Interest::default();
        version.expressions(&mut |expr| found.expr(expr));
        for column in version.parameters.iter().flat_map(|p| &p.columns) {
            for step in column.series.iter().flatten() {
                found.constant(&step.value, &column.ty);
                found.dates.insert(step.from);
                found.published.insert(step.from);
                if step.by_month {
                    found.months.insert(month_of(step.from));
                }
            }
        }
        for (from, codes) in version.catalogues.iter().flat_map(|c| &c.listings) {
            found.dates.insert(*from);
            found.published.insert(*from);
            found.codes.extend(codes.iter().take(2).cloned());
        }
        found.numbers.sort_by_key(|(_, n)| *n);
        found.numbers.dedup();
        found
    }

    fn expr(&mut self, expr: &Expr) {
        if let ExprKind::Constant(constant) = &expr.kind {
            self.constant(constant, &expr.ty);
        }
    }

    fn constant(&mut self, constant: &Constant, ty: &Type) {
        match constant {
            Constant::Number(n) => {
                if let Type::Number { unit, .. } = ty {
                    self.numbers.push((unit.clone(), *n));
                }
                if let Some(n) = n.to_i64().filter(|n| n.unsigned_abs() <= 1000)
                    && !matches!(ty, Type::Number { unit: Unit::Points | Unit::Money(_), .. })
                {
                    self.counts.extend(u32::try_from(n));
                }
            }
            Constant::Date(day) => drop(self.dates.insert(*day)),
            Constant::Month(month) => drop(self.months.insert(*month)),
            Constant::Duration(d) => {
                self.durations.insert(*d);
                self.counts.extend(u32::try_from(d.months));
            }
            Constant::Code(code) => drop(self.codes.insert(code.clone())),
            Constant::YesNo(_) | Constant::Choice(_) | Constant::Nothing => {}
        }
    }

    /// The days from which something published holds.
    pub fn published(&self) -> impl Iterator<Item = NaiveDate> {
        self.published.iter().copied()
    }

    /// How many entries a list may be worth having.
    pub fn counts(&self, most: usize) -> Vec<usize> {
        let near = |n: &u32| [n.saturating_sub(1), *n, n + 1].map(|n| n as usize);
        let all: BTreeSet<usize> = self.counts.iter().flat_map(near).chain([1, 2, 3]).collect();
        all.into_iter().filter(|n| 0 < *n && *n <= most).collect()
    }

    /// Values of a plain field, those that can be ordered in their order; `around` is the day on which things are counted.
    pub fn values(&self, field: &Field, version: &Version, around: NaiveDate) -> Vec<Val> {
        let limits = limits(field);
        let bound = |c: &Option<Constant>| c.as_ref().map(value_of);
        let (low, high) = (bound(&limits.low), bound(&limits.high));
        let mut all: BTreeSet<Val> = match field.ty.item() {
            Type::YesNo => [false, true].map(Val::YesNo).into(),
            Type::Choice(id) => {
                let size = version.choices.get(id.index()).map_or(0, |c| c.values.len());
                (0..size as u32).map(Val::Choice).collect()
            }
            Type::Code => {
                self.codes.iter().map(|c| Val::Code(c.as_str().into())).chain([Val::Code("X9".into())]).collect()
            }
            Type::Number { unit, whole } => self.near_numbers(unit, *whole),
            Type::Date => self.near_days(around).into_iter().map(Val::Date).collect(),
            Type::Month => self.near_months(around).into_iter().map(Val::Month).collect(),
            Type::Duration => self.durations.iter().flat_map(|d| near_lengths(*d)).map(Val::Duration).collect(),
            _ => BTreeSet::new(),
        };
        let dated = matches!(field.ty.item(), Type::Date | Type::Month);
        if !dated || field.domain.is_some() {
            all.extend(low.clone());
            all.extend(high.clone().filter(|_| !limits.open));
        }
        let inside = |v: &Val| {
            low.as_ref().is_none_or(|l| l <= v) && high.as_ref().is_none_or(|h| v < h || !limits.open && v == h)
        };
        all.into_iter().filter(inside).collect()
    }

    /// Numbers of a unit, with their neighbours, the halves of what is awarded for each, and some larger ones.
    fn near_numbers(&self, unit: &Unit, whole: bool) -> BTreeSet<Val> {
        let one = step(unit, whole);
        let mut all: BTreeSet<Fraction> = [Fraction::ZERO, one].into();
        for (_, n) in self.numbers.iter().filter(|(u, _)| alike(u, unit)) {
            all.insert(*n);
            all.extend(n.subtract(one));
            all.extend(n.add(one));
            all.extend([2, 10].into_iter().filter_map(|times| n.multiply(Fraction::whole(times))));
        }
        if matches!(unit, Unit::Named(_) | Unit::One) {
            all.extend(self.counts.iter().map(|n| Fraction::whole(i128::from(*n))));
        }
        all.into_iter().filter(|n| !whole || n.is_whole()).map(Val::Number).collect()
    }

    /// An amount of a field that is as large as any that the rules mention of its unit, or as may be.
    pub fn ample(&self, field: &Field) -> Option<Val> {
        let Type::Number { unit, whole } = &field.ty else { return None };
        let limits = limits(field);
        let bound = |c: &Option<Constant>| match c.as_ref().map(value_of) {
            Some(Val::Number(n)) => Some(n),
            _ => None,
        };
        let mentioned =
            self.numbers.iter().filter(|(u, n)| alike(u, unit) && (!whole || n.is_whole())).map(|(_, n)| *n).max();
        let most = mentioned.unwrap_or(Fraction::whole(1));
        let high = bound(&limits.high).map_or(most, |high| most.min(high));
        Some(Val::Number(bound(&limits.low).map_or(high, |low| high.max(low))))
    }

    fn near_days(&self, around: NaiveDate) -> BTreeSet<NaiveDate> {
        let mut days: BTreeSet<NaiveDate> = [around].into();
        days.extend(self.dates.iter().copied());
        let months = self.durations.iter().filter_map(|d| u32::try_from(d.months).ok());
        let months = months.chain(self.counts.iter().filter(|n| **n <= 100).map(|n| 12 * n));
        for back in months.chain([1, 12, 30 * 12]) {
            days.extend(around.checked_sub_months(Months::new(back)));
            days.extend(around.checked_add_months(Months::new(back)).filter(|_| back <= 36));
        }
        days.extend(
            self.durations.iter().filter_map(|d| around.checked_sub_days(Days::new(u64::try_from(d.days).ok()?))),
        );
        let near = |day: &NaiveDate| [day.pred_opt(), Some(*day), day.succ_opt()].into_iter().flatten();
        let mut all: BTreeSet<NaiveDate> = days.iter().flat_map(near).collect();
        all.extend(self.leaps(around).into_iter().flat_map(|(day, leap)| [day, leap]));
        all
    }

    /// Days at the end of February of a common year, each with leap days of years before it.
    pub fn leaps(&self, around: NaiveDate) -> Vec<(NaiveDate, NaiveDate)> {
        let is_leap = |year: i32| NaiveDate::from_ymd_opt(year, 2, 29).is_some();
        let common = if is_leap(around.year()) { around.year() - 1 } else { around.year() };
        let ends = [(2, 28), (3, 1)].into_iter().filter_map(|(m, d)| NaiveDate::from_ymd_opt(common, m, d));
        let counts = self.counts.iter().filter_map(|n| i32::try_from(*n).ok()).filter(|n| *n <= 100);
        let years: BTreeSet<i32> = counts.flat_map(|n| [n - 1, n]).chain([1, 20, 30, 40, 50]).collect();
        let leaps: BTreeSet<NaiveDate> = years.into_iter().filter_map(|back| leap_day(common - back)).collect();
        ends.flat_map(|day| leaps.iter().map(move |leap| (day, *leap))).collect()
    }

    fn near_months(&self, around: NaiveDate) -> BTreeSet<i32> {
        let at = month_of(around);
        let back =
            self.durations.iter().map(|d| d.months).chain(self.counts.iter().filter_map(|n| i32::try_from(*n).ok()));
        let ends: Vec<i32> = back
            .filter(|n| *n <= 1200)
            .map(|n| at - n)
            .chain([at, at - 12])
            .chain(self.months.iter().copied())
            .collect();
        ends.into_iter().flat_map(|m| [m - 1, m, m + 1]).collect()
    }
}

/// The last leap day of a year or of one before it.
fn leap_day(year: i32) -> Option<NaiveDate> {
    (0..8).find_map(|back| NaiveDate::from_ymd_opt(year - back, 2, 29))
}

fn near_lengths(d: Duration) -> [Duration; 3] {
    if d.months == 0 {
        return [d.days - 1, d.days, d.days + 1].map(|days| Duration { months: 0, days: days.max(0) });
    }
    [d.months - 1, d.months, d.months + 1].map(|months| Duration { months: months.max(0), days: d.days })
}

/// Whether amounts of one unit are compared with those of the other; money for a month with money.
fn alike(a: &Unit, b: &Unit) -> bool {
    a == b || matches!((a, b), (Unit::Money(_), Unit::Money(_)))
}

/// The smallest step that matters among values of a unit, as people write them.
fn step(unit: &Unit, whole: bool) -> Fraction {
    match unit {
        Unit::One if !whole => Fraction::new(1, 100).unwrap_or(Fraction::ZERO),
        _ => Fraction::whole(1),
    }
}

/// The next value of a type, one step up or down; a cent of money.
pub(super) fn beyond(value: &Val, ty: &Type, up: bool) -> Option<Val> {
    let sign = if up { 1 } else { -1 };
    Some(match value {
        Val::Number(n) => {
            let whole = matches!(ty, Type::Number { whole: true, .. });
            Val::Number(n.add(Fraction::new(sign, if whole { 1 } else { 100 })?)?)
        }
        Val::Date(day) => Val::Date(if up { day.succ_opt()? } else { day.pred_opt()? }),
        Val::Month(month) => Val::Month(month + sign as i32),
        Val::Duration(d) if d.months != 0 => Val::Duration(Duration { months: d.months + sign as i32, days: d.days }),
        Val::Duration(d) => Val::Duration(Duration { months: 0, days: d.days + sign as i32 }),
        _ => return None,
    })
}

/// A value between two others, as round as one can be; nothing where there is none.
pub(super) fn between(low: &Val, high: &Val, ty: &Type) -> Option<Val> {
    let middle = match (low, high) {
        (Val::Number(a), Val::Number(b)) => {
            let middle = a.add(*b)?.divide(Fraction::whole(2))?;
            let whole = matches!(ty, Type::Number { whole: true, .. });
            let steps: &[i128] = match ty {
                Type::Number { whole: true, .. } => &[1],
                Type::Number { unit: Unit::One, .. } => &[1, 100, 10_000],
                _ => &[1, 10, 100],
            };
            let rounded =
                |parts: &i128| middle.multiply(Fraction::whole(*parts))?.floor().divide(Fraction::whole(*parts));
            let found = steps.iter().filter_map(rounded).find(|n| a < n && n < b);
            return found.filter(|n| !whole || n.is_whole()).map(Val::Number);
        }
        (Val::Date(a), Val::Date(b)) => Val::Date(*a + Days::new(u64::try_from((*b - *a).num_days()).ok()? / 2)),
        (Val::Month(a), Val::Month(b)) => Val::Month(a + (b - a) / 2),
        (Val::Duration(a), Val::Duration(b)) => {
            Val::Duration(Duration { months: a.months + (b.months - a.months) / 2, days: a.days })
        }
        _ => return None,
    };
    (low < &middle && &middle < high).then_some(middle)
}
