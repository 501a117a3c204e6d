//! Small changes of a policy's text that a good set of cases notices: each constant by one step, each edge of a
//! comparison, each word that combines, each condition dropped or turned round, each row and cap removed.

mod conditions;
mod values;

use jifen_grammar::keywords::{Language, keyword};
use jifen_grammar::tree::{File, Kind, Node, Span};
use std::collections::BTreeMap;

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mutant {
    /// What is replaced.
    pub span: Span,
    /// By what; nothing: it is taken out.
    pub text: String,
    /// What kind of change.
    pub change: Change,
}

/// The kinds of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// A number, day or month by one step.
    Constant,
    /// A comparison's or range's edge, `为` and `不为`.
    Edge,
    /// How rows or members combine; `积` and `扣减`.
    Combine,
    /// `且` and `或`.
    Joint,
    /// A condition taken out.
    Dropped,
    /// A condition turned round.
    Negated,
    /// A row, cap, gate or outcome taken out.
    Removed,
    /// Another value of the same choice.
    Choice,
    /// What happens to the part of a unit; where windows end; leap days.
    Rounding,
}

impl Change {
    /// For tools.
    pub fn key(self) -> &'static str {
        match self {
            Change::Constant => "constant",
            Change::Edge => "edge",
            Change::Combine => "combine",
            Change::Joint => "joint",
            Change::Dropped => "dropped",
            Change::Negated => "negated",
            Change::Removed => "removed",
            Change::Choice => "choice",
            Change::Rounding => "rounding",
        }
    }
}

/// The values of choices, each with others of its choice: the next one, or all.
type Choices<'t> = BTreeMap<&'t str, Vec<&'t str>>;

/// All changes of a file, in the order of the text; `files` are those of the policy, for the values of its choices.
/// Heads, questions and their limits are left alone: they are not what is computed.
pub fn mutants(file: &File, text: &str, files: &[&File]) -> Vec<Mutant> {
    made(file, text, files, false)
}

/// Those and more: the days from which something published holds, and every other value of a choice.
pub fn more_mutants(file: &File, text: &str, files: &[&File]) -> Vec<Mutant> {
    made(file, text, files, true)
}

fn made(file: &File, text: &str, files: &[&File], more: bool) -> Vec<Mutant> {
    let choices = choices(files, more);
    let mut maker = Maker { language: file.language, text, choices: &choices, more, found: Vec::new() };
    for declaration in &file.declarations {
        let computed = !matches!(
            declaration.kind,
            Kind::policy
                | Kind::choice
                | Kind::facts
                | Kind::amendment
                | Kind::catalogue
                | Kind::alternative
                | Kind::cases
        );
        if computed {
            maker.node(declaration, Kind::EOI);
        }
    }
    maker.found.sort();
    maker.found.dedup();
    maker.found
}

fn choices<'t>(files: &[&'t File], all: bool) -> Choices<'t> {
    let mut next = Choices::new();
    let blocks = files.iter().flat_map(|f| &f.declarations).filter_map(|d| d.get(Kind::choice_block));
    for block in blocks {
        let names: Vec<&str> = block.all(Kind::value).filter_map(|v| v.name()).map(|n| &*n.text).collect();
        for (i, name) in names.iter().enumerate().filter(|_| 1 < names.len()) {
            let count = if all { names.len() - 1 } else { 1 };
            let others = names.iter().cycle().skip(i + 1).take(count).copied().collect();
            next.entry(name).or_insert(others);
        }
    }
    next
}

/// Makes the changes of a file.
struct Maker<'t> {
    language: Language,
    text: &'t str,
    choices: &'t Choices<'t>,
    more: bool,
    found: Vec<Mutant>,
}

impl<'t> Maker<'t> {
    fn add(&mut self, span: Span, text: impl Into<String>, change: Change) {
        self.found.push(Mutant { span, text: text.into(), change });
    }

