//! A report as a page: plain text, Markdown, HTML that stands alone, JSON. Owns the title, the foot and the escapes: what
//! people wrote stays text on every page, and is shown for one audience.

use super::say::clock;
use crate::domain::ids::IncidentId;
use crate::domain::private::{Allow, Audience, Private};
use crate::domain::report::{Figures, ReportKind};
use crate::domain::room::Lang;
use crate::domain::text::Clean;
use crate::domain::time::{Stamp, zone_name};
use crate::rows::{IssuedReport, Situation};
use crate::words::Words;

/// How a page is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// Plain text.
    #[default]
    Text,
    /// Markdown.
    Markdown,
    /// HTML with its style inside: no script, no network.
    Html,
    /// One JSON object.
    Json,
}

impl Format {
    /// Every format, by its name and the end of its files.
    pub const ALL: [(Format, &'static str, &'static str); 4] = [
        (Format::Text, "text", "txt"),
        (Format::Markdown, "md", "md"),
        (Format::Html, "html", "html"),
        (Format::Json, "json", "json"),
    ];

    /// The end of its files.
    pub const fn extension(self) -> &'static str {
        Format::ALL[self as usize].2
    }
}

/// A page to be written.
#[derive(Debug, Clone, Copy)]
pub struct Page<'a> {
    /// The words of the report's language.
    pub words: &'a Words,
    /// The room's zone.
    pub zone: &'a str,
    /// The room is a drill: the page says so first.
    pub drill: bool,
    /// The room is an evidence bundle of this incident.
    pub bundle: Option<IncidentId>,
    /// Who reads it, and who may be named to everybody.
    pub audience: (Audience, &'a Allow),
    /// Which report.
    pub kind: ReportKind,
    /// Its number, when and by whom it was issued; nothing for one that nobody has issued.
    pub issued: Option<(u32, Stamp, &'a Clean)>,
    /// Of which incident, and what that is called.
    pub incident: (IncidentId, &'a Private<Clean>),
    /// What it says.
    pub text: &'a Private<Clean>,
    /// What it was made from.
    pub figures: &'a Figures,
}

/// What a drill's pages begin with, in every language.
pub(super) const DRILL: &str = "DRILL / SIMULACRO";
/// Longest label of a section, in characters.
const MAX_LABEL: usize = 24;

impl<'a> Page<'a> {
    /// The page of a report that was issued.
    pub fn issued(
        report: &'a IssuedReport,
        words: &'a Words,
        (zone, drill): (&'a str, bool),
        audience: (Audience, &'a Allow),
    ) -> Page<'a> {
        Page {
            words,
            zone,
            drill,
            bundle: None,
            audience,
            kind: report.reported.kind,
            issued: Some((report.reported.number, report.at, &report.by)),
            incident: (report.reported.incident, &report.title),
            text: &report.text,
            figures: &report.figures,
        }
    }

    /// The page of a room that is an evidence bundle says so in its foot.
    pub fn of_bundle(self, bundle: Option<IncidentId>) -> Page<'a> {
        Page { bundle, ..self }
    }

    /// The page in a format.
    pub fn write(&self, format: Format) -> String {
        match format {
            Format::Text => self.plain(),
            Format::Markdown => self.markdown(),
            Format::Html => self.html(),
            Format::Json => self.json(),
        }
    }

    /// The language of the text.
    fn lang(&self) -> Lang {
        self.words.lang()
    }

    /// What it says, for who reads it.
    pub fn text(&self) -> String {
        self.text.show_with(self.audience.0, self.audience.1).into_owned()
    }

    /// `SITREP #4`, or that it is a draft.
    pub fn name(&self) -> String {
        let name = self.words.t(self.kind.key()).to_uppercase();
        match self.issued {
            Some((number, ..)) => format!("{name} #{number}"),
            None => format!("{name} ({})", self.words.t("report-draft")),
        }
    }

    /// What the incident is called. A brief goes far: whoever is named there is masked for everybody (practice.md 8.2).
    fn title(&self) -> String {
        let audience = if self.kind == ReportKind::Brief { Audience::Shared } else { self.audience.0 };
        self.incident.1.show_with(audience, self.audience.1).replace('\n', " ")
    }

    /// `INC-1 Yoghurt · SEV2 (was SEV3) · 2026-05-12 16:30 CEST · lead Ana · next 17:30`.
    pub fn facts(&self) -> String {
        let w = self.words;
        let severity = self.figures.severity.map_or_else(|| w.t("report-unrated"), |s| s.code().to_owned());
        let severity = match self.figures.was {
            Some(was) => w.f("report-was", &[("now", severity.into()), ("was", was.code().into())]),
            None => severity,
        };
        let at = self.issued.map_or(self.figures.at, |(_, at, _)| at);
        let lead = match &self.figures.lead {
            Some(lead) => {
                let lead = Private::person(lead.clone(), false);
                let lead = lead.show_with(self.audience.0, self.audience.1).into_owned();
                w.f("report-lead", &[("name", lead.into())])
            }
            None => w.t("report-no-lead"),
        };
        let next = match self.figures.next {
            Some(next) => w.f("report-next", &[("time", clock(w, next, at, self.zone).into())]),
            None => w.t("report-next-unset"),
        };
        let incident = format!("INC-{} {}", self.incident.0, self.title());
        [incident.trim_end().to_owned(), severity, moment(at, self.zone), lead, next].join(" · ")
    }

    /// Who issued it, when the room was read, and where the chain stood.
    pub fn foot(&self) -> String {
        let figures = self.figures;
        let seq = figures.head.0.to_string();
        let chain = [
            ("time", clock(self.words, figures.at, self.issued.map_or(figures.at, |i| i.1), self.zone).into()),
            ("seq", seq.into()),
            ("hash", figures.hash.as_str().into()),
        ];
        let mut chain = self.words.f("report-chain", &chain);
        if let Some(incident) = self.bundle {
            chain = format!("{chain} · {}", self.words.f("bundle-mark", &[("incident", incident.0.into())]));
        }
        match self.issued {
            Some((_, _, by)) => format!("{} · {chain}", self.words.f("report-issued-by", &[("by", by.into())])),
            None => format!("{} · {chain}", self.words.t("report-not-issued")),
        }
    }

    fn plain(&self) -> String {
        let drill = if self.drill { format!("{DRILL}\n") } else { String::new() };
        format!("{drill}{}\n{}\n\n{}\n{}\n", self.name(), self.facts(), aligned(&self.text()), self.foot())
    }

    /// What stands between title and foot in a plain page of it that was edited: such a file is a text to issue.
    pub fn body_of<'t>(&self, edited: &'t str) -> &'t str {
        let text = edited.trim_start_matches('\u{feff}').trim();
        let text = text.strip_prefix(DRILL).map_or(text, str::trim_start);
        let body = match text.strip_prefix(&self.name()) {
            Some(rest) => rest.split_once("\n\n").map_or("", |(_, body)| body),
            None => text,
        };
        let (kept, last) = body.rsplit_once('\n').unwrap_or(("", body));
        if last.starts_with(&self.words.t("report-not-issued")) { kept.trim_end() } else { body }
    }

    fn markdown(&self) -> String {
        let mut out = if self.drill { format!("**{DRILL}**\n\n") } else { String::new() };
        out.push_str(&format!("# {}\n\n{}\n", markdown(&self.name()), markdown(&self.facts())));
        for Section { label, lines } in sections(&self.text()) {
            let lines: Vec<String> = lines.into_iter().map(markdown).collect();
            let label = if label.is_empty() { String::new() } else { format!("**{}** ", markdown(label)) };
            out.push_str(&format!("\n{label}{}\n", lines.join("\\\n")));
        }
        format!("{out}\n---\n\n{}\n", markdown(&self.foot()))
    }

    fn html(&self) -> String {
        let mut body = String::new();
        if self.drill {
            body.push_str(&format!("<p class=\"drill\">{DRILL}</p>\n"));
        }
        body.push_str(&format!("<h1>{}</h1>\n<p class=\"facts\">{}</p>\n", html(&self.name()), html(&self.facts())));
        body.push_str("<dl>\n");
        for Section { label, lines } in sections(&self.text()) {
            let lines: Vec<String> = lines.into_iter().map(html).collect();
            body.push_str(&format!("<dt>{}</dt><dd dir=\"auto\">{}</dd>\n", html(label), lines.join("<br>\n")));
        }
        body.push_str(&format!("</dl>\n<footer>{}</footer>", html(&self.foot())));
        set(PAGE, self.lang(), &self.name(), &body)
    }

    fn json(&self) -> String {
        let sections: Vec<_> = sections(&self.text())
            .into_iter()
            .map(|s| serde_json::json!({"label": s.label, "lines": s.lines}))
            .collect();
        let mut page = serde_json::json!({
            "kind": self.kind.code(),
            "number": self.issued.map(|i| i.0),
            "lang": self.lang().code(),
            "incident": {
                "id": self.incident.0.0,
                "title": self.title(),
            },
            "issued_at": self.issued.map(|i| i.1.rfc3339()),
            "issued_by": self.issued.map(|i| i.2.as_str()),
            "text": self.text(),
            "sections": sections,
            "figures": self.figures,
        });
        if self.drill {
            page["drill"] = true.into();
        }
        if self.bundle.is_some() {
            page["bundle"] = true.into();
        }
        format!("{page}\n")
    }
}

