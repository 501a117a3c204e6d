//! The rules, one function for each indicator, each with its article.
//!
//! 'Reading' numbers are those of the chosen readings listed with the policy.

use chrono::NaiveDate;

use super::applicant::{Applicant, Award, Company, Education, Level, PenaltyKind, Qualification, Share, Spouse};
use super::assessment::{Assessment, Indicator, Outcome, Score};
use super::calendar::full_years;
use super::months::Months;

/// Article 12: the standard.
const STANDARD: i64 = 120;

/// The four texts of the measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Edition {
    /// The trial measures, from 2013-07-01.
    Trial,
    /// From 2015-07-01.
    Of2015,
    /// From 2018-01-01.
    Of2018,
    /// From 2023-01-01.
    Of2023,
}

/// Assesses one applicant under the measure of 2018.
#[inline]
pub fn assess(applicant: &Applicant) -> Assessment {
    assess_under(applicant, Edition::Of2018)
}

/// Assesses one applicant under one text.
#[inline]
pub fn assess_under(applicant: &Applicant, edition: Edition) -> Assessment {
    let now = applicant.application_date;
    let trial = edition == Edition::Trial;
    let months = Months::count(applicant, if trial { 36 } else { 48 });
    let most = if trial { 100 } else { 120 };
    let company = applicant.company.as_ref();
    let award = |points: i64, holds: bool| if holds { points } else { 0 };
    let points = [
        age(full_years(applicant.birth_date, now)),
        education(applicant.education),
        title(&applicant.qualifications, trial || 6 <= months.last_year_at_wage),
        insured_years(&months),
        // article 7(1), 7(2), 7(3): conditions published elsewhere
        award(120, !trial && applicant.entrepreneur),
        award(120, !trial && applicant.innovation_intermediary),
        award(30, applicant.shortage_major),
        company.map_or(0, |own| tax(own).min(most)),
        company.map_or(0, |own| local_jobs(own).min(most)),
        contribution_base(&months, trial),
        applicant.public_service_since.map_or(0, |since| public_service(since, now)),
        suburbs(applicant, edition),
        // article 7(8)
        award(10, applicant.fresh_graduate),
        awards(&applicant.awards),
        applicant.spouse.as_ref().map_or(0, |own| spouse(own, now)),
        deduction(applicant, PenaltyKind::FalseMaterial, 3, 150),
        deduction(applicant, PenaltyKind::Detention, 5, 50),
        deduction(applicant, PenaltyKind::OrdinaryCrime, 5, 150),
    ];
    let mut scores = points.map(|points| Score { points, counted: points });
    choose_one(&mut scores, Indicator::Education, Indicator::Title);
    choose_one(&mut scores, Indicator::Tax, Indicator::LocalJobs);
    let total = total(&scores);
    Assessment { scores, total, outcome: outcome(applicant, &months, total, edition) }
}

/// Article 6(1): 5 points at 56 to 60, 2 more for each year below, at most 30.
/// Above 60 the text gives nothing (reading 1).
fn age(years: i64) -> i64 {
    match years {
        61.. => 0,
        56..=60 => 5,
        _ => (5 + 2 * (56 - years)).min(30),
    }
}

/// Article 6(2): the highest education, at most 110.
fn education(education: Education) -> i64 {
    match education {
        Education::None => 0,
        Education::College => 50,
        Education::Bachelor => 60,
        Education::BachelorWithDegree => 90,
        Education::Master => 100,
        Education::Doctor => 110,
    }
}

/// Article 6(3): the best title or skill grade that fits the post, at most
/// 140. The rows of 100 and 140 want 6 months of the last 12 at the reference
/// wage; one that fails is passed over (readings 6 and 15).
///
/// In the trial measures there is no such gate.
fn title(qualifications: &[Qualification], gate: bool) -> i64 {
    let fitting = qualifications.iter().filter(|qualification| qualification.matches_post);
    let rows = fitting.map(|qualification| match qualification.level {
        Level::Skill5 => 15,
        Level::Skill4 => 30,
        Level::Skill3 => 60,
        Level::Skill2 | Level::Intermediate if gate => 100,
        Level::Skill1 | Level::Senior if gate => 140,
        Level::Skill2 | Level::Intermediate | Level::Skill1 | Level::Senior => 0,
    });
    rows.max().unwrap_or(0)
}

/// Article 6(4): 3 points for each full 12 months, gaps or not (reading 5).
fn insured_years(months: &Months) -> i64 {
    3 * (months.insured_by_employer / 12)
}

