//! What the check finds, and as much what it does not: each case is a policy's rest with the codes it gives.

use crate::lower::lower;
use jifen_grammar::keywords::Language;

const HEAD: &str = "\
政策 测试 (test) 版本 1 { 施行 2018-01-01; 申请日 申请日期 }
约定 { 闰日 平年 作 3月1日; 最近 月 止于 上月; 最近 日 止于 当日 }
选项 级 { 甲; 乙; 丙 }
记录 月缴费 每 月份 一条 最多 720条 { 月份 : 月; 基数 : 金额 0元..1000万元 }
事实 {
  申请日期 : 日期
  立功 : 是否 推定 否
  本地 : 是否
  周岁 : 整数 16..70
  得分 : 积分 0分..200分
  级别 : 级
  奖项 : 级 列表 最多 9条
  独奖 : 级 列表 最多 1条
  缴费 : 月缴费 列表
  收入 : 金额 0元..1亿元
}
";

/// The codes of the findings with their values, facts that a case does not read left aside.
fn found(rest: &str) -> Vec<String> {
    let file = jifen_grammar::parse(0, &format!("{HEAD}{rest}\n"));
    assert!(file.errors.is_empty(), "{rest}: {:?}", file.errors);
    let (version, errors) = lower(&[&file]);
    assert!(errors.is_empty(), "{rest}: {errors:?}");
    let all = super::check(&version.expect("a policy"), &file);
    let told = all.iter().filter(|d| !matches!(d.code.id(), "W0602" | "E0434"));
    told.map(|d| format!("{} {}", d.code.id(), d.args.first().map_or("", |a| a.zh.as_str()))).collect()
}

#[track_caller]
fn finds(rest: &str, expected: &[&str]) {
    assert_eq!(found(rest), expected, "{rest}");
}

/// In an indicator with a source.
#[track_caller]
fn in_rule(body: &str, expected: &[&str]) {
    finds(&format!("指标 例 依据 \"一\" {{ {body} }}"), expected);
}

#[test]
fn what_is_presumed_is_one_value_of_several() {
    in_rule("凡 立功 的,积 20分", &[]);
    in_rule("凡 不 立功 的,积 20分", &[]);
    in_rule("(1) 凡 立功 的,积 2分; (2) 凡 不 立功 的,积 1分", &[]);
}

#[test]
fn an_answer_fits_what_it_says() {
    let rows = "(1) 凡 周岁 在 57..60 的,积 5分; (2) 凡 周岁 不满 56 的,积 9分";
    in_rule(&format!("已核 W0604 \"56、61 以上\" \"故意\"; {rows}"), &[]);
    in_rule(&format!("已核 W0604 \"56, 61 or more\" \"故意\"; {rows}"), &[]);
    in_rule(&format!("已核 W0604 \"61以上,56\" \"故意\"; {rows}"), &[]);
    in_rule(&format!("已核 W0604 \"61 以上\" \"故意\"; {rows}"), &["W0604 周岁"]);
    in_rule(&format!("已核 W0604 \"故意\"; {rows}"), &["W0604 周岁"]);
    in_rule("已核 W0604 \"61 以上\" \"故意\"; 凡 周岁 不满 56 的,积 9分", &["W0617 W0604"]);
    finds("指标 例 { 已核 W0601 \"没有依据\"; 凡 本地 的,积 1分 }", &[]);
}

#[test]
fn tables_of_several_keys() {
    in_rule("按 周岁 { 16..35 积 3分; 35..70 积 4分 }", &["W0609 35"]);
    in_rule("按 周岁 { 18 积 3分; 16..70 积 4分 }", &[]);
    in_rule("按 周岁 { 不满 30 积 3分; 不满 40 积 4分; 其余 积 1分 }", &[]);
    in_rule("按 级别, 周岁 { 甲, 不满 30 积 1分; 甲, 30 以上 积 2分; (乙、丙), 16..70 积 3分 }", &[]);
    in_rule("按 级别, 周岁 { 甲, 不满 30 积 1分; (乙、丙), 16..70 积 3分 }", &["W0604 级别、周岁"]);
    in_rule("按 级别, 周岁 { 甲, 不满 40 积 1分; 甲, 30 以上 积 2分; 其余 积 3分 }", &["W0609 甲 且 30..39"]);
    in_rule("按 级别, 周岁 { 甲, 16..70 积 1分; 甲, 30 以上 积 2分; 其余 积 3分 }", &["W0603 甲, 30 以上"]);
    in_rule("按 级别, 周岁 {\n | 不满 30 | 30 以上\n 甲 | 1分 | 2分\n (乙、丙) | 1分 | -\n }", &[]);
    in_rule("按 级别, 周岁 {\n | 不满 30 | 31 以上\n 甲 | 1分 | 2分\n 乙 | 1分 | -\n }", &["W0604 级别", "W0604 周岁"]);
}

