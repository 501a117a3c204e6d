//! The one keyword table: every fixed word of the language in Chinese and English.
//!
//! The grammar's keyword rules (`keywords.pest`) are written from this table by [`grammar_source`];
//! a test compares the two. The formatter prints keywords from it, and so converts a file between
//! the languages.

use crate::tree::Kind;
use Class::{Clause, Closing, Connective, Function, Head, Measure, Type, Unit};

/// A language in which keywords, diagnostics and explanations are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// Chinese.
    Zh,
    /// English.
    En,
}

/// What a keyword is, which decides where a name may be spelled like it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Opens a declaration at column one: `指标`.
    Head,
    /// Joins expressions; never a name: `且`.
    Connective,
    /// Opens or continues a clause; may also be a name: `注`.
    Clause,
    /// A clause word that a number may follow without a space; may be a name, but not with digits behind it: `最高30分`.
    Measure,
    /// Closes a construct in one of the languages; spelled with no letters in the other: `的`.
    Closing,
    /// A type's name, only where a type stands: `金额`.
    Type,
    /// A unit behind a number: `万元`.
    Unit,
    /// A function, only before a parenthesis: `整年(`.
    Function,
}

/// One keyword. The first spelling in each language is the canonical one.
#[derive(Debug, Clone, Copy)]
pub struct Keyword {
    /// The grammar rule's name without `kw_`.
    pub id: &'static str,
    /// The grammar rule.
    pub kind: Kind,
    /// What it is.
    pub class: Class,
    /// Chinese spellings, separated by `|`; an empty one prints nothing.
    pub zh: &'static str,
    /// English spellings, separated by `|`.
    pub en: &'static str,
}

macro_rules! keywords {
    ($($kind:ident $class:ident $zh:literal $en:literal)*) => {
        /// The table.
        pub static KEYWORDS: &[Keyword] = &[$(Keyword {
            id: stringify!($kind), kind: Kind::$kind, class: $class, zh: $zh, en: $en,
        }),*];
    };
}

