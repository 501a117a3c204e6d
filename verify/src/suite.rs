//! From the tree of a file to its cases: bases are joined to what differs.

use jifen_grammar::tree::{File, Kind, Node, Span};
use jifen_interpreter::diagnostic::{Arg, Code, Diagnostic};
use jifen_interpreter::facts::nearest;
use std::collections::BTreeMap;

/// A block of cases.
#[derive(Debug)]
pub struct Suite<'t> {
    /// Its name.
    pub name: &'t str,
    /// Its key; the name where none is given.
    pub key: &'t str,
    /// Its longer title.
    pub title: Option<&'t str>,
    /// The cases, in the order written.
    pub cases: Vec<Case<'t>>,
}

/// One case: who, and what is expected.
#[derive(Debug)]
pub struct Case<'t> {
    /// The whole line.
    pub node: &'t Node,
    /// Its label, without parentheses.
    pub label: Option<&'t str>,
    /// Which of its block, from 1.
    pub number: usize,
    /// The applicant that it begins with.
    pub base: Option<&'t str>,
    /// What is given, in order: the later replaces the earlier.
    pub given: Vec<Given<'t>>,
    /// From which of them on it differs from its base.
    pub own: usize,
    /// What is expected (nodes `expected`).
    pub expected: Vec<&'t Node>,
    /// The ids of the versions that it names, each with its place; none: the filing date picks.
    pub under: Vec<(&'t str, Span)>,
    /// What it goes back to.
    pub cites: Vec<&'t str>,
    /// What the author noted.
    pub notes: Vec<&'t str>,
    /// Whether somebody has confirmed what is expected; not where it is marked `未核`.
    pub reviewed: bool,
    /// That its base is not there: it can't be run.
    pub problem: Option<Diagnostic>,
}

/// Something given of an applicant.
#[derive(Debug, Clone, Copy)]
pub enum Given<'t> {
    /// All facts of a file (the string with its name).
    File(&'t Node),
    /// One fact (a node `given`).
    Fact(&'t Node),
}

/// The base applicants of a file by their names.
type Bases<'t> = BTreeMap<&'t str, &'t Node>;

/// The cases of a file, as far as they could be read; what is wrong is added to `found`.
pub fn suites<'t>(file: &'t File, found: &mut Vec<Diagnostic>) -> Vec<Suite<'t>> {
    let blocks = || file.declarations.iter().filter(|d| d.kind == Kind::cases);
    let mut bases = Bases::new();
    for base in blocks().filter_map(|b| b.get(Kind::cases_block)).flat_map(|b| b.all(Kind::basis)) {
        let Some(name) = base.name() else { continue };
        match bases.get(&*name.text) {
            Some(first) => found.push(twice(name, first.name().map_or(first.span, |n| n.span))),
            None => drop(bases.insert(&name.text, base)),
        }
    }
    for base in bases.values() {
        drop(chain(base, &bases, found));
    }
    blocks().map(|block| suite(block, &bases, found)).collect()
}

/// The names of the files that cases take applicants from, each with its place.
pub fn files(file: &File) -> Vec<(&str, Span)> {
    let mut all = Vec::new();
    for base in file.declarations.iter().filter_map(|d| d.get(Kind::cases_block)).flat_map(|b| b.all(Kind::basis)) {
        all.extend(base.get(Kind::string).map(|s| (text(s), s.span)));
    }
    all
}

/// The names of the facts that the cases of a file give.
pub fn given_names(file: &File) -> Vec<&str> {
    let mut all = Vec::new();
    for block in file.declarations.iter().filter_map(|d| d.get(Kind::cases_block)) {
        let bases = block.all(Kind::basis).filter_map(|b| b.get(Kind::given_block)).flat_map(|b| b.all(Kind::givens));
        let given = bases.chain(block.all(Kind::test_case)).flat_map(|g| g.all(Kind::given));
        all.extend(given.filter_map(Node::name).map(|n| &*n.text));
    }
    all
}

