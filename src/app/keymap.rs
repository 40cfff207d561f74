//! Keys: how `assets/keymap.toml` maps them to actions, scope by scope. Owns the names of keys and scopes and the
//! reading of the file; must not know what an action does.

use super::actions::Action;
use crate::words::Words;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};

/// A key as terminals report it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which.
    pub code: Code,
    /// With Ctrl.
    pub ctrl: bool,
    /// With Shift, where the terminal tells (never for letters: those come as capitals).
    pub shift: bool,
    /// With Alt.
    pub alt: bool,
}

/// The keys that matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are the keys")]
pub enum Code {
    Char(char),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Insert,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    F(u8),
}

/// Names of the keys that are no characters: as the file writes them, and the key of their word for people.
const NAMED: [(&str, Code, &str); 16] = [
    ("space", Code::Char(' '), "key-space"),
    ("enter", Code::Enter, "key-enter"),
    ("esc", Code::Esc, "key-esc"),
    ("shift-tab", Code::BackTab, "key-shift-tab"),
    ("tab", Code::Tab, "key-tab"),
    ("backspace", Code::Backspace, "key-backspace"),
    ("delete", Code::Delete, "key-delete"),
    ("insert", Code::Insert, "key-insert"),
    ("up", Code::Up, "key-up"),
    ("down", Code::Down, "key-down"),
    ("left", Code::Left, "key-left"),
    ("right", Code::Right, "key-right"),
    ("home", Code::Home, "key-home"),
    ("end", Code::End, "key-end"),
    ("pgup", Code::PageUp, "key-page-up"),
    ("pgdn", Code::PageDown, "key-page-down"),
];

impl Key {
    /// A key alone.
    pub const fn plain(code: Code) -> Key {
        Key { code, ctrl: false, shift: false, alt: false }
    }

    /// A character.
    pub const fn char(c: char) -> Key {
        Key::plain(Code::Char(c))
    }

    /// A character with Ctrl.
    pub const fn ctrl(c: char) -> Key {
        Key { code: Code::Char(c), ctrl: true, shift: false, alt: false }
    }

    /// Reads `d`, `?`, `A`, `ctrl-z`, `shift-tab`, `space`, `f1`; `None` when it names no key.
    pub fn parse(name: &str) -> Option<Key> {
        if let Some((_, code, _)) = NAMED.iter().find(|(n, ..)| *n == name) {
            return Some(Key::plain(*code));
        }
        if let Some(rest) = name.strip_prefix("ctrl-") {
            let key = Key::parse(rest)?;
            return (!key.ctrl).then_some(Key { ctrl: true, ..key });
        }
        let mut chars = name.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) if !c.is_control() && !c.is_whitespace() => Some(Key::char(c)),
            (Some('f'), Some(_)) => {
                name[1..].parse().ok().filter(|n| (1..=12).contains(n)).map(|n| Key::plain(Code::F(n)))
            }
            _ => None,
        }
    }

    /// The key in the reader's words: `Ctrl-Z`, `Espacio`, `d`.
    pub fn label(&self, words: &Words) -> String {
        let name = match self.code {
            Code::F(n) => format!("F{n}"),
            Code::Char(c) if c != ' ' => {
                if self.ctrl {
                    c.to_uppercase().to_string()
                } else {
                    c.to_string()
                }
            }
            code => match NAMED.iter().find(|(_, named, _)| *named == code) {
                Some((_, _, word)) => words.t(word),
                None => String::new(),
            },
        };
        if self.ctrl { format!("Ctrl-{name}") } else { name }
    }

    /// The same key without what terminals tell differently: letters never carry Shift, Ctrl-letters are small.
    fn settled(mut self) -> Key {
        match &mut self.code {
            Code::Char(c) => {
                if self.ctrl {
                    *c = c.to_ascii_lowercase();
                }
                self.shift = false;
            }
            Code::Tab if self.shift => (self.code, self.shift) = (Code::BackTab, false),
            Code::BackTab => self.shift = false,
            _ => {}
        }
        self
    }
}

/// Where a key is pressed: what lies on top decides, then what lies below it in [`Scope::chain`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names are the places")]
pub enum Scope {
    Global,
    List,
    Mentions,
    Responses,
    Checklist,
    Timeline,
    MentionView,
    ResponseView,
    EventView,
    Incidents,
    Incident,
    Signals,
    Themes,
    Sources,
    Facts,
    People,
    Line,
    Roles,
    Handover,
    Reminders,
    Report,
    Review,
    Facilitator,
    Present,
    Prevention,
    Past,
    Scroll,
    Compose,
    Form,
    Text,
    Palette,
    Help,
    Start,
}

