//! Plain values as cases write them: a number with its unit, a day, a choice's value by its name.

use jifen_grammar::keywords::{Class, Language, keyword};
use jifen_grammar::tree::Kind;
use jifen_interpreter::facts::show_month;
use jifen_interpreter::model::{Duration, PerTime, Type, Unit, Version};
use jifen_interpreter::number::Fraction;
use jifen_interpreter::value::Val;

/// What the large units of money are worth, the largest first.
const MONEY: [(i128, Kind); 2] = [(100_000_000, Kind::u_yi_yuan), (10_000, Kind::u_wan_yuan)];

/// Writes plain values of a version's types.
#[derive(Clone, Copy)]
pub(crate) struct Words<'a> {
    pub version: &'a Version,
    pub language: Language,
}

impl<'a> Words<'a> {
    /// A keyword.
    pub fn word(self, kind: Kind) -> &'static str {
        keyword(kind).map_or("", |k| k.canonical(self.language))
    }

    /// What joins two parts of one line: `,`.
    pub fn comma(self) -> &'static str {
        if self.language == Language::Zh { "," } else { ", " }
    }

    /// That there is an error with this code.
    pub fn error(self, code: &str) -> String {
        format!("{} {code}", self.word(Kind::kw_error))
    }

    /// A value without parts; `None` where no words of a case stand for it.
    pub fn plain(self, value: &Val, ty: &Type) -> Option<String> {
        Some(match value {
            Val::Number(n) => self.number(*n, ty),
            Val::YesNo(yes) => self.word(if *yes { Kind::kw_yes } else { Kind::kw_no }).to_owned(),
            Val::Date(day) => day.to_string(),
            Val::Month(month) => show_month(*month),
            Val::Duration(d) => self.duration(*d),
            Val::Choice(i) => self.choice(*i, ty)?.to_owned(),
            Val::Code(code) if !code.chars().any(char::is_control) => string(code),
            _ => return None,
        })
    }

    /// The name of a choice's value.
    fn choice(self, value: u32, ty: &Type) -> Option<&'a str> {
        let Type::Choice(id) = ty else { return None };
        let values = &self.version.choices.get(id.index())?.values;
        values.get(value as usize).map(|named| named.name.as_str())
    }

    /// A number with its unit; one that is no decimal as a division: `10分 / 3`.
    fn number(self, n: Fraction, ty: &Type) -> String {
        let text = n.to_string();
        match text.split_once('/') {
            Some((above, below)) => format!("{} / {below}", self.counted(above, ty)),
            None => match self.large(n, ty) {
                Some(text) => text,
                None => self.counted(&text, ty),
            },
        }
    }

    /// Digits with the type's own unit.
    fn counted(self, digits: &str, ty: &Type) -> String {
        let Type::Number { unit, .. } = ty else { return digits.to_owned() };
        match unit {
            Unit::One => digits.to_owned(),
            Unit::Points => self.with(digits, Kind::u_points),
            Unit::Named(name) => self.beside(digits, name),
            Unit::Money(per) => {
                let amount = match &self.version.conventions.currency {
                    Some(currency) => self.beside(digits, currency),
                    None => self.with(digits, Kind::u_yuan),
                };
                amount + &self.per(*per)
            }
        }
    }

    /// From one value to another, the unit once where it is the type's own and no large one: `20..60分`.
    pub fn range(self, low: Fraction, high: Fraction, ty: &Type) -> String {
        let own = |n: Fraction| n.to_string().bytes().all(|b| b != b'/' && b != b'-') && self.large(n, ty).is_none();
        let counts = !matches!(ty, Type::Number { unit: Unit::One, .. });
        let low = if counts && own(low) && own(high) { low.to_string() } else { self.number(low, ty) };
        format!("{low}..{}", self.number(high, ty))
    }

    /// An amount of yuan that is a whole number of a larger unit: `100万元`.
    fn large(self, n: Fraction, ty: &Type) -> Option<String> {
        let Type::Number { unit: Unit::Money(per), .. } = ty else { return None };
        if self.version.conventions.currency.is_some() || n == Fraction::ZERO {
            return None;
        }
        let whole = |(worth, kind): &(i128, Kind)| Some((n.divide(Fraction::whole(*worth))?, *kind));
        let (n, kind) = MONEY.iter().filter_map(whole).find(|(n, _)| n.is_whole())?;
        Some(self.with(&n.to_string(), kind) + &self.per(*per))
    }

    fn per(self, per: Option<PerTime>) -> String {
        per.map_or(String::new(), |per| {
            let kind = match per {
                PerTime::Year => Kind::u_per_year,
                PerTime::Month => Kind::u_per_month,
                PerTime::Week => Kind::u_per_week,
                PerTime::Day => Kind::u_per_day,
                PerTime::Hour => Kind::u_per_hour,
            };
            format!("/{}", self.word(kind))
        })
    }

    /// Digits with a unit of the language; behind 1 it is singular.
    fn with(self, digits: &str, kind: Kind) -> String {
        let Some(unit) = keyword(kind) else { return digits.to_owned() };
        let mut spelled = unit.spellings(self.language);
        let plural = spelled.next().unwrap_or("");
        let one = digits == "1" && self.language == Language::En && unit.class == Class::Unit;
        self.beside(digits, if one { spelled.next().unwrap_or(plural) } else { plural })
    }

    fn beside(self, digits: &str, unit: &str) -> String {
        if self.language == Language::Zh { format!("{digits}{unit}") } else { format!("{digits} {unit}") }
    }

    /// Years where they are whole, else months; and days.
    fn duration(self, d: Duration) -> String {
        let months = match d.months {
            0 => None,
            months if months % 12 == 0 => Some(self.with(&(months / 12).to_string(), Kind::u_years)),
            months => Some(self.with(&months.to_string(), Kind::u_months)),
        };
        let days = (d.days != 0 || months.is_none()).then(|| self.with(&d.days.to_string(), Kind::u_days));
        months.into_iter().chain(days).collect::<Vec<_>>().join(" + ")
    }
}

/// A text with its quotes; it stands on one line.
pub(super) fn string(text: &str) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    format!("\"{}\"", line.replace('\\', "\\\\").replace('"', "\\\""))
}
