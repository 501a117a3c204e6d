//! A folder's files as the texts of versions: those in full, and those that amendments make of them.

use super::{Consolidated, amend, head_of, is_amendment};
use crate::diagnostic::{Arg, Code, Diagnostic};
use jifen_grammar::format::is_operation;
use jifen_grammar::keywords::Language;
use jifen_grammar::tree::{File, Kind, Node, Span};

/// The text of one version.
#[derive(Debug)]
pub struct Text {
    /// The file that it is written in: the version in full, or the amendment that makes it.
    pub file: u32,
    /// Its declarations in full.
    pub text: Consolidated,
    /// For an amendment: what is amended.
    pub base: Option<String>,
    /// Whether it can be checked: its files have no syntax error, and every operation could be applied.
    pub sound: bool,
}

/// The texts of a folder.
#[derive(Debug)]
pub struct Texts {
    /// The versions, those in full first.
    pub versions: Vec<Text>,
    /// What is published apart from any version: parameters and catalogues, with all publications.
    pub shared: Consolidated,
    /// Whether what is shared could be read.
    pub shared_sound: bool,
}

/// Whether a declaration is a policy's head, which may be broken.
pub fn is_policy_head(node: &Node) -> bool {
    let broken =
        node.kind == Kind::broken_declaration && node.children.first().is_some_and(|head| head.kind == Kind::kw_policy);
    node.kind == Kind::policy || broken
}

/// Makes all texts; a file's number is its place in the list. What is wrong with amendments is reported.
pub fn texts(files: &[&File], found: &mut Vec<Diagnostic>) -> Texts {
    let mut texts = Texts { versions: Vec::new(), shared: empty(), shared_sound: true };
    let (mut amendments, mut publications) = (Vec::new(), Vec::new());
    for (number, file) in (0..).zip(files) {
        if file.declarations.iter().any(is_policy_head) {
            let sound = file.errors.is_empty();
            let text = Consolidated::original(file);
            texts.versions.push(Text { file: number, text, base: None, sound });
        } else if is_amendment(file) {
            match file.declarations.iter().find_map(head_of) {
                None => no_head(file, found),
                Some(head) if head.has(Kind::kw_based_on) => amendments.push((number, *file, head)),
                Some(head) if head.kind == Kind::amendment => publications.push((*file, head)),
                Some(_) => {}
            }
        } else {
            texts.shared_sound &= file.errors.is_empty();
            texts.shared.tree.declarations.extend(file.declarations.iter().cloned());
        }
    }
    publications.sort_by_key(|(_, head)| announced(head));
    for (file, _) in publications {
        publish(&mut texts, file, found);
    }
    consolidate(&mut texts, amendments, found);
    texts
}

fn empty() -> Consolidated {
    let tree = File { declarations: Vec::new(), ending: Vec::new(), errors: Vec::new(), language: Language::Zh };
    Consolidated::original(&tree)
}

fn no_head(file: &File, found: &mut Vec<Diagnostic>) {
    let first = file.declarations.first().and_then(|d| d.children.first());
    let span = first.map_or(Span::default(), |c| c.span);
    found.push(Diagnostic::new(Code::NoAmendmentHead, span, []));
}

fn announced(head: &Node) -> String {
    let clause = head.get(Kind::policy_block).and_then(|b| b.get(Kind::announced));
    clause.and_then(|c| c.get(Kind::date)).map_or(String::new(), |d| d.text.to_string())
}

/// An amendment without a version: it changes what is published apart, for all versions.
fn publish(texts: &mut Texts, file: &File, found: &mut Vec<Diagnostic>) {
    if !file.errors.is_empty() {
        texts.shared_sound = false;
        return;
    }
    let apart = |operation: &Node| match operation.kind {
        Kind::add => operation.children.iter().any(|c| matches!(c.kind, Kind::parameter | Kind::catalogue)),
        _ => operation.all(Kind::target).all(|t| t.has(Kind::kw_parameter) || t.has(Kind::kw_catalogue)),
    };
    let strays = file.declarations.iter().filter(|d| is_operation(d.kind) && !apart(d));
    let strays: Vec<Diagnostic> = strays.map(|d| Diagnostic::new(Code::PublishedApart, place(d), [])).collect();
    texts.shared_sound &= strays.is_empty();
    let fits = strays.is_empty();
    found.extend(strays);
    if fits {
        let (shared, problems) = amend(&texts.shared, file, "", &[]);
        texts.shared_sound &= problems.is_empty();
        found.extend(problems);
        texts.shared = shared;
    }
}

/// Where an operation says what it means.
fn place(operation: &Node) -> Span {
    operation.get(Kind::target).map_or(operation.span, |t| t.span)
}

