//! A folder with files in it, and the command run there within a limit of memory.

use jifen_tests::command::{Ran, jifen_within};
use jifen_tests::spec::{PRELUDE, Scratch};
use serde_json::Value;
use std::fs;
use std::path::PathBuf;

/// Megabytes of address space.
const MEMORY: u32 = 1000;

/// A policy that asks a bit of everything.
pub const POLICY: &str = r#"
政策 居住积分 (residence) 版本 2018 {
  施行 2018-01-01
  有效期至 2022-12-31
  申请日 申请日期
}

约定 { 闰日 平年 作 3月1日; 最近 月 止于 上月; 最近 日 止于 当日 }

选项 学历 (education_level) {
  大专 (college)
  本科 (bachelor)
  硕士 (master)
}

记录 月缴费 (contribution) 每 月份 一条 最多 720条 {
  月份 (month) : 月
  基数 (base) : 金额 0元..100万元
}

事实 {
  申请日期 (application_date) : 日期
  出生日期 (birth_date) : 日期 1900-01-01..申请日期
  最高学历 (education) : 学历
  持证 (permit) : 是否
  子女 (children) : 整数 0..20
  缴费 (contributions) : 月缴费 列表
  结婚日期 (married_on) : 日期 或 无
}

必须 没有 结婚日期 或 出生日期 早于 结婚日期 "结婚日期应晚于出生日期"

指标 学历 依据 "第一条" {
  按 最高学历 {
    大专 积 50分
    本科 积 60分
    硕士 积 100分
  }
}

指标 子女 依据 "第二条" {
  按 子女,每满 1 积 3分
}

指标 缴费 依据 "第三条" {
  按 缴费 其中 基数 不少于 5000元,每条 积 1分
}

指标 年轻 依据 "第四条" {
  凡 整年(出生日期 至 申请日期) 不满 35 的,积 8分
}

指标 婚龄 依据 "第五条" {
  按 结婚日期 至 申请日期,每满 1年 积 1分
}

总分 总积分 (total) 合计 依据 "第六条" { 学历; 子女; 缴费; 年轻; 婚龄 }

结论 {
  凡 持证 且 总积分 不少于 100分 的,达到标准 (qualified) 依据 "第七条"
  其余,未达标准 (below_standard)
}
"#;

/// An applicant of that policy.
pub const APPLICANT: &str = r#"{"application_date": "2018-06-15", "birth_date": "1990-03-01", "education": "master", "permit": true, "children": 1, "contributions": [{"month": "2018-03", "base": 6504}, {"month": "2018-04", "base": 4000}], "married_on": null}"#;

/// A folder of its own.
pub struct Desk(Scratch);

impl Desk {
    /// An empty one; `name` tells tests apart.
    pub fn empty(name: &str) -> Desk {
        Desk(Scratch::new(&format!("bad-{name}")).expect("a folder"))
    }

    /// One with [`POLICY`] in the folder `policy`.
    pub fn new(name: &str) -> Desk {
        Desk::empty(name).with("policy/2018.rules", POLICY)
    }

    /// One with a fragment behind the usual head in the folder `policy`.
    pub fn fragment(name: &str, rules: &str) -> Desk {
        Desk::empty(name).with("policy/1.rules", format!("{PRELUDE}{rules}"))
    }

    /// Adds a file.
    pub fn with(self, name: &str, bytes: impl AsRef<[u8]>) -> Desk {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
        self
    }

    /// A file's path.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// A file's text.
    pub fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("a text")
    }

    /// Runs the command; it must end by itself, without a panic, within the limits.
    pub fn run(&self, args: &[&str]) -> Ran {
        self.run_with(args, "")
    }

    /// The same with text on standard input.
    pub fn run_with(&self, args: &[&str], input: &str) -> Ran {
        let ran = jifen_within(MEMORY, self.0.path(), args, input);
        let ended = (0..=2).contains(&ran.code) && !ran.err.contains("panicked");
        assert!(ended, "{args:?} did not end well: {}\n{}\n{}", ran.code, shortened(&ran.out), shortened(&ran.err));
        ran
    }

    /// The diagnostics of the folder `policy`: code, line, underlined text.
    pub fn check(&self) -> Vec<(String, u64, String)> {
        let ran = self.run(&["check", "--json", "policy"]);
        let report: Value = serde_json::from_str(&ran.out).expect("JSON");
        let all = report["diagnostics"].as_array().cloned().unwrap_or_default();
        let seen = |d: &Value| {
            let text = fs::read(self.path(d["file"].as_str().unwrap_or(""))).unwrap_or_default();
            let range = d["start"].as_u64().unwrap_or(0) as usize..d["end"].as_u64().unwrap_or(0) as usize;
            let underlined = String::from_utf8_lossy(text.get(range).unwrap_or_default()).into_owned();
            (d["code"].as_str().unwrap_or("").to_owned(), d["line"].as_u64().unwrap_or(0), underlined)
        };
        all.iter().map(seen).collect()
    }

    /// The codes among them that begin so.
    pub fn codes(&self, beginning: &str) -> Vec<String> {
        let found = self.check().into_iter().map(|d| d.0);
        found.filter(|code| code.starts_with(beginning)).collect()
    }

    /// Assesses text as facts: the exit code, one object an applicant, and standard error.
    pub fn assess(&self, facts: impl AsRef<[u8]>) -> (i32, Vec<Value>, String) {
        fs::write(self.path("facts.json"), facts).expect("a file");
        let ran = self.run(&["assess", "--json", "policy", "facts.json"]);
        let lines = ran.out.lines().map(|l| serde_json::from_str(l).expect("one JSON object a line"));
        (ran.code, lines.collect(), ran.err)
    }
}

fn shortened(text: &str) -> String {
    text.chars().take(2000).collect()
}
