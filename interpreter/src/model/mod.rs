//! The model: a version of a policy, every name resolved and every type known. Plain data without behaviour;
//! it is what evaluation, checks, schema and other tools read.

mod body;
mod expr;
mod reads;
mod types;
mod walk;

pub use body::*;
pub use expr::*;
pub use reads::Read;
pub use types::*;

use chrono::NaiveDate;
use jifen_grammar::tree::Span;
use serde::Serialize;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
        pub struct $name(pub u32);
        impl $name {
            /// The place in the model's list of its kind.
            pub fn index(self) -> usize { self.0 as usize }
        }
    )*};
}

ids! {
    /// Index into [`Version::choices`].
    ChoiceId
    /// Index into [`Version::records`].
    RecordId
    /// Index into [`Version::facts`].
    FactId
    /// Index into [`Version::parameters`].
    ParameterId
    /// Index into [`Version::catalogues`].
    CatalogueId
    /// Index into [`Version::alternatives`].
    AlternativeId
    /// Index into [`Version::definitions`]; results are definitions too.
    DefinitionId
    /// Index into [`Version::indicators`].
    IndicatorId
    /// Index into [`Version::groups`]; totals are groups too.
    GroupId
}

/// A declaration's name as written, its key, its longer title, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    /// The name, in the file's own language.
    pub name: String,
    /// The stable key; the name where none is given.
    pub key: String,
    /// The longer title or meaning.
    pub title: Option<String>,
    /// The name's place.
    #[serde(skip)]
    pub span: Span,
    /// The amendments that wrote it.
    #[serde(flatten)]
    pub provenance: Provenance,
}

/// Which amendments wrote something, by the versions that they make; nothing where the oldest text has it as it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Provenance {
    /// The one that put it in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inserted_by: Option<String>,
    /// Those that changed it or a part of it, the oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub amended_by: Vec<String>,
}

impl Provenance {
    /// Whether no amendment wrote any of it.
    pub fn is_original(&self) -> bool {
        *self == Provenance::default()
    }

    /// Adds an amendment that changed it; the one that put it in did not.
    pub(crate) fn amended(&mut self, id: &str) {
        if self.inserted_by.as_deref() != Some(id) && self.amended_by.last().is_none_or(|last| last != id) {
            self.amended_by.push(id.to_owned());
        }
    }
}

/// One version of a policy.
#[derive(Debug, Clone, Serialize)]
pub struct Version {
    /// The policy's name and key; the title is the version's instrument.
    pub policy: Named,
    /// The version's id, `2018`.
    pub id: String,
    /// The version that its instrument amends; `None` for one in full.
    pub base: Option<String>,
    /// Whether it is a draft: known to those who ask for it, and never in force.
    pub draft: bool,
    /// The document's number.
    pub number: Option<String>,
    /// The day it was announced.
    pub announced: Option<NaiveDate>,
    /// The first day in force.
    pub in_force: NaiveDate,
    /// The last day in force as printed.
    pub expires: Option<NaiveDate>,
    /// Ids of the versions it repeals.
    pub repeals: Vec<String>,
    /// The day that picks the version: a fact, or what facts give.
    pub filing_date: Option<Expr>,
    /// The day on which ages and windows are counted.
    pub counting_date: Option<Expr>,
    /// What the measure leaves to convention.
    pub conventions: Conventions,
    /// The notes of the policy's head.
    pub notes: Vec<String>,
    /// Findings about the version that its head answers.
    pub reviewed: Vec<Answer>,
    /// The articles of the source, where the head lists them.
    pub articles: Vec<Article>,
    /// Those of them that no rule computes, and why.
    pub not_computed: Vec<NotComputed>,
    /// Who stays under an earlier version, in the order written.
    pub transitions: Vec<Transition>,
    /// Closed lists of values.
    pub choices: Vec<Choice>,
    /// Shapes of list entries and compound facts.
    pub records: Vec<Record>,
    /// What is asked of an applicant.
    pub facts: Vec<Field>,
    /// Values published by date.
    pub parameters: Vec<Parameter>,
    /// Lists of codes published by date.
    pub catalogues: Vec<Catalogue>,
    /// Ways of counting among which a group takes the best.
    pub alternatives: Vec<Alternative>,
    /// Named expressions, results included.
    pub definitions: Vec<Definition>,
    /// The scored rules.
    pub indicators: Vec<Indicator>,
    /// The type of each indicator's value.
    pub indicator_types: Vec<Type>,
    /// Totals and the groups in them.
    pub groups: Vec<Group>,
    /// The type of each group's value.
    pub group_types: Vec<Type>,
    /// The groups that are totals, in the order written.
    pub totals: Vec<GroupId>,
    /// The lists of outcomes; the first one decides `outcome`.
    pub outcomes: Vec<OutcomeList>,
    /// What must hold, and what analysis may assume, between facts.
    pub constraints: Vec<Constraint>,
    /// How values that read otherwise were written (`80%`, `48个月`), by place, in order.
    #[serde(skip)]
    pub written: Vec<(Span, Text)>,
}

