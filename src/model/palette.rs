//! The colours of a house style: which there must be, which must be readable on
//! which, and how all of them are made from one.

use std::collections::BTreeMap;

use super::colour::Colour;

/// What text needs (WCAG 2.2, 1.4.3). Lines and bars that mean something are
/// drawn in colours of text, so that they have more than the 3 : 1 of 1.4.11;
/// hairlines in `line` only decorate.
pub const TEXT: f64 = 4.5;

/// The colour that a dark accent aims at: text in it is small at times.
const DARK_ACCENT: f64 = 7.0;

/// The roles of one surrounding, light or dark.
struct Scheme {
    text: &'static [&'static str],
    grounds: [&'static str; 2],
    line: &'static str,
}

const LIGHT: Scheme =
    Scheme { text: &["accent", "accent_dark", "ink", "muted"], grounds: ["paper", "tint"], line: "line" };

const DARK: Scheme = Scheme {
    text: &["dark_accent", "dark_ink", "dark_muted"],
    grounds: ["dark_paper", "dark_tint"],
    line: "dark_line",
};

/// What is wrong with a colour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColourFault {
    /// The role, as in `[colours]`.
    pub role: String,
    /// One sentence of fault.
    pub message: String,
    /// The way out.
    pub help: String,
    /// The nearest colour that is none.
    pub better: Option<Colour>,
}

/// The first fault of the colours of a house style.
pub fn fault(colours: &BTreeMap<String, String>) -> Option<ColourFault> {
    for scheme in [&LIGHT, &DARK] {
        for role in scheme.text.iter().chain(&scheme.grounds).chain([&scheme.line]) {
            if let Err(fault) = colour(colours, role) {
                return Some(fault);
            }
        }
        let mut grounds: Vec<(&str, Colour)> = Vec::new();
        for role in scheme.grounds {
            grounds.extend(colour(colours, role).ok().map(|colour| (role, colour)));
        }
        if scheme.line == LIGHT.line {
            grounds.push(("the white page of the PDF", Colour::WHITE));
        }
        for role in scheme.text {
            let found = colour(colours, role).ok().and_then(|colour| unreadable(role, colour, &grounds));
            if found.is_some() {
                return found;
            }
        }
    }
    None
}

/// The colour of a role.
fn colour(colours: &BTreeMap<String, String>, role: &str) -> Result<Colour, ColourFault> {
    let fault = |message: String| ColourFault {
        role: role.to_owned(),
        message,
        help: format!(
            "write `{role} = \"#rrggbb\"` below `[colours]`, two hexadecimal digits each for red, green and blue"
        ),
        better: None,
    };
    let written = colours.get(role).ok_or_else(|| fault(format!("there is no colour `{role}`")))?;
    Colour::read(written).ok_or_else(|| fault(format!("the colour `{role}` is `{written}`, which is no colour")))
}

/// The fault of text in `colour` on one of `grounds`.
fn unreadable(role: &str, colour: Colour, grounds: &[(&str, Colour)]) -> Option<ColourFault> {
    let (ground_role, ground) = grounds.iter().copied().find(|(_, ground)| colour.contrast(*ground) < TEXT)?;
    let all: Vec<Colour> = grounds.iter().map(|(_, ground)| *ground).collect();
    let better = colour.nearest_on(&all, TEXT);
    // Cut, not rounded: 4.499 is not 4.50.
    let ratio = (colour.contrast(ground) * 100.0).floor() / 100.0;
    let where_to =
        if ground_role.contains(' ') { ground_role.to_owned() } else { format!("`{ground_role}` ({ground})") };
    Some(ColourFault {
        role: role.to_owned(),
        message: format!(
            "text in `{role}` ({colour}) on {where_to} has a contrast of {ratio:.2} : 1, and needs {TEXT} : 1"
        ),
        help: match better {
            Some(better) => format!("write `{role} = \"{better}\"`, the nearest colour that can be read there"),
            None => format!("no colour can be read on all of {}: bring them closer together", listed(grounds)),
        },
        better,
    })
}

