//! What a place in the old text is called in an operation.

use super::Base;
use super::place::{Path, at, is_block};
use jifen_grammar::format::format_node;
use jifen_grammar::keywords::{Language, keyword};
use jifen_grammar::parse;
use jifen_grammar::tree::{Kind, Node, Span};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// Addresses in a text; each is looked up once, and means what it should.
pub(crate) struct Addresses<'n> {
    base: Base<'n>,
    declarations: &'n [Node],
    language: Language,
    known: RefCell<BTreeMap<Path, Option<String>>>,
}

impl<'n> Addresses<'n> {
    pub fn new(declarations: &'n [Node], language: Language) -> Addresses<'n> {
        let mut base = Base::new(declarations, &[]);
        base.quiet = true;
        Addresses { base, declarations, language, known: RefCell::default() }
    }

    /// The address of a declaration, a clause, a cell, or a part such as a cap; `None` where it has none.
    pub fn of(&self, path: &[usize]) -> Option<String> {
        if let Some(known) = self.known.borrow().get(path) {
            return known.clone();
        }
        let found = self.candidates(path).into_iter().find(|words| self.means(words, path));
        self.known.borrow_mut().insert(path.to_vec(), found.clone());
        found
    }

    /// The node at a path.
    pub fn node(&self, path: &[usize]) -> Option<&'n Node> {
        at(self.declarations, path)
    }

    fn means(&self, words: &str, path: &[usize]) -> bool {
        let text = format!("{} {words}", self.word(Kind::kw_delete));
        let file = parse(0, &text);
        let target = file.declarations.first().filter(|_| file.errors.is_empty()).and_then(|d| d.get(Kind::target));
        target.and_then(|t| self.base.resolve(t).ok()).is_some_and(|place| place.path == path)
    }

