//! The policy's head: id, dates, the filing date.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use jifen_grammar::tree::{Kind, Node, Span};

use super::Lowering;
use super::names::Entity;
use super::tasks::Job;
use super::text::string_text;
use crate::articles;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::*;

/// A version of which nothing is known.
pub(super) fn empty() -> Version {
    Version {
        policy: Named {
            name: String::new(),
            key: String::new(),
            title: None,
            span: Span::default(),
            provenance: Provenance::default(),
        },
        id: String::new(),
        base: None,
        draft: false,
        number: None,
        announced: None,
        in_force: NaiveDate::default(),
        expires: None,
        repeals: Vec::new(),
        filing_date: None,
        counting_date: None,
        conventions: Conventions::default(),
        notes: Vec::new(),
        reviewed: Vec::new(),
        articles: Vec::new(),
        not_computed: Vec::new(),
        transitions: Vec::new(),
        choices: Vec::new(),
        records: Vec::new(),
        facts: Vec::new(),
        parameters: Vec::new(),
        catalogues: Vec::new(),
        alternatives: Vec::new(),
        definitions: Vec::new(),
        indicators: Vec::new(),
        groups: Vec::new(),
        indicator_types: Vec::new(),
        group_types: Vec::new(),
        totals: Vec::new(),
        outcomes: Vec::new(),
        constraints: Vec::new(),
        written: Vec::new(),
    }
}

/// The day of a `date` node.
pub(super) fn date_of(node: &Node) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(&node.text, "%Y-%m-%d").ok()
}

/// The first day of a `month` node's month.
pub(super) fn first_of_month(node: &Node) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(&format!("{}-01", node.text), "%Y-%m-%d").ok()
}

impl<'a> Lowering<'a> {
    pub(super) fn policy_head(&mut self) {
        let Some(node) = self.declared.policy else { return };
        self.version.policy = self.named(node);
        if let Some(id) = node.get(Kind::id) {
            self.version.id = id.text.to_string();
        }
        let Some(block) = node.get(Kind::policy_block) else { return };
        let notes = self.notes(block);
        self.version.notes.splice(0..0, notes);
        for kind in [
            Kind::doc_number,
            Kind::announced,
            Kind::in_force,
            Kind::expires,
            Kind::repeals,
            Kind::filing_date,
            Kind::counting_date,
            Kind::status,
        ] {
            self.only_one(block.all(kind));
        }
        let date = |kind| block.get(kind).and_then(|c: &Node| date_of(c.get(Kind::date)?));
        self.version.reviewed = self.reviewed(block);
        self.version.draft = block.has(Kind::status);
        self.version.number = block.string(Kind::doc_number).map(str::to_owned);
        self.version.announced = date(Kind::announced);
        self.version.expires = date(Kind::expires);
        self.version.in_force = date(Kind::in_force).unwrap_or_default();
        self.repeals(block);
        self.articles(block);
        self.filing_date(node, block);
        if let Some(clause) = block.get(Kind::counting_date) {
            self.tasks.add(Job::CountingDate(clause));
        }
        if !block.has(Kind::in_force) && !block.has(Kind::broken) {
            self.report(Diagnostic::new(Code::MissingInForce, super::collect::head_span(node), []));
        }
    }

    fn repeals(&mut self, block: &Node) {
        let mut seen = BTreeSet::new();
        for id in block.all(Kind::repeals).flat_map(|r| r.all(Kind::id)) {
            let name = id.text.to_string();
            if name == self.version.id {
                self.report(Diagnostic::new(Code::RepealsItself, id.span, [(&name).into()]));
            } else if !seen.insert(name.clone()) {
                self.report(Diagnostic::new(Code::DuplicateEntry, id.span, [(&name).into()]));
            } else {
                self.version.repeals.push(name);
            }
        }
    }

    fn articles(&mut self, block: &Node) {
        let mut listed: Vec<Article> = Vec::new();
        let all: Vec<Article> = block.all(Kind::articles).flat_map(|c| self.listed(c)).collect();
        for article in all {
            match listed.iter().any(|known| known.name == article.name) {
                true => self.report(Diagnostic::new(Code::DuplicateEntry, article.span, [(&article.name).into()])),
                false => listed.push(article),
            }
        }
        self.version.articles = listed;
        for clause in block.all(Kind::not_computed) {
            let reason =
                clause.string(Kind::not_computed).or(clause.string(Kind::string)).unwrap_or_default().to_owned();
            let articles = self.listed(clause);
            self.version.not_computed.push(NotComputed { articles, reason });
        }
    }

