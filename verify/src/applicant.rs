//! The applicant of a case: one object of facts that every version of the policy can read.

use crate::given::{Object, Reader};
use crate::names;
use crate::suite::{Case, Given, text};
use jifen_grammar::keywords::Language;
use jifen_grammar::tree::{Node, Span};
use jifen_interpreter::diagnostic::{Arg, Code, Diagnostic};
use jifen_interpreter::facts::{Document, FactError, Json, documents};
use jifen_interpreter::model::Version;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The files that cases take applicants from, by the number of the file of cases and the name written there:
/// their bytes, or why they could not be read.
pub type Files = BTreeMap<(u32, String), Result<Vec<u8>, Arg>>;

/// The applicant of a case.
#[derive(Debug)]
pub struct Applicant {
    /// The facts, as a file would hold them.
    pub document: Document<'static>,
    /// Where each stands in the case, by its path in the facts.
    places: BTreeMap<String, Span>,
    /// The case itself.
    whole: Span,
}

impl Applicant {
    /// A problem of the facts, at its place in the case.
    pub fn placed(&self, problem: &FactError) -> Diagnostic {
        let mut path = problem.path.as_str();
        let span = loop {
            if let Some(span) = self.places.get(path) {
                break *span;
            }
            match path.rfind(['.', '[']) {
                Some(at) => path = path.get(..at).unwrap_or(""),
                None => break self.whole,
            }
        };
        let args = std::iter::once(Arg::from(&problem.path)).chain(problem.args.iter().cloned());
        Diagnostic::new(problem.code, span, args)
    }
}

/// Reads the applicants of cases in the types of a policy's versions.
pub(crate) struct Applicants<'a> {
    versions: &'a [Version],
    readers: Vec<Reader<'a>>,
    files: &'a Files,
}

impl<'a> Applicants<'a> {
    pub fn new(versions: &'a [Version], files: &'a Files) -> Applicants<'a> {
        Applicants { versions, readers: versions.iter().map(Reader::new).collect(), files }
    }

    /// What is given in a case, up to its own part or whole, in the types of a version (by its index); facts that
    /// only others have in the types of the latest of those. Errors: names and values that can't be read.
    pub fn read(&mut self, case: &Case<'a>, given: &[Given<'a>], version: usize) -> Result<Applicant, Vec<Diagnostic>> {
        let mut object = Object::new();
        let mut found = Vec::new();
        let mut places = BTreeMap::new();
        let others = (0..self.versions.len()).rev().filter(|i| *i != version);
        let order: Vec<usize> = std::iter::once(version).chain(others).collect();
        for part in given {
            match part {
                Given::File(name) => self.file(name, &mut object, &mut places, &mut found),
                Given::Fact(node) => self.fact(node, &order, &mut object, &mut found),
            }
        }
        for reader in &mut self.readers {
            places.append(&mut reader.places);
        }
        if !found.is_empty() {
            return Err(found);
        }
        Ok(Applicant { document: Document::of(Json::Object(object)), places, whole: case.node.span })
    }

    fn fact(&mut self, node: &'a Node, order: &[usize], into: &mut Object, found: &mut Vec<Diagnostic>) {
        let Some(name) = node.name() else { return };
        let target = order.first().and_then(|i| self.versions.get(*i));
        let mut known = false;
        for i in order {
            let (Some(reader), Some(version)) = (self.readers.get_mut(*i), self.versions.get(*i)) else { continue };
            let Some(field) = names::field(&version.facts, &name.text) else { continue };
            let first = Some(*i) == order.first().copied();
            let key_of_target = target.is_some_and(|v| v.facts.iter().any(|f| f.named.key == field.named.key));
            if first || !key_of_target && !into.iter().any(|(key, _)| *key == field.named.key) {
                reader.fact(node, field, into);
                let problems = std::mem::take(&mut reader.found);
                if !known {
                    found.extend(problems);
                }
            }
            known = true;
        }
        if !known {
            found.push(names::no_fact(name, self.versions));
        }
    }

    fn file(&self, name: &Node, into: &mut Object, places: &mut BTreeMap<String, Span>, found: &mut Vec<Diagnostic>) {
        let mut wrong = |why: Arg| found.push(Diagnostic::new(Code::CaseFile, name.span, [Arg::from(text(name)), why]));
        let bytes = match self.files.get(&(name.span.file, text(name).to_owned())) {
            Some(Ok(bytes)) => bytes,
            Some(Err(why)) => return wrong(why.clone()),
            None => return wrong(Arg::pair("读不到", "it can't be read")),
        };
        match documents(bytes).as_slice() {
            [one] => match &one.json {
                Ok(Json::Object(fields)) => {
                    for (key, value) in fields {
                        into.retain(|(known, _)| known != key);
                        into.push((Cow::Owned(key.to_string()), value.owned()));
                        places.insert(key.to_string(), name.span);
                    }
                }
                Ok(_) => {}
                Err(problems) => {
                    let all = |language| problems.iter().map(|p| located(p, language)).collect::<Vec<_>>().join("; ");
                    wrong(Arg::pair(all(Language::Zh), all(Language::En)));
                }
            },
            several => wrong(Arg::pair(
                format!("里面有 {} 个申请人,应有一个", several.len()),
                format!("it holds {} applicants instead of one", several.len()),
            )),
        }
    }
}

fn located(problem: &FactError, language: Language) -> String {
    let message = problem.message(language);
    problem.place.map_or(message.clone(), |place| format!("{place} {message}"))
}
