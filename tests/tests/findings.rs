//! What the strict check finds in policies of other shapes: each planted mistake, and nothing in their sound twins; an
//! applicant for each whom the command assesses; answers that fit, and that come back.

use jifen_tests::command::{jifen, root};
use jifen_tests::spec::Scratch;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;

const HEAD: &str = "policy bursary (bursary) version 2 \"Bursary Rules\" {\n  in force 2023-09-01\n  filing date filed_on\n}\n
conventions {\n  leap day in common years as Mar 1\n  last months end previous month\n  last days end same day\n  currency GBP\n}\n
choice band low to high {\n  low\n  middle\n  high\n}\n
record month_paid one for each month up to 240 entries {\n  month : month\n  amount : money 0 GBP..100_000 GBP\n}\n
facts {\n  filed_on : date\n  born_on : date 1930-01-01..filed_on\n  income : money 0 GBP..1_000_000 GBP\n  siblings : integer 0..15
  band : band\n  months : month_paid list\n  carer : yes_no\n  local : yes_no\n  fines : integer 0..20\n}\n
define age = full_years(born_on to filed_on)\n
define paid(least : money) = count(months where month in last 36 months and amount no less than least)\n";

const SOUND: &str = "
indicator age_points per \"Rule 2\" {
  best
  (1) when age less than 30, award 20 points
  (2) when age less than 45, award 10 points
  (3) when age less than 60, award 5 points
}

indicator income_points per \"Rule 3\" {
  best
  (1) when income no more than 20_000 GBP, award 25 points
  (2) when income no more than 42_000 GBP, award 10 points
}

indicator family per \"Rule 4\" {
  by siblings, for each full 1 award 3 points, at most 12 points
}

indicator paying per \"Rule 5\" {
  best
  (1) when paid(100 GBP) no less than 24, award 5 points
  (2) when paid(500 GBP) no less than 24, award 10 points
}

indicator care per \"Rule 6\" {
  when carer, award 15 points
}

indicator school per \"Rule 7\" {
  by band {
    low award 10 points
    middle award 5 points
    high award 0 points
  }
}

indicator conduct per \"Rule 8\" {
  by fines, for each full 1 deduct 5 points
}

total score sum per \"Rule 9\" {
  age_points
  income_points
  family
  paying
  group personal choose one per \"Rule 9(2)\" { care; school }
  conduct
  at least 0 points
}

outcomes {
  when not local, refused per \"Rule 1\"
  when score no less than 50 points, full per \"Rule 10\"
  when score no less than 30 points, half per \"Rule 10\"
  otherwise, nothing_given per \"Rule 10\"
}
";

/// What a change of the sound rules plants, and the finding that it must give.
const PLANTED: &[(&str, &str, &str)] = &[
    (
        "award 10 points\n  (3) when age less than 60, award 5",
        "award 10 points\n  (3) when age less than 25, award 5",
        "W0621",
    ),
    (
        "(2) when paid(500 GBP) no less than 24, award 10 points",
        "(2) when paid(500 GBP) no less than 30, award 5 points",
        "W0621",
    ),
    ("when carer, award 15", "when carer or not carer, award 15", "W0623"),
    ("when carer, award 15", "when carer and fines no less than 2 and fines no less than 1, award 15", "W0623"),
    ("{ care; school }", "{ school }\n  care", "W0624"),
    ("when carer, award 15 points", "when band is low, award 10 points", "W0625"),
    ("when score no less than 50 points, full", "when score no less than 90 points, full", "W0626"),
    ("when score no less than 30 points, half", "when score less than 50 points, half", "W0627"),
    ("  at least 0 points\n}", "  at least 0 points\n  at most 150 points\n}", "W0628"),
    ("  at least 0 points\n}", "  at least -200 points\n}", "W0628"),
    ("at most 12 points", "at most 2 points", "W0629"),
    (
        "  conduct\n  at least 0 points",
        "  group off sum per \"Rule 8\" {\n    conduct\n    at least 0 points\n  }",
        "W0630",
    ),
    ("  best\n  (1) when income no more", "  (1) when band is low and income no more", "W0631"),
    ("(2) when income no more than 42_000 GBP", "(2) when income in 25_000 GBP..42_000 GBP", "W0632"),
    ("award 25 points", "award 45 points", "W0633"),
    (
        "    middle award 5 points\n    high award 0 points",
        "    middle award 15 points\n    high award 12 points",
        "W0634",
    ),
];

fn codes(found: &Value) -> BTreeSet<String> {
    let all = found["diagnostics"].as_array().into_iter().flatten();
    all.map(|d| d["code"].as_str().unwrap_or_default().to_owned()).collect()
}

