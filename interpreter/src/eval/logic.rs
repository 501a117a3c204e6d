//! Conditions: yes, no, or none, and which of them an unknown one may be.

use super::unknown::make;
use crate::value::{Range, RuleError, Val, Why};
use std::rc::Rc;

/// Which answers a condition may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Answers {
    pub yes: bool,
    pub no: bool,
    pub none: bool,
}

impl Answers {
    /// Reads a value; `Err` where it is an error or no condition.
    pub(crate) fn of(value: &Val) -> Result<Answers, Rc<RuleError>> {
        Ok(match value {
            Val::YesNo(b) => Answers { yes: *b, no: !*b, none: false },
            Val::None => Answers { yes: false, no: false, none: true },
            Val::Unknown(u) => match u.range {
                Some(Range::YesNo { yes, no }) => Answers { yes, no, none: u.none },
                Some(Range::Anything) => Answers { yes: true, no: true, none: u.none },
                None => Answers { yes: false, no: false, none: true },
                _ => return Err(Rc::new(RuleError::Broken)),
            },
            Val::Error(e) => return Err(e.clone()),
            _ => return Err(Rc::new(RuleError::Broken)),
        })
    }

    /// The value with these answers.
    pub(crate) fn value(self, why: Why) -> Val {
        make(Some(Range::YesNo { yes: self.yes, no: self.no }), self.none, why)
    }

    fn not(self) -> Answers {
        Answers { yes: self.no, no: self.yes, none: self.none }
    }

    fn and(self, other: Answers) -> Answers {
        Answers {
            yes: self.yes && other.yes,
            no: self.no || other.no,
            none: (self.none && (other.yes || other.none)) || (other.none && (self.yes || self.none)),
        }
    }
}

/// The opposite; none stays none.
pub fn not(a: &Val) -> Val {
    match a {
        Val::YesNo(b) => Val::YesNo(!b),
        Val::None => Val::None,
        _ => match Answers::of(a) {
            Ok(answers) => answers.not().value(super::reasons::why(a)),
            Err(e) => Val::Error(e),
        },
    }
}

/// Both: a side that is no decides, whatever the other is. An error counts only where the other side is not no;
/// if that is not known, neither is the answer.
pub fn and(a: &Val, b: &Val) -> Val {
    match (a, b) {
        (Val::YesNo(false), _) | (_, Val::YesNo(false)) => return Val::YesNo(false),
        (Val::YesNo(a), Val::YesNo(b)) => return Val::YesNo(*a && *b),
        _ => {}
    }
    match (Answers::of(a), Answers::of(b)) {
        (Ok(left), Ok(right)) => left.and(right).value(super::reasons::why(a).and(&super::reasons::why(b))),
        (Err(e), Ok(other)) | (Ok(other), Err(e)) if other.no && *e != RuleError::TooMuchWork => {
            Answers { yes: true, no: true, none: other.none }.value(super::reasons::why(a).and(&super::reasons::why(b)))
        }
        (Err(e), _) | (_, Err(e)) => Val::Error(e),
    }
}

/// One of them: a side that is yes decides.
pub fn or(a: &Val, b: &Val) -> Val {
    match (a, b) {
        (Val::YesNo(true), _) | (_, Val::YesNo(true)) => return Val::YesNo(true),
        (Val::YesNo(a), Val::YesNo(b)) => return Val::YesNo(*a || *b),
        _ => {}
    }
    not(&and(&not(a), &not(b)))
}

/// Whether a value is there. Never none itself.
pub fn has(a: &Val) -> Val {
    match a {
        Val::None => Val::YesNo(false),
        Val::Error(e) => Val::Error(e.clone()),
        Val::Unknown(u) => Answers { yes: u.range.is_some(), no: u.none, none: false }.value(u.why.clone()),
        _ => Val::YesNo(true),
    }
}
