//! What `Clean` measures is what ratatui draws: else every pane to the right of a hostile post would shift.

use gabinete::domain::text::Clean;
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

fn cells_drawn(text: &str) -> usize {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 2_000, 1));
    usize::from(buffer.set_stringn(0, 0, text, 2_000, Style::default()).0)
}

fn assert_same(text: &str) {
    let line = Clean::line(text);
    assert_eq!(line.width(), cells_drawn(line.as_str()), "{:?}", line.as_str());
}

#[test]
fn known_troublemakers() {
    for text in [
        "plain",
        "tab\there",
        "\u{1b}[31mred\u{1b}[0m",
        "👨\u{200d}👩\u{200d}👧\u{200d}👦 ❤\u{fe0f} 👍🏽 🇪🇸🇪 1\u{fe0f}\u{20e3}",
        "لا إله ﷺ",
        "א\u{200d}ל ⵏ\u{2d7f}ⴾ ꓹꓼ ក\u{17d2}ក \u{17d8} क\u{94d}षि",
        "ｶﾞｻﾞ aﾞ 한국어 \u{1100}\u{1161}\u{11a8} \u{1161}",
        "a\u{301}\u{301}\u{301}\u{301}\u{301}\u{301} \u{605}1",
        "\u{202e}right\u{202c} zero\u{200b}width\u{feff}",
    ] {
        assert_same(text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text(text in any::<String>()) {
        assert_same(&text);
    }

    #[test]
    fn any_scripts(chars in prop::collection::vec(prop_oneof![
        prop::char::range('\u{300}', '\u{36f}'), prop::char::range('\u{590}', '\u{8ff}'), prop::char::range('\u{900}', '\u{dff}'),
        prop::char::range('\u{1100}', '\u{11ff}'), prop::char::range('\u{1780}', '\u{17ff}'), prop::char::range('\u{2d30}', '\u{2d7f}'),
        prop::char::range('\u{a4d0}', '\u{a4ff}'), prop::char::range('\u{ff61}', '\u{ffdc}'), prop::char::range('\u{1f1e6}', '\u{1f64f}'),
        Just('\u{200d}'), Just('\u{fe0f}'), Just('a'), Just(' '),
    ], 0..60)) {
        assert_same(&chars.into_iter().collect::<String>());
    }
}
