//! Lists: going through their entries, filtered on the way.

use super::entries::Slot;
use super::unknown::make;
use super::{Evaluator, ops};
use crate::model::{Expr, ExprKind};
use crate::value::{Item, List, More, Range, RuleError, Val, Why};
use std::rc::Rc;

/// How sure it is that an entry is in the list.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Presence<'a> {
    /// It is.
    Sure,
    /// It may be.
    Maybe(&'a Why),
    /// It stands for entries that nothing is known about.
    More(&'a More),
}

impl Presence<'_> {
    pub(crate) fn is_sure(self) -> bool {
        matches!(self, Presence::Sure)
    }

    /// Why it is not sure.
    pub(crate) fn why(self) -> Why {
        match self {
            Presence::Sure => Why::default(),
            Presence::Maybe(why) => why.clone(),
            Presence::More(more) => more.why.clone(),
        }
    }
}

/// Whether to look at further entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flow {
    On,
    /// The result is settled; further entries are only filtered, since an error in that is the result's.
    Settled,
}

impl Flow {
    pub(crate) fn after(value: &Val) -> Flow {
        if let Val::Error(_) = value { Flow::Settled } else { Flow::On }
    }
}

enum Admitted {
    No,
    Sure,
    Maybe(Why),
    Error(Rc<RuleError>),
}

