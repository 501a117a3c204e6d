//! The scoring shapes: each with the fields that a drafter may change one by one.

use super::{Describer, cites_of, notes_of};
use crate::diff::field::Field;
use crate::diff::meaning::Meaner;
use crate::diff::part::{Part, both, same};
use crate::model::{Band, Expr, ExprKind, Text};
use crate::shapes::Shape;
use crate::shapes::give::Give;
use crate::shapes::matrix::Matrix;
use crate::shapes::per_unit::{PerUnit, UnitRounding};
use crate::shapes::progressive::{Progressive, Rate};
use crate::shapes::table::{Case, Table};
use jifen_grammar::keywords::{Language, keyword};
use jifen_grammar::tree::Kind as Word;

impl<'m> Describer<'_, 'm> {
    pub(super) fn shape(&self, shape: &'m Shape, meaner: &Meaner<'_>) -> Vec<Part<'m>> {
        match shape {
            Shape::Give(give) => vec![self.give(Field::Award, &give.value, give.deduct, meaner)],
            Shape::Row(row) => {
                let mut parts = vec![self.condition(Field::Condition, &row.condition, meaner)];
                parts.extend(row.award.iter().flat_map(|award| self.shape(award, meaner)));
                parts
            }
            Shape::Otherwise(inner) => self.shape(inner, meaner),
            Shape::Table(table) => self.table(table, meaner),
            Shape::Matrix(matrix) => self.matrix(matrix, meaner),
            Shape::PerUnit(shape) => self.per_unit(shape, meaner),
            Shape::Progressive(shape) => self.progressive(shape, meaner),
            Shape::PerRecord(shape) => {
                let mut parts = vec![self.expr(Field::List, &shape.list, meaner)];
                parts.extend(self.shape(&shape.each, &meaner.inside(&shape.list.ty)));
                parts
            }
        }
    }

    /// What is given or taken off, with its word.
    fn give(&self, field: Field, value: &'m Expr, deduct: bool, meaner: &Meaner<'_>) -> Part<'m> {
        let plain = self.expr(field, value, meaner);
        if !deduct {
            return plain;
        }
        let word = |language| keyword(Word::kw_deduct).map_or("", |w| w.canonical(language));
        let shown = both(
            &format!("{} {}", word(Language::Zh), plain.shown.zh),
            &format!("{} {}", word(Language::En), plain.shown.en),
        );
        Part { meaning: format!("deduct {}", plain.meaning), shown, ..plain }
    }

    fn keys(&self, keys: &'m [Option<Expr>], texts: &[Text], meaner: &Meaner<'_>) -> Vec<Part<'m>> {
        let all = keys.iter().zip(texts).enumerate().map(|(i, (key, text))| {
            let meaning = key.as_ref().map_or("condition".to_owned(), |k| meaner.of(k));
            let part = Part::leaf(Field::TableKey, meaning, text.clone());
            let part = Part { expr: key.as_ref(), ..part };
            if keys.len() == 1 { part } else { part.called(i.to_string(), Text::default()) }
        });
        all.collect()
    }

    fn case(&self, case: &Case, meaner: &Meaner<'_>) -> String {
        match case {
            Case::Otherwise => "otherwise".to_owned(),
            Case::Is(bands) => meaner.bands(bands),
            Case::When(condition) => meaner.of(&condition.expr),
        }
    }

    fn cases(&self, cases: &[Case], meaner: &Meaner<'_>) -> String {
        cases.iter().map(|c| self.case(c, meaner)).collect::<Vec<_>>().join(" & ")
    }

    fn table(&self, table: &'m Table, meaner: &Meaner<'_>) -> Vec<Part<'m>> {
        let mut parts = self.keys(&table.keys, &table.texts, meaner);
        let rows = table.rows.iter().map(|row| {
            let mut inner = vec![match &row.award {
                Some(give) => self.give(Field::Award, &give.value, give.deduct, meaner),
                None => Part::leaf(Field::Award, "-", same("-")),
            }];
            inner.push(self.modifiers(&row.modifiers, meaner));
            inner.extend(cites_of(&row.cites));
            inner.extend(notes_of(&row.notes));
            if let Some(label) = &row.label {
                inner.push(Part::text(Field::Label, &format!("({label})")));
            }
            let award = inner.first().map(|a| a.shown.clone()).unwrap_or_default();
            let part = Part::whole(Field::Case, award, inner, false).from(&row.cites);
            let part = part.called(self.cases(&row.cases, meaner), row.text.clone());
            if movable(&row.cases) { part.relabelled_as(Field::CaseOf) } else { part }
        });
        let apart = table.rows.iter().all(|r| r.cases.iter().all(is_one_value));
        let last = table.rows.iter().position(|r| rest(&r.cases)).is_none_or(|at| at + 1 == table.rows.len());
        parts.push(Part::several(Field::Cases, rows.collect(), !apart || !last));
        parts
    }

    fn matrix(&self, matrix: &'m Matrix, meaner: &Meaner<'_>) -> Vec<Part<'m>> {
        let mut parts = self.keys(&matrix.keys, &matrix.texts, meaner);
        // A column holds its cells, so that it is known again when its case is redrawn.
        let columns = matrix.columns.iter().enumerate().map(|(i, (case, text))| {
            let cells = matrix.rows.iter().map(|row| {
                let part = match row.cells.get(i).and_then(Option::as_ref) {
                    Some(value) => Part::leaf(Field::Cell, meaner.of(value), Text::default()),
                    None => Part::leaf(Field::Cell, "-", Text::default()),
                };
                part.called(self.cases(&row.cases, meaner), Text::default())
            });
            let part = Part::whole(Field::MatrixColumn, text.clone(), cells.collect(), false);
            let part = part.called(self.case(case, meaner), text.clone());
            if movable(std::slice::from_ref(case)) { part.relabelled_as(Field::CaseOf) } else { part }
        });
        let mut inside: Vec<Part<'m>> = columns.collect();
        for row in &matrix.rows {
            let cells = row.cells.iter().zip(&matrix.columns).map(|(cell, (case, text))| {
                let part = match cell {
                    Some(value) => self.expr(Field::Cell, value, meaner),
                    None => Part::leaf(Field::Cell, "-", same("-")),
                };
                part.called(self.case(case, meaner), text.clone())
            });
            let mut cells: Vec<Part<'m>> = cells.collect();
            let all = |pick: fn(&Text) -> &str| cells.iter().map(|c| pick(&c.shown)).collect::<Vec<_>>().join(" | ");
            let shown = both(&all(|t| &t.zh), &all(|t| &t.en));
            if let Some(label) = &row.label {
                cells.push(Part::text(Field::Label, &format!("({label})")));
            }
            let part = Part::whole(Field::MatrixRow, shown, cells, false);
            let part = part.called(self.cases(&row.cases, meaner), row.text.clone());
            inside.push(if movable(&row.cases) { part.relabelled_as(Field::CaseOf) } else { part });
        }
        let cases = || matrix.rows.iter().flat_map(|r| &r.cases).chain(matrix.columns.iter().map(|(c, _)| c));
        parts.push(Part::several(Field::Matrix, inside, !cases().all(is_one_value)));
        parts
    }

    fn per_unit(&self, shape: &'m PerUnit, meaner: &Meaner<'_>) -> Vec<Part<'m>> {
        let mut parts = vec![
            Part { shown: shape.text.clone(), ..self.expr(Field::Quantity, &shape.quantity, meaner) },
            self.expr(Field::Unit, &shape.unit, meaner),
            rounding(shape.rounding),
            self.give(Field::Each, &shape.each, shape.deduct, meaner),
        ];
        parts.extend(shape.once.as_ref().map(|e| self.expr(Field::Once, e, meaner)));
        parts.extend(shape.over.as_ref().map(|e| self.expr(Field::Over, e, meaner)));
        parts.push(self.modifiers(&shape.modifiers, meaner));
        parts
    }

    fn progressive(&self, shape: &'m Progressive, meaner: &Meaner<'_>) -> Vec<Part<'m>> {
        let mut parts = vec![Part { shown: shape.text.clone(), ..self.expr(Field::Quantity, &shape.quantity, meaner) }];
        let bands = shape.bands.iter().map(|band| {
            let mut inner = match &band.rate {
                Rate::Each(unit, how, each) => vec![
                    self.expr(Field::Unit, unit, meaner),
                    rounding(*how),
                    self.give(Field::Each, each, band.deduct, meaner),
                ],
                Rate::Times(rate) => vec![self.give(Field::Rate, rate, band.deduct, meaner)],
            };
            if let Some(label) = &band.label {
                inner.push(Part::text(Field::Label, &format!("({label})")));
            }
            let part = Part::whole(Field::Band, band.text.clone(), inner, false);
            part.called(meaner.band(&open(&band.band)), self.band_text(&band.band)).relabelled_as(Field::BandOf)
        });
        parts.push(Part::several(Field::Bands, bands.collect(), false));
        parts
    }

    fn band_text(&self, band: &Band) -> Text {
        let span = band.span;
        self.written.at(span).unwrap_or_else(|| {
            let bound = |b: &Option<(Expr, bool)>| b.as_ref().map(|(e, _)| self.written.expr(e)).unwrap_or_default();
            let (low, high) = (bound(&band.low), bound(&band.high));
            both(&format!("{}..{}", low.zh, high.zh), &format!("{}..{}", low.en, high.en))
        })
    }

    /// What the text of a line leaves out: the rows of its table.
    pub(super) fn inside(&self, shape: &Shape) -> Text {
        let rows: Vec<Text> = match shape {
            Shape::Row(row) => return row.award.as_ref().map(|a| self.inside(a)).unwrap_or_default(),
            Shape::Otherwise(inner) => return self.inside(inner),
            Shape::PerRecord(shape) => return self.inside(&shape.each),
            Shape::Table(table) => table.rows.iter().map(|r| self.row(&r.text, r.award.as_ref())).collect(),
            Shape::Matrix(matrix) => self.grid(matrix),
            Shape::Progressive(shape) => shape.bands.iter().map(|b| b.text.clone()).collect(),
            Shape::Give(_) | Shape::PerUnit(_) => return Text::default(),
        };
        let join = |pick: fn(&Text) -> &str| rows.iter().map(pick).collect::<Vec<_>>().join("; ");
        both(&format!(" {{ {} }}", join(|t| &t.zh)), &format!(" {{ {} }}", join(|t| &t.en)))
    }

    /// A grid's header and rows.
    fn grid(&self, matrix: &Matrix) -> Vec<Text> {
        let line = |first: &Text, cells: Vec<Text>| {
            let all = |pick: fn(&Text) -> &str| {
                std::iter::once(first).chain(&cells).map(pick).collect::<Vec<_>>().join(" | ").trim().to_owned()
            };
            both(&all(|t| &t.zh), &all(|t| &t.en))
        };
        let header = line(&Text::default(), matrix.columns.iter().map(|(_, text)| text.clone()).collect());
        let cell = |cell: &Option<Expr>| cell.as_ref().map_or(same("-"), |value| self.written.expr(value));
        let rows = matrix.rows.iter().map(|row| line(&row.text, row.cells.iter().map(cell).collect()));
        std::iter::once(header).chain(rows).collect()
    }

    fn row(&self, cases: &Text, award: Option<&Give>) -> Text {
        let value = award.map_or(same("-"), |give| self.written.expr(&give.value));
        let minus = if award.is_some_and(|g| g.deduct) { "-" } else { "" };
        both(&format!("{} {minus}{}", cases.zh, value.zh), &format!("{} {minus}{}", cases.en, value.en))
    }
}

