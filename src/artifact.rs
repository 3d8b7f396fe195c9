//! What a renderer makes: bytes with a name, not yet on a disk.

/// One finished file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// Path below the output folder, with `/` between folders; made of
    /// [safe](crate::model::reference::Reference) parts only.
    pub path: String,
    /// Media type (IANA), for example `application/pdf`.
    pub media_type: &'static str,
    /// The whole content.
    pub bytes: Vec<u8>,
}
