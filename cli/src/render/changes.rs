//! A comparison, printed.

use crate::Streams;
use crate::commands::pick;
use crate::render::paint::Paint;
use jifen_grammar::keywords::Language;
use jifen_interpreter::diff::lines::pieces;
use jifen_interpreter::diff::{Change, Diff, Difference, Field, Head, Kind, SchemaChange, SchemaKind, Status};
use jifen_interpreter::model::{Provenance, Text, Version};
use std::io;
use unicode_width::UnicodeWidthStr;

/// The width up to which old and new stand on one line.
const SHORT: usize = 72;

/// Rules first: the order in which they are read.
pub const ORDER: [Kind; 13] = [
    Kind::Head,
    Kind::Indicator,
    Kind::Group,
    Kind::Outcomes,
    Kind::Result,
    Kind::Definition,
    Kind::Parameter,
    Kind::Catalogue,
    Kind::Fact,
    Kind::Record,
    Kind::Choice,
    Kind::Alternative,
    Kind::Constraint,
];

/// A kind in words.
pub fn kind(kind: Kind, language: Language) -> &'static str {
    let (zh, en) = match kind {
        Kind::Head => ("政策", "policy"),
        Kind::Choice => ("选项", "choice"),
        Kind::Alternative => ("备选", "alternative"),
        Kind::Record => ("记录", "record"),
        Kind::Fact => ("事实", "fact"),
        Kind::Parameter => ("参数", "parameter"),
        Kind::Catalogue => ("目录", "catalogue"),
        Kind::Definition => ("定义", "definition"),
        Kind::Result => ("结果", "result"),
        Kind::Constraint => ("约束", "constraint"),
        Kind::Indicator => ("指标", "indicator"),
        Kind::Group => ("组", "group"),
        Kind::Outcomes => ("结论", "outcomes"),
    };
    pick(language, zh, en)
}

/// A text in the language.
pub fn text(text: &Text, language: Language) -> &str {
    pick(language, &text.zh, &text.en)
}

/// The amendment that made a change, in words.
pub fn amended_by(id: &str, language: Language) -> String {
    pick(language, "经 {} 修正", "as amended by {}").replace("{}", id)
}

/// The amendments that wrote a rule, in words; none where no amendment did.
pub fn written_by(by: &Provenance, language: Language) -> Option<String> {
    let inserted = by.inserted_by.as_ref();
    let inserted = inserted.map(|id| pick(language, "由 {} 增加", "inserted by {}").replace("{}", id));
    let all = by.amended_by.join(pick(language, "、", ", "));
    let amended = (!all.is_empty()).then(|| amended_by(&all, language));
    let said: Vec<String> = inserted.into_iter().chain(amended).collect();
    (!said.is_empty()).then(|| said.join(pick(language, ",", ", ")))
}

/// The amendment that made a thing's changes, in words.
pub fn made_by(thing: &Difference, language: Language) -> Option<String> {
    let words = match thing.status {
        Status::New => pick(language, "由 {} 增加", "inserted by {}"),
        Status::Gone => pick(language, "由 {} 删去", "deleted by {}"),
        Status::Repealed => pick(language, "由 {} 废止", "repealed by {}"),
        Status::Changed => pick(language, "经 {} 修正", "as amended by {}"),
    };
    thing.by.as_ref().map(|id| words.replace("{}", id))
}

/// A version's name: `2018`, `2018@2020-07-01`.
pub fn version(head: &Head) -> String {
    match head.at {
        Some(day) => format!("{}@{day}", head.version),
        None => head.version.clone(),
    }
}

/// The glance in lines: heading and indicators' names.
pub fn glance(diff: &Diff, newer: &Version, language: Language) -> Vec<(&'static str, Vec<String>)> {
    let name = |key: &String| {
        let found = diff.find(Kind::Indicator, key);
        match found {
            Some(Difference { old_name: Some(old), name, .. }) => format!("{old} → {name}"),
            Some(d) => d.name.clone(),
            None => newer.indicators.iter().find(|i| i.named.key == *key).map_or(key.clone(), |i| i.named.name.clone()),
        }
    };
    let moved = |key: &String| {
        let within = diff.find(Kind::Indicator, key).and_then(|d| d.changes.iter().find(|c| c.field == Field::Within));
        let side = |t: &Option<Text>| t.as_ref().map_or("–".to_owned(), |t| text(t, language).to_owned());
        match within {
            Some(c) => format!("{} ({} → {})", name(key), side(&c.old), side(&c.new)),
            None => name(key),
        }
    };
    let g = &diff.glance;
    let only = |key: &&String| ![&g.renamed, &g.moved, &g.repealed].iter().any(|other| other.contains(key));
    let renamed = |key: &String| match diff.find(Kind::Indicator, key).and_then(|d| Some((d.old_key.clone()?, d))) {
        Some((old, d)) if d.old_name.is_none() => format!("{} ({old} → {key})", d.name),
        _ => name(key),
    };
    [
        (pick(language, "新增", "new"), g.new.iter().map(name).collect()),
        (pick(language, "取消", "gone"), g.gone.iter().map(name).collect()),
        (pick(language, "已废止,仍列示", "repealed, still reported"), g.repealed.iter().map(name).collect()),
        (pick(language, "改名", "renamed"), g.renamed.iter().map(renamed).collect()),
        (pick(language, "移动", "moved"), g.moved.iter().map(moved).collect()),
        (pick(language, "修改", "changed"), g.changed.iter().filter(only).map(name).collect::<Vec<String>>()),
    ]
    .into_iter()
    .filter(|(_, all): &(_, Vec<String>)| !all.is_empty())
    .collect()
}

