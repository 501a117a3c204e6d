//! Single operands: names, fields, signs in front.

use jifen_grammar::tree::{Kind, Node, Span};

use super::precedence::{Tree, TreeKind};
use crate::diagnostic::{Arg, Code, Diagnostic};
use crate::lower::Lowering;
use crate::lower::lookup::Found;
use crate::lower::names::{Entity, Inside};
use crate::lower::tasks::TaskId;
use crate::model::*;

impl<'a> Lowering<'a> {
    pub(super) fn primary(&mut self, node: &'a Node, want: Option<&Type>) -> Expr {
        let span = node.span;
        let constant = |constant, ty| Expr { kind: ExprKind::Constant(constant), ty, span };
        match node.kind {
            Kind::literal => self.literal(node),
            Kind::string => constant(Constant::Code(crate::lower::text::string_text(node)), Type::Code),
            Kind::kw_yes => constant(Constant::YesNo(true), Type::YesNo),
            Kind::kw_no => constant(Constant::YesNo(false), Type::YesNo),
            Kind::kw_nothing => constant(Constant::Nothing, want.cloned().unwrap_or(Type::Error)),
            Kind::call => self.call(node, want),
            Kind::kw_this_item => self.at_hand("本项", node),
            Kind::kw_outer_item => self.at_hand("外项", node),
            Kind::kw_this_group => self.at_hand("本组", node),
            Kind::reference => match node.name() {
                Some(name) => self.reference(name, want),
                None => self.broken(span),
            },
            Kind::parens | Kind::expr | Kind::sum | Kind::period => self.expr(node, want),
            _ => self.broken(span),
        }
    }

    /// A bare name.
    fn reference(&mut self, name: &'a Node, want: Option<&Type>) -> Expr {
        let span = name.span;
        let found = self.find(&name.text);
        if let Some(Type::Choice(choice)) = want
            && let Some(value) = self.names.value(*choice, &name.text)
        {
            let Some(value) = value else { return self.broken(span) };
            let other = found.and_then(|found| self.found_type(&found));
            if other.is_some_and(|ty| ty == Type::Choice(*choice)) {
                let args = [(&name.text).into(), self.choice_name(*choice).into()];
                self.report(Diagnostic::new(Code::AmbiguousName, span, args));
                return self.broken(span);
            }
            let kind = ExprKind::Constant(Constant::Choice(value));
            return Expr { kind, ty: Type::Choice(*choice), span };
        }
        match found {
            Some(found) => self.found(found, name),
            None => {
                self.unknown(name, want);
                self.broken(span)
            }
        }
    }

    /// What a bare name stands for, as a value.
    fn found(&mut self, found: Found, name: &Node) -> Expr {
        let span = name.span;
        let expr = |kind, ty| Expr { kind, ty, span };
        match found {
            Found::Field(depth, at, ty) => expr(ExprKind::EntryField(depth, at), ty),
            Found::Inner(depth, task) => self.inner(task, span, |id| ExprKind::EntryDefinition(depth, id)),
            Found::Item(depth, ty) => expr(ExprKind::Entry(depth), ty),
            Found::GroupEntries(list) => {
                let all = expr(ExprKind::Broken, list.clone());
                expr(ExprKind::Aggregate(Aggregate::GroupEntries, Box::new(all), Vec::new()), list)
            }
            Found::Argument(at, ty) => expr(ExprKind::Argument(at), ty),
            Found::Entity(Entity::Fact(id)) => {
                let ty = self.version.facts.get(id.index()).map_or(Type::Error, |f| f.ty.clone());
                expr(ExprKind::Fact(id), ty)
            }
            Found::Entity(Entity::Definition(task)) => self.definition_call(task, name, None),
            Found::Entity(Entity::Parameter(id)) => self.parameter_read(id, name, None, None),
            Found::Entity(Entity::Catalogue(_)) => {
                let kind = Arg::pair("目录", "a catalogue");
                let hint = Arg::pair(format!("写成 `代码 在 {}`", name.text), format!("write `code in {}`", name.text));
                let args = [(&name.text).into(), kind, hint];
                self.report(Diagnostic::new(Code::NotAValue, span, args));
                self.broken(span)
            }
            Found::Entity(Entity::Alternative(id)) => {
                let choice = self.version.alternatives.get(id.index()).map(|a| a.choice);
                expr(ExprKind::Alternative(id), choice.map_or(Type::Error, Type::Choice))
            }
            Found::Entity(Entity::Group(id)) => {
                let task = self.tasks.of_group.get(id.index()).copied();
                if !task.is_some_and(|task| self.need(task)) {
                    return self.not_yet(ExprKind::Group(id), span);
                }
                let ty = self.version.group_types.get(id.index()).cloned().unwrap_or(Type::Error);
                expr(ExprKind::Group(id), ty)
            }
            Found::Entity(Entity::Broken) | Found::Silent => self.broken(span),
        }
    }

