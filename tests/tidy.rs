//! The rules that the compiler does not know: which module may know which, how large things get, what is named where.
//! Every rule lists all that breaks it as `file:line: what`, and is shown to fail on a small sample of its own.

mod source;

use source::{File, Rust, files, item_end, line_at};

// ---------------------------------------------------------------------------------------------------- what is allowed

/// Which modules each module may name, besides itself.
const DIRECTIONS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("length", &["domain"]),
    ("plan", &["domain", "length"]),
    ("triage", &["domain", "plan"]),
    ("voice", &["domain", "plan"]),
    // the hour of the next word is read where the room reads what is promised
    ("tone", &["domain", "plan", "voice"]),
    // in which language a text is written, triage reads, of ours as of any other
    ("proof", &["domain", "plan", "triage", "tone", "voice"]),
    ("rows", &["domain", "plan", "proof", "review"]),
    ("words", &["domain", "rows"]),
    ("drill", &["domain", "length", "plan", "tone", "proof"]),
    ("prevent", &["domain", "plan", "triage", "rows"]),
    ("review", &["domain", "plan"]),
    ("store", &["domain", "plan", "prevent", "triage", "tone", "voice", "proof", "rows", "words", "review"]),
    // made from rows that the store has read: pure, so that the screen can show what a person will issue
    ("report", &["domain", "plan", "rows", "words", "review"]),
    ("app", &["domain", "length", "plan", "prevent", "tone", "voice", "proof", "rows", "words", "review", "report"]),
    ("ui", &["domain", "length", "plan", "prevent", "tone", "proof", "rows", "words", "review", "report", "app"]),
    ("config", &["domain"]),
    ("log", &["domain", "config"]),
    ("sources", &["domain", "plan", "triage", "rows", "words", "store"]),
    // what goes out uses the same guarded way to the web and the same shape of file as what comes in
    ("publish", &["domain", "length", "plan", "triage", "rows", "words", "store", "sources"]),
    // the same guarded way to the web and the same keyring as what goes out through accounts
    ("alert", &["domain", "plan", "triage", "rows", "words", "store", "config", "sources", "publish"]),
    ("cli", EVERYTHING),
    ("shell", EVERYTHING),
    ("main", EVERYTHING),
    ("lib", EVERYTHING),
];
const EVERYTHING: &[&str] = &["*"];

/// Modules without I/O, clock or dice.
const PURE: &[&str] = &[
    "domain", "length", "plan", "prevent", "triage", "tone", "voice", "proof", "words", "rows", "report", "review",
    "app", "drill",
];
/// What they never name.
const IMPURE: &[&str] = &[
    "ratatui",
    "crossterm",
    "rusqlite",
    "tokio",
    "std::fs",
    "std::env",
    "std::net",
    "std::process",
    "std::thread",
    "SystemTime::now",
    "Instant::now",
    "Utc::now",
    "Local::now",
    "Uuid::now_v7",
    "rand",
];
/// Crates that only some places name.
const HOMES: &[(&str, &[&str])] = &[
    ("rusqlite", &["src/store/"]),
    ("crossterm", &["src/shell/"]),
    ("ratatui", &["src/ui/", "src/shell/terminal.rs"]),
    ("ratatui_textarea", &["src/app/editor.rs"]),
    ("tokio", &["src/sources/", "src/publish/", "src/alert/", "src/shell/"]),
];

const MAX_FILE: usize = 500;
const MAX_TEST_FILE: usize = 800;
const MAX_FUNCTION: usize = 70;
const THEME: &str = "src/ui/theme.rs";
/// Names of colours, as calls on a style.
const COLOURS: &[&str] =
    &["black", "red", "green", "yellow", "blue", "magenta", "cyan", "gray", "dark_gray", "white", "light_red"];
const PRINTS: &[&str] = &["print", "println", "eprint", "eprintln", "dbg"];
const UNFINISHED_MACROS: &[&str] = &["todo", "unimplemented"];
const UNFINISHED_WORDS: &[&str] = &["TODO", "FIXME", "XXX"];
const VAGUE_FOLDERS: &[&str] = &["utils", "util", "helpers", "helper", "common", "misc"];
/// Paths of a developer's machine, put together here so that this file does not name them itself.
const MACHINES: &[&str] = &[concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("../sha", "red")];
/// All that is kept in the repository.
const TRACKED: &[&str] = &["src", "tests", "assets", "Cargo.toml", "Cargo.lock", "clippy.toml", "rustfmt.toml"];
const TRACKED_IF_THERE: &[&str] = &["benches", "fuzz", ".ci", "deny.toml", "README.md", ".gitignore"];

