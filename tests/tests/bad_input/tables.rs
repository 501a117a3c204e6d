//! Tables and objects that cases are to be written from: what is wrong is told with its place, the rest is written.

use crate::desk::Desk;

/// Writes cases from a table; the exit code, what was written, and what was said.
fn cases(desk: &Desk, table: impl AsRef<[u8]>) -> (i32, String, String) {
    std::fs::write(desk.path("t.csv"), table).expect("a table");
    let ran = desk.run(&["cases", "policy", "t.csv", "--lang", "en"]);
    (ran.code, ran.out, ran.err)
}

#[test]
fn columns_that_mean_nothing() {
    let desk = Desk::new("table-columns");
    let say = |table: &str, place: &str, code: &str, words: &str| {
        let (exit, out, err) = cases(&desk, table);
        assert_eq!((exit, out.as_str()), (2, ""), "{table}: {err}");
        assert!(err.starts_with(&format!("t.csv{place}: ")) && err.contains(&format!("[{code}]")), "{table}: {err}");
        assert!(err.contains(words), "{table}: {err}");
    };
    say("申请日期,最高学力\n2018-06-15,硕士\n", ":1:6", "F0133", "did you mean `最高学历`?");
    say("申请日期,=> 总分\n2018-06-15,1\n", ":1:6", "F0133", "there are 总积分, ");
    say("申请日期,\"expected: educaton\"\n2018-06-15,1\n", ":1:6", "F0133", "`expected: educaton` is no indicator");
    say("申请日期,缴费.基数\n2018-06-15,1\n", ":1:6", "F0133", "`缴费.基数` is no fact");
    say("持证;permit\n是;否\n", ":1:4", "F0135", "there are two columns `permit`");
    say("", "", "F0135", "there are no applicants in it");
    say("\n\n持证\n", "", "F0135", "there are no applicants in it");
    let (exit, _, err) = cases(&desk, b"\xc9\xea\xc7\xeb\xc8\xd5\xc6\xda\n2018-06-15\n");
    assert!(exit == 2 && err.contains("[F0101]") && err.contains("GBK"), "{err}");
    let (exit, _, err) = cases(&desk, b"\xff\xfe3\x00\n\x00");
    assert!(exit == 2 && err.contains("UTF-16"), "{err}");
}

#[test]
fn cells_that_do_not_fit() {
    let desk = Desk::new("table-cells");
    let head = "申请日期,出生日期,最高学历,持证,子女,缴费,=> 总积分,=> 错误\n2018-06-15,1990-03-01,硕士,是,1,无,,\n";
    let say = |row: &str, column: usize, code: &str, words: &str| {
        let (exit, out, err) = cases(&desk, format!("{head}{row}\n"));
        assert_eq!(exit, 2, "{row}: {err}");
        assert!(err.starts_with(&format!("t.csv:3:{column}: ")) && err.contains(&format!("[{code}]")), "{row}: {err}");
        assert!(err.contains(words), "{row}: {err}");
        assert_eq!(out.matches("=>").count(), 1, "the other applicant is written: {out}");
    };
    say("15/6/2018,,,,,,,", 1, "F0115", "expected a date");
    say("2018-06-15,2018-02-30,,,,,,", 12, "F0121", "no such day");
    say("2018-06-15,2019-01-01,,,,,,", 12, "F0120", "no more than 2018-06-15");
    say("2018-06-15,,硕土,,,,,", 13, "F0122", "`college`");
    say("2018-06-15,,,也许,,,,", 14, "F0115", "`true` or `false`");
    say("2018-06-15,,,,1.5,,,", 15, "F0119", "a whole number");
    say("2018-06-15,,,,二十,,,", 15, "F0115", "expected a whole number");
    say("2018-06-15,,,,,\"无\",,,x", 22, "F0135", "this row has 9 cells, the first one 8");
    say("2018-06-15,,,,,\"{ 月份 2018-01\",,", 16, "F0134", "`}`");
    say("2018-06-15,,,,,\"{ 月份 2018-01,基 1元 }\",,", 16, "F0134", "`基`");
    say("2018-06-15,,,,,,九十,", 17, "F0134", "can't be read");
    say("2018-06-15,,,,,,90分 未核,", 17, "F0134", "it is not one value");
    say("2018-06-15,,,,,,\"90分\n} 案例 乙 { 甲 => 总积分 1分\",", 17, "F0134", "`=> 总积分` is");
    say("2018-06-15,,,,,,,F9999", 18, "F0134", "a code such as F0120");
    say("2018-06-15,\"1990\n-03-01\",,,\"二\",,,", 12, "F0115", "expected a date");
}

#[test]
fn objects_that_expect() {
    let desk = Desk::new("objects");
    let say = |object: &str, code: &str, words: &str| {
        let ran = desk.run_with(&["cases", "policy", "-", "--lang", "en"], object);
        assert!(ran.code == 2 && ran.out.is_empty(), "{object}: {ran:?}");
        assert!(ran.err.contains(&format!("[{code}]")) && ran.err.contains(words), "{object}: {}", ran.err);
    };
    say("{\"facts\": {}, \"expected\": {\"总分\": 1}}", "F0133", "-:1:28: `expected.总分` is no indicator");
    say("{\"facts\": {}, \"expected\": {\"总积分\": true}}", "F0134", "-:1:35: `expected.总积分` is `true`");
    say("{\"facts\": {}, \"expected\": 90}", "F0134", "-:1:27: `expected` is");
    say("{\"facts\": {\"permit\": 5}}", "F0115", "-:1:22: `facts.permit` is");
    say("{\"facts\": {\"permit\": true}, \"excepted\": {}}", "F0113", "`excepted`");
    say("{\"permit\": true", "F0103", "-:");
    say("[]", "F0102", "");
    let ran = desk.run_with(&["cases", "policy", "-", "--version", "2019"], "{}");
    assert!(ran.code == 2 && ran.err.contains("[F0128]"), "{ran:?}");
    let ran = desk.run(&["cases", "policy", "missing.csv"]);
    assert!(ran.code == 2 && ran.err.contains("[F0129]"), "{ran:?}");
}
