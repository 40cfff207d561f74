//! `review`, `report`: how an incident went, as text, Markdown, HTML, CSV or JSON on standard output. Owns what goes in and
//! out; what a review says is made in `report`, its figures in `review`.

use super::run::{Context, Failure, Outcome};
use super::{lang, say, say_csv};
use crate::domain::ids::IncidentId;
use crate::domain::private::Audience;
use crate::domain::room::Lang;
use crate::domain::text::Clean;
use crate::report::doc::{Doc, Form, csv, pipes};
use crate::report::review::Writer;
use crate::rows::{Answer, Ask};
use crate::shell::drill::CONTROL;
use crate::shell::time;
use crate::store::info;
use crate::store::reader::Reader;
use crate::words::Words;
use clap::Args;
use std::sync::Arc;

/// Options of `review`.
#[derive(Debug, Args)]
pub struct Review {
    /// Of this incident; else the gravest that is on, else the last
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(i64).range(1..))]
    pub incident: Option<i64>,
    /// text, md or json; else text
    #[arg(long, value_name = "FORMAT", value_parser = review_form, default_value = "text")]
    pub format: Form,
    /// Language of the text; else the interface's
    #[arg(long, value_name = "en|es", value_parser = lang)]
    pub text_lang: Option<Lang>,
}

/// Options of `report`.
#[derive(Debug, Args)]
pub struct Report {
    /// Of this incident; else the gravest that is on, else the last
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(i64).range(1..))]
    pub incident: Option<i64>,
    /// html, md, csv or json; else html
    #[arg(long, value_name = "FORMAT", value_parser = report_form)]
    pub format: Option<Form>,
    /// This table alone, as csv or md; else all of them, one after another
    #[arg(long, value_name = "NAME")]
    pub table: Option<String>,
    /// With names and people's words as they are; else masked, and our own people by their roles
    #[arg(long)]
    pub personal: bool,
    /// Language of the text; else the interface's
    #[arg(long, value_name = "en|es", value_parser = lang)]
    pub text_lang: Option<Lang>,
}

fn review_form(text: &str) -> Result<Form, String> {
    match text {
        "text" => Ok(Form::Text),
        "md" => Ok(Form::Markdown),
        "json" => Ok(Form::Json),
        _ => Err("text, md or json".to_owned()),
    }
}

fn report_form(text: &str) -> Result<Form, String> {
    match text {
        "html" => Ok(Form::Html),
        "md" => Ok(Form::Markdown),
        "csv" => Ok(Form::Csv),
        "json" => Ok(Form::Json),
        _ => Err("html, md, csv or json".to_owned()),
    }
}

/// Prints the review of an incident.
pub fn tell(context: &Context, args: &Review) -> Outcome {
    let words = Words::new(args.text_lang.unwrap_or(context.words.lang()));
    let (doc, left) = doc(context, args.incident, &words, context.audience())?;
    say(doc.write(args.format).trim_end())?;
    warn(context, &left);
    Ok(0)
}

/// Prints the report of an incident: for others, unless it is asked for with all that it holds.
pub fn report(context: &Context, args: &Report) -> Outcome {
    let words = Words::new(args.text_lang.unwrap_or(context.words.lang()));
    let audience = if args.personal { context.audience() } else { Audience::Shared };
    let (doc, left) = doc(context, args.incident, &words, audience)?;
    let Some(name) = &args.table else {
        let form = args.format.unwrap_or(Form::Html);
        let said = doc.write(form);
        if form == Form::Csv { say_csv(&said) } else { say(said.trim_end()) }?;
        warn(context, &left);
        return Ok(0);
    };
    if matches!(args.format, Some(Form::Html | Form::Json)) {
        return Err(Failure::usage(context.words.t("review-table-form")));
    }
    let Some(table) = doc.tables().find(|table| table.code == name) else {
        let known = doc.tables().map(|table| table.code).collect::<Vec<_>>().join(", ");
        let given = Clean::line(name);
        return Err(Failure::usage(
            context.words.f("review-no-table", &[("given", (&given).into()), ("known", known.into())]),
        ));
    };
    // a table alone stays one: what it is of, and where the chain stood, is said beside it
    doc.drill.then_some(CONTROL).into_iter().chain([doc.foot.as_str()]).for_each(super::tell);
    match args.format {
        Some(Form::Markdown) => say(&pipes(table).join("\n")),
        _ => say_csv(&csv(table)),
    }
    .map(|()| 0)
}

/// Says beside the page which words of it whoever hands it on has to look at.
fn warn(context: &Context, left: &[String]) {
    if !left.is_empty() {
        super::tell(&context.words.f("review-names-left", &[("names", left.join(", ").into())]));
    }
}

type Told = (Doc, Vec<String>);

fn doc(context: &Context, incident: Option<i64>, words: &Words, audience: Audience) -> Result<Told, Failure> {
    let path = context.room();
    let fault = |e| context.fault(&path, &e);
    let about = info::info(&path, context.options()).map_err(fault)?;
    let plan = context.plan_kept(&path).map_or_else(|| context.plan(), Ok)?;
    let ask =
        Ask::Review { incident: incident.map(IncidentId), now: about.clock.at(time::now()), plan: Arc::clone(&plan) };
    let answer = Reader::open(&path).and_then(|mut reader| reader.answer(&ask));
    let detail = match answer.map_err(|e| Failure::refused(e.to_string()))? {
        Answer::Review(_, Some(detail)) => detail,
        _ if incident.is_none() => return Err(Failure::refused(context.words.t("review-page-none"))),
        _ => return Err(Failure::refused(context.words.t("refuse-no-incident"))),
    };
    let ours = context.ours(&about);
    let place = (about.settings.zone.as_str(), about.settings.drill.is_some());
    let bundle = about.bundle.as_ref().map(|manifest| manifest.incident);
    let writer = Writer::new(words, place, (audience, &ours), &plan, &detail).of_bundle(bundle);
    let doc = writer.doc();
    let left = writer.left(&doc.write(Form::Text));
    Ok((doc, left))
}
