//! Two versions of a policy as they are named on the command line: `2018`, `2018@2020-07-01`, `@2020-07-01`. One that an
//! amendment makes is taken as its text in full says it.

use super::pick;
use crate::load::Folder;
use chrono::NaiveDate;
use jifen_grammar::keywords::Language;
use jifen_grammar::tree::File;
use jifen_interpreter::amend::folder::{Texts, texts};
use jifen_interpreter::diff::instruments::{Instrument, attribute};
use jifen_interpreter::diff::renames::Renames;
use jifen_interpreter::diff::{Diff, Side, at, diff};
use jifen_interpreter::model::Version;
use jifen_interpreter::policy::{Loaded, in_full};
use jifen_interpreter::registry::{Pick, PickError};
use jifen_interpreter::timeline::in_words;
use std::borrow::Cow;

/// Two versions of a policy, with the texts that they are shown by.
pub(crate) struct Sides<'f> {
    policy: &'f Loaded,
    a: Named<'f>,
    b: Named<'f>,
    texts: Texts,
    sources: Vec<&'f File>,
    /// The files' trees by number; of an amendment that makes one of the two, the text in full.
    trees: Vec<Cow<'f, File>>,
}

/// A version that was named, perhaps as it was on a day.
struct Named<'f> {
    version: Cow<'f, Version>,
    day: Option<NaiveDate>,
}

impl<'f> Sides<'f> {
    /// Finds both; else, says why there is none.
    pub fn new(names: [&str; 2], folder: &'f Folder, policy: &'f Loaded, language: Language) -> Result<Self, String> {
        let [a, b] = names;
        let (mut a, mut b) = (named(a, policy, language)?, named(b, policy, language)?);
        let sources: Vec<&File> = folder.sources.iter().map(|s| &s.tree).collect();
        let amended = policy.policy.versions.iter().any(|version| version.base.is_some());
        let texts = texts(if amended { &sources } else { &[] }, &mut Vec::new());
        let mut trees: Vec<Cow<'_, File>> = sources.iter().copied().map(Cow::Borrowed).collect();
        for named in [&mut a, &mut b] {
            if named.version.base.is_some() {
                let file = named.version.policy.span.file;
                if let (Some((tree, version)), Some(place)) = (in_full(&texts, file), trees.get_mut(file as usize)) {
                    *place = Cow::Owned(tree);
                    named.version = Cow::Owned(version);
                }
            }
            if let Some(day) = named.day {
                named.version = Cow::Owned(at(&named.version, day));
            }
        }
        Ok(Sides { policy, a, b, texts, sources, trees })
    }

    /// The trees, by the number of the file.
    pub fn trees(&self) -> Vec<&File> {
        self.trees.iter().map(Cow::as_ref).collect()
    }

    /// As the sides of a comparison.
    pub fn of<'s>(&'s self, files: &'s [&'s File]) -> (Side<'s>, Side<'s>) {
        let side = |named: &'s Named<'_>| Side { version: &named.version, files, day: named.day };
        (side(&self.a), side(&self.b))
    }

    /// What amendments rename on the way from the older one to the newer one.
    pub fn renames(&self) -> Renames {
        Renames::between(&self.policy.policy.versions, &self.texts, &self.a.version.id, &self.b.version.id)
    }

    /// What the newer one changes, each change with the amendment that made it.
    pub fn diff(&self, files: &[&File]) -> Diff {
        let (a, b) = self.of(files);
        let mut found = diff(&a, &b, &self.renames());
        let (steps, whole) = self.steps();
        if !steps.is_empty() {
            attribute(&mut found, &steps, &self.sources, whole);
        }
        found
    }

    /// The amendments that lead to the newer version, the oldest first: from the older one on, or else from a version in full.
    fn steps(&self) -> (Vec<Instrument<'_>>, bool) {
        let mut steps = Vec::new();
        let versions = &self.policy.policy.versions;
        let find = |id: &str| versions.iter().find(|v| v.id == id);
        let mut after = find(&self.b.version.id);
        while let Some(version) = after.filter(|v| v.id != self.a.version.id && steps.len() < versions.len()) {
            let Some(before) = version.base.as_deref().and_then(find) else {
                steps.reverse();
                return (steps, false);
            };
            let file = version.policy.span.file;
            let text = self.texts.versions.iter().find(|t| t.file == file);
            if let (Some(text), Some(amendment)) = (text, self.sources.get(file as usize)) {
                let (touched, renames) =
                    (text.text.touched.as_slice(), Renames::of(versions, &self.texts, &version.id));
                steps.push(Instrument { before, after: version, amendment, touched, renames });
            }
            after = Some(before);
        }
        steps.reverse();
        (steps, true)
    }
}

/// Finds a version; else, says why there is none.
fn named<'f>(text: &str, policy: &'f Loaded, language: Language) -> Result<Named<'f>, String> {
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
        words + in_words(&policy.policy).say(language)
    })?;
    Ok(Named { version: Cow::Borrowed(version), day })
}
