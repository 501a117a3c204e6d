//! Taking away from a policy and its facts whatever the disagreement does not need.

use super::{Case, Pair};
use jifen_grammar::parse::parse;
use jifen_grammar::tree::{Kind, Node};
use jifen_interpreter::model::{Content, ExprKind, Field, Type, Version};
use serde_json::{Map, Value as Json};

/// How many texts are tried at most.
const TRIES: usize = 20_000;

/// A smaller policy and fewer facts on which the two still disagree.
pub fn shrunk(text: &str, case: &Case) -> (String, Case) {
    let mut shrinking = Shrinking { text: text.to_owned(), case: case.clone(), tries: 0 };
    while shrinking.facts() | shrinking.pass() {}
    (shrinking.text, shrinking.case)
}

struct Shrinking {
    text: String,
    case: Case,
    tries: usize,
}

impl Shrinking {
    /// Takes a text and facts over if the two still disagree on them.
    fn take(&mut self, text: &str, case: &Case) -> bool {
        self.tries += 1;
        if TRIES < self.tries {
            return false;
        }
        let Ok(pair) = Pair::read(text) else { return false };
        if !whole(&pair.reference, &self.case.complete) {
            return false;
        }
        let mut case = Case {
            complete: declared(&pair.reference, &case.complete),
            partial: case.partial.as_ref().map(|facts| declared(&pair.reference, facts)),
            ..case.clone()
        };
        let Some(found) = pair.disagree(&case).filter(|found| !found.starts_with('[')) else { return false };
        case.found = found;
        (self.text, self.case) = (text.to_owned(), case);
        true
    }

    /// Cuts and replaces once through the whole text; whether anything was taken over.
    fn pass(&mut self) -> bool {
        let (mut any, mut i) = (false, 0);
        loop {
            let edits = edits(&self.text);
            let Some((from, to, with)) = edits.get(i).cloned() else { return any };
            let text = format!("{}{with}{}", &self.text[..from], &self.text[to..]);
            if text.len() < self.text.len() && self.take(&text, &self.case.clone()) {
                any = true;
            } else {
                i += 1;
            }
        }
    }

    /// Gives facts back to the interpreter, and takes entries out of lists.
    fn facts(&mut self) -> bool {
        let mut any = false;
        let keys: Vec<String> = self.case.complete.as_object().into_iter().flat_map(Map::keys).cloned().collect();
        for key in &keys {
            let mut case = self.case.clone();
            if let Some(partial) = &mut case.partial
                && partial[key] != case.complete[key]
            {
                partial[key] = case.complete[key].clone();
                any |= self.take(&self.text.clone(), &case);
            }
            let mut i = 0;
            while i < self.case.complete[key].as_array().map_or(0, Vec::len) {
                let mut case = self.case.clone();
                for facts in [Some(&mut case.complete), case.partial.as_mut()].into_iter().flatten() {
                    if let Some(entries) = facts.get_mut(key).and_then(Json::as_array_mut)
                        && i < entries.len()
                    {
                        entries.remove(i);
                    }
                }
                if self.take(&self.text.clone(), &case) { any = true } else { i += 1 }
            }
        }
        any
    }
}

/// Spans to cut or replace, the largest first.
fn edits(text: &str) -> Vec<(usize, usize, String)> {
    let mut found = Vec::new();
    for declaration in &parse(0, text).declarations {
        found.push((declaration.span.start as usize, declaration.span.end as usize, String::new()));
        inside(declaration, text, &mut found);
    }
    found.sort_by_key(|(from, to, with)| std::cmp::Reverse(to - from - with.len()));
    found.dedup();
    found
}

fn inside(node: &Node, text: &str, found: &mut Vec<(usize, usize, String)>) {
    let ends = |node: &Node| (node.span.start as usize, node.span.end as usize);
    for (i, child) in node.children.iter().enumerate().filter(|(_, child)| child.kind != Kind::key) {
        let (from, to) = ends(child);
        found.push((from, to, String::new()));
        // With the sign or word in front of it, or behind.
        if let Some(before) = i.checked_sub(1).and_then(|i| node.children.get(i)) {
            found.push((ends(before).0, to, String::new()));
        }
        if let Some(before) = i.checked_sub(2).and_then(|i| node.children.get(i)) {
            found.push((ends(before).0, to, String::new()));
        }
        for inner in child.children.iter().flat_map(|c| std::iter::once(c).chain(&c.children)) {
            let (start, end) = ends(inner);
            found.push((from, to, text[start..end].to_owned()));
        }
        inside(child, text, found);
    }
}

/// Whether no rule was left without a line, and all that is declared is given.
fn whole(version: &Version, facts: &Json) -> bool {
    let bodies = version.definitions.iter().filter_map(|d| match &d.content {
        Content::Body(body) => Some(body),
        Content::Expr(_) => None,
    });
    let lines = version.indicators.iter().map(|i| &i.body).chain(bodies).all(|body| !body.lines.is_empty());
    let given = |fact: &Field| fact.presumed.is_some() || facts.get(&fact.named.key).is_some();
    let mut broken = false;
    version.expressions(&mut |e| broken |= matches!(e.kind, ExprKind::Broken));
    !broken && lines && version.facts.iter().all(given)
}

/// Only the facts and fields that a version declares.
fn declared(version: &Version, facts: &Json) -> Json {
    only(version, &version.facts, facts)
}

fn only(version: &Version, fields: &[Field], json: &Json) -> Json {
    let Json::Object(given) = json else { return json.clone() };
    let kept = fields.iter().filter_map(|field| {
        let value = given.get(&field.named.key)?;
        let ty = match &field.ty {
            Type::List(item) => item,
            ty => ty,
        };
        let of = |json: &Json| match ty {
            Type::Record(id) => only(version, &version.records[id.index()].fields, json),
            _ => json.clone(),
        };
        let value = match value {
            Json::Array(all) => Json::Array(all.iter().map(of).collect()),
            value => of(value),
        };
        Some((field.named.key.clone(), value))
    });
    Json::Object(kept.collect())
}
