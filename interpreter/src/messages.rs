//! The one table of messages: every code with its severity, message and hint in Chinese and English.
//! `{0}`, `{1}` stand for the diagnostic's values. User text stands in backticks.

use crate::diagnostic::Severity;
use jifen_grammar::keywords::Language;

macro_rules! codes {
    ($($(#[$doc:meta])* $code:ident $name:ident $severity:ident $zh:literal $en:literal $zh_hint:literal $en_hint:literal)*) => {
        /// A diagnostic's code.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code {
            $($(#[$doc])* $name),*
        }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Code] = &[$(Code::$name),*];

            /// As shown: `E0201`.
            pub fn id(self) -> &'static str {
                match self { $(Code::$name => stringify!($code)),* }
            }

            /// How bad it is.
            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity),* }
            }

            /// The message's template.
            pub fn message(self, language: Language) -> &'static str {
                match language {
                    Language::Zh => match self { $(Code::$name => $zh),* },
                    Language::En => match self { $(Code::$name => $en),* },
                }
            }

            /// The hint's template; empty where there is none.
            pub fn hint(self, language: Language) -> &'static str {
                match language {
                    Language::Zh => match self { $(Code::$name => $zh_hint),* },
                    Language::En => match self { $(Code::$name => $en_hint),* },
                }
            }
        }
    };
}

