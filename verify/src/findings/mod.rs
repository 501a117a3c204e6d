//! Findings that know points: what no rule's text shows by itself. Each is shown by an applicant who was assessed, or
//! rests on bounds that hold for every applicant; where neither is sure, nothing is said.

mod along;
mod articles;
mod bodies;
mod conditions;
mod dated;
mod examples;
mod gaps;
mod groups;
mod imply;
mod limits;
mod narrow;
mod outcomes;
mod search;
mod steps;
mod tree;

pub use examples::examples;

use chrono::NaiveDate;
use jifen_grammar::keywords::Language;
use jifen_grammar::tree::Span;
use jifen_interpreter::bodies as rules;
use jifen_interpreter::checks::answers::Findings;
use jifen_interpreter::checks::any_applicant;
use jifen_interpreter::diagnostic::{Arg, Code, Diagnostic};
use jifen_interpreter::eval::{Evaluator, ops};
use jifen_interpreter::facts;
use jifen_interpreter::model::{Answer, Body, Content, Expr, ExprKind, Named, Type, Version};
use jifen_interpreter::number::Fraction;
use jifen_interpreter::trace::{BodyTrace, Truth};
use jifen_interpreter::value::{Facts, Val};
use search::Search;

/// What the findings about a version may turn on beside its text.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The day on which the version is looked at; without one, nothing is said of what grows old.
    pub on: Option<NaiveDate>,
    /// How many points a single step of a fact may be worth; the default is told in `docs/findings.md`.
    pub cliff: Option<Fraction>,
    /// The last day on which the version is in force.
    pub last: Option<NaiveDate>,
}

/// The findings about a sound version. `known`: what the check has found without them.
pub fn findings(version: &Version, known: &[Diagnostic], options: &Options) -> Vec<Diagnostic> {
    let open = any_applicant(version);
    let version = open.as_ref();
    let search = Search::new(version, options.last);
    let mut check = Check { version, search, last: options.last, known, found: Findings::default() };
    articles::check(&mut check);
    conditions::check(&mut check);
    bodies::check(&mut check);
    if version.alternatives.is_empty() {
        groups::check(&mut check);
    }
    limits::check(&mut check);
    outcomes::check(&mut check);
    gaps::check(&mut check);
    steps::check(&mut check, options.cliff);
    if let Some(on) = options.on {
        dated::check(&mut check, on, options.last);
    }
    check.found.finish_strict(version)
}

/// Looks at one version.
struct Check<'v, 'k> {
    version: &'v Version,
    search: Search<'v>,
    last: Option<NaiveDate>,
    known: &'k [Diagnostic],
    found: Findings<'v>,
}

impl<'v> Check<'v, '_> {
    fn report(&mut self, answers: &'v [Answer], finding: Diagnostic) {
        self.found.add_in(answers, finding);
    }

    /// Whether one of these was found there already, or answered.
    fn told(&self, span: Span, answers: &[Answer], codes: &[Code]) -> bool {
        let inside = |d: &Diagnostic| d.span.file == span.file && d.span.start < span.end && span.start < d.span.end;
        self.known.iter().chain(self.found.all()).any(|d| codes.contains(&d.code) && inside(d))
            || answers.iter().any(|a| codes.iter().any(|c| c.id() == a.code))
    }

    /// A number with its unit.
    fn show(&self, n: Fraction, ty: &Type) -> Arg {
        let show = |language| facts::show(&Val::Number(n), ty, self.version, language);
        Arg::pair(show(Language::Zh), show(Language::En))
    }

    /// The bodies that stand for themselves; what asks which alternative is tried is only evaluated in its group.
    fn places(&self) -> Vec<Place> {
        let asking = asking(self.version);
        let plain = |i: &usize| {
            let definition = self.version.definitions.get(*i);
            definition
                .is_some_and(|d| matches!(d.content, Content::Body(_)) && d.element.is_none() && d.params.is_empty())
        };
        let defined = (0..self.version.definitions.len()).filter(plain).map(Place::Definition);
        let all = (0..self.version.indicators.len()).map(Place::Indicator).chain(defined);
        all.filter(|place| place.body(self.version).is_some_and(|b| !asks(&asking, |see| b.expressions(see)))).collect()
    }

    /// Evaluates with nothing known.
    fn of_anybody<R>(&self, f: impl for<'a> FnOnce(&mut Evaluator<'a>) -> R) -> R {
        let facts = Facts::unknown(self.version);
        f(&mut Evaluator::new(self.version, &facts))
    }
}

/// For each definition whether it asks, perhaps through others, which alternative is tried. They stand behind those
/// that they read.
fn asking(version: &Version) -> Vec<bool> {
    let mut all = Vec::new();
    for definition in &version.definitions {
        let one = match &definition.content {
            Content::Expr(expr) => asks(&all, |see| expr.expressions(see)),
            Content::Body(body) => asks(&all, |see| body.expressions(see)),
        };
        all.push(one);
    }
    all
}

fn asks<'v>(asking: &[bool], walk: impl FnOnce(&mut dyn FnMut(&'v Expr))) -> bool {
    let mut any = false;
    walk(&mut |expr| {
        any |= match &expr.kind {
            ExprKind::Alternative(_) => true,
            ExprKind::Call(id, _) | ExprKind::FieldDefinition(_, id) | ExprKind::EntryDefinition(_, id) => {
                asking.get(id.index()).copied().unwrap_or(false)
            }
            _ => false,
        };
    });
    any
}

/// Where a body stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Indicator(usize),
    Definition(usize),
}

impl Place {
    fn body(self, version: &Version) -> Option<&Body> {
        match self {
            Place::Indicator(i) => version.indicators.get(i).map(|i| &i.body),
            Place::Definition(i) => match &version.definitions.get(i)?.content {
                Content::Body(body) => Some(body),
                Content::Expr(_) => None,
            },
        }
    }

    fn named(self, version: &Version) -> Option<&Named> {
        match self {
            Place::Indicator(i) => version.indicators.get(i).map(|i| &i.named),
            Place::Definition(i) => version.definitions.get(i).map(|d| &d.named),
        }
    }

    fn ty(self, version: &Version) -> Option<&Type> {
        match self {
            Place::Indicator(i) => version.indicator_types.get(i),
            Place::Definition(i) => version.definitions.get(i).map(|d| &d.ty),
        }
    }

    /// Its value, and how it came about.
    fn traced(self, ev: &mut Evaluator<'_>) -> (Val, BodyTrace) {
        let mut trace = BodyTrace::default();
        let version = ev.version();
        let value = match self.body(version) {
            Some(body) => rules::evaluate(ev, body, Some(&mut trace)),
            None => Val::None,
        };
        (value, trace)
    }

    /// Whether one of its lines holds.
    fn holds(self, ev: &mut Evaluator<'_>, line: usize) -> Truth {
        let (_, trace) = self.traced(ev);
        let guard = trace.guard.map_or(Truth::Yes, |(truth, _)| truth);
        trace.lines.get(line).map_or(Truth::No, |l| guard.and(l.holds.clone()))
    }
}

/// Whether one number is at least, or more than, another.
fn at_least(a: &Val, b: &Val) -> Truth {
    Truth::of(&ops::at_least(a, b))
}

fn more(a: &Val, b: &Val) -> Truth {
    at_least(b, a).negated()
}

/// The least and the most that a number may be.
fn bounds(value: &Val) -> (Option<Fraction>, Option<Fraction>) {
    ops::bounds(value).unwrap_or((None, None))
}
