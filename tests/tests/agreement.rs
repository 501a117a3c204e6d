//! The interpreter agrees with the naive reference: exactly on complete facts, and on incomplete ones it never
//! excludes what the complete facts give. `PROPTEST_CASES` asks for more cases, `AGREEMENT_FROM` for other ones.

use jifen_grammar::parse::parse;
use jifen_grammar::tree::{Kind, Node};
use jifen_interpreter::model::Version;
use jifen_tests::agreement::{Pair, shown, versions};
use jifen_tests::command::root;
use jifen_tests::generate::Random;
use jifen_tests::generate::policy::policy;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// How many cases; `usual` where the surroundings don't say.
fn cases(usual: u64) -> std::ops::Range<u64> {
    let asked = |name: &str| std::env::var(name).ok().and_then(|n| n.parse::<u64>().ok());
    let from = asked("AGREEMENT_FROM").unwrap_or(0);
    from..from + asked("PROPTEST_CASES").unwrap_or(usual)
}

/// The versions of each of the repository's policies.
fn written() -> Vec<Version> {
    let mut all = Vec::new();
    for folder in listed(&root().join("policies")).into_iter().filter(|path| path.is_dir()) {
        let files = listed(&folder).into_iter().filter(|path| path.extension().is_some_and(|e| e == "rules"));
        let texts: Vec<String> = files.map(|path| fs::read_to_string(path).expect("a policy's file")).collect();
        all.extend(versions(&texts).unwrap_or_else(|found| panic!("{}: {found}", folder.display())));
    }
    all
}

/// What a folder holds, in order.
fn listed(folder: &Path) -> Vec<PathBuf> {
    let mut all: Vec<_> = fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path()).collect();
    all.sort();
    all
}

#[test]
fn written_policies_agree() {
    for version in written() {
        let key = version.policy.key.clone();
        let pair = Pair::of(version);
        for seed in cases(30) {
            pair.compare(seed).unwrap_or_else(|case| panic!("{key}, applicant {seed}: {}", shown(&pair, &case)));
        }
    }
}

/// Money over time, weeks, days from numbers and several guards, close together: what generated policies write
/// among much else.
const LENGTHS: &str = "\
政策 样例 (sample) 版本 1 { 施行 2018-01-01; 有效期至 2022-12-31; 申请日 首日(申请日期) }
约定 { 闰日 平年 作 3月1日; 最近 月 止于 上月; 最近 日 止于 当日 }
事实 {
  申请日期 (filed_on) : 日期 2018-01-01..2022-12-31
  入职日 (hired_on) : 日期 2000-01-01..申请日期
  月薪 (salary) : 金额/月 0元/月..3万元/月
  周租 (rent) : 金额/周 0元/周..3000元/周
  年金 (pension) : 金额/年 或 无
  合同期 (contract) : 时长 0个月..60个月
  年 (year) : 整数 2015..2025
  月 (month) : 整数 1..12
  日 (day) : 整数 1..31 或 无
  持证 (permit) : 是否
  在职 (employed) : 是否 或 无
}
定义 工龄 = 整年(入职日 至 申请日期)
结果 补偿 (severance) : 金额 = 月薪 * 工龄 * 1个月 + 2年 * 月薪
结果 合同工资 (contract_pay) : 金额 = 合同期 * 月薪 - 年金 * 合同期
结果 租金 (rents) : 金额 = 周租 * 52周 + 周租 * 10日
结果 期限 (term) : 日期 = 日期(年, 月, 日) + 2周
结果 段 (band) : 是否 = 工龄 在 超过 3 至 10 或 年 在 (超过 2015 至 2018, 2020)
结果 税 (tax) : 金额 {
  仅限 持证
  仅限 在职
  按 月薪 * 12个月 分段 { 36000元 以下 乘 3%; 超过 36000元 至 144000元 乘 10%; 超过 144000元 乘 20% }
}
指标 近期 (recent) { 仅限 入职日 在 最近 5年 内; 积 5分 }
总分 总积分 (total) 合计 { 近期 }
结论 { 凡 期限 不晚于 2020-06-30 的,早 (early); 其余,晚 (late) }
";

