//! What an address means in the base.

use super::members::{by_case, by_name, is_named};
use super::near::Near;
use super::place::{Path, at, below, block, clauses, walk};
use crate::diagnostic::{Arg, Code, Diagnostic};
use jifen_grammar::format::format_node;
use jifen_grammar::keywords::Language;
use jifen_grammar::tree::{Kind, Node};
use std::cell::OnceCell;
use std::collections::BTreeMap;

/// The text that addresses mean.
pub(crate) struct Base<'n> {
    pub(super) declarations: &'n [Node],
    /// What is published apart from it.
    pub(super) apart: &'n [Node],
    /// What an address can start with: declarations, groups, facts and fields, in order.
    pub(super) roots: Vec<(Path, &'n Node)>,
    /// Their places in that list, by name and by key.
    named: BTreeMap<&'n str, Vec<usize>>,
    /// Only whether an address means something is asked, not what is there instead.
    pub(super) quiet: bool,
    /// All tokens that are names, by their text: made when it is first asked for.
    tokens: OnceCell<Tokens<'n>>,
}

/// Names with their places.
type Tokens<'n> = BTreeMap<&'n str, Vec<(Path, &'n Node)>>;

/// What an address leads to.
#[derive(Debug, Clone)]
pub(crate) struct Place<'n> {
    /// Where.
    pub path: Path,
    /// What.
    pub node: &'n Node,
}

pub(crate) type Found<T> = Result<T, Box<Diagnostic>>;

