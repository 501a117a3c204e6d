//! How far a run over a large file has come.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Bytes of a file from which on it is shown.
const LARGE: u64 = 1 << 20;

/// A bar on standard error; none where nobody looks at it or the file is small.
pub struct Progress {
    bar: Option<ProgressBar>,
    read: u64,
    applicants: u64,
    zh: bool,
}

impl Progress {
    /// For a file of so many bytes; `shown`: standard error is a terminal and standard output is none.
    pub fn new(bytes: u64, shown: bool, zh: bool) -> Progress {
        let bar = (shown && bytes >= LARGE).then(|| {
            let bar = ProgressBar::with_draw_target(Some(bytes), ProgressDrawTarget::stderr());
            let style = ProgressStyle::with_template("{bar:30} {percent:>3}%  {msg}  {eta}");
            style.map_or_else(|_| bar.clone(), |style| bar.clone().with_style(style))
        });
        Progress { bar, read: 0, applicants: 0, zh }
    }

    /// One applicant more, whose facts took so many bytes.
    pub fn next(&mut self, bytes: usize) {
        self.read += bytes as u64;
        self.applicants += 1;
        let Some(bar) = &self.bar else { return };
        let unit = if self.zh { "名申请人" } else { "applicants" };
        bar.set_message(format!("{} {unit}", self.applicants));
        bar.set_position(self.read);
    }

    /// Writes something else on standard error, the bar out of the way.
    pub fn aside<R>(&self, write: impl FnOnce() -> R) -> R {
        match &self.bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }
}

/// A bar of steps, which threads take; none where nobody looks at it.
pub struct Steps(Option<ProgressBar>);

impl Steps {
    /// For so many steps; `shown`: standard error is a terminal and standard output is none.
    pub fn new(steps: u64, shown: bool) -> Steps {
        Steps(shown.then(|| {
            let bar = ProgressBar::with_draw_target(Some(steps), ProgressDrawTarget::stderr());
            let style = ProgressStyle::with_template("{bar:30} {pos}/{len}  {eta}");
            style.map_or_else(|_| bar.clone(), |style| bar.clone().with_style(style))
        }))
    }

    /// One more.
    pub fn step(&self) {
        if let Some(bar) = &self.0 {
            bar.inc(1);
        }
    }
}

impl Drop for Steps {
    fn drop(&mut self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
