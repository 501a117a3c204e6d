//! What the grammar expected, in a drafter's words.

use crate::keywords::{Class, Language, keyword};
use crate::tree::Kind;

/// A thing that may be written, in both languages, and how early it is named.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Word {
    rank: u8,
    zh: String,
    en: String,
}

/// At most so many things are named.
const MOST: usize = 5;

/// The expected rules as two lists of words, Chinese and English.
pub(crate) fn words(expected: &[Kind]) -> (Vec<String>, Vec<String>) {
    let has = |k: Kind| expected.contains(&k);
    let compares = has(Kind::lt);
    let operand = has(Kind::literal) || has(Kind::expr) || has(Kind::sum);
    // Where something must follow, a title or key is only possible
    let must = [
        Kind::group_how,
        Kind::kw_choose_one,
        Kind::EOI,
        Kind::lb,
        Kind::equals,
        Kind::colon,
        Kind::kw_version,
        Kind::kw_sum,
    ];
    let optional = !operand && must.into_iter().any(has);
    let mut all: Vec<Word> = Vec::new();
    if has(Kind::line) {
        let usual = [Kind::kw_when, Kind::kw_by, Kind::kw_award, Kind::kw_cap, Kind::kw_otherwise];
        return spelled(2, &usual).into_iter().map(|w| (w.zh, w.en)).unzip();
    }
    for &kind in expected {
        match kind {
            _ if operand && opens_operand(kind) => {}
            // One of many operators
            Kind::equals if has(Kind::lt) => {}
            Kind::string if optional => all.extend(of(Kind::title, compares)),
            Kind::lp if optional => all.extend(of(Kind::key, compares)),
            _ => all.extend(of(kind, compares)),
        }
    }
    if operand {
        all.push(fixed(0, "一个表达式", "an expression"));
    }
    all.sort();
    all.dedup_by(|a, b| a.zh == b.zh && a.en == b.en);
    all.truncate(MOST);
    let (mut zh, mut en): (Vec<_>, Vec<_>) = all.into_iter().map(|w| (w.zh, w.en)).unzip();
    // What one language tells apart by another word, the other may spell alike
    zh.dedup();
    en.dedup();
    (zh, en)
}

/// A word behind an operand; `compares` where a comparison may stand too.
fn joining(compares: bool) -> Word {
    match compares {
        true => fixed(
            3,
            "比较或连接的词(如 `不少于`、`且`)",
            "a word that compares or joins (such as `no less than` or `and`)",
        ),
        false => fixed(3, "加减乘除", "plus, minus, times or divided by"),
    }
}

fn fixed(rank: u8, zh: &str, en: &str) -> Word {
    Word { rank, zh: zh.to_owned(), en: en.to_owned() }
}

fn sign(text: &str) -> Vec<Word> {
    vec![fixed(1, &format!("`{text}`"), &format!("`{text}`"))]
}

fn spelled(rank: u8, kinds: &[Kind]) -> Vec<Word> {
    kinds
        .iter()
        .filter_map(|&k| keyword(k))
        .map(|k| {
            let quoted = |language| format!("`{}`", k.canonical(language));
            Word { rank, zh: quoted(Language::Zh), en: quoted(Language::En) }
        })
        .collect()
}

/// Whether a rule only says that an expression may begin here.
fn opens_operand(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::name
            | Kind::literal
            | Kind::string
            | Kind::lp
            | Kind::call
            | Kind::callee
            | Kind::called
            | Kind::parens
            | Kind::reference
            | Kind::minus
            | Kind::prefix
            | Kind::expr
            | Kind::sum
            | Kind::period
            | Kind::table_key
            | Kind::kw_not
            | Kind::kw_has
            | Kind::kw_lacks
            | Kind::kw_yes
            | Kind::kw_no
            | Kind::kw_nothing
            | Kind::kw_this_item
            | Kind::kw_outer_item
            | Kind::kw_this_group
            | Kind::kw_condition
    )
}

