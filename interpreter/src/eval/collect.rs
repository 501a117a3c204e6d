//! Different values in a list, and sums over groups of entries.

use super::aggregates::{may_count, zero};
use super::cover::hull;
use super::entries::Slot;
use super::lists::{Flow, Presence, finish};
use super::reasons::because;
use super::unknown::make;
use super::{Evaluator, ops};
use crate::model::{Expr, Type};
use crate::number::Fraction;
use crate::value::{Item, List, Range, RuleError, Val, Why};
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::rc::Rc;

struct Group {
    items: Vec<Item>,
    sure: bool,
}

impl<'m> Evaluator<'m> {
    /// How many different values a field has; none if one is none.
    pub(crate) fn distinct(&mut self, list: &'m Expr, x: Option<&'m Expr>) -> Val {
        let (mut sure, mut all) = (BTreeSet::new(), BTreeSet::new());
        // Entries of unknown value; whether one of them is surely there.
        let (mut open, mut some) = (Some(0i64), false);
        let mut why = Why::default();
        let (mut none, mut instead) = (false, None);
        let walked = self.walk(list, |ev, entry, presence| {
            let value = ev.of_entry(x, entry, presence);
            why = why.and(&presence.why()).and(&ops::why(&value));
            if let Val::Error(_) | Val::None = value
                && presence.is_sure()
            {
                // Behind a none, an error still counts.
                let flow = Flow::after(&value);
                instead = Some(value);
                return flow;
            }
            none |= ops::may_be_none(&value);
            let more = match presence {
                Presence::More(more) => Some(more.most),
                _ => None,
            };
            match (value, more) {
                (Val::None, _) => {}
                (value, None) if value.is_known() && !matches!(value, Val::Error(_)) => {
                    if presence.is_sure() {
                        sure.insert(value.clone());
                    }
                    all.insert(value);
                }
                (_, more) => {
                    some |= presence.is_sure();
                    open = open.zip(more.unwrap_or(Some(1))).map(|(n, m)| n + i64::from(m));
                }
            }
            Flow::On
        });
        let least = (sure.len() as i64).max(i64::from(some));
        let most = open.map(|n| all.len() as i64 + n);
        let whole = |n: i64| Fraction::whole(i128::from(n));
        let value = make(Some(Range::Number(Some(whole(least)), most.map(whole))), false, why.clone());
        let value = match instead {
            Some(instead) => instead,
            None if none => because(hull(&value, &Val::None), &why),
            None => value,
        };
        finish(value, walked)
    }

    /// The entries of the group at hand.
    pub(crate) fn group_at_hand(&self) -> Val {
        match self.group_entries.last() {
            Some(list) => Val::List(list.clone()),
            None => Val::error(RuleError::Broken),
        }
    }

    /// Entries with the same value of `by` form a group, in the order of their first entries; `value` is evaluated
    /// once a group, with its first entry at hand, and summed. None as a group's value makes the sum none.
    /// Where it is not known which group an entry belongs to, nothing is known of the sum.
    pub(crate) fn sum_per_group(&mut self, list: &'m Expr, by: &'m Expr, value: &'m Expr, ty: &Type) -> Val {
        let mut places: BTreeMap<Val, usize> = BTreeMap::new();
        let mut groups: Vec<Group> = Vec::new();
        let mut instead: Option<Val> = None;
        let mut open: Option<Why> = None;
        let walked = self.walk(list, |ev, entry, presence| {
            let key = ev.expr(by);
            let maybe = match presence {
                Presence::Sure => None,
                Presence::Maybe(why) => Some(why.clone()),
                Presence::More(more) => {
                    open = Some(open.take().unwrap_or_default().and(&more.why));
                    return Flow::On;
                }
            };
            if !key.is_known() || (maybe.is_some() && matches!(key, Val::None | Val::Error(_))) {
                open = Some(open.take().unwrap_or_default().and(&ops::why(&key)).and(&presence.why()));
                return Flow::On;
            }
            if let Val::None | Val::Error(_) = key {
                let flow = Flow::after(&key);
                instead = Some(key);
                return flow;
            }
            let at = *places.entry(key).or_insert(groups.len());
            if at == groups.len() {
                groups.push(Group { items: Vec::new(), sure: false });
            }
            if let Some(group) = groups.get_mut(at) {
                group.sure |= maybe.is_none();
                group.items.push(Item { value: entry.clone(), maybe });
            }
            Flow::On
        });
        if let (Ok(_), Some(instead)) = (&walked, instead) {
            return instead;
        }
        if walked.is_err() {
            return finish(Val::None, walked);
        }
        if let Some(why) = open {
            let range = match ty {
                Type::Duration => Range::Duration(super::unknown::SHORTEST, super::unknown::LONGEST),
                _ => Range::Number(None, None),
            };
            return finish(make(Some(range), true, why), walked);
        }
        let total = self.sum_groups(groups, value, ty);
        finish(total, walked)
    }

    fn sum_groups(&mut self, groups: Vec<Group>, value: &'m Expr, ty: &Type) -> Val {
        let zero = zero(ty);
        let mut total = zero.clone();
        for group in groups {
            let first = group.items.first().map_or(Val::None, |item| item.value.clone());
            let why = group.items.iter().filter_map(|i| i.maybe.as_ref()).fold(Why::default(), |a, b| a.and(b));
            self.group_entries.push(Rc::new(List { items: group.items, more: None }));
            self.entries.push(Slot::new(first));
            self.walks += 1;
            let one = self.expr(value);
            self.walks -= 1;
            self.entries.pop();
            self.group_entries.pop();
            let one = if group.sure { one } else { may_count(&one, Presence::Maybe(&why), &zero) };
            total = ops::add(&total, &one);
            if let Val::Error(_) = total {
                break;
            }
        }
        total
    }
}
