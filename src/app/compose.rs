//! A draft being written: the editor with what it is for, its counters, and when it was last kept.

use super::actions::Action;
use super::deciding::decide;
use super::editor::Editor;
use super::effect::Effect;
use super::keymap::Scope;
use super::layers::Layer;
use super::panes::feed;
use super::pending::{After, Beside};
use super::{App, asking, proofing};
use crate::domain::command::Command;
use crate::domain::event::Event;
use crate::domain::ids::ResponseId;
use crate::domain::private::Audience;
use crate::domain::response::{Content, Origin, Proposal, Response, ResponseKind, SLOT, named_after, to_each};
use crate::domain::room::{Arg, Lang, Refusal};
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
use crate::domain::trace::{dotted, taken_out, without_dots};
use crate::proof::{Desk, Proof};
use crate::rows::{Earlier, JournalText, MentionRow, ResponseDetail};
use crate::words::greeting;
use std::borrow::Cow;

/// That somebody else changed the text meanwhile: it is said until the person takes one of the two.
const CHANGED: &str = "draft-changed-meanwhile";

/// The composer.
#[derive(Debug, Clone)]
pub struct Composer {
    /// Which response, by id: the composer never follows a selection.
    pub response: ResponseId,
    /// What people call it.
    pub title: Clean,
    /// What sort.
    pub kind: ResponseKind,
    /// Where it goes.
    pub channel: String,
    /// Its text's language.
    pub lang: Lang,
    /// The words.
    pub editor: Editor,
    /// The response as it stood when the composer opened; a newer revision is a conflict to show.
    pub base: Option<Box<Response>>,
    /// First words of what it answers, masked when shared; empty for statements.
    pub answering: Vec<MentionRow>,
    /// Others say the same on other platforms or in private, where this does not go: they wait for their own answer.
    pub apart: u32,
    /// What somebody else kept meanwhile: both texts stand until the person takes one.
    pub newer: Option<Box<Response>>,
    /// The plan's line or template that the words come from.
    pub origin: Option<Origin>,
    /// The longest name among those whom it answers, when it goes to each by themselves.
    pub longest: Option<String>,
    /// What the text is read against; none before it was read.
    pub desk: Option<Box<Desk>>,
    /// What is said about the text as it stands; nothing while it is empty.
    pub proof: Option<Proof>,
    /// What was wrong with the last try to hand in, in words.
    pub error: Option<String>,
    /// The person was told that these words are too long where they go: handed in once more, they are.
    pub insists: Option<String>,
    /// Handed in under this ticket; the writer has not answered yet.
    pub waiting: Option<u64>,
    /// When the words were last kept in the journal.
    pub kept: Option<Stamp>,
    /// What stands in the journal, as far as this screen knows.
    pub journal: String,
    /// Typed since then.
    pub unkept: bool,
    /// Rows scrolled away of what is said below the words.
    pub scroll: usize,
}

/// Where a text can go; the channel that it began with comes first when it is none of these.
pub const CHANNELS: [&str; 11] =
    ["x", "bluesky", "mastodon", "instagram", "facebook", "threads", "tiktok", "youtube", "linkedin", "email", "web"];

impl Composer {
    /// How far what stands below the words can be scrolled: about as many rows as it has.
    pub fn length(&self) -> usize {
        let remarks = self.proof.as_ref().map_or(0, |proof| proof.remarks.len());
        let newer = self.newer.as_ref().map_or(0, |newer| newer.content.text.lines().count() * 2);
        4 + remarks * 4 + newer + self.answering.len() * 2
    }

    /// What would be handed in.
    pub fn content(&self) -> Content {
        // Attachments, facts and where the words come from are the response's own.
        let content = self.base.as_ref().map(|base| base.content.clone()).unwrap_or_default();
        Content {
            text: self.editor.text().to_owned(),
            channel: self.channel.clone(),
            lang: self.lang,
            from: self.origin.clone(),
            ..content
        }
    }

