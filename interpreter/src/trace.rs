//! What an evaluation leaves behind so that it can be explained: whether things hold, and how a value came about.

use crate::eval::{Seen, ops};
use crate::model::{DefinitionId, Expr, GroupId, IndicatorId, Member, ModifierKind};
use crate::value::{RuleError, Val, Why};
use std::rc::Rc;

/// Whether a condition holds. None counts as no.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Truth {
    /// It holds.
    Yes,
    /// It does not.
    No,
    /// It depends on something unknown.
    Maybe(Why),
    /// It can't be evaluated.
    Error(Rc<RuleError>),
}

impl Truth {
    /// Reads a yes/no value.
    pub fn of(value: &Val) -> Truth {
        match value {
            Val::YesNo(true) => Truth::Yes,
            Val::YesNo(false) | Val::None => Truth::No,
            Val::Error(e) => Truth::Error(e.clone()),
            Val::Unknown(u) if ops::may_be_yes(value) => Truth::Maybe(u.why.clone()),
            Val::Unknown(_) => Truth::No,
            _ => Truth::Error(Rc::new(RuleError::Broken)),
        }
    }

    /// Both hold. One that does not decides; an error beside one that may not is not certain.
    pub fn and(self, other: Truth) -> Truth {
        match (self, other) {
            (Truth::No, _) | (_, Truth::No) => Truth::No,
            (Truth::Maybe(a), Truth::Maybe(b)) => Truth::Maybe(a.and(&b)),
            (Truth::Maybe(why), _) | (_, Truth::Maybe(why)) => Truth::Maybe(why),
            (Truth::Error(e), _) | (_, Truth::Error(e)) => Truth::Error(e),
            (Truth::Yes, Truth::Yes) => Truth::Yes,
        }
    }

    /// It does not hold.
    pub fn negated(self) -> Truth {
        match self {
            Truth::Yes => Truth::No,
            Truth::No => Truth::Yes,
            other => other,
        }
    }

    /// One of them holds.
    pub fn or(self, other: Truth) -> Truth {
        self.negated().and(other.negated()).negated()
    }
}

/// What a line came to.
#[derive(Debug, Clone)]
pub struct Award {
    /// Whether the line holds.
    pub holds: Truth,
    /// What it gives if it holds.
    pub value: Val,
    /// How that came about.
    pub detail: Detail,
}

/// How an award came about.
#[derive(Debug, Clone)]
pub enum Detail {
    /// The value stands in the line.
    Plain,
    /// A formula: what it is made of, in the order of [`crate::conditions::operands`].
    Formula(Vec<Operand>),
    /// A condition, and what was behind it.
    Condition(Vec<Part>, Option<Box<Detail>>),
    /// A table's or matrix's case.
    Cases(Fit),
    /// Units of a quantity.
    Units(Box<Units>),
    /// Parts of a quantity, one a band.
    Bands(Val, Vec<Slice>),
    /// Entries of a list that count, each with what it gives.
    Records(Vec<(Val, Val)>),
}

impl Detail {
    /// One or the other: of tables, all the cases of both.
    fn or(self, other: Detail) -> Detail {
        match (self, other) {
            (Detail::Cases(mut fit), Detail::Cases(other)) => {
                let fresh = |c: &Cell| !fit.cells.iter().any(|known| (known.row, known.column) == (c.row, c.column));
                let more: Vec<Cell> = other.cells.into_iter().filter(fresh).collect();
                fit.cells.extend(more);
                fit.cells.sort_by_key(|c| (c.row, c.column));
                fit.none |= other.none;
                Detail::Cases(fit)
            }
            (one, _) => one,
        }
    }
}

/// Something that a formula is made of.
#[derive(Debug, Clone)]
pub struct Operand {
    /// With these arguments, where it is a definition or parameter that has any.
    pub arguments: Vec<Val>,
    /// Its value.
    pub value: Val,
}

/// What a band cut out of a quantity.
#[derive(Debug, Clone)]
pub struct Slice {
    /// From where; zero where the band does not say.
    pub low: Val,
    /// To where, if the band ends.
    pub high: Option<Val>,
    /// The part of the quantity.
    pub part: Val,
    /// What it gives.
    pub value: Val,
}

