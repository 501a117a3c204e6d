//! Tree to text: the one canonical layout, in either language.

use unicode_width::UnicodeWidthStr;

use crate::error::SyntaxError;
use crate::keywords::{Class, Keyword, Language, keyword};
use crate::matrix;
use crate::parse::{comments, parse};
use crate::spacing::{is_sign, space};
use crate::tree::{File, Kind, Node, Trivia};

/// Columns, indentation apart, that a group may take on one line with its members, or a record or list that a case gives.
const SHORT: usize = 80;

/// Columns that a line takes before it is broken in front of `且`, `或`, `其中`, `依据`, or behind a comma.
const WIDE: usize = 100;

/// Columns before which a line is broken only where it can't be broken behind them.
const EARLY: usize = 30;

/// Why a file is not formatted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormatError {
    /// It has syntax errors; what can't be read can't be laid out.
    Syntax(Vec<SyntaxError>),
    /// The formatted text would not say the same: a mistake of the formatter. The text, for a report.
    Changed(String),
    /// Formatting the formatted text would change it again: a mistake of the formatter.
    Unstable(String),
}

/// The canonical text of a file, in its own language unless another is asked for.
pub fn format(file: &File, language: Option<Language>) -> String {
    let mut printer = Printer::new(language.unwrap_or(file.language));
    let mut short = false;
    for declaration in &file.declarations {
        let at = printer.out.len();
        printer.clause(declaration);
        let written = printer.out.get(at..).unwrap_or("");
        // Operations of one line stand together, everything else apart
        let lines = written.lines().filter(|line| !line.starts_with('#')).count();
        let one_line = is_operation(declaration.kind) && lines == 1;
        let commented = !declaration.before.is_empty();
        if at > 0 && !(short && one_line && !commented) {
            printer.out.insert(at, '\n');
        }
        short = one_line;
    }
    if !printer.out.is_empty() && !file.ending.is_empty() {
        printer.out.push('\n');
    }
    let blanks = file.ending.iter().take_while(|t| **t == Trivia::Blank).count();
    printer.trivia(file.ending.get(blanks..).unwrap_or(&[]));
    printer.out
}

/// [`format()`], and proof that nothing is lost: the output is read again and compared.
///
/// `text` is what `file` was parsed from.
pub fn format_checked(file: &File, text: &str, language: Option<Language>) -> Result<String, FormatError> {
    if !file.errors.is_empty() {
        return Err(FormatError::Syntax(file.errors.clone()));
    }
    let out = format(file, language);
    let again = parse(0, &out);
    let same = again.errors.is_empty()
        && again.declarations == file.declarations
        && again.ending.iter().filter(|t| **t != Trivia::Blank).eq(file.ending.iter().filter(|t| **t != Trivia::Blank))
        && comments(&out) == comments(text);
    if !same {
        return Err(FormatError::Changed(out));
    }
    if format(&again, language) != out {
        return Err(FormatError::Unstable(out));
    }
    Ok(out)
}

/// The canonical text of one node on one line, or more where it has a block: for messages and amendments.
pub fn format_node(node: &Node, language: Language) -> String {
    let mut printer = Printer::new(language);
    printer.node(node, Kind::EOI, 0, 1);
    printer.out
}

pub(crate) struct Printer {
    pub out: String,
    pub language: Language,
    depth: usize,
    /// A blank may follow what was printed last.
    open: bool,
    /// Written on one line: blocks too.
    flat: bool,
    /// The last token was the number 1.
    one: bool,
    /// Where the present line begins.
    line: usize,
    /// The present line may be broken in front of the next token.
    joint: bool,
    /// Places of the present line at which it may be broken, and how many parentheses are open there.
    breaks: Vec<(usize, usize)>,
    /// Open parentheses.
    parens: usize,
}

impl Printer {
    pub(crate) fn new(language: Language) -> Printer {
        Printer {
            out: String::new(),
            language,
            depth: 0,
            open: false,
            flat: false,
            one: false,
            line: 0,
            joint: false,
            breaks: Vec::new(),
            parens: 0,
        }
    }

    pub(crate) fn indent(&mut self) {
        self.line = self.out.len();
        self.breaks.clear();
        self.joint = false;
        for _ in 0..self.depth {
            self.out.push_str("  ");
        }
        self.open = false;
    }

    pub(crate) fn trivia(&mut self, trivia: &[Trivia]) {
        for t in trivia {
            if let Trivia::Comment(text) = t {
                self.indent();
                self.comment(text);
            }
            self.out.push('\n');
        }
    }

