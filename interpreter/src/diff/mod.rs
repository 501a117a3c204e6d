//! What one version of a policy changes in another: by meaning, field by field, as plain data.
//!
//! - `describe`: a version taken apart into things and their parts, with what each means (`meaning`) and its text (`written`)
//! - `matching`: which thing is which, renames recognised; `renames`: those that amendments state; `naming`: what things are
//!   called meanwhile
//! - `pairing`: which part is which; `compare`: parts against parts; `narrow`: the smallest piece that differs
//! - `reach`: what a change of a definition, parameter or fact bears upon; `schema`: what it asks of stored facts
//! - `rewrite`: stored facts with renamed keys; `applicants`: who gains and who loses
//! - `instruments`: which amendment made a change, and by which operations
//! - `at`: a version as it was on a day; `lines`: texts side by side

pub mod applicants;
mod at;
mod compare;
mod describe;
mod field;
pub mod instruments;
pub mod lines;
mod matching;
mod meaning;
mod naming;
mod narrow;
mod pairing;
mod part;
mod reach;
pub mod renames;
pub mod rewrite;
mod schema;
mod things;
mod written;

pub use at::at;
pub use field::Field;
pub use reach::Reached;
pub use schema::{SchemaChange, SchemaKind};

use crate::model::{Text, Version};
use chrono::NaiveDate;
use describe::Describer;
use jifen_grammar::error::pick;
use jifen_grammar::keywords::Language;
use jifen_grammar::tree::File;
use matching::matching;
use naming::Naming;
use narrow::View;
use renames::Renames;
use serde::Serialize;
use written::Written;

/// One side of a comparison.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    /// The version, as it is to be read ([`at()`] a day, or with all that is known).
    pub version: &'a Version,
    /// The syntax trees, by the number of the file: expressions are shown as written there. May be empty.
    pub files: &'a [&'a File],
    /// The day at which it is taken.
    pub day: Option<NaiveDate>,
}

/// The kinds of things that are declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The policy's head with its conventions.
    Head,
    /// A closed list of values.
    Choice,
    /// Ways of counting.
    Alternative,
    /// The shape of list entries.
    Record,
    /// A fact.
    Fact,
    /// A value by date.
    Parameter,
    /// A list of codes by date.
    Catalogue,
    /// A named expression or body.
    Definition,
    /// A definition that is reported.
    Result,
    /// Something that must hold between facts.
    Constraint,
    /// A scored rule.
    Indicator,
    /// A total or group.
    Group,
    /// A list of outcomes.
    Outcomes,
}

/// What became of a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Only the newer version has it.
    New,
    /// Only the older version has it.
    Gone,
    /// Both have it.
    Changed,
    /// Both have it; the newer version repeals it, and still reports it.
    Repealed,
}

/// A comparison of two versions.
#[derive(Debug, Clone, Serialize)]
pub struct Diff {
    /// The policy's key.
    pub policy: String,
    /// The older version.
    pub a: Head,
    /// The newer version.
    pub b: Head,
    /// The indicators at a glance.
    pub glance: Glance,
    /// What changed, by thing, in the order of the measure.
    pub things: Vec<Difference>,
    /// What the change asks of stored facts.
    pub schema: Vec<SchemaChange>,
}

/// What a version is called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Head {
    /// Its id.
    pub version: String,
    /// The day at which it is taken.
    pub at: Option<NaiveDate>,
    /// The instrument's title.
    pub title: Option<String>,
    /// The document's number.
    pub number: Option<String>,
    /// The first day in force.
    pub in_force: NaiveDate,
}

/// Indicators at a glance, by their keys in the newer version (in the older one, where they are gone).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Glance {
    /// Only in the newer version.
    pub new: Vec<String>,
    /// Only in the older version.
    pub gone: Vec<String>,
    /// In both, and not the same: renamed, moved and repealed ones too.
    pub changed: Vec<String>,
    /// Under another name or key.
    pub renamed: Vec<String>,
    /// In another group.
    pub moved: Vec<String>,
    /// Repealed, and still reported.
    pub repealed: Vec<String>,
    /// How many say the same.
    pub unchanged: usize,
}

/// A thing that changed.
#[derive(Debug, Clone, Serialize)]
pub struct Difference {
    /// What kind of thing.
    pub kind: Kind,
    /// What became of it.
    pub status: Status,
    /// Its key; of a thing that is gone, the older version's.
    pub key: String,
    /// Its name.
    pub name: String,
    /// The older version's key, where it is another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old_key: Option<String>,
    /// The older version's name, where it is another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old_name: Option<String>,
    /// Whether it is in another group now.
    pub moved: bool,
    /// Its source in the older version.
    pub old_cites: Vec<String>,
    /// Its source in the newer version.
    pub new_cites: Vec<String>,
    /// The version whose instrument made all of its changes, where an amendment did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The amendments' operations that made them, each on one line.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub operations: Vec<Text>,
    /// Its changes, field by field; of a new or a gone thing, its fields.
    pub changes: Vec<Change>,
    /// The rules, results and outcomes that read it, where it is not one itself.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reaches: Vec<Reached>,
}

