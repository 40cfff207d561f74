//! The command line in the reader's language: `--help`, the manual page and the completions. Owns which sentence goes
//! with which command and argument; must not know what they do.

use super::Cli;
use crate::domain::room::Lang;
use crate::words::Words;
use clap::{Arg, ArgAction, Command, CommandFactory};
use std::ffi::OsString;

/// The sentence of every command (empty for the program itself) and, with its second name, of each of its arguments.
const SENTENCES: &[(&str, &str, &str)] = &[
    ("", "", "help"),
    ("", "room", "help-room"),
    ("", "name", "help-as"),
    ("", "lang", "help-lang"),
    ("", "readonly", "help-readonly"),
    ("", "share", "help-share"),
    ("", "present", "help-present"),
    ("", "allow_network_fs", "help-allow-network-fs"),
    ("drill", "", "help-drill"),
    ("drill", "what", "help-drill-what"),
    ("drill", "which", "help-drill-name"),
    ("drill", "to", "help-drill-to"),
    ("drill", "from", "help-drill-from"),
    ("drill", "speed", "help-drill-speed"),
    ("drill", "text_lang", "help-drill-text-lang"),
    ("drill", "seed", "help-drill-seed"),
    ("drill", "json", "help-drill-json"),
    ("import", "", "help-import"),
    ("import", "files", "help-import-files"),
    ("import", "map", "help-import-map"),
    ("import", "preset", "help-import-preset"),
    ("import", "zone", "help-import-zone"),
    ("import", "dates", "help-import-dates"),
    ("import", "history", "help-import-history"),
    ("import", "dry_run", "help-import-dry-run"),
    ("import", "rejects", "help-import-rejects"),
    ("follow", "", "help-follow"),
    ("follow", "file", "help-follow-file"),
    ("collect", "", "help-collect"),
    ("keywords", "", "help-keywords"),
    ("keywords", "words", "help-keywords-words"),
    ("sources", "", "help-sources"),
    ("sources", "verb", "help-sources-verb"),
    ("sources", "source", "help-sources-name"),
    ("sources", "kind", "help-sources-kind"),
    ("sources", "expression", "help-sources-match"),
    ("sources", "set", "help-sources-set"),
    ("sources", "only", "help-sources-only"),
    ("accounts", "", "help-accounts"),
    ("accounts", "verb", "help-accounts-verb"),
    ("accounts", "account", "help-accounts-name"),
    ("accounts", "kind", "help-accounts-kind"),
    ("accounts", "server", "help-accounts-server"),
    ("accounts", "login", "help-accounts-login"),
    ("accounts", "visibility", "help-accounts-visibility"),
    ("accounts", "keyring", "help-accounts-keyring"),
    ("accounts", "only", "help-accounts-only"),
    ("alerts", "", "help-alerts"),
    ("alerts", "verb", "help-alerts-verb"),
    ("alerts", "outlet", "help-alerts-name"),
    ("act", "", "help-act"),
    ("act", "command", "help-act-command"),
    ("act", "schema", "help-act-schema"),
    ("triage", "", "help-triage"),
    ("triage", "file", "help-triage-file"),
    ("triage", "brand", "help-triage-brand"),
    ("detect", "", "help-detect"),
    ("detect", "file", "help-detect-file"),
    ("lint", "", "help-lint"),
    ("lint", "file", "help-lint-file"),
    ("lint", "text_lang", "help-lint-text-lang"),
    ("lint", "kind", "help-lint-type"),
    ("lint", "severity", "help-lint-severity"),
    ("lint", "facts", "help-lint-facts"),
    ("lint", "plan", "help-lint-plan"),
    ("match", "", "help-match"),
    ("match", "expression", "help-match-expression"),
    ("match", "days", "help-match-days"),
    ("match", "json", "help-match-json"),
    ("match", "file", "help-match-file"),
    ("count", "", "help-count"),
    ("count", "file", "help-count-file"),
    ("count", "platform", "help-count-platform"),
    ("count", "reply", "help-count-reply"),
    ("count", "thread", "help-count-thread"),
    ("count", "limit", "help-count-limit"),
    ("count", "cw", "help-count-cw"),
    ("count", "json", "help-count-json"),
    ("attach", "", "help-attach"),
    ("attach", "file", "help-attach-file"),
    ("attach", "to", "help-attach-to"),
    ("attach", "by", "help-attach-by"),
    ("attach", "at", "help-attach-at"),
    ("attach", "note", "help-attach-note"),
    ("line", "", "help-line"),
    ("sitrep", "", "help-sitrep"),
    ("sitrep", "issue", "help-report-issue"),
    ("sitrep", "format", "help-report-format"),
    ("sitrep", "text_lang", "help-report-text-lang"),
    ("sitrep", "number", "help-report-number"),
    ("sitrep", "incident", "help-report-incident"),
    ("sitrep", "fill", "help-report-fill"),
    ("sitrep", "file", "help-report-file"),
    ("brief", "", "help-brief"),
    ("brief", "issue", "help-report-issue"),
    ("brief", "format", "help-report-format"),
    ("brief", "text_lang", "help-report-text-lang"),
    ("brief", "number", "help-report-number"),
    ("brief", "incident", "help-report-incident"),
    ("brief", "fill", "help-report-fill"),
    ("brief", "file", "help-report-file"),
    ("handover", "", "help-handover"),
    ("handover", "issue", "help-report-issue"),
    ("handover", "format", "help-report-format"),
    ("handover", "text_lang", "help-report-text-lang"),
    ("handover", "number", "help-report-number"),
    ("handover", "incident", "help-report-incident"),
    ("handover", "fill", "help-report-fill"),
    ("handover", "file", "help-report-file"),
    ("ready", "", "help-ready"),
    ("ready", "json", "help-ready-json"),
    ("themes", "", "help-themes"),
    ("themes", "days", "help-themes-days"),
    ("themes", "json", "help-themes-json"),
    ("ambassadors", "", "help-ambassadors"),
    ("ambassadors", "days", "help-ambassadors-days"),
    ("ambassadors", "json", "help-ambassadors-json"),
    ("usual", "", "help-usual"),
    ("usual", "json", "help-usual-json"),
    ("review", "", "help-review"),
    ("review", "incident", "help-review-incident"),
    ("review", "format", "help-review-format"),
    ("review", "text_lang", "help-review-text-lang"),
    ("report", "", "help-report"),
    ("report", "incident", "help-review-incident"),
    ("report", "format", "help-review-report-format"),
    ("report", "table", "help-report-table"),
    ("report", "personal", "help-report-personal"),
    ("report", "text_lang", "help-review-text-lang"),
    ("events", "", "help-events"),
    ("events", "json", "help-events-json"),
    ("events", "from", "help-events-from"),
    ("check", "", "help-check"),
    ("info", "", "help-info"),
    ("backup", "", "help-backup"),
    ("backup", "to", "help-backup-to"),
    ("export", "", "help-export"),
    ("export", "incident", "help-export-incident"),
    ("export", "to", "help-export-to"),
    ("erase", "", "help-erase"),
    ("erase", "mentions", "help-erase-mention"),
    ("erase", "author", "help-erase-author"),
    ("erase", "platform", "help-erase-platform"),
    ("erase", "reason", "help-erase-reason"),
    ("erase", "yes", "help-erase-yes"),
    ("plan", "", "help-plan"),
    ("plan", "verb", "help-plan-verb"),
    ("plan", "names", "help-plan-names"),
    ("plan", "file", "help-plan-file"),
    ("plan", "json", "help-plan-json"),
    ("config", "", "help-config"),
    ("completions", "", "help-completions"),
    ("completions", "shell", "help-completions-shell"),
    ("man", "", "help-man"),
];