    fn comment(&mut self, text: &str) {
        self.out.push('#');
        if !text.is_empty() {
            self.out.push(' ');
            self.out.push_str(text);
        }
    }

    /// A clause or declaration with its comments, on lines of its own.
    fn clause(&mut self, node: &Node) {
        self.trivia(&node.before);
        self.indent();
        self.node(node, Kind::EOI, 0, 1);
        self.behind(node);
    }

    /// The comment behind a clause, and its line's end.
    pub(crate) fn behind(&mut self, node: &Node) {
        self.wrap();
        if let Some(text) = &node.behind {
            self.out.push(' ');
            self.comment(text);
        }
        self.out.push('\n');
    }

    /// A node within its line.
    pub(crate) fn node(&mut self, node: &Node, parent: Kind, place: usize, of: usize) {
        let short = match node.kind {
            Kind::group => !self.flat && self.short_group(node),
            Kind::given_block => !self.flat && parent == Kind::given_value && self.short_value(node),
            _ => false,
        };
        if short {
            return;
        }
        if node.children.first().is_some_and(|c| c.kind == Kind::lb) {
            return self.block(node);
        }
        let around = space(node.kind, parent, place, of, self.language);
        if node.children.is_empty() {
            match node.kind {
                Kind::lp => self.parens += 1,
                Kind::rp => self.parens = self.parens.saturating_sub(1),
                _ => {}
            }
            self.joint |= matches!(
                node.kind,
                Kind::kw_and | Kind::kw_or | Kind::kw_where | Kind::kw_by_outcome | Kind::kw_per | Kind::arrow
            );
            let text = self.token(node);
            self.put(&text, around.before, around.behind);
            if node.kind == Kind::comma && parent != Kind::outcome {
                self.breaks.push((self.out.len(), self.parens));
            }
            // Inside parentheses every line end is soft
            self.joint =
                node.kind == Kind::between && matches!(parent, Kind::call | Kind::params | Kind::set | Kind::ranking);
            return;
        }
        self.open &= around.before;
        if node.kind == Kind::string {
            let text = quoted(node.get(Kind::text).map_or("", |t| &t.text));
            return self.put(&text, true, true);
        }
        let mut last = None;
        for (i, child) in node.children.iter().enumerate() {
            self.node(child, node.kind, i, node.children.len());
            self.open &= child.kind != Kind::minus || !is_sign(last);
            last = Some(child.kind);
        }
        self.open &= around.behind;
    }

    /// Breaks the present line in front of connectives or behind commas, where it is too wide.
    fn wrap(&mut self) {
        let breaks = std::mem::take(&mut self.breaks);
        if self.flat || fits(self.out.get(self.line..).unwrap_or(""), WIDE) {
            return;
        }
        let indent = 2 * self.depth + 4;
        let mut wrapped = String::new();
        let (mut from, mut column, mut next) = (self.line, 0, 0);
        while let Some(rest) = self.out.get(from..).filter(|rest| !fits(rest, WIDE.saturating_sub(column))) {
            next += breaks.iter().skip(next).take_while(|(at, _)| *at <= from).count();
            let width = |to: usize| column + rest.get(..to - from).unwrap_or("").width();
            let fit: Vec<_> = breaks.iter().skip(next).take_while(|(at, _)| width(*at) <= WIDE).collect();
            let late: Vec<_> = fit.iter().copied().filter(|(at, _)| width(*at) >= EARLY).collect();
            let Some(&(to, _)) = best(&late).or(fit.last().copied()).or(breaks.get(next)) else { break };
            wrapped.push_str(self.out.get(from..to).unwrap_or("").trim_end());
            wrapped.push('\n');
            wrapped.push_str(&" ".repeat(indent));
            let behind = self.out.get(to..).unwrap_or("");
            from = to + (behind.len() - behind.trim_start().len());
            column = indent;
        }
        wrapped.push_str(self.out.get(from..).unwrap_or(""));
        self.out.truncate(self.line);
        self.out.push_str(&wrapped);
        self.line = self.out.len();
    }

    fn put(&mut self, text: &str, before: bool, behind: bool) {
        if text.is_empty() {
            return;
        }
        if self.open && before {
            if std::mem::take(&mut self.joint) {
                self.breaks.push((self.out.len(), self.parens));
            }
            self.out.push(' ');
        }
        self.out.push_str(text);
        self.open = behind;
    }

    fn token(&mut self, node: &Node) -> String {
        let one = std::mem::replace(&mut self.one, &*node.text == "1");
        if let Some(word) = keyword(node.kind) {
            return self.keyword(word, one).to_owned();
        }
        if node.text.is_empty() { sign(node.kind).to_owned() } else { node.text.to_string() }
    }

