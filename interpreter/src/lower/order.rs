//! Definitions, indicators and groups in the order in which they read each other.
//!
//! A walk over the nodes guesses who reads whom; it can't know whether a name is shadowed by a record's field.
//! So tasks are lowered on demand: one that meets a task not yet done is put aside and begun again behind it.
//! With the guess as first order that is rare. Nothing here recurses along a chain of definitions.

use std::collections::{BTreeMap, BTreeSet};

use jifen_grammar::tree::{Kind, Node};

use super::Lowering;
use super::names::{Entity, Inside};
use super::tasks::{Job, Made, TaskId};
use crate::diagnostic::{Arg, Code, Diagnostic};
use crate::model::{DefinitionId, FactId, Named, Type};

/// A walk through a graph, depth first, without recursion: what is left behind for good, in order, and the cycles.
fn walk(count: usize, edges: impl Fn(usize) -> Vec<usize>) -> (Vec<usize>, Vec<Vec<usize>>) {
    let (mut order, mut found) = (Vec::new(), Vec::new());
    let mut seen = vec![false; count];
    let mut place: Vec<Option<usize>> = vec![None; count];
    for start in 0..count {
        let mut path: Vec<(usize, std::vec::IntoIter<usize>)> = Vec::new();
        let mut next = Some(start);
        loop {
            if let Some(node) = next.take().filter(|n| *n < count) {
                match place.get(node) {
                    Some(Some(at)) => {
                        found.extend(path.get(*at..).map(|p| p.iter().map(|(n, _)| *n).collect::<Vec<usize>>()))
                    }
                    _ if seen.get(node) == Some(&true) => {}
                    _ => {
                        (seen[node], place[node]) = (true, Some(path.len()));
                        path.push((node, edges(node).into_iter()));
                    }
                }
            }
            let Some((node, rest)) = path.last_mut() else { break };
            next = rest.next();
            if next.is_none() {
                place[*node] = None;
                order.push(*node);
                path.pop();
            }
        }
    }
    (order, found)
}

/// The cycles of a graph, each beginning with its smallest node; one that only goes through nodes of others is left out.
pub(super) fn cycles(count: usize, edges: impl Fn(usize) -> Vec<usize>) -> Vec<Vec<usize>> {
    let mut told = BTreeSet::new();
    let mut kept = Vec::new();
    for mut cycle in walk(count, edges).1 {
        let fresh = cycle.iter().filter(|n| told.insert(**n)).count();
        if fresh != 0 {
            let first = cycle.iter().enumerate().min_by_key(|(_, n)| **n).map_or(0, |(at, _)| at);
            cycle.rotate_left(first);
            kept.push(cycle);
        }
    }
    kept
}

impl<'a> Lowering<'a> {
    /// Lowers all tasks.
    pub(super) fn tasks_in_order(&mut self) {
        let edges = self.guessed_edges();
        let (order, _) = walk(edges.len(), |i| edges.get(i).cloned().unwrap_or_default());
        let mut told = BTreeSet::new();
        for task in order {
            self.lower_task(TaskId(task), &mut told);
        }
        self.tasks.current = None;
        self.scopes.clear();
        self.params.clear();
    }

