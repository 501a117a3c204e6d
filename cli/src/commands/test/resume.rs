//! What a run of `--mutate` found, kept in a file, so that a run that was stopped goes on where it was.

use crate::Streams;
use crate::commands::fmt::write_whole;
use crate::commands::pick;
use crate::load::Folder;
use crate::render::io_words;
use jifen_grammar::keywords::Language;
use jifen_grammar::tree::Span;
use jifen_interpreter::policy::Loaded;
use jifen_verify::{Files, Mutant, Suite, Verdict};
use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The first line of such a file; what has another one is never written over.
const HEAD: &str = "jifen mutants 1";

/// The verdicts of a file, and those of this run.
pub(super) struct Verdicts {
    path: PathBuf,
    known: BTreeMap<u128, Verdict>,
    now: Mutex<Now>,
}

struct Now {
    file: File,
    found: BTreeMap<u128, Verdict>,
    problem: Option<io::Error>,
}

impl Verdicts {
    /// Reads a file, or begins one; says what of it can't be used. `None` where it is no such file.
    pub fn open(path: &Path, language: Language, streams: &mut Streams<'_>) -> io::Result<Option<Verdicts>> {
        let mut say = |words: &str| writeln!(streams.err, "{}: {words}", path.display());
        let text = match std::fs::read(path) {
            Ok(bytes) => bytes,
            Err(problem) if problem.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(problem) => return say(&io_words(&problem, language)).map(|()| None),
        };
        let text = String::from_utf8_lossy(&text);
        let mut lines = text.lines();
        let (head, new) = (lines.next(), text.trim().is_empty());
        if !new && head != Some(HEAD) {
            let words = "不是 `--resume` 的文件,不使用,也不改动";
            say(pick(language, words, "is no file of `--resume`: it is neither used nor changed"))?;
            return Ok(None);
        }
        // Its last line may have been cut off
        let whole = text.rfind('\n').map_or("", |end| text.get(..end).unwrap_or(""));
        let mut known = BTreeMap::new();
        let mut odd = 0;
        for line in whole.lines().skip(1) {
            match read(line) {
                Some((key, verdict)) => drop(known.insert(key, verdict)),
                None => odd += 1,
            }
        }
        if 0 < odd {
            say(&match language {
                Language::Zh => format!("有 {odd} 行读不懂,不使用"),
                Language::En => format!("lines that can't be read, and are not used: {odd}"),
            })?;
        }
        let begun = OpenOptions::new().create(true).append(true).open(path).and_then(|mut file| {
            let end = if new {
                format!("{HEAD}\n")
            } else if text.ends_with('\n') {
                String::new()
            } else {
                "\n".into()
            };
            file.write_all(end.as_bytes()).map(|()| file)
        });
        match begun {
            Ok(file) => {
                let now = Mutex::new(Now { file, found: BTreeMap::new(), problem: None });
                Ok(Some(Verdicts { path: path.to_owned(), known, now }))
            }
            Err(problem) => say(&io_words(&problem, language)).map(|()| None),
        }
    }

    /// The verdict on a change, taken from the file where it is there.
    pub fn or(&self, key: u128, judge: impl FnOnce() -> Verdict) -> Verdict {
        let known = self.known.get(&key).cloned();
        let new = known.is_none();
        let verdict = known.unwrap_or_else(judge);
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        if new && let Err(problem) = now.file.write_all(line(key, &verdict).as_bytes()) {
            now.problem.get_or_insert(problem);
        }
        now.found.insert(key, verdict.clone());
        verdict
    }

    /// Leaves in the file what this run was about: verdicts on other texts are void.
    pub fn finish(self) -> io::Result<()> {
        let now = self.now.into_inner().unwrap_or_else(PoisonError::into_inner);
        if let Some(problem) = now.problem {
            return Err(problem);
        }
        let lines: String = now.found.iter().map(|(key, verdict)| line(*key, verdict)).collect();
        write_whole(&self.path, &format!("{HEAD}\n{lines}"))
    }
}

/// `93a0… noticed 3 age`.
fn line(key: u128, verdict: &Verdict) -> String {
    let words = match verdict {
        Verdict::Noticed(cases, number) => format!("noticed {number} {cases}"),
        Verdict::Survived => "survived".to_owned(),
        Verdict::Same => "same".to_owned(),
        Verdict::NoPolicy => "none".to_owned(),
    };
    format!("{key:032x} {words}\n")
}

fn read(line: &str) -> Option<(u128, Verdict)> {
    let (key, words) = line.split_once(' ')?;
    let key = u128::from_str_radix(key, 16).ok().filter(|_| key.len() == 32)?;
    let verdict = match words {
        "survived" => Verdict::Survived,
        "same" => Verdict::Same,
        "none" => Verdict::NoPolicy,
        words => {
            let (number, cases) = words.strip_prefix("noticed ")?.split_once(' ')?;
            Verdict::Noticed(cases.to_owned(), number.parse().ok()?)
        }
    };
    Some((key, verdict))
}

/// What the verdicts depend on: the texts of a folder, which cases run, the files that they take applicants from, and the
/// program.
pub(super) fn texts(folder: &Folder, policy: &Loaded, suites: &[Suite<'_>], files: &Files) -> u128 {
    let program = std::env::current_exe().and_then(std::fs::metadata).ok();
    let built = program.map(|m| format!("{} {:?}", m.len(), m.modified().ok())).unwrap_or_default();
    let mut hash = mixed(START, built.as_bytes());
    hash = mixed(hash, policy.key.as_bytes());
    let cases: Vec<Span> = suites.iter().flat_map(|s| &s.cases).map(|case| case.node.span).collect();
    hash = mixed(hash, format!("{cases:?}").as_bytes());
    hash = folder.sources.iter().fold(hash, |hash, source| mixed(hash, source.text.as_bytes()));
    files.iter().fold(hash, |hash, ((_, name), bytes)| {
        mixed(mixed(hash, name.as_bytes()), bytes.as_ref().map_or(&[], Vec::as_slice))
    })
}

/// One change of these texts.
pub(super) fn key(texts: u128, mutant: &Mutant) -> u128 {
    let place = format!("{:?} {}", mutant.span, mutant.change.key());
    mixed(mixed(texts, place.as_bytes()), mutant.text.as_bytes())
}

/// The first value of the 128-bit FNV-1a hash, which stays the same from build to build.
const START: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;

/// The hash of what was hashed and some bytes more, their count among them.
fn mixed(hash: u128, bytes: &[u8]) -> u128 {
    let count = (bytes.len() as u64).to_le_bytes();
    let step = |hash: u128, byte: &u8| (hash ^ u128::from(*byte)).wrapping_mul((1 << 88) + 0x13b);
    bytes.iter().chain(&count).fold(hash, step)
}
