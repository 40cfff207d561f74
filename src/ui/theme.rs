//! The only place of colours: styles by what they mean. Must not know what is drawn with them.

use crate::domain::incident::Severity;
use ratatui::style::{Color, Modifier, Style};

macro_rules! theme {
    ($($(#[$doc:meta])* $field:ident $name:literal),+ $(,)?) => {
        /// Styles by meaning. Every one of them goes with a word or a symbol: nothing is said by colour alone.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
        pub struct Theme {
            $($(#[$doc])* pub $field: Style,)+
        }

        impl Theme {
            /// What a theme file may set.
            pub const NAMES: &'static [&'static str] = &[$($name),+];

            fn slot(&mut self, name: &str) -> Option<&mut Style> {
                match name { $($name => Some(&mut self.$field),)+ _ => None }
            }
        }
    };
}

theme! {
    /// Past its time.
    late "late",
    /// Nothing is listened to.
    blind "blind",
    /// Critical.
    sev1 "sev1",
    /// High.
    sev2 "sev2",
    /// Medium.
    sev3 "sev3",
    /// Low.
    sev4 "sev4",
    /// Went wrong.
    error "error",
    /// Waits for somebody.
    waiting "waiting",
    /// Kept, done, alive.
    kept "kept",
    /// A key to press.
    key "key",
    /// A link.
    link "link",
    /// What matters.
    strong "strong",
    /// What is done or matters less.
    dim "dim",
    /// The line of a drill.
    drill "drill",
    /// The band of a room as it was.
    past "past",
    /// The word of a shared screen.
    shared "shared",
    /// The row that keys act on.
    selected "selected",
    /// A marked row.
    mark "mark",
    /// Title of the pane that has the keys.
    title_focus "title-focus",
    /// Title of another pane.
    title "title",
    /// Rule of the pane that has the keys.
    rule_focus "rule-focus",
    /// Rule of another pane.
    rule "rule",
}

/// What is wrong with a theme file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ThemeError {
    /// Not TOML, or not a table of texts.
    #[error("the theme cannot be read: {0}")]
    Unreadable(String),
    /// A meaning that does not exist.
    #[error("the theme sets `{0}`, which does not exist; it may set: {names}", names = Theme::NAMES.join(", "))]
    UnknownName(String),
    /// A word that is neither a colour nor a manner.
    #[error(
        "the theme's `{name}` says `{word}`; it may say bold, dim, italic, underline, reverse, red, yellow, green, cyan, magenta, blue"
    )]
    UnknownWord {
        /// Where.
        name: String,
        /// The word.
        word: String,
    },
}

impl Theme {
    /// The theme for dark and light terminals.
    pub fn default_colours() -> Theme {
        Theme::parse(include_str!("../../assets/themes/default.toml")).unwrap_or_default()
    }

    /// The theme without colours: what NO_COLOR asks for.
    pub fn mono() -> Theme {
        Theme::parse(include_str!("../../assets/themes/mono.toml")).unwrap_or_default()
    }

    /// A built-in theme by name.
    pub fn named(name: &str) -> Option<Theme> {
        match name {
            "default" => Some(Theme::default_colours()),
            "mono" => Some(Theme::mono()),
            _ => None,
        }
    }

    /// Reads a theme file: `name = "bold red"`. What it does not set keeps the terminal's own looks.
    pub fn parse(text: &str) -> Result<Theme, ThemeError> {
        let table: std::collections::BTreeMap<String, String> =
            toml::from_str(text).map_err(|e| ThemeError::Unreadable(e.to_string()))?;
        let mut theme = Theme::default();
        for (name, words) in table {
            let Some(slot) = theme.slot(&name) else { return Err(ThemeError::UnknownName(name)) };
            for word in words.split_whitespace() {
                *slot = manner(*slot, word)
                    .ok_or_else(|| ThemeError::UnknownWord { name: name.clone(), word: word.to_owned() })?;
            }
        }
        Ok(theme)
    }

    /// The style of a severity.
    pub fn severity(&self, severity: Severity) -> Style {
        [self.sev1, self.sev2, self.sev3, self.sev4][severity as usize]
    }
}

/// Black, white and their greys are left out on purpose: one of them is invisible on somebody's terminal.
fn manner(style: Style, word: &str) -> Option<Style> {
    Some(match word {
        "bold" => style.add_modifier(Modifier::BOLD),
        "dim" => style.add_modifier(Modifier::DIM),
        "italic" => style.add_modifier(Modifier::ITALIC),
        "underline" => style.add_modifier(Modifier::UNDERLINED),
        "reverse" => style.add_modifier(Modifier::REVERSED),
        "red" => style.fg(Color::Red),
        "yellow" => style.fg(Color::Yellow),
        "green" => style.fg(Color::Green),
        "cyan" => style.fg(Color::Cyan),
        "magenta" => style.fg(Color::Magenta),
        "blue" => style.fg(Color::Blue),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_themes_set_every_meaning_and_mono_has_no_colour() {
        for text in [include_str!("../../assets/themes/default.toml"), include_str!("../../assets/themes/mono.toml")] {
            let table: std::collections::BTreeMap<String, String> = toml::from_str(text).unwrap();
            for name in Theme::NAMES {
                assert!(table.contains_key(*name), "{name}");
            }
            Theme::parse(text).unwrap();
        }
        let mut mono = Theme::mono();
        assert!(Theme::NAMES.iter().all(|n| mono.slot(n).unwrap().fg.is_none()));
        assert_eq!(Theme::default_colours().late.fg, Some(Color::Red));
    }

    #[test]
    fn a_theme_with_a_typo_says_where() {
        assert_eq!(Theme::parse("laet = \"red\"").unwrap_err(), ThemeError::UnknownName("laet".into()));
        let e = Theme::parse("late = \"bold rde\"").unwrap_err().to_string();
        assert!(e.contains("`late`") && e.contains("`rde`"), "{e}");
        assert!(matches!(Theme::parse("late = 3"), Err(ThemeError::Unreadable(_))));
        assert!(matches!(Theme::parse("late = \"white\""), Err(ThemeError::UnknownWord { .. })));
    }
}
