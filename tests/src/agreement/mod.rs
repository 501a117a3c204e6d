//! The interpreter beside the naive reference on one policy and one applicant's facts, and what is left of a case in
//! which they disagree once everything is taken away that plays no role.

mod shrink;

pub use shrink::shrunk;

use crate::generate::policy::policy;
use crate::generate::{Constants, Random, complete, filled, removed};
use crate::reference::compare::{Relation, admits, disagreements};
use crate::reference::value::{number, whole};
use crate::reference::{Evaluation, Reference, Value, evaluate};
use jifen_grammar::format::format_checked;
use jifen_grammar::keywords::Language;
use jifen_grammar::parse::parse;
use jifen_interpreter::assess::{assess, outcome, violated};
use jifen_interpreter::diagnostic::Severity;
use jifen_interpreter::facts::documents;
use jifen_interpreter::model::Version;
use jifen_interpreter::policy::load_policies;
use jifen_interpreter::value::Val;
use serde_json::Value as Json;
use std::collections::BTreeSet;

/// What stands in for parameters without a value for the date.
const PRESUMED: [i64; 3] = [0, 1, 5000];

/// How a fact is said to be left out of what is missing.
const UNNAMED: &str = "is not named as missing";

/// A policy as the reference reads it and as the interpreter does.
#[derive(Debug)]
pub struct Pair {
    /// The text with Chinese keywords; empty for one that is not generated.
    pub text: String,
    reference: Version,
    interpreter: Version,
    constants: Constants,
}

/// Facts on which the two disagree.
#[derive(Debug, Clone)]
pub struct Case {
    /// All facts: what the reference reads.
    pub complete: Json,
    /// What the interpreter reads, where that is less.
    pub partial: Option<Json>,
    /// What stands in for parameters without a value, for the reference alone.
    pub presumed: Option<i64>,
    /// In what they disagree.
    pub found: String,
}

/// The versions of texts of one folder; what is wrong with them, if something is.
pub fn versions(texts: &[String]) -> Result<Vec<Version>, String> {
    let files: Vec<_> = (0..).zip(texts).map(|(i, t)| parse(i, t)).collect();
    let (loaded, diagnostics) = load_policies(&files.iter().collect::<Vec<_>>());
    let errors: Vec<_> = diagnostics.iter().filter(|d| d.severity() == Severity::Error).collect();
    if !errors.is_empty() {
        let shown = errors.iter().map(|d| {
            let text = &texts[d.span.file as usize];
            format!("{:?} at `{}` {:?}", d.code, &text[d.span.start as usize..d.span.end as usize], d.args)
        });
        return Err(shown.collect::<Vec<_>>().join("\n"));
    }
    Ok(loaded.into_iter().flat_map(|l| l.policy.versions).collect())
}

/// The interpreter's report on facts, as JSON, and whether `outcome` gives the same.
fn report(version: &Version, json: &Json) -> Result<Json, String> {
    let text = json.to_string();
    let document = documents(text.as_bytes()).remove(0);
    let facts = document.read(version, &BTreeSet::new()).map_err(|e| format!("{e:?}"))?;
    let violated = violated(version, &facts);
    if !violated.is_empty() {
        return Err(format!("{violated:?}"));
    }
    let report = serde_json::to_value(assess(version, &facts, Language::En)).map_err(|e| e.to_string())?;
    let short = outcome(version, &facts);
    for (id, total) in version.totals.iter().zip(&short.totals) {
        let named = &version.groups[id.index()].named.key;
        if let Val::Number(n) = total
            && !admits(version, &version.group_types[id.index()], &report["results"][named], &Value::Number(number(*n)))
        {
            return Err(format!("the total without a trace is {n}, the report's {}", report["results"][named]));
        }
    }
    Ok(report)
}

impl Pair {
    /// The generated policy of a seed; the interpreter reads every other one in English.
    pub fn generated(seed: u64) -> Result<Pair, String> {
        let text = policy(&mut Random::new(seed));
        let wrong = |found: String| format!("policy {seed}\n{text}\n{found}");
        if seed.is_multiple_of(2) {
            return Pair::read(&text).map_err(wrong);
        }
        let reference = versions(std::slice::from_ref(&text)).map_err(wrong)?.remove(0);
        let english =
            format_checked(&parse(0, &text), &text, Some(Language::En)).map_err(|e| wrong(format!("{e:?}")))?;
        let interpreter = versions(&[english]).map_err(wrong)?.remove(0);
        Ok(Pair { constants: Constants::of(&reference), text, reference, interpreter })
    }

    /// A policy's text, read once for both.
    pub fn read(text: &str) -> Result<Pair, String> {
        let version = versions(&[text.to_owned()])?.pop().ok_or("no policy")?;
        Ok(Pair { text: text.to_owned(), ..Pair::of(version) })
    }

    /// A version that is read already.
    pub fn of(version: Version) -> Pair {
        let constants = Constants::of(&version);
        Pair { text: String::new(), reference: version.clone(), interpreter: version, constants }
    }

