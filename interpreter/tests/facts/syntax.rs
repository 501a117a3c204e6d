//! Texts that are no JSON: what is said, and where.

use super::{bad, line, one};
use jifen_grammar::keywords::Language;

#[test]
fn broken_texts() {
    let deep = format!("{{\"a\": {}", "[".repeat(200));
    for (text, place, message) in [
        ("{\"a\": 1", "1:8", "the JSON is unfinished: a `}` is missing"),
        ("{\"a\": [1, 2", "1:12", "the JSON is unfinished: a `]` is missing"),
        ("{\"a\": \"x", "1:9", "the JSON is unfinished: a string has no closing quote"),
        ("{\"a\":", "1:6", "the JSON is unfinished: a value is missing"),
        ("{\"a\": 1.", "1:9", "the JSON is unfinished: a value is missing"),
        ("{\"学历\": 1,}", "1:9", "there is a comma too many before `}` (in JSON no comma follows the last item)"),
        ("{\"a\": [1,\n\n]}", "1:9", "there is a comma too many before `]` (in JSON no comma follows the last item)"),
        ("{'a': 1}", "1:2", "`'` is no quotation mark of JSON (use the double quote `\"`)"),
        ("{\"a\": 'x'}", "1:7", "`'` is no quotation mark of JSON (use the double quote `\"`)"),
        ("{“a”: 1}", "1:2", "`“` is no quotation mark of JSON (use the double quote `\"`)"),
        ("{\"a\": NaN}", "1:7", "`NaN` is no JSON value (leave the key out where the fact is unknown)"),
        ("{\"a\": nan}", "1:7", "`nan` is no JSON value (leave the key out where the fact is unknown)"),
        ("{\"a\": -Infinity}", "1:7", "`-Infinity` is no JSON value (leave the key out where the fact is unknown)"),
        ("{\"a\": True}", "1:7", "`True` is no JSON value (write `true`)"),
        ("{\"a\": None}", "1:7", "`None` is no JSON value (write `null`)"),
        ("{\"a\": 是}", "1:7", "`是` is no JSON value (write `true`)"),
        ("{\"a\": 硕士}", "1:7", "`硕士` is no JSON value (put text in quotes: `\"硕士\"`)"),
        ("{\"a\": 12元}", "1:7", "`12元` is no JSON value (put text in quotes: `\"12元\"`)"),
        ("{\"a\": trues}", "1:7", "`trues` is no JSON value (put text in quotes: `\"trues\"`)"),
        (
            "{\"a\": 007}",
            "1:7",
            "`007` is no JSON number (write it like `6504`, `0.5` or `-3`, without further zeros or a plus sign)",
        ),
        (
            "{\"a\": +1}",
            "1:7",
            "`+1` is no JSON number (write it like `6504`, `0.5` or `-3`, without further zeros or a plus sign)",
        ),
        (
            "{\"a\": .5}",
            "1:7",
            "`.5` is no JSON number (write it like `6504`, `0.5` or `-3`, without further zeros or a plus sign)",
        ),
        (
            "{\"a\": 1.}",
            "1:7",
            "`1.` is no JSON number (write it like `6504`, `0.5` or `-3`, without further zeros or a plus sign)",
        ),
        (
            "{\"a\": 2018-06-30}",
            "1:7",
            "`2018-06-30` is no JSON number (write it like `6504`, `0.5` or `-3`, without further zeros or a plus sign)",
        ),
        ("{\"a\": 12,993}", "1:10", "`993` can't stand here, expected a key in double quotes"),
        ("{a: 1}", "1:2", "`a` can't stand here, expected a key in double quotes"),
        ("{学历: 1}", "1:2", "`学历` can't stand here, expected a key in double quotes"),
        ("{\"a\" 1}", "1:6", "`1` can't stand here, expected `:`"),
        ("{\"a\"：1}", "1:5", "`：` can't stand here, expected `:` (use the ASCII colon `:`)"),
        ("{\"a\": 1，\"b\": 2}", "1:8", "`，` can't stand here, expected `,` or `}` (use the ASCII comma `,`)"),
        ("{\"a\": 1\n\"b\": 2}", "2:1", "`\"` can't stand here, expected `,` or `}`"),
        ("{\"a\": [1 2]}", "1:10", "`2` can't stand here, expected `,` or `]`"),
        ("{\"a\": ,}", "1:7", "`,` can't stand here, expected a value"),
        ("{\"a\": 1} x", "1:10", "`x` can't stand here, expected the end"),
        ("// note\n{\n}", "1:1", "`/` can't stand here, expected a JSON object (JSON has no comments)"),
        ("｛\"a\": 1｝", "1:1", "`｛` can't stand here, expected a JSON object (use ASCII brackets)"),
        (
            "{\"a\": \"x\ty\"}",
            "1:9",
            "there is a tab in a text in quotes (write it as `\\n`, `\\t` or in the form `\\u0000`)",
        ),
        (
            "{\"a\": \"x\ny\"}",
            "1:9",
            "there is a line break in a text in quotes (write it as `\\n`, `\\t` or in the form `\\u0000`)",
        ),
        (
            "{\"a\": \"C:\\dir\"}",
            "1:11",
            "there is an escape that JSON doesn't know in a text in quotes (a backslash is written `\\\\`)",
        ),
        (&deep, "1:133", "more than 128 brackets stand inside each other"),
    ] {
        let errors = bad(text);
        assert_eq!(errors.len(), 1, "{text}");
        let found = errors[0].place.map(|p| p.to_string());
        assert_eq!((line(&errors[0], Language::En).as_str(), found.as_deref()), (message, Some(place)), "{text}");
    }
}

#[test]
fn half_a_surrogate_pair() {
    for text in ["{\"a\": \"\\ud800\"}", "{\"a\": \"\\ud800\\u0041\"}", "{\"a\": \"\\udc00\"}", "{\"a\": \"\\u12\"}"] {
        let errors = bad(text);
        assert_eq!(errors[0].code.id(), "F0109", "{text}");
    }
}

#[test]
fn chinese_has_words_of_its_own() {
    for (text, message) in [
        ("{\"a\": 1", "JSON 未写完:缺少 `}`"),
        ("{\"a\": 1,}", "`}` 前多了逗号 (JSON 的最后一项后面不写逗号)"),
        ("{\"a\": NaN}", "`NaN` 不是 JSON 的值 (不知道的事实不写这个键)"),
        ("{\"a\": 1，\"b\": 2}", "`，` 不能出现在这里,此处应为`,` 或 `}` (请用英文逗号 `,`)"),
        ("{\"a\": \"x\ty\"}", "引号里的文字中有制表符 (写作 `\\n`、`\\t` 或 `\\u0000` 的形式)"),
    ] {
        assert_eq!(line(&bad(text)[0], Language::Zh), message, "{text}");
    }
}

#[test]
fn duplicate_keys_are_all_told_with_their_paths() {
    let text = "{\"a\": {\"b\": 1, \"b\": 2,\n\"b\": 3}, \"c\": [{}, {\"d\": 1, \"\\u0064\": 2}], \"a\": 3}";
    let errors = one(text).json.expect_err("duplicates");
    let told: Vec<String> =
        errors.iter().map(|e| format!("{} {}", e.place.expect("known"), line(e, Language::En))).collect();
    assert_eq!(
        told,
        [
            "2:1 `a.b` is written twice (delete one of the two)",
            "2:29 `c[1].d` is written twice (delete one of the two)",
            "2:44 `a` is written twice (delete one of the two)",
        ]
    );
}
