//! What amendments say goes by another name: believed before anything is guessed.

use crate::amend::Consolidated;
use crate::amend::folder::Texts;
use crate::model::Version;
use jifen_grammar::tree::{File, Kind, Node, Span};
use std::collections::BTreeMap;

/// Something declared: its kind, the key of the choice, record, parameter or list around it (else empty), and its key.
type Element = (Kind, String, String);

/// What is called otherwise in a newer version, by what it is called in an older one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Renames(BTreeMap<Element, Element>);

/// What each version of a policy calls otherwise than its base, by its id; nothing where none does.
#[derive(Debug, Clone, Default)]
pub struct Steps(BTreeMap<String, Renames>);

impl Steps {
    /// Of all versions.
    pub fn of(versions: &[Version], texts: &Texts) -> Steps {
        let steps = versions.iter().map(|v| (v.id.clone(), Renames::of(versions, texts, &v.id)));
        Steps(steps.filter(|(_, step)| !step.0.is_empty()).collect())
    }

    /// Whether all versions call all alike.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// From one version to another. It is put together anew each time: ask only where a name is met that needs it.
    pub fn between(&self, versions: &[Version], a: &str, b: &str) -> Renames {
        Renames::by_steps(versions, &|id| self.0.get(id).cloned().unwrap_or_default(), a, b)
    }
}

impl Renames {
    /// From one version to another, as the amendments between them say. Versions in full say nothing: from one to the next,
    /// what keeps its key is the same.
    pub fn between(versions: &[Version], texts: &Texts, a: &str, b: &str) -> Renames {
        Renames::by_steps(versions, &|id| Renames::of(versions, texts, id), a, b)
    }

    fn by_steps(versions: &[Version], step: &dyn Fn(&str) -> Renames, a: &str, b: &str) -> Renames {
        let (old, new) = (lineage(versions, a), lineage(versions, b));
        let common = old.iter().position(|id| new.contains(id));
        let (up, down) = match common.and_then(|at| Some((at, new.iter().position(|id| Some(id) == old.get(at))?))) {
            Some((up, down)) => (old.get(..up).unwrap_or(&[]), new.get(..down).unwrap_or(&[])),
            None => (old.as_slice(), new.as_slice()),
        };
        let up = up.iter().map(|id| step(id).back());
        let down = down.iter().rev().map(|id| step(id));
        up.chain(down).fold(Renames::default(), |all, step| all.then(&step))
    }

    /// What one amendment renames in its base; of a version in full, nothing.
    pub fn of(versions: &[Version], texts: &Texts, id: &str) -> Renames {
        let text = |id: &str| {
            let version = versions.iter().find(|v| v.id == id)?;
            Some((version, texts.versions.iter().find(|t| t.file == version.policy.span.file)?))
        };
        let step = text(id).and_then(|(version, after)| Some((text(version.base.as_deref()?)?.1, after)));
        step.map_or(Renames::default(), |(before, after)| Renames::stated(&before.text, &after.text))
    }

    /// From the text that is amended to the one that an amendment makes of it: a declaration keeps its place, whatever it is
    /// called; one that is put in another's place takes that one's.
    fn stated(base: &Consolidated, amended: &Consolidated) -> Renames {
        let after = elements(&amended.tree);
        let renamed = elements(&base.tree).into_iter().filter_map(|((kind, span), old)| {
            let same = after.get(&(kind, span));
            let new = same.or_else(|| after.get(&(kind, *amended.replaced.get(&span)?)))?;
            (*new != old).then(|| (old, new.clone()))
        });
        Renames(renamed.collect())
    }

    fn back(&self) -> Renames {
        Renames(self.0.iter().map(|(old, new)| (new.clone(), old.clone())).collect())
    }

    fn then(self, next: &Renames) -> Renames {
        let met: Vec<Element> = self.0.values().cloned().collect();
        let mut all: BTreeMap<Element, Element> = self
            .0
            .into_iter()
            .map(|(old, new)| {
                let last = next.0.get(&new).cloned().unwrap_or(new);
                (old, last)
            })
            .collect();
        for (old, new) in next.0.iter().filter(|(old, _)| !met.contains(old)) {
            all.entry(old.clone()).or_insert_with(|| new.clone());
        }
        Renames(all)
    }

    /// The key that something has in the other version: another one where an amendment says so, else its own.
    pub fn key<'k>(&'k self, kind: Kind, owner: &str, key: &'k str) -> &'k str {
        self.called(kind, owner, key).map_or(key, |(_, key)| key)
    }

    /// What something is called in the newer version, behind what is around it, where an amendment says so.
    pub(super) fn called(&self, kind: Kind, owner: &str, key: &str) -> Option<(&str, &str)> {
        let found = self.0.get(&(kind, owner.to_owned(), key.to_owned()));
        found.map(|(_, owner, key)| (owner.as_str(), key.as_str()))
    }
}

/// A version and those before it: what it amends; before one in full, the version in force until then.
fn lineage<'v>(versions: &'v [Version], id: &str) -> Vec<&'v str> {
    let mut all: Vec<&str> = Vec::new();
    let mut at = versions.iter().find(|v| v.id == id);
    while let Some(version) = at.filter(|v| !all.contains(&v.id.as_str())) {
        all.push(&version.id);
        at = match &version.base {
            Some(base) => versions.iter().find(|v| v.id == *base),
            None => {
                let earlier = versions.iter().filter(|v| !v.draft && v.in_force < version.in_force);
                earlier.max_by_key(|v| v.in_force)
            }
        };
    }
    all
}

/// Everything that has a key, by its place.
fn elements(file: &File) -> BTreeMap<(Kind, Span), Element> {
    let mut all = BTreeMap::new();
    file.declarations.iter().for_each(|d| note(d, "", &mut all));
    all
}

fn note(node: &Node, owner: &str, all: &mut BTreeMap<(Kind, Span), Element>) {
    let kind = match node.kind {
        Kind::alternative => Kind::choice,
        Kind::result => Kind::define,
        Kind::total => Kind::group,
        kind => kind,
    };
    let key = node.get(Kind::verdict).unwrap_or(node).key().map_or("", |k| &k.text);
    let mut around = owner;
    match kind {
        Kind::choice | Kind::record | Kind::parameter | Kind::outcomes => around = key,
        Kind::fact | Kind::value | Kind::column | Kind::catalogue => {}
        Kind::define | Kind::indicator | Kind::group | Kind::outcome => {}
        _ => return node.children.iter().for_each(|c| note(c, owner, all)),
    }
    all.insert((kind, node.span), (kind, owner.to_owned(), key.to_owned()));
    node.children.iter().for_each(|c| note(c, around, all));
}