    /// The words as long as they can get: with the longest name where one is filled in.
    pub fn at_longest(&self) -> Cow<'_, str> {
        match to_each(self.kind, self.editor.text()) {
            true => Cow::Owned(greeting::fill(self.editor.text(), self.lang, self.longest.as_deref())),
            false => Cow::Borrowed(self.editor.text()),
        }
    }

    /// What a reviewer would rather say, while it is not what stands in the editor.
    pub fn proposed(&self) -> Option<&Proposal> {
        let proposal = self.base.as_ref()?.review.proposal.as_ref()?;
        (proposal.text != self.editor.text()).then_some(proposal)
    }

    /// Whether there are words of somebody else to take in place of one's own.
    pub fn has_theirs(&self) -> bool {
        self.newer.is_some() || self.proposed().is_some()
    }

    pub(super) fn rev(&self) -> Option<i64> {
        self.base.as_ref().map(|b| b.rev)
    }
}

/// A response was started: its words can be written before anything else of it has been read.
pub(super) fn begin(app: &mut App, out: &mut Vec<Effect>, event: &Event) {
    let Event::ResponseOpened { response, title, kind, channel, lang, answers, .. } = event else { return };
    let rows: Vec<MentionRow> = answers.iter().filter_map(|id| feed::row(app, *id)).take(20).cloned().collect();
    // a direct message is nobody else's to read, and abuse is folded
    let after = |m: &MentionRow| {
        let hides = m.direct || m.abusive;
        let words = if hides { Default::default() } else { m.text.show(Audience::Operator) };
        named_after(&m.handle.show(Audience::Operator), &words)
    };
    let title = if title.is_empty() { rows.first().map(after).unwrap_or_default() } else { title.clone() };
    app.layers.push(Layer::Compose(Box::new(Composer {
        response: *response,
        origin: None,
        title,
        kind: *kind,
        channel: channel.clone(),
        lang: *lang,
        editor: Editor::default(),
        base: None,
        answering: rows,
        apart: 0,
        newer: None,
        longest: None,
        desk: None,
        proof: None,
        error: None,
        insists: None,
        waiting: None,
        kept: None,
        journal: String::new(),
        unkept: false,
        scroll: 0,
    })));
    asking::ask_response(app, out, *response);
    proofing::ask(app, out, *response);
}

/// Opens a response to write on. What the journal holds of one's own unsent words is offered back.
pub(super) fn open(app: &mut App, out: &mut Vec<Effect>, detail: ResponseDetail) {
    let ResponseDetail { response, answers, journal, earlier, each, apart, .. } = detail;
    let mut composer = Composer {
        response: response.id,
        origin: response.content.from.clone(),
        title: response.title.clone(),
        kind: response.kind,
        channel: response.content.channel.clone(),
        lang: response.content.lang,
        editor: Editor::new(&response.content.text),
        base: Some(Box::new(response)),
        answering: answers,
        apart,
        newer: None,
        longest: each.and_then(|each| each.longest),
        desk: None,
        proof: None,
        error: None,
        insists: None,
        waiting: None,
        kept: None,
        journal: String::new(),
        unkept: false,
        scroll: 0,
    };
    offer(app, &mut composer, journal, earlier);
    let id = composer.response;
    app.responses.want(id);
    app.layers.push(Layer::Compose(Box::new(composer)));
    super::geometry::fit(app);
    proofing::read(app);
    proofing::ask(app, out, id);
}

/// What a text can begin with: one's own unsent words, else those that answered others who say the same.
fn offer(app: &mut App, composer: &mut Composer, journal: Option<JournalText>, earlier: Option<Earlier>) {
    match (journal, earlier) {
        (Some(journal), _) => offer_back(app, composer, journal),
        (None, Some(earlier)) if composer.editor.is_empty() => offer_earlier(app, composer, earlier),
        (None, _) => {}
    }
}

