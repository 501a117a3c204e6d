//! Runs the examples of a Markdown page. What the blocks mean is written in `docs/language/README.md`.

use crate::command::{Ran, jifen};
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{fs, io};

/// A fenced block of a page.
#[derive(Debug, Clone)]
pub struct Block {
    /// The words behind the fence.
    pub info: Vec<String>,
    /// What stands inside.
    pub text: String,
    /// The line of its first character.
    pub line: usize,
}

/// The fenced blocks of a page, in order.
pub fn blocks(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for (event, range) in Parser::new(page).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                let info = info.split_whitespace().map(str::to_owned).collect();
                let line = page[..range.start].matches('\n').count() + 2;
                open = Some(Block { info, text: String::new(), line });
            }
            Event::Text(text) => {
                if let Some(block) = &mut open {
                    block.text.push_str(&text);
                }
            }
            Event::End(TagEnd::CodeBlock) => blocks.extend(open.take()),
            _ => {}
        }
    }
    blocks
}

/// What a fragment without a head of its own is put behind.
pub const PRELUDE: &str = "政策 示例 (example) 版本 1 { 施行 2000-01-01; 申请日 申请日期 }\n\
约定 { 闰日 平年 作 3月1日; 最近 月 止于 上月; 最近 日 止于 当日 }\n\
事实 { 申请日期 (application_date) : 日期 }\n";

/// The same in English.
pub const PRELUDE_EN: &str = "policy example_policy (example) version 1 { in force 2000-01-01; filing date application_date }\n\
conventions { leap day in common years as Mar 1; last months end previous month; last days end same day }\n\
facts { application_date : date }\n";

/// What operations without a head of their own are put behind: they amend the example before them.
pub const AMENDS: &str = "修正 示例 版本 2 基于 1 { 施行 2010-01-01 }\n";

/// A place to work in, removed at the end.
pub struct Scratch(PathBuf);

