//! What a case expects, read in a version's types.

use crate::names;
use jifen_grammar::tree::{Kind, Node, Span};
use jifen_interpreter::diagnostic::{Arg, Code, Diagnostic};
use jifen_interpreter::facts::{to_json, value_of};
use jifen_interpreter::lower::Values;
use jifen_interpreter::model::{Named, Type, Version};
use serde_json::{Value, json};

/// What something is expected of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// An indicator, by its index: its own points, after its caps.
    Indicator(usize),
    /// A group or total, by its index.
    Group(usize),
    /// A definition or result without arguments, by its index.
    Definition(usize),
    /// The outcome of a list, by its index.
    Outcome(usize),
    /// The assessment as a whole.
    Whole,
}

impl Subject {
    /// What a name or key stands for: an indicator, else a group, else a result or definition.
    pub fn of(version: &Version, word: &str) -> Option<Subject> {
        if let Some((i, _)) = names::find(&version.indicators, |i| &i.named, word) {
            return Some(Subject::Indicator(i));
        }
        if let Some((i, _)) = names::find(&version.groups, |g| &g.named, word) {
            return Some(Subject::Group(i));
        }
        let (i, found) = names::find(&version.definitions, |d| &d.named, word)?;
        (found.params.is_empty() && found.element.is_none()).then_some(Subject::Definition(i))
    }

    /// Its name and key; of an outcome those of its list, where it has one.
    pub(crate) fn named<'a>(&self, version: &'a Version) -> Option<&'a Named> {
        match self {
            Subject::Indicator(i) => version.indicators.get(*i).map(|i| &i.named),
            Subject::Group(i) => version.groups.get(*i).map(|g| &g.named),
            Subject::Definition(i) => version.definitions.get(*i).map(|d| &d.named),
            Subject::Outcome(i) => version.outcomes.get(*i).and_then(|l| l.named.as_ref()),
            Subject::Whole => None,
        }
    }

    /// The type of its value; an outcome has none.
    pub(crate) fn ty<'a>(&self, version: &'a Version) -> Option<&'a Type> {
        match self {
            Subject::Indicator(i) => version.indicator_types.get(*i),
            Subject::Group(i) => version.group_types.get(*i),
            Subject::Definition(i) => version.definitions.get(*i).map(|d| &d.ty),
            Subject::Outcome(_) | Subject::Whole => None,
        }
    }
}

/// An outcome by its name or key: the first list that has it, and which it is.
pub(crate) fn verdict<'a>(version: &'a Version, word: &str) -> Option<(usize, &'a Named)> {
    let lists = version.outcomes.iter().enumerate();
    lists.into_iter().find_map(|(i, l)| Some((i, &names::find(&l.outcomes, |o| &o.named, word)?.1.named)))
}

/// What is expected of it.
#[derive(Debug, Clone, PartialEq)]
pub enum Wanted {
    /// This value.
    Value(Value),
    /// Exactly these bounds, of something that depends on what is unknown.
    Bounds(Value, Value),
    /// A value on this side of a bound, whatever is unknown.
    Side(Side, Value),
    /// One of these outcomes, and each of them possible.
    Outcomes(Vec<String>),
    /// It depends on what is unknown.
    Unknown,
    /// There is none.
    Nothing,
    /// An error: of the rule; of the whole assessment, one with this code.
    Error(Option<String>),
    /// The same value under a version as under the one before it.
    UnchangedBy(String, Span),
    /// Values under the version before it and under it.
    ChangedBy(String, Span, Value, Value),
}

/// Which side of a bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// `不少于`, `以上`.
    NoLess,
    /// `不超过`, `以下`.
    NoMore,
    /// `不满`, `低于`.
    Less,
    /// `超过`.
    More,
}

/// What stands for none, and may be a name all the same.
pub(crate) const NONE: [&str; 2] = ["无", "none"];

/// One expectation.
#[derive(Debug, Clone)]
pub struct Expectation {
    /// Of what.
    pub subject: Subject,
    /// Its name, as the version has it.
    pub name: String,
    /// What.
    pub wanted: Wanted,
    /// As written.
    pub span: Span,
    /// What is expected, without the name.
    pub value: Span,
}

/// Reads expectations in a version.
pub(crate) struct Reader<'a> {
    version: &'a Version,
    values: Values<'a>,
}