#[test]
fn lengths_of_time_agree() {
    let version = versions(&[LENGTHS.to_owned()]).unwrap_or_else(|found| panic!("{found}")).remove(0);
    let pair = Pair::of(version);
    for seed in cases(60) {
        pair.compare(seed).unwrap_or_else(|case| panic!("applicant {seed}: {}", shown(&pair, &case)));
    }
}

/// Policies that are generated, and four applicants each.
#[test]
fn generated_policies_agree() {
    for seed in cases(40) {
        let pair = Pair::generated(seed).unwrap_or_else(|found| panic!("{found}"));
        for applicant in 0..4 {
            let compared = pair.compare(seed * 1000 + applicant);
            compared.unwrap_or_else(|case| panic!("policy {seed}, applicant {applicant}: {}", shown(&pair, &case)));
        }
    }
}

/// What is said of incomplete facts holds for all that they may turn out to be.
#[test]
fn completions_of_generated_policies_lie_inside() {
    for seed in cases(40) {
        let pair = Pair::generated(seed).unwrap_or_else(|found| panic!("{found}"));
        for applicant in 0..3 {
            let compared = pair.compare_completions(seed * 1000 + applicant, 12);
            compared.unwrap_or_else(|case| panic!("policy {seed}, applicant {applicant}: {}", shown(&pair, &case)));
        }
    }
}

#[test]
fn completions_of_written_policies_lie_inside() {
    for version in written() {
        let key = version.policy.key.clone();
        let pair = Pair::of(version);
        for seed in cases(20) {
            let compared = pair.compare_completions(seed, 15);
            compared.unwrap_or_else(|case| panic!("{key}, applicant {seed}: {}", shown(&pair, &case)));
        }
    }
}

/// What says nothing to an evaluation, and units that differ from others in nothing but their size.
const UNWRITTEN: [&str; 17] = [
    "kw_status",
    "kw_draft",
    "kw_transition",
    "kw_apply_better",
    "kw_apply",
    "kw_by_outcome",
    "kw_title",
    "kw_assume",
    "kw_number",
    "kw_announced",
    "kw_repeals",
    "kw_currency",
    "kw_note",
    "kw_reviewed",
    "u_yi_yuan",
    "u_per_day",
    "u_per_hour",
];

/// Every word of the language stands in generated policies, and in more than one or two of them.
#[test]
fn generated_policies_use_every_word() {
    fn kinds(node: &Node, found: &mut BTreeSet<Kind>) {
        found.insert(node.kind);
        node.children.iter().for_each(|child| kinds(child, found));
    }
    let written = |seed| {
        let text = policy(&mut Random::new(seed));
        let mut found = BTreeSet::new();
        parse(0, &text).declarations.iter().for_each(|declaration| kinds(declaration, &mut found));
        found
    };
    let policies: Vec<BTreeSet<Kind>> = (0..200).map(written).collect();
    let words = Kind::all_rules().iter().map(|kind| (kind, format!("{kind:?}")));
    let words = words.filter(|(_, name)| ["kw_", "fn_", "ty_", "u_"].iter().any(|start| name.starts_with(start)));
    // Amendments are drawn elsewhere, and cases are no part of a policy.
    let elsewhere = |name: &str| {
        let words =
            concat!(include_str!("../../grammar/src/amendments.pest"), include_str!("../../grammar/src/cases.pest"));
        let others = include_str!("../../grammar/src/rules.pest").split("broken_declaration = ").next().unwrap_or("");
        words.split(|c: char| !c.is_alphanumeric() && c != '_').any(|w| w == name)
            && !others.split(|c: char| !c.is_alphanumeric() && c != '_').any(|w| w == name)
    };
    let words = words.filter(|(_, name)| !elsewhere(name));
    for (kind, name) in words.filter(|(_, name)| !UNWRITTEN.contains(&name.as_str())) {
        let often = policies.iter().filter(|found| found.contains(kind)).count();
        assert!(5 <= often, "{name} stands in {often} of {} generated policies", policies.len());
    }
}
