//! Results, and the definitions and parameters that were asked on the way, each once for the whole report.

use super::{AppliedStep, FactReport, Lost, Reason, Report, Writer};
use crate::eval::{Evaluator, Explained, How, Seen, SeenWhat};
use crate::facts;
use crate::model::{Content, DefinitionId, Type};
use crate::trace::BodyTrace;
use crate::value::Val;
use serde::Serialize;
use serde_json::Value;
use std::collections::VecDeque;

/// How many definitions and parameters a report explains.
const MOST: usize = 200;
/// How many definitions inside one another it follows.
const DEEPEST: usize = 12;

/// A result and where it comes from.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ResultReport {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its longer title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Its value, as in `results`.
    pub value: Value,
    /// Its source.
    pub cite: Vec<String>,
    /// How the value came about, line by line.
    pub because: Vec<Reason>,
    /// Caps, multipliers and the like on the whole.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub applied: Vec<AppliedStep>,
    /// What was lost, and why.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lost: Vec<Lost>,
    /// The facts that it reads.
    pub facts: Vec<FactReport>,
    /// Notes of the drafter.
    pub notes: Vec<String>,
    /// Its value in words.
    #[serde(skip)]
    pub shown: String,
}

/// A definition or parameter that was asked.
#[derive(Debug, Clone, Default, Serialize)]
pub struct DefinitionReport {
    /// `definition` or `parameter`.
    pub kind: &'static str,
    /// Its key; of a parameter's column, with the column behind a dot.
    pub key: String,
    /// What was asked, `first_points(8)`.
    pub text: String,
    /// Its value in words.
    pub value: String,
    /// Its source.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cite: Vec<String>,
    /// How the value came about.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub because: Vec<Reason>,
    /// Caps, multipliers and the like on the whole.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub applied: Vec<AppliedStep>,
    /// Notes of the drafter.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// Definitions before parameters, in the order of the model, then by column.
type Order = (usize, u32, usize);

/// How a value came about.
struct Made {
    because: Vec<Reason>,
    applied: Vec<AppliedStep>,
    lost: Vec<Lost>,
    notes: Vec<String>,
}

impl<'m> Writer<'m> {
    /// Adds a result's explanation; returns what it asked.
    pub fn result(&self, ev: &mut Evaluator<'m>, id: DefinitionId, value: &Val, report: &mut Report) -> Vec<Seen> {
        let Some(definition) = self.version.definitions.get(id.index()) else { return Vec::new() };
        let explained = ev.explain(id, &[]).filter(|e| e.value == *value);
        let made = explained.as_ref().and_then(|e| self.made(id, e));
        let Made { because, applied, lost, notes } = made.unwrap_or_else(Made::nothing);
        report.result_details.push(ResultReport {
            key: definition.named.key.clone(),
            name: definition.named.name.clone(),
            title: definition.named.title.clone(),
            value: report.results.get(&definition.named.key).cloned().unwrap_or_default(),
            cite: definition.cites.clone(),
            because,
            applied,
            lost,
            facts: self.facts(ev, &definition.reads),
            notes,
            shown: self.value(value, &definition.ty),
        });
        explained.map(|e| e.seen).unwrap_or_default()
    }

    /// Adds what was asked, and what that asked in turn, each once; results stand elsewhere.
    pub fn definitions(&self, ev: &mut Evaluator<'m>, asked: Vec<Seen>, report: &mut Report) {
        let mut waiting: VecDeque<(usize, Seen)> = asked.into_iter().map(|seen| (0, seen)).collect();
        let mut known: Vec<(SeenWhat, Vec<Val>)> = Vec::new();
        let mut found: Vec<(Order, Vec<Val>, DefinitionReport)> = Vec::new();
        while let Some((depth, seen)) = waiting.pop_front() {
            let what = (seen.asked, seen.arguments.clone());
            if known.contains(&what) || MOST <= known.len() {
                continue;
            }
            known.push(what);
            let Some(mut one) = self.named(&seen) else { continue };
            let order = match seen.asked {
                SeenWhat::Definition(id) => {
                    let reported = self.version.definitions.get(id.index()).is_some_and(|d| d.reported);
                    let explained = ev.explain(id, &seen.arguments).filter(|e| e.value == seen.value);
                    if let (Some(explained), false) = (explained, reported) {
                        let writer = self.about(id);
                        if let Some(made) = writer.made(id, &explained) {
                            (one.because, one.applied, one.notes) = (made.because, made.applied, made.notes);
                        }
                        if depth < DEEPEST {
                            waiting.extend(explained.seen.into_iter().map(|seen| (depth + 1, seen)));
                        }
                    }
                    if reported {
                        continue;
                    }
                    (0, id.0, 0)
                }
                SeenWhat::Parameter(id, column) => (1, id.0, column),
            };
            found.push((order, seen.arguments, one));
        }
        found.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
        report.definitions = found.into_iter().map(|(.., one)| one).collect();
    }