fn suite<'t>(block: &'t Node, bases: &Bases<'t>, found: &mut Vec<Diagnostic>) -> Suite<'t> {
    let name = block.name().map_or("", |n| &*n.text);
    let key = block.key().map_or(name, |k| &*k.text);
    let lines = block.get(Kind::cases_block).into_iter().flat_map(|b| b.all(Kind::test_case));
    let mut cases: Vec<Case<'t>> = Vec::new();
    for (number, line) in (1..).zip(lines) {
        let case = case(line, number, bases);
        let label = line.get(Kind::label);
        if let (Some(at), Some(first)) = (label, cases.iter().find(|c| c.label.is_some() && c.label == case.label)) {
            let place = first.node.get(Kind::label).map_or(first.node.span, |l| l.span);
            found.push(twice(at, place));
        }
        cases.push(case);
    }
    Suite { name, key, title: block.string(Kind::title), cases }
}

fn case<'t>(line: &'t Node, number: usize, bases: &Bases<'t>) -> Case<'t> {
    let reference = line.get(Kind::reference).and_then(Node::name);
    let base = reference.and_then(|name| bases.get(&*name.text)).copied();
    let mut given = base.map_or_else(Vec::new, |base| chain(base, bases, &mut Vec::new()));
    let own = given.len();
    given.extend(line.all(Kind::given).map(Given::Fact));
    let under = line.get(Kind::under_versions);
    let strings = |kind| line.all(kind).flat_map(|n| n.all(Kind::string)).map(text).collect();
    Case {
        node: line,
        label: line.get(Kind::label).and_then(|l| l.children.iter().find(|c| !c.text.is_empty())).map(|c| &*c.text),
        number,
        base: base.and_then(Node::name).map(|n| &*n.text),
        given,
        own,
        expected: line.all(Kind::expected).collect(),
        under: under.into_iter().flat_map(|u| u.all(Kind::id)).map(|id| (&*id.text, id.span)).collect(),
        cites: strings(Kind::cite),
        notes: strings(Kind::note),
        reviewed: !line.has(Kind::kw_unreviewed),
        problem: reference.filter(|_| base.is_none()).map(|name| no_base(name, bases)),
    }
}

/// What a base gives: what the one that it is made of gives, its file, its own facts.
fn chain<'t>(base: &'t Node, bases: &Bases<'t>, found: &mut Vec<Diagnostic>) -> Vec<Given<'t>> {
    let mut line = vec![base];
    let mut at = base;
    while let Some(name) = at.get(Kind::reference).and_then(Node::name) {
        match bases.get(&*name.text) {
            None => found.push(no_base(name, bases)),
            Some(next) if line.iter().any(|known| std::ptr::eq(*known, *next)) => {
                let names = line.iter().chain([next]).filter_map(|b| b.name()).map(|n| n.text.to_string());
                let names = names.collect::<Vec<_>>().join(" → ");
                found.push(Diagnostic::new(Code::Cycle, name.span, [Arg::from(names)]));
            }
            Some(next) => {
                line.push(next);
                at = next;
                continue;
            }
        }
        break;
    }
    let mut given = Vec::new();
    for base in line.into_iter().rev() {
        given.extend(base.get(Kind::string).map(Given::File));
        let facts = base.get(Kind::given_block).into_iter().flat_map(|b| b.all(Kind::givens));
        given.extend(facts.flat_map(|g| g.all(Kind::given)).map(Given::Fact));
    }
    given
}

fn no_base(name: &Node, bases: &Bases<'_>) -> Diagnostic {
    let hint = match nearest(&name.text, bases.keys().copied()) {
        Some(near) => Arg::pair(format!("是不是 `{near}`?"), format!("did you mean `{near}`?")),
        None => Arg::pair(format!("写 `基准 {} {{ … }}`", name.text), format!("write `base {} {{ … }}`", name.text)),
    };
    Diagnostic::new(Code::NoSuchBase, name.span, [Arg::from(&name.text), hint])
}

fn twice(node: &Node, first: Span) -> Diagnostic {
    let word = node.children.iter().find(|c| !c.text.is_empty()).map_or(&*node.text, |c| &*c.text);
    let args = [Arg::from(word)];
    Diagnostic::new(Code::DuplicateName, node.span, args).with(first, Arg::pair("前面的声明", "the first one"))
}

/// The text inside a `string` node.
pub(crate) fn text(node: &Node) -> &str {
    node.get(Kind::text).map_or("", |t| &*t.text)
}
