//! Every point has a source: indicators and outcomes that cite nothing.

use super::answers::Findings;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Version;

pub(super) fn check<'m>(version: &'m Version, found: &mut Findings<'m>) {
    for indicator in &version.indicators {
        let lines_cite = !indicator.body.lines.is_empty() && indicator.body.lines.iter().all(|l| !l.cites.is_empty());
        if indicator.cites.is_empty() && !lines_cite {
            let name = &indicator.named;
            let silent = Diagnostic::new(Code::NoSource, name.span, [(&name.name).into()]);
            found.add_in(&indicator.body.reviewed, silent);
        }
    }
    for list in &version.outcomes {
        let decided = list.outcomes.iter().filter(|o| o.condition.is_some());
        for outcome in decided.filter(|o| o.cites.is_empty() && list.cites.is_empty()) {
            let name = &outcome.named;
            let silent = Diagnostic::new(Code::NoSource, name.span, [(&name.name).into()]);
            found.add_in(&list.reviewed, silent);
        }
    }
}