    /// The articles of a clause, those between two ends included.
    fn listed(&mut self, clause: &Node) -> Vec<Article> {
        let mut all = Vec::new();
        for node in clause.all(Kind::article) {
            let mut ends = node.all(Kind::string).map(string_text);
            let span = node.span;
            let names = match (ends.next(), ends.next()) {
                (Some(one), None) => vec![one],
                (Some(from), Some(to)) => articles::between(&from, &to).unwrap_or_else(|| {
                    self.report(Diagnostic::new(Code::ArticlesNotCounted, span, [(&from).into(), (&to).into()]));
                    Vec::new()
                }),
                _ => Vec::new(),
            };
            all.extend(names.into_iter().map(|name| Article { name, span }));
        }
        all
    }

    fn filing_date(&mut self, node: &Node, block: &'a Node) {
        let Some(clause) = block.get(Kind::filing_date) else {
            if !block.has(Kind::broken) {
                let span = super::collect::head_span(node);
                self.report(Diagnostic::new(Code::MissingFilingDate, span, []));
            }
            return;
        };
        let written = clause.get(Kind::expr).map(|e| e.children.as_slice());
        let alone = match written {
            Some([only]) if only.kind == Kind::reference => only.name(),
            _ => None,
        };
        let Some(name) = alone else {
            self.tasks.add(Job::FilingDate(clause));
            return;
        };
        match self.names.entity(&name.text) {
            Some(Entity::Fact(id)) => {
                let field = self.version.facts.get(id.index());
                if field.is_some_and(|f| matches!(f.ty, Type::Date | Type::Error) && !f.or_none) {
                    let kind = ExprKind::Fact(id);
                    self.version.filing_date = Some(Expr { kind, ty: Type::Date, span: name.span });
                } else {
                    self.report(Diagnostic::new(Code::FilingDateType, name.span, [(&name.text).into()]));
                }
            }
            Some(Entity::Broken) => {}
            Some(Entity::Definition(_)) => drop(self.tasks.add(Job::FilingDate(clause))),
            Some(_) => {
                self.report(Diagnostic::new(Code::FilingDateType, name.span, [(&name.text).into()]));
            }
            // It may be among the facts that could not be read
            None if self.names.blind => {}
            None => self.unknown(name, Some(&Type::Date)),
        }
    }

    /// The clauses about earlier versions; their conditions may read whatever the version declares.
    pub(super) fn transitions(&mut self) {
        let block = self.declared.policy.and_then(|p| p.get(Kind::policy_block));
        for clause in block.into_iter().flat_map(|b| b.all(Kind::transition)) {
            let condition = clause.has(Kind::kw_when).then(|| self.condition_of(clause));
            let transition = Transition {
                condition,
                better: clause.has(Kind::kw_apply_better),
                ranking: clause
                    .get(Kind::ranking)
                    .into_iter()
                    .flat_map(|r| r.all(Kind::ranked))
                    .filter_map(ranked)
                    .collect(),
                version: clause.get(Kind::id).map_or(String::new(), |id| id.text.to_string()),
                cites: self.cites(clause),
                text: self.line_text(clause),
                span: clause.span,
            };
            self.version.transitions.push(transition);
        }
    }

    /// The order of the policy's dates.
    pub(super) fn policy_dates(&mut self) {
        let block = self.declared.policy.and_then(|p| p.get(Kind::policy_block));
        let Some(block) = block.filter(|b| b.has(Kind::in_force)) else { return };
        let (from, to) = (self.version.in_force, self.version.expires);
        if let (Some(to), Some(clause)) = (to.filter(|to| *to < from), block.get(Kind::expires)) {
            let args = [to.into(), from.into()];
            self.report(Diagnostic::new(Code::DatesOutOfOrder, clause.span, args));
        }
    }
}

fn ranked(node: &Node) -> Option<Ranked> {
    let name = node.name()?;
    Some(Ranked { name: name.text.to_string(), span: name.span })
}