/// What stands for a value in the usage, where it is a word.
const VALUES: &[(&str, &str)] = &[
    ("FILE", "help-value-file"),
    ("NAME", "help-value-name"),
    ("NAME,...", "help-value-names"),
    ("FIELD=COLUMN,...", "help-value-columns"),
    ("TOOL", "help-value-tool"),
    ("ZONE", "help-value-zone"),
    ("EXPR", "help-value-expression"),
    ("SEQ", "help-value-event"),
    ("SHELL", "help-value-shell"),
    ("TYPE", "help-value-type"),
    ("LEVEL", "help-value-level"),
    ("WHAT", "help-value-what"),
    ("INCIDENT", "help-value-incident"),
    ("KIND", "help-value-kind"),
    ("EXPR", "help-value-expression"),
    ("KEY=VALUE", "help-value-setting"),
    ("ROOM", "help-value-room"),
    ("WORD", "help-value-word"),
    ("URL", "help-value-url"),
    ("HANDLE", "help-value-handle"),
    ("WHO", "help-value-who"),
    ("TEXT", "help-value-text"),
    ("THING:N", "help-value-thing"),
    ("TIME", "help-value-time"),
    ("FORMAT", "help-value-format"),
    ("BLANK=TEXT", "help-value-blank"),
];

/// Headings that the manual page has on its own.
const HEADINGS: &[(&str, &str)] = &[
    ("NAME", "help-man-name"),
    ("SYNOPSIS", "help-man-synopsis"),
    ("DESCRIPTION", "help-man-description"),
    ("VERSION", "help-man-version"),
];

