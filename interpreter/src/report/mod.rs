//! The explanation as data: what an assessment says in one language, ready to be printed or written as JSON.

mod counted;
mod indicators;
mod lost;
mod outcome;
mod places;
mod reasons;
mod results;
mod unknown;
mod words;

use crate::facts;
use crate::model::{DefinitionId, Expr, Provenance, Type, Version};
use crate::value::{Range, Val};
use jifen_grammar::keywords::Language;
use serde::Serialize;
use serde_json::{Map, Value, json};

pub use results::{DefinitionReport, ResultReport};
pub use words::{say, say_of_entry};

pub(crate) use unknown::Weights;

/// A whole assessment of one applicant.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Report {
    /// The policy's key.
    pub policy: String,
    /// The version's id; `None` where the filing date that would pick it is unknown.
    pub version: Option<String>,
    /// The day on which ages and windows are counted, where it is another than the filing date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counting_date: Option<String>,
    /// The transition clause that picked the version, or may pick another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transition: Option<Applied>,
    /// The versions that may apply, or that a clause compares, each with what it comes to; empty where one applies anyway.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub versions: Vec<Candidate>,
    /// Where the applicant's facts came from.
    pub source: String,
    /// The outcome's key; `undetermined` where several are possible.
    pub outcome: Option<String>,
    /// The outcomes that are possible.
    pub possible: Vec<Option<String>>,
    /// The first total.
    pub total: Value,
    /// Every total and result by its key.
    pub results: Map<String, Value>,
    /// Further lists of outcomes by their key.
    pub outcomes: Vec<Verdict>,
    /// The groups.
    pub groups: Vec<GroupReport>,
    /// The indicators.
    pub indicators: Vec<IndicatorReport>,
    /// The results, each with where it comes from.
    pub result_details: Vec<ResultReport>,
    /// The definitions and parameters that were asked, each once.
    pub definitions: Vec<DefinitionReport>,
    /// What was presumed of absent facts.
    pub presumed: Vec<Presumed>,
    /// What is missing, the most important first.
    pub unknown: Vec<Value>,
    /// What to know about the result.
    pub warnings: Vec<String>,
    /// Rules that could not be evaluated, and errors of the input.
    pub errors: Vec<Value>,
    /// What the printed explanation shows besides.
    #[serde(skip)]
    pub shown: Shown,
}

/// What the printed explanation shows besides.
#[derive(Debug, Clone, Default)]
pub struct Shown {
    /// The policy's name, the version's title and number.
    pub heading: Vec<String>,
    /// The filing date's name and value.
    pub filing: Option<(String, String)>,
    /// The totals: name, value, citation, and how it came about.
    pub totals: Vec<TotalShown>,
    /// The missing items in words.
    pub unknown: Vec<String>,
    /// What was presumed, in words, with its source.
    pub presumed: Vec<(String, Vec<String>)>,
    /// The main outcome.
    pub verdict: Verdict,
}

/// A transition clause that applies to an applicant, or may.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Applied {
    /// The version whose clause it is.
    pub of: String,
    /// As written.
    pub text: String,
    /// Its source.
    pub cite: Vec<String>,
    /// Whether it applies: `yes` or `unknown`.
    pub holds: &'static str,
}

/// A version that may apply to an applicant, or was compared with the one that does.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Candidate {
    /// The version's id.
    pub version: String,
    /// Whether it applies: `yes`, `no` or `unknown`.
    pub holds: &'static str,
    /// What the outcome is under it.
    pub outcome: Option<String>,
    /// The outcomes that are possible under it.
    pub possible: Vec<Option<String>>,
    /// The first total under it; null where it has none.
    pub total: Value,
    /// The clauses by which it applies, or may; empty where it needs none.
    pub by: Vec<Applied>,
    /// Names of the possible outcomes.
    #[serde(skip)]
    pub names: Vec<String>,
    /// The first total in words.
    #[serde(skip)]
    pub shown: String,
}

/// A total, printed.
#[derive(Debug, Clone, Default)]
pub struct TotalShown {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
    /// Its source.
    pub cite: Vec<String>,
    /// How it came about, `基础指标 98 + 加分指标 30 …`.
    pub sum: String,
    /// Its key.
    pub key: String,
    /// What is in it.
    pub members: Vec<Inside>,
    /// Why it can't be computed, one rule a line; empty where it can.
    pub failures: Vec<String>,
}

/// A member of a total or group, by its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inside {
    /// An indicator.
    Indicator(String),
    /// A group.
    Group(String),
}

