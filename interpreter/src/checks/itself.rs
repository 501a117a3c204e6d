//! Comparisons of a thing with itself: mostly a name that an entry's field hides.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Expr, ExprKind, Version};
use crate::report::say;
use jifen_grammar::keywords::Language;

pub(super) fn check(version: &Version, found: &mut Vec<Diagnostic>) {
    version.expressions(&mut |expr| {
        if let ExprKind::Compare(_, a, b) = &expr.kind
            && same(a, b)
        {
            let name = say(a, version, Language::Zh);
            found.push(Diagnostic::new(Code::ComparedWithItself, expr.span, [name.into()]));
        }
    });
}

/// Whether two expressions read the same; constants apart, which compare nothing of an applicant's.
fn same(a: &Expr, b: &Expr) -> bool {
    use ExprKind::*;
    let alike = match (&a.kind, &b.kind) {
        (Fact(a), Fact(b)) => a == b,
        (Field(_, a), Field(_, b)) => a == b,
        (EntryField(a, i), EntryField(b, j)) => (a, i) == (b, j),
        (EntryDefinition(a, i), EntryDefinition(b, j)) => (a, i) == (b, j),
        (FieldDefinition(_, a), FieldDefinition(_, b)) => a == b,
        (Entry(a), Entry(b)) => a == b,
        (Argument(a), Argument(b)) => a == b,
        (Call(a, _), Call(b, _)) => a == b,
        (Parameter(a, i, ..), Parameter(b, j, ..)) => (a, i) == (b, j),
        (Group(a), Group(b)) => a == b,
        (CountingDate, CountingDate) => true,
        _ => false,
    };
    let (inside, other) = (a.children(), b.children());
    alike && inside.len() == other.len() && inside.into_iter().zip(other).all(|(a, b)| same(a, b))
}