keywords! {
    // Heads
    kw_policy Head "政策" "policy"
    kw_conventions Head "约定" "conventions"
    kw_choice Head "选项" "choice"
    kw_record Head "记录" "record"
    kw_facts Head "事实" "facts"
    kw_parameter Head "参数" "parameter"
    kw_catalogue Head "目录" "catalogue"
    kw_alternative Head "备选" "alternative"
    kw_define Head "定义" "define"
    kw_require Head "必须" "require"
    kw_assume Head "假定" "assume"
    kw_indicator Head "指标" "indicator"
    kw_result Head "结果" "result"
    kw_total Head "总分" "total"
    kw_outcomes Head "结论" "outcomes"
    // Cases
    kw_cases Head "案例" "cases"
    kw_base Clause "基准" "base"
    kw_from_file Clause "取自" "from"
    kw_outcome Clause "结论" "outcome"
    kw_error Clause "错误" "error"
    kw_unknown Clause "未知" "unknown"
    kw_none Clause "无" "none"
    kw_unchanged_by Clause "未因" "unchanged by"
    kw_changed_by Clause "因" "changed by"
    kw_changed_by_end Closing "而变" ""
    kw_under_versions Clause "于" "under"
    kw_unreviewed Clause "未核" "unreviewed"
    // Amendments; heads that Chinese spells alike are told apart by what follows
    kw_amendment Head "修正" "amendment"
    kw_change Head "将" "change"
    kw_move Head "将" "move"
    kw_rename Head "将" "rename"
    kw_insert_after Head "在" "after"
    kw_insert_before Head "在" "before"
    kw_insert_within Head "在" "within"
    kw_delete Head "删去" "delete"
    kw_add Head "增加" "add"
    kw_based_on Clause "基于" "based on"
    kw_from Clause "由" "from"
    kw_into Clause "修改为|改为" "into"
    kw_add_after Clause "之后 增加" "add"
    kw_add_before Clause "之前 增加" "add"
    kw_add_within Clause "中 增加" "add"
    kw_moved_after Clause "移至" "after"
    kw_moved_after_end Closing "之后" ""
    kw_moved_before Clause "移至" "before"
    kw_moved_before_end Closing "之前" ""
    kw_renamed Clause "改称" "as"
    kw_still_reported Clause "仍列示" "still reported"
    kw_title Clause "标题" "title"
    kw_status Clause "状态" "status"
    kw_draft Clause "草案" "draft"
    kw_transition Clause "过渡" "transition"
    kw_apply_better Clause "择优适用" "apply the better of"
    kw_apply Clause "适用" "apply"
    kw_by_outcome Clause "按结论 由优到劣|按结论由优到劣" "by outcome from best to worst"
    // The policy's head
    kw_version Clause "版本" "version"
    kw_number Clause "文号" "number"
    kw_announced Clause "公布" "announced"
    kw_in_force Clause "施行" "in force"
    kw_expires Clause "有效期至" "expires"
    kw_repeals Clause "废止" "repeals"
    kw_articles Clause "条文" "articles"
    kw_not_computed Clause "不计算" "not computed"
    kw_filing_date Clause "申请日" "filing date"
    kw_counting_date Clause "计算日" "counting date"
    // Conventions
    kw_leap_day Clause "闰日" "leap day"
    kw_common_years Clause "平年" "in common years"
    kw_as Clause "作" "as"
    kw_mar_1 Clause "3月1日" "Mar 1"
    kw_feb_28 Clause "2月28日" "Feb 28"
    kw_months_end Clause "最近 月" "last months"
    kw_days_end Clause "最近 日" "last days"
    kw_end_at Clause "止于" "end"
    kw_previous_month Clause "上月" "previous month"
    kw_same_month Clause "当月" "same month"
    kw_previous_day Clause "前日" "previous day"
    kw_same_day Clause "当日" "same day"
    kw_currency Clause "货币" "currency"
    // Choices and records
    kw_low_to_high Clause "由低到高" "low to high"
    kw_one_for_each Clause "每" "one for each"
    kw_one_for_each_end Closing "一条" ""
    kw_up_to Measure "最多" "up to"
    kw_entries Clause "条" "entries|entry"
    // Facts
    kw_list Clause "列表" "list"
    kw_or_none Clause "或 无" "or none"
    kw_presume Clause "推定" "presume"
    // Parameters and catalogues
    kw_as_of Measure "自" "as of"
    kw_column Clause "列" "column"
    kw_open_ended Clause "长期有效" "open ended"
    // Citations, notes, findings
    kw_per Connective "依据" "per"
    kw_note Clause "注" "note"
    kw_reviewed Clause "已核" "reviewed"
    // Bodies
    kw_only_for Clause "仅限" "only for"
    kw_repealed Clause "已废止" "repealed"
    kw_cap Measure "最高" "at most"
    kw_floor Measure "最低" "at least"
    kw_times Measure "乘" "times"
    kw_round_down Measure "舍去到" "round down to"
    kw_round_up Measure "进位到" "round up to"
    kw_round Measure "四舍五入到" "round to"
    kw_best Clause "取最高" "best"
    kw_least Clause "取最低" "least"
    kw_sum Clause "合计|累加" "sum"
    kw_choose_one Clause "择一" "choose one"
    kw_first Clause "取首个" "first"
    kw_agree Clause "须一致" "agree"
    kw_count Clause "计数" "count"
    kw_all Clause "全部" "all"
    kw_under Connective "择优于" "under best of"
    kw_group Clause "组" "group"
    kw_when Connective "凡" "when"
    kw_when_end Closing "的" ""
    kw_award Connective "积" "award"
    kw_deduct Connective "扣减" "deduct"
    kw_otherwise Connective "其余" "otherwise"
    kw_by Connective "按" "by"
    kw_in_bands Clause "分段" "in bands"
    kw_condition Clause "条件" "condition"
    kw_for_each_full Connective "每满" "for each full"
    kw_for_each Connective "每" "for each"
    kw_or_part Connective "不足也计" "or part"
    kw_pro_rata Connective "按比例" "pro rata"
    kw_for_each_entry Connective "每条" "for each entry"
    kw_once Measure "满" "once"
    kw_once_end Closing "后计入" "full"
    kw_over_only Measure "超过" "over"
    kw_over_only_end Closing "的部分" "only"
    // Operators and connectives
    kw_and Connective "且" "and"
    kw_or Connective "或" "or"
    kw_not Connective "不" "not"
    kw_has Connective "有" "has"
    kw_lacks Connective "没有" "lacks"
    kw_is Connective "为" "is"
    kw_is_not Connective "不为" "is not"
    kw_in Connective "在" "in"
    kw_not_in Connective "不在" "not in"
    kw_last Connective "最近" "last"
    kw_last_end Closing "内" ""
    kw_to Connective "至" "to"
    kw_where Connective "其中" "where"
    kw_no_less Connective "不少于|不低于|至少" "no less than|at least"
    kw_no_more Connective "不超过|不多于|不高于|至多" "no more than|at most"
    kw_less Connective "不满|少于" "less than"
    kw_below Connective "低于" "below"
    kw_over Connective "超过|高于|多于" "over|more than|above"
    kw_no_later Connective "不晚于" "no later than"
    kw_no_earlier Connective "不早于" "no earlier than"
    kw_earlier Connective "早于" "before"
    kw_later Connective "晚于" "after"
    kw_or_more Connective "以上" "or more"
    kw_or_less Connective "以下" "or less"
    kw_yes Connective "是" "yes"
    kw_no Connective "否" "no"
    kw_nothing Connective "空缺" "nothing"
    kw_this_item Connective "本项" "this item"
    kw_outer_item Connective "外项" "outer item"
    kw_this_group Connective "本组" "this group"
    // Types
    ty_yes_no Type "是否" "yes_no"
    ty_integer Type "整数" "integer"
    ty_decimal Type "小数" "decimal"
    ty_points Type "积分" "points"
    ty_money Type "金额" "money"
    ty_date Type "日期" "date"
    ty_month Type "月" "month"
    ty_duration Type "时长" "duration"
    ty_code Type "代码" "code"
    // Units
    u_points Unit "分" "points|point"
    u_yuan Unit "元" "yuan"
    u_wan_yuan Unit "万元" "wan yuan"
    u_yi_yuan Unit "亿元" "yi yuan"
    u_years Unit "年" "years|year"
    u_months Unit "个月" "months|month"
    u_weeks Unit "周|星期" "weeks|week"
    u_days Unit "日|天" "days|day"
    u_multiple Unit "倍" "times|time"
    u_per_year Unit "年" "year"
    u_per_month Unit "月" "month"
    u_per_week Unit "周" "week"
    u_per_day Unit "日|天" "day"
    u_per_hour Unit "小时" "hour"
    // Functions
    fn_full_years Function "整年" "full_years"
    fn_full_months Function "整月" "full_months"
    fn_days Function "天数" "days_between"
    fn_anniversary Function "周年日" "anniversary"
    fn_year Function "年份" "year_of"
    fn_date Function "日期" "date"
    fn_month_of Function "所在月" "month_of"
    fn_start_of_year Function "年初" "start_of_year"
    fn_first_day Function "首日" "first_day"
    fn_last_day Function "末日" "last_day"
    fn_count Function "计数" "count"
    fn_sum Function "求和" "sum"
    fn_average Function "平均" "average"
    fn_largest Function "最大" "largest"
    fn_smallest Function "最小" "smallest"
    fn_latest Function "最新" "latest"
    fn_earliest Function "最早" "earliest"
    fn_any Function "任一" "any"
    fn_every Function "每条均" "every"
    fn_distinct Function "种数" "distinct"
    fn_per_group Function "逐组求和" "sum_per"
    fn_unbroken Function "连续月数" "unbroken_months"
    fn_longest Function "最长连续月数" "longest_months"
    fn_days_covered Function "覆盖天数" "days_covered"
    fn_longest_days Function "最长连续天数" "longest_days"
    fn_unbroken_since Function "连续起始" "unbroken_since"
    fn_each_year Function "逐年均有" "in_each_year"
    fn_max Function "较大" "max"
    fn_min Function "较小" "min"
    fn_floor Function "舍去" "round_down"
    fn_ceiling Function "进位" "round_up"
    fn_round Function "四舍五入" "round"
    fn_yearly Function "按年计" "yearly"
    fn_monthly Function "按月计" "monthly"
}

