//! Damaged policies and facts, any text, any JSON: the bodies of `jifen_tests::fuzz_bodies`, bounded.
//! `PROPTEST_CASES` asks for more cases; `fuzz/` runs the same bodies under cargo-fuzz.

#[path = "fuzz/applicant.rs"]
mod applicant;
#[path = "fuzz/damage.rs"]
mod damage;
#[path = "fuzz/samples.rs"]
mod samples;

use applicant::{broken_json, facts_for};
use damage::{damaged, damages, garbage};
use jifen_grammar::parse as read;
use jifen_interpreter::policy::load_policies;
use jifen_tests::fuzz_bodies::{
    SHANGHAI, SHANGHAI_CASES, applicants, cases as run_cases, facts, format, parse, policy, shanghai,
};
use jifen_tests::spec::Scratch;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::RngSeed;
use samples::policies;
use std::ffi::OsString;

/// How many cases, where the surroundings don't say.
fn cases(usual: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok());
    ProptestConfig {
        cases: asked.unwrap_or(usual),
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(2018),
        ..ProptestConfig::default()
    }
}

/// A table of applicants of the Shanghai policy.
const TABLE: &str = "\
案例,申请日期,birth_date,最高学历,缴费,企业.份额,企业.纳税,表彰奖励,处罚,严重犯罪,=> 总积分,=> 结论,=> 错误,注
甲,2018/6/15,1983-06-15,本科,\"{ 月份 2017-12..2018-05,基数 3000元,补缴 否 }\",0.8,\"(40万元, 45万元)\",市级综合、市级专项,无,否,90分,未达标准,,说
乙,2018年6月15日,1990-02-29,,,,,,,,,,F0121,
丙,2018-06-15,1962-06-16,master,无,80%,无,无,,是,20..60,\"(达到标准, 未达标准)\",,\"两行
的注\"
,2020-02-29,1980-01-01,bachelor,\"{ 月份 2018-01; 月份 2018-02,基数 1万元 }\",,,市级综合,,,,,,
";

/// One of the policies, damaged; a failure shows its text.
fn damaged_policy() -> impl Strategy<Value = String> {
    let pick = |at: Index| at.get::<String>(policies()).as_str();
    let parts = (any::<Index>(), any::<Index>(), damages());
    parts.prop_map(move |(which, other, damages)| damaged(pick(which), pick(other), &damages))
}

/// Checks a text with what stands beside it, and assesses an applicant drawn for what it asks.
fn check_and_assess(text: &str, seed: u64) {
    let texts = [text, SHANGHAI[1]];
    let files: Vec<_> = (0..).zip(texts).map(|(i, t)| read(i, t)).collect();
    let (loaded, _) = load_policies(&files.iter().collect::<Vec<_>>());
    let version = loaded.first().and_then(|l| l.policy.versions.first());
    let applicant = version.map(|v| facts_for(v, seed)).unwrap_or_default();
    policy(&texts, applicant.as_bytes());
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn any_bytes(bytes in vec(any::<u8>(), 0..300)) {
        parse(&bytes);
        facts(&bytes);
    }

    #[test]
    fn any_words(words in vec(garbage(), 0..60), inside in 0..4_usize) {
        let words = words.concat();
        let text = match inside {
            0 => words,
            1 => format!("指标 甲 (jia) {{\n{words}\n}}\n"),
            2 => format!("定义 甲 = {words}\n"),
            _ => format!("事实 {{\n  甲 (jia) : {words}\n}}\n"),
        };
        parse(text.as_bytes());
        format(&text);
        check_and_assess(&format!("{}{text}", samples::HEAD), 1);
    }

    #[test]
    fn damaged_policies(text in damaged_policy(), seed in any::<u64>()) {
        parse(text.as_bytes());
        format(&text);
        check_and_assess(&text, seed);
    }

    #[test]
    fn applicants_of_whole_policies(which in any::<Index>(), seed in any::<u64>()) {
        check_and_assess(which.get::<String>(policies()), seed);
    }

    #[test]
    fn the_command_shows_what_is_wrong(text in damaged_policy()) {
        let desk = Scratch::new("fuzz-shown")?;
        let file = desk.path().join("1.rules");
        std::fs::write(&file, &text)?;
        for args in [["check", "--lang=zh"], ["check", "--lang=en"], ["check", "--json"], ["fmt", "--check"]] {
            let all = ["jifen", args[0], args[1]].map(OsString::from).into_iter().chain([file.clone().into()]);
            let (mut out, mut err) = (Vec::new(), Vec::new());
            let code = jifen::run(all, jifen::Surroundings::default(), &mut std::io::empty(), &mut out, &mut err);
            prop_assert!(code <= 1, "{args:?} {code}\n{text}");
        }
    }

    #[test]
    fn damaged_cases(which in 0..2_usize, other in any::<Index>(), damages in damages()) {
        let text = damaged(SHANGHAI_CASES[which], other.get::<String>(policies()), &damages);
        parse(text.as_bytes());
        format(&text);
        run_cases(&text);
    }

    #[test]
    fn cases_of_any_words(words in vec(garbage(), 0..60), inside in 0..3_usize) {
        let words = words.concat();
        let text = match inside {
            0 => format!("案例 甲 {{\n{words}\n}}\n"),
            1 => format!("案例 甲 {{\n  基准 乙 {{\n{words}\n  }}\n  乙 => 总积分 {words}\n}}\n"),
            _ => format!("cases a {{\n  {words} => {words}\n}}\n"),
        };
        parse(text.as_bytes());
        format(&text);
        run_cases(&text);
    }

    #[test]
    fn damaged_tables(other in any::<Index>(), damages in damages()) {
        let text = damaged(TABLE, other.get::<String>(policies()), &damages);
        applicants(text.as_bytes(), true);
    }

    #[test]
    fn applicants_of_any_kind(seed in any::<u64>(), damages in damages(), random in broken_json(), table in any::<bool>()) {
        let good = facts_for(shanghai(), seed);
        applicants(format!("{good}\n{{\"name\": \"甲 1\", \"facts\": {good}, \"expected\": {{\"total\": 90, \"age\": null}}}}").as_bytes(), table);
        applicants(damaged(&good, &random, &damages).as_bytes(), table);
        applicants(random.as_bytes(), table);
    }

    #[test]
    fn damaged_facts(seed in any::<u64>(), damages in damages(), random in broken_json()) {
        let good = facts_for(shanghai(), seed);
        facts(damaged(&good, &random, &damages).as_bytes());
        facts(random.as_bytes());
        facts(format!("[{good},\n{random}]").as_bytes());
    }
}

#[test]
fn the_samples_are_laid_out_alike() {
    for text in policies() {
        parse(text.as_bytes());
        format(text);
    }
}
