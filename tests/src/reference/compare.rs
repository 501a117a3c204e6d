//! The reference beside a report: equal on complete facts, inside the bounds on incomplete ones.

use super::facts::{day, decimal, month};
use super::value::{Answer, Fault, Value, whole};
use super::{Evaluation, facts};
use jifen_interpreter::model::{Named, Type, Version};
use serde_json::Value as Json;

/// How a report is to stand to the reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// The facts are complete: equal, faults too.
    Equal,
    /// Facts are missing: the reference, on a completion, lies inside.
    Inside,
}

/// Where a report disagrees with the reference, in words; empty where it does not.
/// What the reference could not evaluate itself for want of a parameter is not compared.
pub fn disagreements(version: &Version, reference: &Evaluation, report: &Json, relation: Relation) -> Vec<String> {
    let mut comparison = Comparison { version, report, relation, found: Vec::new() };
    let points = Type::POINTS;
    for (id, answer) in version.totals.iter().zip(&reference.totals) {
        let key = &version.groups[id.index()].named.key;
        comparison.check("total", key, &points, answer, &report["results"][key]);
    }
    for ((group, answer), i) in version.groups.iter().zip(&reference.groups).zip(0..) {
        if version.totals.iter().all(|total| total.index() != i) {
            comparison.listed("groups", &group.named, answer);
        }
    }
    for (indicator, answer) in version.indicators.iter().zip(&reference.indicators) {
        comparison.listed("indicators", &indicator.named, answer);
    }
    for definition in version.definitions.iter().filter(|d| d.reported) {
        let key = &definition.named.key;
        if let Some(answer) = reference.results.get(key) {
            comparison.check("result", key, &definition.ty, answer, &report["results"][key]);
        }
    }
    comparison.outcomes(reference);
    if !comparison.found.is_empty() {
        comparison.found.push(format!("errors reported: {}", report["errors"]));
    }
    comparison.found
}

struct Comparison<'a> {
    version: &'a Version,
    report: &'a Json,
    relation: Relation,
    found: Vec<String>,
}

impl Comparison<'_> {
    /// An indicator or group; those that are in no total are not reported.
    fn listed(&mut self, list: &str, named: &Named, answer: &Answer) {
        let report = self.report;
        let all = report[list].as_array().map(Vec::as_slice).unwrap_or_default();
        if let Some(found) = all.iter().find(|one| one["key"] == named.key.as_str()) {
            // What gives nothing is shown as 0 there.
            let answer = match answer {
                Ok(Value::None) => Ok(Value::Number(whole(0))),
                other => other.clone(),
            };
            self.check(list, &named.key, &Type::POINTS, &answer, &found["points"]);
        }
    }

    fn check(&mut self, what: &str, key: &str, ty: &Type, answer: &Answer, json: &Json) {
        let agrees = match (answer, self.relation) {
            (Err(Fault::NoParameter | Fault::NoChoice), _) => true,
            (Ok(_), Relation::Equal) if json.is_object() => false,
            (Ok(value), _) => admits(self.version, ty, json, value),
            (Err(_), Relation::Inside) => true,
            (Err(_), Relation::Equal) => self.is_fault(what, key, json),
        };
        // An error that is listed is certain.
        let listed = answer.is_ok() && what != "groups" && self.is_listed(key);
        if !agrees || listed {
            self.found.push(format!("{what} {key}: reference {answer:?}, report {json}"));
        }
    }

    fn is_listed(&self, rule: &str) -> bool {
        let errors = self.report["errors"].as_array();
        errors.is_some_and(|all| all.iter().any(|error| error["rule"] == rule))
    }

    /// A rule that can't be evaluated has no number, and an indicator's error is listed. Of several faults either may
    /// be named.
    fn is_fault(&self, what: &str, key: &str, json: &Json) -> bool {
        json["min"].is_null() && json["max"].is_null() && (what != "indicators" || self.is_listed(key))
    }

    fn outcomes(&mut self, reference: &Evaluation) {
        for (i, (list, answer)) in self.version.outcomes.iter().zip(&reference.outcomes).enumerate() {
            let key = list.named.as_ref().map(|n| n.key.clone());
            let verdict = if i == 0 {
                self.report
            } else {
                let others = self.report["outcomes"].as_array().map(Vec::as_slice).unwrap_or_default();
                let Some(found) = others.iter().find(|v| Some(v["key"].as_str()) == Some(key.as_deref())) else {
                    self.found.push(format!("outcomes {key:?}: not reported"));
                    continue;
                };
                found
            };
            let expected = answer.map(|i| i.map(|i| Json::from(list.outcomes[i].named.key.as_str())));
            let agrees = match (&expected, self.relation) {
                (Err(Fault::NoParameter | Fault::NoChoice), _) | (Err(_), Relation::Inside) => true,
                (Err(_), Relation::Equal) => verdict["outcome"] == "undetermined",
                (Ok(key), Relation::Equal) => verdict["outcome"] == key.clone().unwrap_or(Json::Null),
                (Ok(key), Relation::Inside) => {
                    let possible = verdict["possible"].as_array();
                    possible.is_some_and(|all| all.contains(&key.clone().unwrap_or(Json::Null)))
                }
            };
            if !agrees {
                let (outcome, possible) = (&verdict["outcome"], &verdict["possible"]);
                self.found.push(format!("outcomes {key:?}: reference {expected:?}, report {outcome} of {possible}"));
            }
        }
    }
}

/// Whether what a report says of a value allows this one.
pub fn admits(version: &Version, ty: &Type, json: &Json, value: &Value) -> bool {
    if let Some(possible) = json["possible"].as_array() {
        return possible.iter().any(|one| admits(version, ty, one, value));
    }
    if json["unknown"] == true || (*value == Value::None && json["none"] == true) {
        return true;
    }
    if let Json::Object(bounds) = json {
        let (Some(low), Some(high)) = (bounds.get("min"), bounds.get("max")) else { return false };
        let bound = |json: &Json| match value {
            Value::Date(_) => json.as_str().and_then(day).map(Value::Date),
            Value::Month(_) => json.as_str().and_then(month).map(Value::Month),
            _ => number(json),
        };
        // A number that may be none is shown as one that may be 0.
        let zero = Value::Number(whole(0));
        let value = if *value == Value::None { &zero } else { value };
        let above = bound(low).is_none_or(|low| low <= *value);
        return above && bound(high).is_none_or(|high| *value <= high);
    }
    match value {
        Value::Number(_) => number(json).as_ref() == Some(value),
        Value::None => json.is_null(),
        value => facts::read(version, ty, json) == *value,
    }
}

fn number(json: &Json) -> Option<Value> {
    match json {
        Json::Number(n) => Some(Value::Number(decimal(&n.to_string()))),
        Json::String(text) => Some(Value::Number(decimal(text))),
        _ => None,
    }
}
