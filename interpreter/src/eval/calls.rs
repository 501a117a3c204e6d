//! Definitions: each is evaluated once for its arguments. However long a chain of them is, the stack stays short:
//! a call too far down is put off, everything above it is given up, the call is evaluated by itself, and what was
//! given up is begun again with its result at hand.

use super::Evaluator;
use crate::model::{AlternativeId, Content, DefinitionId, Expr, ParameterId};
use crate::value::{RuleError, Val};
use std::collections::BTreeMap;

/// How many expressions may be inside one another before a call is put off.
const DEEP: u32 = 250;
/// How many may be inside one another through groups that read definitions that read groups.
const DEEPEST: u32 = 1000;

/// What was asked while an evaluation was watched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// What was asked.
    pub asked: SeenWhat,
    /// With these arguments; of a parameter, the classes and the day or month.
    pub arguments: Vec<Val>,
    /// What it came to.
    pub value: Val,
}

/// Something that is asked by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeenWhat {
    /// A definition.
    Definition(DefinitionId),
    /// A parameter's column.
    Parameter(ParameterId, usize),
}

/// Definitions that were evaluated, and those being evaluated.
pub(crate) struct Calls {
    /// Without arguments.
    plain: Vec<Option<Val>>,
    /// With arguments.
    with: Vec<BTreeMap<Vec<Val>, Val>>,
    /// Those that read an alternative, as long as the same ones are tried.
    trials: BTreeMap<DefinitionId, BTreeMap<Vec<Val>, Val>>,
    /// Entries' definitions that were put off.
    far: BTreeMap<(DefinitionId, Val), Val>,
    arguments: Vec<Val>,
    /// Where the arguments of the definition at hand begin.
    frame: usize,
    /// Definitions inside definitions.
    inside: u32,
    /// Whether the definition at hand read an alternative.
    varies: bool,
    /// Whether a call below can be put off.
    driven: bool,
    /// From which depth on it is.
    limit: u32,
    put_off: Option<PutOff>,
    /// The budget left when it was.
    fuel: u64,
}

/// A call that was put off.
#[derive(Debug, Clone)]
enum PutOff {
    Call(DefinitionId, Vec<Val>),
    Entry(DefinitionId, Val),
}

impl Calls {
    pub(crate) fn new(definitions: usize) -> Calls {
        Calls {
            plain: vec![None; definitions],
            with: Vec::new(),
            trials: BTreeMap::new(),
            far: BTreeMap::new(),
            arguments: Vec::new(),
            frame: 0,
            inside: 0,
            varies: false,
            driven: false,
            limit: 0,
            put_off: None,
            fuel: 0,
        }
    }

    pub(crate) fn inside(&self) -> bool {
        0 < self.inside
    }

    pub(crate) fn forget_trials(&mut self) {
        self.trials.clear();
    }

    fn arguments_from(&self, base: usize) -> &[Val] {
        self.arguments.get(base..).unwrap_or_default()
    }

    /// What a call came to before.
    fn recall(&mut self, id: DefinitionId, base: usize) -> Option<Val> {
        let arguments = self.arguments.get(base..).unwrap_or_default();
        let known = if arguments.is_empty() {
            self.plain.get(id.index()).and_then(|v| v.as_ref())
        } else {
            self.with.get(id.index()).and_then(|m| m.get(arguments))
        };
        if let Some(known) = known {
            return Some(known.clone());
        }
        if self.trials.is_empty() {
            return None;
        }
        let trial = self.trials.get(&id).and_then(|m| m.get(arguments)).cloned();
        self.varies |= trial.is_some();
        trial
    }

    fn keep(&mut self, id: DefinitionId, base: usize, value: Val, varies: bool) {
        if varies {
            let arguments = self.arguments_from(base).to_vec();
            self.trials.entry(id).or_default().insert(arguments, value);
        } else if self.arguments.len() <= base {
            if let Some(slot) = self.plain.get_mut(id.index()) {
                *slot = Some(value);
            }
        } else {
            let arguments = self.arguments_from(base).to_vec();
            if self.with.is_empty() {
                self.with = vec![BTreeMap::new(); self.plain.len()];
            }
            if let Some(known) = self.with.get_mut(id.index()) {
                known.insert(arguments, value);
            }
        }
    }
}

