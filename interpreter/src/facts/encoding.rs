//! Bytes to text: UTF-8, or an error that names the likely encoding.

use super::error::{FactError, Place};
use crate::diagnostic::{Arg, Code};

const MARK: &[u8] = b"\xEF\xBB\xBF";

/// The bytes without a byte order mark in front.
pub fn unmarked(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(MARK).unwrap_or(bytes)
}

/// Whether the bytes look like UTF-16: a byte order mark, or many zero bytes.
pub fn is_utf16(bytes: &[u8]) -> bool {
    let head = bytes.get(..4096).unwrap_or(bytes);
    let zeros = head.iter().filter(|b| **b == 0).count();
    head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") || (4 <= head.len() && head.len() <= zeros * 4)
}

/// The text; `first` is the number of its first line.
pub fn text(bytes: &[u8], first: usize) -> Result<&str, FactError> {
    if is_utf16(bytes) {
        return Err(error("UTF-16", Place { line: first, column: 1 }));
    }
    std::str::from_utf8(bytes).map_err(|e| {
        let (good, bad) = bytes.split_at_checked(e.valid_up_to()).unwrap_or((bytes, &[]));
        let good = std::str::from_utf8(good).unwrap_or_default();
        error(if is_gbk(bad) { "GBK" } else { "" }, place_at(good, good.len(), first))
    })
}

/// Line and column of a byte's place in a text whose first line has the number `first`.
pub fn place_at(text: &str, byte: usize, first: usize) -> Place {
    let before = text.get(..byte).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |i| i + 1);
    let line = first + before.bytes().filter(|b| *b == b'\n').count();
    let column = 1 + before.get(line_start..).unwrap_or_default().chars().count();
    Place { line, column }
}

fn error(likely: &str, place: Place) -> FactError {
    let words = match likely {
        "" => Arg::pair("", ""),
        name => Arg::pair(format!(",看起来是 {name}"), format!(" but, it seems, {name}")),
    };
    FactError::new(Code::FactsEncoding, "", [words]).at(place)
}

/// Whether all bytes outside ASCII form pairs of GBK.
fn is_gbk(bytes: &[u8]) -> bool {
    let mut rest = bytes.iter();
    let mut pairs = 0;
    while let Some(lead) = rest.next() {
        if lead.is_ascii() {
            continue;
        }
        match rest.next() {
            Some(0x40..=0x7E | 0x80..=0xFE) if (0x81..=0xFE).contains(lead) => pairs += 1,
            _ => return false,
        }
    }
    0 < pairs
}
