//! The symbols of our own chrome, with their ASCII stand-ins. No emoji, nothing wider than a cell.

use crate::domain::incident::Severity;
use crate::domain::mention::Tone;
use crate::domain::task::TaskStatus;

/// One table of symbols.
#[derive(Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is what its name says")]
pub struct Symbols {
    pub late: &'static str,
    pub done: &'static str,
    pub open: &'static str,
    pub blocked: &'static str,
    pub skipped: &'static str,
    pub waits: &'static str,
    pub live: &'static str,
    pub idle: &'static str,
    pub mark: &'static str,
    pub here: &'static str,
    pub here_below: &'static str,
    pub pin: &'static str,
    pub up: &'static str,
    pub down: &'static str,
    pub level: &'static str,
    pub more: &'static str,
    pub bar: &'static str,
    pub rule: &'static str,
    pub rule_focus: &'static str,
    pub dot: &'static str,
    pub times: &'static str,
    pub about: &'static str,
    pub arrow: &'static str,
    pub draft: &'static str,
    pub why: &'static str,
    pub ready: &'static str,
    pub dash: &'static str,
    pub corner: [&'static str; 4],
    pub side: &'static str,
    pub severity: [&'static str; 4],
    pub spark: [&'static str; 8],
    pub cursor: &'static str,
    pub secret: &'static str,
    pub care: &'static str,
}

/// For terminals that draw Unicode.
pub const UNICODE: Symbols = Symbols {
    late: "!",
    done: "✓",
    open: "○",
    blocked: "⊘",
    skipped: "–",
    waits: "◷",
    live: "●",
    idle: "○",
    mark: "◆",
    here: "▌",
    here_below: "▾",
    pin: "◈",
    up: "▲",
    down: "▼",
    level: "=",
    more: "…",
    bar: "│",
    rule: "─",
    rule_focus: "━",
    dot: "·",
    times: "×",
    about: "~",
    arrow: "→",
    draft: "✎",
    why: "↳",
    ready: "►",
    dash: "—",
    corner: ["╭", "╮", "╰", "╯"],
    side: "│",
    severity: ["▲", "▲", "◆", "○"],
    spark: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
    cursor: "▏",
    secret: "•",
    care: "✚",
};

/// For those that do not.
pub const ASCII: Symbols = Symbols {
    late: "!",
    done: "v",
    open: "o",
    blocked: "x",
    skipped: "-",
    waits: "?",
    live: "*",
    idle: "o",
    mark: "*",
    here: ">",
    here_below: "v",
    pin: "#",
    up: "^",
    down: "v",
    level: "=",
    more: "~",
    bar: "|",
    rule: "-",
    rule_focus: "=",
    dot: "-",
    times: "x",
    about: "~",
    arrow: ">",
    draft: "+",
    why: ">",
    ready: ">",
    dash: "-",
    corner: ["+", "+", "+", "+"],
    side: "|",
    severity: ["^", "^", "#", "o"],
    spark: ["_", ".", ":", "-", "=", "+", "*", "#"],
    cursor: "|",
    secret: "*",
    care: "+",
};

impl Symbols {
    /// The table that the terminal can draw.
    pub const fn of(ascii: bool) -> &'static Symbols {
        if ascii { &ASCII } else { &UNICODE }
    }

    /// The shape of a severity.
    pub const fn severity(&self, severity: Severity) -> &'static str {
        self.severity[severity as usize]
    }

    /// How a text sounds.
    pub const fn tone(&self, tone: Tone) -> &'static str {
        match tone {
            Tone::Negative => "-",
            Tone::Neutral => "=",
            Tone::Positive => "+",
            Tone::Unknown => "?",
        }
    }

    /// Where a task stands.
    pub const fn task(&self, status: TaskStatus) -> &'static str {
        match status {
            TaskStatus::Open => self.open,
            TaskStatus::Done => self.done,
            TaskStatus::Skipped => self.skipped,
            TaskStatus::Blocked => self.blocked,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::parts::fit;

    #[test]
    fn every_symbol_is_one_cell_and_the_stand_ins_are_ascii() {
        let all = |s: &Symbols| {
            let mut v = vec![
                s.late,
                s.done,
                s.open,
                s.blocked,
                s.skipped,
                s.waits,
                s.live,
                s.idle,
                s.mark,
                s.here,
                s.here_below,
                s.pin,
                s.up,
                s.down,
                s.level,
                s.more,
                s.bar,
                s.rule,
                s.rule_focus,
                s.dot,
                s.times,
                s.about,
                s.arrow,
                s.draft,
                s.why,
                s.ready,
                s.dash,
                s.side,
                s.cursor,
                s.secret,
                s.care,
            ];
            v.extend(s.corner.iter().chain(&s.severity).chain(&s.spark));
            v
        };
        assert!(all(&UNICODE).iter().all(|s| fit::width(s) == 1));
        assert!(all(&ASCII).iter().all(|s| s.is_ascii() && s.len() == 1));
    }
}
