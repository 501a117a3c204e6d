//! What a bare name means where it stands, and what to say of one that means nothing.

use super::Lowering;
use super::names::{Entity, Inside};
use super::scope::Scope;
use super::tasks::TaskId;
use crate::model::{RecordId, Type};

/// What a bare name means.
#[derive(Debug, Clone)]
pub(super) enum Found {
    /// A field of the entry at hand, so many entries out.
    Field(usize, usize, Type),
    /// A definition of the record of the entry at hand.
    Inner(usize, TaskId),
    /// The entry at hand itself.
    Item(usize, Type),
    /// The entries of the group at hand, as a list.
    GroupEntries(Type),
    /// A parameter of the definition at hand.
    Argument(usize, Type),
    /// Something of the shared space.
    Entity(Entity),
    /// Nobody can tell, because something else could not be read.
    Silent,
}

impl Lowering<'_> {
    /// What a bare name means here: fields of the entries at hand, parameters, then the shared space.
    pub(super) fn find(&self, name: &str) -> Option<Found> {
        let mut uncertain = self.names.blind;
        let mut items = Vec::new();
        let mut group = None;
        let mut depth = 0;
        for scope in self.scopes.iter().rev() {
            match scope {
                Scope::Group(list) => drop(group.get_or_insert(list)),
                Scope::Entry(ty) => {
                    items.push((depth, ty));
                    match ty {
                        Type::Error => uncertain = true,
                        Type::Record(id) => match self.member(*id, name) {
                            Some(Inside::Field(at)) => {
                                return Some(Found::Field(depth, at, self.field_type(*id, at)));
                            }
                            Some(Inside::Definition(task)) => return Some(Found::Inner(depth, task)),
                            Some(Inside::Broken) => uncertain = true,
                            None => {}
                        },
                        _ => {}
                    }
                    depth += 1;
                }
            }
        }
        if let Some(at) = self.params.iter().position(|p| p.0 == name) {
            return self.params.get(at).map(|p| Found::Argument(at, p.1.clone()));
        }
        match self.names.entity(name) {
            Some(Entity::Broken) => return Some(Found::Silent),
            Some(entity) => return Some(Found::Entity(entity)),
            None => {}
        }
        let item = match name {
            "本项" => items.first(),
            "外项" => items.get(1),
            _ => None,
        };
        match (name, item, group) {
            (_, Some((depth, ty)), _) => Some(Found::Item(*depth, (*ty).clone())),
            ("本组", _, Some(list)) => Some(Found::GroupEntries(list.clone())),
            _ => uncertain.then_some(Found::Silent),
        }
    }

    /// What a name inside a record means.
    pub(super) fn member(&self, record: RecordId, name: &str) -> Option<Inside> {
        let known = self.names.records.get(record.index())?.get(name);
        known.map(|k| k.0).or_else(|| self.names.open_records.contains(&record).then_some(Inside::Broken))
    }

    pub(super) fn field_type(&self, record: RecordId, at: usize) -> Type {
        let field = self.version.records.get(record.index()).and_then(|r| r.fields.get(at));
        field.map_or(Type::Error, |f| f.ty.clone())
    }

    /// The type of something of the shared space, where it is known already.
    pub(super) fn entity_type(&self, entity: Entity) -> Option<Type> {
        match entity {
            Entity::Fact(id) => self.version.facts.get(id.index()).map(|f| f.ty.clone()),
            Entity::Definition(task) => {
                let id = self.tasks.list.get(task.0)?.definition?;
                self.version.definitions.get(id.index()).map(|d| d.ty.clone())
            }
            Entity::Parameter(id) => self.version.parameters.get(id.index())?.columns.first().map(|c| c.ty.clone()),
            Entity::Alternative(id) => self.version.alternatives.get(id.index()).map(|a| Type::Choice(a.choice)),
            Entity::Group(id) => self.version.group_types.get(id.index()).cloned(),
            Entity::Catalogue(_) | Entity::Broken => None,
        }
    }

    /// The type of what a bare name means, where it is known already.
    pub(super) fn found_type(&self, found: &Found) -> Option<Type> {
        match found {
            Found::Field(_, _, ty) | Found::Item(_, ty) | Found::Argument(_, ty) => Some(ty.clone()),
            Found::GroupEntries(ty) => Some(ty.clone()),
            Found::Inner(_, task) => self.entity_type(Entity::Definition(*task)),
            Found::Entity(entity) => self.entity_type(*entity),
            Found::Silent => None,
        }
    }
}
