//! The program: arguments in, exit code out.

use std::process::ExitCode;

/// Typesetting makes and drops millions of small objects; this allocator takes
/// 6 % off the time of a PDF and 13 % off that of a check (docs/benchmarks.md).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    ExitCode::from(pressdoc::cli::run(std::env::args_os()))
}
