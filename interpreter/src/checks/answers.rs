//! What the check found, and what the drafter answered: `已核 CODE "what it says" "reason"` silences the finding that
//! says just this, and no other.

use crate::diagnostic::{Arg, Code, Diagnostic};
use crate::model::{Answer, Content, Version};

/// The numbers of the strict check's codes.
const STRICT: std::ops::RangeInclusive<u32> = 621..=659;

/// Findings, each with the answers of the block in which it was made.
#[derive(Default)]
pub struct Findings<'m> {
    found: Vec<(Diagnostic, &'m [Answer])>,
}

impl<'m> Findings<'m> {
    /// A finding that nothing in the file can answer.
    pub fn add(&mut self, finding: Diagnostic) {
        self.found.push((finding, &[]));
    }

    /// A finding that may be answered there.
    pub fn add_in(&mut self, answers: &'m [Answer], finding: Diagnostic) {
        self.found.push((finding, answers));
    }

    /// What was found so far, answered or not.
    pub fn all(&self) -> impl Iterator<Item = &Diagnostic> {
        self.found.iter().map(|(d, _)| d)
    }

    /// The findings that no answer fits, and the answers that fit no finding; those of the strict check are its own.
    pub fn finish(self, version: &'m Version) -> Vec<Diagnostic> {
        self.left(answers(version).filter(|a| !is_strict(a)))
    }

    /// The same of the strict check. What grows old is found on some days only.
    pub fn finish_strict(self, version: &'m Version) -> Vec<Diagnostic> {
        let dated = |a: &&Answer| a.code == Code::EndsSoon.id();
        self.left(answers(version).chain(&version.reviewed).filter(|a| is_strict(a) && !dated(a)))
    }

    fn left(self, answered: impl Iterator<Item = &'m Answer>) -> Vec<Diagnostic> {
        let mut used: Vec<&Answer> = Vec::new();
        let mut left = Vec::new();
        for (finding, answers) in self.found {
            let id = finding.code.id();
            let same = answers.iter().filter(|a| a.code == id);
            if let Some(answer) = same.clone().find(|a| fits(a, &finding)) {
                used.push(answer);
                continue;
            }
            // Another answer beside it is shown with the finding, not once more by itself.
            used.extend(same.clone());
            left.push(same.fold(finding, |finding, a| finding.with(a.span, beside(a))));
        }
        let unused = answered.filter(|a| !used.iter().any(|u| std::ptr::eq(*u, *a)));
        left.extend(unused.map(|a| Diagnostic::new(Code::AnswersNothing, a.span, [(&a.code).into()])));
        left
    }
}

/// Whether only the strict check finds what an answer is about.
fn is_strict(answer: &Answer) -> bool {
    answer.code.strip_prefix('W').and_then(|n| n.parse::<u32>().ok()).is_some_and(|n| STRICT.contains(&n))
}

/// All answers but those beside parameters, which versions share: what one finds, another does not.
fn answers(version: &Version) -> impl Iterator<Item = &Answer> {
    let defined = version.definitions.iter().filter_map(|d| match &d.content {
        Content::Body(body) => Some(&body.reviewed),
        Content::Expr(_) => None,
    });
    let scored = version.indicators.iter().map(|i| &i.body.reviewed);
    let grouped = version.groups.iter().map(|g| &g.reviewed);
    let decided = version.outcomes.iter().map(|l| &l.reviewed);
    defined.chain(scored).chain(grouped).chain(decided).flatten()
}

/// Which value of a finding an answer must repeat; `None` where the code alone says it.
fn what(code: Code) -> Option<usize> {
    match code {
        Code::NoSource => None,
        Code::Cliff => Some(5),
        Code::GrowsStale
        | Code::EndsSoon
        | Code::Gap
        | Code::GapBeside
        | Code::RowBeaten
        | Code::OneToChoose
        | Code::LimitNever
        | Code::LimitAlways => Some(1),
        Code::OutcomeNever | Code::OutcomeAlways | Code::UpAndDown => Some(2),
        Code::MemberNeverCounts => Some(3),
        _ => Some(0),
    }
}

/// What a finding says, as an answer repeats it; `None` where the code alone says it.
pub fn said(finding: &Diagnostic) -> Option<&Arg> {
    what(finding.code).and_then(|i| finding.args.get(i))
}

fn fits(answer: &Answer, finding: &Diagnostic) -> bool {
    let said = said(finding);
    match (&answer.of, said) {
        (None, None) => true,
        (Some(of), Some(said)) => alike(of, &said.zh) || alike(of, &said.en),
        _ => false,
    }
}

/// What is said of an answer that fits another finding of the same code, or does not say which it fits.
fn beside(answer: &Answer) -> Arg {
    match answer.of {
        Some(_) => Arg::pair("这里核过的不是它", "what is answered here is not this"),
        None => Arg::pair("这里没有写明核的是哪一处", "this does not say what it answers"),
    }
}

/// Compares without regard to spaces, to which comma it is, and to the order.
fn alike(a: &str, b: &str) -> bool {
    let plain = |c: char| match c {
        '\u{3001}' | '\u{FF0C}' => ',',
        '\u{FF1B}' => ';',
        other => other,
    };
    let parts = |text: &str| {
        let letters: String = text.chars().filter(|c| !c.is_whitespace()).map(plain).collect();
        let mut parts: Vec<String> = letters.split(',').map(str::to_owned).collect();
        parts.sort();
        parts
    };
    parts(a) == parts(b)
}
