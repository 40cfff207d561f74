//! What a finished screen may hold. Owns the last look at every cell before it goes out: whichever view drew it, no
//! terminal gets what it may draw in another number of cells, nor, when ASCII alone is asked for, our own symbols.

use ratatui::buffer::Buffer;

/// Shows flags as their two letters: terminals disagree whether a pair of regional indicators is one sign or two, and the
/// half that one of them forgets stays on later screens.
pub fn flags(buffer: &mut Buffer) {
    for at in 0..buffer.content.len() {
        let symbol = buffer.content[at].symbol();
        // Regional indicators begin with this byte, and few other cells do.
        if symbol.as_bytes().first() != Some(&0xf0) {
            continue;
        }
        let letters: Vec<char> = symbol.chars().filter_map(letter).collect();
        let [first, rest @ ..] = letters.as_slice() else { continue };
        buffer.content[at].set_char(*first);
        if let ([second], Some(next)) = (rest, buffer.content.get_mut(at + 1)) {
            next.set_char(*second);
        }
    }
}

/// The letter that a regional indicator stands for.
fn letter(c: char) -> Option<char> {
    let n = u32::from(c).checked_sub(0x1f1e6).filter(|n| *n < 26)?;
    char::from_u32(u32::from('A') + n)
}

/// Stand-ins of the signs that sentences and names of keys are written with, one cell each.
const SIGNS: [(char, char); 18] = [
    ('\u{a0}', ' '),
    ('↑', '^'),
    ('↓', 'v'),
    ('←', '<'),
    ('→', '>'),
    ('·', '-'),
    ('…', '~'),
    ('×', 'x'),
    ('–', '-'),
    ('—', '-'),
    ('“', '"'),
    ('”', '"'),
    ('«', '"'),
    ('»', '"'),
    ('‘', '\''),
    ('’', '\''),
    ('•', '*'),
    ('✓', 'v'),
];

/// Draws the signs of our sentences in ASCII; letters with accents stay, as in every language of ours.
pub fn ascii(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        let mut chars = cell.symbol().chars();
        if let (Some(c), None) = (chars.next(), chars.next())
            && let Some((_, plain)) = SIGNS.iter().find(|(sign, _)| *sign == c)
        {
            cell.set_char(*plain);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    fn drawn(text: &str, with: impl Fn(&mut Buffer)) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 14, 1));
        buffer.set_string(0, 0, text, Style::new());
        with(&mut buffer);
        buffer.content.iter().map(|c| c.symbol()).collect::<String>().trim_end().to_owned()
    }

    #[test]
    fn a_flag_is_two_letters_in_its_two_cells() {
        assert_eq!(drawn("a🇪🇸b", flags), "aESb");
        assert_eq!(drawn("🇪🇸🇺🇸x", flags), "ESUSx");
        assert_eq!(drawn("x🇪 y", flags), "xE y", "half a flag");
        assert_eq!(drawn("0123456789ab🇪🇸", flags), "0123456789abES");
        assert_eq!(drawn("🔥 ok", flags), drawn("🔥 ok", |_| {}));
    }

    #[test]
    fn signs_have_stand_ins_and_letters_stay() {
        assert_eq!(drawn("↑ ↓ «año» · …", ascii), "^ v \"año\" - ~");
    }
}
