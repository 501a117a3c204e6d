//! Single values outside a policy's text, read as the version reads its own: what cases give and expect.

use std::collections::{BTreeMap, BTreeSet};

use jifen_grammar::tree::{Node, Span};

use super::Lowering;
use crate::diagnostic::{Arg, Diagnostic};
use crate::model::{Constant, Provenance, Type, Unit, Version};

static NO_ONE: BTreeMap<Span, Provenance> = BTreeMap::new();

/// Reads values in the types of a version: its units, its currency, the values of its choices.
pub struct Values<'a>(Lowering<'a>);

impl<'a> Values<'a> {
    /// A reader for a version.
    pub fn new(version: &'a Version) -> Values<'a> {
        let mut lowering = Lowering::new(&NO_ONE);
        lowering.version.conventions.clone_from(&version.conventions);
        lowering.version.choices.clone_from(&version.choices);
        for choice in &version.choices {
            let mut values = BTreeMap::new();
            for (i, value) in choice.values.iter().enumerate() {
                values.insert(value.name.as_str(), (Some(i as u32), value.span));
            }
            for (i, value) in choice.values.iter().enumerate() {
                values.entry(value.key.as_str()).or_insert((Some(i as u32), value.span));
            }
            lowering.names.choices.push(values);
        }
        lowering.names.units = units(version);
        Values(lowering)
    }

    /// The value of a node (`sum`, or any expression of literals) in a type; else what is wrong with it.
    pub fn constant(&mut self, node: &'a Node, ty: &Type) -> Result<Constant, Vec<Diagnostic>> {
        let constant = self.0.constant(node, ty);
        let problems = std::mem::take(&mut self.0.diagnostics);
        match constant {
            Some(constant) if problems.is_empty() => Ok(constant),
            _ => Err(problems),
        }
    }

    /// `是不是 X?` for the nearest of some names; empty where none is near.
    pub fn near(&mut self, written: &str, names: &[&str]) -> Arg {
        self.0.near(written, names)
    }
}

/// The units that a version's types count in.
fn units(version: &Version) -> BTreeSet<&str> {
    let fields = version.facts.iter().chain(version.records.iter().flat_map(|r| &r.fields));
    let columns = version.parameters.iter().flat_map(|p| &p.columns).map(|c| &c.ty);
    let values = version.definitions.iter().map(|d| &d.ty).chain(&version.indicator_types).chain(&version.group_types);
    let types = fields.map(|f| &f.ty).chain(columns).chain(values);
    let named = types.filter_map(|ty| match ty.item() {
        Type::Number { unit: Unit::Named(name), .. } => Some(name.as_str()),
        _ => None,
    });
    named.collect()
}
