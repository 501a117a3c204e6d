//! Cases as text: the inverse of reading them. What is written reads as the same facts and expectations.

mod expected;
mod given;
mod value;

use crate::came::Assessed;
use crate::expected::Subject;
use crate::names;
use given::under;
use jifen_grammar::format::FormatError;
use jifen_grammar::keywords::Language;
use jifen_grammar::tree::Kind;
use jifen_grammar::{format_checked, parse};
use jifen_interpreter::facts::{Document, FactError, Json};
use jifen_interpreter::model::{Field, Type, Version};
use jifen_interpreter::policy::Loaded;
use jifen_interpreter::report::Report;
use value::string;

pub(crate) use given::unwritable;
pub(crate) use value::Words;

/// Writes cases in the words of a version. The parts it gives are texts of one line (a base: of several); [`file`]
/// puts them together and lays them out.
pub struct Writer<'a> {
    policy: &'a Loaded,
    words: Words<'a>,
    /// What facts are called, in the order declared: those of the version, then those that only others have, each with
    /// its version.
    facts: Vec<(&'a Field, &'a Version, &'a str)>,
}

/// A line of a block: one case.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// Its number or name, without parentheses.
    pub label: Option<String>,
    /// The base that it begins with.
    pub base: Option<String>,
    /// What is given besides, each as a [`Writer`] writes it. Base or given, something must be there.
    pub given: Vec<String>,
    /// What is expected, each as a [`Writer`] writes it; at least one.
    pub expected: Vec<String>,
    /// The versions that it runs under; none: the filing date picks.
    pub under: Vec<String>,
    /// That nobody has confirmed what is expected.
    pub unreviewed: bool,
    /// The articles that it is about.
    pub cites: Vec<String>,
    /// A note.
    pub note: Option<String>,
}

/// A block of cases.
#[derive(Debug, Clone, Default)]
pub struct Block {
    /// Its name; see [`name`].
    pub name: String,
    /// Its key.
    pub key: Option<String>,
    /// Its longer title.
    pub title: Option<String>,
    /// Its bases, as [`Writer::base`] writes them.
    pub bases: Vec<String>,
    /// Its cases.
    pub lines: Vec<Line>,
}

