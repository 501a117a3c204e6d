//! What amendments change, as the command shows it: in the terminal, as data, on the page.

use jifen_tests::command::jifen;
use jifen_tests::spec::Scratch;
use serde_json::Value;
use std::fs;

/// A folder `p` with the versions 1, 2, …
fn folder(name: &str, texts: &[&str]) -> Scratch {
    let scratch = Scratch::new(name).expect("a folder");
    fs::create_dir(scratch.path().join("p")).expect("a folder");
    for (number, text) in (1..).zip(texts) {
        fs::write(scratch.path().join(format!("p/{number}.rules")), text).expect("written");
    }
    scratch
}

/// The comparison of two of its versions: in words, as data, on the page.
fn compared(folder: &Scratch, a: &str, b: &str, language: &str) -> (String, Value, String) {
    let run = |more: &[&str]| {
        let mut args = vec!["diff", "p", a, b, "--lang", language];
        args.extend(more);
        let ran = jifen(folder.path(), &args, "");
        assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
        ran.out
    };
    let json = serde_json::from_str(&run(&["--json"])).expect("JSON");
    let shown = run(&["--html", "page.html"]);
    (shown, json, fs::read_to_string(folder.path().join("page.html")).expect("a page"))
}

const SETTLE: &str = "政策 落户 (settle) 版本 1 {\n  施行 2010-01-01\n  申请日 申请日期\n}\n\n事实 {\n  申请日期 (d) : 日期\n  受理日期 (accepted) : 日期\n  首次 (first) : 日期\n}\n\n指标 一 (a) 依据 \"一\" {\n  凡 首次 早于 2011-01-01 的,积 3分\n}\n\n总分 总分 (total) 合计 依据 \"五\" { 一 }\n";

#[test]
fn transition_clauses_are_compared() {
    let second = "修正 落户 版本 2 基于 1 {\n  施行 2012-01-01\n  过渡 凡 受理日期 早于 2012-01-01 的,适用 1 依据 \"第二十条\"\n}\n";
    let third = "amendment settle version 3 based on 2 {\n  in force 2014-01-01\n  transition when first before 2013-07-01, apply 2 per \"Art. 22\"\n  transition when 受理日期 before 2011-01-01, apply 1 per \"第二十条\"\n}\n";
    let third = third.replace("when first", "when 首次");
    let folder = folder("diff-transition", &[SETTLE, second, &third]);
    let (shown, json, page) = compared(&folder, "1", "2", "zh");
    let line = "+ 过渡(1): 过渡 凡 受理日期 早于 2012-01-01 的,适用 1  〔第二十条〕";
    assert!(shown.contains(line), "{shown}");
    assert!(page.contains("过渡 凡 受理日期 早于 2012-01-01 的,适用 1</td>"), "{page}");
    assert!(page.contains("<span class=\"cite\">第二十条</span>"), "{page}");
    let clause =
        json["things"][0]["changes"].as_array().and_then(|all| all.iter().find(|c| c["field"] == "transition"));
    let clause = clause.expect("the clause");
    assert_eq!((&clause["old"], &clause["new_cites"][0]), (&Value::Null, &Value::from("第二十条")));
    let (shown, ..) = compared(&folder, "2", "3", "en");
    assert!(shown.contains("transition(1) condition: 2012-01-01 → 2011-01-01"), "{shown}");
    assert!(shown.contains("+ transition(2): transition when 首次 before 2013-07-01, apply 2  [Art. 22]"), "{shown}");
    let (shown, ..) = compared(&folder, "3", "1", "en");
    assert!(shown.contains("− transition(1): transition when 受理日期 before 2011-01-01, apply 1"), "{shown}");
}

#[test]
fn the_order_of_transition_clauses_counts() {
    let clauses = ["过渡 凡 受理日期 早于 2012-01-01 的,适用 1", "过渡 凡 首次 早于 2011-06-01 的,择优适用 1"];
    let full = |version: u32, first: usize, second: usize| {
        let (a, b) = (clauses[first], clauses[second]);
        let head = format!("版本 {version} {{\n  施行 201{version}-01-01\n  {a}\n  {b}\n  废止 {}", version - 1);
        SETTLE.replace("版本 1 {\n  施行 2010-01-01", &head)
    };
    let folder = folder("diff-transition-order", &[SETTLE, &full(2, 0, 1), &full(3, 0, 1), &full(4, 1, 0)]);
    let (shown, ..) = compared(&folder, "2", "3", "zh");
    assert!(!shown.contains("过渡"), "{shown}");
    let (shown, ..) = compared(&folder, "3", "4", "zh");
    assert!(shown.contains("次序"), "{shown}");
}

