//! The command: exit codes, versions by day, JSON, the page.

use jifen_tests::command::{jifen, root};
use jifen_tests::spec::Scratch;
use serde_json::Value;

fn run(args: &[&str]) -> jifen_tests::command::Ran {
    jifen(&root(), args, "")
}

#[test]
fn the_exit_code_says_whether_anything_changed_where_asked() {
    assert_eq!(run(&["diff", "examples/reform", "2024", "2026"]).code, 0);
    assert_eq!(run(&["diff", "examples/reform", "2024", "2026", "--exit-code"]).code, 1);
    assert_eq!(run(&["diff", "examples/reform", "2024", "2024", "--exit-code"]).code, 0);
}

#[test]
fn versions_that_are_not_there() {
    for (a, words) in [
        ("2020", "there is no version 2020"),
        ("@1999-01-01", "no version is in force on 1999-01-01"),
        ("2024@May", "a date such as"),
        ("@", "a date such as"),
    ] {
        let ran = run(&["diff", "examples/reform", a, "2026"]);
        assert_eq!(ran.code, 2, "{}", ran.err);
        assert!(ran.err.contains(words) && ran.out.is_empty(), "{}", ran.err);
    }
}

#[test]
fn two_days_of_one_version_differ_where_parameters_moved() {
    let ran = run(&["diff", "policies/shanghai", "2018@2018-05-01", "2018@2019-05-01", "--json"]);
    let found: Value = serde_json::from_str(&ran.out).expect("JSON");
    let things = found["things"].as_array().expect("things");
    assert_eq!(things.len(), 1);
    assert_eq!(things[0]["key"], "reference_wage");
    let changes: Vec<&str> = things[0]["changes"]
        .as_array()
        .expect("changes")
        .iter()
        .map(|c| c["new"]["zh"].as_str().expect("new"))
        .collect();
    assert_eq!(changes, ["7832元", "8211元"]);
    let reaches: Vec<&str> =
        things[0]["reaches"].as_array().expect("reached").iter().map(|r| r["key"].as_str().expect("key")).collect();
    assert_eq!(reaches, ["title", "contribution_base"]);
    let named = run(&["diff", "policies/shanghai", "@2018-05-01", "2018@2018-05-01", "--exit-code"]);
    assert_eq!(named.code, 0, "{}", named.out);
}

#[test]
fn the_page_stands_by_itself() {
    let scratch = Scratch::new("diff-page").expect("a folder");
    let file = scratch.path().join("page.html");
    let ran = run(&["diff", "examples/reform", "2024", "2026", "--html", &file.display().to_string()]);
    assert_eq!(ran.code, 0);
    let page = std::fs::read_to_string(&file).expect("a page");
    for outside in ["src=", "href=", "url(", "@import", "<script"] {
        assert!(!page.contains(outside), "{outside}");
    }
    for part in
        ["<ins>24</ins> points", "<del>housing</del> <ins>dwelling</ins>", "Article 7a", "the texts side by side"]
    {
        assert!(page.contains(part), "{part}");
    }
    let open = page.matches("<table").count();
    assert_eq!(open, page.matches("</table>").count());
    assert_eq!(page.matches("<td").count(), page.matches("</td>").count());
    let nowhere = run(&["diff", "examples/reform", "2024", "2026", "--html", "examples/no/such/folder/page.html"]);
    assert_eq!(nowhere.code, 2);
}

#[test]
fn markup_in_a_policy_is_text_on_the_page() {
    let scratch = Scratch::new("diff-markup").expect("a folder");
    let text = std::fs::read_to_string(root().join("examples/reform/2024.rules")).expect("a policy");
    std::fs::create_dir(scratch.path().join("p")).expect("a folder");
    std::fs::write(scratch.path().join("p/a.rules"), &text).expect("written");
    let other = text
        .replace("version 2024", "version 2025")
        .replace("in force 2024-01-01", "in force 2025-01-01\n  repeals 2024")
        .replace("income equal", "<script>alert(1)</script> & income equal");
    std::fs::write(scratch.path().join("p/b.rules"), other).expect("written");
    jifen(scratch.path(), &["diff", "p", "2024", "2025", "--html", "page.html"], "");
    let page = std::fs::read_to_string(scratch.path().join("page.html")).expect("a page");
    assert!(!page.contains("<script") && page.contains("script&gt;"), "escaped");
}

