//! Amendments that are wrong, chains of them, and folders that hold several.

use crate::desk::{Desk, POLICY};

const HEAD: &str = "修正 示例 版本 2019 基于 2018 {\n  施行 2019-01-01\n}\n\n";

fn amended(name: &str, operations: &str) -> Desk {
    Desk::empty(name).with("policy/2018.rules", base()).with("policy/2019.rules", format!("{HEAD}{operations}"))
}

/// The policy of the other tests, under a plain name.
fn base() -> String {
    let name = POLICY.lines().find_map(|l| l.strip_prefix("政策 ")).expect("a head");
    let name = name.split([' ', '(']).next().expect("a name");
    POLICY.replace(name, "示例")
}

/// Codes with the places at which they are reported: file and underlined text.
fn told(desk: &Desk) -> Vec<(String, String, String)> {
    let report: serde_json::Value =
        serde_json::from_str(&desk.run(&["check", "--json", "policy"]).out).expect("a report");
    let all = report["diagnostics"].as_array().expect("diagnostics").iter();
    let text = |d: &serde_json::Value, key: &str| d[key].as_str().unwrap_or_default().to_owned();
    all.filter(|d| text(d, "severity") == "error")
        .map(|d| {
            let source = std::fs::read_to_string(desk.path(&text(d, "file"))).expect("a file");
            let range = d["start"].as_u64().unwrap_or(0) as usize..d["end"].as_u64().unwrap_or(0) as usize;
            (text(d, "code"), text(d, "file"), source.get(range).unwrap_or("?").to_owned())
        })
        .collect()
}

#[test]
fn planted_mistakes_are_caught_in_the_amendment() {
    let cases: &[(&str, &str, &str)] = &[
        ("将 指标 学历(硕士) 由 90分 修改为 95分\n", "E0703", "90分"),
        ("将 指标 学历(博士后) 由 90分 修改为 95分\n", "E0701", "(博士后)"),
        ("删去 指标 学历\n删去 指标 学历\n", "E0705", "删去 指标 学历"),
        (
            "删去 指标 学历(硕士)\n在 指标 学历(硕士) 之后 增加 大专 积 1分\n",
            "E0705",
            "在 指标 学历(硕士) 之后 增加 大专 积 1分",
        ),
        ("将 指标 学历 修改为 {\n  凡 无此名 的,积 5分\n}\n", "E0201", "无此名"),
        ("增加 指标 新项 依据 \"一\" {\n  积 5分\n}\n", "E0434", "新项"),
        ("增加 定义 持证 = 是\n", "E0202", "持证"),
    ];
    for (i, (operations, code, place)) in cases.iter().enumerate() {
        let found = told(&amended(&format!("planted-{i}"), operations));
        let hit = found.iter().any(|(c, file, text)| {
            let here = file.ends_with("2019.rules");
            here && c == code && text == place
        });
        assert!(hit, "{operations}{code} at `{place}`: {found:?}");
    }
}

#[test]
fn a_mistake_in_the_base_is_not_repeated() {
    let broken = base().replace("硕士 积 100分", "硕士 积 100");
    let desk = amended("base-broken", "将 指标 学历(大专) 由 50分 修改为 55分\n").with("policy/2018.rules", broken);
    let found = told(&desk);
    assert_eq!(found.iter().map(|d| (d.0.as_str(), d.2.as_str())).collect::<Vec<_>>(), [("E0301", "100")], "{found:?}");
}

#[test]
fn operations_without_a_head() {
    let desk = Desk::empty("headless").with("policy/2018.rules", base()).with("policy/2019.rules", "删去 指标 学历\n");
    let found = told(&desk);
    assert_eq!((found.len(), found[0].0.as_str(), found[0].2.as_str()), (1, "E0712", "删去"), "{found:?}");
}