#[test]
fn what_is_repealed_and_still_reported_is_called_so_and_its_rows_are_gone() {
    let first = "policy plots (plots) version 1 {\n  in force 2010-01-01\n  filing date d\n}\n\nfacts {\n  d : date\n  n : integer 0..20\n}\n\nindicator single per \"1\" {\n  when n over 3, award 20 points\n}\n\nindicator rows per \"2\" {\n  at most 9 points\n  (1) when n no more than 3, award 5 points\n  (2) when n in 4..8, award 16 points\n}\n\nindicator other per \"3\" {\n  when n over 5, award 1 point\n}\n\ntotal t sum per \"4\" { single; rows; other }\n";
    let second = "修正 plots 版本 2 基于 1 {\n  施行 2012-01-01\n}\n\n将 指标 single 修改为 { 已废止 依据 \"修正第一条\" }\n删去 指标 rows,仍列示 依据 \"修正第二条\"\n";
    let folder = folder("diff-repealed", &[first, second]);
    let (shown, json, page) = compared(&folder, "1", "2", "en");
    for line in [
        "repealed, still reported 2: single, rows",
        "indicator single  repealed, still reported  [1]",
        "− row: when n over 3, award 20 points",
        "+ repealed: still reported  [修正第一条]",
        "− (2) row: when n in 4..8, award 16 points",
        "− at most: 9 points",
    ] {
        assert!(shown.contains(line), "{line}\n{shown}");
    }
    assert!(!shown.contains("\n  changed"), "{shown}");
    assert!(page.contains("<span class=\"badge\">repealed, still reported</span>"), "{page}");
    assert_eq!(json["glance"]["repealed"], serde_json::json!(["single", "rows"]));
    let (shown, ..) = compared(&folder, "1", "2", "zh");
    assert!(shown.contains("已废止,仍列示 2: single、rows"), "{shown}");
    // The other way, they are rules again.
    let (shown, json, _) = compared(&folder, "2", "1", "en");
    assert!(shown.contains("+ (1) row: when n no more than 3, award 5 points"), "{shown}");
    assert_eq!(json["glance"]["repealed"], serde_json::json!([]));
}

const RULES: &str = "policy p (p) version 2014 {\n  in force 2014-01-01\n  filing date d\n}\n\nfacts {\n  d : date\n  age : integer 0..120\n}\n\nindicator years (years) per \"1\" {\n  at most 30 points\n  (1) when age less than 30, award 31 points\n  (2) when age in 30..40, award 10 points\n}\n\nindicator help (help) per \"2\" {\n  by age, for each full 10 award 1 point\n}\n\ntotal t sum per \"3\" { years; help }\n\noutcomes {\n  when t no less than 20 points, good\n  otherwise, plain\n}\n";

const AMENDMENTS: [&str; 3] = [
    "修正 p 版本 2016 基于 2014 {\n  施行 2016-01-01\n}\n\n将 指标 years(2) 由 10分 修改为 12分\n将 结论(good) 由 20分 修改为 21分\n在 总分 t.help 之后 增加 指标 新 (fresh) 依据 \"2a\" {\n  (1) 凡 age 超过 18 的,积 1分\n  (2) 凡 age 不超过 18 的,积 2分\n}\n",
    "amendment p version 2018 based on 2016 {\n  in force 2018-01-01\n}\n\nrename indicator years as seniority (seniority)\nrename facts age as how_old (how_old)\nchange indicator 新(2) into when how_old no more than 18, award 3 points\n",
    "amendment p version 2020 based on 2018 {\n  in force 2020-01-01\n}\n\nchange indicator seniority at most from 30 points into 40 points\nchange indicator seniority(2) from 12 points into 13 points\nchange indicator 新 into indicator newest (newest) per \"2b\" {\n  when how_old over 20, award 4 points\n}\nchange total t into { seniority; help; newest }\n",
];

