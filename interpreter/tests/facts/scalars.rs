//! Plain values: what each type accepts, and what it says of the rest.

use super::{bad, english, error_of, good, shown, value};

#[test]
fn accepted() {
    for (key, json, words) in [
        ("permit_valid", "true", "yes"),
        ("permit_valid", "false", "no"),
        ("balance", "6504", "6504 yuan"),
        ("balance", "\"6504.50\"", "6504.50 yuan"),
        ("balance", "-0.01", "-0.01 yuan"),
        ("balance", "-0", "0 yuan"),
        ("balance", "0e400", "0 yuan"),
        ("balance", "1e3", "1000 yuan"),
        ("balance", "1.50E+1", "15 yuan"),
        ("balance", "\"25e-2\"", "0.25 yuan"),
        ("balance", "12993.0100000000000000000001", "12993.0100000000000000000001 yuan"),
        ("balance", "1.00000000000000000000000000000000000000", "1 yuan"),
        ("balance", "1e27", "1000000000000000000000000000 yuan"),
        ("balance", "1e-28", "0.0000000000000000000000000001 yuan"),
        ("balance", "9999999999999999999999999999", "9999999999999999999999999999 yuan"),
        ("children", "0", "0"),
        ("children", "12.0", "12"),
        ("children", "\"3\"", "3"),
        ("ratio", "0", "0"),
        ("ratio", "0.9999999999999999999999999999", "0.9999999999999999999999999999"),
        ("language", "-5", "-5"),
        ("earlier_points", "1", "1 point"),
        ("application_date", "\"2018-06-30\"", "2018-06-30"),
        ("application_date", "\"2020-02-29\"", "2020-02-29"),
        ("application_date", "\"1900-01-01\"", "1900-01-01"),
        ("application_date", "\"2199-12-31\"", "2199-12-31"),
        ("birth_date", "\"2199-12-31\"", "2199-12-31"),
        ("since_month", "\"2016-04\"", "2016-04"),
        ("since_month", "\"2199-12\"", "2199-12"),
        ("since_month", "null", "none"),
        ("service", "\"P3Y2M\"", "3 years 2 months"),
        ("service", "\"P14M\"", "1 year 2 months"),
        ("service", "\"P15D\"", "15 days"),
        ("service", "\"P0D\"", "0 days"),
        ("service", "\"P50Y\"", "50 years"),
        ("occupation", "\"2-02-10-03\"", "2-02-10-03"),
        ("occupation", "\" 工程师 \"", " 工程师 "),
        ("education", "\"master\"", "硕士"),
        ("education", "\"硕士\"", "硕士"),
        ("spouse", "null", "none"),
        ("awards", "[]", "0 entries"),
        ("awards", "[\"city\", \"省级\"]", "2 entries"),
    ] {
        assert_eq!(shown(key, json), words, "{key}: {json}");
    }
}

