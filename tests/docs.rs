//! What README says is what the program does: keys, commands, options, configuration and the views for SQL.
//!
//! The generated parts stand between `<!-- name -->` and `<!-- /name -->`. `UPDATE_DOCS=1 cargo test --test docs` writes
//! them anew; sentences that people wrote (meanings of columns) stay beside their row.

mod labelled;

use gabinete::app::help::markdown_table;
use gabinete::cli::help::worded;
use gabinete::config::{Config, REFERENCE};
use gabinete::domain::room::Lang;
use gabinete::tone::{Level, Rule};
use gabinete::words::Words;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const ENGLISH: &str = "README.md";
const SPANISH: &str = "assets/README.es.md";

/// What stands between a pair of marks.
enum Block {
    /// All of it is generated.
    Text(String),
    /// Rows of a table by what stands in their first cells; the last cell is generated, or kept as a person wrote it.
    Rows(Vec<(String, Option<String>)>),
}

#[test]
fn the_readme_says_what_the_program_does() {
    check(ENGLISH, &blocks(Lang::En));
}

#[test]
fn so_does_the_spanish_one() {
    check(SPANISH, &blocks(Lang::Es));
}

/// The share of negatives says how well the tone is read: as it was measured last.
#[test]
fn the_review_tells_the_measured_error_of_the_tone() {
    let measured = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/FIGURES.md")).unwrap();
    let numbers = |text: &str| -> Vec<u32> {
        text.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok()).filter(|n| *n != 100).collect()
    };
    let row = |name: &str| {
        let row = measured.lines().find(|line| line.starts_with(name)).unwrap();
        let cells: Vec<Vec<u32>> = row.split('|').skip(2).take(2).map(numbers).collect();
        // found in both languages, then right in both
        [cells[0][0], cells[1][0], cells[0][1], cells[1][1]]
    };
    let expected = [row("| negatives found there,"), row("| negatives found among our own posts")].concat();
    for lang in [Lang::En, Lang::Es] {
        assert_eq!(numbers(&Words::new(lang).t("review-how-negative")), expected, "{lang:?}");
    }
}

#[test]
fn every_view_is_described() {
    for file in [ENGLISH, SPANISH] {
        let text = read(file);
        for view in views().keys() {
            assert!(text.contains(&format!("<!-- {view} -->")), "{file} does not describe {view}");
        }
    }
}

#[test]
fn both_languages_have_the_same_parts() {
    let [en, es] = [ENGLISH, SPANISH].map(|file| headings(&read(file)));
    assert_eq!(en.len(), es.len(), "headings of {ENGLISH} and {SPANISH}:\n{en:#?}\n{es:#?}");
}

#[test]
fn links_inside_the_project_lead_somewhere() {
    for file in [ENGLISH, SPANISH] {
        let text = read(file);
        let folder = path(file).parent().map(PathBuf::from).unwrap_or_default();
        for link in links(&text) {
            match link.strip_prefix('#') {
                Some(anchor) => {
                    let known: Vec<String> = headings(&text).iter().map(|h| slug(h)).collect();
                    assert!(known.iter().any(|k| k == anchor), "{file}: no heading for #{anchor} in {known:?}");
                }
                None if link.contains("://") => {}
                None => assert!(folder.join(link).exists(), "{file}: {link} is not there"),
            }
        }
    }
}

// ---------------------------------------------------------------------------------------------------- what is generated

fn blocks(lang: Lang) -> Vec<(String, Block)> {
    let english = lang == Lang::En;
    let told =
        |rows: Vec<(String, String)>| Block::Rows(rows.into_iter().map(|(cells, text)| (cells, Some(text))).collect());
    let config = match english {
        true => Block::Text(format!("```toml\n{REFERENCE}```")),
        false => Block::Rows(options_of_config().into_iter().map(|cells| (cells, None)).collect()),
    };
    let mut blocks = vec![
        ("keys".to_owned(), Block::Text(markdown_table(lang).trim_end().to_owned())),
        ("commands".to_owned(), told(commands(lang))),
        ("options".to_owned(), told(options(lang))),
        ("config".to_owned(), config),
        ("tone".to_owned(), Block::Text(tone(lang))),
    ];
    for (view, columns) in views() {
        blocks.push((view, Block::Rows(columns.into_iter().map(|c| (format!("`{c}`"), None)).collect())));
    }
    blocks
}

