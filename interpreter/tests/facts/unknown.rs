//! What is missing inside given facts.

use super::model::{MONEY, With, constant, day, field, version, whole};
use super::{good, value};
use jifen_interpreter::facts;
use jifen_interpreter::model::{Constant, Duration, RecordId, Type};
use jifen_interpreter::number::Fraction;
use jifen_interpreter::value::{Missing, Range, Unknown, Val, Why};

fn range(field: &jifen_interpreter::model::Field) -> (Range, bool) {
    match facts::unknown(field, &version(), &Why::one(7), "x") {
        Val::Unknown(unknown) => {
            assert_eq!(unknown.why, Why::one(7));
            (unknown.range.clone().expect("a range"), unknown.none)
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn missing_fields_are_numbered_and_named() {
    let facts = good(
        "{\"contributions\": [{\"month\": \"2018-01\", \"make_up\": true}, {\"base\": 1, \"month\": \"2018-02\"}], \"spouse\": {\"local\": true}}",
    );
    let paths = ["contributions[0].base", "contributions[1].make_up", "spouse.married_on", "spouse.company"];
    assert_eq!(facts.missing, paths.map(|p| Missing::Field(p.into())));
    let Some(Val::Record(spouse)) = value(&facts, "spouse") else { panic!("a record") };
    let date = Unknown { range: Some(Range::Date(day("1900-01-01"), day("2199-12-31"))), none: true, why: Why::one(2) };
    assert_eq!(spouse.fields[1], Val::Unknown(date.into()));
    let Val::Unknown(company) = &spouse.fields[2] else { panic!("unknown") };
    let Some(Range::Record(company)) = &company.range else { panic!("a record") };
    assert_eq!(&*company.place, "spouse.company");
    assert_eq!(company.fields.len(), 2);
}

#[test]
fn ranges_are_those_of_type_and_domain() {
    let n = |n: i128| Some(Fraction::whole(n));
    let half = Constant::Number(Fraction::new(1, 2).expect("a half"));
    let open = |ty: Type| field("f", "f", ty).below(half.clone(), whole(3));
    assert_eq!(range(&field("f", "f", MONEY)), (Range::Number(None, None), false));
    assert_eq!(range(&open(Type::INTEGER)), (Range::Number(n(1), n(2)), false));
    assert_eq!(range(&open(Type::DECIMAL)), (Range::Number(Fraction::new(1, 2), n(3)), false));
    assert_eq!(range(&field("f", "f", Type::YesNo).or_none()), (Range::YesNo { yes: true, no: true }, true));
    assert_eq!(range(&version().facts[1]).0, Range::Date(day("1910-01-01"), day("2199-12-31")));
    assert_eq!(range(&version().facts[2]).0, Range::Choice(vec![0, 1, 2]));
    assert_eq!(range(&field("f", "f", Type::Month)).0, Range::Month(1900 * 12, 2199 * 12 + 11));
    assert_eq!(range(&field("f", "f", Type::Code)).0, Range::Code);
    let dates = [day("2018-01-01"), day("2018-03-01")].map(Constant::Date);
    let [low, high] = dates;
    let until = Range::Date(day("2018-01-01"), day("2018-02-28"));
    assert_eq!(range(&field("f", "f", Type::Date).below(low, high)).0, until);
    let Range::Duration(least, most) = range(&version().facts[12]).0 else { panic!("a duration") };
    assert_eq!(least, Duration { months: 0, days: 0 });
    assert!(600 <= most.months && 600 * 31 <= most.days);
}

#[test]
fn bounds_that_say_the_impossible_still_hold_a_value() {
    let one = || Some(constant(Constant::Month(24_000)));
    let field = field("f", "f", Type::Month).between(one(), Some(constant(Constant::Month(23_000))));
    assert_eq!(range(&field).0, Range::Month(24_000, 24_000));
}

#[test]
fn an_unknown_list_may_hold_any_entries() {
    let Range::List(list) = range(&version().facts[3]).0 else { panic!("a list") };
    assert!(list.items.is_empty());
    let more = list.more.as_ref().expect("more");
    assert_eq!(more.most, Some(720));
    let Val::Unknown(any) = &more.any else { panic!("unknown") };
    assert!(matches!(any.range, Some(Range::Record(_))));
    assert!(!any.none);
}

#[test]
fn records_inside_themselves_end_in_an_error() {
    let mut version = version();
    version.records[2].fields[2].ty = Type::Record(RecordId(2));
    let text = "{\"spouse\": {\"local\": true}}";
    let facts = super::one(text).read(&version, &super::elsewhere()).expect("read");
    assert_eq!(facts.missing.len(), 2);
    assert!(format!("{:?}", facts.values).contains("Broken"));
}
