//! Amendments of one base that wait beside each other: whether they touch the same, whether one can still be made after the
//! other, and whether their order matters. Both orders are really made.

use super::conflicts::{Taken, conflict};
use super::place::{at, block};
use super::splice::{Content, Splice};
use super::{Base, Consolidated, Touched, amend, splices_of};
use crate::diagnostic::{Arg, Code, Diagnostic};
use jifen_grammar::format::{format, is_operation};
use jifen_grammar::tree::{File, Kind, Node, Span};
use std::collections::BTreeSet;

/// An amendment, and what it makes of the base by itself.
#[derive(Debug, Clone, Copy)]
pub struct Pending<'a> {
    /// The id of its version.
    pub id: &'a str,
    /// Its file.
    pub amendment: &'a File,
    /// The place of its head.
    pub head: Span,
    /// The text that it makes.
    pub text: &'a Consolidated,
}

/// What two amendments of a base do to each other, told at the second; and the text that the second makes of the first's, where
/// nothing stands in its way.
pub fn interference(
    base: &Consolidated,
    first: &Pending<'_>,
    second: &Pending<'_>,
    apart: &[Node],
) -> (Vec<Diagnostic>, Option<Consolidated>) {
    let mut found = meet(base, first, second, apart);
    let told: BTreeSet<Span> = found.iter().flat_map(|d| d.related.iter().map(|r| r.0).chain([d.span])).collect();
    let (together, after) = amend(first.text, second.amendment, second.id, apart);
    let (other_way, before) = amend(second.text, first.amendment, first.id, apart);
    for (problems, made, other) in [(after, first, second), (before, second, first)] {
        let untold = problems.into_iter().filter(|p| !told.iter().any(|t| t.holds(p.span)));
        found.extend(untold.map(|problem| {
            let cause = cause(&problem, made);
            let args = [made.id.into(), other.id.into(), problem.words()];
            Diagnostic::new(Code::NotAfter, problem.span, args).with(cause, by(made))
        }));
    }
    if found.is_empty() && lines(&together) != lines(&other_way) {
        found = mentions(first, second);
        found.extend(mentions(second, first));
        if found.is_empty() {
            let args = [first.id.into(), second.id.into()];
            found.push(Diagnostic::new(Code::OrderMatters, second.head, args).with(first.head, by(first)));
        }
    }
    let clear = found.iter().all(|d| d.code != Code::NotAfter);
    (found, clear.then_some(together))
}

/// What a text says, in no order.
fn lines(text: &Consolidated) -> Vec<String> {
    let declarations = text.tree.declarations.iter().filter(|d| d.kind != Kind::policy).cloned().collect();
    let tree = File { declarations, ending: Vec::new(), errors: Vec::new(), language: text.tree.language };
    let mut all: Vec<String> = format(&tree, None).lines().map(str::to_owned).collect();
    all.sort();
    all
}

/// Names in what one amendment newly writes that the other takes away.
fn mentions(made: &Pending<'_>, other: &Pending<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (operation, gone) in made.text.touched.iter().flat_map(|t| t.gone.iter().map(move |g| (t.operation, g))) {
        for declaration in other.amendment.declarations.iter().filter(|d| is_operation(d.kind)) {
            declaration.walk(&mut |node| {
                if matches!(node.kind, Kind::name | Kind::callee) && *node.text == **gone {
                    let why = Arg::pair(format!("`{gone}` 已改称或删去"), format!("`{gone}` was renamed or deleted"));
                    let args = [made.id.into(), other.id.into(), why];
                    found.push(Diagnostic::new(Code::NotAfter, node.span, args).with(operation, by(made)));
                }
            });
        }
    }
    found
}

fn by(other: &Pending<'_>) -> Arg {
    Arg::pair(format!("{} 的修改", other.id), format!("what {} does", other.id))
}