/// One field that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Which field.
    pub field: Field,
    /// The way to it inside the thing: rows, cases, columns, dates.
    pub at: Vec<Text>,
    /// The older text; none where it is new.
    pub old: Option<Text>,
    /// The newer text; none where it is gone.
    pub new: Option<Text>,
    /// The one piece of the texts that differs, where it is a smaller one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<(Text, Text)>,
    /// The older source of the row it stands in, where that has one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub old_cites: Vec<String>,
    /// The newer one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub new_cites: Vec<String>,
    /// The version whose instrument made the change, where an amendment did and the thing's changes are of several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

impl Change {
    fn at(field: Field, at: &[Text]) -> Change {
        let (old_cites, new_cites) = (Vec::new(), Vec::new());
        Change { field, at: at.to_vec(), old: None, new: None, part: None, old_cites, new_cites, by: None }
    }
}

impl Change {
    /// Where and what: `(4) award`, `as of 2018-04`.
    pub fn lead(&self, language: Language) -> String {
        self.lead_parts(language).map(|(text, _)| text).join(" ").trim().to_owned()
    }

    /// The same in two pieces, each with whether it is the way rather than the field's own word.
    pub fn lead_parts(&self, language: Language) -> [(String, bool); 2] {
        let mut at: Vec<String> =
            self.at.iter().map(|t| pick(language, t.zh.as_str(), t.en.as_str()).to_owned()).collect();
        let alone = self.old.is_none() || self.new.is_none();
        // Its text says its name.
        if alone && matches!(self.field, Field::Value | Field::RecordField | Field::Outcome) {
            at.pop();
        }
        if self.field == Field::Cell
            && let [.., row, column] = at.as_slice()
        {
            let cell = format!("({row}, {column})");
            at.truncate(at.len() - 2);
            at.push(cell);
        }
        let (way, field) = ((at.join(" "), true), (self.field.words(language).to_owned(), false));
        match self.field {
            Field::Step | Field::Listing => [field, way],
            // Its address says what it is.
            Field::Transition | Field::Otherwise if !at.is_empty() => [way, (String::new(), false)],
            _ => [way, field],
        }
    }

    /// The change on one line: `最高: 100分 → 120分`, `(4) award: 15 points → 20 points`.
    pub fn words(&self, language: Language) -> String {
        let text = |t: &Text| pick(language, t.zh.as_str(), t.en.as_str()).to_owned();
        let side = |t: &Option<Text>| t.as_ref().map_or("–".to_owned(), text);
        let lead = self.lead(language);
        match (&self.part, &self.old, &self.new) {
            (Some((old, new)), ..) => format!("{lead}: {} → {}", text(old), text(new)),
            (None, Some(old), None) => format!("− {lead}: {}", text(old)),
            (None, None, Some(new)) => format!("+ {lead}: {}", text(new)),
            (None, old, new) => format!("{lead}: {} → {}", side(old), side(new)),
        }
    }
}

impl Diff {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.things.is_empty()
    }

    /// A thing of the newer version (of a gone one, of the older).
    pub fn find(&self, kind: Kind, key: &str) -> Option<&Difference> {
        self.things.iter().find(|d| d.kind == kind && d.key == key)
    }
}

/// What version `b` changes in version `a`; what amendments between them rename is believed.
pub fn diff(a: &Side<'_>, b: &Side<'_>, renames: &Renames) -> Diff {
    let (matching, ours, theirs) = matching(a, b, renames);
    let old = Describer::new(a, &ours).things();
    let new = Describer::new(b, &theirs).things();
    let things = things::differences((&old, view(a, &ours)), (&new, view(b, &theirs)), &matching);
    let mut glance = Glance::default();
    let indicators = things.iter().filter(|d| d.kind == Kind::Indicator);
    for one in indicators {
        let list = match one.status {
            Status::New => &mut glance.new,
            Status::Gone => &mut glance.gone,
            Status::Changed | Status::Repealed => &mut glance.changed,
        };
        list.push(one.key.clone());
        if one.status == Status::Repealed {
            glance.repealed.push(one.key.clone());
        }
        if one.old_key.is_some() || one.old_name.is_some() {
            glance.renamed.push(one.key.clone());
        }
        if one.moved {
            glance.moved.push(one.key.clone());
        }
    }
    glance.unchanged = b.version.indicators.len() - glance.new.len() - glance.changed.len();
    Diff {
        policy: b.version.policy.key.clone(),
        a: head(a),
        b: head(b),
        glance,
        things,
        schema: schema::schema(a, b, &matching, (&ours, &theirs)),
    }
}

fn view<'a>(side: &Side<'a>, naming: &'a Naming) -> View<'a> {
    View { written: Written { version: side.version, files: side.files }, naming }
}

fn head(side: &Side<'_>) -> Head {
    let v = side.version;
    Head {
        version: v.id.clone(),
        at: side.day,
        title: v.policy.title.clone(),
        number: v.number.clone(),
        in_force: v.in_force,
    }
}
