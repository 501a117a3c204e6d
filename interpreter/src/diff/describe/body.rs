//! Bodies: guard, combining word, lines, caps.

use super::rules::combine;
use super::{Describer, cites_of, notes_of, reviewed_of};
use crate::diff::field::Field;
use crate::diff::meaning::Meaner;
use crate::diff::part::{Part, both, same};
use crate::model::{Body, Combine, Line, Text};
use crate::shapes::Shape;

impl<'m> Describer<'_, 'm> {
    pub(super) fn body(&self, body: &'m Body, meaner: &Meaner<'_>) -> Vec<Part<'m>> {
        let mut parts: Vec<Part<'m>> = notes_of(&body.notes).collect();
        parts.extend(reviewed_of(&body.reviewed));
        parts.extend(body.guard.as_ref().map(|g| self.condition(Field::Guard, g, meaner)));
        if body.repealed {
            parts.push(repealed(body));
            return parts;
        }
        parts.push(combine(body.combine));
        let mut unlabelled = 0;
        let lines = body.lines.iter().map(|line| self.line(line, &mut unlabelled, meaner)).collect();
        parts.push(Part::several(Field::Lines, lines, order_counts(body)));
        parts.push(self.modifiers(&body.modifiers, meaner));
        parts
    }

    fn line(&self, line: &'m Line, unlabelled: &mut usize, meaner: &Meaner<'_>) -> Part<'m> {
        let mut parts = self.shape(&line.shape, meaner);
        parts.push(self.modifiers(&line.modifiers, meaner));
        parts.extend(cites_of(&line.cites));
        parts.extend(notes_of(&line.notes));
        let field = if matches!(line.shape, Shape::Otherwise(_)) { Field::Otherwise } else { Field::Line };
        let (label, name) = match &line.label {
            Some(label) => (label.clone(), same(&format!("({label})"))),
            None => {
                *unlabelled += 1;
                let otherwise = both("其余", "otherwise");
                (format!("#{unlabelled}"), if field == Field::Otherwise { otherwise } else { Text::default() })
            }
        };
        // The word stands in the address.
        let rest = |text: &str, word| {
            let rest = text.strip_prefix(word).filter(|_| field == Field::Otherwise && line.label.is_none());
            rest.unwrap_or(text).trim_start_matches([',', ',', ' ']).to_owned()
        };
        let shown = both(&rest(&line.text.zh, "其余"), &rest(&line.text.en, "otherwise"));
        let inside = self.inside(&line.shape);
        let shown = both(&format!("{}{}", shown.zh, inside.zh), &format!("{}{}", shown.en, inside.en));
        Part::whole(field, shown, parts, false).from(&line.cites).called(label, name).relabelled_as(Field::Label)
    }
}

/// What is still reported, without points, and what repealed it.
fn repealed<'m>(body: &'m Body) -> Part<'m> {
    let cites: Vec<String> = body.lines.iter().flat_map(|l| l.cites.clone()).collect();
    Part::leaf(Field::Repealed, cites.join("\n"), both("仍列示", "still reported")).from(&cites)
}

/// Whether the order of a body's lines means something: where the first that holds is taken, and where `其余` has lines behind it.
fn order_counts(body: &Body) -> bool {
    let rest = body.lines.iter().position(|l| matches!(l.shape, Shape::Otherwise(_)));
    body.combine == Combine::First || rest.is_some_and(|at| at + 1 < body.lines.len())
}
