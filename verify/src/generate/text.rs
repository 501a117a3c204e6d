//! The cases that were chosen, as a file of cases.

use super::Generator;
use super::choose::{Choice, Chosen};
use super::observe::document;
use crate::applicant::Files;
use crate::expected::Subject;
use crate::run::Runner;
use crate::write::{Block, Line, Writer};
use jifen_grammar::keywords::Language;
use jifen_grammar::parse;
use jifen_interpreter::applies::{By, assess_applicant};
use jifen_interpreter::facts::Json;
use jifen_interpreter::model::Version;
use jifen_interpreter::policy::Loaded;

/// The names of bases: of the first version 甲, 乙, …, of the next ones with its place behind.
const NAMES: [&str; 6] = ["甲", "乙", "丙", "丁", "戊", "己"];

/// A file with the cases of some versions, each expecting what comes out now and marked as unreviewed; how many cases
/// those are. `None` where there are none. What could not be written so that it passes is left out.
pub fn file(policy: &Loaded, generators: &[Generator<'_>], language: Language) -> Option<(String, usize)> {
    let mut blocks: Vec<(&Version, Block)> = Vec::new();
    for (place, generator) in generators.iter().enumerate() {
        let Some(version) = policy.policy.versions.get(generator.at) else { continue };
        let block = Text { policy, version, language, place }.block(generator);
        if !block.lines.is_empty() {
            blocks.push((version, block));
        }
    }
    let (first, _) = blocks.first()?;
    let write = |blocks: &[(&Version, Block)]| {
        let all: Vec<Block> = blocks.iter().map(|(_, block)| block.clone()).collect();
        Writer::new(policy, first, language).file(&all).ok()
    };
    let text = write(&blocks)?;
    // What is written is run: a case that does not come out is none.
    let tree = parse(0, &text);
    let (suites, _) = crate::check::read(&tree);
    let files = Files::new();
    let mut runner = Runner::new(policy, &files, language);
    let mut wrong = false;
    for (suite, (_, block)) in suites.iter().zip(&mut blocks) {
        let passed: Vec<bool> =
            suite.cases.iter().map(|case| runner.run(case).iter().all(|run| run.passed())).collect();
        wrong |= passed.contains(&false);
        let mut passed = passed.into_iter();
        block.lines.retain(|_| passed.next().unwrap_or(false));
    }
    let text = if wrong { write(&blocks)? } else { text };
    Some((text, blocks.iter().map(|(_, block)| block.lines.len()).sum()))
}

/// A case that would notice a change: of which of the known applicants it is a variation, the nearest; and what is
/// given besides and expected, as it stands behind them: `出生日期 1962-06-15 => 年龄 5分 未核`.
pub fn ready(
    policy: &Loaded,
    generator: &Generator<'_>,
    found: &super::Noticed,
    language: Language,
) -> Option<(Option<usize>, String)> {
    let version = policy.policy.versions.get(generator.at)?;
    let told = &found.told;
    let known = generator.known.iter().enumerate().filter_map(|(i, at)| Some((i, generator.search.pool.get(*at)?)));
    let nearest = known.min_by_key(|(i, c)| (super::choose::apart(&c.facts, &told.facts), *i));
    let mut choice = Choice::default();
    choice.bases.extend(nearest.map(|(_, c)| (c.facts.clone(), c.seen.clone())));
    let outcomes = told.seen.values.keys().filter(|s| matches!(s, Subject::Outcome(0)));
    let case = Chosen {
        facts: told.facts.clone(),
        seen: told.seen.clone(),
        about: outcomes.copied().chain([told.of]).collect(),
        base: 0,
        itself: false,
    };
    let writer = Writer::new(policy, version, language);
    let base = nearest.map(|_| String::new());
    let mut line = Text { policy, version, language, place: 0 }.line(&writer, &choice, &case, base, 1)?;
    (line.label, line.base) = (None, None);
    line.cites.clear();
    Some((nearest.map(|(i, _)| i), writer.line(&line).trim_start().to_owned()))
}

/// Writes the cases of a version.
struct Text<'a> {
    policy: &'a Loaded,
    version: &'a Version,
    language: Language,
    place: usize,
}

