//! What cases come by: every row, cell, condition, cap, gate and outcome of a version, and which sides were seen.

use crate::unreachable::unreachable;
use jifen_grammar::keywords::Language;
use jifen_grammar::tree::Span;
use jifen_interpreter::eval::covered::{Covered, Side};
use jifen_interpreter::model::{
    Body, Condition, Content, Definition, Expr, ExprKind, Group, Member, Modifier, ModifierKind, Named, OutcomeList,
    Type, Version,
};
use jifen_interpreter::shapes::Shape;
use std::collections::{BTreeMap, BTreeSet};

/// What can be come by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// A row: it holds, it does not.
    Row,
    /// A case of a table, a cell of a matrix, a band: it is the one.
    Cell,
    /// A condition, also inside a list: it holds, it does not.
    Condition,
    /// A cap or floor: it binds, it does not.
    Limit,
    /// `满 5年 后计入`: it is reached, it is not.
    Gate,
    /// An outcome: it is the one.
    Outcome,
    /// A member of a group of which one counts: it is the one.
    Member,
}

impl What {
    /// For tools.
    pub fn key(self) -> &'static str {
        match self {
            What::Row => "row",
            What::Cell => "cell",
            What::Condition => "condition",
            What::Limit => "limit",
            What::Gate => "gate",
            What::Outcome => "outcome",
            What::Member => "member",
        }
    }
}

/// A place of a version that cases can come by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Point {
    /// Where it is written.
    pub span: Span,
    /// What it is.
    pub what: What,
    /// The sides that there are.
    pub sides: Vec<Side>,
    /// The name of the rule.
    pub rule: String,
    /// Its key.
    pub key: String,
    /// The label of the row, or the name of the member.
    pub label: Option<String>,
    /// The source: that of the row, else that of the rule.
    pub cites: Vec<String>,
}

impl Point {
    /// The first that may stand at a place.
    fn at(span: Span) -> Point {
        let (rule, key) = (String::new(), String::new());
        Point { span, what: What::Row, sides: Vec::new(), rule, key, label: None, cites: Vec::new() }
    }
}

/// All points of a version.
pub fn points(version: &Version) -> BTreeSet<Point> {
    points_of(version, |_| true)
}

/// The points of a version; of its definitions only those wanted.
pub(crate) fn points_of(version: &Version, wanted: fn(&Definition) -> bool) -> BTreeSet<Point> {
    let mut found = BTreeSet::new();
    for indicator in &version.indicators {
        Rule::new(&indicator.named, &indicator.cites, &mut found).body(&indicator.body);
    }
    for definition in version.definitions.iter().filter(|d| wanted(d)) {
        let mut rule = Rule::new(&definition.named, &definition.cites, &mut found);
        match &definition.content {
            Content::Expr(expr) => rule.inside(expr),
            Content::Body(body) => rule.body(body),
        }
    }
    for group in &version.groups {
        Rule::new(&group.named, &group.cites, &mut found).group(group, version);
    }
    for list in &version.outcomes {
        outcomes(list, &mut found);
    }
    found
}

fn outcomes(list: &OutcomeList, found: &mut BTreeSet<Point>) {
    for outcome in &list.outcomes {
        let cites = if outcome.cites.is_empty() { &list.cites } else { &outcome.cites };
        let mut rule = Rule::new(&outcome.named, cites, found);
        rule.add(outcome.named.span, What::Outcome, vec![Side::Taken]);
        outcome.condition.iter().for_each(|c| rule.condition(c));
    }
}

/// The points of one rule.
struct Rule<'a> {
    named: &'a Named,
    cites: &'a [String],
    label: Option<String>,
    found: &'a mut BTreeSet<Point>,
}

const BOTH: [Side; 2] = [Side::Yes, Side::No];

