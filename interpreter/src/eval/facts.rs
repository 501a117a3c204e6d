//! Facts, and what an absent fact may be.

use super::Evaluator;
use super::dates::{FIRST_MONTH, LAST_MONTH};
use super::possible::bounds;
use super::unknown::{LONGEST, SHORTEST, make};
use crate::model::{Domain, Expr, FactId, Field, RecordId, Type};
use crate::number::Fraction;
use crate::value::{Entry, List, Missing, More, Range, RuleError, Val, Why};
use chrono::NaiveDate;
use std::rc::Rc;

/// How far the record of a field of a record … is followed.
const NESTED: u32 = 8;
/// An absent fact on the way counts like so many expressions.
const STEPS: u32 = 4;
/// Bounds of dates and months where no domain is declared.
const EARLIEST: NaiveDate = match NaiveDate::from_ymd_opt(1900, 1, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};
const LATEST: NaiveDate = match NaiveDate::from_ymd_opt(2199, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};
const EARLIEST_MONTH: i32 = 1900 * 12;
const LATEST_MONTH: i32 = 2199 * 12 + 11;

/// An absent fact.
#[derive(Debug, Clone)]
pub(crate) enum Absent {
    /// Not asked for yet.
    New,
    /// Its domain is being evaluated.
    Begun,
    /// What it may be.
    Known(Val),
}

impl<'m> Evaluator<'m> {
    /// A fact's value: as given, or presumed, or unknown within its domain.
    pub fn fact(&mut self, id: FactId) -> Val {
        match self.facts.values.get(id.index()) {
            Some(Some(value)) => value.clone(),
            _ => self.absent(id),
        }
    }

    #[inline(never)]
    fn absent(&mut self, id: FactId) -> Val {
        let version = self.version;
        let Some(field) = version.facts.get(id.index()) else {
            return Val::error(RuleError::Broken);
        };
        if let Some(presumed) = &field.presumed {
            return self.outside_entries(|ev| ev.expr(&presumed.value));
        }
        if self.absent.is_empty() {
            self.absent = vec![Absent::New; version.facts.len()];
        }
        let state = self.absent.get(id.index());
        if let Some(Absent::Known(known)) = state {
            return known.clone();
        }
        let begun = matches!(state, Some(Absent::Begun));
        let why = Why::one(self.miss(Missing::Fact(field.named.key.clone())));
        // A bound that leads back here, or is very far away, is not looked at.
        if begun || self.deep() {
            return self.unknown(field, false, &why, 0);
        }
        self.set_absent(id, Absent::Begun);
        self.depth += STEPS;
        let value = self.outside_entries(|ev| ev.unknown(field, true, &why, 0));
        self.depth -= STEPS;
        let state = if self.stopped() { Absent::New } else { Absent::Known(value.clone()) };
        self.set_absent(id, state);
        value
    }

    fn set_absent(&mut self, id: FactId, state: Absent) {
        if let Some(slot) = self.absent.get_mut(id.index()) {
            *slot = state;
        }
    }

    /// Everything that a fact or field may be; without its domain's bounds if these are not to be looked at.
    fn unknown(&mut self, field: &'m Field, with_domain: bool, why: &Why, nested: u32) -> Val {
        let domain = field.domain.as_ref().filter(|_| with_domain);
        let range = match &field.ty {
            Type::YesNo => Range::YesNo { yes: true, no: true },
            Type::Number { whole, .. } => self.numbers(domain, *whole),
            Type::Date => self.dates(domain),
            Type::Month => self.months(domain),
            Type::Duration => self.durations(domain),
            Type::Code => Range::Code,
            Type::Choice(id) => {
                let count = self.version.choices.get(id.index()).map_or(0, |c| c.values.len());
                Range::Choice((0..count as u32).collect())
            }
            Type::Record(id) => match self.unknown_entry(*id, with_domain, why, nested) {
                Some(entry) => Range::Record(Rc::new(entry)),
                None => return Val::error(RuleError::Broken),
            },
            Type::List(inner) => {
                let record = match inner.as_ref() {
                    Type::Record(id) => self.version.records.get(id.index()),
                    _ => None,
                };
                let most = match (field.most, record.and_then(|r| r.most)) {
                    (Some(a), Some(b)) => Some(a.min(b)),
                    (one, None) | (None, one) => one,
                };
                let any = self.unknown_plain(inner, domain, why, nested);
                let more = (most != Some(0)).then(|| More { most, any, why: why.clone() });
                Range::List(Rc::new(List { items: Vec::new(), more }))
            }
            Type::Period | Type::Error => return Val::error(RuleError::Broken),
        };
        make(Some(range), field.or_none, why.clone())
    }

