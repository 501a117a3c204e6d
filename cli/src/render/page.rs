//! A comparison as a page that stands by itself: no script, nothing from elsewhere, for screen and paper.

use crate::commands::pick;
use crate::render::changes::{ORDER, amended_by, glance, kind, made_by, schema, shown, text, version};
use crate::render::texts::{Section, shortened};
use jifen_grammar::keywords::Language;
use jifen_interpreter::diff::lines::{Line, Piece, Row, pieces};
use jifen_interpreter::diff::{Change, Diff, Difference, Kind, Status};
use jifen_interpreter::model::{Text, Version};
use std::fmt::Write;

/// The page's style.
const STYLE: &str = include_str!("page.css");

/// The page.
pub fn page(diff: &Diff, sections: &[Section], newer: &Version, language: Language) -> String {
    let mut page = Page { language, out: String::new() };
    page.whole(diff, sections, newer);
    page.out
}

struct Page {
    language: Language,
    out: String,
}

impl Page {
    fn pick<'a>(&self, zh: &'a str, en: &'a str) -> &'a str {
        pick(self.language, zh, en)
    }

    /// Writing to a text does not fail.
    fn add(&mut self, text: impl std::fmt::Display) {
        let _ = write!(self.out, "{text}");
    }

    fn whole(&mut self, diff: &Diff, sections: &[Section], newer: &Version) {
        let title = format!("{}  {} → {}", newer.policy.name, version(&diff.a), version(&diff.b));
        let lang = self.pick("zh-CN", "en");
        self.add(format_args!(
            "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n",
            escape(&title)
        ));
        self.heading(diff, newer);
        if diff.is_empty() {
            let words = self.pick("没有变化", "no change");
            self.add(format_args!("<p class=\"none\">{words}</p>\n"));
        } else {
            self.glance(diff, newer);
            self.things(diff);
        }
        self.stored(diff);
        self.texts(diff, sections);
        self.add("</main>\n</body>\n</html>\n");
    }

    fn heading(&mut self, diff: &Diff, newer: &Version) {
        self.add(format_args!("<header>\n<h1>{}</h1>\n<table class=\"versions\">\n", escape(&newer.policy.name)));
        let in_force = self.pick("施行", "in force");
        for (word, head) in [(self.pick("原", "from"), &diff.a), (self.pick("新", "to"), &diff.b)] {
            let title = head.title.clone().unwrap_or_default();
            let number = head.number.clone().unwrap_or_default();
            self.add(format_args!(
                "<tr><th>{word}</th><td class=\"id\">{}</td><td>{}</td><td>{}</td><td>{in_force} {}</td></tr>\n",
                escape(&version(head)),
                escape(&title),
                escape(&number),
                head.in_force
            ));
        }
        self.add("</table>\n</header>\n");
    }

    fn glance(&mut self, diff: &Diff, newer: &Version) {
        let heading = self.pick("指标一览", "indicators at a glance");
        self.add(format_args!("<section>\n<h2>{heading}</h2>\n<dl class=\"glance\">\n"));
        for (word, names) in glance(diff, newer, self.language) {
            let names: Vec<String> = names.iter().map(|n| format!("<li>{}</li>", escape(n))).collect();
            self.add(format_args!(
                "<dt>{word}<span class=\"count\">{}</span></dt><dd><ul>{}</ul></dd>\n",
                names.len(),
                names.concat()
            ));
        }
        let rest = self.pick("未变", "unchanged");
        self.add(format_args!(
            "<dt>{rest}<span class=\"count\">{}</span></dt><dd></dd>\n</dl>\n</section>\n",
            diff.glance.unchanged
        ));
    }

    fn things(&mut self, diff: &Diff) {
        let heading = self.pick("逐条变化", "rule by rule");
        self.add(format_args!("<section>\n<h2>{heading}</h2>\n"));
        for kind in ORDER {
            diff.things.iter().filter(|d| d.kind == kind).for_each(|one| self.thing(one));
        }
        self.add("</section>\n");
    }

    fn thing(&mut self, one: &Difference) {
        let (class, word) = match one.status {
            Status::New => ("new", self.pick("新增", "new")),
            Status::Gone => ("gone", self.pick("取消", "gone")),
            Status::Repealed => ("gone", self.pick("已废止,仍列示", "repealed, still reported")),
            Status::Changed => ("changed", ""),
        };
        let name = match &one.old_name {
            Some(old) => format!("<del>{}</del> <ins>{}</ins>", escape(old), escape(&one.name)),
            None => escape(&one.name),
        };
        let cites = if one.new_cites.is_empty() { &one.old_cites } else { &one.new_cites };
        let cite = cites.iter().map(|c| escape(c)).collect::<Vec<_>>().join(self.pick("、", ", "));
        let badge = if word.is_empty() { String::new() } else { format!("<span class=\"badge\">{word}</span>") };
        let key = match &one.old_key {
            Some(old) => format!("{} → {}", escape(old), escape(&one.key)),
            None => escape(&one.key),
        };
        let own = one.key == one.name && one.old_key.is_none() || one.kind == Kind::Constraint;
        let key = if own { String::new() } else { format!("<code>{key}</code>") };
        self.add(format_args!(
            "<article class=\"{class}\">\n<h3><span class=\"kind\">{}</span> {name} {key}{badge}<span class=\"cite\">{cite}</span></h3>\n",
            kind(one.kind, self.language)
        ));
        if one.by.is_some() || !one.operations.is_empty() {
            let by = made_by(one, self.language).map(|by| escape(&by));
            let said = one.operations.iter().map(|o| format!("<q>{}</q>", escape(text(o, self.language))));
            let lines: Vec<String> = by.into_iter().chain(said).collect();
            self.add(format_args!("<p class=\"by\">{}</p>\n", lines.join("<br>\n")));
        }
        self.add("<table class=\"changes\">\n");
        shown(one).for_each(|change| self.change(change));
        self.add("</table>\n");
        if !one.reaches.is_empty() {
            let named = |r: &jifen_interpreter::diff::Reached| match r.name == r.key {
                true => escape(&r.name),
                false => format!("{} <code>{}</code>", escape(&r.name), escape(&r.key)),
            };
            let all: Vec<String> = one.reaches.iter().map(named).collect();
            let lead = self.pick("影响:", "reaches: ");
            self.add(format_args!("<p class=\"reaches\">{lead}{}</p>\n", all.join(self.pick("、", ", "))));
        }
        self.add("</article>\n");
    }

