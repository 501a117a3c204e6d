//! The messages about amendments and versions, put behind the others in the one table.

macro_rules! and_amendments {
    ($next:ident! $($before:tt)*) => { $next! {
        $($before)*
        /// `删去 指标 学力`: the base has none.
        E0701 TargetNotFound Error
            "原文中没有 `{0}`" "the base has no `{0}`"
            "{1}" "{1}"
        /// `将 指标 年龄(1) 修改为 …` where two rows answer to `(1)`.
        E0702 AmbiguousTarget Error
            "原文中有几处 `{0}`" "the base has several `{0}`"
            "指明其中一处,如加上行的编号" "say which, for instance by a row's label"
        /// `由 100分 修改为 120分` where the base says 110.
        E0703 OldValueDiffers Error
            "原文这里没有 `{0}`" "the base doesn't say `{0}` here"
            "原文是 {1}" "it says {1}"
        /// `将 指标 年龄 由 5分 修改为 6分` where 5 points stand twice.
        E0704 OldValueTwice Error
            "`{0}` 在这里出现不止一次" "`{0}` stands here more than once"
            "指明是哪一处,如 `指标 年龄(2)`" "say which one, as in `indicator age(2)`"
        /// The same row changed and deleted.
        E0705 ConflictingOperations Error
            "这一处与另一处修改相互冲突" "this change conflicts with another one"
            "各条都以修正前的原文为准;{0}" "all operations mean the text before the amendment; {0}"
        /// A fact put into an indicator.
        E0706 WrongPiece Error
            "`{0}` 不能放在这里" "`{0}` can't stand here"
            "此处是 `{1}`,容不下它" "this place is `{1}`, which doesn't take it"
        /// `由 5分 修改为 5分`.
        E0707 ChangesNothing Error
            "新旧相同,没有修改" "old and new are the same"
            "" ""
        /// A new name for what shares its old one with something else.
        E0708 AmbiguousRename Error
            "不止一处以 `{0}` 为名,看不出引用的是哪一处" "more than one thing is called `{0}`, so its mentions can't be told apart"
            "改用 `修改为` 重写引用它的条文" "restate the rules that mention it with `into`"
        /// `指标 年龄 { … }` in a file that amends another.
        E0709 NotAnOperation Error
            "修正文件中只写修正操作" "an amendment holds operations only"
            "新的条文写 `增加 …` 或 `在 … 之后 增加 …`" "for a new rule write `add …` or `after … add …`"
        /// `基于 2012` where no file is version 2012.
        E0710 UnknownBase Error
            "没有版本 `{0}` 可供修正" "there is no version `{0}` to amend"
            "{1}" "{1}"
        /// Two amendments, each based on the other.
        E0711 BaseCycle Error
            "版本 `{0}` 的修正基础绕回了它自己" "version `{0}` is based, over others, on itself"
            "" ""
        /// `将 指标 …` in a file without `修正`.
        E0712 NoAmendmentHead Error
            "修正操作之前缺少 `修正` 的开头" "an operation needs the head of an amendment above it"
            "在文件开头写 `修正 政策名 版本 … 基于 … { … }`" "open the file with `amendment name version … based on … { … }`"
        /// `修正 甲 { … }` without a version, which touches an indicator.
        E0713 PublishedApart Error
            "没有写 `版本` 的修正只能修改单独公布的参数和目录" "an amendment without `version` can only change parameters and catalogues published apart"
            "修改条文的,写明 `版本 … 基于 …`" "to change rules, say `version … based on …`"
        /// `删去 指标 青年` where an earlier version repealed it and it is still listed.
        E0719 AlreadyRepealed Error
            "`{0}` 已经废止" "`{0}` is repealed already"
            "{1}" "{1}"
        /// Two versions in force on the same days.
        E0721 VersionsOverlap Error
            "版本 `{0}` 自 {2} 起施行时,版本 `{1}` 仍在施行" "version `{0}` is in force from {2}, when version `{1}` still is"
            "{3}" "{3}"
        /// No version in force between two.
        E0722 VersionsApart Error
            "版本 `{1}` 止于 {2},版本 `{0}` 自 {3} 起施行,其间没有施行的版本" "version `{1}` ends on {2} and version `{0}` is in force from {3}: between them none is"
            "改正日期;确实中断的,在开头写 `已核 E0722 \"理由\"`" "correct the dates; if there was none, write `reviewed E0722 \"reason\"` in the head"
        /// `过渡 适用 2019` in version 2018.
        E0723 NoEarlierVersion Error
            "没有比 `{1}` 更早的版本 `{0}`" "there is no version `{0}` earlier than `{1}`"
            "{2}" "{2}"
        /// `过渡 凡 申请日期 早于 2018-01-01 的,适用 2015` in a version in force from that day.
        E0724 TransitionNeverApplies Error
            "这一过渡条款永远不会适用" "this transition clause can never apply"
            "只有申请日在版本施行期间的人才归本版本,其中排在前面的条款已包括的人不再归后面的条款" "only who files while the version is in force comes under it, and of them nobody whom a clause above takes"
        /// `过渡 择优适用 1` where version 1 has no total.
        E0725 NothingToCompare Error
            "版本 `{0}` 没有{1},无从择优" "version `{0}` has no {1}, so neither of the two can be the better"
            "择优比较两个版本的第一个总分,写了 `按结论 由优到劣 (…)` 的比较结论" "the better is told by the first total of both, or by their outcomes where `by outcome from best to worst (…)` lists them"
        /// `按结论 由优到劣 (入围、未入围)` where one of the versions also has `候补`.
        E0726 OutcomeNotRanked Error
            "排序中没有版本 `{0}` 的结论 `{1}`" "the order leaves out `{1}`, an outcome of version `{0}`"
            "由优到劣列出两个版本的全部结论" "list every outcome of both versions, the best first"
        /// `按结论 由优到劣 (入选、未入围)` where both versions call it `入围`.
        E0727 NoSuchOutcome Error
            "两个版本都没有结论 `{0}`" "neither version has an outcome `{0}`"
            "有 {1}" "there is {1}"
        /// An amendment without an operation.
        W0714 NoOperations Warning
            "这个修正没有修改任何内容" "this amendment changes nothing"
            "" ""
        /// `过渡 凡 申请日期 不早于 2018-01-01 的,适用 2015` in a version in force from that day.
        W0719 VersionNeverApplies Warning
            "版本 `{0}` 施行期间的申请人全部归更早的版本,本版本不适用于任何人" "whoever files while version `{0}` is in force is put under an earlier one, so it applies to nobody"
            "检查过渡条款的条件;确实如此的,在开头写 `已核 W0719 \"理由\"`" "see whether the clause says too much; if it is meant, write `reviewed W0719 \"reason\"` in the head"
        /// Two drafts on one base that change one cap.
        W0715 SameTarget Warning
            "版本 `{0}` 与 `{1}` 基于同一版本,修改的是同一处" "versions `{0}` and `{1}` amend the same base in the same place"
            "{2}" "{2}"
        /// Two drafts on one base that add rows in one place of a list in order.
        W0716 OrderMatters Warning
            "版本 `{0}` 与 `{1}` 基于同一版本,在同一处增加;先后顺序不同,结果不同" "versions `{0}` and `{1}` amend the same base and add in one place, where the order counts"
            "把其中一个改为基于另一个" "base one of them on the other"
        /// A draft that renames what another draft on the same base changes.
        W0717 NotAfter Warning
            "版本 `{0}` 施行后,`{1}` 的这一处不能再修改: {2}" "once version `{0}` is made, this change of `{1}` no longer can be: {2}"
            "把其中一个改为基于另一个" "base one of them on the other"
        /// A draft that deletes a fact which another draft's new rule reads.
        W0718 WrongTogether Warning
            "版本 `{0}` 与 `{1}` 基于同一版本,一并施行时出错: {2}" "versions `{0}` and `{1}` amend the same base, and together they don't check: {2}"
            "把其中一个改为基于另一个,再修改后者" "base one of them on the other, and mend the latter"
    }};
}
