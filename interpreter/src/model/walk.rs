//! Every expression of a version, wherever it stands.

use super::*;
use crate::shapes::Shape;
use crate::shapes::progressive::Rate;
use crate::shapes::table::Case;

/// What is told of each expression: itself, and the records of the entries at hand there, the innermost last.
type See<'a, 'm> = &'a mut dyn FnMut(&'m Expr, &[Option<RecordId>]);

impl Version {
    /// Calls `see` with every expression, the outer before the inner.
    pub fn expressions<'m>(&'m self, see: &mut dyn FnMut(&'m Expr)) {
        self.expressions_within(&mut |expr, _| see(expr));
    }

    /// Calls `see` with every expression and the records of the entries at hand there, the innermost last; a
    /// function's further arguments count as inside its entry.
    pub fn expressions_within<'m>(&'m self, see: See<'_, 'm>) {
        let mut walk = Walk { see, entries: Vec::new(), deep: true };
        self.filing_date.iter().chain(&self.counting_date).for_each(|e| walk.expr(e));
        self.transitions.iter().filter_map(|t| t.condition.as_ref()).for_each(|c| walk.expr(&c.expr));
        self.facts.iter().for_each(|field| walk.field(field));
        for (i, record) in self.records.iter().enumerate() {
            walk.within(Some(RecordId(i as u32)), |w| record.fields.iter().for_each(|field| w.field(field)));
        }
        for definition in &self.definitions {
            let content = |w: &mut Walk<'_, 'm>| match &definition.content {
                Content::Expr(e) => w.expr(e),
                Content::Body(b) => w.body(b),
            };
            match definition.element {
                Some(record) => walk.within(Some(record), content),
                None => content(&mut walk),
            }
        }
        self.indicators.iter().for_each(|i| walk.body(&i.body));
        for group in &self.groups {
            group.guard.iter().for_each(|g| walk.expr(&g.expr));
            group.modifiers.iter().for_each(|m| walk.expr(&m.value));
        }
        let conditions = self.outcomes.iter().flat_map(|l| &l.outcomes).filter_map(|o| o.condition.as_ref());
        conditions.for_each(|c| walk.expr(&c.expr));
        self.constraints.iter().for_each(|c| walk.expr(&c.condition));
    }
}

impl Expr {
    /// Calls `see` with the expression and every one inside it, the outer before the inner.
    pub fn expressions<'m>(&'m self, see: &mut dyn FnMut(&'m Expr)) {
        Walk { see: &mut |expr, _| see(expr), entries: Vec::new(), deep: true }.expr(self);
    }
}

impl Body {
    /// Calls `see` with every expression of the body, the outer before the inner.
    pub fn expressions<'m>(&'m self, see: &mut dyn FnMut(&'m Expr)) {
        Walk { see: &mut |expr, _| see(expr), entries: Vec::new(), deep: true }.body(self);
    }

    /// Calls `see` with every expression of the body that is inside no other.
    pub fn roots<'m>(&'m self, see: &mut dyn FnMut(&'m Expr)) {
        Walk { see: &mut |expr, _| see(expr), entries: Vec::new(), deep: false }.body(self);
    }
}

impl Shape {
    /// Calls `see` with every expression of the shape that is inside no other.
    pub fn roots<'m>(&'m self, see: &mut dyn FnMut(&'m Expr)) {
        Walk { see: &mut |expr, _| see(expr), entries: Vec::new(), deep: false }.shape(self);
    }
}

struct Walk<'a, 'm> {
    see: See<'a, 'm>,
    entries: Vec<Option<RecordId>>,
    /// Whether expressions inside others are seen too.
    deep: bool,
}

impl<'m> Walk<'_, 'm> {
    fn expr(&mut self, expr: &'m Expr) {
        (self.see)(expr, &self.entries);
        if !self.deep {
            return;
        }
        match &expr.kind {
            ExprKind::Where(list, condition) => {
                self.expr(list);
                self.within(list.ty.entries(), |w| w.expr(condition));
            }
            ExprKind::Aggregate(_, list, more) => {
                self.expr(list);
                let entry = list.ty.entries();
                more.iter().for_each(|e| self.within(entry, |w| w.expr(e)));
            }
            _ => expr.children().into_iter().for_each(|e| self.expr(e)),
        }
    }

    fn within(&mut self, entry: Option<RecordId>, inside: impl FnOnce(&mut Self)) {
        self.entries.push(entry);
        inside(self);
        self.entries.pop();
    }

    fn field(&mut self, field: &'m Field) {
        let domain = field.domain.iter().flat_map(|d| d.low.iter().chain(&d.high));
        domain.chain(field.presumed.iter().map(|p| &p.value)).for_each(|e| self.expr(e));
    }

    fn body(&mut self, body: &'m Body) {
        body.guard.iter().for_each(|g| self.expr(&g.expr));
        for line in &body.lines {
            self.shape(&line.shape);
            line.modifiers.iter().for_each(|m| self.expr(&m.value));
        }
        body.modifiers.iter().for_each(|m| self.expr(&m.value));
    }

    fn case(&mut self, case: &'m Case) {
        match case {
            Case::Otherwise => {}
            Case::Is(bands) => bands.iter().flat_map(Band::bounds).for_each(|e| self.expr(e)),
            Case::When(condition) => self.expr(&condition.expr),
        }
    }

    fn shape(&mut self, shape: &'m Shape) {
        match shape {
            Shape::Give(give) => self.expr(&give.value),
            Shape::Row(row) => {
                self.expr(&row.condition.expr);
                row.award.iter().for_each(|a| self.shape(a));
            }
            Shape::Otherwise(inner) => self.shape(inner),
            Shape::Table(table) => {
                table.keys.iter().flatten().for_each(|k| self.expr(k));
                for row in &table.rows {
                    row.cases.iter().for_each(|c| self.case(c));
                    row.award.iter().for_each(|g| self.expr(&g.value));
                    row.modifiers.iter().for_each(|m| self.expr(&m.value));
                }
            }
            Shape::Matrix(matrix) => {
                matrix.keys.iter().flatten().for_each(|k| self.expr(k));
                matrix.columns.iter().for_each(|(c, _)| self.case(c));
                for row in &matrix.rows {
                    row.cases.iter().for_each(|c| self.case(c));
                    row.cells.iter().flatten().for_each(|e| self.expr(e));
                }
            }
            Shape::PerUnit(shape) => {
                let always = [&shape.quantity, &shape.unit, &shape.each];
                always.into_iter().chain(&shape.once).chain(&shape.over).for_each(|e| self.expr(e));
                shape.modifiers.iter().for_each(|m| self.expr(&m.value));
            }
            Shape::Progressive(shape) => {
                self.expr(&shape.quantity);
                for band in &shape.bands {
                    band.band.bounds().for_each(|e| self.expr(e));
                    match &band.rate {
                        Rate::Each(unit, _, each) => [unit, each].into_iter().for_each(|e| self.expr(e)),
                        Rate::Times(rate) => self.expr(rate),
                    }
                }
            }
            Shape::PerRecord(shape) => {
                self.expr(&shape.list);
                self.within(shape.list.ty.entries(), |w| w.shape(&shape.each));
            }
        }
    }
}
