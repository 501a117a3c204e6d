//! `jifen cases`: what is written from applicants is laid out, and comes out as it says.

use jifen_tests::command::{Ran, jifen, root};
use jifen_tests::spec::Scratch;
use std::fs;

const POLICY: &str = "政策 补贴 (help) 版本 1 { 施行 2015-01-01; 申请日 申请日期 }
选项 学历 (education) { 无 (none); 大专 (college); 硕士 (master) }
记录 月缴费 (contribution) 每 月份 一条 最多 600条 { 月份 (month) : 月; 基数 (base) : 金额/月 0元/月..100万元/月 }
记录 单位 (employer) { 人数 (staff) : 整数 0..1_000_000; 在园区 (in_park) : 是否 }
事实 {
  申请日期 (date) : 日期
  最高学历 (education) : 学历
  缴费 (contributions) : 月缴费 列表
  单位 (employer) : 单位 或 无
  纳税 (taxes) : 金额 0元..1亿元 列表 最多 3条
  份额 (share) : 小数 0..100%
  工龄 (service) : 时长
  职业 (job) : 代码
}
指标 学历 (degree) 依据 \"第一条\" { 按 最高学历 { 无 积 0分; 大专 积 20分; 硕士 积 40分 } }
指标 缴费 (insured) 依据 \"第二条\" { 按 缴费 其中 基数 不少于 5000元/月,每条 积 1分 }
指标 园区 (park) 依据 \"第三条\" { 凡 单位.在园区 的,积 5分 * 份额 }
指标 纳税 (tax) 依据 \"第四条\" { 按 求和(纳税),每满 10万元 积 2分 }
指标 工龄 (service) 依据 \"第五条\" { 凡 工龄 不少于 15个月 且 职业 为 \"A,1\" 的,积 1分 }
总分 总积分 (total) 合计 依据 \"第六条\" { 学历; 缴费; 园区; 纳税; 工龄 }
结论 { 凡 总积分 不少于 60分 的,优先 (first) 依据 \"第七条\"; 其余,轮候 (waiting) 依据 \"第七条\" }
";

fn desk(name: &str) -> Scratch {
    let desk = Scratch::new(name).expect("a folder");
    fs::create_dir_all(desk.path().join("p/cases")).expect("a folder");
    fs::write(desk.path().join("p/1.rules"), POLICY).expect("a policy");
    desk
}

/// Writes cases of standard input, and runs them.
fn cases(desk: &Scratch, args: &[&str], input: &str) -> (String, Ran) {
    let ran = jifen(desk.path(), &[&["cases", "p", "-"], args].concat(), input);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
    fs::write(desk.path().join("p/cases/a.rules"), &ran.out).expect("cases");
    assert_eq!(jifen(desk.path(), &["fmt", "--check", "p/cases"], "").code, 0, "{}", ran.out);
    (ran.out, jifen(desk.path(), &["test", "p"], ""))
}

const TABLE: &str = "\u{FEFF}案例,申请日期,最高学历,缴费,单位.人数,employer.in_park,纳税,份额,工龄,职业,=> 总积分,期望: outcome,注\r
王某,2018/6/1,硕士,\"{ 月份 2016-06..2018-05,基数 5000元/月 }\",20,是,\"(4万元, 6万元)\",80%,P1Y3M,\"A,1\",71,优先,\"说 \"\"好\"\"\"\r
李某,2018年6月1日,none,\"{ 月份 2016-06..2018-05,基数 5000元/月 }\",20,TRUE,40000;60000,0.8,15个月,\"A,1\",,,\r
赵 某,2018-06-01,,无,,,无,,未知,,0..46分,轮候,\r
,,,,,,,,,,,,\r
王某,2018-06-01,硕士,无,,,无,,,B1,未知,\"(轮候, 优先)\",\r
";

const WRITTEN: &str = "案例 申请人 {
  基准 王某 {
    申请日期 2018-06-01
    最高学历 硕士
    缴费 { 月份 2016-06..2018-05,基数 5000元/月 }
    单位 { 人数 20; 在园区 是 }
    纳税 (4万元, 6万元)
    份额 0.8
    工龄 15个月
    职业 \"A,1\"
  }
  基准 赵_某 \"赵 某\" {
    申请日期 2018-06-01
    缴费 无
    纳税 无
  }
  基准 王某_1 \"王某\" {
    申请日期 2018-06-01
    最高学历 硕士
    缴费 无
    纳税 无
    职业 \"B1\"
  }
  (1) 王某 => 总积分 71分,结论 优先 注 \"说 \\\"好\\\"\"
  (李某) 王某,最高学历 无 => 缴费 24分,园区 4分,纳税 2分,工龄 1分,总积分 31分,结论 轮候 未核
  (3) 赵_某 => 总积分 0..46分,结论 轮候
  (4) 王某_1 => 总积分 未知,结论 (轮候, 优先)
}
";

