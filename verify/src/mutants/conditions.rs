//! Conditions taken out and turned round.

use super::{Change, Maker};
use jifen_grammar::tree::{Kind, Node, Span};

impl Maker<'_> {
    /// The conditions of an expression: its parts between `且`, `或` and `其中`.
    pub(super) fn conditions(&mut self, expr: &Node, parent: Kind) {
        let joints: Vec<usize> = (0..).zip(&expr.children).filter(|(_, c)| is_joint(c.kind)).map(|(i, _)| i).collect();
        let asked = matches!(parent, Kind::row | Kind::outcome | Kind::case | Kind::guard | Kind::require);
        if joints.is_empty() {
            if asked {
                self.negated(expr.span);
            }
            return;
        }
        let starts = std::iter::once(0).chain(joints.iter().map(|i| i + 1));
        let ends = joints.iter().copied().chain([expr.children.len()]);
        let parts: Vec<(usize, usize)> = starts.zip(ends).collect();
        for (n, (start, end)) in parts.iter().enumerate() {
            let (Some(first), Some(last)) =
                (expr.children.get(*start), end.checked_sub(1).and_then(|i| expr.children.get(i)))
            else {
                continue;
            };
            let before = start.checked_sub(1).and_then(|i| expr.children.get(i));
            let behind = expr.children.get(*end);
            let is_list = behind.is_some_and(|b| b.kind == Kind::kw_where);
            let span = first.span.to(last.span);
            if is_list && before.is_none_or(|b| b.kind == Kind::kw_where) {
                continue;
            }
            self.negated(span);
            // With the joint in front; of the first part, and behind `其中`, with the one behind it
            match (before, behind) {
                (Some(before), _) if before.kind != Kind::kw_where => self.dropped(before.span.to(span)),
                (Some(before), None) => self.dropped(before.span.to(span)),
                (_, Some(behind)) if n + 1 < parts.len() => self.dropped(span.to(behind.span)),
                _ => {}
            }
        }
    }

    fn negated(&mut self, span: Span) {
        let text = format!("{} ({})", self.word(Kind::kw_not), self.written(span));
        self.add(span, text, Change::Negated);
    }

    fn dropped(&mut self, span: Span) {
        self.add(span, "", Change::Dropped);
    }
}

fn is_joint(kind: Kind) -> bool {
    matches!(kind, Kind::kw_and | Kind::kw_or | Kind::kw_where)
}
