//! `按 L,每条 扣减 V`: an award or deduction for each entry of a list; the value reads the entry's fields.

use super::{Shape, give::Give};
use crate::diagnostic::{Code, Diagnostic};
use crate::eval::{Evaluator, ops};
use crate::lower::Lowering;
use crate::model::{Expr, Text, Type};
use crate::number::Fraction;
use crate::trace::{Award, Detail, Truth};
use crate::value::{Item, Val};
use jifen_grammar::tree::{Kind, Node};
use serde::Serialize;

/// An award per entry.
#[derive(Debug, Clone, Serialize)]
pub struct PerRecord {
    /// The list.
    pub list: Expr,
    /// As written.
    pub text: Text,
    /// What one entry gives: a value or a table, with the entry at hand.
    pub each: Box<Shape>,
}

impl PerRecord {
    /// Reads a `per_record` node.
    pub fn lower<'a>(l: &mut Lowering<'a>, node: &'a Node, want: Option<&Type>) -> (PerRecord, Type) {
        let list_node = node.get(Kind::expr);
        let list = match list_node {
            Some(list) => l.expr(list, None),
            None => l.broken(node.span),
        };
        if !matches!(list.ty, Type::List(_) | Type::Error) {
            let words = l.type_words(&list.ty);
            l.report(Diagnostic::new(Code::NotAList, list.span, [words]));
        }
        let each = node.children.iter().rfind(|c| Shape::is(c.kind));
        let (each, ty) = match each {
            Some(each) => l.with_entry(&list.ty.clone(), |l| Shape::lower(l, each, want)),
            None => (Shape::Give(Give::broken(node)), Type::Error),
        };
        let text = list_node.map(|n| l.text(n)).unwrap_or_default();
        (PerRecord { list, text, each: Box::new(each) }, ty)
    }

    /// The entries' awards together; without an entry that counts, nothing.
    pub fn evaluate<'m>(&'m self, ev: &mut Evaluator<'m>) -> Award {
        let list = match ev.expr(&self.list) {
            Val::List(list) => list,
            other => match ops::as_list(&other) {
                Some(list) => list,
                None => return Award::of(other, Detail::Records(Vec::new())),
            },
        };
        let mut holds = Truth::No;
        let mut total = Val::Number(Fraction::ZERO);
        let mut records = Vec::new();
        for Item { value: entry, maybe } in &list.items {
            let award = ev.with_entry(entry.clone(), |ev| self.each.evaluate(ev));
            let sure = maybe.as_ref().map_or(Truth::Yes, |why| Truth::Maybe(why.clone()));
            let award = award.when(sure);
            let truth = award.holds;
            let value = match &truth {
                Truth::No => continue,
                Truth::Yes => award.value,
                Truth::Maybe(why) => ops::because(ops::hull(&award.value, &Val::Number(Fraction::ZERO)), why),
                Truth::Error(e) => Val::Error(e.clone()),
            };
            total = ops::add(&total, &value);
            records.push((entry.clone(), value));
            holds = holds.or(truth);
        }
        if let Some(more) = &list.more {
            let award = ev.with_entry(more.any.clone(), |ev| self.each.evaluate(ev));
            let award = award.when(Truth::Maybe(more.why.clone()));
            if award.holds != Truth::No {
                let value = ops::hull(&award.value, &Val::Number(Fraction::ZERO));
                total = ops::add(&total, &ops::because(ops::repeated(&value, more.most), &more.why));
                holds = holds.or(Truth::Maybe(more.why.clone()));
            }
        }
        let value = if holds == Truth::No { Val::None } else { total };
        Award { holds, value, detail: Detail::Records(records) }
    }
}
