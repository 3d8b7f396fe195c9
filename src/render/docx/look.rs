//! What the house style decides about a Word file: paper, colours, fonts, mark.

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::catalog::{Catalog, House};
use crate::error::Error;
use crate::model::house_style::{HouseStyle, Letterhead};

/// Twentieths of a point in a millimetre: how Word measures.
const MILLIMETRE: f64 = 1440.0 / 25.4;

/// English Metric Units in a twentieth of a point: how pictures are measured.
pub const EMU: u64 = 635;

/// The house style, ready for many notices.
pub struct Look {
    /// The house style.
    pub style: HouseStyle,
    /// Paper, in twentieths of a point.
    pub width: u32,
    /// The same.
    pub height: u32,
    /// The mark of the house, SVG.
    pub logo: Vec<u8>,
    /// Its width by its height.
    pub logo_shape: f64,
}

impl Look {
    /// Reads what a house style says.
    ///
    /// # Errors
    /// When its mark cannot be found.
    pub fn new(catalog: &Catalog, house: &House) -> Result<Self, Error> {
        let style = house.style.clone();
        let logo = catalog.dress(&style.code, "logo.svg")?.to_vec();
        let (width, height) = if style.page == "us-letter" { (12240, 15840) } else { (11906, 16838) };
        Ok(Self { logo_shape: shape(&logo).unwrap_or(1.0), style, width, height, logo })
    }

    /// A colour as Word writes it: six hexadecimal digits.
    pub fn colour(&self, role: &str) -> String {
        let colour = self.style.colours.get(role).map_or("", |colour| colour.trim_start_matches('#'));
        let is_colour = colour.len() == 6 && colour.bytes().all(|byte| byte.is_ascii_hexdigit());
        if is_colour { colour.to_ascii_uppercase() } else { "000000".to_owned() }
    }

    /// Margins: at the beginning of the line, at its end, above, below.
    pub fn margins(&self) -> [u32; 4] {
        match self.style.letterhead {
            Letterhead::Margin => [43.0, 27.0, 30.0, 27.0],
            Letterhead::Centre => [36.0, 33.0, 28.0, 27.0],
        }
        .map(twips)
    }

    /// Whether the mark stands in the middle.
    pub fn is_centred(&self) -> bool {
        self.style.letterhead == Letterhead::Centre
    }

    /// From the edge of the paper to the header.
    pub fn header(&self) -> u32 {
        twips(if self.is_centred() { 9.0 } else { 14.0 })
    }

    /// The width of the text.
    pub fn column(&self) -> u32 {
        let [start, end, ..] = self.margins();
        self.width - start - end
    }
}

/// Millimetres in twentieths of a point.
pub fn twips(millimetres: f64) -> u32 {
    (millimetres * MILLIMETRE).round() as u32
}

/// Width by height of a drawing, from its `viewBox`.
fn shape(svg: &[u8]) -> Option<f64> {
    let text = std::str::from_utf8(svg).ok()?;
    let mut reader = Reader::from_str(text);
    loop {
        let element = match reader.read_event().ok()? {
            Event::Start(element) | Event::Empty(element) => element,
            Event::Eof => return None,
            _ => continue,
        };
        let attribute = element.try_get_attribute("viewBox").ok()??;
        let numbers: Vec<f64> = attribute
            .value
            .split([' ', ','])
            .filter(|number| !number.is_empty())
            .filter_map(|number| number.parse().ok())
            .collect();
        let [_, _, width, height] = numbers.as_slice() else { return None };
        let shape = width / height;
        return (shape.is_finite() && shape > 0.05 && shape < 20.0).then_some(shape);
    }
}