// ---------------------------------------------------------------------------------------------------------- the rules

#[test]
fn modules_know_only_what_stands_before_them() {
    report(production().iter().flat_map(directions));
}

#[test]
fn pure_modules_touch_nothing() {
    report(production().iter().flat_map(impurities));
}

#[test]
fn crates_stay_at_home() {
    report(production().iter().flat_map(strays));
}

#[test]
fn files_and_functions_are_small() {
    report(rust_files("src").iter().flat_map(too_large));
}

#[test]
fn every_module_says_what_it_owns() {
    report(production().iter().flat_map(undocumented));
}

#[test]
fn colours_are_named_in_the_theme_alone() {
    report(production().iter().flat_map(colours));
}

#[test]
fn only_the_command_line_prints() {
    report(production().iter().flat_map(prints));
}

#[test]
fn nothing_is_left_unfinished() {
    let all = ["src", "tests", "benches"].into_iter().filter(|d| source::root().join(d).exists());
    report(all.flat_map(rust_files).filter(|f| f.path != "tests/tidy.rs").flat_map(|f| unfinished(&f)));
}

#[test]
fn folders_say_what_they_hold() {
    report(tracked().iter().flat_map(vague_folder));
}

#[test]
fn nothing_names_a_developers_machine() {
    report(tracked().iter().flat_map(machine_paths));
}

#[test]
fn migrations_open_with_why() {
    let migrations = files(&["src"]).into_iter().filter(|f| f.path.ends_with(".sql"));
    let silent = migrations.filter(|f| !f.text.starts_with("--"));
    report(silent.map(|f| format!("{}:1: say why this migration is there, in a comment", f.path)));
}

fn report(broken: impl Iterator<Item = String>) {
    let broken: Vec<String> = broken.collect();
    assert!(broken.is_empty(), "{} in all:\n{}", broken.len(), broken.join("\n"));
}

fn tracked() -> Vec<File> {
    let there = TRACKED_IF_THERE.iter().filter(|p| source::root().join(p).exists());
    files(&TRACKED.iter().chain(there).copied().collect::<Vec<_>>())
}

fn rust_files(below: &str) -> Vec<File> {
    files(&[below]).into_iter().filter(|f| f.path.ends_with(".rs")).collect()
}

/// Source that ends in the binary: without the files that `#[cfg(test)]` brings in.
fn production() -> Vec<File> {
    let all = rust_files("src");
    let tests: Vec<String> = all.iter().flat_map(test_files).collect();
    let is_test = |path: &str| tests.iter().any(|t| path == format!("{t}.rs") || path.starts_with(&format!("{t}/")));
    all.iter().filter(|f| !is_test(&f.path)).cloned().collect()
}

/// Files that a file brings in for tests alone, without `.rs`.
fn test_files(file: &File) -> Vec<String> {
    let rust = Rust::read(&file.text);
    let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let stem = file.path.trim_end_matches(".rs");
    let own = if ["mod", "lib", "main"].iter().any(|m| stem.ends_with(&format!("/{m}"))) { folder } else { stem };
    let mut found = Vec::new();
    for part in source::test_parts(&rust.code) {
        let code = rust.code[part.clone()].trim_end();
        let Some((_, name)) = code.strip_suffix(';').and_then(|c| c.rsplit_once("mod ")) else { continue };
        let elsewhere = rust.strings.iter().find(|(at, _)| part.contains(at));
        found.push(match elsewhere {
            Some((_, path)) => format!("{folder}/{}", path.trim_end_matches(".rs")),
            None => format!("{own}/{}", name.trim()),
        });
    }
    found
}

// --------------------------------------------------------------------------------------------------------- the checks

/// A path as the code writes it, groups taken apart: `use a::{b, c::d}` is `a::b` and `a::c::d`.
#[derive(Debug, PartialEq)]
struct Named {
    line: usize,
    path: Vec<String>,
}

