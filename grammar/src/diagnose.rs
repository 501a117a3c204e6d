//! From broken nodes to errors that a drafter understands.

use std::ops::Range;

use pest::Parser;
use pest::error::{ErrorVariant, InputLocation};

use crate::check::check;
use crate::convert::node;
use crate::error::{SyntaxError, SyntaxErrorKind};
use crate::folded::Folded;
use crate::hints::{example, goes_in_front, hint, mended, token};
use crate::limits::MAX_ERRORS;
use crate::near::near_head;
use crate::rules::Rules;
use crate::tree::{Kind, Node, Span};
use crate::words::words;

/// Characters of the text that a message repeats.
const SHOWN: usize = 20;

/// Mistakes that one clause reports, and the bytes up to which a clause is read again behind one.
const MOST_IN_CLAUSE: usize = 6;
const MAX_MENDED: usize = 2_000;

/// The errors of one slice, in original bytes.
pub(crate) struct Diagnosis {
    errors: Vec<(Range<usize>, SyntaxErrorKind)>,
    /// The head's mistake is told already.
    pub head_told: bool,
    /// A missing brace is told already.
    pub brace_told: bool,
}

/// Where the grammar gave up, and what it would have taken.
pub(crate) struct Stuck {
    pub at: usize,
    pub expected: Vec<Kind>,
}

/// Parses a text with a rule that it should fit, for the place where it doesn't.
pub(crate) fn stuck(rule: Kind, text: &str) -> Option<Stuck> {
    let error = Rules::parse(rule, text).err()?;
    let at = match error.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
    };
    match error.variant {
        ErrorVariant::ParsingError { positives, .. } => Some(Stuck { at, expected: positives }),
        ErrorVariant::CustomError { .. } => None,
    }
}

impl Diagnosis {
    pub(crate) fn new() -> Diagnosis {
        Diagnosis { errors: Vec::new(), head_told: false, brace_told: false }
    }

    /// Adds an error at original bytes.
    pub(crate) fn add(&mut self, range: Range<usize>, kind: SyntaxErrorKind) {
        self.errors.push((range, kind));
    }

    /// What a clause should have been at the place where it is stuck; `offset` is the clause's.
    pub(crate) fn expected(&mut self, text: &str, stuck: &Stuck, offset: usize, folded: &Folded) {
        let (range, kind) = hint(text, stuck.at, &stuck.expected).unwrap_or_else(|| {
            let range = token(text, stuck.at);
            let (zh, en) = words(&stuck.expected);
            let found = shortened(text.get(range.clone()).unwrap_or(""));
            let example = example(&stuck.expected, &found).unwrap_or_default();
            (range, SyntaxErrorKind::Expected { zh, en, found, example })
        });
        let mut range = range.start + offset..range.end + offset;
        if range.is_empty() {
            // At a line's end: behind the last word rather than behind blanks
            let end = folded.text.get(..range.end).unwrap_or("").trim_end().len();
            range = end..end;
        }
        self.add(folded.original(range), kind);
    }

    /// Text that no declaration opens.
    pub(crate) fn headless(&mut self, folded: &Folded) -> Node {
        let end = folded.text.trim_end().len();
        let start = folded.text.len() - folded.text.trim_start().len();
        let near = near_head(folded.text.trim_start());
        let shown = folded.original(token(&folded.text, start));
        // A control character there is reported as what it is; no word could be meant.
        let stray = |(at, kind): &(Range<usize>, SyntaxErrorKind)| {
            at.start <= shown.start && matches!(kind, SyntaxErrorKind::StrayCharacter { .. })
        };
        if !folded.errors.iter().any(stray) {
            self.add(shown, SyntaxErrorKind::NotADeclaration { near });
        }
        Node::new(Kind::broken, Span { file: 0, start: start as u32, end: end as u32 })
    }

    /// A slice that is not parsed: its head and name all the same.
    pub(crate) fn given_up(&mut self, folded: &Folded) -> Node {
        let line = folded.text.split(['{', '\n']).next().unwrap_or("");
        let read = Rules::parse(Kind::broken_declaration, line).ok();
        let read = read.and_then(|mut pairs| node(pairs.next()?));
        let mut read = read.unwrap_or_else(|| Node::new(Kind::broken_declaration, Span::default()));
        if folded.stopped.is_none() {
            if folded.errors.is_empty() {
                self.add(folded.original(0..line.len()), SyntaxErrorKind::TooDeep);
            }
            // Nothing below the head is read; it stays the declaration's text
            read.span.end = folded.text.trim_end().len() as u32;
        }
        read
    }

    /// Everything wrong in a parsed slice.
    pub(crate) fn tree(&mut self, declaration: &Node, folded: &Folded) {
        check(declaration, folded, self);
        self.node(declaration, Kind::EOI, folded);
    }

    fn node(&mut self, node: &Node, parent: Kind, folded: &Folded) {
        if self.errors.len() > MAX_ERRORS {
            return;
        }
        match node.kind {
            Kind::broken => self.clause(node, parent, folded),
            Kind::broken_declaration if !self.head_told => self.declaration(node, folded),
            Kind::trailing if parent != Kind::broken_declaration => self.trailing(node, folded),
            _ => {}
        }
        if node.children.last().is_some_and(|c| c.kind == Kind::unclosed) && !self.brace_told {
            self.brace_told = true;
            let at = node.span.start as usize;
            self.add(folded.original(at..at + 1), SyntaxErrorKind::UnclosedBlock);
        }
        for child in &node.children {
            self.node(child, node.kind, folded);
        }
    }