    fn named(&self, seen: &Seen) -> Option<DefinitionReport> {
        let (kind, key, cite, ty) = match seen.asked {
            SeenWhat::Definition(id) => {
                let definition = self.version.definitions.get(id.index())?;
                ("definition", definition.named.key.clone(), definition.cites.clone(), definition.ty.clone())
            }
            SeenWhat::Parameter(id, column) => {
                let parameter = self.version.parameters.get(id.index())?;
                let column = parameter.columns.get(column)?;
                let key = match &column.named {
                    Some(named) => format!("{}.{}", parameter.named.key, named.key),
                    None => parameter.named.key.clone(),
                };
                ("parameter", key, parameter.cites.clone(), column.ty.clone())
            }
        };
        let text = self.call(seen.asked, &seen.arguments)?;
        Some(DefinitionReport { kind, key, text, value: self.value(&seen.value, &ty), cite, ..Default::default() })
    }

    /// How a definition came to its value; `None` where its name says it all.
    fn made(&self, id: DefinitionId, explained: &Explained) -> Option<Made> {
        let definition = self.version.definitions.get(id.index())?;
        let mut reason = Reason { holds: "yes", ..Reason::default() };
        match (&definition.content, &explained.how) {
            (Content::Body(body), How::Body(trace)) => return Some(self.body(body, trace, &definition.ty)),
            (Content::Expr(e), How::Condition(parts)) => {
                reason.holds = Self::holds(&crate::trace::Truth::of(&explained.value));
                reason.text = format!("= {}", self.say(e));
                reason.conditions = self.parts(e, parts);
            }
            (Content::Expr(e), How::Formula(made)) => {
                reason.text = format!("= {}", self.say(e));
                reason.how = self.operands(e, made);
                if let (Val::List(list), Type::List(of)) = (&explained.value, &definition.ty) {
                    reason.how.extend(self.few(list, of));
                }
            }
            _ => return None,
        }
        Some(Made { because: vec![reason], ..Made::nothing() })
    }

    fn body(&self, body: &'m crate::model::Body, trace: &BodyTrace, ty: &Type) -> Made {
        Made {
            because: self.because(body, trace, ty),
            applied: self.applied(&trace.steps, ty),
            lost: self.lost_inside(body, trace, ty),
            notes: body.notes.clone(),
        }
    }

    /// What was asked, as a call with its arguments' values.
    pub(super) fn call(&self, asked: SeenWhat, arguments: &[Val]) -> Option<String> {
        let (name, types): (String, Vec<Type>) = match asked {
            SeenWhat::Definition(id) => {
                let definition = self.version.definitions.get(id.index())?;
                (definition.named.name.clone(), definition.params.iter().map(|(_, ty)| ty.clone()).collect())
            }
            SeenWhat::Parameter(id, column) => {
                let parameter = self.version.parameters.get(id.index())?;
                let column = parameter.columns.get(column)?;
                let name = match &column.named {
                    Some(named) => format!("{}.{}", parameter.named.name, named.name),
                    None => parameter.named.name.clone(),
                };
                (name, column.by.iter().map(|c| Type::Choice(*c)).collect())
            }
        };
        let shown = arguments.iter().enumerate().map(|(i, value)| {
            let by_value = match value {
                Val::Month(_) => Type::Month,
                _ => Type::Date,
            };
            self.show(value, types.get(i).unwrap_or(&by_value))
        });
        let shown: Vec<String> = shown.collect();
        let between = self.pick("、", ", ");
        Some(if shown.is_empty() { name } else { format!("{name}({})", shown.join(&between)) })
    }
}

impl Made {
    fn nothing() -> Made {
        Made { because: Vec::new(), applied: Vec::new(), lost: Vec::new(), notes: Vec::new() }
    }
}

/// What a rule's error says, without the value.
pub(super) fn failure(writer: &Writer<'_>, value: &Val) -> Option<String> {
    match value {
        Val::Error(error) => Some(facts::rule_error(error, writer.language)),
        _ => None,
    }
}