impl<'m> Evaluator<'m> {
    /// Whether nothing more is evaluated at present: the budget is spent, or a call was put off.
    pub(crate) fn stopped(&self) -> bool {
        self.fuel == 0
    }

    /// Whether the stack is as deep as it should get.
    pub(crate) fn deep(&self) -> bool {
        if self.calls.driven { self.calls.limit < self.depth } else { DEEP < self.depth }
    }

    pub(crate) fn argument(&self, i: usize) -> Val {
        self.argument_at(i).cloned().unwrap_or_else(|| Val::error(RuleError::Broken))
    }

    pub(crate) fn argument_at(&self, i: usize) -> Option<&Val> {
        self.calls.arguments.get(self.calls.frame.checked_add(i)?)
    }

    pub(crate) fn read_alternative(&mut self, id: AlternativeId) -> Val {
        self.calls.varies = true;
        self.alternative(id).map_or_else(|| Val::error(RuleError::Broken), Val::Choice)
    }

    /// A definition with its arguments; an argument in error is the result.
    #[inline(never)]
    pub(crate) fn call(&mut self, id: DefinitionId, arguments: &'m [Expr]) -> Val {
        let base = self.calls.arguments.len();
        for argument in arguments {
            let value = self.expr(argument);
            if let Val::Error(_) = value {
                self.calls.arguments.truncate(base);
                return value;
            }
            self.calls.arguments.push(value);
        }
        let value = self.call_from(id, base);
        if self.watch.is_some() {
            let arguments = self.calls.arguments_from(base).to_vec();
            self.saw(SeenWhat::Definition(id), arguments, &value);
        }
        self.calls.arguments.truncate(base);
        value
    }

    /// Evaluates something with the arguments of a definition at hand.
    pub(crate) fn with_arguments<R>(&mut self, arguments: &[Val], f: impl FnOnce(&mut Self) -> R) -> R {
        let base = self.calls.arguments.len();
        self.calls.arguments.extend_from_slice(arguments);
        let frame = std::mem::replace(&mut self.calls.frame, base);
        let result = f(self);
        self.calls.frame = frame;
        self.calls.arguments.truncate(base);
        result
    }

    /// The value of a definition without arguments.
    pub fn definition(&mut self, id: DefinitionId) -> Val {
        self.call(id, &[])
    }

    /// Writes down what was asked, once, if this is watched.
    pub(crate) fn saw(&mut self, asked: SeenWhat, arguments: Vec<Val>, value: &Val) {
        if !self.tracing() || 0 < self.walks {
            return;
        }
        if let Some(watch) = &mut self.watch {
            let seen = Seen { asked, arguments, value: value.clone() };
            if !watch.contains(&seen) {
                watch.push(seen);
            }
        }
    }

    fn call_from(&mut self, id: DefinitionId, base: usize) -> Val {
        if let Some(known) = self.calls.recall(id, base) {
            return known;
        }
        if !self.calls.driven {
            return self
                .driving(|ev| ev.evaluate(id, base), |ev| PutOff::Call(id, ev.calls.arguments_from(base).to_vec()));
        }
        if self.calls.limit < self.depth {
            let arguments = self.calls.arguments_from(base).to_vec();
            return self.put_off(PutOff::Call(id, arguments));
        }
        self.evaluate(id, base)
    }

    /// A definition of the innermost entry at hand.
    pub(crate) fn of_entry_at_hand(&mut self, id: DefinitionId) -> Val {
        if !self.calls.driven {
            return self.driving(|ev| ev.evaluate_entry(id), |ev| PutOff::Entry(id, ev.entry(0)));
        }
        if self.calls.limit < self.depth {
            let key = (id, self.entry(0));
            if let Some(known) = self.calls.far.get(&key) {
                return known.clone();
            }
            return self.put_off(PutOff::Entry(key.0, key.1));
        }
        self.evaluate_entry(id)
    }