impl<'n> Base<'n> {
    pub(crate) fn new(declarations: &'n [Node], apart: &'n [Node]) -> Base<'n> {
        let mut roots = Vec::new();
        for (i, declaration) in declarations.iter().enumerate() {
            search(&[i], declaration, &mut roots);
        }
        let mut named: BTreeMap<&'n str, Vec<usize>> = BTreeMap::new();
        for (i, (_, node)) in roots.iter().enumerate() {
            let key = node.get(Kind::key).and_then(|k| k.get(Kind::code));
            for word in node.name().into_iter().chain(key) {
                let places = named.entry(&word.text).or_default();
                if places.last() != Some(&i) {
                    places.push(i);
                }
            }
        }
        Base { declarations, apart, roots, named, quiet: false, tokens: OnceCell::new() }
    }

    /// Where a name stands as a token, whatever it means there.
    pub(super) fn tokens(&self, name: &str) -> &[(Path, &'n Node)] {
        let all = self.tokens.get_or_init(|| {
            let mut all = Tokens::new();
            walk(self.declarations, &[], &mut |path, node| {
                if matches!(node.kind, Kind::name | Kind::callee) {
                    all.entry(&*node.text).or_default().push((path.to_vec(), node));
                }
            });
            all
        });
        all.get(name).map_or(&[], Vec::as_slice)
    }

    /// What a `target` means; an error where it means nothing, or several things.
    pub(crate) fn resolve(&self, target: &Node) -> Found<Place<'n>> {
        let Some(kind) = target.children.first().map(|c| c.kind) else {
            return Err(Box::new(Diagnostic::new(Code::TargetNotFound, target.span, [shown(target), "".into()])));
        };
        let mut steps = target.children.iter().filter(|c| matches!(c.kind, Kind::within | Kind::at)).peekable();
        let mut place = match steps.next_if(|step| self.unnamed(target, kind, step).is_some()) {
            Some(step) => self.unnamed(target, kind, step).map_or_else(|| self.declaration(target, kind), Ok)?,
            None => self.declaration(target, kind)?,
        };
        for step in steps {
            let found = match (step.kind, step.name()) {
                (Kind::within, Some(name)) => by_name(place.node, &place.path, &name.text),
                _ => by_case(place.node, &place.path, step),
            };
            place = only(found, target, step, || self.others(&place, step))?;
        }
        match target.get(Kind::part).and_then(|p| p.children.first()) {
            Some(part) => self.part(&place, part, target),
            None => Ok(place),
        }
    }

    /// Of declarations without names, `事实(1)` is the first.
    fn unnamed(&self, target: &Node, kind: Kind, step: &Node) -> Option<Place<'n>> {
        let counted = matches!(kind, Kind::kw_facts | Kind::kw_conventions | Kind::kw_require | Kind::kw_assume);
        let plain = target.name().is_none() && !target.has(Kind::string) && step.kind == Kind::at;
        let number: usize = super::place::words(step).parse().ok().filter(|_| counted && plain)?;
        let mut all = self.roots.iter().filter(|(path, node)| path.len() == 1 && may_be(kind, node));
        let (path, node) = all.nth(number.checked_sub(1)?)?;
        Some(Place { path: path.clone(), node })
    }

    fn declaration(&self, target: &Node, kind: Kind) -> Found<Place<'n>> {
        let named = target.name().or_else(|| target.get(Kind::string));
        let name =
            named.map(|n| if n.kind == Kind::string { n.get(Kind::text).map_or("", |t| &*t.text) } else { &n.text });
        let mut found: Vec<(Path, &'n Node)> = match (name, kind) {
            (Some(name), kind) if !matches!(kind, Kind::kw_require | Kind::kw_assume) => {
                let places = self.named.get(name).map_or(&[][..], Vec::as_slice);
                let all = places.iter().filter_map(|i| self.roots.get(*i));
                let means = |(path, node): &&(Path, &Node)| {
                    may_be(kind, node) && is_named(node, name) && (kind != Kind::kw_facts || !self.is_field(path))
                };
                all.filter(means).cloned().collect()
            }
            _ => {
                let fits = |node: &Node| may_be(kind, node) && name.map_or(node.kind != Kind::fact, |n| says(node, n));
                self.roots.iter().filter(|(_, node)| fits(node)).cloned().collect()
            }
        };
        // Unnamed, the one without a name is meant; of several blocks of facts the last.
        if name.is_none() && kind == Kind::kw_outcomes && 1 < found.len() {
            found.retain(|(_, n)| n.name().is_none());
        }
        if name.is_none() && kind == Kind::kw_facts {
            found.drain(..found.len().saturating_sub(1));
        }
        let word = named.unwrap_or(target);
        only(found, target, word, || self.elsewhere(kind, name.unwrap_or("")))
    }

    /// Whether a place is in a record: its fields are no facts.
    pub(super) fn is_field(&self, path: &[usize]) -> bool {
        path.first().and_then(|i| self.declarations.get(*i)).is_some_and(|d| d.kind == Kind::record)
    }

    /// A cap, a citation, … of what was found; where that is a rule of one line, also the line's.
    fn part(&self, place: &Place<'n>, word: &Node, target: &Node) -> Found<Place<'n>> {
        let mut found = self.parts(&place.path, place.node, word.kind);
        let lines = |n: &Node| super::place::is_block(n) && n.all(Kind::line).nth(1).is_none();
        if found.is_empty()
            && let Some((i, block)) = place.node.children.iter().enumerate().find(|(_, n)| lines(n))
            && let Some((j, line)) = block.children.iter().enumerate().find(|(_, n)| n.kind == Kind::line)
        {
            let path = below(&below(&place.path, i), j);
            let shape = line.children.iter().position(|n| n.kind == Kind::row).map(|i| (below(&path, i), i));
            found = self.parts(&path, line, word.kind);
            let row = shape.and_then(|(path, i)| Some((path, line.children.get(i)?)));
            found.extend(row.into_iter().flat_map(|(path, row)| self.parts(&path, row, word.kind)));
        }
        only(found, target, word, || self.deeper(place, word))
    }

    /// The parts of a kind that stand right in a node.
    fn parts(&self, path: &[usize], node: &'n Node, kind: Kind) -> Vec<(Path, &'n Node)> {
        let own = |node: &'n Node, path: &[usize]| -> Vec<(Path, &'n Node)> {
            let all = node.children.iter().enumerate();
            all.filter(|(_, c)| is_part(c, kind)).map(|(i, c)| (below(path, i), c)).collect()
        };
        let mut found = own(node, path);
        // A verdict's, per-unit award's or presumption's own parts stand one level down.
        for (i, child) in node.children.iter().enumerate() {
            if super::place::is_block(child) || matches!(child.kind, Kind::verdict | Kind::per_unit | Kind::presume) {
                found.extend(own(child, &below(path, i)));
            }
        }
        found
    }

    /// The declaration, group or fact that an address starts with.
    pub(super) fn root(&self, target: &Node) -> Option<&'n Node> {
        let kind = target.children.first()?.kind;
        let step = target.children.iter().find(|c| matches!(c.kind, Kind::within | Kind::at));
        let counted = step.and_then(|step| self.unnamed(target, kind, step));
        counted.or_else(|| self.declaration(target, kind).ok()).map(|place| place.node)
    }

    /// The node at a path.
    pub(crate) fn node(&self, path: &[usize]) -> Option<&'n Node> {
        at(self.declarations, path)
    }
}

