//! `按 X,每满 1年 积 2分,满 5年 后计入`: an award for each unit of a quantity or period.

use crate::model::{Expr, Modifier, Text};
use serde::Serialize;

/// An award per unit.
#[derive(Debug, Clone, Serialize)]
pub struct PerUnit {
    /// What is measured: a number, a duration or a period.
    pub quantity: Expr,
    /// As written.
    pub text: Text,
    /// One unit.
    pub unit: Expr,
    /// What happens to the part of a unit.
    pub rounding: UnitRounding,
    /// What one unit gives; of a deduction, what it takes.
    pub each: Expr,
    /// Whether it is a deduction.
    pub deduct: bool,
    /// `满 P 后计入`: below it nothing, from it on all.
    pub once: Option<Expr>,
    /// `超过 P 的部分`: only what exceeds it is counted.
    pub over: Option<Expr>,
    /// Applied to the units' award, in the order written.
    pub modifiers: Vec<Modifier>,
}

/// What happens to the part of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum UnitRounding {
    /// `每满`: it does not count.
    Full,
    /// `不足也计`: it counts as one.
    OrPart,
    /// `按比例`: it counts by its share. Of periods, whole months (or days) over the unit's.
    ProRata,
}
