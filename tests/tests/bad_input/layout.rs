//! `jifen fmt` where it can't lay out, or must not.

use crate::desk::{Desk, POLICY};
use std::fs;

const UNTIDY: &str = "定义   甲=1\n";
const TIDY: &str = "定义 甲 = 1\n";

#[test]
fn good_files_beside_broken_ones() {
    let desk = Desk::empty("beside")
        .with("all/a.rules", UNTIDY)
        .with("all/b.rules", "指标 坏 {\n  凡 的,积 5分\n}\n")
        .with("all/c.rules", b"# \xB1\xBE\xBF\xC6\xD1\xA7\xC0\xFA\n")
        .with("all/below/d.rules", UNTIDY)
        .with("all/notes.txt", UNTIDY);
    let ran = desk.run(&["fmt", "--check", "all"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("a.rules") && ran.out.contains("d.rules"), "{}", ran.out);
    assert_eq!(desk.text("all/a.rules"), UNTIDY, "`--check` changes nothing");
    let ran = desk.run(&["fmt", "all"]);
    assert!(ran.code == 1 && ran.out.contains("E0101") && ran.out.contains("E0115"), "{}", ran.out);
    assert_eq!([desk.text("all/a.rules"), desk.text("all/below/d.rules")], [TIDY, TIDY]);
    assert_eq!(desk.text("all/b.rules"), "指标 坏 {\n  凡 的,积 5分\n}\n");
    assert_eq!(desk.text("all/notes.txt"), UNTIDY);
    let left: Vec<_> = fs::read_dir(desk.path("all")).expect("a folder").collect();
    assert_eq!(left.len(), 5, "nothing is left behind");
}

#[test]
fn a_missing_file_among_others() {
    let desk = Desk::empty("among").with("a.rules", UNTIDY).with("b.rules", UNTIDY);
    let ran = desk.run(&["fmt", "a.rules", "nowhere.rules", "b.rules"]);
    assert!(ran.code == 2 && ran.err.contains("nowhere.rules"), "{ran:?}");
    assert_eq!([desk.text("a.rules"), desk.text("b.rules")], [TIDY, TIDY]);
}

#[test]
fn a_read_only_file_is_left_alone() {
    let desk = Desk::empty("read-only").with("a.rules", UNTIDY).with("b.rules", UNTIDY);
    let mut permissions = fs::metadata(desk.path("a.rules")).expect("a file").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(desk.path("a.rules"), permissions).expect("permissions");
    let ran = desk.run(&["fmt", "a.rules", "b.rules"]);
    assert!(ran.code == 2 && ran.err.contains("a.rules"), "{ran:?}");
    assert_eq!([desk.text("a.rules"), desk.text("b.rules")], [UNTIDY, TIDY]);
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link() {
    let desk = Desk::empty("link").with("real.rules", UNTIDY);
    std::os::unix::fs::symlink("real.rules", desk.path("link.rules")).expect("a link");
    assert_eq!(desk.run(&["fmt", "link.rules"]).code, 0);
    assert_eq!(desk.text("real.rules"), TIDY);
    assert!(fs::symlink_metadata(desk.path("link.rules")).expect("a link").is_symlink());
}

#[test]
fn standard_input() {
    let desk = Desk::empty("stdin");
    let ran = desk.run_with(&["fmt", "-"], UNTIDY);
    assert_eq!((ran.code, ran.out.as_str()), (0, TIDY));
    assert_eq!(desk.run_with(&["fmt", "--check", "-"], UNTIDY).code, 1);
    assert_eq!(desk.run_with(&["fmt", "--check", "-"], TIDY).code, 0);
    let ran = desk.run_with(&["fmt", "-"], "");
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    let ran = desk.run_with(&["fmt", "-"], "指标 坏 {\n  凡 的,积 5分\n}\n");
    assert_eq!(ran.code, 1);
    assert!(!ran.out.contains("指标 坏 {\n  凡 的,积 5分\n}\n"), "{}", ran.out);
    let ran = desk.run_with(&["fmt", "-"], &format!("\u{FEFF}{}", POLICY.replace('\n', "\r\n")));
    assert!(ran.code == 0 && !ran.out.contains(['\r', '\u{FEFF}']), "{}", ran.out);
    assert_eq!(desk.run_with(&["fmt", "-"], &ran.out).out, ran.out);
}

#[test]
fn there_and_back() {
    let desk = Desk::empty("there").with("a.rules", POLICY);
    assert_eq!(desk.run(&["fmt", "a.rules"]).code, 0);
    let own = desk.text("a.rules");
    assert_eq!(desk.run(&["fmt", "--keywords", "en", "a.rules"]).code, 0);
    assert!(desk.text("a.rules").contains("indicator 学历 per"));
    assert_eq!(desk.run(&["fmt", "a.rules"]).code, 0);
    assert!(desk.text("a.rules").contains("indicator 学历 per"), "an English file stays English");
    assert_eq!(desk.run(&["fmt", "--keywords", "zh", "a.rules"]).code, 0);
    assert_eq!(desk.text("a.rules"), own);
}
