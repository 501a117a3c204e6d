//! With missing facts: every completion lies inside what is said, and what both versions compute alike cancels out.

use super::{Read, compared};
use jifen_grammar::tree::File;
use jifen_interpreter::assess::{Outcome, assess, outcome, violated};
use jifen_interpreter::diff::Side;
use jifen_interpreter::diff::applicants::{Amount, Applicant, Common, Crosses, compare};
use jifen_interpreter::diff::renames::Renames;
use jifen_interpreter::diff::rewrite::Mapping;
use jifen_interpreter::facts::documents;
use jifen_interpreter::model::Version;
use jifen_interpreter::number::Fraction;
use jifen_interpreter::value::{Facts, Val};
use jifen_tests::command::jifen;
use jifen_tests::edits::edited;
use jifen_tests::generate::policy::policy;
use jifen_tests::generate::{Constants, Random, complete, filled, removed};
use jifen_tests::spec::Scratch;
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;
use std::fs;

/// Two versions with what differs between them.
struct Two<'a> {
    a: Side<'a>,
    b: Side<'a>,
    found: jifen_interpreter::diff::Diff,
    common: Common,
    mapping: Mapping<'a>,
}

impl Two<'_> {
    /// The facts as either version reads them, where both can.
    fn facts(&self, json: &Json) -> Option<(Facts, Facts)> {
        let text = json.to_string();
        let other = self.mapping.rewrite(&text, true).text;
        let read = |text: &str, version: &Version, other: &Version| {
            let elsewhere: BTreeSet<String> = other.facts.iter().map(|f| f.named.key.clone()).collect();
            let facts = documents(text.as_bytes()).remove(0).read(version, &elsewhere).ok()?;
            violated(version, &facts).is_empty().then_some(facts)
        };
        Some((read(&text, self.a.version, self.b.version)?, read(&other, self.b.version, self.a.version)?))
    }

    fn compared(&self, json: &Json) -> Option<Applicant> {
        let (x, y) = self.facts(json)?;
        let language = jifen_grammar::keywords::Language::En;
        Some(compare((&self.found, &self.common), (&self.a, &x), (&self.b, &y), language))
    }
}

fn total(outcome: &Outcome) -> Option<Fraction> {
    match outcome.totals.first() {
        Some(Val::Number(n)) => Some(*n),
        _ => None,
    }
}

/// A generated policy, and the same with a few edits.
fn edited_pair(random: &mut Random) -> Option<(String, Read, Read)> {
    let text = policy(random);
    let mut other = text.clone();
    for _ in 0..20 {
        let Some((next, _)) = edited(&other, random) else { continue };
        if Read::of(&[&next]).is_some() {
            other = next;
            if random.chance(60) {
                break;
            }
        }
    }
    let pair = (Read::of(&[&text])?, Read::of(&[&other])?);
    (other != text).then_some((format!("{text}\n----\n{other}"), pair.0, pair.1))
}

