//! Every error has a page with an example that fails and one that is repaired, and a message that keeps the law:
//! lowercase, no final period, no word of the programmer's, both languages in step. The examples run in `docs.rs`.

use jifen_grammar::keywords::Language;
use jifen_interpreter::diagnostic::Code;
use jifen_tests::command::{jifen, root};
use jifen_tests::spec::blocks;
use std::collections::BTreeSet;
use std::fs;

/// On the page of what a page can't show.
const MARK: &str = "<!-- tested in tests/tests/bad_input.rs -->";

/// Nothing leads here: the codes guard against mistakes of the program itself.
const UNREACHABLE: [&str; 1] = ["E0321"];

fn page(code: Code) -> String {
    let path = root().join("docs/errors").join(format!("{}.md", code.id()));
    fs::read_to_string(&path).unwrap_or_default()
}

fn is_chinese(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}

/// The text without what stands in backticks.
fn outside_backticks(text: &str) -> String {
    text.split('`').step_by(2).collect()
}

/// Reports all that is wrong at once.
fn none(wrong: Vec<String>) {
    assert!(wrong.is_empty(), "{} things are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_code_has_a_page() {
    let mut wrong = Vec::new();
    for code in Code::ALL {
        let (id, page) = (code.id(), page(*code));
        let mut say = |words: &str| wrong.push(format!("{id}: {words}"));
        if page.is_empty() {
            say("there is no page");
            continue;
        }
        let title = page.lines().next().and_then(|l| l.strip_prefix(&format!("# {id}: ")));
        match title.and_then(|t| t.split_once(" / ")) {
            Some((en, zh)) if !en.contains(is_chinese) && zh.contains(is_chinese) => {}
            _ => say("its title is not `# CODE: English / 中文`"),
        }
        let prose = page.lines().filter(|l| !l.starts_with('#') && !l.starts_with("```"));
        let before: Vec<&str> = prose.take_while(|l| !l.starts_with('{')).filter(|l| !l.is_empty()).collect();
        let zh = before.iter().filter(|l| outside_backticks(l).contains(is_chinese)).count();
        if zh == 0 || zh == before.len() {
            say("it explains itself in one language only");
        }
    }
    none(wrong);
}

#[test]
fn every_page_has_an_example_that_fails_and_a_repaired_one() {
    let mut wrong = Vec::new();
    for code in Code::ALL {
        let (id, page) = (code.id(), page(*code));
        let blocks = blocks(&page);
        let announced = |line: &str| {
            line.split_once("# ^ ").is_some_and(|(_, all)| all.split(" ^ ").any(|one| one.starts_with(id)))
        };
        let fails = blocks.iter().position(|b| match b.info.join(" ").as_str() {
            info if info.starts_with("rules") => b.text.lines().any(announced),
            info => info == format!("json facts error {id}"),
        });
        let repaired = fails.is_some_and(|at| {
            blocks[at + 1..].iter().any(|b| match b.info.join(" ").as_str() {
                info if info.starts_with("rules") => !b.text.contains("# ^ "),
                info => info == "json facts",
            })
        });
        match (fails.is_some() && repaired, page.contains(MARK) || UNREACHABLE.contains(&id)) {
            (true, false) | (false, true) => {}
            (true, true) => wrong.push(format!("{id}: the page is shown, and marked as one that can't be")),
            (false, false) => wrong.push(format!("{id}: no example that fails, or none repaired behind it")),
        }
    }
    none(wrong);
}

/// What can't be shown on a page is tested where the mark says.
#[test]
fn what_is_marked_is_tested() {
    let folder = root().join("tests/tests/bad_input");
    let files = fs::read_dir(folder).expect("the tests").flatten();
    let tests: String = files.map(|f| fs::read_to_string(f.path()).expect("a test")).collect();
    let untested = Code::ALL.iter().filter(|c| page(**c).contains(MARK) && !tests.contains(&format!("\"{}\"", c.id())));
    none(untested.map(|c| format!("{}: no test in tests/tests/bad_input names it", c.id())).collect());
}

#[test]
fn the_folder_holds_pages_of_codes_only() {
    let known: BTreeSet<String> = Code::ALL.iter().map(|c| format!("{}.md", c.id())).collect();
    let found = fs::read_dir(root().join("docs/errors")).expect("the pages").flatten();
    let names = found.map(|e| e.file_name().to_string_lossy().into_owned());
    none(names.filter(|n| n != "README.md" && !known.contains(n)).collect());
}

/// The index shows each code's message, `…` for its values.
#[test]
fn the_index_lists_every_page() {
    let index = fs::read_to_string(root().join("docs/errors/README.md")).expect("the index");
    let shown = |text: &str| {
        let places = (0..9).fold(text.to_owned(), |text, n| text.replace(&format!("{{{n}}}"), "…"));
        places.replace("……", "…")
    };
    let row = |code: &Code| {
        let (id, en, zh) = (code.id(), shown(code.message(Language::En)), shown(code.message(Language::Zh)));
        format!("| [{id}]({id}.md) | {en} | {zh} |")
    };
    none(Code::ALL.iter().map(row).filter(|row| !index.lines().any(|line| line == row)).collect());
}

/// What is wrong with a message or hint in one language.
fn faults(text: &str, language: Language) -> Vec<&'static str> {
    let mut faults = Vec::new();
    let prose = outside_backticks(text);
    let words =
        |s: &str| s.split(|c: char| !c.is_alphanumeric() && c != '_').map(str::to_owned).collect::<BTreeSet<_>>();
    let of_the_programmer =
        ["Option", "Some", "None", "Vec", "String", "str", "bool", "i128", "u64", "enum", "struct", "null"];
    let of_the_programmer_zh = ["字符串", "嵌套", "数组", "枚举", "变量", "布尔", "解析", "字面", "指针", "溢出"];
    if text.matches('`').count() % 2 == 1 {
        faults.push("backticks are not balanced");
    }
    if text.trim() != text || text.contains("  ") {
        faults.push("it has blanks too many");
    }
    if of_the_programmer.iter().any(|w| words(&prose).contains(*w)) {
        faults.push("it names a type of the program");
    }
    match language {
        Language::En => {
            if text.starts_with(char::is_uppercase) && !text.starts_with("JSON") {
                faults.push("it begins with a capital letter");
            }
            if text.ends_with(['.', '!']) {
                faults.push("it ends with a period");
            }
            if prose.contains(|c: char| is_chinese(c) || ('\u{3000}'..='\u{303F}').contains(&c) || '\u{FF00}' <= c) {
                faults.push("there is Chinese in it");
            }
        }
        Language::Zh => {
            if text.ends_with(['。', '.', '!']) {
                faults.push("it ends with a period");
            }
            if of_the_programmer_zh.iter().any(|w| prose.contains(w)) {
                faults.push("a policy officer does not say so");
            }
            let bare = prose.replace(|c: char| "{}0123456789".contains(c), "");
            if !bare.trim().is_empty() && !text.contains(is_chinese) {
                faults.push("it is not Chinese");
            }
        }
    }
    faults
}

