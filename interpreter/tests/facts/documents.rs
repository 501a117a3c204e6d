//! Files to applicants.

use super::{elsewhere, english, line as words, model};
use jifen_grammar::keywords::Language;
use jifen_interpreter::facts::{Document, Json, Layout, documents, layout, line, lines};

/// Each applicant's source, with the problem's code and place where there is one.
fn sources(bytes: &[u8]) -> Vec<String> {
    documents(bytes).iter().map(source).collect()
}

fn source(document: &Document<'_>) -> String {
    match document.read(&model::version(), &elsewhere()) {
        Ok(_) => document.source.to_string(),
        Err(errors) => {
            let first = &errors[0];
            let place = first.place.map_or("?".to_owned(), |p| p.to_string());
            format!("{} {} {place}", document.source, first.code.id())
        }
    }
}

#[test]
fn layouts() {
    let table: &[(&str, &[&str])] = &[
        ("", &["line 1 F0102 ?"]),
        (" \n\r\n\t\n", &["line 1 F0102 ?"]),
        ("\u{feff}", &["line 1 F0102 ?"]),
        ("{}", &["line 1"]),
        ("\u{feff}{}", &["line 1"]),
        ("\n\n{\n}\n", &["line 3"]),
        ("{\r\n\"children\": 1\r\n}\r\n", &["line 1"]),
        ("[]", &[]),
        ("[{}]", &["[0]"]),
        ("[\n{},\n{\"children\": -1},\n3]", &["[0]", "[1] F0120 3:14", "[2] F0112 4:1"]),
        ("{}\n{}\n", &["line 1", "line 2"]),
        ("{}\r\n\r\n  \r\n{}\r\n", &["line 1", "line 4"]),
        ("{}\n{\"children\": x}\n{}", &["line 1", "line 2 F0106 2:14", "line 3"]),
        ("{\"children\": x}\n{}\n{}", &["line 1 F0106 1:14", "line 2", "line 3"]),
        ("{\"children\": 1\n{}\n{}", &["line 1 F0103 1:15", "line 2", "line 3"]),
        ("{\"children\": {\"a\": 1}\n{}\n{}", &["line 1 F0103 1:22", "line 2", "line 3"]),
        ("{\"children\": \"a}\n{}\n{}", &["line 1 F0103 1:17", "line 2", "line 3"]),
        ("garbage\n{}\n{}", &["line 1 F0106 1:1", "line 2", "line 3"]),
        ("{\"children\": 1,\n{}\n{}\n{}", &["line 1 F0103 1:16", "line 2", "line 3", "line 4"]),
        ("{}\nnull\n[1]\n{}", &["line 1", "line 2 F0112 2:1", "line 3 F0112 3:1", "line 4"]),
        ("{}\n{\"children\": 1, \"children\": 2}", &["line 1", "line 2 F0111 2:17"]),
        ("{} {}", &["line 1 F0108 1:4"]),
        ("3", &["line 1 F0112 1:1"]),
        ("{\n  \"children\": 1\n  \"education\": 2\n}", &["line 1 F0108 3:3"]),
        ("{\n  \"contributions\": [\n{},\n{},\n{},\n{}\n],\n}", &["line 1 F0104 7:2"]),
        ("{\"contributions\": [\n{}\n{}\n]}", &["line 1 F0108 3:1"]),
        ("[\n{},\n{}\n{}\n]", &["line 1 F0108 4:1"]),
        ("{\n\"children\": 1,\n\"children\": 1\n}", &["line 1 F0111 3:1"]),
        ("\n{\n\"children\": 1,\n", &["line 2 F0103 3:15"]),
    ];
    for (text, expected) in table {
        assert_eq!(sources(text.as_bytes()), *expected, "{text:?}");
    }
}

