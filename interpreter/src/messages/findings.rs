//! What is allowed and yet hardly meant (W…).

macro_rules! and_findings {
    ($next:ident! $($before:tt)*) => {
        $next! {
            $($before)*
            /// `缴费 其中 月份 为 月份`: a parameter or fact of the same name was meant.
            W0608 ComparedWithItself Warning
                "`{0}` 与自己比较" "`{0}` is compared with itself"
                "其中一边若指另一个同名的事项,给它改名" "if one side means something else of the same name, rename that"
            /// Two groups of a total that both say `择优于 计法`.
            W0607 AlternativeTwice Warning
                "另一组也按备选 `{0}` 择优,两组会各选各的" "another group tries the alternative `{0}` too, and each will choose for itself"
                "要一起选的,放进同一个 `择优于 {0}` 的组" "to choose once, put both into one group `under best of {0}`"
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
                "它的条件不可能成立,或前面的行已经包括了它;有意如此的,写 `已核 W0603 \"{0}\" \"理由\"`" "its condition can't hold, or rows before it take all its cases; if it is meant, write `reviewed W0603 \"{0}\" \"reason\"`"
            /// Rows for 56 to 60 and below 56: nothing is said of 61.
            W0604 Gap Warning
                "`{0}` 为 {1} 的,没有规定" "nothing is said for `{0}` of {1}"
                "补一行或 `其余`;有意如此的,写 `已核 W0604 \"{1}\" \"理由\"`" "add a row or `otherwise`; if it is meant, write `reviewed W0604 \"{1}\" \"reason\"`"
            /// `最高 100分` over rows that give 60 at most.
            W0605 CapNeverReached Warning
                "这个上限不起作用:最多只能得到 {0}" "this cap is never reached: {0} is the most that can come together"
                "检查上限或各行的数值;有意如此的,写 `已核 W0605 \"{0}\" \"理由\"`" "see whether the cap or a row is mistaken; if it is meant, write `reviewed W0605 \"{0}\" \"reason\"`"
            /// Rows for 50 to 60 and for 56 to 65 where one row at most may hold.
            W0606 Overlapping Warning
                "{0} 同时适用两行,而没有写明如何合并" "two rows apply to {0}, and nothing says how they combine"
                "改掉重叠,或写上 `取最高`、`合计` 等;不会同时适用的,写 `已核 W0606 \"{0}\" \"理由\"`" "mend the overlap, or write `best`, `sum`, …; if they never do, write `reviewed W0606 \"{0}\" \"reason\"`"
            /// `已核 W0604 \"61 以上\" \"…\"` where 57 is left out too, or nothing at all.
            W0617 AnswersNothing Warning
                "这里没有这样的 `{0}`,核过的内容已不适用" "nothing is found here that this answers: `{0}`"
                "删去它;若所核的已变,照新的提示改写" "remove it, or write it anew as the finding says now"
            /// A table with `18..35` and `35..45`.
            W0609 CasesMeet Warning
                "`{0}` 符合两行,只按先出现的一行计" "`{0}` fits two cases, and the first one decides"
                "改掉重叠的界限;有意如此的,写 `已核 W0609 \"{0}\" \"理由\"`" "mend the bounds; if it is meant, write `reviewed W0609 \"{0}\" \"reason\"`"
            /// `扣减 -50分`; `积 -5分`.
            W0610 NegativeAward Warning
                "{0} 是负数,{1}" "{0} is negative: {1}"
                "要扣 {2} 的,写 `扣减 {2}`;有意如此的,写 `已核 W0610 \"{0}\" \"理由\"`" "to take {2} off, write `deduct {2}`; if it is meant, write `reviewed W0610 \"{0}\" \"reason\"`"
            /// `最高 11分` over a table that gives 50 at least.
            W0611 CapAlwaysReached Warning
                "凡有得分的都超过这个上限:最少也有 {0}" "whoever gets anything is above this cap: {0} is the least"
                "检查上限或各行的数值;有意如此的,写 `已核 W0611 \"{0}\" \"理由\"`" "see whether the cap or a row is mistaken; if it is meant, write `reviewed W0611 \"{0}\" \"reason\"`"
            /// Outcomes without `其余`.
            W0612 NoOutcome Warning
                "`{0}` 可能一个也不成立" "of `{0}` none may hold"
                "补上 `其余`;有意如此的,写 `已核 W0612 \"{0}\" \"理由\"`" "add `otherwise`; if it is meant, write `reviewed W0612 \"{0}\" \"reason\"`"
            /// `计数(缴费 其中 月份 在 最近 24个月 内) 不少于 36`.
            W0613 BeyondWindow Warning
                "窗口里每月一条,最多 {0} 条,到不了 {1}" "with one entry a month the window holds {0} at most, never {1}"
                "检查窗口和数目" "see whether the window or the number is mistaken"
            /// A parameter that begins in 2016-04, read for the months of a window that begins in 2014-01.
            W0614 ParameterBeginsLate Warning
                "窗口最早从 {0} 起,而参数 `{1}` 自 {2} 起才有值" "a window begins in {0} at the earliest, and parameter `{1}` has values from {2} on"
                "补上以前的值;不补的,在参数中写 `已核 W0614 \"{0}\" \"理由\"`" "add the earlier values; where there are none, write `reviewed W0614 \"{0}\" \"reason\"` in the parameter"
            /// Bands up to 36000 and over 10000.
            W0615 BandsMeet Warning
                "{0} 这一部分在两段里,会计两次" "the part {0} is in two bands, so it counts twice"
                "改成首尾相接,如 `超过 36000元 至 144000元`" "let each band begin where the one before ends, such as `over 36000 yuan to 144000 yuan`"
            /// `凡 烈士子女 的` and `凡 本地户籍 的` where one row at most may hold.
            W0616 RowsMeet Warning
                "{0} 这几行的条件互不相干,可能同时成立,而没有写明如何合并" "rows {0} ask for different things and can hold together, and nothing says how they combine"
                "写上 `取最高`、`合计` 等;不会同时成立的,写 `已核 W0616 \"{0}\" \"理由\"`" "write `best`, `sum`, …; if they never hold together, write `reviewed W0616 \"{0}\" \"reason\"`"
            /// `取最高` with `凡 周岁 不满 30 的,积 5分` and `凡 周岁 不满 40 的,积 9分`.
            W0621 RowBeaten Warning
                "这一行从不起作用:符合它的人,{0} 给的总不差于它" "this row never decides: whoever meets it does at least as well by {0}"
                "有意如此的,写 `已核 W0621 \"{1}\" \"理由\"`" "if it is meant, write `reviewed W0621 \"{1}\" \"reason\"`"
            /// `凡 本地 且 周岁 不满 10 的` where nobody is below 16.
            W0622 RowCantHold Warning
                "这一行没有人能用上" "nobody can come by this row"
                "有意如此的,写 `已核 W0622 \"{0}\" \"理由\"`" "if it is meant, write `reviewed W0622 \"{0}\" \"reason\"`"
            /// `凡 本地 或 不 本地 的`.
            W0623 SaysNothing Warning
                "条件 `{0}` {1}" "the condition `{0}` {1}"
                "有意如此的,写 `已核 W0623 \"{0}\" \"理由\"`" "if it is meant, write `reviewed W0623 \"{0}\" \"reason\"`"
            /// `组 学历或职称 择一 { 学历 }`.
            W0624 OneToChoose Warning
                "`{0}` 只有 `{1}` 一项可选" "there is only `{1}` to choose from in `{0}`"
                "有意如此的,写 `已核 W0624 \"{1}\" \"理由\"`" "if it is meant, write `reviewed W0624 \"{1}\" \"reason\"`"
            /// `择一` of an indicator of 20 points and one of 30 with the same condition.
            W0625 MemberNeverCounts Warning
                "`{0}` 在 `{1}` 中从不起作用:{2} 总不差于它" "`{0}` never decides `{1}`: {2} is never worse"
                "有意如此的,写 `已核 W0625 \"{3}\" \"理由\"`" "if it is meant, write `reviewed W0625 \"{3}\" \"reason\"`"
            /// `凡 总积分 不少于 500分 的` where 300 can come together.
            W0626 OutcomeNever Warning
                "没有人能得到结论 `{0}`:{1}" "nobody comes to `{0}`: {1}"
                "有意如此的,写 `已核 W0626 \"{2}\" \"理由\"`" "if it is meant, write `reviewed W0626 \"{2}\" \"reason\"`"
            /// `凡 总积分 不少于 0分 的,达标; 其余,未达标`.
            W0627 OutcomeAlways Warning
                "走到 `{0}` 的人人都符合,其后的结论用不上:{1}" "whoever comes so far meets `{0}`, and what stands behind it never applies: {1}"
                "有意如此的,写 `已核 W0627 \"{2}\" \"理由\"`" "if it is meant, write `reviewed W0627 \"{2}\" \"reason\"`"
            /// `组 加分 合计 { …; 最高 100分 }` of members that give 60 together.
            W0628 LimitNever Warning
                "这个{0}不起作用:{1}" "this {0} is never reached: {1}"
                "有意如此的,写 `已核 W0628 \"{1}\" \"理由\"`" "if it is meant, write `reviewed W0628 \"{1}\" \"reason\"`"
            /// `最高 5分` behind members of which each gives 10.
            W0629 LimitAlways Warning
                "凡有得分的都被这个{0}({1})改变" "this {0} of {1} changes whatever anybody gets"
                "有意如此的,写 `已核 W0629 \"{1}\" \"理由\"`" "if it is meant, write `reviewed W0629 \"{1}\" \"reason\"`"
            /// `组 扣分 合计 { 拘留; 最低 0分 }`.
            W0630 FloorHides Warning
                "`{0}` 的扣减对谁都不起作用:总被这个下限抵去" "what `{0}` deducts is lost on everybody: this floor gives it back"
                "有意如此的,写 `已核 W0630 \"{0}\" \"理由\"`" "if it is meant, write `reviewed W0630 \"{0}\" \"reason\"`"
            /// `(1) 凡 周岁 不满 30 的` and `(2) 凡 学历 为 硕士 且 周岁 不满 35 的` where one row at most may hold.
            W0631 RowsHoldTogether Warning
                "{0} 可能同时成立,而没有写明如何合并" "rows {0} can hold together, and nothing says how they combine"
                "有意如此的,写 `已核 W0631 \"{0}\" \"理由\"`" "if it is meant, write `reviewed W0631 \"{0}\" \"reason\"`"
            /// `取最高` with rows for 1 to 2 times, 2 to 3 times and exactly 3 times the wage: nothing above.
            W0632 GapBeside Warning
                "`{0}` 为 {1} 的,什么也得不到,而旁边的有分" "nothing is given for `{0}` of {1}, where what lies beside it earns points"
                "有意如此的,写 `已核 W0632 \"{1}\" \"理由\"`" "if it is meant, write `reviewed W0632 \"{1}\" \"reason\"`"
            /// `凡 月薪 不少于 20000元 的,积 60分` where the standard is 100.
            W0633 Cliff Warning
                "`{0}` 由 {1} 到 {2},总分由 {3} 变为 {4}" "`{0}` from {1} to {2} changes the total from {3} to {4}"
                "有意如此的,写 `已核 W0633 \"{5}\" \"理由\"`" "if it is meant, write `reviewed W0633 \"{5}\" \"reason\"`"
            /// Rows of 5, 15 and 10 points for more and more years.
            W0634 UpAndDown Warning
                "随 `{0}` 增加,分值有升有降:{1}" "along `{0}` the points rise and fall: {1}"
                "有意如此的,写 `已核 W0634 \"{2}\" \"理由\"`" "if it is meant, write `reviewed W0634 \"{2}\" \"reason\"`"
            /// A parameter whose last value is a year old on the day of the check.
            W0635 GrowsStale Warning
                "参数 `{0}` 最后一次公布于 {1},自 {2} 起就过时了" "parameter `{0}` was last published for {1} and is out of date from {2} on"
                "补上新的值;没有新值的,写 `已核 W0635 \"{1}\" \"理由\"`" "add the new value; where there is none, write `reviewed W0635 \"{1}\" \"reason\"`"
            /// `有效期至 2027-12-31`, looked at on 2027-11-01, without a successor.
            W0636 EndsSoon Warning
                "版本 {0} 印定的有效期至 {1},没有后继的版本" "version {0} ends on {1}, as printed, and no version succeeds it"
                "写出后继的版本;另有安排的,写 `已核 W0636 \"{1}\" \"理由\"`" "write the version that succeeds it; if it is arranged otherwise, write `reviewed W0636 \"{1}\" \"reason\"`"
            /// A listed article that no rule cites.
            W0637 ArticleNotCited Warning
                "没有规则依据 {0}" "no rule cites {0}"
                "补上规则或依据;不能由规则计算的,在政策的头部写 `不计算 \"第…条\" \"理由\"`" "add the rule, or its citation; of what no rule computes, write `not computed \"Article …\" \"reason\"` in the head"
            /// `依据 "第七十条"` where the source has twenty-three articles.
            W0638 NotAnArticle Warning
                "`{0}` 不在头部所列的条文中" "`{0}` is none of the articles that the head lists"
                "改正条号,或补进 `条文`;有意如此的,写 `已核 W0638 \"{0}\" \"理由\"`" "mend the number, or add it to `articles`; if it is meant, write `reviewed W0638 \"{0}\" \"reason\"`"
            /// `不计算 "第七条" "…"` where a rule cites article 7.
            W0639 ComputedAfterAll Warning
                "`{0}` 写为不计算,却有规则依据它" "`{0}` is said not to be computed, and yet a rule cites it"
                "从 `不计算` 中删去它,或改正规则的依据" "take it out of `not computed`, or mend what the rule cites"
        }
    };
}