    /// A keyword's canonical spelling; a unit behind 1 is singular.
    fn keyword(&self, word: &Keyword, one: bool) -> &'static str {
        let mut spelled = word.spellings(self.language);
        let counted = word.class == Class::Unit || word.kind == Kind::kw_entries;
        let first = spelled.next().unwrap_or("");
        match self.language {
            Language::En if counted && one => spelled.next().unwrap_or(first),
            _ => first,
        }
    }

    fn block(&mut self, block: &Node) {
        let clauses = clauses(block);
        self.put("{", true, true);
        if self.flat {
            for (i, clause) in clauses.iter().enumerate() {
                if i > 0 {
                    self.put(";", false, true);
                }
                self.node(clause, block.kind, i, clauses.len());
            }
            return self.put("}", true, true);
        }
        if clauses.is_empty() && block.inside.is_empty() {
            return self.put("}", false, true);
        }
        self.wrap();
        self.out.push('\n');
        self.depth += 1;
        let rows = matrix::rows(clauses, self.language);
        for (i, clause) in clauses.iter().enumerate() {
            match rows.get(&i) {
                Some(row) => {
                    self.trivia(&clause.before);
                    self.indent();
                    self.out.push_str(row);
                    self.behind(clause);
                }
                None => self.clause(clause),
            }
        }
        self.trivia(&block.inside);
        self.depth -= 1;
        self.indent();
        self.put("}", true, true);
    }

    /// Prints a group of bare members on one line, if it is one and fits.
    fn short_group(&mut self, group: &Node) -> bool {
        let Some(block) = group.get(Kind::group_block) else {
            return false;
        };
        let members = clauses(block);
        let bare = |m: &Node| m.kind == Kind::indicator_ref && m.before.is_empty() && m.behind.is_none();
        if members.is_empty() || !block.inside.is_empty() || !members.iter().all(bare) {
            return false;
        }
        self.on_one_line(group, SHORT)
    }

    /// Prints a record or list that a case gives on one line, if there is no comment in it and it fits.
    fn short_value(&mut self, block: &Node) -> bool {
        let mut plain = true;
        block.walk(&mut |n| plain &= n.before.is_empty() && n.behind.is_none() && n.inside.is_empty());
        plain && self.on_one_line(block, SHORT)
    }

    fn on_one_line(&mut self, node: &Node, columns: usize) -> bool {
        let mut line = Printer { flat: true, ..Printer::new(self.language) };
        line.node(node, Kind::EOI, 0, 1);
        let fits = line.out.width() <= columns;
        if fits {
            self.put(&line.out, true, true);
        }
        fits
    }
}

/// Whether a text takes at most so many columns; of a long one the end is not looked at.
fn fits(text: &str, columns: usize) -> bool {
    text.len() <= 8 * columns && text.width() <= columns
}

/// The last of the breaks with the fewest parentheses around them.
fn best<'a>(breaks: &[&'a (usize, usize)]) -> Option<&'a (usize, usize)> {
    let fewest = breaks.iter().map(|(_, parens)| parens).min()?;
    breaks.iter().rev().find(|(_, parens)| parens == fewest).copied()
}

/// A block's clauses: what stands between its braces.
pub(crate) fn clauses(block: &Node) -> &[Node] {
    match block.children.as_slice() {
        [_, clauses @ .., last] if matches!(last.kind, Kind::rb | Kind::unclosed) => clauses,
        [_, clauses @ ..] => clauses,
        [] => &[],
    }
}

/// A string with its quotes.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Whether a declaration is an operation of an amendment.
pub fn is_operation(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::change
            | Kind::r#move
            | Kind::rename
            | Kind::insert_after
            | Kind::insert_before
            | Kind::insert_within
            | Kind::delete
            | Kind::add
    )
}

/// What a sign's kind is written like.
fn sign(kind: Kind) -> &'static str {
    match kind {
        Kind::percent => "%",
        Kind::colon => ":",
        Kind::equals => "=",
        Kind::arrow => "=>",
        Kind::comma | Kind::between => ",",
        Kind::lp => "(",
        Kind::rp => ")",
        Kind::lb => "{",
        Kind::rb => "}",
        Kind::bar => "|",
        Kind::dot => ".",
        Kind::slash | Kind::divide => "/",
        Kind::offered | Kind::minus => "-",
        Kind::plus => "+",
        Kind::star => "*",
        Kind::le => "<=",
        Kind::lt => "<",
        Kind::ge => ">=",
        Kind::gt => ">",
        Kind::ne => "!=",
        _ => "",
    }
}