#[test]
fn every_completion_differs_by_what_was_said() {
    let (mut narrowed, mut completions, mut decided) = (0, 0, 0);
    for seed in 0..150 {
        let mut random = Random::new(seed);
        let Some((texts, old, new)) = edited_pair(&mut random) else { continue };
        let (files, others): (Vec<&File>, Vec<&File>) = (old.trees.iter().collect(), new.trees.iter().collect());
        let a = Side { version: &old.version, files: &files, day: None };
        let b = Side { version: &new.version, files: &others, day: None };
        let found = compared(&old, &new);
        let common = Common::new(&found, &a, &b);
        let two = Two { mapping: Mapping::new(&a, &b, &Renames::default()), a, b, found, common };
        let constants = Constants::of(&old.version);
        for _ in 0..4 {
            let Some(facts) = complete(&old.version, &constants, &mut random) else { continue };
            let partial = removed(&old.version, &facts, *random.pick(&[3, 8, 20]), &mut random);
            let Some(said) = two.compared(&partial) else { continue };
            let plain = said.b.total.minus(&said.a.total);
            narrowed += usize::from(plain != said.change);
            decided += usize::from(said.change == Amount::ZERO && plain.is_open());
            for _ in 0..6 {
                let Some(whole) = filled(&old.version, &constants, &partial, &mut random) else { continue };
                let Some((x, y)) = two.facts(&whole) else { continue };
                let (before, after) = (outcome(&old.version, &x), outcome(&new.version, &y));
                let (Some(low), Some(high)) = (total(&before), total(&after)) else { continue };
                let apart = high.subtract(low).expect("a number");
                let inside = said.change.low.is_none_or(|l| l <= apart) && said.change.high.is_none_or(|h| apart <= h);
                let shown = said.change.shown();
                assert!(inside, "seed {seed}: {} is not in {shown}\n{partial}\n{whole}\n{texts}", apart.shown());
                let language = jifen_grammar::keywords::Language::En;
                let outcomes = (assess(&old.version, &x, language).outcome, assess(&new.version, &y, language).outcome);
                let undecided = |o: &Option<String>| o.as_deref().is_none_or(|o| o == "undetermined");
                if !undecided(&outcomes.0) && !undecided(&outcomes.1) && said.crosses == Crosses::No {
                    // A key that was edited is another word for the same outcome.
                    let at = |v: &Version, o: &Option<String>| {
                        v.outcomes[0].outcomes.iter().position(|one| Some(&one.named.key) == o.as_ref())
                    };
                    let same =
                        outcomes.0 == outcomes.1 || at(&old.version, &outcomes.0) == at(&new.version, &outcomes.1);
                    assert!(same, "seed {seed}: {outcomes:?}\n{partial}\n{whole}\n{texts}");
                }
                completions += 1;
            }
        }
    }
    assert!(500 < completions, "only {completions} completions were compared");
    assert!(50 < narrowed && 20 < decided, "narrowed {narrowed}, decided {decided} of {completions}");
}

/// A condition over few facts and two definitions.
fn condition(random: &mut Random, definitions: usize) -> String {
    let one = |random: &mut Random| match random.below(6 + definitions) {
        0..4 => format!("{}{}", random.word(&["", "not "]), random.word(&["a", "b", "c", "e"])),
        4 | 5 => format!("n {} {}", random.word(&["over", "less than"]), random.between(1, 8)),
        f => format!("f{}", f - 6),
    };
    match random.below(3) {
        0 => format!("{} {} {}", one(random), random.word(&["and", "or"]), one(random)),
        _ => one(random),
    }
}

/// What a small policy is made of; a part stands for itself, so that two versions may share it.
fn part(random: &mut Random, at: usize) -> String {
    let points = |random: &mut Random| format!("{} points", random.between(2, 9));
    match at {
        0 | 1 => condition(random, at),
        2..8 => {
            let cap = if random.chance(20) { format!("\n  at most {}", points(random)) } else { String::new() };
            match random.below(4) {
                0 => format!("  by n, for each full 1 award {}{cap}", points(random)),
                _ => format!("  when {}, award {}{cap}", condition(random, 2), points(random)),
            }
        }
        8..11 => {
            let how = random.word(&["sum", "sum", "best", "least", "choose one"]).to_owned();
            let (from, to) = (random.below(3), random.below(2));
            let guard = if random.chance(20) { format!("only for {}; ", condition(random, 2)) } else { String::new() };
            let cap = if random.chance(40) { format!("; at most {}", points(random)) } else { String::new() };
            let floor = if random.chance(15) { format!("; at least {}", points(random)) } else { String::new() };
            let times = if random.chance(10) { "; times 50%" } else { "" };
            format!("{how} per \"{from}{to}\" {{ {guard}MEMBERS{cap}{floor}{times} }}")
        }
        _ => format!("when t no less than {}, good\n  when {}, fine", points(random), condition(random, 2)),
    }
}

fn written(parts: &[String], swapped: bool) -> String {
    let members = if swapped { ["i2; i1", "i0; i3"] } else { ["i0; i1", "i2; i3"] };
    let group = |at: usize, members: &str| parts[at].replace("MEMBERS", members);
    let inner = format!("group g {}; group h {}; i4; i5", group(8, members[0]), group(9, members[1]));
    let mut text = "policy p (p) version 1 {\n  in force 2000-01-01\n  filing date d\n}\n\nfacts {\n  d : date\n  a : yes_no\n  b : yes_no\n  c : yes_no\n  e : yes_no\n  n : integer 0..9\n}\n".to_owned();
    text += &format!("\ndefine f0 = {}\n\ndefine f1 = {}\n", parts[0], parts[1]);
    for i in 0..6 {
        text += &format!("\nindicator i{i} per \"{i}\" {{\n{}\n}}\n", parts[2 + i]);
    }
    let total =
        group(10, &inner).replacen("best", "sum", 1).replacen("least", "sum", 1).replacen("choose one", "sum", 1);
    text + &format!("\ntotal t {total}\n\noutcomes {{\n  {}\n  otherwise, plain\n}}\n", parts[11])
}

