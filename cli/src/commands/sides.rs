//! Two versions of a policy as they are named on the command line: `2018`, `2018@2020-07-01`, `@2020-07-01`.

use super::pick;
use crate::load::Folder;
use crate::render::explanation;
use chrono::NaiveDate;
use jifen_grammar::keywords::Language;
use jifen_grammar::tree::File;
use jifen_interpreter::diff::{Side, at};
use jifen_interpreter::model::Version;
use jifen_interpreter::policy::Loaded;
use jifen_interpreter::registry::{Pick, PickError};
use std::borrow::Cow;

/// A version that was named, perhaps as it was on a day.
pub(crate) struct Named<'f> {
    version: Cow<'f, Version>,
    day: Option<NaiveDate>,
}

impl Named<'_> {
    /// As a side of a comparison.
    pub fn side<'s>(&'s self, files: &'s [&'s File]) -> Side<'s> {
        Side { version: &self.version, files, day: self.day }
    }
}

/// The trees of a folder, by the number of the file.
pub(crate) fn trees(folder: &Folder) -> Vec<&File> {
    folder.sources.iter().map(|s| &s.tree).collect()
}

/// Finds a version; else, says why there is none.
pub(crate) fn named<'f>(text: &str, policy: &'f Loaded, language: Language) -> Result<Named<'f>, String> {
    let (id, day) = match text.split_once('@') {
        Some((id, day)) => (id, Some(day)),
        None => (text, None),
    };
    let day = match day.map(str::parse::<NaiveDate>) {
        None => None,
        Some(Ok(day)) => Some(day),
        Some(Err(_)) => {
            let words = pick(
                language,
                "`{}` 中 @ 之后应为日期,如 2020-07-01",
                "in `{}`, a date such as 2020-07-01 must stand behind @",
            );
            return Err(words.replace("{}", text));
        }
    };
    let asked = match (id, day) {
        ("", Some(day)) => Pick::On(day),
        (id, _) => Pick::Version(id.to_owned()),
    };
    let version = policy.policy.pick(&asked).map_err(|problem| {
        let words = match problem {
            PickError::NotInForce(day) => {
                pick(language, "{} 没有施行中的版本;现有版本:", "no version is in force on {}; the versions are: ")
                    .replace("{}", &day.to_string())
            }
            PickError::NoSuchVersion(_) | PickError::Undetermined => {
                pick(language, "没有版本 {};现有版本:", "there is no version {}; the versions are: ").replace("{}", id)
            }
        };
        words + &explanation::versions(&policy.policy, language)
    })?;
    Ok(match day {
        Some(day) => Named { version: Cow::Owned(at(version, day)), day: Some(day) },
        None => Named { version: Cow::Borrowed(version), day: None },
    })
}
