//! The interpreter agrees with the naive reference: exactly on complete facts, and on incomplete ones it never
//! excludes what the complete facts give. `PROPTEST_CASES` asks for more cases.

use jifen_grammar::keywords::Language;
use jifen_interpreter::assess::{assess, outcome, violated};
use jifen_interpreter::diagnostic::Severity;
use jifen_interpreter::facts::documents;
use jifen_interpreter::model::Version;
use jifen_interpreter::policy::load_policies;
use jifen_interpreter::value::Val;
use jifen_tests::generate::policy::policy;
use jifen_tests::generate::{Constants, Random, complete, removed};
use jifen_tests::reference::compare::{Relation, admits, disagreements};
use jifen_tests::reference::value::{number, whole};
use jifen_tests::reference::{Evaluation, Reference, evaluate};
use serde_json::Value as Json;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// How many cases; `usual` where the surroundings don't say.
fn cases(usual: u64) -> u64 {
    std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(usual)
}

/// The versions of texts of one folder.
fn versions(texts: &[String]) -> Result<Vec<Version>, String> {
    let files: Vec<_> = (0..).zip(texts).map(|(i, t)| jifen_grammar::parse::parse(i, t)).collect();
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

fn shanghai() -> Version {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../policies/shanghai");
    let texts: Vec<String> = ["2018.rules", "parameters.rules"]
        .iter()
        .map(|name| fs::read_to_string(folder.join(name)).expect("a policy's file"))
        .collect();
    versions(&texts).expect("a policy without errors").remove(0)
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
            && !admits(
                version,
                &version.group_types[id.index()],
                &report["results"][named],
                &jifen_tests::reference::Value::Number(number(*n)),
            )
        {
            return Err(format!("the total without a trace is {n}, the report's {}", report["results"][named]));
        }
    }
    Ok(report)
}

/// Compares on complete facts, and with some of them left out.
fn compare(version: &Version, constants: &Constants, seed: u64) -> Result<(), String> {
    let mut random = Random::new(seed);
    let Some(facts) = complete(version, constants, &mut random) else { return Ok(()) };
    let reference = evaluate(version, &facts);
    agree(version, &facts, &reference, Relation::Equal, seed)?;
    for percent in [3, 10, 40] {
        let partial = removed(&facts, percent, &mut random);
        agree(version, &partial, &reference, Relation::Inside, seed)?;
    }
    // A parameter without a value: whatever it may be lies inside as well.
    for n in [0, 1, 5000] {
        let completed = Reference::new(version, &facts).presuming(whole(n)).evaluation();
        agree(version, &facts, &completed, Relation::Inside, seed)?;
    }
    Ok(())
}

fn agree(version: &Version, facts: &Json, reference: &Evaluation, relation: Relation, seed: u64) -> Result<(), String> {
    let report = report(version, facts).map_err(|e| format!("seed {seed}, {facts}\n{e}"))?;
    let found = disagreements(version, reference, &report, relation);
    if found.is_empty() {
        return Ok(());
    }
    Err(format!("seed {seed}, {relation:?}, {facts}\n{}", found.join("\n")))
}

#[test]
fn shanghai_agrees() {
    let version = shanghai();
    let constants = Constants::of(&version);
    for seed in 0..cases(40) {
        compare(&version, &constants, seed).unwrap_or_else(|found| panic!("{found}"));
    }
}

#[test]
fn generated_policies_agree() {
    for seed in 0..cases(40) {
        let text = policy(&mut Random::new(seed));
        let versions =
            versions(std::slice::from_ref(&text)).unwrap_or_else(|found| panic!("seed {seed}\n{text}\n{found}"));
        let constants = Constants::of(&versions[0]);
        for applicant in 0..4 {
            let compared = compare(&versions[0], &constants, seed * 1000 + applicant);
            compared.unwrap_or_else(|found| panic!("{text}\n{found}"));
        }
    }
}
