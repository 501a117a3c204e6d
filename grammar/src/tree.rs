//! The owned syntax tree: one kind of node for every construct, named by its grammar rule.
//!
//! Tokens carry their text (folded, names in NFC); spans always mean the original file.
//! Expressions are flat, as written; whoever reads them applies precedence.

pub use crate::rules::Rule as Kind;

/// A range of bytes in one of the files that were parsed together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Span {
    /// Which file, in the order in which the caller numbered them.
    pub file: u32,
    /// First byte.
    pub start: u32,
    /// Byte behind the last.
    pub end: u32,
}

impl Span {
    /// The smallest span that holds both; the first where they are of different files, as in an amended text.
    pub fn to(self, other: Span) -> Span {
        if self.file != other.file {
            return self;
        }
        Span { file: self.file, start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether another span lies inside of it.
    pub fn holds(self, inner: Span) -> bool {
        self.file == inner.file && self.start <= inner.start && inner.end <= self.end
    }

    /// The span as a range of bytes.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// What stands around a clause or declaration and means nothing, yet must not be lost.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Trivia {
    /// `# text`, without the sign and the blank behind it.
    Comment(String),
    /// One or more empty lines.
    Blank,
}

/// A node of the syntax tree.
#[derive(Debug, Clone)]
pub struct Node {
    /// The grammar rule.
    pub kind: Kind,
    /// Where it stands in the original file.
    pub span: Span,
    /// A token's text: folded, names in NFC, a string's `text` unescaped. Empty for inner nodes, and for
    /// keywords and signs, whose kind says it all (`upto` keeps `..` or `..<`).
    pub text: Box<str>,
    /// The parts, tokens included, in the order written.
    pub children: Vec<Node>,
    /// Comments and empty lines in front of a clause or declaration.
    pub before: Vec<Trivia>,
    /// The comment behind a clause on its last line.
    pub behind: Option<String>,
    /// In a block: comments in front of its closing brace.
    pub inside: Vec<Trivia>,
}

impl Node {
    /// A node without parts.
    pub fn new(kind: Kind, span: Span) -> Node {
        Node {
            kind,
            span,
            text: Box::default(),
            children: Vec::new(),
            before: Vec::new(),
            behind: None,
            inside: Vec::new(),
        }
    }

    /// The first child of a kind.
    pub fn get(&self, kind: Kind) -> Option<&Node> {
        self.children.iter().find(|c| c.kind == kind)
    }

    /// All children of a kind.
    pub fn all(&self, kind: Kind) -> impl Iterator<Item = &Node> {
        self.children.iter().filter(move |c| c.kind == kind)
    }

    /// Whether a child of the kind is there.
    pub fn has(&self, kind: Kind) -> bool {
        self.get(kind).is_some()
    }

    /// The declared or referenced name: the text of the first `name` child.
    pub fn name(&self) -> Option<&Node> {
        self.get(Kind::name)
    }

    /// The word in `key`'s parentheses, else the name.
    pub fn key(&self) -> Option<&Node> {
        self.get(Kind::key).and_then(|k| k.get(Kind::code)).or_else(|| self.name())
    }

    /// The text of the `string` inside a child of this kind (`title`, `note`), or of a direct `string` child.
    pub fn string(&self, kind: Kind) -> Option<&str> {
        let holder = if kind == Kind::string { Some(self) } else { self.get(kind) }?;
        Some(&holder.get(Kind::string)?.get(Kind::text)?.text)
    }

    /// This node and everything below it, parents first.
    pub fn walk<'a>(&'a self, visit: &mut dyn FnMut(&'a Node)) {
        visit(self);
        for child in &self.children {
            child.walk(visit);
        }
    }
}

/// Whether two trees say the same: kinds, texts and comments, not spans; empty lines do not count.
impl PartialEq for Node {
    fn eq(&self, other: &Node) -> bool {
        fn comments(t: &[Trivia]) -> impl Iterator<Item = &Trivia> {
            t.iter().filter(|t| **t != Trivia::Blank)
        }
        self.kind == other.kind
            && self.text == other.text
            && self.behind == other.behind
            && comments(&self.before).eq(comments(&other.before))
            && comments(&self.inside).eq(comments(&other.inside))
            && self.children == other.children
    }
}

/// A parsed file. Parsing never fails: what could not be read is a `broken` node and an error.
#[derive(Debug, Clone)]
pub struct File {
    /// The declarations, in order.
    pub declarations: Vec<Node>,
    /// Comments behind the last declaration (or of a file without one).
    pub ending: Vec<Trivia>,
    /// What is wrong with it.
    pub errors: Vec<crate::error::SyntaxError>,
    /// The language of the first keyword; Chinese where there is none.
    pub language: crate::keywords::Language,
}
