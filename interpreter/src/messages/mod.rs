//! The one table of messages: every code with its severity, message and hint in Chinese and English.
//! The errors of policies stand here, those of facts and the findings in the files beside.
//! `{0}`, `{1}` stand for the diagnostic's values. User text stands in backticks.

#[macro_use]
mod amendments;
#[macro_use]
mod cases;
#[macro_use]
mod facts;
#[macro_use]
mod findings;

use crate::codes::codes;
use crate::diagnostic::Severity;
use jifen_grammar::keywords::Language;

and_facts! {
    and_findings! and_amendments! and_cases! codes!
    /// `凡 周岁 在 的,积 5分`: something else was expected.
    E0101 ExpectedOther Error
        "此处应为{0}{1}" "expected {0}{1}" "{2}" "{2}"
    /// `指标年龄 {`: a keyword without a space beside it.
    E0102 GluedKeyword Error
        "`{0}` {1}缺少空格" "there is no space {1} `{0}`"
        "写成 `{2}`" "write `{2}`"
    /// `凡 周岁 大于 60 的`: another word says that here.
    E0103 WriteInstead Error
        "这里不能写 `{0}`" "`{0}` can't stand here"
        "{1}" "{1}"
    /// `在 56-60`: a range with a dash.
    E0104 DashRange Error
        "范围用两个点表示" "a range is written with two dots"
        "写成 `{0}`" "write `{0}`"
    /// `文号 "沪府发`: a string without its end.
    E0105 UnterminatedString Error
        "引号里的文字没有结束" "the text in quotes does not end"
        "在同一行内补上 `\"`" "close it with `\"` on the same line"
    /// `指标 年龄 {` without `}`.
    E0106 UnclosedBlock Error
        "缺少 `}`" "a `}` is missing"
        "在下一个声明之前补上 `}`" "put a `}` in front of the next declaration"
    /// `} }`: text behind a declaration's end.
    E0107 TextBehindDeclaration Error
        "声明之后有多余的内容" "there is text behind the declaration's end"
        "删去多余的内容,或另起一行从行首写新的声明" "remove it, or begin a new declaration at the start of a line"
    /// `指示 年龄 {`: a first word that opens no declaration.
    E0108 NotADeclaration Error
        "行首应是声明的关键字" "a line's first word must open a declaration"
        "{0}" "{0}"
    /// A bidirectional control character.
    E0109 BidirectionalControl Error
        "含有改变显示方向的控制字符 U+{0}" "there is a bidirectional control character, U+{0}"
        "删去它: 显示的内容与读到的内容不同" "remove it: what is shown is not what is read"
    /// A control character.
    E0110 StrayCharacter Error
        "不能识别的字符 {0}" "a character that means nothing here: {0}"
        "删去它" "remove it"
    /// More than 64 parentheses or braces inside each other.
    E0111 TooDeep Error
        "括号一层套一层,超过了 64 层" "more than 64 parentheses or braces inside each other"
        "把里层的内容写成定义" "write the inner part as a definition"
    /// `不 不 不 不 不 不 不 不 不 甲`: an expression without bound.
    E0112 TooLongExpression Error
        "表达式过长" "the expression is too long"
        "分成几个定义" "split it into definitions"
    /// A file of more than 8 MB.
    E0113 TooLarge Error
        "文件过大: {0} 字节" "the file is too large: {0} bytes"
        "文件最大 8 MB" "a file holds 8 MB at most"
    /// A name of more than 1,000 characters.
    E0114 TooLongToken Error
        "名称、键、数或引号里的文字过长" "a name, key, number or text in quotes is too long"
        "名称、键和数最长 1000 字,引号里的文字最长 20000 字" "names, keys and numbers hold 1,000 characters, texts in quotes 20,000"
    /// A file in GBK.
    E0115 NotUtf8 Error
        "文件不是 UTF-8 编码" "the file is not UTF-8"
        "{0}" "{0}"
    /// `2018-02-30`: no such day.
    E0116 NoSuchDate Error
        "没有 `{0}` 这样的日期或月份" "there is no such day or month as `{0}`" "" ""
    /// `凡 周岁 不满 45 的 积 5分`: a comma is left out.
    E0117 MissingBefore Error
        "`{1}` 前面缺少 `{0}`" "`{0}` is missing in front of `{1}`"
        "写成 `{2}`" "write `{2}`"
    /// `凡 年纪 不满 56 的`: no such name.
    E0201 UnknownName Error
        "没有名为 `{0}` 的{1}" "there is no {1} named `{0}`"
        "{2}" "{2}"
    /// `定义 周岁 = 1` twice.
    E0202 DuplicateName Error
        "`{0}` 重复声明" "`{0}` is declared twice"
        "改用另一个名称" "choose another name"
    /// `甲 (a) : 是否` and `乙 (a) : 是否`.
    E0203 DuplicateKey Error
        "键 `{0}` 重复" "the key `{0}` is used twice"
        "键须各不相同: 数据文件、案例和修正都靠它引用" "keys must differ: data files, cases and amendments refer by them"
    /// `选项 日期 { … }`: a built-in type's name.
    E0204 ReservedTypeName Error
        "`{0}` 是内置类型的名称" "`{0}` is the name of a built-in type"
        "改用另一个名称" "choose another name"
    /// `定义 计数(甲 : 整数) = 甲`: a function's name.
    E0205 FunctionName Error
        "`{0}` 是函数的名称" "`{0}` is the name of a function"
        "改用另一个名称,否则 `{0}(…)` 读作函数" "choose another name, otherwise `{0}(…)` is read as the function"
    /// `凡 年龄 超过 10分 的`, where `年龄` is an indicator.
    E0206 IndicatorAsValue Error
        "`{0}` 是指标,不能在表达式中读取" "`{0}` is an indicator and can't be read in an expression"
        "读取它所在的组或总分,或把条件写成定义" "read the group or total it is in, or write its condition as a definition"
    /// `凡 城六区 的`, where `城六区` is a catalogue.
    E0207 NotAValue Error
        "`{0}` 是{1},不是值" "`{0}` is {1}, not a value"
        "{2}" "{2}"
    /// `= 硕士` where no type says which choice is meant.
    E0208 ValueWithoutChoice Error
        "`{0}` 是选项 `{1}` 的值,但这里看不出指的是哪个选项" "`{0}` is a value of choice `{1}`, but nothing here says which choice is meant"
        "写明类型,如 `: {1}`" "state the type, such as `: {1}`"
    /// `学历 为 硕士`, where `硕士` is both a value and a fact of that type.
    E0209 AmbiguousName Error
        "`{0}` 既是选项 `{1}` 的值,又是同类型的名称" "`{0}` is both a value of choice `{1}` and a name of that type"
        "给其中之一改名" "rename one of them"
    /// `50小时` where no type counts in `小时`.
    E0210 UnknownUnit Error
        "没有单位 `{0}`" "there is no unit `{0}`"
        "{1}" "{1}"
    /// `积 5`: points are wanted, a bare number is given.
    E0301 TypeMismatch Error
        "这里需要{0},写的是{1}" "expected {0}, found {1}"
        "{2}" "{2}"
    /// `月份 不早于 申请日期`: values of different kinds.
    E0302 Incomparable Error
        "{0}与{1}不能比较" "{0} can't be compared with {1}"
        "{2}" "{2}"
    /// `学历 超过 本科` where the choice has no order.
    E0303 Unordered Error
        "{0}没有大小之分" "{0} has no order"
        "{1}" "{1}"
    /// `5分 + 3`: values that don't go together.
    E0304 ArithmeticMismatch Error
        "{0}与{1}不能用 `{2}` 计算" "`{2}` does not go with {0} and {1}"
        "{3}" "{3}"
    /// `5元` in a policy that counts in `CAD`.
    E0305 OtherCurrency Error
        "金额的货币是 `{0}`,这里写的是 `{1}`" "money is in `{0}`, but `{1}` is written here"
        "写成以 `{0}` 计的金额,或修改约定中的货币" "write an amount in `{0}`, or change the convention's currency"
    /// `5分/年`: only money is for a length of time.
    E0306 PerTimeWithoutMoney Error
        "只有金额可以写 `/{0}`" "only money can be `/{0}`"
        "去掉 `/{0}`" "leave out `/{0}`"
    /// `整年(甲)`: too few or too many arguments, or of the wrong form.
    E0307 ArgumentCount Error
        "`{0}` 需要{1}个参数,写了 {2} 个" "`{0}` takes {1}, {2} given"
        "写成 `{3}`" "write `{3}`"
    /// `出生日期(2018-01-01)`: a fact takes no arguments.
    E0308 NotCallable Error
        "`{0}` 后面不能有参数" "`{0}` takes no arguments"
        "写成 `{0}`" "write `{0}`"
    /// `周岁.份额`: only records have fields.
    E0309 NoFields Error
        "{0}没有字段 `{1}`" "{0} has no field `{1}`"
        "{2}" "{2}"
    /// `配偶 为 无`: presence is asked with a word of its own.
    E0310 PresenceCompared Error
        "是否有值不用比较来表示" "presence is not asked by a comparison"
        "写成 `{0}`" "write `{0}`"
    /// `计数(周岁)`: a list is wanted.
    E0311 NotAList Error
        "这里需要列表,写的是{0}" "expected a list, found {0}" "" ""
    /// `1 < 周岁 < 5`: comparisons don't chain.
    E0312 ChainedComparison Error
        "比较不能连写" "comparisons do not chain"
        "用 `且` 连接两个比较,或写 `在 a..b`" "join two comparisons by `and`, or write `in a..b`"
    /// `自 2018-01 社平`: a constant is wanted.
    E0313 NotConstant Error
        "这里要直接写出值" "a constant is needed here"
        "直接写出值,如 `5分` 或 `2018-01-01`" "write the value itself, such as `5 points` or `2018-01-01`"
    /// `有 处罚`, where `处罚` is a list that is always there.
    E0314 PresenceOfList Error
        "列表总是有的,即使是空的" "a list is always there, be it empty"
        "写成 `{0}`" "write `{0}`"
    /// `定义 期间 = 甲 至 乙`: a period is no value.
    E0315 PeriodAlone Error
        "期间不能单独使用" "a period can't stand by itself"
        "写在函数里,如 `整年({0})`" "put it into a function, such as `full_years({0})`"
    /// `12345678901234567890123456789`: more than 28 digits.
    E0316 NumberTooLong Error
        "数超过 28 位" "a number of more than 28 digits" "" ""
    /// `自 2018-01 1 / 0`: a constant that can't be computed.
    E0317 BadConstant Error
        "这个值算不出来" "this value can't be computed"
        "其中有除以零,或数值过大" "there is a division by zero in it, or a number too large"
    /// `周岁 在 60..56`: the bounds are the wrong way round.
    E0318 EmptyRange Error
        "范围内没有任何值" "the range holds no value"
        "先写下限,再写上限;整数的范围内至少要有一个整数" "write the lower bound first; a range of integers needs an integer in it"
    /// `定义 甲 = 空缺`: nothing says of what type.
    E0319 TypeNeeded Error
        "看不出这个定义的类型" "nothing says of what type this is"
        "在名称后写明类型,如 `: 金额`" "state the type behind the name, such as `: money`"
    /// `乙 在 甲`, where `甲` is neither a range nor a catalogue.
    E0320 NotInList Error
        "`在` 后面不能是列表" "a list can't stand behind `in`"
        "写成 `任一({0} 其中 …)`" "write `any({0} where …)`"
    /// An operator that leads nowhere; the grammar should not let it pass.
    E0321 UnreadableExpression Error
        "表达式无法读懂" "the expression can't be read"
        "用括号分清各部分" "put its parts into parentheses"
    /// `整年(甲 至 乙)` without a leap-day convention.
    E0401 MissingConvention Error
        "没有约定{0}" "there is no convention for {0}"
        "在 `约定` 中写明: `{1}`" "add to the `conventions`: `{1}`"
    /// `定义 甲 = 乙` and `定义 乙 = 甲`.
    E0402 Cycle Error
        "循环引用: {0}" "a cycle: {0}"
        "其中一个不能再读取下一个" "one of them must not read the next"
    /// `1 + 1 + …`: more than 1,000 terms.
    E0403 TooManyParts Error
        "表达式的项或层次过多" "the expression has too many terms or levels"
        "分成几个定义" "split it into definitions"
    /// `施行 2018-01-01` twice.
    E0404 DuplicateClause Error
        "`{0}` 重复" "`{0}` stands here twice"
        "删去其中一个" "remove one of them"
    /// `学历 : 学历 或 无`, where the choice has a value `none`.
    E0405 NoneTwice Error
        "选项 `{0}` 已有表示无的值,不能再写 `或 无`" "choice `{0}` has a value none already, so `or none` can't be added"
        "删去 `或 无`,或给该值改键" "leave out `or none`, or give the value another key"
    /// `参数 甲 : 金额 0元..5元`: a part of a type that means nothing there.
    E0406 MisplacedTypePart Error
        "{0}在这里没有意义" "{0} means nothing here"
        "删去它" "remove it"
    /// A file without a policy's head.
    E0407 MissingPolicy Error
        "没有 `政策` 声明" "there is no `policy` declaration"
        "在文件开头写 `政策 名称 (key) 版本 2018 { … }`" "begin the file with `policy name (key) version 2018 { … }`"
    /// `政策` twice.
    E0408 SecondPolicy Error
        "`政策` 声明只能有一个" "there can be only one `policy` declaration"
        "删去其余的" "remove the others"
    /// `定义 甲 = 1` in a file of parameters.
    E0409 WrongFile Error
        "没有 `政策` 声明的文件只能有参数和目录" "a file without a `policy` declaration holds parameters and catalogues only"
        "把它移到政策的文件中" "move it to the policy's file"
    /// `每 缴费 一条`, where the field is a list.
    E0410 NotAKeyField Error
        "`{0}` 不能用来区分记录" "`{0}` can't tell entries apart"
        "用日期、月、数、选项或代码字段" "take a field that is a date, month, number, choice or code"
    /// `甲 : 整数 0..周岁`, where `周岁` is a definition.
    E0411 DomainReadsOther Error
        "取值范围只能读取事实" "a domain can only read facts"
        "写成常量、事实或事实加减时长" "write a constant, a fact, or a fact plus or minus a length of time"
    /// `选项 甲 { }`.
    E0412 EmptyDeclaration Error
        "`{0}` 里没有内容" "`{0}` holds nothing"
        "{1}" "{1}"
    /// `定义 均额(年 : 整数) = 1` inside a record.
    E0413 RecordDefinitionParams Error
        "记录中的定义不能有参数" "a definition inside a record has no parameters"
        "把它移到记录之外,或去掉参数" "move it out of the record, or leave the parameters out"
    /// `参数 甲 : 金额 { 列 乙 : 金额 { … } }`: both a type and columns, or values in the wrong place.
    E0414 ParameterLayout Error
        "{0}" "{0}"
        "{1}" "{1}"
    /// `结果 甲 : 月缴费 列表 = 缴费`: a result must be a plain value.
    E0415 ResultType Error
        "结果不能是{0}" "a result can't be {0}"
        "结果须是积分、金额、数、是否、日期或选项" "a result is points, money, a number, yes or no, a date or a choice"
    /// `记录 甲 { 乙 : 甲 }`: a record inside itself.
    E0416 RecordInItself Error
        "记录不能包含自己: {0}" "a record can't hold itself: {0}" "" ""
    /// `天数 : 整数 日`: a unit that means something else already.
    E0322 BuiltInUnit Error
        "`{0}` 是固定的单位,不能写在数的类型里" "`{0}` is a unit of its own, so no number's type can have it"
        "只写 `整数` 或 `小数`,或用类型 `时长`、`积分`、`金额`" "write `integer` or `decimal` alone, or the type `duration`, `points` or `money`"
    /// `结论 { … }` twice, both without a name.
    E0417 SecondOutcomes Error
        "没有名称的 `结论` 只能有一个" "there can be only one `outcomes` declaration without a name"
        "给另一个写上名称: `结论 名称 (key) { … }`" "give the other a name: `outcomes name (key) { … }`"
    /// A policy without `施行`.
    E0501 MissingInForce Error
        "没有写明施行日期" "the policy does not say from when it is in force"
        "写 `施行 2018-01-01`" "write `in force 2018-01-01`"
    /// A policy without `申请日`.
    E0502 MissingFilingDate Error
        "没有写明申请日" "the policy does not name its filing date"
        "写 `申请日 申请日期`,其中 `申请日期` 是日期事实" "write `filing date application_date`, a fact that is a date"
    /// `有效期至` before `施行`.
    E0503 DatesOutOfOrder Error
        "有效期至 {0},早于施行日期 {1}" "it expires on {0}, before it is in force on {1}" "" ""
    /// `申请日 学历`: not a date.
    E0504 FilingDateType Error
        "`{0}` 不是日期事实" "`{0}` is not a fact that is a date"
        "申请日须是类型为 `日期` 且不为无的事实,或由事实得出日期的算式" "the filing date is a fact of type `date` that can't be none, or an expression of facts that gives a date"
    /// `废止 2018` in version 2018.
    E0505 RepealsItself Error
        "版本 `{0}` 不能废止自己" "version `{0}` can't repeal itself" "" ""
    /// `自 2018-01 … 自 2017-01 …`.
    E0506 StepsOutOfOrder Error
        "`{0}` 应晚于前面的 `{1}`" "`{0}` must be later than `{1}` before it"
        "按时间先后排列,每个时间只写一次" "put them in the order of time, each once"
    /// `按 区 { 甲 { … } }` without `乙`.
    E0507 MissingClass Error
        "没有 `{0}` 的值" "there is no value for `{0}`"
        "为选项的每个值写明" "state one for every value of the choice"
    /// `参数 甲 : 金额 { }`.
    E0508 NoSteps Error
        "`{0}` 没有任何值" "`{0}` has no value"
        "写 `自 2018-01 …`" "write `as of 2018-01 …`"
    /// `A01` twice in a listing.
    E0509 DuplicateEntry Error
        "`{0}` 重复" "`{0}` is listed twice"
        "删去其中一个" "remove one of them"
    /// `按 学历, 年龄段 { 本科 积 5分 }`: a row has one case for each key.
    E0421 WrongNumberOfCases Error
        "这里按 {0} 项查表,这一行却有 {1} 个取值" "the table has {0}, but this row {1}"
        "每个键写一个取值,或只写 `其余`" "write one case for each key, or only `otherwise`"
    /// `按 条件 { 本科 积 5分 }`: where the key is `条件`, cases are conditions.
    E0422 CaseNeedsCondition Error
        "按条件查表时,每一行要写成条件" "a table by condition needs a condition in each row"
        "写成 `凡 … 的`" "write `when …`"
    /// A matrix without a header row, or with two, or with one key.
    E0423 MatrixNeedsHeader Error
        "有格子的表要有一行表头和至少两个键(现有 {0} 行表头,{1} 个键)" "a table with cells needs one header row and at least two keys (it has {0} and {1})"
        "表头写成 `| 甲 | 乙`,键写成 `按 甲, 乙 {`" "write the header as `| a | b` and the keys as `by x, y {`"
    /// `硕士 积 5分` between the cells of a matrix.
    E0424 RowInMatrix Error
        "有格子的表里不能有这样的行" "a row like this can't stand in a table with cells"
        "写成 `… | 5分 | …`" "write `… | 5 points | …`"
    /// `本科 | 5分` under a header of two columns.
    E0425 WrongNumberOfCells Error
        "这一行有 {0} 格,表头有 {1} 列" "this row has {0}, the header {1}"
        "没有的格写 `-`" "write `-` where nothing is offered"
    /// `按 最高学历,每满 1年 积 2分`: only numbers, lengths of time and periods have units.
    E0426 NotMeasurable Error
        "这里需要可以计量的数、时长或期间,而这是{0}" "a number, a length of time or a period is needed here, not {0}" "" ""
    /// `凡 周岁 不满 30 的` without an award.
    E0427 RowWithoutAward Error
        "这一行没有写给什么" "this row awards nothing"
        "在后面写 `,积 …分`;只数条件时,先写 `计数` 或 `全部`" "add `, award … points`; to count conditions only, write `count` or `all` first"
    /// Two combining words in one body.
    E0428 SaidTwice Error
        "这一项前面已经写过" "this was said before"
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
        "把它写进一个组,或删去;修正中写 `在 组 甲.乙 之后 增加 …`" "name it in a group, or delete it; in an amendment, write `after group a.b add …`"
    /// An indicator named twice in one total.
    E0435 IndicatorTwice Error
        "指标 `{0}` 在同一个总分里出现两次" "indicator `{0}` occurs twice in one total"
        "一个指标在一个总分里只计一次" "an indicator counts once in a total"
    /// An indicator reads `计法`, and no group around it says `择优于 计法`.
    E0436 AlternativeUnbound Error
        "`{0}` 要看备选 `{1}`,而它不在 `择优于 {1}` 的组里" "`{0}` depends on the alternative `{1}`, but is in no group `under best of {1}`"
        "把它放进写有 `择优于 {1}` 的组" "put it into a group with `under best of {1}`"
    /// Two files that are both version 2018 of one policy.
    E0510 DuplicateVersion Error
        "版本 `{0}` 有两个文件" "there are two files of version `{0}`"
        "各版本用不同的版本号" "give each version an id of its own"
    /// A parameter that has no value yet when the version takes effect.
    E0511 ParameterBegins Error
        "参数 `{0}` 自 {1} 起才有值,而版本 {3} 自 {2} 起施行" "parameter `{0}` has values from {1} on, but version {3} is in force from {2}"
        "补上施行之日适用的值" "add the value that applied on that day"
    /// `条文 "第一条" 至 "附件"`: what lies between can't be counted.
    E0512 ArticlesNotCounted Error
        "不知道 `{0}` 至 `{1}` 之间有哪些条" "which articles lie from `{0}` to `{1}` can't be counted"
        "两端写成同一格式,只有数字不同,如 `\"第一条\" 至 \"第十二条\"`" "write both ends alike but for their number, such as `\"Article 1\" to \"Article 12\"`"
}
