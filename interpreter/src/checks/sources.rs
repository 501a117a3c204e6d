//! Every point has a source: indicators and outcomes that cite nothing.

use super::answered;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Version;

pub(super) fn check(version: &Version, found: &mut Vec<Diagnostic>) {
    for indicator in &version.indicators {
        let lines_cite = !indicator.body.lines.is_empty() && indicator.body.lines.iter().all(|l| !l.cites.is_empty());
        let silent = indicator.cites.is_empty() && !lines_cite;
        if silent && !answered(&indicator.body.reviewed, Code::NoSource) {
            let name = &indicator.named;
            found.push(Diagnostic::new(Code::NoSource, name.span, [(&name.name).into()]));
        }
    }
    for list in &version.outcomes {
        let decided = list.outcomes.iter().filter(|o| o.condition.is_some());
        for outcome in decided.filter(|o| o.cites.is_empty() && list.cites.is_empty()) {
            if !answered(&list.reviewed, Code::NoSource) {
                let name = &outcome.named;
                found.push(Diagnostic::new(Code::NoSource, name.span, [(&name.name).into()]));
            }
        }
    }
}