/// Applies each amendment to its base, bases first.
fn consolidate(texts: &mut Texts, mut waiting: Vec<(u32, &File, &Node)>, found: &mut Vec<Diagnostic>) {
    loop {
        let before = waiting.len();
        let mut later = Vec::new();
        for (number, file, head) in waiting {
            let Some(base) = base_of(texts, head) else {
                later.push((number, file, head));
                continue;
            };
            let mut sound = base.sound && file.errors.is_empty();
            let mut made = None;
            // A broken base is mended first: until then addresses would be looked for in vain. Of a broken amendment the
            // operations that can be read are looked at.
            if base.sound {
                let readable = readable(file);
                let (done, problems) =
                    amend(&base.text, &readable, id(head).unwrap_or(""), &texts.shared.tree.declarations);
                let applied = problems.is_empty();
                found.extend(problems);
                let transition = head.get(Kind::policy_block).is_some_and(|b| b.has(Kind::transition));
                if sound && !transition && !file.declarations.iter().any(|d| is_operation(d.kind)) {
                    found.push(Diagnostic::new(Code::NoOperations, head_place(head), []));
                }
                if sound {
                    made = Some(done);
                }
                sound &= applied;
            }
            let mut text = made.unwrap_or_else(|| base.text.clone());
            if !file.errors.is_empty() || !base.sound {
                super::head::put(&mut text.tree.declarations, file);
            }
            texts.versions.push(Text { file: number, text, base: base_id(head).map(str::to_owned), sound });
        }
        waiting = later;
        if waiting.len() == before {
            break;
        }
    }
    let heads: Vec<&Node> = waiting.iter().map(|(_, _, head)| *head).collect();
    found.extend(heads.iter().filter_map(|head| without_base(texts, head, &heads)));
}

/// Why an amendment has no base; `None` where its base is an amendment without one, of which it is told.
fn without_base(texts: &Texts, head: &Node, heads: &[&Node]) -> Option<Diagnostic> {
    let (own, base) = (id(head)?, base_id(head)?);
    let span = head.all(Kind::id).nth(1).map_or(head.span, |n| n.span);
    let next = |of: &str| heads.iter().find(|other| id(other) == Some(of)).and_then(|other| base_id(other));
    if next(base).is_some() {
        let mut at = base;
        let around = heads.iter().any(|_| {
            let back = at == own;
            at = next(at).unwrap_or(at);
            back
        });
        return around.then(|| Diagnostic::new(Code::BaseCycle, span, [own.into()]));
    }
    let of = |text: &&Text| version(&text.text.tree) == Some(base);
    if let Some(policy) = texts.versions.iter().find(of).and_then(|t| policy_of(&t.text.tree)) {
        let called = head.name().or(head.get(Kind::code)).unwrap_or(head);
        let name = policy.name().map_or("", |n| &n.text);
        let hint = Arg::pair(format!("版本 {base} 的政策是 `{name}`"), format!("version {base} is of `{name}`"));
        let args = [format!("{} {base}", called.text).into(), hint];
        let here = policy.name().map_or(policy.span, |n| n.span);
        let problem = Diagnostic::new(Code::UnknownBase, called.span, args);
        return Some(problem.with(here, Arg::pair("名称在这里", "it is called so here")));
    }
    let there: Vec<&str> = texts.versions.iter().filter_map(|t| version(&t.text.tree)).collect();
    let list = there.join("、");
    let hint = match there.is_empty() {
        true => Arg::pair("原文的文件应在同一文件夹", "its file belongs in the same folder"),
        false => Arg::pair(format!("这里有 {list}"), format!("there is {}", there.join(", "))),
    };
    Some(Diagnostic::new(Code::UnknownBase, span, [base.into(), hint]))
}

/// An amendment without the operations that can't be read.
fn readable(file: &File) -> File {
    let whole = |operation: &Node| {
        let mut broken = false;
        operation.walk(&mut |n| broken |= matches!(n.kind, Kind::broken | Kind::unclosed | Kind::trailing));
        !broken || !is_operation(operation.kind)
    };
    let declarations = file.declarations.iter().filter(|d| whole(d)).cloned().collect();
    File { declarations, ..file.clone() }
}

/// Whether a text is what an amendment is based on: its version, of the same policy by name or key.
fn is_base(text: &Text, head: &Node) -> bool {
    let Some(policy) = text.text.tree.declarations.iter().find(|d| d.kind == Kind::policy) else { return false };
    let names = |node: &Node| -> Vec<String> {
        let key = node.get(Kind::key).and_then(|k| k.get(Kind::code));
        node.name().into_iter().chain(key).chain(node.get(Kind::code)).map(|n| n.text.to_string()).collect()
    };
    let (theirs, mine) = (names(policy), names(head));
    base_id(head) == version(&text.text.tree) && mine.iter().any(|n| theirs.contains(n))
}

/// What an amendment with this head is based on.
pub fn base_of<'t>(texts: &'t Texts, head: &Node) -> Option<&'t Text> {
    texts.versions.iter().find(|text| is_base(text, head))
}

fn policy_of(file: &File) -> Option<&Node> {
    file.declarations.iter().find(|d| d.kind == Kind::policy)
}

fn version(file: &File) -> Option<&str> {
    Some(&policy_of(file)?.get(Kind::id)?.text)
}

/// The id of the version that an amendment makes.
pub fn id(head: &Node) -> Option<&str> {
    head.get(Kind::id).map(|n| &*n.text)
}

fn base_id(head: &Node) -> Option<&str> {
    head.all(Kind::id).nth(1).map(|n| &*n.text)
}

/// The place of an amendment's first word and name.
pub fn head_place(head: &Node) -> Span {
    let first = head.children.first().map_or(head.span, |c| c.span);
    head.name().map_or(first, |name| first.to(name.span))
}
