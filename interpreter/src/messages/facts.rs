//! What can be wrong with facts (F…).

macro_rules! and_facts {
    ($next:ident! $($before:tt)*) => {
        $next! {
            $($before)*
            /// A file in GBK or UTF-16, `FF FE 7B 00`: the facts are read as UTF-8 only.
            F0101 FactsEncoding Error
                "不是 UTF-8 文本{1}" "not UTF-8 text{1}"
                "请把文件另存为 UTF-8 编码" "save the file as UTF-8"
            /// An empty file, or blank lines only.
            F0102 FactsEmpty Error
                "没有申请人的事实" "there are no facts of any applicant"
                "写一个 JSON 对象,每行一个对象(NDJSON),或对象的列表 `[…]`" "write one JSON object, one object a line (NDJSON), or an array of objects"
            /// `{"education": "master"`: the text ends too early.
            F0103 JsonUnfinished Error
                "JSON 未写完:{1}" "the JSON is unfinished: {1}" "" ""
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
                "引号里的文字中有{1}" "there is {1} in a text in quotes"
                "{2}" "{2}"
            /// `[[[[…]]]]`: more than 128 brackets inside each other.
            F0110 JsonTooDeep Error
                "括号一层套一层,超过了 128 层" "more than 128 brackets stand inside each other" "" ""
            /// `{"education": "master", "education": "doctor"}`.
            F0111 JsonTwice Error
                "`{0}` 写了两次" "`{0}` is written twice"
                "删去其中一个" "delete one of the two"
            /// `[1, 2]`: an applicant has to be an object.
            F0112 FactsNotAnObject Error
                "申请人的事实是{1},应为对象 `{…}`" "an applicant's facts are {1}, expected an object `{…}`" "" ""
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
                "`{0}` 是 `{1}`,应为整数" "`{0}` is `{1}`, expected a whole number" "" ""
            /// `{"company": {"share": 1.2}}`: outside the values that the policy allows.
            F0120 FactOutOfRange Error
                "`{0}` 是 `{1}`,应为{2}" "`{0}` is `{1}`, expected {2}" "" ""
            /// `{"birth_date": "2023-02-30"}`.
            F0121 FactNoSuchDay Error
                "`{0}` 是 `{1}`,日历上没有这一{2}" "`{0}` is `{1}`: there is no such {2}" "" ""
            /// `{"education": "mastr"}`: no value of the choice.
            F0122 FactNoSuchValue Error
                "`{0}` 是{1},不是“{2}”的值,应为 {3}" "`{0}` is {1}, which is no value of `{2}`, expected {3}"
                "{4}" "{4}"
            /// A list of 721 months where the policy allows 720.
            F0123 FactTooMany Error
                "`{0}` 有 {1} 条,最多 {2} 条" "`{0}` has {1} entries, at most {2} are allowed" "" ""
            /// `{"contributions": [{"month": "2023-05"}, {"month": "2023-05"}]}` where there is one entry for each month.
            F0124 FactEntryTwice Error
                "`{1}` 中 `{2}` 有两条:`{3}` 和 `{4}`" "`{1}` has two entries for `{2}`: `{3}` and `{4}`"
                "每个{5}只能有一条" "there may be one entry for each {5}"
            /// A code of more than 1,000 characters.
            F0125 FactTooLong Error
                "`{0}` 有 {1} 个字符,最多 1000 个" "`{0}` has {1} characters, at most 1000 are allowed" "" ""
            /// The facts violate a `必须` of the policy.
            F0126 ConstraintViolated Error
                "填报的事实不符合规定:{1}" "the facts violate what the policy requires: {1}" "" ""
            /// `{"application_date": "1999-06-15"}` where the policy is in force from 2000 on.
            F0127 NotInForce Error
                "{1} 没有施行中的版本" "no version is in force on {1}" "各版本施行期间:{2}" "the versions are: {2}"
            /// `--version 2019`.
            F0128 NoSuchVersion Error
                "没有版本 `{1}`" "there is no version `{1}`" "现有版本:{2}" "the versions are: {2}"
            /// A file of facts that is not there.
            F0129 FactsUnreadable Error
                "读不到事实文件:{1}" "the file of facts can't be read: {1}" "" ""
            /// Several policies in the folder, and facts that several of them, or none, read.
            F0130 WhichPolicy Error
                "看不出适用哪个政策" "these facts don't tell which policy is meant"
                "请指明其中一个:{1}" "name one of them: {1}"
            /// An applicant's facts are read by a policy of the folder that has errors.
            F0131 PolicyInError Error
                "政策有错误,不能使用" "the policy has errors and can't be used" "" ""
            /// What is to be written as a case, and is no value of the language: `{"remark": "two\nlines"}`.
            F0132 FactInNoCase Error
                "`{0}` 无法写进案例" "`{0}` can't be written in a case"
                "案例中的值写在一行里,类型须与政策一致" "a value in a case stands on one line and is of the policy's type"
            /// `=> 总分` as a column where the total is called otherwise.
            F0133 NoSuchColumn Error
                "`{0}` 不是政策中的{1}" "`{0}` is no {1} of the policy"
                "{2}" "{2}"
            /// `{ 月份 2018-01` in a cell.
            F0134 CellUnreadable Error
                "`{0}` 是 `{1}`,无法读取:{2}" "`{0}` is `{1}`, which can't be read: {2}" "" ""
            /// A row with more cells than the first one.
            F0135 TableShape Error
                "表格无法读取:{1}" "the table can't be read: {1}" "{2}" "{2}"
        }
    };
}