/// The text beside a changed value is the version's own, though an amendment made it; each change says by which instrument.
#[test]
fn a_chain_of_amendments_tells_its_own_text() {
    let desk = Scratch::new("chain-of-texts").expect("a folder");
    let base = "政策 甲 版本 1 {\n  施行 2010-01-01\n  申请日 申请日期\n}\n\n事实 {\n  申请日期 : 日期\n  年数 : 整数 0..50\n}\n\n\
                定义 折算 = 年数 * 2\n\n指标 年数分 依据 \"一\" {\n  按 折算,每满 1 积 5分\n}\n\n总分 总 合计 { 年数分 }\n";
    let amendment = |id: u32, operations: &str| {
        format!("修正 甲 版本 {id} 基于 {} {{\n  施行 201{id}-01-01\n}}\n\n{operations}", id - 1)
    };
    for (name, text) in [
        ("1.rules", base.to_owned()),
        ("2.rules", amendment(2, "将 定义 折算 由 2 修改为 3\n")),
        ("3.rules", amendment(3, "将 指标 年数分 由 5分 修改为 6分\n")),
    ] {
        std::fs::write(desk.path().join(name), text).expect("written");
    }
    let ran = jifen(desk.path(), &["diff", ".", "1", "3", "--json"], "");
    let found: Value = serde_json::from_str(&ran.out).expect("JSON");
    let of = |key: &str| {
        found["things"].as_array().into_iter().flatten().find(|t| t["key"] == key).cloned().expect("a thing")
    };
    let definition = of("折算");
    assert!(definition.to_string().contains("年数 * 3"), "{definition}");
    assert_eq!((&definition["by"], &of("年数分")["by"]), (&Value::from("2"), &Value::from("3")));
    assert_eq!(definition["operations"][0]["zh"], "将 定义 折算 由 2 修改为 3");
    let ran = jifen(desk.path(), &["diff", ".", "1", "3"], "");
    assert!(ran.out.contains("− 年数 * 2") && ran.out.contains("+ 年数 * 3"), "{}", ran.out);
}

/// An indicator that goes to another group is moved by the operation on its place in the groups.
#[test]
fn what_is_moved_says_by_which_operation() {
    let desk = Scratch::new("moved-by").expect("a folder");
    let base = "政策 甲 版本 1 {\n  施行 2010-01-01\n  申请日 申请日期\n}\n\n事实 {\n  申请日期 : 日期\n  年数 : 整数 0..50\n}\n\n\
                指标 子 依据 \"一\" {\n  按 年数,每满 1 积 5分\n}\n\n指标 丑 依据 \"二\" {\n  凡 年数 超过 3 的,积 5分\n}\n\n\
                指标 寅 依据 \"三\" {\n  凡 年数 超过 9 的,积 5分\n}\n\n总分 总 合计 { 组 前 合计 { 子; 寅 }; 组 后 合计 { 丑 } }\n";
    let amendment = "修正 甲 版本 2 基于 1 {\n  施行 2012-01-01\n}\n\n将 组 前.子 移至 组 后.丑 之后\n";
    std::fs::write(desk.path().join("1.rules"), base).expect("written");
    std::fs::write(desk.path().join("2.rules"), amendment).expect("written");
    let ran = jifen(desk.path(), &["diff", ".", "1", "2", "--json"], "");
    let found: Value = serde_json::from_str(&ran.out).unwrap_or_else(|e| panic!("{e}: {}{}", ran.out, ran.err));
    let moved = found["things"].as_array().into_iter().flatten().find(|t| t["key"] == "子").expect("the indicator");
    assert_eq!(moved["operations"][0]["zh"], "将 组 前.子 移至 组 后.丑 之后", "{moved}");
}
