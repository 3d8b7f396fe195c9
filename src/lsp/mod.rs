//! The server that editors talk to: the findings of `check` while a notice is
//! typed, their fixes, the pages of the rules, completion, outline, and the way
//! from a reference to its release.
//!
//! Everything comes from the pipeline; nothing here judges a text. A message
//! that makes no sense gets an answer that says so, and the server goes on.
//!
//! ```text
//! bytes ──frames──▶ messages ──server──▶ handlers ──▶ messages
//!                                 │          │
//!                              Session   Office::examine_text
//! ```

mod client;
mod documents;
pub mod frames;
mod handlers;
mod lines;
mod offices;
mod protocol;
mod server;
mod session;

pub use protocol::Connection;
pub use server::serve;
