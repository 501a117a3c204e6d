//! Which operation a mistake in an amended text comes from: the one after which it is there, the operations made one by one.

use super::{Base, Consolidated, amend};
use crate::diagnostic::{Arg, Code, Diagnostic, Severity};
use crate::model::Version;
use jifen_grammar::format::is_operation;
use jifen_grammar::keywords::{KEYWORDS, Language};
use jifen_grammar::tree::{File, Kind, Node, Span};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// Operations that are tried each by itself, where one by one says no more than that it is among them.
const MOST_ALONE: usize = 32;

/// A text's model, what is wrong with it, and whether all of it was looked at.
pub(crate) type Examined = (Option<Version>, Vec<Diagnostic>, bool);

type Mistakes = BTreeSet<(Code, Span)>;

/// An amendment that was made, for finding the operation that a mistake comes from.
pub(crate) struct Blame<'a> {
    base: &'a Consolidated,
    amendment: &'a File,
    /// Its file's number.
    file: u32,
    /// The place of its head, for what comes from no operation.
    head: Span,
    apart: &'a [Node],
    examine: &'a dyn Fn(&Consolidated) -> Examined,
    operations: Vec<&'a Node>,
    /// What is wrong with the text that some of the operations make.
    known: RefCell<BTreeMap<Vec<usize>, (Mistakes, bool)>>,
}

impl<'a> Blame<'a> {
    /// `examine` reads and checks a text; `apart` is as for [`amend`].
    pub fn new(
        base: &'a Consolidated,
        (file, amendment): (u32, &'a File),
        head: Span,
        apart: &'a [Node],
        examine: &'a dyn Fn(&Consolidated) -> Examined,
    ) -> Blame<'a> {
        let operations = amendment.declarations.iter().filter(|d| is_operation(d.kind)).collect();
        Blame { base, amendment, file, head, apart, examine, operations, known: RefCell::default() }
    }

    /// What is wrong with the amended text, each placed where its mistake was made: at an operation, with the place that it led
    /// to. What one operation leads to in several places is told once.
    pub fn placed(&self, found: Vec<Diagnostic>, whole: bool) -> Vec<Diagnostic> {
        let mut all: Vec<(Diagnostic, bool)> = Vec::new();
        for diagnostic in found {
            let (placed, moved) = self.place(diagnostic, whole);
            let same = |(d, other): &&mut (Diagnostic, bool)| {
                let inside = placed.span.holds(d.span) || d.span.holds(placed.span);
                let twin = d.span == placed.span && d.args == placed.args;
                d.code == placed.code && (twin && moved && *other || inside && moved != *other)
            };
            match all.iter_mut().find(same) {
                Some((there, other)) if *other && !moved => {
                    let before = std::mem::replace(there, placed);
                    there.related.extend(before.related);
                    *other = false;
                }
                Some((there, _)) => there.related.extend(placed.related),
                None => all.push((placed, moved)),
            }
        }
        all.into_iter().map(|(d, _)| d).collect()
    }

    /// A diagnostic at its operation, and whether its own place is elsewhere.
    fn place(&self, mut found: Diagnostic, whole: bool) -> (Diagnostic, bool) {
        let within = |span: Span| self.operations.iter().any(|o| o.span.holds(span));
        if within(found.span) {
            // What is written here may be wrong only since another operation, such as one that changes a type
            let since = self.operation(&found, whole).filter(|o| !o.span.holds(found.span));
            let told = |o: &Node| found.related.iter().any(|(span, _)| o.span.holds(*span));
            if let Some(operation) = since.filter(|o| found.severity() == Severity::Error && !told(o)) {
                let words = Arg::pair("有了这一处修改,才有此问题", "it is wrong since this operation");
                found.related.push((operation.span, words));
            }
            return (found, false);
        }
        if let Some((span, words)) = found.related.iter_mut().find(|(span, _)| within(*span)) {
            *words = Arg::pair("与此处有关", "the other place");
            std::mem::swap(span, &mut found.span);
            return (found, false);
        }
        let operation = self.operation(&found, whole).map(|o| o.span);
        if operation.is_none() && found.span.file == self.file {
            return (found, false);
        }
        let span = std::mem::replace(&mut found.span, operation.unwrap_or(self.head));
        if span.file != self.file {
            found.related.retain(|(place, _)| *place != span);
            found.related.insert(0, (span, led_to(&found)));
        }
        (found, true)
    }