#[test]
fn encodings() {
    let utf16: Vec<u8> = "{\"教育\": 1}\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [b"\xFF\xFE".to_vec(), utf16.clone()].concat();
    let big: Vec<u8> = "\u{feff}{\"a\": 1}".encode_utf16().flat_map(u16::to_be_bytes).collect();
    let gbk = b"{\n\"education\": \"\xB2\xA9\xCA\xBF\"\n}";
    let latin = b"{\n\"education\": \"caf\xE9\"\n}";
    for (bytes, place, message) in [
        (utf16.as_slice(), "1:1", "not UTF-8 text but, it seems, UTF-16 (save the file as UTF-8)"),
        (&marked, "1:1", "not UTF-8 text but, it seems, UTF-16 (save the file as UTF-8)"),
        (&big, "1:1", "not UTF-8 text but, it seems, UTF-16 (save the file as UTF-8)"),
        (gbk, "2:15", "not UTF-8 text but, it seems, GBK (save the file as UTF-8)"),
        (latin, "2:18", "not UTF-8 text (save the file as UTF-8)"),
    ] {
        let all = documents(bytes);
        assert_eq!(all.len(), 1, "{message}");
        let errors = all[0].json.clone().expect_err(message);
        assert_eq!(english(&errors), [message]);
        assert_eq!(errors[0].place.map(|p| p.to_string()).as_deref(), Some(place));
    }
    let chinese = words(&documents(gbk)[0].json.clone().expect_err("GBK")[0], Language::Zh);
    assert_eq!(chinese, "不是 UTF-8 文本,看起来是 GBK (请把文件另存为 UTF-8 编码)");
}

#[test]
fn a_line_in_another_encoding_does_not_stop_the_others() {
    assert_eq!(sources(b"{}\n{\"education\": \"\xB2\xA9\"}\n{}"), ["line 1", "line 2 F0101 2:16", "line 3"]);
    assert_eq!(sources(b"{\"education\": \"\xB2\xA9\"}\n{}\n{}"), ["line 1 F0101 1:16", "line 2", "line 3"]);
    assert_eq!(sources(b"{\"education\": \"\xB2\xA9\n{}\n{}"), ["line 1 F0101 1:16", "line 2", "line 3"]);
}

#[test]
fn lines_can_be_streamed() {
    assert_eq!(layout(b"\xEF\xBB\xBF{\"a\": \"}\"}\n"), Layout::Lines);
    assert_eq!(layout(b"\n\n{\"a\": {}}\r\n"), Layout::Lines);
    for whole in [&b"{\n"[..], b"", b"[{}]", b"{\"a\": [\n", b"\xFF\xFE{\0}\0", b"{\"a\": \"}\n"] {
        assert_eq!(layout(whole), Layout::Whole, "{whole:?}");
    }
    assert!(line(3, b" \r\n").is_none());
    let third = line(3, b"{\"children\": -1}\r\n").expect("a document");
    assert_eq!(source(&third), "line 3 F0120 3:14");
    let first = line(1, b"\xEF\xBB\xBF{\"children\": -1}\n").expect("a document");
    assert_eq!(source(&first), "line 1 F0120 1:14");
    let all: Vec<String> = lines(b"{}\n\n{\n{}").map(|d| source(&d)).collect();
    assert_eq!(all, ["line 1", "line 3 F0103 3:2", "line 4"]);
}

#[test]
fn numbers_stay_text() {
    let text = r#"{"a": 12993.0100000000000000001, "b": 1E+5, "c": -0, "d": 18446744073709551616, "e": [1, 0.10],
        "f": {"$serde_json::private::Number": "5"}, "g": {"$serde_json::private::Number": 5, "x": 1}}"#;
    let Json::Object(all) = documents(text.as_bytes()).remove(0).json.expect("JSON") else { panic!("an object") };
    let n = |text: &'static str| Json::Number(text.into());
    let key = || "$serde_json::private::Number".into();
    let values: Vec<Json> = all.into_iter().map(|(_, value)| value).collect();
    assert_eq!(values[0], n("12993.0100000000000000001"));
    assert!(matches!(&values[1], Json::Number(text) if text.to_lowercase().replace('+', "") == "1e5"));
    assert_eq!(values[2..5], [n("-0"), n("18446744073709551616"), Json::Array(vec![n("1"), n("0.10")])]);
    assert_eq!(values[5], Json::Object(vec![(key(), Json::String("5".into()))]));
    assert_eq!(values[6], Json::Object(vec![(key(), n("5")), ("x".into(), n("1"))]));
}
