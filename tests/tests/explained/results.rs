//! Results and definitions.

use super::{Desk, never, says};

const RULES: &str = r#"
参数 周薪上限 (weekly_limit) : 金额 依据 "公告" {
  自 2000-01-01 500元
}

事实 {
  工资 (pay) : 金额 0元..100万元
  年限 (years) : 整数 0..60
  协议 (agreed) : 是否
}

定义 周薪 = 较小(工资 / 3, 周薪上限)

定义 折算(年数 : 整数) {
  按 年数 分段 {
    0..10 乘 1
    10 以上 乘 0.5
  }
}

定义 特殊情形 {
  计数
  (甲) 凡 协议 的
  (乙) 凡 年限 不少于 20 的
}

结果 补偿 (payment) : 金额 依据 "第四条" {
  注 "按周薪计"
  凡 不 协议 且 年限 不少于 2 的,为 周薪 * 折算(年限)
  其余,为 0元
  四舍五入到 0.01元
}

结果 情形数 (cases) : 整数 = 特殊情形

结果 税额 (tax) : 金额 依据 "第五条" {
  按 补偿 分段 {
    0元..1000元 乘 0%
    1000元..5000元 乘 10%
    5000元 以上 乘 20%
  }
}
"#;

#[test]
fn a_result_says_how_it_came_about() {
    let desk = Desk::new("result", RULES, r#"{"pay": 1000, "years": 21, "agreed": false}"#);
    let zh = desk.text("zh");
    says(
        &zh,
        &[
            "补偿 5166.67元 〔第四条〕",
            "依据事实:申请日期 2018-06-15、工资 1000元、年限 21、协议 否",
            "✓ 凡 不 协议 且 年限 不少于 2 的,为 周薪 * 折算(年限) → 5166.66…元",
            "✓ 不 协议;✓ 年限 不少于 2(年限 = 21)",
            "周薪 = 333.33…元;折算(21) = 15.5",
            "✗ 其余,为 0元",
            "整项:四舍五入到 0.01元 → 5166.67元",
            "注:按周薪计",
            "情形数 1",
            "特殊情形 = 1",
            "税额 433.334元 〔第五条〕",
        ],
    );
    // The bands that the quantity reaches, each with its amount.
    assert!(zh.iter().any(|l| l.contains("5000元 以上 乘 20%: 166.67元 → 33.33")), "{}", zh.join("\n"));
    let en = desk.text("en");
    says(&en, &["facts: application_date 申请日期 2018-06-15, pay 工资 1000 yuan, years 年限 21, agreed 协议 no"]);
    says(&en, &["on the whole: round to 0.01 yuan → 5166.67 yuan"]);
    let json = desk.json();
    let detail = &json["result_details"][0];
    assert_eq!((&detail["key"], &detail["value"]), (&"payment".into(), &json["results"]["payment"]));
    assert_eq!(detail["because"][0]["holds"], "yes");
    assert_eq!(detail["applied"][0]["after"], serde_json::json!(5166.67));
    assert_eq!(detail["notes"][0], "按周薪计");
}

#[test]
fn definitions_and_parameters_stand_once_at_the_end() {
    let desk = Desk::new("definitions", RULES, r#"{"pay": 1000, "years": 21, "agreed": false}"#);
    let zh = desk.text("zh");
    says(
        &zh,
        &[
            "用到的定义和参数",
            "周薪 = 333.33…元",
            "= 较小(工资 / 3, 周薪上限)",
            "折算(21) = 15.5",
            "✓ 按 年数 分段 → 15.5",
            "特殊情形 = 1",
            "✗ (甲) 凡 协议 的",
            "✓ (乙) 凡 年限 不少于 20 的",
            "周薪上限(2018-06-15) = 500元 〔公告〕",
        ],
    );
    assert_eq!(zh.iter().filter(|l| l.starts_with("周薪上限(")).count(), 1);
    let json = desk.json();
    let keys: Vec<&str> = json["definitions"].as_array().unwrap().iter().filter_map(|d| d["key"].as_str()).collect();
    assert_eq!(keys, ["周薪", "折算", "特殊情形", "weekly_limit"]);
    assert_eq!(json["definitions"][3]["kind"], "parameter");
    // What reads another result does not repeat its facts.
    let tax = json["result_details"].as_array().unwrap().iter().find(|r| r["key"] == "tax").unwrap().clone();
    assert_eq!(tax["facts"], serde_json::json!([]));
}

#[test]
fn without_an_outcome_no_blank_lines_stray() {
    let desk = Desk::new("blank", RULES, r#"{"pay": 1000, "years": 21, "agreed": false}"#);
    let raw = desk.raw("zh");
    assert!(!raw.contains("\n\n\n"), "{raw}");
    let results: Vec<&str> = raw.lines().skip_while(|l| !l.starts_with("补偿")).take_while(|l| !l.is_empty()).collect();
    assert!(results.iter().any(|l| l.starts_with("税额")), "the results stand together: {raw}");
}

#[test]
fn money_has_two_decimals_where_it_has_any() {
    let rules = "结果 甲 (a) : 金额 = 1607.5元\n结果 乙 (b) : 金额 = 1607元\n结果 丙 (c) : 金额 = 1000元 / 3\n结果 丁 (d) : 金额 = 900元 / 7\n";
    let zh = Desk::new("money", rules, "{}").text("zh");
    says(&zh, &["甲 1607.50元", "乙 1607元", "丙 333.33…元", "丁 128.57…元"]);
    never(&zh, &["1607.5元", "1607.00"]);
}

#[test]
fn formulas_show_what_they_are_made_of() {
    let rules = r#"
事实 {
  听力 (listening) : 整数 0..12
  阅读 (reading) : 整数 0..12
}

定义 分值(级别 : 整数) {
  按 级别 {
    不满 6 为 0分
    6..8 为 22分
    其余 为 31分
  }
}

指标 语言 (language) {
  积 分值(听力) + 分值(阅读)
}

总分 总积分 (total) 合计 {
  语言
}
"#;
    let zh = Desk::new("formula", rules, r#"{"listening": 8, "reading": 9}"#).text("zh");
    says(&zh, &["✓ 积 分值(听力) + 分值(阅读) → 53分", "分值(8) = 22分;分值(9) = 31分"]);
}
