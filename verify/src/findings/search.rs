//! Looks for an applicant of whom something holds, or shows that there is none: with facts known only within bounds,
//! the evaluation says for whole regions of applicants whether it holds; where it can't say, the region is cut.

use super::narrow::{Cuts, parts};
use super::tree::{self, Fill, Path, Tree, filled};
use chrono::{Months, NaiveDate};
use jifen_grammar::keywords::Language;
use jifen_interpreter::assess;
use jifen_interpreter::diagnostic::{Arg, Example};
use jifen_interpreter::eval::Evaluator;
use jifen_interpreter::facts::{self, documents};
use jifen_interpreter::model::{Type, Version};
use jifen_interpreter::trace::Truth;
use jifen_interpreter::value::{Facts, Missing, RuleError, Val};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Regions that are looked at for one question.
const BUDGET: usize = 500;
/// Months from a version's first day to the last one on which somebody files here.
const FAR: u32 = 120;

/// What is asked of an applicant.
pub(super) type Goal<'g> = dyn for<'a> Fn(&mut Evaluator<'a>) -> Truth + 'g;

/// What a search came to.
#[derive(Debug, Clone)]
pub(super) enum Answer {
    /// It holds for this one.
    Yes(Applicant),
    /// It holds for nobody who files on the days looked at.
    Never,
    /// Neither was found out.
    Unsure,
}

/// An applicant who was assessed.
#[derive(Debug, Clone)]
pub(super) struct Applicant {
    /// Every fact's value.
    pub trees: Vec<Tree>,
    pub values: Vec<Val>,
    /// The facts that the question turns on.
    pub matters: BTreeSet<usize>,
}

/// Applicants of one version.
pub(super) struct Search<'v> {
    pub version: &'v Version,
    pub cuts: Cuts,
    /// Days on which they file.
    days: Vec<NaiveDate>,
    last: NaiveDate,
}

#[derive(Clone)]
struct Region {
    trees: Vec<Tree>,
    cut: BTreeMap<Path, u32>,
    matters: BTreeSet<usize>,
}