impl Named {
    /// `a::b` stands somewhere in it, in one piece.
    fn has(&self, what: &str) -> bool {
        let what: Vec<&str> = what.split("::").collect();
        // A crate or `std` stands first; a type such as `Instant` may come after its module.
        let first = what[0].starts_with(char::is_lowercase);
        self.path.windows(what.len()).enumerate().any(|(at, w)| w == what.as_slice() && (!first || at == 0))
    }
}

fn named(code: &str) -> Vec<Named> {
    let tokens = tokens(code);
    let (mut found, mut at) = (Vec::new(), 0);
    while at < tokens.len() {
        at = path(&tokens, at, &[], &mut found);
    }
    found
}

/// Names and the signs that make paths of them, each with its line.
fn tokens(code: &str) -> Vec<(usize, &str)> {
    let (mut found, mut line, mut i, bytes) = (Vec::new(), 1, 0, code.as_bytes());
    while i < bytes.len() {
        let start = i;
        if source::is_word(bytes[i]) {
            while i < bytes.len() && source::is_word(bytes[i]) {
                i += 1;
            }
        } else if bytes[i..].starts_with(b"::") {
            i += 2;
        } else {
            line += usize::from(bytes[i] == b'\n');
            i += 1;
            if !matches!(bytes[start], b'{' | b'}' | b',' | b'*' | b'!' | b'.' | b'(' | b'<') {
                continue;
            }
        }
        found.push((line, &code[start..i]));
    }
    found
}

/// Reads the path that starts at a token, and returns where to go on.
fn path(tokens: &[(usize, &str)], mut at: usize, prefix: &[String], found: &mut Vec<Named>) -> usize {
    let name =
        |at: usize| tokens.get(at).map(|t| t.1).filter(|t| t.starts_with(|c: char| c.is_alphabetic() || c == '_'));
    let sign = |at: usize, s: &str| tokens.get(at).is_some_and(|t| t.1 == s);
    let line = tokens[at].0;
    let mut whole = prefix.to_vec();
    let Some(first) = name(at) else { return at + 1 };
    whole.push(first.to_owned());
    at += 1;
    while sign(at, "::") {
        if let Some(next) = name(at + 1) {
            whole.push(next.to_owned());
            at += 2;
        } else if sign(at + 1, "{") {
            at += 2;
            while at < tokens.len() && !sign(at, "}") {
                at = path(tokens, at, &whole, found);
            }
            return at + 1;
        } else {
            at += 1;
        }
    }
    found.push(Named { line, path: whole });
    at
}

/// The path of a file's module: `src/app/panes/mod.rs` is `["app", "panes"]`.
fn module(path: &str) -> Vec<&str> {
    let mut parts: Vec<&str> = path.trim_start_matches("src/").trim_end_matches(".rs").split('/').collect();
    if parts.len() > 1 && parts.last() == Some(&"mod") {
        parts.pop();
    }
    parts
}

/// The top module that a path leads to, when it leads to one of ours.
fn target<'p>(path: &'p [String], module: &[&str]) -> Option<&'p str> {
    let ups = path.iter().take_while(|p| *p == "super").count();
    match path.first()?.as_str() {
        "crate" | "gabinete" => path.get(1).map(String::as_str),
        "super" if ups >= module.len() => path.get(ups).map(String::as_str),
        _ => None,
    }
}

fn directions(file: &File) -> Vec<String> {
    let module = module(&file.path);
    let Some((_, allowed)) = DIRECTIONS.iter().find(|(name, _)| *name == module[0]) else {
        return vec![format!("{}:1: say in tests/tidy.rs which modules `{}` may know", file.path, module[0])];
    };
    if *allowed == EVERYTHING {
        return Vec::new();
    }
    let mut broken = Vec::new();
    for named in named(&Rust::read(&file.text).without_tests().code) {
        let Some(to) = target(&named.path, &module) else { continue };
        let known = DIRECTIONS.iter().any(|(name, _)| *name == to);
        if known && to != module[0] && !allowed.contains(&to) {
            broken.push(format!("{}:{}: `{}` must not know `{to}`", file.path, named.line, module[0]));
        }
    }
    broken
}

