//! What came out of an assessment, of one rule.

use crate::expected::Subject;
use jifen_grammar::error::pick;
use jifen_grammar::keywords::Language;
use jifen_grammar::tree::Span;
use jifen_interpreter::applies::facts;
use jifen_interpreter::eval::Evaluator;
use jifen_interpreter::facts::{Document, show_exactly, to_json};
use jifen_interpreter::model::{DefinitionId, Outcome, Version};
use jifen_interpreter::policy::Loaded;
use jifen_interpreter::report::Report;
use serde_json::{Value, json};

/// What came out.
#[derive(Debug, Clone)]
pub(crate) struct Came {
    /// As JSON; of an outcome the possible ones.
    pub got: Value,
    /// In words, for people.
    pub shown: String,
    /// The rule's place.
    pub rule: Option<Span>,
    /// Its key.
    pub key: String,
}

/// An applicant under a version, and what the assessment says.
#[derive(Clone, Copy)]
pub(crate) struct Assessed<'a> {
    pub policy: &'a Loaded,
    pub version: &'a Version,
    pub document: &'a Document<'a>,
    pub report: &'a Report,
    pub language: Language,
}

impl Assessed<'_> {
    /// What came out of a rule.
    pub fn came(self, subject: &Subject) -> Came {
        let (version, report) = (self.version, self.report);
        match subject {
            Subject::Indicator(i) => {
                let named = version.indicators.get(*i).map(|i| &i.named);
                let key = named.map_or("", |n| &n.key);
                let found = report.indicators.iter().find(|r| r.key == key);
                self.of(found.map(|r| (r.points.clone(), r.shown.clone())), named.map(|n| n.span), key)
            }
            Subject::Group(i) => {
                let named = version.groups.get(*i).map(|g| &g.named);
                let key = named.map_or("", |n| &n.key);
                let group = report.groups.iter().find(|r| r.key == key).map(|r| (r.points.clone(), r.shown.clone()));
                let total = report.shown.totals.iter().find(|t| t.key == key);
                let total = total.and_then(|t| Some((report.results.get(key)?.clone(), t.value.clone())));
                self.of(group.or(total), named.map(|n| n.span), key)
            }
            Subject::Definition(i) => self.definition(*i),
            Subject::Outcome(i) => self.outcome(*i),
            Subject::Whole => {
                let none = pick(self.language, "没有错误", "no error");
                let shown = if report.errors.is_empty() { none.to_owned() } else { String::new() };
                Came { got: json!(report.errors), shown, rule: None, key: String::new() }
            }
        }
    }

    fn of(self, found: Option<(Value, String)>, rule: Option<Span>, key: &str) -> Came {
        let open = || (json!({"unknown": true}), pick(self.language, "未知", "unknown").to_owned());
        let (got, shown) = found.unwrap_or_else(open);
        Came { got, shown, rule, key: key.to_owned() }
    }

    fn definition(self, i: usize) -> Came {
        let Some(definition) = self.version.definitions.get(i) else {
            return Came { got: Value::Null, shown: String::new(), rule: None, key: String::new() };
        };
        let found = facts(self.document, self.version, self.policy).ok().map(|facts| {
            let value = Evaluator::new(self.version, &facts).definition(DefinitionId(i as u32));
            let shown = show_exactly(&value, &definition.ty, self.version, self.language);
            (to_json(&value, &definition.ty, self.version), shown)
        });
        self.of(found, Some(definition.named.span), &definition.named.key)
    }

    fn outcome(self, i: usize) -> Came {
        let other = i.checked_sub(1).and_then(|i| self.report.outcomes.get(i));
        let (possible, names) = match other {
            Some(verdict) => (&verdict.possible, &verdict.names),
            None => (&self.report.possible, &self.report.shown.verdict.names),
        };
        let decided = |o: &&Outcome| possible.contains(&Some(o.named.key.clone()));
        let list = self.version.outcomes.get(i);
        let rule = list.and_then(|l| l.outcomes.iter().find(decided)).map(|o| o.named.span);
        let shown = names.join(pick(self.language, " 或 ", " or "));
        Came { got: json!(possible), shown, rule, key: String::new() }
    }
}
