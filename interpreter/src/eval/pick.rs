//! The latest and the earliest entry.

use super::Evaluator;
use super::compare::orders;
use super::cover::hull;
use super::lists::{Flow, finish};
use super::reasons::because;
use super::unknown::spread;
use crate::model::Expr;
use crate::value::{Range, RuleError, Val, Why};

struct Candidate {
    entry: Val,
    /// Where it stands; `None` where it could not be told.
    by: Option<Range>,
    sure: bool,
}

impl<'m> Evaluator<'m> {
    /// The first entry with the largest (or smallest) value; none for an empty list, or where a value is none.
    /// Where that is not known, an entry that covers all that it may be.
    pub(crate) fn pick(&mut self, list: &'m Expr, by: Option<&'m Expr>, largest: bool) -> Val {
        let mut candidates: Vec<Candidate> = Vec::new();
        let mut why = Why::default();
        let mut instead = None;
        let mut none = false;
        let walked = self.walk(list, |ev, entry, presence| {
            let value = ev.of_entry(by, entry, presence);
            let sure = presence.is_sure();
            why = why.and(&presence.why());
            let by = match spread(&value) {
                Ok(value) => {
                    why = why.and(&value.why);
                    none |= value.none;
                    if value.range.is_none() {
                        // An error further on still counts.
                        if sure {
                            instead = Some(Val::None);
                        }
                        return Flow::On;
                    }
                    value.range
                }
                Err(e) if sure => {
                    instead = Some(Val::Error(e));
                    return Flow::Settled;
                }
                Err(_) => None,
            };
            candidates.push(Candidate { entry: entry.clone(), by, sure });
            Flow::On
        });
        let value = match instead {
            Some(instead) => instead,
            None => best(&candidates, none, largest, &why),
        };
        finish(value, walked)
    }
}

fn best(candidates: &[Candidate], none: bool, largest: bool, why: &Why) -> Val {
    // Whether `a` can't come behind `b`, and whether it must come before it.
    let beats = |a: &Candidate, b: &Candidate| match (&a.by, &b.by) {
        (Some(a), Some(b)) => {
            let orders = orders(a, b)?;
            let (behind, before) = if largest { (orders.less, orders.greater) } else { (orders.greater, orders.less) };
            Some((!behind, !behind && before && !orders.equal))
        }
        _ => Some((false, false)),
    };
    let mut pivot: Option<(usize, &Candidate)> = None;
    for (i, candidate) in candidates.iter().enumerate().filter(|(_, c)| c.sure) {
        pivot = match pivot {
            None => Some((i, candidate)),
            Some(before) => match beats(candidate, before.1) {
                None => return Val::error(RuleError::Length),
                Some((_, true)) => Some((i, candidate)),
                Some(_) => Some(before),
            },
        };
    }
    let mut found: Option<Val> = None;
    for (i, candidate) in candidates.iter().enumerate() {
        if let Some((at, pivot)) = pivot
            && at != i
        {
            match beats(pivot, candidate) {
                None => return Val::error(RuleError::Length),
                Some((never_behind, before)) if before || (never_behind && at < i) => continue,
                Some(_) => {}
            }
        }
        found = Some(match found {
            None => candidate.entry.clone(),
            Some(found) => hull(&found, &candidate.entry),
        });
    }
    let covered = found.unwrap_or(Val::None);
    let empty = none || pivot.is_none();
    because(if empty { hull(&covered, &Val::None) } else { covered }, why)
}
