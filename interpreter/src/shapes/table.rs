//! `按 X { a 积 V; b 积 V; 其余 积 V }`: an award by one to three keys, the first case that fits.

use super::give::Give;
use crate::diagnostic::{Arg, Code, Diagnostic};
use crate::eval::covered::Side;
use crate::eval::{Evaluator, ops};
use crate::lower::Lowering;
use crate::model::{Band, Condition, Expr, Modifier, Text, Type};
use crate::modifiers;
use crate::trace::{Award, Cell, Detail, Fit, Part, Truth};
use crate::value::Val;
use jifen_grammar::tree::{Kind, Node, Span};
use serde::Serialize;

/// A table.
#[derive(Debug, Clone, Serialize)]
pub struct Table {
    /// The keys; `None` for `条件`, whose cases are conditions.
    pub keys: Vec<Option<Expr>>,
    /// The keys as written.
    pub texts: Vec<Text>,
    /// The rows, in order.
    pub rows: Vec<CaseRow>,
}

/// A row of a table.
#[derive(Debug, Clone, Serialize)]
pub struct CaseRow {
    /// Its label, where it has one.
    pub label: Option<String>,
    /// One case a key; a single `其余` stands for all keys.
    pub cases: Vec<Case>,
    /// What it awards; `None` for `-`, not offered.
    pub award: Option<Give>,
    /// Its source, where it states one.
    pub cites: Vec<String>,
    /// Notes on it.
    pub notes: Vec<String>,
    /// Applied to its value.
    pub modifiers: Vec<Modifier>,
    /// Its cases as written.
    pub text: Text,
    /// Its place.
    #[serde(skip)]
    pub span: Span,
}

/// What a key must be.
#[derive(Debug, Clone, Serialize)]
pub enum Case {
    /// `其余`.
    Otherwise,
    /// One of these: values and ranges.
    Is(Vec<Band>),
    /// `凡 C 的`.
    When(Condition),
}

impl Table {
    /// Reads a `table` node without a header.
    pub fn lower<'a>(l: &mut Lowering<'a>, node: &'a Node, want: Option<&Type>) -> (Table, Type) {
        let (keys, texts) = keys(l, node);
        let mut ty = want.cloned();
        let mut rows = Vec::new();
        for row in node.get(Kind::table_block).into_iter().flat_map(|b| b.all(Kind::case_row)) {
            let cases: Vec<&Node> = row.all(Kind::case).collect();
            let lowered = cases_of(l, row, &cases, &keys);
            let award = row.get(Kind::give).map(|give| {
                let (give, found) = Give::lower(l, give, ty.as_ref());
                ty.get_or_insert(found);
                give
            });
            let modifiers = match &ty {
                Some(ty) => modifiers::lower(l, row, ty),
                None => Vec::new(),
            };
            rows.push(CaseRow {
                label: l.label(row),
                cases: lowered,
                award,
                cites: l.cites(row),
                notes: l.notes(row),
                modifiers,
                text: l.text_of(&cases),
                span: row.span,
            });
        }
        (Table { keys, texts, rows }, ty.unwrap_or(Type::Error))
    }

    /// The first row whose cases all fit. Keys of few possible values are tried one by one, so that an unknown key
    /// bounds the award by the rows that it can reach.
    pub fn evaluate<'m>(&'m self, ev: &mut Evaluator<'m>) -> Award {
        let values: Vec<Option<Val>> = self.keys.iter().map(|k| k.as_ref().map(|k| ev.expr(k))).collect();
        combine_over(&values, &mut |values| self.pick(ev, values))
    }

    fn pick<'m>(&'m self, ev: &mut Evaluator<'m>, values: &[Option<Val>]) -> Award {
        let mut reached = Vec::new();
        self.rows.iter().for_each(|row| ev.may(row.span, &[]));
        for (i, row) in self.rows.iter().enumerate() {
            let truth = fits(ev, &row.cases, values);
            let last = matches!(truth, Truth::Yes | Truth::Error(_));
            if truth == Truth::No {
                continue;
            }
            if truth == Truth::Yes && reached.is_empty() {
                ev.came_by(row.span, Side::Taken);
            }
            ev.may(row.span, &[Side::Taken]);
            let (mut steps, mut made) = (Vec::new(), Vec::new());
            let value = match &row.award {
                Some(give) => self.fitting(ev, &row.cases, &mut |ev| {
                    let value = give.value(ev);
                    let value = modifiers::apply(ev, &row.modifiers, value, give.deduct, &mut steps);
                    made = ev.operands(&give.value);
                    value
                }),
                None => Val::None,
            };
            let cell = Cell { row: i, column: None, parts: parts(ev, &row.cases), made, steps };
            reached.push((truth, Award::of(value, fit(ev, Some(cell), values))));
            if last {
                break;
            }
        }
        Award::first_of(reached, Award::of(Val::None, fit(ev, None, values)))
    }
}

impl Table {
    /// Evaluates what matters only where the cases of a row fit.
    fn fitting<'m>(
        &'m self,
        ev: &mut Evaluator<'m>,
        cases: &'m [Case],
        f: &mut dyn FnMut(&mut Evaluator<'m>) -> Val,
    ) -> Val {
        match (self.keys.as_slice(), cases) {
            ([Some(key)], [Case::Is(bands)]) if bands.len() == 1 => match bands.first() {
                Some(band) => ev.assuming_in(key, band, f),
                None => f(ev),
            },
            ([_], [Case::When(condition)]) => ev.assuming(&condition.expr, f),
            _ => f(ev),
        }
    }
}

