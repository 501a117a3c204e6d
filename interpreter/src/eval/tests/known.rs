//! What Shanghai's rules need, on known facts.

use super::build::*;
use crate::eval::{Evaluator, SeenWhat};
use crate::model::*;
use crate::value::{Facts, Missing, Val};

/// Filing date, birth date, contributions of month, base and make-up; the wage; months at a multiple in a window.
fn shanghai() -> Version {
    let contribution = record(
        "contribution",
        vec![field("month", Type::Month), field("base", Type::DECIMAL), field("make_up", Type::YesNo)],
    );
    let mut v = version(vec![
        field("application_date", Type::Date),
        field("birth_date", Type::Date),
        field("contributions", Type::List(Box::new(Type::Record(RecordId(0))))),
    ]);
    v.records.push(contribution);
    v.parameters.push(parameter("wage", &[("2016-04-01", 5939), ("2017-04-01", 6504)]));
    let valid = where_(fact(2), not(own(2)));
    v.definitions.push(definition("valid", 0, valid));
    let in_window = in_last(own(0), argument(1));
    let enough = compare(Comparison::GreaterOrEqual, own(1), calc(Operator::Multiply, argument(0), wage(0, own(0))));
    let months = aggregate(Aggregate::Count, where_(call(0, vec![]), and(vec![in_window, enough])), vec![]);
    v.definitions.push(definition("months", 2, months));
    v
}

fn applicant(base: &str) -> Facts {
    let contributions = (0..60)
        .map(|i| {
            let at = Val::Month(2014 * 12 + i);
            entry(&format!("contributions[{i}]"), vec![at, number(base), Val::YesNo(i % 10 == 9)])
        })
        .collect();
    facts(vec![Some(date("2018-06-15")), Some(date("1980-06-16")), Some(list(contributions))])
}

#[test]
fn months_at_a_multiple_of_the_wage() {
    let v = shanghai();
    let f = applicant("5939");
    let mut ev = Evaluator::new(&v, &f);
    ev.watch = Some(Vec::new());
    let asked = call(1, vec![n("1"), p(months(48))]);
    // 2014-06 to 2018-05; before 2016-04 there is no wage, from 2017-04 on the base is too small.
    let Val::Unknown(u) = ev.expr(&asked) else { panic!() };
    assert_eq!(u.range, Some(crate::value::Range::Number(Some(fraction("11")), Some(fraction("31")))));
    let seen = ev.watch.take().unwrap();
    assert_eq!(seen.len(), 1);
    assert_eq!(seen[0].asked, SeenWhat::Definition(DefinitionId(1)));
    assert_eq!(ev.missing().len(), 20);
    assert_eq!(ev.missing()[0], Missing::Parameter { key: "wage".into(), at: "2014-06".into() });
    let last_year = call(1, vec![n("0.8"), p(months(12))]);
    assert_eq!(ev.expr(&last_year), Val::whole(11));
    assert_eq!(
        ev.stale(),
        vec![crate::eval::Stale { key: "wage".into(), last: day("2017-04-01"), at: day("2018-05-01") }]
    );
}

#[test]
fn ages() {
    let v = shanghai();
    let age = function(Function::FullYears, vec![period(fact(1), fact(0))]);
    for (born, years) in [("1980-06-15", 38), ("1980-06-16", 37), ("1980-02-29", 38), ("2020-01-01", 0)] {
        let f = facts(vec![Some(date("2018-06-15")), Some(date(born)), None]);
        assert_eq!(Evaluator::new(&v, &f).expr(&age), Val::whole(years), "{born}");
    }
}
