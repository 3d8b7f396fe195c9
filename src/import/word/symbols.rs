//! Characters of symbol fonts, which are letters with another face, as the
//! characters that they look like.

/// The character that `code` shows in `font`; `None` where nobody can say.
pub fn character(font: &str, code: u32) -> Option<char> {
    // Word moves them into the private area.
    let code = if (0xF000..=0xF0FF).contains(&code) { code - 0xF000 } else { code };
    let font = font.to_lowercase();
    if font == "symbol" {
        return symbol(code);
    }
    if font.starts_with("wingdings") && !font.ends_with(['2', '3']) {
        return wingding(code);
    }
    char::from_u32(code).filter(|character| !font.contains("dings") && !character.is_control())
}

/// Whether a font draws something else than the letters that it is given.
pub fn is_symbol_font(font: &str) -> bool {
    let font = font.to_lowercase();
    font == "symbol"
        || font.starts_with("wingdings")
        || font.starts_with("webdings")
        || font.starts_with("zapf dingbats")
}

/// Adobe's encoding of Symbol.
fn symbol(code: u32) -> Option<char> {
    let letters = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
    let small = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";
    match code {
        0x41..=0x5A => letters.chars().nth((code - 0x41) as usize),
        0x61..=0x7A => small.chars().nth((code - 0x61) as usize),
        0x20
        | 0x21
        | 0x23
        | 0x25
        | 0x26
        | 0x28
        | 0x29
        | 0x2B
        | 0x2C
        | 0x2E..=0x3F
        | 0x5B
        | 0x5D
        | 0x5F
        | 0x7B..=0x7D => char::from_u32(code),
        0x22 => Some('∀'),
        0x24 => Some('∃'),
        0x2A => Some('∗'),
        0x2D => Some('−'),
        0xA0 => Some('€'),
        0xA3 => Some('≤'),
        0xA5 => Some('∞'),
        0xAB => Some('↔'),
        0xAC => Some('←'),
        0xAD => Some('↑'),
        0xAE => Some('→'),
        0xAF => Some('↓'),
        0xB0 => Some('°'),
        0xB1 => Some('±'),
        0xB2 => Some('″'),
        0xB3 => Some('≥'),
        0xB4 => Some('×'),
        0xB7 => Some('•'),
        0xB8 => Some('÷'),
        0xB9 => Some('≠'),
        0xBB => Some('≈'),
        0xBC => Some('…'),
        0xD2 | 0xE2 => Some('®'),
        0xD3 | 0xE3 => Some('©'),
        0xD4 | 0xE4 => Some('™'),
        _ => None,
    }
}

/// The pictures of Wingdings that stand in texts.
fn wingding(code: u32) -> Option<char> {
    Some(match code {
        0x20 => ' ',
        0x28 => '☎',
        0x29 => '✆',
        0x2A | 0x2B => '✉',
        0x4A => '☺',
        0x6C | 0x9F => '•',
        0x6E | 0xA7 => '▪',
        0x6F | 0xA8 => '◻',
        0x71 => '❑',
        0x76 => '❖',
        0x77 => '◆',
        0xD8 => '➢',
        0xDF | 0xE7 | 0xEF => '←',
        0xE0 | 0xE8 | 0xF0 => '→',
        0xFB => '✗',
        0xFC => '✓',
        0xFD => '☒',
        0xFE => '☑',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::character;

    #[test]
    fn symbols_are_characters() {
        assert_eq!(character("Symbol", 0xF0B7), Some('•'));
        assert_eq!(character("Symbol", 0x61), Some('α'));
        assert_eq!(character("Symbol", 0x7A), Some('ζ'));
        assert_eq!(character("Symbol", 0x5A), Some('Ζ'));
        assert_eq!(character("Wingdings", 0xF0FC), Some('✓'));
        assert_eq!(character("Wingdings 2", 0xF050), None);
        assert_eq!(character("Arial", 0x41), Some('A'));
    }
}