impl Scratch {
    /// A new empty folder; `name` tells tests apart.
    pub fn new(name: &str) -> io::Result<Scratch> {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("jifen-{}-{number}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder)?;
        Ok(Scratch(folder))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Runs every example of a page; what fails is described, with its line.
pub fn run(name: &str, page: &str) -> io::Result<Vec<String>> {
    let mut runner = Runner::new(name)?;
    for block in blocks(page) {
        let words: Vec<&str> = block.info.iter().map(String::as_str).collect();
        match words.as_slice() {
            ["rules"] => runner.rules(&block)?,
            ["rules", "strict"] => runner.strict(&block, None)?,
            ["rules", "strict", day] => runner.strict(&block, Some(day))?,
            ["rules", "en"] => runner.english(&block)?,
            ["rules", "amends"] => runner.amends(&block)?,
            ["rules", "cases"] => runner.cases(&block)?,
            ["rules", "shown"] => runner.shown(&block),
            ["rules", file] if file.ends_with(".rules") => runner.file(file, &block)?,
            ["json", "facts"] => runner.facts(&block)?,
            ["json", "result"] => runner.result(&block),
            ["json", "facts", "error", code] => runner.bad_facts(&block, code)?,
            ["console"] => runner.console(&block)?,
            ["rules", ..] | ["json", "facts" | "result", ..] => {
                runner.failures.push(format!("line {}: unknown block {words:?}", block.line));
            }
            _ => {}
        }
    }
    Ok(runner.failures)
}

struct Runner {
    scratch: Scratch,
    failures: Vec<String>,
    rules: String,
    last: Option<Value>,
}

impl Runner {
    fn new(name: &str) -> io::Result<Runner> {
        let scratch = Scratch::new(name)?;
        Ok(Runner { scratch, failures: Vec::new(), rules: String::new(), last: None })
    }

    fn fail(&mut self, block: &Block, words: impl std::fmt::Display) {
        self.failures.push(format!("line {}: {words}", block.line));
    }

    fn policy(&self) -> PathBuf {
        self.scratch.path().join("policy")
    }

    fn file(&mut self, name: &str, block: &Block) -> io::Result<()> {
        let path = self.policy().join(name);
        fs::create_dir_all(path.parent().unwrap_or(&path))?;
        fs::write(path, &block.text)
    }

    /// A fragment or a whole file: it has just the errors that its comments announce, and is laid out canonically.
    fn rules(&mut self, block: &Block) -> io::Result<()> {
        self.judged(block, &["check", "--json", "policy"])
    }

    /// The same, with what the strict check finds (on a day) and nothing beside.
    fn strict(&mut self, block: &Block, on: Option<&str>) -> io::Result<()> {
        let mut args = vec!["check", "--strict", "--json", "policy"];
        // On the version's first day nothing is out of date
        args.extend(["--on", on.unwrap_or("2000-01-01")]);
        self.judged(block, &args)
    }

    fn judged(&mut self, block: &Block, check: &[&str]) -> io::Result<()> {
        let _ = fs::remove_dir_all(self.policy());
        self.rules = block.text.clone();
        let whole = block.text.lines().any(|l| l.starts_with("政策") || l.starts_with("policy "));
        let english = block.text.lines().find(|l| !l.trim().is_empty() && !l.starts_with('#'));
        let english = english.is_some_and(|l| l.is_ascii());
        let prelude = if whole {
            ""
        } else if english {
            PRELUDE_EN
        } else {
            PRELUDE
        };
        self.checked("1.rules", prelude, block, check)
    }

    /// An amendment of the rules before it, or operations of one.
    fn amends(&mut self, block: &Block) -> io::Result<()> {
        self.rules = block.text.clone();
        let _ = fs::remove_dir_all(self.policy().join("cases"));
        let headed = block.text.lines().any(|l| l.starts_with("修正") || l.starts_with("amendment "));
        self.checked("2.rules", if headed { "" } else { AMENDS }, block, &["check", "--json", "policy"])
    }

    /// Cases of the rules before them: all pass but those whose comments say what comes out instead.
    fn cases(&mut self, block: &Block) -> io::Result<()> {
        self.rules = block.text.clone();
        self.checked("cases/1.rules", "", block, &["check", "--json", "policy"])?;
        if block.text.contains("# ^ ") {
            return Ok(());
        }
        let ran = self.jifen(&["test", "--json", "policy"], "");
        let lines: Vec<&str> = block.text.lines().collect();
        let mut run = 0;
        for case in ran.out.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()) {
            run += 1;
            let at = case["line"].as_u64().unwrap_or(0) as usize;
            let announced = lines.get(at.wrapping_sub(1)).and_then(|l| l.split_once("# ✗ ")).map(|(_, got)| got);
            let shown = case["failures"].as_array().and_then(|all| all.first()).map(|f| f["shown"].clone());
            match announced {
                None if case["passed"] == true => {}
                Some(got) if shown == Some(Value::from(got)) => {}
                _ => self.fail(block, format!("its line {at} came to {case}")),
            }
        }
        if run == 0 {
            self.fail(block, format!("no case was run: {}{}", ran.out, ran.err));
        }
        Ok(())
    }

    /// A file has just the problems that its comments announce, and is laid out canonically.
    fn checked(&mut self, name: &str, prelude: &str, block: &Block, check: &[&str]) -> io::Result<()> {
        let own = block.text.replace("\r\n", "\n");
        self.file(name, &Block { text: format!("{prelude}{own}"), ..block.clone() })?;
        let ran = self.jifen(check, "");
        let report: Value = serde_json::from_str(&ran.out).unwrap_or(Value::Null);
        let skip = prelude.matches('\n').count();
        let mut expected: Vec<(usize, String, String)> = Vec::new();
        for (i, line) in own.lines().enumerate() {
            let Some((_, comment)) = line.split_once("# ^ ") else { continue };
            for one in comment.split(" ^ ") {
                let (code, underlined) = one.trim().split_once(' ').unwrap_or((one.trim(), ""));
                expected.push((i + 1, code.to_owned(), underlined.trim_matches('`').to_owned()));
            }
        }
        let text = format!("{prelude}{own}");
        let mut found: Vec<(usize, String, String)> = Vec::new();
        for d in report["diagnostics"].as_array().into_iter().flatten() {
            let line = d["line"].as_u64().unwrap_or(0) as usize;
            let range = d["start"].as_u64().unwrap_or(0) as usize..d["end"].as_u64().unwrap_or(0) as usize;
            let code = d["code"].as_str().unwrap_or("").to_owned();
            let here = d["file"].as_str().is_some_and(|file| file.ends_with(name));
            let underlined =
                if here { text.get(range).unwrap_or("?").lines().next().unwrap_or("") } else { "in another file" };
            found.push((line.saturating_sub(skip), code, underlined.to_owned()));
        }
        for (line, code, underlined) in &expected {
            let fits = |f: &(usize, String, String)| {
                f.0 == *line && f.1 == *code && (underlined.is_empty() || f.2 == *underlined)
            };
            match found.iter().position(fits) {
                Some(i) => drop(found.remove(i)),
                None => self.fail(block, format!("expected {code} `{underlined}` on its line {line}; found {found:?}")),
            }
        }
        // Findings are part of an example only where it shows one; errors always.
        let strict = check.contains(&"--strict") || expected.iter().any(|(_, code, _)| code.starts_with('W'));
        for (line, code, underlined) in found.into_iter().filter(|f| strict || !f.1.starts_with('W')) {
            self.fail(block, format!("its line {line}: {code} at `{underlined}` was not expected"));
        }
        if expected.is_empty() {
            let formatted = self.jifen(&["fmt", "-"], &block.text);
            if formatted.out != block.text {
                self.fail(block, format!("it is not laid out canonically:\n{}{}", formatted.out, formatted.err));
            }
        }
        Ok(())
    }

    /// Lines of the last version's text in full; `…` stands for left-out ones.
    fn shown(&mut self, block: &Block) {
        let ran = self.jifen(&["show", "policy"], "");
        let expected: Vec<String> = block.text.lines().map(str::to_owned).collect();
        if let Err(missing) = shown(&expected, &ran.out) {
            self.fail(block, format!("the consolidated text has no `{missing}` here; it is:\n{}{}", ran.out, ran.err));
        }
    }

    /// The example before it, with English keywords; and back.
    fn english(&mut self, block: &Block) -> io::Result<()> {
        let rules = self.rules.clone();
        let english = self.jifen(&["fmt", "--keywords", "en", "-"], &rules).out;
        if english != block.text {
            self.fail(block, format!("the example before it reads in English:\n{english}"));
        }
        let back = self.jifen(&["fmt", "--keywords", "zh", "-"], &english).out;
        let chinese = self.jifen(&["fmt", "--keywords", "zh", "-"], &rules).out;
        if back != chinese {
            self.fail(block, format!("converted back it reads:\n{back}"));
        }
        Ok(())
    }

    fn facts(&mut self, block: &Block) -> io::Result<()> {
        let ran = self.assess(block)?;
        self.last = serde_json::from_str(&ran.out).ok();
        if ran.code != 0 {
            self.fail(block, format!("exit {}: {}", ran.code, ran.err));
        }
        Ok(())
    }

    fn bad_facts(&mut self, block: &Block, code: &str) -> io::Result<()> {
        let ran = self.assess(block)?;
        if ran.code != 2 || !ran.err.contains(&format!("[{code}]")) {
            self.fail(block, format!("expected {code}, exit {}: {}", ran.code, ran.err));
        }
        Ok(())
    }

    fn assess(&mut self, block: &Block) -> io::Result<Ran> {
        let mut text = block.text.clone();
        if !text.contains("application_date") && self.policy().join("1.rules").exists() {
            text = text.replacen('{', "{\"application_date\": \"2018-06-15\",", 1).replacen(",}", "}", 1);
        }
        fs::write(self.scratch.path().join("facts.json"), text)?;
        Ok(self.jifen(&["assess", "--json", "policy", "facts.json"], ""))
    }

    /// Every part of the expected result occurs in the real one.
    fn result(&mut self, block: &Block) {
        let expected: Result<Value, _> = serde_json::from_str(&block.text);
        match (expected, self.last.clone()) {
            (Ok(expected), Some(real)) => {
                let mut differences = Vec::new();
                differ("", &expected, &real, &mut differences);
                for difference in differences {
                    self.fail(block, difference);
                }
            }
            (Err(e), _) => self.fail(block, e),
            (_, None) => self.fail(block, "there is no assessment before it"),
        }
    }

    /// `$ jifen …` lines with the output that follows each, run at the repository's root; `…` stands for left-out lines.
    fn console(&mut self, block: &Block) -> io::Result<()> {
        let mut commands: Vec<(String, Vec<String>)> = Vec::new();
        for line in block.text.lines() {
            match (line.strip_prefix("$ "), commands.last_mut()) {
                (Some(command), _) => commands.push((command.to_owned(), Vec::new())),
                (None, Some((_, output))) => output.push(line.to_owned()),
                (None, None) => {}
            }
        }
        for (command, expected) in commands {
            let words: Vec<&str> = command.split_whitespace().collect();
            let Some(("jifen", args)) = words.split_first().map(|(first, rest)| (*first, rest)) else { continue };
            let ran = jifen(&crate::command::root(), args, "");
            let real = format!("{}{}", ran.out, ran.err);
            if let Err(missing) = shown(&expected, &real) {
                self.fail(block, format!("`{command}` doesn't print `{missing}`; it prints:\n{real}"));
            }
        }
        Ok(())
    }

    fn jifen(&self, args: &[&str], input: &str) -> Ran {
        jifen(self.scratch.path(), args, input)
    }
}

/// Whether the lines occur in the output, in order; between two `…` anything, else one right behind the other.
fn shown(expected: &[String], real: &str) -> Result<(), String> {
    let real: Vec<&str> = real.lines().map(str::trim_end).collect();
    let (mut at, mut loose) = (0, false);
    for line in expected {
        if line.trim() == "…" {
            loose = true;
            continue;
        }
        let found = real.iter().skip(at).position(|r| *r == line.trim_end());
        match found {
            Some(0) => at += 1,
            Some(n) if loose => at += n + 1,
            _ => return Err(line.clone()),
        }
        loose = false;
    }
    let rest_empty = real.iter().skip(at).all(|r| r.is_empty());
    if loose || rest_empty || expected.is_empty() { Ok(()) } else { Err("(the end)".to_owned()) }
}

/// Where an expected value does not occur in the real one: objects may have more keys, arrays of keyed objects more entries.
fn differ(path: &str, expected: &Value, real: &Value, out: &mut Vec<String>) {
    match (expected, real) {
        (Value::Object(expected), Value::Object(real)) => {
            for (key, value) in expected {
                let inner = real.get(key).unwrap_or(&Value::Null);
                differ(&format!("{path}.{key}"), value, inner, out);
            }
        }
        (Value::Array(expected), Value::Array(real))
            if expected.iter().all(|e| e.get("key").is_some()) && !expected.is_empty() =>
        {
            for one in expected {
                let key = &one["key"];
                let twin = real.iter().find(|r| r.get("key") == Some(key)).unwrap_or(&Value::Null);
                differ(&format!("{path}[{key}]"), one, twin, out);
            }
        }
        (Value::Array(expected), Value::Array(real)) if expected.len() == real.len() => {
            for (i, (a, b)) in expected.iter().zip(real).enumerate() {
                differ(&format!("{path}[{i}]"), a, b, out);
            }
        }
        (expected, real) if expected == real => {}
        (expected, real) => out.push(format!("{path} is {real}, not {expected}")),
    }
}
