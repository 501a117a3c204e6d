//! A policy's versions and which of them is in force on a day.

use crate::model::Version;
use crate::timeline;
use chrono::NaiveDate;

/// The versions of one policy, by the day on which they take effect.
#[derive(Debug, Clone, Default)]
pub struct Policy {
    /// The versions, the earliest first.
    pub versions: Vec<Version>,
}

/// Why no version was picked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PickError {
    /// No version has the id that was asked for.
    NoSuchVersion(String),
    /// None is in force on the day.
    NotInForce(NaiveDate),
    /// There are several, and neither a day nor an id to choose by.
    Undetermined,
}

/// What picks the version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pick {
    /// The applicant's own filing date, where it is known.
    Filing(Option<NaiveDate>),
    /// A day that overrides it.
    On(NaiveDate),
    /// An id that overrides it.
    Version(String),
}

impl Policy {
    /// Puts versions in the order of time.
    pub fn new(mut versions: Vec<Version>) -> Policy {
        versions.sort_by(|a, b| (a.in_force, &a.id).cmp(&(b.in_force, &b.id)));
        Policy { versions }
    }

    /// The last day in force: the day before the successor's first, or the printed end; `None` where neither is known.
    pub fn last_day(&self, index: usize) -> Option<NaiveDate> {
        timeline::end(self, index).day()
    }

    /// The version that the pick means.
    pub fn pick(&self, pick: &Pick) -> Result<&Version, PickError> {
        match pick {
            Pick::Version(id) => {
                let found = self.versions.iter().find(|v| v.id == *id);
                found.ok_or_else(|| PickError::NoSuchVersion(id.clone()))
            }
            Pick::On(day) | Pick::Filing(Some(day)) => {
                let found = self
                    .versions
                    .iter()
                    .enumerate()
                    .rev()
                    .filter(|(_, v)| !v.draft)
                    .find(|(i, v)| v.in_force <= *day && self.last_day(*i).is_none_or(|last| *day <= last));
                found.map(|(_, v)| v).ok_or(PickError::NotInForce(*day))
            }
            Pick::Filing(None) => {
                let mut standing = self.versions.iter().filter(|v| !v.draft);
                match (standing.next(), standing.next()) {
                    (Some(only), None) => Ok(only),
                    _ => Err(PickError::Undetermined),
                }
            }
        }
    }
}
