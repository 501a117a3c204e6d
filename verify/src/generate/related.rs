//! Which facts are read together: a change of one can matter to what a change of another does only where one rule,
//! or one list of outcomes, reads both.

use jifen_interpreter::model::{Body, Content, Expr, ExprKind, Group, Member, Version};
use std::collections::BTreeSet;

/// Which facts rules read.
pub(super) struct Reads {
    /// For each fact, those that some rule reads together with it, itself among them.
    pub together: Vec<BTreeSet<usize>>,
    /// For each indicator, the facts that it reads.
    pub indicators: Vec<BTreeSet<usize>>,
}

/// Which facts the rules of a version read.
pub(super) fn related(version: &Version) -> Reads {
    let counting = version.counting_date.as_ref().or(version.filing_date.as_ref());
    let mut reader = Reader { definitions: Vec::new(), counting: BTreeSet::new(), version };
    reader.counting = counting.map(|e| reader.expr(e)).unwrap_or_default();
    // Definitions stand behind those that they read.
    for definition in &version.definitions {
        let reads = match &definition.content {
            Content::Expr(expr) => reader.expr(expr),
            Content::Body(body) => reader.body(body),
        };
        reader.definitions.push(reads);
    }
    let indicators: Vec<BTreeSet<usize>> = version.indicators.iter().map(|i| reader.body(&i.body)).collect();
    let mut rules = indicators.clone();
    rules.extend(version.groups.iter().filter(|g| g.combine.picks() || g.guard.is_some()).map(|g| reader.group(g)));
    rules.extend(
        version.definitions.iter().zip(&reader.definitions).filter(|(d, _)| d.reported).map(|(_, r)| r.clone()),
    );
    let conditions = |list: &jifen_interpreter::model::OutcomeList| {
        list.outcomes.iter().filter_map(|o| o.condition.as_ref()).flat_map(|c| reader.expr(&c.expr)).collect()
    };
    rules.extend(version.outcomes.iter().map(conditions));
    rules.extend(version.constraints.iter().map(|c| reader.expr(&c.condition)));
    rules.extend(version.facts.iter().enumerate().map(|(i, field)| {
        let bounds = field.domain.iter().flat_map(|d| d.low.iter().chain(&d.high));
        bounds.flat_map(|e| reader.expr(e)).chain([i]).collect()
    }));
    let together = |fact: usize| rules.iter().filter(|r| r.contains(&fact)).flatten().copied().chain([fact]).collect();
    Reads { together: (0..version.facts.len()).map(together).collect(), indicators }
}

struct Reader<'v> {
    version: &'v Version,
    /// What each definition reads.
    definitions: Vec<BTreeSet<usize>>,
    counting: BTreeSet<usize>,
}

impl Reader<'_> {
    fn expr(&self, expr: &Expr) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        expr.expressions(&mut |e| self.note(e, &mut found));
        found
    }

    fn body(&self, body: &Body) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        body.expressions(&mut |e| self.note(e, &mut found));
        found
    }

    fn group(&self, group: &Group) -> BTreeSet<usize> {
        let mut found: BTreeSet<usize> = group.guard.iter().flat_map(|g| self.expr(&g.expr)).collect();
        for member in &group.members {
            match member {
                Member::Indicator(id) => {
                    found.extend(self.version.indicators.get(id.index()).iter().flat_map(|i| self.body(&i.body)))
                }
                Member::Group(id) => {
                    found.extend(self.version.groups.get(id.index()).iter().flat_map(|g| self.group(g)))
                }
            }
        }
        found
    }

    fn note(&self, expr: &Expr, found: &mut BTreeSet<usize>) {
        let definition = |id: &jifen_interpreter::model::DefinitionId| {
            self.definitions.get(id.index()).into_iter().flatten().copied()
        };
        match &expr.kind {
            ExprKind::Fact(id) => drop(found.insert(id.index())),
            ExprKind::Call(id, _) | ExprKind::FieldDefinition(_, id) | ExprKind::EntryDefinition(_, id) => {
                found.extend(definition(id));
            }
            ExprKind::CountingDate | ExprKind::Parameter(_, _, _, None) | ExprKind::In(..) => {
                found.extend(&self.counting)
            }
            _ => {}
        }
    }
}