/// A decided list of outcomes.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Verdict {
    /// The list's key.
    pub key: String,
    /// The outcome's key, or `undetermined`.
    pub outcome: Option<String>,
    /// The outcome's name.
    pub name: String,
    /// The possible ones.
    pub possible: Vec<Option<String>>,
    /// The source of the outcome.
    pub cite: Vec<String>,
    /// Why this one, and why none before it.
    pub because: Vec<Reason>,
    /// Names of the possible ones, for people.
    #[serde(skip)]
    pub names: Vec<String>,
}

/// A group's points.
#[derive(Debug, Clone, Default, Serialize)]
pub struct GroupReport {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its points after its own caps.
    pub points: Value,
    /// What of them reaches its total.
    pub counted: Value,
    /// Its source.
    pub cite: Vec<String>,
    /// The amendments that wrote it.
    #[serde(flatten)]
    pub provenance: Provenance,
    /// The group or total around it.
    pub within: Option<String>,
    /// What was lost, and why.
    pub lost: Vec<Lost>,
    /// The key of the alternative that stood, where there are any and it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alternative: Option<String>,
    /// Where none surely stands: the key of the one under which the members are explained.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explained_under: Option<String>,
    /// The alternatives, each with what the group comes to under it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<Tried>,
    /// Whether its guard failed, in words.
    pub because: Vec<Reason>,
    /// Caps, multipliers and the like on the whole.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub applied: Vec<AppliedStep>,
    /// Notes.
    pub notes: Vec<String>,
    /// Its points in words.
    #[serde(skip)]
    pub shown: String,
    /// What is in it.
    #[serde(skip)]
    pub members: Vec<Inside>,
}

/// A way of counting that was tried.
#[derive(Debug, Clone, Serialize)]
pub struct Tried {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// What the group comes to.
    pub points: Value,
    /// Whether it is taken: `yes`, `no`, or `unknown`.
    pub holds: &'static str,
    /// The same in words.
    #[serde(skip)]
    pub shown: String,
}

/// An indicator's points and where they come from.
#[derive(Debug, Clone, Default, Serialize)]
pub struct IndicatorReport {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its longer title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Its own points, after its caps.
    pub points: Value,
    /// What of them reaches the total.
    pub counted: Value,
    /// Its source.
    pub cite: Vec<String>,
    /// The amendments that wrote it.
    #[serde(flatten)]
    pub provenance: Provenance,
    /// The cap of the whole indicator.
    pub cap: Value,
    /// The group around it.
    pub within: Option<String>,
    /// How the points came about, line by line.
    pub because: Vec<Reason>,
    /// Caps, multipliers and the like on the whole.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub applied: Vec<AppliedStep>,
    /// What was lost, and why.
    pub lost: Vec<Lost>,
    /// The facts that it reads.
    pub facts: Vec<FactReport>,
    /// Definitions and parameters that were asked.
    pub values: Vec<Asked>,
    /// Notes of the drafter.
    pub notes: Vec<String>,
    /// Its points in words.
    #[serde(skip)]
    pub shown: String,
    /// The cap in words; empty where there is none.
    #[serde(skip)]
    pub shown_cap: String,
    /// The counted points in words.
    #[serde(skip)]
    pub shown_counted: String,
}

/// Why something holds or not.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Reason {
    /// The line's label.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<String>,
    /// As written.
    pub text: String,
    /// `yes`, `no`, `unknown` or `error`.
    pub holds: &'static str,
    /// What it gives where it holds.
    #[serde(skip_serializing_if = "Value::is_null")]
    pub points: Value,
    /// Its own source, where it states one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cite: Vec<String>,
    /// The amendments that wrote it.
    #[serde(flatten)]
    pub provenance: Provenance,
    /// The parts of its condition with the values that were compared.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<ConditionReport>,
    /// How the value came about, in words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub how: Vec<String>,
    /// What it gives, in words.
    #[serde(skip)]
    pub shown: String,
    /// Notes on the line.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// A part of a condition.
#[derive(Debug, Clone, Serialize)]
pub struct ConditionReport {
    /// As written.
    pub text: String,
    /// `yes`, `no`, `unknown` or `error`.
    pub holds: &'static str,
    /// The values compared.
    pub values: Vec<Asked>,
    /// It only asks a yes or no, so that whether it holds says it all.
    #[serde(skip)]
    pub plain: bool,
    /// 0 for a part of the condition itself; more for what a definition asked in it asks in turn.
    #[serde(skip_serializing_if = "is_zero")]
    pub depth: usize,
    /// The name of the definition that it stands in; empty for a part of the condition itself.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub of: String,
}

