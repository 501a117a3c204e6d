//! Which facts, and which fields of them, a rule reads: through definitions too, but not through totals and results.

use super::*;
use std::collections::BTreeSet;

/// A fact that is read, or a field inside it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Read {
    /// The fact.
    pub fact: FactId,
    /// The field of it, the field of that, …; empty for the fact itself. Of a list's entries no field is named.
    pub fields: Vec<usize>,
}

/// Where something that is read stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Root {
    Fact(FactId),
    /// The day on which ages and windows are counted.
    CountingDate,
    /// An argument of the definition at hand.
    Argument(usize),
    /// The entry of the record's definition at hand.
    Entry,
}

/// Something that is read; behind a list, fields are not followed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    root: Root,
    fields: Vec<usize>,
    listed: bool,
}

type Places = BTreeSet<Place>;

/// What a definition reads, and where its value may stand.
#[derive(Debug, Clone, Default)]
struct Summary {
    reads: Places,
    gives: Places,
    /// It is a result, which says by itself what it reads.
    reported: bool,
}

impl Version {
    /// Notes of each indicator and result what it reads.
    pub fn note_reads(&mut self) {
        let mut reader = Reader { known: Vec::new(), reads: Places::new(), entries: Vec::new() };
        // Definitions stand behind those that they read, so no chain of them is followed twice.
        for definition in &self.definitions {
            let summary = reader.definition(definition);
            reader.known.push(summary);
        }
        let counting = match self.counting_date.as_ref().or(self.filing_date.as_ref()) {
            Some(expr) => reader.inside(Vec::new(), |r| r.read(expr)).reads,
            None => Places::new(),
        };
        let facts = |summary: &Summary| {
            let mut all = summary.reads.clone();
            if all.contains(&at(Root::CountingDate)) {
                all.extend(counting.iter().cloned());
            }
            let read = |p: Place| match p.root {
                Root::Fact(fact) => Some(Read { fact, fields: p.fields }),
                _ => None,
            };
            let read: BTreeSet<Read> = all.into_iter().filter_map(read).collect();
            read.into_iter().collect::<Vec<Read>>()
        };
        for indicator in &mut self.indicators {
            indicator.reads = facts(&reader.inside(Vec::new(), |r| r.body(&indicator.body)));
        }
        for (definition, summary) in self.definitions.iter_mut().zip(&reader.known).filter(|(d, _)| d.reported) {
            definition.reads = facts(summary);
        }
    }
}

fn at(root: Root) -> Place {
    Place { root, fields: Vec::new(), listed: false }
}

fn deeper(places: Places, field: usize) -> Places {
    let step = |mut p: Place| {
        if !p.listed {
            p.fields.push(field);
        }
        p
    };
    places.into_iter().map(step).collect()
}

fn listed(places: &Places) -> Places {
    places.iter().map(|p| Place { listed: true, ..p.clone() }).collect()
}

struct Reader {
    /// The definitions so far.
    known: Vec<Summary>,
    reads: Places,
    /// Where the entries at hand stand, the innermost last.
    entries: Vec<Places>,
}

impl Reader {
    fn definition(&mut self, definition: &Definition) -> Summary {
        let entries = match definition.element {
            Some(_) => vec![[at(Root::Entry)].into_iter().collect()],
            None => Vec::new(),
        };
        let summary = self.inside(entries, |r| match &definition.content {
            Content::Expr(e) => match e.ty {
                Type::Record(_) => r.places(e),
                _ => r.read(e),
            },
            Content::Body(body) => r.body(body),
        });
        Summary { reported: definition.reported, ..summary }
    }

    /// What is read with these entries at hand; where a value may stand is not yet read.
    fn inside(&mut self, entries: Vec<Places>, f: impl FnOnce(&mut Self) -> Places) -> Summary {
        let before = std::mem::replace(&mut self.entries, entries);
        let outer = std::mem::take(&mut self.reads);
        let gives = f(self);
        let reads = std::mem::replace(&mut self.reads, outer);
        self.entries = before;
        Summary { reads, gives, reported: false }
    }