#[test]
fn chains_apply_one_after_another() {
    let next = "修正 示例 版本 2020 基于 2019 {\n  施行 2020-01-01\n}\n\n将 指标 学历(硕士) 由 105分 修改为 108分\n";
    let desk = amended("chain", "将 指标 学历(硕士) 由 100分 修改为 105分\n").with("policy/2020.rules", next);
    assert_eq!(told(&desk), []);
    for (id, value) in [("2018", "硕士 积 100分"), ("2019", "硕士 积 105分"), ("2020", "硕士 积 108分")] {
        let shown = desk.run(&["show", "policy", "--version", id]).out;
        assert!(shown.contains(value), "{id}: {shown}");
        let stays = desk.run(&["fmt", "--check", "policy/2019.rules", "policy/2020.rules"]);
        assert_eq!(stays.code, 0, "{}", stays.out);
    }
    let lost = desk.with("policy/2019.rules", "# nothing\n");
    assert!(told(&lost).iter().any(|d| d.0 == "E0710" && d.2 == "2019"), "{:?}", told(&lost));
}

#[test]
fn a_circle_of_bases() {
    let other = "修正 示例 版本 2020 基于 2019 {\n  施行 2020-01-01\n}\n";
    let desk = Desk::empty("circle")
        .with("policy/2019.rules", "修正 示例 版本 2019 基于 2020 {\n  施行 2019-01-01\n}\n")
        .with("policy/2020.rules", other);
    assert_eq!(told(&desk).iter().map(|d| d.0.as_str()).collect::<Vec<_>>(), ["E0711", "E0711"]);
}

#[test]
fn a_draft_is_never_in_force() {
    let draft = HEAD.replace("}\n", "  状态 草案\n}\n");
    let desk = amended("draft", "").with("policy/2019.rules", format!("{draft}删去 指标 学历(硕士)\n"));
    let (_, lines, _) = desk.assess("{\"application_date\": \"2019-06-15\"}");
    assert_eq!(lines[0]["version"], "2018");
    assert_eq!(desk.run(&["show", "policy", "--version", "2019"]).code, 0);
}

/// What instruments put in between: `(1之一)`, `(2a)`; a deletion of the last rule of its kind, and a new one at its place.
#[test]
fn rows_and_rules_in_between() {
    let indicator =
        |row: &str| format!("增加 指标 新项 依据 \"一\" {{\n  取首个\n  (1) 凡 持证 的,积 5分\n  {row}\n}}\n");
    let desk = amended("between", &indicator("(2) 凡 不 持证 的,积 6分"));
    let third = "修正 示例 版本 2020 基于 2019 {\n  施行 2020-01-01\n}\n\n\
                 在 指标 新项(1) 之后 增加 (1之一) 凡 持证 且 不 持证 的,积 7分\n\
                 在 指标 新项(2) 之前 增加 (2a) 凡 持证 的,积 8分\n";
    let fourth = "修正 示例 版本 2021 基于 2020 {\n  施行 2021-01-01\n}\n\n\
                  将 指标 新项(1之一) 由 7分 修改为 9分\n删去 指标 新项(2a)\n";
    let desk = desk.with("policy/2020.rules", third).with("policy/2021.rules", fourth);
    let shown = desk.run(&["show", "policy", "--version", "2021"]).out;
    assert!(shown.contains("(1之一) 凡 持证 且 不 持证 的,积 9分") && !shown.contains("2a"), "{shown}");

    let swap = "删去 指标 学历\n增加 指标 新项 依据 \"一\" {\n  凡 持证 的,积 5分\n}\n";
    let found = told(&amended("swap", swap));
    assert!(found.iter().all(|(code, ..)| code == "E0434"), "{found:?}");
}