    /// The tasks whose names occur inside each task.
    fn guessed_edges(&self) -> Vec<Vec<usize>> {
        let mut inside: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (name, found) in self.names.records.iter().flatten() {
            if let Inside::Definition(task) = found.0 {
                inside.entry(name).or_default().push(task.0);
            }
        }
        let edges_of = |node: &'a Node| {
            let mut found = BTreeSet::new();
            node.walk(&mut |n| {
                let name = match n.kind {
                    Kind::reference | Kind::field | Kind::indicator_ref => n.name(),
                    Kind::callee => Some(n),
                    _ => None,
                };
                let Some(name) = name else { return };
                found.extend(inside.get(&*name.text).into_iter().flatten().copied());
                match self.names.entity(&name.text) {
                    Some(Entity::Definition(task)) => drop(found.insert(task.0)),
                    Some(Entity::Group(id)) => found.extend(self.tasks.of_group.get(id.index()).map(|t| t.0)),
                    _ => {}
                }
                if n.kind == Kind::indicator_ref {
                    let indicator = self.names.indicators.get(&*name.text).and_then(|i| i.0);
                    let task = indicator.and_then(|id| self.tasks.of_indicator.get(id.index()));
                    found.extend(task.map(|t| t.0));
                }
            });
            found
        };
        let list = self.tasks.list.iter().enumerate();
        list.map(|(i, task)| {
            let mut found = edges_of(task.job.node());
            found.remove(&i);
            found.into_iter().collect()
        })
        .collect()
    }

    fn lower_task(&mut self, first: TaskId, told: &mut BTreeSet<TaskId>) {
        let mut path = vec![first];
        while let Some(&task) = path.last() {
            let Some(job) = self.tasks.list.get(task.0).filter(|t| !t.done).map(|t| t.job) else {
                path.pop();
                continue;
            };
            let mark = self.diagnostics.len();
            let made = self.attempt(task, job);
            let Some(missing) = self.missing.take() else {
                let facts = std::mem::take(&mut self.reads);
                self.tasks.keep(task, made, facts, &mut self.version);
                path.pop();
                continue;
            };
            self.diagnostics.truncate(mark);
            match path.iter().position(|t| *t == missing) {
                None => path.push(missing),
                Some(at) => {
                    self.tasks.cut.insert((task, missing));
                    let cycle: Vec<TaskId> = path.get(at..).unwrap_or(&[]).to_vec();
                    if cycle.iter().filter(|t| told.insert(**t)).count() != 0 {
                        self.report_task_cycle(cycle);
                    }
                }
            }
        }
    }

    fn attempt(&mut self, task: TaskId, job: Job<'a>) -> Made {
        self.tasks.current = Some(task);
        self.missing = None;
        self.reads.clear();
        self.scopes.clear();
        self.params.clear();
        self.nesting = 0;
        match job {
            Job::Definition(node, record) => self.definition(node, record),
            Job::Indicator(node, id) => {
                let (indicator, ty) = crate::groups::lower_indicator(self, node);
                if let Some(place) = self.version.indicator_types.get_mut(id.index()) {
                    *place = ty;
                }
                Made::Indicator(Box::new(indicator))
            }
            Job::Total(node) => {
                crate::groups::lower_group(self, node);
                Made::Total
            }
            Job::CountingDate(clause) => self.counting_date(clause),
        }
    }

    /// Whether a task that the one at hand reads is done. If not, the one at hand will be begun again behind it,
    /// and what it makes now is dropped; inside a cycle that is reported it never is.
    pub(super) fn need(&mut self, task: TaskId) -> bool {
        let Some(other) = self.tasks.list.get(task.0) else { return false };
        if other.done {
            self.reads.extend(other.facts.iter().copied());
            return true;
        }
        if let Some(current) = self.tasks.current
            && !self.tasks.cut.contains(&(current, task))
        {
            self.missing.get_or_insert(task);
        }
        false
    }

    /// A definition that the task at hand reads: its place in the model and its type.
    pub(super) fn need_definition(&mut self, task: TaskId) -> Option<(DefinitionId, Type)> {
        self.need(task);
        let id = self.tasks.list.get(task.0)?.definition?;
        let ty = self.version.definitions.get(id.index())?.ty.clone();
        Some((id, ty))
    }

    /// The task at hand reads the day on which ages and windows are counted.
    pub fn need_counting_date(&mut self) {
        match self.tasks.counting_date {
            Some(task) => drop(self.need(task)),
            None => self.reads.extend(self.version.filing_date),
        }
    }

    /// The task at hand reads a fact.
    pub(super) fn need_fact(&mut self, fact: FactId) {
        self.reads.insert(fact);
    }

    fn report_task_cycle(&mut self, mut cycle: Vec<TaskId>) {
        let first = cycle.iter().enumerate().min_by_key(|(_, t)| **t).map_or(0, |(at, _)| at);
        cycle.rotate_left(first);
        let jobs = cycle.iter().filter_map(|t| self.tasks.list.get(t.0).map(|t| t.job));
        let named: Vec<Named> = jobs
            .map(|job| match job {
                Job::CountingDate(clause) => {
                    let span = clause.children.first().map_or(clause.span, |c| c.span);
                    let name = "计算日".to_owned();
                    Named { key: name.clone(), name, title: None, span }
                }
                job => self.named(job.node()),
            })
            .collect();
        self.report_cycle(&named);
    }

    /// A cycle with its path: `甲 → 乙 → 甲`.
    pub(super) fn report_cycle(&mut self, cycle: &[Named]) {
        let Some(first) = cycle.first() else { return };
        let mut names: Vec<&str> = cycle.iter().map(|n| &*n.name).collect();
        if 12 < names.len() {
            names.splice(10.., ["…"]);
        }
        names.push(&first.name);
        let path = format!("`{}`", names.join("` → `"));
        let mut report = Diagnostic::new(Code::Cycle, first.span, [path.into()]);
        for (one, next) in cycle.iter().zip(cycle.iter().skip(1).chain([first])).skip(1).take(20) {
            let words = Arg::pair(
                format!("`{}` 读取 `{}`", one.name, next.name),
                format!("`{}` reads `{}`", one.name, next.name),
            );
            report = report.with(one.span, words);
        }
        self.report(report);
    }
}
