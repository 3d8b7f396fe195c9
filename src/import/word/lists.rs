//! Paragraphs with a level → lists inside one another.

use crate::model::sheet::SheetBlock;

/// Blocks as they come, with the lists that are still open.
#[derive(Default)]
pub struct Stack {
    blocks: Vec<SheetBlock>,
    open: Vec<Open>,
    /// Whether a list is what looks like one, however its items are numbered.
    by_look: bool,
}

/// Two indents that differ by less look the same, in twentieths of a point.
const SAME_INDENT: i64 = 100;

struct Open {
    list: String,
    level: u8,
    ordered: bool,
    start: u64,
    /// How far its words stand in.
    indent: i64,
    items: Vec<Vec<SheetBlock>>,
}

/// An item that begins.
pub struct Item {
    /// The list as the file names it.
    pub list: String,
    /// Its level, from 0.
    pub level: u8,
    /// Whether it is numbered.
    pub ordered: bool,
    /// Its number, if a list begins with it.
    pub number: u64,
    /// How far its words stand in, in twentieths of a point.
    pub indent: i64,
    /// What it begins with.
    pub blocks: Vec<SheetBlock>,
}

impl Stack {
    /// A stack for files in which a list is what looks like one: programs give
    /// the items of one list several numbers, and levels lists of their own.
    pub fn by_look() -> Self {
        Self { by_look: true, ..Self::default() }
    }

    /// Adds a block behind all lists.
    pub fn push(&mut self, block: SheetBlock) {
        self.close(0);
        self.blocks.push(block);
    }

    /// The block that was added last, if no list is open.
    pub fn last(&mut self) -> Option<&mut SheetBlock> {
        if self.open.is_empty() { self.blocks.last_mut() } else { None }
    }

    /// Begins an item; it goes into the list that is open at its level, or into
    /// a new one.
    pub fn item(&mut self, item: Item) {
        let Item { list, level, ordered, number, indent, blocks } = item;
        let is_known = self.open.iter().any(|open| open.list == list && open.level == level);
        let level = if self.by_look && !is_known && indent > 0 {
            self.open.iter().filter(|open| open.indent + SAME_INDENT < indent).count() as u8
        } else {
            level
        };
        let deeper = self.open.iter().position(|open| open.level > level).unwrap_or(self.open.len());
        self.close(deeper);
        if let Some(open) = self.open.last_mut()
            && open.level == level
        {
            let goes_on = !ordered || number == open.start.saturating_add(open.items.len() as u64);
            if (open.list == list || (self.by_look && goes_on)) && open.ordered == ordered {
                open.items.push(blocks);
                return;
            }
            self.close(self.open.len() - 1);
        }
        self.open.push(Open { list, level, ordered, start: number, indent, items: vec![blocks] });
    }

    /// Adds blocks to the item that a paragraph standing in so far belongs to;
    /// gives them back where there is none.
    pub fn continued(&mut self, indent: i64, blocks: Vec<SheetBlock>) -> Result<(), Vec<SheetBlock>> {
        let fits = |open: &Open| open.indent > 0 && open.indent <= indent + 20;
        let Some(at) = self.open.iter().rposition(fits) else { return Err(blocks) };
        self.close(at + 1);
        self.add(blocks);
        Ok(())
    }

    /// Adds blocks to the last item of a level; gives them back where there is
    /// none.
    pub fn at_level(&mut self, level: usize, blocks: Vec<SheetBlock>) -> Result<(), Vec<SheetBlock>> {
        if level >= self.open.len() {
            return Err(blocks);
        }
        self.close(level + 1);
        self.add(blocks);
        Ok(())
    }

    /// Adds blocks to the item that is open.
    pub fn add(&mut self, blocks: Vec<SheetBlock>) {
        match self.open.last_mut().and_then(|open| open.items.last_mut()) {
            Some(item) => item.extend(blocks),
            None => self.blocks.extend(blocks),
        }
    }

    /// All blocks.
    pub fn finish(mut self) -> Vec<SheetBlock> {
        self.close(0);
        self.blocks
    }

    /// Closes the lists from `keep` on.
    fn close(&mut self, keep: usize) {
        while self.open.len() > keep {
            let Some(Open { ordered, start, items, .. }) = self.open.pop() else { return };
            self.add(vec![SheetBlock::List { ordered, start, items }]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_become_lists_in_lists() {
        let mut stack = Stack::default();
        let item = |list: &str, level, number| Item {
            list: list.to_owned(),
            level,
            ordered: false,
            number,
            indent: 300 * (i64::from(level) + 1),
            blocks: Vec::new(),
        };
        stack.item(item("a", 0, 1));
        stack.item(item("a", 1, 1));
        stack.item(item("a", 1, 2));
        assert!(stack.continued(300, vec![SheetBlock::Separator]).is_ok());
        stack.item(item("a", 0, 2));
        stack.item(item("b", 0, 1));
        assert!(stack.continued(0, Vec::new()).is_err());
        let blocks = stack.finish();
        let list = |start, items| SheetBlock::List { ordered: false, start, items };
        let inner = list(1, vec![Vec::new(), Vec::new()]);
        let expected = [list(1, vec![vec![inner, SheetBlock::Separator], Vec::new()]), list(1, vec![Vec::new()])];
        assert_eq!(blocks, expected);
    }

    #[test]
    fn what_looks_like_one_list_is_one() {
        let item = |list: &str, ordered, number, indent| Item {
            list: list.to_owned(),
            level: 0,
            ordered,
            number,
            indent,
            blocks: Vec::new(),
        };
        let mut stack = Stack::by_look();
        stack.item(item("a", false, 1, 300));
        stack.item(item("b", false, 1, 900));
        stack.item(item("c", false, 1, 300));
        stack.item(item("d", true, 1, 300));
        stack.item(item("e", true, 2, 300));
        stack.item(item("f", true, 1, 300));
        let list = |ordered, items| SheetBlock::List { ordered, start: 1, items };
        let inner = list(false, vec![Vec::new()]);
        let expected = [
            list(false, vec![vec![inner], Vec::new()]),
            list(true, vec![Vec::new(), Vec::new()]),
            list(true, vec![Vec::new()]),
        ];
        assert_eq!(stack.finish(), expected);
    }
}
