//! From syntax trees to the model: names, types, units, duplicates, cycles.
//!
//! Lowering never fails. What can't be resolved becomes an expression of type [`Type::Error`], which fits
//! everywhere, so that one mistake makes one error. The order: all names ([`collect`]), the types of the data,
//! the data itself, then definitions, indicators and groups in the order in which they read each other
//! ([`order`]), at last constraints and outcomes.

mod catalogues;
mod collect;
mod conventions;
mod data;
mod declare;
mod definitions;
mod domains;
mod expr;
mod graph;
mod habits;
mod keys;
mod lookup;
mod names;
mod order;
mod parameters;
mod policy;
mod scope;
mod suggest;
mod syntax;
mod tasks;
mod text;
mod types;
mod unknown;
mod values;

#[cfg(test)]
mod tests;

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use jifen_grammar::tree::{File, Span};

use crate::diagnostic::{Arg, Code, Diagnostic};
use crate::model::{Provenance, Type, Version};
use collect::Declared;
use names::Names;
use scope::Scope;
pub(crate) use syntax::in_amendment;
use tasks::{TaskId, Tasks};
pub use values::Values;

/// How many other places are shown beside an unknown name.
const MOST_PLACES: usize = 20;

/// Lowers the files of one version: one with a policy's head, the others with parameters and catalogues only.
///
/// The version is `None` only where no file has a policy's head. Errors of the grammar are not repeated.
pub fn lower(files: &[&File]) -> (Option<Version>, Vec<Diagnostic>) {
    lower_amended(files, &BTreeMap::new())
}

/// [`lower`], with the instruments that wrote or touched what is declared, by their places.
pub fn lower_amended(files: &[&File], wrote: &BTreeMap<Span, Provenance>) -> (Option<Version>, Vec<Diagnostic>) {
    let mut lowering = Lowering::new(wrote);
    lowering.collect(files);
    lowering.conventions();
    lowering.data();
    lowering.policy_head();
    lowering.domains();
    lowering.tasks_in_order();
    lowering.policy_dates();
    lowering.constraints();
    lowering.outcomes();
    lowering.transitions();
    lowering.result_keys();
    lowering.finish()
}

/// The state of lowering one version, and what shapes may ask while they are lowered.
pub struct Lowering<'a> {
    /// The version as far as it is known.
    pub(crate) version: Version,
    wrote: &'a BTreeMap<Span, Provenance>,
    declared: Declared<'a>,
    names: Names<'a>,
    tasks: Tasks<'a>,
    diagnostics: Vec<Diagnostic>,
    /// What surrounds the expression at hand, the outermost first.
    scopes: Vec<Scope>,
    /// The parameters of the definition at hand.
    params: Vec<(String, Type)>,
    /// A task that must be lowered before the one at hand.
    missing: Option<TaskId>,
    /// How many expressions surround the one at hand.
    nesting: usize,
    /// How many parts of expressions surround the one at hand, through parentheses too.
    levels: usize,
    /// What is left to spend on looking for near names.
    effort: usize,
}

impl<'a> Lowering<'a> {
    fn new(wrote: &'a BTreeMap<Span, Provenance>) -> Lowering<'a> {
        Lowering {
            version: policy::empty(),
            wrote,
            declared: Declared::default(),
            names: Names::default(),
            tasks: Tasks::default(),
            diagnostics: Vec::new(),
            scopes: Vec::new(),
            params: Vec::new(),
            missing: None,
            nesting: 0,
            levels: 0,
            effort: suggest::EFFORT,
        }
    }

    /// Takes note of something wrong.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// The version where there is a policy, and the diagnostics by place, a missing convention named once.
    fn finish(mut self) -> (Option<Version>, Vec<Diagnostic>) {
        self.tasks.fill(&mut self.version);
        self.version.written.sort_by_key(|(span, _)| *span);
        self.version.written.dedup_by_key(|(span, _)| *span);
        self.version.note_reads();
        let mut said = BTreeSet::new();
        self.diagnostics.retain(|d| {
            d.code != Code::MissingConvention || said.insert(d.args.first().map_or(String::new(), |a| a.zh.clone()))
        });
        self.diagnostics.sort_by_key(|d| (d.span, d.code));
        self.diagnostics.dedup();
        let diagnostics = once_each(self.diagnostics);
        let version = self.declared.policy.is_some().then_some(self.version);
        (version, diagnostics)
    }
}

/// The same unknown name or unit in several places is one mistake: the other places stand beside the first.
fn once_each(all: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut first: BTreeMap<(Code, String), usize> = BTreeMap::new();
    let mut kept: Vec<Diagnostic> = Vec::new();
    for diagnostic in all {
        let name = diagnostic.args.first().map_or(String::new(), |a| a.zh.clone());
        if !matches!(diagnostic.code, Code::UnknownName | Code::UnknownUnit) {
            kept.push(diagnostic);
            continue;
        }
        match first.entry((diagnostic.code, name)) {
            Entry::Vacant(place) => {
                place.insert(kept.len());
                kept.push(diagnostic);
            }
            Entry::Occupied(place) => match kept.get_mut(*place.get()) {
                Some(one) if one.args.get(1) != diagnostic.args.get(1) => kept.push(diagnostic),
                Some(one) if MOST_PLACES <= one.related.len() => {}
                Some(one) => one.related.push((diagnostic.span, Arg::pair("这里也是", "here too"))),
                None => {}
            },
        }
    }
    kept
}
