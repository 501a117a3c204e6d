//! What the grammar can't see: dates that don't exist, ranges with a dash, words without a space between them.

use crate::diagnose::Diagnosis;
use crate::error::SyntaxErrorKind::{DashRange, NoSuchDate, TooLongExpression, TooLongToken};
use crate::folded::Folded;
use crate::hints::{date_in_a_sum, glued_unit, range_in_a_unit, space_missing};
use crate::keywords::{Class, Language, keyword};
use crate::limits::{MAX_PARTS, MAX_WORD};
use crate::tree::{Kind, Node};

/// Adds what is wrong in nodes that were read without a complaint.
pub(crate) fn check(node: &Node, folded: &Folded, found: &mut Diagnosis) {
    visit(node, Kind::EOI, &mut None, folded, found);
}

fn visit<'a>(node: &'a Node, parent: Kind, last: &mut Option<&'a Node>, folded: &Folded, found: &mut Diagnosis) {
    let text = |n: &Node| folded.text.get(n.span.range()).unwrap_or("").to_owned();
    let place = folded.original(node.span.range());
    match node.kind {
        Kind::date | Kind::month if !exists(&node.text) => {
            found.add(place, NoSuchDate { written: node.text.to_string() });
        }
        Kind::id | Kind::code if node.text.chars().count() > MAX_WORD => {
            found.add(place, TooLongToken);
        }
        Kind::unit_name => {
            if let Some((unit, keyword)) = glued_unit(&node.text) {
                found.add(place, space_missing(&node.text, keyword, unit.len()));
            } else if let Some((range, kind)) = range_in_a_unit(&folded.text, node.span.range()) {
                found.add(folded.original(range), kind);
            }
        }
        Kind::band if matches!(parent, Kind::member | Kind::set | Kind::case | Kind::slice_rate) => {
            if let [sum] = node.children.as_slice()
                && let [from, minus, to] = sum.children.as_slice()
                && (from.kind, minus.kind, to.kind) == (Kind::literal, Kind::minus, Kind::literal)
            {
                let instead = format!("{}..{}", text(from), text(to));
                found.add(place, DashRange { instead });
            }
        }
        Kind::set if node.children.len() > 2 * MAX_PARTS => found.add(place, TooLongExpression),
        Kind::expr | Kind::sum => {
            if node.children.len() > MAX_PARTS {
                found.add(place, TooLongExpression);
            }
            for part in node.children.windows(5) {
                if let [year, _, month, _, day] = part
                    && [year, month, day].iter().all(|n| n.kind == Kind::literal)
                    && let Some((range, kind)) = date_in_a_sum(&folded.text, year.span.to(day.span).range())
                {
                    found.add(folded.original(range), kind);
                }
            }
            for part in node.children.windows(3) {
                if let [member, to, end] = part
                    && (member.kind, to.kind) == (Kind::member, Kind::kw_to)
                    && let Some(band) = member.get(Kind::band)
                {
                    let instead = format!("{}..{}", text(band), text(end));
                    let range = band.span.to(end.span).range();
                    found.add(folded.original(range), DashRange { instead });
                }
            }
        }
        kind => {
            if let Some(k) = keyword(kind).filter(|k| k.class == Class::Closing)
                && node.span.start == node.span.end
                && let Some(name) = last.filter(|n| n.kind == Kind::name)
                && let Some(word) = k.spellings(Language::Zh).find(|s| name.text.ends_with(s))
            {
                let place = folded.original(name.span.range());
                found.add(place, space_missing(&name.text, word, name.text.len() - word.len()));
            }
        }
    }
    if node.children.is_empty() {
        *last = Some(node);
    }
    for child in &node.children {
        visit(child, node.kind, last, folded, found);
    }
}

/// Whether `2018-02` or `2018-02-28` is in the calendar.
fn exists(written: &str) -> bool {
    let mut parts = written.split('-').map(|p| p.parse::<u32>().unwrap_or(0));
    let (year, month) = (parts.next().unwrap_or(0), parts.next().unwrap_or(0));
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return false,
    };
    year > 0 && parts.next().is_none_or(|day| (1..=days).contains(&day))
}