/// Where the options of every command begin in a list of options: after the command's own, before `--help`.
const GLOBAL: usize = 100;

/// The language that is asked for among the arguments, before they are parsed.
pub fn asked(args: &[OsString]) -> Option<Lang> {
    let mut args = args.iter().skip(1).map_while(|a| (a != "--").then(|| a.to_string_lossy()));
    while let Some(arg) = args.next() {
        match arg.strip_prefix("--lang") {
            Some("") => return Lang::parse(&args.next()?),
            Some(rest) if rest.starts_with('=') => return Lang::parse(&rest[1..]),
            _ => {}
        }
    }
    None
}

/// The command line with every text in the reader's language, ready to parse.
pub fn command(words: &Words) -> Command {
    let mut command = worded(words);
    // Adds `help` and its flags, so that they can be worded like the rest.
    command.build();
    dressed(command, words)
}

/// The commands and arguments as they are declared, with their sentences and value names in the reader's language.
pub fn worded(words: &Words) -> Command {
    let mut order = GLOBAL..;
    let command = texts(Cli::command(), "", words);
    let command = command.mut_args(|arg| match order.next() {
        Some(n) if arg.is_global_set() => arg.display_order(n),
        _ => arg,
    });
    command.mut_subcommands(|sub| {
        let name = sub.get_name().to_owned();
        texts(sub, &name, words)
    })
}

/// The manual page.
pub fn man(words: &Words) -> std::io::Result<String> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command(words)).render(&mut page)?;
    let lines = String::from_utf8_lossy(&page).lines().map(|line| heading(line, words)).collect::<Vec<_>>();
    Ok(lines.join("\n"))
}

fn heading(line: &str, words: &Words) -> String {
    let Some(heading) = line.strip_prefix(".SH ") else { return line.to_owned() };
    let own = HEADINGS.iter().find(|(name, _)| *name == heading);
    format!(".SH {}", own.map_or_else(|| heading.to_uppercase(), |(_, key)| words.t(key)))
}

fn sentence(command: &str, arg: &str, words: &Words) -> Option<String> {
    SENTENCES.iter().find(|(c, a, _)| (*c, *a) == (command, arg)).map(|(_, _, key)| words.t(key))
}

fn texts(command: Command, name: &str, words: &Words) -> Command {
    let command = match sentence(name, "", words) {
        Some(about) => command.about(about),
        None => command,
    };
    command.mut_args(|arg| {
        let value = arg.get_value_names().and_then(|names| names.first()).map(ToString::to_string);
        let key = VALUES.iter().find(|(name, _)| value.as_deref() == Some(*name));
        let arg = match key {
            Some((_, key)) => arg.value_name(words.t(key)),
            None => arg,
        };
        match sentence(name, arg.get_id().as_str(), words) {
            Some(help) => arg.help(help),
            None => arg,
        }
    })
}

/// What clap would write by itself, in English: headings, usage, defaults, and the texts of what it adds.
fn dressed(command: Command, words: &Words) -> Command {
    let usage = words.t("help-usage");
    let mut command = command
        .help_template(format!("{{about-with-newline}}\n{usage}: {{usage}}\n\n{{all-args}}"))
        .subcommand_help_heading(words.t("help-commands"))
        .subcommand_value_name(words.t("help-value-command"))
        .mut_args(|arg| argument(arg, words))
        .mut_subcommands(|sub| dressed(sub, words));
    if command.get_name() == "help" {
        command = command.about(words.t("help-help"));
    }
    let usage = command.render_usage().to_string().replace("[OPTIONS]", &words.t("help-any-options"));
    command.override_usage(bare_usage(&usage).to_owned())
}

