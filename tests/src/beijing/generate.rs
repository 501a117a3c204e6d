//! Random applicants that favour the edges of the rules.

use super::calendar::{Date, days_in};
use super::{Applicant, Contribution, Degree, Home, Move, TaxYear};

/// A generator of numbers (splitmix64), the same for the same seed.
pub struct Source(pub u64);

impl Source {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from 0 to below `n`.
    pub fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    /// Yes, once in `n` times.
    pub fn once_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len() as u64) as usize]
    }

    fn texts(&mut self, from: &[&str]) -> Vec<String> {
        (0..self.below(3)).map(|_| self.pick(from).to_owned()).collect()
    }

    fn day(&mut self, from: i32, until: i32) -> Date {
        let year = from + self.below((until - from + 1) as u64) as i32;
        let month = if self.once_in(4) { 2 } else { 1 + self.below(12) as i32 };
        let last = days_in(year, month);
        let day = if self.once_in(3) { last } else { 1 + self.below(last as u64) as i32 };
        Date { year, month, day }
    }

    /// A day that is full years before another, or the day before or after; not after that other day.
    fn around(&mut self, day: Date, years: i32) -> Date {
        let exact = day.plus_years(-years);
        let near = match self.below(4) {
            0 => exact.next(true),
            1 => exact.next(false),
            _ => exact,
        };
        near.min(day)
    }

    /// A day up to `today`, often at a full number of years before it.
    fn past(&mut self, today: Date, years: u64) -> Date {
        if self.once_in(4) {
            return self.day(today.year - years as i32, today.year).min(today);
        }
        let years = self.below(years + 1) as i32;
        self.around(today, years)
    }

    fn maybe_past(&mut self, today: Date, years: u64) -> Option<Date> {
        (!self.once_in(3)).then(|| self.past(today, years))
    }

    fn moved(&mut self, today: Date) -> Option<Move> {
        if self.once_in(4) {
            return None;
        }
        let from = self.pick(&["110101", "110108", "110105", "110107", "110112", "999999"]).to_owned();
        let to = self.pick(&["110109", "110119", "110112", "110114", "110102", "310101"]).to_owned();
        let date =
            if self.once_in(5) { self.around(Date { year: 2017, month: 1, day: 1 }, 0) } else { self.past(today, 3) };
        Some(Move { from, to, date })
    }
}

/// An applicant; the same one for the same source.
pub fn applicant(s: &mut Source) -> Applicant {
    let edges = [(2017, 1, 1), (2019, 12, 31), (2018, 2, 28), (2018, 3, 1), (2019, 3, 1)];
    let (year, month, day) = s.pick(&edges);
    let today = if s.once_in(4) { Date { year, month, day } } else { s.day(2017, 2019) };
    let age = s.pick(&[30, 44, 45, 46, 49, 50, 51, 54, 55, 59, 60]);
    Applicant {
        application_date: today,
        birth_date: s.around(today, age),
        sex: s.pick(&["male", "female"]).to_owned(),
        management_post: s.once_in(2),
        permit_valid: !s.once_in(8),
        criminal_record: s.once_in(8),
        contributions: contributions(s, today),
        degree: degree(s, today),
        homes: homes(s, today),
        home_move: s.moved(today),
        job_move: s.moved(today),
        prizes: s.texts(&["national", "city", "city"]),
        high_tech_since: s.maybe_past(today, 5),
        startup_since: s.maybe_past(today, 5),
        incubator_since: s.maybe_past(today, 5),
        taxes: taxes(s, today.year),
        tax_offences: dates(s),
        honours: s.texts(&["model_worker", "moral_model", "bravery"]),
        detentions: dates(s),
    }
}

/// Around the first day that counts, and some after any application.
fn dates(s: &mut Source) -> Vec<Date> {
    let days = [(2016, 12, 31), (2017, 1, 1), (2017, 1, 2), (2018, 2, 28), (2020, 1, 1)];
    let count = s.below(3);
    let picked = (0..count).map(|_| s.pick(&days));
    picked.map(|(year, month, day)| Date { year, month, day }).collect()
}

fn contributions(s: &mut Source, today: Date) -> Vec<Contribution> {
    let mut month = today.of_month();
    let mut found = Vec::new();
    if !s.once_in(3) {
        month = month.before();
    }
    for length in [s.pick(&[83, 84, 85, 95, 96, 97, 120, 180, 181]), s.below(30), s.below(30)] {
        for _ in 0..length {
            found.push(Contribution { month });
            month = month.before();
        }
        month = month.before();
    }
    found
}

fn degree(s: &mut Source, today: Date) -> Option<Degree> {
    if s.once_in(5) {
        return None;
    }
    let until = s.past(today, 16);
    let years = 1 + s.below(6) as i32;
    let from = s.around(until, years);
    Some(Degree { level: s.pick(&["college", "bachelor", "master", "doctor"]).to_owned(), from, until })
}

/// Homes one behind the other, back from today or from some time before.
fn homes(s: &mut Source, today: Date) -> Vec<Home> {
    let mut found = Vec::new();
    let mut end = if s.once_in(3) { s.past(today, 4) } else { today };
    let count = s.below(4);
    for i in 0..count {
        let years = 1 + s.below(7) as i32;
        let from = s.around(end, years).min(end.next(false));
        let open = i == 0 && end == today && s.once_in(2);
        let registered = if s.once_in(2) { from } else { s.past(today, 12) };
        let kind = s.pick(&["own", "rented", "dormitory"]).to_owned();
        found.push(Home { kind, from, until: (!open).then_some(end), registered });
        end = if s.once_in(3) { from.next(false) } else { from };
    }
    found
}

fn taxes(s: &mut Source, year: i32) -> Vec<TaxYear> {
    let mut found = Vec::new();
    for back in 0..5 {
        let income_tax = s.pick(&[0_u64, 99_999, 100_000, 100_001, 300_000]).into();
        let company_share = s.pick(&[0_u64, 0, 199_999, 200_000, 200_001, 600_000]).into();
        if !s.once_in(8) {
            found.push(TaxYear { year: year - back, income_tax, company_share });
        }
    }
    found
}