impl Scope {
    /// Every scope, as help and README list them.
    pub const ALL: [Scope; 33] = [
        Scope::Global,
        Scope::List,
        Scope::Mentions,
        Scope::Responses,
        Scope::Checklist,
        Scope::Timeline,
        Scope::MentionView,
        Scope::ResponseView,
        Scope::EventView,
        Scope::Incidents,
        Scope::Incident,
        Scope::Signals,
        Scope::Themes,
        Scope::Sources,
        Scope::Facts,
        Scope::People,
        Scope::Line,
        Scope::Roles,
        Scope::Handover,
        Scope::Reminders,
        Scope::Report,
        Scope::Review,
        Scope::Facilitator,
        Scope::Present,
        Scope::Prevention,
        Scope::Past,
        Scope::Scroll,
        Scope::Compose,
        Scope::Form,
        Scope::Text,
        Scope::Palette,
        Scope::Help,
        Scope::Start,
    ];

    /// Its name in `keymap.toml`.
    pub const fn name(self) -> &'static str {
        [
            "global",
            "list",
            "mentions",
            "responses",
            "checklist",
            "timeline",
            "mention-view",
            "response-view",
            "event-view",
            "incidents",
            "incident",
            "signals",
            "themes",
            "sources",
            "facts",
            "people",
            "line",
            "roles",
            "handover",
            "reminders",
            "report",
            "review",
            "facilitator",
            "present",
            "prevention",
            "past",
            "scroll",
            "compose",
            "form",
            "text",
            "palette",
            "help",
            "start",
        ][self as usize]
    }

    /// Key of its title in `words`.
    pub const fn key(self) -> &'static str {
        [
            "scope-global",
            "scope-list",
            "scope-mentions",
            "scope-responses",
            "scope-checklist",
            "scope-timeline",
            "scope-mention-view",
            "scope-response-view",
            "scope-event-view",
            "scope-incidents",
            "scope-incident",
            "scope-signals",
            "scope-themes",
            "scope-sources",
            "scope-facts",
            "scope-people",
            "scope-line",
            "scope-roles",
            "scope-handover",
            "scope-reminders",
            "scope-report",
            "scope-review",
            "scope-facilitator",
            "scope-present",
            "scope-prevention",
            "scope-past",
            "scope-scroll",
            "scope-compose",
            "scope-form",
            "scope-text",
            "scope-palette",
            "scope-help",
            "scope-start",
        ][self as usize]
    }

    /// Where a key is looked for, in order.
    pub const fn chain(self) -> &'static [Scope] {
        use Scope::*;
        match self {
            Global => &[Global],
            List => &[List, Global],
            Mentions => &[Mentions, List, Global],
            Responses => &[Responses, List, Global],
            Checklist => &[Checklist, List, Global],
            Timeline => &[Timeline, List, Global],
            MentionView => &[MentionView, Scroll, Global],
            ResponseView => &[ResponseView, Scroll, Global],
            EventView => &[EventView, Scroll, Global],
            Incidents => &[Incidents, List, Global],
            Incident => &[Incident, List, Global],
            Signals => &[Signals, List, Global],
            Themes => &[Themes, List, Global],
            Sources => &[Sources, Scroll, Global],
            Facts => &[Facts, List, Global],
            People => &[People, List, Global],
            Line => &[Line, Scroll, Global],
            Roles => &[Roles, List, Global],
            Handover => &[Handover, Scroll, Global],
            Reminders => &[Reminders, List, Global],
            Report => &[Report, Scroll, Global],
            Review => &[Review, List, Global],
            Facilitator => &[Facilitator, List, Global],
            Present => &[Present, Global],
            Prevention => &[Prevention, List, Global],
            Past => &[Past, Global],
            Scroll => &[Scroll, Global],
            Compose => &[Compose, Text],
            Form => &[Form, Text],
            Text => &[Text],
            Palette => &[Palette, Text],
            Help => &[Help, Scroll, Global],
            Start => &[Start, List, Global],
        }
    }

    /// Whether letters are typed here instead of acting.
    pub const fn typing(self) -> bool {
        matches!(self, Scope::Compose | Scope::Form | Scope::Text | Scope::Palette)
    }
}