#[test]
fn refused() {
    let long = "1".repeat(29);
    for (key, json, message) in [
        ("permit_valid", "\"yes\"", "`permit_valid` is `\"yes\"`, expected `true` or `false` (write `true`)"),
        ("permit_valid", "\"是\"", "`permit_valid` is `\"是\"`, expected `true` or `false` (write `true`)"),
        ("permit_valid", "0", "`permit_valid` is `0`, expected `true` or `false` (write `false`)"),
        ("permit_valid", "2", "`permit_valid` is `2`, expected `true` or `false`"),
        ("balance", "\"abc\"", "`balance` is `\"abc\"`, expected an amount of money such as `6504` or `\"6504.50\"`"),
        ("balance", "true", "`balance` is `true`, expected an amount of money such as `6504` or `\"6504.50\"`"),
        (
            "balance",
            "\"12,993\"",
            "`balance` is `\"12,993\"`, expected an amount of money such as `6504` or `\"6504.50\"` (write it without separators: `12993`)",
        ),
        (
            "balance",
            "\" 12\"",
            "`balance` is `\" 12\"`, expected an amount of money such as `6504` or `\"6504.50\"` (no blanks around a number)",
        ),
        (
            "balance",
            "\"6504元\"",
            "`balance` is `\"6504元\"`, expected an amount of money such as `6504` or `\"6504.50\"` (write the number only, without a unit)",
        ),
        (
            "balance",
            "\"\"",
            "`balance` is `\"\"`, expected an amount of money such as `6504` or `\"6504.50\"` (leave the key out where it is not known)",
        ),
        (
            "balance",
            "\"1_000\"",
            "`balance` is `\"1_000\"`, expected an amount of money such as `6504` or `\"6504.50\"` (write it without separators: `1000`)",
        ),
        (
            "balance",
            "\"+5\"",
            "`balance` is `\"+5\"`, expected an amount of money such as `6504` or `\"6504.50\"` (write the number only, without a unit)",
        ),
        ("balance", "\"NaN\"", "`balance` is `\"NaN\"`, expected an amount of money such as `6504` or `\"6504.50\"`"),
        (
            "balance",
            "1e400",
            "`balance` is `1e400`, which is too large (there may be up to 28 digits before the point)",
        ),
        (
            "balance",
            "1e99999999999999999999",
            "`balance` is `1e99999999999999999999`, which is too large (there may be up to 28 digits before the point)",
        ),
        (
            "balance",
            "\"-1e28\"",
            "`balance` is `-1e28`, which is too large (there may be up to 28 digits before the point)",
        ),
        (
            "balance",
            &long,
            "`balance` is `11111111111111111111111111111`, which is too large (there may be up to 28 digits before the point)",
        ),
        (
            "balance",
            "1.1234567890123456789012345678",
            "`balance` is `1.1234567890123456789012345678`, which has too many digits (there may be up to 28 significant digits)",
        ),
        (
            "balance",
            "1e-29",
            "`balance` is `1e-29`, which has too many digits (there may be up to 28 significant digits)",
        ),
        (
            "balance",
            "1e-999999999999",
            "`balance` is `1e-999999999999`, which has too many digits (there may be up to 28 significant digits)",
        ),
        ("children", "1.5", "`children` is `1.5`, expected a whole number"),
        ("children", "\"一\"", "`children` is `\"一\"`, expected a whole number such as `12`"),
        ("children", "-1", "`children` is `-1`, expected 0 up to but not including 20"),
        ("children", "20", "`children` is `20`, expected 0 up to but not including 20"),
        ("ratio", "1", "`ratio` is `1`, expected 0 up to but not including 1"),
        (
            "ratio",
            "\"80%\"",
            "`ratio` is `\"80%\"`, expected a number such as `0.8` or `\"0.8\"` (write a percentage as a decimal such as `0.8`)",
        ),
        ("language", "101", "`language` is `101`, expected 100 or less"),
        ("application_date", "\"2023-02-30\"", "`application_date` is `2023-02-30`: there is no such day"),
        ("application_date", "\"2019-02-29\"", "`application_date` is `2019-02-29`: there is no such day"),
        ("application_date", "\"0000-01-01\"", "`application_date` is `0000-01-01`: there is no such day"),
        ("application_date", "\"1899-12-31\"", "`application_date` is `1899-12-31`, expected 1900-01-01 to 2199-12-31"),
        ("birth_date", "\"1909-12-31\"", "`birth_date` is `1909-12-31`, expected 1910-01-01 to 2199-12-31"),
        (
            "application_date",
            "\"2023/5/1\"",
            "`application_date` is `\"2023/5/1\"`, expected a date such as `\"2018-06-30\"` (write `\"2023-05-01\"`)",
        ),
        (
            "application_date",
            "20230501",
            "`application_date` is `20230501`, expected a date such as `\"2018-06-30\"` (write `\"2023-05-01\"`)",
        ),
        (
            "application_date",
            "\"2023年5月1日\"",
            "`application_date` is `\"2023年5月1日\"`, expected a date such as `\"2018-06-30\"` (write `\"2023-05-01\"`)",
        ),
        (
            "application_date",
            "\"2023-05-01T00:00:00\"",
            "`application_date` is `\"2023-05-01T00:00:00\"`, expected a date such as `\"2018-06-30\"` (write `\"2023-05-01\"`)",
        ),
        (
            "application_date",
            "\"2023-05\"",
            "`application_date` is `\"2023-05\"`, expected a date such as `\"2018-06-30\"` (the day is missing)",
        ),
        ("application_date", "\"soon\"", "`application_date` is `\"soon\"`, expected a date such as `\"2018-06-30\"`"),
        ("since_month", "\"2023-13\"", "`since_month` is `2023-13`: there is no such month"),
        ("since_month", "\"1899-12\"", "`since_month` is `1899-12`, expected 1900-01 to 2199-12"),
        (
            "since_month",
            "\"2023-05-01\"",
            "`since_month` is `\"2023-05-01\"`, expected a month such as `\"2018-06\"`, or `null` for none (write `\"2023-05\"`)",
        ),
        (
            "since_month",
            "202305",
            "`since_month` is `202305`, expected a month such as `\"2018-06\"`, or `null` for none (write `\"2023-05\"`)",
        ),
        ("service", "\"3年\"", "`service` is `\"3年\"`, expected a length of time such as `\"P3Y2M\"` or `\"P15D\"`"),
        ("service", "\"P\"", "`service` is `\"P\"`, expected a length of time such as `\"P3Y2M\"` or `\"P15D\"`"),
        (
            "service",
            "\"P2M3Y\"",
            "`service` is `\"P2M3Y\"`, expected a length of time such as `\"P3Y2M\"` or `\"P15D\"`",
        ),
        ("service", "\"PYM\"", "`service` is `\"PYM\"`, expected a length of time such as `\"P3Y2M\"` or `\"P15D\"`"),
        ("service", "\"-P1Y\"", "`service` is `\"-P1Y\"`, expected a length of time such as `\"P3Y2M\"` or `\"P15D\"`"),
        ("service", "\"P601M\"", "`service` is `50 years 1 month`, expected 0 days to 50 years"),
        ("service", "\"P20000D\"", "`service` is `20000 days`, expected 0 days to 50 years"),
        (
            "service",
            "3",
            "`service` is `3`, expected a length of time such as `\"P3Y2M\"` or `\"P15D\"` (name the unit, as in `\"P3Y\"`)",
        ),
        ("occupation", "12", "`occupation` is `12`, expected a code such as `\"A01\"` (write `\"12\"`)"),
        (
            "occupation",
            "\"\"",
            "`occupation` is `\"\"`, expected a code such as `\"A01\"` (leave the key out where it is not known)",
        ),
        (
            "education",
            "\"mastr\"",
            "`education` is `\"mastr\"`, which is no value of `学历`, expected `college`, `bachelor`, `master` (did you mean `master`?)",
        ),
        (
            "education",
            "\"Phd\"",
            "`education` is `\"Phd\"`, which is no value of `学历`, expected `college`, `bachelor`, `master`",
        ),
        ("education", "2", "`education` is `2`, expected one of `college`, `bachelor`, `master`"),
        (
            "education",
            "null",
            "`education` is `null` (none), expected one of `college`, `bachelor`, `master` (leave the key out where it is not known)",
        ),
        ("spouse", "[]", "`spouse` is a list `[…]`, expected an object such as `{\"local\": …}`, or `null` for none"),
    ] {
        assert_eq!(error_of(key, json), message, "{key}: {json}");
    }
}

