//! The JSON Schema of the facts.

use super::{elsewhere, model};
use jifen_grammar::keywords::Language::{En, Zh};
use jifen_interpreter::facts::schema;
use serde_json::{Value, json};

fn written() -> Value {
    schema(&model::version(), &elsewhere(), Zh)
}

fn number(bounds: Value) -> Value {
    let mut number = json!({"type": "number"});
    number.as_object_mut().expect("an object").extend(bounds.as_object().expect("an object").clone());
    let pattern = r"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?$";
    json!([number, {"type": "string", "pattern": pattern}])
}

#[test]
fn the_whole() {
    let all = written();
    assert_eq!(all["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert_eq!(all["title"], "试验积分 2018");
    assert_eq!(all["description"], "试行办法");
    assert_eq!(all["required"], json!([]));
    assert_eq!(all["additionalProperties"], false);
    assert_eq!(all["properties"]["lingang_since"], true);
    let keys: Vec<&String> = all["properties"].as_object().expect("an object").keys().collect();
    assert_eq!(keys.len(), 16);
    assert_eq!(keys[0], "application_date");
}

#[test]
fn each_type() {
    let all = written();
    let of = |key: &str| all["properties"][key].clone();
    assert_eq!(
        of("application_date"),
        json!({"title": "申请日期", "description": "日期,如 \"2018-06-30\"", "type": "string", "format": "date",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "x-minimum": "1900-01-01", "x-maximum": "2199-12-31"})
    );
    assert_eq!(of("birth_date")["x-minimum"], "1910-01-01");
    assert_eq!(
        of("education"),
        json!({"title": "学历", "oneOf": [
            {"const": "college", "title": "大专", "description": "大专(高职)学历"},
            {"const": "bachelor", "title": "本科"}, {"const": "master", "title": "硕士"}]})
    );
    let contributions = of("contributions");
    assert_eq!(contributions["maxItems"], 720);
    assert_eq!(contributions["x-one-for-each"], "month");
    assert_eq!(contributions["items"]["additionalProperties"], false);
    let base = &contributions["items"]["properties"]["base"];
    assert_eq!(base["anyOf"], number(json!({"minimum": 0, "maximum": 10_000_000})));
    assert_eq!(base["x-unit"], "元");
    assert_eq!(of("awards")["items"]["oneOf"][1]["const"], "provincial");
    assert_eq!(of("awards")["maxItems"], 3);
    let spouse = of("spouse");
    assert_eq!(spouse["anyOf"][1], json!({"type": "null"}));
    assert_eq!(spouse["anyOf"][0]["properties"]["local"]["type"], "boolean");
    assert_eq!(of("children")["anyOf"][0], json!({"type": "integer", "minimum": 0, "exclusiveMaximum": 20}));
    assert_eq!(of("since_month")["anyOf"][0]["pattern"], "^[0-9]{4}-(0[1-9]|1[0-2])$");
    assert_eq!(of("language")["x-presumed"], json!({"value": 0, "cites": ["第三条"]}));
    assert_eq!(of("earlier_points")["x-unit"], "分");
    assert_eq!(of("service")["x-maximum"], "P50Y");
}

#[test]
fn in_english() {
    let all = schema(&model::version(), &elsewhere(), En);
    assert_eq!(all["properties"]["balance"]["x-unit"], "yuan");
    assert_eq!(all["properties"]["permit_valid"]["description"], "true or false");
}
