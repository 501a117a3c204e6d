//! What drafters write out of habit, in either language, and what they are told to write.

mod common;

use common::errors;
use jifen_grammar::error::SyntaxErrorKind as E;

/// The place, and what to write there in Chinese and English.
fn told(text: &str) -> Vec<String> {
    let advice = |(at, kind): (String, E)| match kind {
        E::WriteInstead { zh, en, .. } if zh == en => format!("{at} → {zh}"),
        E::WriteInstead { zh, en, .. } => format!("{at} → {zh} | {en}"),
        E::Missing { zh, en, before } if zh == en => format!("{zh} before {before}"),
        E::Missing { zh, en, before } => format!("{zh} | {en} before {before}"),
        E::GluedKeyword { apart, .. } => format!("{at} → {apart}"),
        E::DashRange { instead } => format!("{at} → {instead}"),
        E::Expected { example, .. } => format!("{at}: as {}", example.1),
        other => format!("{at}: {other:?}"),
    };
    errors(text).into_iter().map(advice).collect()
}

/// Lines of an indicator, and what is said of them.
const LINES: &[(&str, &[&str])] = &[
    (r#"凡 参保日期 早于 2017年1月1日 的,积 5分"#, &["2017年1月1日 → 2017-01-01"]),
    (r#"凡 参保日期 早于 2017-1-1 的,积 5分"#, &["2017-1-1 → 2017-01-01"]),
    (r#"按 参保日期 至 申请日期,每满一年 积 2分"#, &["每满一年 → 每满 1年 | for each full 1 year"]),
    (r#"凡 周岁 在 5至9 的,积 5分"#, &["5至9 → 5..9"]),
    (r#"凡 周岁 在 5到9 的,积 5分"#, &["5到9 → 5..9"]),
    (r#"凡 周岁 在 56-60 的,积 5分"#, &["56-60 → 56..60"]),
    (r#"凡 周岁 不满 45 的 积 5分"#, &[", before 积"]),
    (r#"凡 周岁 不满 45 积 5分"#, &["的, | , before 积"]),
    (r#"凡 周岁 大于等于 45 的,积 5分"#, &["大于等于 → 不少于 | no less than"]),
    (r#"凡 周岁 等于 45 的,积 5分"#, &["等于 → 为 | is"]),
    (r#"凡 周岁 小于 45 的,积 5分"#, &["小于 → 不满 | less than"]),
    (r#"凡 学历 为 '硕士' 的,积 5分"#, &["'硕士' → 硕士"]),
    (r#"凡 学历 为 「硕士」 的,积 5分"#, &["「硕士」 → 硕士"]),
    (
        r#"上限 30分
      凡 周岁 小于 45 的,加 5分"#,
        &["上限 → 最高 | at most", "小于 → 不满 | less than", "加 → 积 | award"],
    ),
    (r#"凡 周岁 不满 45 的,得 5分"#, &["得 → 积 | award"]),
    (
        r#"最高30分
      凡 周岁 不满 45 的,加5分"#,
        &["加 → 积 | award"],
    ),
    (
        r#"按 学历 {
        大专 50分
        本科 积 60
        其他 0分
      }"#,
        &["积 | award before 50分", "积 | award before 0分"],
    ),
    (
        r#"按 学历 {
        大专:50分
        本科=60分
        其余 积 0分
      }"#,
        &[": → 积 | award", "= → 积 | award"],
    ),
    (r#"凡 45岁以下 的,积 5分"#, &["岁以下 → 岁 以下"]),
    (r#"凡 周岁 45 以下 的,积 5分"#, &["在 | in before 45"]),
    (r#"年龄不满45周岁的,积5分"#, &["年龄不满45周岁的: as when age no less than 18, award 5 points"]),
    (r#"凡 持证 的,积分 5"#, &["积分 → 积 | award"]),
    (r#"凡 计数(处罚 其中 日期 在 近 5年 内) 超过 0 的,扣 5分"#, &["在 近 → 在 最近 | in last", "扣 → 扣减 | deduct"]),
    (r#"凡 周岁 不满 45 的,积 5分(最高30分)"#, &["(最高30分) → ,最高 30分 | , at most 30分"]),
    (r#"凡 周岁 不满 45 且 学历 为 硕士 或者 本科 的,积 5分"#, &["或者 → 或 | or"]),
    (r#"凡 学历 为 硕士、本科 的,积 5分"#, &["为 硕士、本科 → 在 (硕士, 本科) | in (硕士, 本科)"]),
    (r#"按 学历,大专 积 50分"#, &["积: as by a to b, for each full 1 year award 2 points"]),
    (r#"指标"#, &["指标: as when age no less than 18, award 5 points"]),
    (r#"凡 持证 的,积 5分 依据《办法》第六条"#, &["《办法》第六条 → \"《办法》第六条\""]),
    (r#"凡 持证 的,积 5分 依据 第六条"#, &["第六条 → \"第六条\""]),
    (r#"凡 参保日期 满 3年 的,积 5分"#, &["满 → 不少于 | no less than"]),
    (r#"按 参保日期 至 申请日期,每年 积 2分"#, &["每年 → 每满 1年 | for each full 1 year"]),
    (r#"按 参保日期 至 申请日期,每满 1年积 2分,最高20分"#, &["年积 → 年 积"]),
    (r#"按 参保日期 至 申请日期 每满 1年 积 2分"#, &[", before 每满"]),
    (r#"按 参保日期至申请日期,每满1年积2分"#, &["年积2分 → 年 积 2分"]),
    (r#"每满 1年 积 2分"#, &["每满: as by a to b, for each full 1 year award 2 points"]),
    (r#"当 周岁 < 45 时,积 5分"#, &["当 → 凡 | when"]),
    (r#"when insured_on before 1 January 2017, award 5 points"#, &["1 January 2017 → 2017-01-01"]),
    (r#"when insured_on before 2017-1-1, award 5 points"#, &["2017-1-1 → 2017-01-01"]),
    (r#"when insured_on before Jan 1 2017, award 5 points"#, &["Jan 1 2017 → 2017-01-01"]),
    (r#"when insured_on before 2017/01/01, award 5 points"#, &["2017/01/01 → 2017-01-01"]),
    (r#"when age under 60, award 5 points"#, &["under → 不满 | less than"]),
    (r#"when insured_on later than 2017-01-01, award 5 points"#, &["later than → 晚于 | after"]),
    (r#"when insured_on earlier than 2017-01-01, award 5 points"#, &["earlier than → 早于 | before"]),
    (r#"when insured_on after or on 2017-01-01, award 5 points"#, &["after or on → 不早于 | no earlier than"]),
    (r#"when insured_on on or after 2017-01-01, award 5 points"#, &["on or after → 不早于 | no earlier than"]),
    (r#"when age greater than 60, award 5 points"#, &["greater than → 超过 | over"]),
    (r#"when age greater than or equal to 60, award 5 points"#, &["greater than or equal to → 不少于 | no less than"]),
    (r#"when age is at least 60, award 5 points"#, &["is at least → 不少于 | no less than"]),
    (r#"when age is less than 60, award 5 points"#, &["is less than → 不满 | less than"]),
    (r#"when age is over 60, award 5 points"#, &["is over → 超过 | over"]),
    (r#"when age is between 50 and 60, award 5 points"#, &["is between 50 and 60 → 在 50..60 | in 50..60"]),
    (r#"when age between 50 and 60, award 5 points"#, &["between 50 and 60 → 在 50..60 | in 50..60"]),
    (r#"when age in 50 to 60, award 5 points"#, &["50 to 60 → 50..60"]),
    (r#"when age in 50-60, award 5 points"#, &["50-60 → 50..60"]),
    (r#"when age from 50 to 60, award 5 points"#, &["from 50 to 60 → 在 50..60 | in 50..60"]),
    (r#"if age less than 60 then award 5 points"#, &["if → 凡 | when", "then → 的, | ,"]),
    (r#"if age less than 60, award 5 points"#, &["if → 凡 | when"]),
    (r#"when age less than 60 then award 5 points"#, &["then → 的, | ,"]),
    (r#"when age less than 60 award 5 points"#, &["的, | , before award"]),
    (r#"when age less than 60, 5 points"#, &["积 | award before 5 points"]),
    (r#"when age less than 60: award 5 points"#, &[": → 的, | ,"]),
    (r#"if age < 60: award 5"#, &["if → 凡 | when", ": → 的, | ,"]),
    (r#"when age less than 60, gives 5 points"#, &["gives → 积 | award"]),
    (
        r#"max 30 points
      when age less than 60, award 5 points"#,
        &["max → 最高 | at most"],
    ),
    (
        r#"maximum 30 points
      when age less than 60, award 5 points"#,
        &["maximum → 最高 | at most"],
    ),
    (
        r#"cap 30 points
      when age less than 60, award 5 points"#,
        &["cap → 最高 | at most"],
    ),
    (
        r#"capped at 30 points
      when age less than 60, award 5 points"#,
        &["capped at → 最高 | at most"],
    ),
    (
        r#"limit 30 points
      when age less than 60, award 5 points"#,
        &["limit → 最高 | at most"],
    ),
    (
        r#"no more than 30 points
      when age less than 60, award 5 points"#,
        &["no more than → 最高 | at most"],
    ),
    (
        r#"up to 30 points
      when age less than 60, award 5 points"#,
        &["up to → 最高 | at most"],
    ),
    (
        r#"by education {
        college 50 points
        bachelor: 60 points
        else award 0 points
      }"#,
        &["积 | award before 50 points", ": → 积 | award"],
    ),
    (
        r#"by education {
        college award 50 points
        else, award 0 points
      }"#,
        &[", → "],
    ),
    (
        r#"by education {
        college -> 50 points
        master => 60 points
      }"#,
        &["-> → 积 | award", "=> → 积 | award"],
    ),
    (r#"age >= 18 && permit"#, &["age: as when age no less than 18, award 5 points"]),
    (r#"when age >= 18 && permit, award 5 points"#, &["&& → 且 | and"]),
    (r#"when age >= 18 || permit, award 5 points"#, &["|| → 或 | or"]),
    (r#"when age >= 18 and !permit, award 5 points"#, &["! → 不 | not"]),
    (r#"when education is 'master', award 5 points"#, &["'master' → master"]),
    (r#"when education == master, award 5 points"#, &["== → ="]),
    (r#"when education equals master, award 5 points"#, &["equals → 为 | is"]),
    (r#"when education in [master, bachelor], award 5 points"#, &["[master, bachelor] → (master, bachelor)"]),
    (r#"when education in {master, bachelor}, award 5 points"#, &["{master, bachelor} → (master, bachelor)"]),
    (
        r#"when education in master, bachelor, award 5 points"#,
        &["in master, bachelor → 在 (master, bachelor) | in (master, bachelor)"],
    ),
    (r#"when education is one of (master, bachelor), award 5 points"#, &["is one of → 在 | in"]),
    (r#"when permit == yes, award 5 points"#, &["== → ="]),
    (r#"when permit, award five points"#, &["five → 5"]),
    (r#"when permit, award 5 points per Article 6"#, &["Article 6 → \"Article 6\""]),
    (r#"when permit, award 5 points under "Article 6""#, &["under → 依据 | per"]),
    (r#"when permit, award 5 points (max 30)"#, &["(max 30) → ,最高 30 | , at most 30"]),
    (
        r#"for each year from insured_on to applied_on award 2 points"#,
        &["for: as by a to b, for each full 1 year award 2 points"],
    ),
    (r#"by insured_on to applied_on, each year award 2 points"#, &["each year → 每满 1年 | for each full 1 year"]),
    (
        r#"by insured_on to applied_on, for every full 1 year award 2 points"#,
        &["for every full → 每满 | for each full"],
    ),
    (r#"by insured_on to applied_on, per year award 2 points"#, &["per year → 每满 1年 | for each full 1 year"]),
    (
        r#"by insured_on to applied_on, award 2 points for each full 1 year"#,
        &["award 2 points for each full 1 year → for each full 1 year award 2 points"],
    ),
    (
        r#"2 points for each full year from insured_on to applied_on"#,
        &["2: as by a to b, for each full 1 year award 2 points"],
    ),
    (
        r#"award 2 points if permit"#,
        &["award 2 points if permit → 凡 permit 的,award 2 points | when permit, award 2 points"],
    ),
    (
        r#"award 2 points when permit"#,
        &["award 2 points when permit → 凡 permit 的,award 2 points | when permit, award 2 points"],
    ),
    (r#"unless permit, award 2 points"#, &["unless → 凡 不 | when not"]),
    (r#"when not permit then deduct 5 points else award 5 points"#, &["then → 的, | ,"]),
    (r#"when count(penalties where day in last 5 years) over 0 deduct 5 points"#, &["的, | , before deduct"]),
    (
        r#"when count(penalties where day within last 5 years) over 0, deduct 5 points"#,
        &["within last → 在 最近 | in last"],
    ),
    (
        r#"when count(penalties where day in the last 5 years) over 0, deduct 5 points"#,
        &["in the last → 在 最近 | in last"],
    ),
    (r#"when any penalties, deduct 5 points"#, &["any penalties → any(penalties)"]),
    (r#"when age < 18 or > 60, award 5 points"#, &["age before >"]),
    (r#"when age is not less than 18, award 5 points"#, &["is not less than → 不少于 | no less than"]),
    (r#"when age doesn't exceed 18, award 5 points"#, &["doesn't exceed → 不超过 | no more than"]),
    (r#"when age exceeds 18, award 5 points"#, &["exceeds → 超过 | over"]),
    (r#"when age reaches 18, award 5 points"#, &["reaches → 不少于 | no less than"]),
    (r#"when permit lost, award 5 points"#, &["lost: as "]),
    (r#"when the age is 5, award 5 points"#, &["the → "]),
    (r#"bonus 5 points"#, &["bonus → 积 | award"]),
    (r#"minus 5 points"#, &["minus → 扣减 | deduct"]),
    (r#"when permit, +5 points"#, &["+ → 积 | award"]),
    (r#"else award 5 points"#, &["else → 其余 | otherwise"]),
    (r#"else: 5 points"#, &["else → 其余 | otherwise", ": → 积 | award"]),
    (r#"凡 参保日期 早于 2017年1月 的,积 5分"#, &["2017年1月 → 2017-01"]),
    (r#"凡 参保日期 早于 2017.1.1 的,积 5分"#, &["2017.1.1 → 2017-01-01"]),
    (r#"when day before January 1, 2017, award 5 points"#, &["January 1, 2017 → 2017-01-01"]),
    (r#"when day before 1st March 2017, award 5 points"#, &["1st March 2017 → 2017-03-01"]),
    (r#"凡 周岁 在 18~45 的,积 5分"#, &["18~45 → 18..45"]),
    (r#"凡 周岁 介于 18 和 45 之间 的,积 5分"#, &["介于 18 和 45 之间 → 在 18..45 | in 18..45"]),
    (r#"凡 学历 为 硕士、博士 且 持证 的,积 5分"#, &["为 硕士、博士 → 在 (硕士, 博士) | in (硕士, 博士)"]),
    (r#"when a is b, c, award 5 points"#, &["is b, c → 在 (b, c) | in (b, c)"]),
    (r#"凡 周岁 < 18 或 > 60 的,积 5分"#, &["周岁 before >"]),
    (r#"凡 (周岁 < 18 或 > 60) 的,积 5分"#, &["周岁 before >"]),
    (r#"凡 持证 的 积 5分,最多 30分"#, &[", before 积", "最多 → 最高 | at most"]),
    (r#"凡 持证 的,积 5分 不超过 30分"#, &["不超过 → ,最高 | , at most"]),
    (r#"凡 持证 的,积 5分(含学士)"#, &["(含学士) → 注 \"含学士\" | note \"含学士\""]),
    (r#"积 5分 凡 持证"#, &["积 5分 凡 持证 → 凡 持证 的,积 5分 | when 持证, 积 5分"]),
    (
        r#"(2) award 5 points if permit"#,
        &["award 5 points if permit → 凡 permit 的,award 5 points | when permit, award 5 points"],
    ),
    (r#"awrad 5 points"#, &["awrad → award"]),
    (r#"atmost 30 points"#, &["atmost → at most"]),
    (r#"otherwize award 5 points"#, &["otherwize → otherwise"]),
    (r#"when a lessthan 5, award 5 points"#, &["lessthan → less than"]),
    (r#"凡 周岁 不少於 5 的,积 5分"#, &["不少於 → 不少于 | no less than"]),
    (r#"凡 周岁 在 近 5年 内 的,积 5分"#, &["在 近 → 在 最近 | in last"]),
    (r#"按 甲 至 乙,每满 1个月积1分"#, &["个月积1分 → 个月 积 1分"]),
    (r#"依照 学历 { 大专 积 5分 }"#, &["依照 → 按 | by"]),
    (r#"注 《办法》第六条"#, &["《办法》第六条 → \"《办法》第六条\""]),
    (r#"note see Article 5"#, &["see Article 5 → \"see Article 5\""]),
    (r#"凡 持证 的,积 5分 依据 “第六条"#, &["“第六条: UnterminatedString"]),
    ("1. 凡 持证 的,积 5分", &["1. → (1)"]),
    ("二、凡 持证 的,积 5分", &["二、 → (二)"]),
    ("③凡 持证 的,积 5分", &["③ → (3)"]),
    ("// 备注", &["// 备注 → # 备注"]),
    ("积 5分 // 备注", &["// 备注 → # 备注"]),
    ("凡 学历 本科以上 的,积 5分", &["本科以上 → 在 本科 以上"]),
    ("凡 学历 为 本科 以上 的,积 5分", &["为 本科 以上 → 在 本科 以上"]),
    ("凡 日期 在 2017-01-01 以前 的,积 5分", &["在 2017-01-01 以前 → 早于 2017-01-01 | before 2017-01-01"]),
    ("取最大值", &["取最大值 → 取最高 | best"]),
    ("按 处罚,每次 扣减 5分", &["每次 → 每条 | for each entry"]),
    ("按 周岁 {\n    18至35 积 5分\n  }", &["18至35 → 18..35"]),
];

#[test]
fn what_to_write_is_said() {
    let mut wrong = Vec::new();
    for (line, expected) in LINES {
        let found = told(&format!("指标 甲 {{\n  {line}\n}}\n"));
        if found != *expected {
            wrong.push(format!("(r#\"{line}\"#, &{found:?}),"));
        }
    }
    assert!(wrong.is_empty(), "{} lines are told otherwise:\n{}", wrong.len(), wrong.join("\n"));
}

/// Declarations, and what is said of them.
const DECLARATIONS: &[(&str, &[&str])] = &[
    (
        "政策 甲 (a) 版本 1 《办法》 {\n  施行日期 2018年1月1日\n}\n",
        &["《办法》 → \"《办法》\"", "施行日期 → 施行 | in force", "2018年1月1日 → 2018-01-01"],
    ),
    (
        "policy a version 1 {\n  effective from 1 January 2018\n}\n",
        &["effective from → 施行 | in force", "1 January 2018 → 2018-01-01"],
    ),
    ("policy a version 1 {\n  in force from 2018-01-01\n}\n", &["from → "]),
    ("指标 甲 根据 \"一\" {\n}\n", &["根据 → 依据 | per"]),
    ("总分 甲 合计 { 乙, 丙 }\n", &[", → ;"]),
    ("总分 甲 合计 { 乙 丙 }\n", &["; before 丙"]),
    ("结论 {\n  凡 甲 达到 30分 则 达标\n}\n", &["达到 → 不少于 | no less than", "则 → 的, | ,"]),
    (
        "outcomes {\n  if a over 30 points then ok\n  else no_plot\n}\n",
        &["if → 凡 | when", "then → 的, | ,", "else → 其余 | otherwise"],
    ),
    ("outcomes {\n  when a over 30 -> ok\n}\n", &["-> → 的, | ,"]),
    ("选项 甲 {\n  乙, 丙\n}\n", &[", → ;"]),
];

#[test]
fn declarations_are_answered_too() {
    for (text, expected) in DECLARATIONS {
        assert_eq!(told(text), *expected, "{text}");
    }
}

#[test]
fn an_answer_taken_is_right() {
    let lines = LINES.iter().filter(|(_, e)| e.iter().all(|s| s.contains(" → ") && !s.contains(" | ")));
    let mut tried = 0;
    for (line, expected) in lines {
        let mut mended = (*line).to_owned();
        for advice in *expected {
            let (at, instead) = advice.split_once(" → ").unwrap_or_default();
            mended = mended.replacen(at, instead, 1);
        }
        let found = told(&format!("指标 甲 {{\n  {mended}\n}}\n"));
        // What is left is told at the next reading: an age needs no unit, but something to compare it with
        assert!(found.iter().all(|f| f == "以下: as "), "{line} became {mended}: {found:?}");
        tried += 1;
    }
    assert!(tried > 10);
}