fn impurities(file: &File) -> Vec<String> {
    if !PURE.contains(&module(&file.path)[0]) {
        return Vec::new();
    }
    let code = Rust::read(&file.text).without_tests().code;
    let bad = |n: &Named| IMPURE.iter().find(|i| n.has(i)).map(|i| (n.line, *i));
    named(&code)
        .iter()
        .filter_map(bad)
        .map(|(line, i)| format!("{}:{line}: a pure module names {i}", file.path))
        .collect()
}

fn strays(file: &File) -> Vec<String> {
    let code = Rust::read(&file.text).without_tests().code;
    let mut broken = Vec::new();
    for named in named(&code) {
        for (what, homes) in HOMES.iter().filter(|(what, _)| named.has(what)) {
            if !homes.iter().any(|home| file.path.starts_with(home)) {
                broken.push(format!("{}:{}: {what} is named only in {}", file.path, named.line, homes.join(", ")));
            }
        }
    }
    broken
}

fn too_large(file: &File) -> Vec<String> {
    let whole = file.text.lines().count();
    let rust = Rust::read(&file.text);
    let tests: usize = source::test_parts(&rust.code).iter().map(|p| rust.code[p.clone()].lines().count()).sum();
    let is_test = file.path.ends_with("/tests.rs") || file.path.ends_with("_tests.rs") || file.path.contains("/tests/");
    let (lines, most) = if is_test { (whole, MAX_TEST_FILE) } else { (whole - tests, MAX_FILE) };
    let mut broken = Vec::new();
    if lines > most {
        broken.push(format!("{}:1: {lines} lines, at most {most}", file.path));
    }
    for (line, name, lines) in functions(&rust.code) {
        if lines > MAX_FUNCTION {
            broken.push(format!("{}:{line}: `{name}` has {lines} lines, at most {MAX_FUNCTION}", file.path));
        }
    }
    broken
}

/// Every function with a body: its line, its name, and how many lines it has.
fn functions(code: &str) -> Vec<(usize, &str, usize)> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("fn ") {
        let name = code[at + 3..].split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
        let inside_a_word = at > 0 && source::is_word(code.as_bytes()[at - 1]);
        let end = item_end(code, at);
        if !inside_a_word && !name.is_empty() && code[..end].ends_with('}') {
            found.push((line_at(code, at), name, code[at..end].lines().count()));
        }
    }
    found
}

fn undocumented(file: &File) -> Vec<String> {
    let opening: String = file.text.lines().take_while(|l| l.starts_with("//!")).collect();
    if opening.split_whitespace().count() > 4 {
        return Vec::new();
    }
    vec![format!("{}:1: open with `//!`: what this module owns, what it must not know", file.path)]
}

fn colours(file: &File) -> Vec<String> {
    if file.path == THEME {
        return Vec::new();
    }
    let rust = Rust::read(&file.text).without_tests();
    let mut lines: Vec<usize> = Vec::new();
    lines.extend(named(&rust.code).iter().filter(|n| n.path.iter().any(|p| p == "Color")).map(|n| n.line));
    let tokens = tokens(&rust.code);
    let call = |w: &[(usize, &str)]| {
        let colour = w[1].1.strip_prefix("on_").unwrap_or(w[1].1);
        w[0].1 == "." && w[2].1 == "(" && COLOURS.contains(&colour)
    };
    lines.extend(tokens.windows(3).filter(|w| call(w)).map(|w| w[1].0));
    let hex = |s: &str| s.len() == 7 && s.starts_with('#') && s[1..].bytes().all(|b| b.is_ascii_hexdigit());
    let seen = ["ui", "app", "shell"].contains(&module(&file.path)[0]);
    lines.extend(rust.strings.iter().filter(|(_, s)| seen && hex(s)).map(|(at, _)| line_at(&file.text, *at)));
    lines.iter().map(|line| format!("{}:{line}: a colour outside {THEME}", file.path)).collect()
}

/// Calls of these macros.
fn macros<'c>(code: &'c str, names: &[&str]) -> Vec<(usize, &'c str)> {
    let tokens = tokens(code);
    tokens.windows(2).filter(|w| w[1].1 == "!" && names.contains(&w[0].1)).map(|w| w[0]).collect()
}

fn prints(file: &File) -> Vec<String> {
    if file.path.starts_with("src/cli") || file.path == "src/main.rs" {
        return Vec::new();
    }
    let code = Rust::read(&file.text).without_tests().code;
    macros(&code, PRINTS)
        .iter()
        .map(|(line, name)| format!("{}:{line}: {name}! outside the command line", file.path))
        .collect()
}