impl Keyword {
    /// The spellings in one language, canonical first.
    pub fn spellings(&self, language: Language) -> impl Iterator<Item = &'static str> {
        let spelled = match language {
            Language::Zh => self.zh,
            Language::En => self.en,
        };
        spelled.split('|').filter(|s| !s.is_empty())
    }

    /// The canonical spelling; empty where a closing word has none in this language.
    pub fn canonical(&self, language: Language) -> &'static str {
        self.spellings(language).next().unwrap_or("")
    }
}

/// The keyword that a grammar rule stands for, if it is one.
pub fn keyword(kind: Kind) -> Option<&'static Keyword> {
    // The table's order is the grammar's, so that a rule's number leads to its row.
    let first = KEYWORDS.first()?.kind as usize;
    KEYWORDS.get((kind as usize).wrapping_sub(first)).filter(|k| k.kind == kind)
}

/// The language that a keyword's written text belongs to; `None` where it is not a spelling.
pub fn language_of(kind: Kind, text: &str) -> Option<Language> {
    let k = keyword(kind)?;
    if k.spellings(Language::Zh).any(|s| same_words(s, text)) {
        Some(Language::Zh)
    } else if k.spellings(Language::En).any(|s| same_words(s, text)) {
        Some(Language::En)
    } else {
        None
    }
}

