//! `keywords`: what the room is about: the brand's names and handles. Owns showing and setting them; what they weigh is
//! triage's, and what they match is the sources'.

use super::bring::make_if_missing;
use super::run::{Context, Failure, Outcome};
use super::{Keywords, plain, say, shown};
use crate::domain::command::Command;
use crate::domain::keywords;
use crate::store::info;

/// Shows the keywords, or sets them in place of those that were.
pub fn keywords(context: &Context, args: &Keywords) -> Outcome {
    let room = context.room();
    if !args.words.is_empty() {
        context.may_write()?;
        // what it is about is the first thing that a room is told, on a server often by nobody else
        make_if_missing(context, &room)?;
    }
    let known = info::info(&room, context.options()).map_err(|e| context.fault(&room, &e))?.settings.keywords;
    if args.words.is_empty() {
        if known.is_empty() {
            return say(&context.words.t("keywords-none")).map(|()| 1);
        }
        return known.iter().try_for_each(|word| say(word.as_str())).map(|()| 0);
    }
    let plan = context.plan()?;
    let keywords = args.words.iter().map(|word| meant(context, word)).collect::<Result<_, _>>()?;
    context.decide(&room, &plan, &Command::SetKeywords { keywords })?;
    let args = [("n", args.words.len().into()), ("room", shown(&room).into())];
    say(&context.words.f("keywords-set", &args)).map(|()| 0)
}

/// A keyword as it is meant: an operator would be looked for as a word, and never found.
fn meant(context: &Context, word: &str) -> Result<String, Failure> {
    match keywords::read(word) {
        Ok(mut read) if read.len() == 1 => Ok(read.remove(0)),
        // a comma here is part of the name
        Ok(_) => Ok(word.to_owned()),
        Err(misread) => Err(Failure::usage(format!("{}\n  {}", context.words.refusal(&misread.why), plain(word)))),
    }
}
