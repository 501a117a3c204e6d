//! Which amendment made a change, and by which of its operations: each step from one version to the next is compared by
//! itself, and a change is of the last step that makes it.

use super::renames::Renames;
use super::{Change, Diff, Difference, Field, Kind, Side, Status, diff};
use crate::amend::Touched;
use crate::model::{Text, Version};
use jifen_grammar::format::format_node;
use jifen_grammar::keywords::Language;
use jifen_grammar::tree::{File, Kind as Rule, Node};

/// An amendment on the way to the newer version.
#[derive(Clone)]
pub struct Instrument<'a> {
    /// The version that it amends.
    pub before: &'a Version,
    /// The version that it makes.
    pub after: &'a Version,
    /// Its operations.
    pub amendment: &'a File,
    /// What they touch.
    pub touched: &'a [Touched],
    /// What they rename.
    pub renames: Renames,
}

/// Says of each change the amendment that made it. `steps` leads to the newer version, the oldest first; `whole`: from the
/// older one on, else from a version in full that lies between, and only what a step wrote as it reads now is its.
pub fn attribute(found: &mut Diff, steps: &[Instrument<'_>], files: &[&File], whole: bool) {
    let alone = whole && steps.len() == 1;
    let compared = |of: &Instrument<'_>| {
        let [before, after] = [of.before, of.after].map(|version| Side { version, files, day: None });
        diff(&before, &after, &of.renames)
    };
    let steps: Vec<Step<'_>> = steps.iter().map(|of| Step { of, diff: (!alone).then(|| compared(of)) }).collect();
    for thing in &mut found.things {
        match thing.status {
            Status::Gone => gone(thing, &steps),
            _ => made(thing, &steps, whole),
        }
    }
}

/// A step, with what it changes; the only one makes all changes.
struct Step<'a> {
    of: &'a Instrument<'a>,
    diff: Option<Diff>,
}

impl Step<'_> {
    fn id(&self) -> String {
        self.of.after.id.clone()
    }

    /// What it did to a thing, by its key behind the step, or where it is gone in front of it.
    fn did(&self, kind: Kind, key: &str, gone: bool) -> Option<&Difference> {
        let such = |d: &&Difference| d.kind == kind && d.key == key && (d.status == Status::Gone) == gone;
        self.diff.as_ref()?.things.iter().find(such)
    }

    /// Its operations on a thing that goes by these names.
    fn operations(&self, kind: Kind, names: &[&str]) -> Vec<Text> {
        let rules = rules(kind);
        let about = |t: &Touched| t.things.iter().any(|(rule, name)| rules.contains(rule) && names.contains(&&**name));
        let touched = self.of.touched.iter().filter(|t| about(t));
        let node = |t: &Touched| self.of.amendment.declarations.iter().find(|d| d.span == t.operation);
        touched.filter_map(node).map(line).collect()
    }
}

/// A thing that the newer version has, looked for from the last step back, by the key that it had behind each.
fn made(thing: &mut Difference, steps: &[Step<'_>], whole: bool) {
    let mut key = thing.key.clone();
    let mut names = vec![thing.name.clone()];
    names.extend(thing.old_name.clone());
    let mut by: Vec<Option<String>> = vec![None; thing.changes.len()];
    let mut origin = None;
    let mut met: Vec<usize> = Vec::new();
    for (at, step) in steps.iter().enumerate().rev() {
        let Some(found) = step.did(thing.kind, &key, false) else {
            if step.diff.is_none() {
                by.fill(Some(step.id()));
                met.push(at);
            }
            continue;
        };
        met.push(at);
        names.extend(found.old_name.clone());
        for (change, by) in thing.changes.iter().zip(&mut by).filter(|(_, by)| by.is_none()) {
            let made = found.changes.iter().any(|c| same(c, change, whole));
            *by = made.then(|| step.id());
        }
        if found.status == Status::New {
            origin = Some(step.id());
            break;
        }
        key = found.old_key.clone().unwrap_or(key);
    }
    if let (true, [only]) = (whole, met.as_slice()) {
        by.fill(steps.get(*only).map(Step::id));
    }
    if thing.status == Status::New && origin.is_some() {
        by.fill(origin);
    }
    // The list of outcomes without a name.
    if thing.kind == Kind::Outcomes && thing.name == "outcome" {
        names.push(String::new());
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let said = |id: &String| by.iter().flatten().any(|by| by == id);
    let of = met.iter().rev().filter_map(|at| steps.get(*at)).filter(|step| said(&step.id()));
    thing.operations = of.flat_map(|step| step.operations(thing.kind, &names)).collect();
    match by.first() {
        Some(first) if by.iter().all(|by| by == first) => thing.by.clone_from(first),
        _ => thing.changes.iter_mut().zip(by).for_each(|(change, by)| change.by = by),
    }
}

/// A thing that the newer version has no longer: of the step that took it away.
fn gone(thing: &mut Difference, steps: &[Step<'_>]) {
    let mut key = thing.key.clone();
    let mut names = vec![thing.name.clone()];
    for step in steps {
        if step.diff.is_none() || step.did(thing.kind, &key, true).is_some() {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            thing.by = Some(step.id());
            thing.operations = step.operations(thing.kind, &names);
            return;
        }
        let renamed = |d: &&Difference| d.kind == thing.kind && d.old_key.as_ref() == Some(&key);
        let renamed = step.diff.as_ref().and_then(|diff| diff.things.iter().find(renamed));
        if let Some(found) = renamed {
            key.clone_from(&found.key);
            names.push(found.name.clone());
        }
    }
}

/// Whether a step's change is one of the whole comparison: of the same field, and where the older version is not the one that
/// the steps begin with, to what it says now. What has had several names is known by the last.
fn same(step: &Change, whole: &Change, from_older: bool) -> bool {
    let says = step.new == whole.new;
    let named = matches!(whole.field, Field::Key | Field::Name) && says && whole.new.is_some();
    step.field == whole.field && (named || step.at == whole.at && (from_older || says))
}

/// The declarations and clauses of a kind of thing.
fn rules(kind: Kind) -> &'static [Rule] {
    match kind {
        Kind::Head => &[],
        Kind::Choice => &[Rule::choice],
        Kind::Alternative => &[Rule::alternative],
        Kind::Record => &[Rule::record],
        Kind::Fact => &[Rule::fact],
        Kind::Parameter => &[Rule::parameter],
        Kind::Catalogue => &[Rule::catalogue],
        Kind::Definition | Kind::Result => &[Rule::define, Rule::result],
        Kind::Constraint => &[Rule::require, Rule::assume],
        Kind::Indicator => &[Rule::indicator, Rule::indicator_ref],
        Kind::Group => &[Rule::group, Rule::total],
        Kind::Outcomes => &[Rule::outcomes],
    }
}

/// An operation on one line; what stands in braces is left out.
fn line(operation: &Node) -> Text {
    let bare = Node { before: Vec::new(), behind: None, ..operation.clone() };
    let of = |language| {
        let text = format_node(&bare, language);
        match text.lines().next().and_then(|first| first.strip_suffix('{')) {
            Some(first) => format!("{first}{{ … }}"),
            None => text.split_whitespace().collect::<Vec<_>>().join(" "),
        }
    };
    Text { zh: of(Language::Zh), en: of(Language::En) }
}
