//! The outcome and its reasons.

use super::{Reason, Verdict, Writer};
use crate::model::OutcomeList;
use crate::outcomes::Decision;
use crate::trace::Truth;

impl<'m> Writer<'m> {
    /// A decided list of outcomes.
    pub fn verdict(&self, list: &'m OutcomeList, decision: &Decision) -> Verdict {
        let at = |i: usize| list.outcomes.get(i);
        let key = |i: &Option<usize>| i.and_then(at).map(|o| o.named.key.clone());
        let mut possible: Vec<Option<String>> = Vec::new();
        let mut names = Vec::new();
        for one in &decision.possible {
            if !possible.contains(&key(one)) {
                possible.push(key(one));
                names.push(one.and_then(at).map_or(self.pick("无结论", "no outcome"), |o| o.named.name.clone()));
            }
        }
        let certain = match possible.as_slice() {
            [one] if !decision.error => Some(one.clone()),
            _ => None,
        };
        let decided = decision.possible.first().copied().flatten().and_then(at);
        let mut open = false;
        let because = list.outcomes.iter().zip(&decision.looked).map(|(outcome, (truth, parts))| Reason {
            line: None,
            text: match &outcome.condition {
                Some(condition) => self.text(&condition.text).to_owned(),
                None => self.pick("其余", "otherwise"),
            },
            holds: {
                let before = open;
                open |= matches!(truth, Truth::Maybe(_) | Truth::Error(_));
                if before && *truth == Truth::Yes { "unknown" } else { Self::holds(truth) }
            },
            shown: outcome.named.name.clone(),
            cite: outcome.cites.clone(),
            provenance: outcome.named.provenance.clone(),
            conditions: outcome.condition.as_ref().map(|c| self.conditions(c, parts)).unwrap_or_default(),
            notes: outcome.notes.clone(),
            ..Reason::default()
        });
        let because: Vec<Reason> = because.collect();
        let (outcome, name, cite) = match certain {
            Some(Some(key)) => {
                let outcome = decided.map(|o| (o.named.name.clone(), o.cites.clone())).unwrap_or_default();
                (Some(key), outcome.0, outcome.1)
            }
            Some(None) => (None, self.pick("无结论", "no outcome"), Vec::new()),
            None => (Some("undetermined".to_owned()), self.pick("不能确定", "undetermined"), Vec::new()),
        };
        let key = list.named.as_ref().map_or("outcome".to_owned(), |n| n.key.clone());
        Verdict { key, outcome, name, possible, cite, because, names }
    }
}
