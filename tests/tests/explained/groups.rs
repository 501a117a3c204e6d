//! Totals, groups and what is taken off.

use super::{Desk, never, says};
use serde_json::json;

#[test]
fn a_multiplier_or_rounding_of_a_total_is_no_cap() {
    let rules = r#"
指标 甲 (a) {
  积 10分
}

指标 乙 (b) {
  积 5.5分
}

总分 总积分 (total) 合计 {
  甲
  乙
  乘 80%
  舍去到 1分
}
"#;
    let desk = Desk::new("times", rules, "{}");
    let zh = desk.text("zh");
    never(&zh, &["上限"]);
    says(&zh, &["− “总积分”乘 0.8,少计 2分", "− “总积分”乘 0.8,少计 1.1分", "− “总积分”舍去到 1分,少计 0.4分"]);
    says(&desk.text("en"), &["− `总积分`, times 0.8: 2 points not counted"]);
    let json = desk.json();
    assert_eq!(
        json["indicators"][0]["lost"],
        json!([{"why": "times", "points": 2, "text": "“总积分”乘 0.8,少计 2分"}])
    );
    assert_eq!(json["indicators"][1]["lost"][1]["why"], "rounding");
    assert_eq!((&json["indicators"][0]["counted"], &json["indicators"][1]["counted"]), (&json!(8), &json!(4)));
}

#[test]
fn a_loss_is_booked_where_it_happens() {
    let rules = r#"
指标 甲 (a) {
  积 10分
}

总分 总积分 (total) 合计 {
  组 内组 (inner) 合计 {
    甲
    最高 8分
  }
  乘 50%
}
"#;
    let lost = Desk::new("nested", rules, "{}").json()["indicators"][0]["lost"].clone();
    let why: Vec<(&str, i64)> =
        lost.as_array().unwrap().iter().map(|l| (l["why"].as_str().unwrap(), l["points"].as_i64().unwrap())).collect();
    assert_eq!(why, [("group_cap", 2), ("times", 4)]);
}

#[test]
fn what_a_losing_line_loses_is_no_loss() {
    let rules = r#"
事实 {
  年数 (years) : 整数 0..60
}

指标 年限 (service) {
  取最高
  (1) 按 年数,每满 1 积 10分,最高 20分
  (2) 凡 年数 不少于 5 的,积 50分
}

总分 总积分 (total) 合计 {
  年限
}
"#;
    let desk = Desk::new("losing", rules, r#"{"years": 9}"#);
    let lost = desk.json()["indicators"][0]["lost"].clone();
    assert_eq!(lost.as_array().unwrap().len(), 1, "{lost}");
    assert_eq!((&lost[0]["why"], &lost[0]["points"]), (&json!("better_line"), &json!(20)));
    never(&desk.text("zh"), &["应得 90分"]);
}

#[test]
fn modifiers_on_a_whole_indicator_are_explained() {
    let rules = r#"
指标 甲 (a) {
  积 3分
  最低 10分
  乘 75%
  进位到 1分
}

总分 总积分 (total) 合计 {
  甲
}
"#;
    let desk = Desk::new("whole", rules, "{}");
    says(&desk.text("zh"), &["整项:最低 10分 → 10分;乘 0.75 → 7.5分;进位到 1分 → 8分"]);
    says(
        &desk.text("en"),
        &["on the whole: at least 10 points → 10 points; times 0.75 → 7.5 points; round up to 1 point → 8 points"],
    );
    let applied = desk.json()["indicators"][0]["applied"].clone();
    assert_eq!(applied[0], json!({"kind": "floor", "text": "最低 10分 → 10分", "before": 3, "after": 10}));
    assert_eq!(applied.as_array().unwrap().len(), 3);
}

const WAYS: &str = r#"
备选 计法 (way) {
  计学历 (by_degree)
  计年限 (by_years)
}

事实 {
  学历 (degree) : 整数 0..40
  年限 (years) : 整数 0..100
}

指标 学历分 (degree_points) {
  凡 计法 为 计学历 的,积 1分 * 学历
}

指标 年限分 (years_points) {
  凡 计法 为 计年限 的,积 1分 * 年限
}

总分 总积分 (total) 合计 {
  组 两项 (both) 合计 择优于 计法 {
    学历分
    年限分
  }
}
"#;

#[test]
fn the_way_that_surely_wins_is_marked() {
    let desk = Desk::new("wins", &WAYS.replace("0..40", "36..40"), r#"{"years": 21}"#);
    says(&desk.text("zh"), &["择优:✓ 计学历 36..40分;✗ 计年限 21分"]);
    let group = desk.json()["groups"][0].clone();
    assert_eq!((&group["alternative"], &group["alternatives"][0]["holds"]), (&json!("by_degree"), &json!("yes")));
    // Members as they are under the way that wins.
    assert_eq!(desk.json()["indicators"][1]["points"], json!(0));
}

#[test]
fn ways_that_may_win_stay_open() {
    let desk = Desk::new("may-win", WAYS, r#"{"years": 21}"#);
    says(&desk.text("zh"), &["择优:? 计学历 0..40分;? 计年限 21分", "尚不能定;各项的理由按“计学历”列出"]);
    assert_eq!(desk.json()["groups"][0]["explained_under"], "by_degree");
    let desk = Desk::new("loses", WAYS, r#"{"years": 41}"#);
    says(&desk.text("zh"), &["择优:✗ 计学历 0..40分;✓ 计年限 41分"]);
}

#[test]
fn a_total_that_cannot_be_computed_says_why() {
    let rules = r#"
事实 {
  年数 (years) : 整数 0..60
}

指标 年限 (service) {
  (甲) 凡 年数 不少于 5 的,积 50分
  (乙) 凡 年数 不少于 3 的,积 30分
  已核 W0606 "试验"
}

总分 总积分 (total) 合计 {
  年限
}
"#;
    let desk = Desk::new("overlap", rules, r#"{"years": 9}"#);
    says(
        &desk.text("zh"),
        &[
            "错误 年限:`甲` 和 `乙` 同时成立",
            "总积分 无法计算",
            "! 无法计算,因为“年限”:`甲` 和 `乙` 同时成立",
            "年限 无法计算",
        ],
    );
    says(&desk.text("en"), &["error service 年限: `甲` and `乙` hold at once", "total 总积分 can't be computed"]);
    assert_eq!(desk.json()["errors"][0]["name"], "年限");
}
