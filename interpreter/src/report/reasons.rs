//! Why lines and conditions hold or not, in words.

use super::{Asked, ConditionReport, Reason, Writer, amount, say};
use crate::conditions::compared;
use crate::eval::{Seen, SeenWhat};
use crate::model::{Body, Condition, Expr, ExprKind, Line, ModifierKind, Text, Type};
use crate::shapes::Shape;
use crate::trace::{Detail, LineTrace, Part, Step, Truth};
use crate::value::Val;
use jifen_grammar::keywords::Language;

impl<'m> Writer<'m> {
    /// A text of the file in the language at hand.
    pub fn text<'t>(&self, text: &'t Text) -> &'t str {
        match self.language {
            Language::Zh => &text.zh,
            Language::En => &text.en,
        }
    }

    /// `yes`, `no`, `unknown` or `error`.
    pub fn holds(truth: &Truth) -> &'static str {
        match truth {
            Truth::Yes => "yes",
            Truth::No => "no",
            Truth::Maybe(_) => "unknown",
            Truth::Error(_) => "error",
        }
    }

    /// The parts of a condition with the values compared.
    pub fn conditions(&self, condition: &'m Condition, parts: &[Part]) -> Vec<ConditionReport> {
        let whole = [(condition.expr.clone(), condition.text.clone())];
        let written = if condition.parts.is_empty() { &whole[..] } else { &condition.parts };
        let report = |((expr, text), part): (&(Expr, Text), &Part)| {
            let own = ConditionReport {
                text: self.text(text).to_owned(),
                holds: Self::holds(&part.truth),
                values: self.sides(expr, &part.sides),
                plain: is_plain(expr),
                depth: 0,
                of: String::new(),
            };
            let inside = part.inside.iter().map(|one| ConditionReport {
                text: say(&one.expr, self.version, self.language),
                holds: Self::holds(&one.truth),
                values: self.sides(&one.expr, &one.sides),
                plain: is_plain(&one.expr),
                depth: one.depth,
                of: self.version.definitions.get(one.of.index()).map_or(String::new(), |d| d.named.name.clone()),
            });
            std::iter::once(own).chain(inside.collect::<Vec<_>>()).collect::<Vec<_>>()
        };
        written.iter().zip(parts).flat_map(report).collect()
    }

    fn sides(&self, expr: &Expr, values: &[Val]) -> Vec<Asked> {
        let mut asked = Vec::new();
        for (side, value) in compared(expr).into_iter().zip(values) {
            let text = say(side, self.version, self.language);
            let one = Asked { text, value: self.show(value, &side.ty) };
            if !asked.contains(&one) {
                asked.push(one);
            }
        }
        asked
    }

    /// What a body's lines came to, each with its reasons.
    pub fn lines(&self, body: &'m Body, lines: &[LineTrace], ty: &Type) -> Vec<Reason> {
        body.lines.iter().zip(lines).map(|(line, trace)| self.line(line, trace, ty)).collect()
    }

    fn line(&self, line: &'m Line, trace: &LineTrace, ty: &Type) -> Reason {
        let gives = !matches!(trace.holds, Truth::No | Truth::Error(_));
        let mut reason = Reason {
            line: line.label.clone(),
            text: self.text(&line.text).to_owned(),
            holds: Self::holds(&trace.holds),
            points: if gives { amount(&trace.value) } else { serde_json::Value::Null },
            cite: line.cites.clone(),
            shown: if gives { self.number(&trace.value, ty) } else { String::new() },
            notes: line.notes.clone(),
            ..Reason::default()
        };
        self.detail(&line.shape, &trace.detail, ty, &mut reason);
        for step in &trace.steps {
            reason.how.push(self.step(step, ty));
        }
        reason
    }

    fn detail(&self, shape: &'m Shape, detail: &Detail, ty: &Type, reason: &mut Reason) {
        match (shape, detail) {
            (Shape::Otherwise(inner), detail) => self.detail(inner, detail, ty, reason),
            (Shape::Row(row), Detail::Condition(parts, inner)) => {
                reason.conditions = self.conditions(&row.condition, parts);
                if let (Some(award), Some(inner)) = (&row.award, inner) {
                    self.detail(award, inner, ty, reason);
                }
            }
            (Shape::Table(table), Detail::Cases(fit)) => {
                self.keys(&table.keys, &table.texts, &fit.keys, reason);
                let row = fit.row.and_then(|i| table.rows.get(i));
                match row {
                    Some(row) => {
                        reason.how.push(self.fits(self.text(&row.text)));
                        reason.cite.extend(row.cites.iter().cloned());
                        reason.notes.extend(row.notes.iter().cloned());
                    }
                    None if reason.holds != "no" => {}
                    None => reason.how.push(self.pick("没有适用的一行", "no row fits")),
                }
            }
            (Shape::Matrix(matrix), Detail::Cases(fit)) => {
                self.keys(&matrix.keys, &matrix.texts, &fit.keys, reason);
                let row = fit.row.and_then(|i| matrix.rows.get(i));
                let column = fit.column.and_then(|j| matrix.columns.get(j));
                match (row, column) {
                    (Some(row), Some((_, column))) => {
                        let cell = format!("{} × {}", self.text(&row.text), self.text(column));
                        reason.how.push(self.fits(&cell));
                    }
                    _ if reason.holds != "no" => {}
                    _ => reason.how.push(self.pick("没有适用的一格", "no cell fits")),
                }
            }
            (Shape::PerUnit(shape), Detail::Units(units)) => {
                let quantity = self.show(&units.quantity, &shape.quantity.ty);
                reason.how.push(format!("{} = {quantity}", self.text(&shape.text)));
                if units.quantity == Val::None {
                    return;
                }
                if let Some((size, reached)) = &units.gate {
                    let size = self.show(size, &unit_type(&shape.quantity.ty));
                    let words =
                        match reached {
                            Truth::Yes => self.pick(&format!("已满 {size}"), &format!("{size} full")),
                            Truth::No => self
                                .pick(&format!("未满 {size},不计入"), &format!("{size} not full yet: nothing counts")),
                            _ => self
                                .pick(&format!("是否已满 {size} 未知"), &format!("whether {size} are full is unknown")),
                        };
                    reason.how.push(words);
                }
                if matches!(units.gate, Some((_, Truth::No))) {
                    return;
                }
                let count = self.show(&units.units, &Type::DECIMAL);
                let each = self.show(&units.each, &shape.each.ty);
                reason.how.push(format!("{count} × {each}"));
                for step in &units.steps {
                    reason.how.push(self.step(step, ty));
                }
            }
            (Shape::Progressive(shape), Detail::Bands(quantity, parts)) => {
                let quantity = self.show(quantity, &shape.quantity.ty);
                reason.how.push(format!("{} = {quantity}", self.text(&shape.text)));
                for (band, (part, value)) in shape.bands.iter().zip(parts) {
                    let (part, value) = (self.show(part, &shape.quantity.ty), self.show(value, ty));
                    reason.how.push(format!("{}: {part} → {value}", self.text(&band.text)));
                }
            }
            (Shape::PerRecord(shape), Detail::Records(records)) => {
                let entry_type = match &shape.list.ty {
                    Type::List(of) => of.as_ref().clone(),
                    other => other.clone(),
                };
                for (entry, value) in records {
                    let (entry, value) = (self.show(entry, &entry_type), self.show(value, ty));
                    reason.how.push(format!("{entry} → {value}"));
                }
                if records.is_empty() {
                    reason.how.push(self.pick("没有这样的记录", "no such entry"));
                }
            }
            _ => {}
        }
    }

    fn fits(&self, text: &str) -> String {
        self.pick(&format!("适用 {text}"), &format!("{text} applies"))
    }

    fn keys(&self, keys: &[Option<Expr>], texts: &[Text], values: &[Option<Val>], reason: &mut Reason) {
        for ((key, text), value) in keys.iter().zip(texts).zip(values) {
            if let (Some(key), Some(value)) = (key, value) {
                reason.how.push(format!("{} = {}", self.text(text), self.show(value, &key.ty)));
            }
        }
    }

    /// A cap, floor, multiplier or rounding that was applied.
    pub fn step(&self, step: &Step, ty: &Type) -> String {
        let by_type = if step.kind == ModifierKind::Times { &Type::DECIMAL } else { ty };
        let by = self.show(&step.by, by_type);
        let after = self.show(&step.after, ty);
        let words = match step.kind {
            ModifierKind::Cap => self.pick("最高", "at most"),
            ModifierKind::Floor => self.pick("最低", "at least"),
            ModifierKind::Times => self.pick("乘", "times"),
            ModifierKind::RoundDown => self.pick("舍去到", "round down to"),
            ModifierKind::RoundUp => self.pick("进位到", "round up to"),
            ModifierKind::Round => self.pick("四舍五入到", "round to"),
        };
        if step.before == step.after { format!("{words} {by}") } else { format!("{words} {by} → {after}") }
    }

    /// A definition or parameter that was asked.
    pub fn asked(&self, seen: &Seen) -> Option<Asked> {
        let (name, types, ty) = match seen.asked {
            SeenWhat::Definition(id) => {
                let definition = self.version.definitions.get(id.index())?;
                let types = definition.params.iter().map(|(_, ty)| ty.clone()).collect();
                (definition.named.name.clone(), types, definition.ty.clone())
            }
            SeenWhat::Parameter(id, column) => {
                let parameter = self.version.parameters.get(id.index())?;
                let column = parameter.columns.get(column)?;
                let name = match &column.named {
                    Some(named) => format!("{}.{}", parameter.named.name, named.name),
                    None => parameter.named.name.clone(),
                };
                let types: Vec<Type> = column.by.iter().map(|c| Type::Choice(*c)).collect();
                (name, types, column.ty.clone())
            }
        };
        if matches!(ty, Type::List(_)) {
            return None;
        }
        let shown = seen.arguments.iter().enumerate().map(|(i, value)| {
            let by_value = match value {
                Val::Month(_) => Type::Month,
                _ => Type::Date,
            };
            self.show(value, types.get(i).unwrap_or(&by_value))
        });
        let shown: Vec<String> = shown.collect();
        let text = if shown.is_empty() { name } else { format!("{name}({})", shown.join(", ")) };
        Some(Asked { text, value: self.show(&seen.value, &ty) })
    }
}

fn is_plain(condition: &Expr) -> bool {
    match &condition.kind {
        ExprKind::Not(inner) => is_plain(inner),
        ExprKind::Compare(..) | ExprKind::In(..) | ExprKind::Has(_) => false,
        _ => true,
    }
}

fn unit_type(quantity: &Type) -> Type {
    match quantity {
        Type::Period | Type::Duration => Type::Duration,
        other => other.clone(),
    }
}
