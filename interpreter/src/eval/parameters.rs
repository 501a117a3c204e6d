//! Parameters: the value in force on a day, for a class.

use super::calls::SeenWhat;
use super::cover::hull;
use super::covered::Side;
use super::expr::constant;
use super::possible::{or_none, settles};
use super::reasons::because;
use super::unknown::{make, spread};
use super::{Evaluator, dates, ops};
use crate::model::{Column, Expr, ParameterId, Step, Type};
use crate::value::{Entry, List, More, Range, RuleError, Val, Why};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::rc::Rc;

/// A parameter read more than twelve months past its last value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stale {
    /// The parameter's key, with its column behind a dot.
    pub key: String,
    /// The first day of its last value.
    pub last: NaiveDate,
    /// The latest day it was read at.
    pub at: NaiveDate,
}

/// Stale reads by parameter and column.
#[derive(Debug, Default)]
pub(crate) struct StaleReads(BTreeMap<(ParameterId, usize), (NaiveDate, NaiveDate)>);

/// The first and the last day that a date or month may be, a month as its first day; `None` for none.
pub(crate) fn days(at: &Val) -> Result<Option<(NaiveDate, NaiveDate)>, Rc<RuleError>> {
    let broken = || Rc::new(RuleError::Broken);
    let first = |month: i32| dates::first_day(month).ok_or_else(broken);
    Ok(Some(match at {
        Val::Date(day) => (*day, *day),
        Val::Month(month) => {
            let day = first(*month)?;
            (day, day)
        }
        _ => match spread(at)?.range {
            Some(Range::Date(a, b)) => (a, b),
            Some(Range::Month(a, b)) => (first(a)?, first(b)?),
            None => return Ok(None),
            Some(_) => return Err(broken()),
        },
    }))
}

impl<'m> Evaluator<'m> {
    /// Parameters that were read more than twelve months past their last value, in the model's order.
    pub fn stale(&self) -> Vec<Stale> {
        let all = self.stale.0.iter();
        all.map(|((id, column), (last, read))| Stale { key: self.key(*id, *column), last: *last, at: *read }).collect()
    }

    fn key(&self, id: ParameterId, column: usize) -> String {
        let Some(parameter) = self.version.parameters.get(id.index()) else {
            return String::new();
        };
        match parameter.columns.get(column).and_then(|c| c.named.as_ref()) {
            Some(named) => format!("{}.{}", parameter.named.key, named.key),
            None => parameter.named.key.clone(),
        }
    }

    pub(crate) fn parameter(
        &mut self,
        id: ParameterId,
        column: usize,
        classes: &'m [Expr],
        at: Option<&'m Expr>,
    ) -> Val {
        let version = self.version;
        let found = version.parameters.get(id.index()).and_then(|p| p.columns.get(column));
        let Some(found) = found else {
            return Val::error(RuleError::Broken);
        };
        let plain = found.series.first().filter(|_| classes.is_empty() && self.watch.is_none());
        if let (Some(steps), Some(at)) = (plain, at)
            && let Some(Val::Month(month)) = self.peek(at)
            && let Some(day) = dates::first_day(*month)
            && let Some(value) = self.read_on(id, column, steps, day)
        {
            return value;
        }
        let at = match at {
            Some(at) => self.expr(at),
            None => self.counting_date(),
        };
        if let Some(steps) = plain {
            return self.read(id, column, found, steps, &at);
        }
        let classes: Vec<Val> = classes.iter().map(|c| self.expr(c)).collect();
        let value = self.read_class(id, column, found, &classes, &at);
        let mut arguments = classes;
        arguments.push(at);
        self.saw(SeenWhat::Parameter(id, column), arguments, &value);
        value
    }

    /// The series of a class; of an unknown class, all that it may be.
    fn read_class(&mut self, id: ParameterId, column: usize, found: &'m Column, classes: &[Val], at: &Val) -> Val {
        let operands: Vec<&Val> = classes.iter().chain([at]).collect();
        if let Some(settled) = settles(&operands) {
            return settled;
        }
        let mut indices = vec![0usize];
        let mut why = Default::default();
        let mut none = false;
        for (class, by) in classes.iter().zip(&found.by) {
            let class = match spread(class) {
                Ok(class) => class,
                Err(e) => return Val::Error(e),
            };
            let count = self.version.choices.get(by.index()).map_or(0, |c| c.values.len());
            why = class.why.and(&why);
            none |= class.none;
            let values = match class.range {
                Some(Range::Choice(values)) => values,
                None => return Val::None,
                Some(_) => return Val::error(RuleError::Broken),
            };
            indices = indices.iter().flat_map(|i| values.iter().map(move |v| i * count + *v as usize)).collect();
        }
        let mut all: Option<Val> = None;
        for index in indices {
            let value = match found.series.get(index) {
                Some(steps) => self.read(id, column, found, steps, at),
                None => Val::error(RuleError::Broken),
            };
            all = Some(match all {
                Some(before) => hull(&before, &value),
                None => value,
            });
        }
        let value = because(all.unwrap_or(Val::None), &why);
        if none { or_none(value, &why) } else { value }
    }

