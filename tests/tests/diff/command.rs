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