/// What an address can start with, in a declaration: itself, the groups of a total, facts and fields.
fn search<'n>(path: &[usize], node: &'n Node, roots: &mut Vec<(Path, &'n Node)>) {
    roots.push((path.to_vec(), node));
    let nested = |block: &Node, clause: &Node| match block.kind {
        Kind::group_block => clause.kind == Kind::group,
        Kind::facts_block | Kind::record_block => clause.kind == Kind::fact,
        _ => false,
    };
    if let Some((at, block)) = block(node).and_then(|i| Some((below(path, i), node.children.get(i)?))) {
        for (i, clause) in clauses(block).filter(|(_, clause)| nested(block, clause)) {
            search(&below(&at, i), clause, roots);
        }
    }
}

/// Whether a node is the part that a word of an address means.
pub(super) fn is_part(node: &Node, word: Kind) -> bool {
    match word {
        Kind::kw_per => node.kind == Kind::cite,
        Kind::kw_title => node.kind == Kind::title,
        Kind::kw_note => node.kind == Kind::note,
        Kind::kw_only_for => node.kind == Kind::guard,
        word => node.kind == Kind::modifier && node.has(word),
    }
}

/// Whether an address of a kind can mean a node that it can start with.
pub(super) fn may_be(kind: Kind, node: &Node) -> bool {
    match kind {
        Kind::kw_indicator => node.kind == Kind::indicator,
        Kind::kw_define => node.kind == Kind::define,
        Kind::kw_result => node.kind == Kind::result,
        Kind::kw_choice => node.kind == Kind::choice,
        Kind::kw_alternative => node.kind == Kind::alternative,
        Kind::kw_record => node.kind == Kind::record,
        Kind::kw_facts => matches!(node.kind, Kind::facts | Kind::fact),
        Kind::kw_parameter => node.kind == Kind::parameter,
        Kind::kw_catalogue => node.kind == Kind::catalogue,
        Kind::kw_total => node.kind == Kind::total,
        Kind::kw_group => node.kind == Kind::group,
        Kind::kw_outcomes => node.kind == Kind::outcomes,
        Kind::kw_require => node.kind == Kind::require,
        Kind::kw_assume => node.kind == Kind::assume,
        Kind::kw_conventions => node.kind == Kind::conventions,
        _ => false,
    }
}

/// Whether a constraint goes by these words: its message, or its condition as written.
fn says(node: &Node, words: &str) -> bool {
    let condition = node.get(Kind::expr);
    node.string(Kind::title) == Some(words)
        || condition.is_some_and(|e| [Language::Zh, Language::En].iter().any(|l| format_node(e, *l) == words))
}

/// The only one; none or several are an error at the address.
fn only<'n>(found: Vec<(Path, &'n Node)>, target: &Node, word: &Node, near: impl FnOnce() -> Near) -> Found<Place<'n>> {
    let mut all = found.into_iter();
    match (all.next(), all.next()) {
        (Some((path, node)), None) => Ok(Place { path, node }),
        (None, _) => {
            let near = near();
            let problem = Diagnostic::new(Code::TargetNotFound, word.span, [shown(target), near.hint]);
            Err(Box::new(Diagnostic { related: near.place.into_iter().collect(), ..problem }))
        }
        (Some((_, first)), Some((_, second))) => {
            let here = || Arg::pair("这里", "here");
            let mut problem = Diagnostic::new(Code::AmbiguousTarget, word.span, [shown(target)]);
            for node in [first, second].into_iter().chain(all.map(|(_, n)| n)).take(8) {
                problem = problem.with(node.span, here());
            }
            Err(Box::new(problem))
        }
    }
}

/// A node as a message shows it: one line, cut.
pub(super) fn shown(node: &Node) -> Arg {
    let text = |language| {
        let whole = format_node(node, language);
        let line = whole.split_whitespace().collect::<Vec<_>>().join(" ");
        match line.char_indices().nth(60) {
            Some((i, _)) => format!("{}…", line.get(..i).unwrap_or("")),
            None => line,
        }
    };
    Arg::pair(text(Language::Zh), text(Language::En))
}
