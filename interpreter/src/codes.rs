//! How the table of messages becomes the type of a diagnostic's code.

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

pub(crate) use codes;
