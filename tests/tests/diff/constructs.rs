//! Each construct: what a drafter may change in it, and what the comparison calls that.

use super::changes;

const FACTS: &str = "选项 级别 (kind) {\n  高 (high)\n  中 (mid)\n  低 (low)\n}\n\n记录 月份记录 (entry) 每 月份 一条 最多 100条 {\n  月份 (month) : 月\n  数额 (amount) : 金额\n}\n\n事实 {\n  申请日期 (d) : 日期\n  甲 (x) : 是否\n  数 (n) : 整数 0..100\n  钱 (m) : 金额\n  级 (k) : 级别\n  起 (since) : 日期\n  各月 (list) : 月份记录 列表\n}\n\n";

/// The changes between two bodies of one indicator.
fn bodies(a: &str, b: &str) -> Vec<String> {
    let policy = |body: &str| format!("{FACTS}指标 指 (i) {{\n{body}}}\n\n总分 总 (total) 合计 {{ 指 }}\n");
    changes(&policy(a), &policy(b))
}

/// The changes between two ways of grouping three indicators.
fn totals(a: &str, b: &str) -> Vec<String> {
    let indicators: String =
        (1..=3).map(|i| format!("指标 指{i}号 (i{i}) {{\n  凡 数 不少于 {i} 的,积 {i}分\n}}\n\n")).collect();
    let policy = |total: &str| format!("{FACTS}{indicators}{total}");
    changes(&policy(a), &policy(b))
}

#[test]
fn rows_are_told_by_their_labels() {
    let a = "  取最高\n  (1) 凡 数 不少于 1 的,积 1分\n  (2) 凡 数 不少于 5 的,积 5分\n";
    let b = "  取最高\n  (1) 凡 数 不少于 1 的,积 2分\n  (2) 凡 数 不少于 5 的,积 5分\n";
    assert_eq!(bodies(a, b), ["i Changed Award (1): 1分 → 2分"]);
    // A row put between others renumbers those behind it.
    let c = "  取最高\n  (1) 凡 数 不少于 1 的,积 1分\n  (2) 凡 数 不少于 3 且 甲 的,积 3分\n  (3) 凡 数 不少于 5 的,积 5分\n";
    assert_eq!(
        bodies(a, c),
        ["i Changed Label (2): (2) → (3)", "i Changed Line (2): – → 凡 数 不少于 3 且 甲 的,积 3分"]
    );
}

#[test]
fn the_order_of_rows_counts_where_the_first_is_taken() {
    let rows = |word: &str, first: &str, second: &str| format!("  {word}\n{first}{second}");
    let (one, two) = ("  (1) 凡 数 不少于 1 的,积 1分\n", "  (2) 凡 甲 的,积 2分\n");
    assert_eq!(bodies(&rows("取首个", one, two), &rows("取首个", two, one)), ["i Changed Order : (1)、(2) → (2)、(1)"]);
    assert_eq!(bodies(&rows("合计", one, two), &rows("合计", two, one)), Vec::<String>::new());
}

#[test]
fn tables_and_matrices_are_told_by_case() {
    let table = |mid: &str| format!("  按 级 {{\n    高 积 3分\n    {mid}\n  }}\n");
    assert_eq!(bodies(&table("中 积 2分"), &table("中 积 1分")), ["i Changed Award 中: 2分 → 1分"]);
    assert_eq!(
        bodies(&table("中 积 2分"), &table("低 积 2分")),
        ["i Changed Case 中: 2分 → –", "i Changed Case 低: – → 2分"]
    );
    let bands = |first: &str, second: &str| format!("  按 数 {{\n    {first} 积 1分\n    {second} 积 2分\n  }}\n");
    assert_eq!(
        bodies(&bands("0..9", "10..100"), &bands("0..19", "20..100")),
        ["i Changed CaseOf 0..9: 0..9 → 0..19", "i Changed CaseOf 10..100: 10..100 → 20..100"]
    );
    let matrix = |low: &str, cell: &str| {
        format!("  按 级, 数 {{\n    | {low} | 10..100\n    高 | 1分 | {cell}\n    其余 | 0分 | 1分\n  }}\n")
    };
    assert_eq!(bodies(&matrix("0..9", "5分"), &matrix("0..9", "6分")), ["i Changed Cell 高 10..100: 5分 → 6分"]);
    assert_eq!(bodies(&matrix("0..9", "5分"), &matrix("1..9", "5分")), ["i Changed CaseOf 0..9: 0..9 → 1..9"]);
}

