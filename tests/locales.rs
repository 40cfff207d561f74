//! The words in both languages: they parse, they match each other, each is used, and each that is asked for is there.

mod source;

use fluent_bundle::FluentResource;
use gabinete::domain::room::Lang;
use gabinete::words;
use source::{Rust, files, line_at};
use std::collections::{BTreeMap, BTreeSet};

/// A sentence of a Fluent file.
#[derive(Debug, Clone)]
struct Message {
    file: String,
    line: usize,
    text: String,
}

impl Message {
    /// The arguments that it takes.
    fn variables(&self) -> BTreeSet<&str> {
        let name = |s: &'static str| move |c: char| !(c.is_alphanumeric() || s.contains(c));
        self.text.split('$').skip(1).filter_map(|rest| rest.split(name("-_")).next()).collect()
    }

    /// What a person reads: without placeholders, selectors and the names of variants.
    fn prose(&self) -> String {
        let variants = self.text.replace("->", "").replace("*[", "[");
        let mut depth = 0;
        let mut said = String::new();
        for c in variants.chars() {
            match c {
                '{' | '[' => depth += 1,
                '}' | ']' => depth -= 1,
                // Inside a selector the variants' sentences stand at depth 1, after their names in brackets.
                _ if depth == 0 || (depth == 1 && variants.contains('[')) => said.push(c),
                _ => {}
            }
        }
        said
    }
}

type Messages = BTreeMap<String, Message>;

/// The messages of a Fluent file, by key, in order.
fn messages(path: &str, text: &str) -> Vec<(String, Message)> {
    let mut found: Vec<(String, Message)> = Vec::new();
    for (n, line) in text.lines().enumerate() {
        let key = line.split_once(" =").map(|(key, rest)| (key, rest.strip_prefix(' ').unwrap_or(rest)));
        match key {
            Some((key, rest)) if line.starts_with(|c: char| c.is_ascii_alphabetic()) => {
                found.push((key.into(), Message { file: path.into(), line: n + 1, text: rest.into() }));
            }
            _ if line.starts_with([' ', '}']) => {
                if let Some((_, message)) = found.last_mut() {
                    message.text.push('\n');
                    message.text.push_str(line);
                }
            }
            _ => {}
        }
    }
    found
}

fn language(lang: Lang) -> Messages {
    let folder = format!("assets/locales/{}", lang.code());
    files(&[&folder]).iter().flat_map(|f| messages(&f.path, &f.text)).collect()
}

fn report(broken: impl IntoIterator<Item = String>) {
    let broken: Vec<String> = broken.into_iter().collect();
    assert!(broken.is_empty(), "{} in all:\n{}", broken.len(), broken.join("\n"));
}

// ---------------------------------------------------------------------------------------------------- the two languages

#[test]
fn every_file_parses_and_is_compiled_in() {
    for lang in [Lang::En, Lang::Es] {
        let there = files(&[&format!("assets/locales/{}", lang.code())]);
        for file in &there {
            if let Err((_, errors)) = FluentResource::try_new(file.text.clone()) {
                panic!("{}: {errors:?}", file.path);
            }
        }
        let there: BTreeSet<&str> = there.iter().map(|f| f.text.as_str()).collect();
        let compiled: BTreeSet<&str> = words::files(lang).into_iter().collect();
        assert!(there == compiled, "assets/locales/{} and words::files name different files", lang.code());
    }
}

#[test]
fn no_key_stands_twice() {
    let mut broken = Vec::new();
    for lang in [Lang::En, Lang::Es] {
        let mut seen: BTreeMap<String, String> = BTreeMap::new();
        for file in files(&[&format!("assets/locales/{}", lang.code())]) {
            for (key, m) in messages(&file.path, &file.text) {
                let place = format!("{}:{}", m.file, m.line);
                if let Some(first) = seen.insert(key.clone(), place.clone()) {
                    broken.push(format!("{place}: {key} stands in {first} already"));
                }
            }
        }
    }
    report(broken);
}

#[test]
fn both_languages_say_the_same_things() {
    report(differences(&language(Lang::En), &language(Lang::Es)));
}