/// An article of the source.
#[derive(Debug, Clone, Serialize)]
pub struct Article {
    /// As cited: `第七条`.
    pub name: String,
    /// Where it is listed.
    #[serde(skip)]
    pub span: Span,
}

/// Articles that no rule computes.
#[derive(Debug, Clone, Serialize)]
pub struct NotComputed {
    /// Which.
    pub articles: Vec<Article>,
    /// Why.
    pub reason: String,
}

/// A clause that puts some applicants under an earlier version.
#[derive(Debug, Clone, Serialize)]
pub struct Transition {
    /// Whom it is about; `None` for everybody.
    pub condition: Option<Condition>,
    /// Whether the applicant gets the better of the two versions, rather than the earlier one.
    pub better: bool,
    /// The outcomes from best to worst, where these are compared before the totals; else empty.
    pub ranking: Vec<Ranked>,
    /// The earlier version's id.
    pub version: String,
    /// Its source.
    pub cites: Vec<String>,
    /// As written, on one line.
    pub text: Text,
    /// Its place.
    #[serde(skip)]
    pub span: Span,
}

/// An outcome in a ranking, by its name or key.
#[derive(Debug, Clone, Serialize)]
pub struct Ranked {
    /// As written.
    pub name: String,
    /// Its place.
    #[serde(skip)]
    pub span: Span,
}

impl Version {
    /// The fact that is the filing date; `None` where facts give it together.
    pub fn filing_fact(&self) -> Option<FactId> {
        match self.filing_date.as_ref()?.kind {
            ExprKind::Fact(id) => Some(id),
            _ => None,
        }
    }
}

/// What a date computation leaves open, declared; `None` where the file says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Conventions {
    /// In a common year, an anniversary of 29 February falls on 1 March (`true`) or 28 February.
    pub leap_day_is_march: Option<bool>,
    /// Windows of months end with the previous month (`true`) or hold the current one.
    pub months_end_previous: Option<bool>,
    /// Windows of days end with the day before (`true`) or hold the day itself.
    pub days_end_previous: Option<bool>,
    /// The currency of money, as its unit is written; yuan by default.
    pub currency: Option<String>,
}

/// A closed list of values.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    /// Its name.
    pub named: Named,
    /// Whether its values are ordered, the lowest first.
    pub ordered: bool,
    /// The values in the order written.
    pub values: Vec<Named>,
}

/// The shape of a compound fact or list entry.
#[derive(Debug, Clone, Serialize)]
pub struct Record {
    /// Its name.
    pub named: Named,
    /// The field of which no two entries of a list hold the same value.
    pub unique: Option<usize>,
    /// The most entries a list of it may hold.
    pub most: Option<u32>,
    /// The fields.
    pub fields: Vec<Field>,
    /// Definitions inside it; they read the entry's fields.
    pub definitions: Vec<DefinitionId>,
}

/// A fact or a record's field.
#[derive(Debug, Clone, Serialize)]
pub struct Field {
    /// Its name; the title is its meaning as asked.
    pub named: Named,
    /// Its type without 'or none'.
    pub ty: Type,
    /// Whether it may be none.
    pub or_none: bool,
    /// The values it may take, bounds included unless said.
    pub domain: Option<Domain>,
    /// For a list: the most entries.
    pub most: Option<u32>,
    /// What the measure presumes where the fact is absent.
    pub presumed: Option<Presumption>,
}

