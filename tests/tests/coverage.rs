//! What no applicant can come by is told apart from what cases miss, and nobody comes by it.

use jifen_grammar::keywords::Language;
use jifen_interpreter::eval::Evaluator;
use jifen_interpreter::eval::covered::Covered;
use jifen_interpreter::facts::documents;
use jifen_interpreter::model::{DefinitionId, Version};
use jifen_interpreter::policy::{Loaded, load_policies};
use jifen_interpreter::{groups, outcomes};
use jifen_tests::agreement::versions;
use jifen_tests::command::{Ran, jifen, root};
use jifen_tests::generate::policy::policy as random_policy;
use jifen_tests::generate::{Constants, Random, complete};
use jifen_tests::spec::Scratch;
use jifen_tests::{beijing, shanghai};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;

const POLICY: &str = "政策 补助 (aid) 版本 1 {
  施行 2010-01-01
  申请日 日期
}

事实 {
  日期 (day) : 日期
  年龄 (age) : 整数 18..65
  子女 (children) : 整数 0..3
  获奖 (prizes) : 整数 0..9 列表 最多 5条
}

指标 年龄 (age) 依据 \"一\" {
  取最高
  (1) 凡 年龄 不少于 18 且 子女 超过 0 的,积 20分
  (2) 凡 年龄 不满 18 的,积 30分
}

指标 子女 (children) 依据 \"二\" {
  最高 30分
  按 子女,每满 1 积 10分
}

指标 年龄段 (band) 依据 \"三\" {
  按 年龄 {
    不满 18 积 1分
    18..40 积 2分
    超过 40 积 3分
  }
}

指标 获奖 (prizes) 依据 \"四\" {
  按 获奖 其中 本项 不满 10,每条 积 1分
}

总分 总积分 (total) 合计 依据 \"五\" {
  年龄
  子女
  年龄段
  获奖
  最低 0分
}

结论 {
  凡 总积分 不少于 0分 的,通过 (passed) 依据 \"六\"
  其余,不通过 (failed) 依据 \"六\"
}
";

const AMENDMENT: &str = "修正 补助 版本 2 基于 1 { 施行 2020-01-01 }\n将 指标 子女 由 10分 修改为 15分\n";

const CASES: &str = "案例 甲 {
  基准 甲 { 日期 2015-01-01; 年龄 30; 子女 1; 获奖 (3, 4) }
  甲 => 总积分 34分,结论 通过
  甲,子女 0,年龄 41 => 年龄 0分,年龄段 3分
}
";

fn desk(name: &str, cases: &str) -> Scratch {
    let desk = Scratch::new(name).expect("a folder");
    fs::create_dir_all(desk.path().join("p/cases")).expect("a folder");
    for (file, text) in [("1.rules", POLICY), ("2.rules", AMENDMENT), ("cases/a.rules", cases)] {
        fs::write(desk.path().join("p").join(file), text).expect("a file");
    }
    desk
}

fn run(desk: &Scratch, args: &[&str]) -> Ran {
    jifen(desk.path(), &[&["test", "p"], args].concat(), "")
}