/// How well the tone check reads the labelled texts: right of those found, and found of those there, in each half.
fn tone(lang: Lang) -> String {
    let words = Words::new(lang);
    let [en, es] = [Lang::En, Lang::Es].map(labelled::texts);
    let cells = |score: labelled::Score| {
        format!("{}/{} | {}/{}", score.hits, score.hits + score.wrong, score.hits, score.hits + score.missed)
    };
    let mut rows = vec![match lang {
        Lang::En => {
            "| | Rule | right, tuned half | found, tuned half | right, other half | found, other half |".to_owned()
        }
        Lang::Es => {
            "| | Regla | acierta, mitad ajustada | halla, mitad ajustada | acierta, otra mitad | halla, otra mitad |"
                .to_owned()
        }
    }];
    rows.push("|---|---|---|---|---|---|".to_owned());
    for rule in Rule::ALL.into_iter().filter(|r| !r.beside_others()) {
        let both =
            [true, false].map(|tuned| cells(labelled::score(&en, rule, tuned) + labelled::score(&es, rule, tuned)));
        rows.push(format!(
            "| {} {} | {} | {} |",
            rule.code(),
            rule.level().code(),
            words.t(rule.key()),
            both.join(" | ")
        ));
    }
    for (texts, code) in [(&en, "EN"), (&es, "ES")] {
        for level in [Level::Error, Level::Warning, Level::Info] {
            let halves = [true, false].map(|tuned| cells(labelled::level(texts, level, tuned)));
            rows.push(format!("| {code} {} | {} | {} |", level.code(), words.t(level.key()), halves.join(" | ")));
        }
    }
    rows.join("\n")
}

/// Every command as it is typed, with what it does.
fn commands(lang: Lang) -> Vec<(String, String)> {
    let cli = worded(&Words::new(lang));
    let mut rows = Vec::new();
    for command in cli.get_subcommands().filter(|c| !c.is_hide_set()) {
        let mut typed = command.get_name().to_owned();
        for arg in command.get_positionals() {
            let name = arg.get_value_names().and_then(|n| n.first()).map_or(arg.get_id().as_str(), |n| n.as_str());
            typed.push_str(&if arg.is_required_set() { format!(" {name}") } else { format!(" [{name}]") });
        }
        rows.push((format!("`gabinete {typed}`"), sentence(command.get_about())));
    }
    rows
}

/// Every option with the command that it goes with.
fn options(lang: Lang) -> Vec<(String, String)> {
    let cli = worded(&Words::new(lang));
    let mut rows = Vec::new();
    for command in std::iter::once(&cli).chain(cli.get_subcommands().filter(|c| !c.is_hide_set())) {
        let whose = if command.get_name() == "gabinete" { String::new() } else { format!("`{}`", command.get_name()) };
        for arg in command.get_arguments().filter(|a| a.get_long().is_some() && !a.is_hide_set()) {
            let mut typed = format!("--{}", arg.get_long().unwrap_or_default());
            if arg.get_action().takes_values() {
                let names = arg.get_value_names().unwrap_or_default();
                typed.extend(names.iter().map(|n| format!(" {}", n.replace('|', "\\|"))));
            }
            rows.push((format!("`{typed}` | {whose}"), sentence(arg.get_help())));
        }
    }
    rows
}

fn sentence(text: Option<&clap::builder::StyledStr>) -> String {
    text.map(|t| t.to_string().replace('|', "\\|")).unwrap_or_default()
}

/// Every option of the configuration file with its default.
fn options_of_config() -> Vec<String> {
    let defaults = toml::Table::try_from(Config::default()).expect("the configuration is a table");
    let mut keys: Vec<&String> = defaults.keys().collect();
    // In the order of the reference, which is that of reading.
    keys.sort_by_key(|key| REFERENCE.find(&format!("\n{key} = ")));
    keys.iter().map(|key| format!("`{key}` | `{}`", defaults[key.as_str()])).collect()
}

/// The views of the schema with their columns, as SQLite sees them after every migration.
fn views() -> BTreeMap<String, Vec<String>> {
    let mut migrations: Vec<PathBuf> =
        fs::read_dir(path("src/store/migrations")).unwrap().map(|entry| entry.unwrap().path()).collect();
    migrations.sort();
    let db = rusqlite::Connection::open_in_memory().unwrap();
    for file in migrations {
        db.execute_batch(&fs::read_to_string(file).unwrap()).unwrap();
    }
    let mut names = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'view'").unwrap();
    let names: Vec<String> = names.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let columns = |view: &str| {
        let statement = db.prepare(&format!("SELECT * FROM {view}")).unwrap();
        statement.column_names().map(str::to_owned).collect()
    };
    names.iter().map(|view| (view.clone(), columns(view))).collect()
}

// ------------------------------------------------------------------------------------------------- comparing, rewriting

