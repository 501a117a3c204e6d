//! What an applicant reads: rules as they are written, each thing once, points in one column.

use jifen_tests::command::jifen;
use jifen_tests::spec::{PRELUDE, PRELUDE_EN, Scratch};
use std::fs;

const ZH: &str = r#"
记录 缴费 (payment) 每 月份 一条 {
  月份 (month) : 月
  基数 (base) : 金额 0元..100万元
}
事实 {
  缴费 (payments) : 缴费 列表
  持证 (permit) : 是否 或 无
}
定义 月数(倍数 : 小数, 窗口 : 时长) = 计数(缴费 其中 月份 在 最近 窗口 内 且 基数 不少于 倍数 * 10万元)
定义 达标 = 计数(缴费 其中 月份 在 最近 24个月 内 且 基数 不少于 1.5万元) 不少于 6
指标 基数 (base) 依据 "一" {
  取最高
  (1) 凡 月数(80%, 36个月) 不少于 36 的,积 5分
  (2) 凡 月数(2倍, 48个月) 不少于 36 且 达标 的,积 9分
  (3) 凡 达标 且 不 持证 的,积 9分
}
指标 职业技能等级与专业技术职务任职资格认定 (title) 依据 "二" {
  仅限 达标
  积 3分
}
总分 总积分 (total) 合计 { 基数; 职业技能等级与专业技术职务任职资格认定 }
"#;

fn explained(name: &str, policy: &str, facts: &str, lang: &str) -> String {
    let folder = Scratch::new(name).expect("a folder");
    fs::write(folder.path().join("1.rules"), policy).expect("a file");
    let ran = jifen(folder.path(), &["assess", "1.rules", "-", "--lang", lang], facts);
    assert_eq!(ran.code, 0, "{}", ran.err);
    ran.out
}

const FACTS: &str = r#"{"application_date": "2020-06-15", "payments": [], "permit": null}"#;

#[test]
fn numbers_and_units_are_shown_as_written() {
    let out = explained("as-written", &format!("{PRELUDE}{ZH}"), FACTS, "zh");
    for text in ["月数(80%, 36个月) = 0", "月数(2倍, 48个月) = 0", "最近 24个月 内 且 基数 不少于 1.5万元"]
    {
        assert!(out.contains(text), "{text}\n{out}");
    }
    let out = explained("as-written-en", &format!("{PRELUDE}{ZH}"), FACTS, "en");
    for text in ["月数(80%, 36 months) = 0", "last 24 months and 基数 no less than 1.5 wan yuan"] {
        assert!(out.contains(text), "{text}\n{out}");
    }
}

#[test]
fn a_definition_is_explained_once_in_an_indicator_under_its_name() {
    let out = explained("once", &format!("{PRELUDE}{ZH}"), FACTS, "zh");
    let condition = "达标:✗ 计数(缴费 其中 月份 在 最近 24个月 内 且 基数 不少于 1.5万元) 不少于 6(计数(…) = 0)";
    let (base, title) = out.rsplit_once("职业技能等级").expect("both indicators");
    assert_eq!((base.matches(condition).count(), title.matches(condition).count()), (1, 1), "{out}");
    assert!(base.contains("✗ 不 持证(持证 = 无)"), "{out}");
    assert!(title.contains("✗ 仅限 达标"), "{out}");
}

#[test]
fn long_names_do_not_push_the_points_out_of_their_column() {
    let out = explained("column", &format!("{PRELUDE}{ZH}"), FACTS, "en");
    let lines = out.lines().filter(|l| l.contains(" points  [") || l.starts_with("total "));
    let ends: Vec<usize> = lines.map(|l| width(l.split(" points").next().unwrap_or(l))).collect();
    assert!(ends.len() == 3 && ends.iter().all(|end| *end == ends[0]), "{ends:?}\n{out}");
    let long = format!("indicator {} per \"1\" {{ award 1 point }}\n", "a".repeat(200));
    let policy = format!("{PRELUDE_EN}{long}total t sum {{ {} }}\n", "a".repeat(200));
    let out = explained("widest", &policy, r#"{"application_date": "2020-06-15"}"#, "en");
    let total = out.lines().find(|l| l.starts_with("t ")).expect("the total");
    assert!(width(total) < 90, "{out}");
}

/// Cells of a text: Chinese characters take two.
fn width(text: &str) -> usize {
    text.chars().map(|c| if c >= '\u{2E80}' { 2 } else { 1 }).sum()
}

/// What is shown as not holding is not told as lost; what gives points and is not taken is.
#[test]
fn no_full_unit_is_no_loss() {
    let rules = r#"
facts {
  since : date
  member : yes_no
}
indicator loyalty per "1" {
  best
  (1) when member, award 12 points
  (2) by since to application_date, for each full 1 year award 2 points
}
total tot sum per "2" { loyalty }
"#;
    let policy = format!("{PRELUDE_EN}{rules}");
    let facts = |since: &str| format!(r#"{{"application_date": "2018-06-01", "member": true, "since": "{since}"}}"#);
    let out = explained("no-unit", &policy, &facts("2018-03-01"), "en");
    assert!(out.contains("✗ (2)") && !out.contains("holds too"), "{out}");
    assert!(!explained("no-unit-zh", &policy, &facts("2018-03-01"), "zh").contains("也成立"));
    let out = explained("one-unit", &policy, &facts("2017-03-01"), "en");
    assert!(out.contains("(2) holds too (2 points), (1) is taken"), "{out}");
}

/// Facts that can change neither a total nor an outcome are not asked for.
#[test]
fn what_can_change_nothing_is_not_missing() {
    let rules = r#"
facts {
  a : yes_no
  b : yes_no
  c : yes_no
}
indicator big per "1" {
  when a, award 110 points
}
indicator small per "2" {
  when b, award 60 points
}
total tot sum per "3" {
  group g choose one { big; small }
}
outcomes {
  when a or c, pass per "4"
  otherwise, fail
}
"#;
    let missing = |facts: &str| {
        let folder = Scratch::new("changes-nothing").expect("a folder");
        fs::write(folder.path().join("1.rules"), format!("{PRELUDE_EN}{rules}")).expect("a file");
        let ran = jifen(folder.path(), &["assess", "--json", "1.rules", "-"], facts);
        let found: serde_json::Value = serde_json::from_str(&ran.out).expect("an object");
        let keys = found["unknown"].as_array().expect("a list").iter();
        keys.filter_map(|one| one["key"].as_str().map(str::to_owned)).collect::<Vec<_>>()
    };
    assert_eq!(missing(r#"{"application_date": "2018-06-01", "a": true}"#), Vec::<String>::new());
    assert_eq!(missing(r#"{"application_date": "2018-06-01", "a": false}"#), ["c", "b"]);
    assert_eq!(missing(r#"{"application_date": "2018-06-01", "b": true}"#), ["a", "c"]);
}
