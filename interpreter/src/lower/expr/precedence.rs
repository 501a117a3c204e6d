//! Flat expressions to trees: who binds what. No names, no types; chains of one operator stay flat.

use jifen_grammar::tree::{Kind, Node, Span};

use super::DEEPEST;

/// A part of an expression, with the nodes it was made of.
#[derive(Debug)]
pub(super) struct Tree<'a> {
    pub kind: TreeKind<'a>,
    pub nodes: &'a [Node],
}

/// What a part is.
#[derive(Debug)]
pub(super) enum TreeKind<'a> {
    /// A literal, string, name, call, or something in parentheses.
    Primary(&'a Node),
    /// `企业.份额`.
    Field(Box<Tree<'a>>, &'a Node),
    /// `不`, `-`, `有`, `没有` in front.
    Prefix(Kind, Box<Tree<'a>>),
    /// `甲 且 乙 且 丙`.
    And(Vec<Tree<'a>>),
    /// `甲 或 乙 或 丙`.
    Or(Vec<Tree<'a>>),
    /// `L 其中 C`.
    Where(Box<Tree<'a>>, Box<Tree<'a>>),
    /// `a < b`: the operator's node between the sides.
    Compare(Box<Tree<'a>>, &'a Node, Box<Tree<'a>>),
    /// `a 在 …`: the `member` node.
    Member(Box<Tree<'a>>, &'a Node),
    /// `A 至 B`.
    Period(Box<Tree<'a>>, Box<Tree<'a>>),
    /// `a + b - c`: the first, then each with its sign.
    Sum(Box<Tree<'a>>, Vec<(Kind, Tree<'a>)>),
    /// `a * b / c`.
    Product(Box<Tree<'a>>, Vec<(Kind, Tree<'a>)>),
    /// A second comparison behind a first.
    Chained,
    /// More parts inside each other than are read.
    TooDeep,
    /// Nothing stands here.
    Missing,
}

impl Tree<'_> {
    pub fn span(&self) -> Span {
        match self.nodes {
            [] => Span::default(),
            [one] => one.span,
            [first, .., last] => first.span.to(last.span),
        }
    }
}

/// How strongly the binary operators bind.
const WHERE: u8 = 1;
const OR: u8 = 2;
const AND: u8 = 3;
const COMPARE: u8 = 4;
const TO: u8 = 5;
const SUM: u8 = 6;
const PRODUCT: u8 = 7;
const TIGHT: u8 = 8;

/// The tree of a flat list of operands and operators.
pub(super) fn tree(nodes: &[Node]) -> Tree<'_> {
    let mut reader = Reader { nodes, at: 0, depth: 0, too_deep: false };
    let tree = reader.tree(WHERE);
    if reader.too_deep {
        return Tree { kind: TreeKind::TooDeep, nodes };
    }
    if reader.at < nodes.len() { Tree { kind: TreeKind::Missing, nodes } } else { tree }
}

