//! Which thing of the older version is which of the newer one: by key, then by name, at last by what it says.

use super::Side;
use super::describe::{Describer, Thing};
use super::field::Field;
use super::meaning::of_type;
use super::naming::Naming;
use super::part::{Part, likeness};
use super::renames::Renames;
use crate::model::{Named, Version};
use jifen_grammar::tree::Kind;
use std::collections::{BTreeMap, BTreeSet};

/// From so much in common on, in hundredths, two rules under other names and keys are the same.
const SAME: usize = 70;

/// Pairs of indices, the older version's first.
pub(super) type Pairs = Vec<(usize, usize)>;

/// What became what.
#[derive(Debug, Clone, Default)]
pub(super) struct Matching {
    pub choices: Pairs,
    /// By pair of choices.
    pub values: Vec<Pairs>,
    pub records: Pairs,
    /// By pair of records.
    pub fields: Vec<Pairs>,
    pub facts: Pairs,
    pub parameters: Pairs,
    pub catalogues: Pairs,
    pub definitions: Pairs,
    pub indicators: Pairs,
    pub groups: Pairs,
    pub outcomes: Pairs,
}

/// The matching of two versions, and their names with the older version's keys on both sides.
pub(super) fn matching(a: &Side<'_>, b: &Side<'_>, renames: &Renames) -> (Matching, Naming, Naming) {
    let (old, new) = (a.version, b.version);
    let ours = Naming::own(old);
    let mut theirs = Naming::own(new);
    let mut m = Matching::default();
    // The older version's things as the newer one calls them, where an amendment says so.
    let called = |kind: Kind, owner: &str, all: Vec<Ident>| -> Vec<Ident> {
        all.into_iter().map(|one| one.called(kind, owner, renames)).collect()
    };
    let choices = |v| names(v, |v: &Version| &v.choices, |c| &c.named);
    m.choices = holding(&called(Kind::choice, "", choices(old)), &choices(new), (&ours.values, &theirs.values));
    rename(&m.choices, &ours.choices, &mut theirs.choices);
    for (i, j) in &m.choices {
        let (x, y) = (&old.choices[*i], &new.choices[*j].values);
        let pairs = named(&called(Kind::value, &x.named.key, plain(x.values.iter())), &plain(y.iter()));
        rename(&pairs, &ours.values[*i], &mut theirs.values[*j]);
        m.values.push(pairs);
    }
    for (i, one) in old.alternatives.iter().enumerate() {
        let choice = m.choices.iter().find(|p| p.0 == one.choice.index()).map(|p| p.1);
        if let Some(j) = new.alternatives.iter().position(|a| Some(a.choice.index()) == choice) {
            rename(&[(i, j)], &ours.alternatives, &mut theirs.alternatives);
        }
    }
    let records = |v| names(v, |v: &Version| &v.records, |r| &r.named);
    m.records = holding(&called(Kind::record, "", records(old)), &records(new), (&ours.fields, &theirs.fields));
    rename(&m.records, &ours.records, &mut theirs.records);
    let asked = |field: &crate::model::Field, naming: &Naming| {
        format!("{} {} {:?}", of_type(&field.ty, naming, true), field.or_none, field.most)
    };
    for (i, j) in &m.records {
        let fields = |v: &Version, at: usize, naming: &Naming| -> Vec<Ident> {
            v.records[at].fields.iter().map(|f| Ident::new(&f.named, asked(f, naming))).collect()
        };
        let known = called(Kind::fact, &old.records[*i].named.key, fields(old, *i, &ours));
        let pairs = named(&known, &fields(new, *j, &theirs));
        rename(&pairs, &ours.fields[*i], &mut theirs.fields[*j]);
        m.fields.push(pairs);
    }
    let facts = |v: &Version, naming: &Naming| -> Vec<Ident> {
        v.facts.iter().map(|f| Ident::new(&f.named, asked(f, naming))).collect()
    };
    m.facts = named(&called(Kind::fact, "", facts(old, &ours)), &facts(new, &theirs));
    rename(&m.facts, &ours.facts, &mut theirs.facts);
    let parameters = |v| names(v, |v: &Version| &v.parameters, |p| &p.named);
    let known = called(Kind::parameter, "", parameters(old));
    m.parameters = holding(&known, &parameters(new), (&steps(old), &steps(new)));
    rename(&m.parameters, &ours.parameters, &mut theirs.parameters);
    for (i, j) in &m.parameters {
        let columns = |v: &Version, at: usize| -> Vec<Ident> {
            let all = v.parameters[at].columns.iter();
            all.map(|c| c.named.as_ref().map_or(Ident::default(), |n| Ident::new(n, String::new()))).collect()
        };
        let known = called(Kind::column, &old.parameters[*i].named.key, columns(old, *i));
        let pairs = named(&known, &columns(new, *j));
        rename(&pairs, &ours.columns[*i], &mut theirs.columns[*j]);
    }
    let catalogues = |v| names(v, |v: &Version| &v.catalogues, |c| &c.named);
    let known = called(Kind::catalogue, "", catalogues(old));
    m.catalogues = holding(&known, &catalogues(new), (&codes(old), &codes(new)));
    rename(&m.catalogues, &ours.catalogues, &mut theirs.catalogues);
    m.definitions = by_name(&definitions(old, &ours, Some(renames)), &definitions(new, &theirs, None));
    rename(&m.definitions, &ours.definitions, &mut theirs.definitions);
    let indicators = |v| names(v, |v: &Version| &v.indicators, |i| &i.named);
    m.indicators = by_name(&called(Kind::indicator, "", indicators(old)), &indicators(new));
    rename(&m.indicators, &ours.indicators, &mut theirs.indicators);
    let groups = |v| names(v, |v: &Version| &v.groups, |g| &g.named);
    m.groups = by_name(&called(Kind::group, "", groups(old)), &groups(new));
    rename(&m.groups, &ours.groups, &mut theirs.groups);
    by_what_they_say(a, b, &ours, &mut theirs, &mut m);
    m.outcomes = by_name(&called(Kind::outcomes, "", lists(old)), &lists(new));
    for (i, j) in &m.outcomes {
        let all = |v: &Version, at: usize| plain(v.outcomes[at].outcomes.iter().map(|o| &o.named));
        let owner = old.outcomes[*i].named.as_ref().map_or("", |n| n.key.as_str());
        let known = called(Kind::outcome, owner, all(old, *i));
        let mut pairs = Pairs::new();
        join(&known, &all(new, *j), &mut pairs, &|one| Some(one.key.clone()));
        rename(&pairs, &ours.outcomes[*i], &mut theirs.outcomes[*j]);
    }
    (m, ours, theirs)
}

