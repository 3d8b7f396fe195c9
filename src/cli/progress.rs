//! The bar on a terminal while much is worked on.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::outside::Outside;

/// A bar on standard error for `count` pieces of work, if somebody watches and
/// there are as `many` as make it worth while; else one that is never seen.
/// `what` is what is counted: `notices`.
pub fn progress(count: usize, what: &str, many: usize, outside: &Outside) -> ProgressBar {
    if count < many || !outside.watched {
        return ProgressBar::hidden();
    }
    let style =
        ProgressStyle::with_template(&format!("{{bar:30}} {{pos}} of {{len}} {what}, {{per_sec}}, {{eta}} to go"))
            .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::with_draw_target(Some(count as u64), ProgressDrawTarget::stderr()).with_style(style)
}
