//! What is unknown or none.

use super::{Desk, never, says};

const PARTNER: &str = r#"
选项 学历 (level) {
  高中 (school)
  本科 (bachelor)
  硕士 (master)
}

记录 伴侣 (partner_record) {
  随行 (accompanying) : 是否
  公民 (citizen) : 是否
  学历 (education) : 学历
}

事实 {
  年龄 (age) : 整数 16..70
  伴侣 (partner) : 伴侣 或 无
}

定义 同行 = 有 伴侣 且 伴侣.随行 且 不 伴侣.公民

指标 年龄分 (age_points) {
  按 年龄, 同行 {
             | 是   | 否
    不满 30  | 50分 | 55分
    30..34   | 40分 | 44分
    其余     | 30分 | 33分
  }
}

指标 伴侣学历 (partner_points) {
  按 伴侣.学历 {
    高中 积 2分
    本科 积 8分
    硕士 积 10分
  }
}

总分 总积分 (total) 合计 {
  年龄分
  伴侣学历
}
"#;

#[test]
fn cases_that_may_apply_are_all_named() {
    let desk = Desk::new("may-apply", PARTNER, r#"{"age": 31, "partner": {"accompanying": true, "citizen": false}}"#);
    says(&desk.text("zh"), &["✓ 按 伴侣.学历 → 2..10分", "伴侣.学历 = 未知;可能适用:高中、本科、硕士"]);
    let desk = Desk::new("one-of-two", PARTNER, r#"{"age": 31, "partner": null}"#);
    says(&desk.text("zh"), &["年龄 = 31;同行 = 否;适用 30..34 × 否"]);
}

#[test]
fn cells_that_may_apply_are_all_named() {
    let desk = Desk::new("many", PARTNER, r#"{"partner": {"accompanying": true, "citizen": false}}"#);
    says(&desk.text("zh"), &["年龄 = 16..70;同行 = 是;可能适用:不满 30 × 是、30..34 × 是、其余 × 是"]);
}

#[test]
fn what_may_come_to_nothing_says_so() {
    let desk = Desk::new("nothing", PARTNER, r#"{"age": 31}"#);
    let zh = desk.text("zh");
    says(&zh, &["? 按 伴侣.学历 → 2..10分 或 不计"]);
    // The head line holds all that the line below leaves open.
    says(&zh, &["伴侣学历 0..10分"]);
}

#[test]
fn of_a_partner_who_is_not_there_nothing_is_claimed() {
    let desk = Desk::new("none", PARTNER, r#"{"age": 31, "partner": null}"#);
    let zh = desk.text("zh");
    says(&zh, &["同行 = 否", "✗ 有 伴侣(伴侣 = 无);✗ 伴侣.随行(伴侣.随行 = 无);✗ 不 伴侣.公民(伴侣.公民 = 无)"]);
    says(&zh, &["依据事实:年龄 31、伴侣 无"]);
}

#[test]
fn only_the_fields_that_are_read_are_named() {
    let facts = r#"{"age": 31, "partner": {"accompanying": true, "citizen": false, "education": "bachelor"}}"#;
    let desk = Desk::new("fields", PARTNER, facts);
    says(&desk.text("zh"), &["依据事实:年龄 31、伴侣.随行 是、伴侣.公民 否", "依据事实:伴侣.学历 本科"]);
    let facts = desk.json()["indicators"][1]["facts"].clone();
    assert_eq!(facts, serde_json::json!([{"key": "partner.education", "name": "伴侣.学历", "value": "本科"}]));
}

#[test]
fn missing_fields_and_presumptions_are_named_in_words() {
    let rules = r#"
记录 月缴费 (contribution) 最多 60条 {
  月份 (month) : 月
  就读 (studying) : 是否
  全额 (full) : 是否 推定 是 依据 "第三条"
}

事实 {
  缴费 (contributions) : 月缴费 列表
}

指标 缴费分 (points) {
  按 缴费 其中 不 就读 且 全额,每条 积 1分
}

总分 总积分 (total) 合计 {
  缴费分
}
"#;
    let facts = r#"{"contributions": [{"month": "2018-01", "studying": false}, {"month": "2018-02", "studying": false}, {"month": "2018-03", "full": true}]}"#;
    let desk = Desk::new("words", rules, facts);
    let zh = desk.text("zh");
    says(&zh, &["缴费第1、2条的全额 = 是 〔第三条〕", "尚缺(最要紧的在前):缴费第3条的就读"]);
    says(&zh, &["第1条(就读 否、全额 是) → 1分;第2条(就读 否、全额 是) → 1分;第3条(就读 未知、全额 是) → 0..1分"]);
    says(&desk.text("en"), &["missing, the most important first: entry 3 of 缴费: 就读"]);
    assert_eq!(desk.json()["unknown"][0]["key"], "contributions[2].studying");
}

#[test]
fn no_unit_is_shown_like_no_entry() {
    let rules = r#"
事实 {
  次数 (times) : 整数 0..60
  记录日 (days) : 日期 列表 最多 5条
}

指标 甲 (a) {
  按 次数,每满 1 扣减 12分
}

指标 乙 (b) {
  按 记录日,每条 扣减 30分
}

总分 总积分 (total) 合计 {
  甲
  乙
}
"#;
    let zh = Desk::new("idle", rules, r#"{"times": 0, "days": []}"#).text("zh");
    says(&zh, &["✗ 按 次数,每满 1 扣减 12分", "次数 = 0;0 × 12分", "✗ 按 记录日,每条 扣减 30分", "没有这样的记录"]);
    never(&zh, &["→ 0分"]);
}

#[test]
fn a_share_is_shown_as_a_fraction() {
    let rules = r#"
事实 {
  月数 (months) : 整数 0..600
}

指标 住所 (home) {
  按 月数,每满 1 积 10分 / 12
}

总分 总积分 (total) 合计 {
  住所
}
"#;
    says(&Desk::new("share", rules, r#"{"months": 29}"#).text("zh"), &["月数 = 29;29 × 5/6分"]);
}