    fn change(&mut self, change: &Change) {
        let lead = change.lead_parts(self.language).into_iter().filter(|(piece, _)| !piece.is_empty());
        let lead = lead.map(|(piece, way)| match way {
            true => format!("<span class=\"at\">{}</span>", escape(&piece)),
            false => escape(&piece),
        });
        let lead = lead.collect::<Vec<_>>().join(" ");
        let side = |t: &Option<Text>| t.as_ref().map(|t| text(t, self.language).to_owned());
        let (old, new) = match (side(&change.old), side(&change.new)) {
            (Some(old), Some(new)) => {
                let (before, after) = pieces(&old, &new);
                (marked(&before, "del"), marked(&after, "ins"))
            }
            (old, new) => {
                let whole = |t: Option<String>| t.map_or(String::new(), |t| escape(&t));
                (whole(old), whole(new))
            }
        };
        let cites = if change.new_cites.is_empty() { &change.old_cites } else { &change.new_cites };
        let cite = match cites.is_empty() {
            true => String::new(),
            false => format!(" <span class=\"cite\">{}</span>", escape(&cites.join(self.pick("、", ", ")))),
        };
        let by = change
            .by
            .as_ref()
            .map(|b| format!(" <span class=\"by\">{}</span>", escape(&amended_by(b, self.language))))
            .unwrap_or_default();
        self.add(format_args!(
            "<tr><th>{lead}{cite}{by}</th><td class=\"old\">{old}</td><td class=\"new\">{new}</td></tr>\n"
        ));
    }

    fn stored(&mut self, diff: &Diff) {
        if diff.schema.is_empty() {
            return;
        }
        let heading = self.pick("对已存事实的要求", "what this asks of stored facts");
        self.add(format_args!("<section>\n<h2>{heading}</h2>\n<ul class=\"stored\">\n"));
        for change in &diff.schema {
            let class = if change.mechanical { "mechanical" } else { "person" };
            let words = escape(&schema(change, self.language));
            self.add(format_args!("<li class=\"{class}\">{words}</li>\n"));
        }
        self.add("</ul>\n</section>\n");
    }

    fn texts(&mut self, diff: &Diff, sections: &[Section]) {
        if sections.is_empty() {
            return;
        }
        let heading = self.pick("条文对照", "the texts side by side");
        self.add(format_args!("<section class=\"texts\">\n<h2>{heading}</h2>\n"));
        let (a, b) = (escape(&version(&diff.a)), escape(&version(&diff.b)));
        for section in sections {
            self.add(format_args!(
                "<h3>{}</h3>\n<table class=\"lines\">\n<thead><tr><th></th><th>{a}</th><th></th><th>{b}</th></tr></thead>\n<tbody>\n",
                escape(&section.heading)
            ));
            for row in shortened(&section.rows) {
                match row {
                    Some(row) => self.row(row),
                    None => self.add("<tr class=\"left-out\"><td></td><td>⋯</td><td></td><td>⋯</td></tr>\n"),
                }
            }
            self.add("</tbody>\n</table>\n");
        }
        self.add("</section>\n");
    }

    fn row(&mut self, row: &Row) {
        let number = |line: &Option<Line>| line.as_ref().map_or(String::new(), |l| l.number.to_string());
        // A line that stands alone is marked as a whole.
        let alone = row.old.is_none() || row.new.is_none();
        let side = |line: &Option<Line>, tag: &str| match line {
            Some(line) if alone => line.pieces.iter().map(|p| escape(&p.text)).collect(),
            Some(line) => marked(&line.pieces, tag),
            None => String::new(),
        };
        let class = |line: &Option<Line>, word: &str| match (row.same, line) {
            (true, _) => String::new(),
            (false, None) => " class=\"blank\"".to_owned(),
            (false, Some(_)) => format!(" class=\"{word}\""),
        };
        self.add(format_args!(
            "<tr><td class=\"number\">{}</td><td{}>{}</td><td class=\"number\">{}</td><td{}>{}</td></tr>\n",
            number(&row.old),
            class(&row.old, "old"),
            side(&row.old, "del"),
            number(&row.new),
            class(&row.new, "new"),
            side(&row.new, "ins"),
        ));
    }
}

fn marked(pieces: &[Piece], tag: &str) -> String {
    let one = |p: &Piece| match p.changed {
        true => format!("<{tag}>{}</{tag}>", escape(&p.text)),
        false => escape(&p.text),
    };
    pieces.iter().map(one).collect()
}

pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
