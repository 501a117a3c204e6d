//! The answer: points for each indicator, total and outcome.

/// The eighteen indicators, in the order of the measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum Indicator {
    /// Article 6(1).
    Age,
    /// Article 6(2).
    Education,
    /// Article 6(3).
    Title,
    /// Article 6(4).
    InsuredYears,
    /// Article 7(1).
    Entrepreneur,
    /// Article 7(2).
    InnovationIntermediary,
    /// Article 7(3).
    ShortageMajor,
    /// Article 7(4), the taxes.
    Tax,
    /// Article 7(4), the jobs.
    LocalJobs,
    /// Article 7(5).
    ContributionBase,
    /// Article 7(6).
    PublicService,
    /// Article 7(7).
    OuterSuburbs,
    /// Article 7(8).
    FreshGraduate,
    /// Article 7(9).
    Awards,
    /// Article 7(10).
    Spouse,
    /// Article 8(1).
    FalseMaterial,
    /// Article 8(2).
    Detention,
    /// Article 8(3).
    OrdinaryCrime,
}

impl Indicator {
    /// How many there are.
    pub const COUNT: usize = 18;

    /// Every indicator with its key, in order.
    pub const ALL: [(Indicator, &'static str); Indicator::COUNT] = [
        (Indicator::Age, "age"),
        (Indicator::Education, "education"),
        (Indicator::Title, "title"),
        (Indicator::InsuredYears, "insured_years"),
        (Indicator::Entrepreneur, "entrepreneur"),
        (Indicator::InnovationIntermediary, "innovation_intermediary"),
        (Indicator::ShortageMajor, "shortage_major"),
        (Indicator::Tax, "tax"),
        (Indicator::LocalJobs, "local_jobs"),
        (Indicator::ContributionBase, "contribution_base"),
        (Indicator::PublicService, "public_service"),
        (Indicator::OuterSuburbs, "outer_suburbs"),
        (Indicator::FreshGraduate, "fresh_graduate"),
        (Indicator::Awards, "awards"),
        (Indicator::Spouse, "spouse"),
        (Indicator::FalseMaterial, "false_material"),
        (Indicator::Detention, "detention"),
        (Indicator::OrdinaryCrime, "ordinary_crime"),
    ];

    /// The key under which the policy reports this indicator.
    pub fn key(self) -> &'static str {
        Indicator::ALL[self as usize].1
    }

    /// The indicator with this key.
    pub fn from_key(key: &str) -> Option<Indicator> {
        let found = Indicator::ALL.iter().find(|(_, own)| *own == key);
        found.map(|(indicator, _)| *indicator)
    }
}

/// What one indicator gives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// The indicator's own points after its cap; deductions are negative.
    pub points: i64,
    /// What of them reaches the total after the choose-one groups.
    pub counted: i64,
}

/// The outcomes, the first that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Vetoed under article 9.
    Disqualified,
    /// May not apply under article 2.
    NotEligible,
    /// Reaches the standard of article 12.
    Qualified,
    /// Stays below the standard.
    BelowStandard,
}

impl Outcome {
    /// The key under which the policy reports this outcome.
    pub fn key(self) -> &'static str {
        match self {
            Outcome::Disqualified => "disqualified",
            Outcome::NotEligible => "not_eligible",
            Outcome::Qualified => "qualified",
            Outcome::BelowStandard => "below_standard",
        }
    }
}

/// The whole answer for one applicant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// One score for each indicator, in the order of [`Indicator::ALL`].
    pub scores: [Score; Indicator::COUNT],
    /// The sum of what is counted, at least 0.
    pub total: i64,
    /// The outcome.
    pub outcome: Outcome,
}

impl Assessment {
    /// An indicator's own points after its cap.
    pub fn points(&self, indicator: Indicator) -> i64 {
        self.scores[indicator as usize].points
    }

    /// What an indicator adds to the total.
    pub fn counted(&self, indicator: Indicator) -> i64 {
        self.scores[indicator as usize].counted
    }
}
