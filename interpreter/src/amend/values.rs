//! Changing a value inside of what is addressed: `由 5分 修改为 8分`.

use super::address::{Base, Found, Place, shown};
use super::blank;
use super::called::line;
use super::place::{Path, below, walk};
use super::splice::Splice;
use crate::diagnostic::{Arg, Code, Diagnostic};
use jifen_grammar::keywords::Language;
use jifen_grammar::tree::{Kind, Node, Span};

/// As many values are shown in the place of one that is not there.
const MOST: usize = 4;

/// The value that a change states as it was.
pub(super) fn old(operation: &Node) -> Option<&Node> {
    operation.get(Kind::old_value).or(operation.get(Kind::old_setting))
}

/// The value that a change puts in.
pub(super) fn new(operation: &Node) -> Option<&Node> {
    operation.get(Kind::new_value).or(operation.get(Kind::new_setting))
}

/// The nodes that a value is made of in the tree: an expression's operands and operators, a range's bounds.
pub(super) fn parts(value: &Node) -> &[Node] {
    match value.children.as_slice() {
        [one] if matches!(one.kind, Kind::expr | Kind::band) => &one.children,
        all => all,
    }
}

/// Whether two nodes are taken for the same.
type Alike<'a> = dyn Fn(&Node, &Node) -> bool + 'a;

/// Where values stand: the path of their parent, the place among its children, the parent.
type Windows<'n> = Vec<(Path, usize, &'n Node)>;

/// The splice that changes a value stated as it was into another.
pub(super) fn change(base: &Base<'_>, place: &Place<'_>, old: &Node, new: &Node, operation: Span) -> Found<Splice> {
    let (before, after) = (parts(old), parts(new));
    if before == after {
        return Err(Box::new(Diagnostic::new(Code::ChangesNothing, operation, [])));
    }
    if let Some(done) = blank::change(base, place, old, new, operation) {
        return done;
    }
    let forms = [(before.to_vec(), after.to_vec())].into_iter().chain(in_condition(old, new)).chain(member(old, new));
    for (before, after) in forms {
        let mut found = windows(place, &before, &|a, b| a == b);
        // How a total combines is said of it, not of the groups in it.
        if let [one] = before.as_slice()
            && is_combine(one.kind)
            && let Some(top) = found.iter().map(|(path, ..)| path.len()).min()
        {
            found.retain(|(path, ..)| path.len() == top);
        }
        match found.as_slice() {
            [] => {}
            [(path, start, parent)] => {
                let range = *start..start + before.len();
                let part = range.len() < parent.children.len();
                let wrong = || Box::new(Diagnostic::new(Code::WrongPiece, new.span, [shown(new), shown(parent)]));
                let nodes = fitting(&before, &after, part).ok_or_else(wrong)?;
                return Ok(Splice::within(path, range, nodes, operation));
            }
            several => return Err(twice(old, several.iter().filter_map(|(_, i, parent)| parent.children.get(*i)))),
        }
    }
    Err(differs(place, old))
}

/// A value that stands in several places.
pub(super) fn twice<'n>(old: &Node, places: impl Iterator<Item = &'n Node>) -> Box<Diagnostic> {
    let problem = Diagnostic::new(Code::OldValueTwice, old.span, [shown(old)]);
    Box::new(places.take(8).fold(problem, |problem, node| problem.with(node.span, Arg::pair("这里", "here"))))
}