/// Every completion of what is missing.
fn completions(partial: &Json) -> Vec<Json> {
    let mut all = vec![partial.clone()];
    for key in ["a", "b", "c", "e", "n"] {
        if partial.get(key).is_some() {
            continue;
        }
        let values = if key == "n" { (0..10).map(Json::from).collect() } else { vec![json!(true), json!(false)] };
        let with = |one: &Json| {
            let one = one.clone();
            values
                .iter()
                .map(move |v| {
                    let mut one = one.clone();
                    one[key] = v.clone();
                    one
                })
                .collect::<Vec<_>>()
        };
        all = all.iter().flat_map(with).collect();
    }
    all
}

#[test]
fn all_completions_of_small_policies_lie_inside() {
    let (mut compared_pairs, mut settled, mut exact) = (0, 0, 0);
    for seed in 0..400 {
        let mut random = Random::new(seed);
        let parts: Vec<String> = (0..12).map(|at| part(&mut random, at)).collect();
        let mut others = parts.clone();
        for (at, other) in others.iter_mut().enumerate() {
            if random.chance(15) {
                *other = part(&mut random, at);
            }
        }
        let texts = [written(&parts, false), written(&others, random.chance(10))];
        let (Some(old), Some(new)) = (Read::of(&[&texts[0]]), Read::of(&[&texts[1]])) else { continue };
        let (files, trees): (Vec<&File>, Vec<&File>) = (old.trees.iter().collect(), new.trees.iter().collect());
        let a = Side { version: &old.version, files: &files, day: None };
        let b = Side { version: &new.version, files: &trees, day: None };
        let found = compared(&old, &new);
        let common = Common::new(&found, &a, &b);
        let two = Two { mapping: Mapping::new(&a, &b, &Renames::default()), a, b, found, common };
        for _ in 0..3 {
            let mut partial = json!({"d": "2011-01-01"});
            for key in ["a", "b", "c", "e"] {
                if random.chance(60) {
                    partial[key] = Json::from(random.chance(50));
                }
            }
            if random.chance(60) {
                partial["n"] = Json::from(random.between(0, 9));
            }
            let said = two.compared(&partial).expect("it can be compared");
            let plain = said.b.total.minus(&said.a.total);
            compared_pairs += 1;
            settled += usize::from(said.change != plain);
            let mut met = BTreeSet::new();
            for whole in completions(&partial) {
                let one = two.compared(&whole).expect("it can be compared");
                let apart = one.change.low.expect("it is known");
                met.insert(apart);
                let inside = said.change.low.is_none_or(|l| l <= apart) && said.change.high.is_none_or(|h| apart <= h);
                let shown = said.change.shown();
                let what = format!("{partial}\n{whole}\n{}\n----\n{}", texts[0], texts[1]);
                assert!(inside, "seed {seed}: {} is not in {shown}\n{what}", apart.shown());
                let crossed = said.crosses == Crosses::Open || said.crosses == one.crosses;
                assert!(crossed, "seed {seed}: {:?} and {:?}\n{what}", said.crosses, one.crosses);
            }
            exact += usize::from(met.first().copied() == said.change.low && met.last().copied() == said.change.high);
        }
    }
    assert!(300 < compared_pairs && 100 < settled, "{settled} of {compared_pairs} were settled");
    assert!(compared_pairs / 2 < exact, "the bounds are met in {exact} of {compared_pairs}");
}

const PLAIN: &str = "policy p (p) version 1 {\n  in force 2000-01-01\n  filing date d\n}\n\nfacts {\n  d : date\n  a : yes_no\n  b : yes_no\n  c : integer 0..9\n}\n\nindicator i per \"1\" {\n  when a, award 30 points\n}\n\nindicator j per \"2\" {\n  when b, award 5 points\n}\n\nindicator k per \"3\" {\n  by c, for each full 1 award 1 point\n}\n\ntotal t sum per \"4\" {\n  group g sum { i; j }\n  k\n}\n\noutcomes {\n  when t no less than 30 points, good\n  otherwise, plain\n}\n";