/// A draft's page.
pub fn draft<'a>(
    of: (&'a Situation, &'a super::Draft),
    (title, text): (&'a Private<Clean>, &'a Private<Clean>),
    words: &'a Words,
    (zone, drill): (&'a str, bool),
    audience: (Audience, &'a Allow),
) -> Page<'a> {
    let (situation, draft) = of;
    let incident = (situation.incident.id, title);
    Page {
        words,
        zone,
        drill,
        bundle: None,
        audience,
        kind: draft.kind,
        issued: None,
        incident,
        text,
        figures: &draft.figures,
    }
}

/// The page that all reports are set on.
const PAGE: &str = include_str!("../../assets/templates/report.html");

/// A template with a title and a page in it. The page's place is found before anything is filled in: what people wrote is
/// never looked through for places to fill.
pub(super) fn set(template: &str, lang: Lang, title: &str, body: &str) -> String {
    let (head, end) = template.split_once("{body}").unwrap_or((template, ""));
    let head = head.replace("{lang}", lang.code()).replace("{title}", &html(title));
    format!("{head}{body}{end}")
}

/// `2026-05-12 16:30 CEST`.
fn moment(at: Stamp, zone: &str) -> String {
    format!("{} {}", at.local(zone).format("%Y-%m-%d %H:%M"), short(at, zone))
}

