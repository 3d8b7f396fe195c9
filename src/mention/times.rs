//! Times of day in running text.

use jiff::civil::Time;

use crate::model::language::Language;

/// Every time of day in `text`, in order, with its place in `text`.
pub fn times(text: &str, language: &Language) -> Vec<(Time, usize, usize)> {
    let bytes = text.as_bytes();
    let digits = |at: usize| bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let count = digits(at);
        if count == 0 {
            at += 1;
            continue;
        }
        let hour_end = at + count;
        let after = &text[hour_end..];
        let separator = language.times.separators.iter().find(|separator| {
            let rest = after.get(separator.len()..);
            after.to_lowercase().starts_with(separator.as_str())
                && rest.is_some_and(|rest| rest.bytes().take_while(u8::is_ascii_digit).count() == 2)
        });
        if let (true, Some(separator)) = (count <= 2, separator) {
            let minute_start = hour_end + separator.len();
            let end = minute_start + 2;
            let hour = text[at..hour_end].parse::<i8>().ok();
            let minute = text[minute_start..end].parse::<i8>().ok();
            let followed_by_number = bytes.get(end).is_some_and(|byte| matches!(byte, b'.' | b':'))
                && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
            if let (Some(hour), Some(minute), false) = (hour, minute, followed_by_number)
                && let Ok(time) = Time::new(hour, minute, 0, 0)
            {
                found.push((time, at, end));
                at = end;
                continue;
            }
        }
        at = hour_end;
    }
    found
}
