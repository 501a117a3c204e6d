//! What names stand for: the shared space of values, the types, the indicators, and what lies inside types.

use std::collections::{BTreeMap, BTreeSet};

use jifen_grammar::tree::Span;

use super::tasks::TaskId;
use crate::model::{AlternativeId, CatalogueId, ChoiceId, FactId, GroupId, IndicatorId, ParameterId, RecordId};

/// What a name of the shared space stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entity {
    Fact(FactId),
    Definition(TaskId),
    Parameter(ParameterId),
    Catalogue(CatalogueId),
    Alternative(AlternativeId),
    Group(GroupId),
    /// Declared in a text that could not be read: known, and silent.
    Broken,
}

/// What a type's name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TypeName {
    Choice(ChoiceId),
    Record(RecordId),
    Broken,
}

/// What a name inside a record stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Inside {
    Field(usize),
    Definition(TaskId),
    Broken,
}

/// All names of a version, each with its first place.
#[derive(Debug, Default)]
pub(super) struct Names<'a> {
    /// Facts, definitions, parameters, catalogues, alternatives, totals and groups.
    pub values: BTreeMap<&'a str, (Entity, Span)>,
    /// Choices, alternatives and records.
    pub types: BTreeMap<&'a str, (TypeName, Span)>,
    /// Indicators; `None` where one could not be read.
    pub indicators: BTreeMap<&'a str, (Option<IndicatorId>, Span)>,
    /// Units that some type counts in.
    pub units: BTreeSet<&'a str>,
    /// The values of each choice; `None` where one could not be read.
    pub choices: Vec<BTreeMap<&'a str, (Option<u32>, Span)>>,
    /// The fields and definitions of each record.
    pub records: Vec<BTreeMap<&'a str, (Inside, Span)>>,
    /// A whole block of facts could not be read: nothing can be said about unknown names.
    pub blind: bool,
}

impl<'a> Names<'a> {
    /// A value of a choice by its name; `Some(None)` for one that could not be read.
    pub fn value(&self, choice: ChoiceId, name: &str) -> Option<Option<u32>> {
        Some(self.choices.get(choice.index())?.get(name)?.0)
    }

    /// What a name stands for in the shared space.
    pub fn entity(&self, name: &str) -> Option<Entity> {
        self.values.get(name).map(|(entity, _)| *entity)
    }
}
