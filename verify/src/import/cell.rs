//! One cell of a table: a fact, as a table writes it or else as a case does.

use crate::given::{Object, Reader};
use jifen_grammar::keywords::{Language, language_of};
use jifen_grammar::parse;
use jifen_grammar::tree::{File, Kind, Node};
use jifen_interpreter::diagnostic::{Arg, Code, Diagnostic};
use jifen_interpreter::facts::{FactError, Json, scalar};
use jifen_interpreter::model::{Field, Type, Version};
use std::borrow::Cow;

/// What stands between several plain values of a list.
const SEVERAL: [char; 3] = [';', '；', '、'];

/// What a cell says of a fact or field; `None` where it says that it is unknown. Errors are at the path.
pub(super) fn fact(
    cell: &str,
    field: &Field,
    version: &Version,
    path: &str,
) -> Result<Option<Json<'static>>, FactError> {
    let cell = cell.trim();
    if cell.is_empty() {
        return Ok(None);
    }
    let plain = !matches!(field.ty, Type::List(_) | Type::Record(_));
    let json = table_value(cell, &field.ty);
    let read = scalar(&json, &field.ty, version);
    if plain && read.is_ok() {
        return Ok(Some(json));
    }
    if let Type::List(item) = &field.ty
        && let Some(items) = several(cell, item, version)
    {
        return Ok(Some(items));
    }
    if is(Kind::kw_unknown, cell) {
        return Ok(None);
    }
    // `1万元、2万元`
    let parts: Vec<&str> = cell.split(SEVERAL).collect();
    let listed = matches!(&field.ty, Type::List(item) if !matches!(**item, Type::Record(_)));
    let set =
        (listed && 1 < parts.len() && !cell.starts_with(['(', '(', '{'])).then(|| format!("({})", parts.join(", ")));
    match (as_in_a_case(set.as_deref().unwrap_or(cell), field, version), read) {
        (Ok(value), _) => Ok(value),
        (Err(_), Err((code, args))) if plain => Err(FactError::new(code, path, args)),
        (Err(why), _) => Err(unreadable(path, cell, why)),
    }
}

/// Plain values of a list, one or several with `;` or `、` between them; `None` where one is not.
fn several(cell: &str, item: &Type, version: &Version) -> Option<Json<'static>> {
    if matches!(item, Type::Record(_) | Type::Code) {
        return None;
    }
    let all = cell.split(SEVERAL).map(|one| table_value(one.trim(), item));
    let read = all.map(|json| scalar(&json, item, version).is_ok().then_some(json));
    read.collect::<Option<Vec<_>>>().map(Json::Array)
}

/// That a cell can't be read, and why.
pub(super) fn unreadable(path: &str, cell: &str, why: Arg) -> FactError {
    let line: String = cell.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(60).collect();
    FactError::new(Code::CellUnreadable, path, [Arg::from(line), why])
}

/// Whether a text is a keyword.
pub(super) fn is(kind: Kind, text: &str) -> bool {
    language_of(kind, text).is_some()
}

/// The JSON that a cell stands for: `是`, `2018/6/15`, `6504`, `硕士`.
pub(super) fn table_value(cell: &str, ty: &Type) -> Json<'static> {
    let text = || Json::String(cell.to_owned().into());
    match ty {
        Type::YesNo => yes_no(cell).map_or_else(text, Json::Bool),
        Type::Number { .. } => Json::Number(cell.to_owned().into()),
        Type::Date => numbers(cell, 3).map_or_else(text, Json::String),
        Type::Month => numbers(cell, 2).map_or_else(text, Json::String),
        _ => text(),
    }
}

/// Yes or no, as tables write it.
pub(super) fn yes_no(cell: &str) -> Option<bool> {
    match cell.to_lowercase().as_str() {
        "true" | "yes" | "y" | "1" | "是" => Some(true),
        "false" | "no" | "n" | "0" | "否" => Some(false),
        _ => None,
    }
}

/// A day or month, the year first, with its zeros: `2018/6/15`, `2018年6月15日`, `2018.6`.
fn numbers(cell: &str, parts: usize) -> Option<Cow<'static, str>> {
    let cell = cell.trim_end_matches(['日', '月']);
    let all: Vec<&str> = cell.split(['-', '/', '.', '年', '月']).collect();
    let digits = |text: &&str| text.bytes().all(|b| b.is_ascii_digit()) && (1..=2).contains(&text.len());
    let (year, rest) = all.split_first()?;
    let whole = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    let good = whole && all.len() == parts && rest.iter().all(digits);
    good.then(|| rest.iter().fold((*year).to_owned(), |text, part| format!("{text}-{part:0>2}")).into())
}

/// What a cell says in the words of a case: `100万元`, `(1万元, 2万元)`, `{ 月份 2016-06..2018-05,基数 5000元 }`.
fn as_in_a_case(cell: &str, field: &Field, version: &Version) -> Result<Option<Json<'static>>, Arg> {
    let text = format!("案例 甲 {{\n  甲 {} => 错误\n}}\n", cell.replace('\n', "\n  "));
    let file = parse(0, &text);
    let case = only_case(&file)?;
    let parts: Vec<&Node> = case.children.iter().filter(|c| c.kind != Kind::arrow).collect();
    let [node, _] = parts.as_slice() else { return Err(Arg::pair("不是一个值", "it is not one value")) };
    let mut reader = Reader::new(version);
    let mut object = Object::new();
    reader.fact(node, field, &mut object);
    if !reader.found.is_empty() {
        return Err(said(&reader.found));
    }
    Ok(object.into_iter().next().map(|(_, value)| value))
}

/// The one case of a text made for one; else why there is not one.
pub(super) fn only_case(file: &File) -> Result<&Node, Arg> {
    if !file.errors.is_empty() {
        return Err(said(&file.errors.iter().map(Diagnostic::from).collect::<Vec<_>>()));
    }
    let blocks = file.declarations.iter().filter_map(|d| d.get(Kind::cases_block));
    let lines: Vec<&Node> = blocks.flat_map(|b| b.children.iter()).filter(|c| !c.children.is_empty()).collect();
    match lines.as_slice() {
        [one] if one.kind == Kind::test_case && file.declarations.len() == 1 => Ok(one),
        _ => Err(Arg::pair("不是一个值", "it is not one value")),
    }
}

/// The first of some problems, in words.
pub(super) fn said(found: &[Diagnostic]) -> Arg {
    let first = |language| found.first().map_or(String::new(), |d| d.message(language));
    Arg::pair(first(Language::Zh), first(Language::En))
}