fn unfinished(file: &File) -> Vec<String> {
    let rust = Rust::read(&file.text);
    let mut broken: Vec<(usize, String)> = Vec::new();
    broken.extend(macros(&rust.code, UNFINISHED_MACROS).iter().map(|(line, name)| (*line, format!("{name}!"))));
    for (at, text) in &rust.comments {
        let words = text.split(|c: char| !c.is_alphanumeric());
        broken.extend(words.filter(|w| UNFINISHED_WORDS.contains(w)).map(|w| (line_at(&file.text, *at), w.to_owned())));
    }
    let attribute = |what: &str| rust.code.match_indices(what).map(|(at, _)| at).collect::<Vec<_>>();
    broken.extend(attribute("#[ignore").iter().map(|at| (line_at(&rust.code, *at), "#[ignore]".into())));
    broken.extend(attribute("dead_code").iter().map(|at| (line_at(&rust.code, *at), "dead code kept alive".into())));
    broken.into_iter().map(|(line, what)| format!("{}:{line}: {what}", file.path)).collect()
}

fn vague_folder(file: &File) -> Vec<String> {
    let stem = file.path.trim_end_matches(".rs");
    let vague = stem.split('/').find(|part| VAGUE_FOLDERS.contains(part));
    vague.map(|v| format!("{}:1: `{v}` says nothing about what is in it", file.path)).into_iter().collect()
}

fn machine_paths(file: &File) -> Vec<String> {
    let mut broken = Vec::new();
    for (n, line) in file.text.lines().enumerate() {
        for machine in MACHINES {
            // In the middle of a longer path or address it is somebody else's folder.
            let alone = |at: usize| at == 0 || !(source::is_word(line.as_bytes()[at - 1]));
            if line.match_indices(machine).any(|(at, _)| alone(at)) {
                broken.push(format!("{}:{}: {machine} is a place on a developer's machine", file.path, n + 1));
            }
        }
    }
    broken
}

// ------------------------------------------------------------------------------------------------- the rules can fail

fn file(path: &str, text: &str) -> File {
    File { path: path.into(), text: text.into() }
}

/// The lines that a check complains about.
fn lines(check: fn(&File) -> Vec<String>, path: &str, text: &str) -> Vec<usize> {
    check(&file(path, text)).iter().map(|b| b[path.len() + 1..].split(':').next().unwrap().parse().unwrap()).collect()
}

#[test]
fn a_wrong_direction_is_found() {
    let text = "//! crate::store\nuse crate::{domain::text, store::open as o};\nfn a() { super::super::ui::draw(); }\n\
                fn b() -> Result<(), crate::shell::E> { \"crate::cli\"; }\n#[cfg(test)]\nmod tests { use crate::store; }";
    assert_eq!(lines(directions, "src/app/list.rs", text), [2, 3, 4]);
    assert_eq!(lines(directions, "src/app/panes/feed.rs", "use super::super::super::store::x;"), [1]);
    assert!(lines(directions, "src/app/panes/feed.rs", "use super::super::ui;").is_empty(), "that is app::ui");
    assert_eq!(lines(directions, "src/drill/mod.rs", "use crate::store;"), [1]);
    assert!(lines(directions, "src/shell/mod.rs", text).is_empty());
    assert_eq!(lines(directions, "src/novel/mod.rs", ""), [1], "a new module says where it stands");
}

#[test]
fn an_impurity_is_found() {
    let text = "use std::{fmt, fs};\nlet now = chrono::Utc::now();\nuse std::time::Instant;\nlet i = Instant::now();\n\
                ratatui::init();\nuse ratatui_textarea::TextArea;\nlet rand = 1; my::rand::x();";
    assert_eq!(lines(impurities, "src/domain/a.rs", text), [1, 2, 4, 5, 7], "a variable of that name counts too");
    assert!(lines(impurities, "src/store/a.rs", text).is_empty());
}

#[test]
fn a_stray_crate_is_found() {
    let text = "use ratatui::Frame;\nuse crossterm::event;\nfn a(c: &rusqlite::Connection) {}\nratatui_textarea::x();";
    assert_eq!(lines(strays, "src/ui/a.rs", text), [2, 3, 4]);
    assert_eq!(lines(strays, "src/shell/terminal.rs", text), [3, 4]);
    assert_eq!(lines(strays, "src/app/editor.rs", text), [1, 2, 3]);
}

