//! The typed facts of one applicant, every one of them known.

use chrono::NaiveDate;

use super::calendar::Month;

/// One applicant with complete facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applicant {
    /// The day on which ages, years and windows are counted.
    pub application_date: NaiveDate,
    /// The day of birth, never after the application date.
    pub birth_date: NaiveDate,
    /// Holds a valid residence permit.
    pub permit_valid: bool,
    /// The highest recognised education.
    pub education: Education,
    /// Titles and skill grades.
    pub qualifications: Vec<Qualification>,
    /// Social-insurance contributions, at most one for each month, in any order.
    pub contributions: Vec<Contribution>,
    /// Recognised as an entrepreneur.
    pub entrepreneur: bool,
    /// Recognised as innovation-intermediary talent.
    pub innovation_intermediary: bool,
    /// Studied a shortage major, and the post fits it.
    pub shortage_major: bool,
    /// A fresh full-time graduate.
    pub fresh_graduate: bool,
    /// The company founded in the city, if any.
    pub company: Option<Company>,
    /// Start of unbroken public service, if any.
    pub public_service_since: Option<NaiveDate>,
    /// Start of unbroken work and residence in the outer suburbs, if any.
    pub suburban_since: Option<NaiveDate>,
    /// Start of unbroken work and residence in Lingang, if any; only the measure of 2023 asks for it.
    pub lingang_since: Option<NaiveDate>,
    /// Awards received.
    pub awards: Vec<Award>,
    /// The husband or wife, if any.
    pub spouse: Option<Spouse>,
    /// Records that lead to deductions.
    pub penalties: Vec<Penalty>,
    /// Has a record of violating the family-planning rules.
    pub family_planning_violation: bool,
    /// Has a record of a serious crime.
    pub serious_crime: bool,
}

/// Levels of education, lowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Education {
    /// Nothing that counts.
    None,
    /// `大专`.
    College,
    /// `大学本科学历`, without the degree.
    Bachelor,
    /// `大学本科学历和学士学位`.
    BachelorWithDegree,
    /// `硕士`.
    Master,
    /// `博士`.
    Doctor,
}

/// A title or skill grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Qualification {
    /// The grade.
    pub level: Level,
    /// The trade fits the post held.
    pub matches_post: bool,
}

/// Grades of titles and skills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Skill grade 5, the lowest.
    Skill5,
    /// Skill grade 4.
    Skill4,
    /// Skill grade 3.
    Skill3,
    /// Skill grade 2.
    Skill2,
    /// Skill grade 1, the highest.
    Skill1,
    /// Intermediate professional title.
    Intermediate,
    /// Senior professional title.
    Senior,
}

/// The social-insurance contribution of one month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// The month it is for.
    pub month: Month,
    /// The base, in fen.
    pub base: i64,
    /// Paid late.
    pub make_up: bool,
    /// The payer is the employer of the contract.
    pub payer_matches: bool,
    /// The base fits the income-tax base.
    pub tax_matches: bool,
}

/// A company founded in the city; its lists hold at most three years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Company {
    /// The applicant's own share.
    pub share: Share,
    /// Tax paid in each of the last years, in fen.
    pub tax_paid: Vec<i64>,
    /// Local people employed in each of the last years.
    pub local_hires: Vec<i64>,
}

/// A share from 0 to 1, exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// Above the line.
    pub numerator: i64,
    /// Below the line, a power of ten.
    pub denominator: i64,
}

/// Kinds of awards, lowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Award {
    /// Special award of a city department.
    CitySpecial,
    /// General award of a city department.
    CityGeneral,
    /// Award at provincial or ministerial level, or above.
    Provincial,
}

/// A husband or wife.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spouse {
    /// Registered in the city.
    pub local_hukou: bool,
    /// The day of the wedding.
    pub married_on: NaiveDate,
}

/// A record that leads to a deduction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Penalty {
    /// What it is for.
    pub kind: PenaltyKind,
    /// The day of the record.
    pub date: NaiveDate,
}

/// Kinds of records that lead to deductions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PenaltyKind {
    /// False material in an application.
    FalseMaterial,
    /// Administrative detention.
    Detention,
    /// Ordinary crime.
    OrdinaryCrime,
}
