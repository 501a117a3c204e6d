//! Parameters and catalogues.

use super::{found, last_expr, version, zh};
use crate::model::*;

#[test]
fn layouts() {
    let version = version(
        "参数 甲 : 金额 { 自 2016-04 1元; 自 2017-04-15 2元; 长期有效 }\n\
         参数 乙 : 整数 按 颜色 { 自 2016-04 { 红 1; 绿 2 }; 自 2017-04 { 红 3 } }\n\
         参数 丙 : 整数 按 颜色 { 红 { 自 2016-04 1 }; 绿 { 自 2016-05 2; 自 2016-06 3 } }\n\
         参数 丁 : 整数 按 颜色, 学历 { 自 2016-04 { 红 { 无 1; 大专 2; 本科 3; 硕士 4 }; 绿 { 无 5; 大专 6; 本科 7; 硕士 8 } } }\n\
         参数 戊 { 列 一 (one) : 金额 { 自 2016-04 1元 }; 列 二 : 整数 按 颜色 { 自 2016-04 { 红 1; 绿 2 } } }",
    );
    let of = |at: usize, column: usize| {
        let series = &version.parameters[at].columns[column].series;
        series.iter().map(|s| s.iter().map(|s| format!("{:?}", s.from)).collect::<Vec<_>>().join(" ")).collect::<Vec<_>>()
    };
    assert!(version.parameters[1].open_ended);
    assert_eq!(of(1, 0), ["2016-04-01 2017-04-15"]);
    assert_eq!(of(2, 0), ["2016-04-01 2017-04-01", "2016-04-01"]);
    assert_eq!(of(3, 0), ["2016-04-01", "2016-05-01 2016-06-01"]);
    assert_eq!(of(4, 0).len(), 8);
    assert_eq!(version.parameters[5].columns[0].named.as_ref().map(|n| &*n.key), Some("one"));
    let eighth = &version.parameters[4].columns[0].series[7][0].value;
    assert_eq!(*eighth, Constant::Number(crate::number::Fraction::whole(8)));
}

#[test]
fn mistakes_in_parameters() {
    zh("参数 甲 : 金额 { }", &[("E0508", "参数 甲")]);
    zh("参数 甲 { 自 2016-04 1元 }", &[("E0414", "参数 甲")]);
    zh("参数 甲 : 金额 { 自 2016-04 1元; 自 2016-04 2元 }", &[("E0506", "2016-04")]);
    zh("参数 甲 : 金额 { 自 2016-04 1元; 自 2015-04 2元 }", &[("E0506", "2015-04")]);
    zh("参数 甲 : 金额 { 自 2016-04 1 }", &[("E0301", "1")]);
    zh("参数 甲 : 金额 { 自 2016-04 存款 }", &[("E0313", "存款")]);
    zh("参数 甲 : 整数 { 自 2016-04 1 / 0 }", &[("E0301", "1 / 0")]);
    zh("参数 甲 : 小数 { 自 2016-04 1 / 0 }", &[("E0317", "1 / 0")]);
    zh("参数 甲 : 整数 按 颜色 { 自 2016-04 { 红 1 } }", &[("E0507", "参数 甲")]);
    zh("参数 甲 : 整数 按 颜色 { 自 2016-04 { 红 1; 蓝 2 } }", &[("E0201", "蓝")]);
    zh("参数 甲 : 整数 按 颜色 { 自 2016-04 1 }", &[("E0414", "1")]);
    zh("参数 甲 : 整数 按 颜色 { 红 1; 绿 2 }", &[("E0414", "1"), ("E0414", "2")]);
    zh("参数 甲 : 整数 按 月缴费 { 自 2016-04 1 }", &[("E0414", "月缴费")]);
    zh("参数 甲 : 整数 { 自 2016-04 { 红 1 } }", &[("E0414", "红")]);
    zh("参数 甲 : 金额 0元..5元 { 自 2016-04 1元 }", &[("E0406", "0元..5元")]);
    zh("参数 甲 : 金额 列表 { 自 2016-04 1元 }", &[("E0414", "金额 列表"), ("E0301", "1元")]);
    zh("参数 甲 : 金额 { 列 乙 : 金额 { 自 2016-04 1元 } }", &[("E0414", "金额")]);
    zh("参数 甲 { 列 乙 : 金额 { 自 2016-04 1元 }; 列 乙 : 金额 { 自 2016-04 1元 } }", &[("E0202", "乙")]);
}

#[test]
fn parameters_are_read() {
    let with = "参数 甲 : 整数 按 颜色 { 自 2016-04 { 红 1; 绿 2 } }\n\
                参数 乙 { 列 一 : 金额 { 自 2016-04 1元 }; 列 二 : 整数 按 颜色 { 自 2016-04 { 红 1; 绿 2 } } }\n";
    let expr = last_expr(&format!("{with}定义 测 = 甲(红, 起月) + 甲(喜好) + 乙(绿, 2018-01-01).二"));
    assert_eq!(expr.ty, Type::INTEGER);
    let column = last_expr(&format!("{with}定义 测 = 乙.一"));
    assert!(matches!(column.kind, ExprKind::Parameter(ParameterId(2), 0, ref classes, None) if classes.is_empty()));
    zh(&format!("{with}定义 测 = 甲"), &[("E0307", "甲")]);
    zh(&format!("{with}定义 测 = 甲(起月)"), &[("E0301", "起月")]);
    zh(&format!("{with}定义 测 = 甲(红, 3)"), &[("E0301", "3")]);
    zh(&format!("{with}定义 测 = 乙"), &[("E0207", "乙")]);
    zh(&format!("{with}定义 测 = 乙.三"), &[("E0201", "三")]);
    zh("定义 测 = 社平工资.一", &[("E0201", "一")]);
}

#[test]
fn catalogues() {
    let version = version("目录 甲 依据 \"附件\" { 自 2017-01 { A01 \"名\"; \"B 02\" }; 自 2018-01-01 { A01 } }");
    let listings = &version.catalogues[1].listings;
    assert_eq!(listings[0].1, ["A01", "B 02"]);
    assert_eq!(listings.len(), 2);
    zh("目录 甲 { }", &[("E0508", "目录 甲")]);
    zh("目录 甲 { 自 2017-01 { A; B; A } }", &[("E0509", "A")]);
    zh("目录 甲 { 自 2017-01 { A }; 自 2016-01 { A } }", &[("E0506", "2016-01")]);
}

#[test]
fn files_beside_the_policy() {
    let good = "参数 甲 : 金额 { 自 2016-04 1元 }\n目录 乙 { 自 2017-01 { A } }\n";
    assert_eq!(found(&[super::CHINESE, good]), []);
    assert_eq!(found(&[good, super::CHINESE]), []);
    let pair = |code: &str, text: &str| (code.to_owned(), text.to_owned());
    assert_eq!(found(&[super::CHINESE, "定义 丙 = 1\n"]), [pair("E0409", "定义 丙")]);
    assert_eq!(found(&[super::CHINESE, "参数 社平工资 : 金额 { 自 2016-04 1元 }\n"]), [pair("E0202", "社平工资")]);
}
