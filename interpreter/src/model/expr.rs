use super::*;

/// A typed expression.
#[derive(Debug, Clone, Serialize)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// The type of its value.
    pub ty: Type,
    /// Its place.
    #[serde(skip)]
    pub span: Span,
}

/// The same wherever it stands.
impl PartialEq for Expr {
    fn eq(&self, other: &Expr) -> bool {
        self.kind == other.kind && self.ty == other.ty
    }
}

/// The kinds of expression; each comment shows a text that makes it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum ExprKind {
    /// `5分`, `10万元`, `是`, `硕士`, `空缺`.
    Constant(Constant),
    /// `出生日期`: a fact.
    Fact(FactId),
    /// The day on which ages and windows are counted; written by reading the filing date's default.
    CountingDate,
    /// `企业.份额`: a field of a record value.
    Field(Box<Expr>, usize),
    /// `企业.均额`: a definition of the record, on a record value.
    FieldDefinition(Box<Expr>, DefinitionId),
    /// `基数` inside `其中`: a field of the entry at hand; 0 is the innermost `其中` or per-record award.
    EntryField(usize, usize),
    /// A definition of the record, on the entry at hand.
    EntryDefinition(usize, DefinitionId),
    /// `本项`: the entry at hand itself (of a list of plain values, its value).
    Entry(usize),
    /// `倍数`: a parameter of the definition.
    Argument(usize),
    /// `达标月数(80%, 48个月)` or `周岁`.
    Call(DefinitionId, Vec<Expr>),
    /// `社平工资(月份)`: parameter, column, class values, the day or month it is read at (counting date by default).
    Parameter(ParameterId, usize, Vec<Expr>, Option<Box<Expr>>),
    /// `总积分`: a total or group read by a later decision; its points.
    Group(GroupId),
    /// `计法`: which alternative is being tried.
    Alternative(AlternativeId),
    /// `不 补缴`.
    Not(Box<Expr>),
    /// `甲 且 乙`, flattened.
    And(Vec<Expr>),
    /// `甲 或 乙`, flattened.
    Or(Vec<Expr>),
    /// `有 配偶`: yes where the value is there, never none itself.
    Has(Box<Expr>),
    /// `-x`.
    Negate(Box<Expr>),
    /// `周岁 不满 56`.
    Compare(Comparison, Box<Expr>, Box<Expr>),
    /// `2分 * 年数`.
    Arithmetic(Operator, Box<Expr>, Box<Expr>),
    /// `月份 在 最近 48个月 内`, `周岁 在 56..60`, `区 在 城六区`.
    In(Box<Expr>, Box<Membership>),
    /// `缴费 其中 不 补缴`: the entries of a list for which a condition holds.
    Where(Box<Expr>, Box<Expr>),
    /// `A 至 B`.
    Period(Box<Expr>, Box<Expr>),
    /// `整年(A 至 B)`, `舍去(x, 1元)`: a function of values.
    Function(Function, Vec<Expr>),
    /// `求和(缴费, 基数)`: a function of a list; what is behind the list reads the entry at hand (depth 0).
    Aggregate(Aggregate, Box<Expr>, Vec<Expr>),
    /// Where something could not be read; evaluating it is an error of the rule.
    Broken,
}

/// How two values are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Comparison {
    /// `为`, `=`.
    Equal,
    /// `不为`, `!=`.
    Unequal,
    /// `不满`, `低于`, `早于`, `<`.
    Less,
    /// `不超过`, `不晚于`, `<=`.
    LessOrEqual,
    /// `超过`, `晚于`, `>`.
    Greater,
    /// `不少于`, `不早于`, `>=`.
    GreaterOrEqual,
}

/// Arithmetic; dates take durations, numbers their kin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Operator {
    /// `+`.
    Add,
    /// `-`.
    Subtract,
    /// `*`.
    Multiply,
    /// `/`.
    Divide,
}

/// What a value can be in; `不在` is `Not(In(…))`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum Membership {
    /// `最近 48个月 内`, for a month or a date on the left; the duration.
    Last(Expr),
    /// `56..60`, `60 以上`, `不满 30`, or one value.
    Band(Band),
    /// `(甲、乙)`.
    Set(Vec<Band>),
    /// A catalogue in force on a day (counting date by default).
    Catalogue(CatalogueId, Option<Expr>),
}

/// A range; a single value has the same bound on both sides.
#[derive(Debug, Clone, Serialize)]
pub struct Band {
    /// The lower bound and whether the bound itself is in.
    pub low: Option<(Expr, bool)>,
    /// The upper bound and whether the bound itself is in.
    pub high: Option<(Expr, bool)>,
    /// Written as one value.
    pub single: bool,
    /// Its place.
    #[serde(skip)]
    pub span: Span,
}

/// The same wherever it stands.
impl PartialEq for Band {
    fn eq(&self, other: &Band) -> bool {
        self.low == other.low && self.high == other.high && self.single == other.single
    }
}

