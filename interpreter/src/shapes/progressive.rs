//! `按 X 分段 { … }`: each part of a quantity at its own rate, then summed.

use super::per_unit::UnitRounding;
use crate::model::{Band, Expr, Text};
use serde::Serialize;

/// Progressive bands.
#[derive(Debug, Clone, Serialize)]
pub struct Progressive {
    /// The quantity that is cut into bands.
    pub quantity: Expr,
    /// As written.
    pub text: Text,
    /// The bands.
    pub bands: Vec<BandRate>,
}

/// A band and its rate.
#[derive(Debug, Clone, Serialize)]
pub struct BandRate {
    /// Its label, where it has one.
    pub label: Option<String>,
    /// From where to where; whether a bound itself is in makes no difference to its length.
    pub band: Band,
    /// Its rate.
    pub rate: Rate,
    /// As written.
    pub text: Text,
}

/// The rate of a band.
#[derive(Debug, Clone, Serialize)]
pub enum Rate {
    /// `每满 100元 积 1分`: unit, rounding, what one gives.
    Each(Expr, UnitRounding, Expr),
    /// `乘 3%`.
    Times(Expr),
}
