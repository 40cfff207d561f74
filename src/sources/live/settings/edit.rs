//! Changing one source in the file without touching the rest, comments too. Owns where a source stands in the text,
//! however it is spelled: a table of its own, one in braces, keys with dots. What a change would read as is compared with
//! what was meant before anything is written; where they differ, nothing is.

use super::{Entry, Unusable, parse, text, write};
use std::ops::Range;
use std::path::Path;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Writes a source at the end of the file, in place of one of the same name. Only its owner can read the file: it may
/// hold secrets.
pub fn put(path: &Path, entry: &Entry) -> Result<(), Unusable> {
    let mut table = toml::Table::new();
    table.insert("kind".into(), entry.kind.clone().into());
    if let Some(expression) = &entry.expression {
        table.insert("match".into(), expression.clone().into());
    }
    if entry.paused {
        table.insert("paused".into(), true.into());
    }
    if !entry.rooms.is_empty() {
        table.insert("rooms".into(), entry.rooms.clone().into());
    }
    table.extend(entry.own.clone());
    let lines: String = table.iter().map(|(key, value)| format!("{key} = {value}\n")).collect();
    let old = text(path)?;
    let rest = match Place::find(&old, &entry.name)? {
        Some(place) => without(&old, &place),
        None => old.clone(),
    };
    let gap = if rest.trim().is_empty() { "" } else { "\n" };
    let key = if entry.name.contains('.') || !entry.name.is_ascii() {
        toml::Value::String(entry.name.clone()).to_string()
    } else {
        entry.name.clone()
    };
    let rest = if rest.is_empty() || rest.ends_with('\n') { rest } else { rest + "\n" };
    let mut meant = parse(&old)?;
    meant.retain(|e| e.name != entry.name);
    meant.push(entry.clone());
    change(path, &entry.name, &format!("{rest}{gap}[{key}]\n{lines}"), meant)
}

/// Says of a source in the file whether it is listened to, leaving all else as it stands; whether it was there.
pub fn pause(path: &Path, name: &str, paused: bool) -> Result<bool, Unusable> {
    let old = text(path)?;
    let mut meant = parse(&old)?;
    let Some(entry) = meant.iter_mut().find(|entry| entry.name == name) else { return Ok(false) };
    let Some(place) = Place::find(&old, name)? else { return Ok(false) };
    if std::mem::replace(&mut entry.paused, paused) != paused {
        change(path, name, &place.paused(&old, paused), meant)?;
    }
    Ok(true)
}

/// Takes a source out of the file; whether it was there.
pub fn remove(path: &Path, name: &str) -> Result<bool, Unusable> {
    let old = text(path)?;
    let mut meant = parse(&old)?;
    let Some(place) = Place::find(&old, name)? else { return Ok(false) };
    meant.retain(|entry| entry.name != name);
    change(path, name, &without(&old, &place), meant)?;
    Ok(true)
}

/// Writes a new text, if it says what is meant.
fn change(path: &Path, name: &str, new: &str, mut meant: Vec<Entry>) -> Result<(), Unusable> {
    let by_name = |all: &mut Vec<Entry>| all.sort_by(|a, b| a.name.cmp(&b.name));
    let mut said = parse(new);
    said.iter_mut().for_each(by_name);
    by_name(&mut meant);
    match said {
        Ok(said) if said == meant => write(path, new),
        // one too many, or one that no file may hold
        Err(unusable) if unusable.key != "sources-syntax" => Err(unusable),
        _ => Err(Unusable { at: None, key: "sources-by-hand", what: name.to_owned() }),
    }
}

/// Where a source stands.
struct Place {
    /// Its name: in a head, before an equals sign, or before a dot.
    name: Range<usize>,
    /// What its name stands for.
    table: Range<usize>,
    /// Every key and value of it, with its name.
    pieces: Vec<Range<usize>>,
    /// The key `paused` and its value.
    paused: Option<(Range<usize>, Range<usize>)>,
}

impl Place {
    fn find(text: &str, name: &str) -> Result<Option<Place>, Unusable> {
        let tree = DeTable::parse(text).map_err(|e| Unusable {
            at: e.span().and_then(|span| super::place(text, span.start)),
            key: "sources-syntax",
            what: String::new(),
        })?;
        let Some((key, value)) = tree.get_ref().iter().find(|(key, _)| key.get_ref() == name) else { return Ok(None) };
        let mut pieces = vec![key.span()];
        collect(value, &mut pieces);
        let paused = match value.get_ref() {
            DeValue::Table(table) => table.iter().find(|(key, _)| key.get_ref() == "paused"),
            _ => None,
        };
        let paused = paused.map(|(key, value)| (key.span(), value.span()));
        Ok(Some(Place { name: key.span(), table: value.span(), pieces, paused }))
    }

    /// The text with the source paused, or not.
    fn paused(&self, text: &str, paused: bool) -> String {
        let put = |at: Range<usize>, what: &str| [&text[..at.start], what, &text[at.end..]].concat();
        if let Some((key, value)) = &self.paused {
            let line = lines(text, key.start..value.end);
            let alone = text[line.clone()].trim() == &text[key.start..value.end];
            return if alone && !paused {
                put(line, "")
            } else {
                put(value.clone(), if paused { "true" } else { "false" })
            };
        }
        let line = lines(text, self.name.clone());
        match &text[self.table.clone()] {
            _ if text[line.clone()].trim_start().starts_with('[') => {
                let gap = if text[line.clone()].ends_with('\n') { "" } else { "\n" };
                put(line.end..line.end, &format!("{gap}paused = {paused}\n"))
            }
            braces if braces.starts_with('{') => {
                let inside = self.table.start + 1;
                put(inside..inside, &format!(" paused = {paused},"))
            }
            _ => put(line.start..line.start, &format!("{}.paused = {paused}\n", &text[self.name.clone()])),
        }
    }
}