/// Article 7(4): 10 points for each full 100,000 CNY of the three-year
/// average tax, by own share, at most 120 (reading 9).
fn tax(company: &Company) -> i64 {
    per_unit_of_average(&company.tax_paid, company.share, 100_000 * 100)
}

/// Article 7(4): 10 points for each full 10 local people of the three-year
/// average, by own share, at most 120 (reading 9).
fn local_jobs(company: &Company) -> i64 {
    per_unit_of_average(&company.local_hires, company.share, 10)
}

fn per_unit_of_average(years: &[i64], share: Share, unit: i128) -> i64 {
    if years.len() < 3 {
        return 0;
    }
    let sum: i128 = years.iter().copied().map(i128::from).sum();
    let units = sum * i128::from(share.numerator) / (3 * unit * i128::from(share.denominator));
    10 * units.min(12) as i64
}

/// Article 7(5): the best tier of contribution bases, at most 120; each tier
/// reads 'at least its lower bound' (reading 2). The trial measures have no tier of three times the wage, and want each of
/// the last 36 months.
fn contribution_base(months: &Months, trial: bool) -> i64 {
    if !trial && 24 <= months.at_three_times {
        120
    } else if 36 <= months.at_twice {
        100
    } else if 36 <= months.at_wage {
        50
    } else if 36 <= months.at_80_percent {
        25
    } else {
        0
    }
}

/// Article 7(6): 4 points for each full year of public service, once 5 years
/// are full (reading 8).
fn public_service(since: NaiveDate, now: NaiveDate) -> i64 {
    match full_years(since, now) {
        ..5 => 0,
        years => 4 * years,
    }
}

/// Article 7(7): 2 points for each full year in the outer suburbs, once 5
/// years are full, at most 20 (reading 8). From 2023 on, in Lingang once 3 are full; the better one (reading 14).
fn suburbs(applicant: &Applicant, edition: Edition) -> i64 {
    let years = |since: Option<NaiveDate>| since.map_or(0, |since| full_years(since, applicant.application_date));
    let counted = |years: i64, gate: i64| if years < gate { 0 } else { (2 * years).min(20) };
    let suburban = counted(years(applicant.suburban_since), 5);
    if edition < Edition::Of2023 { suburban } else { suburban.max(counted(years(applicant.lingang_since), 3)) }
}

/// Article 7(9): the best award, at most 110.
fn awards(awards: &[Award]) -> i64 {
    let rows = awards.iter().map(|award| match award {
        Award::CitySpecial => 30,
        Award::CityGeneral => 60,
        Award::Provincial => 110,
    });
    rows.max().unwrap_or(0)
}

/// Article 7(10): 4 points for each full year married to a local spouse, at
/// most 40.
fn spouse(spouse: &Spouse, now: NaiveDate) -> i64 {
    if spouse.local_hukou { (4 * full_years(spouse.married_on, now)).min(40) } else { 0 }
}

/// Article 8(1), 8(2), 8(3): `each` is taken off for every record fewer than
/// `years` full years old; one after the application is not counted
/// (reading 7).
fn deduction(applicant: &Applicant, kind: PenaltyKind, years: i64, each: i64) -> i64 {
    let now = applicant.application_date;
    let counted = applicant
        .penalties
        .iter()
        .filter(|penalty| penalty.kind == kind && penalty.date <= now && full_years(penalty.date, now) < years);
    -each * counted.count() as i64
}

/// Article 11: of the two, the higher counts; of equals the first (reading 10).
fn choose_one(scores: &mut [Score; Indicator::COUNT], first: Indicator, second: Indicator) {
    let first_wins = scores[second as usize].points <= scores[first as usize].points;
    let loser = if first_wins { second } else { first };
    scores[loser as usize].counted = 0;
}

/// Article 11: basic and bonus points minus deductions, at least 0.
fn total(scores: &[Score; Indicator::COUNT]) -> i64 {
    let sum: i64 = scores.iter().map(|score| score.counted).sum();
    sum.max(0)
}

/// Articles 9, 2 and 12, in this order (readings 11 to 13).
fn outcome(applicant: &Applicant, months: &Months, total: i64, edition: Edition) -> Outcome {
    let least = if edition < Edition::Of2018 { 1 } else { 6 };
    let violation = edition < Edition::Of2023 && applicant.family_planning_violation;
    if violation || applicant.serious_crime {
        Outcome::Disqualified
    } else if !applicant.permit_valid || months.insured < least {
        Outcome::NotEligible
    } else if STANDARD <= total {
        Outcome::Qualified
    } else {
        Outcome::BelowStandard
    }
}