fn check(name: &str, rules: &str) -> (Scratch, Value) {
    let desk = Scratch::new(name).expect("a folder");
    fs::write(desk.path().join("1.rules"), format!("{HEAD}{rules}")).expect("a policy");
    let ran = jifen(desk.path(), &["check", "--strict", "--json", "--on", "2023-10-01", "1.rules"], "");
    let found = serde_json::from_str(&ran.out).unwrap_or_else(|e| panic!("{e}: {}{}", ran.out, ran.err));
    (desk, found)
}

#[test]
fn a_sound_policy_gives_nothing() {
    let (_desk, found) = check("findings-sound", SOUND);
    assert_eq!(found["diagnostics"], Value::Array(Vec::new()));
}

/// What is presumed of an absent fact is one of the values it may have; what asks which alternative is tried is only
/// evaluated where one is.
#[test]
fn presumptions_and_alternatives_are_no_mistakes() {
    let text = "policy aid (aid) version 1 { in force 2023-01-01; filing date filed; expires 2027-12-31 }

alternative route (route) { by_grades (by_grades); by_work (by_work) }
facts {
  filed (filed) : date
  grade (grade) : integer 0..100
  years (years) : integer 0..40
  expelled (expelled) : yes_no presume no per \"1\"
}
indicator marks (marks) per \"2\" {
  only for route is by_grades
  (1) when grade in 60..74, award 10 points
  (2) when grade in 75 or more, award 18 points
  otherwise, award 0 points
}
indicator work (work) per \"3\" {
  only for route is by_work
  by years, for each full 1 award 1 point, at most 28 points
}
total score (score) sum per \"4\" { group main (main) sum under best of route { marks; work } }
outcomes {
  when expelled, refused (refused) per \"1\"
  when score no less than 15 points, granted (granted) per \"5\"
  otherwise, declined (declined) per \"5\"
}
";
    let desk = Scratch::new("findings-presumed").expect("a folder");
    fs::write(desk.path().join("1.rules"), text).expect("a policy");
    let ran = jifen(desk.path(), &["check", "--strict", "--on", "2023-10-01", "1.rules"], "");
    assert_eq!((ran.code, ran.out.contains("no problems")), (0, true), "{}{}", ran.out, ran.err);
}

#[test]
fn what_is_planted_is_found_and_shown_by_somebody() {
    for (i, (old, new, code)) in PLANTED.iter().enumerate() {
        assert!(SOUND.contains(old), "{old}");
        let (desk, found) = check("findings-planted", &SOUND.replacen(old, new, 1));
        assert!(codes(&found).contains(*code), "{i}: no {code} for `{new}`: {found}");
        let all = found["diagnostics"].as_array().expect("a list");
        let one = all.iter().find(|d| d["code"] == *code).expect("just found");
        let witness = one["witness"].to_string();
        assert!(one["example"].as_str().is_some_and(|e| e.contains("filed_on")), "{one}");
        let args = ["assess", "--json", "--version", "2", "1.rules", "-"];
        let ran = jifen(desk.path(), &args, &witness);
        assert_eq!(ran.code, 0, "{code}: {witness}: {}", ran.err);
    }
}

#[test]
fn without_strict_there_is_none_of_it() {
    let (old, new, _) = PLANTED[0];
    let (desk, _) = check("findings-loose", &SOUND.replacen(old, new, 1));
    let ran = jifen(desk.path(), &["check", "1.rules"], "");
    assert_eq!((ran.code, ran.out.contains("no problems")), (0, true), "{}", ran.out);
}

/// The finding prints the answer; it fits until what was answered changes.
#[test]
fn an_answer_fits_until_it_changes() {
    let answered = |size: &str| {
        let answer =
            format!("{{\n  reviewed W0633 \"income {size} points\" \"the rule says so\"\n  best\n  (1) when income");
        SOUND.replacen("award 25 points", "award 45 points", 1).replacen("{\n  best\n  (1) when income", &answer, 1)
    };
    let (desk, found) = check("findings-answered", &answered("35"));
    assert_eq!(codes(&found), BTreeSet::new(), "{found}");
    // Not the strict check's business
    assert!(jifen(desk.path(), &["check", "1.rules"], "").out.contains("no problems"));
    let (_desk, found) = check("findings-changed", &answered("35").replacen("award 45", "award 50", 1));
    assert_eq!(codes(&found), BTreeSet::from(["W0633".to_owned()]), "{found}");
    let (_desk, found) = check("findings-gone", &answered("35").replacen("award 45", "award 25", 1));
    assert_eq!(codes(&found), BTreeSet::from(["W0617".to_owned()]), "{found}");
}

#[test]
fn the_limit_of_a_cliff_can_be_set() {
    let (desk, found) = check("findings-cliff", SOUND);
    assert_eq!(codes(&found), BTreeSet::new());
    let ran =
        jifen(desk.path(), &["check", "--strict", "--cliff", "14", "--on", "2023-10-01", "--json", "1.rules"], "");
    let found: Value = serde_json::from_str(&ran.out).expect("one object");
    assert_eq!(codes(&found), BTreeSet::from(["W0633".to_owned()]), "{found}");
    assert!(
        found["diagnostics"][0]["message"].as_str().is_some_and(|m| m.contains("42000") || m.contains("20000")),
        "{found}"
    );
}