/// What is said of each applicant under a version 2 with these changes.
fn said(name: &str, first: &str, operations: &str, applicants: &[Json]) -> Vec<Json> {
    let scratch = Scratch::new(&format!("diff-bounds-{name}")).expect("a folder");
    fs::create_dir(scratch.path().join("p")).expect("a folder");
    fs::write(scratch.path().join("p/1.rules"), first).expect("written");
    let second = format!("amendment p version 2 based on 1 {{\n  in force 2010-01-01\n}}\n\n{operations}\n");
    fs::write(scratch.path().join("p/2.rules"), second).expect("written");
    let lines: Vec<String> = applicants.iter().map(Json::to_string).collect();
    fs::write(scratch.path().join("f.ndjson"), lines.join("\n")).expect("written");
    let ran = jifen(scratch.path(), &["diff", "p", "1", "2", "--facts", "f.ndjson", "--json"], "");
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    let lines = ran.out.lines().map(|l| serde_json::from_str(l).expect("JSON"));
    lines.take(applicants.len()).map(|one: Json| json!([one["change"], one["effect"], one["crosses"]])).collect()
}

#[test]
fn what_is_missing_for_both_alike_cancels_out() {
    let (yes, no) = (json!({"d": "2011-01-01", "b": true}), json!({"d": "2011-01-01", "b": false}));
    let other = json!({"d": "2011-01-01", "a": true, "c": 1});
    let five = "change indicator j from 5 points into 8 points";
    let found = said("five", PLAIN, five, &[yes.clone(), no.clone(), other]);
    assert_eq!(found[0], json!([3, "gains", "open"]));
    assert_eq!(found[1], json!([0, "same", "no"]));
    // Whether the applicant has `b` is what the change is about.
    assert_eq!(found[2], json!([{"min": -5, "max": 8}, "open", "no"]));
    // Names, sources and notes are no difference at all.
    let named = "rename indicator i as ii (ii)\nrename facts a as aa (aa)\nchange indicator k per into \"3a\"";
    assert_eq!(said("names", PLAIN, named, &[json!({"d": "2011-01-01"})]), [json!([0, "same", "no"])]);
    // A new indicator and one that goes.
    let fresh = "delete indicator k\nwithin total t add indicator l per \"5\" {\n  when b, award 2 points\n}";
    assert_eq!(said("new", PLAIN, fresh, &[yes]), [json!([{"min": -7, "max": 2}, "open", "open"])]);
}

#[test]
fn a_bound_that_may_be_met_is_not_left_out() {
    let capped = PLAIN.replace("{ i; j }", "{\n    i\n    j\n    at most 33 points\n  }");
    let yes = json!({"d": "2011-01-01", "b": true, "c": 0});
    let five = "change indicator j from 5 points into 8 points";
    // With `a`, both are 33; without, three more. It never falls.
    assert_eq!(said("cap", &capped, five, std::slice::from_ref(&yes)), [json!([{"min": 0, "max": 3}, "open", "open"])]);
    let both = format!("{five}\nchange group g at most from 33 points into 34 points");
    let found = said("caps", &capped, &both, std::slice::from_ref(&yes));
    assert_eq!(found[0][1], "open");
    // The best of two: another one may be ahead.
    let best = PLAIN.replace("group g sum", "group g best");
    assert_eq!(said("best", &best, five, std::slice::from_ref(&yes)), [json!([{"min": 0, "max": 3}, "open", "open"])]);
    // What an unknown guard leaves out, it leaves out on both sides.
    let guarded = PLAIN.replace("{ i; j }", "{\n    only for a\n    i\n    j\n  }");
    assert_eq!(said("guard", &guarded, five, &[yes]), [json!([{"min": 0, "max": 3}, "open", "open"])]);
}

#[test]
fn what_a_rule_reads_elsewhere_is_looked_at() {
    let missing = json!({"d": "2011-01-01", "b": true, "c": 0});
    let through = PLAIN.replace("when a, award 30 points", "when held, award 30 points");
    let through = format!("{through}\ndefine held = a or c over 5\n");
    let found = said("definition", &through, "change define held from 5 into 4", std::slice::from_ref(&missing));
    assert_eq!(found[0][1], "open");
    let presumed = PLAIN.replace("a : yes_no", "a : yes_no presume no");
    let found = said("presumed", &presumed, "change facts a into a : yes_no presume yes", &[missing]);
    assert_eq!(found[0], json!([30, "gains", "yes"]));
}