impl<'v> Search<'v> {
    /// `last` is the version's last day in force, if there is one.
    pub fn new(version: &'v Version, last: Option<NaiveDate>) -> Search<'v> {
        let from = version.in_force;
        let later = |months| from.checked_add_months(Months::new(months)).unwrap_or(from);
        let last = last.filter(|last| from <= *last && *last < later(FAR)).unwrap_or_else(|| later(FAR));
        // A printed end is often put off, so that a rule may yet come into its own behind it
        let days: BTreeSet<NaiveDate> = [later(5).min(last), last, later(FAR)].into();
        Search { version, cuts: Cuts::of(version), days: days.into_iter().collect(), last: later(FAR) }
    }

    /// Somebody of whom it holds.
    pub fn find(&self, goal: &Goal<'_>) -> Answer {
        let mut never = true;
        for day in &self.days {
            match self.find_on(*day, self.start(*day), goal) {
                Answer::Never => {}
                Answer::Unsure => never = false,
                found => return found,
            }
        }
        if never { Answer::Never } else { Answer::Unsure }
    }

    /// Whether it holds for nobody.
    pub fn never(&self, goal: &Goal<'_>) -> bool {
        matches!(self.find(goal), Answer::Never)
    }

    /// Somebody of whom it holds, if one is found.
    pub fn example(&self, goal: &Goal<'_>) -> Option<Applicant> {
        match self.find(goal) {
            Answer::Yes(applicant) => Some(applicant),
            _ => None,
        }
    }

    /// Somebody, for a finding that says the same of everybody.
    pub fn anybody(&self) -> Option<Example> {
        self.example(&|_| Truth::Yes).map(|a| self.shown(&a))
    }

    fn start(&self, day: NaiveDate) -> Region {
        let mut trees = vec![Tree::Whole; self.version.facts.len()];
        if let Some(slot) = self.version.filing_fact().and_then(|f| trees.get_mut(f.index())) {
            *slot = Tree::Leaf(Val::Date(day));
        }
        Region { trees, cut: BTreeMap::new(), matters: BTreeSet::new() }
    }

    fn find_on(&self, day: NaiveDate, start: Region, goal: &Goal<'_>) -> Answer {
        let (mut open, mut complete, mut looked) = (vec![start], true, 0);
        while let Some(mut region) = open.pop() {
            looked += 1;
            if BUDGET < looked {
                return Answer::Unsure;
            }
            let (facts, places) = tree::facts(&region.trees);
            let mut ev = Evaluator::new(self.version, &facts);
            if self.nobody(&facts, &mut ev) {
                continue;
            }
            let (skipped, tried) = if looked == 1 { (0, Fill::ALL.len()) } else { (looked % Fill::ALL.len(), 1) };
            let why = match goal(&mut ev) {
                Truth::No => continue,
                Truth::Error(e) => {
                    complete &= !matches!(*e, RuleError::TooMuchWork | RuleError::Broken);
                    continue;
                }
                Truth::Yes => match Fill::ALL.iter().find_map(|fill| self.stands(&region, *fill, day, goal)) {
                    Some(found) => return Answer::Yes(found),
                    None => {
                        complete = false;
                        continue;
                    }
                },
                Truth::Maybe(why) => why,
            };
            let asked = why.items().iter().filter_map(|id| self.place(*id as usize, &places, ev.missing()));
            let asked: Vec<Path> = asked.collect();
            region.matters.extend(asked.iter().filter_map(|p| p.first()));
            if let Some(found) =
                Fill::ALL.iter().skip(skipped).take(tried).find_map(|fill| self.stands(&region, *fill, day, goal))
            {
                return Answer::Yes(found);
            }
            let times = |p: &Path| region.cut.get(p).copied().unwrap_or(0);
            let mut asked = asked;
            asked.sort_by_key(|p| (times(p), p.clone()));
            let cut = asked.iter().find_map(|path| Some((path.clone(), self.cut(&region, path)?)));
            match cut {
                Some((path, (regions, all))) => {
                    complete &= all;
                    open.extend(regions.into_iter().map(|mut r| {
                        *r.cut.entry(path.clone()).or_insert(0) += 1;
                        r
                    }));
                }
                None => complete = false,
            }
        }
        if complete { Answer::Never } else { Answer::Unsure }
    }

    /// Whether nobody is in a region: the facts contradict each other, or another version applies.
    fn nobody<'a>(&self, facts: &'a Facts, ev: &mut Evaluator<'a>) -> bool
    where
        'v: 'a,
    {
        let outside = match ev.filing_date() {
            Val::Date(day) => day < self.version.in_force || self.last < day,
            _ => false,
        };
        outside || !assess::violated(self.version, facts).is_empty() || self.assumed_otherwise(ev)
    }

    /// What analysis may assume does not hold.
    fn assumed_otherwise<'a>(&self, ev: &mut Evaluator<'a>) -> bool
    where
        'v: 'a,
    {
        let assumed = self.version.constraints.iter().filter(|c| !c.required);
        assumed.into_iter().any(|c| ev.expr(&c.condition) == Val::YesNo(false))
    }

    fn place(&self, id: usize, places: &[Path], missing: &[Missing]) -> Option<Path> {
        if let Some(path) = places.get(id) {
            return Some(path.clone());
        }
        match missing.get(id)? {
            Missing::Fact(key) => Some(vec![self.version.facts.iter().position(|f| f.named.key == *key)?]),
            _ => None,
        }
    }

    /// A region in parts by one place, and whether they are all of it.
    fn cut(&self, region: &Region, path: &[usize]) -> Option<(Vec<Region>, bool)> {
        let (fact, rest) = path.split_first()?;
        let mut region = region.clone();
        if let Tree::Whole = region.trees.get(*fact)? {
            let opened = tree::opened(self.version, &region.trees, *fact)?;
            *region.trees.get_mut(*fact)? = tree::leaf(opened);
        }
        let ty = tree::type_at(self.version, path)?;
        let Tree::Leaf(value) = tree::at(region.trees.get_mut(*fact)?, rest)?.clone() else { return None };
        let (parts, all) = parts(&value, ty, self.version, &self.cuts)?;
        let with = |part: Tree| {
            let mut region = region.clone();
            *tree::at(region.trees.get_mut(*fact)?, rest)? = part;
            Some(region)
        };
        Some((parts.into_iter().filter_map(with).collect(), all))
    }

    /// One applicant of a region, where it holds for that one: read as from a file, and assessed.
    fn stands(&self, region: &Region, fill: Fill, day: NaiveDate, goal: &Goal<'_>) -> Option<Applicant> {
        let trees = self.filled(&region.trees, fill, day)?;
        let (facts, _) = tree::facts(&trees);
        let values: Option<Vec<Val>> = facts.values.into_iter().collect();
        let mut applicant = Applicant { trees, values: values?, matters: region.matters.clone() };
        applicant.matters.extend(self.version.filing_fact().map(|f| f.index()));
        self.holds(&applicant, goal).then_some(applicant)
    }

