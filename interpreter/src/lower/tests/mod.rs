//! Small sources with the codes they should give and the text that should be underlined.

mod constructs;
mod data;
mod expressions;
mod names;
mod order;
mod parameters;
mod policy;
mod syntax;

use jifen_grammar::keywords::Language;

use crate::diagnostic::Diagnostic;
use crate::model::*;

/// What most tests stand on.
pub(super) const CHINESE: &str = "\
政策 测试 (test) 版本 1 {
  施行 2018-01-01
  申请日 申请日期
}
约定 { 闰日 平年 作 3月1日; 最近 月 止于 上月; 最近 日 止于 当日 }
选项 学历 由低到高 { 无 (none); 大专 (college); 本科; 硕士 }
选项 颜色 { 红; 绿 }
记录 月缴费 每 月份 一条 最多 720条 { 月份 : 月; 基数 : 金额 0元..1000万元; 补缴 : 是否; 单位 : 代码 }
记录 企业情况 { 份额 : 小数 0..1; 纳税 : 金额 列表 最多 3条
  定义 总税 = 求和(纳税)
}
记录 居住 { 起 : 日期; 止 : 日期 }
事实 {
  申请日期 (application_date) : 日期
  出生日期 : 日期 1900-01-01..申请日期
  学历 : 学历
  喜好 : 颜色 或 无
  缴费 : 月缴费 列表
  居所 : 居住 列表
  企业 : 企业情况 或 无
  奖项 : 颜色 列表
  税额 : 金额 列表
  人数 : 整数 人
  孩子 : 整数 0..20
  课时 : 小数 课时
  工资 : 金额/月
  年薪 : 金额/年
  存款 : 金额
  已婚 : 是否
  编号 : 代码
  起月 : 月
  服务 : 时长 或 无
  起始 : 日期 或 无
}
参数 社平工资 : 金额 { 自 2016-04 5939元 }
目录 城六区 { 自 2017-01-01 { 东城; 西城 } }
定义 周岁 = 整年(出生日期 至 申请日期)
";

/// The same in English, as far as the tests need it.
pub(super) const ENGLISH: &str = "\
policy test version 1 {
  in force 2018-01-01
  filing date application_date
}
conventions { leap day in common years as Mar 1; last months end previous month; last days end same day }
choice degree low to high { no_degree (none); college; bachelor; master }
choice colour { red; green }
record contribution one for each paid_in up to 720 entries { paid_in : month; base : money; late : yes_no }
facts {
  application_date : date
  birth_date : date 1900-01-01..application_date
  degree : degree
  favourite : colour or none
  contributions : contribution list
  children : integer 0..20
  wage : money/month
  married : yes_no
}
parameter reference_wage : money { as of 2016-04 5939 yuan }
define age = full_years(birth_date to application_date)
";

/// Lowers some texts, each a file.
pub(super) fn lowered(texts: &[&str]) -> (Option<Version>, Vec<Diagnostic>) {
    let files: Vec<_> = texts.iter().enumerate().map(|(i, text)| jifen_grammar::parse(i as u32, text)).collect();
    let files: Vec<_> = files.iter().collect();
    super::lower(&files)
}

/// Codes with the text that each underlines.
pub(super) fn found(texts: &[&str]) -> Vec<(String, String)> {
    let (_, diagnostics) = lowered(texts);
    for d in &diagnostics {
        for language in [Language::Zh, Language::En] {
            well_said(&d.message(language), d);
            well_said(&d.hint(language), d);
        }
    }
    let underlined = |d: &Diagnostic| texts[d.span.file as usize][d.span.range()].to_owned();
    diagnostics.iter().map(|d| (d.code.id().to_owned(), underlined(d))).collect()
}

/// The law of messages: no final period, no place left open, no type's name.
fn well_said(text: &str, d: &Diagnostic) {
    let place = (0..9).any(|n| text.contains(&format!("{{{n}}}")));
    assert!(!text.ends_with(['.', '。']) && !place && !text.contains("::"), "{text} in {d:?}");
    let first = text.chars().next().unwrap_or('a');
    assert!(!first.is_ascii_uppercase(), "{text} in {d:?}");
}

/// Checks what declarations behind a prelude give.
#[track_caller]
pub(super) fn gives(prelude: &str, source: &str, expected: &[(&str, &str)]) {
    let text = format!("{prelude}{source}\n");
    let parsed = jifen_grammar::parse(0, &text);
    assert!(parsed.errors.is_empty(), "{source}: {:?}", parsed.errors);
    let found = found(&[&text]);
    let found: Vec<(&str, &str)> = found.iter().map(|(code, text)| (&**code, &**text)).collect();
    assert_eq!(found, expected, "{source}");
}

/// Checks what a Chinese source gives.
#[track_caller]
pub(super) fn zh(source: &str, expected: &[(&str, &str)]) {
    gives(CHINESE, source, expected);
}

/// Checks what an English source gives.
#[track_caller]
pub(super) fn en(source: &str, expected: &[(&str, &str)]) {
    gives(ENGLISH, source, expected);
}

/// The hints that a Chinese source gives, in Chinese.
pub(super) fn hints(source: &str) -> Vec<String> {
    let text = format!("{CHINESE}{source}\n");
    lowered(&[&text]).1.iter().map(|d| d.hint(Language::Zh)).collect()
}

/// A version of Chinese source without errors.
#[track_caller]
pub(super) fn version(source: &str) -> Version {
    let text = format!("{CHINESE}{source}\n");
    let parsed = jifen_grammar::parse(0, &text);
    assert!(parsed.errors.is_empty(), "{:?}", parsed.errors);
    let (version, diagnostics) = lowered(&[&text]);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    version.unwrap_or_else(|| panic!("no version"))
}

/// The last definition of a source.
#[track_caller]
pub(super) fn last_definition(source: &str) -> Definition {
    version(source).definitions.pop().unwrap_or_else(|| panic!("no definition"))
}

/// What the last definition of a source computes.
#[track_caller]
pub(super) fn last_expr(source: &str) -> Expr {
    match last_definition(source).content {
        Content::Expr(expr) => expr,
        Content::Body(_) => panic!("a body"),
    }
}
