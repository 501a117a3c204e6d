//! What is lowered in the order in which it is read: definitions, indicators, groups, the counting date.

use std::collections::{BTreeMap, BTreeSet};

use jifen_grammar::tree::Node;

use crate::model::{DefinitionId, Expr, Group, GroupId, Indicator, IndicatorId, RecordId, Version};

/// Index into [`Tasks::list`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct TaskId(pub usize);

/// One of them, with its node.
#[derive(Debug, Clone, Copy)]
pub(super) enum Job<'a> {
    /// A definition, a result, or a definition inside a record.
    Definition(&'a Node, Option<RecordId>),
    Indicator(&'a Node, IndicatorId),
    /// A total with the groups in it.
    Total(&'a Node),
    /// The `计算日` clause.
    CountingDate(&'a Node),
    /// The `申请日` clause, where it names no fact.
    FilingDate(&'a Node),
}

impl<'a> Job<'a> {
    /// The declaration.
    pub fn node(self) -> &'a Node {
        match self {
            Job::Definition(node, _) | Job::Indicator(node, _) | Job::Total(node) => node,
            Job::CountingDate(node) | Job::FilingDate(node) => node,
        }
    }
}

/// A job and what came of it.
#[derive(Debug, Clone)]
pub(super) struct Task<'a> {
    pub job: Job<'a>,
    /// It is being lowered, or waits for one that it reads.
    pub begun: bool,
    pub done: bool,
    /// Its place in the model, for a definition that is done.
    pub definition: Option<DefinitionId>,
}

/// All tasks, and what they have made so far.
#[derive(Debug, Default)]
pub(super) struct Tasks<'a> {
    pub list: Vec<Task<'a>>,
    /// The task at hand.
    pub current: Option<TaskId>,
    /// Tasks that wait for the one at hand and are read by it all the same.
    pub met: BTreeSet<TaskId>,
    /// The task of each indicator.
    pub of_indicator: Vec<TaskId>,
    /// The task of each group: that of its total.
    pub of_group: Vec<TaskId>,
    /// Tasks of groups that are evaluated under an alternative.
    pub under: BTreeSet<TaskId>,
    /// The groups by the file and first byte of their nodes; those inside another come before it.
    pub group_at: BTreeMap<(u32, u32), GroupId>,
    /// The task of the `计算日` clause, if there is one.
    pub counting_date: Option<TaskId>,
    /// The task of the `申请日` clause, where it names no fact.
    pub filing_date: Option<TaskId>,
    indicators: Vec<Option<Indicator>>,
    groups: Vec<Option<Group>>,
}

impl<'a> Tasks<'a> {
    /// Adds a job.
    pub fn add(&mut self, job: Job<'a>) -> TaskId {
        let id = TaskId(self.list.len());
        self.list.push(Task { job, begun: false, done: false, definition: None });
        match job {
            Job::Indicator(..) => {
                self.of_indicator.push(id);
                self.indicators.push(None);
            }
            Job::CountingDate(_) => self.counting_date = Some(id),
            Job::FilingDate(_) => self.filing_date = Some(id),
            Job::Definition(..) | Job::Total(_) => {}
        }
        id
    }

    /// Adds a group that is lowered with its total.
    pub fn add_group(&mut self, node: &Node, total: TaskId) -> GroupId {
        let id = GroupId(self.groups.len() as u32);
        self.of_group.push(total);
        self.groups.push(None);
        self.group_at.insert((node.span.file, node.span.start), id);
        id
    }

    /// Keeps a group.
    pub fn keep_group(&mut self, id: GroupId, group: Group) {
        if let Some(place) = self.groups.get_mut(id.index()) {
            *place = Some(group);
        }
    }

    /// Keeps what came of a job.
    pub fn keep(&mut self, task: TaskId, made: Made, version: &mut Version) {
        let Some(task) = self.list.get_mut(task.0) else { return };
        task.done = true;
        match (task.job, made) {
            (Job::Definition(_, record), Made::Definition(definition)) => {
                let id = DefinitionId(version.definitions.len() as u32);
                version.definitions.push(*definition);
                task.definition = Some(id);
                if let Some(record) = record.and_then(|r| version.records.get_mut(r.index())) {
                    record.definitions.push(id);
                }
            }
            (Job::Indicator(_, id), Made::Indicator(indicator)) => {
                if let Some(place) = self.indicators.get_mut(id.index()) {
                    *place = Some(*indicator);
                }
            }
            (Job::CountingDate(_), Made::Day(expr)) => version.counting_date = Some(expr),
            (Job::FilingDate(_), Made::Day(expr)) => version.filing_date = Some(expr),
            _ => {}
        }
    }

    /// The groups lowered so far, in the order declared.
    pub fn groups(&self) -> impl Iterator<Item = &Group> {
        self.groups.iter().flatten()
    }

    /// The indicators lowered so far, in the order declared.
    pub fn indicators(&self) -> impl Iterator<Item = &Indicator> {
        self.indicators.iter().flatten()
    }

    /// Puts indicators and groups into the version, in the order declared.
    pub fn fill(&mut self, version: &mut Version) {
        version.indicators = std::mem::take(&mut self.indicators).into_iter().flatten().collect();
        version.groups = std::mem::take(&mut self.groups).into_iter().flatten().collect();
    }
}

/// What came of a job.
#[derive(Debug)]
pub(super) enum Made {
    Definition(Box<crate::model::Definition>),
    Indicator(Box<Indicator>),
    Total,
    Day(Expr),
}