impl<'a> Writer<'a> {
    /// A writer in the words of a version, by its index in the policy.
    pub fn new(policy: &'a Loaded, version: &'a Version, language: Language) -> Writer<'a> {
        let versions = &policy.policy.versions;
        let mut order = vec![version];
        order.extend(versions.iter().rev().filter(|v| v.id != version.id));
        let means = |word: &str| order.iter().find_map(|v| names::field(&v.facts, word)).map(|f| &*f.named.key);
        let mut facts: Vec<(&Field, &Version, &str)> = Vec::new();
        for v in &order {
            for field in &v.facts {
                let key = &*field.named.key;
                if facts.iter().any(|(known, ..)| known.named.key == key) {
                    continue;
                }
                let mut words = [&*field.named.name, key].into_iter();
                let word = words.find(|word| !word.contains('-') && means(word) == Some(key));
                facts.push((field, v, word.unwrap_or("")));
            }
        }
        Writer { policy, words: Words { version, language }, facts }
    }

    /// The words that it writes in.
    pub(crate) fn words(&self) -> Words<'a> {
        self.words
    }

    /// `基准 NAME "title" { … }`: an applicant to begin with, of a JSON object of facts, which must be in order for the
    /// version. What is absent is left out. Errors: facts that no words of a case stand for.
    pub fn base(&self, name: &str, title: Option<&str>, facts: &Json<'_>) -> Result<String, FactError> {
        let title = title.map_or(String::new(), |t| format!(" {}", string(t)));
        let given: String = self.given(facts)?.iter().map(|fact| format!("    {fact}\n")).collect();
        Ok(format!("{} {name}{title} {{\n{given}  }}", self.words.word(Kind::kw_base)))
    }

    /// All facts of an applicant, each as a case gives it: `出生日期 1983-06-15`.
    pub fn given(&self, facts: &Json<'_>) -> Result<Vec<String>, FactError> {
        self.variation(&Json::Object(Vec::new()), facts)
    }

    /// What turns one applicant into another: the facts in which they differ, a record's field by itself where only
    /// that differs, `未知` for what is taken away.
    pub fn variation(&self, base: &Json<'_>, other: &Json<'_>) -> Result<Vec<String>, FactError> {
        let (Json::Object(base), Json::Object(other)) = (base, other) else { return Err(unwritable("")) };
        let stranger = other.iter().find(|(key, _)| self.facts.iter().all(|(f, ..)| f.named.key != *key));
        if let Some((key, _)) = stranger {
            return Err(unwritable(key));
        }
        let mut all = Vec::new();
        for (field, version, word) in &self.facts {
            let key = &*field.named.key;
            let words = Words { version, ..self.words };
            let (was, is) = (under(base, key), under(other, key));
            if was.is_none() && is.is_none() {
                continue;
            }
            if word.is_empty() {
                return Err(unwritable(key));
            }
            let Some(is) = is else {
                all.push(format!("{word} {}", self.words.word(Kind::kw_unknown)));
                continue;
            };
            let text = words.value(is, field, &mut key.to_owned())?;
            if was.is_some_and(|was| words.value(was, field, &mut key.to_owned()).is_ok_and(|was| was == text)) {
                continue;
            }
            let alone = was.and_then(|was| alone(words, was, is, field));
            all.push(alone.map_or_else(|| format!("{word} {text}"), |field| format!("{word}.{field}")));
        }
        Ok(all)
    }

    /// What came out of a rule, as a case expects it: `总积分 90分`, `结论 未达标准`. `None` where it can't be written.
    ///
    /// The report is of the writer's version, in any language.
    pub fn expected(&self, subject: &Subject, report: &Report, document: &Document<'_>) -> Option<String> {
        let Words { version, language } = self.words;
        let came = Assessed { policy: self.policy, version, document, report, language }.came(subject);
        let value = self.words.expected(subject, &came.got)?;
        match subject {
            Subject::Whole => Some(value),
            subject => Some(format!("{} {value}", self.words.subject(subject)?)),
        }
    }

    /// That the facts are refused, as a case expects it: `错误 F0120`.
    pub fn refused(&self, errors: &[FactError]) -> Option<String> {
        errors.first().map(|e| self.words.error(e.code.id()))
    }

    /// A case: `(1) 张某,学历 硕士 => 教育背景 100分 未核 注 "…"`.
    pub fn line(&self, line: &Line) -> String {
        let words = self.words;
        let mut out = line.label.as_ref().map_or(String::new(), |label| format!("({label}) "));
        let who: Vec<&str> = line.base.iter().chain(&line.given).map(String::as_str).collect();
        out += &format!("{} => {}", who.join(words.comma()), line.expected.join(words.comma()));
        if !line.under.is_empty() {
            out += &format!(" {} {}", words.word(Kind::kw_under_versions), line.under.join(", "));
        }
        if line.unreviewed {
            out += &format!(" {}", words.word(Kind::kw_unreviewed));
        }
        for cite in &line.cites {
            out += &format!(" {} {}", words.word(Kind::kw_per), string(cite));
        }
        if let Some(note) = &line.note {
            out += &format!(" {} {}", words.word(Kind::kw_note), string(note));
        }
        out
    }

    fn block(&self, block: &Block) -> String {
        let key = block.key.as_ref().map_or(String::new(), |key| format!(" ({key})"));
        let title = block.title.as_ref().map_or(String::new(), |t| format!(" {}", string(t)));
        let lines = block.lines.iter().map(|line| self.line(line));
        // What begins a line without a blank in front may be taken for another declaration
        let all: String = block.bases.iter().cloned().chain(lines).map(|part| format!("  {part}\n")).collect();
        format!("{} {}{key}{title} {{\n{all}}}\n", self.words.word(Kind::kw_cases), block.name)
    }

    /// A whole file of cases, laid out as `fmt` leaves it. Errors: a text that is no file of cases.
    pub fn file(&self, blocks: &[Block]) -> Result<String, FormatError> {
        let text: String = blocks.iter().map(|block| self.block(block)).collect();
        format_checked(&parse(0, &text), &text, Some(self.words.language))
    }
}

/// `人数 20`: the one field in which two records of a kind differ; `None` where it is not just one.
fn alone(words: Words<'_>, was: &Json<'_>, is: &Json<'_>, field: &Field) -> Option<String> {
    let (Json::Object(was), Json::Object(is), Type::Record(id)) = (was, is, &field.ty) else { return None };
    let fields = words.version.records.get(id.index()).map(|r| r.fields.as_slice())?;
    let text = |object: &given::Object<'_>, field: &Field| {
        under(object, &field.named.key).map(|json| words.value(json, field, &mut String::new()).ok())
    };
    let mut differing = fields.iter().enumerate().filter(|(_, f)| text(was, f) != text(is, f));
    let (i, field) = differing.next()?;
    if differing.next().is_some() || fields.len() < 2 {
        return None;
    }
    let word = given::word(fields, |f| &f.named, i)?;
    Some(match text(is, field) {
        None => format!("{word} {}", words.word(Kind::kw_unknown)),
        Some(text) => format!("{word} {}", text?),
    })
}

/// A text as a name that cases can have: what can't stand in one becomes `_`; `None` where nothing of it can.
pub fn name(text: &str) -> Option<String> {
    let kept: String = text.trim().chars().map(|c| if is_part(c) { c } else { '_' }).collect();
    let kept = kept.trim_matches('_');
    let tried = [kept.to_owned(), format!("n_{kept}")];
    tried.into_iter().find(|name| {
        let text = format!("案例 {name} {{ 基准 {name} {{ }} }}");
        !kept.is_empty() && parse(0, &text).errors.is_empty()
    })
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}
