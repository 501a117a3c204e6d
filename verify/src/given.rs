//! Values as cases write them to the JSON of a file of facts, which the ordinary reader checks.

use crate::expected::NONE;
use crate::names;
use jifen_grammar::tree::{Kind, Node, Span};
use jifen_interpreter::diagnostic::{Arg, Code, Diagnostic};
use jifen_interpreter::facts::{Json, push_index, push_key, show_month, to_json, value_of};
use jifen_interpreter::lower::Values;
use jifen_interpreter::model::{Constant, Field, RecordId, Type, Version};
use jifen_interpreter::names::type_words;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The most entries that ranges of months make in one list; the version's own limit is lower.
const MOST_ENTRIES: usize = 10_000;

/// The keys and values of an object, in order.
pub(crate) type Object = Vec<(Cow<'static, str>, Json<'static>)>;

/// Reads what is given of an applicant in the types of a version.
pub(crate) struct Reader<'a> {
    pub version: &'a Version,
    values: Values<'a>,
    /// Where each value stands, by its path in the JSON.
    pub places: BTreeMap<String, Span>,
    pub found: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    pub fn new(version: &'a Version) -> Reader<'a> {
        Reader { version, values: Values::new(version), places: BTreeMap::new(), found: Vec::new() }
    }

    /// Puts a fact (a node `given`) among the others, under its field.
    pub fn fact(&mut self, node: &'a Node, field: &'a Field, into: &mut Object) {
        self.place(node, field, &mut String::new(), into);
    }

    /// Puts a value under its field, or under a field of the record there: `企业.份额 80%`.
    fn place(&mut self, node: &'a Node, field: &'a Field, path: &mut String, into: &mut Object) {
        let mut field = field;
        let mut object = into;
        push_key(path, &field.named.key);
        for inner in node.all(Kind::field).filter_map(Node::name) {
            let Type::Record(id) = field.ty else { return self.no_fields(inner, field) };
            let Some(next) = self.field_of(id, inner) else { return };
            let slot = slot(object, &field.named.key);
            if !matches!(slot, Json::Object(_)) {
                *slot = Json::Object(Vec::new());
            }
            let Json::Object(fields) = slot else { return };
            object = fields;
            field = next;
            push_key(path, &field.named.key);
        }
        self.places.insert(path.clone(), node.span);
        let Some(value) = node.get(Kind::given_value) else { return };
        match self.value(value, field, path) {
            Some(json) => *slot(object, &field.named.key) = json,
            None => object.retain(|(key, _)| *key != field.named.key),
        }
    }

    fn field_of(&mut self, record: RecordId, name: &Node) -> Option<&'a Field> {
        let fields = self.version.records.get(record.index()).map(|r| r.fields.as_slice())?;
        let found = names::field(fields, &name.text);
        if found.is_none() {
            let kind = Arg::pair("字段", "field");
            self.found.push(names::unknown(name, kind, fields.iter().map(|f| &f.named)));
        }
        found
    }

    fn no_fields(&mut self, name: &Node, field: &Field) {
        let hint =
            Arg::pair("只有记录有字段;列表整个重写", "only a record has fields; a list is written anew as a whole");
        self.shape(name.span, field, hint);
    }

    /// `这里不能这样写`: the fact is of another shape.
    fn shape(&mut self, span: Span, field: &Field, hint: Arg) {
        let words = type_words(&field.ty, self.version);
        self.found.push(Diagnostic::new(Code::GivenShape, span, [Arg::from(&field.named.name), words, hint]));
    }

    /// The value; `None` where it is unknown, or could not be read.
    fn value(&mut self, node: &'a Node, field: &'a Field, path: &mut String) -> Option<Json<'static>> {
        let first = node.children.first()?;
        match first.kind {
            Kind::kw_unknown => None,
            Kind::kw_none => self.none(first, field),
            Kind::given_block => self.block(first, field, path),
            Kind::several_given => self.several(first, field),
            _ if node.has(Kind::upto) => {
                let hint = Arg::pair(
                    "只有列表中一条记录的月份可以写成范围,每月一条",
                    "only a month in an entry of a list can be a range, for one entry a month",
                );
                self.shape(node.span, field, hint);
                None
            }
            _ => match field.ty.item() {
                Type::Record(_) => {
                    let hint = Arg::pair("把字段写在花括号里", "write its fields in braces");
                    self.shape(node.span, field, hint);
                    None
                }
                ty => {
                    let one = self.constant(first, ty)?;
                    Some(if matches!(field.ty, Type::List(_)) { Json::Array(vec![one]) } else { one })
                }
            },
        }
    }

    /// `无`: a choice's value of that name, else that there is none; of a list, that it is empty.
    fn none(&mut self, node: &Node, field: &Field) -> Option<Json<'static>> {
        if let Type::Choice(id) = field.ty {
            let choice = self.version.choices.get(id.index());
            let value = choice.and_then(|c| NONE.iter().find_map(|word| names::find(&c.values, |v| v, word)));
            if let Some((_, value)) = value {
                return Some(Json::String(value.key.clone().into()));
            }
        }
        if field.or_none {
            return Some(Json::Null);
        }
        if matches!(field.ty, Type::List(_)) {
            return Some(Json::Array(Vec::new()));
        }
        let hint = Arg::pair(
            "它的类型没有 `或 无`;不知道时写 `未知`",
            "its type does not say `or none`; write `unknown` for what is not known",
        );
        self.shape(node.span, field, hint);
        None
    }

    /// `{ … }`: a record's fields, or a list's entries, one a line.
    fn block(&mut self, block: &'a Node, field: &'a Field, path: &mut String) -> Option<Json<'static>> {
        let lines = || block.all(Kind::givens);
        match &field.ty {
            Type::Record(id) => {
                let mut object = Object::new();
                let nodes: Vec<&'a Node> = lines().flat_map(|l| l.all(Kind::given)).collect();
                self.fields(&nodes, *id, path, &mut object);
                Some(Json::Object(object))
            }
            Type::List(of) => match of.as_ref() {
                Type::Record(id) => {
                    let mut entries = Vec::new();
                    lines().for_each(|line| self.entry(line, *id, path, &mut entries));
                    Some(Json::Array(entries))
                }
                // An empty list that may also be `无`
                _ if lines().next().is_none() => Some(Json::Array(Vec::new())),
                _ => {
                    let hint = Arg::pair("写成 `(甲, 乙)`", "write `(a, b)`");
                    self.shape(block.span, field, hint);
                    None
                }
            },
            _ => {
                self.shape(block.span, field, Arg::pair("不用花括号,直接写值", "write the value without braces"));
                None
            }
        }
    }

    fn fields(&mut self, nodes: &[&'a Node], record: RecordId, path: &mut String, into: &mut Object) {
        for node in nodes {
            let Some(field) = node.name().and_then(|name| self.field_of(record, name)) else { continue };
            let length = path.len();
            self.place(node, field, path, into);
            path.truncate(length);
        }
    }

    /// One line of a list: an entry, or one for each month of a range.
    fn entry(&mut self, line: &'a Node, record: RecordId, path: &mut String, entries: &mut Vec<Json<'static>>) {
        let nodes: Vec<&'a Node> = line.all(Kind::given).collect();
        let ranged = nodes.iter().position(|n| self.is_months(n, record));
        let length = path.len();
        let Some(at) = ranged else {
            push_index(path, entries.len());
            self.places.insert(path.clone(), line.span);
            let mut object = Object::new();
            self.fields(&nodes, record, path, &mut object);
            path.truncate(length);
            return entries.push(Json::Object(object));
        };
        let mut rest = nodes.clone();
        let months = rest.remove(at);
        let Some(key) = months.name().and_then(|n| self.field_of(record, n)).map(|f| f.named.key.clone()) else {
            return;
        };
        let Some((first, last)) = self.months(months) else { return };
        let mut object = Object::new();
        push_index(path, entries.len());
        self.fields(&rest, record, path, &mut object);
        path.truncate(length);
        for month in first..=last {
            push_index(path, entries.len());
            self.places.insert(path.clone(), line.span);
            path.truncate(length);
            let mut one = object.clone();
            one.insert(0, (key.clone().into(), Json::String(show_month(month).into())));
            entries.push(Json::Object(one));
        }
    }

    /// Whether something given of an entry is a range of months.
    fn is_months(&self, node: &Node, record: RecordId) -> bool {
        let fields = self.version.records.get(record.index()).map_or(&[][..], |r| &r.fields);
        let field = node.name().and_then(|name| names::field(fields, &name.text));
        let ranged = node.get(Kind::given_value).is_some_and(|v| v.has(Kind::upto));
        ranged && field.is_some_and(|f| f.ty == Type::Month)
    }

    /// The first and last month of a range.
    fn months(&mut self, node: &'a Node) -> Option<(i32, i32)> {
        let value = node.get(Kind::given_value)?;
        let mut ends = value.all(Kind::sum).map(|end| self.month(end));
        let (first, last) = (ends.next()??, ends.next()??);
        let open = value.get(Kind::upto).is_some_and(|u| &*u.text == "..<");
        let last = if open { last - 1 } else { last };
        if last < first || MOST_ENTRIES < (last - first) as usize {
            let what = [Arg::from(show_month(first)), Arg::from(show_month(last))];
            self.found.push(Diagnostic::new(Code::CaseMonths, value.span, what));
            return None;
        }
        Some((first, last))
    }

    fn month(&mut self, node: &'a Node) -> Option<i32> {
        match self.values.constant(node, &Type::Month) {
            Ok(Constant::Month(month)) => Some(month),
            Ok(_) => None,
            Err(problems) => {
                self.found.extend(problems);
                None
            }
        }
    }

    fn several(&mut self, node: &'a Node, field: &Field) -> Option<Json<'static>> {
        let all: Vec<&'a Node> = node.all(Kind::sum).collect();
        match (&field.ty, all.as_slice()) {
            (Type::List(of), all) if !matches!(of.as_ref(), Type::Record(_)) => {
                let items: Vec<_> = all.iter().map(|one| self.constant(one, of)).collect();
                items.into_iter().collect::<Option<Vec<_>>>().map(Json::Array)
            }
            (ty, [one]) if !matches!(ty, Type::List(_) | Type::Record(_)) => self.constant(one, ty),
            _ => {
                let hint = Arg::pair(
                    "圆括号里写几个值,只用于值的列表",
                    "several values in parentheses are for lists of values",
                );
                self.shape(node.span, field, hint);
                None
            }
        }
    }

    fn constant(&mut self, node: &'a Node, ty: &Type) -> Option<Json<'static>> {
        match self.values.constant(node, ty) {
            Ok(constant) => Some(Json::from(&to_json(&value_of(&constant), ty, self.version))),
            Err(problems) => {
                // Told by the grammar already; without its value the case can't be run
                if problems.is_empty() {
                    let mut written = "";
                    node.walk(&mut |n| written = if n.children.is_empty() { &n.text } else { written });
                    self.found.push(Diagnostic::new(Code::NoSuchDate, node.span, [Arg::from(written)]));
                }
                self.found.extend(problems);
                None
            }
        }
    }
}

/// The value under a key, put there where there is none.
fn slot<'o>(object: &'o mut Object, key: &str) -> &'o mut Json<'static> {
    let at = object.iter().position(|(k, _)| k == key).unwrap_or_else(|| {
        object.push((key.to_owned().into(), Json::Null));
        object.len() - 1
    });
    #[allow(clippy::indexing_slicing, reason = "the place was found or made above")]
    &mut object[at].1
}
