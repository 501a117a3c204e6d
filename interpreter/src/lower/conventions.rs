//! The conventions, and who needs them.

use jifen_grammar::tree::{Kind, Node, Span};

use super::Lowering;
use crate::diagnostic::{Arg, Code, Diagnostic};

impl<'a> Lowering<'a> {
    pub(super) fn conventions(&mut self) {
        let blocks = self.declared.conventions.clone();
        let clauses = blocks.iter().filter_map(|c| c.get(Kind::conventions_block));
        let clauses: Vec<&'a Node> = clauses.flat_map(|b| &b.children).collect();
        for kind in [Kind::leap_day, Kind::months_end, Kind::days_end, Kind::currency] {
            self.only_one(clauses.iter().copied().filter(|c| c.kind == kind));
        }
        for clause in clauses {
            let conventions = &mut self.version.conventions;
            match clause.kind {
                Kind::leap_day => {
                    conventions.leap_day_is_march.get_or_insert(clause.has(Kind::kw_mar_1));
                }
                Kind::months_end => {
                    conventions.months_end_previous.get_or_insert(clause.has(Kind::kw_previous_month));
                }
                Kind::days_end => {
                    conventions.days_end_previous.get_or_insert(clause.has(Kind::kw_previous_day));
                }
                Kind::currency => self.currency(clause),
                Kind::note => {
                    let notes: Vec<String> = clause.all(Kind::string).map(super::text::string_text).collect();
                    self.version.notes.extend(notes);
                }
                _ => {}
            }
        }
    }

    fn currency(&mut self, clause: &Node) {
        let Some(unit) = clause.get(Kind::unit) else { return };
        if let Some(name) = unit.get(Kind::unit_name) {
            self.version.conventions.currency.get_or_insert(name.text.to_string());
        } else if !unit.has(Kind::u_yuan) {
            let hint = Arg::pair("写货币的名称,如 `元` 或 `CAD`", "write a currency, such as `yuan` or `CAD`");
            let written = self.text(unit);
            let args = [super::text::shown(&written), hint];
            self.report(Diagnostic::new(Code::UnknownUnit, unit.span, args));
        }
    }

    /// Reports every clause behind the first.
    pub(super) fn only_one(&mut self, clauses: impl Iterator<Item = &'a Node>) {
        let mut first: Option<Span> = None;
        for clause in clauses {
            match (first, clause.children.first()) {
                (None, _) => first = Some(clause.span),
                (Some(first), head) => {
                    let words = head.map_or(Arg::from(""), |h| super::text::shown(&self.text(h)));
                    let place = Arg::pair("第一次在这里", "first here");
                    let report = Diagnostic::new(Code::DuplicateClause, clause.span, [words]);
                    self.report(report.with(first, place));
                }
            }
        }
    }

    /// Full years and anniversaries need to know what becomes of 29 February.
    pub fn need_leap_day(&mut self, span: Span) {
        if self.version.conventions.leap_day_is_march.is_none() {
            let what = Arg::pair("平年的 2月29日", "29 February in common years");
            let write = Arg::pair("闰日 平年 作 3月1日", "leap day in common years as Mar 1");
            self.report(Diagnostic::new(Code::MissingConvention, span, [what, write]));
        }
    }

    /// Windows of months need to know where they end.
    pub fn need_months_end(&mut self, span: Span) {
        if self.version.conventions.months_end_previous.is_none() {
            let what = Arg::pair("最近几个月止于何时", "where the last months end");
            let write = Arg::pair("最近 月 止于 上月", "last months end previous month");
            self.report(Diagnostic::new(Code::MissingConvention, span, [what, write]));
        }
    }

    /// Windows of days need to know where they end.
    pub fn need_days_end(&mut self, span: Span) {
        if self.version.conventions.days_end_previous.is_none() {
            let what = Arg::pair("最近一段时间止于何日", "on which day the last days end");
            let write = Arg::pair("最近 日 止于 当日", "last days end same day");
            self.report(Diagnostic::new(Code::MissingConvention, span, [what, write]));
        }
    }
}
