//! Parameters and catalogues: what is published by date.

use super::{Describer, Thing, names, notes_of};
use crate::diff::Kind;
use crate::diff::field::Field;
use crate::diff::meaning::{constant, of_type};
use crate::diff::naming::at;
use crate::diff::part::{Part, both, same};
use crate::facts::{show, value_of};
use crate::model::*;
use crate::names::type_words;
use jifen_grammar::keywords::Language;

impl<'m> Describer<'_, 'm> {
    pub(super) fn published(&self) -> Vec<Thing<'m>> {
        let mut all = Vec::new();
        for (i, parameter) in self.version.parameters.iter().enumerate() {
            let mut parts: Vec<Part<'m>> = notes_of(&parameter.notes).collect();
            if parameter.open_ended {
                parts.push(Part::leaf(Field::OpenEnded, "yes", both("是", "yes")));
            }
            let keys = self.naming.columns.get(i).map(Vec::as_slice).unwrap_or_default();
            for (j, column) in parameter.columns.iter().enumerate() {
                match &column.named {
                    None => parts.extend(self.column(column)),
                    Some(named) => {
                        let mut inner = names(named);
                        inner.extend(self.column(column));
                        let whole = Part::whole(Field::Column, same(&named.name), inner, false);
                        parts.push(whole.called(at(keys, j), same(&named.name)));
                    }
                }
            }
            all.push(self.thing(Kind::Parameter, i, &parameter.named, &parameter.cites, parts));
        }
        for (i, catalogue) in self.version.catalogues.iter().enumerate() {
            let parts = catalogue.listings.iter().flat_map(|(day, codes)| {
                let name = same(&day.to_string());
                let listing =
                    codes.iter().map(|code| Part::leaf(Field::Value, "", same(code)).called(code.as_str(), same(code)));
                let whole = Part::whole(Field::Listing, same(&codes.join("、")), listing.collect(), false);
                Some(whole.called(day.to_string(), name))
            });
            all.push(self.thing(Kind::Catalogue, i, &catalogue.named, &catalogue.cites, parts.collect()));
        }
        all
    }

    fn column(&self, column: &'m Column) -> Vec<Part<'m>> {
        let words = type_words(&column.ty, self.version);
        let ty = of_type(&column.ty, self.naming, true);
        let mut parts = vec![Part::leaf(Field::Type, ty, both(&words.zh, &words.en))];
        let choices = || column.by.iter().filter_map(|c| self.version.choices.get(c.index()));
        if !column.by.is_empty() {
            let keys: Vec<&str> = column.by.iter().map(|c| at(&self.naming.choices, c.index())).collect();
            let names: Vec<&str> = choices().map(|c| c.named.name.as_str()).collect();
            parts.push(Part::leaf(Field::By, keys.join(","), same(&names.join("、"))));
        }
        for (i, series) in column.series.iter().enumerate() {
            let (keys, names) = self.class(column, i);
            for step in series {
                let day = step.from.to_string();
                let shown_day = if step.by_month { day.get(..7).unwrap_or(&day).to_owned() } else { day.clone() };
                let name = if names.is_empty() { shown_day } else { format!("{names} {shown_day}") };
                let meaning = constant(&step.value, &column.ty, self.naming);
                let value = |language| show(&value_of(&step.value), &column.ty, self.version, language);
                let shown = both(&value(Language::Zh), &value(Language::En));
                parts.push(Part::leaf(Field::Step, meaning, shown).called(format!("{keys} {day}"), same(&name)));
            }
        }
        parts
    }

    /// The values of the choices that select a series: their keys, and their names.
    fn class(&self, column: &Column, series: usize) -> (String, String) {
        let (mut keys, mut names, mut rest) = (Vec::new(), Vec::new(), series);
        for id in column.by.iter().rev() {
            let Some(choice) = self.version.choices.get(id.index()) else { continue };
            let count = choice.values.len().max(1);
            let value = rest % count;
            rest /= count;
            let of = self.naming.values.get(id.index()).map(Vec::as_slice).unwrap_or_default();
            keys.insert(0, at(of, value).to_owned());
            names.insert(0, choice.values.get(value).map_or(String::new(), |v| v.name.clone()));
        }
        (keys.join("/"), names.join(" "))
    }
}
