//! Tables and grids: cases that never apply, cases left out, cases that meet by halves.

use super::lines::never;
use super::regions::{Interval, of_band};
use super::space::{Open, Space, meet, product, within};
use super::{Checker, words};
use crate::diagnostic::{Arg, Code, Diagnostic};
use crate::model::{Expr, Line, Text, Type};
use crate::shapes::Shape;
use crate::shapes::matrix::Matrix;
use crate::shapes::table::{Case, Table};
use jifen_grammar::tree::Span;

/// How many pairs of rows are compared in one table.
const PAIRS: usize = 100_000;

/// A row of a table, or the head of a row or column of a grid.
struct Head<'m> {
    cases: &'m [Case],
    text: &'m Text,
    span: Span,
}

impl<'m> Checker<'_, 'm> {
    pub(super) fn tables(&mut self) {
        for line in &self.body.lines {
            match award(line) {
                Shape::Table(table) => self.table(table),
                Shape::Matrix(matrix) => self.matrix(matrix),
                _ => {}
            }
        }
    }

    fn table(&mut self, table: &'m Table) {
        let keys: Option<Vec<&'m Expr>> = table.keys.iter().map(Option::as_ref).collect();
        let rows = table.rows.iter().map(|r| Head { cases: &r.cases, text: &r.text, span: r.span });
        self.heads(&keys.unwrap_or_default(), &rows.collect::<Vec<_>>());
    }

    /// A grid's rows and its columns are looked at apart: a cell stands where both fit.
    fn matrix(&mut self, matrix: &'m Matrix) {
        let Some((last, before)) = matrix.keys.split_last() else { return };
        let keys: Option<Vec<&'m Expr>> = before.iter().map(Option::as_ref).collect();
        let rows = matrix.rows.iter().map(|r| Head { cases: &r.cases, text: &r.text, span: r.span });
        self.heads(&keys.unwrap_or_default(), &rows.collect::<Vec<_>>());
        let columns = matrix.columns.iter().map(|(case, text)| {
            let span = last.as_ref().map_or(Span::default(), |k| k.span);
            Head { cases: std::slice::from_ref(case), text, span }
        });
        self.heads(last.as_ref().into_iter().collect::<Vec<_>>().as_slice(), &columns.collect::<Vec<_>>());
    }

    fn heads(&mut self, keys: &[&'m Expr], heads: &[Head<'m>]) {
        let Some(first) = keys.first() else { return };
        let whole: Space = keys.iter().map(|k| self.whole(k)).collect();
        let types: Vec<&Type> = keys.iter().map(|k| &k.ty).collect();
        let mut open = Open::new(&whole);
        let mut before: Vec<(&Head<'m>, Vec<Space>)> = Vec::new();
        let mut pairs = PAIRS;
        for head in heads {
            let Some(mine) = self.region(head.cases, keys, &whole) else { return };
            if !open.meets(&mine) {
                self.report(never(head.span, head.text));
            } else if before.len() <= pairs && !open.holds(&mine) {
                pairs -= before.len();
                self.meets(head, &mine, &before, &whole, &types);
            }
            if !mine.iter().all(|space| open.take(space)) {
                return;
            }
            before.push((head, mine));
        }
        let open = open.spaces(&whole);
        if open.is_empty() {
            return;
        }
        let told: Vec<Arg> = open.iter().map(|o| words::space(self.version, o, &whole, &types)).collect();
        let apart = if keys.len() == 1 { ("、", ", ") } else { (";", "; ") };
        let subjects: Vec<Arg> = keys.iter().map(|k| words::expression(self.version, k)).collect();
        let args = [words::list(&subjects, "、", ", "), words::list(&told, apart.0, apart.1)];
        self.report(Diagnostic::new(Code::Gap, first.span, args));
    }

    /// A special case above a general one is in order: the first that fits decides. Where neither holds the other,
    /// a bound is likely mistaken.
    fn meets(
        &mut self,
        head: &Head<'m>,
        mine: &[Space],
        before: &[(&Head<'m>, Vec<Space>)],
        whole: &Space,
        of: &[&Type],
    ) {
        for (earlier, theirs) in before {
            let common = mine.iter().flat_map(|a| theirs.iter().filter_map(move |b| meet(a, b))).next();
            if let (Some(common), false) = (common, within(theirs, mine)) {
                let told = words::space(self.version, &common, whole, of);
                let first = Arg::pair("先适用的一行", "the case that comes first");
                self.report(Diagnostic::new(Code::CasesMeet, head.span, [told]).with(earlier.span, first));
                return;
            }
        }
    }

    /// The values that a row's cases hold, inside what is possible; `None` where they are not known beforehand.
    fn region(&mut self, cases: &'m [Case], keys: &[&'m Expr], whole: &Space) -> Option<Vec<Space>> {
        let alone = matches!(cases, [Case::Otherwise]);
        let mut ranges: Vec<Vec<Interval>> = Vec::new();
        for (i, key) in keys.iter().enumerate() {
            ranges.push(match cases.get(if alone { 0 } else { i })? {
                Case::Otherwise => vec![Interval::ALL],
                Case::When(_) => return None,
                Case::Is(bands) => {
                    let all: Option<Vec<Interval>> = bands.iter().map(|b| of_band(&mut self.ev, b, &key.ty)).collect();
                    all?
                }
            });
        }
        Some(product(&ranges)?.iter().filter_map(|space| meet(space, whole)).collect())
    }
}

/// What a line awards, behind its condition.
pub fn award(line: &Line) -> &Shape {
    let mut shape = &line.shape;
    loop {
        shape = match shape {
            Shape::Otherwise(inner) => inner,
            Shape::Row(row) => match &row.award {
                Some(award) => award,
                None => return shape,
            },
            _ => return shape,
        };
    }
}