/// Usage without the heading that clap gives it.
pub fn bare_usage(usage: &str) -> &str {
    usage.trim_start_matches("Usage: ")
}

fn argument(arg: Arg, words: &Words) -> Arg {
    let mut help = match arg.get_action() {
        ArgAction::Help => words.t("help-flag"),
        ArgAction::Version => words.t("help-version"),
        _ => arg.get_help().map(ToString::to_string).unwrap_or_default(),
    };
    if let Some(name) = arg.get_env() {
        help = format!("{help} {}", words.f("help-env", &[("name", name.to_string_lossy().into_owned().into())]));
    }
    if arg.get_action().takes_values() {
        let values: Vec<_> = arg.get_default_values().iter().map(|v| v.to_string_lossy()).collect();
        if !values.is_empty() {
            help = format!("{help} {}", words.f("help-default", &[("value", values.join(", ").into())]));
        }
        let values: Vec<_> = arg.get_possible_values().iter().map(|v| v.get_name().to_owned()).collect();
        if !values.is_empty() {
            help = format!("{help} {}", words.f("help-possible", &[("values", values.join(", ").into())]));
        }
    }
    let heading = if arg.is_positional() { "help-arguments" } else { "help-options" };
    let arg = arg.help(help).help_heading(words.t(heading));
    arg.hide_env(true).hide_default_value(true).hide_possible_values(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Value names that are no words of a language.
    const SIGNS: [&str; 4] = ["N", "JSON", "en|es", "dmy|mdy"];

    /// Every command and argument as it is declared, by the names of the table, with its sentence.
    fn declared() -> Vec<(String, String, String)> {
        let cli = Cli::command();
        let mut all = Vec::new();
        for command in std::iter::once(&cli).chain(cli.get_subcommands()) {
            let name = if command.get_name() == cli.get_name() { "" } else { command.get_name() }.to_owned();
            assert!(command.get_long_about().is_none(), "{name}: a long text has no key");
            all.push((name.clone(), String::new(), command.get_about().map(ToString::to_string).unwrap_or_default()));
            for arg in command.get_arguments() {
                assert!(arg.get_long_help().is_none(), "{name} {arg}: a long text has no key");
                let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
                all.push((name.clone(), arg.get_id().to_string(), help));
            }
        }
        all
    }

    #[test]
    fn the_english_sentences_are_those_of_the_source() {
        let words = Words::new(Lang::En);
        for (command, arg, help) in declared() {
            assert_eq!(sentence(&command, &arg, &words), Some(help), "{command:?} {arg:?}");
        }
        for (command, arg, _) in SENTENCES {
            assert!(declared().iter().any(|(c, a, _)| (c.as_str(), a.as_str()) == (*command, *arg)), "{command} {arg}");
        }
    }

    #[test]
    fn every_key_has_words_in_both_languages() {
        let keys = SENTENCES.iter().map(|(_, _, key)| key);
        let keys: Vec<_> = keys.chain(VALUES.iter().chain(HEADINGS).map(|(_, key)| key)).collect();
        for words in [Words::new(Lang::En), Words::new(Lang::Es)] {
            for key in &keys {
                assert!(words.has(key), "{words:?} {key}");
            }
        }
    }

    #[test]
    fn every_value_name_is_worded_or_a_sign() {
        let (cli, en) = (Cli::command(), Words::new(Lang::En));
        for command in std::iter::once(&cli).chain(cli.get_subcommands()) {
            for arg in command.get_arguments().filter(|a| a.get_action().takes_values()) {
                // Without a name of its own clap shows the argument's in capitals.
                let id = arg.get_id().as_str().to_uppercase();
                let names = arg.get_value_names().map_or(vec![id], |n| n.iter().map(ToString::to_string).collect());
                for name in names {
                    let key = VALUES.iter().find(|(value, _)| *value == name).map(|(_, key)| key);
                    assert!(key.map_or(SIGNS.contains(&name.as_str()), |key| en.t(key) == name), "{arg}: {name}");
                }
            }
        }
    }

    /// The help of the program and of each command.
    fn pages(lang: Lang) -> Vec<String> {
        let command = command(&Words::new(lang));
        let names: Vec<String> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
        let names = names.iter().filter(|n| *n != "help");
        let asks = names.flat_map(|n| [vec!["x", n, "--help"], vec!["x", "help", n]]);
        asks.chain([vec!["x", "-h"], vec!["x", "help"], vec!["x", "help", "help"]])
            .map(|args| {
                let shown = command.clone().try_get_matches_from(&args).unwrap_err();
                assert_eq!(shown.kind(), clap::error::ErrorKind::DisplayHelp, "{args:?} {shown}");
                shown.to_string()
            })
            .collect()
    }

    #[test]
    fn nothing_english_is_left_in_the_spanish_help() {
        let all = pages(Lang::Es).join("\n") + &man(&Words::new(Lang::Es)).unwrap();
        let english =
            ["Usage", "OPTION", "Option", "COMMAND", "Command", "Argument:", "Print", "default", "possible", "env:"];
        for word in english.into_iter().chain([" FILE", "<FILE", "NAME", "SYNOPSIS", "DESCRIPTION", "VERSION\n"]) {
            let line = all.lines().find(|line| format!("{line}\n").contains(word));
            assert_eq!(line, None, "{word}");
        }
        for word in ["Uso: gabinete import [OPCIONES] <ARCHIVO>...", "Órdenes:", "Argumentos:", "Opciones:"] {
            assert!(all.contains(word), "{word} in {all}");
        }
        for word in ["[por omisión: 1]", "[variable de entorno:", ".SH NOMBRE", ".SH OPCIONES", ".SH ÓRDENES"] {
            assert!(all.contains(word), "{word} in {all}");
        }
    }

    #[test]
    fn the_english_help_reads_as_ever() {
        let all = pages(Lang::En).join("\n") + &man(&Words::new(Lang::En)).unwrap();
        for word in ["Usage: gabinete import [OPTIONS] <FILE>...", "Commands:", "Arguments:", "Options:"] {
            assert!(all.contains(word), "{word} in {all}");
        }
        for word in ["[default: 1]", "[env: GABINETE_AS]", "zsh]", "Print version", ".SH NAME", ".SH COMMANDS"] {
            assert!(all.contains(word), "{word} in {all}");
        }
    }

    #[test]
    fn what_is_worded_still_parses() {
        use clap::FromArgMatches;
        for lang in [Lang::En, Lang::Es] {
            let typed = ["gabinete", "--as", "Ana", "import", "-", "--map", "a=b", "--lang=es", "--readonly"];
            let matches = command(&Words::new(lang)).try_get_matches_from(typed).unwrap();
            let cli = Cli::from_arg_matches(&matches).unwrap();
            assert_eq!((cli.global.name.as_deref(), cli.global.lang), (Some("Ana"), Some(Lang::Es)));
            assert!(cli.global.readonly && !cli.global.share);
            let Some(crate::cli::Command::Import(import)) = cli.command else { panic!("{:?}", cli.command) };
            assert_eq!((import.map.as_deref(), import.zone.as_str(), import.files.len()), (Some("a=b"), "UTC", 1));
            let version = command(&Words::new(lang)).try_get_matches_from(["gabinete", "-V"]).unwrap_err();
            assert_eq!(version.to_string(), format!("gabinete {}\n", env!("CARGO_PKG_VERSION")));
        }
    }

    #[test]
    fn the_language_is_found_before_parsing() {
        let asked = |typed: &str| asked(&typed.split(' ').map(OsString::from).collect::<Vec<_>>());
        assert_eq!(asked("gabinete import f --lang es"), Some(Lang::Es));
        assert_eq!(asked("gabinete --lang=en --help"), Some(Lang::En));
        for none in ["gabinete", "gabinete --lang", "gabinete --lang fr", "--lang es", "gabinete import -- --lang es"] {
            assert_eq!(asked(none), None, "{none}");
        }
        assert_eq!(asked("gabinete --language es"), None);
    }
}