/// What is asked of stored facts, in words.
pub fn schema(change: &SchemaChange, language: Language) -> String {
    let side = |t: &Option<Text>| t.as_ref().map_or("–".to_owned(), |t| text(t, language).to_owned());
    let moved = format!("{} → {}", side(&change.old), side(&change.new));
    let of = match change.of {
        "fact" => pick(language, "事实", "fact"),
        "field" => pick(language, "字段", "field"),
        _ => pick(language, "选项的值", "value"),
    };
    let what = match (change.kind, change.of) {
        (SchemaKind::New, "value") => pick(language, "新增", "new").to_owned(),
        (SchemaKind::New, _) => {
            pick(language, "新增:已存数据没有,未填报前为未知", "new: stored facts lack it, unknown until given")
                .to_owned()
        }
        (SchemaKind::Dropped, "fact") => {
            pick(language, "不再使用:已存数据可保留", "no longer read: stored facts may keep it").to_owned()
        }
        (SchemaKind::Dropped, _) => {
            pick(language, "不再有:已存数据须人工处理", "no longer there: stored facts need a person").to_owned()
        }
        (SchemaKind::Renamed, _) => format!("{}{moved}", pick(language, "改键:", "another key: ")),
        (SchemaKind::Narrowed, _) => format!("{}{moved}", pick(language, "范围收窄:", "narrower: ")),
        (SchemaKind::Widened, _) => format!("{}{moved}", pick(language, "范围放宽:", "wider: ")),
        (SchemaKind::OtherDomain, _) => format!("{}{moved}", pick(language, "范围不同:", "another range: ")),
        (SchemaKind::NoneGained, _) => pick(language, "可以为无", "may be none now").to_owned(),
        (SchemaKind::NoneLost, _) => pick(language, "不能再为无", "can't be none any more").to_owned(),
        (SchemaKind::OtherType, _) => format!("{}{moved}", pick(language, "类型不同:", "another type: ")),
    };
    format!("{of} {}  {what}", change.key)
}

/// Prints it.
pub fn print(diff: &Diff, newer: &Version, language: Language, streams: &mut Streams<'_>) -> io::Result<()> {
    let paint = Paint(streams.surroundings.terminal);
    let mut printer = Printer { language, paint, streams };
    printer.head(diff, newer)?;
    if diff.is_empty() {
        return writeln!(printer.streams.out, "\n{}", pick(language, "没有变化", "no change"));
    }
    printer.glance(diff, newer)?;
    for kind in ORDER {
        for one in diff.things.iter().filter(|d| d.kind == kind) {
            printer.thing(one)?;
        }
    }
    if !diff.schema.is_empty() {
        let heading = pick(language, "对已存事实的要求", "what this asks of stored facts");
        writeln!(printer.streams.out, "\n{}", paint.bold(heading))?;
        for change in &diff.schema {
            let mark = if change.mechanical { " " } else { "!" };
            writeln!(printer.streams.out, "{mark} {}", schema(change, language))?;
        }
    }
    Ok(())
}

/// The changes that the heading does not say: there are the names and keys, and the source of what is new or gone.
pub fn shown(one: &Difference) -> impl Iterator<Item = &Change> {
    let renamed = one.old_key.is_some() || one.old_name.is_some();
    one.changes.iter().filter(move |c| match c.field {
        Field::Cite => is_both(one.status) || !c.at.is_empty(),
        Field::Key | Field::Name => !renamed || !c.at.is_empty(),
        _ => true,
    })
}

/// Whether both versions have it.
fn is_both(status: Status) -> bool {
    matches!(status, Status::Changed | Status::Repealed)
}

struct Printer<'a, 's> {
    language: Language,
    paint: Paint,
    streams: &'a mut Streams<'s>,
}

impl Printer<'_, '_> {
    fn head(&mut self, diff: &Diff, newer: &Version) -> io::Result<()> {
        let (a, b) = (version(&diff.a), version(&diff.b));
        writeln!(self.streams.out, "{}  {a} → {b}", self.paint.bold(&newer.policy.name))?;
        for head in [&diff.a, &diff.b] {
            let title = head.title.clone().unwrap_or_default();
            let number = head.number.clone().map(|n| format!("  {n}")).unwrap_or_default();
            let from = pick(self.language, "施行", "in force");
            writeln!(self.streams.out, "  {}  {title}{number}  {from} {}", version(head), head.in_force)?;
        }
        Ok(())
    }

