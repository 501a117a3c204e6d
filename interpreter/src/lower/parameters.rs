//! Values published by date and by class: `参数`.

use chrono::NaiveDate;
use jifen_grammar::tree::{Kind, Node, Span};

use super::Lowering;
use super::policy::{date_of, first_of_month};
use crate::diagnostic::{Arg, Code, Diagnostic};
use crate::model::*;

/// The most combinations of classes that one parameter may have.
const MOST_SERIES: usize = 10_000;

/// A column while its values are read.
struct Filling {
    ty: Type,
    by: Vec<ChoiceId>,
    series: Vec<Vec<Step>>,
    /// The day of the last value of each series as written, even of one in error.
    last: Vec<Option<From>>,
    /// Something inside could not be read, so that nothing can be missing.
    broken: bool,
}

/// The day from which a value holds.
#[derive(Clone, Copy)]
struct From {
    day: NaiveDate,
    by_month: bool,
    span: Span,
}

impl<'a> Lowering<'a> {
    pub(super) fn parameters(&mut self) {
        for node in self.declared.parameters.clone() {
            let parameter = self.parameter(node);
            self.version.parameters.push(parameter);
        }
    }

    fn parameter(&mut self, node: &'a Node) -> Parameter {
        let mut parameter = Parameter {
            named: self.named(node),
            cites: self.cites(node),
            notes: Vec::new(),
            reviewed: Vec::new(),
            open_ended: false,
            columns: Vec::new(),
        };
        let Some(block) = node.get(Kind::parameter_block) else { return parameter };
        parameter.notes = self.notes(block);
        parameter.reviewed = self.reviewed(block);
        parameter.open_ended = block.has(Kind::kw_open_ended);
        let columns: Vec<&'a Node> = block.all(Kind::column).collect();
        if columns.is_empty() {
            if node.get(Kind::r#type).is_none() {
                let span = super::collect::head_span(node);
                let what = Arg::pair("没有写明参数的类型", "the parameter has no type");
                self.layout(span, what, Arg::pair("在名称后写 `: 金额`", "write `: money` behind its name"));
            }
            parameter.columns.push(self.column(node, None));
            return parameter;
        }
        let steps = [Kind::step, Kind::class_steps, Kind::class_value];
        let stray = block.children.iter().find(|c| steps.contains(&c.kind));
        let stray = stray.or(node.get(Kind::r#type)).or(node.get(Kind::by_class));
        if let Some(stray) = stray {
            let what = Arg::pair(
                "有列的参数,类型和值写在各列之中",
                "a parameter with columns has its types and values inside them",
            );
            self.layout(stray.span, what, Arg::pair("移到列中", "move it into a column"));
        }
        let mut seen: Vec<&'a Node> = Vec::new();
        for column in columns {
            let Some(name) = column.name() else { continue };
            let first = seen.iter().find(|n| n.text == name.text).map(|n| n.span);
            self.duplicate(name, first);
            seen.push(name);
            let named = self.named(column);
            parameter.columns.push(self.column(column, Some(named)));
        }
        parameter
    }

    /// A column, or the only one of a parameter.
    fn column(&mut self, node: &'a Node, named: Option<Named>) -> Column {
        let ty = node.get(Kind::r#type).map_or(Type::Error, |t| self.plain_type(t));
        if matches!(ty, Type::List(_) | Type::Record(_)) {
            let span = node.get(Kind::r#type).map_or(node.span, |t| t.span);
            let what = Arg::pair("参数的值不能是列表或记录", "a parameter's value can't be a list or record");
            self.layout(span, what, Arg::pair("用 `目录` 表示一组代码", "a set of codes is a `catalogue`"));
        }
        let mut filling = Filling { ty, by: Vec::new(), series: Vec::new(), last: Vec::new(), broken: false };
        for class in node.get(Kind::by_class).into_iter().flat_map(|b| b.all(Kind::type_name)) {
            match self.named_type(class) {
                Type::Choice(id) => filling.by.push(id),
                Type::Error => filling.broken = true,
                _ => {
                    let what = Arg::pair("参数只能按选项分列", "a parameter's classes are choices");
                    self.layout(class.span, what, Arg::from(""));
                    filling.broken = true;
                }
            }
        }
        let sizes = filling.by.iter().map(|id| self.values_of(*id));
        let many = sizes.fold(1usize, |all, n| all.saturating_mul(n));
        if MOST_SERIES < many {
            self.report(Diagnostic::new(Code::TooManyParts, super::collect::head_span(node), []));
            filling.broken = true;
        } else {
            filling.series = vec![Vec::new(); many];
            filling.last = vec![None; many];
        }
        if let Some(block) = node.get(Kind::parameter_block) {
            let path = vec![None; filling.by.len()];
            self.fill(block, &mut filling, &path, None);
        }
        self.complete(node, &filling);
        Column { named, ty: filling.ty, by: filling.by, series: filling.series }
    }

    fn values_of(&self, choice: ChoiceId) -> usize {
        self.version.choices.get(choice.index()).map_or(0, |c| c.values.len())
    }

    /// Reads a block; dates and classes may nest in either order.
    fn fill(&mut self, block: &'a Node, into: &mut Filling, path: &[Option<u32>], from: Option<From>) {
        into.broken |= block.has(Kind::broken);
        for part in &block.children {
            match part.kind {
                Kind::step => {
                    let Some(written) = part.get(Kind::date).or(part.get(Kind::month)) else { continue };
                    if from.is_some() {
                        let what = Arg::pair("时间里不能再写时间", "a date can't stand inside a date");
                        self.layout(written.span, what, Arg::from(""));
                    }
                    let by_month = written.kind == Kind::month;
                    let Some(day) = date_of(written).or_else(|| first_of_month(written)) else {
                        into.broken = true;
                        continue;
                    };
                    let from = Some(From { day, by_month, span: written.span });
                    if let Some(inner) = part.get(Kind::parameter_block) {
                        self.fill(inner, into, path, from);
                    } else if let Some(value) = part.get(Kind::sum) {
                        self.value(value, into, path, from);
                    }
                }
                Kind::class_steps | Kind::class_value => {
                    let Some(path) = self.class(part, into, path) else { continue };
                    if let Some(inner) = part.get(Kind::parameter_block) {
                        self.fill(inner, into, &path, from);
                    } else if let Some(value) = part.get(Kind::sum) {
                        self.value(value, into, &path, from);
                    }
                }
                _ => {}
            }
        }
    }

    /// The path with one more class: that of the first choice that is still open and has the value.
    fn class(&mut self, part: &Node, into: &mut Filling, path: &[Option<u32>]) -> Option<Vec<Option<u32>>> {
        let name = part.name()?;
        let open = into.by.iter().enumerate().filter(|(i, _)| matches!(path.get(*i), Some(None)));
        let mut wanted = Vec::new();
        for (i, choice) in open {
            match self.names.value(*choice, &name.text) {
                Some(Some(value)) => {
                    let mut path = path.to_vec();
                    *path.get_mut(i)? = Some(value);
                    return Some(path);
                }
                Some(None) => {
                    into.broken = true;
                    return None;
                }
                None => wanted.push(*choice),
            }
        }
        match wanted.first() {
            Some(choice) => self.no_value(*choice, name),
            None if into.broken => {}
            None => {
                let what = Arg::pair(
                    format!("`{}` 不是这个参数的分类", name.text),
                    format!("`{}` is no class of this parameter", name.text),
                );
                let hint = Arg::pair("在名称后写 `按 选项`", "write `by choice` behind its name");
                self.layout(name.span, what, hint);
            }
        }
        into.broken = true;
        None
    }

    fn value(&mut self, value: &'a Node, into: &mut Filling, path: &[Option<u32>], from: Option<From>) {
        let (constant, value_span) = (self.constant(value, &into.ty), value.span);
        let Some(from) = from else {
            let what = Arg::pair("没有写明从何时起", "nothing says from when this value holds");
            self.layout(value.span, what, Arg::pair("写 `自 2018-01 …`", "write `as of 2018-01 …`"));
            into.broken = true;
            return;
        };
        let mut index = 0;
        for (choice, class) in into.by.iter().zip(path) {
            let Some(class) = class else {
                let name = self.version.choices.get(choice.index()).map_or("", |c| &c.named.name);
                let what = Arg::pair(
                    format!("没有写明是 `{name}` 的哪个值"),
                    format!("nothing says for which value of `{name}` this is"),
                );
                let hint = Arg::pair("写 `自 2018-01 { 甲 …; 乙 … }`", "write `as of 2018-01 { a …; b … }`");
                self.layout(value.span, what, hint);
                into.broken = true;
                return;
            };
            index = index * self.values_of(*choice) + *class as usize;
        }
        let Some(place) = into.last.get_mut(index) else { return };
        let before = place.replace(from);
        if let Some(before) = before.filter(|before| from.day <= before.day) {
            let shown = |from: From| {
                Arg::from(if from.by_month { from.day.format("%Y-%m") } else { from.day.format("%Y-%m-%d") })
            };
            self.report(Diagnostic::new(Code::StepsOutOfOrder, from.span, [shown(from), shown(before)]));
        }
        let Some(series) = into.series.get_mut(index) else { return };
        if series.last().is_none_or(|last| last.from < from.day) {
            series.extend(constant.map(|value| Step {
                from: from.day,
                by_month: from.by_month,
                value,
                span: from.span.to(value_span),
            }));
        }
    }

    /// Every combination of classes has a value, at least from some day on.
    fn complete(&mut self, node: &Node, filling: &Filling) {
        if filling.broken {
            return;
        }
        let span = super::collect::head_span(node);
        if filling.last.iter().all(Option::is_none) {
            let name = node.name().map_or(Arg::from(""), |n| (&n.text).into());
            return self.report(Diagnostic::new(Code::NoSteps, span, [name]));
        }
        for (index, _) in filling.last.iter().enumerate().filter(|(_, t)| t.is_none()).take(10) {
            let (mut rest, mut names) = (index, Vec::new());
            for choice in filling.by.iter().rev() {
                let Some(choice) = self.version.choices.get(choice.index()) else { continue };
                let many = choice.values.len().max(1);
                names.extend(choice.values.get(rest % many).map(|v| v.name.clone()));
                rest /= many;
            }
            names.reverse();
            self.report(Diagnostic::new(Code::MissingClass, span, [names.join("、").into()]));
        }
    }

    fn layout(&mut self, span: Span, what: Arg, hint: Arg) {
        self.report(Diagnostic::new(Code::ParameterLayout, span, [what, hint]));
    }
}
