//! The entry at hand: its fields and definitions, and those of other entries.

use super::Evaluator;
use super::possible::{as_entry, or_none};
use crate::model::DefinitionId;
use crate::value::{Range, RuleError, Val};

/// An entry at hand, with what its definitions have come to.
pub(crate) struct Slot {
    pub value: Val,
    pub known: Vec<(DefinitionId, Val)>,
}

impl Slot {
    pub(crate) fn new(value: Val) -> Slot {
        Slot { value, known: Vec::new() }
    }
}

/// A field of a record value: none of none, and perhaps none of what may be none.
pub(crate) fn field_of(record: &Val, field: usize) -> Val {
    let found = match record {
        Val::Record(entry) => entry.fields.get(field).cloned(),
        Val::None => Some(Val::None),
        Val::Error(e) => Some(Val::Error(e.clone())),
        Val::Unknown(u) => match &u.range {
            Some(Range::Record(entry)) if u.none => entry.fields.get(field).map(|f| or_none(f.clone(), &u.why)),
            Some(Range::Record(entry)) => entry.fields.get(field).cloned(),
            None => Some(Val::None),
            _ => None,
        },
        _ => None,
    };
    found.unwrap_or_else(|| Val::error(RuleError::Broken))
}

impl<'m> Evaluator<'m> {
    /// Evaluates with an entry at hand.
    pub fn with_entry<R>(&mut self, entry: Val, f: impl FnOnce(&mut Self) -> R) -> R {
        self.entries.push(Slot::new(entry));
        let result = f(self);
        self.entries.pop();
        result
    }

    /// Evaluates something that has no business with the entries at hand.
    pub(crate) fn outside_entries<R>(&mut self, f: impl FnOnce(&mut Self) -> R) -> R {
        let entries = std::mem::take(&mut self.entries);
        let result = self.without_assumptions(f);
        self.entries = entries;
        result
    }

    fn slot(&self, depth: usize) -> Option<usize> {
        self.entries.len().checked_sub(depth.checked_add(1)?)
    }

    pub(crate) fn entry(&self, depth: usize) -> Val {
        let slot = self.slot(depth).and_then(|i| self.entries.get(i));
        slot.map_or_else(|| Val::error(RuleError::Broken), |s| s.value.clone())
    }

    #[inline(never)]
    pub(crate) fn entry_field(&self, depth: usize, field: usize) -> Val {
        match self.slot(depth).and_then(|i| self.entries.get(i)) {
            Some(slot) => field_of(&slot.value, field),
            None => Val::error(RuleError::Broken),
        }
    }

    /// A definition of the record on the entry at hand; kept as long as this entry is at hand.
    #[inline(never)]
    pub(crate) fn entry_definition(&mut self, depth: usize, id: DefinitionId) -> Val {
        let Some(at) = self.slot(depth) else {
            return Val::error(RuleError::Broken);
        };
        let Some(slot) = self.entries.get(at) else {
            return Val::error(RuleError::Broken);
        };
        if let Some((_, known)) = slot.known.iter().find(|(known, _)| *known == id) {
            return known.clone();
        }
        let value = if depth == 0 {
            self.of_entry_at_hand(id)
        } else {
            let entry = slot.value.clone();
            self.with_entry(entry, |ev| ev.of_entry_at_hand(id))
        };
        let stopped = self.stopped();
        if let Some(slot) = self.entries.get_mut(at)
            && !stopped
        {
            slot.known.push((id, value.clone()));
        }
        value
    }

    /// A definition of the record on a record value: none of none.
    pub(crate) fn field_definition(&mut self, record: Val, id: DefinitionId) -> Val {
        if let Val::None | Val::Error(_) = record {
            return record;
        }
        let Some((entry, none)) = as_entry(&record) else {
            return Val::error(RuleError::Broken);
        };
        let why = super::reasons::why(&record);
        let value = self.with_entry(Val::Record(entry), |ev| ev.of_entry_at_hand(id));
        if none { or_none(value, &why) } else { value }
    }
}
