//! Expressions in words, in either language, from the model.

use crate::facts;
use crate::model::*;
use jifen_grammar::keywords::{Language, keyword};
use jifen_grammar::tree::{Kind, Span};

/// An expression as it would be written, with the keywords of a language.
pub fn say(expr: &Expr, version: &Version, language: Language) -> String {
    say_inside(expr, version, &[], language)
}

/// The same of what reads a list's entry at hand.
pub fn say_of_entry(expr: &Expr, list: &Expr, version: &Version, language: Language) -> String {
    Sayer { version, language, params: &[], entries: vec![list.ty.entries()] }.expr(expr)
}

/// The same inside a definition with these parameters.
pub(crate) fn say_inside(expr: &Expr, version: &Version, params: &[(String, Type)], language: Language) -> String {
    Sayer { version, language, params, entries: Vec::new() }.expr(expr)
}

struct Sayer<'m> {
    version: &'m Version,
    language: Language,
    params: &'m [(String, Type)],
    entries: Vec<Option<RecordId>>,
}

impl<'m> Sayer<'m> {
    fn word(&self, kind: Kind) -> &'static str {
        keyword(kind).map_or("", |k| k.canonical(self.language))
    }

    fn expr(&mut self, e: &'m Expr) -> String {
        match &e.kind {
            ExprKind::Constant(c) => self.written(e.span).unwrap_or_else(|| self.constant(c, &e.ty)),
            ExprKind::Fact(id) => self.version.facts.get(id.index()).map_or(String::new(), |f| f.named.name.clone()),
            ExprKind::CountingDate => self.word(Kind::kw_counting_date).to_owned(),
            ExprKind::Field(of, i) => format!("{}.{}", self.atom(of), self.field(&of.ty, *i)),
            ExprKind::FieldDefinition(of, d) => format!("{}.{}", self.atom(of), self.definition(*d)),
            ExprKind::EntryField(depth, i) => self.entry_field(*depth, *i),
            ExprKind::EntryDefinition(_, d) => self.definition(*d),
            ExprKind::Entry(0) => self.word(Kind::kw_this_item).to_owned(),
            ExprKind::Entry(_) => self.word(Kind::kw_outer_item).to_owned(),
            ExprKind::Argument(i) => self.params.get(*i).map_or("?".to_owned(), |(name, _)| name.clone()),
            ExprKind::Call(d, args) => self.call(self.definition(*d), args),
            ExprKind::Parameter(p, column, class, at) => self.parameter(*p, *column, class, at.as_deref()),
            ExprKind::Group(g) => self.version.groups.get(g.index()).map_or(String::new(), |g| g.named.name.clone()),
            ExprKind::Alternative(a) => {
                self.version.alternatives.get(a.index()).map_or(String::new(), |a| a.named.name.clone())
            }
            ExprKind::Not(inner) => match &inner.kind {
                ExprKind::Has(of) => format!("{} {}", self.word(Kind::kw_lacks), self.atom(of)),
                ExprKind::In(value, membership) => self.member(value, Kind::kw_not_in, membership),
                _ => format!("{} {}", self.word(Kind::kw_not), self.atom(inner)),
            },
            ExprKind::And(parts) => self.joined(parts, Kind::kw_and),
            ExprKind::Or(parts) => self.joined(parts, Kind::kw_or),
            ExprKind::Has(of) => format!("{} {}", self.word(Kind::kw_has), self.atom(of)),
            ExprKind::Negate(of) => format!("-{}", self.atom(of)),
            ExprKind::Compare(how, a, b) => {
                let word = self.comparison(*how, &a.ty);
                format!("{} {word} {}", self.atom(a), self.atom(b))
            }
            ExprKind::Arithmetic(how, a, b) => {
                let sign = match how {
                    Operator::Add => "+",
                    Operator::Subtract => "-",
                    Operator::Multiply => "*",
                    Operator::Divide => "/",
                };
                let left = if *how == Operator::Subtract { Operator::Add } else { *how };
                format!("{} {sign} {}", self.operand(a, left), self.operand(b, *how))
            }
            ExprKind::In(value, membership) => self.member(value, Kind::kw_in, membership),
            ExprKind::Where(list, condition) => {
                let list_text = self.expr(list);
                let condition = self.inside(&list.ty, |s| s.expr(condition));
                format!("{list_text} {} {condition}", self.word(Kind::kw_where))
            }
            ExprKind::Period(a, b) => format!("{} {} {}", self.atom(a), self.word(Kind::kw_to), self.atom(b)),
            ExprKind::Function(Function::LengthIn(_), args) => {
                args.first().map_or(String::new(), |length| self.operand(length, Operator::Multiply))
            }
            ExprKind::Function(f, args) => self.call(self.word(function_kind(*f)).to_owned(), args),
            ExprKind::Aggregate(Aggregate::GroupEntries, ..) => self.word(Kind::kw_this_group).to_owned(),
            ExprKind::Aggregate(f, list, args) => {
                let name = self.word(aggregate_kind(*f)).to_owned();
                let mut parts = vec![self.expr(list)];
                for arg in args {
                    parts.push(self.inside(&list.ty, |s| s.expr(arg)));
                }
                format!("{name}({})", parts.join(", "))
            }
            ExprKind::Broken => "?".to_owned(),
        }
    }

    /// A value as the drafter wrote it, where it would read otherwise.
    fn written(&self, span: Span) -> Option<String> {
        let all = &self.version.written;
        let at = all.binary_search_by_key(&span, |(place, _)| *place).ok()?;
        all.get(at).map(|(_, text)| match self.language {
            Language::Zh => text.zh.clone(),
            Language::En => text.en.clone(),
        })
    }

    fn constant(&self, c: &Constant, ty: &Type) -> String {
        match c {
            Constant::Nothing => self.word(Kind::kw_nothing).to_owned(),
            other => facts::show(&facts::value_of(other), ty, self.version, self.language),
        }
    }

    /// In parentheses where it is more than a word or a call.
    fn atom(&mut self, e: &'m Expr) -> String {
        let text = self.expr(e);
        let loose = matches!(
            e.kind,
            ExprKind::And(_)
                | ExprKind::Or(_)
                | ExprKind::Compare(..)
                | ExprKind::In(..)
                | ExprKind::Where(..)
                | ExprKind::Period(..)
        );
        if loose { format!("({text})") } else { text }
    }

    fn operand(&mut self, e: &'m Expr, outer: Operator) -> String {
        let text = self.atom(e);
        let product = matches!(outer, Operator::Multiply | Operator::Divide);
        match &e.kind {
            ExprKind::Arithmetic(Operator::Add | Operator::Subtract, ..) if product || outer == Operator::Subtract => {
                format!("({text})")
            }
            ExprKind::Arithmetic(..) if outer == Operator::Divide => format!("({text})"),
            _ => text,
        }
    }

    fn joined(&mut self, parts: &'m [Expr], kind: Kind) -> String {
        let word = format!(" {} ", self.word(kind));
        let texts: Vec<String> = parts
            .iter()
            .map(|p| match p.kind {
                ExprKind::Or(_) | ExprKind::And(_) | ExprKind::Where(..) => format!("({})", self.expr(p)),
                _ => self.expr(p),
            })
            .collect();
        texts.join(&word)
    }

    fn inside<R>(&mut self, list: &Type, f: impl FnOnce(&mut Self) -> R) -> R {
        self.entries.push(list.entries());
        let result = f(self);
        self.entries.pop();
        result
    }

    fn entry_field(&self, depth: usize, i: usize) -> String {
        let at = self.entries.len().checked_sub(depth + 1);
        match at.and_then(|at| self.entries.get(at)) {
            Some(Some(record)) => self.field(&Type::Record(*record), i),
            _ => "?".to_owned(),
        }
    }

    fn field(&self, of: &Type, i: usize) -> String {
        let Type::Record(r) = of else { return "?".to_owned() };
        let record = self.version.records.get(r.index());
        record.and_then(|r| r.fields.get(i)).map_or("?".to_owned(), |f| f.named.name.clone())
    }

    fn definition(&self, d: DefinitionId) -> String {
        self.version.definitions.get(d.index()).map_or("?".to_owned(), |d| d.named.name.clone())
    }

    fn call(&mut self, name: String, args: &'m [Expr]) -> String {
        if args.is_empty() {
            return name;
        }
        let args: Vec<String> = args
            .iter()
            .map(|a| match &a.kind {
                ExprKind::Period(from, to) => {
                    format!("{} {} {}", self.atom(from), self.word(Kind::kw_to), self.atom(to))
                }
                _ => self.expr(a),
            })
            .collect();
        format!("{name}({})", args.join(", "))
    }

    fn parameter(&mut self, p: ParameterId, column: usize, class: &'m [Expr], at: Option<&'m Expr>) -> String {
        let Some(parameter) = self.version.parameters.get(p.index()) else { return "?".to_owned() };
        let column = parameter.columns.get(column).and_then(|c| c.named.as_ref());
        let name = match column {
            Some(column) => format!("{}.{}", parameter.named.name, column.name),
            None => parameter.named.name.clone(),
        };
        let mut args: Vec<String> = class.iter().map(|c| self.expr(c)).collect();
        args.extend(at.map(|at| self.expr(at)));
        if args.is_empty() { name } else { format!("{name}({})", args.join(", ")) }
    }

    fn comparison(&self, how: Comparison, ty: &Type) -> &'static str {
        let dates = matches!(ty, Type::Date | Type::Month);
        self.word(match (how, dates) {
            (Comparison::Equal, _) => Kind::kw_is,
            (Comparison::Unequal, _) => Kind::kw_is_not,
            (Comparison::Less, false) => Kind::kw_less,
            (Comparison::Less, true) => Kind::kw_earlier,
            (Comparison::LessOrEqual, false) => Kind::kw_no_more,
            (Comparison::LessOrEqual, true) => Kind::kw_no_later,
            (Comparison::Greater, false) => Kind::kw_over,
            (Comparison::Greater, true) => Kind::kw_later,
            (Comparison::GreaterOrEqual, false) => Kind::kw_no_less,
            (Comparison::GreaterOrEqual, true) => Kind::kw_no_earlier,
        })
    }

    fn member(&mut self, value: &'m Expr, word: Kind, membership: &'m Membership) -> String {
        let value = self.atom(value);
        let word = self.word(word);
        let of = match membership {
            Membership::Last(length) => {
                let (last, end) = (self.word(Kind::kw_last), self.word(Kind::kw_last_end));
                format!("{last} {} {end}", self.expr(length)).trim_end().to_owned()
            }
            Membership::Band(band) => self.band(band),
            Membership::Set(bands) => {
                let bands: Vec<String> = bands.iter().map(|b| self.band(b)).collect();
                format!("({})", bands.join(", "))
            }
            Membership::Catalogue(c, at) => {
                let name = self.version.catalogues.get(c.index()).map_or("?", |c| c.named.name.as_str()).to_owned();
                match at {
                    Some(at) => format!("{name}({})", self.expr(at)),
                    None => name,
                }
            }
        };
        format!("{value} {word} {of}")
    }

    fn band(&mut self, band: &'m Band) -> String {
        match (&band.low, &band.high) {
            (Some((low, _)), _) if band.single => self.expr(low),
            (Some((low, true)), Some((high, inclusive))) => {
                let dots = if *inclusive { ".." } else { "..<" };
                format!("{}{dots}{}", self.expr(low), self.expr(high))
            }
            (Some((low, true)), None) => format!("{} {}", self.expr(low), self.word(Kind::kw_or_more)),
            (Some((low, false)), Some((high, _))) => {
                let (over, to) = (self.word(Kind::kw_over), self.word(Kind::kw_to));
                format!("{over} {} {to} {}", self.expr(low), self.expr(high))
            }
            (Some((low, false)), None) => format!("{} {}", self.word(Kind::kw_over), self.expr(low)),
            (None, Some((high, true))) => format!("{} {}", self.expr(high), self.word(Kind::kw_or_less)),
            (None, Some((high, false))) => format!("{} {}", self.word(Kind::kw_less), self.expr(high)),
            (None, None) => String::new(),
        }
    }
}

