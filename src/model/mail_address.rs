//! Which mail addresses can exist: the only user of `email_address`.

use email_address::{EmailAddress, Error, Options};

/// What is wrong with `address`, as the end of a sentence; `None` when mail can
/// be sent there. Stricter than the standard: addresses of press offices are
/// plain, and what is legal but odd is a slip.
pub fn fault(address: &str) -> Option<&'static str> {
    if let Some(foreign) = address.chars().find(|c| !c.is_ascii()) {
        return Some(if foreign.is_alphabetic() {
            "has a letter that mail addresses do not have"
        } else {
            "has a sign that mail addresses do not have"
        });
    }
    let options = Options { minimum_sub_domains: 2, allow_domain_literal: false, allow_display_text: false };
    let fault = match EmailAddress::parse_with_options(address, options) {
        Ok(_) => return odd(address),
        Err(fault) => fault,
    };
    Some(match fault {
        Error::MissingSeparator => "has no `@`",
        Error::LocalPartEmpty => "has nothing before the `@`",
        Error::DomainEmpty => "has nothing behind the `@`",
        Error::DomainTooFew => "has no ending such as `.eu`",
        Error::SubDomainEmpty | Error::DomainInvalidSeparator => "has a full stop too many",
        Error::LocalPartTooLong | Error::DomainTooLong | Error::SubDomainTooLong => "is too long",
        _ if address.matches('@').count() > 1 => "has more than one `@`",
        _ if address.contains("..") || address.contains(".@") || address.starts_with('.') => "has a full stop too many",
        _ if address.contains(char::is_whitespace) => "has a space in it",
        _ => "has a sign in the wrong place",
    })
}

/// What the standard allows and no office has.
fn odd(address: &str) -> Option<&'static str> {
    let (local, domain) = address.rsplit_once('@')?;
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+' | '\'' | '&' | '=' | '/');
    let ending = domain.rsplit('.').next().unwrap_or("");
    if !local.chars().all(is_plain) {
        Some("has a sign that mail addresses hardly ever have")
    } else if !domain.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-')) {
        Some("has a sign behind the `@` that no address on the internet has")
    } else if ending.len() < 2 || ending.bytes().any(|byte| byte.is_ascii_digit()) && !ending.starts_with("xn--") {
        Some("has no ending such as `.eu`")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn addresses_of_offices_are_good() {
        for good in [
            "press@example.org",
            "Katarzyna.Kolanko@ec.europa.eu",
            "jens-peder.holm+press@a.b.example.museum",
            "o'hara@example.ie",
            "24h@example.org",
            "info@xn--bcher-kva.example",
        ] {
            assert_eq!(fault(good), None, "{good}");
        }
    }

    #[test]
    fn slips_are_told_apart() {
        for (bad, said) in [
            ("anna.berg", "has no `@`"),
            ("@example.org", "has nothing before the `@`"),
            ("anna.berg@", "has nothing behind the `@`"),
            ("anna.berg@example", "has no ending such as `.eu`"),
            ("anna.berg@example.o", "has no ending such as `.eu`"),
            ("anna.berg@@example.org", "has more than one `@`"),
            ("anna..berg@example.org", "has a full stop too many"),
            ("anna.berg@example..org", "has a full stop too many"),
            ("anna.berg.@example.org", "has a full stop too many"),
            ("anna berg@example.org", "has a space in it"),
            ("ännä.berg@example.org", "has a letter that mail addresses do not have"),
            ("anna.berg@example_press.org", "has a sign behind the `@` that no address on the internet has"),
            ("anna–berg@example.org", "has a sign that mail addresses do not have"),
            ("\"anna berg\"@example.org", "has a sign that mail addresses hardly ever have"),
        ] {
            assert_eq!(fault(bad), Some(said), "{bad}");
        }
    }
}
