//! One applicant's facts against one version: the whole way from values to the report.

use crate::diagnostic::{Arg, Code};
use crate::eval::{Evaluator, Seen};
use crate::facts::{self, FactError};
use crate::groups;
use crate::model::{Constraint, DefinitionId, Domain, ExprKind, Field, Named, OutcomeList, Version};
use crate::outcomes::{self, Decision};
use crate::report::{Presumed, Report, Shown, Weights, Writer, reads_groups};
use crate::trace::{Scores, Truth};
use crate::value::{Facts, Missing, RuleError, Val};
use chrono::NaiveDate;
use jifen_grammar::keywords::Language;
use serde_json::{Value, json};

/// What an assessment comes to without its reasons.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The totals, in the model's order.
    pub totals: Vec<Val>,
    /// The decided lists of outcomes.
    pub decisions: Vec<Decision>,
}

/// Totals and outcomes only, without a trace.
pub fn outcome(version: &Version, facts: &Facts) -> Outcome {
    let mut ev = Evaluator::new(version, facts);
    let totals = version.totals.iter().map(|id| groups::value(&mut ev, *id)).collect();
    let decisions = version.outcomes.iter().map(|list| outcomes::evaluate(&mut ev, list)).collect();
    Outcome { totals, decisions }
}

/// Every indicator's, group's and total's values with their trace, and the decisions.
pub fn traced<'m>(ev: &mut Evaluator<'m>) -> (Vec<Scores>, Vec<Decision>) {
    let version: &'m Version = ev.version();
    ev.trace();
    let scores = version.totals.iter().map(|id| groups::evaluate_total(ev, *id)).collect();
    let decisions = version.outcomes.iter().map(|list| outcomes::evaluate(ev, list)).collect();
    (scores, decisions)
}

/// What must hold between the facts: domains whose bounds read other facts, and the policy's `必须`.
pub fn violated(version: &Version, facts: &Facts) -> Vec<FactError> {
    let mut ev = Evaluator::new(version, facts);
    let mut errors = Vec::new();
    for (field, value) in version.facts.iter().zip(&facts.values) {
        let (Some(value), Some(domain)) = (value, &field.domain) else { continue };
        let bounds = [(&domain.low, true), (&domain.high, false)];
        for (bound, low) in bounds {
            let Some(bound) = bound else { continue };
            if matches!(bound.kind, ExprKind::Constant(_)) {
                continue;
            }
            let bound = ev.expr(bound);
            match value {
                Val::List(list) => {
                    for (i, item) in list.items.iter().enumerate() {
                        if outside(&item.value, &bound, low, domain) {
                            let path = format!("{}[{i}]", field.named.key);
                            errors.push(out_of_range(version, field, (path, &item.value), &bound, low));
                        }
                    }
                }
                value if outside(value, &bound, low, domain) => {
                    let path = field.named.key.clone();
                    errors.push(out_of_range(version, field, (path, value), &bound, low));
                }
                _ => {}
            }
        }
    }
    for constraint in version.constraints.iter().filter(|c| c.required) {
        if Truth::of(&ev.expr(&constraint.condition)) == Truth::No
            && !matches!(ev.expr(&constraint.condition), Val::None)
        {
            errors.push(violation(version, constraint));
        }
    }
    errors
}

fn out_of_range(version: &Version, field: &Field, at: (String, &Val), bound: &Val, low: bool) -> FactError {
    let (path, value) = at;
    let ty = field.ty.item();
    let words = |value: &Val| {
        let show = |language| facts::show(value, ty, version, language);
        (show(Language::Zh), show(Language::En))
    };
    let (shown, limit) = (words(value), words(bound));
    let limit = match low {
        true => Arg::pair(format!("不小于 {}", limit.0), format!("no less than {}", limit.1)),
        false => Arg::pair(format!("不大于 {}", limit.0), format!("no more than {}", limit.1)),
    };
    FactError::new(Code::FactOutOfRange, path, [Arg::pair(shown.0, shown.1), limit])
}

fn violation(version: &Version, constraint: &Constraint) -> FactError {
    let text = &constraint.condition;
    let say = |language| crate::report::say(text, version, language);
    let words = match &constraint.message {
        Some(message) => Arg::from(message),
        None => Arg::pair(say(Language::Zh), say(Language::En)),
    };
    FactError::new(Code::ConstraintViolated, "", [words])
}

