//! Every message in both languages: it keeps the house's rules, and its example is real.

use super::{bad, line};
use jifen_grammar::keywords::Language::{self, En, Zh};
use jifen_interpreter::messages::Code;

#[test]
fn templates_keep_the_rules() {
    for code in Code::ALL.iter().filter(|c| c.id().starts_with('F')) {
        for language in [Zh, En] {
            for text in [code.message(language), code.hint(language)] {
                assert!(!text.ends_with(['.', '。', '!']), "{}: {text}", code.id());
                let first = text.chars().next().unwrap_or('a');
                assert!(!first.is_uppercase() || text.starts_with("JSON"), "{}: {text}", code.id());
                assert_eq!(text.matches('`').count() % 2, 0, "{}: {text}", code.id());
            }
            assert!(!code.message(language).is_empty());
            assert_eq!(code.hint(Zh).is_empty(), code.hint(En).is_empty(), "{}", code.id());
        }
    }
}

fn all(text: &str, language: Language) -> String {
    line(&bad(text)[0], language)
}

#[test]
fn chinese() {
    for (text, message) in [
        (
            "{\"contributions\": [{\"base\": \"abc\"}]}",
            "`contributions[0].base` 是`\"abc\"`,应为金额,如 `6504` 或 `\"6504.50\"`",
        ),
        ("{\"permit_valid\": \"是\"}", "`permit_valid` 是`\"是\"`,应为`true`(是)或 `false`(否) (应写 `true`)"),
        ("{\"eduction\": 1}", "没有键为 `eduction` 的事实 (是不是 `education`?)"),
        (
            "{\"education\": null}",
            "`education` 是 `null`(无),应为其中之一:`college`、`bachelor`、`master` (不知道就不写这个键)",
        ),
        ("{\"education\": \"博士\"}", "`education` 是`\"博士\"`,不是“学历”的值,应为 `college`、`bachelor`、`master`"),
        ("{\"contributions\": [{\"base\": 10000001}]}", "`contributions[0].base` 是 `10000001元`,应为0元 至 1000万元"),
        ("{\"children\": 20}", "`children` 是 `20`,应为0 至 20(不含 20)"),
        ("{\"language\": 101}", "`language` 是 `101`,应为100 以下"),
        ("{\"spouse\": {\"company\": {\"tax_paid\": [-1]}}}", "`spouse.company.tax_paid[0]` 是 `-1元`,应为0元 以上"),
        ("{\"application_date\": \"2023-02-30\"}", "`application_date` 是 `2023-02-30`,日历上没有这一日"),
        ("{\"awards\": [1,2,3,4]}", "`awards` 有 4 条,最多 3 条"),
        (
            "{\"contributions\": [{\"month\": \"2023-05\"}, {\"month\": \"2023-05\"}]}",
            "`contributions` 中 `2023-05` 有两条:`contributions[0]` 和 `contributions[1]` (每个月份只能有一条)",
        ),
        ("{\"balance\": 1e400}", "`balance` 的数 `1e400` 太大 (整数部分最多 28 位)"),
        ("{\"contributions\": [{\"basis\": 1}]}", "`contributions[0].basis`:“月缴费”没有这一项 (是不是 `base`?)"),
        ("{\"since_month\": 3}", "`since_month` 是`3`,应为月份,如 `\"2018-06\"`,或 `null`(无)"),
    ] {
        assert_eq!(all(text, Zh), message, "{text}");
    }
}

#[test]
fn text_of_the_file_is_shown_safely() {
    let text = format!("{{\"balance\": \"{{1}} {{2}} \\u202e \\n {}\"}}", "长".repeat(100));
    let message = all(&text, En);
    assert!(message.starts_with("`balance` is `\"{1} {2} \\u{202e} \\u{a} 长长"), "{message}");
    assert!(message.chars().count() < 160, "{message}");
    let key = format!("{{\"{}\\u0007\": 1}}", "k".repeat(1000));
    assert!(all(&key, En).chars().count() < 300);
}
