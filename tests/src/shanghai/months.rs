//! What the rules want to know of the contributions, counted in one pass.

use super::applicant::{Applicant, Contribution};
use super::calendar::{Month, month_of};
use super::wage::reference_wage;

/// Counts of contribution months before the application month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Months {
    /// Not made up (the gate of article 2).
    pub insured: i64,
    /// Not made up, and paid by the contract's employer (article 6(4)).
    pub insured_by_employer: i64,
    /// Of the last 12, not made up, base at least the wage (article 6(3)).
    pub last_year_at_wage: i64,
    /// Of the tiers' window, valid, base at least 0.8 × the wage (article 7(5)1).
    pub at_80_percent: i64,
    /// Of the tiers' window, valid, base at least the wage (article 7(5)2).
    pub at_wage: i64,
    /// Of the tiers' window, valid, base at least 2 × the wage (article 7(5)3).
    pub at_twice: i64,
    /// Of the last 36, valid, base at least 3 × the wage (article 7(5)4).
    pub at_three_times: i64,
}

impl Months {
    /// Counts an applicant's contributions; tiers look back over a window of so many months.
    pub fn count(applicant: &Applicant, window: Month) -> Months {
        let now = month_of(applicant.application_date);
        let mut months = Months::default();
        for record in &applicant.contributions {
            months.add(record, now, window);
        }
        months
    }

    /// Adds one month. Windows end with the month before the application
    /// month (reading 4), and each month has its own wage (reading 3).
    fn add(&mut self, record: &Contribution, now: Month, window: Month) {
        let ago = now - record.month;
        if ago < 1 || record.make_up {
            return;
        }
        self.insured += 1;
        self.insured_by_employer += i64::from(record.payer_matches);
        if window < ago {
            return;
        }
        let Some(wage) = reference_wage(record.month) else {
            return;
        };
        // CNY × 100 is both 'in fen' and '100 percent'
        let at_least = |percent: i64| i64::from(wage * percent <= record.base);
        if ago <= 12 {
            self.last_year_at_wage += at_least(100);
        }
        if record.payer_matches && record.tax_matches {
            self.at_80_percent += at_least(80);
            self.at_wage += at_least(100);
            self.at_twice += at_least(200);
            if ago <= 36 {
                self.at_three_times += at_least(300);
            }
        }
    }
}