/// Why a keymap cannot be used: a sentence, since nothing runs yet that could show it in words of its own.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeymapError {
    /// Not TOML, or not shaped as scopes with actions.
    #[error("keymap: {0}")]
    Syntax(String),
    /// A scope that there is not.
    #[error("keymap: there is no scope [{0}]; the scopes are {1}")]
    Scope(String, String),
    /// An action that there is not.
    #[error("keymap: [{scope}] names the action \"{action}\", which there is not")]
    Action {
        /// In which scope.
        scope: String,
        /// What it was called.
        action: String,
    },
    /// An action that does nothing in that scope.
    #[error("keymap: the action \"{action}\" has no meaning in [{scope}]; it belongs to {belongs}")]
    Elsewhere {
        /// In which scope.
        scope: String,
        /// Which.
        action: String,
        /// Where it would have.
        belongs: String,
    },
    /// A key that there is not.
    #[error("keymap: [{scope}] {action}: \"{key}\" is no key; write d, ?, A, ctrl-z, space, enter, shift-tab, f1 ...")]
    Key {
        /// In which scope.
        scope: String,
        /// Of which action.
        action: String,
        /// What was written.
        key: String,
    },
    /// One key, two actions.
    #[error("keymap: in [{scope}] the key \"{key}\" is given to both \"{first}\" and \"{second}\"")]
    Duplicate {
        /// In which scope.
        scope: String,
        /// Which key.
        key: String,
        /// One.
        first: String,
        /// The other.
        second: String,
    },
}

/// The keys that come with the program.
pub const BUILTIN: &str = include_str!("../../assets/keymap.toml");

type Sheet = BTreeMap<String, BTreeMap<String, Vec<String>>>;

/// The keys of every scope.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Keymap {
    by_key: HashMap<(Scope, Key), Action>,
    by_action: BTreeMap<(Scope, Action), Vec<Key>>,
}

impl Keymap {
    /// The keys that come with the program; a test reads them, so that they cannot fail here.
    pub fn builtin() -> Keymap {
        Keymap::parse(BUILTIN).unwrap_or_default()
    }

    /// Reads a whole keymap.
    pub fn parse(text: &str) -> Result<Keymap, KeymapError> {
        Keymap::from_sheet(&sheet(text)?)
    }

    /// The built-in keys with a person's own over them: an action named there has those keys in that scope and no others.
    pub fn with(own: &str) -> Result<Keymap, KeymapError> {
        let mut all = sheet(BUILTIN)?;
        for (scope, actions) in sheet(own)? {
            all.entry(scope).or_default().extend(actions);
        }
        Keymap::from_sheet(&all)
    }

    fn from_sheet(sheet: &Sheet) -> Result<Keymap, KeymapError> {
        let mut map = Keymap::default();
        for (scope_name, actions) in sheet {
            let Some(scope) = Scope::ALL.into_iter().find(|s| s.name() == scope_name) else {
                return Err(KeymapError::Scope(scope_name.clone(), Scope::ALL.map(Scope::name).join(", ")));
            };
            for (action_name, keys) in actions {
                map.bind(scope, action_name, keys)?;
            }
        }
        Ok(map)
    }

    fn bind(&mut self, scope: Scope, name: &str, keys: &[String]) -> Result<(), KeymapError> {
        let Some(action) = Action::parse(name) else {
            return Err(KeymapError::Action { scope: scope.name().into(), action: name.into() });
        };
        let scopes = action.entry().scopes;
        if !scopes.contains(&scope) {
            let belongs = scopes.iter().map(|s| format!("[{}]", s.name())).collect::<Vec<_>>().join(", ");
            return Err(KeymapError::Elsewhere { scope: scope.name().into(), action: name.into(), belongs });
        }
        for text in keys {
            let Some(key) = Key::parse(text) else {
                return Err(KeymapError::Key { scope: scope.name().into(), action: name.into(), key: text.clone() });
            };
            if let Some(first) = self.by_key.insert((scope, key), action) {
                return Err(KeymapError::Duplicate {
                    scope: scope.name().into(),
                    key: text.clone(),
                    first: first.id().into(),
                    second: name.into(),
                });
            }
            self.by_action.entry((scope, action)).or_default().push(key);
        }
        Ok(())
    }

    /// What a key does where one is.
    pub fn lookup(&self, scope: Scope, key: Key) -> Option<Action> {
        self.lookup_in(scope.chain(), key)
    }

    /// What a key does where it is looked for in these scopes, one after the other.
    pub fn lookup_in(&self, chain: &[Scope], key: Key) -> Option<Action> {
        let key = key.settled();
        chain.iter().find_map(|s| self.by_key.get(&(*s, key)).copied())
    }

    /// The keys of an action where one is; those that something nearer has taken are left out.
    pub fn keys_for(&self, scope: Scope, action: Action) -> Vec<Key> {
        self.keys_in(scope.chain(), action)
    }

    /// The same where keys are looked for in these scopes.
    pub fn keys_in(&self, chain: &[Scope], action: Action) -> Vec<Key> {
        let bound = chain.iter().filter_map(|s| self.by_action.get(&(*s, action))).flatten();
        bound.filter(|key| self.lookup_in(chain, **key) == Some(action)).copied().collect()
    }

    /// The keys that a scope itself gives to an action.
    pub fn keys_of(&self, scope: Scope, action: Action) -> &[Key] {
        self.by_action.get(&(scope, action)).map_or(&[], Vec::as_slice)
    }

