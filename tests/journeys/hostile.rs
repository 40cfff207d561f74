//! Mentions that want to break the screen.

use crate::term::{CTRL_C, DOWN, ENTER, Term};
use crate::{home_of, machine::Home};
use serde_json::json;
use std::path::PathBuf;

/// One of every sort that people and machines send.
fn texts() -> Vec<String> {
    let stacked = format!("acme Z{}algo", "\u{300}\u{301}\u{316}\u{489}".repeat(60));
    let mut all: Vec<String> = [
        "clear \u{1b}[2J\u{1b}[H screen",
        "title \u{1b}]0;PWNED\u{7} and clipboard \u{1b}]52;c;UFdORUQ=\u{7} set",
        "colour \u{1b}[31;41mRED\u{1b}[0m and c1 \u{9b}31m",
        "device \u{1b}[6n\u{1b}[c\u{1b}P+q544e\u{1b}\\ asks",
        "modes \u{1b}[?1049l\u{1b}[?25h\u{1b}[?2004l\u{1b}c off",
        "bell \u{7}\u{8}\u{8}\u{8} back \r over \u{0} nul \u{7f} del",
        "bidi \u{202e}desrever\u{202c} \u{2066}isolate\u{2069} \u{200f}\u{61c}mark",
        "zero\u{200b}\u{200c}\u{200d}\u{2060}\u{feff} width \u{ad}soft",
        "family 👩‍👩‍👧‍👦 flags 🇪🇸🇬🇧 skin 👍🏽 keycap 1️⃣ heart ❤️",
        "wide 漢字仮名 ｆｕｌｌ 한국어 ไทย हिन्दी",
        "arabic السلام عليكم hebrew שלום",
        "tab\tand\nnew\nlines\n\n\n\nmany",
        "tags \u{e0001}\u{e0041}\u{e007f} variation a\u{fe0f}\u{fe0e} private \u{e000}\u{f8ff}",
        "noncharacters \u{fffe}\u{ffff}\u{10ffff} replacement \u{fffd}",
        "lines \u{2028}\u{2029}\u{85}\u{b}\u{c} separated",
        "<script>alert(1)</script> &lt; %s %n {{7*7}} ${HOME} `id` $(id)",
        "'; DROP TABLE mention; -- \" OR 1=1 NEAR( AND * ^ : -",
        "https://x.com/a\u{202e}moc.live/status/1 link",
        "ﷺ ﷽ 𒐫 ꧅ very wide single characters",
    ]
    .map(str::to_owned)
    .to_vec();
    all.push(stacked);
    all.push("word".repeat(20_000));
    all.push("a b ".repeat(40_000));
    all.push("漢".repeat(9_000));
    all
}

fn room(home: &Home) -> PathBuf {
    let room = home.path("hostile.room");
    let mut file: Vec<u8> = Vec::new();
    for (n, text) in texts().iter().enumerate() {
        let line = json!({
            "id": format!("{n}\u{1b}[31m"), "platform": "x\u{1b}[1m\u{202e}", "author": format!("A{n}\u{1b}]0;PWNED\u{7}{text}"),
            "handle": format!("h{n}\u{202e}\u{1b}[5m"), "url": format!("https://x.com/h/status/{n}\u{1b}[31m"), "text": text,
            "lang": "e\u{1b}n", "media": [{"kind": "ima\u{1b}ge", "link": "https://a/\u{1b}[2J"}],
        });
        file.extend(line.to_string().into_bytes());
        file.push(b'\n');
    }
    file.extend(b"{\"id\":\"raw\",\"text\":\"raw \x1b[2J \xff\xfe \xc3( bytes\"}\n");
    let path = home.file("hostile.jsonl", file);
    let said = home.run(&["import", path.to_str().unwrap(), "--room", room.to_str().unwrap()], "");
    assert_eq!(said.code, 0, "{said:?}");
    room
}

/// No byte of a mention reached the terminal as anything but text.
#[track_caller]
fn unharmed(t: &mut Term, place: &str) {
    let news = t.news();
    for bad in [
        "\x1b]0;PWNED",
        "UFdORUQ=",
        "\x1b[31;41mR",
        "\u{9b}",
        "\x1b[6n",
        "\x1bP",
        "\x1bc",
        "\u{202e}",
        "\u{2066}",
        "\u{200f}",
        "\u{0}",
        "\u{2028}",
    ] {
        assert!(!news.contains(bad), "{bad:?} was sent {place}:\n{}", t.screen());
    }
}

#[test]
fn they_are_scrolled_through_opened_searched_and_answered() {
    for size in [(140, 40), (80, 24)] {
        let home = home_of("Ana");
        let room = room(&home);
        let mut t = Term::start(&home, &["--room", room.to_str().unwrap()], size);
        t.wait_for("unattended 24");
        unharmed(&mut t, "at first");
        t.keys("g");
        for n in 0..24 {
            // On the small screen a taste of them is enough.
            if size.0 < 100 && n % 4 > 0 {
                t.keys(DOWN);
                continue;
            }
            t.keys(&format!("{DOWN}{ENTER}"));
            t.settle();
            t.keys("f");
            t.esc();
            assert!(t.screen().contains("unattended 24"), "row {n}:\n{}", t.screen());
            unharmed(&mut t, &format!("in row {n}"));
        }
        for keys in ["d", "s", "r"] {
            t.keys(keys);
            t.settle();
            unharmed(&mut t, keys);
            t.esc();
        }
        t.keys("1/");
        t.settle();
        t.keys("\"' OR NEAR( * desrever");
        t.settle();
        t.esc();
        t.wait_for("unattended 24");
        unharmed(&mut t, "at the end");
        t.keys(&format!("{CTRL_C}{CTRL_C}"));
        assert_eq!(t.exit_status(), 0);
        t.assert_clean();
        home.check(&room);
    }
}

#[test]
fn typed_and_pasted_escapes_stay_words() {
    let home = home_of("Ana");
    let room = room(&home);
    let mut t = Term::start(&home, &["--room", room.to_str().unwrap()], (140, 40));
    t.wait_for("unattended 24");
    t.keys("+");
    t.wait_for("Add a mention");
    t.paste("pasted \u{1b}]0;PWNED\u{7} \u{202e}olleh\u{0} https://x.com/eva/status/5");
    t.settle();
    t.keys("\x04");
    t.wait_for("unattended 25");
    t.keys("N");
    t.wait_for("Write into the timeline");
    t.paste("note \u{1b}[2J \u{202e}olleh \u{9b}31m");
    t.keys("\x04");
    t.wait_for("In the timeline").wait_for("note");
    unharmed(&mut t, "after pasting");
    t.keys(&format!("{CTRL_C}{CTRL_C}"));
    assert_eq!(t.exit_status(), 0);
    t.assert_clean();
    home.check(&room);
}