/// A presumption about an absent fact.
#[derive(Debug, Clone, Serialize)]
pub struct Presumption {
    /// The value.
    pub value: Expr,
    /// Its source.
    pub cites: Vec<String>,
}

/// A range of values; a bound may read another fact.
#[derive(Debug, Clone, Serialize)]
pub struct Domain {
    /// The least value.
    pub low: Option<Expr>,
    /// The largest value.
    pub high: Option<Expr>,
    /// Whether the largest value itself is out (`..<`).
    pub open: bool,
    /// Its place.
    #[serde(skip)]
    pub span: Span,
}

/// A value, or several columns, published by date and by class.
#[derive(Debug, Clone, Serialize)]
pub struct Parameter {
    /// Its name.
    pub named: Named,
    /// Its source.
    pub cites: Vec<String>,
    /// Notes beside it.
    pub notes: Vec<String>,
    /// Findings that the drafter answered.
    pub reviewed: Vec<Answer>,
    /// Whether its last value stays good until changed, so that it never grows stale.
    pub open_ended: bool,
    /// The columns; exactly one without a name where the parameter has no `列`.
    pub columns: Vec<Column>,
}

/// One column of a parameter, with its own calendar.
#[derive(Debug, Clone, Serialize)]
pub struct Column {
    /// Its name; `None` for the only one.
    pub named: Option<Named>,
    /// The type of its values.
    pub ty: Type,
    /// The choices whose values select a series.
    pub by: Vec<ChoiceId>,
    /// For each combination of the choices' values (row-major, the first choice outermost; one without choices):
    /// the steps in the order of time.
    pub series: Vec<Vec<Step>>,
}

/// A value from a day on.
#[derive(Debug, Clone, Serialize)]
pub struct Step {
    /// The first day; a month's first where a month is written.
    pub from: NaiveDate,
    /// Whether it was written as a month.
    pub by_month: bool,
    /// The value, a constant.
    pub value: Constant,
    /// Its place.
    #[serde(skip)]
    pub span: Span,
}

/// A list of codes by date.
#[derive(Debug, Clone, Serialize)]
pub struct Catalogue {
    /// Its name.
    pub named: Named,
    /// Its source.
    pub cites: Vec<String>,
    /// Its listings in the order of time; each replaces the one before.
    pub listings: Vec<(NaiveDate, Vec<String>)>,
}

/// A way of counting, chosen for the applicant's best by a group `择优于`.
#[derive(Debug, Clone, Serialize)]
pub struct Alternative {
    /// Its name.
    pub named: Named,
    /// The same values as a choice, so that expressions can ask which one is taken.
    pub choice: ChoiceId,
}

/// A named expression or body.
#[derive(Debug, Clone, Serialize)]
pub struct Definition {
    /// Its name.
    pub named: Named,
    /// Parameters' names and types.
    pub params: Vec<(String, Type)>,
    /// The record inside which it stands.
    pub element: Option<RecordId>,
    /// The type of its value.
    pub ty: Type,
    /// Its source.
    pub cites: Vec<String>,
    /// Whether it is a `结果`: reported in the assessment.
    pub reported: bool,
    /// Of a `结果`: the facts that it reads, through definitions too.
    pub reads: Vec<Read>,
    /// What it computes.
    pub content: Content,
}

/// What a definition computes.
#[derive(Debug, Clone, Serialize)]
pub enum Content {
    /// `= expression`.
    Expr(Expr),
    /// Rows or tables whose lines give values.
    Body(Body),
}

/// Something that holds between facts.
#[derive(Debug, Clone, Serialize)]
pub struct Constraint {
    /// `必须`: violated, the input is in error. Else `假定`: analysis may assume it.
    pub required: bool,
    /// The condition.
    pub condition: Expr,
    /// The message to show.
    pub message: Option<String>,
    /// Its source.
    pub cites: Vec<String>,
}
