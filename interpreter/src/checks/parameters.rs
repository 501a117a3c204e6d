//! Parameters without a value in the version's time in force.

use super::answers::Findings;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{ExprKind, Version};
use std::collections::BTreeSet;

/// A parameter that is read at the counting date needs a value from the version's first day on.
/// Read at another date it may lie before the first step; then the value is unknown, for that date.
pub(super) fn check<'m>(version: &'m Version, found: &mut Findings<'m>) {
    let mut read = BTreeSet::new();
    version.expressions(&mut |expr| {
        if let ExprKind::Parameter(id, column, _, None) = &expr.kind {
            read.insert((*id, *column));
        }
    });
    for (id, column) in read {
        let Some(parameter) = version.parameters.get(id.index()) else { continue };
        let Some(column) = parameter.columns.get(column) else { continue };
        let late = column.series.iter().filter_map(|s| s.first()).find(|step| version.in_force < step.from);
        if let Some(step) = late {
            let args =
                [(&parameter.named.name).into(), step.from.into(), version.in_force.into(), (&version.id).into()];
            found.add(Diagnostic::new(Code::ParameterBegins, step.span, args));
        }
    }
}
