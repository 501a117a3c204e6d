//! Definitions, indicators and groups in the order in which they read each other.
//!
//! A walk over the nodes guesses who reads whom; it can't know whether a name is shadowed by a record's field.
//! So tasks are lowered on demand: one that meets a task not yet done is put aside and begun again behind it.
//! With the guess as first order that is rare. Nothing here recurses along a chain of definitions.

use std::collections::{BTreeMap, BTreeSet};

use jifen_grammar::tree::{Kind, Node, Span};

use super::Lowering;
use super::graph::walk;
use super::names::{Entity, Inside};
use super::tasks::{Job, Made, TaskId};
use crate::diagnostic::{Arg, Code, Diagnostic};
use crate::model::{DefinitionId, Type};

/// How many members of a cycle are named.
const MOST_SHOWN: usize = 12;

impl<'a> Lowering<'a> {
    /// Lowers all tasks.
    pub(super) fn tasks_in_order(&mut self) {
        let edges = self.guessed_edges();
        let order = walk(edges.len(), |i| edges.get(i).cloned().unwrap_or_default(), |_| {});
        let mut told = vec![false; order.len()];
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

    /// Lowers a task, after those that it turns out to read. Each is begun anew once for every task that was
    /// found missing, and a task is missing only once.
    fn lower_task(&mut self, first: TaskId, told: &mut [bool]) {
        let mut path = vec![first];
        while let Some(&task) = path.last() {
            let Some(at_hand) = self.tasks.list.get_mut(task.0).filter(|t| !t.done) else {
                path.pop();
                continue;
            };
            at_hand.begun = true;
            let job = at_hand.job;
            let mark = self.diagnostics.len();
            let made = self.attempt(task, job);
            if let Some(missing) = self.missing.take() {
                self.diagnostics.truncate(mark);
                path.push(missing);
                continue;
            }
            for met in std::mem::take(&mut self.tasks.met) {
                let cycle = path.iter().position(|t| *t == met).and_then(|at| path.get(at..)).unwrap_or(&[]);
                let mut fresh = false;
                for place in cycle {
                    fresh |= told.get_mut(place.0).is_some_and(|told| !std::mem::replace(told, true));
                }
                if fresh {
                    self.report_task_cycle(cycle.to_vec());
                }
            }
            self.tasks.keep(task, made, &mut self.version);
            path.pop();
        }
    }

    fn attempt(&mut self, task: TaskId, job: Job<'a>) -> Made {
        self.tasks.current = Some(task);
        self.missing = None;
        self.tasks.met.clear();
        self.scopes.clear();
        self.params.clear();
        self.nesting = 0;
        self.levels = 0;
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
            Job::CountingDate(clause) | Job::FilingDate(clause) => self.day_clause(clause),
        }
    }

    /// Whether a task that the one at hand reads is done. If not, either it waits for the one at hand, which is a
    /// cycle, or the one at hand will be begun again behind it, and what it makes now is dropped.
    pub(super) fn need(&mut self, task: TaskId) -> bool {
        let Some(other) = self.tasks.list.get(task.0) else { return false };
        if other.done {
            return true;
        }
        if other.begun {
            self.tasks.met.insert(task);
        } else if self.tasks.current.is_some() {
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
        if let Some(task) = self.tasks.counting_date.or(self.tasks.filing_date) {
            self.need(task);
        }
    }

    fn report_task_cycle(&mut self, mut cycle: Vec<TaskId>) {
        let first = cycle.iter().enumerate().min_by_key(|(_, t)| **t).map_or(0, |(at, _)| at);
        cycle.rotate_left(first);
        let jobs = cycle.iter().filter_map(|t| self.tasks.list.get(t.0).map(|t| t.job));
        let named: Vec<(Arg, Span)> = jobs
            .map(|job| match job {
                Job::CountingDate(clause) | Job::FilingDate(clause) => {
                    let span = clause.children.first().map_or(clause.span, |c| c.span);
                    let filing = clause.kind == Kind::filing_date;
                    let words = if filing { ("申请日", "filing date") } else { ("计算日", "counting date") };
                    (Arg::pair(words.0, words.1), span)
                }
                job => {
                    let named = self.named(job.node());
                    (named.name.into(), named.span)
                }
            })
            .collect();
        self.report_cycle(&named);
    }

    /// A cycle with its path: `甲 → 乙 → 甲`.
    pub(super) fn report_cycle(&mut self, cycle: &[(Arg, Span)]) {
        let Some((first, span)) = cycle.first() else { return };
        let path = |of: fn(&Arg) -> &str| {
            let mut names: Vec<&str> = cycle.iter().map(|(name, _)| of(name)).collect();
            if MOST_SHOWN < names.len() {
                names.splice(MOST_SHOWN - 1.., ["…"]);
            }
            names.push(of(first));
            format!("`{}`", names.join("` → `"))
        };
        let path = Arg::pair(path(|a| &a.zh), path(|a| &a.en));
        let mut report = Diagnostic::new(Code::Cycle, *span, [path]);
        let next = cycle.iter().skip(1).chain(cycle.first());
        for ((one, span), (next, _)) in cycle.iter().zip(next).skip(1).take(MOST_SHOWN) {
            let zh = format!("`{}` 读取 `{}`", one.zh, next.zh);
            report = report.with(*span, Arg::pair(zh, format!("`{}` reads `{}`", one.en, next.en)));
        }
        self.report(report);
    }
}
