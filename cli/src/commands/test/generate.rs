//! `jifen test --generate`: cases for what the cases do not notice yet.

use crate::args::Test;
use crate::commands::{language, pick};
use crate::load::{Folder, load_with_cases};
use crate::render::cases::written;
use crate::render::progress::Steps;
use crate::{Streams, cases, exit};
use jifen_grammar::keywords::Language;
use jifen_grammar::tree::{File, Kind};
use jifen_interpreter::facts::Document;
use jifen_interpreter::model::Version;
use jifen_interpreter::policy::Loaded;
use jifen_verify::{Files, Generator, Hunt, Judge, Mutant, Runner, Suite, Verdict, generated, more_mutants};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Runs it.
pub(super) fn run(args: &Test, file: Option<&Path>, streams: &mut Streams<'_>) -> io::Result<u8> {
    let mut code = exit::DONE;
    for path in &args.paths {
        let folders = match load_with_cases(path) {
            Ok(folders) => folders,
            Err(problem) => {
                writeln!(streams.err, "{}", problem.message(language(args.lang, None, streams)))?;
                code = exit::USAGE;
                continue;
            }
        };
        for folder in &folders {
            let spoken = language(args.lang, folder.language(), streams);
            for policy in &folder.policies {
                code = code.max(of_policy(folder, policy, file, spoken, streams)?);
            }
            if folder.policies.is_empty() {
                let words = pick(spoken, "这里没有政策", "there is no policy here");
                writeln!(streams.err, "{}: {words}", path.display())?;
                code = exit::USAGE;
            }
        }
    }
    Ok(code)
}

fn of_policy(
    folder: &Folder,
    policy: &Loaded,
    file: Option<&Path>,
    language: Language,
    streams: &mut Streams<'_>,
) -> io::Result<u8> {
    if policy.broken {
        let words =
            pick(language, "政策有错误,先用 `jifen check` 看", "the policy has errors; see `jifen check` first");
        writeln!(streams.err, "{}: {words}", policy.key)?;
        return Ok(exit::PROBLEMS);
    }
    let files = cases::applicants(folder);
    let mine = cases::asked(folder).filter(|n| cases::policy_of(folder, *n).is_some_and(|p| std::ptr::eq(p, policy)));
    let suites: Vec<Suite<'_>> =
        mine.filter_map(|n| folder.sources.get(n)).flat_map(|s| jifen_verify::read(&s.tree).0).collect();
    let Some(known) = known(folder, policy, &suites, &files, language) else {
        writeln!(streams.err, "{}: {}", policy.key, failing(language))?;
        return Ok(exit::PROBLEMS);
    };
    let generators = search(policy, &known, streams);
    let generators = hunt(folder, policy, &suites, &files, generators, streams);
    let Some((text, count)) = generated(policy, &generators, language) else {
        let words = pick(
            language,
            "案例已经察觉能找到的一切,没有要写的",
            "the cases notice all that was found: nothing to write",
        );
        writeln!(streams.out, "{}: {words}", policy.key)?;
        return Ok(exit::DONE);
    };
    if file == Some(Path::new("-")) {
        write!(streams.out, "{text}")?;
        return Ok(exit::DONE);
    }
    let Some(path) = target(folder, policy, file) else {
        let words = pick(language, "文件已经存在,没有覆盖", "the file is there already; it was left as it is");
        writeln!(streams.err, "{}: {words}", file.unwrap_or(Path::new("")).display())?;
        return Ok(exit::USAGE);
    };
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent)?;
    }
    std::fs::File::create_new(&path)?.write_all(text.as_bytes())?;
    let words = match language {
        Language::Zh => format!("写出 {count} 个案例,都标了 `未核`:逐条与条文核对后用 `jifen test --approve` 去掉"),
        Language::En => {
            format!("{count} cases, each `unreviewed`: compare them with the text, then `jifen test --approve`")
        }
    };
    writeln!(streams.out, "{}: {words}", path.display())?;
    Ok(exit::DONE)
}

/// That cases fail, so that nothing is said of what they notice.
pub(super) fn failing(language: Language) -> &'static str {
    pick(
        language,
        "有案例未通过;通过之后才能看它们察觉什么",
        "some cases fail; what they notice can be told once they pass",
    )
}

/// Where the cases go: never over a file that is there.
fn target(folder: &Folder, policy: &Loaded, file: Option<&Path>) -> Option<PathBuf> {
    if let Some(file) = file {
        return (!file.exists()).then(|| file.to_owned());
    }
    let source = policy.files.first().and_then(|n| folder.sources.get(*n as usize))?;
    let cases = source.path.parent().unwrap_or(Path::new("")).join("cases");
    let names = (1..1000).map(|n| if n == 1 { "generated.rules".to_owned() } else { format!("generated-{n}.rules") });
    names.map(|name| cases.join(name)).find(|path| !path.exists())
}

/// An applicant of whom there is a case.
pub(super) struct Known {
    pub document: Document<'static>,
    /// Who it is, as the case begins: `张某,学历 硕士`.
    pub who: String,
}

