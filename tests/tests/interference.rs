//! Two drafts on one base: where no interference is told, both can be made in either order, and the texts hold the same lines;
//! where it is told, they touch the same, or one can't be made after the other. `PROPTEST_CASES` asks for more cases.

use jifen_grammar::format::format;
use jifen_grammar::parse;
use jifen_grammar::tree::File;
use jifen_interpreter::amend::interference::{Pending, interference};
use jifen_interpreter::amend::{Consolidated, amend};
use jifen_interpreter::derive::derive;
use jifen_interpreter::diagnostic::Code;
use jifen_tests::command::root;
use jifen_tests::edits::edited;
use jifen_tests::generate::Random;
use jifen_tests::generate::policy::policy;

fn cases(usual: u64) -> u64 {
    std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(usual)
}

fn read(number: u32, text: &str) -> File {
    let file = parse(number, text);
    assert!(file.errors.is_empty(), "{:?}\n{text}", file.errors);
    file
}

/// A draft that makes some random edits of a text.
fn draft(number: u32, text: &str, base: &File, random: &mut Random) -> Option<File> {
    let mut new = text.to_owned();
    for _ in 0..1 + random.below(3) {
        new = edited(&new, random).map_or(new, |(text, _)| text);
    }
    let text = derive(base, &read(number, &new)).ok()?;
    Some(read(number, &text))
}

fn lines(text: &Consolidated) -> Vec<String> {
    let declarations = text.tree.declarations.iter().filter(|d| d.kind != jifen_grammar::tree::Kind::policy);
    let tree = File { declarations: declarations.cloned().collect(), ..text.tree.clone() };
    let mut all: Vec<String> = format(&tree, None).lines().map(str::to_owned).collect();
    all.sort();
    all
}

#[test]
fn where_nothing_is_told_the_order_means_nothing() {
    let shanghai = std::fs::read_to_string(root().join("policies/shanghai/2018.rules")).expect("a version");
    let mut random = Random::new(11);
    let (mut silent, mut told) = (0, 0);
    for case in 0..cases(150) {
        let text = match case % 3 {
            0 => format(&read(0, &policy(&mut random)), None),
            _ => format(&read(0, &shanghai), None),
        };
        let base = read(0, &text);
        let Some(one) = draft(1, &text, &base, &mut random) else { continue };
        let Some(two) = draft(2, &text, &base, &mut random) else { continue };
        let original = Consolidated::original(&base);
        let make = |on: &Consolidated, file: &File| amend(on, file, "", &[]);
        let ((first, wrong), (second, wrong_too)) = (make(&original, &one), make(&original, &two));
        assert!(wrong.is_empty() && wrong_too.is_empty());
        let pending = |id, amendment, text| Pending { id, amendment, head: Default::default(), text };
        let (found, _) = interference(&original, &pending("a", &one, &first), &pending("b", &two, &second), &[]);
        let ((ab, after), (ba, before)) = (make(&first, &two), make(&second, &one));
        let shown = || format!("case {case}\n{}\n{}\n{found:?}", format(&one, None), format(&two, None));
        if found.is_empty() {
            silent += 1;
            assert!(after.is_empty() && before.is_empty(), "{after:?} {before:?} {}", shown());
            assert_eq!(lines(&ab), lines(&ba), "{}", shown());
        } else {
            told += 1;
            let differ = !after.is_empty() || !before.is_empty() || lines(&ab) != lines(&ba);
            assert!(differ || found.iter().all(|d| d.code != Code::NotAfter), "{}", shown());
        }
    }
    assert!(0 < silent && 0 < told, "{silent} silent, {told} told");
}