/// Others who say the same were answered: the same words, where they come from, and one undo that empties them.
fn offer_earlier(app: &mut App, composer: &mut Composer, earlier: Earlier) {
    composer.editor.replace_all(&earlier.text);
    composer.lang = earlier.lang;
    composer.origin = earlier.from;
    let undo = app.keymap.keys_for(Scope::Compose, Action::TextUndo);
    let undo = undo.first().map_or_else(String::new, |key| key.label(&app.words));
    let args = [("id", Arg::from(earlier.response.0.to_string())), ("key", Arg::from(undo))];
    let said = app.words.f("earlier-offered", &args);
    app.notices.hint(said);
}

/// The journal's words come back over the kept ones; one undo shows those again.
fn offer_back(app: &mut App, composer: &mut Composer, journal: JournalText) {
    composer.kept = Some(journal.at);
    composer.journal.clone_from(&journal.text);
    let words = match without_dots(&journal.text) {
        // nothing is left of them: what the text was stays
        None => return,
        Some(words) => words,
    };
    if words.is_empty() || words == composer.editor.text() {
        return;
    }
    composer.editor.replace_all(&words);
    let at = Arg::from(app.local(journal.at));
    let said = app.words.f("draft-offered", &[("at", at)]);
    app.notices.hint(said);
    // The words were begun on another text than the one that stands now: both are kept.
    if let Some(base) = composer.base.as_ref().filter(|b| b.rev != journal.rev && !b.content.text.is_empty()) {
        composer.newer = Some(base.clone());
    }
}

/// The response that is being written was read: the first time it completes the composer; later a newer text of
/// somebody else stands beside one's own until the person takes one.
pub(super) fn take(app: &mut App, detail: &ResponseDetail) {
    let id = detail.response.id;
    let Some(at) = app.layers.iter().position(|l| matches!(l, Layer::Compose(c) if c.response == id)) else { return };
    let Layer::Compose(mut composer) = app.layers.remove(at) else { return };
    let response = &detail.response;
    let begins = composer.base.is_none();
    let lost = forget(app, &mut composer, detail.journal.as_ref());
    // words that were erased meanwhile stand over the text no longer
    app.dirty |=
        composer.title != response.title || composer.answering != detail.answers || composer.apart != detail.apart;
    composer.longest = detail.each.as_ref().and_then(|each| each.longest.clone());
    composer.title.clone_from(&response.title);
    composer.answering.clone_from(&detail.answers);
    composer.apart = detail.apart;
    if composer.waiting.is_none() {
        match &composer.base {
            None => {
                composer.base = Some(Box::new(response.clone()));
                // what was typed meanwhile stays
                if composer.editor.is_empty() {
                    offer(app, &mut composer, detail.journal.clone(), detail.earlier.clone());
                }
                app.dirty = true;
            }
            Some(base) if base.rev < response.rev && base.content == response.content => {
                composer.base = Some(Box::new(response.clone()));
            }
            Some(base) if base.rev < response.rev && composer.newer.as_ref().is_none_or(|n| n.rev < response.rev) => {
                composer.newer = Some(Box::new(response.clone()));
                app.notices.refuse(&app.words, Refusal::new(CHANGED));
                app.dirty = true;
            }
            Some(_) => {}
        }
    }
    app.layers.insert(at, Layer::Compose(composer));
    // what the tone check said of words that were erased quotes them
    if begins || lost {
        proofing::read(app);
    }
}

/// Words that were erased meanwhile stand in what is being written: they go out of it, and no undo brings them back. Whether
/// there were any.
fn forget(app: &mut App, composer: &mut Composer, kept: Option<&JournalText>) -> bool {
    let Some(kept) = kept else { return false };
    let gone = taken_out(&composer.journal, &kept.text);
    if gone.is_empty() {
        return false;
    }
    let rest = without_dots(&dotted(composer.editor.text(), &gone)).unwrap_or_default();
    composer.editor = Editor::new(&rest);
    composer.journal.clone_from(&kept.text);
    app.notices.refuse(&app.words, Refusal::new("erased-taken-out"));
    app.dirty = true;
    true
}