#[test]
fn a_rule_knows_every_amendment_that_wrote_it_through_new_names() {
    let folder = folder("diff-provenance", &[RULES, AMENDMENTS[0], AMENDMENTS[1], AMENDMENTS[2]]);
    fs::write(folder.path().join("f.json"), r#"{"d": "2021-01-01", "age": 35, "how_old": 35}"#).expect("written");
    let run = |version: &str, more: &[&str]| {
        let mut args = vec!["assess", "p", "f.json", "--version", version];
        args.extend(more);
        let ran = jifen(folder.path(), &args, "");
        assert_eq!(ran.code, 0, "{}", ran.err);
        ran.out
    };
    let json = |version| -> Value { serde_json::from_str(&run(version, &["--json"])).expect("JSON") };
    let of = |report: &Value, list: &str, key: &str| {
        let all = report[list].as_array().expect("a list");
        let one = all.iter().find(|i| i["key"] == key).expect("it is there");
        let by = |v: &Value| (v["inserted_by"].clone(), v["amended_by"].clone());
        (by(one), one["because"].as_array().expect("lines").iter().map(by).collect::<Vec<_>>())
    };
    let none = Value::Null;
    let ids = |ids: &[&str]| Value::from(ids.to_vec());
    let last = json("2020");
    let (rule, rows) = of(&last, "indicators", "seniority");
    assert_eq!(rule, (none.clone(), ids(&["2016", "2018", "2020"])));
    assert_eq!(rows, [(none.clone(), none.clone()), (none.clone(), ids(&["2016", "2020"]))]);
    // A new name for a fact is no change of the rules that read it.
    assert_eq!(of(&last, "indicators", "help").0, (none.clone(), none.clone()));
    let (rule, rows) = of(&last, "indicators", "newest");
    assert_eq!(rule, (Value::from("2016"), ids(&["2018", "2020"])));
    assert_eq!(rows, [(none.clone(), ids(&["2020"]))]);
    let (rule, rows) = of(&json("2018"), "indicators", "fresh");
    assert_eq!(rule, (Value::from("2016"), ids(&["2018"])));
    assert_eq!(rows[1], (Value::from("2016"), ids(&["2018"])));
    let shown = run("2020", &["--lang", "en"]);
    for line in ["[1, as amended by 2016, 2018, 2020]", "13 points  [as amended by 2016, 2020]"] {
        assert!(shown.contains(line), "{line}\n{shown}");
    }
    assert!(shown.contains("21 points → good  [as amended by 2016]"), "{shown}");
    let shown = run("2018", &["--lang", "zh"]);
    assert!(shown.contains("〔2a、由 2016 增加,经 2018 修正〕"), "{shown}");
    let shown = run("2016", &["--lang", "en"]);
    assert!(shown.contains("[2a, inserted by 2016]\n"), "{shown}");
}

#[test]
fn what_is_new_is_shown_as_it_is_written_and_a_new_name_once() {
    let first = "政策 菜地 (plots) 版本 1 {\n  施行 2010-01-01\n  申请日 申请日期\n}\n\n选项 住房 (home) {\n  公寓 (flat)\n  独栋 (house)\n}\n\n事实 {\n  申请日期 (d) : 日期\n  住房 (lives) : 住房\n  年数 (n) : 整数 0..20\n}\n\n参数 标准 (line) : 积分 依据 \"公布\" {\n  自 2010-01 10分\n}\n\n指标 年限 (years) 依据 \"一\" {\n  按 年数,每满 2 积 1分\n}\n\n指标 住房分 (home_points) 依据 \"二\" {\n  (1) 凡 住房 为 公寓 的,积 5分\n  (2) 凡 年数 不少于 20 的,积 4分\n}\n\n总分 总分 (total) 合计 依据 \"三\" { 年限; 住房分 }\n\n结论 {\n  凡 总分 不少于 标准 的,入围 (listed) 依据 \"四\"\n  其余,未入围 (unlisted) 依据 \"四\"\n}\n";
    let second = "修正 菜地 版本 2 基于 1 {\n  施行 2012-01-01\n}\n\n将 指标 年限 修改为 {\n  按 年数 {\n    不满 5 积 1分\n    5 以上 积 6分\n  }\n}\n在 选项 住房.独栋 之后 增加 农房 (farm)\n在 指标 年限 之后 增加 指标 格 (grid) 依据 \"二之二\" {\n  按 住房, 年数 {\n                | 不满 3 | 3 以上\n    (公寓, 农房) | -      | 2分\n    独栋        | 1分    | 3分\n  }\n}\n在 总分 总分.年限 之后 增加 格\n在 指标 住房分(2) 之后 增加 其余,积 0分\n在 参数 标准(2010-01) 之后 增加 自 2012-01 11分\n将 指标 住房分 改称 房分 (housing)\n";
    let folder = folder("diff-shown", &[first, second]);
    let (shown, _, page) = compared(&folder, "1", "2", "zh");
    for line in [
        "行: 按 住房, 年数 { | 不满 3 | 3 以上; (公寓, 农房) | - | 2分; 独栋 | 1分 | 3分 }",
        "  行: 按 年数,每满 2 积 1分 → 按 年数 { 不满 5 1分; 5 以上 6分 }",
        "+ 其余: 积 0分",
        "+ 值: 农房 (farm)",
        "+ 自 2012-01: 11分",
        "指标 住房分 → 房分 (home_points → housing)",
    ] {
        assert!(shown.contains(line), "{line}\n{shown}");
    }
    assert!(!shown.contains("键:") && !shown.contains("名称:"), "{shown}");
    assert!(page.contains("<th>自 <span class=\"at\">2012-01</span>"), "{page}");
    fs::write(folder.path().join("f.json"), r#"{"d": "2013-01-01", "lives": "flat"}"#).expect("written");
    for (language, lines) in [
        ("zh", ["结论:入围 或 未入围 → 入围 或 未入围", "行: 按 年数,每满 2 积 1分 → 按 年数 {"]),
        ("en", ["outcome: 入围 or 未入围 → 入围 or 未入围", "住房: + value: 农房 (farm)"]),
    ] {
        let ran = jifen(folder.path(), &["diff", "p", "1", "2", "--facts", "f.json", "--lang", language], "");
        let wanted = lines.iter().filter(|l| !ran.out.contains(**l)).collect::<Vec<_>>();
        assert!(wanted.is_empty(), "{wanted:?}\n{}", ran.out);
    }
}
