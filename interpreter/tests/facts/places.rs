//! Lines and columns of errors, in characters.

use super::{bad, model};
use jifen_interpreter::facts::{FactError, documents};
use jifen_interpreter::messages::Code;

fn places(text: &str) -> Vec<String> {
    bad(text).iter().map(|e| format!("{} {}", e.path, e.place.expect("known"))).collect()
}

#[test]
fn columns_count_characters() {
    assert_eq!(places("{\"occupation\": \"工程师😀\", \"children\": -1}"), ["children 1:36"]);
    assert_eq!(places("\n{\n\t\"children\":\n\t\t-1}"), ["children 4:3"]);
    assert_eq!(places("{\"occupation\": \"\\\"}{\", \"x\\\"y\": 1}"), ["x\"y 1:24"]);
}

#[test]
fn inside_an_array_of_applicants() {
    let text = "[{\"children\": 1},\n {\"spouse\": {\"company\": {\"tax_paid\": [1,\n-1]}}}]";
    let errors = documents(text.as_bytes())[1].read(&model::version(), &super::elsewhere()).expect_err("bad");
    assert_eq!(errors[0].place.map(|p| p.to_string()).as_deref(), Some("3:1"));
    assert_eq!(errors[0].path, "spouse.company.tax_paid[1]");
}

#[test]
fn others_can_place_their_errors() {
    let document = super::one("{\n\"birth_date\": \"2018-01-01\"}");
    let mut errors = vec![
        FactError::new(Code::FactNotWhole, "nowhere", ["1".into()]),
        FactError::new(Code::FactNotWhole, "birth_date", ["1".into()]),
    ];
    document.locate(&mut errors);
    assert_eq!(errors[0].place, None);
    assert_eq!(errors[1].place.map(|p| p.to_string()).as_deref(), Some("2:15"));
}