fn rounding<'m>(how: UnitRounding) -> Part<'m> {
    let shown = match how {
        UnitRounding::Full => both("不足不计", "a part does not count"),
        UnitRounding::OrPart => both("不足也计", "a part counts as one"),
        UnitRounding::ProRata => both("按比例", "pro rata"),
    };
    Part::leaf(Field::Rounding, format!("{how:?}"), shown)
}

/// Whether a bound itself is in makes no difference to a progressive band.
fn open(band: &Band) -> Band {
    let bound = |b: &Option<(Expr, bool)>| b.as_ref().map(|(e, _)| (e.clone(), true));
    Band { low: bound(&band.low), high: bound(&band.high), ..band.clone() }
}

fn is_one_value(case: &Case) -> bool {
    match case {
        Case::Otherwise => true,
        Case::When(_) => false,
        Case::Is(bands) => bands
            .iter()
            .all(|b| b.single && b.low.as_ref().is_some_and(|(e, _)| matches!(e.kind, ExprKind::Constant(_)))),
    }
}

fn rest(cases: &[Case]) -> bool {
    cases.iter().all(|c| matches!(c, Case::Otherwise))
}

/// A range or condition may be redrawn and stay the same row; another choice's value is another row.
fn movable(cases: &[Case]) -> bool {
    cases.iter().any(|c| !is_one_value(c))
}