    fn evaluate(&mut self, id: DefinitionId, base: usize) -> Val {
        let frame = std::mem::replace(&mut self.calls.frame, base);
        let before = std::mem::replace(&mut self.calls.varies, false);
        let value = self.content(id);
        self.calls.frame = frame;
        let varies = self.calls.varies;
        self.calls.varies |= before;
        if !self.stopped() {
            self.calls.keep(id, base, value.clone(), varies);
        }
        value
    }

    fn evaluate_entry(&mut self, id: DefinitionId) -> Val {
        let frame = std::mem::replace(&mut self.calls.frame, self.calls.arguments.len());
        let value = self.content(id);
        self.calls.frame = frame;
        value
    }

    fn content(&mut self, id: DefinitionId) -> Val {
        let version = self.version;
        let Some(definition) = version.definitions.get(id.index()) else {
            return Val::error(RuleError::Broken);
        };
        self.calls.inside += 1;
        let value = self.without_assumptions(|ev| match &definition.content {
            Content::Expr(e) => ev.expr(e),
            Content::Body(body) => {
                let value = crate::shapes::body_value(ev, body);
                ev.of_type(value, &definition.ty)
            }
        });
        self.calls.inside -= 1;
        value
    }

    fn put_off(&mut self, call: PutOff) -> Val {
        if self.calls.put_off.is_none() && 0 < self.fuel {
            self.calls.put_off = Some(call);
            self.calls.fuel = self.fuel;
            self.fuel = 0;
        }
        Val::Error(self.halted.clone())
    }

    /// Evaluates something below which calls may be put off, until none is.
    fn driving(&mut self, f: impl FnOnce(&mut Self) -> Val, again: impl FnOnce(&mut Self) -> PutOff) -> Val {
        if DEEPEST < self.depth {
            return Val::Error(self.halted.clone());
        }
        self.calls.driven = true;
        self.calls.limit = self.depth + DEEP;
        let mut value = f(self);
        if let Some(first) = self.calls.put_off.take() {
            let mut waiting = vec![again(self), first];
            self.fuel = self.calls.fuel;
            while let Some(call) = waiting.last().cloned() {
                value = self.evaluate_put_off(call);
                match self.calls.put_off.take() {
                    Some(next) => {
                        waiting.push(next);
                        self.fuel = self.calls.fuel;
                    }
                    None => {
                        waiting.pop();
                    }
                }
            }
        }
        self.calls.driven = false;
        value
    }

    fn evaluate_put_off(&mut self, call: PutOff) -> Val {
        let base = self.calls.arguments.len();
        match call {
            PutOff::Call(id, arguments) => {
                self.calls.arguments.extend(arguments);
                let value = match self.calls.recall(id, base) {
                    Some(known) => known,
                    None => self.evaluate(id, base),
                };
                self.calls.arguments.truncate(base);
                value
            }
            PutOff::Entry(id, entry) => {
                let value = self.with_entry(entry.clone(), |ev| ev.evaluate_entry(id));
                if !self.stopped() {
                    self.calls.far.insert((id, entry), value.clone());
                }
                value
            }
        }
    }

    /// Evaluates something on its own ground: no entry at hand, no alternative tried, and nothing in it is put off
    /// beyond it.
    pub(crate) fn apart(&mut self, f: impl FnOnce(&mut Self) -> Val) -> Val {
        if self.stopped() || DEEPEST < self.depth {
            return Val::Error(self.halted.clone());
        }
        let driven = std::mem::replace(&mut self.calls.driven, false);
        let (limit, frame, varies) = (self.calls.limit, self.calls.frame, self.calls.varies);
        let none = vec![None; self.alternatives.len()];
        let alternatives = std::mem::replace(&mut self.alternatives, none);
        let trials = std::mem::take(&mut self.calls.trials);
        let value = self.outside_entries(f);
        self.calls.trials = trials;
        self.alternatives = alternatives;
        (self.calls.limit, self.calls.frame, self.calls.varies) = (limit, frame, varies);
        self.calls.driven = driven;
        value
    }
}
