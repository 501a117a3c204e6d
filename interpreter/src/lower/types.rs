//! Type nodes to types.

use jifen_grammar::tree::{Kind, Node};

use super::Lowering;
use super::names::TypeName;
use crate::diagnostic::{Arg, Code, Diagnostic};
use crate::model::{PerTime, Type, Unit};

/// A type as declared, with what only facts have.
#[derive(Debug)]
pub(super) struct TypeParts<'a> {
    pub ty: Type,
    pub domain: Option<&'a Node>,
    pub size: Option<&'a Node>,
    pub or_none: Option<&'a Node>,
}

impl<'a> Lowering<'a> {
    /// A `type` node and its parts.
    pub(super) fn type_parts(&mut self, node: &'a Node) -> TypeParts<'a> {
        let base = self.base(node);
        let ty = if node.has(Kind::kw_list) { Type::List(Box::new(base)) } else { base };
        TypeParts {
            ty,
            domain: node.get(Kind::domain),
            size: node.get(Kind::size),
            or_none: node.get(Kind::kw_or_none),
        }
    }

    /// A type where nothing but the type is meant; 'or none' says nothing there, since none runs through.
    pub(super) fn plain_type(&mut self, node: &'a Node) -> Type {
        let parts = self.type_parts(node);
        for (part, words) in [
            (parts.domain, Arg::pair("取值范围", "a domain")),
            (parts.size, Arg::pair("条数上限", "a limit of entries")),
        ] {
            if let Some(part) = part {
                self.report(Diagnostic::new(Code::MisplacedTypePart, part.span, [words]));
            }
        }
        parts.ty
    }

    fn base(&mut self, node: &'a Node) -> Type {
        let unit = match node.get(Kind::unit_name) {
            Some(name) if super::declare::is_built_in_unit(&name.text) => {
                self.report(Diagnostic::new(Code::BuiltInUnit, name.span, [(&name.text).into()]));
                return Type::Error;
            }
            Some(name) => Unit::Named(name.text.to_string()),
            None => Unit::One,
        };
        for part in &node.children {
            return match part.kind {
                Kind::ty_yes_no => Type::YesNo,
                Kind::ty_integer => Type::Number { unit, whole: true },
                Kind::ty_decimal => Type::Number { unit, whole: false },
                Kind::ty_points => Type::POINTS,
                Kind::ty_money => {
                    let per = node.get(Kind::per_time).and_then(per_time);
                    Type::Number { unit: Unit::Money(per), whole: false }
                }
                Kind::ty_date => Type::Date,
                Kind::ty_month => Type::Month,
                Kind::ty_duration => Type::Duration,
                Kind::ty_code => Type::Code,
                Kind::type_name => self.named_type(part),
                _ => continue,
            };
        }
        Type::Error
    }

    /// A choice or record by its name (a `type_name` node).
    pub(super) fn named_type(&mut self, node: &'a Node) -> Type {
        let Some(name) = node.name() else { return Type::Error };
        match self.names.types.get(&*name.text).map(|t| t.0) {
            Some(TypeName::Choice(id)) => Type::Choice(id),
            Some(TypeName::Record(id)) => Type::Record(id),
            Some(TypeName::Broken) => Type::Error,
            None => {
                let hint = self.type_hint(&name.text);
                let kind = Arg::pair("类型、选项或记录", "type, choice or record");
                let args = [(&name.text).into(), kind, hint];
                self.report(Diagnostic::new(Code::UnknownName, name.span, args));
                Type::Error
            }
        }
    }
}

/// The time that a `per_time` node names.
pub(super) fn per_time(node: &Node) -> Option<PerTime> {
    node.children.iter().find_map(|part| match part.kind {
        Kind::u_per_year => Some(PerTime::Year),
        Kind::u_per_month => Some(PerTime::Month),
        Kind::u_per_week => Some(PerTime::Week),
        Kind::u_per_day => Some(PerTime::Day),
        Kind::u_per_hour => Some(PerTime::Hour),
        _ => None,
    })
}
