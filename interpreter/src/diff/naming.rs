//! What the things of a version are called while two versions are compared: the older version's keys on both sides,
//! so that an expression that reads a renamed fact means the same.

use crate::model::{Named, Version};

/// The keys of one version, by kind and index.
#[derive(Debug, Clone, Default)]
pub(super) struct Naming {
    pub choices: Vec<String>,
    pub values: Vec<Vec<String>>,
    pub records: Vec<String>,
    pub fields: Vec<Vec<String>>,
    pub facts: Vec<String>,
    pub parameters: Vec<String>,
    pub columns: Vec<Vec<String>>,
    pub catalogues: Vec<String>,
    pub alternatives: Vec<String>,
    pub definitions: Vec<String>,
    pub indicators: Vec<String>,
    pub groups: Vec<String>,
    /// By list of outcomes.
    pub outcomes: Vec<Vec<String>>,
}

impl Naming {
    /// A version's own keys.
    pub fn own(version: &Version) -> Naming {
        fn keys<'m>(all: impl Iterator<Item = &'m Named>) -> Vec<String> {
            all.map(|n| n.key.clone()).collect()
        }
        let column = |c: &crate::model::Column| c.named.as_ref().map_or(String::new(), |n| n.key.clone());
        Naming {
            choices: keys(version.choices.iter().map(|c| &c.named)),
            values: version.choices.iter().map(|c| keys(c.values.iter())).collect(),
            records: keys(version.records.iter().map(|r| &r.named)),
            fields: version.records.iter().map(|r| keys(r.fields.iter().map(|f| &f.named))).collect(),
            facts: keys(version.facts.iter().map(|f| &f.named)),
            parameters: keys(version.parameters.iter().map(|p| &p.named)),
            columns: version.parameters.iter().map(|p| p.columns.iter().map(column).collect()).collect(),
            catalogues: keys(version.catalogues.iter().map(|c| &c.named)),
            alternatives: keys(version.alternatives.iter().map(|a| &a.named)),
            definitions: version.definitions.iter().map(|d| definition_key(d, version)).collect(),
            indicators: keys(version.indicators.iter().map(|i| &i.named)),
            groups: keys(version.groups.iter().map(|g| &g.named)),
            outcomes: version.outcomes.iter().map(|l| keys(l.outcomes.iter().map(|o| &o.named))).collect(),
        }
    }
}

/// A definition's key; inside a record behind that record's.
pub(super) fn definition_key(definition: &crate::model::Definition, version: &Version) -> String {
    let record = definition.element.and_then(|r| version.records.get(r.index()));
    match record {
        Some(record) => format!("{}.{}", record.named.key, definition.named.key),
        None => definition.named.key.clone(),
    }
}

/// A key out of a list, or a mark for what is not there.
pub(super) fn at(list: &[String], index: usize) -> &str {
    list.get(index).map_or("?", String::as_str)
}
