//! The tests that are the same for every store, over a folder; and some more.

use super::homes::disk::{Home, archive_with, store};
use super::{ID, THREE, assert_flawless, expected, files_below, id, told, version, versions_of};

#[path = "bits.rs"]
mod bits;
#[path = "disk.rs"]
mod disk;
#[path = "stories.rs"]
mod stories;
