//! A large policy: the Shanghai measures with their definitions and indicators repeated under other names.

use jifen_tests::command::root;
use std::fmt::Write;
use std::fs;

/// The text of a file of `policies/shanghai`.
pub fn shanghai(name: &str) -> String {
    fs::read_to_string(root().join("policies/shanghai").join(name)).expect("a policy's file")
}

/// A policy of at least so many bytes.
pub fn policy(bytes: usize) -> String {
    let original = shanghai("2018.rules");
    let declarations = declarations(&original);
    let repeated: Vec<&str> =
        declarations.iter().copied().filter(|d| d.starts_with("定义 ") || d.starts_with("指标 ")).collect();
    let names: Vec<&str> = repeated.iter().filter(|d| d.starts_with("定义 ")).map(|d| name(d)).collect();
    let (mut copies, mut groups, mut number) = (String::new(), String::new(), 0);
    while original.len() + copies.len() + groups.len() < bytes {
        number += 1;
        let suffix = format!("_{number}");
        let _ = writeln!(groups, "  组 副本{suffix} (copy{suffix}) 合计 {{");
        for declaration in &repeated {
            let mut copy = (*declaration).to_owned();
            for name in &names {
                copy = renamed(&copy, name, &suffix);
            }
            if declaration.starts_with("指标 ") {
                let own = name(declaration);
                copy = copy.replacen(own, &format!("{own}{suffix}"), 1).replacen(')', &format!("{suffix})"), 1);
                let _ = writeln!(groups, "    {own}{suffix}");
            }
            copies.push_str(&copy);
        }
        groups.push_str("  }\n");
    }
    let (before, total) = original.split_at(original.find("总分 ").expect("a total"));
    format!("{before}{copies}{}", total.replacen("  最低 0分", &format!("{groups}  最低 0分"), 1))
}

/// The declarations of a text, each with the lines up to the next.
fn declarations(text: &str) -> Vec<&str> {
    let mut starts: Vec<usize> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.starts_with(|first: char| !first.is_whitespace() && first != '}' && first != '#') {
            starts.push(at);
        }
        at += line.len();
    }
    starts.push(text.len());
    starts.windows(2).map(|pair| &text[pair[0]..pair[1]]).collect()
}

/// The name that a declaration gives.
fn name(declaration: &str) -> &str {
    let rest = declaration.split_once(' ').map_or("", |(_, rest)| rest);
    rest.split(['(', ' ']).next().unwrap_or(rest)
}

/// The text with a name changed wherever it stands as a whole word.
fn renamed(text: &str, name: &str, suffix: &str) -> String {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let (mut out, mut rest) = (String::new(), text);
    while let Some(at) = rest.find(name) {
        let (before, found) = rest.split_at(at);
        let after = &found[name.len()..];
        out.push_str(before);
        out.push_str(name);
        if !before.ends_with(word) && !after.starts_with(word) {
            out.push_str(suffix);
        }
        rest = after;
    }
    out + rest
}
