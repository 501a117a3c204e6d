//! A version as it was on a day.

use crate::model::Version;
use chrono::NaiveDate;

/// The version with those values of parameters and listings of catalogues alone that were in force on the day or before.
/// A parameter without any has no value then: what reads it is unknown.
pub fn at(version: &Version, day: NaiveDate) -> Version {
    let mut version = version.clone();
    for column in version.parameters.iter_mut().flat_map(|p| &mut p.columns) {
        column.series.iter_mut().for_each(|series| series.retain(|step| step.from <= day));
    }
    for catalogue in &mut version.catalogues {
        catalogue.listings.retain(|(from, _)| *from <= day);
    }
    version
}
