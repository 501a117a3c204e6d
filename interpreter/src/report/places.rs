//! Facts, fields and entries in words: whose they are, and which.

use super::{FactReport, Presumed, Report, Writer};
use crate::eval::{Evaluator, ops};
use crate::model::{Expr, Field, Read, RecordId, Type};
use crate::value::{Entry, List, Val};

/// Up to how many entries of a list are shown one by one.
const FEW: usize = 3;

impl<'m> Writer<'m> {
    /// The facts and fields that a rule reads, with their values.
    pub fn facts(&self, ev: &mut Evaluator<'m>, reads: &[Read]) -> Vec<FactReport> {
        let mut facts = Vec::new();
        for (i, read) in reads.iter().enumerate() {
            let Some(fact) = self.version.facts.get(read.fact.index()) else { continue };
            let (mut key, mut name) = (fact.named.key.clone(), fact.named.name.clone());
            let (mut value, mut ty) = (ev.fact(read.fact), fact.ty.clone());
            for step in &read.fields {
                let Some(field) = self.field(&ty, *step).filter(|_| !matches!(value, Val::None | Val::Unknown(_)))
                else {
                    break;
                };
                key = format!("{key}.{}", field.named.key);
                name = format!("{name}.{}", field.named.name);
                (value, ty) = (ops::field_of(&value, *step), field.ty.clone());
            }
            let deeper = |other: &Read| other.fact == read.fact && other.fields.starts_with(&read.fields);
            let value = match (&ty, &value) {
                // Whether a record is there is said by its fields where any is read.
                (Type::Record(_), value) if !matches!(value, Val::None) && reads.get(i + 1).is_some_and(deeper) => {
                    continue;
                }
                (Type::Record(_), Val::Record(_)) => self.pick("有", "present"),
                (_, Val::Unknown(_)) => self.pick("未知", "unknown"),
                (ty, value) => self.show(value, ty),
            };
            // Of a record that is none, each field leads to the record.
            if !facts.iter().any(|f: &FactReport| f.key == key) {
                facts.push(FactReport { key, name, value });
            }
        }
        facts
    }

