use super::*;
use crate::shapes::Shape;

/// A text that is shown, written in both languages of the keywords.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Text {
    /// With Chinese keywords.
    pub zh: String,
    /// With English keywords.
    pub en: String,
}

/// A scored rule.
#[derive(Debug, Clone, Serialize)]
pub struct Indicator {
    /// Its name.
    pub named: Named,
    /// Its source.
    pub cites: Vec<String>,
    /// What it awards.
    pub body: Body,
    /// The facts that it reads, through definitions too, in the order declared.
    pub reads: Vec<Read>,
}

/// The inside of an indicator or of a definition by cases.
#[derive(Debug, Clone, Serialize)]
pub struct Body {
    /// Notes of the drafter, shown with the explanation.
    pub notes: Vec<String>,
    /// Who it is for; where this does not hold, the body gives nothing.
    pub guard: Option<Condition>,
    /// How lines combine.
    pub combine: Combine,
    /// The lines.
    pub lines: Vec<Line>,
    /// What is applied to the combined value, in the order written.
    pub modifiers: Vec<Modifier>,
    /// Findings that the drafter answered.
    pub reviewed: Vec<Answer>,
    /// Whether it was repealed: its only line gives nothing, and cites what repealed it.
    pub repealed: bool,
    /// Its place.
    #[serde(skip)]
    pub span: Span,
}

/// A finding of the check that the drafter answered.
#[derive(Debug, Clone, Serialize)]
pub struct Answer {
    /// The finding's code.
    pub code: String,
    /// What the finding says, where it says something: `61 以上`.
    pub of: Option<String>,
    /// Why it is meant so.
    pub reason: String,
    /// Its place.
    #[serde(skip)]
    pub span: Span,
}

/// A condition with the parts that an explanation shows one by one.
#[derive(Debug, Clone, Serialize)]
pub struct Condition {
    /// The condition.
    pub expr: Expr,
    /// As written.
    pub text: Text,
    /// Its parts joined by `且` (or `或`) at the top, as written; empty for a single one.
    pub parts: Vec<(Expr, Text)>,
}

/// How values combine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Combine {
    /// At most one line may hold; two are an error. The default of a body.
    One,
    /// The largest.
    Best,
    /// The smallest.
    Least,
    /// All together.
    Sum,
    /// The first line that holds.
    First,
    /// Lines that hold must agree.
    Agree,
    /// How many lines hold.
    Count,
    /// Every line must hold; then their sum (of plain conditions: yes).
    All,
    /// For groups: the applicant picks one, so the largest; the others count nothing.
    ChooseOne,
}

impl Combine {
    /// Whether of several values one is taken.
    pub fn picks(self) -> bool {
        matches!(self, Combine::Best | Combine::Least | Combine::ChooseOne)
    }
}

/// One line of a body.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    /// Its label without parentheses.
    pub label: Option<String>,
    /// Its source, where it states one.
    pub cites: Vec<String>,
    /// Notes on it.
    pub notes: Vec<String>,
    /// What it awards and when.
    pub shape: Shape,
    /// Applied to the line's value, in the order written.
    pub modifiers: Vec<Modifier>,
    /// As written, on one line.
    pub text: Text,
    /// The amendments that wrote it.
    #[serde(flatten)]
    pub provenance: Provenance,
    /// Its place.
    #[serde(skip)]
    pub span: Span,
}

/// A cap, floor, multiplier or rounding.
#[derive(Debug, Clone, Serialize)]
pub struct Modifier {
    /// Which.
    pub kind: ModifierKind,
    /// Its value.
    pub value: Expr,
    /// Its place.
    #[serde(skip)]
    pub span: Span,
}

/// The kinds of modifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum ModifierKind {
    /// `最高 30分`.
    Cap,
    /// `最低 0分`.
    Floor,
    /// `乘 80%`.
    Times,
    /// `舍去到 1分`.
    RoundDown,
    /// `进位到 1分`.
    RoundUp,
    /// `四舍五入到 0.01`.
    Round,
}

/// A total or a group.
#[derive(Debug, Clone, Serialize)]
pub struct Group {
    /// Its name.
    pub named: Named,
    /// Its source.
    pub cites: Vec<String>,
    /// How members combine: best, least, sum, choose one.
    pub combine: Combine,
    /// It is evaluated under each value of this alternative, and the best stands.
    pub under: Option<AlternativeId>,
    /// Who it is for; where this does not hold, the group gives nothing.
    pub guard: Option<Condition>,
    /// Indicators and groups in it.
    pub members: Vec<Member>,
    /// What is applied to the combined value, in the order written.
    pub modifiers: Vec<Modifier>,
    /// Notes.
    pub notes: Vec<String>,
    /// Findings answered.
    pub reviewed: Vec<Answer>,
}

/// A member of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Member {
    /// An indicator.
    Indicator(IndicatorId),
    /// A group inside.
    Group(GroupId),
}

/// A list of outcomes, the first that holds decides.
#[derive(Debug, Clone, Serialize)]
pub struct OutcomeList {
    /// Its name; the main list has none (`outcome` is its key).
    pub named: Option<Named>,
    /// Its source.
    pub cites: Vec<String>,
    /// Notes.
    pub notes: Vec<String>,
    /// Findings answered.
    pub reviewed: Vec<Answer>,
    /// The outcomes in order.
    pub outcomes: Vec<Outcome>,
}

/// One outcome.
#[derive(Debug, Clone, Serialize)]
pub struct Outcome {
    /// Its name and key.
    pub named: Named,
    /// When it holds; `None` for `其余`.
    pub condition: Option<Condition>,
    /// Its source.
    pub cites: Vec<String>,
    /// Notes.
    pub notes: Vec<String>,
}
