//! `jifen test --generate`: the cases that it writes pass, are laid out, and notice every small change of the policy
//! that matters to any applicant whom an independent draw of applicants finds.

use jifen_grammar::parse;
use jifen_grammar::tree::File;
use jifen_interpreter::applies::{By, assess_applicant};
use jifen_interpreter::facts::{Document, Json};
use jifen_interpreter::policy::{Loaded, load_policies};
use jifen_tests::command::{Ran, jifen, root};
use jifen_tests::generate::{Constants, Random, complete};
use jifen_tests::spec::Scratch;
use serde_json::Value;
use std::fs;
use std::path::Path;

const STALLS: &str = "政策 摊位分配 (stalls) 版本 1 {
  施行 2020-01-01
  申请日 申请日
}

约定 {
  闰日 平年 作 3月1日
  最近 月 止于 上月
  最近 日 止于 当日
}

选项 户口 (household) {
  本地 (local)
  外地 (other)
}

记录 营业 (trade) 每 月份 一条 最多 60条 {
  月份 (month) : 月
  营业额 (turnover) : 金额 0元..100万元
}

事实 {
  申请日 (filed) : 日期
  出生日期 (born) : 日期 1930-01-01..申请日
  户口 (household) : 户口
  残疾 (disabled) : 是否
  营业 (trade) : 营业 列表
  罚款 (fines) : 日期 列表 最多 10条
}

参数 标准 (floor) : 金额 {
  自 2019-01 3000元
  自 2021-01 3200元
}

定义 周岁 = 整年(出生日期 至 申请日)

定义 达标月数 = 计数(营业 其中 月份 在 最近 12个月 内 且 营业额 不少于 150% * 标准(月份))

指标 年龄 (age) 依据 \"第二条\" {
  最高 20分
  (1) 凡 周岁 在 45..60 的,积 5分 + 1分 * (周岁 - 45)
  (2) 凡 周岁 超过 60 的,积 20分
}

指标 户口 (household) 依据 \"第三条\" {
  按 户口 {
    本地 积 10分
    外地 积 4分
  }
}

指标 残疾 (disabled) 依据 \"第四条\" {
  凡 残疾 且 周岁 不少于 18 的,积 15分
}

指标 营业 (trade) 依据 \"第五条\" {
  取最高
  (1) 凡 达标月数 不少于 6 的,积 8分
  (2) 凡 达标月数 不少于 10 的,积 12分
}

指标 罚款 (fines) 依据 \"第六条\" {
  按 罚款 其中 本项 在 最近 2年 内,每条 扣减 6分
}

总分 总分 (total) 合计 依据 \"第七条\" {
  组 身份 (status) 择一 { 户口; 残疾 }
  年龄
  营业
  罚款
  最低 0分
}

结论 {
  凡 总分 不少于 30分 的,分配 (given) 依据 \"第八条\"
  其余,轮候 (waiting)
}
";

fn run(desk: &Scratch, args: &[&str]) -> Ran {
    jifen(desk.path(), args, "")
}

/// A folder with a policy that has no cases.
fn desk(name: &str, policy: &str) -> Scratch {
    let desk = Scratch::new(name).expect("a folder");
    fs::create_dir_all(desk.path().join("p")).expect("a folder");
    fs::write(desk.path().join("p/1.rules"), policy).expect("a policy");
    desk
}

/// The survivors of a run of `--mutate`, and how many were noticed.
fn survivors(desk: &Scratch) -> (Vec<Value>, u64) {
    let ran = run(desk, &["test", "p", "--mutate", "--json"]);
    let last: Value = ran.out.lines().last().and_then(|l| serde_json::from_str(l).ok()).expect("an object of mutants");
    let all = last["mutants"]["all"].as_array().expect("all");
    let left = all.iter().filter(|m| m["verdict"] == "survived").cloned().collect();
    (left, last["mutants"]["noticed"].as_u64().expect("a number"))
}

/// The only policy of a text.
fn loaded(tree: &File) -> Option<Loaded> {
    let (policies, found) = load_policies(&[tree]);
    let wrong = found.iter().any(|d| d.severity() == jifen_interpreter::diagnostic::Severity::Error);
    policies.into_iter().next().filter(|_| !wrong)
}

/// What an applicant comes to: the outcome and every indicator and total.
fn comes_to(policy: &Loaded, facts: &Value) -> String {
    let document = Document::of(Json::from(facts));
    match assess_applicant(policy, &document, &By::Filing, jifen_grammar::keywords::Language::En) {
        Ok(r) => {
            let points: Vec<String> = r.indicators.iter().map(|i| i.points.to_string()).collect();
            format!("{:?} {} {}", r.possible, points.join(" "), serde_json::to_string(&r.results).expect("text"))
        }
        Err(errors) => errors.iter().map(|e| e.code.id()).collect(),
    }
}

