//! `line`: the line to take in force, for whoever is asked. Its words go to standard output alone, so that they can be
//! passed on; who approved them and when goes beside them, and whether what they lean on still holds.

use super::run::{Context, Failure, Outcome};
use super::{say, tell};
use crate::app::moment;
use crate::domain::response::ResponseKind;
use crate::domain::text::Clean;
use crate::rows::{Answer, Ask, LineRow};
use crate::shell::time;
use crate::store::info;
use crate::store::reader::Reader;

/// Prints it; 1 when there is none, or when a fact that it leans on is false or no longer holds.
pub fn line(context: &Context) -> Outcome {
    let room = context.room();
    let about = info::info(&room, context.options()).map_err(|e| context.fault(&room, &e))?;
    let failed = |e: crate::store::reader::ReadError| Failure::refused(e.to_string());
    let answer = Reader::open(&room).and_then(|mut reader| reader.answer(&Ask::Lines)).map_err(failed)?;
    let Answer::Lines(all) = answer else { return Ok(1) };
    let words = &context.words;
    let Some(line) = LineRow::for_reader(&all, words.lang()) else {
        let kind = [("kind", words.t(ResponseKind::Internal.key()).into())];
        return Err(Failure::refused(format!("{} {}", words.t("empty-line"), words.f("line-how", &kind))));
    };
    if about.settings.drill.is_some() {
        say("DRILL / SIMULACRO")?;
    }
    let line = context.veiled(line, &context.ours(&about));
    say(&line.text.show(context.audience()))?;
    let now = about.clock.at(time::now());
    let by = line.approved_by.iter().map(Clean::as_str).collect::<Vec<_>>().join(", ");
    let said = [
        ("n", line.version.into()),
        ("at", moment::local(line.issued, now, &about.settings.zone).into()),
        ("by", by.into()),
    ];
    tell(&words.f("line-told", &said));
    if line.lang != words.lang() {
        tell(&words.t("line-other-language"));
    }
    if line.shaken.is_empty() {
        return Ok(0);
    }
    let facts = line.shaken.iter().map(|fact| format!("#{fact}")).collect::<Vec<_>>().join(", ");
    tell(&words.f("line-shaken", &[("facts", facts.into())]));
    Ok(1)
}
