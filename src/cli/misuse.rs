//! What to say when what was typed cannot be understood. Owns the sentences of the usual mistakes; the rare ones are
//! told in clap's own words.

use super::help::bare_usage;
use crate::words::Words;
use clap::Command;
use clap::error::{ContextKind, Error, ErrorKind};

/// What is wrong, what was probably meant, how the command is used.
pub fn sentence(words: &Words, command: &Command, error: &Error) -> String {
    let Some(mut lines) = wrong(words, command, error) else {
        return error.to_string().trim_start_matches("error: ").trim_end().to_owned();
    };
    for kind in [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue] {
        if let Some(similar) = context(error, kind) {
            lines.push(words.f("misuse-similar", &[("similar", similar.into())]));
        }
    }
    if let Some(usage) = context(error, ContextKind::Usage) {
        lines.push(format!("{}: {}", words.t("help-usage"), bare_usage(&usage)));
    }
    lines.push(words.t("misuse-more"));
    lines.join("\n")
}

fn wrong(words: &Words, command: &Command, error: &Error) -> Option<Vec<String>> {
    let argument = context(error, ContextKind::InvalidArg);
    let value = context(error, ContextKind::InvalidValue).unwrap_or_default();
    let line = match error.kind() {
        ErrorKind::UnknownArgument => words.f("misuse-argument", &[("given", argument?.into())]),
        ErrorKind::InvalidSubcommand => {
            words.f("misuse-command", &[("given", context(error, ContextKind::InvalidSubcommand)?.into())])
        }
        ErrorKind::MissingRequiredArgument => words.f("misuse-missing", &[("missing", argument?.into())]),
        ErrorKind::ArgumentConflict if argument == context(error, ContextKind::PriorArg) => {
            words.f("misuse-twice", &[("argument", argument?.into())])
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let argument = argument?;
            let mut lines = vec![match value.is_empty() {
                true => words.f("misuse-no-value", &[("argument", argument.as_str().into())]),
                false => words.f("misuse-value", &[("argument", argument.as_str().into()), ("value", value.into())]),
            }];
            // where commands differ about it, whoever judged the value says what would do
            let would_do = || std::error::Error::source(error).map(ToString::to_string);
            if let Some(help) = help_of(&argument, command).or_else(would_do) {
                lines.push(format!("{argument}: {help}"));
            }
            return Some(lines);
        }
        _ => return None,
    };
    Some(vec![line])
}

fn context(error: &Error, kind: ContextKind) -> Option<String> {
    error.get(kind).map(ToString::to_string)
}

/// The help of an argument by the way it is shown; none where commands differ about it.
fn help_of(shown: &str, command: &Command) -> Option<String> {
    let all = std::iter::once(command).chain(command.get_subcommands()).flat_map(Command::get_arguments);
    let mut helps: Vec<String> =
        all.filter(|a| a.to_string() == shown).filter_map(|a| a.get_help()).map(ToString::to_string).collect();
    helps.dedup();
    if helps.len() == 1 { helps.pop() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::help;
    use crate::domain::room::Lang;

    fn said(lang: Lang, typed: &str) -> String {
        let words = Words::new(lang);
        let mut command = help::command(&words);
        let args: Vec<&str> = typed.split(' ').collect();
        let error = command.try_get_matches_from_mut(args).unwrap_err();
        assert!(error.use_stderr() && error.exit_code() == 2, "{typed}");
        sentence(&words, &command, &error)
    }

    #[test]
    fn the_usual_mistakes_are_told_in_both_languages() {
        for (typed, en, es) in [
            ("g nonsense", "There is no command “nonsense”.", "No hay ninguna orden «nonsense»."),
            ("g folow", "Did you mean “follow”?", "¿Quería decir «follow»?"),
            ("g keywrds", "Did you mean “keywords”?", "¿Quería decir «keywords»?"),
            ("g import --mpa x f", "“--mpa” is not expected here.", "«--mpa» no se espera aquí."),
            ("g import --maps x f", "Did you mean “--map”?", "¿Quería decir «--map»?"),
            ("g info x", "“x” is not expected here.", "«x» no se espera aquí."),
            ("g import", "This is missing: <FILE>...", "Falta esto: <ARCHIVO>..."),
            ("g import", "Usage: gabinete import [OPTIONS] <FILE>...", "Uso: gabinete import [OPCIONES] <ARCHIVO>..."),
            ("g drill --speed 61", "“61” will not do for --speed <N>.", "«61» no vale para --speed <N>."),
            ("g drill --speed 61", "1 to 60 [default: 1]", "de 1 a 60 [por omisión: 1]"),
            ("g drill --speed", "--speed <N> needs a value.", "--speed <N> necesita un valor."),
            ("g --lang fr info", "en or es; else the locale's", "en o es; si no, el del sistema"),
            (
                "g drill --seed 1 --seed 2",
                "--seed <N> can be given only once.",
                "--seed <N> solo puede indicarse una vez.",
            ),
            ("g completions basj", "[possible values: bash,", "[valores posibles: bash,"),
            ("g completions basj", "“bash”?", "«bash»?"),
        ] {
            for (lang, wanted) in [(Lang::En, en), (Lang::Es, es)] {
                let said = said(lang, typed);
                assert!(said.contains(wanted), "{typed}: {wanted:?} is not in {said:?}");
            }
            let spanish = said(Lang::Es, typed);
            for word in ["error", "Usage", "tip:", "invalid", "unexpected", "For more"] {
                assert!(!spanish.contains(word), "{typed}: {spanish}");
            }
        }
    }

    #[test]
    fn rare_mistakes_are_told_in_claps_words() {
        assert!(said(Lang::Es, "g info --share=x").starts_with("unexpected value"));
    }
}
