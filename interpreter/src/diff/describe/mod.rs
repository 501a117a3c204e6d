//! The model to things and their parts: what is compared, field by field.

mod body;
mod data;
mod head;
mod published;
mod rules;
mod shapes;

use super::field::Field;
use super::meaning::Meaner;
use super::naming::Naming;
use super::part::{Part, same};
use super::written::Written;
use super::{Kind, Side};
use crate::model::*;

/// Something declared.
#[derive(Debug, Clone)]
pub(super) struct Thing<'m> {
    pub kind: Kind,
    /// Its place in the model's list of its kind; what has no list: 0.
    pub index: usize,
    /// Its name, key and title; of what has none, the words for it.
    pub named: Named,
    pub cites: Vec<String>,
    pub parts: Vec<Part<'m>>,
}

/// Takes one version apart.
pub(super) struct Describer<'a, 'm> {
    pub version: &'m Version,
    pub naming: &'a Naming,
    pub written: Written<'a>,
}

impl<'a, 'm> Describer<'a, 'm> {
    pub fn new(side: &Side<'m>, naming: &'a Naming) -> Describer<'a, 'm>
    where
        'm: 'a,
    {
        let written = Written { version: side.version, files: side.files };
        Describer { version: side.version, naming, written }
    }

    fn meaner(&self) -> Meaner<'a> {
        Meaner::new(self.naming)
    }

    fn thing(&self, kind: Kind, index: usize, named: &Named, cites: &[String], more: Vec<Part<'m>>) -> Thing<'m> {
        let mut parts = names(named);
        parts.extend(cites_of(cites));
        parts.extend(more);
        Thing { kind, index, named: named.clone(), cites: cites.to_vec(), parts }
    }

    fn expr(&self, field: Field, expr: &'m Expr, meaner: &Meaner<'_>) -> Part<'m> {
        Part::leaf(field, meaner.of(expr), self.written.expr(expr)).of(expr)
    }

    fn condition(&self, field: Field, condition: &'m Condition, meaner: &Meaner<'_>) -> Part<'m> {
        Part::leaf(field, meaner.of(&condition.expr), condition.text.clone()).of(&condition.expr)
    }

    /// Caps, floors and the like: their order means something.
    fn modifiers(&self, all: &'m [Modifier], meaner: &Meaner<'_>) -> Part<'m> {
        let parts = all.iter().map(|m| self.expr(modifier_field(m.kind), &m.value, meaner)).collect();
        Part::several(Field::Modifiers, parts, true)
    }

    /// Everything declared, in the order of the measure.
    pub fn things(&self) -> Vec<Thing<'m>> {
        let mut all = vec![self.head()];
        all.extend(self.data());
        all.extend(self.published());
        all.extend(self.rules());
        all
    }
}

/// Name, key and title as fields; a name that is its own key is one field.
pub(super) fn names<'m>(named: &Named) -> Vec<Part<'m>> {
    let mut parts = vec![Part::text(Field::Key, &named.key)];
    parts.extend((named.name != named.key).then(|| Part::text(Field::Name, &named.name)));
    parts.extend(named.title.as_ref().map(|t| Part::text(Field::Title, t)));
    parts
}

/// Citations as one field; brackets of either width are the same.
pub(super) fn cites_of<'m>(cites: &[String]) -> Option<Part<'m>> {
    let folded = cites.iter().map(|c| c.replace('\u{ff08}', "(").replace('\u{ff09}', ")")).collect::<Vec<_>>();
    (!cites.is_empty()).then(|| Part::leaf(Field::Cite, folded.join("\n"), same(&cites.join("、"))))
}

/// Notes, each by itself.
pub(super) fn notes_of<'m>(notes: &[String]) -> impl Iterator<Item = Part<'m>> {
    notes.iter().map(|n| Part::text(Field::Note, n))
}

/// Findings answered, by code.
pub(super) fn reviewed_of<'m>(all: &[Answer]) -> impl Iterator<Item = Part<'m>> {
    all.iter().map(|answer| {
        let about = match &answer.of {
            Some(of) => format!("{} {of}", answer.code),
            None => answer.code.clone(),
        };
        Part::text(Field::Reviewed, &answer.reason).called(about.as_str(), same(&about))
    })
}

fn modifier_field(kind: ModifierKind) -> Field {
    match kind {
        ModifierKind::Cap => Field::Cap,
        ModifierKind::Floor => Field::Floor,
        ModifierKind::Times => Field::Times,
        ModifierKind::RoundDown => Field::RoundDown,
        ModifierKind::RoundUp => Field::RoundUp,
        ModifierKind::Round => Field::Round,
    }
}
