//! Files that can't be read as policies: missing, unreadable, empty, in another encoding, too many.

use crate::desk::{APPLICANT, Desk, POLICY};
use jifen_tests::command::jifen_into;
use std::fs;
use std::path::Path;

#[test]
fn nothing_there() {
    let desk = Desk::new("nothing").with("facts.json", APPLICANT).with("empty/readme.txt", "");
    for args in [
        ["check", "nowhere"].as_slice(),
        &["fmt", "nowhere"],
        &["schema", "nowhere"],
        &["assess", "nowhere", "facts.json"],
        &["check", "empty"],
        &["fmt", "empty"],
        &["schema", "empty"],
        &["assess", "empty", "facts.json"],
        &["assess", "policy", "nowhere"],
        &["assess", "policy", "empty"],
    ] {
        let ran = desk.run(args);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
        let name = args.iter().find(|a| ["nowhere", "empty"].contains(a)).expect("a name");
        assert!(ran.err.contains(name), "{args:?}: {}", ran.err);
    }
    let ran = desk.run(&["check", "--json", "policy", "nowhere"]);
    assert_eq!(ran.code, 2);
    assert!(ran.out.starts_with("{\"files\":1,"), "{}", ran.out);
}

#[test]
fn no_policy_in_the_file() {
    for (name, text) in
        [("empty", ""), ("blank", "\n \n"), ("comments", "# 只有注释\n\n# 没有别的\n"), ("mark", "\u{FEFF}")]
    {
        let desk = Desk::empty(name).with("policy/1.rules", text).with("facts.json", "{}");
        assert_eq!(desk.codes("E"), ["E0407"], "{name}");
        let ran = desk.run(&["assess", "--json", "policy", "facts.json"]);
        assert!(ran.code != 0 && ran.out.is_empty() && !ran.err.is_empty(), "{name}: {ran:?}");
        assert_eq!(desk.run(&["fmt", "policy"]).code, 0, "{name}");
    }
}

#[test]
fn standard_output_holds_results_only() {
    let desk = Desk::empty("streams").with("policy/1.rules", "指示 年龄 {\n}\n").with("facts.json", "{}");
    for args in [["assess", "--json", "policy", "facts.json"].as_slice(), &["schema", "policy"]] {
        let ran = desk.run(args);
        assert!(ran.code != 0 && ran.out.is_empty() && ran.err.contains("E0108"), "{args:?}: {ran:?}");
    }
}

#[cfg(unix)]
#[test]
fn links_that_lead_nowhere() {
    let desk = Desk::new("links");
    std::os::unix::fs::symlink("two", desk.path("one")).expect("a link");
    std::os::unix::fs::symlink("one", desk.path("two")).expect("a link");
    std::os::unix::fs::symlink(".", desk.path("policy/self")).expect("a link");
    for args in [["check", "one"].as_slice(), &["fmt", "one"], &["schema", "one"], &["assess", "policy", "one"]] {
        let ran = desk.run(args);
        assert!(ran.code == 2 && ran.err.contains("one"), "{args:?}: {ran:?}");
    }
    assert_eq!(desk.run(&["check", "policy"]).code, 0);
    assert_eq!(desk.run(&["fmt", "."]).code, 0);
    std::os::unix::fs::symlink("gone.rules", desk.path("policy/9.rules")).expect("a link");
    assert_eq!(desk.run(&["check", "policy"]).code, 0);
}

#[cfg(unix)]
#[test]
fn files_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new("locked").with("facts.json", APPLICANT);
    let lock = |name: &str| fs::set_permissions(desk.path(name), fs::Permissions::from_mode(0o0)).expect("permissions");
    lock("facts.json");
    // Whoever may read everything, as a container's user often may, can't be shown this.
    if fs::read(desk.path("facts.json")).is_ok() {
        return;
    }
    assert_eq!(desk.run(&["assess", "policy", "facts.json"]).code, 2);
    lock("policy/2018.rules");
    for args in [["check", "policy"].as_slice(), &["fmt", "policy"], &["schema", "policy"]] {
        let ran = desk.run(args);
        assert!(ran.code == 2 && ran.err.contains("2018.rules"), "{ran:?}");
    }
}

#[test]
fn other_encodings() {
    let gbk = b"# \xD5\xFE\xB2\xDF\n\xD5\xFE\xB2\xDF \xBC\xD7 (a) \xB0\xE6\xB1\xBE 1 {\n}\n".to_vec();
    let wide = POLICY.encode_utf16().flat_map(u16::to_le_bytes);
    let wide: Vec<u8> = [0xFF, 0xFE].into_iter().chain(wide).collect();
    for (name, bytes, word) in
        [("gbk", gbk, "GBK"), ("utf16", wide, "UTF-16"), ("cut", POLICY.as_bytes()[..100].to_vec(), "UTF-8")]
    {
        assert!(std::str::from_utf8(&bytes).is_err(), "{name}");
        let desk = Desk::empty(name).with("policy/1.rules", &bytes);
        assert_eq!(desk.codes("E"), ["E0115"], "{name}");
        let ran = desk.run(&["fmt", "policy"]);
        assert!(ran.code == 1 && ran.out.contains(word), "{name}: {}", ran.out);
        assert_eq!(fs::read(desk.path("policy/1.rules")).ok(), Some(bytes), "{name}: it is left as it was");
    }
}

