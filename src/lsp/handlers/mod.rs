//! What the server does for an editor, a kind of request a file.

pub mod code_action;
pub mod completion;
pub mod definition;
pub mod diagnostics;
pub mod document_symbol;
pub mod hover;
pub mod initialize;
pub mod resolve;
pub mod synchronization;
