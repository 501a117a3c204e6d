//! The messages about cases, put behind the others in the one table.

macro_rules! and_cases {
    ($next:ident! $($before:tt)*) => { $next! {
        $($before)*
        /// `案例 边界 { … }` in the file of a version.
        E0801 MisplacedCases Error
            "案例不能和{0}写在同一个文件里" "cases can't stand in one file with {0}"
            "案例写在 `cases/` 里自己的文件中" "write cases into a file of their own in `cases/`"
        /// `(1) 张三 => …` without `基准 张三`.
        E0802 NoSuchBase Error
            "没有基准 `{0}`" "there is no base `{0}`"
            "{1}" "{1}"
        /// `学历 { 硕士 }`: braces around a value.
        E0803 GivenShape Error
            "`{0}` 是{1},不能这样写" "`{0}` is {1} and can't be written like this"
            "{2}" "{2}"
        /// `于 2014`, which the policy does not have.
        E0804 CaseVersion Error
            "没有版本 `{0}`" "there is no version `{0}`"
            "{1}" "{1}"
        /// `未因 2013 而变` of the first version.
        E0805 NoVersionBefore Error
            "版本 `{0}` 之前没有别的版本" "there is no version before `{0}`"
            "写后来的版本" "name a later version"
        /// `基准 张某 取自 "zhang.json"`, which is not there.
        E0806 CaseFile Error
            "取不到 `{0}` 里的事实: {1}" "can't take facts from `{0}`: {1}"
            "文件名相对于案例文件所在的文件夹;文件里是一个申请人的事实" "the name is relative to the folder of the file of cases; the file holds the facts of one applicant"
        /// `月份 2018-02..2014-01`: the range runs backwards.
        E0807 CaseMonths Error
            "从 {0} 到 {1} 的月份不能逐月写出" "the months from {0} to {1} make no entries"
            "先写早的,后写晚的" "write the earlier one first"
        /// `结论 达标 分`: what can't be expected of it.
        E0808 ExpectedShape Error
            "不能这样写对 `{0}` 的期望" "this can't be expected of `{0}`"
            "{1}" "{1}"
        /// Cases whose policy is not there.
        E0809 NoPolicyForCases Error
            "没有找到这些案例的政策" "the policy of these cases is not there"
            "{0}" "{0}"
    } };
}