fn function_kind(f: Function) -> Kind {
    match f {
        Function::FullYears => Kind::fn_full_years,
        Function::FullMonths => Kind::fn_full_months,
        Function::Days => Kind::fn_days,
        Function::Anniversary => Kind::fn_anniversary,
        Function::Year => Kind::fn_year,
        Function::DateOf => Kind::fn_date,
        Function::MonthOf => Kind::fn_month_of,
        Function::StartOfYear => Kind::fn_start_of_year,
        Function::FirstDay => Kind::fn_first_day,
        Function::LastDay => Kind::fn_last_day,
        Function::Max => Kind::fn_max,
        Function::Min => Kind::fn_min,
        Function::RoundDown => Kind::fn_floor,
        Function::RoundUp => Kind::fn_ceiling,
        Function::Round => Kind::fn_round,
        Function::Yearly => Kind::fn_yearly,
        Function::Monthly | Function::LengthIn(_) => Kind::fn_monthly,
    }
}

fn aggregate_kind(f: Aggregate) -> Kind {
    match f {
        Aggregate::Count | Aggregate::GroupEntries => Kind::fn_count,
        Aggregate::Sum => Kind::fn_sum,
        Aggregate::Average => Kind::fn_average,
        Aggregate::Largest => Kind::fn_largest,
        Aggregate::Smallest => Kind::fn_smallest,
        Aggregate::Latest => Kind::fn_latest,
        Aggregate::Earliest => Kind::fn_earliest,
        Aggregate::Any => Kind::fn_any,
        Aggregate::Every => Kind::fn_every,
        Aggregate::Distinct => Kind::fn_distinct,
        Aggregate::SumPerGroup => Kind::fn_per_group,
        Aggregate::UnbrokenMonths => Kind::fn_unbroken,
        Aggregate::LongestMonths => Kind::fn_longest,
        Aggregate::DaysCovered => Kind::fn_days_covered,
        Aggregate::LongestDays => Kind::fn_longest_days,
        Aggregate::UnbrokenSince => Kind::fn_unbroken_since,
        Aggregate::EachYear => Kind::fn_each_year,
    }
}