/// Of the changes that no case notices, none matters to any of so many random applicants.
fn nobody_differs(policy: &str, survivors: &[Value], applicants: usize) {
    let tree = parse(0, policy);
    let stands = loaded(&tree).expect("a policy");
    let version = &stands.policy.versions[0];
    let (constants, mut random) = (Constants::of(version), Random::new(20_261_125));
    let drawn: Vec<Value> = (0..applicants).filter_map(|_| complete(version, &constants, &mut random)).collect();
    assert!(applicants / 2 < drawn.len(), "only {} applicants", drawn.len());
    let known: Vec<String> = drawn.iter().map(|facts| comes_to(&stands, facts)).collect();
    for one in survivors {
        let (start, end) = (&one["place"]["start"], &one["place"]["end"]);
        let range = start.as_u64().expect("a place") as usize..end.as_u64().expect("a place") as usize;
        let mut text = policy.to_owned();
        assert_eq!(policy.get(range.clone()), one["old"].as_str(), "the place of {one}");
        text.replace_range(range, one["new"].as_str().expect("a text"));
        let tree = parse(0, &text);
        let Some(changed) = loaded(&tree) else { continue };
        for (facts, was) in drawn.iter().zip(&known) {
            assert_eq!(&comes_to(&changed, facts), was, "{one}\nmatters to {facts}");
        }
    }
}

#[test]
fn generated_cases_pass_and_notice_all_that_matters() {
    let garden = fs::read_to_string(root().join("examples/allotment/2024.rules")).expect("the example");
    for (name, policy) in [("generated-stalls", STALLS), ("generated-garden", &garden)] {
        let desk = desk(name, policy);
        let wrote = run(&desk, &["test", "p", "--generate"]);
        assert_eq!(wrote.code, 0, "{}{}", wrote.out, wrote.err);
        let ran = run(&desk, &["test", "p"]);
        assert_eq!(ran.code, 0, "{}", ran.out);
        assert_eq!(run(&desk, &["fmt", "--check", "p"]).code, 0);
        let (left, noticed) = survivors(&desk);
        assert!(left.len() as u64 * 8 < noticed, "{noticed} noticed, not: {left:#?}");
        assert!(left.iter().all(|one| one["case"].is_null()), "{left:#?}");
        nobody_differs(policy, &left, 400);
        // Nothing is left to write, and nothing is written over.
        let again = run(&desk, &["test", "p", "--generate"]);
        assert!(!desk.path().join("p/cases/generated-2.rules").exists(), "{}", again.out);
        let over = run(&desk, &["test", "p", "--generate=p/1.rules"]);
        assert!(over.code == 0 || over.code == 2, "{}", over.err);
        assert_eq!(fs::read_to_string(desk.path().join("p/1.rules")).expect("the policy"), policy);
    }
}

#[test]
fn the_same_policy_gives_the_same_cases() {
    let desk = desk("generated-same", STALLS);
    let first = run(&desk, &["test", "p", "--generate=-"]);
    let second = run(&desk, &["test", "p", "--generate=-"]);
    assert_eq!(first.out, second.out);
    for words in ["未核", "基准 甲", "依据 \"第二条\""] {
        assert!(first.out.contains(words), "no `{words}` in\n{}", first.out);
    }
    let english = run(&desk, &["test", "p", "--generate=-", "--lang", "en"]);
    assert!(english.out.contains("unreviewed"), "{}", english.out);
}

#[test]
fn what_no_case_notices_is_shown_with_one_that_would() {
    let desk = desk("generated-ready", STALLS);
    fs::create_dir_all(desk.path().join("p/cases")).expect("a folder");
    let cases = "案例 甲 {
  基准 甲 {
    申请日 2022-06-15
    出生日期 1970-01-01
    户口 本地
    残疾 否
    营业 无
    罚款 无
  }
  甲 => 年龄 12分,总分 22分
}
";
    fs::write(desk.path().join("p/cases/a.rules"), cases).expect("cases");
    let (left, _) = survivors(&desk);
    let ready: Vec<&str> = left.iter().filter_map(|one| one["case"].as_str()).collect();
    assert!(20 < ready.len(), "{left:#?}");
    // Each of them, put into the file, passes and says that nobody has confirmed it.
    let more: String = ready.iter().map(|case| format!("  {case}\n")).collect();
    let text = cases.replace("22分\n", &format!("22分\n{more}"));
    fs::write(desk.path().join("p/cases/a.rules"), text).expect("cases");
    let ran = run(&desk, &["test", "p"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert!(ran.out.contains(&format!("{} 个未核", ready.len())), "{}", ran.out);
    let (still, _) = survivors(&desk);
    assert!(still.iter().all(|one| one["case"].is_null()), "{still:#?}");
}

#[test]
fn a_folder_without_a_policy_and_a_broken_one_are_told() {
    let desk = desk("generated-broken", "政策 甲 (a) 版本 1 { 施行 2020-01-01; 申请日 乙 }\n");
    let ran = run(&desk, &["test", "p", "--generate"]);
    assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
    assert!(!desk.path().join("p/cases").exists());
    assert_eq!(jifen(Path::new("."), &["test", "nowhere", "--generate"], "").code, 2);
}