/// Functions of values. Types and results are in the language reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Function {
    /// `整年(A 至 B)`: full years, 0 when the end precedes the start.
    FullYears,
    /// `整月(A 至 B)`: full months; of two months, their difference.
    FullMonths,
    /// `天数(A 至 B)`: days between, 0 when the end precedes the start.
    Days,
    /// `周年日(D, n)`: the n-th anniversary.
    Anniversary,
    /// `年份(D)`: the year as a number, of a date or month.
    Year,
    /// `日期(年, 月, 日)`: a day from the numbers of its year, month and day.
    DateOf,
    /// `所在月(D)`: the month of a date.
    MonthOf,
    /// `年初(D)`: 1 January of the year of a date or month, or of a year's number.
    StartOfYear,
    /// `首日(M)`: the first day of a month or of a date's month.
    FirstDay,
    /// `末日(M)`: the last day of it.
    LastDay,
    /// `较大(a, b, …)`.
    Max,
    /// `较小(a, b, …)`.
    Min,
    /// `舍去(x, u)`: down to a multiple of u (1 by default).
    RoundDown,
    /// `进位(x, u)`: up to a multiple of u.
    RoundUp,
    /// `四舍五入(x, u)`: to the nearest multiple of u, a half away from zero.
    Round,
    /// `按年计(x)`: money per month as money per year.
    Yearly,
    /// `按月计(x)`: money per year as money per month.
    Monthly,
    /// A length of time as a number of what money is paid for, as `2000元/月 * 12个月` has it; never written by itself.
    /// Months measure years and months, days measure weeks and days.
    LengthIn(PerTime),
}

/// Functions of lists. The extra arguments are evaluated with the entry at hand unless said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Aggregate {
    /// `计数(L)`: how many entries.
    Count,
    /// `求和(L, x)`: the sum of x over the entries; `求和(L)` for a list of numbers.
    Sum,
    /// `平均(L, x)`: none for an empty list.
    Average,
    /// `最大(L, x)`: none for an empty list.
    Largest,
    /// `最小(L, x)`.
    Smallest,
    /// `最新(L, f)`: the entry with the largest f (the first such), none for an empty list.
    Latest,
    /// `最早(L, f)`: the entry with the smallest f.
    Earliest,
    /// `任一(L, c)`: whether c holds for one entry; `任一(L)`: whether there is one.
    Any,
    /// `每条均(L, c)`: whether c holds for all of them (yes for an empty list).
    Every,
    /// `种数(L, f)`: how many different values f has.
    Distinct,
    /// `逐组求和(L, f, x)`: entries with equal f form a group; x is evaluated once a group,
    /// with `本组` the group's entries as a list, and summed.
    SumPerGroup,
    /// `连续月数(L, m)`: length in months of the unbroken run of months m that ends at the window's end.
    /// A third argument, evaluated once, is the gap in months that is forgiven.
    UnbrokenMonths,
    /// `最长连续月数(L, m)`: the longest unbroken run, wherever; gap as above.
    LongestMonths,
    /// `覆盖天数(L, A 至 B, P 至 Q)`: days inside the window P to Q that at least one entry's period A to B covers,
    /// both ends counted, overlaps once; the window may be missing.
    DaysCovered,
    /// `最长连续天数(L, A 至 B)`: days of the longest stretch covered without a gap.
    LongestDays,
    /// `连续起始(L, A 至 B)`: the first day of the stretch covered without a gap that reaches the last day of windows;
    /// none where no entry covers that day.
    UnbrokenSince,
    /// `逐年均有(L, d, n)`: whether each of the last n years before the counting date (rolling, the last ends with it)
    /// holds an entry whose date or month d lies in it; for a month, years of twelve months by the window's convention.
    EachYear,
    /// `本组`: see [`Aggregate::SumPerGroup`]; a list without arguments, never written by itself.
    GroupEntries,
}

impl Expr {
    /// The expressions right inside it, in the order written.
    pub fn children(&self) -> Vec<&Expr> {
        use ExprKind::*;
        match &self.kind {
            Constant(_) | Fact(_) | CountingDate | EntryField(..) | EntryDefinition(..) | Entry(_) => Vec::new(),
            Argument(_) | Group(_) | Alternative(_) | Broken => Vec::new(),
            Field(of, _) | FieldDefinition(of, _) | Not(of) | Has(of) | Negate(of) => vec![of],
            Compare(_, a, b) | Arithmetic(_, a, b) | Where(a, b) | Period(a, b) => vec![a, b],
            Call(_, all) | Function(_, all) | And(all) | Or(all) => all.iter().collect(),
            Parameter(_, _, class, at) => class.iter().chain(at.as_deref()).collect(),
            Aggregate(_, list, more) => std::iter::once(list.as_ref()).chain(more).collect(),
            In(value, membership) => {
                let mut all = vec![value.as_ref()];
                match membership.as_ref() {
                    Membership::Last(length) => all.push(length),
                    Membership::Band(band) => all.extend(band.bounds()),
                    Membership::Set(bands) => all.extend(bands.iter().flat_map(Band::bounds)),
                    Membership::Catalogue(_, at) => all.extend(at),
                }
                all
            }
        }
    }
}

impl Band {
    /// Its bounds, one for a single value.
    pub fn bounds(&self) -> impl Iterator<Item = &Expr> {
        let high = self.high.as_ref().filter(|_| !self.single);
        self.low.iter().chain(high).map(|(e, _)| e)
    }
}
