//! The reference wage: the average wage of the year before, as published.

use super::calendar::Month;

/// The month from which each value applies, and the value in CNY a month.
const STEPS: [(i32, i32, i64); 16] = [
    (2011, 4, 3896),
    (2012, 4, 4331),
    (2013, 4, 4692),
    (2014, 4, 5036),
    (2015, 4, 5451),
    (2016, 4, 5939),
    (2017, 4, 6504),
    (2018, 4, 7132),
    (2019, 4, 7832),
    (2019, 5, 8211),
    (2020, 7, 9339),
    (2021, 7, 10338),
    (2022, 7, 11396),
    (2023, 7, 12183),
    (2024, 7, 12307),
    (2025, 7, 12434),
];

const FIRST: Month = start(0);
const LENGTH: usize = (start(STEPS.len() - 1) - FIRST) as usize + 1;

/// One value for each month from the first step to the last.
static BY_MONTH: [i64; LENGTH] = by_month();

const fn start(step: usize) -> Month {
    STEPS[step].0 * 12 + STEPS[step].1 - 1
}

const fn by_month() -> [i64; LENGTH] {
    let mut wages = [0; LENGTH];
    let (mut step, mut index) = (0, 0);
    while index < LENGTH {
        if step + 1 < STEPS.len() && start(step + 1) <= FIRST + index as Month {
            step += 1;
        }
        wages[index] = STEPS[step].2;
        index += 1;
    }
    wages
}

/// The wage in force in a month, in CNY; none before 2011-04.
///
/// The last value stays in use after its step.
pub fn reference_wage(month: Month) -> Option<i64> {
    let index = usize::try_from(month - FIRST).ok()?;
    Some(BY_MONTH[index.min(LENGTH - 1)])
}