    /// A keyword in the language of the addresses.
    pub fn word(&self, kind: Kind) -> &'static str {
        keyword(kind).map_or("", |k| k.canonical(self.language))
    }

    /// Ways to say it, the shortest first.
    fn candidates(&self, path: &[usize]) -> Vec<String> {
        let chain: Vec<&Node> = (1..=path.len()).filter_map(|n| self.node(path.get(..n)?)).collect();
        let Some((declaration, inner)) = chain.split_first() else { return Vec::new() };
        // Of a verdict's parts the outcome is what has an address.
        let mut steps: Vec<&Node> = Vec::new();
        let mut group: Option<&Node> = None;
        for (i, node) in inner.iter().enumerate() {
            let parent = if i == 0 { declaration } else { inner.get(i - 1).unwrap_or(declaration) };
            if node.kind == Kind::group {
                group = Some(node);
                steps.clear();
            } else if is_block(parent) {
                steps.push(node);
            }
        }
        let last = inner.last();
        let part = last.and_then(|n| part(n)).map(|kind| format!(" {}", self.word(kind)));
        let cell = last.filter(|n| n.kind == Kind::cell);
        if part.is_some() && last.is_some_and(|l| steps.last().is_some_and(|s| std::ptr::eq(*s, *l))) {
            steps.pop();
        }
        let told: Vec<String> = steps
            .iter()
            .filter_map(|step| match cell {
                Some(cell) if step.children.iter().any(|c| std::ptr::eq(c, *cell)) => self.of_cell(step, cell, path),
                _ => self.step(step),
            })
            .collect();
        // A part of a clause without an address is a part of what holds it, but another clause is not that.
        let silent = steps.last().is_some_and(|s| self.step(s).is_none());
        if silent && part.is_none() {
            return Vec::new();
        }
        let tail = part.unwrap_or_default();
        let mut all = Vec::new();
        for root in self.roots(declaration, group, steps.first().copied(), path) {
            let (root, told) = match root {
                (root, true) => (root, told.get(1..).unwrap_or(&[])),
                (root, false) => (root, told.as_slice()),
            };
            if let (Some(step), true) = (told.last(), 1 < told.len()) {
                all.push(format!("{root}{step}{tail}"));
            }
            all.push(format!("{root}{}{tail}", told.concat()));
        }
        all
    }

    /// What an address can start with, and whether that says the first step already.
    fn roots(
        &self,
        declaration: &Node,
        group: Option<&Node>,
        first: Option<&Node>,
        path: &[usize],
    ) -> Vec<(String, bool)> {
        let head = declaration.children.first().map_or("", |c| self.word(c.kind));
        let named = |word: &str, node: &Node| node.name().map(|n| (format!("{word} {}", n.text), false));
        if let Some(group) = group {
            return named(self.word(Kind::kw_group), group).into_iter().collect();
        }
        let mut all = Vec::new();
        match declaration.kind {
            Kind::facts => {
                let fact = first.filter(|f| f.kind == Kind::fact).and_then(|f| named(head, f));
                all.extend(fact.map(|(words, _)| (words, true)));
            }
            Kind::require | Kind::assume => {
                let condition = declaration.get(Kind::expr).map(|e| format_node(e, self.language));
                let says = declaration.string(Kind::title).map(str::to_owned).or(condition).unwrap_or_default();
                all.push((format!("{head} \"{}\"", says.replace('\\', "\\\\").replace('"', "\\\"")), false));
            }
            _ => all.extend(named(head, declaration)),
        }
        if declaration.name().is_none() {
            all.push((head.to_owned(), false));
            let place = path.first().copied().unwrap_or(0);
            let before = self.declarations.get(..place).unwrap_or(&[]);
            let number = before.iter().filter(|d| d.kind == declaration.kind && d.name().is_none()).count() + 1;
            all.push((format!("{head}({number})"), false));
        }
        all
    }

    /// What a clause is called inside of what holds it.
    fn step(&self, clause: &Node) -> Option<String> {
        if let Some(label) = clause.get(Kind::label) {
            return Some(format_node(label, self.language));
        }
        let text = |node: &Node| format_node(node, self.language);
        let cases: Vec<String> = clause.all(Kind::case).map(text).collect();
        if !cases.is_empty() {
            return (clause.kind != Kind::header).then(|| format!("({})", cases.join(", ")));
        }
        match clause.kind {
            Kind::step | Kind::listing => {
                let day = clause.children.iter().find(|c| matches!(c.kind, Kind::date | Kind::month))?;
                Some(format!("({})", day.text))
            }
            Kind::slice_rate => Some(format!("({})", text(clause.get(Kind::band)?))),
            Kind::entry => {
                let code = clause.children.first()?;
                Some(format!("({})", if code.kind == Kind::string { text(code) } else { code.text.to_string() }))
            }
            Kind::line => clause.has(Kind::otherwise).then(|| format!("({})", self.word(Kind::kw_otherwise))),
            _ => Some(format!(".{}", clause.get(Kind::verdict).unwrap_or(clause).name()?.text)),
        }
    }

    /// A matrix cell by the cases of its row and the one above it.
    fn of_cell(&self, row: &Node, cell: &Node, path: &[usize]) -> Option<String> {
        let table = self.node(path.get(..path.len().checked_sub(2)?)?)?;
        let column = row.all(Kind::cell).position(|c| std::ptr::eq(c, cell))?;
        let above = table.get(Kind::header)?.all(Kind::case).nth(column)?;
        let cases: Vec<String> = row.all(Kind::case).chain([above]).map(|c| format_node(c, self.language)).collect();
        Some(format!("({})", cases.join(", ")))
    }
}

/// The word by which a part is addressed.
pub(crate) fn part(node: &Node) -> Option<Kind> {
    match node.kind {
        Kind::cite => Some(Kind::kw_per),
        Kind::title => Some(Kind::kw_title),
        Kind::note => Some(Kind::kw_note),
        Kind::guard => Some(Kind::kw_only_for),
        Kind::modifier => node.children.first().map(|c| c.kind),
        _ => None,
    }
}

/// Some nodes in a row as one line of text.
pub(crate) fn line(nodes: &[Node], language: Language) -> String {
    let whole = Node { children: nodes.to_vec(), ..Node::new(Kind::expr, Span::default()) };
    format_node(&whole, language)
}