impl<'a> Rule<'a> {
    fn new(named: &'a Named, cites: &'a [String], found: &'a mut BTreeSet<Point>) -> Rule<'a> {
        Rule { named, cites, label: None, found }
    }

    fn add(&mut self, span: Span, what: What, sides: Vec<Side>) {
        self.found.insert(Point {
            span,
            what,
            sides,
            rule: self.named.name.clone(),
            key: self.named.key.clone(),
            label: self.label.clone(),
            cites: self.cites.to_vec(),
        });
    }

    fn body(&mut self, body: &'a Body) {
        body.guard.iter().for_each(|guard| self.condition(guard));
        let outer = self.cites;
        for line in &body.lines {
            self.label.clone_from(&line.label);
            self.cites = if line.cites.is_empty() { outer } else { &line.cites };
            match &line.shape {
                Shape::Row(_) => self.add(line.span, What::Row, BOTH.to_vec()),
                Shape::Table(_) | Shape::Matrix(_) | Shape::Progressive(_) => {}
                _ => self.add(line.span, What::Row, vec![Side::Yes]),
            }
            self.shape(&line.shape);
            self.limits(&line.modifiers);
        }
        (self.label, self.cites) = (None, outer);
        self.limits(&body.modifiers);
    }

    fn shape(&mut self, shape: &'a Shape) {
        match shape {
            Shape::Row(row) => {
                // A row's only condition holds where the row does
                match is_joined(&row.condition.expr) {
                    true => self.condition(&row.condition),
                    false => row.condition.expr.children().into_iter().for_each(|child| self.inside(child)),
                }
                row.award.iter().for_each(|award| self.shape(award));
            }
            Shape::Otherwise(inner) => self.shape(inner),
            Shape::Table(table) => {
                table.keys.iter().flatten().for_each(|key| self.inside(key));
                for row in &table.rows {
                    let label = std::mem::replace(&mut self.label, row.label.clone().or(Some(row.text.zh.clone())));
                    self.add(row.span, What::Cell, vec![Side::Taken]);
                    self.limits(&row.modifiers);
                    self.label = label;
                }
            }
            Shape::Matrix(matrix) => {
                matrix.keys.iter().flatten().for_each(|key| self.inside(key));
                for row in &matrix.rows {
                    let offered = row.cells.iter().enumerate().filter(|(_, cell)| cell.is_some());
                    for (column, _) in offered {
                        let name = matrix.columns.get(column).map_or("", |(_, text)| text.zh.as_str());
                        let here = format!("{}, {name}", row.label.as_ref().unwrap_or(&row.text.zh));
                        let label = self.label.replace(here);
                        self.add(row.span, What::Cell, vec![Side::Cell(column as u32)]);
                        self.label = label;
                    }
                }
            }
            Shape::PerUnit(unit) => {
                self.inside(&unit.quantity);
                unit.once.iter().for_each(|once| self.add(once.span, What::Gate, BOTH.to_vec()));
                self.limits(&unit.modifiers);
            }
            Shape::Progressive(bands) => {
                self.inside(&bands.quantity);
                for band in &bands.bands {
                    self.add(band.band.span, What::Cell, vec![Side::Taken]);
                }
            }
            Shape::PerRecord(record) => {
                self.inside(&record.list);
                self.shape(&record.each);
            }
            Shape::Give(_) => {}
        }
    }

    fn limits(&mut self, modifiers: &[Modifier]) {
        for modifier in modifiers.iter().filter(|m| matches!(m.kind, ModifierKind::Cap | ModifierKind::Floor)) {
            self.add(modifier.span, What::Limit, BOTH.to_vec());
        }
    }

    fn group(&mut self, group: &'a Group, version: &Version) {
        group.guard.iter().for_each(|guard| self.condition(guard));
        self.limits(&group.modifiers);
        for (i, member) in group.members.iter().enumerate().filter(|_| group.combine.picks()) {
            let named = match member {
                Member::Indicator(id) => version.indicators.get(id.index()).map(|i| &i.named),
                Member::Group(id) => version.groups.get(id.index()).map(|g| &g.named),
            };
            self.label = named.map(|n| n.name.clone());
            self.add(group.named.span, What::Member, vec![Side::Cell(i as u32)]);
            self.label = None;
        }
    }

    fn condition(&mut self, condition: &Condition) {
        self.inside(&condition.expr);
    }

    /// The conditions of an expression that are not made of others.
    fn inside(&mut self, expr: &Expr) {
        if expr.ty == Type::YesNo && !is_joined(expr) && !matches!(expr.kind, ExprKind::Constant(_)) {
            self.add(expr.span, What::Condition, BOTH.to_vec());
        }
        expr.children().into_iter().for_each(|child| self.inside(child));
    }
}

/// Whether a condition is made of others.
fn is_joined(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::And(_) | ExprKind::Or(_) | ExprKind::Not(_))
}