#[test]
fn marks_and_line_ends_of_windows() {
    let windows = format!("\u{FEFF}{}", POLICY.replace('\n', "\r\n"));
    let desk = Desk::empty("windows").with("policy/2018.rules", windows);
    assert_eq!(desk.codes(""), [String::new(); 0]);
    let (exit, lines, _) = desk.assess(APPLICANT.replace(", ", ",\r\n"));
    assert_eq!((exit, &lines[0]["total"]), (0, &112.into()));
    let spoiled = POLICY.replace("硕士 积 100分", "硕士 积 100").replace('\n', "\r\n");
    let found = Desk::empty("windows-error").with("policy/2018.rules", spoiled).check();
    assert_eq!(found.iter().map(|d| (d.0.as_str(), d.2.as_str())).collect::<Vec<_>>(), [("E0301", "100")]);
}

#[test]
fn characters_that_deceive() {
    let rules = "# \u{202E} 反\n定义 甲\u{2066} = 1\n注 \u{200F}\n定义 乙 = 1 \u{0}\n定义 丙 = \u{FEFF}1\n";
    let desk = Desk::fragment("deceive", rules);
    let found = desk.check();
    let controls: Vec<u64> = found.iter().filter(|d| d.0 == "E0109").map(|d| d.1).collect();
    assert_eq!(controls, [4, 5, 6], "{found:?}");
    assert!(found.iter().any(|d| d.0 == "E0110" && d.1 == 7), "{found:?}");
    let shown = desk.run(&["check", "policy"]).out;
    assert!(shown.contains("U+202E") && !shown.contains(['\u{202E}', '\u{2066}', '\u{0}']), "{shown:?}");
    let facts = Desk::new("deceive-facts").assess("{\"education\": \"ma\u{202E}ster\", \"per\u{2066}mit\": true}").2;
    assert!(facts.contains("[F0122]") && facts.contains("[F0113]"), "{facts}");
    assert!(!facts.contains(['\u{202E}', '\u{2066}']), "{facts:?}");
}

#[test]
fn several_policies() {
    let other = POLICY.replace("(residence)", "(other)");
    let desk = Desk::new("several").with("policy/other.rules", &other).with("facts.json", APPLICANT);
    let ran = desk.run(&["assess", "policy", "facts.json"]);
    assert!(ran.code == 2 && ran.err.contains("residence") && ran.err.contains("other"), "{ran:?}");
    assert_eq!(desk.run(&["schema", "policy"]).code, 2);
    assert_eq!(desk.run(&["check", "policy"]).code, 0);
    assert_eq!(desk.run(&["assess", "policy/other.rules", "facts.json"]).code, 0);
    let desk = Desk::new("twins").with("policy/twin.rules", POLICY).with("facts.json", APPLICANT);
    let ran = desk.run(&["assess", "policy", "facts.json"]);
    assert!(ran.code == 1 && ran.err.contains("E0510"), "{ran:?}");
    assert_eq!(desk.codes("E"), ["E0510"]);
    assert_eq!(desk.run(&["assess", "policy/twin.rules", "facts.json"]).code, 0, "the file says which of the two");
}

#[test]
fn the_place_of_what_is_not_utf8() {
    let mut bytes = POLICY.as_bytes().to_vec();
    bytes.extend_from_slice("\n# 说明 ".as_bytes());
    bytes.push(0xFF);
    let desk = Desk::empty("place-of-bytes").with("policy/1.rules", bytes).with("policy/2.rules", "指示 年龄 {\n}\n");
    let ran = desk.run(&["check", "policy"]);
    let line = POLICY.lines().count() + 2;
    assert!(ran.out.contains(&format!("1.rules:{line}:6")), "{}", ran.out);
    assert!(ran.out.contains("E0108"), "the other file's errors: {}", ran.out);
}

#[cfg(target_os = "linux")]
#[test]
fn devices_without_end() {
    let desk = Desk::new("devices").with("facts.json", APPLICANT);
    let ran = desk.run(&["assess", "policy", "/dev/zero"]);
    assert!(ran.code == 2 && ran.err.contains("[F0129]") && ran.err.contains("64 MB"), "{ran:?}");
    let ran = desk.run(&["check", "/dev/zero"]);
    assert!(ran.code == 1 && ran.out.contains("E0113"), "{ran:?}");
}

#[test]
fn a_line_of_facts_too_long() {
    let long = format!("{}\n{{\"a\": \"{}\"}}\n", APPLICANT.trim(), "x".repeat(65 << 20));
    let (code, lines, err) = Desk::new("long-facts").assess(&long);
    assert_eq!((code, lines.len(), &lines[0]["total"]), (2, 2, &serde_json::json!(112)), "{err}");
    assert_eq!(lines[1]["errors"][0]["code"], "F0129");
    let one = long.lines().nth(1).expect("a line").as_bytes();
    let (code, lines, err) = Desk::new("long-file").assess(one);
    assert_eq!((code, lines.len()), (2, 1), "{err}");
    assert!(err.contains("64 MB"), "{err}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_device() {
    let desk = Desk::new("full-device").with("facts.json", APPLICANT).with("broken/1.rules", "指示 年龄 {\n}\n");
    for args in [
        ["--help"].as_slice(),
        &["check", "policy"],
        &["check", "broken"],
        &["check", "--json", "policy"],
        &["assess", "policy", "facts.json"],
        &["assess", "--json", "policy", "facts.json"],
        &["schema", "policy"],
        &["show", "policy"],
        &["explain", "E0318"],
        &["versions", "policy"],
        &["diff", "policy", "2018", "2018"],
    ] {
        let (code, err) = jifen_into(Path::new("/dev/full"), &desk.path(""), args);
        assert!(code == 2 && err.contains("jifen: "), "{args:?}: {code} {err}");
    }
}