fn is_zero(n: &usize) -> bool {
    *n == 0
}

/// Something that was asked, and its value in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Asked {
    /// What, as written.
    pub text: String,
    /// Its value in words.
    pub value: String,
}

impl Asked {
    /// `what = value`.
    pub fn line(&self) -> String {
        format!("{} = {}", self.text, self.value)
    }
}

/// Points that were earned and did not count.
#[derive(Debug, Clone, Serialize)]
pub struct Lost {
    /// `cap`, `better_line`, `better_alternative`, `group_cap`, `times`, `rounding`, `gate`, `guard`.
    pub why: &'static str,
    /// How many; absent for what was not reached.
    #[serde(skip_serializing_if = "Value::is_null")]
    pub points: Value,
    /// In words.
    pub text: String,
}

/// A cap, floor, multiplier or rounding on the whole of something.
#[derive(Debug, Clone, Serialize)]
pub struct AppliedStep {
    /// `cap`, `floor`, `times`, `round_down`, `round_up`, `round`.
    pub kind: &'static str,
    /// In words, with what it came to.
    pub text: String,
    /// The value before.
    pub before: Value,
    /// The value after.
    pub after: Value,
}

/// A fact that a rule read, or a field of one.
#[derive(Debug, Clone, Serialize)]
pub struct FactReport {
    /// Its key; of a field, behind the fact's key and a dot.
    pub key: String,
    /// Its name, likewise.
    pub name: String,
    /// Its value in words.
    pub value: String,
}

/// A presumption that was used.
#[derive(Debug, Clone, Serialize)]
pub struct Presumed {
    /// The fact's key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// The value in words.
    pub value: String,
    /// Its source.
    pub cite: Vec<String>,
}

/// A number as JSON: exact, `{"min", "max"}` where unknown, null where it can't be computed.
pub(crate) fn amount(value: &Val) -> Value {
    match value {
        Val::Number(n) => serde_json::to_value(n).unwrap_or(Value::Null),
        Val::None => json!(0),
        Val::Unknown(u) => match &u.range {
            Some(Range::Number(low, high)) => {
                let zero = crate::number::Fraction::ZERO;
                let low = low.map(|l| if u.none { l.min(zero) } else { l });
                let high = high.map(|h| if u.none { h.max(zero) } else { h });
                json!({"min": low, "max": high})
            }
            _ => json!({"min": null, "max": null}),
        },
        _ => json!({"min": null, "max": null}),
    }
}

/// Writing in one language about one version.
#[derive(Clone, Copy)]
pub(crate) struct Writer<'m> {
    pub version: &'m Version,
    pub language: Language,
    /// The parameters of the definition that is written about.
    pub params: &'m [(String, Type)],
}

impl<'m> Writer<'m> {
    /// Writing about one version.
    pub fn new(version: &'m Version, language: Language) -> Writer<'m> {
        Writer { version, language, params: &[] }
    }

    /// Writing about a definition.
    fn about(&self, id: DefinitionId) -> Writer<'m> {
        let params = self.version.definitions.get(id.index()).map_or(&[][..], |d| &d.params);
        Writer { params, ..*self }
    }

    /// An expression in words.
    fn say(&self, expr: &Expr) -> String {
        words::say_inside(expr, self.version, self.params, self.language)
    }

    /// One of two words.
    pub fn pick(&self, zh: &str, en: &str) -> String {
        match self.language {
            Language::Zh => zh.to_owned(),
            Language::En => en.to_owned(),
        }
    }

    /// A value of a type in words.
    pub fn show(&self, value: &Val, ty: &Type) -> String {
        facts::show(value, ty, self.version, self.language)
    }

    /// A number of points, money, …; nothing is zero.
    pub fn number(&self, value: &Val, ty: &Type) -> String {
        self.value(&crate::eval::ops::or_zero(value.clone()), ty)
    }

    /// A value that stands by itself; of an error only that there is one.
    fn value(&self, value: &Val, ty: &Type) -> String {
        match value {
            Val::Error(_) => self.pick("无法计算", "can't be computed"),
            value => self.show(value, ty),
        }
    }

    /// A value in words; an endless decimal as a fraction.
    fn exact(&self, value: &Val, ty: &Type) -> String {
        facts::show_exactly(value, ty, self.version, self.language)
    }
}

/// Whether an expression reads a total or group by itself.
pub(crate) fn reads_groups(expr: &crate::model::Expr) -> bool {
    matches!(expr.kind, crate::model::ExprKind::Group(_)) || expr.children().into_iter().any(reads_groups)
}