    /// Compares on an applicant's complete facts, and with some of them left out.
    pub fn compare(&self, seed: u64) -> Result<(), Box<Case>> {
        let mut random = Random::new(seed);
        let Some(facts) = complete(&self.reference, &self.constants, &mut random) else { return Ok(()) };
        let reference = evaluate(&self.reference, &facts);
        let fail = |partial: Option<Json>, presumed, found| {
            Box::new(Case { complete: facts.clone(), partial, presumed, found })
        };
        self.agree(&facts, &reference, Relation::Equal).map_err(|found| fail(None, None, found))?;
        for percent in [3, 10, 40] {
            let partial = removed(&self.reference, &facts, percent, &mut random);
            let agree = self.agree(&partial, &reference, Relation::Inside);
            agree.map_err(|found| fail(Some(partial), None, found))?;
        }
        // A parameter without a value: whatever it may be lies inside as well.
        for n in PRESUMED {
            let completed = Reference::new(&self.reference, &facts).presuming(whole(n)).evaluation();
            self.agree(&facts, &completed, Relation::Inside).map_err(|found| fail(None, Some(n), found))?;
        }
        Ok(())
    }

    /// Compares what is said of incomplete facts with many completions of them: each lies inside, and what is not
    /// named as missing makes no difference.
    pub fn compare_completions(&self, seed: u64, count: usize) -> Result<(), Box<Case>> {
        let mut random = Random::new(seed);
        let Some(facts) = complete(&self.reference, &self.constants, &mut random) else { return Ok(()) };
        let percent = *random.pick(&[3, 8, 20, 60]);
        let partial = removed(&self.reference, &facts, percent, &mut random);
        let fail = |complete: &Json, found| {
            Box::new(Case { complete: complete.clone(), partial: Some(partial.clone()), presumed: None, found })
        };
        let said = report(&self.interpreter, &partial).map_err(|found| fail(&facts, found))?;
        let idle = self.idle(&partial, &said);
        for _ in 0..count {
            let Some(whole) = filled(&self.reference, &self.constants, &partial, &mut random) else { continue };
            let reference = evaluate(&self.reference, &whole);
            let found = disagreements(&self.interpreter, &reference, &said, Relation::Inside);
            if !found.is_empty() {
                return Err(fail(&whole, found.join("\n")));
            }
            let Some(key) = (!idle.is_empty()).then(|| random.pick(&idle)) else { continue };
            let mut rest = whole.clone();
            rest.as_object_mut().and_then(|all| all.remove(key));
            let Some(other) = filled(&self.reference, &self.constants, &rest, &mut random) else { continue };
            let moved = evaluate(&self.reference, &other);
            // Which error a rule has, and whether it has one, is not asked for.
            let totals = reference.totals.iter().zip(&moved.totals);
            let outcomes = reference.outcomes.iter().zip(&moved.outcomes);
            if totals.into_iter().any(|(a, b)| a.is_ok() && b.is_ok() && a != b)
                || outcomes.into_iter().any(|(a, b)| a.is_ok() && b.is_ok() && a != b)
            {
                let values = format!("{} and {}", whole[key], other[key]);
                return Err(fail(&whole, format!("{key} {UNNAMED}, but {values} differ")));
            }
        }
        Ok(())
    }

    /// Facts that are left out and that a report does not name as missing.
    fn idle(&self, partial: &Json, said: &Json) -> Vec<String> {
        let unknown = said["unknown"].as_array().map(Vec::as_slice).unwrap_or_default();
        let named = |key: &str| unknown.iter().any(|missing| missing["kind"] != "parameter" && missing["key"] == key);
        let fields = self.reference.facts.iter().filter(|field| field.presumed.is_none());
        let keys = fields.map(|field| field.named.key.clone());
        keys.filter(|key| partial.get(key).is_none() && !named(key)).collect()
    }

    /// In what they disagree on a case.
    fn disagree(&self, case: &Case) -> Option<String> {
        let mut reference = Reference::new(&self.reference, &case.complete);
        if let Some(n) = case.presumed {
            reference = reference.presuming(whole(n));
        }
        let equal = case.partial.is_none() && case.presumed.is_none();
        let relation = if equal { Relation::Equal } else { Relation::Inside };
        let read = case.partial.as_ref().unwrap_or(&case.complete);
        self.agree(read, &reference.evaluation(), relation).err()
    }

    fn agree(&self, facts: &Json, reference: &Evaluation, relation: Relation) -> Result<(), String> {
        let report = report(&self.interpreter, facts)?;
        let found = disagreements(&self.interpreter, reference, &report, relation);
        if found.is_empty() { Ok(()) } else { Err(found.join("\n")) }
    }
}

/// A case in words, with the policy that is left of it.
pub fn shown(pair: &Pair, case: &Case) -> String {
    // What is not named as missing is no disagreement of the two, so there is nothing to shrink by.
    let (text, case) = if pair.text.is_empty() || case.found.contains(UNNAMED) {
        (pair.text.clone(), case.clone())
    } else {
        shrunk(&pair.text, case)
    };
    let partial = case.partial.map_or(String::new(), |facts| format!("\nof which the interpreter knows\n{facts}"));
    let presumed = case.presumed.map_or(String::new(), |n| format!("\nparameters without a value: {n}"));
    format!("{}\n{text}\nfacts {}{partial}{presumed}", case.found, case.complete)
}
