//! Help and usage errors in Chinese; the English ones are clap's.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, Error};
use std::fmt::Write;

/// What a command or one of its arguments is for: subcommand (empty for `jifen` itself), argument (empty for the
/// subcommand), words.
const WORDS: &[(&str, &str, &str)] = &[
    ("", "", "积分政策:检查、评估申请人、逐分说明理由"),
    ("check", "", "检查政策,指出错误和可疑之处"),
    ("check", "paths", "政策文件、政策文件夹,或放有几个政策的文件夹"),
    ("check", "json", "输出一个 JSON 对象,供其他程序使用"),
    ("check", "lang", "提示所用的语言(默认与政策相同)"),
    ("check", "strict", "连同分值一起检查,提示(W…)也算作问题"),
    ("check", "on", "与 --strict 同用:看这一天有什么已经过时(默认当天)"),
    ("check", "cliff", "与 --strict 同用:一日、一月、一元之差至多值多少分(默认标准分的一半)"),
    ("fmt", "", "整理政策文件的格式"),
    ("fmt", "paths", "文件或文件夹;`-` 表示从标准输入读、向标准输出写"),
    ("fmt", "check", "不改动文件;有待整理的,退出码为 1"),
    ("fmt", "keywords", "把关键字改写成这种语言"),
    ("assess", "", "评估申请人,并逐分说明理由"),
    ("assess", "policy", "政策文件、政策文件夹,或放有几个政策的文件夹"),
    ("assess", "facts", "申请人的事实:JSON 文件、每行一个对象的文件(NDJSON),或 `-`(标准输入)"),
    ("assess", "on", "不按申请日,而用这一天施行的版本"),
    ("assess", "version", "用这个版本"),
    ("assess", "lang", "说明所用的语言(默认与政策相同)"),
    ("assess", "json", "每行输出一个 JSON 对象,供其他程序使用"),
    ("assess", "brief", "只列结论和分值,不说明理由"),
    ("test", "", "运行政策旁边的案例"),
    ("test", "paths", "政策文件夹、放有几个政策的文件夹,或案例的文件、文件夹"),
    ("test", "filter", "只运行案例组、编号、文字或文件名中含有这段文字的案例"),
    ("test", "json", "每个案例输出一行 JSON 对象,供其他程序使用"),
    ("test", "junit", "同时把结果写成 JUnit 的 XML,供构建服务器使用"),
    ("test", "accept", "把实际的结果写进案例文件,取代原来的期望"),
    ("test", "approve", "去掉通过的案例的 `未核`"),
    ("test", "coverage", "列出案例用到了哪些行、格、条件、上限和结论"),
    ("test", "mutate", "对政策作各种小改动,列出没有案例察觉的改动"),
    ("test", "generate", "为案例尚未察觉之处写出案例:每个界限的两边(默认写入 `cases/generated.rules`;`-` 为标准输出)"),
    ("test", "resume", "把 --mutate 的结果存入这个文件,中断后从那里继续"),
    ("test", "threshold", "覆盖率低于这个百分比时退出码为 1"),
    ("test", "html", "把政策的文字按覆盖情况着色,写成一个独立的网页"),
    ("test", "lang", "所用的语言(默认与案例相同)"),
    ("cases", "", "由申请人写出案例:JSON 或表格"),
    ("cases", "policy", "政策文件或政策文件夹"),
    ("cases", "facts", "申请人:JSON、NDJSON 或 CSV 文件,或 `-`(标准输入)"),
    ("cases", "version", "不按申请日,而用这个版本"),
    ("cases", "lang", "案例和说明所用的语言(默认与政策相同)"),
    ("schema", "", "输出政策所需事实的 JSON Schema"),
    ("schema", "policy", "政策文件或政策文件夹"),
    ("schema", "version", "版本(默认为所给文件的版本,或最后一个,草案除外)"),
    ("schema", "lang", "说明所用的语言(默认与政策相同)"),
    ("diff", "", "比较两个版本:改了哪些条文,影响哪些申请人"),
    ("diff", "policy", "政策文件或政策文件夹"),
    ("diff", "a", "旧版本:`2018`、`2018@2020-07-01`(用那一天的参数)、`@2020-07-01`(那一天施行的)"),
    ("diff", "b", "新版本,写法相同"),
    ("diff", "facts", "用两个版本评估这些申请人:谁得分增加、谁减少、谁的结论改变"),
    ("diff", "json", "供其他程序使用:一个 JSON 对象;有 --facts 时每名申请人一行"),
    ("diff", "text", "同时并列显示两个版本的文字"),
    ("diff", "html", "写成一个独立的网页"),
    ("diff", "exit_code", "有任何改变时退出码为 1"),
    ("diff", "lang", "所用的语言(默认与政策相同)"),
    ("migrate", "", "按另一版本的键改写已存的事实"),
    ("migrate", "policy", "政策文件或政策文件夹"),
    ("migrate", "facts", "事实:JSON 文件、NDJSON 文件,或 `-`(标准输入);结果写到标准输出"),
    ("migrate", "from", "事实现在所用的版本"),
    ("migrate", "to", "要改成的版本"),
    ("migrate", "lang", "提示所用的语言(默认与政策相同)"),
    ("versions", "", "按时间列出政策的各个版本"),
    ("versions", "policy", "政策文件或政策文件夹"),
    ("versions", "json", "输出一个 JSON 对象,供其他程序使用"),
    ("versions", "lang", "所用的语言(默认与政策相同)"),
    ("show", "", "显示某一版本的全文,已作全部修正"),
    ("show", "policy", "政策文件或政策文件夹"),
    ("show", "version", "版本(默认为所给文件的版本,或最后一个,草案除外)"),
    ("show", "keywords", "用这种语言的关键字"),
    ("show", "lang", "提示所用的语言(默认与政策相同)"),
    ("derive", "", "由两个版本求出把前者改成后者的修正"),
    ("derive", "old", "旧版本的文件;修正文件则取它修正成的全文"),
    ("derive", "new", "新版本的文件"),
    ("derive", "lang", "提示所用的语言(默认与新版本相同)"),
    ("explain", "", "解释错误代码"),
    ("explain", "code", "代码,如 E0201;不写则列出全部"),
    ("explain", "lang", "页面的语言"),
];