    /// The operation after which a mistake is there; `None` where it is there without any.
    fn operation(&self, found: &Diagnostic, whole: bool) -> Option<&'a Node> {
        let all: Vec<usize> = (0..self.operations.len()).collect();
        // What is only looked for in a text without errors can't be said to be absent from one with some.
        let has =
            |of: &[usize]| Some(self.has(found, of)).filter(|(has, all)| *has || *all || !whole).map(|(has, _)| has);
        let first = |n: usize| has(all.get(..n).unwrap_or(&[]));
        let (mut without, mut with) = (0, all.len());
        if first(0) == Some(true) {
            return None;
        }
        while 1 < with - without {
            let middle = usize::midpoint(without, with);
            let mut between: Vec<usize> = (without + 1..with).collect();
            between.sort_by_key(|n| n.abs_diff(middle));
            match between.into_iter().find_map(|n| Some((n, first(n)?))) {
                Some((n, true)) => with = n,
                Some((n, false)) => without = n,
                None => break,
            }
        }
        let among = if 1 < with - without { without..with } else { 0..0 };
        let cause = among.clone().take(MOST_ALONE).find(|n| has(&[*n]) == Some(true));
        let cause = cause.or_else(|| among.into_iter().find(|n| self.mentions(*n, found))).or(with.checked_sub(1));
        self.operations.get(cause?).copied()
    }

    /// Whether what an operation is made on mentions what a mistake is about.
    fn mentions(&self, operation: usize, found: &Diagnostic) -> bool {
        let target = self.operations.get(operation).and_then(|o| o.get(Kind::target));
        let place = target.and_then(|t| Base::new(&self.base.tree.declarations, self.apart).resolve(t).ok());
        let mut mentioned = false;
        let about =
            |n: &Node| matches!(n.kind, Kind::name | Kind::callee) && found.args.iter().any(|a| a.zh == *n.text);
        place.into_iter().for_each(|p| p.node.walk(&mut |n| mentioned |= about(n)));
        mentioned
    }

    /// Whether the text that some operations make has a mistake, and whether all of it could be looked at.
    fn has(&self, found: &Diagnostic, operations: &[usize]) -> (bool, bool) {
        let mut known = self.known.borrow_mut();
        let (problems, whole) = known.entry(operations.to_vec()).or_insert_with(|| {
            let chosen = |d: &Node| self.operations.iter().position(|o| std::ptr::eq(*o, d));
            let mut keep =
                self.amendment.declarations.iter().map(|d| chosen(d).is_none_or(|n| operations.contains(&n)));
            let mut amendment = self.amendment.clone();
            amendment.declarations.retain(|_| keep.next() == Some(true));
            let (_, problems, whole) = (self.examine)(&amend(self.base, &amendment, "", self.apart).0);
            (problems.iter().map(|p| (p.code, p.span)).collect(), whole)
        });
        (problems.contains(&(found.code, found.span)), *whole)
    }
}

/// What is said of the place in the base that an operation led to.
fn led_to(found: &Diagnostic) -> Arg {
    let word = found.args.first().and_then(|kind| KEYWORDS.iter().find(|k| k.canonical(Language::Zh) == kind.zh));
    match (found.code, word, found.args.get(1)) {
        (Code::Unused, Some(word), Some(name)) => Arg::pair(
            format!("修正后没有用到它;不再需要的,另写 `删去 {} {}`", word.canonical(Language::Zh), name.zh),
            format!(
                "as amended, nothing uses it: to take it away too, add `delete {} {}`",
                word.canonical(Language::En),
                name.en
            ),
        ),
        _ => Arg::pair("修正后,这里有此问题", "as amended, this is wrong here"),
    }
}
