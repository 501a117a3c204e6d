//! The first step: every declaration gets its place in the model, every name its meaning.

use jifen_grammar::keywords::{Class, KEYWORDS, Language};
use jifen_grammar::tree::{File, Kind, Node, Span};

use super::names::{Entity, Inside, TypeName};
use super::tasks::{Job, TaskId};
use super::{Lowering, data};
use crate::diagnostic::{Arg, Code, Diagnostic};
use crate::model::*;

/// The declarations by kind; lists that the model has stand in the model's order.
#[derive(Debug, Default)]
pub(super) struct Declared<'a> {
    /// The policy's head, which may be broken.
    pub policy: Option<&'a Node>,
    pub conventions: Vec<&'a Node>,
    /// Choices and alternatives.
    pub choices: Vec<&'a Node>,
    pub records: Vec<&'a Node>,
    /// The single facts.
    pub facts: Vec<&'a Node>,
    pub parameters: Vec<&'a Node>,
    pub catalogues: Vec<&'a Node>,
    pub constraints: Vec<&'a Node>,
    pub outcomes: Vec<&'a Node>,
}

impl<'a> Lowering<'a> {
    pub(super) fn collect(&mut self, files: &[&'a File]) {
        for file in files {
            let heads: Vec<&Node> = file.declarations.iter().filter(|d| is_policy(d)).collect();
            for &head in &heads {
                match self.declared.policy {
                    None => self.declared.policy = Some(head),
                    Some(first) => self.report(
                        Diagnostic::new(Code::SecondPolicy, head_span(head), [])
                            .with(head_span(first), Arg::pair("前面的声明", "the first one")),
                    ),
                }
            }
            for declaration in &file.declarations {
                if heads.is_empty() {
                    self.aside(declaration, files.len());
                }
                self.declaration(declaration);
            }
        }
        if self.declared.policy.is_none() {
            let place = files.iter().find_map(|f| f.declarations.first());
            let start = place.map_or(Span::default(), |p| p.span);
            let span = place.and_then(|p| p.children.first()).map_or(start, |c| c.span);
            self.report(Diagnostic::new(Code::MissingPolicy, span, []));
        }
        for file in files {
            for broken in file.declarations.iter().filter(|d| d.kind == Kind::broken) {
                self.guess(broken);
            }
        }
    }

    /// A file without a policy's head, beside others, holds parameters and catalogues only.
    fn aside(&mut self, node: &'a Node, files: usize) {
        let fine = matches!(node.kind, Kind::parameter | Kind::catalogue | Kind::broken_declaration | Kind::broken);
        if 1 < files && !fine {
            self.report(Diagnostic::new(Code::WrongFile, head_span(node), []));
        }
    }

    fn declaration(&mut self, node: &'a Node) {
        match node.kind {
            Kind::conventions => self.declared.conventions.push(node),
            Kind::choice => {
                let id = self.choice(node);
                self.declare_type(node.name(), TypeName::Choice(id));
            }
            Kind::alternative => {
                let choice = self.choice(node);
                self.declare_type(node.name(), TypeName::Choice(choice));
                let id = AlternativeId(self.version.alternatives.len() as u32);
                let named = self.named(node);
                self.version.alternatives.push(Alternative { named, choice });
                self.declare(node.name(), Entity::Alternative(id));
            }
            Kind::record => self.record(node),
            Kind::facts => self.facts(node),
            Kind::parameter => {
                let id = ParameterId(self.declared.parameters.len() as u32);
                self.declared.parameters.push(node);
                self.not_a_function(node);
                self.declare(node.name(), Entity::Parameter(id));
            }
            Kind::catalogue => {
                let id = CatalogueId(self.declared.catalogues.len() as u32);
                self.declared.catalogues.push(node);
                self.not_a_function(node);
                self.declare(node.name(), Entity::Catalogue(id));
            }
            Kind::define | Kind::result => {
                let id = self.tasks.add(Job::Definition(node, None));
                if node.has(Kind::params) {
                    self.not_a_function(node);
                }
                self.declare(node.name(), Entity::Definition(id));
            }
            Kind::indicator => {
                let id = IndicatorId(self.version.indicator_types.len() as u32);
                self.version.indicator_types.push(Type::Error);
                self.tasks.add(Job::Indicator(node, id));
                self.declare_indicator(node.name(), Some(id));
            }
            Kind::total => {
                let task = self.tasks.add(Job::Total(node));
                let id = self.group(node, task);
                self.version.totals.push(id);
            }
            Kind::require | Kind::assume => self.declared.constraints.push(node),
            Kind::outcomes => self.declared.outcomes.push(node),
            Kind::broken_declaration => self.unreadable(node),
            _ => {}
        }
    }

    fn choice(&mut self, node: &'a Node) -> ChoiceId {
        let id = ChoiceId(self.version.choices.len() as u32);
        let named = self.named(node);
        let block = node.get(Kind::choice_block);
        let nodes: Vec<&'a Node> = block.map_or(Vec::new(), |b| b.all(Kind::value).collect());
        let values: Vec<Named> = nodes.iter().map(|v| self.named(v)).collect();
        self.declared.choices.push(node);
        self.names.choices.push(Default::default());
        for (i, value) in nodes.iter().enumerate() {
            let Some(name) = value.name() else { continue };
            let first = self.names.choices.get_mut(id.index()).and_then(|all| {
                let before = all.get(&*name.text).map(|v| v.1);
                all.entry(&name.text).or_insert((Some(i as u32), name.span));
                before
            });
            self.duplicate(name, first);
        }
        for (word, span) in block.into_iter().flat_map(broken_names) {
            if let Some(all) = self.names.choices.get_mut(id.index()) {
                all.entry(word).or_insert((None, span));
            }
        }
        let ordered = node.has(Kind::kw_low_to_high);
        self.version.choices.push(Choice { named, ordered, values });
        id
    }

    fn record(&mut self, node: &'a Node) {
        let id = RecordId(self.version.records.len() as u32);
        let named = self.named(node);
        self.declared.records.push(node);
        self.declare_type(node.name(), TypeName::Record(id));
        let block = node.get(Kind::record_block);
        self.names.records.push(Default::default());
        let mut fields = Vec::new();
        for part in block.map_or(&[][..], |b| &b.children) {
            let inside = match part.kind {
                Kind::fact => {
                    fields.push(data::placeholder(self.named(part)));
                    Inside::Field(fields.len() - 1)
                }
                Kind::define => Inside::Definition(self.tasks.add(Job::Definition(part, Some(id)))),
                _ => continue,
            };
            let Some(name) = part.name() else { continue };
            let first = self.names.records.get_mut(id.index()).and_then(|all| {
                let before = all.get(&*name.text).map(|v| v.1);
                all.entry(&name.text).or_insert((inside, name.span));
                before
            });
            self.duplicate(name, first);
        }
        for (word, span) in block.into_iter().flat_map(broken_names) {
            if let Some(all) = self.names.records.get_mut(id.index()) {
                all.entry(word).or_insert((Inside::Broken, span));
            }
        }
        let most = None;
        self.version.records.push(Record { named, unique: None, most, fields, definitions: Vec::new() });
    }

    fn facts(&mut self, node: &'a Node) {
        let Some(block) = node.get(Kind::facts_block) else { return };
        for fact in block.all(Kind::fact) {
            let id = FactId(self.version.facts.len() as u32);
            self.version.facts.push(data::placeholder(self.named(fact)));
            self.declared.facts.push(fact);
            self.declare(fact.name(), Entity::Fact(id));
        }
        for (word, span) in broken_names(block) {
            self.names.values.entry(word).or_insert((Entity::Broken, span));
        }
    }

    /// A total or group, behind the groups in it.
    fn group(&mut self, node: &'a Node, total: TaskId) -> GroupId {
        for inner in node.get(Kind::group_block).into_iter().flat_map(|b| b.all(Kind::group)) {
            self.group(inner, total);
        }
        let id = self.tasks.add_group(node, total);
        self.version.group_types.push(Type::Error);
        self.declare(node.name(), Entity::Group(id));
        id
    }

    /// A declaration that could not be read: its name is known.
    fn unreadable(&mut self, node: &'a Node) {
        let name = node.name();
        match node.children.first().map(|head| head.kind) {
            Some(Kind::kw_facts) => self.names.blind = true,
            Some(Kind::kw_choice | Kind::kw_record) => self.declare_type(name, TypeName::Broken),
            Some(Kind::kw_indicator) => self.declare_indicator(name, None),
            Some(Kind::kw_alternative) => {
                self.declare_type(name, TypeName::Broken);
                self.declare(name, Entity::Broken);
            }
            _ => self.declare(name, Entity::Broken),
        }
    }

    /// Text that no declaration opens: its second word may be a name.
    fn guess(&mut self, node: &'a Node) {
        let mut words = node.text.split_whitespace();
        let Some(name) = words.nth(1).map(first_word).filter(|w| !w.is_empty()) else { return };
        self.names.values.entry(name).or_insert((Entity::Broken, node.span));
        self.names.types.entry(name).or_insert((TypeName::Broken, node.span));
        self.names.indicators.entry(name).or_insert((None, node.span));
    }

    fn declare(&mut self, name: Option<&'a Node>, entity: Entity) {
        let Some(name) = name else { return };
        let first = self.names.values.get(&*name.text).map(|v| v.1);
        self.names.values.entry(&name.text).or_insert((entity, name.span));
        self.duplicate(name, first);
    }

    fn declare_type(&mut self, name: Option<&'a Node>, entity: TypeName) {
        let Some(name) = name else { return };
        if is_word_of(Class::Type, &name.text) {
            self.report(Diagnostic::new(Code::ReservedTypeName, name.span, [(&name.text).into()]));
        }
        let first = self.names.types.get(&*name.text).map(|v| v.1);
        self.names.types.entry(&name.text).or_insert((entity, name.span));
        self.duplicate(name, first);
    }

    fn declare_indicator(&mut self, name: Option<&'a Node>, id: Option<IndicatorId>) {
        let Some(name) = name else { return };
        let first = self.names.indicators.get(&*name.text).map(|v| v.1);
        self.names.indicators.entry(&name.text).or_insert((id, name.span));
        self.duplicate(name, first);
    }

    /// A name declared twice, with its first place.
    pub(super) fn duplicate(&mut self, name: &Node, first: Option<Span>) {
        if let Some(first) = first {
            self.report(
                Diagnostic::new(Code::DuplicateName, name.span, [(&name.text).into()])
                    .with(first, Arg::pair("第一次在这里", "first here")),
            );
        }
    }

    /// Whatever is called with parentheses can't have a function's name.
    fn not_a_function(&mut self, node: &Node) {
        if let Some(name) = node.name().filter(|n| is_word_of(Class::Function, &n.text)) {
            self.report(Diagnostic::new(Code::FunctionName, name.span, [(&name.text).into()]));
        }
    }
}

/// Whether a word is a keyword of a class in either language.
pub(super) fn is_word_of(class: Class, word: &str) -> bool {
    KEYWORDS
        .iter()
        .filter(|k| k.class == class)
        .any(|k| k.spellings(Language::Zh).chain(k.spellings(Language::En)).any(|spelled| spelled == word))
}

fn is_policy(node: &Node) -> bool {
    let broken =
        node.kind == Kind::broken_declaration && node.children.first().is_some_and(|head| head.kind == Kind::kw_policy);
    node.kind == Kind::policy || broken
}

/// The place of a declaration's first word and name.
pub(super) fn head_span(node: &Node) -> Span {
    let first = node.children.first().map_or(node.span, |c| c.span);
    node.name().map_or(first, |name| first.to(name.span))
}

/// The first words of a block's broken clauses: names that are known and silent.
fn broken_names(block: &Node) -> impl Iterator<Item = (&str, Span)> {
    let words = block.all(Kind::broken).map(|b| (first_word(&b.text), b.span));
    words.filter(|(word, _)| !word.is_empty())
}

fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(text.len());
    text.get(..end).unwrap_or("")
}
