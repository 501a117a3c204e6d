//! The one table of messages: every code with its severity, message and hint in Chinese and English.
//! `{0}`, `{1}` stand for the diagnostic's values. User text stands in backticks.

use crate::diagnostic::Severity;
use jifen_grammar::keywords::Language;

macro_rules! codes {
    ($($(#[$doc:meta])* $code:ident $name:ident $severity:ident $zh:literal $en:literal $zh_hint:literal $en_hint:literal)*) => {
        /// A diagnostic's code.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code {
            $($(#[$doc])* $name),*
        }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Code] = &[$(Code::$name),*];

            /// As shown: `E0201`.
            pub fn id(self) -> &'static str {
                match self { $(Code::$name => stringify!($code)),* }
            }

            /// How bad it is.
            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity),* }
            }

            /// The message's template.
            pub fn message(self, language: Language) -> &'static str {
                match language {
                    Language::Zh => match self { $(Code::$name => $zh),* },
                    Language::En => match self { $(Code::$name => $en),* },
                }
            }

            /// The hint's template; empty where there is none.
            pub fn hint(self, language: Language) -> &'static str {
                match language {
                    Language::Zh => match self { $(Code::$name => $zh_hint),* },
                    Language::En => match self { $(Code::$name => $en_hint),* },
                }
            }
        }
    };
}

codes! {
    // E01: the text

    // E02: names
    /// `凡 年纪 不满 56 的`: no such name.
    E0201 UnknownName Error
        "没有名为 `{0}` 的{1}" "there is no {1} named `{0}`"
        "{2}" "{2}"
    // E03: types and units

    // E04: structure

    // E05: versions and parameters

    // W06: findings
}