impl<'m> Evaluator<'m> {
    /// Goes through the entries of a list, each with itself as the entry at hand. `Ok` says why the list itself may be
    /// none, if it may; `Err` is the result instead, where there is no list.
    pub(crate) fn walk(
        &mut self,
        list: &'m Expr,
        visit: impl FnMut(&mut Self, &Val, Presence<'_>) -> Flow,
    ) -> Result<Option<Why>, Val> {
        let (mut base, mut filters) = (list, Vec::new());
        while let ExprKind::Where(inner, condition) = &base.kind {
            filters.push(condition.as_ref());
            base = inner;
        }
        filters.reverse();
        self.walk_filtered(base, &filters, visit)
    }

    fn walk_filtered(
        &mut self,
        base: &'m Expr,
        filters: &[&'m Expr],
        visit: impl FnMut(&mut Self, &Val, Presence<'_>) -> Flow,
    ) -> Result<Option<Why>, Val> {
        let value = self.expr(base);
        self.walk_value(value, filters, visit)
    }

    fn walk_value(
        &mut self,
        value: Val,
        filters: &[&'m Expr],
        visit: impl FnMut(&mut Self, &Val, Presence<'_>) -> Flow,
    ) -> Result<Option<Why>, Val> {
        let (list, none) = match &value {
            Val::List(list) => (list, None),
            Val::Unknown(u) => match &u.range {
                Some(Range::List(list)) => (list, u.none.then(|| u.why.clone())),
                None => return Err(Val::None),
                Some(_) => return Err(Val::error(RuleError::Broken)),
            },
            Val::None | Val::Error(_) => return Err(value),
            _ => return Err(Val::error(RuleError::Broken)),
        };
        self.walks += 1;
        let walked = self.walk_entries(list, filters, visit);
        self.walks -= 1;
        walked.map(|()| none)
    }

    fn walk_entries(
        &mut self,
        list: &List,
        filters: &[&'m Expr],
        visit: impl FnMut(&mut Self, &Val, Presence<'_>) -> Flow,
    ) -> Result<(), Val> {
        self.entries.push(Slot::new(Val::None));
        let walked = self.walk_slot(list, filters, visit);
        self.entries.pop();
        walked
    }

    /// Puts one entry after the other into the innermost slot.
    fn walk_slot(
        &mut self,
        list: &List,
        filters: &[&'m Expr],
        mut visit: impl FnMut(&mut Self, &Val, Presence<'_>) -> Flow,
    ) -> Result<(), Val> {
        let mut settled = false;
        for item in &list.items {
            if settled && filters.is_empty() {
                return Ok(());
            }
            if self.fuel == 0 {
                return Err(Val::Error(self.halted.clone()));
            }
            self.fuel -= 1;
            self.at_hand(&item.value);
            let flow = match self.admit(filters, item.maybe.as_ref()) {
                Admitted::No => Flow::On,
                Admitted::Sure if !settled => visit(self, &item.value, Presence::Sure),
                Admitted::Maybe(why) if !settled => visit(self, &item.value, Presence::Maybe(&why)),
                Admitted::Sure | Admitted::Maybe(_) => Flow::On,
                Admitted::Error(e) => return Err(Val::Error(e)),
            };
            settled |= flow == Flow::Settled;
        }
        let Some(more) = &list.more else {
            return Ok(());
        };
        if settled {
            return Ok(());
        }
        self.at_hand(&more.any);
        if let Admitted::Maybe(why) = self.admit(filters, Some(&more.why)) {
            let more = More { most: more.most, any: more.any.clone(), why };
            visit(self, &more.any, Presence::More(&more));
        }
        Ok(())
    }

    #[inline(always)]
    fn at_hand(&mut self, entry: &Val) {
        let Some(slot) = self.entries.last_mut() else { return };
        match (&mut slot.value, entry) {
            (Val::Record(before), Val::Record(next)) => before.clone_from(next),
            (before, next) => *before = next.clone(),
        }
        if !slot.known.is_empty() {
            slot.known.clear();
        }
    }

    /// Whether the entry at hand passes the filters: only a yes does. An error counts where the entry is sure so far.
    #[inline(always)]
    fn admit(&mut self, filters: &[&'m Expr], maybe: Option<&Why>) -> Admitted {
        for (i, filter) in filters.iter().enumerate() {
            let passes = match &filter.kind {
                ExprKind::And(all) => self.all(all, false),
                _ => self.expr(filter),
            };
            match passes {
                Val::YesNo(true) => {}
                Val::YesNo(false) => return Admitted::No,
                first => return self.admit_unsure(first, filters.get(i + 1..).unwrap_or_default(), maybe),
            }
        }
        match maybe {
            None => Admitted::Sure,
            Some(why) => Admitted::Maybe(why.clone()),
        }
    }

    /// The same from a filter on that is neither yes nor no.
    #[inline(never)]
    fn admit_unsure(&mut self, first: Val, behind: &[&'m Expr], maybe: Option<&Why>) -> Admitted {
        let mut unsure: Option<Why> = None;
        let mut next = first;
        let mut behind = behind.iter();
        loop {
            match next {
                Val::YesNo(true) => {}
                Val::YesNo(false) | Val::None => return Admitted::No,
                Val::Unknown(u) => match u.range {
                    Some(Range::YesNo { yes: true, .. }) => {
                        unsure = Some(unsure.unwrap_or_default().and(&u.why));
                    }
                    Some(Range::YesNo { .. }) | None => return Admitted::No,
                    Some(_) => return Admitted::Error(Rc::new(RuleError::Broken)),
                },
                Val::Error(e) => {
                    let certain = maybe.is_none() && unsure.is_none();
                    if certain || *e == RuleError::TooMuchWork {
                        return Admitted::Error(e);
                    }
                    unsure = Some(unsure.unwrap_or_default());
                }
                _ => return Admitted::Error(Rc::new(RuleError::Broken)),
            }
            next = match behind.next() {
                Some(filter) => self.expr(filter),
                None => break,
            };
        }
        match (maybe, unsure) {
            (None, None) => Admitted::Sure,
            (Some(a), None) => Admitted::Maybe(a.clone()),
            (None, Some(b)) => Admitted::Maybe(b),
            (Some(a), Some(b)) => Admitted::Maybe(a.and(&b)),
        }
    }

    /// The entries of a list for which a condition holds.
    pub(crate) fn filter(&mut self, list: &'m Expr, condition: &'m Expr) -> Val {
        let (mut base, mut filters) = (list, vec![condition]);
        while let ExprKind::Where(inner, condition) = &base.kind {
            filters.push(condition.as_ref());
            base = inner;
        }
        filters.reverse();
        let value = self.expr(base);
        let most = if let Val::List(list) = &value { list.items.len() } else { 0 };
        let mut items = Vec::with_capacity(most);
        let mut rest = None;
        let walked = self.walk_value(value, &filters, |_, entry, presence| {
            match presence {
                Presence::Sure => items.push(Item { value: entry.clone(), maybe: None }),
                Presence::Maybe(why) => items.push(Item { value: entry.clone(), maybe: Some(why.clone()) }),
                Presence::More(more) => rest = Some(more.clone()),
            }
            Flow::On
        });
        match walked {
            Ok(none) => {
                let range = Range::List(Rc::new(List { items, more: rest }));
                make(Some(range), none.is_some(), none.unwrap_or_default())
            }
            Err(instead) => instead,
        }
    }

    /// None, but for an error in the list or in what is computed for its entries.
    pub(crate) fn none_beside(&mut self, list: &'m Expr, argument: &'m Expr) -> Val {
        let mut value = Val::None;
        let walked = self.walk(list, |ev, _, presence| {
            let one = ev.expr(argument);
            if let Val::Error(_) = one
                && presence.is_sure()
            {
                value = one;
            }
            Flow::after(&value)
        });
        finish(value, walked)
    }

    /// What an argument behind a list comes to for the entry at hand; without one, the entry itself.
    /// An error for an entry that may not be there is not certain: any value of the type.
    pub(crate) fn of_entry(&mut self, argument: Option<&'m Expr>, entry: &Val, presence: Presence<'_>) -> Val {
        let Some(argument) = argument else {
            return entry.clone();
        };
        match self.expr(argument) {
            Val::Error(e) if !presence.is_sure() && *e != RuleError::TooMuchWork => {
                self.anything(&argument.ty, presence.why())
            }
            value => value,
        }
    }
}

/// The result of going through a list that may be none.
pub(crate) fn finish(value: Val, walked: Result<Option<Why>, Val>) -> Val {
    match walked {
        Ok(None) => value,
        Ok(Some(why)) => ops::because(ops::hull(&value, &Val::None), &why),
        Err(instead) => instead,
    }
}