/// One case that fits, or none, where an explanation is wanted.
pub(crate) fn fit(ev: &Evaluator<'_>, cell: Option<Cell>, keys: &[Option<Val>]) -> Detail {
    if !ev.tracing() {
        return Detail::Plain;
    }
    Detail::Cases(Fit { none: cell.is_none(), cells: cell.into_iter().collect(), keys: keys.to_vec() })
}

/// The parts of the conditions among cases.
pub(crate) fn parts<'m>(ev: &mut Evaluator<'m>, cases: &'m [Case]) -> Vec<Vec<Part>> {
    if !ev.explaining() {
        return Vec::new();
    }
    let condition = |case: &'m Case| match case {
        Case::When(condition) => Some(condition),
        _ => None,
    };
    cases.iter().filter_map(condition).map(|c| ev.condition(c).1).collect()
}

/// The keys of a table or matrix and their texts.
pub(crate) fn keys<'a>(l: &mut Lowering<'a>, node: &'a Node) -> (Vec<Option<Expr>>, Vec<Text>) {
    node.all(Kind::table_key)
        .map(|key| {
            let inner = key.children.iter().find(|c| matches!(c.kind, Kind::sum | Kind::period));
            (inner.map(|inner| l.expr(inner, None)), l.text(key))
        })
        .unzip()
}

/// The cases of a row, one a key; a wrong number is reported.
pub(crate) fn cases_of<'a>(
    l: &mut Lowering<'a>,
    row: &'a Node,
    cases: &[&'a Node],
    keys: &[Option<Expr>],
) -> Vec<Case> {
    let alone = cases.len() == 1 && cases.iter().all(|c| c.has(Kind::kw_otherwise));
    if cases.len() != keys.len() && !alone {
        let args = [Arg::counted(keys.len(), "key"), Arg::counted(cases.len(), "case")];
        l.report(Diagnostic::new(Code::WrongNumberOfCases, row.span, args));
        return Vec::new();
    }
    cases.iter().zip(keys).map(|(case, key)| Case::lower(l, case, key.as_ref().map(|k| &k.ty))).collect()
}

impl Case {
    /// Reads a `case` node against the key's type; no type: `条件`.
    pub fn lower<'a>(l: &mut Lowering<'a>, node: &'a Node, key: Option<&Type>) -> Case {
        if node.has(Kind::kw_otherwise) {
            return Case::Otherwise;
        }
        if node.has(Kind::kw_when) {
            return Case::When(l.condition_of(node));
        }
        let Some(ty) = key else {
            l.report(Diagnostic::new(Code::CaseNeedsCondition, node.span, []));
            return Case::Otherwise;
        };
        match node.get(Kind::set) {
            Some(set) => Case::Is(l.set(set, ty)),
            None => Case::Is(node.get(Kind::band).map(|b| l.band(b, ty)).into_iter().collect()),
        }
    }

    /// Whether a key's value fits.
    pub fn fits<'m>(&'m self, ev: &mut Evaluator<'m>, value: Option<&Val>) -> Truth {
        match (self, value) {
            (Case::Otherwise, Some(value)) => Truth::of(&ops::has(value)),
            (Case::Otherwise, None) => Truth::Yes,
            (Case::When(condition), _) => ev.condition(condition).0,
            (Case::Is(bands), Some(value)) => {
                let mut any = Val::YesNo(false);
                for band in bands {
                    let one = ev.band(value, band);
                    any = ops::or(&any, &one);
                }
                Truth::of(&any)
            }
            (Case::Is(_), None) => Truth::No,
        }
    }
}

pub(crate) fn fits<'m>(ev: &mut Evaluator<'m>, cases: &'m [Case], values: &[Option<Val>]) -> Truth {
    let mut truth = Truth::Yes;
    let alone = cases.len() == 1;
    for (i, value) in values.iter().enumerate() {
        let case = if alone { cases.first() } else { cases.get(i) };
        match case {
            Some(case) => truth = truth.and(case.fits(ev, value.as_ref())),
            None => return Truth::No,
        }
    }
    truth
}

/// Evaluates for every combination of the keys' possible values where these are few, and covers the results. A key
/// that may be none is looked at with and without a value; one in error is the table's error.
pub(crate) fn combine_over(values: &[Option<Val>], pick: &mut dyn FnMut(&[Option<Val>]) -> Award) -> Award {
    if let Some(Val::Error(e)) = values.iter().flatten().find(|value| matches!(value, Val::Error(_))) {
        return Award::error(e.clone(), Detail::Plain);
    }
    let Some(i) = values.iter().position(|v| v.as_ref().and_then(apart).is_some()) else {
        return pick(values);
    };
    let Some(Some(value)) = values.get(i) else { return pick(values) };
    let why = ops::why(value);
    let mut found: Option<Award> = None;
    for one in apart(value).unwrap_or_default() {
        let mut tried = values.to_vec();
        if let Some(slot) = tried.get_mut(i) {
            *slot = Some(one);
        }
        let award = combine_over(&tried, pick);
        found = Some(match found {
            None => award,
            Some(before) => before.either(award, &why),
        });
    }
    let mut award = found.unwrap_or_else(|| pick(values));
    if let Detail::Cases(fit) = &mut award.detail {
        fit.keys = values.to_vec();
    }
    award
}

/// The few values that a key may have; else the value that it has, if it has one, and none.
fn apart(value: &Val) -> Option<Vec<Val>> {
    let few = ops::possible(value);
    few.or_else(|| {
        (ops::may_be_none(value) && *value != Val::None).then(|| vec![ops::without_none(value.clone()), Val::None])
    })
}
