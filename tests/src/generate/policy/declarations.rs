//! The declarations that all generated policies have.

/// The choices, records, parameters and catalogues, the same for all policies.
pub const DECLARATIONS: &str = "\
选项 类别 (kind) {
  甲类 (a)
  乙类 (b)
  丙类 (c)
}

选项 等级 (level) 由低到高 {
  初级 (basic)
  中级 (middle)
  高级 (high)
  特级 (top)
}

记录 月缴费 (contribution) 每 月份 一条 最多 60条 {
  月份 (month) : 月
  基数 (base) : 金额 0元..100000元
  补缴 (make_up) : 是否
  缴费类别 (kind) : 类别 或 无
  定义 高基数 = 基数 不少于 5000元 且 不 补缴
}

记录 处罚记录 (penalty) 最多 8条 {
  处罚日 (date) : 日期
  情节 (level) : 等级
  罚款 (fine) : 金额 0元..100000元 或 无
  次数 (times) : 整数 0..5
  撤销日 (lifted_on) : 日期 或 无
}

记录 任职经历 (post) 最多 6条 {
  起 (from) : 日期 2010-01-01..2026-12-31
  止 (to) : 日期 2010-01-01..2026-12-31 或 无
  单位 (employer) : 代码
  职级 (grade) : 等级
  全职 (full_time) : 是否 推定 是
}

记录 配偶情况 (spouse) {
  本地 (local) : 是否
  结婚日 (married_on) : 日期 1950-01-01..申请日期
  学历 (grade) : 等级 或 无
  定义 婚龄 = 整年(结婚日 至 申请日期)
}

记录 雇员 (employee) {
  本地员 (local) : 是否
  工龄 (years) : 整数 0..40
}

记录 企业情况 (company) {
  股份 (stake) : 小数 0..1
  雇员 (employees) : 雇员 列表 最多 3条
  定义 本地员数 = 计数(雇员 其中 本地员)
}

参数 社平工资 (wage) : 金额 {
  自 2000-01 2000元
  自 2017-04 5000元
  自 2018-07 6000.50元
}

参数 低保 (minimum) : 金额 按 类别 {
  自 2000-01 {
    甲类 500元
    乙类 400元
    丙类 0元
  }
  自 2019-01-15 {
    甲类 600元
    乙类 450元
    丙类 10元
  }
}

参数 标准 (limits) {
  列 上限 (high) : 金额 {
    自 2018-01 20000元
    自 2019-07-15 25000元
  }
  列 费率 (rate) : 小数 {
    自 2000-01 8%
  }
  长期有效
}

目录 紧缺 (shortage) {
  自 2000-01-01 {
    A01
    A02
  }
  自 2019-06-01 {
    A02
    B17
  }
}
";

/// How a fact is declared.
pub const FACT_LINES: &str = "\
事实 {
  申请日期 (filed_on) : 日期
  出生日期 (born_on) : 日期 1920-01-01..申请日期
  来沪日期 (arrived_on) : 日期 或 无
  首缴月份 (first_month) : 月 2000-01..2030-12 或 无
  持证 (permit) : 是否
  在职 (employed) : 是否 或 无
  人数 (persons) : 整数 0..20
  分差 (gap) : 整数 -10..10
  份额 (share) : 小数 0..1
  月薪 (salary) : 金额 0元..100万元
  纳税 (tax) : 金额 或 无
  自评 (own_points) : 积分 0分..100分
  类别 (kind) : 类别 或 无
  学历 (degree) : 等级
  职业 (occupation) : 代码
  合同期 (contract) : 时长 0个月..60个月
  月租 (rent) : 金额/月 0元/月..3万元/月
  工时 (hours) : 小数 小时 0小时..1000小时
  配偶 (spouse) : 配偶情况 或 无
  缴费 (contributions) : 月缴费 列表
  处罚 (penalties) : 处罚记录 列表
  任职 (posts) : 任职经历 列表
  子女年龄 (ages) : 整数 0..30 列表 最多 5条
  获奖日 (awarded_on) : 日期 列表 最多 4条 或 无
  企业 (company) : 企业情况 或 无
  期限 (term) : 时长 或 无
  有记录 (record) : 是否 推定 否 依据 \"第二条\"
}
";