    fn clause(&mut self, node: &Node, block: Kind, folded: &Folded) {
        let range = node.span.range();
        if torn(&folded.original(range.clone()), folded) {
            return;
        }
        let text = folded.text.get(range.clone()).unwrap_or("");
        if at_column_one(&folded.text, range.start)
            && let Some(near) = near_head(text)
        {
            let shown = token(&folded.text, range.start);
            let kind = SyntaxErrorKind::NotADeclaration { near: Some(near) };
            return self.add(folded.original(shown), kind);
        }
        let Some(rule) = clause_rule(block) else {
            return;
        };
        match stuck(rule, text) {
            Some(stuck) => {
                self.expected(text, &stuck, range.start, folded);
                self.further(rule, text, stuck, range.start, folded);
            }
            // It can be read alone: what stands behind it on its line is in the way
            None => self.add(folded.original(range), SyntaxErrorKind::TextBehindDeclaration),
        }
    }

    /// Mistakes behind the first of a clause, as far as each has an advice that can be taken.
    fn further(&mut self, rule: Kind, text: &str, mut stuck: Stuck, offset: usize, folded: &Folded) {
        if text.len() > MAX_MENDED {
            return;
        }
        let mut mended_text = text.to_owned();
        // What is in front of `done` is mended; behind it the text is the clause's, `moved` bytes further on
        let (mut done, mut moved) = (0, 0isize);
        for _ in 0..MOST_IN_CLAUSE {
            let Some((range, kind)) = hint(&mended_text, stuck.at, &stuck.expected) else { return };
            let Some(instead) = mended(&kind).filter(|_| done <= range.start) else { return };
            let mut range = range;
            let in_front = goes_in_front(&kind);
            if moved != 0 || done != 0 {
                let place = |at: usize| at.saturating_add_signed(-moved) + offset;
                self.add(folded.original(place(range.start)..place(range.end)), kind);
            }
            if in_front {
                range.end = range.start;
            }
            moved += instead.len() as isize - range.len() as isize;
            done = range.start + instead.len();
            mended_text.replace_range(range, &instead);
            match self::stuck(rule, &mended_text) {
                Some(next) => stuck = next,
                None => return,
            }
        }
    }

    fn declaration(&mut self, node: &Node, folded: &Folded) {
        match stuck(Kind::only_declaration, &folded.text) {
            Some(stuck) => self.expected(&folded.text, &stuck, 0, folded),
            None => {
                self.add(folded.original(node.span.range()), SyntaxErrorKind::TextBehindDeclaration);
            }
        }
    }

    fn trailing(&mut self, node: &Node, folded: &Folded) {
        let start = node.span.start as usize;
        let rest = folded.text.get(start..).unwrap_or("");
        let line = start..start + rest.find('\n').unwrap_or(rest.len());
        let before = folded.text.get(..start).unwrap_or("");
        if !before.trim_end_matches([' ', '\t']).ends_with(['\n', '}', ';'])
            && let Some(stuck) = stuck(Kind::only_declaration, &folded.text)
        {
            return self.expected(&folded.text, &stuck, 0, folded);
        }
        if rest.starts_with(pest::unicode::XID_START) && at_column_one(&folded.text, start) {
            let kind = SyntaxErrorKind::NotADeclaration { near: near_head(rest) };
            return self.add(folded.original(token(&folded.text, start)), kind);
        }
        let end = folded.text.get(line.clone()).map_or(line.end, |l| start + l.trim_end().len());
        self.add(folded.original(start..end), SyntaxErrorKind::TextBehindDeclaration);
    }

    /// All errors, in the order of the text.
    pub(crate) fn finish(mut self, folded: &mut Folded) -> Vec<SyntaxError> {
        self.errors.append(&mut folded.errors);
        self.errors.sort_by_key(|(range, _)| range.start);
        self.errors.dedup();
        self.errors
            .into_iter()
            .map(|(range, kind)| SyntaxError {
                span: Span { file: 0, start: range.start as u32, end: range.end as u32 },
                kind,
            })
            .collect()
    }
}

/// Whether a string without an end is what broke a clause.
fn torn(clause: &Range<usize>, folded: &Folded) -> bool {
    folded.errors.iter().any(|(at, kind)| {
        matches!(kind, SyntaxErrorKind::UnterminatedString) && at.start < clause.end && clause.start < at.end
    })
}

fn at_column_one(text: &str, at: usize) -> bool {
    at == 0 || text.get(..at).is_some_and(|before| before.ends_with('\n'))
}

fn shortened(text: &str) -> String {
    let mut chars = text.chars();
    let mut out: String = chars.by_ref().take(SHOWN).collect();
    if chars.next().is_some() {
        out.push('…');
    }
    out
}

/// What a block's clauses are read with.
fn clause_rule(block: Kind) -> Option<Kind> {
    Some(match block {
        Kind::policy_block => Kind::only_policy_clause,
        Kind::conventions_block => Kind::only_conventions_clause,
        Kind::choice_block => Kind::only_choice_clause,
        Kind::record_block => Kind::only_record_clause,
        Kind::facts_block => Kind::only_facts_clause,
        Kind::parameter_block => Kind::only_parameter_clause,
        Kind::catalogue_block => Kind::only_catalogue_clause,
        Kind::listing_block => Kind::only_entry,
        Kind::body_block => Kind::only_body_clause,
        Kind::table_block => Kind::only_table_clause,
        Kind::progressive_block => Kind::only_progressive_clause,
        Kind::group_block => Kind::only_group_clause,
        Kind::outcomes_block => Kind::only_outcomes_clause,
        Kind::cases_block => Kind::only_cases_clause,
        Kind::given_block => Kind::only_given_clause,
        Kind::rule_block => Kind::only_rule_clause,
        Kind::declared_block => Kind::only_declaration,
        _ => return None,
    })
}
