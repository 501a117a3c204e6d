//! The interpreter agrees with the naive reference: exactly on complete facts, and on incomplete ones it never
//! excludes what the complete facts give. `PROPTEST_CASES` asks for more cases.

use jifen_grammar::format::format_checked;
use jifen_grammar::keywords::Language;
use jifen_grammar::parse::parse;
use jifen_interpreter::assess::{assess, outcome, violated};
use jifen_interpreter::diagnostic::Severity;
use jifen_interpreter::facts::documents;
use jifen_interpreter::model::Version;
use jifen_interpreter::policy::load_policies;
use jifen_interpreter::value::Val;
use jifen_tests::command::root;
use jifen_tests::generate::policy::policy;
use jifen_tests::generate::{Constants, Random, complete, removed};
use jifen_tests::reference::compare::{Relation, admits, disagreements};
use jifen_tests::reference::value::{number, whole};
use jifen_tests::reference::{Evaluation, Reference, Value, evaluate};
use serde_json::Value as Json;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// How many cases; `usual` where the surroundings don't say.
fn cases(usual: u64) -> u64 {
    std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(usual)
}

/// The versions of texts of one folder.
fn versions(texts: &[String]) -> Result<Vec<Version>, String> {
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

/// One policy as the reference reads it and as the interpreter does.
struct Pair<'a> {
    reference: &'a Version,
    interpreter: &'a Version,
    constants: Constants,
}

impl Pair<'_> {
    /// Compares on complete facts, and with some of them left out.
    fn compare(&self, seed: u64) -> Result<(), String> {
        let mut random = Random::new(seed);
        let Some(facts) = complete(self.reference, &self.constants, &mut random) else { return Ok(()) };
        let reference = evaluate(self.reference, &facts);
        self.agree(&facts, &reference, Relation::Equal)?;
        for percent in [3, 10, 40] {
            let partial = removed(self.reference, &facts, percent, &mut random);
            self.agree(&partial, &reference, Relation::Inside)?;
        }
        // A parameter without a value: whatever it may be lies inside as well.
        for n in [0, 1, 5000] {
            let completed = Reference::new(self.reference, &facts).presuming(whole(n)).evaluation();
            self.agree(&facts, &completed, Relation::Inside)?;
        }
        Ok(())
    }

    fn agree(&self, facts: &Json, reference: &Evaluation, relation: Relation) -> Result<(), String> {
        let report = report(self.interpreter, facts).map_err(|e| format!("{facts}\n{e}"))?;
        let found = disagreements(self.interpreter, reference, &report, relation);
        if found.is_empty() { Ok(()) } else { Err(format!("{relation:?}, {facts}\n{}", found.join("\n"))) }
    }
}

#[test]
fn written_policies_agree() {
    for version in written() {
        let pair = Pair { reference: &version, interpreter: &version, constants: Constants::of(&version) };
        for seed in 0..cases(30) {
            pair.compare(seed).unwrap_or_else(|found| panic!("{}, applicant {seed}: {found}", version.policy.key));
        }
    }
}

/// What the generated policies don't write: money over time, weeks, days from numbers, ranges that begin behind a
/// value, several guards, and a filing date that facts give together.
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
    let pair = Pair { reference: &version, interpreter: &version, constants: Constants::of(&version) };
    for seed in 0..cases(60) {
        pair.compare(seed).unwrap_or_else(|found| panic!("applicant {seed}: {found}"));
    }
}

/// A generated policy; the interpreter reads every other one in English.
fn generated(seed: u64) -> Result<(String, Version, Version), String> {
    let text = policy(&mut Random::new(seed));
    let wrong = |found: String| format!("policy {seed}\n{text}\n{found}");
    let reference = versions(std::slice::from_ref(&text)).map_err(wrong)?.remove(0);
    if seed.is_multiple_of(2) {
        return Ok((text, reference.clone(), reference));
    }
    let english = format_checked(&parse(0, &text), &text, Some(Language::En)).map_err(|e| wrong(format!("{e:?}")))?;
    let interpreter = versions(&[english]).map_err(wrong)?.remove(0);
    Ok((text, reference, interpreter))
}

#[test]
fn generated_policies_agree() {
    for seed in 0..cases(40) {
        let (text, reference, interpreter) = generated(seed).unwrap_or_else(|found| panic!("{found}"));
        let constants = Constants::of(&reference);
        let pair = Pair { reference: &reference, interpreter: &interpreter, constants };
        for applicant in 0..4 {
            let compared = pair.compare(seed * 1000 + applicant);
            compared.unwrap_or_else(|found| panic!("policy {seed}, applicant {applicant}: {found}\n{text}"));
        }
    }
}
