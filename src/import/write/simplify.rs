//! Running text with no more marks than it needs.

use std::collections::BTreeSet;

use super::escape::visible;
use crate::model::sheet::{SheetInline, inline_text};

/// The same words with as few marks as say them: pieces of one kind side by
/// side are one, nothing is bold twice, no space stands at the ends of bold or
/// italics, no link in a link, nothing is empty.
pub fn simplified(inlines: &[SheetInline]) -> Vec<SheetInline> {
    let mut out = Vec::with_capacity(inlines.len());
    simplify(inlines, Inside::default(), &mut out);
    out
}

/// What a piece already stands in.
#[derive(Clone, Copy, Default)]
struct Inside {
    strong: bool,
    emphasis: bool,
    link: bool,
    depth: u8,
}

/// Marks inside one another that are kept; deeper words are plain.
const DEEPEST: u8 = 6;

fn simplify(inlines: &[SheetInline], inside: Inside, out: &mut Vec<SheetInline>) {
    let deeper = Inside { depth: inside.depth + 1, ..inside };
    for inline in inlines {
        if inside.depth >= DEEPEST {
            let mut text = String::new();
            inline_text(std::slice::from_ref(inline), &mut text);
            push_text(out, &text);
            continue;
        }
        match inline {
            SheetInline::Text { text } => push_text(out, text),
            SheetInline::Strong { children } if inside.strong => simplify(children, inside, out),
            SheetInline::Emphasis { children } if inside.emphasis => simplify(children, inside, out),
            SheetInline::Link { children, .. } if inside.link => simplify(children, inside, out),
            SheetInline::Strong { children } => {
                let mut inner = Vec::new();
                simplify(children, Inside { strong: true, ..deeper }, &mut inner);
                push_marked(out, inner, |children| SheetInline::Strong { children });
            }
            SheetInline::Emphasis { children } => {
                let mut inner = Vec::new();
                simplify(children, Inside { emphasis: true, ..deeper }, &mut inner);
                push_marked(out, inner, |children| SheetInline::Emphasis { children });
            }
            SheetInline::Link { uri, children } => {
                let mut inner = Vec::new();
                simplify(children, Inside { link: true, ..deeper }, &mut inner);
                out.push(SheetInline::Link { uri: uri.clone(), children: trimmed(inner) });
            }
            SheetInline::Code { text } if text.trim().is_empty() => push_text(out, text),
            SheetInline::Code { text } => push_code(out, text),
            other => out.push(other.clone()),
        }
    }
}

fn push_text(out: &mut Vec<SheetInline>, text: &str) {
    match out.last_mut() {
        Some(SheetInline::Text { text: before }) => before.push_str(text),
        _ if text.is_empty() => {}
        _ => out.push(SheetInline::Text { text: text.to_owned() }),
    }
}

/// Code next to code is one piece: its marks would run together.
fn push_code(out: &mut Vec<SheetInline>, text: &str) {
    match out.last_mut() {
        Some(SheetInline::Code { text: before }) => before.push_str(text),
        _ => out.push(SheetInline::Code { text: text.to_owned() }),
    }
}

/// Adds bold or italics; what stands at its ends and is only space, outside.
fn push_marked(out: &mut Vec<SheetInline>, inner: Vec<SheetInline>, mark: impl Fn(Vec<SheetInline>) -> SheetInline) {
    let (before, inner, behind) = without_edges(inner);
    before.into_iter().for_each(|edge| push_edge(out, edge));
    if !inner.is_empty() {
        let marked = mark(inner);
        match (out.last_mut(), marked) {
            (Some(SheetInline::Strong { children }), SheetInline::Strong { children: more })
            | (Some(SheetInline::Emphasis { children }), SheetInline::Emphasis { children: more }) => {
                append(children, more);
            }
            (_, marked) => out.push(marked),
        }
    }
    behind.into_iter().for_each(|edge| push_edge(out, edge));
}

fn append(children: &mut Vec<SheetInline>, more: Vec<SheetInline>) {
    for inline in more {
        push_edge(children, inline);
    }
}

fn push_edge(out: &mut Vec<SheetInline>, edge: SheetInline) {
    match edge {
        SheetInline::Text { text } => push_text(out, &text),
        SheetInline::Code { text } => push_code(out, &text),
        other => out.push(other),
    }
}

/// Leading and trailing white space and breaks, apart.
fn without_edges(mut inner: Vec<SheetInline>) -> (Vec<SheetInline>, Vec<SheetInline>, Vec<SheetInline>) {
    let (mut before, mut behind) = (Vec::new(), Vec::new());
    while let Some(first) = inner.first_mut() {
        match first {
            SheetInline::Break => before.push(inner.remove(0)),
            SheetInline::Text { text } => {
                let kept = text.trim_start();
                let space = text[..text.len() - kept.len()].to_owned();
                if space.is_empty() {
                    break;
                }
                *text = kept.to_owned();
                before.push(SheetInline::Text { text: space });
                if kept_nothing(first) {
                    inner.remove(0);
                }
            }
            _ => break,
        }
    }
    while let Some(last) = inner.last_mut() {
        match last {
            SheetInline::Break => behind.extend(inner.pop()),
            SheetInline::Text { text } => {
                let kept = text.trim_end().len();
                let space = text[kept..].to_owned();
                if space.is_empty() {
                    break;
                }
                text.truncate(kept);
                behind.push(SheetInline::Text { text: space });
                if kept_nothing(last) {
                    inner.pop();
                }
            }
            _ => break,
        }
    }
    behind.reverse();
    (before, inner, behind)
}

fn kept_nothing(inline: &SheetInline) -> bool {
    matches!(inline, SheetInline::Text { text } if text.is_empty())
}

/// Without breaks and common spaces at the ends, and without breaks that stand
/// for nothing.
pub fn trimmed(mut inlines: Vec<SheetInline>) -> Vec<SheetInline> {
    let is_nothing = |inline: &SheetInline| match inline {
        SheetInline::Break => true,
        SheetInline::Text { text } => visible(text).trim_matches(' ').is_empty(),
        _ => false,
    };
    while inlines.last().is_some_and(is_nothing) {
        inlines.pop();
    }
    let leading = inlines.iter().take_while(|inline| is_nothing(inline)).count();
    inlines.drain(..leading);
    inlines
}

/// The same with the children of these pieces in their places.
pub fn without_marks(inlines: Vec<SheetInline>, at: &BTreeSet<usize>) -> Vec<SheetInline> {
    let mut out = Vec::with_capacity(inlines.len() + at.len());
    for (place, inline) in inlines.into_iter().enumerate() {
        match inline {
            SheetInline::Strong { children } | SheetInline::Emphasis { children } if at.contains(&place) => {
                append(&mut out, children);
            }
            other => push_edge(&mut out, other),
        }
    }
    out
}
