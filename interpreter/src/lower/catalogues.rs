//! Lists of codes published by date: `目录`.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use jifen_grammar::tree::{Kind, Node};

use super::Lowering;
use super::policy::{date_of, first_of_month};
use crate::diagnostic::{Arg, Code, Diagnostic};
use crate::model::Catalogue;

impl<'a> Lowering<'a> {
    pub(super) fn catalogues(&mut self) {
        for node in self.declared.catalogues.clone() {
            let catalogue = self.catalogue(node);
            self.version.catalogues.push(catalogue);
        }
    }

    fn catalogue(&mut self, node: &'a Node) -> Catalogue {
        let mut listings: Vec<(NaiveDate, Vec<String>)> = Vec::new();
        let block = node.get(Kind::catalogue_block);
        for listing in block.into_iter().flat_map(|b| b.all(Kind::listing)) {
            let Some(written) = listing.get(Kind::date).or(listing.get(Kind::month)) else { continue };
            let Some(day) = date_of(written).or_else(|| first_of_month(written)) else { continue };
            if let Some((last, _)) = listings.last().filter(|(last, _)| day <= *last) {
                let args = [(&written.text).into(), last.into()];
                self.report(Diagnostic::new(Code::StepsOutOfOrder, written.span, args));
                continue;
            }
            let entries = listing.get(Kind::listing_block);
            let codes = self.entries(entries.into_iter().flat_map(|b| b.all(Kind::entry)));
            listings.push((day, codes));
        }
        if listings.is_empty() && block.is_some_and(|b| !b.has(Kind::broken) && !b.has(Kind::listing)) {
            let name = node.name().map_or(Arg::from(""), |n| (&n.text).into());
            self.report(Diagnostic::new(Code::NoSteps, super::collect::head_span(node), [name]));
        }
        Catalogue { named: self.named(node), cites: self.cites(node), listings }
    }

    fn entries(&mut self, entries: impl Iterator<Item = &'a Node>) -> Vec<String> {
        let (mut codes, mut seen) = (Vec::new(), BTreeSet::new());
        for entry in entries {
            let string = entry.get(Kind::string).map(super::text::string_text);
            let code = string.or_else(|| entry.get(Kind::code).map(|c| c.text.to_string()));
            let Some(code) = code else { continue };
            if seen.insert(code.clone()) {
                codes.push(code);
            } else {
                self.report(Diagnostic::new(Code::DuplicateEntry, entry.span, [code.into()]));
            }
        }
        codes
    }
}
