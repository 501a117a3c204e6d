//! What surrounds an expression: the entry at hand, a group of entries. And what shapes refer to by name.

use jifen_grammar::tree::{Kind, Node};

use super::Lowering;
use super::names::Entity;
use crate::diagnostic::{Arg, Code, Diagnostic};
use crate::model::{AlternativeId, Group, GroupId, IndicatorId, Member, Type};

/// One surrounding.
#[derive(Debug, Clone)]
pub(super) enum Scope {
    /// An entry of a list is at hand; its type.
    Entry(Type),
    /// A group's entries are at hand; the type of their list.
    Group(Type),
}

impl<'a> Lowering<'a> {
    /// Lowers something that is evaluated once for each entry of a list: a record's fields and definitions are
    /// known by their bare names, a plain value as `本项` (`item`). The innermost comes first.
    pub fn with_entry<R>(&mut self, list_type: &Type, f: impl FnOnce(&mut Self) -> R) -> R {
        let entry = match list_type {
            Type::List(of) => Type::clone(of),
            _ => Type::Error,
        };
        self.within(Scope::Entry(entry), f)
    }

    pub(super) fn within<R>(&mut self, scope: Scope, f: impl FnOnce(&mut Self) -> R) -> R {
        self.scopes.push(scope);
        let result = f(self);
        self.scopes.pop();
        result
    }

    /// The type of the entry at hand, so many entries out.
    pub(super) fn entry_type(&self, depth: usize) -> Option<Type> {
        let mut entries = self.scopes.iter().rev().filter_map(|s| match s {
            Scope::Entry(ty) => Some(ty.clone()),
            Scope::Group(_) => None,
        });
        entries.nth(depth)
    }

    /// An indicator that a group names (an `indicator_ref` node). It is lowered before the group.
    pub fn indicator(&mut self, node: &Node) -> Option<IndicatorId> {
        let name = node.name()?;
        match self.names.indicators.get(&*name.text).map(|i| i.0) {
            Some(id) => {
                let task = id.and_then(|id| self.tasks.of_indicator.get(id.index()).copied());
                task.map(|task| self.need(task));
                id
            }
            None => {
                let names: Vec<&str> = self.names.indicators.keys().copied().collect();
                let hint = self.near(&name.text, &names);
                let args = [(&name.text).into(), Arg::pair("指标", "indicator"), hint];
                self.report(Diagnostic::new(Code::UnknownName, name.span, args));
                None
            }
        }
    }

    /// The type of what an indicator or group comes to.
    pub fn member_type(&self, member: Member) -> Type {
        let ty = match member {
            Member::Indicator(id) => self.version.indicator_types.get(id.index()),
            Member::Group(id) => self.version.group_types.get(id.index()),
        };
        ty.cloned().unwrap_or(Type::Error)
    }

    /// Keeps the group of a `total` or `group` node.
    pub fn add_group(&mut self, group: Group, ty: Type, node: &Node) -> GroupId {
        let id = self.tasks.group_at.get(&(node.span.file, node.span.start)).copied();
        let id = id.unwrap_or(GroupId(u32::MAX));
        if let Some(place) = self.version.group_types.get_mut(id.index()) {
            *place = ty;
        }
        self.tasks.keep_group(id, group);
        id
    }

    /// The alternative of `择优于 X` (an `under` node).
    pub fn alternative(&mut self, node: &Node) -> Option<AlternativeId> {
        let name = node.get(Kind::reference)?.name()?;
        match self.names.entity(&name.text) {
            Some(Entity::Alternative(id)) => Some(id),
            Some(Entity::Broken) => None,
            _ => {
                let all = self.version.alternatives.iter().map(|a| a.named.name.clone());
                let all: Vec<String> = all.collect();
                let names: Vec<&str> = all.iter().map(String::as_str).collect();
                let hint = self.near(&name.text, &names);
                let args = [(&name.text).into(), Arg::pair("备选", "alternative"), hint];
                self.report(Diagnostic::new(Code::UnknownName, name.span, args));
                None
            }
        }
    }
}