/// How much cases came by.
#[derive(Debug, Clone, Default)]
pub struct Coverage {
    /// The points of the versions that cases ran under, each text once.
    pub points: BTreeSet<Point>,
    /// What was come by.
    pub covered: Covered,
    /// The versions, in the order in which cases ran under them.
    pub versions: Vec<String>,
    /// What nobody can come by under any of them, with the reasons in words.
    pub unreachable: BTreeMap<(Span, Side), String>,
}

impl Coverage {
    /// Adds a version's points, and what nobody can come by in it. What its text shares with another version can be
    /// come by where it can under one of them.
    pub fn add_version(&mut self, version: &Version, language: Language) {
        self.versions.push(version.id.clone());
        let points = points(version);
        self.merge(&points, unreachable(version, language));
        points.into_iter().for_each(|point| self.add(point));
    }

    /// Takes over what can't be come by, before the points that it is about are added.
    fn merge(&mut self, points: &BTreeSet<Point>, unreachable: BTreeMap<(Span, Side), String>) {
        let here: BTreeSet<Span> = points.iter().map(|p| p.span).collect();
        let known: BTreeSet<Span> = self.points.iter().map(|p| p.span).collect();
        self.unreachable.retain(|side, _| !here.contains(&side.0) || unreachable.contains_key(side));
        self.unreachable.extend(unreachable.into_iter().filter(|(side, _)| !known.contains(&side.0)));
    }

    /// Adds a point, unless the same text is there under a name that another version gave it.
    pub fn add(&mut self, point: Point) {
        let twin = |p: &Point| p.span == point.span && p.what == point.what && p.sides == point.sides;
        let near = self.points.range(Point::at(point.span)..);
        if !near.take_while(|p| p.span == point.span).any(twin) {
            self.points.insert(point);
        }
    }

    /// Adds what other cases came by.
    pub fn extend(&mut self, other: Coverage) {
        self.merge(&other.points, other.unreachable);
        other.points.into_iter().for_each(|point| self.add(point));
        self.covered.extend(other.covered);
        self.versions.extend(other.versions);
        self.versions.sort();
        self.versions.dedup();
    }

    /// The sides of a point that were not come by, and can be.
    pub fn missing(&self, point: &Point) -> Vec<Side> {
        self.sides(point).filter(|side| !self.covered.contains(&(point.span, *side))).collect()
    }

    /// The sides of a point that nobody can come by, each with its reason.
    pub fn out_of_reach(&self, point: &Point) -> Vec<(Side, &str)> {
        let reason = |side: &Side| {
            let key = (point.span, *side);
            let why = self.unreachable.get(&key).filter(|_| !self.covered.contains(&key))?;
            Some((*side, why.as_str()))
        };
        point.sides.iter().filter_map(reason).collect()
    }

    /// The sides of a point that can be come by, as far as is known.
    fn sides(&self, point: &Point) -> impl Iterator<Item = Side> {
        let out = self.out_of_reach(point);
        point.sides.iter().copied().filter(move |side| !out.iter().any(|(other, _)| other == side))
    }

    /// How many sides of some points were come by, and how many can be.
    pub fn count<'p>(&self, points: impl Iterator<Item = &'p Point>) -> (usize, usize) {
        points.fold((0, 0), |(covered, all), point| {
            let sides = self.sides(point).count();
            (covered + sides - self.missing(point).len(), all + sides)
        })
    }
}
