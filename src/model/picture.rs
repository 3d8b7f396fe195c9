//! A picture that stands beside a notice.

use std::sync::Arc;

/// A picture in a format that every form can show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// `png`, `jpg`, `gif` or `webp`.
    pub format: &'static str,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// The file.
    pub bytes: Arc<[u8]>,
}

impl Picture {
    /// Recognises a picture by its content, whatever its name says. `None` when
    /// it is of no format that every form can show.
    pub fn new(bytes: Vec<u8>) -> Option<Self> {
        let format = match imagesize::image_type(&bytes).ok()? {
            imagesize::ImageType::Png => "png",
            imagesize::ImageType::Jpeg => "jpg",
            imagesize::ImageType::Gif => "gif",
            imagesize::ImageType::Webp => "webp",
            _ => return None,
        };
        let size = imagesize::blob_size(&bytes).ok()?;
        let (width, height) = (u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?);
        (width > 0 && height > 0).then(|| Self { format, width, height, bytes: bytes.into() })
    }

    /// The media type (IANA).
    pub fn media_type(&self) -> &'static str {
        match self.format {
            "png" => "image/png",
            "jpg" => "image/jpeg",
            "gif" => "image/gif",
            _ => "image/webp",
        }
    }
}