/// A part of a condition, in the order of [`crate::model::Condition::parts`]; one for a condition without parts.
#[derive(Debug, Clone)]
pub struct Part {
    /// Whether it holds.
    pub truth: Truth,
    /// The values of what it compares: see [`crate::conditions::compared`].
    pub sides: Vec<Val>,
    /// Where it asks a definition by name, the conditions in that.
    pub inside: Vec<Inside>,
}

/// A condition inside a definition that another condition asks.
#[derive(Debug, Clone)]
pub struct Inside {
    /// The definition.
    pub of: DefinitionId,
    /// How many definitions lie around it; 1 for one asked by the condition itself.
    pub depth: usize,
    /// The condition.
    pub expr: Expr,
    /// Whether it holds.
    pub truth: Truth,
    /// The values of what it compares.
    pub sides: Vec<Val>,
}

/// Which cases of a table fit.
#[derive(Debug, Clone)]
pub struct Fit {
    /// The one that fits; several where it is not known which, in the order of the table.
    pub cells: Vec<Cell>,
    /// Whether it may be that none fits.
    pub none: bool,
    /// The keys' values.
    pub keys: Vec<Option<Val>>,
}

/// A row of a table, or a cell of a matrix.
#[derive(Debug, Clone)]
pub struct Cell {
    /// The row.
    pub row: usize,
    /// The column of a matrix.
    pub column: Option<usize>,
    /// The parts of its conditions, a list for each case that is one.
    pub parts: Vec<Vec<Part>>,
    /// What its award is made of.
    pub made: Vec<Operand>,
    /// Modifiers of its own.
    pub steps: Vec<Step>,
}

/// How an award per unit came about.
#[derive(Debug, Clone)]
pub struct Units {
    /// What was measured.
    pub quantity: Val,
    /// How many units count.
    pub units: Val,
    /// The gate's size and whether it is reached.
    pub gate: Option<(Val, Truth)>,
    /// What one unit gives.
    pub each: Val,
    /// Caps and the like behind it.
    pub steps: Vec<Step>,
}

/// A modifier that was applied.
#[derive(Debug, Clone)]
pub struct Step {
    /// Which.
    pub kind: ModifierKind,
    /// Its own value.
    pub by: Val,
    /// The value before.
    pub before: Val,
    /// The value after.
    pub after: Val,
}

/// How a body came about.
#[derive(Debug, Clone, Default)]
pub struct BodyTrace {
    /// The guard, if there is one.
    pub guard: Option<(Truth, Vec<Part>)>,
    /// The lines that were evaluated, in order.
    pub lines: Vec<LineTrace>,
    /// What was applied to the combined value.
    pub steps: Vec<Step>,
    /// Definitions and parameters that were asked.
    pub seen: Vec<Seen>,
}

/// How a line came about.
#[derive(Debug, Clone)]
pub struct LineTrace {
    /// Whether it holds.
    pub holds: Truth,
    /// What it gives after its own modifiers, if it holds.
    pub value: Val,
    /// How.
    pub detail: Detail,
    /// Its own modifiers.
    pub steps: Vec<Step>,
}

impl Award {
    /// Holds if there is a value.
    pub fn of(value: Val, detail: Detail) -> Award {
        let holds = match &value {
            Val::None => Truth::No,
            Val::Error(e) => Truth::Error(e.clone()),
            Val::Unknown(u) if u.range.is_none() => Truth::No,
            Val::Unknown(u) if u.none => Truth::Maybe(u.why.clone()),
            _ => Truth::Yes,
        };
        Award { holds, value: ops::without_none(value), detail }
    }

    /// Nothing.
    pub fn nothing() -> Award {
        Award::of(Val::None, Detail::Plain)
    }

    /// An error.
    pub fn error(e: Rc<RuleError>, detail: Detail) -> Award {
        Award::of(Val::Error(e), detail)
    }

