//! The versions that may apply to an applicant, and by which clause.

use super::Case;
use super::better::{Stands, better, is_worse, total};
use crate::assess::{Outcome, assess, outcome};
use crate::eval::{Evaluator, ops};
use crate::facts::FactError;
use crate::model::{Transition, Version};
use crate::report::{Applied, Report, Writer};
use crate::timeline::{InForce, within};
use crate::trace::Truth;
use crate::value::{Facts, Val};
use jifen_grammar::keywords::Language;
use serde_json::Value;
use std::borrow::Cow;

/// A version beside an applicant.
pub(super) struct Under {
    pub version: String,
    pub total: Option<Val>,
    pub report: Report,
}

/// One way in which a version may come to apply.
pub(super) struct Way {
    /// The clause; `None` where none applies.
    pub clause: Option<Applied>,
    /// Whether it is certain that this way is taken.
    pub sure: bool,
    /// The version that applies; where either of two stands, both. First those that may apply, then those compared only.
    pub versions: Vec<Under>,
    /// How many of `versions` may apply.
    pub stand: usize,
    /// What is certain of the first total; `None` where a version has none.
    pub total: Option<Val>,
    /// The outcomes that are possible, with their names.
    pub possible: Vec<(Option<String>, String)>,
    /// What would have to be known to tell whether it is taken, for tools and in words.
    pub asks: Vec<(Value, String)>,
}

impl<'a> Case<'a> {
    /// The ways in which an applicant who files while a version is in force may come under a version, in the order of the
    /// clauses. `days`: the filing date is unknown, and one of these.
    pub(super) fn ways(
        &self,
        version: &'a Version,
        own: Facts,
        days: Option<InForce>,
    ) -> Result<Vec<Way>, Vec<FactError>> {
        let narrowed = |version: &'a Version| match days {
            Some(days) => within(version, days).map(Cow::Owned),
            None => Some(Cow::Borrowed(version)),
        };
        let Some(later) = narrowed(version) else { return Ok(Vec::new()) };
        let mut ev = Evaluator::new(&later, &own);
        let mut ways: Vec<Way> = Vec::new();
        let mut here = None;
        for clause in &version.transitions {
            let truth = clause.condition.as_ref().map_or(Truth::Yes, |c| ev.condition(c).0);
            let Some(earlier) = self.policy.policy.versions.iter().find(|v| v.id == clause.version) else { continue };
            if truth == Truth::No {
                continue;
            }
            let theirs = self.facts(earlier)?;
            let Some(earlier) = narrowed(earlier) else { continue };
            let found = outcome(&earlier, &theirs);
            let asks = match &truth {
                Truth::Maybe(why) => {
                    let writer = Writer::new(&later, self.language);
                    let missing = why.items().iter().filter_map(|id| ev.missing().get(*id as usize));
                    missing.map(|item| writer.missing(item)).collect()
                }
                _ => Vec::new(),
            };
            let sure = truth == Truth::Yes;
            let clause_said = Some(self.applied(clause, version, &truth));
            let mut way = match clause.better {
                false => self.by(&earlier, &theirs, &found),
                true => {
                    let ours = here.get_or_insert_with(|| outcome(&later, &own));
                    self.better_of(clause, (&earlier, &theirs, &found), (&later, &own, ours))
                }
            };
            (way.clause, way.sure, way.asks) = (clause_said, sure, asks);
            ways.push(way);
            if sure {
                return Ok(ways);
            }
        }
        let ours = here.unwrap_or_else(|| outcome(&later, &own));
        let way = self.by(&later, &own, &ours);
        ways.push(Way { sure: true, ..way });
        Ok(ways)
    }

    /// One version applies.
    fn by(&self, version: &Version, facts: &Facts, found: &Outcome) -> Way {
        Way {
            clause: None,
            sure: false,
            versions: vec![self.beside(version, facts, found)],
            stand: 1,
            total: total(found),
            possible: self.possible(version, found, |_| true),
            asks: Vec::new(),
        }
    }

    fn better_of(
        &self,
        clause: &Transition,
        earlier: (&Version, &Facts, &Outcome),
        later: (&Version, &Facts, &Outcome),
    ) -> Way {
        let (a, b) = ((earlier.0, earlier.2), (later.0, later.2));
        let under = |(version, facts, found)| self.beside(version, facts, found);
        match better(clause, self.policy, a, b) {
            Stands::Earlier => {
                let mut way = self.by(earlier.0, earlier.1, earlier.2);
                way.versions.push(under(later));
                way
            }
            Stands::Later => {
                let mut way = self.by(later.0, later.1, later.2);
                way.versions.push(under(earlier));
                way
            }
            Stands::Either => {
                let mut possible =
                    self.possible(earlier.0, earlier.2, |row| !is_worse(clause, self.policy, (earlier.0, row), b));
                possible
                    .extend(self.possible(later.0, later.2, |row| !is_worse(clause, self.policy, (later.0, row), a)));
                let total = match (total(a.1), total(b.1)) {
                    (Some(a), Some(b)) if clause.ranking.is_empty() => Some(ops::max(&a, &b)),
                    (Some(a), Some(b)) => Some(ops::hull(&a, &b)),
                    _ => None,
                };
                let versions = vec![under(earlier), under(later)];
                Way { clause: None, sure: false, versions, stand: 2, total, possible, asks: Vec::new() }
            }
        }
    }

    fn beside(&self, version: &Version, facts: &Facts, found: &Outcome) -> Under {
        Under { version: version.id.clone(), total: total(found), report: assess(version, facts, self.language) }
    }

    /// The outcomes that are possible and that a test keeps, with their names.
    fn possible(
        &self,
        version: &Version,
        found: &Outcome,
        keep: impl Fn(Option<&crate::model::Outcome>) -> bool,
    ) -> Vec<(Option<String>, String)> {
        let (Some(list), Some(decision)) = (version.outcomes.first(), found.decisions.first()) else {
            return Vec::new();
        };
        let row = |at: &Option<usize>| at.and_then(|i| list.outcomes.get(i));
        let rows = decision.possible.iter().map(row).filter(|row| keep(*row));
        let named = |row: Option<&crate::model::Outcome>| match row {
            Some(row) => (Some(row.named.key.clone()), row.named.name.clone()),
            None => (None, self.pick("无结论", "no outcome")),
        };
        rows.map(named).collect()
    }

    fn applied(&self, clause: &Transition, version: &Version, truth: &Truth) -> Applied {
        let text = if self.language == Language::Zh { &clause.text.zh } else { &clause.text.en };
        let holds = if *truth == Truth::Yes { "yes" } else { "unknown" };
        Applied { of: version.id.clone(), text: text.clone(), cite: clause.cites.clone(), holds }
    }
}
