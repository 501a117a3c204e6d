//! Why lines and conditions hold or not, in words.

use super::{AppliedStep, Asked, ConditionReport, Reason, Writer, amount};
use crate::conditions::{compared, operands};
use crate::eval::{Seen, SeenWhat};
use crate::model::{Body, Condition, Expr, ExprKind, Line, ModifierKind, Text, Type};
use crate::shapes::Shape;
use crate::shapes::progressive::BandRate;
use crate::shapes::table::Case;
use crate::trace::{BodyTrace, Cell, Detail, Fit, LineTrace, Operand, Part, Slice, Step, Truth};
use crate::value::Val;
use jifen_grammar::keywords::Language;

/// How many cases that may apply are named.
const MOST_CASES: usize = 6;

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
            let own = self.condition(self.text(text).to_owned(), expr, &part.truth, &part.sides);
            let inside = part.inside.iter().map(|one| ConditionReport {
                depth: one.depth,
                of: self.version.definitions.get(one.of.index()).map_or(String::new(), |d| d.named.name.clone()),
                ..self.condition(self.say(&one.expr), &one.expr, &one.truth, &one.sides)
            });
            std::iter::once(own).chain(inside.collect::<Vec<_>>()).collect::<Vec<_>>()
        };
        written.iter().zip(parts).flat_map(report).collect()
    }

    /// A part of a condition, with the values that it compares.
    fn condition(&self, text: String, expr: &Expr, truth: &Truth, sides: &[Val]) -> ConditionReport {
        ConditionReport {
            text,
            holds: Self::holds(truth),
            values: self.sides(expr, sides),
            plain: is_plain(expr, sides),
            depth: 0,
            of: String::new(),
        }
    }

    fn sides(&self, expr: &Expr, values: &[Val]) -> Vec<Asked> {
        let mut asked = Vec::new();
        for (side, value) in compared(expr).into_iter().zip(values) {
            let value = match (value, &side.kind) {
                // Of a record, only whether it is there.
                (Val::Record(_), _) => self.pick("有", "present"),
                (value, _) => self.show(value, &side.ty),
            };
            let one = Asked { text: self.say(side), value };
            if !asked.contains(&one) {
                asked.push(one);
            }
        }
        asked
    }

    /// The parts of a yes or no that no line asks: see [`crate::conditions::parts`].
    pub(super) fn parts(&self, expr: &Expr, parts: &[Part]) -> Vec<ConditionReport> {
        let report = |(expr, part): (&Expr, &Part)| self.condition(self.say(expr), expr, &part.truth, &part.sides);
        crate::conditions::parts(expr).into_iter().zip(parts).map(report).collect()
    }

    /// What a formula is made of, with the values; nothing of what its text says already.
    pub(super) fn operands(&self, expr: &Expr, made: &[Operand]) -> Vec<String> {
        let whole = self.say(expr);
        let mut out: Vec<String> = Vec::new();
        for (e, operand) in operands(expr).into_iter().zip(made) {
            let called = match &e.kind {
                ExprKind::Call(id, _) => self.call(SeenWhat::Definition(*id), &operand.arguments),
                ExprKind::Parameter(id, column, ..) => self.call(SeenWhat::Parameter(*id, *column), &operand.arguments),
                _ => None,
            };
            let text = called.unwrap_or_else(|| self.say(e));
            let one = match &operand.value {
                Val::Record(_) => continue,
                value => format!("{text} = {}", self.exact(value, &e.ty)),
            };
            let same = text == whole && !matches!(e.kind, ExprKind::Call(..) | ExprKind::Parameter(..));
            if !same && !out.contains(&one) {
                out.push(one);
            }
        }
        out
    }

    /// Why a body came to its value: its guard, and what its lines came to.
    pub fn because(&self, body: &'m Body, trace: &BodyTrace, ty: &Type) -> Vec<Reason> {
        let guard = body.guard.iter().zip(&trace.guard).map(|(guard, (truth, parts))| self.guard(guard, truth, parts));
        let closed = body.lines.iter().any(|l| matches!(l.shape, Shape::Otherwise(_)));
        let lines = body.lines.iter().zip(&trace.lines).map(|(line, trace)| self.line(line, trace, ty, closed));
        guard.chain(lines).collect()
    }

    /// Whether something is meant for the applicant.
    pub fn guard(&self, guard: &'m Condition, truth: &Truth, parts: &[Part]) -> Reason {
        Reason {
            text: self.pick("仅限 ", "only for ") + self.text(&guard.text),
            holds: Self::holds(truth),
            conditions: self.conditions(guard, parts),
            ..Reason::default()
        }
    }

    /// Modifiers on the whole of something.
    pub fn applied(&self, steps: &[Step], ty: &Type) -> Vec<AppliedStep> {
        let kind = |kind| match kind {
            ModifierKind::Cap => "cap",
            ModifierKind::Floor => "floor",
            ModifierKind::Times => "times",
            ModifierKind::RoundDown => "round_down",
            ModifierKind::RoundUp => "round_up",
            ModifierKind::Round => "round",
        };
        let one = |s: &Step| AppliedStep {
            kind: kind(s.kind),
            text: self.step(s, ty),
            before: amount(&s.before),
            after: amount(&s.after),
        };
        steps.iter().map(one).collect()
    }

    /// A line; `closed` says that another takes what it leaves.
    fn line(&self, line: &'m Line, trace: &LineTrace, ty: &Type, closed: bool) -> Reason {
        // Not one unit is no more than no entry, unless something stands behind it.
        let idle = !closed && idle(trace);
        // A condition that is only counted gives no value of its own.
        let counted = matches!(trace.value, Val::YesNo(_)) && *ty != Type::YesNo;
        let gives = !idle && !counted && !matches!(trace.holds, Truth::No | Truth::Error(_));
        let mut reason = Reason {
            line: line.label.clone(),
            text: self.text(&line.text).to_owned(),
            holds: if idle { "no" } else { Self::holds(&trace.holds) },
            points: if gives { amount(&trace.value) } else { serde_json::Value::Null },
            cite: line.cites.clone(),
            shown: match &trace.holds {
                _ if !gives => String::new(),
                Truth::Maybe(_) => {
                    let value = self.number(&trace.value, ty);
                    self.pick(&format!("{value} 或 不计"), &format!("{value}, or nothing"))
                }
                _ => self.number(&trace.value, ty),
            },
            notes: line.notes.clone(),
            provenance: line.provenance.clone(),
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
                    let known: Vec<String> =
                        reason.conditions.iter().flat_map(|c| &c.values).map(Asked::line).collect();
                    reason.how.retain(|how| !known.contains(how));
                }
            }
            (Shape::Give(give), Detail::Formula(made)) => reason.how.extend(self.operands(&give.value, made)),
            (Shape::Table(table), Detail::Cases(fit)) => {
                self.keys(&table.keys, &table.texts, &fit.keys, reason);
                let rows = fit.cells.iter().filter_map(|c| table.rows.get(c.row));
                self.fits(fit, rows.map(|row| self.text(&row.text).to_owned()).collect(), reason);
                let [cell] = fit.cells.as_slice() else { return };
                let Some(row) = table.rows.get(cell.row) else { return };
                reason.cite.extend(row.cites.iter().cloned());
                reason.notes.extend(row.notes.iter().cloned());
                self.cases(&row.cases, cell, reason);
                match &row.award {
                    Some(give) => reason.how.extend(self.operands(&give.value, &cell.made)),
                    None => reason.how.push(self.pick("不计分(-)", "nothing is offered (-)")),
                }
                reason.how.extend(cell.steps.iter().map(|s| self.step(s, ty)));
            }
            (Shape::Matrix(matrix), Detail::Cases(fit)) => {
                self.keys(&matrix.keys, &matrix.texts, &fit.keys, reason);
                let place = |c: &Cell| {
                    let (row, (_, column)) = (matrix.rows.get(c.row)?, matrix.columns.get(c.column?)?);
                    Some(format!("{} × {}", self.text(&row.text), self.text(column)))
                };
                self.fits(fit, fit.cells.iter().filter_map(place).collect(), reason);
                let [cell] = fit.cells.as_slice() else { return };
                let Some(row) = matrix.rows.get(cell.row) else { return };
                self.cases(&row.cases, cell, reason);
                match cell.column.and_then(|j| row.cells.get(j)) {
                    Some(Some(award)) => reason.how.extend(self.operands(award, &cell.made)),
                    _ => reason.how.push(self.pick("不计分(-)", "nothing is offered (-)")),
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
                let count = self.exact(&units.units, &Type::DECIMAL);
                let each = self.exact(&units.each, &shape.each.ty);
                reason.how.push(format!("{count} × {each}"));
                for step in &units.steps {
                    reason.how.push(self.step(step, ty));
                }
            }
            (Shape::Progressive(shape), Detail::Bands(quantity, parts)) => {
                let quantity = self.show(quantity, &shape.quantity.ty);
                reason.how.push(format!("{} = {quantity}", self.text(&shape.text)));
                // Bands that the quantity does not reach give nothing.
                let reached = |slice: &Slice| slice.part != Val::whole(0);
                for (band, slice) in shape.bands.iter().zip(parts).filter(|(_, slice)| reached(slice)) {
                    reason.how.push(self.band(band, slice, &shape.quantity.ty, ty));
                }
            }
            (Shape::PerRecord(shape), Detail::Records(records)) => {
                let entry_type = shape.list.ty.item();
                let mut fields = Vec::new();
                if let ExprKind::Where(_, condition) = &shape.list.kind {
                    Self::own_fields(condition, 0, &mut fields);
                }
                let mut all = Vec::new();
                shape.each.roots(&mut |e| all.push(e));
                all.into_iter().for_each(|e| Self::own_fields(e, 0, &mut fields));
                for (entry, value) in records {
                    let (entry, value) = (self.entry(entry, entry_type, &fields), self.show(value, ty));
                    reason.how.push(format!("{entry} → {value}"));
                }
                if records.is_empty() {
                    reason.how.push(self.pick("没有这样的记录", "no such entry"));
                }
            }
            _ => {}
        }
    }

    fn band(&self, band: &BandRate, slice: &Slice, quantity: &Type, ty: &Type) -> String {
        let fixed = band.band.bounds().all(|e| matches!(e.kind, ExprKind::Constant(_)));
        let bounds = match &slice.high {
            _ if fixed => String::new(),
            Some(high) => format!("{}..{}", self.show(&slice.low, quantity), self.show(high, quantity)),
            None => self.pick(
                &format!("{} 以上", self.show(&slice.low, quantity)),
                &format!("{} or more", self.show(&slice.low, quantity)),
            ),
        };
        let bounds = if bounds.is_empty() { bounds } else { format!(" ({bounds})") };
        let (part, value) = (self.exact(&slice.part, quantity), self.exact(&slice.value, ty));
        format!("{}{bounds}: {part} → {value}", self.text(&band.text))
    }

    /// Which cases of a table fit, or may.
    fn fits(&self, fit: &Fit, cases: Vec<String>, reason: &mut Reason) {
        let words = match (cases.as_slice(), fit.none) {
            ([], _) => self.pick("没有适用的一行", "no row fits"),
            ([one], false) => self.pick(&format!("适用 {one}"), &format!("{one} applies")),
            (several, _) if MOST_CASES < several.len() => {
                let n = several.len();
                self.pick(&format!("尚不能定:{n} 种情形都可能适用"), &format!("open: any of {n} cases may apply"))
            }
            (several, none) => {
                let none = if none { self.pick("、或都不适用", ", or none") } else { String::new() };
                let zh = format!("可能适用:{}{none}", several.join("、"));
                self.pick(&zh, &format!("may apply: {}{none}", several.join(", ")))
            }
        };
        reason.how.push(words);
    }

    /// The conditions among the cases of the row that fits.
    fn cases(&self, cases: &'m [Case], cell: &Cell, reason: &mut Reason) {
        let conditions = cases.iter().filter_map(|case| match case {
            Case::When(condition) => Some(condition),
            _ => None,
        });
        for (condition, parts) in conditions.zip(&cell.parts) {
            reason.conditions.extend(self.conditions(condition, parts));
        }
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
        let words = self.modifier(step.kind, &step.by, ty);
        let after = self.show(&step.after, ty);
        if step.before == step.after { words } else { format!("{words} → {after}") }
    }

    /// A modifier with its value.
    pub(super) fn modifier(&self, kind: ModifierKind, by: &Val, ty: &Type) -> String {
        let by = self.exact(by, if kind == ModifierKind::Times { &Type::DECIMAL } else { ty });
        let words = match kind {
            ModifierKind::Cap => self.pick("最高", "at most"),
            ModifierKind::Floor => self.pick("最低", "at least"),
            ModifierKind::Times => self.pick("乘", "times"),
            ModifierKind::RoundDown => self.pick("舍去到", "round down to"),
            ModifierKind::RoundUp => self.pick("进位到", "round up to"),
            ModifierKind::Round => self.pick("四舍五入到", "round to"),
        };
        format!("{words} {by}")
    }

    /// A definition or parameter that was asked.
    pub fn asked(&self, seen: &Seen) -> Option<Asked> {
        let ty = match seen.asked {
            SeenWhat::Definition(id) => &self.version.definitions.get(id.index())?.ty,
            SeenWhat::Parameter(id, column) => &self.version.parameters.get(id.index())?.columns.get(column)?.ty,
        };
        if matches!(ty, Type::List(_)) {
            return None;
        }
        Some(Asked { text: self.call(seen.asked, &seen.arguments)?, value: self.show(&seen.value, ty) })
    }
}

/// Units of which there is none.
/// Whether a line holds and comes to nothing, because not one unit is full.
pub(super) fn idle(trace: &LineTrace) -> bool {
    trace.holds == Truth::Yes && no_unit(&trace.detail) && trace.value == Val::whole(0)
}

fn no_unit(detail: &Detail) -> bool {
    matches!(detail, Detail::Units(units) if units.units == Val::whole(0))
}

/// Whether a condition asks a yes or no by its name, which is there.
fn is_plain(condition: &Expr, sides: &[Val]) -> bool {
    match &condition.kind {
        ExprKind::Not(inner) => is_plain(inner, sides),
        ExprKind::Compare(..) | ExprKind::In(..) | ExprKind::And(_) | ExprKind::Or(_) => false,
        ExprKind::Has(_) => true,
        _ => !sides.contains(&Val::None),
    }
}

fn unit_type(quantity: &Type) -> Type {
    match quantity {
        Type::Period | Type::Duration => Type::Duration,
        other => other.clone(),
    }
}
