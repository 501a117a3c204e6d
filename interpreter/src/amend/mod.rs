//! Amendments: operations on the text of a base, applied at once to its syntax tree.
//!
//! Addresses mean the base. Nodes keep their places in the files they come from, so that whatever is found in a
//! consolidated text points at the instrument that wrote it.

mod address;
pub(crate) mod blame;
mod blank;
pub(crate) mod called;
mod conflicts;
pub mod folder;
mod head;
mod history;
pub mod interference;
mod members;
mod near;
mod operation;
mod pieces;
pub(crate) mod place;
pub(crate) mod rename;
pub(crate) mod repealed;
mod restate;
mod splice;
mod values;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::Provenance;
use jifen_grammar::format::is_operation;
use jifen_grammar::tree::{File, Kind, Node, Span, Trivia};
use splice::Splice;
use std::collections::BTreeMap;
use std::sync::Arc;

pub(crate) use address::Base;
pub(crate) use restate::restate;

/// The text of one version in full.
#[derive(Debug, Clone)]
pub struct Consolidated {
    /// Its declarations; a node's span is in the file that it comes from.
    pub tree: File,
    /// The amendments that wrote a declaration or clause, by its place; what the oldest text has as it stands is not listed.
    pub wrote: BTreeMap<Span, Provenance>,
    /// What the last amendment put in the place of something of the same kind, by the place of that.
    pub replaced: BTreeMap<Span, Span>,
    /// What each operation touched.
    pub touched: Vec<Touched>,
    /// What the operations of earlier amendments touched, and these, in order.
    pub history: Vec<Arc<Touched>>,
}

/// What one operation did.
#[derive(Debug, Clone, Default)]
pub struct Touched {
    /// The version that the amendment makes.
    pub by: String,
    /// The operation, in the amendment.
    pub operation: Span,
    /// The declaration's name in the base, where it has one.
    pub name: String,
    /// Names that the base has no longer.
    pub gone: Vec<String>,
    /// What it touches or brings, each by its kind of declaration or clause and its name: `(fact, 学历)`. What has no name
    /// goes by the empty one.
    pub things: Vec<(Kind, String)>,
    /// What it took away, renamed or wrote anew.
    pub was: Option<history::Was>,
}

impl Consolidated {
    /// A text that no instrument amended.
    pub fn original(file: &File) -> Consolidated {
        Consolidated {
            tree: file.clone(),
            wrote: BTreeMap::new(),
            replaced: BTreeMap::new(),
            touched: Vec::new(),
            history: Vec::new(),
        }
    }
}

/// Whether a file amends another one: it opens with an amendment's head, or with an operation.
pub fn is_amendment(file: &File) -> bool {
    file.declarations.first().is_some_and(|d| head_of(d).is_some() || is_operation(d.kind))
}

/// The head of an amendment, which may be broken.
pub fn head_of(declaration: &Node) -> Option<&Node> {
    let broken = declaration.kind == Kind::broken_declaration
        && declaration.children.first().is_some_and(|head| head.kind == Kind::kw_amendment);
    (declaration.kind == Kind::amendment || broken).then_some(declaration)
}

/// Applies an amendment to its base; `id` is what the amendment is called in the result's record of who wrote what.
///
/// `apart` is what is published apart from the base and can't be amended with it. What can't be applied is reported and left
/// out.
pub fn amend(base: &Consolidated, amendment: &File, id: &str, apart: &[Node]) -> (Consolidated, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let at = Base::new(&base.tree.declarations, apart);
    let (mut splices, mut touched) = splices_of(&at, amendment, &base.history, &mut found);
    touched.iter_mut().for_each(|t| id.clone_into(&mut t.by));
    conflicts::settle(&mut splices, &mut found);
    let mut tree = File {
        declarations: Vec::new(),
        ending: base.tree.ending.clone(),
        errors: Vec::new(),
        language: base.tree.language,
    };
    let replaced = splice::replaced(&base.tree.declarations, &splices);
    let wrote = splice::written(base, &splices, &replaced, id);
    let (declarations, kept) = splice::rebuild(&base.tree.declarations, &splices);
    tree.declarations = declarations;
    tree.ending.splice(0..0, kept);
    while tree.ending.last() == Some(&Trivia::Blank) {
        tree.ending.pop();
    }
    head::put(&mut tree.declarations, amendment);
    head::put_ending(&mut tree, amendment);
    // The head is the amendment's, and the first keyword says the language.
    if amendment.declarations.first().is_some_and(|d| d.kind == Kind::amendment && d.has(Kind::kw_version)) {
        tree.language = amendment.language;
    }
    let history = base.history.iter().cloned().chain(touched.iter().cloned().map(Arc::new)).collect();
    (Consolidated { tree, wrote, replaced, touched, history }, found)
}

/// What an amendment's operations do to a base's tree, each by itself.
fn splices_of(
    at: &Base<'_>,
    amendment: &File,
    history: &[Arc<Touched>],
    found: &mut Vec<Diagnostic>,
) -> (Vec<Splice>, Vec<Touched>) {
    let operations: Vec<&Node> = amendment.declarations.iter().filter(|d| is_operation(d.kind)).collect();
    let mut splices: Vec<Splice> = Vec::new();
    let mut touched: Vec<Touched> = Vec::new();
    for declaration in &amendment.declarations {
        if is_operation(declaration.kind) {
            match operation::splices(at, declaration, &operations) {
                Ok((done, what)) => {
                    splices.extend(done);
                    touched.push(what);
                }
                Err(problem) => found.push(history::explained(*problem, declaration, history, &operations)),
            }
        } else if !matches!(declaration.kind, Kind::amendment | Kind::broken | Kind::broken_declaration) {
            let head = declaration.children.first().map_or(declaration.span, |c| c.span);
            found.push(Diagnostic::new(Code::NotAnOperation, head, []));
        }
    }
    (splices, touched)
}
