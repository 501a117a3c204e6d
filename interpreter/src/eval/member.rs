//! What a value can be in: bands, sets, windows, catalogues. And comparison with an expression.

use super::cover::hull;
use super::possible::{possible, settles};
use super::reasons::because;
use super::{Evaluator, ops};
use crate::model::{Band, CatalogueId, Comparison, Constant, Expr, ExprKind, Membership};
use crate::value::{Missing, Range, RuleError, Val, Why};
use chrono::NaiveDate;

impl<'m> Evaluator<'m> {
    /// Compares a value with that of an expression.
    pub(crate) fn compare_with(&mut self, comparison: Comparison, value: &Val, e: &'m Expr) -> Val {
        if let (Val::Code(code), ExprKind::Constant(Constant::Code(other))) = (value, &e.kind) {
            let same = code.as_ref() == other.as_str();
            match comparison {
                Comparison::Equal => return Val::YesNo(same),
                Comparison::Unequal => return Val::YesNo(!same),
                _ => {}
            }
        }
        let other = self.expr(e);
        if self.near.is_some() {
            self.beside(e.span, value, &other);
        }
        ops::compare_size(comparison, value, &other, &self.version.conventions)
    }

    /// Whether a value lies in a band.
    pub fn band(&mut self, value: &Val, band: &'m Band) -> Val {
        if let Some(each) = possible(value) {
            return self.for_each_possible(value, each, |ev, v| ev.band(v, band));
        }
        if band.single
            && let Some((only, _)) = &band.low
        {
            return self.compare_with(Comparison::Equal, value, only);
        }
        let mut inside = match &band.low {
            Some((low, true)) => self.compare_with(Comparison::GreaterOrEqual, value, low),
            Some((low, false)) => self.compare_with(Comparison::Greater, value, low),
            None => Val::YesNo(true),
        };
        if let Some((high, included)) = &band.high
            && inside != Val::YesNo(false)
        {
            let comparison = if *included { Comparison::LessOrEqual } else { Comparison::Less };
            let below = self.compare_with(comparison, value, high);
            inside = ops::and(&inside, &below);
        }
        inside
    }

    /// Whether a value lies in what is written behind `在`.
    pub fn membership(&mut self, value: &Val, membership: &'m Membership) -> Val {
        if let Some(each) = possible(value) {
            return self.for_each_possible(value, each, |ev, v| ev.membership(v, membership));
        }
        match membership {
            Membership::Last(length) => self.in_last(value, length),
            Membership::Band(band) => self.band(value, band),
            Membership::Set(bands) => {
                let mut any = Val::YesNo(false);
                for band in bands {
                    let one = self.band(value, band);
                    any = ops::or(&any, &one);
                    if any == Val::YesNo(true) {
                        break;
                    }
                }
                any
            }
            Membership::Catalogue(id, at) => self.in_catalogue(value, *id, at.as_ref()),
        }
    }

    /// Covers the answers for each value that an unknown one may have.
    fn for_each_possible(&mut self, value: &Val, each: Vec<Val>, mut f: impl FnMut(&mut Self, &Val) -> Val) -> Val {
        let mut all: Option<Val> = None;
        for one in each {
            let answer = f(self, &one);
            all = Some(match all {
                Some(before) => hull(&before, &answer),
                None => answer,
            });
        }
        all.map_or(Val::None, |all| because(all, &ops::why(value)))
    }

    fn in_catalogue(&mut self, value: &Val, id: CatalogueId, at: Option<&'m Expr>) -> Val {
        let at = match at {
            Some(at) => self.expr(at),
            None => self.counting_date(),
        };
        let version = self.version;
        let Some(catalogue) = version.catalogues.get(id.index()) else {
            return Val::error(RuleError::Broken);
        };
        if let Some(settled) = settles(&[value, &at]) {
            return settled;
        }
        let (first, last) = match super::parameters::days(&at) {
            Ok(Some(days)) => days,
            Ok(None) => return Val::None,
            Err(e) => return Val::Error(e),
        };
        let code = match value {
            Val::Code(code) => Some(code.clone()),
            Val::Unknown(u) if u.range == Some(Range::Code) => None,
            _ => return Val::error(RuleError::Broken),
        };
        let from = catalogue.listings.partition_point(|(day, _)| *day <= first);
        let to = catalogue.listings.partition_point(|(day, _)| *day <= last);
        let mut why = ops::why(value).and(&ops::why(&at));
        let (mut yes, mut no) = (false, false);
        if from == 0 {
            (yes, no) = (true, true);
            if first == last || to == 0 {
                why = why.and(&self.miss_at(&catalogue.named.key, &at, last));
            }
        }
        for (_, listed) in catalogue.listings.get(from.saturating_sub(1)..to).unwrap_or_default() {
            match &code {
                Some(code) if listed.iter().any(|l| l.as_str() == code.as_ref()) => yes = true,
                Some(_) => no = true,
                None => (yes, no) = (yes || !listed.is_empty(), true),
            }
        }
        let none = ops::may_be_none(value) || ops::may_be_none(&at);
        super::logic::Answers { yes, no, none }.value(why)
    }

    /// Something published by date has no value on a day.
    pub(crate) fn miss_at(&mut self, key: &str, at: &Val, day: NaiveDate) -> Why {
        let monthly = match at {
            Val::Month(_) => true,
            Val::Unknown(u) => matches!(u.range, Some(Range::Month(..))),
            _ => false,
        };
        let at = if monthly { day.format("%Y-%m") } else { day.format("%Y-%m-%d") };
        Why::one(self.miss(Missing::Parameter { key: key.to_owned(), at: at.to_string() }))
    }
}