fn current(app: &mut App) -> Option<&mut Composer> {
    match app.layers.last_mut() {
        Some(Layer::Compose(composer)) => Some(composer),
        _ => None,
    }
}

/// What the composer's own keys do.
pub(super) fn act(app: &mut App, out: &mut Vec<Effect>, action: Action) {
    let Some(composer) = current(app).filter(|c| c.waiting.is_none()) else { return };
    match action {
        Action::TextLanguage => composer.lang = composer.lang.other(),
        Action::NextChannel => {
            let at = CHANNELS.iter().position(|c| *c == composer.channel);
            composer.channel = CHANNELS[at.map_or(0, |at| (at + 1) % CHANNELS.len())].to_owned();
        }
        Action::TakeTheirs => return take_theirs(app, out),
        Action::KeepMine => {
            if let Some(newer) = composer.newer.take() {
                composer.base = Some(newer);
                composer.error = None;
                app.notices.only(CHANGED, &[]);
                typed(app, out);
            }
        }
        Action::HandIn | Action::KeepForAll => return hand_in(app, out, action == Action::KeepForAll),
        Action::ApprovedWords => return proofing::choose(app),
        Action::AddressByName => return address(app, out),
        _ => {}
    }
    proofing::read(app);
}

/// What somebody else kept meanwhile, or what a reviewer proposed, takes the place of one's own words; one undo brings
/// those back. A proposal is accepted by handing it in.
fn take_theirs(app: &mut App, out: &mut Vec<Effect>) {
    let Some(composer) = current(app) else { return };
    if let Some(newer) = composer.newer.take() {
        composer.editor.replace_all(&newer.content.text);
        composer.channel.clone_from(&newer.content.channel);
        composer.lang = newer.content.lang;
        composer.base = Some(newer);
        app.notices.only(CHANGED, &[]);
        return typed(app, out);
    }
    let Some(words) = composer.proposed().map(|proposal| proposal.text.clone()) else { return };
    match composer.editor.replace_all(&words) {
        true => typed(app, out),
        false => app.notices.refuse(&app.words, Refusal::new("text-full")),
    }
}

/// Puts the name of the one person who is answered before the words, or the slot for each name of several; one undo takes
/// it away. Never a name that people who look on may not see.
fn address(app: &mut App, out: &mut Vec<Effect>) {
    let refusal = match greet(app) {
        Ok(text) => match current(app).map(|c| c.editor.text() == text || c.editor.replace_all(&text)) {
            Some(false) => "text-full",
            _ => {
                if text.contains(SLOT) {
                    let said = app.words.f("address-slot", &[("slot", Arg::from(SLOT))]);
                    app.notices.hint(said);
                }
                return typed(app, out);
            }
        },
        Err(key) => key,
    };
    app.notices.refuse(&app.words, Refusal::new(refusal));
}

/// The words with the greeting before them, in the text's language; why not, as a key of `words`.
fn greet(app: &App) -> Result<String, &'static str> {
    let Some(Layer::Compose(c)) = app.layers.last() else { return Err("address-one-reply") };
    let answers = c.base.as_ref().map_or(0, |base| base.answers.len());
    if c.kind != ResponseKind::Reply || answers == 0 {
        return Err("address-one-reply");
    }
    let [person] = c.answering.as_slice() else {
        return Ok(greeting::greeting(c.lang, SLOT) + greeting::without(c.editor.text(), SLOT));
    };
    let [author, handle] = [&person.author, &person.handle].map(|name| name.show(Audience::Operator));
    let seen = [&person.author, &person.handle].map(|name| name.show_with(app.audience, &app.ours));
    if seen != [author.as_ref(), handle.as_ref()] {
        return Err("address-shared");
    }
    let name = greeting::name_of(&author, &handle).ok_or("address-no-name")?;
    Ok(greeting::greeting(c.lang, &name) + greeting::without(c.editor.text(), &name))
}

