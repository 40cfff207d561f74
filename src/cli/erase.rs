//! `erase`: the words of a person who asks for it, for good. Without `--yes` it only says what would go and what would stay.

use super::run::{Context, Failure, Outcome};
use super::say;
use crate::domain::command::{Command, EraseMentions};
use crate::domain::ids::MentionId;
use crate::domain::mention::MAX_ERASED;
use crate::domain::private::Allow;
use crate::domain::room::Arg;
use crate::store::erase::asked::{self, Asked, MAX_LOOKED, Whose};
use clap::Args;

/// Options of `erase`.
#[derive(Debug, Args)]
pub struct Erase {
    /// A mention, by the number that it says when it is open; may be given several times
    #[arg(long = "mention", value_name = "N", value_parser = clap::value_parser!(i64).range(1..), required_unless_present = "author", conflicts_with = "author")]
    pub mentions: Vec<i64>,
    /// All that this person wrote: a handle, or the displayed name as it stands
    #[arg(long, value_name = "HANDLE")]
    pub author: Option<String>,
    /// With --author: on this platform alone
    #[arg(long, value_name = "NAME", requires = "author")]
    pub platform: Option<String>,
    /// On what ground, without naming them: it is kept
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    /// Erase it; else it is only said what would go
    #[arg(long)]
    pub yes: bool,
}

/// Says what is asked for, and erases it where that was confirmed.
pub fn erase(context: &Context, args: &Erase) -> Outcome {
    let words = &context.words;
    context.may_write()?;
    let room = context.room();
    let whose = match &args.author {
        Some(author) => Whose::Author(author.clone(), args.platform.clone()),
        None => Whose::Mentions(args.mentions.iter().copied().map(MentionId).collect()),
    };
    let asked = asked::asked(&room, context.options(), &whose).map_err(|e| context.fault(&room, &e))?;
    if asked.mentions.is_empty() {
        return Err(Failure::refused(words.t(if asked.gone.is_empty() { "erase-nothing" } else { "erase-gone" })));
    }
    asked::on_ground(&room, context.options(), &asked.mentions, &args.reason).map_err(|e| context.denied(&room, e))?;
    if !args.yes {
        say(&words.f("erase-would", &counts(&asked)))?;
        ours(context, &asked)?;
        say(&words.t("erase-say-yes"))?;
        return Ok(1);
    }
    let plan = context.plan()?;
    for some in asked.mentions.chunks(MAX_ERASED) {
        let said = EraseMentions { mentions: some.to_vec(), reason: args.reason.clone() };
        context.decide(&room, &plan, &Command::EraseMentions(said))?;
    }
    say(&words.f("erase-done", &counts(&asked)))?;
    ours(context, &asked)?;
    Ok(0)
}

fn counts(asked: &Asked) -> [(&'static str, Arg); 3] {
    const LISTED: usize = 20;
    let mut list: Vec<String> = asked.mentions.iter().take(LISTED).map(|id| id.0.to_string()).collect();
    if asked.mentions.len() > LISTED {
        list.push("…".into());
    }
    [("n", asked.mentions.len().into()), ("files", asked.files.into()), ("list", list.join(", ").into())]
}

/// What of our own words goes with them and what still tells of them, and who else names them.
fn ours(context: &Context, asked: &Asked) -> Result<(), Failure> {
    for said in context.words.erasing(asked, (context.audience(), &Allow::none())) {
        say(&said)?;
    }
    if asked.mentions.len() > MAX_LOOKED {
        say(&context.words.f("erase-looked", &[("n", MAX_LOOKED.into())]))?;
    }
    Ok(())
}
