//! `jifen test --generate`: cases for what the cases do not notice yet.

use crate::args::Test;
use crate::commands::{language, pick};
use crate::load::{Folder, load_with_cases};
use crate::render::progress::Steps;
use crate::{Streams, cases, exit};
use jifen_grammar::keywords::Language;
use jifen_interpreter::facts::Document;
use jifen_interpreter::policy::Loaded;
use jifen_verify::{Files, Generator, Hunt, Judge, Mutant, Runner, Suite, Verdict, generated, mutants};
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
    let mut runner = Runner::new(policy, &files, language);
    let mut known: Vec<Vec<Document<'static>>> = vec![Vec::new(); policy.policy.versions.len()];
    for case in suites.iter().flat_map(|s| &s.cases) {
        let runs = runner.run(case);
        if !runs.iter().all(|run| run.passed()) {
            let words = pick(
                language,
                "有案例未通过;通过之后才能看它们察觉什么",
                "some cases fail; what they notice can be told once they pass",
            );
            writeln!(streams.err, "{}: {words}", policy.key)?;
            return Ok(exit::PROBLEMS);
        }
        for id in runs.iter().filter_map(|run| run.version.as_ref()) {
            let at = policy.policy.versions.iter().position(|v| v.id == *id);
            if let (Some(known), Ok(applicant)) = (at.and_then(|at| known.get_mut(at)), runner.applicant(case)) {
                known.push(applicant.document);
            }
        }
    }
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

/// Searches in each version, drafts too, on as many threads as the machine has.
fn search<'v>(policy: &'v Loaded, known: &[Vec<Document<'static>>], streams: &Streams<'_>) -> Vec<Generator<'v>> {
    let count = policy.policy.versions.len();
    let progress = Steps::new(count as u64, streams.surroundings.watched);
    let none = Vec::new();
    let found = each(count, |at| {
        let generator = Generator::new(policy, at, known.get(at).unwrap_or(&none));
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
    let trees: Vec<_> = apart.iter().zip(&folder.sources).map(|(a, s)| a.as_ref().unwrap_or(&s.tree)).collect();
    let texts = folder.sources.iter().map(|s| s.text.as_str()).collect();
    let sources = policy.files.iter().filter_map(|n| folder.sources.get(*n as usize));
    let all: Vec<Mutant> = sources.flat_map(|s| mutants(&s.tree, &s.text, &trees)).collect();
    let judge = Judge { trees, texts, key: &policy.key, original: policy, suites, files };
    let progress = Steps::new(all.len() as u64, streams.surroundings.watched);
    let found = each(all.len(), |i| {
        let found = all.get(i).filter(|m| judge.judge(m) == Verdict::Survived).and_then(|mutant| {
            let changed = judge.with(mutant)?;
            for (place, generator) in generators.iter().enumerate() {
                match generator.hunt(&changed, mutant) {
                    Hunt::Noticed => return None,
                    Hunt::Found(found) => return Some((place, found)),
                    Hunt::Nobody => {}
                }
            }
            None
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

/// Does something for each number, on as many threads as the machine has; the answers stand in order.
fn each<T: Send>(count: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
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
