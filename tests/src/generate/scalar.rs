//! One plain value near the edges of the rules.

use super::number::decimal_json;
use super::{Constants, Random};
use crate::reference::value::Value;
use chrono::NaiveDate;
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