/// A second amendment in force beside the first: where it is told, and what the help says in both languages.
fn overlap(name: &str, first_head: &str, second: Option<&str>) -> (String, String, String) {
    let operation = "将 指标 学历(硕士) 由 100分 修改为 95分\n";
    let mut desk = amended(name, "").with("policy/2019.rules", format!("{first_head}{operation}"));
    if let Some(head) = second {
        desk = desk.with("policy/2020.rules", format!("{head}删去 指标 学历(硕士)\n"));
    }
    let found = told(&desk);
    let file = found.iter().find(|(code, ..)| code == "E0721").map(|(_, file, _)| file.clone()).expect("an overlap");
    let told_in = |lang: &str| {
        let run = desk.run(&["check", "--lang", lang, "policy"]);
        format!("{}{}", run.out, run.err)
    };
    (file, told_in("en"), told_in("zh"))
}

#[test]
fn an_amendment_before_its_base_is_not_told_to_repeal_it() {
    let head = HEAD.replace("2019-01-01", "1999-01-01");
    let (file, en, zh) = overlap("before-its-base", &head, None);
    assert!(file.ends_with("2019.rules"), "{file}");
    assert!(en.contains("the first day of amendment 2019 must be later than that of 2018, its base"), "{en}");
    assert!(!en.contains("repeals 2019"), "{en}");
    assert!(zh.contains("修正 2019 的施行日期应晚于它所修正的 2018"), "{zh}");
}

#[test]
fn two_amendments_of_one_base_are_to_be_chained() {
    let second = "修正 示例 版本 2020 基于 2018 {\n  施行 2020-01-01\n}\n\n";
    let (file, en, zh) = overlap("two-of-one-base", HEAD, Some(second));
    assert!(file.ends_with("2020.rules"), "{file}");
    assert!(en.contains("base version 2020 on 2019; if the changes of 2019 shall go, write `repeals 2019`"), "{en}");
    assert!(zh.contains("让版本 2020 基于 2019"), "{zh}");
}

#[test]
fn a_transition_alone_is_a_change() {
    let head = HEAD.replace("}\n", "  过渡 凡 最高学历 为 硕士 的,适用 2018\n}\n");
    let run = amended("transition-alone", "").with("policy/2019.rules", head).run(&["check", "--json", "policy"]);
    assert!(!run.out.contains("W0714"), "{}", run.out);
    let run = amended("nothing-at-all", "").run(&["check", "--json", "policy"]);
    assert!(run.out.contains("W0714"), "{}", run.out);
}

#[test]
fn a_second_transition_on_the_same_condition_never_applies() {
    let again = "  过渡 凡 最高学历 为 硕士 的,适用 2018\n  过渡 凡 最高学历 为 硕士 的,择优适用 2018\n}\n";
    let head = HEAD.replace("}\n", again);
    let found = told(&amended("transition-twice", "").with("policy/2019.rules", head));
    let never: Vec<_> = found.iter().filter(|(code, ..)| code == "E0724").collect();
    assert_eq!(never.len(), 1, "{found:?}");
    assert!(never[0].2.contains("择优"), "{found:?}");
}

/// Drafts of two policies that have versions of the same id are not beside each other.
#[test]
fn drafts_of_two_policies_leave_each_other_alone() {
    let draft =
        HEAD.replace("施行 2019-01-01", "施行 2019-01-01\n  状态 草案") + "将 指标 学历(硕士) 由 100分 修改为 105分\n";
    let other = |text: &str| text.replace("示例", "另例").replace("(residence)", "(other)");
    let desk = Desk::empty("two-policies")
        .with("policy/a1.rules", base())
        .with("policy/a2.rules", &draft)
        .with("policy/b1.rules", other(&base()))
        .with("policy/b2.rules", other(&draft));
    let ran = desk.run(&["check", "--json", "policy"]);
    assert!(ran.code == 0 && !ran.out.contains("W071"), "{}", ran.out);

    let twice = desk.with("policy/b3.rules", other(&draft).replace("版本 2019", "版本 2020"));
    let ran = twice.run(&["check", "--json", "policy"]);
    assert_eq!(ran.out.matches("\"W0715\"").count(), 1, "{}", ran.out);
}
