//! The articles of the source: those that no rule cites, and citations of articles that there are not.

use super::Check;
use jifen_grammar::tree::Span;
use jifen_interpreter::articles::{belongs, like};
use jifen_interpreter::diagnostic::{Arg, Code, Diagnostic};
use jifen_interpreter::model::{Answer, Version};
use jifen_interpreter::shapes::Shape;

/// A citation, where it stands, and the answers beside it.
type Cited<'v> = (&'v str, Span, &'v [Answer]);

pub(super) fn check(check: &mut Check<'_, '_>) {
    let version = check.version;
    let Some(first) = version.articles.first() else { return };
    let cited = cited(version);
    let listed = |name: &str| version.articles.iter().any(|a| a.name == name);
    // Of several articles that begin alike, the longest one
    let of = |cite: &str| {
        let all = version.articles.iter().filter(|a| belongs(cite, &a.name));
        all.max_by_key(|a| a.name.len()).map(|a| a.name.as_str())
    };
    let used: Vec<&str> = cited.iter().filter_map(|(cite, ..)| of(cite)).collect();
    let set_aside = || version.not_computed.iter().flat_map(|n| &n.articles);
    let open =
        version.articles.iter().filter(|a| !used.contains(&a.name.as_str()) && !set_aside().any(|n| n.name == a.name));
    let open: Vec<&str> = open.map(|a| a.name.as_str()).collect();
    if !open.is_empty() {
        let told = Arg::pair(open.join("、"), open.join(", "));
        check.report(&version.reviewed, Diagnostic::new(Code::ArticleNotCited, first.span, [told]));
    }
    for article in set_aside() {
        if used.contains(&article.name.as_str()) {
            let finding = Diagnostic::new(Code::ComputedAfterAll, article.span, [(&article.name).into()]);
            check.report(&version.reviewed, finding);
        } else if !listed(&article.name) {
            check
                .report(&version.reviewed, Diagnostic::new(Code::NotAnArticle, article.span, [(&article.name).into()]));
        }
    }
    for (cite, span, answers) in cited {
        if of(cite).is_none() && version.articles.iter().any(|a| like(cite, &a.name)) {
            check.report(answers, Diagnostic::new(Code::NotAnArticle, span, [cite.into()]));
        }
    }
}

/// Everything that a version cites.
fn cited(version: &Version) -> Vec<Cited<'_>> {
    let mut all: Vec<Cited<'_>> = Vec::new();
    let head: &[Answer] = &version.reviewed;
    for i in &version.indicators {
        all.extend(i.cites.iter().map(|c| (c.as_str(), i.named.span, &i.body.reviewed[..])));
    }
    for d in &version.definitions {
        all.extend(d.cites.iter().map(|c| (c.as_str(), d.named.span, head)));
    }
    let defined = version.definitions.iter().filter_map(|d| match &d.content {
        jifen_interpreter::model::Content::Body(body) => Some(body),
        jifen_interpreter::model::Content::Expr(_) => None,
    });
    for body in version.indicators.iter().map(|i| &i.body).chain(defined) {
        for line in &body.lines {
            all.extend(line.cites.iter().map(|c| (c.as_str(), line.span, &body.reviewed[..])));
            if let Shape::Table(table) = jifen_interpreter::checks::cases::award(line) {
                let rows = table.rows.iter().flat_map(|r| r.cites.iter().map(|c| (c.as_str(), r.span)));
                all.extend(rows.map(|(c, span)| (c, span, &body.reviewed[..])));
            }
        }
    }
    for g in &version.groups {
        all.extend(g.cites.iter().map(|c| (c.as_str(), g.named.span, &g.reviewed[..])));
    }
    for list in &version.outcomes {
        let at = list.outcomes.first().map_or(version.policy.span, |o| o.named.span);
        all.extend(list.cites.iter().map(|c| (c.as_str(), at, &list.reviewed[..])));
        for o in &list.outcomes {
            all.extend(o.cites.iter().map(|c| (c.as_str(), o.named.span, &list.reviewed[..])));
        }
    }
    for p in &version.parameters {
        all.extend(p.cites.iter().map(|c| (c.as_str(), p.named.span, &p.reviewed[..])));
    }
    for c in &version.catalogues {
        all.extend(c.cites.iter().map(|cite| (cite.as_str(), c.named.span, head)));
    }
    let fields = version.facts.iter().chain(version.records.iter().flat_map(|r| &r.fields));
    for (field, presumed) in fields.filter_map(|f| Some((f, f.presumed.as_ref()?))) {
        all.extend(presumed.cites.iter().map(|c| (c.as_str(), field.named.span, head)));
    }
    for c in &version.constraints {
        all.extend(c.cites.iter().map(|cite| (cite.as_str(), c.condition.span, head)));
    }
    for t in &version.transitions {
        all.extend(t.cites.iter().map(|c| (c.as_str(), t.span, head)));
    }
    all
}