fn lists(version: &Version) -> Vec<Ident> {
    let ident = |l: &crate::model::OutcomeList| match &l.named {
        Some(named) => Ident::new(named, String::new()),
        None => Ident { key: "outcome".to_owned(), ..Ident::default() },
    };
    version.outcomes.iter().map(ident).collect()
}

/// Definitions first, since rules read them; each found pair may make others equal.
fn by_what_they_say(a: &Side<'_>, b: &Side<'_>, ours: &Naming, theirs: &mut Naming, m: &mut Matching) {
    loop {
        let pairs = {
            let (x, y) = (Describer::new(a, ours), Describer::new(b, theirs));
            let old = rest(a.version.definitions.len(), m.definitions.iter().map(|p| p.0));
            let new = rest(b.version.definitions.len(), m.definitions.iter().map(|p| p.1));
            let old: Vec<_> = old.into_iter().map(|i| x.definition(i, &a.version.definitions[i])).collect();
            let new: Vec<_> = new.into_iter().map(|j| y.definition(j, &b.version.definitions[j])).collect();
            alike(&old, &new)
        };
        if pairs.is_empty() {
            break;
        }
        rename(&pairs, &ours.definitions, &mut theirs.definitions);
        m.definitions.extend(pairs);
    }
    let pairs = {
        let (x, y) = (Describer::new(a, ours), Describer::new(b, theirs));
        let old = rest(a.version.indicators.len(), m.indicators.iter().map(|p| p.0));
        let new = rest(b.version.indicators.len(), m.indicators.iter().map(|p| p.1));
        let old: Vec<_> = old.into_iter().map(|i| x.indicator(i, &a.version.indicators[i])).collect();
        let new: Vec<_> = new.into_iter().map(|j| y.indicator(j, &b.version.indicators[j])).collect();
        alike(&old, &new)
    };
    rename(&pairs, &ours.indicators, &mut theirs.indicators);
    m.indicators.extend(pairs);
    let pairs = {
        let (x, y) = (Describer::new(a, ours), Describer::new(b, theirs));
        let old = rest(a.version.groups.len(), m.groups.iter().map(|p| p.0));
        let new = rest(b.version.groups.len(), m.groups.iter().map(|p| p.1));
        let old: Vec<_> = old.into_iter().map(|i| x.group(i, &a.version.groups[i])).collect();
        let new: Vec<_> = new.into_iter().map(|j| y.group(j, &b.version.groups[j])).collect();
        alike(&old, &new)
    };
    rename(&pairs, &ours.groups, &mut theirs.groups);
    m.groups.extend(pairs);
}