#[test]
fn awards_per_unit_field_by_field() {
    let body = |text: &str| format!("  按 {text}\n");
    let a = body("起 至 申请日期,每满 1年 积 2分,满 5年 后计入");
    for (changed, field) in [
        ("起 至 申请日期,每满 2年 积 2分,满 5年 后计入", "Unit : 1年 → 2年"),
        ("起 至 申请日期,每满 1年 积 3分,满 5年 后计入", "Each : 2分 → 3分"),
        ("起 至 申请日期,每满 1年 积 2分,满 3年 后计入", "Once : 5年 → 3年"),
        ("起 至 申请日期,每满 1年 扣减 2分,满 5年 后计入", "Each : 2分 → 扣减 2分"),
        ("起 至 申请日期,每满 1年 积 2分", "Once : 5年 → –"),
    ] {
        assert_eq!(bodies(&a, &body(changed)), [format!("i Changed {field}")]);
    }
    let bands = |rate: &str| format!("  按 数 分段 {{\n    0..10 每满 1 积 1分\n    10 以上 每满 1 积 {rate}\n  }}\n");
    assert_eq!(bodies(&bands("2分"), &bands("3分")), ["i Changed Each 10 以上: 2分 → 3分"]);
    let per = |months: &str| format!("  按 各月 其中 月份 在 最近 {months} 内,每条 积 1分\n");
    assert_eq!(
        bodies(&per("12个月"), &per("24个月")),
        ["i Changed Window : 各月 其中 月份 在 最近 12个月 内 → 各月 其中 月份 在 最近 24个月 内"]
    );
}

#[test]
fn members_move_and_ties_count() {
    let a = "总分 总 (total) 合计 {\n  组 甲组 (a) 择一 { 指1号; 指2号 }\n  指3号\n}\n";
    let moved = "总分 总 (total) 合计 {\n  组 甲组 (a) 择一 { 指1号 }\n  指2号\n  指3号\n}\n";
    assert_eq!(totals(a, moved), ["i2 Changed Within : 甲组 → 总"]);
    let turned = "总分 总 (total) 合计 {\n  指3号\n  组 甲组 (a) 择一 { 指2号; 指1号 }\n}\n";
    assert_eq!(totals(a, turned), ["a Changed Order : 指1号、指2号 → 指2号、指1号"]);
    let capped = "总分 总 (total) 合计 {\n  组 甲组 (a) 择一 { 指1号; 指2号 }\n  指3号\n  最低 0分\n}\n";
    assert_eq!(totals(a, capped), ["total Changed Floor : – → 0分"]);
}

#[test]
fn renamed_things_are_not_gone_and_new() {
    let policy = |fact: &str, definition: &str, indicator: &str| {
        format!(
            "事实 {{\n  申请日期 (d) : 日期\n  {fact} : 整数 0..100 \"满几年\"\n}}\n\n定义 {definition} = {} * 2\n\n指标 {indicator} {{\n  (1) 凡 {definition} 在 5..9 的,积 1分\n  (2) 凡 {definition} 在 10..20 的,积 2分\n}}\n\n总分 总 (total) 合计 {{ {} }}\n",
            fact.split(' ').next().unwrap_or(""),
            indicator.split(' ').next().unwrap_or(""),
        )
    };
    let a = policy("年数 (years)", "双倍", "年限 (served)");
    assert_eq!(changes(&a, &policy("年限数 (years)", "双倍", "年限 (served)")), ["years Changed Name : 年数 → 年限数"]);
    assert_eq!(
        changes(&a, &policy("年数 (years_served)", "双倍", "年限 (served)")),
        ["years_served Changed Key : years → years_served"]
    );
    assert_eq!(changes(&a, &policy("年数 (years)", "两倍", "年限 (served)")), ["两倍 Changed Key : 双倍 → 两倍"]);
    assert_eq!(
        changes(&a, &policy("年数 (years)", "双倍", "工龄 (service)")),
        ["service Changed Key : served → service", "service Changed Name : 年限 → 工龄"]
    );
    // Another yes or no in the same place is another fact.
    let veto = |fact: &str, title: &str| {
        format!(
            "事实 {{\n  申请日期 (d) : 日期\n  {fact} ({fact}1) : 是否 \"{title}\"\n}}\n\n指标 指 (i) {{\n  凡 {fact} 的,积 1分\n}}\n\n总分 总 (total) 合计 {{ 指 }}\n"
        )
    };
    let found = changes(&veto("甲事", "一"), &veto("乙事", "二"));
    assert!(
        found.iter().any(|l| l.starts_with("甲事1 Gone")) && found.iter().any(|l| l.starts_with("乙事1 New")),
        "{found:#?}"
    );
}
