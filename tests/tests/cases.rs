//! `jifen test` on a small policy: what passes and fails, what is accepted, what is come by.

use jifen_tests::command::{Ran, jifen};
use jifen_tests::spec::Scratch;
use serde_json::Value;
use std::fs;

const POLICY: &str = "政策 示例 (example) 版本 1 { 施行 2010-01-01; 申请日 申请日期 }
选项 学历 (education) { 大专 (college); 硕士 (master) }
事实 { 申请日期 (application_date) : 日期; 年龄 (age) : 整数 0..120; 最高学历 (education) : 学历; 会员 (member) : 是否 }
指标 年龄 (age) 依据 \"第一条\" { 最高 30分; (1) 凡 年龄 不满 40 的,积 1分 * 年龄; (2) 凡 年龄 在 40..60 且 会员 的,积 5分 }
指标 学历 (education) 依据 \"第二条\" { 按 最高学历 { 大专 积 5分; 硕士 积 10分 } }
总分 总积分 (total) 合计 依据 \"第三条\" { 年龄; 学历 }
结论 { 凡 总积分 不少于 30分 的,达标 (yes) 依据 \"第四条\"; 其余,未达标 (no) }
";

const BASE: &str = "案例 甲 {
  基准 甲 {
    申请日期 2018-06-15
    年龄 39
    最高学历 硕士
    会员 是
  }
";

fn desk(name: &str, cases: &str) -> Scratch {
    let desk = Scratch::new(name).expect("a folder");
    fs::create_dir_all(desk.path().join("p/cases")).expect("a folder");
    fs::write(desk.path().join("p/1.rules"), POLICY).expect("a policy");
    fs::write(desk.path().join("p/cases/a.rules"), format!("{BASE}{cases}}}\n")).expect("cases");
    desk
}

fn run(desk: &Scratch, args: &[&str]) -> Ran {
    jifen(desk.path(), &[&["test", "p"], args].concat(), "")
}

fn lines(ran: &Ran) -> Vec<Value> {
    ran.out.lines().map(|l| serde_json::from_str(l).unwrap_or_else(|e| panic!("{e}: {l}"))).collect()
}

#[test]
fn what_fails_is_shown_with_both_values_the_rule_and_what_differs() {
    let desk = desk("cases-shown", "  (1) 甲 => 年龄 30分\n  (2) 甲,年龄 40 => 年龄 30分\n");
    let ran = run(&desk, &[]);
    assert_eq!(ran.code, 1, "{}", ran.out);
    for words in [
        "✗ 甲 (2) 甲,年龄 40 [1]",
        "p/cases/a.rules:9",
        "应为 年龄 30分,实为 5分  p/1.rules:4",
        "与 甲 相比: 年龄 30分 → 5分;总积分 40分 → 15分",
        "2 个案例: 1 个通过,1 个未通过",
    ] {
        assert!(ran.out.contains(words), "no `{words}` in\n{}", ran.out);
    }
    let all = lines(&run(&desk, &["--json"]));
    assert_eq!((all[0]["passed"].as_bool(), all[1]["passed"].as_bool()), (Some(true), Some(false)));
    assert_eq!((&all[1]["failures"][0]["got"], &all[1]["failures"][0]["rule"]["line"]), (&5.into(), &4.into()));
    let english = run(&desk, &["--lang", "en", "--filter", "(2)"]);
    assert!(english.out.contains("expected 年龄 30分, got 5 points"), "{}", english.out);
    assert!(english.out.contains("1 case: 0 passed, 1 failed"), "{}", english.out);
}

#[test]
fn what_comes_out_is_accepted_only_where_asked() {
    let desk =
        desk("cases-accept", "  (1) 甲 => 年龄 29分,结论 未达标 # 记\n  (2) 甲,年龄 未知 => 年龄 5分,总积分 9分\n");
    let file = desk.path().join("p/cases/a.rules");
    let before = fs::read_to_string(&file).expect("cases");
    assert_eq!(run(&desk, &[]).code, 1);
    assert_eq!(fs::read_to_string(&file).expect("cases"), before, "nothing is written without being asked");
    let ran = run(&desk, &["--accept"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    let after = fs::read_to_string(&file).expect("cases");
    assert!(after.contains("(1) 甲 => 年龄 30分,结论 达标 # 记"), "{after}");
    assert!(after.contains("(2) 甲,年龄 未知 => 年龄 0..30分,总积分 10..40分"), "{after}");
    assert_eq!(run(&desk, &[]).code, 0);
}

#[test]
fn the_mark_is_taken_off_what_passes_and_only_where_asked() {
    let desk = desk(
        "cases-approve",
        "  (1) 甲 => 年龄 30分 未核 注 \"甲\" # 记\n  (2) 甲,年龄 40 => 年龄 6分 未核\n  (3) 甲,年龄 41 => 年龄 5分 于 1, 1 未核\n  (4) 甲,年龄 42 => 年龄 5分\n",
    );
    let file = desk.path().join("p/cases/a.rules");
    let before = fs::read_to_string(&file).expect("cases");
    let ran = run(&desk, &[]);
    assert!(ran.out.contains("5 个案例: 4 个通过,1 个未通过;其中 4 个未核"), "{}", ran.out);
    let reviewed: Vec<_> = lines(&run(&desk, &["--json"])).iter().map(|l| l["reviewed"].as_bool()).collect();
    assert_eq!(reviewed, [false, false, false, false, true].map(Some));
    assert_eq!(fs::read_to_string(&file).expect("cases"), before, "nothing is written without being asked");
    let ran = run(&desk, &["--approve", "--filter", "(3)"]);
    assert!(ran.code == 0 && ran.out.contains("p/cases/a.rules:10: 去掉 `未核`: (3) 甲,年龄 41"), "{}", ran.out);
    assert!(ran.out.ends_with("2 个案例,全部通过\n"), "{}", ran.out);
    let ran = run(&desk, &["--approve", "--lang", "en"]);
    assert!(ran.code == 1 && ran.out.contains("p/cases/a.rules:8: no longer `unreviewed`: (1)"), "{}", ran.out);
    assert!(ran.out.ends_with("5 cases: 4 passed, 1 failed; 1 unreviewed\n"), "{}", ran.out);
    let after = fs::read_to_string(&file).expect("cases");
    let left = before.replace("30分 未核 注", "30分 注").replace("1, 1 未核", "1, 1");
    assert_eq!(after, left);
    assert_eq!(run(&desk, &["--approve", "--json"]).code, 2);
}

#[test]
fn every_side_is_counted_once_and_layout_makes_no_difference() {
    let one = desk("cases-cover-1", "  (1) 甲 => 年龄 30分,结论 达标\n");
    let coverage =
        |desk: &Scratch| lines(&run(desk, &["--json", "--coverage"])).last().expect("a line")["coverage"].clone();
    let first = coverage(&one);
    // Rows (1) and (2) both ways, `在 40..60` and `会员` both ways, the cap both ways, two cases, two outcomes and the
    // condition of the first: 4 + 4 + 2 + 2 + 2 + 2.
    assert_eq!(first["sides"], 16);
    // Row 1 holds; row 2 and `在 40..60` don't; the cap binds; 硕士; 达标 and its condition.
    assert_eq!(first["covered"], 7);
    let spread = POLICY.replace("; ", "\n").replace("{ ", "{\n").replace(" }", "\n}");
    fs::write(one.path().join("p/1.rules"), spread).expect("a policy");
    let again = coverage(&one);
    assert_eq!((&again["sides"], &again["covered"]), (&first["sides"], &first["covered"]));
    let all = desk(
        "cases-cover-2",
        "  甲 => 年龄 30分\n  甲,年龄 20,最高学历 大专 => 结论 未达标\n  甲,年龄 40 => 年龄 5分\n  甲,年龄 61 => 年龄 0分\n  甲,年龄 50,会员 否 => 年龄 0分\n",
    );
    let whole = coverage(&all);
    assert_eq!(whole["covered"], whole["sides"], "{whole}");
    assert_eq!(whole["missing"], Value::Array(Vec::new()));
    assert_eq!(run(&all, &["--threshold", "100"]).code, 0);
    let few = run(&one, &["--threshold", "44"]);
    assert_eq!(few.code, 1, "{}{}", few.out, few.err);
    assert_eq!(run(&one, &["--threshold", "43"]).code, 0);
}

#[test]
fn each_small_change_is_made_and_the_unnoticed_are_named() {
    let desk = desk("cases-mutants", "  (1) 甲 => 年龄 30分\n  (2) 甲,年龄 40 => 年龄 5分\n");
    let ran = run(&desk, &["--mutate", "--json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let mutants = lines(&ran).last().expect("a line")["mutants"].clone();
    let all = mutants["all"].as_array().expect("changes");
    let verdict = |old: &str, new: &str| {
        let one = all.iter().find(|m| m["old"] == old && m["new"] == new);
        one.map_or("none", |m| m["verdict"].as_str().unwrap_or(""))
    };
    // 39 and 40 pin the first edge; 40..60 is seen at its beginning only.
    for (old, new, expected) in [
        ("40", "41", "noticed"),
        ("不满", "不超过", "noticed"),
        ("在", "不在", "noticed"),
        ("60", "61", "survived"),
        ("30", "31", "noticed"),
        ("最高 30分", "", "noticed"),
        ("硕士", "大专", "survived"),
        ("且 会员", "", "survived"),
        ("且", "或", "noticed"),
        ("10", "11", "survived"),
        ("不少于", "超过", "survived"),
    ] {
        assert_eq!(verdict(old, new), expected, "{old} → {new}: {mutants}");
    }
    let shown = run(&desk, &["--mutate", "--lang", "en"]);
    assert!(shown.out.contains("p/1.rules:4  `60` becomes `61`"), "{}", shown.out);
    assert_eq!(run(&desk, &["--mutate", "--json"]).out, ran.out, "the same again");
}

#[test]
fn a_stopped_run_goes_on_where_it_was() {
    let desk = desk("cases-resume", "  (1) 甲 => 年龄 30分\n  (2) 甲,年龄 40 => 年龄 5分\n");
    let file = desk.path().join("v.txt");
    let resumed = |args: &[&str]| run(&desk, &[&["--mutate", "--json", "--resume", "v.txt"], args].concat());
    let plain = run(&desk, &["--mutate", "--json"]);
    assert_eq!((resumed(&[]).out, resumed(&[]).err.as_str()), (plain.out.clone(), ""));
    let whole = fs::read_to_string(&file).expect("verdicts");
    let survived = whole.lines().position(|l| l.ends_with(" survived")).expect("a survivor");
    // As if the run had been stopped while a line was written: what stands there is believed, the rest judged.
    let mut lines: Vec<String> = whole.lines().map(str::to_owned).collect();
    lines[survived] = lines[survived].replace("survived", "noticed 9 elsewhere");
    let half = format!("{}\n{}", lines[..=survived].join("\n"), &lines[survived + 1][..20]);
    fs::write(&file, &half).expect("verdicts");
    let ran = resumed(&[]);
    assert!(ran.err.is_empty() && ran.out.contains("{\"cases\":\"elsewhere\",\"number\":9}"), "{ran:?}");
    assert_eq!(fs::read_to_string(&file).expect("verdicts").lines().count(), lines.len());
    // Other cases: what was found before is void, and leaves the file.
    let other = resumed(&["--filter", "(1)"]);
    assert!(!other.out.contains("elsewhere") && other.out != plain.out, "{}", other.out);
    assert!(!fs::read_to_string(&file).expect("verdicts").contains("elsewhere"));
    fs::write(&file, format!("{half}\n")).expect("verdicts");
    let policy = fs::read_to_string(desk.path().join("p/1.rules")).expect("a policy");
    fs::write(desk.path().join("p/1.rules"), format!("# 注\n{policy}")).expect("a policy");
    let ran = resumed(&["--lang", "en"]);
    assert!(
        ran.err.contains("v.txt: lines that can't be read, and are not used: 1") && !ran.out.contains("elsewhere"),
        "{ran:?}"
    );
    // Something else is left alone.
    fs::write(&file, "a letter\n").expect("a letter");
    let ran = resumed(&[]);
    assert!(ran.code == 0 && ran.err.contains("v.txt") && ran.out.contains("survived"), "{ran:?}");
    assert_eq!(fs::read_to_string(&file).expect("a letter"), "a letter\n");
    assert_eq!(run(&desk, &["--resume", "v.txt"]).code, 2);
}

#[test]
fn the_page_shows_the_text_and_what_is_missing() {
    let desk = desk("cases-page", "  (1) 甲 => 年龄 30分\n");
    assert_eq!(run(&desk, &["--html", "c.html", "--junit", "j.xml"]).code, 0);
    let page = fs::read_to_string(desk.path().join("c.html")).expect("a page");
    assert!(page.contains("class=\"part\" title=\"年龄 每次都起作用"), "{page}");
    assert!(page.contains("依据 &quot;第二条&quot;"), "{page}");
    let junit = fs::read_to_string(desk.path().join("j.xml")).expect("results");
    assert!(junit.contains("tests=\"1\"") && junit.contains("name=\"甲 (1) 甲 [1]\""), "{junit}");
}

#[test]
fn what_cannot_be_run_is_said() {
    let nothing = Scratch::new("cases-none").expect("a folder");
    fs::create_dir_all(nothing.path().join("p")).expect("a folder");
    fs::write(nothing.path().join("p/1.rules"), POLICY).expect("a policy");
    let ran = run(&nothing, &[]);
    assert_eq!((ran.code, ran.err.contains("cases")), (2, true), "{}", ran.err);
    let desk = desk("cases-broken", "  (1) 甲 => 年龄 30分\n");
    assert_eq!(run(&desk, &["--filter", "没有的"]).code, 2);
    fs::write(desk.path().join("p/1.rules"), POLICY.replace("不满 40", "不满 四十")).expect("a policy");
    let ran = run(&desk, &[]);
    assert_eq!(ran.code, 1, "{}", ran.out);
    assert!(ran.err.contains("E0201") && ran.err.contains("案例没有运行"), "{}", ran.err);
    // A day that there is not gives no applicant.
    let day = self::desk("cases-day", "  (1) 甲,申请日期 2018-02-30 => 年龄 30分\n");
    let ran = run(&day, &[]);
    assert!(ran.code == 1 && ran.out.contains("0 个通过,1 个未通过") && ran.out.contains("E0116"), "{}", ran.out);
    // What can't be read among the cases is no part of the policy.
    fs::write(day.path().join("p/cases/a.rules"), b"\xb0\xb8\xc0\xfd \xbc\xd7 {\n}\n").expect("GBK");
    let ran = run(&day, &[]);
    assert!(ran.code == 1 && ran.err.contains("E0115") && !ran.err.contains("案例没有运行"), "{}", ran.err);
    // Cases in error leave the policy as it is.
    let desk = self::desk("cases-syntax", "  (1) 甲 => => 30分\n");
    let checked = jifen(desk.path(), &["check", "p"], "");
    assert!(checked.code == 1 && checked.out.contains("p/cases/a.rules:8"), "{}", checked.out);
    fs::write(desk.path().join("facts.json"), r#"{"application_date": "2018-06-15", "age": 20}"#).expect("facts");
    assert_eq!(jifen(desk.path(), &["assess", "p", "facts.json", "--brief"], "").code, 0);
}

const RENAMED: &str = "修正 示例 版本 2 基于 1 {
  施行 2020-01-01
  过渡 凡 申请日期 早于 2020-06-01 的,择优适用 1 按结论 由优到劣 (通过、达标、未达标)
}

将 选项 学历.大专 改称 高职 (vocational)
将 事实 会员 改称 注册会员 (registered)
将 结论(达标) 改称 通过 (passed)
将 指标 学历(大专) 由 5分 修改为 8分
";

/// Facts and cases are written once; every version reads them under the names that amendments gave.
#[test]
fn what_an_amendment_renames_is_read_by_all_versions() {
    let desk = desk(
        "cases-renamed",
        "  (1) 甲,最高学历 大专 => 学历 5分\n  (2) 甲,最高学历 大专,年龄 50 => 学历 因 2 由 5分 至 8分 而变,年龄 未因 2 而变\n  (3) 甲,申请日期 2021-01-01,最高学历 高职,注册会员 是,年龄 50 => 学历 8分,年龄 5分\n",
    );
    fs::write(desk.path().join("p/2.rules"), RENAMED).expect("an amendment");
    let ran = run(&desk, &[]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    // Filed in the time of transition: version 1 reads the new words, and `通过` is `达标` under another name.
    for (facts, total) in [
        (r#"{"application_date": "2020-03-01", "age": 50, "education": "vocational", "registered": true}"#, 13),
        (r#"{"application_date": "2020-03-01", "age": 50, "education": "college", "member": true}"#, 13),
        (r#"{"application_date": "2018-03-01", "age": 50, "education": "vocational", "registered": true}"#, 10),
        (r#"{"application_date": "2020-03-01", "age": 39, "education": "master", "registered": true}"#, 40),
    ] {
        fs::write(desk.path().join("facts.json"), facts).expect("facts");
        let ran = jifen(desk.path(), &["assess", "p", "facts.json", "--json"], "");
        let report: Value = serde_json::from_str(&ran.out).expect("a report");
        assert_eq!(
            (&report["total"], &report["unknown"]),
            (&total.into(), &Value::Array(Vec::new())),
            "{facts}: {report}"
        );
    }
    // What is wrong is told under the key that was given.
    fs::write(desk.path().join("facts.json"), r#"{"application_date": "2018-03-01", "registered": 3}"#).expect("facts");
    let ran = jifen(desk.path(), &["assess", "p", "facts.json"], "");
    assert!(ran.code == 2 && ran.err.contains("facts.json:1:") && ran.err.contains("`registered`"), "{}", ran.err);
}

/// What one version gives as expected is not written over with what another gives, and what is left goes on failing.
#[test]
fn what_can_not_be_accepted_goes_on_failing() {
    let desk = desk("cases-accept-some", "  (1) 甲,最高学历 大专 => 学历 5分 于 1, 2\n  (2) 甲 => 年龄 29分 于 1, 2\n");
    fs::write(
        desk.path().join("p/2.rules"),
        "修正 示例 版本 2 基于 1 { 施行 2020-01-01 }\n将 指标 学历(大专) 由 5分 修改为 8分\n",
    )
    .expect("an amendment");
    let ran = run(&desk, &["--accept"]);
    assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
    assert!(ran.err.contains("a.rules:8: 5分: 没有写入"), "{}", ran.err);
    assert!(ran.out.contains("a.rules:9: 29分 → 30分"), "{}", ran.out);
    assert!(ran.out.contains("应为 学历 5分,实为 8分"), "{}", ran.out);
    assert!(ran.out.contains("4 个案例: 3 个通过,1 个未通过"), "{}", ran.out);
    let after = fs::read_to_string(desk.path().join("p/cases/a.rules")).expect("cases");
    assert!(after.contains("学历 5分 于 1, 2") && after.contains("年龄 30分 于 1, 2"), "{after}");
}