fn words(command: &str, argument: &str) -> Option<&'static str> {
    WORDS.iter().find(|(c, a, _)| *c == command && *a == argument).map(|(_, _, words)| *words)
}

/// The same command with its help in Chinese.
pub(crate) fn in_chinese(command: Command) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    let mut command = translated(command, "")
        .subcommand_help_heading("命令")
        .subcommand_value_name("命令")
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .arg(
            Arg::new("release")
                .short('V')
                .long("version")
                .help("显示版本")
                .help_heading("选项")
                .action(ArgAction::Version),
        );
    for name in names {
        command = command.mut_subcommand(&name, |sub| translated(sub, &name));
    }
    command
}

/// What stands for an argument's value.
fn value_name(id: &str) -> &'static str {
    match id {
        "policy" => "政策",
        "facts" => "事实",
        "paths" => "路径",
        "on" => "日期",
        "version" | "from" | "to" => "版本",
        "a" | "old" => "旧版本",
        "b" | "new" => "新版本",
        "code" => "代码",
        "lang" | "keywords" => "zh|en",
        "filter" => "文字",
        "threshold" => "百分比",
        _ => "文件",
    }
}

/// What clap itself writes into help and usage, in Chinese too.
pub(crate) fn without_english(text: &str) -> String {
    text.replace("[OPTIONS]", "[选项]")
}

fn translated(command: Command, name: &str) -> Command {
    let help = Arg::new("help").short('h').long("help").help("显示帮助").action(ArgAction::Help);
    let command = match words(name, "") {
        Some(about) => command.about(about).long_about(None),
        None => command,
    };
    command
        .disable_help_flag(true)
        .help_template("{about}\n\n用法: {usage}\n\n{all-args}")
        .arg(help.help_heading("选项"))
        .mut_args(|arg| {
            let heading = if arg.is_positional() { "参数" } else { "选项" };
            // Below a heading of one's own clap sorts by the alphabet
            let arg = match arg.get_id().as_str() {
                "policy" | "paths" | "code" | "old" => arg.display_order(0),
                "facts" | "new" => arg.display_order(1),
                _ => arg,
            };
            let takes = arg.is_positional() || arg.get_action().takes_values();
            let arg = arg.help_heading(heading).hide_possible_values(takes);
            let value = value_name(arg.get_id().as_str());
            let arg = if takes { arg.value_name(value) } else { arg };
            match words(name, arg.get_id().as_str()) {
                Some(help) => arg.help(help).long_help(None),
                None => arg,
            }
        })
}

/// A usage error in Chinese, with how the command is used.
pub(crate) fn error_in_chinese(problem: &Error, usage: &str) -> String {
    let of = |kind: ContextKind| match problem.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(all)) => all.join("、"),
        _ => String::new(),
    };
    let (argument, value) = (of(ContextKind::InvalidArg), of(ContextKind::InvalidValue));
    let mut out = String::from("错误: ");
    out.push_str(&match problem.kind() {
        ErrorKind::MissingRequiredArgument => format!("缺少 {argument}"),
        ErrorKind::UnknownArgument => format!("没有 `{argument}` 这个参数"),
        ErrorKind::InvalidSubcommand => format!("没有 `{}` 这个命令", of(ContextKind::InvalidSubcommand)),
        ErrorKind::InvalidValue if value.is_empty() => format!("`{argument}` 后面要写一个值"),
        ErrorKind::InvalidValue => format!("`{argument}` 不能是 `{value}`"),
        ErrorKind::ValueValidation => format!("`{argument}` 不能是 `{value}`,日期写作 2018-06-30"),
        ErrorKind::ArgumentConflict => format!("`{argument}` 不能与 `{}` 同时使用", of(ContextKind::PriorArg)),
        _ => "参数不对".to_owned(),
    });
    let valid = of(ContextKind::ValidValue);
    if !valid.is_empty() {
        let _ = write!(out, "\n  可以写: {valid}");
    }
    for kind in [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue] {
        let near = of(kind);
        if !near.is_empty() {
            let _ = write!(out, "\n  是不是 `{near}`?");
        }
    }
    let usage = usage.trim_start_matches("Usage:").trim();
    let _ = write!(out, "\n\n用法: {usage}\n\n`--help` 显示帮助\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::Arguments;
    use clap::CommandFactory;

    #[test]
    fn every_command_and_argument_has_its_words() {
        let command = Arguments::command();
        assert!(words("", "").is_some());
        for sub in command.get_subcommands() {
            assert!(words(sub.get_name(), "").is_some(), "{}", sub.get_name());
            for arg in sub.get_arguments() {
                let id = arg.get_id().as_str();
                assert!(words(sub.get_name(), id).is_some(), "{} {id}", sub.get_name());
            }
        }
        in_chinese(command).debug_assert();
    }
}
