//! The program: arguments in, exit code out.

use std::process::ExitCode;

/// Typesetting makes and drops millions of small objects; this allocator takes
/// an eighth off the time of a notice (docs/benchmarks.md).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    ExitCode::from(pressdoc::cli::run(std::env::args_os()))
}