    /// Of a record that a body gives, only the fields count that are read later.
    fn body(&mut self, body: &Body) -> Places {
        let mut gives = Places::new();
        body.roots(&mut |e| match e.ty {
            Type::Record(_) => gives.extend(self.places(e)),
            Type::List(_) => gives.extend(self.read(e)),
            _ => drop(self.read(e)),
        });
        gives
    }

    fn with_entry<R>(&mut self, list: &Places, f: impl FnOnce(&mut Self) -> R) -> R {
        self.entries.push(listed(list));
        let result = f(self);
        self.entries.pop();
        result
    }

    fn read(&mut self, e: &Expr) -> Places {
        let places = self.places(e);
        self.reads.extend(places.iter().cloned());
        places
    }

    fn entry(&self, depth: usize) -> Places {
        let at = self.entries.len().checked_sub(depth + 1);
        at.and_then(|at| self.entries.get(at)).cloned().unwrap_or_default()
    }

    /// Where a value stands. What is looked at on the way is read.
    fn places(&mut self, e: &Expr) -> Places {
        use ExprKind::*;
        let one = |root| [at(root)].into_iter().collect::<Places>();
        match &e.kind {
            Fact(id) => one(Root::Fact(*id)),
            CountingDate => one(Root::CountingDate),
            Argument(i) => one(Root::Argument(*i)),
            Entry(depth) => self.entry(*depth),
            EntryField(depth, field) => deeper(self.entry(*depth), *field),
            Field(of, field) => deeper(self.places(of), *field),
            EntryDefinition(depth, id) => {
                let entry = self.entry(*depth);
                self.call(*id, &[], &entry)
            }
            FieldDefinition(of, id) => {
                let entry = self.places(of);
                self.call(*id, &[], &entry)
            }
            Call(id, arguments) => {
                let arguments: Vec<Places> = arguments.iter().map(|a| self.places(a)).collect();
                self.call(*id, &arguments, &Places::new())
            }
            Where(list, condition) => {
                let places = self.places(list);
                self.with_entry(&places, |r| r.read(condition));
                places
            }
            Aggregate(how, list, more) => {
                let places = self.read(list);
                self.with_entry(&places, |r| more.iter().for_each(|e| drop(r.read(e))));
                if matches!(how, crate::model::Aggregate::UnbrokenMonths | crate::model::Aggregate::EachYear) {
                    self.reads.insert(at(Root::CountingDate));
                }
                match how {
                    crate::model::Aggregate::Latest | crate::model::Aggregate::Earliest => listed(&places),
                    _ => Places::new(),
                }
            }
            _ => {
                let by_date = match &e.kind {
                    In(_, membership) => {
                        matches!(**membership, Membership::Last(_) | Membership::Catalogue(_, None))
                    }
                    Parameter(_, _, _, at) => at.is_none(),
                    _ => false,
                };
                if by_date {
                    self.reads.insert(at(Root::CountingDate));
                }
                e.children().into_iter().for_each(|e| drop(self.read(e)));
                Places::new()
            }
        }
    }

    /// What a definition reads, with these arguments and this entry.
    fn call(&mut self, id: DefinitionId, arguments: &[Places], entry: &Places) -> Places {
        let Some(summary) = self.known.get(id.index()).filter(|s| !s.reported).cloned() else { return Places::new() };
        let here = |place: Place| -> Vec<Place> {
            let stands = match place.root {
                Root::Argument(i) => arguments.get(i).cloned().unwrap_or_default(),
                Root::Entry => entry.clone(),
                Root::Fact(_) | Root::CountingDate => return vec![place],
            };
            let within = |mut p: Place| {
                if !p.listed {
                    p.fields.extend(&place.fields);
                }
                p.listed |= place.listed;
                p
            };
            stands.into_iter().map(within).collect()
        };
        self.reads.extend(summary.reads.into_iter().flat_map(here));
        summary.gives.into_iter().flat_map(here).collect()
    }
}