    /// Everything that an entry of a list may be.
    fn unknown_plain(&mut self, ty: &'m Type, domain: Option<&'m Domain>, why: &Why, nested: u32) -> Val {
        let range = match ty {
            Type::Record(id) => match self.unknown_entry(*id, true, why, nested) {
                Some(entry) => Range::Record(Rc::new(entry)),
                None => return Val::error(RuleError::Broken),
            },
            Type::YesNo => Range::YesNo { yes: true, no: true },
            Type::Number { whole, .. } => self.numbers(domain, *whole),
            Type::Date => self.dates(domain),
            Type::Month => self.months(domain),
            Type::Duration => self.durations(domain),
            Type::Code => Range::Code,
            Type::Choice(id) => {
                let count = self.version.choices.get(id.index()).map_or(0, |c| c.values.len());
                Range::Choice((0..count as u32).collect())
            }
            Type::List(_) | Type::Period | Type::Error => return Val::error(RuleError::Broken),
        };
        make(Some(range), false, why.clone())
    }

    /// An entry of which nothing is known. Bounds that read the entry's other fields see those before
    /// within their own bounds, those behind without.
    fn unknown_entry(&mut self, id: RecordId, with_domain: bool, why: &Why, nested: u32) -> Option<Entry> {
        let record = self.version.records.get(id.index()).filter(|_| nested < NESTED)?;
        let mut fields: Vec<Val> = record.fields.iter().map(|f| self.unknown(f, false, why, nested + 1)).collect();
        let bounded = |f: &Field| f.domain.is_some() || nests(&f.ty);
        for (i, field) in record.fields.iter().enumerate().filter(|(_, f)| with_domain && bounded(f)) {
            let entry = Entry { fields: fields.clone(), place: Rc::from("") };
            let within = self.with_entry(Val::Record(Rc::new(entry)), |ev| ev.unknown(field, true, why, nested + 1));
            if let Some(slot) = fields.get_mut(i) {
                *slot = within;
            }
        }
        Some(Entry { fields, place: Rc::from("") })
    }

    fn bound(&mut self, bound: Option<&'m Expr>) -> Val {
        bound.map_or(Val::None, |e| self.expr(e))
    }

    fn ends(&mut self, domain: Option<&'m Domain>) -> (Val, Val, bool) {
        let low = self.bound(domain.and_then(|d| d.low.as_ref()));
        let high = self.bound(domain.and_then(|d| d.high.as_ref()));
        (low, high, domain.is_some_and(|d| d.open))
    }

    fn numbers(&mut self, domain: Option<&'m Domain>, whole: bool) -> Range {
        let (low, high, open) = self.ends(domain);
        let mut low = bounds(&low).and_then(|(low, _)| low);
        let mut high = bounds(&high).and_then(|(_, high)| high);
        if whole {
            low = low.map(Fraction::ceiling);
            high = high.and_then(|h| if open { h.ceiling().subtract(Fraction::ONE) } else { Some(h.floor()) });
        }
        match (low, high) {
            (Some(l), Some(h)) if h < l => Range::Number(None, None),
            _ => Range::Number(low, high),
        }
    }

    fn dates(&mut self, domain: Option<&'m Domain>) -> Range {
        let (low, high, open) = self.ends(domain);
        let low = match low {
            Val::Date(d) => d,
            Val::Unknown(u) => match u.range {
                Some(Range::Date(d, _)) => d,
                _ => EARLIEST,
            },
            _ => EARLIEST,
        };
        let high = match high {
            Val::Date(d) => Some(d),
            Val::Unknown(u) => match u.range {
                Some(Range::Date(_, d)) => Some(d),
                _ => None,
            },
            _ => None,
        };
        let high = match high {
            Some(d) if open => d.pred_opt().unwrap_or(d),
            Some(d) => d,
            None => LATEST,
        };
        if high < low { Range::Date(EARLIEST, LATEST) } else { Range::Date(low, high) }
    }

    fn months(&mut self, domain: Option<&'m Domain>) -> Range {
        let (low, high, open) = self.ends(domain);
        let low = match low {
            Val::Month(m) => m,
            Val::Unknown(u) => match u.range {
                Some(Range::Month(m, _)) => m,
                _ => EARLIEST_MONTH,
            },
            _ => EARLIEST_MONTH,
        };
        let high = match high {
            Val::Month(m) => Some(m),
            Val::Unknown(u) => match u.range {
                Some(Range::Month(_, m)) => Some(m),
                _ => None,
            },
            _ => None,
        };
        let high = high.map_or(LATEST_MONTH, |m| if open { m.saturating_sub(1) } else { m });
        let (low, high) = (low.max(FIRST_MONTH), high.min(LAST_MONTH));
        if high < low { Range::Month(EARLIEST_MONTH, LATEST_MONTH) } else { Range::Month(low, high) }
    }

    fn durations(&mut self, domain: Option<&'m Domain>) -> Range {
        let (low, high, _) = self.ends(domain);
        // Durations have no order in general: bounds are kept only where both are months or both are days.
        match (low, high) {
            (Val::Duration(a), Val::Duration(b)) if a.days == 0 && b.days == 0 && a.months <= b.months => {
                Range::Duration(a, b)
            }
            (Val::Duration(a), Val::Duration(b)) if a.months == 0 && b.months == 0 && a.days <= b.days => {
                Range::Duration(a, b)
            }
            _ => Range::Duration(SHORTEST, LONGEST),
        }
    }
}

/// Whether fields of this type have fields in turn.
fn nests(ty: &Type) -> bool {
    matches!(ty, Type::Record(_) | Type::List(_))
}