#[test]
fn a_large_file_and_a_long_function_are_found() {
    let body = "    let a = '{';\n".repeat(69);
    let long = format!("fn small() {{}}\n// fn\nfn long<'a>(a: [u8; 2]) -> &'a str\n{{\n{body}}}\n");
    assert_eq!(lines(too_large, "src/a.rs", &long), [3]);
    let short = format!("fn fits() {{\n{}}}", &body[..body.len() - "    let a = '{';\n".len()]);
    assert!(lines(too_large, "src/a.rs", &short).is_empty());
    let lines_of = |n: usize| "// x\n".repeat(n);
    assert_eq!(lines(too_large, "src/a.rs", &lines_of(501)), [1]);
    let tested = format!("{}#[cfg(test)]\nmod tests {{\n{}}}\n", lines_of(500), lines_of(100));
    assert!(lines(too_large, "src/a.rs", &tested).is_empty());
    assert!(lines(too_large, "src/tests.rs", &lines_of(800)).is_empty());
    assert_eq!(lines(too_large, "src/tests.rs", &lines_of(801)), [1]);
}

#[test]
fn a_silent_module_is_found() {
    assert_eq!(lines(undocumented, "src/a.rs", "//! store\nfn a() {}"), [1]);
    assert_eq!(lines(undocumented, "src/a.rs", "// What this is about, in words"), [1]);
    assert!(lines(undocumented, "src/a.rs", "//! The queue of texts on their way.\n").is_empty());
}

#[test]
fn a_colour_is_found() {
    let text = "use ratatui::style::Color;\nlet s = Style::new().fg(Color::Red);\nlet t = \"x\".on_red();\nlet u = \"#ff0000\";\n\
                let v = a.red;";
    assert_eq!(lines(colours, "src/ui/a.rs", text), [1, 2, 3, 4]);
    assert!(lines(colours, THEME, text).is_empty());
}

#[test]
fn a_print_is_found() {
    assert_eq!(lines(prints, "src/app/a.rs", "fn a() {\n println!(\"x\"); // print!()\n dbg!(1);\n}"), [2, 3]);
    assert!(lines(prints, "src/cli/run.rs", "println!()").is_empty());
}

#[test]
fn unfinished_work_is_found() {
    let text =
        "todo!();\n// TODO: later\n#[ignore = \"slow\"]\n#[allow(unused, dead_code)]\nlet s = \"TODO FIXME\"; // toDo";
    assert_eq!(lines(unfinished, "src/a.rs", text).len(), 4);
}

#[test]
fn a_vague_folder_is_found() {
    assert_eq!(vague_folder(&file("src/utils/a.rs", "")).len(), 1);
    assert_eq!(vague_folder(&file("src/app/helpers.rs", "")).len(), 1);
    assert!(vague_folder(&file("src/app/misconduct.rs", "")).is_empty());
}

#[test]
fn a_machine_path_is_found() {
    let text = format!("a\nsee {}x\nhttps://example.org{}y", MACHINES[0], MACHINES[0]);
    assert_eq!(lines(machine_paths, "README.md", &text), [2]);
}

#[test]
fn files_for_tests_are_known() {
    let text =
        "#[cfg(test)]\nmod tests;\n#[cfg(test)]\n#[path = \"list_tests.rs\"]\nmod more;\n#[cfg(test)]\nmod inside {}";
    assert_eq!(test_files(&file("src/app/list.rs", text)), ["src/app/list/tests", "src/app/list_tests"]);
    assert_eq!(test_files(&file("src/app/mod.rs", text))[0], "src/app/tests");
}

#[test]
fn groups_of_names_are_taken_apart() {
    let found = named("use a::{self, b::{c, d as e}, f::*};\nlet g = h::i::<j::k>();");
    let paths: Vec<String> = found.iter().map(|n| n.path.join("::")).collect();
    for path in ["a::self", "a::b::c", "a::b::d", "a::f", "h::i", "j::k"] {
        assert!(paths.iter().any(|p| p == path), "{path} in {paths:?}");
    }
}
