//! What means the same is no change, and both directions of a comparison mirror each other.

use super::{Read, changes, compared, lines, read, shipped};
use jifen_grammar::format::format;
use jifen_grammar::keywords::Language;
use jifen_grammar::tree::{File, Kind, Trivia};
use jifen_interpreter::diff::{Diff, Status};
use jifen_tests::generate::Random;
use jifen_tests::generate::policy::policy;

fn generated(count: u64) -> Vec<Vec<String>> {
    let texts = (0..count).map(|seed| policy(&mut Random::new(seed)));
    texts.filter(|text| Read::of(&[text]).is_some()).map(|text| vec![text]).collect()
}

#[test]
fn a_version_changes_nothing_in_itself() {
    let all = [shipped(), generated(60)].concat();
    assert!(40 < all.len(), "most generated policies have no errors");
    for texts in all {
        let one = read(&texts);
        let found = lines(&compared(&one, &one));
        assert!(found.is_empty(), "{found:#?}\n{}", texts[0]);
    }
}

/// The same policy in the other language's keywords, its declarations in another order, with comments.
fn disguised(text: &str, language: Language) -> String {
    let tree = jifen_grammar::parse::parse(0, text);
    let fixed = |kind: Kind| matches!(kind, Kind::policy | Kind::total | Kind::outcomes | Kind::group);
    let mut declarations = tree.declarations.clone();
    for node in &mut declarations {
        node.before = vec![Trivia::Blank, Trivia::Comment("说明 what follows".to_owned())];
    }
    let (kept, mut moved): (Vec<_>, Vec<_>) = declarations.into_iter().partition(|d| fixed(d.kind));
    moved.reverse();
    let declarations = kept.into_iter().chain(moved).collect();
    format(&File { declarations, ..tree }, Some(language))
}

#[test]
fn layout_language_comments_and_the_order_of_declarations_are_no_change() {
    for texts in [shipped(), generated(60)].concat() {
        for language in [Language::Zh, Language::En] {
            let mut other = texts.clone();
            other[0] = disguised(&texts[0], language);
            assert_ne!(other[0], texts[0]);
            // `8 乘 0.5` reads `8 times 0.5` in English, where `8 times` is a number with its unit.
            if language == Language::En && other[0].contains(" times ") && texts[0].contains("分段") {
                continue;
            }
            let found = lines(&compared(&read(&texts), &read(&other)));
            assert!(found.is_empty(), "{found:#?}\n{}", other[0]);
        }
    }
}

#[test]
fn units_signs_and_orders_without_a_meaning_are_no_change() {
    let a = "事实 {\n  申请日期 (d) : 日期\n  出生 (b) : 日期\n  甲 (x) : 是否\n  乙 (y) : 是否\n  钱 (m) : 金额\n  级 (k) : 级别\n}\n\n选项 级别 (kind) {\n  高 (high)\n  中 (mid)\n  低 (low)\n}\n\n指标 指 (i) 依据 \"第一条(一)\" {\n  取最高\n  (1) 凡 甲 且 乙 的,积 1分 + 2分\n  (2) 凡 出生 在 最近 12个月 内 的,积 2分\n  (3) 凡 钱 不少于 10万元 的,积 3分\n  (4) 凡 级 在 (高, 中) 的,积 4分\n}\n\n指标 表 (t) {\n  按 级 {\n    高 积 3分\n    中 积 2分\n    其余 积 1分\n  }\n}\n\n总分 总 (total) 合计 { 指; 表 }\n";
    let b = "选项 级别 (kind) {\n  低 (low)\n  中 (mid)\n  高 (high)\n}\n\n事实 {\n  申请日期 (d) : 日期\n  级 (k) : 级别\n  出生 (b) : 日期\n  钱 (m) : 金额\n  乙 (y) : 是否\n  甲 (x) : 是否\n}\n\n指标 表 (t) {\n  按 级 {\n    中 积 2分\n    高 积 3.0分\n    其余 积 1分\n  }\n}\n\n指标 指 (i) 依据 \"第一条\u{ff08}一\u{ff09}\" {\n  取最高\n  (4) 凡 级 在 (中, 高) 的,积 4分\n  (2) 凡 出生 在 最近 1年 内 的,积 2分\n  (1) 凡 乙 且 甲 的,积 2分 + 1分\n  (3) 凡 100_000元 不超过 钱 的,积 3分\n}\n\n总分 总 (total) 合计 { 表; 指 }\n";
    assert_eq!(changes(a, b), Vec::<String>::new());
}

fn mirrored(diff: &Diff) -> Vec<String> {
    let mut all = Vec::new();
    for thing in &diff.things {
        let status = match thing.status {
            Status::New => Status::Gone,
            Status::Gone => Status::New,
            Status::Changed | Status::Repealed => Status::Changed,
        };
        for c in &thing.changes {
            let text = |t: &Option<jifen_interpreter::model::Text>| t.as_ref().map(|t| t.zh.clone());
            all.push(format!("{:?} {status:?} {:?} {:?} {:?}", thing.kind, c.field, text(&c.new), text(&c.old)));
        }
    }
    all.sort();
    all
}

fn forward(diff: &Diff) -> Vec<String> {
    let mut all = Vec::new();
    for thing in &diff.things {
        for c in &thing.changes {
            let text = |t: &Option<jifen_interpreter::model::Text>| t.as_ref().map(|t| t.zh.clone());
            all.push(format!(
                "{:?} {:?} {:?} {:?} {:?}",
                thing.kind,
                if thing.status == Status::Repealed { Status::Changed } else { thing.status },
                c.field,
                text(&c.old),
                text(&c.new)
            ));
        }
    }
    all.sort();
    all
}

#[test]
fn both_directions_mirror_each_other() {
    let reform = shipped().into_iter().filter(|t| t[0].contains("garden_plots")).collect::<Vec<_>>();
    let mut pairs = vec![(reform[0].clone(), reform[1].clone())];
    let generated = generated(40);
    pairs.extend(generated.windows(2).map(|w| (w[0].clone(), w[1].clone())));
    for (a, b) in pairs {
        let (a, b) = (read(&a), read(&b));
        let (there, back) = (compared(&a, &b), compared(&b, &a));
        assert_eq!(forward(&there), mirrored(&back));
        assert_eq!(there.glance.new, back.glance.gone);
        assert_eq!(there.is_empty(), back.is_empty());
    }
}