fn rest(count: usize, paired: impl Iterator<Item = usize>) -> Vec<usize> {
    let paired: BTreeSet<usize> = paired.collect();
    (0..count).filter(|i| !paired.contains(i)).collect()
}

fn rename(pairs: &[(usize, usize)], old: &[String], new: &mut [String]) {
    let own = new.to_vec();
    for (i, j) in pairs {
        if let (Some(key), Some(slot)) = (old.get(*i), new.get_mut(*j)) {
            slot.clone_from(key);
        }
    }
    // What has an older key, and is another thing, must not be taken for that one.
    for j in rest(new.len(), pairs.iter().map(|p| p.1)) {
        let taken = |key: &String| pairs.iter().any(|(i, j)| old.get(*i) == Some(key) && own.get(*j) != Some(key));
        if let Some(slot) = new.get_mut(j).filter(|key| taken(key)) {
            slot.push('\'');
        }
    }
}

/// Rules under other names and keys that say nearly the same.
fn alike(old: &[Thing<'_>], new: &[Thing<'_>]) -> Pairs {
    let mut scored = Vec::new();
    let said: Vec<Vec<String>> = new.iter().map(said).collect();
    for one in old {
        let ours = self::said(one);
        for (other, theirs) in new.iter().zip(&said) {
            let score = likeness(&ours, theirs);
            if SAME <= score && reads(one).iter().any(|r| reads(other).contains(r)) {
                scored.push((score, one.index, other.index));
            }
        }
    }
    scored.sort_by_key(|(score, i, j)| (std::cmp::Reverse(*score), *i, *j));
    let mut pairs = Pairs::new();
    for (_, i, j) in scored {
        if !pairs.iter().any(|p| p.0 == i || p.1 == j) {
            pairs.push((i, j));
        }
    }
    pairs
}

/// What a rule says, apart from its names, its source and its place.
fn said(thing: &Thing<'_>) -> Vec<String> {
    let about = |p: &&Part<'_>| {
        !matches!(
            p.field,
            Field::Name
                | Field::Key
                | Field::Title
                | Field::Cite
                | Field::Within
                | Field::Combine
                | Field::Type
                | Field::Note
        )
    };
    thing
        .parts
        .iter()
        .filter(about)
        .filter(|p| !p.meaning.is_empty() && p.meaning != "{}")
        .flat_map(Part::leaves)
        .collect()
}

/// What a rule looks at: without something of that in common, two rules are not the same however alike their awards.
fn reads(thing: &Thing<'_>) -> Vec<String> {
    fn collect(part: &Part<'_>, found: &mut Vec<String>) {
        let looks = matches!(
            part.field,
            Field::Condition | Field::Quantity | Field::TableKey | Field::List | Field::Guard | Field::Expression
        );
        if looks && part.parts.is_empty() {
            found.push(part.meaning.clone());
        }
        if part.field == Field::Members && !part.label.is_empty() {
            found.push(part.label.clone());
        }
        part.parts.iter().for_each(|p| collect(p, found));
    }
    let mut found = Vec::new();
    thing.parts.iter().for_each(|p| collect(p, &mut found));
    found
}

/// What a thing is known by.
#[derive(Debug, Clone, Default)]
struct Ident {
    key: String,
    name: String,
    title: Option<String>,
    /// What two things must have in common to be the same under other names.
    traits: String,
}

impl Ident {
    fn new(named: &Named, traits: String) -> Ident {
        Ident { key: named.key.clone(), name: named.name.clone(), title: named.title.clone(), traits }
    }

    /// The same, as an amendment calls it: by nothing else.
    fn called(self, kind: Kind, owner: &str, renames: &Renames) -> Ident {
        match renames.called(kind, owner, &self.key) {
            Some((_, key)) => Ident { key: key.to_owned(), traits: self.traits, ..Ident::default() },
            None => self,
        }
    }
}

fn plain<'m>(all: impl Iterator<Item = &'m Named>) -> Vec<Ident> {
    all.map(|n| Ident::new(n, String::new())).collect()
}

