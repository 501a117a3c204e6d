//! Calls by name: definitions with arguments, parameters by class and date, their columns.

use jifen_grammar::tree::{Kind, Node, Span};

use super::aggregates::aggregate;
use super::flat;
use super::functions::function;
use crate::diagnostic::{Arg, Code, Diagnostic};
use crate::lower::Lowering;
use crate::lower::lookup::Found;
use crate::lower::names::Entity;
use crate::lower::tasks::TaskId;
use crate::model::{DefinitionId, Expr, ExprKind, ParameterId, Type};

impl<'a> Lowering<'a> {
    /// A `call` node.
    pub(super) fn call(&mut self, node: &'a Node, want: Option<&Type>) -> Expr {
        let arguments: Vec<&'a Node> = node.all(Kind::expr).collect();
        let Some(word) = node.children.first() else { return self.broken(node.span) };
        if let Some((function, pattern)) = function(word.kind) {
            if !self.counted(word, &pattern, arguments.len()) {
                return self.broken(node.span);
            }
            return self.value_call(function, &arguments, want, node.span);
        }
        if let Some((how, pattern)) = aggregate(word.kind) {
            if !self.counted(word, &pattern, arguments.len()) {
                return self.broken(node.span);
            }
            return self.list_call(how, &arguments, &pattern, node.span);
        }
        let expr = match self.find(&word.text) {
            Some(Found::Entity(Entity::Definition(task))) => self.definition_call(task, word, Some(&arguments)),
            Some(Found::Entity(Entity::Parameter(id))) => self.parameter_read(id, word, None, Some(&arguments)),
            Some(Found::Silent | Found::Entity(Entity::Broken)) => self.broken(word.span),
            Some(Found::Entity(Entity::Catalogue(_))) => {
                let kind = Arg::pair("目录", "a catalogue");
                let hint = Arg::pair(
                    format!("写成 `代码 在 {}(日期)`", word.text),
                    format!("write `code in {}(date)`", word.text),
                );
                self.report(Diagnostic::new(Code::NotAValue, word.span, [(&word.text).into(), kind, hint]));
                self.broken(word.span)
            }
            Some(_) => {
                self.report(Diagnostic::new(Code::NotCallable, word.span, [(&word.text).into()]));
                self.broken(word.span)
            }
            None => {
                self.unknown_function(word);
                self.broken(word.span)
            }
        };
        Expr { span: node.span, ..expr }
    }

    fn unknown_function(&mut self, word: &Node) {
        if self.names.indicators.contains_key(&*word.text) {
            return self.unknown(word, None);
        }
        use jifen_grammar::keywords::{Class, KEYWORDS, Language};
        let functions = KEYWORDS.iter().filter(|k| k.class == Class::Function);
        let functions = functions.flat_map(|k| k.spellings(Language::Zh).chain(k.spellings(Language::En)));
        let mut names: Vec<&str> = functions.collect();
        names.extend(self.names.values.keys());
        let hint = self.near(&word.text, &names);
        let kind = Arg::pair("函数、定义或参数", "function, definition or parameter");
        self.report(Diagnostic::new(Code::UnknownName, word.span, [(&word.text).into(), kind, hint]));
    }