    fn field(&self, of: &Type, i: usize) -> Option<&'m Field> {
        let Type::Record(id) = of else { return None };
        self.version.records.get(id.index())?.fields.get(i)
    }

    /// The entries of a short list, one by one.
    pub(super) fn few(&self, list: &List, of: &Type) -> Vec<String> {
        if list.more.is_some() || FEW < list.items.len() || !matches!(of, Type::Record(_)) {
            return Vec::new();
        }
        list.items.iter().map(|item| self.entry(&item.value, of, &[])).collect()
    }

    /// An entry with its number: the given fields of it, or the first ones.
    pub(super) fn entry(&self, entry: &Val, of: &Type, fields: &[usize]) -> String {
        let (Val::Record(entry), Type::Record(id)) = (entry, of) else { return self.show(entry, of) };
        let shown = self.entry_fields(entry, *id, fields);
        match number(&entry.place) {
            Some(n) => self.pick(&format!("第{n}条({shown})"), &format!("entry {n} ({shown})")),
            None => shown,
        }
    }

    fn entry_fields(&self, entry: &Entry, id: RecordId, fields: &[usize]) -> String {
        let all = self.version.records.get(id.index()).map(|r| r.fields.as_slice()).unwrap_or_default();
        let wanted = |i: &usize| if fields.is_empty() { *i < 4 } else { fields.contains(i) };
        let shown = all.iter().zip(&entry.fields).enumerate().filter(|(i, _)| wanted(i));
        let shown = shown.map(|(_, (f, v))| format!("{} {}", f.named.name, self.show(v, &f.ty)));
        let mut shown: Vec<String> = shown.collect();
        if fields.is_empty() && 4 < all.len() {
            shown.push("…".to_owned());
        }
        shown.join(&self.pick("、", ", "))
    }

    /// A path such as `contributions[3].studying` in words: `entry 4 of contributions: studying`.
    pub(super) fn path(&self, path: &str) -> String {
        let mut segments = path.split('.');
        let first = segments.next().unwrap_or_default();
        let fact = self.version.facts.iter().find(|f| f.named.key == key_of(first));
        let Some(fact) = fact else { return path.to_owned() };
        let mut ty = fact.ty.clone();
        let mut words = self.numbered(&fact.named.name, first);
        for (i, segment) in segments.enumerate() {
            let Type::Record(id) = *ty.item() else { return path.to_owned() };
            let fields = self.version.records.get(id.index()).map(|r| r.fields.as_slice()).unwrap_or_default();
            let Some(field) = fields.iter().find(|f| f.named.key == key_of(segment)) else { return path.to_owned() };
            let name = self.numbered(&field.named.name, segment);
            let entry = i == 0 && first.contains('[');
            words = self.pick(
                &format!("{}的{}", spaced(&words, true), spaced(&name, false)),
                &format!("{words}{}{name}", if entry { ": " } else { "." }),
            );
            ty = field.ty.clone();
        }
        words
    }

    fn numbered(&self, name: &str, segment: &str) -> String {
        match number(segment) {
            Some(n) => self.pick(&format!("{}第{n}条", spaced(name, true)), &format!("entry {n} of {name}")),
            None => name.to_owned(),
        }
    }

    /// What was presumed, in words; the same field of several entries together.
    pub fn presumed(&self, report: &mut Report) {
        let mut groups: Vec<(String, Vec<usize>, &Presumed)> = Vec::new();
        for one in &report.presumed {
            let (list, field) = (key_of(&one.key), one.key.rsplit('.').next().unwrap_or_default());
            let at = one.key.find('[').and_then(|_| number(one.key.split('.').next().unwrap_or_default()));
            let same = format!("{list}.{field}={}", one.value);
            match (at, groups.iter_mut().find(|(known, all, _)| *known == same && !all.is_empty())) {
                (Some(n), Some((_, all, _))) => all.push(n),
                (at, _) => groups.push((same, at.into_iter().collect(), one)),
            }
        }
        let words = groups.into_iter().map(|(_, entries, one)| {
            let what = match entries.as_slice() {
                [] | [_] => self.path(&one.key),
                several => {
                    let fact = self.version.facts.iter().find(|f| f.named.key == key_of(&one.key));
                    let list = fact.map_or(String::new(), |f| f.named.name.clone());
                    let which = runs(several, &self.pick("、", ", "));
                    let zh = format!("{}第{which}条的{}", spaced(&list, true), spaced(&one.name, false));
                    self.pick(&zh, &format!("entries {which} of {list}: {}", one.name))
                }
            };
            (format!("{what} = {}", one.value), one.cite.clone())
        });
        report.shown.presumed = words.collect();
    }

    /// The fields of the innermost entry that an expression reads.
    pub(super) fn own_fields(expr: &Expr, depth: usize, found: &mut Vec<usize>) {
        use crate::model::ExprKind;
        match &expr.kind {
            ExprKind::EntryField(d, field) if *d == depth && !found.contains(field) => found.push(*field),
            ExprKind::Where(list, condition) => {
                Self::own_fields(list, depth, found);
                Self::own_fields(condition, depth + 1, found);
            }
            ExprKind::Aggregate(_, list, more) => {
                Self::own_fields(list, depth, found);
                more.iter().for_each(|e| Self::own_fields(e, depth + 1, found));
            }
            _ => expr.children().into_iter().for_each(|e| Self::own_fields(e, depth, found)),
        }
    }
}

/// A name beside Chinese words: a blank on that side where it is in Latin letters.
fn spaced(name: &str, before: bool) -> String {
    let edge = if before { name.chars().last() } else { name.chars().next() };
    match edge.is_some_and(|c| c.is_ascii_alphanumeric()) {
        true if before => format!("{name} "),
        true => format!(" {name}"),
        false => name.to_owned(),
    }
}

/// `contributions` of `contributions[3]`.
fn key_of(segment: &str) -> &str {
    segment.split(['[', '.']).next().unwrap_or(segment)
}

/// 4 of `contributions[3]`: entries count from 1.
fn number(segment: &str) -> Option<usize> {
    let (_, rest) = segment.rsplit_once('[')?;
    rest.strip_suffix(']')?.parse::<usize>().ok().map(|n| n + 1)
}

/// `1..3, 7`.
fn runs(numbers: &[usize], between: &str) -> String {
    let mut out: Vec<(usize, usize)> = Vec::new();
    for n in numbers {
        match out.last_mut() {
            Some((_, last)) if *last + 1 == *n => *last = *n,
            _ => out.push((*n, *n)),
        }
    }
    let shown = out.into_iter().map(|(a, b)| match b - a {
        0 => a.to_string(),
        1 => format!("{a}{between}{b}"),
        _ => format!("{a}..{b}"),
    });
    shown.collect::<Vec<_>>().join(between)
}
