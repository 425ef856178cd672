/// A place as people count: both from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1, in characters.
    pub column: u32,
}

/// Where the lines of one text begin: converts between bytes, lines with
/// columns, and the UTF-16 units that editors and browsers count in.
///
/// It does not keep the text; every call must bring the text it was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineIndex {
    /// The byte each line starts at; never empty.
    starts: Vec<u32>,
}

impl LineIndex {
    /// Finds the lines of `text`; `\n` ends a line, so `\r\n` does too.
    pub fn new(text: &str) -> Self {
        let breaks = text.bytes().zip(1u32..).filter(|&(byte, _)| byte == b'\n');
        Self {
            starts: std::iter::once(0)
                .chain(breaks.map(|(_, next)| next))
                .collect(),
        }
    }

    /// How many lines there are; a text that ends in `\n` has an empty last one.
    pub fn line_count(&self) -> u32 {
        u32::try_from(self.starts.len()).unwrap_or(u32::MAX)
    }

    /// The line that holds the byte `offset`, from 1.
    pub fn line(&self, offset: u32) -> u32 {
        let after = self.starts.partition_point(|&start| start <= offset);
        u32::try_from(after).unwrap_or(u32::MAX).max(1)
    }

    /// The byte that `line` (from 1) starts at; the last line's for one past it.
    pub fn line_start(&self, line: u32) -> u32 {
        let at = (line.max(1) as usize - 1).min(self.starts.len() - 1);
        self.starts.get(at).copied().unwrap_or(0)
    }

    /// The place of the byte `offset` of `text`.
    pub fn position(&self, text: &str, offset: u32) -> Position {
        let line = self.line(offset);
        let before = slice(text, self.line_start(line), offset);
        let column = u32::try_from(before.chars().count()).unwrap_or(u32::MAX - 1) + 1;
        Position { line, column }
    }

    /// The byte at which the UTF-16 unit `unit` of `text` begins.
    pub fn offset_of_utf16(text: &str, unit: u32) -> u32 {
        let mut units = 0;
        for (byte, c) in text.char_indices() {
            if units >= unit {
                return u32::try_from(byte).unwrap_or(u32::MAX);
            }
            units += u32::try_from(c.len_utf16()).unwrap_or(1);
        }
        u32::try_from(text.len()).unwrap_or(u32::MAX)
    }

    /// How many UTF-16 units of `text` stand before the byte `offset`.
    pub fn utf16_of_offset(text: &str, offset: u32) -> u32 {
        let before = slice(text, 0, offset);
        u32::try_from(before.encode_utf16().count()).unwrap_or(u32::MAX)
    }
}

/// The bytes `start..end` of `text`, cut back to whole characters inside it.
fn slice(text: &str, start: u32, end: u32) -> &str {
    let floor = |at: u32| text.floor_char_boundary(at as usize);
    text.get(floor(start)..floor(end)).unwrap_or_default()
}
