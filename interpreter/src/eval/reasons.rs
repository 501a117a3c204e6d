//! Why values are not known.

use crate::value::{Entry, Item, List, More, Range, Unknown, Val, Why};
use std::rc::Rc;

/// The same value, unknown for these reasons too; a known value stays as it is.
pub fn because(value: Val, why: &Why) -> Val {
    if why.items().is_empty() {
        return value;
    }
    match value {
        Val::Unknown(u) => {
            let range = u.range.clone().map(|r| range_because(r, why));
            Val::Unknown(Rc::new(Unknown { range, none: u.none, why: u.why.and(why) }))
        }
        Val::Record(entry) if !entry.fields.iter().all(Val::is_known) => {
            Val::Record(Rc::new(entry_because(&entry, why)))
        }
        Val::List(list) => Val::List(Rc::new(list_because(&list, why))),
        Val::Period(ends) if !(ends.0.is_known() && ends.1.is_known()) => {
            Val::Period(Rc::new((because(ends.0.clone(), why), because(ends.1.clone(), why))))
        }
        other => other,
    }
}

fn range_because(range: Range, why: &Why) -> Range {
    match range {
        Range::Record(entry) => Range::Record(Rc::new(entry_because(&entry, why))),
        Range::List(list) => Range::List(Rc::new(list_because(&list, why))),
        Range::Period(ends) => Range::Period(Rc::new((because(ends.0.clone(), why), because(ends.1.clone(), why)))),
        other => other,
    }
}

fn entry_because(entry: &Entry, why: &Why) -> Entry {
    let fields = entry.fields.iter().map(|f| because(f.clone(), why)).collect();
    Entry { fields, place: entry.place.clone() }
}

fn list_because(list: &List, why: &Why) -> List {
    let widen = |item: &Item| Item { value: item.value.clone(), maybe: item.maybe.as_ref().map(|m| m.and(why)) };
    let more = list.more.as_ref().map(|m| More { most: m.most, any: m.any.clone(), why: m.why.and(why) });
    List { items: list.items.iter().map(widen).collect(), more }
}

/// Why a value is not known; nothing for a known one.
pub fn why(value: &Val) -> Why {
    match value {
        Val::Unknown(u) => u.why.clone(),
        Val::Record(entry) => entry.fields.iter().fold(Why::default(), |all, f| all.and(&why(f))),
        Val::List(list) => {
            let mut all = list.more.as_ref().map(|m| m.why.clone()).unwrap_or_default();
            for item in &list.items {
                if let Some(maybe) = &item.maybe {
                    all = all.and(maybe);
                }
                all = all.and(&why(&item.value));
            }
            all
        }
        Val::Period(ends) => why(&ends.0).and(&why(&ends.1)),
        _ => Why::default(),
    }
}
