//! Soundness: whatever the missing facts turn out to be, the result lies within what was said before.

use super::complete::{complete, incomplete};
use super::covers::covers;
use super::model::{KINDS, model};
use super::show;
use super::stream::Stream;
use super::writer::Writer;
use crate::eval::Evaluator;
use crate::model::{Expr, Version};
use crate::value::{Facts, RuleError, Val};
use proptest::prelude::*;

fn inside(v: &Version, e: &Expr, open: (&Facts, &Val), more: (&Facts, &Val)) -> Result<(), TestCaseError> {
    prop_assert_ne!(more.1, &Val::error(RuleError::Broken), "{}", show::expr(e));
    // A parameter without a value leaves even complete facts open; so may an error that is not sure to be met.
    if let Val::Unknown(_) = more.1 {
        return Ok(());
    }
    prop_assert!(
        covers(open.1, more.1),
        "\n{}\n{}\n{:?}\n{}\n{}\ndoes not cover {}\n{}\n",
        show::definitions(v),
        show::expr(e),
        v.conventions,
        show::facts(open.0),
        show::value(open.1),
        show::value(more.1),
        show::facts(more.0),
    );
    Ok(())
}

fn check(model_of: &[u8], bytes: &[u8], choices: &[u8], completions: &[u8]) -> Result<(), TestCaseError> {
    let v = model(&mut Stream::new(model_of));
    let mut s = Stream::new(bytes);
    // Mostly numbers and conditions, into which the other kinds go.
    let kind = KINDS[[0, 1, 1, 0, 1, 2, 3, 4, 5][s.pick(9)]];
    let e = Writer { s: &mut s, calls: 3, arguments: 0, entries: Vec::new() }.write(kind, 4);
    let open = incomplete(&v, &mut Stream::new(choices));
    let wide = Evaluator::new(&v, &open).expr(&e);
    let mut s = Stream::new(completions);
    for _ in 0..6 {
        let all = complete(&v, &mut s, &open, true);
        let value = Evaluator::new(&v, &all).expr(&e);
        inside(&v, &e, (&open, &wide), (&all, &value))?;
    }
    for _ in 0..3 {
        let some = complete(&v, &mut s, &open, false);
        let less = Evaluator::new(&v, &some).expr(&e);
        let all = complete(&v, &mut s, &some, true);
        let value = Evaluator::new(&v, &all).expr(&e);
        inside(&v, &e, (&open, &wide), (&all, &value))?;
        inside(&v, &e, (&some, &less), (&all, &value))?;
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 500,
        max_shrink_iters: 20_000,
        ..ProptestConfig::default()
    })]

    #[test]
    fn every_completion_lies_inside(
        model in proptest::collection::vec(any::<u8>(), 0..400),
        bytes in proptest::collection::vec(any::<u8>(), 5..200),
        choices in proptest::collection::vec(any::<u8>(), 100..300),
        completions in proptest::collection::vec(any::<u8>(), 400..1500),
    ) {
        check(&model, &bytes, &choices, &completions)?;
    }
}