fn coverage(desk: &Scratch) -> Value {
    let ran = run(desk, &["--coverage", "--json"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    let last: Value = serde_json::from_str(ran.out.lines().last().expect("a line")).expect("JSON");
    last["coverage"].clone()
}

fn sides(list: &Value) -> Vec<(String, String)> {
    let one = |v: &Value| {
        let at = format!("{} {}", v["place"]["line"], v["what"].as_str().unwrap_or(""));
        (at, v["side"].as_str().unwrap_or("").to_owned())
    };
    list.as_array().into_iter().flatten().map(one).collect()
}

#[test]
fn what_the_limits_of_facts_rule_out_is_listed_with_its_reason_and_not_counted() {
    let desk = desk("out-of-reach", CASES);
    let found = coverage(&desk);
    let expected = [
        ("15 condition", "no"),
        ("16 row", "yes"),
        ("20 limit", "yes"),
        ("26 cell", "taken"),
        ("33 condition", "no"),
        ("41 limit", "yes"),
        ("45 condition", "no"),
        ("46 outcome", "taken"),
    ];
    let expected: Vec<(String, String)> = expected.map(|(a, b)| (a.to_owned(), b.to_owned())).to_vec();
    assert_eq!(sides(&found["unreachable"]), expected, "{found:#}");
    assert_eq!(found["missing"], Value::Array(Vec::new()), "{found:#}");
    assert_eq!(found["covered"], found["sides"]);
    assert_eq!(run(&desk, &["--threshold", "100"]).code, 0);
    let ran = run(&desk, &["--coverage", "--html", "c.html"]);
    assert!(ran.out.contains("− 子女 不可能起作用  最高 30分  p/1.rules:20  所限的数为 0..30分"), "{}", ran.out);
    let english = run(&desk, &["--coverage", "--lang", "en"]);
    assert!(
        english.out.contains("− 子女 can't bind  最高 30分  p/1.rules:20  what it limits is 0..30 points"),
        "{}",
        english.out
    );
    assert!(
        english.out.contains("(1) can't but hold") || english.out.contains("年龄(1) can't but hold"),
        "{}",
        english.out
    );
    let page = fs::read_to_string(desk.path().join("c.html")).expect("a page");
    assert!(page.contains("class=\"off\" title=\"子女 不可能起作用:所限的数为 0..30分\""), "{page}");
}

/// What one of the versions that share a text can come by can be come by.
#[test]
fn a_cap_that_binds_after_an_amendment_is_missing_and_not_out_of_reach() {
    let both = CASES.replace("结论 通过", "结论 通过 于 1, 2").replace("总积分 34分", "总积分 不少于 34分");
    let found = coverage(&desk("out-of-reach-2", &both));
    assert!(!sides(&found["unreachable"]).iter().any(|(at, _)| at == "20 limit"), "{found:#}");
    let missing: Vec<&Value> = found["missing"].as_array().expect("a list").iter().collect();
    assert!(
        missing.iter().any(|m| m["place"]["line"] == 20 && m["missing"] == serde_json::json!(["yes"])),
        "{found:#}"
    );
}

fn policy(name: &str) -> Loaded {
    let folder = root().join("policies").join(name);
    let mut paths: Vec<_> = fs::read_dir(folder).expect("the policy").flatten().map(|e| e.path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "rules"));
    paths.sort();
    let texts = paths.iter().map(|path| fs::read_to_string(path).expect("a policy's file"));
    let files: Vec<_> = (0..).zip(texts).map(|(i, text)| jifen_grammar::parse::parse(i, &text)).collect();
    load_policies(&files.iter().collect::<Vec<_>>()).0.remove(0)
}

/// What an applicant comes by; nothing where the facts are not accepted.
fn came_by(version: &Version, elsewhere: &BTreeSet<String>, applicant: &Value) -> Covered {
    let text = applicant.to_string();
    let document = documents(text.as_bytes()).remove(0);
    let Ok(facts) = document.read(version, elsewhere) else { return Covered::default() };
    let mut ev = Evaluator::new(version, &facts);
    ev.cover();
    version.totals.iter().for_each(|id| drop(groups::value(&mut ev, *id)));
    version.outcomes.iter().for_each(|list| drop(outcomes::evaluate(&mut ev, list)));
    let reported = version.definitions.iter().enumerate().filter(|(_, d)| d.reported);
    reported.for_each(|(i, _)| drop(ev.definition(DefinitionId(i as u32))));
    ev.covered()
}

/// Fails where applicants come by what is called out of reach; gives how many sides are, and how many were come by.
fn nobody_reaches(
    text: &str,
    version: &Version,
    elsewhere: &BTreeSet<String>,
    applicants: impl Iterator<Item = Value>,
) -> (usize, usize) {
    let out = jifen_verify::unreachable(version, Language::En);
    let mut all = Covered::new();
    for applicant in applicants {
        let covered = came_by(version, elsewhere, &applicant);
        let wrong = out.keys().filter(|side| covered.contains(side));
        let wrong: Vec<_> = wrong.map(|(span, side)| (text.get(span.range()), *side)).collect();
        assert!(wrong.is_empty(), "{wrong:?}\n{text}\n{applicant}");
        all.extend(covered);
    }
    (out.len(), all.len())
}

#[test]
fn no_applicant_comes_by_what_is_out_of_reach() {
    let shanghai = policy("shanghai");
    for version in &shanghai.policy.versions {
        let applicants = (0..50).map(shanghai::generate::applicant);
        let (out, covered) = nobody_reaches("", version, &shanghai.keys_elsewhere(version), applicants);
        assert!(0 < out && 0 < covered);
    }
    let beijing = policy("beijing");
    let version = beijing.policy.versions.first().expect("a version");
    let mut source = beijing::generate::Source(1);
    let applicants = (0..50).map(|_| beijing::generate::applicant(&mut source));
    let applicants = applicants.map(|a| serde_json::to_value(a).expect("JSON"));
    assert!(0 < nobody_reaches("", version, &BTreeSet::new(), applicants).1);
}

/// The same of policies that were made up at random. `PROPTEST_CASES` asks for more, `AGREEMENT_FROM` for other ones.
#[test]
fn nor_does_any_of_a_random_policy() {
    let asked = |name: &str| std::env::var(name).ok().and_then(|n| n.parse::<u64>().ok());
    let from = asked("AGREEMENT_FROM").unwrap_or(0);
    let (mut out, mut covered) = (0, 0);
    for seed in from..from + asked("PROPTEST_CASES").unwrap_or(60) {
        let text = random_policy(&mut Random::new(seed));
        let version = versions(std::slice::from_ref(&text)).expect("a policy").remove(0);
        let constants = Constants::of(&version);
        let applicants = (0..20).filter_map(|n| complete(&version, &constants, &mut Random::new(n)));
        let found = nobody_reaches(&text, &version, &BTreeSet::new(), applicants);
        (out, covered) = (out + found.0, covered + found.1);
    }
    assert!(0 < out && 0 < covered);
}
