//! What to say of a name that means nothing where it stands.

use jifen_grammar::keywords::{Class, KEYWORDS, Language};
use jifen_grammar::tree::Node;

use super::names::{Entity, TypeName};
use super::scope::Scope;
use super::{Lowering, habits};
use crate::diagnostic::{Arg, Code, Diagnostic};
use crate::model::{ChoiceId, Named, Type};

impl Lowering<'_> {
    /// Reports a bare name that means nothing here. `want` is the type that would fit.
    pub(super) fn unknown(&mut self, name: &Node, want: Option<&Type>) {
        let text = &*name.text;
        if want == Some(&Type::Error) {
            // Compared with something in error: it may be a value of any choice.
            return;
        }
        if self.names.indicators.contains_key(text) {
            return self.report(Diagnostic::new(Code::IndicatorAsValue, name.span, [text.into()]));
        }
        if let Some(Type::Choice(choice)) = want
            && self.unglued(text).is_none()
        {
            return self.no_value(*choice, name);
        }
        let choice = self.choices_with(text).next();
        if let Some((choice, _)) = choice {
            let found = self.type_words(&Type::Choice(choice));
            let report = match want {
                None | Some(Type::Error) => {
                    let choice = self.choice_name(choice);
                    Diagnostic::new(Code::ValueWithoutChoice, name.span, [text.into(), choice.into()])
                }
                Some(want) => {
                    let hint = match want {
                        // `学历 为 硕士 或 本科`
                        Type::YesNo => {
                            Arg::pair("几个值写在一起: `在 (甲, 乙)`", "write several values together: `in (a, b)`")
                        }
                        _ => Arg::from(""),
                    };
                    let args = [self.type_words(want), found, hint];
                    Diagnostic::new(Code::TypeMismatch, name.span, args)
                }
            };
            return self.report(report);
        }
        if let Some((entity, _)) = self.names.types.get(text) {
            let kind = match entity {
                TypeName::Record(_) => Arg::pair("记录的名称", "the name of a record"),
                _ => Arg::pair("选项的名称", "the name of a choice"),
            };
            let hint = Arg::pair("声明一个这种类型的事实", "declare a fact of this type");
            return self.report(Diagnostic::new(Code::NotAValue, name.span, [text.into(), kind, hint]));
        }
        let hint = self.hint_for(text, want);
        let args = [text.into(), Arg::pair("事实或定义", "fact or definition"), hint];
        self.report(Diagnostic::new(Code::UnknownName, name.span, args));
    }

    pub(super) fn hint_for(&mut self, text: &str, want: Option<&Type>) -> Arg {
        if let Some(apart) = self.unglued(text) {
            return Arg::pair(
                format!("关键字两边留空格: `{apart}`"),
                format!("leave spaces around keywords: `{apart}`"),
            );
        }
        match text {
            "item" => return Arg::pair("英文写作 `this item`", "write `this item`"),
            "本项" => {
                return Arg::pair(
                    "只能用在列表的条件和函数里",
                    "it is known inside a list's conditions and functions only",
                );
            }
            "外项" => {
                return Arg::pair(
                    "只能用在列表里的列表的条件和函数里",
                    "it is known inside conditions and functions of a list within another's only",
                );
            }
            "本组" => {
                return Arg::pair(
                    "只能用在 `逐组求和` 的第三个参数里",
                    "it is known in the third argument of `sum_per` only",
                );
            }
            _ => {}
        }
        if let Some(habit) = habits::name(text) {
            return habit;
        }
        if self.effort == 0 {
            return Arg::from("");
        }
        self.effort = self.effort.saturating_sub(self.names.values.len());
        if let Some(name) = self.by_key(text) {
            return Arg::pair(format!("是不是 `{name}`?"), format!("did you mean `{name}`?"));
        }
        let mut names: Vec<String> = Vec::new();
        for scope in &self.scopes {
            if let Scope::Entry(Type::Record(id)) = scope {
                let all = self.names.records.get(id.index());
                names.extend(all.into_iter().flat_map(|m| m.keys().map(|k| (*k).to_owned())));
            }
        }
        names.extend(self.params.iter().map(|p| p.0.clone()));
        let fits = |entity: Entity| match (want, self.entity_type(entity)) {
            (Some(want), Some(ty)) => super::expr::same_kind(&ty, want),
            _ => true,
        };
        let values = self.names.values.iter();
        names.extend(values.filter(|(_, (e, _))| fits(*e)).map(|(name, _)| (*name).to_owned()));
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        self.near(text, &names)
    }

    /// The name of the fact or definition that has a key.
    fn by_key(&self, key: &str) -> Option<String> {
        let version = &self.version;
        let facts = version.facts.iter().map(|f| &f.named);
        let definitions = version.definitions.iter().filter(|d| d.element.is_none()).map(|d| &d.named);
        let others = version.parameters.iter().map(|p| &p.named);
        let mut all = facts.chain(definitions).chain(others);
        all.find(|n| n.key == key).map(|n| n.name.clone())
    }

    /// The choices that have a value of a name.
    fn choices_with(&self, name: &str) -> impl Iterator<Item = (ChoiceId, u32)> {
        let all = self.names.choices.iter().enumerate();
        all.filter_map(move |(i, values)| Some((ChoiceId(i as u32), values.get(name)?.0?)))
    }

    pub(super) fn choice_name(&self, choice: ChoiceId) -> String {
        self.version.choices.get(choice.index()).map_or(String::new(), |c| c.named.name.clone())
    }

    /// Reports a name that is no value of a choice.
    pub(super) fn no_value(&mut self, choice: ChoiceId, name: &Node) {
        let Some(found) = self.version.choices.get(choice.index()) else { return };
        let values: Vec<Named> = found.values.clone();
        let kind =
            Arg::pair(format!("选项 `{}` 的值", found.named.name), format!("value of choice `{}`", found.named.name));
        let hint = match values.iter().find(|v| *v.key == *name.text) {
            Some(value) => {
                let name = &value.name;
                Arg::pair(format!("是不是 `{name}`?"), format!("did you mean `{name}`?"))
            }
            None => match habits::case(&name.text) {
                Some(habit) => habit,
                None => {
                    let names: Vec<&str> = values.iter().map(|v| &*v.name).collect();
                    self.near(&name.text, &names)
                }
            },
        };
        self.report(Diagnostic::new(Code::UnknownName, name.span, [(&name.text).into(), kind, hint]));
    }

    /// Reports a name that is no field of a type.
    pub(super) fn no_field(&mut self, ty: &Type, name: &Node) {
        let hint = match ty {
            Type::Record(id) => {
                let all = self.names.records.get(id.index());
                let names: Vec<&str> = all.into_iter().flat_map(|m| m.keys().copied()).collect();
                self.near(&name.text, &names)
            }
            Type::List(_) => Arg::pair(
                format!("用函数读取列表,如 `求和(列表, {})`", name.text),
                format!("read a list by a function, such as `sum(list, {})`", name.text),
            ),
            _ => Arg::from(""),
        };
        let args = [self.type_words(ty), (&name.text).into(), hint];
        self.report(Diagnostic::new(Code::NoFields, name.span, args));
    }

    /// What to say of an unknown type.
    pub(super) fn type_hint(&mut self, name: &str) -> Arg {
        if let Some(habit) = habits::type_name(name) {
            return habit;
        }
        let built_in = KEYWORDS.iter().filter(|k| k.class == Class::Type);
        let built_in = built_in.flat_map(|k| k.spellings(Language::Zh).chain(k.spellings(Language::En)));
        let mut names: Vec<&str> = built_in.collect();
        names.extend(self.names.types.keys());
        self.near(name, &names)
    }
}