    /// It is looked at only where this holds. Where that is not sure, an error in it is none that is certain:
    /// it may hold, and its value is the error.
    pub fn when(self, truth: Truth) -> Award {
        let holds = match (truth, self.holds) {
            (Truth::No, _) | (Truth::Yes | Truth::Maybe(_), Truth::No) => Truth::No,
            (Truth::Error(e), _) => return Award::error(e, self.detail),
            (Truth::Yes, own) => own,
            (Truth::Maybe(a), Truth::Maybe(b)) => Truth::Maybe(a.and(&b)),
            (Truth::Maybe(why), Truth::Yes | Truth::Error(_)) => Truth::Maybe(why),
        };
        Award { holds, ..self }
    }

    /// The first whose own condition holds: each comes with whether it is reached, and behind them is nothing.
    pub fn first_of(reached: Vec<(Truth, Award)>, nothing: Award) -> Award {
        reached.into_iter().rev().fold(nothing, |rest, (truth, award)| match truth {
            Truth::Yes => award,
            Truth::No => rest,
            Truth::Error(e) => Award::error(e, award.detail),
            Truth::Maybe(why) => award.either(rest, &why),
        })
    }

    /// One or the other, and it is not known which, for these reasons.
    pub fn either(self, other: Award, why: &Why) -> Award {
        let value = match (&self.holds, &other.holds) {
            (Truth::No, _) => other.value.clone(),
            (_, Truth::No) => self.value.clone(),
            _ => ops::because(ops::hull(&self.value, &other.value), why),
        };
        let holds = match (self.holds, other.holds) {
            (Truth::No, Truth::No) => Truth::No,
            (Truth::Error(e), Truth::Error(_)) => Truth::Error(e),
            (Truth::Yes | Truth::Error(_), Truth::Yes | Truth::Error(_)) => Truth::Yes,
            (Truth::Maybe(a), Truth::Maybe(b)) => Truth::Maybe(a.and(&b).and(why)),
            (Truth::Maybe(a), _) | (_, Truth::Maybe(a)) => Truth::Maybe(a.and(why)),
            _ => Truth::Maybe(why.clone()),
        };
        Award { holds, value, detail: self.detail.or(other.detail) }
    }
}

/// How an indicator came about.
#[derive(Debug, Clone)]
pub struct IndicatorTrace {
    /// Which.
    pub id: IndicatorId,
    /// Its value; none where nothing was awarded.
    pub value: Val,
    /// How.
    pub body: BodyTrace,
}

/// How a group came about.
#[derive(Debug, Clone)]
pub struct GroupTrace {
    /// Which.
    pub id: GroupId,
    /// Its guard.
    pub guard: Option<(Truth, Vec<Part>)>,
    /// Its members' values as numbers.
    pub members: Vec<(Member, Val)>,
    /// The members together.
    pub combined: Val,
    /// What was applied to that.
    pub steps: Vec<Step>,
    /// What it comes to.
    pub value: Val,
    /// Which alternative stood, where it has any and this is known.
    pub alternative: Option<u32>,
    /// Where it has any: the alternative under which its members' traces are.
    pub explained_under: Option<u32>,
    /// What the group comes to under each alternative.
    pub tried: Vec<Val>,
}

/// How a total's indicators and groups came about; a group stands behind its members.
#[derive(Debug, Clone, Default)]
pub struct Scores {
    /// Its indicators, in the order of its members.
    pub indicators: Vec<IndicatorTrace>,
    /// Its groups, itself last.
    pub groups: Vec<GroupTrace>,
}

impl Scores {
    /// Adds another part's scores.
    pub fn extend(&mut self, other: Scores) {
        self.indicators.extend(other.indicators);
        self.groups.extend(other.groups);
    }

    /// Widens every value so that it covers another evaluation's of the same groups.
    pub fn cover(&mut self, other: Scores) {
        for (mine, theirs) in self.indicators.iter_mut().zip(other.indicators) {
            mine.value = ops::hull(&mine.value, &theirs.value);
        }
        for (mine, theirs) in self.groups.iter_mut().zip(other.groups) {
            mine.value = ops::hull(&mine.value, &theirs.value);
            mine.combined = ops::hull(&mine.combined, &theirs.combined);
            for ((_, a), (_, b)) in mine.members.iter_mut().zip(theirs.members) {
                *a = ops::hull(a, &b);
            }
            mine.alternative = None;
        }
    }
}
