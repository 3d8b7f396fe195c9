//! Fields: what Word works out, such as links in old files, page numbers, a
//! table of contents.

/// The fields that are open, outermost first.
#[derive(Debug, Default)]
pub struct Fields {
    open: Vec<Field>,
    /// Text that stood where instructions stand.
    skipped: String,
}

#[derive(Debug, Default)]
struct Field {
    instruction: String,
    /// Whether its result has begun.
    has_result: bool,
    meaning: Meaning,
}

/// What a field is, as far as a notice is concerned.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Meaning {
    /// Its result is text.
    #[default]
    Text,
    /// Its result leads somewhere.
    Link(String),
    /// A list of the headings.
    Contents,
    /// The mark of a footnote once more, by a bookmark.
    NoteMark(String),
    /// A day or a time that Word fills in anew.
    Clock,
}

impl Fields {
    /// A field begins.
    pub fn begin(&mut self) {
        self.open.push(Field::default());
    }

    /// A piece of the instruction.
    pub fn instruct(&mut self, text: &str) {
        if let Some(field) = self.open.last_mut().filter(|field| !field.has_result) {
            field.instruction.push_str(text);
        }
    }

    /// The result begins; gives back what it is.
    pub fn separate(&mut self) -> Meaning {
        let Some(field) = self.open.last_mut() else { return Meaning::Text };
        field.has_result = true;
        field.meaning = meaning(&field.instruction);
        field.meaning.clone()
    }

    /// A field ends.
    pub fn end(&mut self) {
        self.open.pop();
        if self.open.is_empty() {
            self.skipped.clear();
        }
    }

    /// Remembers text that belongs to an instruction, as long as the field ends.
    pub fn skip(&mut self, text: &str) {
        self.skipped.push_str(text);
        self.skipped.push(' ');
    }

    /// Whether what stands here is text: not an instruction, and not what is
    /// made anew anyway.
    pub fn is_text(&self) -> bool {
        self.open
            .iter()
            .all(|field| field.has_result && !matches!(field.meaning, Meaning::Contents | Meaning::NoteMark(_)))
    }

    /// Whether this is in a table of contents.
    pub fn is_contents(&self) -> bool {
        self.open.iter().any(|field| field.meaning == Meaning::Contents)
    }

    /// Where what stands here leads.
    pub fn target(&self) -> Option<&str> {
        self.open.iter().rev().find_map(|field| match &field.meaning {
            Meaning::Link(target) => Some(target.as_str()),
            _ => None,
        })
    }

    /// Ends the fields that a damaged file never ends; gives back the text that
    /// stood in them.
    pub fn close(&mut self) -> String {
        self.open.clear();
        std::mem::take(&mut self.skipped)
    }
}

/// What an instruction means.
pub fn meaning(instruction: &str) -> Meaning {
    let words = words(instruction);
    let name = words.first().map(|word| word.to_uppercase()).unwrap_or_default();
    match name.as_str() {
        "HYPERLINK" => {
            let mut target = String::new();
            let mut place = None;
            let mut rest = words.iter().skip(1);
            while let Some(word) = rest.next() {
                match word.to_lowercase().as_str() {
                    "\\l" => place = rest.next(),
                    // The window, and the text that floats above it.
                    "\\t" | "\\o" => drop(rest.next()),
                    switch if switch.starts_with('\\') && switch.len() <= 2 => {}
                    _ if target.is_empty() => target.clone_from(word),
                    _ => {}
                }
            }
            match (target.is_empty(), place) {
                // To a place of the document itself.
                (true, _) => Meaning::Text,
                (false, Some(place)) => Meaning::Link(format!("{target}#{place}")),
                (false, None) => Meaning::Link(target),
            }
        }
        "TOC" | "TOA" | "INDEX" => Meaning::Contents,
        "NOTEREF" => words.get(1).map_or(Meaning::Text, |bookmark| Meaning::NoteMark(bookmark.clone())),
        "DATE" | "TIME" | "SAVEDATE" | "PRINTDATE" | "CREATEDATE" => Meaning::Clock,
        _ => Meaning::Text,
    }
}

/// The words of an instruction; between quotation marks, spaces do not part.
fn words(instruction: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut quoted = false;
    let mut escaped = false;
    for character in instruction.chars() {
        match character {
            '"' | '“' | '”' | '„' if !escaped => {
                quoted = !quoted;
                if !quoted {
                    words.push(std::mem::take(&mut word));
                }
            }
            // Inside quotation marks a backslash stands for the next character.
            '\\' if quoted && !escaped => {
                escaped = true;
                continue;
            }
            character if character.is_whitespace() && !quoted => {
                if !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
            }
            character => word.push(character),
        }
        escaped = false;
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instructions_are_understood() {
        let link = |target: &str| Meaning::Link(target.to_owned());
        assert_eq!(meaning(r#" HYPERLINK "https://example.org/a b" "#), link("https://example.org/a b"));
        assert_eq!(meaning(r#"HYPERLINK https://example.org \o "tip" \t "_blank""#), link("https://example.org"));
        assert_eq!(meaning(r#"hyperlink "https://example.org" \l "part""#), link("https://example.org#part"));
        assert_eq!(meaning(r#" HYPERLINK \l "_Toc1" "#), Meaning::Text);
        assert_eq!(meaning(r#" TOC \o "1-3" \h "#), Meaning::Contents);
        assert_eq!(meaning(" NOTEREF _Ref1 \\h "), Meaning::NoteMark("_Ref1".to_owned()));
        assert_eq!(meaning(" PAGE "), Meaning::Text);
        assert_eq!(meaning(""), Meaning::Text);
    }

    #[test]
    fn what_is_instruction_is_no_text() {
        let mut fields = Fields::default();
        assert!(fields.is_text());
        fields.begin();
        fields.instruct(" HYPERLINK \"https://exa");
        fields.instruct("mple.org\" ");
        assert!(!fields.is_text());
        fields.separate();
        assert!(fields.is_text());
        assert_eq!(fields.target(), Some("https://example.org"));
        fields.end();
        assert_eq!(fields.target(), None);
        // More ends than beginnings.
        fields.end();
        assert!(fields.is_text());
        // A beginning without an end.
        fields.begin();
        fields.skip("words");
        assert_eq!(fields.close(), "words ");
        assert!(fields.is_text());
    }
}
