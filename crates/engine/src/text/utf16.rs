/// Converts between bytes and the UTF-16 units that editors count in, for many
/// places of one text: each takes a look, not a walk through the text.
///
/// It does not keep the text, only where characters stand that are no ASCII.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Utf16Index(Vec<Wide>);

/// A character that takes more bytes than units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Wide {
    byte: u32,
    bytes: u32,
    unit: u32,
    units: u32,
}

impl Utf16Index {
    /// Finds the characters of `text` that are no ASCII.
    pub fn new(text: &str) -> Self {
        let mut wide = Vec::new();
        if text.is_ascii() {
            return Self(wide);
        }
        let (mut byte, mut unit) = (0, 0);
        for c in text.chars() {
            let (bytes, units) = width(c);
            if !c.is_ascii() {
                wide.push(Wide {
                    byte,
                    bytes,
                    unit,
                    units,
                });
            }
            byte += bytes;
            unit += units;
        }
        Self(wide)
    }

    /// How many units stand before a byte; inside a character, before that.
    pub fn unit(&self, byte: u32) -> u32 {
        let behind = self.0.partition_point(|it| it.byte <= byte);
        let last = behind.checked_sub(1).and_then(|it| self.0.get(it));
        last.map_or(byte, |it| {
            let past = byte - it.byte;
            it.unit + past.checked_sub(it.bytes).map_or(0, |rest| it.units + rest)
        })
    }

    /// The byte at which a unit begins; inside a character, at which that does.
    pub fn byte(&self, unit: u32) -> u32 {
        let behind = self.0.partition_point(|it| it.unit <= unit);
        let last = behind.checked_sub(1).and_then(|it| self.0.get(it));
        last.map_or(unit, |it| {
            let past = unit - it.unit;
            it.byte + past.checked_sub(it.units).map_or(0, |rest| it.bytes + rest)
        })
    }
}

/// How many bytes and units a character takes.
fn width(c: char) -> (u32, u32) {
    let count = |it| u32::try_from(it).unwrap_or(1);
    (count(c.len_utf8()), count(c.len_utf16()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::LineIndex;

    #[track_caller]
    fn check(text: &str) {
        let index = Utf16Index::new(text);
        for (byte, _) in text.char_indices().chain([(text.len(), ' ')]) {
            let byte = u32::try_from(byte).unwrap();
            let unit = LineIndex::utf16_of_offset(text, byte);
            assert_eq!(index.unit(byte), unit, "byte {byte} of `{text}`");
            assert_eq!(index.byte(unit), byte, "unit {unit} of `{text}`");
        }
    }

    #[test]
    fn bytes_and_units_are_those_of_a_walk_through_the_text() {
        check("");
        check("app: web");
        check("name: \u{e9}t\u{e9} # \u{1f512} \u{2192} ok");
        check("\u{1f512}\u{1f512}a\u{1f512}");
    }

    #[test]
    fn inside_a_character_is_before_it() {
        let index = Utf16Index::new("a\u{1f512}b");
        for byte in 1..5 {
            assert_eq!(index.unit(byte), 1);
        }
        assert_eq!(index.unit(5), 3);
        assert_eq!((index.byte(1), index.byte(2), index.byte(3)), (1, 1, 5));
    }
}