fn of(kind: Kind, compares: bool) -> Vec<Word> {
    match kind {
        // What continues any expression or number goes without saying
        Kind::dot | Kind::percent => Vec::new(),
        Kind::plus | Kind::minus | Kind::star | Kind::divide | Kind::member => {
            vec![joining(compares)]
        }
        Kind::le | Kind::lt | Kind::ge | Kind::gt | Kind::ne => Vec::new(),
        Kind::unit | Kind::unit_name | Kind::per_time => vec![fixed(2, "单位", "a unit")],
        Kind::name | Kind::reference | Kind::callee | Kind::called | Kind::field => {
            vec![fixed(0, "名称", "a name")]
        }
        Kind::code => vec![fixed(0, "英文键", "a key")],
        Kind::id => vec![fixed(0, "版本号", "a version")],
        Kind::string | Kind::text => vec![fixed(0, "引号中的文字", "a text in quotes")],
        Kind::title => vec![fixed(5, "引号中的文字", "a text in quotes")],
        Kind::number => vec![fixed(0, "数字", "a number")],
        Kind::literal => vec![fixed(0, "数值", "a value")],
        Kind::date => vec![fixed(0, "日期(如 `2018-01-01`)", "a date (such as `2018-01-01`)")],
        Kind::month => vec![fixed(0, "月份(如 `2018-01`)", "a month (such as `2018-01`)")],
        Kind::r#type | Kind::base | Kind::type_name => vec![fixed(0, "类型", "a type")],
        Kind::domain => vec![fixed(3, "范围(如 `0..100`)", "a range (such as `0..100`)")],
        Kind::key => vec![fixed(5, "括号中的英文键", "a key in parentheses")],
        Kind::label => vec![fixed(4, "`(1)` 这样的编号", "a label such as `(1)`")],
        Kind::expr | Kind::sum | Kind::parens | Kind::call | Kind::period | Kind::table_key => {
            vec![fixed(0, "一个表达式", "an expression")]
        }
        Kind::band | Kind::set | Kind::choice_ref => {
            vec![fixed(0, "一个值或范围", "a value or range")]
        }
        Kind::window => spelled(2, &[Kind::kw_last]),
        Kind::case | Kind::case_row | Kind::header | Kind::matrix_row => {
            let mut all = vec![fixed(0, "一种情形", "a case")];
            all.extend(spelled(2, &[Kind::kw_otherwise]));
            all
        }
        Kind::cite => spelled(3, &[Kind::kw_per]),
        Kind::note => spelled(5, &[Kind::kw_note]),
        Kind::line | Kind::row | Kind::give => spelled(
            2,
            match kind {
                Kind::give => &[Kind::kw_award, Kind::kw_deduct, Kind::kw_is],
                _ => &[Kind::kw_when, Kind::kw_by, Kind::kw_award],
            },
        ),
        Kind::otherwise => spelled(2, &[Kind::kw_otherwise]),
        Kind::table | Kind::per_unit | Kind::per_record | Kind::progressive => spelled(2, &[Kind::kw_by]),
        Kind::each => spelled(2, &[Kind::kw_for_each_full, Kind::kw_for_each]),
        Kind::once => spelled(3, &[Kind::kw_once]),
        Kind::over_only => spelled(3, &[Kind::kw_over_only]),
        Kind::modifier => spelled(3, &[Kind::kw_cap, Kind::kw_floor, Kind::kw_times]),
        Kind::combine => spelled(4, &[Kind::kw_best, Kind::kw_sum]),
        Kind::group_how => spelled(2, &[Kind::kw_sum, Kind::kw_best, Kind::kw_choose_one]),
        Kind::group => spelled(2, &[Kind::kw_group]),
        Kind::indicator_ref => vec![fixed(0, "指标的名称", "an indicator's name")],
        Kind::value => vec![fixed(0, "选项值的名称", "a value's name")],
        Kind::fact => vec![fixed(0, "事实的名称", "a fact's name")],
        Kind::verdict => vec![fixed(0, "结论的名称", "an outcome's name")],
        Kind::outcome => spelled(2, &[Kind::kw_when, Kind::kw_otherwise]),
        Kind::entry => vec![fixed(0, "代码", "a code")],
        Kind::step | Kind::listing => spelled(2, &[Kind::kw_as_of]),
        Kind::one_for_each => spelled(3, &[Kind::kw_one_for_each]),
        Kind::size => spelled(3, &[Kind::kw_up_to]),
        Kind::by_class => spelled(3, &[Kind::kw_by]),
        Kind::column => spelled(3, &[Kind::kw_column]),
        Kind::presume => spelled(3, &[Kind::kw_presume]),
        Kind::leap_day => spelled(2, &[Kind::kw_leap_day]),
        Kind::target => {
            vec![fixed(0, "要修改之处(如 `指标 年龄(1)`)", "the place to amend (such as `indicator age(1)`)")]
        }
        Kind::old_value | Kind::old_setting => vec![fixed(0, "原来的值", "the old value")],
        Kind::new_value | Kind::new_setting => vec![fixed(0, "新的值", "the new value")],
        Kind::given | Kind::givens => vec![fixed(0, "事实的名称", "a fact's name")],
        Kind::given_value | Kind::several_given => vec![fixed(0, "事实的值", "the fact's value")],
        Kind::test_case => vec![fixed(0, "基准或事实的名称", "the name of a base or fact")],
        Kind::expected => {
            vec![fixed(0, "指标、总分的名称或 `结论`", "the name of an indicator or total, or `outcome`")]
        }
        Kind::expected_value => vec![fixed(0, "期望的值", "the value that it should have")],
        Kind::arrow => sign("=>"),
        Kind::EOI => vec![fixed(4, "行末", "the end of the line")],
        Kind::comma | Kind::between => sign(","),
        Kind::lp => sign("("),
        Kind::rp => sign(")"),
        Kind::lb => sign("{"),
        Kind::rb => sign("}"),
        Kind::bar => sign("|"),
        Kind::colon => sign(":"),
        Kind::equals => sign("="),
        Kind::upto => sign(".."),
        Kind::slash => sign("/"),
        Kind::offered => sign("-"),
        _ => keyword_words(kind, compares),
    }
}

fn keyword_words(kind: Kind, compares: bool) -> Vec<Word> {
    let Some(k) = keyword(kind) else {
        return Vec::new();
    };
    match (k.class, kind) {
        (Class::Closing, _) => Vec::new(),
        (Class::Function, _) => vec![fixed(0, "一个表达式", "an expression")],
        (Class::Type, _) => vec![fixed(0, "类型", "a type")],
        (Class::Unit, _) => vec![fixed(2, "单位", "a unit")],
        (_, Kind::kw_note | Kind::kw_reviewed) => spelled(5, &[kind]),
        (
            _,
            Kind::kw_and
            | Kind::kw_or
            | Kind::kw_is
            | Kind::kw_is_not
            | Kind::kw_to
            | Kind::kw_where
            | Kind::kw_no_less
            | Kind::kw_no_more
            | Kind::kw_less
            | Kind::kw_below
            | Kind::kw_over
            | Kind::kw_no_later
            | Kind::kw_no_earlier
            | Kind::kw_earlier
            | Kind::kw_later
            | Kind::kw_or_more
            | Kind::kw_or_less,
        ) => vec![joining(compares)],
        (_, Kind::kw_in | Kind::kw_not_in) => vec![joining(compares)],
        _ => spelled(2, &[kind]),
    }
}