fn same_words(a: &str, b: &str) -> bool {
    a.split_whitespace().eq(b.split_whitespace())
}

/// The grammar of the keywords, as `keywords.pest` holds it.
pub fn grammar_source() -> String {
    let mut out = String::from("// Written from keywords.rs; `JIFEN_BLESS=1 cargo test -p jifen-grammar` renews it.\n");
    for k in KEYWORDS {
        let mut spelled: Vec<String> = Vec::new();
        for s in k.spellings(Language::Zh) {
            spelled.push(format!("{} ~ zh_end", words(s)));
        }
        for s in k.spellings(Language::En) {
            spelled.push(format!("{} ~ en_end", words(s)));
        }
        let any = spelled.join(" | ");
        let rule = match k.class {
            // `3 times 2`: the keyword of that spelling, and its factor
            _ if k.kind == Kind::u_multiple => format!("({any}) ~ !(sp* ~ factor)"),
            Class::Closing => format!("({any})?"),
            Class::Function => format!("({any}) ~ &(sp* ~ \"(\")"),
            _ => any,
        };
        out.push_str(&format!("{} = @{{ {rule} }}\n", k.id));
    }
    let of = |classes: &[Class], language: Language| {
        let mut all: Vec<&str> = KEYWORDS
            .iter()
            .filter(|k| classes.contains(&k.class))
            .flat_map(|k| k.spellings(language))
            .filter(|s| !s.contains(' '))
            .collect();
        all.sort_by_key(|s| (std::cmp::Reverse(s.len()), *s));
        all.dedup();
        all.iter().map(|s| words(s)).collect::<Vec<_>>().join(" | ")
    };
    // These are tried at every name: a look at the first letter spares the other language's
    let both = |zh: &str, en: &str| format!("(&ASCII_ALPHA ~ ({en}) | !ASCII_ALPHA ~ ({zh})) ~ en_end");
    let reserved = both(&of(&[Connective, Closing], Language::Zh), &of(&[Connective], Language::En));
    out.push_str(&format!("reserved = _{{ {reserved} }}\n"));
    let touching = of(&[Connective, Measure], Language::Zh);
    out.push_str(&format!("keyword_and_digits = _{{ ({touching}) ~ ASCII_DIGIT+ ~ en_end }}\n"));
    let first = |language: Language| {
        let mut all: Vec<&str> = KEYWORDS
            .iter()
            .filter(|k| matches!(k.class, Clause | Measure | Closing | Connective))
            .filter(|k| k.kind != Kind::kw_entries)
            .flat_map(|k| k.spellings(language))
            .filter_map(|s| s.split(' ').next())
            .filter(|w| !w.starts_with(|c: char| c.is_ascii_digit()))
            .collect();
        all.sort_by_key(|s| (std::cmp::Reverse(s.len()), *s));
        all.dedup();
        all.iter().map(|s| words(s)).collect::<Vec<_>>().join(" | ")
    };
    let not_unit = both(&first(Language::Zh), &first(Language::En));
    out.push_str(&format!("not_unit = _{{ {not_unit} }}\n"));
    out
}

fn words(spelling: &str) -> String {
    let quoted: Vec<String> = spelling.split(' ').map(|w| format!("\"{w}\"")).collect();
    quoted.join(" ~ sp+ ~ ")
}
