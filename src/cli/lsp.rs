//! `pressdoc lsp`

use std::io::{self, Write as _, stdin, stdout};
use std::path::Path;
use std::thread::Builder;

use clap::Args;

use super::CLEAN;
use super::outside::Outside;
use crate::error::Error;
use crate::lsp::{Connection, frames, serve};
use crate::pipeline::Office;

/// What the protocol asks for when an editor leaves without `shutdown`.
const LEFT_EARLY: u8 = 1;

#[derive(Args)]
pub struct LspArguments {
    /// Accepted because editors add it; there is no other way to talk
    #[arg(long, hide = true)]
    stdio: bool,
}

pub fn run(_: &LspArguments, outside: &Outside) -> Result<u8, Error> {
    // A fault of the program costs one answer, not the server, and standard
    // error stays quiet.
    std::panic::set_hook(Box::new(|_| {}));
    let (server, Connection { sender, receiver }) = Connection::memory();
    let fail = |source| Error::Read { path: Path::new("standard input").to_path_buf(), source };
    let read = move || {
        let answer = |fault: &[u8]| drop(write(fault));
        frames::read_all(&mut stdin().lock(), |message| sender.send(message).is_ok(), answer);
    };
    // Not waited for: it may hang on standard input when the editor has left.
    let _ = Builder::new().spawn(read).map_err(fail)?;
    let writer = Builder::new().spawn(move || frames::write_all(receiver, write)).map_err(fail)?;
    let properly = serve(&server, &outside.here, |folder| Office::open(folder).map(|office| office.at(Outside::now())));
    drop(server);
    let _ = writer.join();
    Ok(if properly { CLEAN } else { LEFT_EARLY })
}

fn write(bytes: &[u8]) -> io::Result<()> {
    let mut out = stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}
