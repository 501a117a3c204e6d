//! What came out, as a case expects it: the inverse of reading what is expected.

use super::given::spelled;
use super::value::Words;
use crate::compare::number;
use crate::expected::{Subject, verdict};
use jifen_grammar::tree::Kind;
use jifen_interpreter::facts::{Json, scalar};
use jifen_interpreter::model::Type;
use jifen_interpreter::value::Val;
use serde_json::Value;

/// Words that mean something else where a value is expected.
const TAKEN: [Kind; 2] = [Kind::kw_unknown, Kind::kw_error];

impl Words<'_> {
    /// The name behind which something is expected of a rule.
    pub fn subject(self, subject: &Subject) -> Option<String> {
        if matches!(subject, Subject::Outcome(_)) {
            return Some(self.word(Kind::kw_outcome).to_owned());
        }
        let named = subject.named(self.version)?;
        let words = [&named.name, &named.key].into_iter();
        let mut meant = words.filter(|word| {
            let taken = [Kind::kw_outcome, Kind::kw_error].iter().any(|kind| spelled(*kind, word));
            !taken && !word.contains('-') && Subject::of(self.version, word).as_ref() == Some(subject)
        });
        meant.next().cloned()
    }

    /// What came out of a rule (as JSON; of an outcome the possible ones), as it would be expected.
    pub fn expected(self, subject: &Subject, got: &Value) -> Option<String> {
        let ty = match subject {
            Subject::Outcome(i) => return self.outcomes(*i, got),
            Subject::Whole => {
                let code = got.as_array()?.first()?.as_str()?;
                return Some(self.error(code));
            }
            subject => subject.ty(self.version)?,
        };
        if got.get("error").is_some() {
            return Some(self.word(Kind::kw_error).to_owned());
        }
        if got.is_null() {
            return Some(self.word(Kind::kw_none).to_owned());
        }
        if let Some(range) = self.bounds(got, ty) {
            return Some(range);
        }
        match got {
            Value::Object(_) => Some(self.word(Kind::kw_unknown).to_owned()),
            got => self.one(got, ty),
        }
    }

    /// What came out under two versions, as it would be expected of the later one.
    pub fn between(self, subject: &Subject, version: &str, from: &Value, to: &Value) -> Option<String> {
        if from == to {
            return Some(format!("{} {version}", self.word(Kind::kw_unchanged_by)));
        }
        let one = |got: &Value| match subject {
            Subject::Outcome(i) => match got.as_array().map(Vec::as_slice) {
                Some([Value::String(key)]) => self.verdict(*i, key),
                _ => None,
            },
            subject => self.one(got, subject.ty(self.version)?),
        };
        let words = [Kind::kw_changed_by, Kind::kw_from, Kind::kw_to, Kind::kw_changed_by_end].map(|k| self.word(k));
        let [by, before, after, end] = words;
        let text = format!("{by} {version} {before} {} {after} {} {end}", one(from)?, one(to)?);
        Some(text.trim_end().to_owned())
    }

    /// One value that is known.
    fn one(self, got: &Value, ty: &Type) -> Option<String> {
        let value = match (ty, number(got)) {
            (Type::Number { .. }, Some(n)) => Val::Number(n),
            _ => scalar(&Json::from(got), ty, self.version).ok()?,
        };
        let text = self.plain(&value, ty)?;
        let taken = matches!(ty, Type::Choice(_)) && TAKEN.iter().any(|kind| spelled(*kind, &text));
        (!taken).then_some(text)
    }

    /// `20..60分`; `None` where it says nothing, or is none.
    fn bounds(self, got: &Value, ty: &Type) -> Option<String> {
        let (min, max) = (got.get("min")?, got.get("max")?);
        if min == max {
            return None;
        }
        if let (Some(low), Some(high)) = (number(min), number(max)) {
            return Some(self.range(low, high, ty));
        }
        match (self.one(min, ty), self.one(max, ty)) {
            (Some(low), Some(high)) => Some(format!("{low}..{high}")),
            (Some(low), None) if max.is_null() => Some(format!("{low}..")),
            (None, Some(high)) if min.is_null() => Some(format!("..{high}")),
            _ => None,
        }
    }

    fn outcomes(self, list: usize, got: &Value) -> Option<String> {
        let possible = got.as_array()?;
        let names: Option<Vec<String>> = possible.iter().map(|key| self.verdict(list, key.as_str()?)).collect();
        match (possible.as_slice(), names) {
            ([], _) => None,
            ([Value::Null], _) if list == 0 => Some(self.word(Kind::kw_none).to_owned()),
            ([_], Some(names)) => names.into_iter().next().filter(|n| !TAKEN.iter().any(|kind| spelled(*kind, n))),
            ([_], None) => None,
            (_, Some(names)) => Some(format!("({})", names.join(", "))),
            (_, None) => (list == 0).then(|| self.word(Kind::kw_unknown).to_owned()),
        }
    }

    /// The word for an outcome of a list, by its key.
    fn verdict(self, list: usize, key: &str) -> Option<String> {
        let outcome = self.version.outcomes.get(list)?.outcomes.iter().find(|o| o.named.key == key)?;
        let words = [&outcome.named.name, &outcome.named.key];
        let mut meant = words.into_iter().filter(|w| {
            !w.contains('-') && verdict(self.version, w).is_some_and(|(i, found)| i == list && found.key == key)
        });
        meant.next().cloned()
    }
}
