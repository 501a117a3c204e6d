//! What a part is called: one word in the data, one in each language for people.

use jifen_grammar::keywords::Language;
use serde::Serialize;

macro_rules! fields {
    ($($name:ident $zh:literal $en:literal)*) => {
        /// Which part of something declared.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
        #[serde(rename_all = "snake_case")]
        #[expect(missing_docs, reason = "the words beside each are its documentation")]
        pub enum Field {
            $($name),*
        }

        impl Field {
            /// In words.
            pub fn words(self, language: Language) -> &'static str {
                match (self, language) {
                    $((Field::$name, Language::Zh) => $zh, (Field::$name, Language::En) => $en,)*
                }
            }
        }
    };
}

fields! {
    Name "名称" "name"
    Key "键" "key"
    Title "标题" "title"
    Cite "依据" "citation"
    Note "注" "note"
    Reviewed "已核" "reviewed"
    Number "文号" "number"
    Announced "公布" "announced"
    InForce "施行" "in force"
    Expires "有效期至" "expires"
    Repeals "废止" "repeals"
    FilingDate "申请日" "filing date"
    Articles "条文" "articles"
    NotComputed "不计算" "not computed"
    CountingDate "计算日" "counting date"
    Transition "过渡" "transition"
    Applies "适用的版本" "version that applies"
    Totals "总分次序" "order of totals"
    Decisions "结论次序" "order of outcome lists"
    LeapDay "闰日" "leap day"
    MonthsEnd "最近各月止于" "last months end"
    DaysEnd "最近各日止于" "last days end"
    Currency "货币" "currency"
    Order "次序" "order"
    LowToHigh "由低到高" "low to high"
    Value "值" "value"
    OneForEach "每……一条" "one for each"
    Most "最多条数" "most entries"
    RecordField "字段" "field"
    Type "类型" "type"
    OrNone "或无" "or none"
    Domain "取值范围" "domain"
    Presumed "推定" "presumption"
    PresumedCite "推定的依据" "citation of the presumption"
    By "分类" "by class"
    OpenEnded "长期有效" "open-ended"
    Column "列" "column"
    Step "自" "as of"
    Listing "目录自" "listing as of"
    Params "参数" "parameters"
    Reported "作为结果" "reported as a result"
    Expression "算式" "expression"
    Repealed "已废止" "repealed"
    Guard "仅限" "only for"
    Combine "合并方式" "combining word"
    Lines "各行" "lines"
    Line "行" "row"
    Label "行号" "label"
    Condition "条件" "condition"
    Window "期间" "window"
    Award "积分" "award"
    Otherwise "其余" "otherwise"
    TableKey "按" "by"
    Cases "各项" "cases"
    Case "项" "case"
    CaseOf "项的条件" "case"
    Matrix "表" "table"
    MatrixColumn "表的列" "table's column"
    MatrixRow "表的行" "table's row"
    Cell "格" "cell"
    Quantity "按" "by"
    Unit "每满" "for each full"
    Rounding "不足部分" "part of a unit"
    Each "每单位积分" "award for each"
    Once "计入门槛" "counted once"
    Over "只计超过" "only what exceeds"
    Bands "各段" "bands"
    Band "段" "band"
    BandOf "段的范围" "band"
    Rate "比率" "rate"
    List "按每条" "for each of"
    Modifiers "限额与取整" "caps and roundings"
    Cap "最高" "at most"
    Floor "最低" "at least"
    Times "乘" "times"
    RoundDown "舍去到" "rounded down to"
    RoundUp "进位到" "rounded up to"
    Round "四舍五入到" "rounded to"
    Within "所在的组" "in group"
    Under "择优于" "the best under"
    Members "成员次序" "order of members"
    Outcome "结论" "outcome"
    Required "约束" "constraint"
    Message "提示" "message"
}

impl Field {
    /// Whether it bears upon what is computed; names, sources and notes do not.
    pub fn counts(self) -> bool {
        use Field::*;
        !matches!(self, Name | Key | Title | Cite | Note | Reviewed | Label | Message | PresumedCite | Params)
            && !self.bounds()
    }

    /// Whether it bears only upon what an unknown fact may be.
    pub fn bounds(self) -> bool {
        matches!(self, Field::Domain | Field::Most | Field::OneForEach)
    }
}