/// The gap that article 7(5) leaves as printed, and the one above sixty years, with nobody pointing at them.
#[test]
fn the_gaps_of_the_printed_text_are_found() {
    let folder = root().join("policies/shanghai");
    let text = fs::read_to_string(folder.join("2018.rules")).expect("the policy");
    let (before, rest) = text.split_once("定义 达标月数(").expect("a definition");
    let (_, rest) = rest.split_once("定义 工资达标").expect("the next one");
    let counted = "定义 档内月数(下限 : 小数, 上限 : 小数) = 计数(有效缴费 其中 月份 在 最近 48个月 内 \
                   且 基数 不少于 下限 * 社平工资(月份) 且 基数 低于 上限 * 社平工资(月份))\n\n定义 工资达标";
    let text = format!("{before}{counted}{rest}").replace("  废止 2015\n", "");
    let (before, rest) = text.split_once("  (1) 凡 达标月数(").expect("the tiers");
    let (_, rest) = rest.split_once("\n}").expect("their end");
    let tiers = "  (1) 凡 档内月数(80%, 1倍) 不少于 36 的,积 25分
  (2) 凡 档内月数(1倍, 2倍) 不少于 36 的,积 50分
  (3) 凡 档内月数(2倍, 3倍) 不少于 36 的,积 100分
  (4) 凡 计数(有效缴费 其中 月份 在 最近 36个月 内 且 基数 为 3倍 * 社平工资(月份)) 不少于 24 的,积 120分";
    let text = format!("{before}{tiers}\n}}{rest}");
    let text: String = text.lines().filter(|l| !l.trim_start().starts_with("已核")).map(|l| format!("{l}\n")).collect();
    let desk = Scratch::new("findings-printed").expect("a folder");
    fs::write(desk.path().join("2018.rules"), text).expect("a policy");
    fs::copy(folder.join("parameters.rules"), desk.path().join("parameters.rules")).expect("the parameters");
    let ran = jifen(desk.path(), &["check", "--strict", "--json", "--on", "2018-06-01", "."], "");
    let found: Value = serde_json::from_str(&ran.out).unwrap_or_else(|e| panic!("{e}: {}", ran.out));
    let all = found["diagnostics"].as_array().expect("a list");
    let says = |code: &str, words: &str| {
        all.iter().any(|d| {
            d["code"] == code && d["message"].as_str().is_some_and(|m| m.contains(words)) && d["witness"].is_object()
        })
    };
    assert!(says("W0604", "`周岁` 为 61 以上"), "{found}");
    assert!(says("W0632", "`基数` 为 超过 3 × 社平工资(月份)"), "{found}");
}

#[test]
fn articles_are_compared_with_what_is_cited() {
    let head =
        |articles: &str| format!("{HEAD}{SOUND}").replacen("  filing date", &format!("{articles}  filing date"), 1);
    let run = |rules: String| {
        let desk = Scratch::new("findings-articles").expect("a folder");
        fs::write(desk.path().join("1.rules"), rules).expect("a policy");
        let args = ["check", "--strict", "--json", "--lang", "en", "--on", "2023-10-01", "1.rules"];
        let ran = jifen(desk.path(), &args, "");
        let found: Value = serde_json::from_str(&ran.out).expect("one object");
        let all = found["diagnostics"].as_array().expect("a list").iter();
        all.map(|d| format!("{} {}", d["code"].as_str().unwrap_or(""), d["message"].as_str().unwrap_or("")))
            .collect::<Vec<_>>()
    };
    let none: [&str; 0] = [];
    assert_eq!(run(head("  articles \"Rule 1\" to \"Rule 10\"\n")), none);
    let two = run(head("  articles \"Rule 1\" to \"Rule 12\"\n"));
    assert_eq!(two, ["W0637 no rule cites Rule 11, Rule 12"]);
    let set_aside = "  articles \"Rule 1\" to \"Rule 12\"\n  not computed \"Rule 11\" to \"Rule 12\" \"appeals\"\n";
    assert_eq!(run(head(set_aside)), none);
    let short = run(head("  articles \"Rule 1\" to \"Rule 9\"\n"));
    assert!(
        !short.is_empty() && short.iter().all(|m| m == "W0638 `Rule 10` is none of the articles that the head lists")
    );
    let back = run(head("  articles \"Rule 1\" to \"Rule 10\"\n  not computed \"Rule 9\" \"sums\"\n"));
    assert_eq!(back, ["W0639 `Rule 9` is said not to be computed, and yet a rule cites it"]);
}