#[test]
fn messages_keep_the_law() {
    let mut wrong = Vec::new();
    for code in Code::ALL {
        let mut say = |text: &str, fault: &str| wrong.push(format!("{}: {fault}: {text}", code.id()));
        for language in [Language::Zh, Language::En] {
            let (message, hint) = (code.message(language), code.hint(language));
            if message.is_empty() {
                say(message, "there is no message");
            }
            for text in [message, hint] {
                faults(text, language).into_iter().for_each(|fault| say(text, fault));
            }
        }
        let places = |text: &str| (0..9).filter(|n| text.contains(&format!("{{{n}}}"))).collect::<Vec<_>>();
        for of in [Code::message, Code::hint] {
            let (zh, en) = (of(*code, Language::Zh), of(*code, Language::En));
            if places(zh) != places(en) || zh.is_empty() != en.is_empty() {
                say(zh, "the languages are not in step");
            }
        }
    }
    none(wrong);
}

#[test]
fn codes_are_unique_and_lettered() {
    let ids: BTreeSet<&str> = Code::ALL.iter().map(|c| c.id()).collect();
    assert_eq!(ids.len(), Code::ALL.len());
    let shaped = |id: &str| id.len() == 5 && "EWF".contains(&id[..1]) && id[1..].bytes().all(|b| b.is_ascii_digit());
    none(ids.into_iter().filter(|id| !shaped(id)).map(str::to_owned).collect());
}

#[test]
fn the_command_explains_every_code() {
    let folder = root();
    let list = jifen(&folder, &["explain"], "");
    assert_eq!(list.code, 0);
    let mut wrong = Vec::new();
    for code in Code::ALL {
        let ran = jifen(&folder, &["explain", code.id()], "");
        if ran.code != 0 || ran.out.trim() != page(*code).trim() {
            wrong.push(format!("{}: its page is not printed", code.id()));
        }
        match list.out.lines().find(|l| l.starts_with(code.id())) {
            Some(line) if !line.contains("{0}") => {}
            Some(line) => wrong.push(format!("the list shows a template: {line}")),
            None => wrong.push(format!("{}: it is not in the list", code.id())),
        }
    }
    assert_eq!(jifen(&folder, &["explain", "e0201"], "").out, jifen(&folder, &["explain", "E0201"], "").out);
    none(wrong);
}