fn listed(grounds: &[(&str, Colour)]) -> String {
    grounds.iter().map(|(role, ground)| format!("{role} ({ground})")).collect::<Vec<_>>().join(", ")
}

/// All colours of a house style from its accent: neutral tones with a breath of
/// it, on white and on near-black. Without a fault wherever `accent` has none.
pub fn derived(accent: Colour) -> BTreeMap<String, String> {
    let tone = |neutral: u8, part: f64| Colour::BLACK.mix(Colour::WHITE, f64::from(neutral) / 255.0).mix(accent, part);
    let (paper, tint) = (Colour::WHITE, tone(255, 0.045));
    let (dark_paper, dark_tint) = (tone(20, 0.05), tone(30, 0.07));
    let on_paper = |colour: Colour| colour.nearest_on(&[paper, tint], TEXT).unwrap_or(Colour::BLACK);
    let in_the_dark =
        |colour: Colour, ratio: f64| colour.nearest_on(&[dark_paper, dark_tint], ratio).unwrap_or(Colour::WHITE);
    [
        ("accent", accent),
        ("accent_dark", on_paper(accent.mix(Colour::BLACK, 0.35))),
        ("ink", on_paper(tone(28, 0.08))),
        ("muted", on_paper(tone(92, 0.12))),
        ("paper", paper),
        ("line", tone(214, 0.12)),
        ("tint", tint),
        ("dark_accent", in_the_dark(accent, DARK_ACCENT)),
        ("dark_ink", in_the_dark(tone(236, 0.04), TEXT)),
        ("dark_muted", in_the_dark(tone(182, 0.1), TEXT)),
        ("dark_paper", dark_paper),
        ("dark_line", tone(66, 0.1)),
        ("dark_tint", dark_tint),
    ]
    .into_iter()
    .map(|(role, colour)| (role.to_owned(), colour.to_string()))
    .collect()
}

/// The accent nearest to `accent`, towards black, from which colours without a
/// fault are made.
pub fn nearest_accent(accent: Colour) -> Colour {
    (0..=255_u8)
        .map(|step| accent.mix(Colour::BLACK, f64::from(step) / 255.0))
        .find(|accent| fault(&derived(*accent)).is_none())
        .unwrap_or(Colour::BLACK)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(role: &str, value: &str) -> Option<ColourFault> {
        let mut colours = derived(Colour::read("#1f4e79").unwrap_or(Colour::BLACK));
        colours.insert(role.to_owned(), value.to_owned());
        fault(&colours)
    }

    #[test]
    fn colours_made_from_any_accent_that_can_be_read_have_no_fault() {
        for red in (0..=255).step_by(51) {
            for green in (0..=255).step_by(51) {
                for blue in (0..=255).step_by(51) {
                    let text = format!("#{red:02x}{green:02x}{blue:02x}");
                    let Some(accent) = Colour::read(&text) else { continue };
                    let found = fault(&derived(accent)).map(|fault| fault.role);
                    assert!(matches!(found.as_deref(), None | Some("accent")), "{text}: {found:?}");
                    let nearest = nearest_accent(accent);
                    assert_eq!(fault(&derived(nearest)), None, "{text}");
                    assert_eq!(found.is_none(), nearest == accent, "{text}");
                }
            }
        }
    }

    #[test]
    fn a_fault_names_role_both_colours_ratio_and_the_way_out() {
        let found = with("muted", "#999999").unwrap_or_else(|| unreachable!("a fault"));
        assert_eq!(
            found.message,
            "text in `muted` (#999999) on `paper` (#ffffff) has a contrast of 2.84 : 1, and needs 4.5 : 1"
        );
        assert!(found.help.starts_with("write `muted = \"#7"), "{}", found.help);
        assert!(with("dark_ink", "#555555").is_some_and(|fault| fault.role == "dark_ink"));
        assert!(with("ink", "black").is_some_and(|fault| fault.message.contains("which is no colour")));
        // White ink can be read on a dark paper, but the PDF has a white page.
        assert!(with("paper", "#000000").is_some());
    }
}