/// Every key and value inside a value, in no order.
fn collect(value: &Spanned<DeValue>, pieces: &mut Vec<Range<usize>>) {
    match value.get_ref() {
        DeValue::Table(table) => {
            for (key, value) in table {
                pieces.push(key.span());
                collect(value, pieces);
            }
            // braces have an end of their own
            pieces.push(value.span());
        }
        DeValue::Array(all) => {
            all.iter().for_each(|value| collect(value, pieces));
            pieces.push(value.span());
        }
        _ => pieces.push(value.span()),
    }
}

/// The whole lines in which a piece of the text stands.
fn lines(text: &str, piece: Range<usize>) -> Range<usize> {
    let start = text[..piece.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[piece.end..].find('\n').map_or(text.len(), |at| piece.end + at + 1);
    start..end
}

/// The text without the lines of a source; of blank lines before and behind it one stays.
fn without(text: &str, place: &Place) -> String {
    let mut gone: Vec<Range<usize>> = place.pieces.iter().map(|piece| lines(text, piece.clone())).collect();
    gone.sort_by_key(|range| range.start);
    let (mut kept, mut at) = (String::with_capacity(text.len()), 0);
    for range in gone {
        kept.push_str(text.get(at..range.start).unwrap_or_default());
        at = at.max(range.end);
    }
    let mut rest = &text[at..];
    if kept.is_empty() || kept.ends_with("\n\n") {
        rest = rest.trim_start_matches(['\n', '\r']);
    }
    kept + rest
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;
    use std::fs;

    /// The same two sources, as people write them.
    const SPELLINGS: [&str; 8] = [
        "[a]\nkind = \"rss\"\nurls = [\n  \"https://x.example/[b]\", # one\n]\n[b]\nkind = \"x\"\n",
        "a = { kind = \"rss\", urls = [\"https://x.example/[b]\"] }\nb = { kind = \"x\" }\n",
        "a.kind = \"rss\"\na.urls = [\"https://x.example/[b]\"]\n\n[b]\nkind = \"x\"",
        "  [ \"a\" ] # ours\r\n  kind = 'rss'\r\n  urls = ['https://x.example/[b]']\r\n\r\n[b]\r\nkind = \"x\"\r\n",
        "'a'.kind = \"rss\"\n\"a\".urls = [\"https://x.example/[b]\"]\nb.kind = \"x\"\n",
        "# [a]\n[b]\nkind = \"x\"\n\n['a']\nurls = [\"https://x.example/[b]\"]\nkind = \"\"\"rss\"\"\"",
        "b = { kind = \"x\" }\n[a]\n# paused = true\nkind = \"rss\" # paused\nurls = [\"https://x.example/[b]\"]\n",
        "[a]\npaused = false # for now\nurls = ['''\nhttps://x.example/[b]''']\nkind = \"rss\"\n[b]\nkind = \"x\"\n",
    ];

    #[test]
    fn a_source_is_paused_resumed_and_taken_out_however_it_is_written() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("sources.toml");
        for text in SPELLINGS {
            fs::write(&path, text).unwrap();
            let names = || read(&path).unwrap().iter().map(|e| (e.name.clone(), e.paused)).collect::<Vec<_>>();
            let (a, b) = (("a".to_owned(), false), ("b".to_owned(), false));
            let comments = text.matches('#').count();
            assert!(names().contains(&a), "{text}");
            for _ in 0..2 {
                assert!(pause(&path, "a", true).unwrap(), "{text}");
                assert!(names().contains(&("a".to_owned(), true)) && names().contains(&b), "{text}");
            }
            assert_eq!(fs::read_to_string(&path).unwrap().matches('#').count(), comments, "{text}");
            assert!(pause(&path, "a", false).unwrap() && names().contains(&a) && names().contains(&b), "{text}");
            assert!(remove(&path, "a").unwrap() && !remove(&path, "a").unwrap(), "{text}");
            assert_eq!(names(), [b], "{text}");
            assert!(remove(&path, "b").unwrap() && names().is_empty(), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_changed_safely_is_left_and_said() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("sources.toml");
        // a head of a part stands where the head of the whole would
        let text = "[a.deep]\nx = 1\n[a]\nkind = \"x\"\n";
        fs::write(&path, text).unwrap();
        match pause(&path, "a", true) {
            Ok(_) => assert!(read(&path).unwrap()[0].paused),
            Err(said) => {
                assert_eq!((said.key, said.what.as_str()), ("sources-by-hand", "a"));
                assert_eq!(fs::read_to_string(&path).unwrap(), text);
            }
        }
        let broken = "[a]\nkind = \"x\"\n[a\n";
        fs::write(&path, broken).unwrap();
        let entry = Entry { name: "n".into(), kind: "x".into(), ..Entry::default() };
        for said in [pause(&path, "a", true).map(|_| ()), remove(&path, "a").map(|_| ()), put(&path, &entry)] {
            assert_eq!(said.map_err(|e| (e.key, e.at)), Err(("sources-syntax", Some((3, 3)))));
        }
        assert_eq!(fs::read_to_string(&path).unwrap(), broken);
    }

    #[test]
    fn comments_of_others_stay_when_one_is_taken_out() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("sources.toml");
        fs::write(&path, "# all\n\n# first\n[a]\nkind = \"x\"\n\n# second\n[b]\nkind = \"x\"\n").unwrap();
        remove(&path, "a").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "# all\n\n# first\n\n# second\n[b]\nkind = \"x\"\n");
    }
}