struct Reader<'a> {
    nodes: &'a [Node],
    at: usize,
    depth: usize,
    too_deep: bool,
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Option<&'a Node> {
        let node = self.nodes.get(self.at)?;
        self.at += 1;
        Some(node)
    }

    fn since(&self, start: usize) -> &'a [Node] {
        self.nodes.get(start..self.at).unwrap_or(&[])
    }

    /// Everything that binds at least so strongly.
    fn tree(&mut self, least: u8) -> Tree<'a> {
        self.depth += 1;
        let tree = if self.may_go_on(0) { self.bounded(least) } else { Tree { kind: TreeKind::TooDeep, nodes: &[] } };
        self.depth -= 1;
        tree
    }

    /// Whether a tree with so many links on its left side may grow. Where it may not, nothing further is read.
    fn may_go_on(&mut self, links: usize) -> bool {
        if self.depth + links > DEEPEST {
            self.too_deep = true;
            self.at = self.nodes.len();
        }
        !self.too_deep
    }

    fn bounded(&mut self, least: u8) -> Tree<'a> {
        let start = self.at;
        let mut left = self.operand();
        let mut links = 0;
        while let Some(node) = self.nodes.get(self.at) {
            let power = power(node.kind);
            if power < least {
                break;
            }
            links += 1;
            if !self.may_go_on(links) {
                break;
            }
            self.at += 1;
            let kind = match power {
                WHERE => TreeKind::Where(Box::new(left), Box::new(self.tree(OR))),
                OR => TreeKind::Or(self.chain(left, OR)),
                AND => TreeKind::And(self.chain(left, AND)),
                COMPARE if is_comparison(&left.kind) => {
                    if node.kind != Kind::member {
                        self.tree(TO);
                    }
                    TreeKind::Chained
                }
                COMPARE if node.kind == Kind::member => TreeKind::Member(Box::new(left), node),
                COMPARE => TreeKind::Compare(Box::new(left), node, Box::new(self.tree(TO))),
                TO if matches!(left.kind, TreeKind::Period(..)) => {
                    self.tree(SUM);
                    TreeKind::Chained
                }
                TO => TreeKind::Period(Box::new(left), Box::new(self.tree(SUM))),
                SUM => TreeKind::Sum(Box::new(left), self.signed(node.kind, SUM)),
                _ => TreeKind::Product(Box::new(left), self.signed(node.kind, PRODUCT)),
            };
            left = Tree { kind, nodes: self.since(start) };
        }
        left
    }

    /// The other parts of a chain of `且` or `或`.
    fn chain(&mut self, first: Tree<'a>, own: u8) -> Vec<Tree<'a>> {
        let mut parts = vec![first, self.tree(own + 1)];
        while self.nodes.get(self.at).is_some_and(|n| power(n.kind) == own) {
            self.at += 1;
            parts.push(self.tree(own + 1));
        }
        parts
    }

    /// The other parts of a chain of sums or products, each with its sign.
    fn signed(&mut self, sign: Kind, own: u8) -> Vec<(Kind, Tree<'a>)> {
        let mut parts = vec![(sign, self.tree(own + 1))];
        while let Some(node) = self.nodes.get(self.at).filter(|n| power(n.kind) == own) {
            self.at += 1;
            parts.push((node.kind, self.tree(own + 1)));
        }
        parts
    }

    fn operand(&mut self) -> Tree<'a> {
        let start = self.at;
        let Some(node) = self.next() else { return Tree { kind: TreeKind::Missing, nodes: &[] } };
        if matches!(node.kind, Kind::minus | Kind::kw_not | Kind::kw_has | Kind::kw_lacks) {
            let inner = if node.kind == Kind::kw_not { self.tree(COMPARE) } else { self.tree(TIGHT) };
            return Tree { kind: TreeKind::Prefix(node.kind, Box::new(inner)), nodes: self.since(start) };
        }
        let mut left = Tree { kind: TreeKind::Primary(node), nodes: self.since(start) };
        let mut links = 0;
        while self.nodes.get(self.at).is_some_and(|n| n.kind == Kind::dot) {
            links += 1;
            if !self.may_go_on(links) {
                break;
            }
            self.at += 1;
            let Some(field) = self.next() else { break };
            left = Tree { kind: TreeKind::Field(Box::new(left), field), nodes: self.since(start) };
        }
        left
    }
}

fn is_comparison(kind: &TreeKind) -> bool {
    matches!(kind, TreeKind::Compare(..) | TreeKind::Member(..) | TreeKind::Chained)
}

/// How strongly an operator binds; 0 for what is none.
fn power(kind: Kind) -> u8 {
    match kind {
        Kind::kw_where => WHERE,
        Kind::kw_or => OR,
        Kind::kw_and => AND,
        Kind::kw_to => TO,
        Kind::plus | Kind::minus => SUM,
        Kind::star | Kind::divide => PRODUCT,
        Kind::member => COMPARE,
        _ if super::compare::comparison(kind).is_some() => COMPARE,
        _ => 0,
    }
}
