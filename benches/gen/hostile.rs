//! Texts that mean harm, or that break what was not made for them.

use gabinete::drill::Dice;

/// The text with one hostile thing in its middle.
pub fn spoil(text: &str, dice: &mut Dice) -> String {
    let middle = text.char_indices().nth(text.chars().count() / 2).map_or(0, |(at, _)| at);
    let (before, after) = text.split_at(middle);
    let thing: String = match dice.below(18) {
        0 => "\u{1b}[31;5m\u{1b}[2J".into(),
        1 => "\u{1b}]0;owned\u{7}".into(),
        2 => "\u{1b}]8;;https://evil.example\u{1b}\\click\u{1b}]8;;\u{1b}\\".into(),
        3 => "\u{1b}]52;c;cm0gLXJmIH4=\u{7}".into(),
        4 => "\u{9b}1000B\u{90}q".into(),
        5 => "\u{202e}drawkcab\u{202c}".into(),
        6 => "\u{2067}\u{2066}\u{061c}isolated".into(),
        7 => "a\u{200b}c\u{200c}m\u{200d}e\u{2060}\u{feff}".into(),
        8 => format!("z{}a{}", "\u{0323}\u{0301}".repeat(40), "\u{0489}".repeat(25)),
        9 => "before\0after".into(),
        10 => "long".repeat(50 + dice.below(950) as usize),
        11 => "👨‍👩‍👧‍👦👩🏽‍🚀🏴󠁧󠁢󠁳󠁣󠁴󠁿🇪🇸🇪".repeat(1 + dice.below(6) as usize),
        12 => "\r\n\t\u{8}\u{8}\u{8}\u{c}\u{85}\u{2028}".into(),
        13 => "=cmd|' /C calc'!A1".into(),
        14 => "<script>alert(\"x\")</script>'; DROP TABLE mentions;--".into(),
        15 => "\u{e000}\u{fff9}\u{fffd}\u{10ffff}".into(),
        16 => "\u{1100}\u{1161}\u{11a8}ﷺ𒐫꧅".into(),
        _ => "$(reboot) `id` %s%n {0} ../../etc/passwd \\\"".into(),
    };
    format!("{before}{thing}{after}")
}
