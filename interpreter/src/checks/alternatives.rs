//! Alternatives are known only inside a group that tries them.

use crate::diagnostic::{Arg, Code, Diagnostic};
use crate::model::{AlternativeId, Content, Expr, ExprKind, GroupId, Member, Named, Version};
use std::collections::BTreeSet;

type Reads = BTreeSet<AlternativeId>;

pub(super) fn check(version: &Version, found: &mut Vec<Diagnostic>) {
    let mut checker = Checker { version, definitions: Vec::new(), found };
    for definition in &version.definitions {
        let mut reads = Reads::new();
        // A definition calls only those before it.
        match &definition.content {
            Content::Expr(e) => checker.see(e, &mut reads),
            Content::Body(b) => b.expressions(&mut |e| checker.see_one(e, &mut reads)),
        }
        if definition.reported {
            checker.unbound(&reads, &definition.named, &Reads::new());
        }
        checker.definitions.push(reads);
    }
    for total in &version.totals {
        let mut tried = Reads::new();
        checker.group(*total, &Reads::new(), &mut tried);
    }
    for outcome in version.outcomes.iter().flat_map(|l| &l.outcomes) {
        if let Some(condition) = &outcome.condition {
            let mut reads = Reads::new();
            checker.see(&condition.expr, &mut reads);
            checker.unbound(&reads, &outcome.named, &Reads::new());
        }
    }
}

struct Checker<'a> {
    version: &'a Version,
    definitions: Vec<Reads>,
    found: &'a mut Vec<Diagnostic>,
}

impl Checker<'_> {
    fn see(&self, expr: &Expr, reads: &mut Reads) {
        self.see_one(expr, reads);
        expr.children().into_iter().for_each(|e| self.see(e, reads));
    }

    fn see_one(&self, expr: &Expr, reads: &mut Reads) {
        match &expr.kind {
            ExprKind::Alternative(id) => drop(reads.insert(*id)),
            ExprKind::Call(id, _) | ExprKind::FieldDefinition(_, id) | ExprKind::EntryDefinition(_, id) => {
                reads.extend(self.definitions.get(id.index()).into_iter().flatten());
            }
            _ => {}
        }
    }

    /// What a group and its members read must be tried around them; each alternative is tried by one group of a total.
    fn group(&mut self, id: GroupId, bound: &Reads, tried: &mut Reads) {
        let version = self.version;
        let Some(group) = version.groups.get(id.index()) else { return };
        let mut bound = bound.clone();
        if let Some(alternative) = group.under {
            if !bound.contains(&alternative) && !tried.insert(alternative) {
                let name = version.alternatives.get(alternative.index()).map_or("", |a| a.named.name.as_str());
                self.found.push(Diagnostic::new(Code::AlternativeTwice, group.named.span, [name.into()]));
            }
            bound.insert(alternative);
        }
        let mut own = Reads::new();
        group.guard.iter().for_each(|g| self.see(&g.expr, &mut own));
        group.modifiers.iter().for_each(|m| self.see(&m.value, &mut own));
        self.unbound(&own, &group.named, &bound);
        for member in &group.members {
            match member {
                Member::Group(inner) => self.group(*inner, &bound, tried),
                Member::Indicator(i) => {
                    let Some(indicator) = version.indicators.get(i.index()) else { continue };
                    let mut reads = Reads::new();
                    indicator.body.expressions(&mut |e| self.see_one(e, &mut reads));
                    self.unbound(&reads, &indicator.named, &bound);
                }
            }
        }
    }

    fn unbound(&mut self, reads: &Reads, reader: &Named, bound: &Reads) {
        for id in reads.difference(bound) {
            let Some(alternative) = self.version.alternatives.get(id.index()) else { continue };
            let declared = Arg::pair("备选在此声明", "declared here");
            let args = [(&reader.name).into(), (&alternative.named.name).into()];
            let unbound = Diagnostic::new(Code::AlternativeUnbound, reader.span, args);
            self.found.push(unbound.with(alternative.named.span, declared));
        }
    }
}
