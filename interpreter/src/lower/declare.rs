//! Names given to what is declared, each once in its space.

use jifen_grammar::keywords::{Class, KEYWORDS, Language};
use jifen_grammar::tree::{Kind, Node, Span};

use super::Lowering;
use super::names::{Entity, TypeName};
use crate::diagnostic::{Arg, Code, Diagnostic};
use crate::model::IndicatorId;

impl<'a> Lowering<'a> {
    pub(super) fn declare(&mut self, name: Option<&'a Node>, entity: Entity) {
        let Some(name) = name else { return };
        let first = self.names.values.get(&*name.text).map(|v| v.1);
        self.names.values.entry(&name.text).or_insert((entity, name.span));
        self.duplicate(name, first);
    }

    pub(super) fn declare_type(&mut self, name: Option<&'a Node>, entity: TypeName) {
        let Some(name) = name else { return };
        if is_word_of(Class::Type, &name.text) {
            self.report(Diagnostic::new(Code::ReservedTypeName, name.span, [(&name.text).into()]));
        }
        let first = self.names.types.get(&*name.text).map(|v| v.1);
        self.names.types.entry(&name.text).or_insert((entity, name.span));
        self.duplicate(name, first);
    }

    pub(super) fn declare_indicator(&mut self, name: Option<&'a Node>, id: Option<IndicatorId>) {
        let Some(name) = name else { return };
        let first = self.names.indicators.get(&*name.text).map(|v| v.1);
        self.names.indicators.entry(&name.text).or_insert((id, name.span));
        self.duplicate(name, first);
    }

    /// A name declared twice, with its first place.
    pub(super) fn duplicate(&mut self, name: &Node, first: Option<Span>) {
        if let Some(first) = first {
            self.report(
                Diagnostic::new(Code::DuplicateName, name.span, [(&name.text).into()])
                    .with(first, Arg::pair("第一次在这里", "first here")),
            );
        }
    }

    /// Whatever is called with parentheses can't have a function's name.
    pub(super) fn not_a_function(&mut self, node: &Node) {
        if let Some(name) = node.name().filter(|n| is_word_of(Class::Function, &n.text)) {
            self.report(Diagnostic::new(Code::FunctionName, name.span, [(&name.text).into()]));
        }
    }
}

/// Whether a unit is the language's own: `年`, `points`. What stands behind a slash (`小时`) may be a unit's name.
pub(super) fn is_built_in_unit(word: &str) -> bool {
    let behind_slash = |kind| {
        use Kind::{u_per_day, u_per_hour, u_per_month, u_per_week, u_per_year};
        matches!(kind, u_per_year | u_per_month | u_per_week | u_per_day | u_per_hour)
    };
    let units = KEYWORDS.iter().filter(|k| k.class == Class::Unit && !behind_slash(k.kind));
    units.flat_map(|k| k.spellings(Language::Zh).chain(k.spellings(Language::En))).any(|spelled| spelled == word)
}

/// Whether a word is a keyword of a class in either language.
fn is_word_of(class: Class, word: &str) -> bool {
    KEYWORDS
        .iter()
        .filter(|k| k.class == class)
        .any(|k| k.spellings(Language::Zh).chain(k.spellings(Language::En)).any(|spelled| spelled == word))
}
