//! Beijing's settlement by points, written by hand: an answer to compare the language's answer with.
//!
//! It shares nothing with the crates under test. Points are counted in halves, so that they are whole numbers.

mod calendar;
pub mod generate;

pub use calendar::{Date, Month};
use serde::{Deserialize, Serialize};
use serde_json::Number;

/// The facts of an applicant, under the keys of `policies/beijing`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Applicant {
    application_date: Date,
    birth_date: Date,
    sex: String,
    management_post: bool,
    permit_valid: bool,
    criminal_record: bool,
    contributions: Vec<Contribution>,
    degree: Option<Degree>,
    homes: Vec<Home>,
    home_move: Option<Move>,
    job_move: Option<Move>,
    prizes: Vec<String>,
    high_tech_since: Option<Date>,
    startup_since: Option<Date>,
    incubator_since: Option<Date>,
    taxes: Vec<TaxYear>,
    tax_offences: Vec<Date>,
    honours: Vec<String>,
    detentions: Vec<Date>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Contribution {
    month: Month,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Degree {
    level: String,
    from: Date,
    until: Date,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Home {
    kind: String,
    from: Date,
    until: Option<Date>,
    registered: Date,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Move {
    from: String,
    to: String,
    date: Date,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct TaxYear {
    year: i32,
    income_tax: Number,
    company_share: Number,
}

/// The answer: points in halves, by the indicator's key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// The key of the outcome.
    pub outcome: &'static str,
    /// The total, in halves of a point.
    pub total: i64,
    /// Each indicator's key and points, in halves.
    pub indicators: Vec<(&'static str, i64)>,
}

/// The first day that counts for moves and records.
const START: Date = Date { year: 2017, month: 1, day: 1 };

/// Assesses an applicant.
pub fn assess(a: &Applicant) -> Assessment {
    let run = unbroken_months(a);
    let by_degree = years_and_degree(a, run, a.degree.as_ref());
    let by_years = years_and_degree(a, run, None);
    let sum = |way: [i64; 3]| way.iter().sum::<i64>();
    let [employment, residence, education] = if sum(by_degree) < sum(by_years) { by_years } else { by_degree };
    let age = a.birth_date.full_years_to(a.application_date);
    let since_start =
        |dates: &[Date]| dates.iter().filter(|d| START <= **d && **d <= a.application_date).count() as i64;
    let indicators = vec![
        ("employment", employment),
        ("residence", residence),
        ("education", education),
        ("location", location(a)),
        ("innovation", innovation(a)),
        ("tax", tax(a)),
        ("tax_offences", -24 * since_start(&a.tax_offences)),
        ("age", if age <= 45 { 40 } else { 0 }),
        ("honours", if a.honours.is_empty() { 0 } else { 40 }),
        ("detention", -60 * since_start(&a.detentions)),
    ];
    let retirement = match (a.sex.as_str(), a.management_post) {
        ("male", _) => 60,
        (_, true) => 55,
        (_, false) => 50,
    };
    let eligible = a.permit_valid && age < retirement && 84 <= run && !a.criminal_record;
    let total = indicators.iter().map(|(_, points)| points).sum();
    Assessment { outcome: if eligible { "ranked" } else { "not_eligible" }, total, indicators }
}

/// How many months are insured without a gap up to the month before the application.
fn unbroken_months(a: &Applicant) -> i64 {
    let mut month = a.application_date.of_month().before();
    let mut run = 0;
    while a.contributions.iter().any(|c| c.month == month) {
        month = month.before();
        run += 1;
    }
    run
}

/// Employment, residence and education, where a degree is claimed or none is.
fn years_and_degree(a: &Applicant, run: i64, claimed: Option<&Degree>) -> [i64; 3] {
    let mut studied = 0;
    if let Some(degree) = claimed {
        let mut month = a.application_date.of_month();
        for _ in 0..run {
            month = month.before();
            let inside = degree.from.of_month() <= month && month <= degree.until.of_month();
            studied += i64::from(inside);
        }
    }
    let insured = (run - studied) / 12;
    let years = |own: bool| -> i64 {
        let homes = a.homes.iter().filter(|h| (h.kind == "own") == own);
        homes.map(|h| home_years(h, a.application_date, claimed)).sum()
    };
    let own = years(true).min(insured);
    let other = years(false).min(insured - own);
    let education = match claimed.map(|d| d.level.as_str()) {
        Some("college") => 21,
        Some("bachelor") => 30,
        Some("master") => 52,
        Some("doctor") => 74,
        _ => 0,
    };
    [6 * insured, 2 * own + other, education]
}

/// The full years in a home, without those of the studies.
fn home_years(home: &Home, today: Date, claimed: Option<&Degree>) -> i64 {
    let from = home.from.max(home.registered);
    let until = home.until.unwrap_or(today);
    match claimed {
        None => from.full_years_to(until),
        Some(degree) => from.full_years_to(until.min(degree.from)) + from.max(degree.until).full_years_to(until),
    }
}

fn location(a: &Applicant) -> i64 {
    let core = ["110101", "110102", "110105", "110106", "110107", "110108"];
    let other = ["110109", "110111", "110112", "110113", "110114", "110115", "110116", "110117", "110118", "110119"];
    let out = |m: &Option<Move>| {
        let m = m.as_ref().filter(|m| core.contains(&m.from.as_str()) && other.contains(&m.to.as_str()))?;
        (START <= m.date).then_some(m.date)
    };
    let Some(home) = out(&a.home_move) else { return 0 };
    let alone = (4 * home.full_years_to(a.application_date)).min(12);
    let both = out(&a.job_move).map(|job| (8 * home.max(job).full_years_to(a.application_date)).min(24));
    alone.max(both.unwrap_or(0))
}

fn innovation(a: &Applicant) -> i64 {
    let years = |since: Option<Date>| since.map_or(0, |d| d.full_years_to(a.application_date));
    let prize = |kind: &str| a.prizes.iter().any(|p| p == kind);
    let ways = [
        if prize("national") { 24 } else { 0 },
        if prize("city") { 12 } else { 0 },
        (4 * years(a.high_tech_since)).min(12),
        (4 * years(a.startup_since)).min(12),
        (2 * years(a.incubator_since)).min(6),
    ];
    ways.into_iter().max().unwrap_or(0)
}

fn tax(a: &Applicant) -> i64 {
    let last = a.application_date.year - 3..a.application_date.year;
    let (mut years, mut wages, mut shares) = (0, 0, 0);
    for t in a.taxes.iter().filter(|t| last.contains(&t.year)) {
        let (own, share) = (cents(&t.income_tax), cents(&t.company_share));
        years += i32::from(0 < own + share);
        wages += own;
        shares += share;
    }
    if years == 3 && (30_000_000 <= wages || 60_000_000 <= shares) { 12 } else { 0 }
}

/// An amount of yuan in its cents.
fn cents(amount: &Number) -> i64 {
    let text = amount.to_string();
    let (yuan, rest) = text.split_once('.').unwrap_or((&text, ""));
    let rest = format!("{rest:0<2}");
    yuan.parse::<i64>().expect("yuan") * 100 + rest.parse::<i64>().expect("cents")
}
