//! A table of applicants, one a row: what its columns mean, and what stands in its cells.

use super::cell::{self, is};
use super::expected::{self, Expected};
use super::{Applicant, Origin};
use crate::given::Object;
use crate::names;
use csv::{ReaderBuilder, StringRecord};
use jifen_grammar::tree::Kind;
use jifen_interpreter::diagnostic::{Arg, Code};
use jifen_interpreter::facts::{FactError, Json, Place, nearest, place_at, push_key, text, unmarked};
use jifen_interpreter::model::{Field, Type, Version};
use std::borrow::Cow;

/// What a column holds.
enum Column<'a> {
    /// A fact, or fields of records in it, from the outside in; with the version whose names they are.
    Fact(Vec<&'a Field>, &'a Version),
    /// What is expected of a rule.
    Expected(String),
    /// What the applicant is called.
    Name,
    /// A note.
    Note,
}

/// The applicants of a table, each with what is wrong with its cells.
type Rows = Vec<Result<Applicant<'static>, Vec<FactError>>>;

/// A table as text, for the places of its cells.
#[derive(Debug)]
pub(super) struct Table<'t> {
    text: &'t str,
    separator: u8,
    /// What the columns' paths are, in order.
    columns: Vec<String>,
}

impl Table<'_> {
    /// The place of a cell of the row that begins at a byte; of a column that is not there the row's.
    fn place(&self, row: usize, column: usize) -> Place {
        let rest = self.text.get(row..).unwrap_or_default();
        let blank = rest.len() - rest.trim_start_matches(['\n', '\r']).len();
        let (mut at, mut quoted, mut left) = (row + blank, false, column);
        for (i, b) in rest.bytes().enumerate().skip(blank) {
            if left == 0 {
                break;
            }
            match b {
                b'"' => quoted = !quoted,
                b'\n' if !quoted => break,
                b if b == self.separator && !quoted => {
                    left -= 1;
                    at = row + i + 1;
                }
                _ => {}
            }
        }
        place_at(self.text, at, 1)
    }

    /// Adds to errors the places of the cells that their paths lead to.
    pub fn locate(&self, row: usize, errors: &mut [FactError]) {
        for error in errors {
            let leads = |column: &&String| {
                let rest = error.path.strip_prefix(column.as_str());
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
            };
            let deepest = self.columns.iter().filter(leads).max_by_key(|c| c.len());
            // Of a whole record the first of its columns
            let inside = |c: &&String| c.strip_prefix(error.path.as_str()).is_some_and(|rest| rest.starts_with('.'));
            let found = deepest.or_else(|| self.columns.iter().find(inside));
            let column = found.and_then(|c| self.columns.iter().position(|known| known == c));
            error.place = Some(self.place(row, column.unwrap_or(0)));
        }
    }
}

/// Reads a table; else what is wrong with it.
///
/// Columns are named in the words of the first of some versions that has them; what is expected, of any.
pub(super) fn read<'t>(
    bytes: &'t [u8],
    versions: &[&Version],
    all: &[Version],
) -> Result<(Table<'t>, Rows), Vec<FactError>> {
    let text = text(unmarked(bytes), 1).map_err(|e| vec![e])?;
    let separator = separator(text);
    let mut reader =
        ReaderBuilder::new().delimiter(separator).flexible(true).has_headers(false).from_reader(text.as_bytes());
    let mut table = Table { text, separator, columns: Vec::new() };
    let mut columns: Vec<Column<'_>> = Vec::new();
    let mut applicants = Vec::new();
    let mut record = StringRecord::new();
    loop {
        let line = reader.position().byte() as usize;
        match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {}
            Err(problem) => {
                let shape = shape(Arg::from(problem.to_string()), Arg::from(""));
                return Err(vec![shape.at(table.place(line, 0))]);
            }
        }
        let start = record.position().map_or(line, |p| p.byte() as usize);
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if table.columns.is_empty() {
            let found = head(&record, versions, all);
            let mut errors: Vec<FactError> = Vec::new();
            for (i, column) in found.into_iter().enumerate() {
                match column {
                    Ok((path, column)) if table.columns.contains(&path) => {
                        let twice = Arg::pair(format!("`{path}` 有两列"), format!("there are two columns `{path}`"));
                        errors.push(shape(twice, Arg::from("")).at(table.place(start, i)));
                        drop(column);
                    }
                    Ok((path, column)) => {
                        table.columns.push(path);
                        columns.push(column);
                    }
                    Err(error) => errors.push(error.at(table.place(start, i))),
                }
            }
            if !errors.is_empty() {
                return Err(errors);
            }
            continue;
        }
        let mut found = row(&record, &columns, &table.columns);
        match &mut found {
            Ok(applicant) => applicant.origin = Origin::Row(start),
            Err(errors) => table.locate(start, errors),
        }
        if columns.len() < record.len() && record.iter().skip(columns.len()).any(|cell| !cell.trim().is_empty()) {
            let counts = Arg::pair(
                format!("这一行有 {} 格,第一行有 {} 格", record.len(), columns.len()),
                format!("this row has {} cells, the first one {}", record.len(), columns.len()),
            );
            let hint = Arg::pair("含有分隔符的格要加引号", "a cell with a separator in it needs quotation marks");
            found = Err(vec![shape(counts, hint).at(table.place(start, columns.len()))]);
        }
        applicants.push(found);
    }
    if applicants.is_empty() {
        let nobody = Arg::pair("没有申请人", "there are no applicants in it");
        let hint = Arg::pair(
            "第一行写各列的名称,以下每行一名申请人",
            "the first row names the columns, each further row is an applicant",
        );
        return Err(vec![shape(nobody, hint)]);
    }
    Ok((table, applicants))
}