fn outside(value: &Val, bound: &Val, low: bool, domain: &Domain) -> bool {
    match (value, bound) {
        (Val::None | Val::Unknown(_), _) | (_, Val::None | Val::Unknown(_) | Val::Error(_)) => false,
        (value, bound) if low => value < bound,
        (value, bound) if domain.open => bound <= value,
        (value, bound) => bound < value,
    }
}

/// The whole assessment with its reasons, in a language.
pub fn assess(version: &Version, facts: &Facts, language: Language) -> Report {
    let mut ev = Evaluator::new(version, facts);
    let writer = Writer::new(version, language);
    let mut report = heading(&writer);
    let (scores, decisions) = traced(&mut ev);
    let mut asked: Vec<Seen> = scores.iter().flat_map(|s| &s.indicators).flat_map(|i| i.body.seen.clone()).collect();
    asked.extend(ev.watch.replace(Vec::new()).unwrap_or_default());
    stand_by(&mut ev, &scores);
    let mut weights = Weights::default();
    for (id, scores) in version.totals.iter().zip(&scores) {
        writer.total(&mut ev, *id, scores, &mut report);
        weights.scores(scores);
    }
    asked.extend(results(&writer, &mut ev, &mut weights, &mut report));
    writer.definitions(&mut ev, asked, &mut report);
    for (list, decision) in version.outcomes.iter().zip(&decisions) {
        for (outcome, (truth, _)) in list.outcomes.iter().zip(&decision.looked) {
            let Some(condition) = &outcome.condition else { continue };
            weights.mentions(truth);
            if !reads_groups(&condition.expr) {
                weights.decides(truth);
            }
            let open = matches!(truth, Truth::Maybe(_) | Truth::Error(_));
            for (part, _) in condition.parts.iter().filter(|(part, _)| open && !reads_groups(part)) {
                let part = Truth::of(&ev.expr(part));
                weights.decides(&part);
            }
        }
        let verdict = writer.verdict(list, decision);
        if report.shown.verdict.key.is_empty() {
            report.outcome = verdict.outcome.clone();
            report.possible = verdict.possible.clone();
            report.shown.verdict = verdict;
        } else {
            report.outcomes.push(verdict);
        }
    }
    errors(&writer, &scores, &mut report);
    for (list, decision) in version.outcomes.iter().zip(&decisions) {
        undecided(&writer, list, decision, &mut report);
    }
    writer.unknown(&weights, ev.missing(), &mut report);
    presumed(&writer, facts, &mut report);
    stale(&writer, &ev, &mut report);
    let fact = version.filing_fact().and_then(|id| version.facts.get(id.index()));
    let filing = ev.filing_date();
    if let (Some(_), Val::Date(day)) = (&version.filing_date, &filing) {
        let name = fact.map_or_else(|| writer.pick("申请日", "filing date"), |f| f.named.name.clone());
        report.shown.filing = Some((name, day.to_string()));
    }
    if version.counting_date.is_some()
        && let Val::Date(day) = ev.counting_date()
        && filing != Val::Date(day)
    {
        report.counting_date = Some(day.to_string());
    }
    report
}

/// The day that picks the version, where it is known, and else the keys of the facts that are missing for it.
pub fn filing_day(version: &Version, facts: &Facts) -> Result<NaiveDate, Vec<String>> {
    let mut ev = Evaluator::new(version, facts);
    match ev.filing_date() {
        Val::Date(day) => Ok(day),
        _ => Err(ev
            .missing()
            .iter()
            .map(|missing| match missing {
                Missing::Fact(key) | Missing::Field(key) | Missing::Parameter { key, .. } => key.clone(),
            })
            .collect()),
    }
}

fn heading(writer: &Writer<'_>) -> Report {
    let version = writer.version;
    let title = version.policy.title.clone().unwrap_or_default();
    let heading = [version.policy.name.clone(), version.id.clone(), title, version.number.clone().unwrap_or_default()];
    Report {
        policy: version.policy.key.clone(),
        version: Some(version.id.clone()),
        shown: Shown { heading: heading.into_iter().collect(), ..Shown::default() },
        ..Report::default()
    }
}

