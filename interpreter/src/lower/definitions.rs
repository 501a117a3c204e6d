//! Definitions and results, the counting date, constraints, outcomes.

use jifen_grammar::tree::{Kind, Node};

use super::tasks::Made;
use super::{Lowering, collect};
use crate::diagnostic::{Arg, Code, Diagnostic};
use crate::model::*;
use crate::names::type_words;

impl<'a> Lowering<'a> {
    /// A `define` or `result` node.
    pub(super) fn definition(&mut self, node: &'a Node, element: Option<RecordId>) -> Made {
        let declared = node.get(Kind::r#type).map(|t| self.plain_type(t));
        let reported = node.kind == Kind::result;
        if let (true, Some(ty @ (Type::List(_) | Type::Record(_))), Some(written)) =
            (reported, &declared, node.get(Kind::r#type))
        {
            let words = type_words(ty, &self.version);
            self.report(Diagnostic::new(Code::ResultType, written.span, [words]));
        }
        self.params = self.parameters_of(node, element);
        let (content, found) = match element {
            Some(record) => {
                let list = Type::List(Box::new(Type::Record(record)));
                self.with_entry(&list, |l| l.content(node, declared.as_ref()))
            }
            None => self.content(node, declared.as_ref()),
        };
        let definition = Definition {
            named: self.named(node),
            params: std::mem::take(&mut self.params),
            element,
            ty: declared.unwrap_or(found),
            cites: self.cites(node),
            reported,
            reads: Vec::new(),
            content,
        };
        Made::Definition(Box::new(definition))
    }

    fn content(&mut self, node: &'a Node, declared: Option<&Type>) -> (Content, Type) {
        if let Some(block) = node.get(Kind::body_block) {
            crate::bodies::need_lines(self, node, block);
            let mark = self.diagnostics.len();
            let (body, ty) = crate::bodies::lower(self, block, declared);
            let silent = self.diagnostics.len() == mark && self.missing.is_none();
            if ty == Type::Error && declared.is_none() && silent && writes_nothing(block) {
                self.report(Diagnostic::new(Code::TypeNeeded, super::collect::head_span(node), []));
            }
            return (Content::Body(body), ty);
        }
        let Some(written) = node.get(Kind::expr) else {
            let kind = ExprKind::Broken;
            return (Content::Expr(Expr { kind, ty: Type::Error, span: node.span }), Type::Error);
        };
        let mut expr = match declared {
            Some(ty) => self.typed(written, ty),
            None => self.expr(written, None),
        };
        if declared.is_none() && matches!(expr.kind, ExprKind::Constant(Constant::Nothing)) {
            self.report(Diagnostic::new(Code::TypeNeeded, written.span, []));
        }
        if expr.ty == Type::Period {
            expr = self.period_alone(written, expr);
        }
        let ty = expr.ty.clone();
        (Content::Expr(expr), ty)
    }

    /// A period where a value is wanted.
    fn period_alone(&mut self, written: &Node, expr: Expr) -> Expr {
        let text = super::text::shown(&self.text(written));
        self.report(Diagnostic::new(Code::PeriodAlone, written.span, [text]));
        Expr { kind: ExprKind::Broken, ty: Type::Error, span: expr.span }
    }

    fn parameters_of(&mut self, node: &'a Node, element: Option<RecordId>) -> Vec<(String, Type)> {
        let Some(params) = node.get(Kind::params) else { return Vec::new() };
        if element.is_some() {
            self.report(Diagnostic::new(Code::RecordDefinitionParams, params.span, []));
        }
        let mut seen: Vec<&'a Node> = Vec::new();
        let mut found = Vec::new();
        for param in params.all(Kind::param) {
            let Some(name) = param.name() else { continue };
            let first = seen.iter().find(|n| n.text == name.text).map(|n| n.span);
            self.duplicate(name, first);
            seen.push(name);
            let ty = param.get(Kind::r#type).map_or(Type::Error, |t| self.plain_type(t));
            found.push((name.text.to_string(), ty));
        }
        found
    }

    /// The `计算日` or `申请日` clause.
    pub(super) fn day_clause(&mut self, clause: &'a Node) -> Made {
        let kind = ExprKind::Broken;
        let expr = match clause.get(Kind::expr) {
            Some(written) => self.typed(written, &Type::Date),
            None => Expr { kind, ty: Type::Error, span: clause.span },
        };
        Made::Day(expr)
    }

    /// `必须` and `假定`.
    pub(super) fn constraints(&mut self) {
        for node in self.declared.constraints.clone() {
            let Some(written) = node.get(Kind::expr) else { continue };
            let condition = self.typed(written, &Type::YesNo);
            let constraint = Constraint {
                required: node.kind == Kind::require,
                condition,
                message: node.string(Kind::title).map(str::to_owned),
                cites: self.cites(node),
            };
            self.version.constraints.push(constraint);
        }
    }

    /// The lists of outcomes.
    pub(super) fn outcomes(&mut self) {
        let mut unnamed = None;
        for node in self.declared.outcomes.clone() {
            let list = crate::outcomes::lower(self, node);
            let head = collect::head_span(node);
            match (&list.named, unnamed) {
                (None, None) => unnamed = Some(head),
                (None, Some(first)) => {
                    let report = Diagnostic::new(Code::SecondOutcomes, head, []);
                    self.report(report.with(first, Arg::pair("第一个在这里", "the first is here")));
                }
                _ => {}
            }
            self.version.outcomes.push(list);
        }
    }

    /// The keys of what is reported.
    pub(super) fn result_keys(&mut self) {
        let definitions = || self.version.definitions.iter().filter(|d| d.element.is_none());
        let groups: Vec<Named> = self.tasks.groups().map(|g| g.named.clone()).collect();
        let indicators: Vec<Named> = self.tasks.indicators().map(|i| i.named.clone()).collect();
        let totals = self.version.totals.iter().filter_map(|id| groups.get(id.index()).cloned());
        let results = definitions().filter(|d| d.reported).map(|d| d.named.clone());
        let reported: Vec<Named> = results.chain(totals).collect();
        let defined: Vec<Named> = definitions().filter(|d| !d.reported).map(|d| d.named.clone()).collect();
        let inside = |id: u32| {
            let all = self.version.definitions.iter();
            let all = all.filter(move |d| d.element == Some(RecordId(id)));
            all.map(|d| d.named.clone()).collect::<Vec<Named>>()
        };
        let records: Vec<Vec<Named>> = (0..self.version.records.len() as u32).map(inside).collect();
        let mut lists = vec![groups, indicators, defined];
        lists.extend(records);
        lists.push(reported);
        // The same name twice is the same outcome for another reason
        lists.extend(self.version.outcomes.iter().map(|l| l.outcomes.iter().map(|o| o.named.clone()).collect()));
        lists.push(self.version.outcomes.iter().filter_map(|l| l.named.clone()).collect());
        for mut list in lists {
            list.sort_by_key(|n| (n.span.file, n.span.start));
            self.unique_keys(list);
        }
    }
}

/// Whether `空缺` stands somewhere below.
fn writes_nothing(node: &Node) -> bool {
    let mut found = false;
    node.walk(&mut |n| found |= n.kind == Kind::kw_nothing);
    found
}
