//! Facts that are wrong: the file, the place and what was expected are named; the other applicants are assessed.

use crate::desk::{APPLICANT, Desk, POLICY};
use jifen_grammar::keywords::Language;
use jifen_grammar::parse;
use jifen_interpreter::policy::load_policies;
use jifen_verify::Writer;
use serde_json::{Value, json};

/// The applicant with one piece of text replaced.
fn with(old: &str, new: &str) -> String {
    assert!(APPLICANT.contains(old), "{old}");
    APPLICANT.replacen(old, new, 1)
}

/// The text is refused with the code, at the path, and the message has the words.
fn refused(desk: &Desk, facts: impl AsRef<[u8]>, code: &str, path: &str, words: &str) {
    let shown = String::from_utf8_lossy(&facts.as_ref()[..facts.as_ref().len().min(300)]).into_owned();
    let (exit, lines, err) = desk.assess(facts);
    assert_eq!(exit, 2, "{shown}\n{err}");
    assert!(err.starts_with("facts.json"), "the file is named: {err}");
    assert!(err.contains(&format!("[{code}]")) && err.contains(words), "{shown}: {code} {words}\n{err}");
    let [line] = lines.as_slice() else { panic!("{lines:?}") };
    assert_eq!((&line["outcome"], &line["total"]), (&Value::Null, &Value::Null));
    let found = line["errors"].as_array().into_iter().flatten().find(|e| e["code"] == code);
    assert_eq!(found.map(|e| e["path"].as_str().unwrap_or("?")), Some(path), "{line}");
}

#[test]
fn what_no_words_of_a_case_stand_for() {
    let file = parse(0, POLICY);
    let (policies, _) = load_policies(&[&file]);
    let writer = Writer::new(&policies[0], &policies[0].policy.versions[0], Language::En);
    let told = |facts: Value| writer.given(&(&facts).into()).map_err(|e| (e.code.id(), e.path));
    assert_eq!(told(json!({"permit": true})), Ok(vec!["持证 yes".to_owned()]));
    assert_eq!(told(json!({"permit": "yes"})), Err(("F0132", "permit".to_owned())));
    assert_eq!(told(json!({"permit": null})), Err(("F0132", "permit".to_owned())));
    assert_eq!(told(json!({"visa": true})), Err(("F0132", "visa".to_owned())));
    let unknown = json!({"contributions": [{"month": "2018-01"}, {"month": "2018-02", "bse": 1}]});
    assert_eq!(told(unknown), Err(("F0132", "contributions[1].bse".to_owned())));
}

#[test]
fn the_applicant_is_in_order() {
    let (exit, lines, err) = Desk::new("in-order").assess(APPLICANT);
    assert_eq!((exit, lines.len(), err.as_str()), (0, 1, ""));
    assert_eq!((&lines[0]["outcome"], &lines[0]["total"]), (&json!("qualified"), &json!(112)));
}

#[test]
fn values_that_do_not_fit() {
    let desk = Desk::new("values");
    let say =
        |old: &str, new: &str, code: &str, path: &str, words: &str| refused(&desk, with(old, new), code, path, words);
    say("\"education\"", "\"eduction\"", "F0113", "eduction", "education");
    say("\"education\"", "\"最高学历\"", "F0113", "最高学历", "education");
    say("\"base\": 6504", "\"bse\": 6504", "F0114", "contributions[0].bse", "base");
    say("\"permit\": true", "\"permit\": \"yes\"", "F0115", "permit", "true");
    say("\"base\": 4000", "\"base\": \"a lot\"", "F0115", "contributions[1].base", "6504");
    say("\"children\": 1", "\"children\": [1]", "F0115", "children", "整数");
    say(
        "[{\"month\": \"2018-03\", \"base\": 6504}, {\"month\": \"2018-04\", \"base\": 4000}]",
        "{}",
        "F0115",
        "contributions",
        "列表",
    );
    say("\"permit\": true", "\"permit\": null", "F0116", "permit", "true");
    say("\"base\": 6504", "\"base\": 1e400", "F0117", "contributions[0].base", "28");
    say("\"base\": 6504", "\"base\": 12345678901234567890123456789", "F0117", "contributions[0].base", "28");
    say("\"base\": 6504", "\"base\": 1e99999999999999999999", "F0117", "contributions[0].base", "28");
    say("\"base\": 6504", "\"base\": 1.2345678901234567890123456789", "F0118", "contributions[0].base", "28");
    say("\"base\": 6504", "\"base\": 1e-400", "F0118", "contributions[0].base", "28");
    say("\"children\": 1", "\"children\": 1.5", "F0119", "children", "整数");
    say("\"base\": 6504", "\"base\": -1", "F0120", "contributions[0].base", "100万元");
    say("\"base\": 6504", "\"base\": 1000000.01", "F0120", "contributions[0].base", "100万元");
    say("\"children\": 1", "\"children\": 21", "F0120", "children", "20");
    say("\"1990-03-01\"", "\"2018-06-16\"", "F0120", "birth_date", "2018-06-15");
    say("\"1990-03-01\"", "\"2023-02-30\"", "F0121", "birth_date", "2023-02-30");
    say("\"2018-03\"", "\"2018-13\"", "F0121", "contributions[0].month", "2018-13");
    say("\"1990-03-01\"", "\"1990-3-1\"", "F0115", "birth_date", "1990-03-01");
    say("\"1990-03-01\"", "19900301", "F0115", "birth_date", "1990-03-01");
    say("\"2018-06-15\"", "\"15.6.2018\"", "F0115", "application_date", "2018-06-30");
    say("\"master\"", "\"mastr\"", "F0122", "education", "master");
    say("\"2018-04\"", "\"2018-03\"", "F0124", "contributions[1].month", "contributions[0]");
    say("null}", "\"1980-01-01\"}", "F0126", "", "结婚日期");
}