/// What a zone is called then: `CEST`.
pub(super) fn short(at: Stamp, zone: &str) -> String {
    zone_name(&at.local(zone))
}

/// A text with what it says in one column beside its labels.
fn aligned(text: &str) -> String {
    let all = sections(text);
    let width = all.iter().map(|s| s.label.chars().count()).max().unwrap_or(0) + 2;
    let mut out = String::new();
    for Section { label, lines } in all {
        let indent = if label.is_empty() { 0 } else { width };
        for (n, line) in lines.into_iter().enumerate() {
            let label = if n == 0 { label } else { "" };
            out.push_str(format!("{label:indent$}{line}").trim_end());
            out.push('\n');
        }
    }
    out
}

/// A part of a report's text under its label; what has none comes first.
#[derive(Debug, PartialEq)]
pub struct Section<'t> {
    /// Its label; empty for what stands before the first.
    pub label: &'t str,
    /// Its lines, without the blanks around them.
    pub lines: Vec<&'t str>,
}

/// A text taken apart: a line that begins with words in capitals and two blanks begins a section, whatever a person made
/// of the others.
pub fn sections(text: &str) -> Vec<Section<'_>> {
    let mut all: Vec<Section<'_>> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let (label, said) = labelled(line);
        match (label, all.last_mut()) {
            (None, Some(section)) => section.lines.push(said),
            (label, _) => all.push(Section { label: label.unwrap_or_default(), lines: vec![said] }),
        }
    }
    all
}

/// The label with which a line begins a section, and what it says beside it.
pub(super) fn labelled(line: &str) -> (Option<&str>, &str) {
    let (label, said) = line.split_once("  ").unwrap_or((line, ""));
    let capitals = label.chars().all(|c| c.is_uppercase() || matches!(c, ' ' | '-'));
    let letters = label.chars().filter(|c| c.is_uppercase()).count();
    match capitals && letters >= 2 && label.chars().count() <= MAX_LABEL && !label.starts_with(' ') {
        true => (Some(label.trim()), said.trim()),
        false => (None, line.trim()),
    }
}

/// Text inside HTML.
pub(super) fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// One line of text inside Markdown: nothing in it makes markup, nor a link by itself.
pub(super) fn markdown(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    let mut before: Option<char> = None;
    // so far nothing but digits: `1.` would begin a list
    let mut number = true;
    let mut rest = line.chars().peekable();
    while let Some(c) = rest.next() {
        let special = match c {
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '@' => true,
            // at the start of a line these make headings, lists, rules and quotes
            '#' | '-' | '+' | '=' => before.is_none(),
            '.' | ')' => {
                number || out.get(out.len().saturating_sub(3)..).is_some_and(|end| end.eq_ignore_ascii_case("www"))
            }
            ':' => rest.peek() == Some(&'/'),
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(c);
        number &= c.is_ascii_digit();
        before = Some(c);
    }
    out
}