fn path(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(file)
}

fn read(file: &str) -> String {
    fs::read_to_string(path(file)).unwrap_or_else(|e| panic!("{file}: {e}"))
}

fn check(file: &str, blocks: &[(String, Block)]) {
    let old = read(file);
    let new = blocks.iter().fold(old.clone(), |text, (name, block)| {
        rewritten(&text, name, block).unwrap_or_else(|| panic!("{file} has no <!-- {name} --> … <!-- /{name} -->"))
    });
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(path(file), &new).unwrap();
    } else if let Some((n, (is, should))) = old.lines().zip(new.lines()).enumerate().find(|(_, (a, b))| a != b) {
        panic!("{file}:{}: is\n{is}\nshould be\n{should}\nUPDATE_DOCS=1 cargo test --test docs writes it", n + 1);
    } else {
        assert_eq!(old.lines().count(), new.lines().count(), "UPDATE_DOCS=1 cargo test --test docs writes it");
    }
    let silent: Vec<&str> = new.lines().filter(|l| l.starts_with('|') && l.ends_with("|  |")).collect();
    assert!(silent.is_empty(), "{file}: say in a few words what these are:\n{}", silent.join("\n"));
}

/// The text with what stands between the marks made anew; `None` without marks.
fn rewritten(text: &str, name: &str, block: &Block) -> Option<String> {
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let from = text.find(&open)? + open.len();
    let to = from + text[from..].find(&close)?;
    let inside = match block {
        Block::Text(all) => format!("{all}\n"),
        Block::Rows(rows) => table(&text[from..to], rows),
    };
    Some(format!("{}{inside}{}", &text[..from], &text[to..]))
}

/// The table with exactly these rows: its head stays, and what people wrote beside a row stays beside it.
fn table(old: &str, rows: &[(String, Option<String>)]) -> String {
    let mut lines = old.lines();
    let mut new: String = lines.by_ref().take(2).map(|l| format!("{l}\n")).collect();
    let written: BTreeMap<&str, &str> = lines
        .filter_map(|l| l.strip_prefix("| ")?.strip_suffix(" |")?.rsplit_once(" | "))
        .map(|(cells, text)| (cells.trim(), text))
        .collect();
    for (cells, text) in rows {
        let text = text.as_deref().or_else(|| written.get(cells.trim()).copied()).unwrap_or_default();
        new.push_str(&format!("| {cells} | {text} |\n"));
    }
    new
}

fn headings(text: &str) -> Vec<String> {
    let mut fenced = false;
    let mut found = Vec::new();
    for line in text.lines() {
        fenced ^= line.starts_with("```");
        if !fenced && line.starts_with('#') {
            found.push(line.trim_start_matches('#').trim().to_owned());
        }
    }
    found
}

/// A heading's anchor, as forges make it.
fn slug(heading: &str) -> String {
    let kept = heading.to_lowercase().chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c)).collect::<String>();
    kept.replace(' ', "-")
}

/// Targets of `[text](target)`.
fn links(text: &str) -> Vec<&str> {
    text.split("](").skip(1).filter_map(|rest| rest.split(')').next()).collect()
}

// ------------------------------------------------------------------------------------------------- the checks can fail

#[test]
fn a_block_is_made_anew_and_what_people_wrote_stays() {
    let text = "a\n<!-- t -->\n| K | V |\n|---|---|\n| `b` | bee |\n| `x` | gone |\n<!-- /t -->\nz\n";
    let rows = Block::Rows(vec![("`a`".into(), None), ("`b`".into(), None), ("`c`".into(), Some("sea".into()))]);
    let new = rewritten(text, "t", &rows).unwrap();
    assert_eq!(new, "a\n<!-- t -->\n| K | V |\n|---|---|\n| `a` |  |\n| `b` | bee |\n| `c` | sea |\n<!-- /t -->\nz\n");
    assert_eq!(rewritten(&new, "t", &rows).unwrap(), new);
    assert!(rewritten(text, "other", &rows).is_none());
    assert_eq!(rewritten(text, "t", &Block::Text("x".into())).unwrap(), "a\n<!-- t -->\nx\n<!-- /t -->\nz\n");
}

#[test]
fn headings_and_links_are_found() {
    let text = "# A b\n```sh\n# no\n```\n## ¿Qué es?\n[x](#a-b) [y](z.md)";
    assert_eq!(headings(text), ["A b", "¿Qué es?"]);
    assert_eq!(slug("¿Qué es?"), "qué-es");
    assert_eq!(links(text), ["#a-b", "z.md"]);
}
