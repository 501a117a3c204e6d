//! One plain value near the edges of the rules.

use super::number::decimal_json;
use super::{Constants, Random};
use crate::reference::value::Value;
use chrono::{Datelike, Days, Months, NaiveDate};
use jifen_interpreter::model::{Field, Type, Version};
use serde_json::Value as Json;

/// What values are drawn from.
#[derive(Debug)]
pub struct Drawer<'a> {
    /// The model.
    pub version: &'a Version,
    /// What its rules mention.
    pub constants: &'a Constants,
    /// The source.
    pub random: &'a mut Random,
    /// The day around which dates lie: the filing date, once it is drawn.
    pub around: NaiveDate,
    /// How often of a hundred times an answer is yes.
    pub yes: usize,
}

/// The bounds of a value, where they are known.
#[derive(Debug, Clone, Default)]
pub struct Bounds {
    /// The least value.
    pub low: Option<Value>,
    /// The largest.
    pub high: Option<Value>,
    /// Whether the largest itself is out.
    pub open: bool,
}

impl Bounds {
    /// Whether a value is inside.
    pub fn hold(&self, value: &Value) -> bool {
        let above = self.low.as_ref().is_none_or(|low| low <= value);
        let below = self.high.as_ref();
        above && below.is_none_or(|high| if self.open { value < high } else { value <= high })
    }
}

impl Drawer<'_> {
    /// A value of a plain type within bounds, as JSON.
    pub fn scalar(&mut self, ty: &Type, bounds: &Bounds) -> Json {
        match ty {
            Type::YesNo => Json::Bool(self.random.chance(self.yes)),
            Type::Number { whole, .. } => decimal_json(&self.number(*whole, bounds)),
            Type::Date => Json::String(self.date(bounds).to_string()),
            Type::Month => {
                let month = self.month(bounds);
                let text = format!("{:04}-{:02}", month.div_euclid(12), month.rem_euclid(12) + 1);
                Json::String(text)
            }
            Type::Duration => {
                let (months, days) = self.duration(bounds);
                Json::String(format!("P{months}M{days}D"))
            }
            Type::Code => Json::String(self.code()),
            Type::Choice(id) => {
                let values = &self.version.choices[id.index()].values;
                Json::String(self.random.pick(values).key.clone())
            }
            _ => Json::Null,
        }
    }

    /// Draws until a value is inside; else a bound itself.
    pub(super) fn inside<T: Clone>(
        &mut self,
        bounds: &Bounds,
        draw: impl Fn(&mut Self) -> T,
        value: impl Fn(T) -> Value,
    ) -> Option<T> {
        (0..40).map(|_| draw(self)).find(|drawn| bounds.hold(&value(drawn.clone())))
    }

    /// A day near an anniversary or a window's edge of the day around which dates lie.
    fn date(&mut self, bounds: &Bounds) -> NaiveDate {
        let draw = |this: &mut Self| {
            let around = this.around;
            let months = |day: NaiveDate, n: i64| {
                let size = Months::new(n.unsigned_abs() as u32);
                let moved = if n < 0 { day.checked_sub_months(size) } else { day.checked_add_months(size) };
                moved.unwrap_or(day)
            };
            let near = match this.random.below(10) {
                0 => around,
                1 | 2 => months(around, -12 * this.random.between(1, 8)),
                3 => months(around, -12 * this.years()),
                4 | 5 if !this.constants.durations.is_empty() => {
                    let (by, days) = *this.random.pick(&this.constants.durations);
                    let day = months(around, -by);
                    day.checked_sub_days(Days::new(days.unsigned_abs())).unwrap_or(day)
                }
                6 if !this.constants.dates.is_empty() => *this.random.pick(&this.constants.dates),
                7 => months(around, -this.random.between(0, 400)),
                8 => leap_day(around.year() - this.random.between(0, 60) as i32),
                _ => months(around, -this.random.between(0, 24)),
            };
            let by = match this.random.below(10) {
                0..6 => this.random.between(-1, 1),
                6 | 7 => 0,
                _ => this.random.between(-40, 40),
            };
            let size = Days::new(by.unsigned_abs());
            let moved = if by < 0 { near.checked_sub_days(size) } else { near.checked_add_days(size) };
            moved.unwrap_or(near)
        };
        let low = match &bounds.low {
            Some(Value::Date(day)) => *day,
            _ => self.around,
        };
        self.inside(bounds, draw, Value::Date).unwrap_or(low)
    }

    /// A number of years that the rules mention, or any.
    fn years(&mut self) -> i64 {
        let any = self.random.between(1, 70);
        if self.constants.numbers.is_empty() || self.random.chance(40) {
            return any;
        }
        let picked = self.random.pick(&self.constants.numbers).to_integer();
        i64::try_from(picked).ok().filter(|n| (1..=99).contains(n)).unwrap_or(any)
    }

    fn month(&mut self, bounds: &Bounds) -> i64 {
        let draw = |this: &mut Self| {
            let around = i64::from(this.around.year()) * 12 + i64::from(this.around.month0());
            let back = match this.random.below(4) {
                0 => this.random.between(-1, 4),
                1 if !this.constants.durations.is_empty() => {
                    this.random.pick(&this.constants.durations).0 + this.random.between(-1, 1)
                }
                _ => this.random.between(0, 60),
            };
            around - back
        };
        let low = match &bounds.low {
            Some(Value::Month(month)) => *month,
            _ => i64::from(self.around.year()) * 12,
        };
        self.inside(bounds, draw, Value::Month).unwrap_or(low)
    }

    /// A length near one that the rules mention; in months only where its domain is.
    fn duration(&mut self, bounds: &Bounds) -> (i64, i64) {
        if let (Some(Value::Duration(low, 0)), Some(Value::Duration(high, 0))) = (&bounds.low, &bounds.high) {
            let near = self.random.pick(&self.constants.durations).0 + self.random.between(-1, 1);
            return (near.clamp(*low, *high), 0);
        }
        let constants = &self.constants.durations;
        if constants.is_empty() || self.random.chance(30) {
            return (self.random.between(0, 40), 0);
        }
        let (months, days) = *self.random.pick(constants);
        let moved = |n: i64, random: &mut Random| (n + random.between(-1, 1)).max(0);
        if days == 0 { (moved(months, self.random), 0) } else { (months, moved(days, self.random)) }
    }

    fn code(&mut self) -> String {
        if self.constants.codes.is_empty() || self.random.chance(20) {
            return format!("X{}", self.random.below(9));
        }
        self.random.pick(&self.constants.codes).clone()
    }
}

/// The default bounds of a field's type: those of dates.
pub fn default_bounds(field: &Field) -> Bounds {
    let first = NaiveDate::from_ymd_opt(1900, 1, 1).map(Value::Date);
    let last = NaiveDate::from_ymd_opt(2199, 12, 31).map(Value::Date);
    let item = match &field.ty {
        Type::List(item) => item,
        ty => ty,
    };
    match item {
        Type::Date => Bounds { low: first, high: last, open: false },
        Type::Month => {
            let (low, high) = (Value::Month(1900 * 12), Value::Month(2199 * 12 + 11));
            Bounds { low: Some(low), high: Some(high), open: false }
        }
        _ => Bounds::default(),
    }
}

/// The last day of February.
fn leap_day(year: i32) -> NaiveDate {
    let day = NaiveDate::from_ymd_opt(year, 2, 29);
    day.or_else(|| NaiveDate::from_ymd_opt(year, 2, 28)).unwrap_or_default()
}