impl<'a> Reader<'a> {
    pub fn new(version: &'a Version) -> Reader<'a> {
        Reader { version, values: Values::new(version) }
    }

    /// A node `expected`; else what is wrong with it.
    pub fn read(&mut self, node: &'a Node) -> Result<Expectation, Vec<Diagnostic>> {
        if node.has(Kind::kw_error) {
            let code = node.get(Kind::code).map(|c| c.text.to_string());
            let wanted = Wanted::Error(code);
            return Ok(Expectation {
                subject: Subject::Whole,
                name: String::new(),
                wanted,
                span: node.span,
                value: node.span,
            });
        }
        let Some(value) = node.get(Kind::expected_value) else { return Err(Vec::new()) };
        if node.has(Kind::kw_outcome) {
            let (list, name, wanted) = self.outcome(node, value)?;
            return Ok(Expectation {
                subject: Subject::Outcome(list),
                name,
                wanted,
                span: node.span,
                value: value.span,
            });
        }
        let Some(name) = node.get(Kind::reference).and_then(Node::name) else { return Err(Vec::new()) };
        let (subject, named, ty) = self.subject(name)?;
        let wanted = self.wanted(node, value, &ty)?;
        Ok(Expectation { subject, name: named.name.clone(), wanted, span: node.span, value: value.span })
    }

    /// What a name stands for.
    fn subject(&mut self, name: &Node) -> Result<(Subject, &'a Named, Type), Vec<Diagnostic>> {
        let version = self.version;
        if let Some(subject) = Subject::of(version, &name.text)
            && let Some(named) = subject.named(version)
        {
            let ty = subject.ty(version).cloned().unwrap_or(Type::Error);
            return Ok((subject, named, ty));
        }
        let all = version.indicators.iter().map(|i| &i.named).chain(version.groups.iter().map(|g| &g.named));
        let plain = version.definitions.iter().filter(|d| d.params.is_empty() && d.element.is_none());
        let kind = Arg::pair("指标、总分、组、结果或定义", "indicator, total, group, result or definition");
        Err(vec![names::unknown(name, kind, all.chain(plain.map(|d| &d.named)))])
    }

    fn outcome(&mut self, node: &'a Node, value: &'a Node) -> Result<(usize, String, Wanted), Vec<Diagnostic>> {
        let lists = &self.version.outcomes;
        let first = lists.first().and_then(|l| l.named.as_ref()).map_or(String::new(), |n| n.name.clone());
        if value.has(Kind::kw_unknown) {
            return Ok((0, first, Wanted::Unknown));
        }
        if value.has(Kind::kw_none) {
            let named = NONE.iter().find_map(|word| verdict(self.version, word));
            return Ok(match named {
                Some((list, outcome)) => (list, first, Wanted::Outcomes(vec![outcome.key.clone()])),
                None => (0, first, Wanted::Nothing),
            });
        }
        if value.has(Kind::kw_error) {
            return Ok((0, first, Wanted::Error(None)));
        }
        if let Some(id) = value.get(Kind::id).filter(|_| value.has(Kind::kw_unchanged_by)) {
            return Ok((0, first, Wanted::UnchangedBy(id.text.to_string(), id.span)));
        }
        if let Some(id) = value.get(Kind::id) {
            let mut ends = value.all(Kind::sum).map(|s| self.verdict(s));
            let ((list, from), (_, to)) = match (ends.next(), ends.next()) {
                (Some(from), Some(to)) => (from?, to?),
                _ => return Err(Vec::new()),
            };
            let wanted = Wanted::ChangedBy(id.text.to_string(), id.span, json!([from]), json!([to]));
            return Ok((list, first, wanted));
        }
        let mut names: Vec<&'a Node> = Vec::new();
        value.walk(&mut |n| {
            if n.kind == Kind::sum {
                names.push(n);
            }
        });
        let bare =
            value.get(Kind::band).is_none_or(|b| matches!(b.children.as_slice(), [one] if one.kind == Kind::sum));
        if !bare || names.is_empty() {
            let name = Arg::pair("结论", "outcome");
            let hint = Arg::pair("写结论的名称,或 `(甲, 乙)`", "write the outcome's name, or `(a, b)`");
            return Err(vec![Diagnostic::new(Code::ExpectedShape, node.span, [name, hint])]);
        }
        let mut keys = Vec::new();
        let mut list = 0;
        for name in names {
            let (at, key) = self.verdict(name)?;
            list = at;
            keys.push(key);
        }
        let named = lists.get(list).and_then(|l| l.named.as_ref()).map_or(String::new(), |n| n.name.clone());
        Ok((list, named, Wanted::Outcomes(keys)))
    }

    /// An outcome by its name or key: the list that has it, and its key.
    fn verdict(&self, node: &Node) -> Result<(usize, String), Vec<Diagnostic>> {
        let mut name = node;
        while let Some(inner) = name.children.first() {
            name = inner;
        }
        if let Some((list, outcome)) = verdict(self.version, &name.text) {
            return Ok((list, outcome.key.clone()));
        }
        let all = self.version.outcomes.iter().flat_map(|l| l.outcomes.iter().map(|o| &o.named));
        Err(vec![names::unknown(name, Arg::pair("结论", "outcome"), all)])
    }

    fn wanted(&mut self, node: &'a Node, value: &'a Node, ty: &Type) -> Result<Wanted, Vec<Diagnostic>> {
        if value.has(Kind::kw_unknown) {
            return Ok(Wanted::Unknown);
        }
        if value.has(Kind::kw_none) {
            let choice = if let Type::Choice(id) = ty { self.version.choices.get(id.index()) } else { None };
            let named = choice.and_then(|c| NONE.iter().find_map(|word| names::find(&c.values, |v| v, word)));
            return Ok(named.map_or(Wanted::Nothing, |(_, v)| Wanted::Value(v.key.as_str().into())));
        }
        if value.has(Kind::kw_error) {
            return Ok(Wanted::Error(None));
        }
        if let Some(id) = value.get(Kind::id) {
            let (id, span) = (id.text.to_string(), id.span);
            let ends = value.all(Kind::sum).map(|s| self.constant(s, ty)).collect::<Result<Vec<_>, _>>()?;
            return Ok(match <[Value; 2]>::try_from(ends) {
                Ok([from, to]) => Wanted::ChangedBy(id, span, from, to),
                Err(_) => Wanted::UnchangedBy(id, span),
            });
        }
        let Some(band) = value.get(Kind::band) else {
            let name = node.get(Kind::reference).and_then(Node::name).map_or("", |n| &*n.text);
            let hint = Arg::pair("写一个值或一个范围", "write one value or one range");
            return Err(vec![Diagnostic::new(Code::ExpectedShape, value.span, [Arg::from(name), hint])]);
        };
        let ends: Vec<&'a Node> = band.all(Kind::sum).collect();
        // The bounds of a whole number need not be whole
        let decimal = match ty {
            Type::Number { unit, .. } => Type::Number { unit: unit.clone(), whole: false },
            ty => ty.clone(),
        };
        let ty = &decimal;
        let sums = match ends.as_slice() {
            // As assessments say it, the unit once: `70..180分`
            [low, high] if let (Some(low), true) = (bare(low), in_whole_units(high)) => {
                vec![number(low), self.constant(high, ty)?]
            }
            ends => ends.iter().map(|s| self.constant(s, ty)).collect::<Result<Vec<_>, _>>()?,
        };
        let side = band.children.iter().find_map(|c| match c.kind {
            Kind::kw_no_less | Kind::kw_or_more => Some(Side::NoLess),
            Kind::kw_no_more | Kind::kw_or_less => Some(Side::NoMore),
            Kind::kw_less | Kind::kw_below => Some(Side::Less),
            Kind::kw_over => Some(Side::More),
            _ => None,
        });
        let upto = band.get(Kind::upto).map(|u| &*u.text);
        let open = band.children.first().is_some_and(|c| c.kind == Kind::upto);
        let shape = || {
            let name = node.get(Kind::reference).and_then(Node::name).map_or("", |n| &*n.text);
            let hint = Arg::pair(
                "范围写成 `10分..20分`,两端都包含",
                "write a range as `10 points..20 points`, both ends included",
            );
            Err(vec![Diagnostic::new(Code::ExpectedShape, value.span, [Arg::from(name), hint])])
        };
        match (side, upto, sums.as_slice()) {
            (None, None, [one]) => Ok(Wanted::Value(one.clone())),
            (None, Some(".."), [low, high]) => Ok(Wanted::Bounds(low.clone(), high.clone())),
            (None, Some(".."), [one]) if open => Ok(Wanted::Bounds(Value::Null, one.clone())),
            (None, Some(".."), [one]) => Ok(Wanted::Bounds(one.clone(), Value::Null)),
            (Some(side), None, [one]) => Ok(Wanted::Side(side, one.clone())),
            _ => shape(),
        }
    }

    fn constant(&mut self, node: &'a Node, ty: &Type) -> Result<Value, Vec<Diagnostic>> {
        let constant = self.values.constant(node, ty)?;
        Ok(to_json(&value_of(&constant), ty, self.version))
    }
}

/// The number of a literal without a unit.
fn bare(sum: &Node) -> Option<&str> {
    let literal = only_literal(sum)?;
    match literal.children.as_slice() {
        [number] if number.kind == Kind::number => Some(&number.text),
        _ => None,
    }
}

/// Whether a literal has a unit that is no multiple of the type's own: `分`, `元`, not `万元`.
fn in_whole_units(sum: &Node) -> bool {
    let unit = only_literal(sum).and_then(|l| l.get(Kind::unit)).and_then(|u| u.children.first());
    unit.is_some_and(|u| matches!(u.kind, Kind::u_points | Kind::u_yuan | Kind::unit_name))
}

fn only_literal(sum: &Node) -> Option<&Node> {
    match sum.children.as_slice() {
        [one] if one.kind == Kind::literal => Some(one),
        _ => None,
    }
}

fn number(text: &str) -> Value {
    let plain: String = text.chars().filter(|c| *c != '_').collect();
    serde_json::from_str(&plain).unwrap_or(Value::Null)
}