    fn read(&mut self, id: ParameterId, column: usize, found: &'m Column, steps: &'m [Step], at: &Val) -> Val {
        let (first, last) = match days(at) {
            Ok(Some(days)) => days,
            Ok(None) => return Val::None,
            Err(e) => return Val::Error(e),
        };
        if first == last
            && let Some(value) = self.read_on(id, column, steps, last)
        {
            return if ops::may_be_none(at) { or_none(value, &ops::why(at)) } else { value };
        }
        let from = steps.partition_point(|s| s.from <= first);
        let to = steps.partition_point(|s| s.from <= last);
        let mut value: Option<Val> = None;
        if from == 0 {
            // Before the first value: a read that can be named is missing, another one for whatever it depends on.
            let mut why = ops::why(at);
            if first == last || to == 0 {
                let key = self.key(id, column);
                why = why.and(&self.miss_at(&key, at, last));
            }
            value = Some(self.anything(&found.ty, why));
        }
        for step in steps.get(from.saturating_sub(1)..to).unwrap_or_default() {
            let one = constant(&step.value);
            value = Some(match value {
                Some(before) => hull(&before, &one),
                None => one,
            });
        }
        let value = because(value.unwrap_or(Val::None), &ops::why(at));
        if ops::may_be_none(at) { or_none(value, &ops::why(at)) } else { value }
    }

    /// The value on a day; `None` before the first.
    fn read_on(&mut self, id: ParameterId, column: usize, steps: &[Step], day: NaiveDate) -> Option<Val> {
        let begun = self.begun(steps, day);
        let step = steps.get(begun.checked_sub(1)?)?;
        self.came_by(step.span, Side::Taken);
        if begun == steps.len() {
            self.note_stale(id, column, step.from, day);
        }
        Some(constant(&step.value))
    }

    /// How many of the steps have begun on a day. Reads one after the other are mostly of one step, so that of the
    /// last read is tried first.
    fn begun(&mut self, steps: &[Step], day: NaiveDate) -> usize {
        let before = |i: usize| steps.get(i).is_some_and(|s| s.from <= day);
        let guess = self.steps_begun;
        if guess.checked_sub(1).is_some_and(before) && !before(guess) {
            return guess;
        }
        self.steps_begun = steps.partition_point(|s| s.from <= day);
        self.steps_begun
    }

    fn note_stale(&mut self, id: ParameterId, column: usize, last: NaiveDate, read: NaiveDate) {
        if read <= last {
            return;
        }
        let open = self.version.parameters.get(id.index()).is_none_or(|p| p.open_ended);
        if open || dates::plus_months(last, 12, true).is_none_or(|day| read <= day) {
            return;
        }
        let known = self.stale.0.entry((id, column)).or_insert((last, read));
        known.0 = known.0.max(last);
        known.1 = known.1.max(read);
    }

    /// The value of an expression of which only bounds are known.
    #[inline(never)]
    pub(crate) fn unknown_of(&mut self, e: &'m Expr, value: Val) -> Val {
        let value = self.of_type(value, &e.ty);
        if self.assumed.is_empty() { value } else { self.narrowed(e, value) }
    }

    /// Where anything may come of a rule, anything of its type.
    pub fn of_type(&self, value: Val, ty: &Type) -> Val {
        let Val::Unknown(unknown) = &value else { return value };
        if unknown.range != Some(Range::Anything) {
            return value;
        }
        match self.anything(ty, unknown.why.clone()) {
            Val::Error(_) => value,
            other if unknown.none => or_none(other, &unknown.why),
            other => other,
        }
    }

    /// A value of a type of which nothing is known.
    pub(crate) fn anything(&self, ty: &Type, why: Why) -> Val {
        let range = match ty {
            Type::YesNo => Range::YesNo { yes: true, no: true },
            Type::Number { .. } => Range::Number(None, None),
            Type::Date => Range::Date(dates::FIRST, dates::LAST),
            Type::Month => Range::Month(dates::FIRST_MONTH, dates::LAST_MONTH),
            Type::Duration => Range::Duration(super::unknown::SHORTEST, super::unknown::LONGEST),
            Type::Code => Range::Code,
            Type::Choice(id) => {
                let count = self.version.choices.get(id.index()).map_or(0, |c| c.values.len());
                Range::Choice((0..count as u32).collect())
            }
            Type::List(item) => {
                let any = self.anything(item, why.clone());
                Range::List(Rc::new(List { items: Vec::new(), more: Some(More { most: None, any, why: why.clone() }) }))
            }
            Type::Record(id) => {
                let fields = self.version.records.get(id.index()).map(|r| r.fields.as_slice()).unwrap_or_default();
                let fields = fields.iter().map(|f| match self.anything(&f.ty, why.clone()) {
                    value if f.or_none => or_none(value, &why),
                    value => value,
                });
                Range::Record(Rc::new(Entry { fields: fields.collect(), place: Rc::from("") }))
            }
            _ => return Val::error(RuleError::Broken),
        };
        make(Some(range), false, why)
    }
}