impl Text<'_> {
    fn block(&self, generator: &Generator<'_>) -> Block {
        let writer = Writer::new(self.policy, self.version, self.language);
        let zh = self.language == Language::Zh;
        let title = match zh {
            true => format!("版本 {}:自动写出的案例,期望值是现在的结果", self.version.id),
            false => {
                format!("version {}: written by the tool; what is expected is what comes out now", self.version.id)
            }
        };
        let called = |begin: &str| {
            let named = crate::write::name(&format!("{begin}_{}", self.version.id));
            named.unwrap_or_else(|| format!("{begin}_{}", self.place + 1))
        };
        let (name, key) = (called(if zh { "边界" } else { "boundaries" }), Some(called("generated")));
        let mut block = Block { name, key, title: Some(title), ..Block::default() };
        let bases: Vec<Option<(String, String)>> = (0..)
            .zip(&generator.choice.bases)
            .map(|(i, (facts, _))| {
                let name = self.name(i);
                let text = writer.base(&name, None, document(facts).json.as_ref().ok()?).ok()?;
                Some((name, text))
            })
            .collect();
        let mut order: Vec<(usize, &Chosen)> = generator.choice.cases.iter().enumerate().collect();
        order.sort_by_key(|(i, case)| (self.subject(case), *i));
        for (_, case) in order {
            let base = bases.get(case.base).and_then(|b| b.as_ref()).map(|(name, _)| name.clone());
            if let Some(line) = self.line(&writer, &generator.choice, case, base, block.lines.len() + 1) {
                block.lines.push(line);
            }
        }
        // Not those that nobody begins with
        let used = |name: &String| block.lines.iter().any(|line| line.base.as_ref() == Some(name));
        block.bases = bases.into_iter().flatten().filter(|(name, _)| used(name)).map(|(_, text)| text).collect();
        block
    }

    fn name(&self, base: usize) -> String {
        let name = NAMES.get(base).copied().unwrap_or("庚");
        let name = if self.language == Language::Zh { name.to_owned() } else { format!("applicant_{}", base + 1) };
        if self.place == 0 { name } else { format!("{name}_{}", self.place + 1) }
    }

    /// What a case is about, for the order: bases first, then rule by rule.
    fn subject(&self, case: &Chosen) -> Option<Subject> {
        if case.itself { None } else { case.about.iter().next().copied() }
    }

    fn line(
        &self,
        writer: &Writer<'_>,
        choice: &Choice,
        case: &Chosen,
        base: Option<String>,
        number: usize,
    ) -> Option<Line> {
        let applicant = document(&case.facts);
        let json = applicant.json.as_ref().ok()?;
        let from = base.as_ref().and_then(|_| choice.bases.get(case.base)).map(|(facts, _)| document(facts));
        let empty = Json::Object(Vec::new());
        let from = from.as_ref().and_then(|d| d.json.as_ref().ok()).unwrap_or(&empty);
        let given = writer.variation(from, json).ok()?;
        let by = By::Version(self.version.id.clone());
        let filed = assess_applicant(self.policy, &applicant, &By::Filing, self.language);
        let picked = filed.as_ref().ok().and_then(|r| r.version.as_deref()) == Some(&self.version.id);
        let mut line = Line { label: Some(number.to_string()), base, given, unreviewed: true, ..Line::default() };
        match assess_applicant(self.policy, &applicant, &by, self.language) {
            Err(errors) => {
                line.expected.extend(writer.refused(&errors));
                let same =
                    filed.as_ref().err().is_some_and(|f| f.first().map(|e| e.code) == errors.first().map(|e| e.code));
                line.under.extend((!same).then(|| self.version.id.clone()));
            }
            Ok(report) => {
                line.expected = case.about.iter().filter_map(|s| writer.expected(s, &report, &applicant)).collect();
                line.under.extend((!picked).then(|| self.version.id.clone()));
            }
        }
        if let [Subject::Indicator(one)] =
            case.about.iter().filter(|s| matches!(s, Subject::Indicator(_))).collect::<Vec<_>>()[..]
            && let Some(indicator) = self.version.indicators.get(*one)
            && !case.itself
        {
            line.cites = indicator.cites.iter().take(1).cloned().collect();
        }
        let someone = line.base.is_some() || !line.given.is_empty();
        (someone && !line.expected.is_empty()).then_some(line)
    }
}