/// The applicants of the cases under each version; `None` where a case fails.
pub(super) fn known(
    folder: &Folder,
    policy: &Loaded,
    suites: &[Suite<'_>],
    files: &Files,
    language: Language,
) -> Option<Vec<Vec<Known>>> {
    let versions = &policy.policy.versions;
    let mut runner = Runner::new(policy, files, language);
    let mut known: Vec<Vec<Known>> = versions.iter().map(|_| Vec::new()).collect();
    for case in suites.iter().flat_map(|s| &s.cases) {
        let runs = runner.run(case);
        if !runs.iter().all(jifen_verify::Run::passed) {
            return None;
        }
        // Whoever is refused is so under every version that was not asked for
        let under = |v: &Version| runs.iter().any(|run| run.version.as_ref().is_none_or(|id| *id == v.id));
        let Ok(applicant) = runner.applicant(case) else { continue };
        let who = who(folder, case);
        for (_, known) in versions.iter().zip(&mut known).filter(|(v, _)| under(v)) {
            known.push(Known { document: applicant.document.clone(), who: who.clone() });
        }
    }
    Some(known)
}

/// What stands between a case's label and its arrow, on one line.
fn who(folder: &Folder, case: &jifen_verify::Case<'_>) -> String {
    let parts = case.node.children.iter().filter(|c| c.kind != Kind::label);
    let parts: Vec<_> = parts.take_while(|c| c.kind != Kind::arrow).collect();
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return String::new() };
    let source = folder.sources.get(case.node.span.file as usize);
    let text = source.map_or("", |s| written(s, first.span.to(last.span)));
    let mut line = String::new();
    for part in text.lines().map(str::trim).filter(|part| !part.is_empty()) {
        let joined =
            line.is_empty() || line.ends_with([',', '\u{FF0C}', '{', ';', '(']) || part.starts_with(['}', ')']);
        line.push_str(if joined { " " } else { "; " });
        line.push_str(part);
    }
    line.trim_start().to_owned()
}

/// Who judges changes of a policy by its cases; `apart` are its files without them.
pub(super) fn judge<'a>(
    folder: &'a Folder,
    apart: &'a [Option<File>],
    policy: &'a Loaded,
    suites: &'a [Suite<'a>],
    files: &'a Files,
) -> Judge<'a> {
    let trees = apart.iter().zip(&folder.sources).map(|(a, s)| a.as_ref().unwrap_or(&s.tree)).collect();
    let texts = folder.sources.iter().map(|s| s.text.as_str()).collect();
    Judge { trees, texts, key: &policy.key, original: policy, suites, files }
}

/// The changes of all files of a policy.
pub(super) fn changes(
    folder: &Folder,
    judge: &Judge<'_>,
    of: impl Fn(&File, &str, &[&File]) -> Vec<Mutant>,
) -> Vec<Mutant> {
    let sources = judge.original.files.iter().filter_map(|n| folder.sources.get(*n as usize));
    sources.flat_map(|s| of(&s.tree, &s.text, &judge.trees)).collect()
}

/// Searches in each version, drafts too, on as many threads as the machine has.
pub(super) fn search<'v>(policy: &'v Loaded, known: &[Vec<Known>], streams: &Streams<'_>) -> Vec<Generator<'v>> {
    let count = policy.policy.versions.len();
    let progress = Steps::new(count as u64, streams.surroundings.watched);
    let found = each(count, |at| {
        let known: Vec<&Document<'_>> = known.get(at).into_iter().flatten().map(|k| &k.document).collect();
        let generator = Generator::new(policy, at, &known);
        progress.step();
        generator
    });
    found.into_iter().flatten().collect()
}

/// Adds a case for each small change that no case notices, where an applicant is found who would.
fn hunt<'v>(
    folder: &Folder,
    policy: &Loaded,
    suites: &[Suite<'_>],
    files: &Files,
    mut generators: Vec<Generator<'v>>,
    streams: &Streams<'_>,
) -> Vec<Generator<'v>> {
    let apart = folder.without_cases();
    let judge = judge(folder, &apart, policy, suites, files);
    let all = changes(folder, &judge, more_mutants);
    let progress = Steps::new(all.len() as u64, streams.surroundings.watched);
    let found = each(all.len(), |i| {
        let survived = all.get(i).filter(|m| judge.judge(m) == Verdict::Survived);
        let found = survived.and_then(|mutant| match hunted(&judge, mutant, &generators) {
            (place, Hunt::Found(found)) => Some((place, found)),
            _ => None,
        });
        progress.step();
        found
    });
    for (mutant, found) in all.iter().zip(found) {
        let Some((place, found)) = found else { continue };
        if let (Some(changed), Some(generator)) = (judge.with(mutant), generators.get_mut(place)) {
            generator.add(&changed, &found);
        }
    }
    generators
}

/// What looking for an applicant who would notice a change comes to, and in which version.
pub(super) fn hunted(judge: &Judge<'_>, mutant: &Mutant, generators: &[Generator<'_>]) -> (usize, Hunt) {
    let Some(changed) = judge.with(mutant) else { return (0, Hunt::Nobody) };
    let touched = judge.touches(&changed);
    for (place, generator) in generators.iter().enumerate().filter(|(_, g)| touched.contains(&g.version())) {
        match generator.hunt(&changed, mutant) {
            Hunt::Nobody => {}
            other => return (place, other),
        }
    }
    (0, Hunt::Nobody)
}

/// Does something for each number, on as many threads as the machine has; the answers stand in order.
pub(super) fn each<T: Send>(count: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, T)>> = Mutex::default();
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(count.max(1));
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let i = next.fetch_add(1, Ordering::Relaxed);
                    if count <= i {
                        break;
                    }
                    let answer = work(i);
                    if let Ok(mut done) = done.lock() {
                        done.push((i, answer));
                    }
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_default();
    done.sort_by_key(|(i, _)| *i);
    done.into_iter().map(|(_, answer)| answer).collect()
}
