//! How check and assessment grow with the number of indicators and of records: each number beside a tenth of it.

mod summary;

use criterion::Criterion;
use jifen_grammar::parse::parse;
use jifen_interpreter::assess::{assess, outcome};
use jifen_interpreter::facts::documents;
use jifen_interpreter::model::Version;
use jifen_interpreter::policy::load_policies;
use jifen_tests::spec::PRELUDE;
use std::collections::BTreeSet;
use std::hint::black_box;

const INDICATORS: &str = "indicators";
const RECORDS: &str = "records";
const NUMBERS: [usize; 4] = [10, 100, 1_000, 10_000];

const PAYMENTS: &str = r#"
记录 缴款 (payment) 每 编号 一条 最多 20000条 {
  编号 (number) : 整数 0..1_000_000
  数额 (amount) : 金额 0元..100万元
  补缴 (late) : 是否
}
事实 { 各次缴款 (payments) : 缴款 列表 }
定义 按时缴款 = 各次缴款 其中 不 补缴
指标 次数 (times) 依据 "一" { 按 计数(按时缴款 其中 数额 不少于 500元),每满 10 积 1分 }
指标 总额 (sum) 依据 "二" { 按 求和(按时缴款, 数额),每满 1000元 积 1分 }
指标 种类 (kinds) 依据 "三" { 按 种数(按时缴款, 数额),每满 1 积 1分 }
指标 补缴次数 (late_times) 依据 "四" { 按 各次缴款 其中 补缴,每条 扣减 1分 }
总分 总积分 (total) 合计 { 次数; 总额; 种类; 补缴次数 }
"#;

/// A policy of so many indicators that read one fact.
fn wide(count: usize) -> String {
    let indicator = |i| format!("指标 项{i}号 (i{i}) 依据 \"第{i}条\" {{\n  凡 甲 超过 {i} 的,积 1分\n}}\n");
    let indicators: String = (0..count).map(indicator).collect();
    let members: String = (0..count).map(|i| format!("  项{i}号\n")).collect();
    format!("{PRELUDE}事实 {{ 甲 (a) : 整数 0..10_000 }}\n{indicators}总分 总积分 (total) 合计 {{\n{members}}}\n")
}

fn payments(count: usize) -> String {
    let payment = |i| format!("{{\"number\": {i}, \"amount\": {}, \"late\": {}}}", i % 997 * 10, i % 7 == 0);
    let all: Vec<String> = (0..count).map(payment).collect();
    format!("{{\"payments\": [{}]}}", all.join(", "))
}

fn checked(text: &str) -> Version {
    let (mut loaded, diagnostics) = load_policies(&[&parse(0, text)]);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    loaded.remove(0).policy.versions.remove(0)
}

fn indicators(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group(INDICATORS);
    group.sample_size(10);
    for count in NUMBERS {
        let text = wide(count);
        let version = checked(&text);
        let facts = documents(b"{\"a\": 5000}")[0].read(&version, &BTreeSet::new()).expect("complete facts");
        group.bench_function(format!("check {count}"), |b| b.iter(|| checked(black_box(&text))));
        group.bench_function(format!("outcome {count}"), |b| b.iter(|| outcome(&version, black_box(&facts))));
        group.bench_function(format!("report {count}"), |b| {
            b.iter(|| assess(&version, black_box(&facts), jifen_grammar::keywords::Language::Zh));
        });
    }
    group.finish();
}

fn records(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group(RECORDS);
    group.sample_size(10);
    let version = checked(&format!("{PRELUDE}{PAYMENTS}"));
    for count in NUMBERS {
        let text = payments(count);
        let read = || documents(text.as_bytes())[0].read(&version, &BTreeSet::new()).expect("complete facts");
        let facts = read();
        group.bench_function(format!("reading {count}"), |b| b.iter(read));
        group.bench_function(format!("outcome {count}"), |b| b.iter(|| outcome(&version, black_box(&facts))));
    }
    group.finish();
}

fn main() {
    let mut criterion = summary::criterion();
    indicators(&mut criterion);
    records(&mut criterion);
    criterion.final_summary();
    for (group, measured) in
        [(INDICATORS, ["check", "outcome", "report"].as_slice()), (RECORDS, &["reading", "outcome"])]
    {
        let pairs = measured.iter().flat_map(|what| {
            NUMBERS.windows(2).map(move |pair| (format!("{what} {}", pair[1]), format!("{what} {}", pair[0])))
        });
        let pairs: Vec<(String, String)> = pairs.collect();
        summary::print(group, &pairs.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect::<Vec<_>>());
    }
}