fn shape(what: Arg, hint: Arg) -> FactError {
    FactError::new(Code::TableShape, "", [what, hint])
}

/// What parts the cells: of comma, semicolon and tab the one that the first line has most of, outside quotation marks.
fn separator(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    let count = |separator: u8| {
        let mut quoted = false;
        let mut is = |b: u8| {
            quoted ^= b == b'"';
            b == separator && !quoted
        };
        first.bytes().filter(|b| is(*b)).count()
    };
    // The first of those that are alike
    [b'\t', b';', b','].into_iter().max_by_key(|separator| count(*separator)).unwrap_or(b',')
}

/// The columns, each with its path.
fn head<'a>(
    record: &StringRecord,
    versions: &[&'a Version],
    all: &[Version],
) -> Vec<Result<(String, Column<'a>), FactError>> {
    record.iter().map(|header| column(header.trim(), versions, all)).collect()
}

fn column<'a>(header: &str, versions: &[&'a Version], all: &[Version]) -> Result<(String, Column<'a>), FactError> {
    if let Some(of) = expected::column(header) {
        return match expected::known(all, of) {
            true => Ok((format!("=> {of}"), Column::Expected(of.to_owned()))),
            false => match versions.first() {
                Some(version) => Err(expected::no_subject(version, of, header)),
                None => Err(FactError::new(Code::NoSuchColumn, header, [Arg::from(""), Arg::from("")])),
            },
        };
    }
    let parts: Vec<&str> = header.split('.').map(str::trim).collect();
    let found = versions.iter().find_map(|version| Some((fields(&parts, version)?, *version)));
    if let Some((fields, version)) = found {
        let mut path = String::new();
        fields.iter().for_each(|f| push_key(&mut path, &f.named.key));
        return Ok((path, Column::Fact(fields, version)));
    }
    match header {
        "案例" | "case" => Ok(("case".to_owned(), Column::Name)),
        _ if is(Kind::kw_note, header) => Ok(("note".to_owned(), Column::Note)),
        _ => {
            let known = || versions.iter().flat_map(|v| &v.facts);
            let near = nearest(header, known().map(|f| &*f.named.name));
            let near = near.or_else(|| nearest(header, known().map(|f| &*f.named.key)));
            let hint = near.map_or_else(
                || Arg::pair("期望的列写成 `=> 总分`", "a column of what is expected is headed `=> total`"),
                |near| Arg::pair(format!("是不是 `{near}`?"), format!("did you mean `{near}`?")),
            );
            Err(FactError::new(Code::NoSuchColumn, header, [Arg::pair("事实", "fact"), hint]))
        }
    }
}

/// A fact, and fields of records in it, by their names or keys.
fn fields<'a>(parts: &[&str], version: &'a Version) -> Option<Vec<&'a Field>> {
    let (first, rest) = parts.split_first()?;
    let mut all = vec![names::field(&version.facts, first)?];
    for part in rest {
        let Type::Record(id) = all.last()?.ty else { return None };
        all.push(names::field(&version.records.get(id.index())?.fields, part)?);
    }
    Some(all)
}

/// The applicant of a row.
fn row(record: &StringRecord, columns: &[Column<'_>], paths: &[String]) -> Result<Applicant<'static>, Vec<FactError>> {
    let mut facts = Object::new();
    let mut applicant = Applicant::default();
    let mut errors = Vec::new();
    for ((text, column), path) in record.iter().zip(columns).zip(paths) {
        let known = (!text.trim().is_empty()).then(|| text.trim().to_owned());
        match column {
            Column::Name => applicant.name = known,
            Column::Note => applicant.note = known,
            Column::Expected(of) => {
                let expected =
                    |text: String| Expected { of: of.clone(), value: Json::String(text.into()), path: path.clone() };
                applicant.expected.extend(known.map(expected));
            }
            Column::Fact(fields, version) => {
                let Some(last) = fields.last() else { continue };
                match cell::fact(text, last, version, path) {
                    Ok(Some(value)) => {
                        if !put(&mut facts, fields, value) {
                            let twice = Arg::pair("另一列所写与此不合", "another column says otherwise");
                            errors.push(cell::unreadable(path, text, twice));
                        }
                    }
                    Ok(None) => {}
                    Err(error) => errors.push(error),
                }
            }
        }
    }
    applicant.facts = Cow::Owned(Json::Object(facts));
    if errors.is_empty() { Ok(applicant) } else { Err(errors) }
}

/// Puts a value under its field, the records around it where there are none yet. Whether nothing else is there.
fn put(object: &mut Object, fields: &[&Field], value: Json<'static>) -> bool {
    let Some((field, inner)) = fields.split_first() else { return false };
    let key = &field.named.key;
    let there = object.iter().position(|(known, _)| known == key);
    match (inner, there.and_then(|at| object.get_mut(at))) {
        ([], None) => object.push((key.clone().into(), value)),
        (inner, None) => {
            let mut fields = Object::new();
            put(&mut fields, inner, value);
            object.push((key.clone().into(), Json::Object(fields)));
        }
        ([_, ..], Some((_, Json::Object(fields)))) => return put(fields, inner, value),
        _ => return false,
    }
    true
}
