//! Small policies as text, with Chinese keywords, valid by construction.
//!
//! One vocabulary of facts, records and parameters, of which each policy takes a part; expressions of every type
//! over it; definitions, indicators of every shape, groups, alternatives, results and outcomes.
//!
//! - `declarations`, `vocabulary`: what is declared, and what of it can be read
//! - `words`: types, literals, comparisons
//! - `condition`, `quantity`, `calendar`, `lists`: expressions
//! - `lines`, `units`, `bodies`: what indicators and definitions hold
//! - `whole`: definitions, indicators, groups, outcomes

mod bodies;
mod calendar;
mod condition;
mod declarations;
mod lines;
mod lists;
mod quantity;
mod units;
mod vocabulary;
mod whole;
mod words;

use super::Random;
use vocabulary::{ListFact, Named};
use words::Ty;

/// The text of a policy, its parameters included.
pub fn policy(random: &mut Random) -> String {
    Author::new(random).policy()
}

/// An alternative way of counting and its values.
type Alternative = (&'static str, [&'static str; 2]);

/// The alternatives; the second is tried only inside the first.
const METHOD: Alternative = ("计法", ["单人", "双人"]);
const BASIS: Alternative = ("口径", ["年内", "累计"]);

/// A definition that can be asked.
#[derive(Debug, Clone)]
struct Call {
    name: String,
    parameters: Vec<Ty>,
    gives: Ty,
    /// The alternative that it asks for itself, if any.
    under: Option<Alternative>,
}

/// Who writes: the names that may be read at a place.
struct Author<'a> {
    random: &'a mut Random,
    /// Facts and totals, by type.
    names: Vec<Named>,
    /// Definitions that may be asked here.
    calls: Vec<Call>,
    /// Fields of the entry at hand, the innermost first.
    fields: Vec<Named>,
    /// How many lists stand around.
    inside: usize,
    /// The alternatives that may be asked for, with their values.
    alternatives: Vec<Alternative>,
    /// Definitions that are lists, each narrowed from one of the lists.
    lists: Vec<(String, &'static ListFact)>,
}

impl<'a> Author<'a> {
    fn new(random: &'a mut Random) -> Author<'a> {
        let names = vocabulary::facts(random);
        Author {
            random,
            names,
            calls: Vec::new(),
            fields: Vec::new(),
            inside: 0,
            alternatives: Vec::new(),
            lists: Vec::new(),
        }
    }

    /// A name of a type that may be read here, fields before facts.
    fn name(&mut self, ty: Ty) -> Option<String> {
        let of = |all: &[Named]| all.iter().filter(|n| n.ty == ty).map(|n| n.name.clone()).collect::<Vec<_>>();
        let (fields, names) = (of(&self.fields), of(&self.names));
        let from = if !fields.is_empty() && (names.is_empty() || self.random.chance(80)) { fields } else { names };
        (!from.is_empty()).then(|| self.random.pick(&from).clone())
    }

    /// An expression of a type, not deeper than so.
    fn expr(&mut self, ty: Ty, depth: usize) -> String {
        if depth == 0 || self.random.chance(25) {
            return self.leaf(ty);
        }
        if self.random.chance(15)
            && let Some(call) = self.call(ty, depth - 1)
        {
            return call;
        }
        match ty {
            Ty::YesNo => self.condition(depth - 1),
            Ty::Int | Ty::Dec | Ty::Money | Ty::Points => self.quantity(ty, depth - 1),
            Ty::Date => self.date(depth - 1),
            Ty::Month => self.month(depth - 1),
            Ty::Length => self.length(depth - 1),
            Ty::Level => self.level(depth - 1),
            Ty::Code | Ty::Kind => self.leaf(ty),
        }
    }

    /// A name or a literal.
    fn leaf(&mut self, ty: Ty) -> String {
        let literal = matches!(ty, Ty::Int | Ty::Dec | Ty::Money | Ty::Points | Ty::Length);
        match self.name(ty) {
            Some(name) if !(literal && self.random.chance(25)) => name,
            _ => words::literal(self.random, ty),
        }
    }

    /// A call of a definition of a type.
    fn call(&mut self, ty: Ty, depth: usize) -> Option<String> {
        let asked = |call: &&Call| call.under.is_none_or(|under| self.alternatives.contains(&under));
        let fitting: Vec<_> = self.calls.iter().filter(|call| call.gives == ty).filter(asked).cloned().collect();
        if fitting.is_empty() {
            return None;
        }
        let Call { name, parameters, .. } = self.random.pick(&fitting).clone();
        if parameters.is_empty() {
            return Some(name);
        }
        let arguments = parameters.into_iter().map(|p| self.expr(p, depth.min(1)));
        Some(format!("{name}({})", arguments.collect::<Vec<_>>().join(", ")))
    }
}