codes! {
    // E01: the text

    // E02: names
    /// `凡 年纪 不满 56 的`: no such name.
    E0201 UnknownName Error
        "没有名为 `{0}` 的{1}" "there is no {1} named `{0}`"
        "{2}" "{2}"
    // E03: types and units

    // E04: structure

    // E05: versions and parameters

    // W06: findings

    // F01: facts
    /// A file in GBK or UTF-16, `FF FE 7B 00`: the facts are read as UTF-8 only.
    F0101 FactsEncoding Error
        "不是 UTF-8 文本{1}" "not UTF-8 text{1}"
        "请把文件另存为 UTF-8 编码" "save the file as UTF-8"
    /// An empty file, or blank lines only.
    F0102 FactsEmpty Error
        "没有申请人的事实" "there are no facts of any applicant"
        "写一个 JSON 对象,每行一个对象(NDJSON),或对象的数组" "write one JSON object, one object a line (NDJSON), or an array of objects"
    /// `{"education": "master"`: the text ends too early.
    F0103 JsonUnfinished Error
        "JSON 未写完:{1}" "the JSON is unfinished: {1}"
        "" ""
    /// `{"education": "master",}`: a comma before the closing bracket.
    F0104 JsonTrailingComma Error
        "`{1}` 前多了逗号" "there is a comma too many before `{1}`"
        "JSON 的最后一项后面不写逗号" "in JSON no comma follows the last item"
    /// `{'education': 'master'}`.
    F0105 JsonQuotes Error
        "`{1}` 不是 JSON 的引号" "`{1}` is no quotation mark of JSON"
        "请用英文双引号 `\"`" "use the double quote `\"`"
    /// `{"base": NaN}`, `{"married": True}`: a word that JSON doesn't know.
    F0106 JsonWord Error
        "`{1}` 不是 JSON 的值" "`{1}` is no JSON value"
        "{2}" "{2}"
    /// `{"base": 0123}`, `{"base": .5}`: not how JSON writes a number.
    F0107 JsonNumber Error
        "`{1}` 不是 JSON 的数" "`{1}` is no JSON number"
        "像 `6504`、`0.5`、`-3` 这样写,不写多余的零和加号" "write it like `6504`, `0.5` or `-3`, without further zeros or a plus sign"
    /// `{"education" "master"}`: something else has to stand here.
    F0108 JsonSyntax Error
        "`{1}` 不能出现在这里,此处应为{2}" "`{1}` can't stand here, expected {2}"
        "{3}" "{3}"
    /// `"a<tab>b"`, `"\x41"`, `"\ud800"`: a string that JSON doesn't allow.
    F0109 JsonString Error
        "字符串中有{1}" "there is {1} in a string"
        "{2}" "{2}"
    /// `[[[[…]]]]`: more than 128 brackets inside each other.
    F0110 JsonTooDeep Error
        "括号嵌套超过 128 层" "more than 128 brackets stand inside each other"
        "" ""
    /// `{"education": "master", "education": "doctor"}`.
    F0111 JsonTwice Error
        "`{0}` 写了两次" "`{0}` is written twice"
        "删去其中一个" "delete one of the two"
    /// `[1, 2]`: an applicant has to be an object.
    F0112 FactsNotAnObject Error
        "申请人的事实是{1},应为对象 `{…}`" "an applicant's facts are {1}, expected an object `{…}`"
        "" ""
    /// `{"eduction": "master"}`: no fact has this key.
    F0113 UnknownFact Error
        "没有键为 `{0}` 的事实" "there is no fact with the key `{0}`"
        "{1}" "{1}"
    /// `{"spouse": {"local": true}}`: the record has no such field.
    F0114 UnknownFactField Error
        "`{0}`:{1}没有这一项" "`{0}`: {1} has no such field"
        "{2}" "{2}"
    /// `{"contributions": [{"base": "abc"}]}`: a value of another type.
    F0115 FactType Error
        "`{0}` 是{1},应为{2}" "`{0}` is {1}, expected {2}"
        "{3}" "{3}"
    /// `{"education": null}` where the type is not 'or none'.
    F0116 FactNull Error
        "`{0}` 是 `null`(无),应为{1}" "`{0}` is `null` (none), expected {1}"
        "{2}" "{2}"
    /// `{"base": 1e400}`: more than 28 digits before the point.
    F0117 FactTooLarge Error
        "`{0}` 的数 `{1}` 太大" "`{0}` is `{1}`, which is too large"
        "整数部分最多 28 位" "there may be up to 28 digits before the point"
    /// `{"base": 6504.1234567890123456789012345}`: can't be kept exactly.
    F0118 FactTooPrecise Error
        "`{0}` 的数 `{1}` 位数太多" "`{0}` is `{1}`, which has too many digits"
        "最多 28 位有效数字" "there may be up to 28 significant digits"
    /// `{"children": 1.5}`.
    F0119 FactNotWhole Error
        "`{0}` 是 `{1}`,应为整数" "`{0}` is `{1}`, expected a whole number"
        "" ""
    /// `{"company": {"share": 1.2}}`: outside the values that the policy allows.
    F0120 FactOutOfRange Error
        "`{0}` 是 `{1}`,应为{2}" "`{0}` is `{1}`, expected {2}"
        "" ""
    /// `{"birth_date": "2023-02-30"}`.
    F0121 FactNoSuchDay Error
        "`{0}` 是 `{1}`,没有这一{2}" "`{0}` is `{1}`: there is no such {2}"
        "" ""
    /// `{"education": "mastr"}`: no value of the choice.
    F0122 FactNoSuchValue Error
        "`{0}` 是{1},不是“{2}”的值,应为 {3}" "`{0}` is {1}, which is no value of `{2}`, expected {3}"
        "{4}" "{4}"
    /// A list of 721 months where the policy allows 720.
    F0123 FactTooMany Error
        "`{0}` 有 {1} 条,最多 {2} 条" "`{0}` has {1} entries, at most {2} are allowed"
        "" ""
    /// `{"contributions": [{"month": "2023-05"}, {"month": "2023-05"}]}` where there is one entry for each month.
    F0124 FactEntryTwice Error
        "`{1}` 中 `{2}` 有两条:`{3}` 和 `{4}`" "`{1}` has two entries for `{2}`: `{3}` and `{4}`"
        "每个{5}只能有一条" "there may be one entry for each {5}"
    /// A code of more than 1,000 characters.
    F0125 FactTooLong Error
        "`{0}` 有 {1} 个字符,最多 1000 个" "`{0}` has {1} characters, at most 1000 are allowed"
        "" ""
    // E04: bodies, groups and versions
    /// `按 学历, 年龄段 { 本科 积 5分 }`: a row has one case for each key.
    E0421 WrongNumberOfCases Error
        "这里按 {0} 项查表,这一行却有 {1} 个取值" "the table has {0} keys, but this row {1} cases"
        "每个键写一个取值,或只写 `其余`" "write one case for each key, or only `otherwise`"
    /// `按 条件 { 本科 积 5分 }`: where the key is `条件`, cases are conditions.
    E0422 CaseNeedsCondition Error
        "按条件查表时,每一行要写成条件" "a table by condition needs a condition in each row"
        "写成 `凡 … 的`" "write `when …`"
    /// A matrix without a header row, or with two, or with one key.
    E0423 MatrixNeedsHeader Error
        "有格子的表要有一行表头和至少两个键(现有 {0} 行表头,{1} 个键)" "a table with cells needs one header row and at least two keys (it has {0} header rows and {1} keys)"
        "表头写成 `| 甲 | 乙`,键写成 `按 甲, 乙 {`" "write the header as `| a | b` and the keys as `by x, y {`"
    /// `硕士 积 5分` between the cells of a matrix.
    E0424 RowInMatrix Error
        "有格子的表里不能有这样的行" "a row like this can't stand in a table with cells"
        "写成 `… | 5分 | …`" "write `… | 5 points | …`"
    /// `本科 | 5分` under a header of two columns.
    E0425 WrongNumberOfCells Error
        "这一行有 {0} 格,表头有 {1} 列" "this row has {0} cells, the header {1} columns"
        "没有的格写 `-`" "write `-` where nothing is offered"
    /// `按 最高学历,每满 1年 积 2分`: only numbers, lengths of time and periods have units.
    E0426 NotMeasurable Error
        "这里需要可以计量的数、时长或期间,而这是{0}" "a number, a length of time or a period is needed here, not {0}"
        "" ""
    /// `凡 周岁 不满 30 的` without an award.
    E0427 RowWithoutAward Error
        "这一行没有写给什么" "this row awards nothing"
        "在后面写 `,积 …分`;只数条件时,先写 `计数` 或 `全部`" "add `, award … points`; to count conditions only, write `count` or `all` first"
    /// Two combining words, or two guards, in one body.
    E0428 SaidTwice Error
        "这里已经说过一次" "this was said before"
        "只留一处" "keep only one of them"
    /// Two rows labelled `(1)`.
    E0429 DuplicateLabel Error
        "编号 `({0})` 用了两次" "the label `({0})` is used twice"
        "修正案按编号指明一行,所以编号不能重复" "an amendment finds a row by its label, so each needs its own"
    /// Two rows, one without a label.
    E0430 RowWithoutLabel Error
        "有几行时,每一行要有编号" "where there are several rows, each needs a label"
        "在行首写 `(1)`、`(2)` …" "write `(1)`, `(2)` … in front"
    /// `指标 年龄 { 凡 周岁 不满 30 的,为 是 }`.
    E0431 IndicatorNotANumber Error
        "指标给的要是分值或数,而这是{0}" "an indicator awards points or a number, not {0}"
        "写 `积 …分`;别的结果用 `结果` 声明" "write `award … points`; declare other results with `result`"
    /// A group of an indicator in points and one in money.
    E0432 MixedMembers Error
        "一组里的成员要同类:前面是{0},这里是{1}" "members of a group must be of one kind: the first is {0}, this one {1}"
        "分成两个 `总分`,或用 `结果`" "make two totals of them, or use `result`"
    /// `组 基础指标 合计 { }`.
    E0433 EmptyGroup Error
        "这一组没有成员" "this group has no members"
        "写上指标的名称" "name the indicators in it"
    /// An indicator that no total counts.
    E0434 IndicatorInNoGroup Error
        "指标 `{0}` 不在任何总分或组里,它的分不会计入" "indicator `{0}` is in no total or group, so its points count nowhere"
        "把它写进一个组,或删去" "name it in a group, or delete it"
    /// An indicator named twice in one total.
    E0435 IndicatorTwice Error
        "指标 `{0}` 在同一个总分里出现两次" "indicator `{0}` occurs twice in one total"
        "一个指标在一个总分里只计一次" "an indicator counts once in a total"
    /// Two files that are both version 2018 of one policy.
    E0510 DuplicateVersion Error
        "版本 `{0}` 有两个文件" "there are two files of version `{0}`"
        "各版本用不同的版本号" "give each version an id of its own"
    /// A parameter that has no value yet when the version takes effect.
    E0511 ParameterBegins Error
        "参数 `{0}` 自 {1} 起才有值,而版本 {3} 自 {2} 起施行" "parameter `{0}` has values from {1} on, but version {3} is in force from {2}"
        "补上施行之日适用的值" "add the value that applied on that day"
    // W06: findings
    /// `指标 年龄 (age) {` without `依据`.
    W0601 NoSource Warning
        "`{0}` 没有写依据" "`{0}` cites no source"
        "写上 `依据 \"第…条\"`;确实没有的,写 `已核 W0601 \"理由\"`" "add `per \"Article …\"`; where there is none, `reviewed W0601 \"reason\"`"
    /// A fact that no rule reads.
    W0602 Unused Warning
        "{0} `{1}` 没有用到" "the {0} `{1}` is never used"
        "删去,或检查引用它的地方是否写了别的名称" "delete it, or see whether the rule that should read it names another"
    /// `凡 周岁 不满 18 且 周岁 超过 20 的`.
    W0603 NeverHolds Warning
        "这一行永远不会适用" "this row can never apply"
        "它的条件不可能成立,或前面的行已经包括了它" "its condition can't hold, or rows before it take all its cases"
    /// Rows for 56 to 60 and below 56: nothing is said of 61.
    W0604 Gap Warning
        "`{0}` 为 {1} 的,没有规定" "nothing is said for `{0}` of {1}"
        "补一行或 `其余`;有意如此的,写 `已核 W0604 \"理由\"`" "add a row or `otherwise`; if it is meant, write `reviewed W0604 \"reason\"`"
    /// `最高 100分` over rows that give 60 at most.
    W0605 CapNeverReached Warning
        "这个上限不起作用:最多只能得到 {0}" "this cap is never reached: {0} is the most that can come together"
        "检查上限或各行的数值" "see whether the cap or a row is mistaken"
    /// Rows for 50 to 60 and for 56 to 65 where one row at most may hold.
    W0606 Overlapping Warning
        "{0} 同时适用两行,而没有写明如何合并" "two rows apply to {0}, and nothing says how they combine"
        "改掉重叠,或写上 `取最高`、`合计` 等" "mend the overlap, or write `best`, `sum`, …"
    /// The facts violate a `必须` of the policy.
    F0126 ConstraintViolated Error
        "填报的事实不符合规定:{1}" "the facts violate what the policy requires: {1}"
        "" ""
}
