//! Calculating and comparing.

use super::Reference;
use super::aggregates::is_none;
use super::calendar::{later, month_number};
use super::value::{Answer, Fault, Number, Value, whole};
use jifen_interpreter::model::{Comparison, Operator, PerTime, Unit};
use num_traits::Zero;
use std::cmp::Ordering;

impl Reference<'_> {
    pub(super) fn arithmetic(&self, op: Operator, a: Value, b: Value) -> Answer {
        use Operator::{Add, Divide, Multiply, Subtract};
        use Value::{Date, Duration, Month};
        let conventions = &self.version.conventions;
        let sign = if op == Subtract { -1 } else { 1 };
        match (op, a, b) {
            (_, Value::None, _) | (_, _, Value::None) => Ok(Value::None),
            (Add, Value::Number(a), Value::Number(b)) => Ok(Value::Number(a + b)),
            (Subtract, Value::Number(a), Value::Number(b)) => Ok(Value::Number(a - b)),
            (Multiply, Value::Number(a), Value::Number(b)) => Ok(Value::Number(a * b)),
            (Divide, Value::Number(_), Value::Number(b)) if b.is_zero() => Err(Fault::DivisionByZero),
            (Divide, Value::Number(a), Value::Number(b)) => Ok(Value::Number(a / b)),
            (Add | Subtract, Date(day), Duration(months, days)) => {
                later(day, sign * months, sign * days, conventions).map(Date)
            }
            (Add, Duration(months, days), Date(day)) => later(day, months, days, conventions).map(Date),
            (Add | Subtract, Month(month), Duration(months, 0)) => Ok(Month(month + sign * months)),
            (Add, Duration(months, 0), Month(month)) => Ok(Month(month + months)),
            (Add | Subtract, Duration(m, d), Duration(months, days)) => {
                Ok(Duration(m + sign * months, d + sign * days))
            }
            (Multiply, Duration(m, d), Value::Number(n)) | (Multiply, Value::Number(n), Duration(m, d)) => {
                let n = i64::try_from(n.to_integer()).ok().filter(|_| n.is_integer());
                let n = n.ok_or(Fault::Broken)?;
                Ok(Duration(m * n, d * n))
            }
            _ => Err(Fault::Broken),
        }
    }
}

impl Reference<'_> {
    /// Compares two values. A period is as long as a length of time if it ends on the day that is so much later than
    /// its first.
    pub(super) fn compared(&self, how: Comparison, a: Value, b: Value) -> Answer {
        let Value::Period(from, to) = &a else { return compare(how, a, b) };
        if is_none(&a) || b == Value::None {
            return Ok(Value::None);
        }
        let length_behind = self.arithmetic(Operator::Add, from.as_ref().clone(), b)?;
        compare(how, to.as_ref().clone(), length_behind)
    }
}

pub(super) fn negate(value: Value) -> Answer {
    match value {
        Value::Number(n) => Ok(Value::Number(-n)),
        Value::Duration(months, days) => Ok(Value::Duration(-months, -days)),
        Value::None => Ok(Value::None),
        _ => Err(Fault::Broken),
    }
}

/// Reading: any comparison with none is none, also with the word `空缺` itself.
pub(super) fn compare(how: Comparison, a: Value, b: Value) -> Answer {
    if a == Value::None || b == Value::None {
        return Ok(Value::None);
    }
    if std::mem::discriminant(&a) != std::mem::discriminant(&b) {
        return Err(Fault::Broken);
    }
    let holds = |order: Ordering| match how {
        Comparison::Equal => order.is_eq(),
        Comparison::Unequal => order.is_ne(),
        Comparison::Less => order.is_lt(),
        Comparison::LessOrEqual => order.is_le(),
        Comparison::Greater => order.is_gt(),
        Comparison::GreaterOrEqual => order.is_ge(),
    };
    let answers: Vec<bool> = orders(&a, &b).into_iter().map(holds).collect();
    if answers.contains(&true) && answers.contains(&false) {
        return Err(Fault::Broken);
    }
    Ok(Value::YesNo(answers.contains(&true)))
}

/// How two values of a kind compare: in one way, but lengths of time in as many as the months have days, 28 to 31 each.
fn orders(a: &Value, b: &Value) -> Vec<Ordering> {
    let (Value::Duration(m, d), Value::Duration(n, e)) = (a, b) else { return vec![a.cmp(b)] };
    let (one, other) = ((m - n) * 28, (m - n) * 31);
    (one.min(other)..=one.max(other)).map(|months| (months + d - e).cmp(&0)).collect()
}

/// The larger of two values; lengths of time of which either may be the longer have none.
pub(super) fn larger(a: Value, b: Value) -> Answer {
    let orders = orders(&a, &b);
    if orders.iter().all(|order| order.is_ge()) {
        Ok(a)
    } else if orders.iter().all(|order| order.is_le()) {
        Ok(b)
    } else {
        Err(Fault::Broken)
    }
}

/// The smaller of two values.
pub(super) fn smaller(a: Value, b: Value) -> Answer {
    let larger = larger(a.clone(), b.clone())?;
    Ok(if larger == a { b } else { a })
}

/// The month of a day or month.
pub(super) fn month_of(value: Value) -> Result<Option<i64>, Fault> {
    match value {
        Value::Month(month) => Ok(Some(month)),
        Value::Date(day) => Ok(Some(month_number(day))),
        Value::None => Ok(None),
        _ => Err(Fault::Broken),
    }
}

/// How often money of a unit is paid in a year; `None` where it is not for a time that months measure.
pub(super) fn times_a_year(unit: &Unit) -> Option<Number> {
    match unit {
        Unit::Money(Some(PerTime::Year)) => Some(whole(1)),
        Unit::Money(Some(PerTime::Month)) => Some(whole(12)),
        _ => None,
    }
}