    fn glance(&mut self, diff: &Diff, newer: &Version) -> io::Result<()> {
        let heading = pick(self.language, "指标一览", "indicators at a glance");
        writeln!(self.streams.out, "\n{}", self.paint.bold(heading))?;
        let comma = pick(self.language, "、", ", ");
        for (word, names) in glance(diff, newer, self.language) {
            writeln!(self.streams.out, "  {word} {}: {}", names.len(), names.join(comma))?;
        }
        let rest = pick(self.language, "未变", "unchanged");
        writeln!(self.streams.out, "  {rest} {}", diff.glance.unchanged)
    }

    fn thing(&mut self, one: &Difference) -> io::Result<()> {
        let name = match &one.old_name {
            Some(old) => format!("{old} → {}", one.name),
            None => one.name.clone(),
        };
        let key = match &one.old_key {
            Some(old) if one.key == one.name && one.old_name.as_ref().unwrap_or(&one.name) == old => String::new(),
            Some(old) => format!(" ({old} → {})", one.key),
            None if one.key == one.name => String::new(),
            None => format!(" ({})", one.key),
        };
        let status = match one.status {
            Status::New => self.paint.green(pick(self.language, "  新增", "  new")),
            Status::Gone => self.paint.red(pick(self.language, "  取消", "  gone")),
            Status::Repealed => self.paint.red(pick(self.language, "  已废止,仍列示", "  repealed, still reported")),
            Status::Changed => String::new(),
        };
        let cites = if one.new_cites.is_empty() { &one.old_cites } else { &one.new_cites };
        let cite = self.cite(cites);
        let word = kind(one.kind, self.language);
        writeln!(self.streams.out, "\n{word} {}{key}{status}{cite}", self.paint.bold(&name))?;
        if let Some(by) = made_by(one, self.language) {
            writeln!(self.streams.out, "  {}", self.paint.dim(&by))?;
        }
        for operation in &one.operations {
            writeln!(self.streams.out, "    {}", self.paint.dim(text(operation, self.language)))?;
        }
        for change in shown(one) {
            self.change(change, one.status)?;
        }
        if !one.reaches.is_empty() {
            let name = |r: &'_ jifen_interpreter::diff::Reached| match self.language {
                Language::Zh => r.name.clone(),
                Language::En => r.key.clone(),
            };
            let names: Vec<String> = one.reaches.iter().map(name).collect();
            let line =
                format!("{}{}", pick(self.language, "影响:", "reaches: "), names.join(pick(self.language, "、", ", ")));
            writeln!(self.streams.out, "  {}", self.paint.dim(&line))?;
        }
        Ok(())
    }

    fn cite(&self, cites: &[String]) -> String {
        if cites.is_empty() {
            return String::new();
        }
        let joined = cites.join(pick(self.language, "、", ", "));
        let around = pick(self.language, "〔{}〕", "[{}]").replace("{}", &joined);
        format!("  {}", self.paint.dim(&around))
    }

    fn change(&mut self, change: &Change, status: Status) -> io::Result<()> {
        let lead = change.lead(self.language);
        let by = change
            .by
            .as_ref()
            .map(|by| format!("  {}", self.paint.dim(&amended_by(by, self.language))))
            .unwrap_or_default();
        let cites = if change.new_cites.is_empty() { &change.old_cites } else { &change.new_cites };
        let cite = self.cite(cites) + &by;
        match (&change.old, &change.new) {
            (Some(old), Some(new)) => {
                let (old, new) = (text(old, self.language), text(new, self.language));
                if change.part.is_none() && lead.width() + old.width() + new.width() <= SHORT {
                    return writeln!(
                        self.streams.out,
                        "  {lead}: {} → {}{cite}",
                        self.paint.red(old),
                        self.paint.green(new)
                    );
                }
                let part = change.part.as_ref().map(|(a, b)| {
                    let (a, b) = (text(a, self.language), text(b, self.language));
                    format!(": {} → {}", self.paint.red(a), self.paint.green(b))
                });
                writeln!(self.streams.out, "  {lead}{}{cite}", part.unwrap_or_default())?;
                let (before, after) = pieces(old, new);
                let side = |all: &[jifen_interpreter::diff::lines::Piece], mark: fn(Paint, &str) -> String| {
                    let all = all.iter().map(|p| if p.changed { mark(self.paint, &p.text) } else { p.text.clone() });
                    all.collect::<String>()
                };
                let (before, after) = (side(&before, Paint::red), side(&after, Paint::green));
                writeln!(self.streams.out, "    − {before}")?;
                writeln!(self.streams.out, "    + {after}")
            }
            // Of a new or gone thing as a whole, the fields need no mark of their own.
            (Some(one), None) | (None, Some(one)) if !is_both(status) => {
                writeln!(self.streams.out, "  {lead}: {}{cite}", text(one, self.language))
            }
            (Some(old), None) => {
                let line = format!("− {lead}: {}", text(old, self.language));
                writeln!(self.streams.out, "  {}{cite}", self.paint.red(&line))
            }
            (None, Some(new)) => {
                let line = format!("+ {lead}: {}", text(new, self.language));
                writeln!(self.streams.out, "  {}{cite}", self.paint.green(&line))
            }
            (None, None) => Ok(()),
        }
    }
}
