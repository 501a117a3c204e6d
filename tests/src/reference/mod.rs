//! The naive reference: what a resolved model means, written down once more, as plainly as possible.
//!
//! A recursive walk over the model on *complete* facts. Every notion is computed from its definition by brute
//! force: years by counting anniversaries, windows by listing their months, covered days by listing days,
//! alternatives by trying all of them. Nothing is shared with the interpreter but the model itself, and nothing
//! is remembered between two questions.
//!
//! - [`value`]: values, faults, and yes and no with a third value
//! - [`facts`]: from JSON to values
//! - `calendar`: anniversaries, months, windows
//! - `expression`, `arithmetic`, `lookup`, `functions`, `periods`: expressions
//! - `aggregates`, `months`, `days`: functions of lists
//! - `body`, `shapes`, `units`: lines and how they combine
//! - `groups`: groups, alternatives, outcomes
//!
//! Where the model's documentation leaves a meaning open, the reading taken here is marked `Reading:`.

mod aggregates;
mod arithmetic;
mod body;
mod calendar;
pub mod compare;
mod days;
mod expression;
pub mod facts;
mod functions;
mod groups;
mod lookup;
mod months;
mod periods;
mod shapes;
mod units;
pub mod value;

use jifen_interpreter::model::{Expr, GroupId, IndicatorId, Version};
use std::collections::BTreeMap;
pub use value::{Answer, Fault, Number, Value};

/// All that an assessment of complete facts comes to.
#[derive(Debug, Clone)]
pub struct Evaluation {
    /// The totals, in the model's order.
    pub totals: Vec<Answer>,
    /// Every group's points (totals too), by [`GroupId`].
    pub groups: Vec<Answer>,
    /// Every indicator's own points, by [`IndicatorId`]; `Value::None` where nothing holds.
    pub indicators: Vec<Answer>,
    /// The results by their key.
    pub results: BTreeMap<String, Answer>,
    /// For each list of outcomes: which one holds.
    pub outcomes: Vec<Result<Option<usize>, Fault>>,
    /// The `必须` that are violated, by their index.
    pub violated: Vec<usize>,
}

/// The reference on the facts of one applicant.
#[derive(Debug, Clone)]
pub struct Reference<'m> {
    version: &'m Version,
    facts: Vec<Value>,
    presumed: Option<Number>,
}

/// Evaluates complete facts; a parameter without a value for the date is [`Fault::NoParameter`].
pub fn evaluate(version: &Version, facts: &serde_json::Value) -> Evaluation {
    Reference::new(version, facts).evaluation()
}

impl<'m> Reference<'m> {
    /// Reads the facts.
    pub fn new(version: &'m Version, facts: &serde_json::Value) -> Reference<'m> {
        let mut reference = Reference { version, facts: Vec::new(), presumed: None };
        // One by one, since what is presumed of a fact may read those before it.
        for field in &version.facts {
            let value = facts::fact(&reference, field, facts.get(&field.named.key));
            reference.facts.push(value);
        }
        reference
    }

    /// Where a parameter has no value for the date, it is this: one way to complete what is not known.
    pub fn presuming(mut self, value: Number) -> Reference<'m> {
        self.presumed = Some(value);
        self
    }

    /// The value of an expression that stands outside of any definition or list.
    pub fn value(&self, expr: &Expr) -> Answer {
        self.expression(expr, &Scope::default())
    }

    /// Everything.
    pub fn evaluation(&self) -> Evaluation {
        let version = self.version;
        let groups = 0..version.groups.len();
        let indicators = 0..version.indicators.len();
        let results = version.definitions.iter().filter(|d| d.reported);
        let scope = Scope::default();
        Evaluation {
            totals: version.totals.iter().map(|g| self.group_as_counted(*g, &scope)).collect(),
            groups: groups.map(|i| self.group_as_counted(GroupId(i as u32), &scope)).collect(),
            indicators: indicators.map(|i| self.indicator_as_counted(IndicatorId(i as u32))).collect(),
            results: results.map(|d| (d.named.key.clone(), self.content(d, &Scope::default()))).collect(),
            outcomes: version.outcomes.iter().map(|list| self.outcome(list)).collect(),
            violated: self.violated(),
        }
    }

    /// Which `必须` do not hold, by their index. Reading: one whose condition is none is not violated.
    pub fn violated(&self) -> Vec<usize> {
        let all = self.version.constraints.iter().enumerate().filter(|(_, c)| c.required);
        let violated = all.filter(|(_, c)| self.value(&c.condition) == Ok(Value::YesNo(false)));
        violated.map(|(i, _)| i).collect()
    }
}

/// What names stand for at a place: a definition's arguments, the entries at hand (the innermost last), the
/// entries of the group at hand, and the alternatives being tried.
#[derive(Debug, Clone, Default)]
struct Scope {
    arguments: Vec<Value>,
    entries: Vec<Value>,
    group: Option<Value>,
    alternatives: BTreeMap<u32, u32>,
}

impl Scope {
    /// Inside a definition: only its arguments, and the alternatives.
    fn inside(&self, arguments: Vec<Value>) -> Scope {
        let alternatives = self.alternatives.clone();
        Scope { arguments, entries: Vec::new(), group: None, alternatives }
    }

    /// With one more entry at hand.
    fn with(&self, entry: &Value) -> Scope {
        let mut inner = self.clone();
        inner.entries.push(entry.clone());
        inner
    }

    /// The entry at hand; 0 is the innermost.
    fn entry(&self, depth: usize) -> Answer {
        let place = self.entries.len().checked_sub(depth + 1);
        place.and_then(|i| self.entries.get(i)).cloned().ok_or(Fault::Broken)
    }
}