    /// `本项`, `外项` and `本组`, which names can't be spelled like.
    fn at_hand(&mut self, word: &str, node: &'a Node) -> Expr {
        match self.find(word) {
            Some(found) => self.found(found, node),
            None => {
                let hint = self.hint_for(word, None);
                let args = [word.into(), Arg::pair("事实或定义", "fact or definition"), hint];
                self.report(Diagnostic::new(Code::UnknownName, node.span, args));
                self.broken(node.span)
            }
        }
    }

    /// A definition inside a record.
    fn inner(&mut self, task: TaskId, span: Span, kind: impl FnOnce(DefinitionId) -> ExprKind) -> Expr {
        match self.need_definition(task) {
            Some((id, ty)) => Expr { kind: kind(id), ty, span },
            None => self.broken(span),
        }
    }

    /// `企业.份额`, `企业.均额`, `标准.金额`.
    pub(super) fn field_of(&mut self, base: &Tree<'a>, field: &'a Node, span: Span) -> Expr {
        let Some(name) = field.name() else { return self.broken(span) };
        if let TreeKind::Primary(node) = &base.kind
            && let Some(expr) = self.column_of(node, name)
        {
            return Expr { span, ..expr };
        }
        let base = self.tree(base, None);
        match base.ty {
            Type::Error => self.broken(span),
            Type::Record(record) => match self.member(record, &name.text) {
                Some(Inside::Field(at)) => {
                    let ty = self.field_type(record, at);
                    Expr { kind: ExprKind::Field(Box::new(base), at), ty, span }
                }
                Some(Inside::Definition(task)) => {
                    self.inner(task, span, |id| ExprKind::FieldDefinition(Box::new(base), id))
                }
                Some(Inside::Broken) => self.broken(span),
                None => {
                    self.no_field(&base.ty, name);
                    self.broken(span)
                }
            },
            ty => {
                self.no_field(&ty, name);
                self.broken(span)
            }
        }
    }

    /// A word or sign in front.
    pub(super) fn prefix(&mut self, sign: Kind, inner: &Tree<'a>, span: Span) -> Expr {
        match sign {
            Kind::kw_not => {
                let expr = self.yes_no(inner);
                Expr { kind: ExprKind::Not(Box::new(expr)), ty: Type::YesNo, span }
            }
            Kind::kw_has | Kind::kw_lacks => {
                let expr = self.tree(inner, None);
                if expr.ty == Type::Period {
                    return self.fit(expr, &Type::YesNo, inner.nodes);
                }
                if matches!(expr.ty, Type::List(_)) && !self.may_be_none(&expr) {
                    let text = self.slice_text(inner.nodes);
                    let (not_zh, not_en) = if sign == Kind::kw_has { ("", "") } else { ("不 ", "not ") };
                    let write = Arg::pair(format!("{not_zh}任一({})", text.zh), format!("{not_en}any({})", text.en));
                    self.report(Diagnostic::new(Code::PresenceOfList, span, [write]));
                    return self.broken(span);
                }
                let has = Expr { kind: ExprKind::Has(Box::new(expr)), ty: Type::YesNo, span };
                match sign {
                    Kind::kw_has => has,
                    _ => Expr { kind: ExprKind::Not(Box::new(has)), ty: Type::YesNo, span },
                }
            }
            _ => {
                let expr = self.tree(inner, None);
                if !expr.ty.is_number() {
                    let args = [self.type_words(&Type::DECIMAL), self.type_words(&expr.ty), Arg::from("")];
                    self.report(Diagnostic::new(Code::TypeMismatch, expr.span, args));
                    return self.broken(span);
                }
                let ty = expr.ty.clone();
                Expr { kind: ExprKind::Negate(Box::new(expr)), ty, span }
            }
        }
    }

    /// Whether a list may be none itself: a fact or field that is declared so.
    fn may_be_none(&self, expr: &Expr) -> bool {
        let field = |record: RecordId, at: usize| {
            let record = self.version.records.get(record.index());
            record.and_then(|r| r.fields.get(at)).is_some_and(|f| f.or_none)
        };
        match &expr.kind {
            ExprKind::Fact(id) => self.version.facts.get(id.index()).is_some_and(|f| f.or_none),
            ExprKind::Field(base, at) => match base.ty {
                Type::Record(record) => field(record, *at) || self.may_be_none(base),
                _ => true,
            },
            ExprKind::EntryField(depth, at) => match self.entry_type(*depth) {
                Some(Type::Record(record)) => field(record, *at),
                _ => true,
            },
            ExprKind::Where(list, _) => self.may_be_none(list),
            _ => true,
        }
    }
}