#[test]
fn codes_have_a_longest_length() {
    assert_eq!(shown("occupation", &format!("\"{}\"", "码".repeat(1000))), "码".repeat(1000));
    let message = error_of("occupation", &format!("\"{}\"", "码".repeat(1001)));
    assert_eq!(message, "`occupation` has 1001 characters, at most 1000 are allowed");
}

#[test]
fn absent_is_unknown_and_other_versions_keys_are_not_used() {
    let facts = good("{\"lingang_since\": \"no date at all\"}");
    assert_eq!(facts.values.len(), 15);
    assert!(facts.values.iter().all(Option::is_none));
    assert_eq!(value(&good("{}"), "education"), None);
}

#[test]
fn unknown_keys() {
    for (json, message) in [
        ("{\"eduction\": 1}", "there is no fact with the key `eduction` (did you mean `education`?)"),
        ("{\"学历\": 1}", "there is no fact with the key `学历` (did you mean `education`?)"),
        ("{\"Permit-Valid\": true}", "there is no fact with the key `Permit-Valid` (did you mean `permit_valid`?)"),
        ("{\"lingang_sinc\": 1}", "there is no fact with the key `lingang_sinc` (did you mean `lingang_since`?)"),
        ("{\"zzz\": 1}", "there is no fact with the key `zzz`"),
        ("{\"\": 1}", "there is no fact with the key ``"),
    ] {
        assert_eq!(english(&bad(json)), [message], "{json}");
    }
}

#[test]
fn all_problems_at_once_in_the_order_of_the_text() {
    let errors = bad("{\"zzz\": 1,\n \"children\": -1, \"education\": \"x\",\n \"spouse\": {\"local\": 1, \"b\": 2}}");
    let paths: Vec<String> = errors.iter().map(|e| format!("{} {}", e.place.expect("known"), e.path)).collect();
    assert_eq!(paths, ["1:2 zzz", "2:14 children", "2:31 education", "3:22 spouse.local", "3:25 spouse.b"]);
}
