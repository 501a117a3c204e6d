//! Which applicant begins a case, and which differs from one before it in a little.

use super::Applicant;
use crate::write::{Block, Line, Writer, name, unwritable};
use jifen_grammar::keywords::Language;
use jifen_interpreter::facts::{FactError, Json};
use jifen_interpreter::model::Version;
use std::collections::BTreeSet;

/// The bases that an applicant is compared with: the last so many.
const TRIED: usize = 20;

/// A base: its name, its facts, and the version in whose words it stands.
struct Base {
    name: String,
    facts: Json<'static>,
    version: String,
}

/// A block of cases as it grows.
pub(super) struct Arranged {
    block: Block,
    bases: Vec<Base>,
    /// Names of bases elsewhere in the file.
    taken: BTreeSet<String>,
    language: Language,
}

impl Arranged {
    /// An empty block; a text that is no name has another one.
    pub fn new(text: &str, language: Language, taken: BTreeSet<String>) -> Arranged {
        let other = if language == Language::Zh { "申请人" } else { "applicants" };
        let block = Block { name: name(text).unwrap_or_else(|| other.to_owned()), ..Block::default() };
        Arranged { block, bases: Vec::new(), taken, language }
    }

    /// The names of its bases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.bases.iter().map(|base| base.name.as_str())
    }

    /// The block; `None` where no case is in it.
    pub fn block(self) -> Option<Block> {
        Some(self.block).filter(|block| !block.lines.is_empty())
    }

    /// Adds the case of an applicant: as what differs from one before, where that is little, else as a base.
    pub fn add(
        &mut self,
        applicant: &Applicant<'_>,
        writer: &Writer<'_>,
        version: &Version,
        mut line: Line,
    ) -> Result<(), FactError> {
        if line.expected.is_empty() {
            return Err(unwritable(""));
        }
        let facts = applicant.facts.as_ref();
        let most = writer.given(facts)?.len() / 3;
        let near = self.bases.iter().rev().filter(|base| base.version == version.id).take(TRIED);
        let varied = near.filter_map(|base| Some((base, writer.variation(&base.facts, facts).ok()?)));
        let called = applicant.name.as_deref().and_then(name);
        let label = called.as_ref().filter(|text| self.block.lines.iter().all(|l| l.label.as_ref() != Some(*text)));
        match varied.min_by_key(|(_, given)| given.len()).filter(|(_, given)| given.len() <= most) {
            Some((base, given)) => {
                line.label = label.cloned();
                line.base = Some(base.name.clone());
                line.given = given;
            }
            None => {
                let name = self.free(called);
                let title = applicant.name.as_deref().map(str::trim).filter(|title| *title != name);
                self.block.bases.push(writer.base(&name, title, facts)?);
                self.bases.push(Base { name: name.clone(), facts: facts.owned(), version: version.id.clone() });
                line.base = Some(name);
            }
        }
        let number = (self.block.lines.len() + 1).to_string();
        line.label.get_or_insert(number);
        self.block.lines.push(line);
        Ok(())
    }

    /// A name that no base has.
    fn free(&self, called: Option<String>) -> String {
        let word = if self.language == Language::Zh { "申请人" } else { "applicant_" };
        let free = |name: &String| !self.taken.contains(name) && self.bases.iter().all(|b| b.name != *name);
        let numbered = |stem: String| (1..).map(move |n: u32| format!("{stem}{n}"));
        match called {
            Some(name) if free(&name) => name,
            called => {
                let stem = called.map_or_else(|| word.to_owned(), |name| format!("{name}_"));
                numbered(stem.clone()).find(free).unwrap_or(stem)
            }
        }
    }
}
