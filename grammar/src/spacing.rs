//! Where blanks stand between the tokens of one line.

use crate::keywords::Language;
use crate::tree::Kind;

/// A token's attitude to the blanks around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Space {
    /// A blank in front of it, unless the token before wants none behind.
    pub before: bool,
    /// A blank behind it, unless the next token wants none in front.
    pub behind: bool,
}

const WIDE: Space = Space { before: true, behind: true };
const TIGHT: Space = Space { before: false, behind: false };
const OPENING: Space = Space { before: true, behind: false };
const TOUCHING: Space = Space { before: false, behind: true };

/// Whether a minus behind a sibling of this kind is a sign, not a subtraction.
pub(crate) fn is_sign(before: Option<Kind>) -> bool {
    let Some(kind) = before else { return true };
    !matches!(
        kind,
        Kind::literal
            | Kind::string
            | Kind::parens
            | Kind::call
            | Kind::reference
            | Kind::field
            | Kind::member
            | Kind::kw_yes
            | Kind::kw_no
            | Kind::kw_nothing
            | Kind::kw_this_item
            | Kind::kw_outer_item
            | Kind::kw_this_group
    )
}

/// The blanks around a token. `place` is its index among its parent's children, of `of`.
pub(crate) fn space(kind: Kind, parent: Kind, place: usize, of: usize, language: Language) -> Space {
    match (kind, parent) {
        (Kind::lp, Kind::call | Kind::params | Kind::at) => TIGHT,
        (Kind::lp, _) => OPENING,
        (Kind::rp | Kind::between | Kind::percent, _) => TOUCHING,
        (Kind::comma, _) => Space { before: false, behind: language == Language::En },
        (Kind::dot, _) | (Kind::slash, Kind::per_time) => TIGHT,
        (Kind::upto, _) => Space { before: place == 0, behind: place + 1 == of },
        (Kind::unit, Kind::literal) => Space { before: language == Language::En, behind: true },
        (Kind::kw_entries, _) => Space { before: language == Language::En, behind: true },
        (Kind::per_time, _) => TOUCHING,
        _ => WIDE,
    }
}