/// A value that is not there: the message says what is, at its place in the text that presently holds.
pub(super) fn differs(place: &Place<'_>, old: &Node) -> Box<Diagnostic> {
    let here = || Arg::pair("原文在这里", "it reads like this");
    let group = matches!(place.node.kind, Kind::group | Kind::total);
    let flat = in_condition(old, old).or_else(|| member(old, old).filter(|_| group));
    let flat: Vec<Node> = flat.map_or_else(|| parts(old).to_vec(), |(flat, _)| flat);
    let number = |n: &Node| n.get(Kind::number).map(|n| n.text.clone());
    let like = |a: &Node, b: &Node| a.kind == b.kind || alternatives(a.kind).contains(&b.kind);
    let near = |a: &Node, b: &Node| a.kind == Kind::literal && like(a, b) && number(a) == number(b);
    let unit = |n: &Node| n.get(Kind::unit).map(|u| u.children.iter().map(|c| c.kind).collect::<Vec<_>>());
    let same = |a: &Node, b: &Node| a.kind == Kind::literal && like(a, b) && unit(a) == unit(b);
    let tests: [&Alike<'_>; 3] = [&near, &same, &like];
    // A type is no value.
    let tests = if place.node.kind == Kind::fact { &tests[..2] } else { &tests };
    let found = tests.iter().map(|test| windows(place, &flat, test)).find(|found| !found.is_empty());
    let values: Vec<&[Node]> = found
        .iter()
        .flatten()
        .filter_map(|(_, start, parent)| parent.children.get(*start..start + flat.len()))
        .collect();
    if (1..=MOST).contains(&values.len()) {
        let text = |language| {
            let each: Vec<String> = values.iter().map(|v| format!("`{}`", line(v, language))).collect();
            each.join(if language == Language::Zh { "、" } else { ", " })
        };
        let says = Arg::pair(text(Language::Zh), text(Language::En));
        let problem = Diagnostic::new(Code::OldValueDiffers, old.span, [shown(old), says]);
        let span = |v: &[Node]| v.iter().map(|n| n.span).reduce(Span::to).unwrap_or(place.node.span);
        return Box::new(values.iter().fold(problem, |problem, v| problem.with(span(v), here())));
    }
    let whole = shown(place.node);
    let says = Arg::pair(
        format!("`{}`;要改的不止一个值的,`修改为` 后面写出全文", whole.zh),
        format!("`{}`; to change more than a value, write all of it anew behind `into`", whole.en),
    );
    let problem = Diagnostic::new(Code::OldValueDiffers, old.span, [shown(old), says]);
    let mut written = Vec::new();
    amended(place.node, place.node.span.file, &mut written);
    if written.is_empty() {
        written.push(place.node.span);
    }
    Box::new(written.into_iter().take(MOST).fold(problem, |problem, span| problem.with(span, here())))
}

/// What other instruments wrote inside of a node.
fn amended(node: &Node, file: u32, found: &mut Vec<Span>) {
    for child in &node.children {
        if child.span.file == file {
            amended(child, file, found);
        } else {
            found.push(child.span);
        }
    }
}

/// `不满 45` and `不超过 44` as a condition has them: a comparison and what it compares with; and a range in the place of one.
fn in_condition(old: &Node, new: &Node) -> Option<(Vec<Node>, Vec<Node>)> {
    let flat = |value: &Node| match parts(value) {
        [word, sum] if sum.kind == Kind::sum => Some([word].into_iter().chain(&sum.children).cloned().collect()),
        _ => None,
    };
    let ranged = || {
        let band = new.get(Kind::band).filter(|band| band.has(Kind::upto))?;
        let children = vec![Node::new(Kind::kw_in, band.span), band.clone()];
        Some(vec![Node { children, ..Node::new(Kind::member, band.span) }])
    };
    Some((flat(old)?, flat(new).or_else(ranged)?))
}

/// An indicator's name as a group has it.
fn member(old: &Node, new: &Node) -> Option<(Vec<Node>, Vec<Node>)> {
    let mention = |value: &Node| match parts(value) {
        [one] if one.kind == Kind::reference => Some(vec![Node { kind: Kind::indicator_ref, ..one.clone() }]),
        _ => None,
    };
    Some((mention(old)?, mention(new)?))
}

fn is_combine(kind: Kind) -> bool {
    alternatives(kind).contains(&Kind::kw_sum)
}

/// The words of which one stands where this one does.
fn alternatives(kind: Kind) -> &'static [Kind] {
    use Kind::*;
    let all: [&[Kind]; 4] = [
        &[kw_best, kw_least, kw_sum, kw_choose_one, kw_first, kw_agree, kw_count, kw_all],
        &[kw_mar_1, kw_feb_28],
        &[kw_previous_month, kw_same_month],
        &[kw_previous_day, kw_same_day],
    ];
    all.into_iter().find(|words| words.contains(&kind)).unwrap_or(&[])
}