    /// Every binding, in order of scope and action.
    pub fn bindings(&self) -> impl Iterator<Item = (Scope, Action, &[Key])> {
        self.by_action.iter().map(|((scope, action), keys)| (*scope, *action, keys.as_slice()))
    }
}

fn sheet(text: &str) -> Result<Sheet, KeymapError> {
    toml::from_str(text).map_err(|e| KeymapError::Syntax(e.to_string().trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::room::Lang;

    #[test]
    fn the_keys_that_come_with_the_program_can_be_read() {
        let map = Keymap::parse(BUILTIN).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(map, Keymap::builtin());
        assert_eq!(map.lookup(Scope::Mentions, Key::char('d')), Some(Action::Dispose));
        assert_eq!(map.lookup(Scope::Mentions, Key::char('?')), Some(Action::Help), "from further down the chain");
        assert_eq!(map.lookup(Scope::Form, Key::char('?')), None, "a letter in a form is typed");
    }

    #[test]
    fn a_key_that_acts_everywhere_means_the_same_in_every_pane() {
        use Scope::{Checklist, EventView, MentionView, Mentions, ResponseView, Responses, Timeline};
        let map = Keymap::builtin();
        for (_, everywhere, keys) in map.bindings().filter(|(scope, ..)| *scope == Scope::Global) {
            for scope in [Mentions, Responses, Checklist, Timeline, MentionView, ResponseView, EventView] {
                for key in keys {
                    let here = map.lookup(scope, *key);
                    let adds = (scope, here) == (Checklist, Some(Action::AddTask));
                    assert!(here == Some(everywhere) || adds, "{scope:?} {key:?}: {everywhere:?} is {here:?}");
                }
            }
        }
    }

    #[test]
    fn no_key_needs_altgr_or_alt_or_belongs_to_a_multiplexer() {
        for (scope, action, keys) in Keymap::builtin().bindings() {
            for key in keys {
                assert!(!key.alt, "{scope:?} {action:?}");
                if let Code::Char(c) = key.code {
                    assert!(!"@#[]{}|\\~€¬".contains(c), "{scope:?} {action:?} needs AltGr on a Spanish keyboard: {c}");
                    assert!(!key.ctrl || !"abghijkmnopqst".contains(c), "{scope:?} {action:?} takes Ctrl-{c}");
                    assert!(key.ctrl || c != 't' || action == Action::Travel, "t is the past's, wherever one is");
                }
            }
        }
    }

    #[test]
    fn a_key_given_twice_in_a_scope_names_both_actions() {
        let error = Keymap::parse("[mentions]\ndispose = [\"d\"]\nsnooze = [\"s\", \"d\"]\n").unwrap_err().to_string();
        assert!(error.contains("\"d\"") && error.contains("dispose") && error.contains("snooze"), "{error}");
        let error = Keymap::with("[mentions]\nsnooze = [\"d\"]\n").unwrap_err().to_string();
        assert!(
            error.contains("dispose") && error.contains("snooze"),
            "a person's own key meets a built-in one: {error}"
        );
    }

    #[test]
    fn ones_own_keys_replace_those_of_the_same_action() {
        let map = Keymap::with("[mentions]\ndispose = [\"-\"]\n").unwrap();
        assert_eq!(map.lookup(Scope::Mentions, Key::char('-')), Some(Action::Dispose));
        assert_ne!(map.lookup(Scope::Mentions, Key::char('d')), Some(Action::Dispose));
    }

    #[test]
    fn what_is_written_wrongly_is_named() {
        for (text, word) in [
            ("[nowhere]\nhelp = [\"h\"]", "nowhere"),
            ("[global]\nfly = [\"h\"]", "fly"),
            ("[global]\nhelp = [\"hyper-h\"]", "hyper-h"),
            ("[start]\ndispose = [\"d\"]", "mentions"),
            ("[global]\nhelp = \"h\"", "line 2"),
        ] {
            let error = Keymap::parse(text).unwrap_err().to_string();
            assert!(error.contains(word), "{error}");
        }
    }

    #[test]
    fn a_key_reads_back_from_its_name_and_is_said_in_both_languages() {
        for (name, en, es) in
            [("space", "Space", "Espacio"), ("ctrl-z", "Ctrl-Z", "Ctrl-Z"), ("f1", "F1", "F1"), ("A", "A", "A")]
        {
            let key = Key::parse(name).unwrap();
            assert_eq!((key.label(&Words::new(Lang::En)), key.label(&Words::new(Lang::Es))), (en.into(), es.into()));
        }
        assert_eq!(Key::parse("alt-x"), None);
        let shifted = Key { shift: true, ..Key::char('A') };
        assert_eq!(shifted.settled(), Key::char('A'));
    }
}