fn hand_in(app: &mut App, out: &mut Vec<Effect>, keep_only: bool) {
    let words = [app.words.t("refuse-empty-text"), app.words.t("draft-choose-first")];
    let Some(composer) = current(app) else { return };
    if composer.editor.text().trim().is_empty() || composer.newer.is_some() {
        composer.error = Some(words[usize::from(composer.newer.is_some())].clone());
        return;
    }
    if !keep_only {
        if let Some(said) = length_unsaid(app)
            && let Some(composer) = current(app)
        {
            composer.insists = Some(composer.editor.text().to_owned());
            composer.error = Some(said);
            return;
        }
        return proofing::hand_in(app, out);
    }
    let (response, rev, content) = (composer.response, composer.rev(), composer.content());
    send(app, out, Command::ReviseResponse { response, rev, content });
}

/// That the words are too long where they go, unless the person was told of these very words.
fn length_unsaid(app: &App) -> Option<String> {
    let composer = app.composer().filter(|c| c.insists.as_deref() != Some(c.editor.text()))?;
    proofing::too_long(app, composer.kind, &composer.channel, &composer.at_longest())
}

/// Sends the text off; the composer closes once that is decided.
pub(super) fn send(app: &mut App, out: &mut Vec<Effect>, command: Command) {
    // Kept first, so that a refusal at the last moment loses no word, and never after: that would offer back what was
    // handed in.
    keep(app, out);
    let ticket = decide(app, out, command, After::CloseComposer);
    if let Some(composer) = current(app) {
        composer.waiting = ticket;
        composer.error = None;
    }
}

/// Something was typed: the newest words go to the journal, one writing at a time.
pub(super) fn typed(app: &mut App, out: &mut Vec<Effect>) {
    let busy = app.pending.draft.is_some();
    let Some(composer) = current(app) else { return };
    composer.unkept = true;
    composer.error = None;
    proofing::read(app);
    if !busy {
        keep(app, out);
    }
}

fn keep(app: &mut App, out: &mut Vec<Effect>) {
    let composer = app.layers.iter_mut().find_map(|l| match l {
        Layer::Compose(c) if c.unkept => Some(c),
        _ => None,
    });
    let Some(composer) = composer else { return };
    composer.unkept = false;
    let response = composer.response;
    let (text, rev) = (composer.editor.text().to_owned(), composer.rev().unwrap_or_default());
    let before = std::mem::replace(&mut composer.journal, text.clone());
    app.pending.draft = Some(response);
    out.push(Effect::KeepDraft { response, text, before, rev });
}

/// The journal has the words; what was typed since follows.
pub(super) fn kept(app: &mut App, out: &mut Vec<Effect>, response: ResponseId, at: Stamp) {
    app.pending.draft = None;
    for layer in &mut app.layers {
        if let Layer::Compose(composer) = layer
            && composer.response == response
        {
            composer.kept = Some(at);
            app.dirty = true;
        }
    }
    keep(app, out);
}

/// The journal could not keep the words: they stay on screen, and are sent again with the next key.
pub(super) fn lost(app: &mut App, response: ResponseId, why: &str) {
    app.pending.draft = None;
    for layer in &mut app.layers {
        if let Layer::Compose(composer) = layer
            && composer.response == response
        {
            composer.unkept = true;
        }
    }
    let said = app.words.f("draft-lost", &[("why", Arg::from(why))]);
    app.notices.error(said);
    app.dirty = true;
}

/// The composer is left: what is not kept yet is sent whatever is under way.
pub(super) fn leave(app: &mut App, out: &mut Vec<Effect>) {
    // whoever was told that they answer already has seen that answer: the next ask is a first one
    app.pending.beside = Beside::default();
    app.notices.only(CHANGED, &[]);
    keep(app, out);
}