/// From now on, definitions are read under the alternatives that were taken, or under which members are explained.
fn stand_by(ev: &mut Evaluator<'_>, scores: &[Scores]) {
    for group in scores.iter().flat_map(|s| &s.groups) {
        let under = ev.version().groups.get(group.id.index()).and_then(|g| g.under);
        if let (Some(alternative), Some(taken)) = (under, group.explained_under) {
            ev.take_alternative(alternative, Some(taken));
        }
    }
}

/// The results; returns what they asked.
fn results<'m>(writer: &Writer<'m>, ev: &mut Evaluator<'m>, weights: &mut Weights, report: &mut Report) -> Vec<Seen> {
    let version: &'m Version = writer.version;
    let mut asked = Vec::new();
    for (i, definition) in version.definitions.iter().enumerate().filter(|(_, d)| d.reported) {
        let value = ev.definition(DefinitionId(i as u32));
        weights.touches(&value);
        if let Val::Error(e) = &value {
            report.errors.push(rule_error(writer, &definition.named, e));
        }
        let json = match &value {
            Val::None => Value::Null,
            other => crate::facts::to_json(other, &definition.ty, version),
        };
        report.results.insert(definition.named.key.clone(), json);
        asked.extend(writer.result(ev, DefinitionId(i as u32), &value, report));
    }
    asked
}

fn errors(writer: &Writer<'_>, scores: &[Scores], report: &mut Report) {
    for scores in scores {
        for trace in &scores.indicators {
            if let Val::Error(e) = &trace.value {
                let Some(indicator) = writer.version.indicators.get(trace.id.index()) else { continue };
                report.errors.push(rule_error(writer, &indicator.named, e));
            }
        }
        let Some(total) = scores.groups.last() else { continue };
        if let (Val::Error(e), true) = (&total.value, report.errors.is_empty())
            && let Some(group) = writer.version.groups.get(total.id.index())
        {
            report.errors.push(rule_error(writer, &group.named, e));
        }
    }
}

/// A condition of an outcome that can't be evaluated, where no rule before it is to blame.
fn undecided(writer: &Writer<'_>, list: &OutcomeList, decision: &Decision, report: &mut Report) {
    for (outcome, (truth, _)) in list.outcomes.iter().zip(&decision.looked) {
        if let (Truth::Error(e), true) = (truth, report.errors.is_empty()) {
            report.errors.push(rule_error(writer, &outcome.named, e));
        }
    }
}

fn rule_error(writer: &Writer<'_>, rule: &Named, error: &RuleError) -> Value {
    let code = match error {
        RuleError::Overflow => "overflow",
        RuleError::DivisionByZero => "division_by_zero",
        RuleError::DateOutOfRange => "date_out_of_range",
        RuleError::Length => "length_of_time",
        RuleError::Overlap(..) => "overlap",
        RuleError::Disagree(..) => "disagree",
        RuleError::TooMuchWork => "too_much_work",
        RuleError::Broken => "broken",
    };
    let message = facts::rule_error(error, writer.language);
    json!({"rule": rule.key, "name": rule.name, "code": code, "message": message})
}

fn presumed(writer: &Writer<'_>, facts: &Facts, report: &mut Report) {
    let absent = writer.version.facts.iter().zip(&facts.values).filter(|(_, value)| value.is_none());
    let absent = absent.map(|(field, _)| (&field.named.key, field));
    for (key, field) in absent.chain(facts.presumed.iter().map(|(path, field)| (path, field))) {
        let Some(presumption) = &field.presumed else { continue };
        let value = crate::report::say(&presumption.value, writer.version, writer.language);
        let (name, cite) = (field.named.name.clone(), presumption.cites.clone());
        report.presumed.push(Presumed { key: key.clone(), name, value, cite });
    }
    writer.presumed(report);
}

fn stale(writer: &Writer<'_>, ev: &Evaluator<'_>, report: &mut Report) {
    for stale in ev.stale() {
        let parameter = writer.version.parameters.iter().find(|p| p.named.key == stale.key);
        let name = parameter.map_or(stale.key.as_str(), |p| p.named.name.as_str());
        let words = writer.pick(
            &format!("参数“{name}”最后一次公布于 {},用于 {} 已超过十二个月,可能已经过时", stale.last, stale.at),
            &format!(
                "parameter `{name}` was last published for {} and is used for {}, more than twelve months later",
                stale.last, stale.at
            ),
        );
        if !report.warnings.contains(&words) {
            report.warnings.push(words);
        }
    }
}
