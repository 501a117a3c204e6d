//! From JSON to the typed facts. Only complete facts pass.

use serde_json::Value;

use super::applicant::{
    Applicant, Award, Company, Contribution, Education, Level, Penalty, PenaltyKind, Qualification, Share, Spouse,
};
use super::calendar::{month_of, month_text};
use super::decimal::power_of_ten;
use super::fields::{FactError, Place, Read};
use super::wage::reference_wage;

/// Every key of an applicant; `lingang_since` is read by later versions only.
const KEYS: [&str; 19] = [
    "application_date",
    "birth_date",
    "permit_valid",
    "education",
    "qualifications",
    "contributions",
    "entrepreneur",
    "innovation_intermediary",
    "shortage_major",
    "fresh_graduate",
    "company",
    "public_service_since",
    "suburban_since",
    "lingang_since",
    "awards",
    "spouse",
    "penalties",
    "family_planning_violation",
    "serious_crime",
];

const EDUCATION: [(&str, Education); 6] = [
    ("none", Education::None),
    ("college", Education::College),
    ("bachelor", Education::Bachelor),
    ("bachelor_with_degree", Education::BachelorWithDegree),
    ("master", Education::Master),
    ("doctor", Education::Doctor),
];

const LEVELS: [(&str, Level); 7] = [
    ("skill_5", Level::Skill5),
    ("skill_4", Level::Skill4),
    ("skill_3", Level::Skill3),
    ("skill_2", Level::Skill2),
    ("skill_1", Level::Skill1),
    ("intermediate", Level::Intermediate),
    ("senior", Level::Senior),
];

const AWARDS: [(&str, Award); 3] =
    [("city_special", Award::CitySpecial), ("city_general", Award::CityGeneral), ("provincial", Award::Provincial)];

const PENALTIES: [(&str, PenaltyKind); 3] = [
    ("false_material", PenaltyKind::FalseMaterial),
    ("detention", PenaltyKind::Detention),
    ("ordinary_crime", PenaltyKind::OrdinaryCrime),
];

/// Reads one applicant whose facts are all known.
///
/// A fact that is absent, or a reference wage that a counting month lacks, is
/// an error of its own, so that a caller can pass such an applicant over.
pub fn from_json(value: &Value) -> Result<Applicant, FactError> {
    let fields = Place::root(value).object(&KEYS)?;
    let get = |key| fields.get(key);
    let applicant = Applicant {
        application_date: get("application_date")?.date()?,
        birth_date: get("birth_date")?.date()?,
        permit_valid: get("permit_valid")?.yes_no()?,
        education: get("education")?.choice(&EDUCATION)?,
        qualifications: get("qualifications")?.list(qualification)?,
        contributions: get("contributions")?.list(contribution)?,
        entrepreneur: get("entrepreneur")?.yes_no()?,
        innovation_intermediary: get("innovation_intermediary")?.yes_no()?,
        shortage_major: get("shortage_major")?.yes_no()?,
        fresh_graduate: get("fresh_graduate")?.yes_no()?,
        company: get("company")?.or_null(company)?,
        public_service_since: get("public_service_since")?.or_null(Place::date)?,
        suburban_since: get("suburban_since")?.or_null(Place::date)?,
        // Only the measure of 2023 asks for it.
        lingang_since: match get("lingang_since") {
            Ok(place) => place.or_null(Place::date)?,
            Err(_) => None,
        },
        awards: get("awards")?.list(|award| award.choice(&AWARDS))?,
        spouse: get("spouse")?.or_null(spouse)?,
        penalties: get("penalties")?.list(penalty)?,
        family_planning_violation: get("family_planning_violation")?.yes_no()?,
        serious_crime: get("serious_crime")?.yes_no()?,
    };
    if applicant.application_date < applicant.birth_date {
        return Err(get("birth_date")?.invalid("a date up to the application date"));
    }
    if repeats_a_month(&applicant.contributions) {
        return Err(get("contributions")?.invalid("a list with one record for each month"));
    }
    wages_are_known(&applicant)?;
    Ok(applicant)
}

fn qualification(place: &Place<'_>) -> Read<Qualification> {
    let fields = place.object(&["level", "matches_post"])?;
    Ok(Qualification {
        level: fields.get("level")?.choice(&LEVELS)?,
        matches_post: fields.get("matches_post")?.yes_no()?,
    })
}

fn contribution(place: &Place<'_>) -> Read<Contribution> {
    let fields = place.object(&["month", "base", "make_up", "payer_matches", "tax_matches"])?;
    Ok(Contribution {
        month: fields.get("month")?.month()?,
        base: fields.get("base")?.fen()?,
        make_up: fields.get("make_up")?.yes_no()?,
        payer_matches: fields.get("payer_matches")?.yes_no()?,
        tax_matches: fields.get("tax_matches")?.yes_no()?,
    })
}

fn company(place: &Place<'_>) -> Read<Company> {
    let fields = place.object(&["share", "tax_paid", "local_hires"])?;
    let company = Company {
        share: share(&fields.get("share")?)?,
        tax_paid: fields.get("tax_paid")?.list(Place::fen)?,
        local_hires: fields.get("local_hires")?.list(Place::count)?,
    };
    for (key, length) in [("tax_paid", company.tax_paid.len()), ("local_hires", company.local_hires.len())] {
        if 3 < length {
            return Err(fields.get(key)?.invalid("a list of up to three years"));
        }
    }
    Ok(company)
}

fn share(place: &Place<'_>) -> Read<Share> {
    let share = place.decimal().and_then(|share| {
        let denominator = power_of_ten(share.scale)?;
        Some(Share { numerator: share.digits, denominator })
    });
    share
        .filter(|share| (0..=share.denominator).contains(&share.numerator))
        .ok_or_else(|| place.invalid("a share from 0 to 1"))
}

fn spouse(place: &Place<'_>) -> Read<Spouse> {
    let fields = place.object(&["local_hukou", "married_on"])?;
    Ok(Spouse { local_hukou: fields.get("local_hukou")?.yes_no()?, married_on: fields.get("married_on")?.date()? })
}

fn penalty(place: &Place<'_>) -> Read<Penalty> {
    let fields = place.object(&["kind", "date"])?;
    Ok(Penalty { kind: fields.get("kind")?.choice(&PENALTIES)?, date: fields.get("date")?.date()? })
}

fn repeats_a_month(contributions: &[Contribution]) -> bool {
    let mut months: Vec<_> = contributions.iter().map(|record| record.month).collect();
    months.sort_unstable();
    months.windows(2).any(|pair| pair[0] == pair[1])
}

/// Refuses contributions in a window that looks at the wage, from months that
/// have none.
fn wages_are_known(applicant: &Applicant) -> Read<()> {
    let now = month_of(applicant.application_date);
    let unknown = applicant.contributions.iter().find(|record| {
        (now - 48..now).contains(&record.month) && !record.make_up && reference_wage(record.month).is_none()
    });
    match unknown {
        Some(record) => Err(FactError::NeedsParameter(month_text(record.month))),
        None => Ok(()),
    }
}