/// Where runs of children are like the parts.
fn windows<'n>(place: &Place<'n>, parts: &[Node], like: &Alike<'_>) -> Windows<'n> {
    let mut found = Vec::new();
    if parts.is_empty() {
        return found;
    }
    let mut look = |path: &[usize], node: &'n Node| {
        for (i, window) in node.children.windows(parts.len()).enumerate() {
            if window.iter().zip(parts).all(|(a, b)| like(a, b)) {
                found.push((path.to_vec(), i, node));
            }
        }
    };
    look(&place.path, place.node);
    walk(&place.node.children, &place.path, &mut look);
    found
}

/// The new parts, in parentheses where an operand among others becomes an operation; `None` where a range would stand
/// where a value stood.
fn fitting(before: &[Node], after: &[Node], part: bool) -> Option<Vec<Node>> {
    let ranged = |nodes: &[Node]| {
        nodes.iter().any(|n| matches!(n.kind, Kind::sum | Kind::upto | Kind::kw_or_more | Kind::kw_or_less))
    };
    if ranged(before) != ranged(after) {
        return None;
    }
    if !part || before.len() > 1 || after.len() < 2 || ranged(after) || after.iter().any(|n| n.kind == Kind::string) {
        return Some(after.to_vec());
    }
    let span = after.first().map_or(Span::default(), |n| n.span);
    let of = |kind, children| Node { children, ..Node::new(kind, span) };
    let inner = of(Kind::expr, after.to_vec());
    Some(vec![of(Kind::parens, vec![Node::new(Kind::lp, span), inner, Node::new(Kind::rp, span)])])
}

/// The splice that puts a value in the place of whatever value is addressed.
pub(super) fn set(base: &Base<'_>, place: &Place<'_>, new: &Node, operation: Span) -> Found<Splice> {
    let wrong = || Box::new(Diagnostic::new(Code::WrongPiece, new.span, [shown(new), shown(place.node)]));
    if let Some(done) = blank::set(base, place, new, operation) {
        return Ok(done);
    }
    let after = match (parts(new), place.node.kind) {
        ([equals, sum], Kind::define | Kind::result) if equals.kind == Kind::equals => &sum.children,
        (parts, _) => parts,
    };
    let texts = |nodes: &[Node]| nodes.iter().all(|n| n.kind == Kind::string);
    let children = &place.node.children;
    if matches!(place.node.kind, Kind::cite | Kind::title | Kind::note) {
        let strings: Vec<usize> =
            (0..children.len()).filter(|i| children.get(*i).is_some_and(|c| c.kind == Kind::string)).collect();
        let (Some(first), Some(last), true) = (strings.first(), strings.last(), texts(after)) else {
            return Err(wrong());
        };
        return Ok(Splice::within(&place.path, *first..last + 1, after.to_vec(), operation));
    }
    if place.node.kind == Kind::combine {
        return Ok(Splice::within(&place.path, 0..children.len(), after.to_vec(), operation));
    }
    // A definition by cases becomes one by an expression.
    if let (Some(block), [equals, sum]) = (super::place::block(place.node), parts(new))
        && matches!(place.node.kind, Kind::define | Kind::result)
        && equals.kind == Kind::equals
    {
        let nodes = vec![equals.clone(), Node { kind: Kind::expr, ..sum.clone() }];
        return Ok(Splice::within(&place.path, block..block + 1, nodes, operation));
    }
    let slot = children.iter().rposition(|c| matches!(c.kind, Kind::sum | Kind::expr));
    let single = matches!(
        place.node.kind,
        Kind::modifier | Kind::cell | Kind::guard | Kind::step | Kind::class_value | Kind::define | Kind::result
    );
    match slot.filter(|_| single) {
        Some(slot) => {
            let length = children.get(slot).map_or(0, |c| c.children.len());
            Ok(Splice::within(&below(&place.path, slot), 0..length, after.to_vec(), operation))
        }
        None => Err(wrong()),
    }
}