    /// A definition, with or without arguments.
    pub(super) fn definition_call(&mut self, task: TaskId, name: &Node, arguments: Option<&[&'a Node]>) -> Expr {
        let span = name.span;
        let Some((id, ty)) = self.need_definition(task) else {
            return self.not_yet(ExprKind::Call(DefinitionId(u32::MAX), Vec::new()), span);
        };
        let definition = self.version.definitions.get(id.index());
        let params = definition.map_or(Vec::new(), |d| d.params.clone());
        let given = arguments.unwrap_or(&[]);
        if given.len() != params.len() {
            let names: Vec<&str> = params.iter().map(|p| &*p.0).collect();
            let write = match names.as_slice() {
                [] => name.text.to_string(),
                names => format!("{}({})", name.text, names.join(", ")),
            };
            self.wrong_count(name, params.len(), given.len(), write.into());
            return self.broken(span);
        }
        let all: Vec<Expr> = given.iter().zip(&params).map(|(node, (_, ty))| self.typed(node, ty)).collect();
        Expr { kind: ExprKind::Call(id, all), ty, span }
    }

    /// What is not lowered yet. Between tasks it is an error that is known; among the data, where nothing but facts
    /// may be read, the expression's kind tells it.
    pub(super) fn not_yet(&self, kind: ExprKind, span: Span) -> Expr {
        let kind = if self.tasks.current.is_some() { ExprKind::Broken } else { kind };
        Expr { kind, ty: Type::Error, span }
    }

    pub(super) fn wrong_count(&mut self, name: &Node, wanted: usize, given: usize, write: Arg) {
        let wanted = Arg::pair(format!(" {wanted} "), Arg::counted(wanted, "argument").en);
        let args = [(&name.text).into(), wanted, given.into(), write];
        self.report(Diagnostic::new(Code::ArgumentCount, name.span, args));
    }

    /// `标准.金额`, `标准(区).金额`, where that is a parameter.
    pub(super) fn column_of(&mut self, base: &'a Node, field: &'a Node) -> Option<Expr> {
        let (name, arguments) = match base.kind {
            Kind::reference => (base.name()?, None),
            Kind::call => (base.get(Kind::callee)?, Some(base.all(Kind::expr).collect::<Vec<_>>())),
            _ => return None,
        };
        match self.find(&name.text)? {
            Found::Entity(Entity::Parameter(id)) => {
                Some(self.parameter_read(id, name, Some(field), arguments.as_deref()))
            }
            _ => None,
        }
    }

    /// A parameter: of a column, for classes, on a day or in a month.
    pub(super) fn parameter_read(
        &mut self,
        id: ParameterId,
        name: &Node,
        field: Option<&Node>,
        arguments: Option<&[&'a Node]>,
    ) -> Expr {
        let span = name.span;
        let Some(column) = self.column_index(id, name, field) else { return self.broken(span) };
        let found = self.version.parameters.get(id.index()).and_then(|p| p.columns.get(column));
        let Some((by, ty)) = found.map(|c| (c.by.clone(), c.ty.clone())) else { return self.broken(span) };
        let given = arguments.unwrap_or(&[]);
        if given.len() < by.len() || by.len() + 1 < given.len() {
            let mut words: Vec<String> = by.iter().map(|choice| self.choice_name(*choice)).collect();
            let wanted = match by.len() {
                0 => Arg::pair(" 0 或 1 ", "0 or 1 arguments"),
                n => Arg::pair(format!(" {n} 或 {} ", n + 1), format!("{n} or {} arguments", n + 1)),
            };
            let mut english = words.clone();
            words.push("日期".to_owned());
            english.push("date".to_owned());
            let write = Arg::pair(
                format!("{}({})", name.text, words.join(", ")),
                format!("{}({})", name.text, english.join(", ")),
            );
            let args = [(&name.text).into(), wanted, given.len().into(), write];
            self.report(Diagnostic::new(Code::ArgumentCount, span, args));
            return self.broken(span);
        }
        let classes: Vec<Expr> =
            given.iter().zip(&by).map(|(node, choice)| self.typed(node, &Type::Choice(*choice))).collect();
        let at = given.get(by.len()).map(|node| self.at(node));
        if at.is_none() {
            self.need_counting_date();
        }
        if at.as_ref().is_some_and(|at| at.ty == Type::Error) {
            return Expr { ty, ..self.broken(span) };
        }
        Expr { kind: ExprKind::Parameter(id, column, classes, at.map(Box::new)), ty, span }
    }

    /// The day or month at which a parameter is read.
    fn at(&mut self, node: &'a Node) -> Expr {
        let expr = self.expr(node, Some(&Type::Month));
        match expr.ty {
            Type::Month => expr,
            _ => self.fit(expr, &Type::Date, flat(node)),
        }
    }

    fn column_index(&mut self, id: ParameterId, name: &Node, field: Option<&Node>) -> Option<usize> {
        let columns = &self.version.parameters.get(id.index())?.columns;
        let names: Vec<String> = columns.iter().filter_map(|c| Some(c.named.as_ref()?.name.clone())).collect();
        match field {
            None if names.is_empty() => Some(0),
            None => {
                let first = names.first().cloned().unwrap_or_default();
                let kind = Arg::pair("有几列的参数", "a parameter with columns");
                let hint = Arg::pair(format!("写成 `{}.{first}`", name.text), format!("write `{}.{first}`", name.text));
                self.report(Diagnostic::new(Code::NotAValue, name.span, [(&name.text).into(), kind, hint]));
                None
            }
            Some(field) => {
                let at = names.iter().position(|n| **n == *field.text);
                if at.is_none() {
                    let all: Vec<&str> = names.iter().map(String::as_str).collect();
                    let hint = self.near(&field.text, &all);
                    let kind = Arg::pair("列", "column");
                    let args = [(&field.text).into(), kind, hint];
                    self.report(Diagnostic::new(Code::UnknownName, field.span, args));
                }
                at
            }
        }
    }
}
