//! Numbers, days and months by one step; the edges of ranges.

use super::{Change, Maker};
use chrono::{Days, NaiveDate};
use jifen_grammar::tree::{Kind, Node};

impl Maker<'_> {
    /// A literal one step up and one step down: the last digit written, a day, a month.
    pub(super) fn literal(&mut self, node: &Node) {
        let Some(value) = node.children.iter().find(|c| matches!(c.kind, Kind::number | Kind::date | Kind::month))
        else {
            return;
        };
        self.stepped(value);
    }

    /// A number, day or month one step up and one step down.
    pub(super) fn stepped(&mut self, value: &Node) {
        let steps = match value.kind {
            Kind::date => days(&value.text),
            Kind::month => months(&value.text),
            _ => numbers(&value.text),
        };
        steps.into_iter().for_each(|text| self.add(value.span, text, Change::Constant));
    }

    /// `a..b` and `a..<b`; `60 以上` and `超过 60`.
    pub(super) fn band(&mut self, node: &Node) {
        if let Some(upto) = node.get(Kind::upto).filter(|u| node.all(Kind::sum).any(|s| u.span.end <= s.span.start)) {
            let other = if &*upto.text == "..<" { ".." } else { "..<" };
            self.add(upto.span, other, Change::Edge);
        }
        let Some(sum) = node.get(Kind::sum) else { return };
        let word = match node.children.iter().map(|c| c.kind).find(|k| matches!(k, Kind::kw_or_more | Kind::kw_or_less))
        {
            Some(Kind::kw_or_more) => self.word(Kind::kw_over),
            Some(_) => self.word(Kind::kw_less),
            None => return,
        };
        let text = format!("{word} {}", self.written(sum.span));
        self.add(node.span, text, Change::Edge);
    }
}

fn numbers(text: &str) -> Vec<String> {
    let digits: String = text.chars().filter(|c| *c != '_').collect();
    let (whole, part) = digits.split_once('.').unwrap_or((&digits, ""));
    let Ok(value) = format!("{whole}{part}").parse::<i128>() else { return Vec::new() };
    let shown = |value: i128| {
        let all = format!("{value:0>width$}", width = part.len() + 1);
        let (whole, part) = all.split_at(all.len() - part.len());
        if part.is_empty() { whole.to_owned() } else { format!("{whole}.{part}") }
    };
    [value - 1, value + 1].into_iter().filter(|v| 0 <= *v).map(shown).collect()
}

fn days(text: &str) -> Vec<String> {
    let Ok(day) = text.parse::<NaiveDate>() else { return Vec::new() };
    let both = [day.checked_sub_days(Days::new(1)), day.checked_add_days(Days::new(1))];
    both.into_iter().flatten().map(|d| d.to_string()).collect()
}

fn months(text: &str) -> Vec<String> {
    let Some((year, month)) =
        text.split_once('-').and_then(|(y, m)| Some((y.parse::<i32>().ok()?, m.parse::<i32>().ok()?)))
    else {
        return Vec::new();
    };
    let at = year * 12 + month - 1;
    [at - 1, at + 1].map(|m| format!("{:04}-{:02}", m.div_euclid(12), m.rem_euclid(12) + 1)).to_vec()
}
