//! A bar on standard error for work on many files, if somebody sees it and has long to wait.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal as _};
use std::time::{Duration, Instant};

/// Work that is over sooner shows no bar.
const WORTH_A_BAR: Duration = Duration::from_secs(2);

/// How far work on many files is.
#[derive(Debug)]
pub struct Progress {
    all: usize,
    done: usize,
    /// When the first file was done: it took the time of reading the dictionaries too.
    started: Option<Instant>,
    /// None if nobody would see it.
    bar: Option<ProgressBar>,
}

impl Progress {
    /// For that many files. On a terminal that shows the results there is no bar among them.
    pub fn new(all: usize) -> Progress {
        let is_seen = io::stderr().is_terminal() && !io::stdout().is_terminal();
        let bar = is_seen.then(|| {
            let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {eta} {msg}");
            let bar = ProgressBar::with_draw_target(Some(all as u64), ProgressDrawTarget::hidden());
            bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        });
        Progress {
            all,
            done: 0,
            started: None,
            bar,
        }
    }

    /// Another file is done.
    pub fn advance(&mut self) {
        self.done += 1;
        let passed = self.started.get_or_insert_with(Instant::now).elapsed();
        let left = time_left(passed, self.done - 1, self.all - 1);
        if let Some(bar) = &self.bar {
            if bar.is_hidden() && WORTH_A_BAR < left {
                bar.set_draw_target(ProgressDrawTarget::stderr());
            }
            bar.set_position(self.done as u64);
        }
    }

    /// Says something without drawing over the bar.
    pub fn say(&self, say: impl FnOnce()) {
        match &self.bar {
            Some(bar) => bar.suspend(say),
            None => say(),
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

/// How long the rest takes if it goes on like that.
fn time_left(passed: Duration, done: usize, all: usize) -> Duration {
    let left = u32::try_from(all.saturating_sub(done)).unwrap_or(u32::MAX);
    passed.saturating_mul(left) / u32::try_from(done).unwrap_or(u32::MAX).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_is_judged_by_what_is_done() {
        let second = Duration::from_secs(1);
        assert_eq!(time_left(second, 2, 6), second * 2);
        assert_eq!(time_left(second, 0, 6), second * 6);
        assert_eq!(time_left(second, 6, 6), Duration::ZERO);
    }
}
