//! Keys differ within their kind: data files, cases and amendments refer by them.

use std::collections::BTreeMap;

use jifen_grammar::tree::Span;

use super::Lowering;
use crate::diagnostic::{Arg, Code, Diagnostic};
use crate::model::Named;

impl Lowering<'_> {
    /// Reports each key that a list of declarations holds twice; a name declared twice is reported elsewhere.
    pub(super) fn unique_keys(&mut self, all: Vec<Named>) {
        let mut seen: BTreeMap<&str, &Named> = BTreeMap::new();
        let mut twice: Vec<(Span, Span, &str)> = Vec::new();
        for named in all.iter().filter(|n| !n.key.is_empty()) {
            match seen.get(&*named.key) {
                None => drop(seen.insert(&named.key, named)),
                Some(first) if first.name == named.name => {}
                Some(first) => twice.push((named.span, first.span, &named.key)),
            }
        }
        for (span, first, key) in twice {
            let report = Diagnostic::new(Code::DuplicateKey, span, [key.into()]);
            self.report(report.with(first, Arg::pair("第一次在这里", "first here")));
        }
    }

    /// The keys of facts, choices, parameters and so on, and of everything inside them.
    pub(super) fn data_keys(&mut self) {
        let version = &self.version;
        let mut lists: Vec<Vec<Named>> = vec![
            version.facts.iter().map(|f| f.named.clone()).collect(),
            version.choices.iter().map(|c| c.named.clone()).collect(),
            version.records.iter().map(|r| r.named.clone()).collect(),
            version.parameters.iter().map(|p| p.named.clone()).collect(),
            version.catalogues.iter().map(|c| c.named.clone()).collect(),
        ];
        lists.extend(version.choices.iter().map(|c| c.values.clone()));
        for record in &version.records {
            lists.push(record.fields.iter().map(|f| f.named.clone()).collect());
        }
        for parameter in &version.parameters {
            lists.push(parameter.columns.iter().filter_map(|c| c.named.clone()).collect());
        }
        for list in lists {
            self.unique_keys(list);
        }
    }
}