#[test]
fn bands_meet_or_leave_out() {
    let bands = |bands: &str| format!("结果 税 : 金额 {{ 按 收入 分段 {{ {bands} }} }}");
    finds(&bands("3万元 以下 乘 3%; 超过 3万元 至 9万元 乘 10%; 超过 9万元 乘 20%"), &[]);
    finds(&bands("3万元 以下 乘 3%; 超过 3万元 乘 10%; 超过 9万元 乘 20%"), &["W0615 90000元 以上"]);
    finds(&bands("3万元 以下 乘 3%; 超过 9万元 乘 20%"), &["W0604 收入"]);
    finds(&bands("超过 9万元 乘 20%"), &[]);
}

#[test]
fn rows_that_nothing_keeps_apart() {
    in_rule("(1) 凡 立功 的,积 1分; (2) 凡 本地 的,积 2分", &["W0616 (1)、(2)"]);
    in_rule("取最高; (1) 凡 立功 的,积 1分; (2) 凡 本地 的,积 2分", &[]);
    in_rule("(1) 凡 立功 的,积 1分; (2) 凡 不 立功 且 本地 的,积 2分", &[]);
    let list =
        |list: &str| format!("(1) 凡 任一({list}, 本项 为 甲) 的,积 1分; (2) 凡 任一({list}, 本项 为 乙) 的,积 2分");
    in_rule(&list("奖项"), &["W0616 (1)、(2)"]);
    in_rule(&list("独奖"), &[]);
    finds("假定 不 (立功 且 本地)\n指标 例 依据 \"一\" { (1) 凡 立功 的,积 1分; (2) 凡 本地 的,积 2分 }", &[]);
}

#[test]
fn outcomes_that_leave_somebody_without() {
    let outcomes = |all: &str| format!("结论 依据 \"一\" {{ {all} }}");
    finds(&outcomes("凡 得分 不少于 9分 的,高; 凡 得分 低于 9分 的,低"), &[]);
    finds(&outcomes("凡 得分 不少于 9分 的,高; 凡 本地 的,中; 凡 得分 低于 9分 的,低"), &[]);
    finds(&outcomes("凡 得分 不少于 9分 的,高; 凡 得分 低于 8分 的,低"), &["W0612 结论"]);
    finds(&outcomes("凡 本地 的,高; 凡 不 本地 的,低"), &[]);
    finds(&outcomes("凡 本地 的,高; 其余,低; 凡 立功 的,中"), &["W0603 中"]);
}

#[test]
fn amounts_of_the_wrong_sign_or_size() {
    in_rule("凡 本地 的,积 -5分", &["W0610 -5分"]);
    in_rule("按 奖项,每条 扣减 -5分", &["W0610 -5分"]);
    in_rule("按 奖项,每条 扣减 5分", &[]);
    finds("结果 差 : 金额 { 凡 本地 的,为 -5元; 其余,为 0元 }", &[]);
    in_rule("最高 11分; 按 级别 { 甲 积 50分; 乙 积 60分; 丙 积 70分 }", &["W0611 50分"]);
    in_rule("最高 60分; 按 级别 { 甲 积 50分; 乙 积 60分; 丙 积 70分 }", &[]);
    in_rule("最高 700分; 按 级别 { 甲 积 50分; 乙 积 60分; 丙 积 70分 }", &["W0605 70分"]);
    in_rule("凡 本地 的,积 50分,最高 40分", &["W0611 50分"]);
}

#[test]
fn windows_of_months() {
    let count = "定义 月数(窗口 : 时长) = 计数(缴费 其中 月份 在 最近 窗口 内 且 基数 不少于 工资(月份))\n";
    let rule = |from: &str, months: &str, least: &str| {
        format!(
            "参数 工资 : 金额 {{ 自 {from} 9元 }}\n{count}指标 例 依据 \"一\" {{ 凡 月数({months}) 不少于 {least} 的,积 1分 }}"
        )
    };
    finds(&rule("2000-01", "24个月", "24"), &[]);
    finds(&rule("2000-01", "24个月", "25"), &["W0613 24"]);
    finds(&rule("2016-01", "24个月", "24"), &[]);
    finds(&rule("2016-02", "24个月", "24"), &["W0614 2016-01"]);
    let answered = rule("2016-02", "24个月", "24").replace("9元 }", "9元; 已核 W0614 \"2016-01\" \"以前没有公布\" }");
    finds(&answered, &[]);
}

#[test]
fn messages_say_it_in_both_languages() {
    let file = jifen_grammar::parse(0, &format!("{HEAD}结论 {{ 凡 本地 的,高 依据 \"一\" }}\n"));
    let (version, _) = lower(&[&file]);
    let all = super::check(&version.expect("a policy"), &file);
    let none = all.iter().find(|d| d.code.id() == "W0612").expect("a list without an end");
    assert_eq!(none.message(Language::Zh), "`结论` 可能一个也不成立");
    assert_eq!(none.message(Language::En), "of `outcomes` none may hold");
}
