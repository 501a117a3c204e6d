//! What is printed, and how.

pub mod applicants;
pub mod cases;
pub mod changes;
mod conditions;
pub mod coverage;
pub mod diagnostics;
pub mod explanation;
pub mod page;
pub mod pages;
pub mod paint;
pub mod progress;
mod standing;
pub mod texts;
mod values;

use jifen_grammar::keywords::Language;
use std::io;

/// A text on one line.
pub fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text on one line of at most so many characters; of a longer one the beginning.
pub fn short(text: &str, most: usize) -> String {
    let line = flat(text);
    match line.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", line.get(..at).unwrap_or("")),
        None => line,
    }
}

/// Why the system refused, in words.
pub fn io_words(problem: &io::Error, language: Language) -> String {
    let (zh, en) = match problem.kind() {
        io::ErrorKind::NotFound => ("没有这个文件或文件夹", "no such file or folder"),
        io::ErrorKind::PermissionDenied => ("没有权限", "permission denied"),
        io::ErrorKind::IsADirectory => ("这是文件夹,应为文件", "this is a folder, a file is expected"),
        io::ErrorKind::NotADirectory => ("路径中有一段不是文件夹", "a part of the path is no folder"),
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidFilename => {
            ("文件名无效", "the name of the file is invalid")
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => ("磁盘已满", "the disk is full"),
        // Only files of facts are refused for their size in this way.
        io::ErrorKind::FileTooLarge => (
            "一行(或不分行的整个文件)超过 64 MB",
            "a line, or a file that is not one object a line, is larger than 64 MB",
        ),
        io::ErrorKind::ReadOnlyFilesystem => ("磁盘只读", "the disk is read-only"),
        _ => match (problem.raw_os_error(), language) {
            (Some(number), Language::Zh) => return format!("系统错误 {number}"),
            _ => return problem.to_string(),
        },
    };
    jifen_grammar::error::pick(language, zh, en).to_owned()
}
