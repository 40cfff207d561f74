//! `sitrep`, `brief`, `handover`: a report as the room stands, or one that was issued, on standard output; and issuing one.
//! Owns what goes in and out; what a report says is made in `report`, what may be issued is the room's to decide.

use super::run::{Context, Failure, Outcome};
use super::{input, lang, say};
use crate::domain::command::Command;
use crate::domain::event::Event;
use crate::domain::ids::IncidentId;
use crate::domain::private::{Allow, Private};
use crate::domain::report::{IssueReport, MAX_REPORT, ReportKind};
use crate::domain::room::Lang;
use crate::domain::text::Clean;
use crate::plan::Plan;
use crate::report::page::{self, Format, Page};
use crate::report::{Blank, Draft, Maker, fill};
use crate::rows::{Answer, Ask, IssuedReport, Situation};
use crate::shell::time;
use crate::store::info::{self, Info};
use crate::store::reader::Reader;
use crate::words::Words;
use clap::{Args, ValueHint};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Options of `sitrep`, `brief` and `handover`.
#[derive(Debug, Args)]
pub struct Report {
    /// Issue it under the next number; with --number, as the other language of that one
    #[arg(long)]
    pub issue: bool,
    /// text, md, html or json; else text
    #[arg(long, value_name = "FORMAT", value_parser = format)]
    pub format: Option<Format>,
    /// Language of the text; else the interface's
    #[arg(long, value_name = "en|es", value_parser = lang)]
    pub text_lang: Option<Lang>,
    /// The one that was issued under this number; else it is made now
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub number: Option<u32>,
    /// Of this incident; else the gravest that is on
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(i64).range(1..))]
    pub incident: Option<i64>,
    /// Fill in what only a person can say: confidence=high; may be given several times
    #[arg(long, value_name = "BLANK=TEXT", value_parser = filled)]
    pub fill: Vec<(String, String)>,
    /// The text to issue, edited (- for standard input); else the one that is made now
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: Option<PathBuf>,
}

fn format(text: &str) -> Result<Format, String> {
    let found = Format::ALL.iter().find(|(_, name, _)| *name == text);
    found.map(|(format, ..)| *format).ok_or_else(|| "text, md, html or json".to_owned())
}

fn filled(text: &str) -> Result<(String, String), String> {
    let (name, said) = text.split_once('=').ok_or_else(|| "confidence=high".to_owned())?;
    Ok((name.to_owned(), said.to_owned()))
}

/// How often a report is made anew because another one went out.
const TRIES: usize = 8;

/// What every step needs.
struct Desk<'a> {
    context: &'a Context,
    room: PathBuf,
    about: Info,
    words: Words,
    plan: Arc<Plan>,
    kind: ReportKind,
}

/// Prints a report, and issues it first where that is asked.
pub fn report(context: &Context, kind: ReportKind, args: &Report) -> Outcome {
    if args.file.is_some() && !args.issue {
        return Err(Failure::usage(context.words.t("report-file-issue")));
    }
    if args.issue {
        context.may_write()?;
    }
    let room = context.room();
    let about = info::info(&room, context.options()).map_err(|e| context.fault(&room, &e))?;
    let words = Words::new(args.text_lang.unwrap_or(context.words.lang()));
    let plan = context.plan_for(&room)?;
    let desk = Desk { context, room, about, words, plan, kind };
    let situation = desk.situation(args.incident)?;
    let of = situation.incident.id;
    let number = match (args.issue, args.number) {
        (true, twin_of) => Some(desk.issue_anew(args, &situation, twin_of)?),
        (false, number) => number,
    };
    let page = match number {
        Some(number) => desk.issued(of, number, args)?,
        None => desk.draft(args, &situation)?,
    };
    say(page.trim_end()).map(|()| 0)
}