/// The operation of an amendment that stands in the way of another's: the one that touched what it means.
fn cause(problem: &Diagnostic, made: &Pending<'_>) -> Span {
    let names: Vec<&str> = problem.args.iter().map(|a| a.zh.as_str()).collect();
    let says = |name: &str| !name.is_empty() && names.iter().any(|n| n.contains(name));
    let gone = |t: &&Touched| t.gone.iter().any(|g| says(g));
    let touched = &made.text.touched;
    let by = touched.iter().find(gone).or_else(|| touched.iter().find(|t| says(&t.name)));
    by.map_or(made.head, |t| t.operation)
}

/// Operations whose targets are or contain each other, and insertions at one place where order means something.
fn meet(base: &Consolidated, first: &Pending<'_>, second: &Pending<'_>, apart: &[Node]) -> Vec<Diagnostic> {
    let declarations = &base.tree.declarations;
    let on = Base::new(declarations, apart);
    let hard = |pending: &Pending<'_>| -> Vec<Splice> {
        let (all, _) = splices_of(&on, pending.amendment, &[], &mut Vec::new());
        all.into_iter().filter(|s| !s.soft).collect()
    };
    let (ours, theirs) = (hard(second), hard(first));
    let (of_ours, of_theirs) = (Taken::new(ours.iter().enumerate()), Taken::new(theirs.iter().enumerate()));
    let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (i, our) in ours.iter().enumerate() {
        let around = of_theirs.around(our).filter(|j| theirs.get(*j).is_some_and(|t| conflict(t, our)));
        pairs.extend(around.map(|j| (i, j)));
    }
    for (j, their) in theirs.iter().enumerate() {
        let around = of_ours.around(their).filter(|i| ours.get(*i).is_some_and(|o| conflict(o, their)));
        pairs.extend(around.map(|i| (i, j)));
    }
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut tell = |code: Code, our: &Splice, their: &Splice, hint: Arg| {
        let twice = found.iter().any(|d| d.span == our.operation && d.related.iter().any(|r| r.0 == their.operation));
        if !twice {
            let args = [first.id.into(), second.id.into(), hint];
            found.push(Diagnostic::new(code, our.operation, args).with(their.operation, by(first)));
        }
    };
    for (our, their) in pairs.iter().filter_map(|(i, j)| Some((ours.get(*i)?, theirs.get(*j)?))) {
        let hint = match alike(our, their) {
            true => Arg::pair(
                "两处修改相同,其一施行后另一处应删去",
                "both say the same: once one is made, the other has to go",
            ),
            false => Arg::pair("定下其中一个,另一个改为基于它", "settle on one of them, and base the other on it"),
        };
        tell(Code::SameTarget, our, their, hint);
    }
    for our in ours.iter().filter(|s| !s.removes()) {
        let beside = |their: &&Splice| {
            !their.removes()
                && their.parent == our.parent
                && their.range == our.range
                && ordered(declarations, &our.parent)
        };
        if let Some(their) = theirs.iter().find(beside) {
            tell(Code::OrderMatters, our, their, "".into());
        }
    }
    found
}

fn alike(one: &Splice, other: &Splice) -> bool {
    let same = match (&one.content, &other.content) {
        (Content::Nodes(a), Content::Nodes(b)) => a == b,
        (Content::Moved(a), Content::Moved(b)) => a == b,
        _ => false,
    };
    same && one.parent == other.parent && one.range == other.range
}

/// Whether the order of what stands in a block means something.
fn ordered(declarations: &[Node], parent: &[usize]) -> bool {
    let Some(here) = at(declarations, parent) else { return false };
    let holder = parent.split_last().and_then(|(_, above)| at(declarations, above));
    match here.kind {
        Kind::outcomes_block => true,
        Kind::body_block => here.has(Kind::combine) && here.all(Kind::combine).any(|c| c.has(Kind::kw_first)),
        Kind::choice_block => holder.is_some_and(|h| h.has(Kind::kw_low_to_high) && block(h).is_some()),
        _ => false,
    }
}