#[test]
fn a_table_becomes_bases_and_what_differs() {
    let desk = desk("from-table");
    let (written, ran) = cases(&desk, &[], TABLE);
    assert_eq!(written, WRITTEN);
    // Not all of what the table expects is right.
    assert!(ran.code == 1 && ran.out.contains("(4) 王某_1") && ran.out.contains("实为 轮候"), "{}", ran.out);
    assert!(ran.out.ends_with("4 个案例: 3 个通过,1 个未通过;其中 1 个未核\n"), "{}", ran.out);
    let apart = |separator: &str| {
        let plain =
            "申请日期|最高学历|注\n2018-06-01|大专|a, b; c\n".replace(';', if separator == ";" { "" } else { ";" });
        cases(&desk, &["--lang", "en", "--version", "1"], &plain.replace('|', separator)).0
    };
    assert!(apart("\t").contains("note \"a, b; c\"") && apart(";").contains("note \"a, b c\""), "{}", apart(";"));
    assert!(
        apart(";").contains("总积分 20..6626 points") && apart(";").contains("under 1 unreviewed"),
        "{}",
        apart(";")
    );
}

#[test]
fn objects_may_say_what_is_expected() {
    let desk = desk("from-objects");
    let input = r#"{"name": "a", "facts": {"date": "2018-06-01", "education": "college", "employer": null, "contributions": [], "taxes": [], "service": "P2Y", "job": "X", "share": 0.5},
 "expected": {"total": 20, "outcome": "waiting", "学历": "20分", "park": 0, "service": {"min": 0, "max": 1}}, "note": "n"}"#;
    let (written, ran) = cases(&desk, &["--lang", "en"], input);
    assert!(
        written.contains(
            "(1) a => 总积分 20 points, outcome 轮候, 学历 20 points, 园区 0 points, 工龄 0..1 point note \"n\""
        ),
        "{written}"
    );
    assert!(ran.code == 1 && ran.out.contains("expected 工龄 0..1 point, got 0 points"), "{}", ran.out);
    let refused = r#"{"facts": {"date": "2018-06-01", "share": 1.5}, "expected": {"error": "F0120"}}"#;
    let (written, ran) = cases(&desk, &[], refused);
    assert!(written.contains("份额 1.5") && written.contains("=> 错误 F0120") && ran.code == 0, "{written}{}", ran.out);
    // A fact may be called so, too.
    fs::write(desk.path().join("p/1.rules"), POLICY.replace("单位 (employer) : 单位", "单位 (facts) : 单位"))
        .expect("a policy");
    let (written, ran) = cases(&desk, &[], r#"{"date": "2018-06-01", "facts": {"staff": 3}}"#);
    assert!(written.contains("单位 { 人数 3 }") && ran.code == 0, "{written}{}", ran.out);
}

#[test]
fn applicants_of_the_examples_come_out_as_they_are_written() {
    let desk = Scratch::new("from-examples").expect("a folder");
    for (policy, applicants) in [
        ("policies/shanghai", "examples/shanghai/all.ndjson"),
        ("policies/beijing", "examples/beijing/college-over-six-years.json"),
        ("examples/allotment", "examples/allotment/bo.json"),
        ("examples/irish-residence", "examples/irish-residence/aoife.json"),
    ] {
        let from = root().join(policy);
        let to = desk.path().join(policy);
        fs::create_dir_all(to.join("cases")).expect("a folder");
        for file in fs::read_dir(&from)
            .expect("a folder")
            .flatten()
            .filter(|f| f.path().extension().is_some_and(|e| e == "rules"))
        {
            fs::copy(file.path(), to.join(file.file_name())).expect("a copy");
        }
        for language in ["zh", "en"] {
            let ran = jifen(&root(), &["cases", policy, applicants, "--lang", language], "");
            assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{policy}");
            fs::write(to.join("cases/a.rules"), &ran.out).expect("cases");
            let ran = jifen(desk.path(), &["test", policy, "--lang", "en"], "");
            assert!(ran.code == 0 && ran.out.contains("passed; ") || ran.out.contains("1 unreviewed"), "{}", ran.out);
        }
    }
}