    /// A keyword in the file's language.
    fn word(&self, kind: Kind) -> &'static str {
        keyword(kind).and_then(|k| k.spellings(self.language).next()).unwrap_or("")
    }

    fn written(&self, span: Span) -> &'t str {
        self.text.get(span.range()).unwrap_or("")
    }

    fn node(&mut self, node: &Node, parent: Kind) {
        match node.kind {
            // What is asked, and what is only said
            Kind::fact | Kind::note | Kind::cite | Kind::reviewed | Kind::title | Kind::key | Kind::label => return,
            Kind::target | Kind::old_value | Kind::size => return,
            Kind::literal => self.literal(node),
            Kind::month | Kind::date if self.more && parent != Kind::literal => self.stepped(node),
            Kind::expr => self.conditions(node, parent),
            Kind::band => self.band(node),
            Kind::reference => self.choice_value(node),
            Kind::line | Kind::case_row | Kind::slice_rate => self.add(node.span, "", Change::Removed),
            Kind::outcome if node.has(Kind::kw_when) => self.add(node.span, "", Change::Removed),
            Kind::modifier if matches!(parent, Kind::body_block | Kind::group_block) => {
                self.add(node.span, "", Change::Removed);
            }
            Kind::each => self.each(node),
            _ => {}
        }
        self.word_of(node, parent);
        self.clauses_behind_commas(node);
        for child in &node.children {
            self.node(child, node.kind);
        }
    }

    /// `,最高 10分`, `,满 5年 后计入`: taken out with their commas.
    fn clauses_behind_commas(&mut self, node: &Node) {
        let pairs = node.children.windows(2);
        let loose = |k: Kind| matches!(k, Kind::modifier | Kind::once | Kind::over_only);
        let spans = pairs.filter_map(|pair| match pair {
            [comma, clause] if comma.kind == Kind::comma && loose(clause.kind) => Some(comma.span.to(clause.span)),
            _ => None,
        });
        spans.collect::<Vec<Span>>().into_iter().for_each(|span| self.add(span, "", Change::Removed));
    }

    /// A single word that has a twin.
    fn word_of(&mut self, node: &Node, parent: Kind) {
        let (twin, change) = match node.kind {
            Kind::kw_no_less => (Kind::kw_over, Change::Edge),
            Kind::kw_over if parent != Kind::over_only => (Kind::kw_no_less, Change::Edge),
            Kind::kw_no_more => (Kind::kw_less, Change::Edge),
            Kind::kw_less | Kind::kw_below => (Kind::kw_no_more, Change::Edge),
            Kind::kw_no_later => (Kind::kw_earlier, Change::Edge),
            Kind::kw_earlier => (Kind::kw_no_later, Change::Edge),
            Kind::kw_no_earlier => (Kind::kw_later, Change::Edge),
            Kind::kw_later => (Kind::kw_no_earlier, Change::Edge),
            Kind::kw_is if parent == Kind::expr => (Kind::kw_is_not, Change::Edge),
            Kind::kw_is_not => (Kind::kw_is, Change::Edge),
            Kind::kw_in => (Kind::kw_not_in, Change::Edge),
            Kind::kw_not_in => (Kind::kw_in, Change::Edge),
            Kind::kw_and => (Kind::kw_or, Change::Joint),
            Kind::kw_or => (Kind::kw_and, Change::Joint),
            Kind::kw_best => (Kind::kw_least, Change::Combine),
            Kind::kw_least => (Kind::kw_best, Change::Combine),
            Kind::kw_sum => (Kind::kw_best, Change::Combine),
            Kind::kw_choose_one => (Kind::kw_sum, Change::Combine),
            Kind::kw_first | Kind::kw_agree => (Kind::kw_least, Change::Combine),
            Kind::kw_award => (Kind::kw_deduct, Change::Combine),
            Kind::kw_deduct => (Kind::kw_award, Change::Combine),
            Kind::kw_yes => (Kind::kw_no, Change::Constant),
            Kind::kw_no => (Kind::kw_yes, Change::Constant),
            Kind::kw_previous_month => (Kind::kw_same_month, Change::Rounding),
            Kind::kw_same_month => (Kind::kw_previous_month, Change::Rounding),
            Kind::kw_previous_day => (Kind::kw_same_day, Change::Rounding),
            Kind::kw_same_day => (Kind::kw_previous_day, Change::Rounding),
            Kind::kw_mar_1 => (Kind::kw_feb_28, Change::Rounding),
            Kind::kw_feb_28 => (Kind::kw_mar_1, Change::Rounding),
            Kind::kw_round_down => (Kind::kw_round_up, Change::Rounding),
            Kind::kw_round_up | Kind::kw_round => (Kind::kw_round_down, Change::Rounding),
            Kind::fn_max => (Kind::fn_min, Change::Combine),
            Kind::fn_min => (Kind::fn_max, Change::Combine),
            Kind::fn_any => (Kind::fn_every, Change::Combine),
            Kind::fn_every => (Kind::fn_any, Change::Combine),
            _ => {
                let twin = match node.kind {
                    Kind::le => "<",
                    Kind::lt => "<=",
                    Kind::ge => ">",
                    Kind::gt => ">=",
                    Kind::ne => "=",
                    Kind::equals if parent == Kind::expr => "!=",
                    _ => return,
                };
                return self.add(node.span, twin, Change::Edge);
            }
        };
        let word = self.word(twin);
        self.add(node.span, word, change);
    }

    /// `每满 1年` and `每 1年 不足也计`.
    fn each(&mut self, node: &Node) {
        let Some(sum) = node.get(Kind::sum) else { return };
        let size = self.written(sum.span);
        let text = match node.has(Kind::kw_for_each_full) {
            true => format!("{} {size} {}", self.word(Kind::kw_for_each), self.word(Kind::kw_or_part)),
            false => format!("{} {size}", self.word(Kind::kw_for_each_full)),
        };
        self.add(node.span, text, Change::Rounding);
    }

    fn choice_value(&mut self, node: &Node) {
        let Some(name) = node.name() else { return };
        let others = self.choices.get(&*name.text).cloned().unwrap_or_default();
        others.into_iter().for_each(|other| self.add(node.span, other, Change::Choice));
    }
}