fn names<'m, T>(version: &'m Version, list: fn(&'m Version) -> &'m Vec<T>, of: fn(&'m T) -> &'m Named) -> Vec<Ident> {
    plain(list(version).iter().map(of))
}

/// The values of each parameter with their days.
fn steps(version: &Version) -> Vec<Vec<String>> {
    let of = |p: &crate::model::Parameter| {
        let all = p.columns.iter().flat_map(|c| &c.series).flatten();
        all.map(|s| format!("{} {:?}", s.from, s.value)).collect()
    };
    version.parameters.iter().map(of).collect()
}

/// The codes of each catalogue.
fn codes(version: &Version) -> Vec<Vec<String>> {
    let of = |c: &crate::model::Catalogue| c.listings.iter().flat_map(|(_, codes)| codes.clone()).collect();
    version.catalogues.iter().map(of).collect()
}

/// Definitions go by the record around them and their key.
fn definitions(version: &Version, naming: &Naming, renames: Option<&Renames>) -> Vec<Ident> {
    let ident = |(d, key): (&crate::model::Definition, &String)| {
        let record = d.element.and_then(|r| version.records.get(r.index()));
        let owner = record.map_or("", |r| r.named.key.as_str());
        match renames.and_then(|r| r.called(Kind::define, owner, &d.named.key)) {
            Some(("", key)) => Ident { key: key.to_owned(), ..Ident::default() },
            Some((owner, key)) => Ident { key: format!("{owner}.{key}"), ..Ident::default() },
            None => Ident { key: key.clone(), ..Ident::new(&d.named, String::new()) },
        }
    };
    version.definitions.iter().zip(&naming.definitions).map(ident).collect()
}

/// By key, then by name.
fn by_name(old: &[Ident], new: &[Ident]) -> Pairs {
    let mut pairs = Pairs::new();
    join(old, new, &mut pairs, &|one| Some(one.key.clone()));
    join(old, new, &mut pairs, &|one| (!one.name.is_empty()).then(|| one.name.clone()));
    pairs.sort_unstable();
    pairs
}

/// Data: the same, then by title and type. What only looks alike is not the same: stored facts are rewritten by this.
fn named(old: &[Ident], new: &[Ident]) -> Pairs {
    let mut pairs = by_name(old, new);
    join(old, new, &mut pairs, &|one| Some(format!("{} {}", one.traits, one.title.clone()?)));
    pairs.sort_unstable();
    pairs
}

/// Lists of things inside: the same, then those that hold mostly the same.
fn holding(old: &[Ident], new: &[Ident], inside: (&[Vec<String>], &[Vec<String>])) -> Pairs {
    let mut pairs = named(old, new);
    for i in rest(old.len(), pairs.iter().map(|p| p.0)) {
        let free = rest(new.len(), pairs.iter().map(|p| p.1));
        let score = |j: &usize| likeness(&inside.0[i], &inside.1[*j]);
        let best = free.into_iter().filter(|j| SAME <= score(j)).max_by_key(|j| (score(j), std::cmp::Reverse(*j)));
        pairs.extend(best.map(|j| (i, j)));
    }
    pairs.sort_unstable();
    pairs
}

fn join(old: &[Ident], new: &[Ident], pairs: &mut Pairs, by: &dyn Fn(&Ident) -> Option<String>) {
    let free = rest(new.len(), pairs.iter().map(|p| p.1));
    let mut by_word: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for j in free.into_iter().rev() {
        if let Some(word) = by(&new[j]) {
            by_word.entry(word).or_default().push(j);
        }
    }
    for i in rest(old.len(), pairs.iter().map(|p| p.0)) {
        let found = by(&old[i]).and_then(|word| by_word.get_mut(&word)?.pop());
        pairs.extend(found.map(|j| (i, j)));
    }
}

/// Constraints have no key: by their condition, then by their message.
pub(super) fn constraints(old: &[&Thing<'_>], new: &[&Thing<'_>]) -> Pairs {
    let condition = |t: &Thing<'_>| t.parts.iter().find(|p| p.field == Field::Condition).map(|p| p.meaning.clone());
    let ident = |t: &&Thing<'_>| Ident {
        key: condition(t).unwrap_or_default(),
        name: t.named.name.clone(),
        ..Ident::default()
    };
    let (ours, theirs): (Vec<Ident>, Vec<Ident>) = (old.iter().map(ident).collect(), new.iter().map(ident).collect());
    let mut pairs = by_name(&ours, &theirs);
    // The only ones left over are the same one, redrawn.
    let (i, j) = (rest(old.len(), pairs.iter().map(|p| p.0)), rest(new.len(), pairs.iter().map(|p| p.1)));
    if let ([i], [j]) = (i.as_slice(), j.as_slice()) {
        pairs.push((*i, *j));
    }
    pairs
}
