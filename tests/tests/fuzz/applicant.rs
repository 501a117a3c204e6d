//! Applicants that mostly fit what a version asks, and JSON that doesn't.

use jifen_interpreter::model::{Field, Type, Version};
use jifen_tests::generate::Random;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// Facts for a version as text: most of the right types, some absent, some of another type.
pub fn facts_for(version: &Version, seed: u64) -> String {
    let mut random = Random::new(seed);
    let wrong = [0, 0, 0, 2][random.below(4)];
    let facts = Drawer { version, random, wrong }.fields(&version.facts, 0);
    Value::Object(facts).to_string()
}

struct Drawer<'a> {
    version: &'a Version,
    random: Random,
    /// Values of another type, in a hundred.
    wrong: usize,
}

impl Drawer<'_> {
    fn fields(&mut self, fields: &[Field], depth: usize) -> Map<String, Value> {
        let mut map = Map::new();
        for field in fields {
            if self.random.chance(10) {
                continue;
            }
            let none = field.or_none && self.random.chance(25);
            let value = if none { Value::Null } else { self.value(&field.ty, depth) };
            map.insert(field.named.key.clone(), value);
        }
        map
    }

    fn value(&mut self, ty: &Type, depth: usize) -> Value {
        if self.random.chance(self.wrong) {
            let odd = [json!(null), json!(""), json!(-1), json!([]), json!({}), json!("2018-02-29"), json!(true)];
            return self.random.pick(&odd).clone();
        }
        match ty {
            Type::YesNo => json!(self.random.chance(50)),
            Type::Number { whole, .. } => self.number(*whole),
            Type::Date => json!(self.day(true)),
            Type::Month => json!(self.day(false)),
            Type::Duration => json!(*self.random.pick(&["P0D", "P1Y", "P3Y2M", "P15D", "P200Y"])),
            Type::Choice(id) => {
                let keys: Vec<_> = self.version.choices[id.index()].values.iter().map(|v| v.key.clone()).collect();
                if keys.is_empty() { json!(null) } else { json!(self.random.pick(&keys)) }
            }
            Type::Record(id) if depth < 6 => {
                let fields = self.version.records[id.index()].fields.clone();
                Value::Object(self.fields(&fields, depth + 1))
            }
            Type::List(item) => {
                let length = *self.random.pick(&[0, 1, 2, 3, 8]);
                Value::Array((0..length).map(|_| self.value(item, depth + 1)).collect())
            }
            _ => json!(*self.random.pick(&["A01", "X1", "京", ""])),
        }
    }

    fn number(&mut self, whole: bool) -> Value {
        let texts =
            ["0", "1", "3", "12", "35", "60", "100", "6504", "20000", "1000000", "9999999999999999999999999999"];
        let parts = ["0.5", "0.0000000000000000000000000001", "6504.01", "-7", "1e3"];
        let text = if whole || self.random.chance(80) { self.random.word(&texts) } else { self.random.word(&parts) };
        serde_json::from_str(text).expect("a number")
    }

    fn day(&mut self, with_day: bool) -> String {
        let year = *self.random.pick(&[1900, 1958, 1962, 1985, 2010, 2014, 2016, 2017, 2018, 2018, 2018, 2020, 2199]);
        let (month, day) = (self.random.between(1, 12), *self.random.pick(&[1, 15, 28, 28, 29, 30]));
        let day = if month == 2 { day.min(28) } else { day };
        if with_day { format!("{year}-{month:02}-{day:02}") } else { format!("{year}-{month:02}") }
    }
}

/// Any JSON as text, and texts that nearly are.
pub fn broken_json() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        Just("NaN".to_owned()),
        any::<bool>().prop_map(|b| b.to_string()),
        any::<i64>().prop_map(|n| n.to_string()),
        "-?[0-9]{1,40}(\\.[0-9]{0,40})?([eE][+-]?[0-9]{0,5})?",
        "\"\\PC{0,12}\"",
        any::<String>().prop_map(|s| json!(s).to_string()),
        Just("\"2018-06-15\"".to_owned()),
    ];
    let keys = prop_oneof![
        Just("application_date".to_owned()),
        Just("contributions".to_owned()),
        Just("month".to_owned()),
        Just("spouse".to_owned()),
        Just("$serde_json::private::Number".to_owned()),
        "\\PC{0,6}",
    ];
    leaf.prop_recursive(5, 60, 6, move |inner| {
        let pair = (keys.clone(), inner.clone()).prop_map(|(k, v)| format!("{}:{v}", json!(k)));
        prop_oneof![
            proptest::collection::vec(inner, 0..6).prop_map(|all| format!("[{}]", all.join(","))),
            proptest::collection::vec(pair, 0..6).prop_map(|all| format!("{{{}}}", all.join(",\n"))),
        ]
    })
}
