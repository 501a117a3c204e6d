//! Files of facts: read piece by piece, and what is wrong with an applicant.

use crate::Streams;
use crate::commands::pick;
use jifen_grammar::keywords::Language;
use jifen_interpreter::diagnostic::{Arg, Code};
use jifen_interpreter::facts::{self, FactError, Layout};
use serde_json::{Value, json};
use std::io::{self, BufRead, Read, Write};
use std::path::Path;

/// A piece of a file of facts.
pub(crate) enum Piece<'a> {
    /// A line of a file of one object a line, with its number.
    Line(usize, &'a [u8]),
    /// The whole file.
    Whole(&'a [u8]),
}

/// How many bytes a line of facts may have, or a file that is not read line by line.
const MAX_FACTS: u64 = 64 << 20;

/// Reads a file, or standard input where the path is `-`. A file of one object a line is read line by line, so that memory
/// does not grow with it.
pub(crate) fn pieces(
    path: &Path,
    streams: &mut Streams<'_>,
    see: &mut dyn FnMut(Piece<'_>, &mut Streams<'_>) -> io::Result<()>,
) -> io::Result<()> {
    if path.as_os_str() == "-" {
        let input = std::mem::replace(&mut streams.input, Box::new(io::empty()));
        return read(io::BufReader::new(input), streams, see);
    }
    let file = std::fs::File::open(path)?;
    if file.metadata()?.is_dir() {
        return Err(io::Error::from(io::ErrorKind::IsADirectory));
    }
    read(io::BufReader::new(file), streams, see)
}

/// A file as a whole, or standard input where the path is `-`.
pub(crate) fn whole(path: &Path, streams: &mut Streams<'_>) -> io::Result<Vec<u8>> {
    if path.as_os_str() == "-" {
        let mut input = std::mem::replace(&mut streams.input, Box::new(io::empty()));
        let mut bytes = Vec::new();
        bounded(&mut input, &mut bytes, |input, bytes| input.read_to_end(bytes))?;
        return Ok(bytes);
    }
    file(path)
}

/// A file as a whole.
pub(crate) fn file(path: &Path) -> io::Result<Vec<u8>> {
    let mut file = std::fs::File::open(path)?;
    if file.metadata()?.is_dir() {
        return Err(io::Error::from(io::ErrorKind::IsADirectory));
    }
    let mut bytes = Vec::new();
    bounded(&mut file, &mut bytes, |file, bytes| file.read_to_end(bytes))?;
    Ok(bytes)
}

fn read(
    mut file: impl BufRead,
    streams: &mut Streams<'_>,
    see: &mut dyn FnMut(Piece<'_>, &mut Streams<'_>) -> io::Result<()>,
) -> io::Result<()> {
    let (mut bytes, mut number) = (Vec::new(), 0);
    loop {
        let start = bytes.len();
        let more = bounded(&mut file, &mut bytes, |file, bytes| file.read_until(b'\n', bytes))?;
        number += 1;
        if more == 0 || !bytes[start..].trim_ascii().is_empty() {
            break;
        }
    }
    if facts::layout(&bytes) == Layout::Whole {
        bounded(&mut file, &mut bytes, |file, bytes| file.read_to_end(bytes))?;
        return see(Piece::Whole(&bytes), streams);
    }
    let start = bytes.trim_ascii_end().iter().rposition(|b| *b == b'\n').map_or(0, |i| i + 1);
    if file.fill_buf()?.is_empty() {
        return see(Piece::Whole(&bytes), streams);
    }
    bytes.drain(..start);
    while !bytes.is_empty() {
        see(Piece::Line(number, &bytes), streams)?;
        bytes.clear();
        bounded(&mut file, &mut bytes, |file, bytes| file.read_until(b'\n', bytes))?;
        number += 1;
    }
    Ok(())
}

/// Reads more behind the bytes, which must not outgrow [`MAX_FACTS`].
fn bounded<R: Read>(
    file: &mut R,
    bytes: &mut Vec<u8>,
    more: impl FnOnce(&mut io::Take<&mut R>, &mut Vec<u8>) -> io::Result<usize>,
) -> io::Result<usize> {
    let left = (MAX_FACTS + 1).saturating_sub(bytes.len() as u64);
    let read = more(&mut Read::take(file, left), bytes)?;
    if MAX_FACTS < bytes.len() as u64 {
        return Err(io::Error::from(io::ErrorKind::FileTooLarge));
    }
    Ok(read)
}

/// Why an applicant, or a file, can't be used.
pub(crate) struct Problem {
    path: String,
    code: String,
    message: String,
    hint: String,
    place: Option<(usize, usize)>,
}

impl Problem {
    /// What is wrong with a value.
    pub fn of(error: &FactError, language: Language) -> Problem {
        Problem {
            path: error.path.clone(),
            code: error.code.id().to_owned(),
            message: error.message(language),
            hint: error.hint(language),
            place: error.place.map(|p| (p.line, p.column)),
        }
    }

    /// A file that can't be read.
    pub fn unreadable(problem: &io::Error, language: Language) -> Problem {
        let words = Arg::from(crate::render::io_words(problem, language));
        Problem::of(&FactError::new(Code::FactsUnreadable, "", [words]), language)
    }

    /// For tools.
    pub fn json(&self) -> Value {
        let mut error = json!({"code": self.code, "path": self.path, "message": self.message, "hint": self.hint});
        if let Some((line, column)) = self.place {
            error["line"] = json!(line);
            error["column"] = json!(column);
        }
        error
    }

    /// For people.
    pub fn print(&self, source: &str, language: Language, err: &mut dyn Write) -> io::Result<()> {
        let place = self.place.map(|(line, column)| format!(":{line}:{column}")).unwrap_or_default();
        writeln!(err, "{source}{place}: {} [{}]", self.message, self.code)?;
        if !self.hint.is_empty() {
            writeln!(err, "    {}{}", pick(language, "怎么办:", "help: "), self.hint)?;
        }
        Ok(())
    }
}
