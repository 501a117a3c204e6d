//! A small version, built by hand.

use chrono::NaiveDate;
use jifen_grammar::tree::Span;
use jifen_interpreter::model::*;
use jifen_interpreter::number::Fraction;

pub const MONEY: Type = Type::Number { unit: Unit::Money(None), whole: false };

pub fn named(name: &str, key: &str) -> Named {
    Named {
        name: name.into(),
        key: key.into(),
        title: None,
        span: Span::default(),
        provenance: jifen_interpreter::model::Provenance::default(),
    }
}

pub fn field(name: &str, key: &str, ty: Type) -> Field {
    Field { named: named(name, key), ty, or_none: false, domain: None, most: None, presumed: None }
}

pub fn constant(constant: Constant) -> Expr {
    Expr { kind: ExprKind::Constant(constant), ty: Type::Error, span: Span::default() }
}

pub fn whole(n: i128) -> Constant {
    Constant::Number(Fraction::whole(n))
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

pub trait With: Sized {
    fn or_none(self) -> Self;
    fn between(self, low: Option<Expr>, high: Option<Expr>) -> Self;
    fn below(self, low: Constant, high: Constant) -> Self;
    fn most(self, most: u32) -> Self;
}

impl With for Field {
    fn or_none(mut self) -> Field {
        self.or_none = true;
        self
    }

    fn between(mut self, low: Option<Expr>, high: Option<Expr>) -> Field {
        self.domain = Some(Domain { low, high, open: false, span: Span::default() });
        self
    }

    fn below(mut self, low: Constant, high: Constant) -> Field {
        let (low, high) = (Some(constant(low)), Some(constant(high)));
        self.domain = Some(Domain { low, high, open: true, span: Span::default() });
        self
    }

    fn most(mut self, most: u32) -> Field {
        self.most = Some(most);
        self
    }
}

fn choices() -> Vec<Choice> {
    let mut education = Choice {
        named: named("学历", "education"),
        ordered: false,
        values: vec![named("大专", "college"), named("本科", "bachelor"), named("硕士", "master")],
    };
    education.values[0].title = Some("大专(高职)学历".into());
    let award = Choice {
        named: named("奖项", "award"),
        ordered: false,
        values: vec![named("市级", "city"), named("省级", "provincial")],
    };
    vec![education, award]
}

fn record(name: &str, key: &str, fields: Vec<Field>) -> Record {
    Record { named: named(name, key), unique: None, most: None, fields, definitions: Vec::new() }
}

fn records() -> Vec<Record> {
    let share = field("份额", "share", Type::DECIMAL).between(Some(constant(whole(0))), Some(constant(whole(1))));
    let tax = field("纳税", "tax_paid", Type::List(Box::new(MONEY))).between(Some(constant(whole(0))), None).most(3);
    let mut contribution = record(
        "月缴费",
        "contribution",
        vec![
            field("月份", "month", Type::Month),
            field("基数", "base", MONEY).between(Some(constant(whole(0))), Some(constant(whole(10_000_000)))),
            field("补缴", "make_up", Type::YesNo),
        ],
    );
    contribution.unique = Some(0);
    contribution.most = Some(720);
    let spouse = record(
        "配偶情况",
        "spouse_facts",
        vec![
            field("本市户籍", "local", Type::YesNo),
            field("登记日期", "married_on", Type::Date).or_none(),
            field("企业", "company", Type::Record(RecordId(0))),
        ],
    );
    vec![record("企业情况", "company_facts", vec![share, tax]), contribution, spouse]
}

fn facts() -> Vec<Field> {
    let filed = Expr { kind: ExprKind::Fact(FactId(0)), ty: Type::Date, span: Span::default() };
    let mut language = field("语言成绩", "language", Type::INTEGER).between(None, Some(constant(whole(100))));
    language.presumed = Some(Presumption { value: constant(whole(0)), cites: vec!["第三条".into()] });
    let time = |months| Constant::Duration(Duration { months, days: 0 });
    vec![
        field("申请日期", "application_date", Type::Date),
        field("出生日期", "birth_date", Type::Date)
            .between(Some(constant(Constant::Date(day("1910-01-01")))), Some(filed)),
        field("学历", "education", Type::Choice(ChoiceId(0))),
        field("缴费", "contributions", Type::List(Box::new(Type::Record(RecordId(1))))),
        field("配偶", "spouse", Type::Record(RecordId(2))).or_none(),
        field("奖项", "awards", Type::List(Box::new(Type::Choice(ChoiceId(1))))).most(3),
        field("持证", "permit_valid", Type::YesNo),
        field("子女", "children", Type::INTEGER).below(whole(0), whole(20)),
        field("结余", "balance", MONEY),
        field("比例", "ratio", Type::DECIMAL).below(whole(0), whole(1)),
        field("起始月", "since_month", Type::Month).or_none(),
        field("职业代码", "occupation", Type::Code),
        field("工龄", "service", Type::Duration).between(None, Some(constant(time(600)))),
        language,
        field("积分", "earlier_points", Type::POINTS),
    ]
}

/// The version that the tests read facts against.
pub fn version() -> Version {
    Version {
        policy: Named { title: Some("试行办法".into()), ..named("试验积分", "trial") },
        id: "2018".into(),
        base: None,
        draft: false,
        reviewed: Vec::new(),
        articles: Vec::new(),
        not_computed: Vec::new(),
        transitions: Vec::new(),
        number: None,
        announced: None,
        in_force: day("2018-01-01"),
        expires: None,
        repeals: Vec::new(),
        filing_date: Some(Expr { kind: ExprKind::Fact(FactId(0)), ty: Type::Date, span: Span::default() }),
        counting_date: None,
        conventions: Conventions {
            leap_day_is_march: Some(true),
            months_end_previous: Some(true),
            days_end_previous: Some(false),
            currency: None,
        },
        notes: Vec::new(),
        choices: choices(),
        records: records(),
        facts: facts(),
        parameters: Vec::new(),
        catalogues: Vec::new(),
        alternatives: Vec::new(),
        definitions: Vec::new(),
        indicators: Vec::new(),
        indicator_types: Vec::new(),
        groups: Vec::new(),
        group_types: Vec::new(),
        totals: Vec::new(),
        outcomes: Vec::new(),
        constraints: Vec::new(),
        written: Vec::new(),
    }
}
