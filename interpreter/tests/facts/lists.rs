//! Records and lists.

use super::{bad, english, error_of, good, shown, value};
use jifen_interpreter::value::Val;

fn months(n: usize) -> String {
    let entry = |i: usize| {
        let month = format!("{:04}-{:02}", 1950 + i / 12, i % 12 + 1);
        format!("{{\"month\": \"{month}\", \"base\": \"6504.50\", \"make_up\": false}}")
    };
    format!("[{}]", (0..n).map(entry).collect::<Vec<_>>().join(",\n"))
}

#[test]
fn records_keep_their_order_and_place() {
    let facts = good("{\"contributions\": [{\"base\": 1, \"month\": \"2018-01\", \"make_up\": true}]}");
    let Some(Val::List(list)) = value(&facts, "contributions") else { panic!("a list") };
    let Val::Record(entry) = &list.items[0].value else { panic!("an entry") };
    assert_eq!(&*entry.place, "contributions[0]");
    assert!(matches!(entry.fields[..], [Val::Month(24216), Val::Number(_), Val::YesNo(true)]));
    assert_eq!(list.more, None);
}

#[test]
fn list_rules() {
    for (key, json, messages) in [
        (
            "contributions",
            "{}",
            "`contributions` is an object `{…}`, expected a list `[…]`, each entry an object such as `{\"month\": …}` (write a single entry as a list `[…]` too)",
        ),
        (
            "contributions",
            "null",
            "`contributions` is `null` (none), expected a list `[…]`, each entry an object such as `{\"month\": …}` (write `[]` where there are no entries, leave the key out where it is not known)",
        ),
        (
            "contributions",
            "[null]",
            "`contributions[0]` is `null` (none), expected an object such as `{\"month\": …}` (delete the entry)",
        ),
        ("contributions", "[1]", "`contributions[0]` is `1`, expected an object such as `{\"month\": …}`"),
        (
            "contributions",
            "[{\"basis\": 1}]",
            "`contributions[0].basis`: `月缴费` has no such field (did you mean `base`?)",
        ),
        (
            "contributions",
            "[{}, {\"base\": -1}]",
            "`contributions[1].base` is `-1 yuan`, expected 0 yuan to 10000000 yuan",
        ),
        (
            "contributions",
            "[{\"month\": null}]",
            "`contributions[0].month` is `null` (none), expected a month such as `\"2018-06\"` (leave the key out where it is not known)",
        ),
        (
            "awards",
            "[\"city\", \"town\"]",
            "`awards[1]` is `\"town\"`, which is no value of `奖项`, expected `city`, `provincial`",
        ),
        ("awards", "[\"city\", \"city\", \"city\", \"city\"]", "`awards` has 4 entries, at most 3 are allowed"),
        ("awards", "[[\"city\"]]", "`awards[0]` is a list `[…]`, expected one of `city`, `provincial`"),
        (
            "spouse",
            "{\"company\": {\"tax_paid\": [1, -2]}}",
            "`spouse.company.tax_paid[1]` is `-2 yuan`, expected 0 yuan or more",
        ),
        ("spouse", "{\"company\": {\"share\": 1.01}}", "`spouse.company.share` is `1.01`, expected 0 to 1"),
        (
            "spouse",
            "{\"company\": null}",
            "`spouse.company` is `null` (none), expected an object such as `{\"share\": …}` (leave the key out where it is not known)",
        ),
    ] {
        assert_eq!(error_of(key, json), messages, "{key}: {json}");
    }
}

#[test]
fn one_entry_for_each() {
    let entry = |month: &str| format!("{{\"month\": {month}}}");
    let all = ["\"2023-04\"", "\"2023-05\"", "\"2023-06\"", "\"2023-05\"", "\"2023-05\""].map(entry).join(",");
    let text = format!("{{\"contributions\": [{all}, {{}}, {{}}]}}");
    assert_eq!(
        english(&bad(&text)),
        [
            "`contributions` has two entries for `2023-05`: `contributions[1]` and `contributions[3]` (there may be one entry for each 月份)",
            "`contributions` has two entries for `2023-05`: `contributions[1]` and `contributions[4]` (there may be one entry for each 月份)",
        ]
    );
    assert_eq!(bad(&text)[0].path, "contributions[3].month");
}

#[test]
fn the_most_entries() {
    assert_eq!(shown("contributions", &months(720)), "720 entries");
    assert_eq!(error_of("contributions", &months(721)), "`contributions` has 721 entries, at most 720 are allowed");
}

#[test]
fn every_bad_entry_is_told() {
    let text = months(500).replace("\"6504.50\"", "\"x\"");
    let errors = bad(&format!("{{\"contributions\": {text}}}"));
    assert_eq!(errors.len(), 500);
    assert_eq!(errors[499].path, "contributions[499].base");
    assert_eq!(errors[499].place.map(|p| p.line), Some(500));
}

/// Reading, finding repeats and placing errors take a time in proportion: quadratic ways would take minutes here.
#[test]
fn ten_thousand_entries_are_fast() {
    let mut version = super::model::version();
    version.records[1].most = None;
    let read = |text: &str| super::one(text).read(&version, &super::elsewhere());
    let all = |entries: String| format!("{{\"contributions\": {entries}}}");
    assert!(read(&all(months(2400))).is_ok());
    let repeated = all(format!("[{}]", vec![months(2500).replace(['[', ']'], ""); 4].join(",")));
    assert_eq!(read(&repeated).map_err(|errors| errors.len()).err(), Some(7500));
}
