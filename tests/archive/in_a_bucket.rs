//! The tests that are the same for every store, over a bucket.

use super::homes::bucket::{Home, archive_with, store};
use super::{ID, THREE, assert_flawless, expected, files_below, id, told, version, versions_of};

#[path = "bits.rs"]
mod bits;
#[path = "stories.rs"]
mod stories;