#[test]
fn the_entry_of_a_list_is_named() {
    let entries: Vec<String> = (1..=3).map(|m| format!("{{\"month\": \"2017-0{m}\", \"base\": {m}}}, ")).collect();
    let facts = with("\"contributions\": [", &format!("\"contributions\": [{}", entries.concat()));
    let facts = facts.replace("6504", "{}");
    refused(&Desk::new("entry"), facts, "F0115", "contributions[3].base", "`contributions[3].base`");
}

#[test]
fn texts_that_are_no_json() {
    let desk = Desk::new("no-json");
    let say = |facts: &str, code: &str, path: &str, words: &str| refused(&desk, facts, code, path, words);
    say("", "F0102", "", "NDJSON");
    say("\n \n\t\n", "F0102", "", "NDJSON");
    say("hello", "F0106", "", "hello");
    say("{\"permit\": true", "F0103", "", "");
    say("{\"permit\": true,}", "F0104", "", "}");
    say("{'permit': true}", "F0105", "", "'");
    say("{“permit”: true}", "F0105", "", "“");
    say("{\"children\": NaN}", "F0106", "", "NaN");
    say("{\"children\": -Infinity}", "F0106", "", "-Infinity");
    say("{\"permit\": True}", "F0106", "", "true");
    say("{\"children\": 01}", "F0107", "", "01");
    say("{\"children\": +1}", "F0107", "", "+1");
    say("{\"permit\" true}", "F0108", "", ":");
    say("{permit: true}", "F0108", "", "permit");
    say("{\"permit\": true} {\"permit\": false}", "F0108", "", "{");
    say("{\"education\": \"a\tb\"}", "F0109", "", "");
    say("{\"permit\": true, \"permit\": false}", "F0111", "permit", "permit");
    say("{\"permit\": true, \"\\u0070ermit\": true}", "F0111", "permit", "permit");
    say("null", "F0112", "", "null");
    say("5", "F0112", "", "{…}");
    say("\"permit\"", "F0112", "", "permit");
    say(&with("\"base\": 4000", "\"base\": 4000, \"base\": 1"), "F0111", "contributions[1].base", "base");
}

#[test]
fn other_encodings() {
    let desk = Desk::new("encodings");
    let gbk = b"{\"education\": \"\xB1\xBE\xBF\xC6\xD1\xA7\xC0\xFA\"}";
    refused(&desk, gbk, "F0101", "", "GBK");
    let wide = |order: fn(u16) -> [u8; 2]| APPLICANT.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    refused(&desk, wide(u16::to_le_bytes), "F0101", "", "UTF-16");
    refused(&desk, [vec![0xFE, 0xFF], wide(u16::to_be_bytes)].concat(), "F0101", "", "UTF-16");
    refused(&desk, b"{\"education\": \"\xFF\"}", "F0101", "", "UTF-8");
    for marked in
        [format!("\u{FEFF}{APPLICANT}"), format!("\u{FEFF}[{APPLICANT}]"), format!("\u{FEFF}\r\n{APPLICANT}\r\n")]
    {
        let (exit, lines, err) = desk.assess(&marked);
        assert_eq!((exit, lines.len(), lines[0]["total"].clone()), (0, 1, json!(112)), "{err}");
    }
}

