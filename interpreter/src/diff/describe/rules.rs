//! Definitions, indicators, groups, outcomes, constraints.

use super::{Describer, Thing, cites_of, names, notes_of, reviewed_of};
use crate::diff::Kind;
use crate::diff::field::Field;
use crate::diff::meaning::of_type;
use crate::diff::naming::at;
use crate::diff::part::{Part, both, same};
use crate::model::*;
use crate::names::type_words;
use jifen_grammar::keywords::{Language, keyword};
use jifen_grammar::tree::Kind as Word;

impl<'m> Describer<'_, 'm> {
    pub(super) fn rules(&self) -> Vec<Thing<'m>> {
        let v = self.version;
        let mut all: Vec<Thing<'m>> = v.definitions.iter().enumerate().map(|(i, d)| self.definition(i, d)).collect();
        all.extend(v.constraints.iter().enumerate().map(|(i, c)| self.constraint(i, c)));
        all.extend(v.indicators.iter().enumerate().map(|(i, one)| self.indicator(i, one)));
        all.extend(v.groups.iter().enumerate().map(|(i, one)| self.group(i, one)));
        all.extend(v.outcomes.iter().enumerate().map(|(i, list)| self.outcomes(i, list)));
        all
    }

    pub fn definition(&self, index: usize, definition: &'m Definition) -> Thing<'m> {
        let mut parts = Vec::new();
        if !definition.params.is_empty() {
            let say = |language| {
                let all = definition.params.iter().map(|(name, ty)| {
                    let words = type_words(ty, self.version);
                    format!("{name} : {}", if language == Language::Zh { words.zh } else { words.en })
                });
                all.collect::<Vec<_>>().join(", ")
            };
            let meaning: Vec<String> = definition
                .params
                .iter()
                .map(|(name, ty)| format!("{name}:{}", of_type(ty, self.naming, true)))
                .collect();
            parts.push(Part::leaf(Field::Params, meaning.join(","), both(&say(Language::Zh), &say(Language::En))));
        }
        if definition.reported {
            parts.push(Part::leaf(Field::Reported, "yes", both("是", "yes")));
        }
        // A result states its type; a definition's often follows from what it reads, whose change is said there.
        let ty = of_type(&definition.ty, self.naming, definition.reported);
        let words = type_words(&definition.ty, self.version);
        parts.push(Part::leaf(Field::Type, ty, both(&words.zh, &words.en)));
        let meaner = match definition.element {
            Some(record) => self.meaner().within(Some(record)),
            None => self.meaner(),
        };
        match &definition.content {
            Content::Expr(e) => parts.push(self.expr(Field::Expression, e, &meaner)),
            Content::Body(body) => parts.extend(self.body(body, &meaner)),
        }
        let kind = if definition.reported { Kind::Result } else { Kind::Definition };
        let mut thing = self.thing(kind, index, &definition.named, &definition.cites, parts);
        if definition.element.is_some() {
            thing.named.key = super::super::naming::definition_key(definition, self.version);
        }
        thing
    }

    fn constraint(&self, index: usize, constraint: &'m Constraint) -> Thing<'m> {
        let word = keyword(if constraint.required { Word::kw_require } else { Word::kw_assume });
        let say = |language| word.map_or("", |w| w.canonical(language));
        let kind = both(say(Language::Zh), say(Language::En));
        let shown = self.written.expr(&constraint.condition);
        let mut parts = vec![Part::leaf(Field::Required, constraint.required.to_string(), kind)];
        parts.push(self.expr(Field::Condition, &constraint.condition, &self.meaner()));
        parts.extend(constraint.message.as_ref().map(|m| Part::text(Field::Message, m)));
        parts.extend(cites_of(&constraint.cites));
        let name = constraint.message.clone().unwrap_or(shown.zh);
        let named = Named {
            key: name.clone(),
            name,
            title: None,
            span: constraint.condition.span,
            provenance: Provenance::default(),
        };
        Thing { kind: Kind::Constraint, index, named, cites: constraint.cites.clone(), parts }
    }

    pub fn indicator(&self, index: usize, indicator: &'m Indicator) -> Thing<'m> {
        let mut parts = self.within(Member::Indicator(IndicatorId(index as u32)));
        parts.extend(self.body(&indicator.body, &self.meaner()));
        self.thing(Kind::Indicator, index, &indicator.named, &indicator.cites, parts)
    }

    /// The groups around a member; those of different totals apart.
    fn within(&self, member: Member) -> Vec<Part<'m>> {
        let around = self.version.groups.iter().enumerate().filter(|(_, g)| g.members.contains(&member));
        let all = around.map(|(i, g)| Part::leaf(Field::Within, at(&self.naming.groups, i), same(&g.named.name)));
        all.collect()
    }

    pub fn group(&self, index: usize, group: &'m Group) -> Thing<'m> {
        let meaner = self.meaner();
        let id = GroupId(index as u32);
        let mut parts = self.within(Member::Group(id));
        parts.push(combine(group.combine));
        if let Some(under) = group.under {
            let alternative = self.version.alternatives.get(under.index());
            let name = alternative.map_or("", |a| a.named.name.as_str());
            parts.push(Part::leaf(Field::Under, at(&self.naming.alternatives, under.index()), same(name)));
        }
        parts.extend(group.guard.as_ref().map(|g| self.condition(Field::Guard, g, &meaner)));
        parts.push(self.members(group));
        parts.push(self.modifiers(&group.modifiers, &meaner));
        parts.extend(notes_of(&group.notes));
        parts.extend(reviewed_of(&group.reviewed));
        self.thing(Kind::Group, index, &group.named, &group.cites, parts)
    }

    /// Which members there are is said at the members; here only their order, where it decides which of equal ones counts, or
    /// which a cap takes from.
    fn members(&self, group: &Group) -> Part<'m> {
        let picks = matches!(group.combine, Combine::Best | Combine::Least | Combine::ChooseOne);
        let takes = group.modifiers.iter().any(|m| !matches!(m.kind, ModifierKind::Floor | ModifierKind::Times));
        let parts = group.members.iter().map(|member| {
            let (key, name) = match member {
                Member::Indicator(i) => (
                    format!("indicator:{}", at(&self.naming.indicators, i.index())),
                    self.version.indicators.get(i.index()).map_or("", |i| i.named.name.as_str()),
                ),
                Member::Group(g) => (
                    format!("group:{}", at(&self.naming.groups, g.index())),
                    self.version.groups.get(g.index()).map_or("", |g| g.named.name.as_str()),
                ),
            };
            Part::leaf(Field::Members, "", same(name)).called(key, same(name))
        });
        Part::several(Field::Members, parts.collect(), picks || takes)
    }

    fn outcomes(&self, index: usize, list: &'m OutcomeList) -> Thing<'m> {
        let meaner = self.meaner();
        let keys = self.naming.outcomes.get(index).map(Vec::as_slice).unwrap_or_default();
        let outcomes = list.outcomes.iter().enumerate().map(|(at, outcome)| {
            let mut parts = names(&outcome.named);
            parts.extend(cites_of(&outcome.cites));
            parts.extend(notes_of(&outcome.notes));
            parts.extend(outcome.condition.as_ref().map(|c| self.condition(Field::Condition, c, &meaner)));
            let name = &outcome.named.name;
            let shown = match &outcome.condition {
                Some(c) => both(&format!("凡 {} 的,{name}", c.text.zh), &format!("when {}, {name}", c.text.en)),
                None => both(&format!("其余,{name}"), &format!("otherwise, {name}")),
            };
            let part = Part::whole(Field::Outcome, shown, parts, false).from(&outcome.cites);
            part.called(super::super::naming::at(keys, at), same(name)).relabelled_as(Field::Key)
        });
        let mut parts: Vec<Part<'m>> = vec![Part::several(Field::Lines, outcomes.collect(), true)];
        parts.extend(notes_of(&list.notes));
        parts.extend(reviewed_of(&list.reviewed));
        let named = list.named.clone().unwrap_or_else(|| Named {
            name: "outcome".to_owned(),
            key: "outcome".to_owned(),
            title: None,
            span: list.outcomes.first().map(|o| o.named.span).unwrap_or_default(),
            provenance: Provenance::default(),
        });
        self.thing(Kind::Outcomes, index, &named, &list.cites, parts)
    }
}

/// The word for how things come together.
pub(super) fn combine<'m>(how: Combine) -> Part<'m> {
    let word = match how {
        Combine::One => None,
        Combine::Best => Some(Word::kw_best),
        Combine::Least => Some(Word::kw_least),
        Combine::Sum => Some(Word::kw_sum),
        Combine::First => Some(Word::kw_first),
        Combine::Agree => Some(Word::kw_agree),
        Combine::Count => Some(Word::kw_count),
        Combine::All => Some(Word::kw_all),
        Combine::ChooseOne => Some(Word::kw_choose_one),
    };
    let shown = match word.and_then(keyword) {
        Some(word) => both(word.canonical(Language::Zh), word.canonical(Language::En)),
        None => both("至多一行成立", "at most one row holds"),
    };
    Part::leaf(Field::Combine, format!("{how:?}"), shown)
}