    /// Whether it holds for an applicant, read as from a file.
    pub fn holds(&self, applicant: &Applicant, goal: &Goal<'_>) -> bool {
        self.with(applicant, |ev| goal(ev) == Truth::Yes).unwrap_or(false)
    }

    /// What an evaluation of an applicant gives; `None` where there can't be such an applicant.
    pub fn with<R>(&self, applicant: &Applicant, f: impl for<'a> FnOnce(&mut Evaluator<'a>) -> R) -> Option<R> {
        let text = self.json(&applicant.values);
        let facts = documents(text.as_bytes()).first()?.read(self.version, &BTreeSet::new()).ok()?;
        let mut ev = Evaluator::new(self.version, &facts);
        if self.nobody(&facts, &mut ev) {
            return None;
        }
        Some(f(&mut ev))
    }

    /// All that is open filled in.
    fn filled(&self, trees: &[Tree], fill: Fill, day: NaiveDate) -> Option<Vec<Tree>> {
        let mut trees = trees.to_vec();
        for fact in 0..trees.len() {
            if matches!(trees.get(fact)?, Tree::Whole) {
                *trees.get_mut(fact)? = tree::leaf(tree::opened(self.version, &trees, fact)?);
            }
            let ty = &self.version.facts.get(fact)?.ty;
            self.fill(trees.get_mut(fact)?, ty, fill, day);
        }
        Some(trees)
    }

    fn fill(&self, tree: &mut Tree, ty: &Type, fill: Fill, day: NaiveDate) {
        match tree {
            Tree::Whole => {}
            Tree::Leaf(value) => *value = filled(value, ty, fill, day, self.version),
            Tree::Record(fields) => {
                let Type::Record(id) = ty.item() else { return };
                let record = self.version.records.get(id.index());
                let of = record.into_iter().flat_map(|r| &r.fields);
                fields.iter_mut().zip(of).for_each(|(tree, field)| self.fill(tree, &field.ty, fill, day));
            }
            Tree::Runs(runs, _) => runs.iter_mut().for_each(|(_, entry)| self.fill(entry, ty.item(), fill, day)),
        }
    }

    /// The facts as a file would hold them.
    pub fn json(&self, values: &[Val]) -> String {
        let fields = self.version.facts.iter().zip(values);
        let all = fields.map(|(f, v)| (f.named.key.clone(), facts::to_json(v, &f.ty, self.version)));
        Value::Object(all.collect::<Map<_, _>>()).to_string()
    }

    /// The applicant as a finding shows it: the facts that matter in words, and all as a file would hold them.
    pub fn shown(&self, applicant: &Applicant) -> Example {
        let told = |language: Language| {
            let facts = applicant.matters.iter().filter_map(|i| {
                let (field, value) = (self.version.facts.get(*i)?, applicant.values.get(*i)?);
                Some(format!("{} {}", field.named.name, self.value(value, &field.ty, language)))
            });
            let by = if language == Language::Zh { "," } else { ", " };
            facts.collect::<Vec<_>>().join(by)
        };
        let version = self.version.id.clone();
        Example {
            version,
            words: Arg::pair(told(Language::Zh), told(Language::En)),
            facts: self.json(&applicant.values),
        }
    }

    /// A value with what is inside: of a list, how many, and the first.
    fn value(&self, value: &Val, ty: &Type, language: Language) -> String {
        let zh = language == Language::Zh;
        match value {
            Val::Record(entry) => {
                let Type::Record(id) = ty.item() else { return String::new() };
                let of = self.version.records.get(id.index());
                let fields = of.into_iter().flat_map(|r| &r.fields).zip(&entry.fields);
                let all = fields.map(|(f, v)| format!("{} {}", f.named.name, self.value(v, &f.ty, language)));
                format!("({})", all.collect::<Vec<_>>().join(if zh { "," } else { ", " }))
            }
            Val::List(list) => {
                let (count, first) =
                    (list.items.len(), list.items.first().map(|i| self.value(&i.value, ty.item(), language)));
                match (first, zh) {
                    (None, true) => "0 条".to_owned(),
                    (None, false) => "no entry".to_owned(),
                    (Some(first), true) if count == 1 => format!("1 条 {first}"),
                    (Some(first), false) if count == 1 => format!("1 entry {first}"),
                    (Some(first), true) => format!("{count} 条,第一条 {first}"),
                    (Some(first), false) => format!("{count} entries, the first {first}"),
                }
            }
            other => facts::show(other, ty, self.version, language),
        }
    }
}