#[test]
fn the_others_of_the_run_are_assessed() {
    let desk = Desk::new("others");
    let bad = with("\"children\": 1", "\"children\": 99");
    let outcomes =
        |lines: &[Value]| lines.iter().map(|l| l["outcome"].as_str().unwrap_or("-").to_owned()).collect::<Vec<_>>();
    let all = [APPLICANT, &bad, "", "{\"broken\": ", APPLICANT, "7", APPLICANT].join("\r\n");
    let (exit, lines, err) = desk.assess(&all);
    assert_eq!(
        (exit, outcomes(&lines)),
        (2, ["qualified", "-", "-", "qualified", "-", "qualified"].map(str::to_owned).to_vec())
    );
    assert!(["2:", "4:", "6:"].iter().all(|at| err.contains(at)), "{err}");
    let (exit, lines, err) = desk.assess(format!("[{APPLICANT},\n{bad},\n{APPLICANT}]"));
    assert_eq!((exit, outcomes(&lines)), (2, ["qualified", "-", "qualified"].map(str::to_owned).to_vec()));
    assert!(err.contains("[1]"), "{err}");
    let desk =
        desk.with("good.json", APPLICANT).with("bad.json", &bad).with("latin.json", b"{\"education\": \"\xE9\"}");
    std::fs::create_dir(desk.path("folder")).expect("a folder");
    let ran =
        desk.run(&["assess", "--json", "policy", "missing.json", "folder", "bad.json", "latin.json", "good.json"]);
    let outcomes: Vec<Value> = ran.out.lines().map(|l| serde_json::from_str(l).expect("JSON")).collect();
    assert_eq!(ran.code, 2);
    assert_eq!(outcomes.last().map(|l| l["total"].clone()), Some(json!(112)));
    assert_eq!(outcomes.iter().filter(|l| l["outcome"].is_null()).count(), 4);
    assert!(
        ["missing.json", "folder", "bad.json", "latin.json"].iter().all(|name| ran.err.contains(name)),
        "{}",
        ran.err
    );
}

#[test]
fn what_is_absent_is_unknown() {
    let desk = Desk::new("absent");
    let (exit, lines, _) = desk.assess(with("\"children\": 1, ", ""));
    assert_eq!((exit, &lines[0]["total"]), (0, &json!({"min": 109, "max": 169})));
    assert_eq!(lines[0]["unknown"], json!([{"kind": "fact", "key": "children"}]));
    assert_eq!(lines[0]["outcome"], "qualified");
    let (exit, lines, _) = desk.assess(with("\"education\": \"master\", ", ""));
    assert_eq!(
        (exit, &lines[0]["total"], &lines[0]["outcome"]),
        (0, &json!({"min": 62, "max": 112}), &json!("undetermined"))
    );
    assert_eq!(lines[0]["possible"], json!(["qualified", "below_standard"]));
    let (exit, lines, _) = desk.assess(with("\"base\": 4000", "\"base\": 4000, \"month\": \"2018-05\"").replacen(
        "\"month\": \"2018-04\", ",
        "",
        1,
    ));
    assert_eq!((exit, &lines[0]["total"]), (0, &json!(112)));
    let (exit, lines, _) = desk.assess("{}");
    assert_eq!((exit, &lines[0]["outcome"]), (0, &json!("undetermined")));
    assert_eq!(lines[0]["unknown"].as_array().map(Vec::len), Some(7), "{}", lines[0]["unknown"]);
}

#[test]
fn a_code_that_is_a_whole_text() {
    let rules = "事实 {\n  区划 (district) : 代码\n}\n结果 本市 (local) : 是否 = 区划 为 \"310000\"\n";
    let desk = Desk::fragment("code", rules);
    assert_eq!(desk.assess("{\"district\": \"310000\"}").1[0]["results"]["local"], true);
    refused(&desk, format!("{{\"district\": \"{}\"}}", "三".repeat(1001)), "F0125", "district", "1001");
    refused(&desk, "{\"district\": 310000}", "F0115", "district", "\"310000\"");
}
