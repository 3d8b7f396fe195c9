//! The bar on a terminal while many notices are worked on.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::outside::Outside;

/// A bar on standard error for `notices`, if somebody watches and there are as
/// `many` as make it worth while; else one that is never seen.
pub fn progress(notices: usize, many: usize, outside: &Outside) -> ProgressBar {
    if notices < many || !outside.watched {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30} {pos} of {len} notices, {per_sec}, {eta} to go")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::with_draw_target(Some(notices as u64), ProgressDrawTarget::stderr()).with_style(style)
}