impl Desk<'_> {
    fn ask(&self, ask: &Ask) -> Result<Answer, Failure> {
        let answer = Reader::open(&self.room).and_then(|mut reader| reader.answer(ask));
        answer.map_err(|e| Failure::refused(e.to_string()))
    }

    fn situation(&self, incident: Option<i64>) -> Result<Box<Situation>, Failure> {
        let now = self.about.clock.at(time::now());
        let incident = incident.map(IncidentId);
        match (self.ask(&Ask::Situation { incident, now })?, incident) {
            (Answer::Situation(Some(situation)), _) => Ok(situation),
            (_, Some(_)) => Err(Failure::refused(self.context.words.t("refuse-no-incident"))),
            (_, None) => Err(Failure::refused(self.context.words.t("report-no-incident"))),
        }
    }

    /// What is made of the room, with what was said for the blanks.
    fn made(&self, args: &Report, of: &Situation) -> Result<Draft, Failure> {
        let me = self.context.actor();
        // what is issued stays as it is, whoever looks now
        let me = if args.issue { me } else { self.context.veiled(&me, &self.ours()).into_owned() };
        let maker = Maker { words: &self.words, zone: &self.about.settings.zone, me: &me, plan: &self.plan };
        let draft = maker.make(self.kind, of);
        for (name, said) in &args.fill {
            self.known(&draft.blanks, name, said)?;
        }
        Ok(draft)
    }

    /// Whether there is such a blank, and this may be said of it.
    fn known(&self, blanks: &[Blank], name: &str, said: &str) -> Result<(), Failure> {
        let w = &self.context.words;
        let Some(blank) = blanks.iter().find(|b| b.name == name) else {
            let known = blanks.iter().map(|b| b.name).collect::<Vec<_>>().join(", ");
            let known = if known.is_empty() { w.t("report-none") } else { known };
            let given = Clean::line(name);
            return Err(Failure::usage(w.f("report-fill-how", &[("given", (&given).into()), ("known", known.into())])));
        };
        if blank.choices.is_empty() || blank.choices.iter().any(|choice| choice == said.trim()) {
            return Ok(());
        }
        let args = [("name", name.into()), ("known", blank.choices.join(", ").into())];
        Err(Failure::usage(w.f("report-fill-choice", &args)))
    }

    /// The page of a draft; what was not said for it stays blank.
    fn draft(&self, args: &Report, of: &Situation) -> Result<String, Failure> {
        let of = &*self.context.veiled(of, &self.ours());
        let mut draft = self.made(args, of)?;
        let said: Vec<Blank> =
            draft.blanks.iter().filter(|b| args.fill.iter().any(|(name, _)| name == b.name)).cloned().collect();
        draft.text = self.fill(args, &draft.text, &said);
        Ok(self.page_of(&(of, &draft), |page| page.write(args.format.unwrap_or_default())))
    }

    fn page_of(&self, of: &(&Situation, &Draft), then: impl FnOnce(&Page<'_>) -> String) -> String {
        let title = Private::prose(of.0.incident.title.clone());
        let text = Private::prose(Clean::new(&of.1.text));
        let ours = self.ours();
        let audience = (self.context.audience(), &ours);
        then(&page::draft(*of, (&title, &text), &self.words, self.place(), audience).of_bundle(self.bundle()))
    }

    fn fill(&self, args: &Report, text: &str, blanks: &[Blank]) -> String {
        fill(text, blanks, &self.words, |name| {
            args.fill.iter().find(|(given, _)| given == name).map_or_else(String::new, |(_, said)| said.clone())
        })
    }

    /// Issues it; made anew where another one went out in between, which is the one before it now.
    fn issue_anew(&self, args: &Report, of: &Situation, twin_of: Option<u32>) -> Result<u32, Failure> {
        let last = |of: &Situation| of.last[self.kind as usize].as_ref().map(|r| r.number);
        let (mut done, mut known) = (self.issue(args, of, twin_of), last(of));
        for _ in 1..TRIES {
            if done.is_ok() {
                break;
            }
            let now = self.situation(Some(of.incident.id.0))?;
            if last(&now) == known {
                break;
            }
            (done, known) = (self.issue(args, &now, twin_of), last(&now));
        }
        done
    }

    /// Issues it, and says under which number.
    fn issue(&self, args: &Report, of: &Situation, twin_of: Option<u32>) -> Result<u32, Failure> {
        let draft = self.made(args, of)?;
        let figures = match twin_of {
            Some(number) => self.reports(of.incident.id, number)?.into_iter().next().map(|r| r.figures),
            None => Some(draft.figures.clone()),
        };
        let own = args.file.as_deref().map(|file| self.read(file)).transpose()?;
        let own = own.map(|own| self.page_of(&(of, &draft), |page| page.body_of(&own).to_owned()));
        if twin_of.is_some() && own.is_none() {
            return Err(Failure::usage(self.context.words.t("report-twin-file")));
        }
        let text = self.fill(args, own.as_deref().unwrap_or(&draft.text), &draft.blanks);
        let (incident, kind, lang) = (of.incident.id, self.kind, self.words.lang());
        let command = Command::IssueReport(IssueReport { incident, kind, lang, text, figures, twin_of });
        let decided = self.context.decide(&self.room, &self.plan, &command)?;
        let number = decided.events.iter().find_map(|(_, event)| match event {
            Event::ReportIssued { number, .. } => Some(*number),
            _ => None,
        });
        Ok(number.unwrap_or_default())
    }

    fn read(&self, file: &Path) -> Result<String, Failure> {
        let words = &self.context.words;
        let bytes = input::whole(words, Some(file).filter(|f| !super::is_stdin(f)), 8 * MAX_REPORT)?;
        let long = || Failure::refused(words.f("refuse-entry-long", &[("max", MAX_REPORT.into())]));
        String::from_utf8(bytes.ok_or_else(long)?).map_err(|_| Failure::usage(words.t("lint-not-text")))
    }

    fn reports(&self, of: IncidentId, number: u32) -> Result<Vec<IssuedReport>, Failure> {
        match self.ask(&Ask::Issued(of, self.kind, Some(number)))? {
            Answer::Issued(_, _, all) if !all.is_empty() => Ok(all),
            _ => Err(Failure::refused(self.context.words.t("refuse-no-report"))),
        }
    }

    /// The page of one that was issued: in the language that was asked for, else in its own.
    fn issued(&self, of: IncidentId, number: u32, args: &Report) -> Result<String, Failure> {
        let all = self.reports(of, number)?;
        let wanted = all.iter().find(|r| r.lang == self.words.lang());
        let report = match (wanted, args.text_lang, all.first()) {
            (Some(report), ..) | (None, None, Some(report)) => report,
            _ => return Err(Failure::refused(self.context.words.t("refuse-no-report-lang"))),
        };
        let words = Words::new(report.lang);
        let ours = self.ours();
        let report = self.context.veiled(report, &ours);
        let page = Page::issued(&report, &words, self.place(), (self.context.audience(), &ours));
        Ok(page.of_bundle(self.bundle()).write(args.format.unwrap_or_default()))
    }

    /// Of which incident the room is an evidence bundle.
    fn bundle(&self) -> Option<IncidentId> {
        self.about.bundle.as_ref().map(|manifest| manifest.incident)
    }

    /// Who may be named to everybody.
    fn ours(&self) -> Allow {
        self.about.ours(self.plan.given_out())
    }

    fn place(&self) -> (&str, bool) {
        (&self.about.settings.zone, self.about.settings.drill.is_some())
    }
}