fn differences(en: &Messages, es: &Messages) -> Vec<String> {
    let mut broken = Vec::new();
    for (here, there) in [(en, es), (es, en)] {
        let missing = here.iter().filter(|(key, _)| !there.contains_key(*key));
        broken.extend(missing.map(|(key, m)| format!("{}:{}: {key} is missing in the other language", m.file, m.line)));
    }
    for (key, m) in en {
        let Some(twin) = es.get(key) else { continue };
        if m.variables() != twin.variables() {
            let (a, b) = (m.variables(), twin.variables());
            broken.push(format!("{}:{}: {key} takes {b:?}, in English {a:?}", twin.file, twin.line));
        }
        if file_name(&m.file) != file_name(&twin.file) {
            broken.push(format!("{}:{}: {key} stands in {} in English", twin.file, twin.line, m.file));
        }
    }
    broken
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

// ----------------------------------------------------------------------------------------------------- use in the source

#[test]
fn every_key_is_used() {
    let en = language(Lang::En);
    let mut used: BTreeSet<String> = BTreeSet::new();
    for (_, rust) in sources() {
        used.extend(rust.strings.into_iter().map(|(_, s)| s));
    }
    for key in en.keys() {
        let inside = en.values().any(|m| m.text.contains(&format!("{{ {key} }}")));
        if inside {
            used.insert(key.clone());
        }
    }
    let unused = en.iter().filter(|(key, _)| !used.contains(*key));
    report(unused.map(|(key, m)| format!("{}:{}: {key} is used nowhere", m.file, m.line)));
}

#[test]
fn every_key_that_is_asked_for_is_there() {
    let en = language(Lang::En);
    let mut broken = Vec::new();
    for (path, rust) in sources() {
        for (at, key) in asked(&rust) {
            if !en.contains_key(&key) {
                broken.push(format!("{path}:{}: no language has {key}", line_at(&rust.code, at)));
            }
        }
    }
    report(broken);
}

/// The plan names its sentences and leaves the saying to others, so that no call shows which strings are keys.
#[test]
fn every_sentence_of_the_plan_is_there() {
    let en = language(Lang::En);
    let mut broken = Vec::new();
    for (path, rust) in
        sources().into_iter().filter(|(path, _)| path.starts_with("src/plan/") && !path.contains("/tests/"))
    {
        let keys = rust.strings.iter().filter(|(_, s)| s.starts_with("plan-") && !en.contains_key(s));
        broken.extend(keys.map(|(at, key)| format!("{path}:{}: no language has {key}", line_at(&rust.code, *at))));
    }
    report(broken);
}

fn sources() -> Vec<(String, Rust)> {
    let rust = files(&["src"]).into_iter().filter(|f| f.path.ends_with(".rs") && !f.path.ends_with("tests.rs"));
    rust.map(|f| (f.path, Rust::read(&f.text).without_tests())).collect()
}

/// Strings that stand where a key is wanted: the first argument of the calls that say something, the second of
/// `.word(name, key)`, and whatever a function `key` returns.
fn asked(rust: &Rust) -> Vec<(usize, String)> {
    let keys = key_functions(&rust.code);
    let wanted = |at: usize| {
        let before = rust.code[..at].trim_end();
        let call = [".t(", ".f(", ".has(", "Refusal::new("].iter().any(|c| before.ends_with(c));
        let second = before.strip_suffix(',').is_some_and(|b| {
            let open = b.rfind('(').unwrap_or(0);
            b[..open].ends_with(".word") && !b[open..].contains(')')
        });
        call || second || keys.iter().any(|k| k.contains(&at))
    };
    rust.strings.iter().filter(|(at, s)| wanted(*at) && !s.is_empty()).cloned().collect()
}

/// Bodies of the functions that return a key: `fn key(self) -> &'static str`.
fn key_functions(code: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("fn key(") {
        let end = source::item_end(code, at);
        let head = code[at..end].split('{').next().unwrap_or_default();
        if head.contains("-> &'static str") {
            found.push(at..end);
        }
    }
    found
}

// ------------------------------------------------------------------------------------------------------------ the texts

/// Sentences that may be the same in both languages: names, codes, signs and words that Spanish spells alike.
const ALIKE: &[&str] = &[
    "form-channel-hint",
    "info-incidents",
    "notice-error",
    "source-kind-bluesky",
    "source-kind-mastodon",
    "source-kind-webhook",
    "tone-error",
];

#[test]
fn spanish_is_translated() {
    let (en, es) = (language(Lang::En), language(Lang::Es));
    let same = es.iter().filter(|(key, m)| {
        let letters = m.prose().chars().filter(|c| c.is_alphabetic()).count();
        letters > 3 && en.get(*key).is_some_and(|twin| twin.text == m.text) && !ALIKE.contains(&key.as_str())
    });
    report(same.map(|(key, m)| format!("{}:{}: {key} is still English: {}", m.file, m.line, m.text)));
}

#[test]
fn texts_have_no_blanks_at_their_ends() {
    let mut broken = Vec::new();
    for (_, m) in language(Lang::En).iter().chain(&language(Lang::Es)) {
        if blank_ends(&m.text) {
            broken.push(format!("{}:{}: a blank at an end: “{}”", m.file, m.line, m.text));
        }
    }
    report(broken);
}

fn blank_ends(text: &str) -> bool {
    let quoted = [r#"{ " " }"#, r#"{" "}"#];
    text.is_empty()
        || text.starts_with([' ', '\u{a0}'])
        || text.lines().any(|l| l.ends_with([' ', '\t', '\u{a0}']))
        || quoted.iter().any(|q| text.starts_with(q) || text.ends_with(q))
}

#[test]
fn spanish_questions_and_exclamations_open_and_close() {
    let es = language(Lang::Es);
    let broken = es.values().filter(|m| !paired(&m.text));
    report(broken.map(|m| format!("{}:{}: ¿? or ¡! is not paired: {}", m.file, m.line, m.text)));
}

/// A closing mark after a word closes a sentence; one that stands alone is the name of a key.
fn paired(text: &str) -> bool {
    let ends = |mark: char| {
        let after_a_word = |at: usize| {
            text[..at]
                .chars()
                .next_back()
                .is_some_and(|c| c.is_alphanumeric() || matches!(c, '}' | ')' | '”' | '»' | '…'))
        };
        text.match_indices(mark).filter(|(at, _)| after_a_word(*at)).count()
    };
    let opens = |mark: char| text.matches(mark).count();
    opens('¿') == ends('?') && opens('¡') == ends('!')
}

// ------------------------------------------------------------------------------------------------- the checks can fail

fn sample(text: &str) -> Messages {
    messages("a/x.ftl", text).into_iter().collect()
}

#[test]
fn a_difference_is_found() {
    let en = sample("# c\na = One { $n }\nb = Two\nc = { $n ->\n    [one] x { $m }\n   *[other] y\n}\n");
    let es = sample("a = Uno\nc = { $n ->\n    [one] x { $m }\n   *[other] y\n}\nd = Cuatro\n");
    assert_eq!(en["c"].variables(), BTreeSet::from(["n", "m"]));
    assert_eq!((en["c"].line, differences(&en, &es).len()), (4, 3), "b, d, and a's arguments");
    assert!(differences(&en, &en).is_empty());
}

#[test]
fn a_key_that_is_asked_for_is_found() {
    let text = r#"
        w.t("k-one"); w.f("k-two", &[("name", 1)]); Refusal::new("k-three").with("max", 1).word("state", "k-four");
        fn key(self) -> &'static str { match self { A => "k-five", B => ["k-six"][0] } }
        fn key(self) -> String { "no" }
        // w.t("no")
        w.t(key); x("no", "no"); list(&["no"]);
    "#;
    let keys: Vec<String> = asked(&Rust::read(text)).into_iter().map(|(_, key)| key).collect();
    assert_eq!(keys, ["k-one", "k-two", "k-three", "k-four", "k-five", "k-six"]);
}

#[test]
fn faults_of_texts_are_found() {
    assert!(blank_ends("a ") && blank_ends(" a") && blank_ends("a { \" \" }") && !blank_ends("a b"));
    assert!(paired("¿Qué? ¡Ya! (? ayuda, ! tarde) “{ $a }”"));
    assert!(!paired("Qué?") && !paired("¿Qué") && !paired("¡{ $a } ya") && !paired("{ $a }!"));
    assert_eq!(sample("a = { $n } x")["a"].prose().trim(), "x");
}
