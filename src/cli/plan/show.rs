//! The plan as people read it who never read TOML: each part by its topic, in one language, for who looks. Owns the order
//! and the layout; what the plan means is for `plan`.

use super::page::Page;
use crate::domain::incident::{IncidentType, Severity};
use crate::domain::private::Audience;
use crate::domain::role::Role;
use crate::domain::room::Arg;
use crate::domain::text::Clean;
use crate::plan::{Answer, Both, Clearance, Line, Placeholder, Plan, Post, Question, Standing, Template, spell};
use crate::words::Words;
use chrono::NaiveDate;

/// What can be asked for, besides codes.
pub(super) const TOPICS: [&str; 10] =
    ["roles", "approvals", "templates", "lines", "qa", "clocks", "severity", "rules", "reminders", "platforms"];

/// Who reads, in which language, and on which day.
pub(super) struct Reader<'w> {
    pub(super) words: &'w Words,
    pub(super) audience: Audience,
    pub(super) today: NaiveDate,
}

/// A topic, something by its code, or the whole plan; nothing when the plan has nothing of that name.
pub(super) fn shown(plan: &Plan, topic: Option<&str>, reader: &Reader) -> Option<String> {
    let mut show = Show { plan, reader, page: Page::default() };
    match topic {
        None => show.all(),
        Some("roles") => show.roles(),
        Some("approvals") => show.approvals(),
        Some("templates") => show.templates(),
        Some("lines") => show.lines(),
        Some("qa") => show.questions(),
        Some("clocks") => show.clocks(),
        Some("severity") => show.severity(),
        Some("rules") => show.rules(),
        Some("reminders") => show.reminders(),
        Some("platforms") => show.platforms(),
        Some(code) => show.one(code)?,
    }
    Some(show.page.into_text())
}

/// A page of a plan being written.
pub(super) struct Show<'a> {
    pub(super) plan: &'a Plan,
    reader: &'a Reader<'a>,
    pub(super) page: Page,
}

impl Show<'_> {
    pub(super) fn t(&self, key: &str) -> String {
        self.reader.words.t(key)
    }

    pub(super) fn f(&self, key: &str, args: &[(&str, Arg)]) -> String {
        self.reader.words.f(key, args)
    }

    pub(super) fn both(&self, text: &Both) -> String {
        text.get(self.reader.words.lang()).as_str().to_owned()
    }

    fn all(&mut self) {
        let args = [("name", Arg::from(&self.plan.name)), ("version", Arg::from(&self.plan.version))];
        let title = self.f("plan-show-plan", &args);
        self.page.heading(&title);
        self.voice();
        self.roles();
        self.clocks();
        self.severity();
        self.approvals();
        self.templates();
        self.lines();
        self.questions();
        self.rules();
        self.reminders();
        self.platforms();
    }

    /// A role, template, line or question by its code.
    fn one(&mut self, code: &str) -> Option<()> {
        let plan = self.plan;
        if let Some(post) = Role::parse(code).and_then(|role| plan.post(&role)) {
            self.role(post, true);
        } else if let Some(template) = plan.templates.iter().find(|t| t.code == code) {
            self.template(template);
        } else if let Some(line) = plan.line(code) {
            self.line(line);
        } else {
            self.question(plan.questions.iter().find(|q| q.code == code)?);
        }
        Some(())
    }

    /// A heading; says so when nothing follows it.
    pub(super) fn topic(&mut self, key: &str, empty: bool) {
        let title = self.t(key);
        self.page.heading(&title);
        if empty {
            let none = self.t("plan-show-empty");
            self.page.text(2, &none);
        }
    }

    fn voice(&mut self) {
        self.topic("plan-topic-voice", self.plan.key_messages.is_empty() && self.plan.own.is_empty());
        for message in &self.plan.key_messages {
            self.page.text(2, &format!("· {}", self.both(message)));
        }
        if !self.plan.own.is_empty() {
            let own = self.plan.own.iter().map(Clean::as_str).collect::<Vec<_>>().join(", ");
            self.page.field(2, &self.t("plan-show-own"), &own);
        }
    }

    fn roles(&mut self) {
        self.topic("plan-topic-roles", self.plan.roles.is_empty());
        for post in &self.plan.roles {
            self.role(post, false);
        }
    }

    /// A role; in full with what it approves and how many tasks it owns.
    fn role(&mut self, post: &Post, full: bool) {
        self.page.gap();
        self.page.text(0, &format!("{} ({})", self.both(&post.title), post.role));
        let vacant = self.t("plan-show-vacant");
        let holder = if post.holder.is_empty() { vacant.clone() } else { post.holder.as_str().to_owned() };
        let backups = post.backups.iter().map(Clean::as_str).collect::<Vec<_>>().join(", ");
        self.page.field(2, &self.t("plan-show-holder"), &holder);
        self.page.field(2, &self.t("plan-show-backup"), if backups.is_empty() { &vacant } else { &backups });
        for contact in self.plan.contacts(&post.role) {
            let to = contact.to.show(self.reader.audience);
            self.page.field(2, &format!("{} ({})", self.t("plan-show-contact"), contact.way.code()), &to);
        }
        if !full {
            return;
        }
        let person = self.plan.person(&post.holder).map(|p| &p.reach.tested);
        if let Some(tested) = [Some(&post.reach.tested), person].into_iter().flatten().find(|t| !t.is_empty()) {
            self.page.field(2, &self.t("plan-show-reached"), tested.as_str());
        }
        for approval in self.plan.approvals.iter().filter(|a| a.asks(&post.role)) {
            let at = |s: &Severity| self.plan.approvers(&approval.text_type, *s, true).contains(&post.role);
            let levels = Severity::ALL.iter().filter(|s| at(s)).map(|s| s.code()).collect::<Vec<_>>().join(", ");
            let text = format!("{} ({levels})", self.both(&approval.title));
            self.page.field(2, &self.t("plan-show-approves"), &text);
        }
        let tasks = self.plan.tasks.iter().filter(|t| t.owner == post.role);
        let codes: Vec<&str> = tasks.map(|t| t.code.as_str()).collect();
        if !codes.is_empty() {
            self.page.field(2, &self.t("plan-show-tasks"), &codes.join(", "));
        }
    }

    /// Roles by what they are called, and who holds them.
    pub(super) fn named(&self, roles: &[Role]) -> String {
        let name = |role: &Role| match self.plan.post(role) {
            Some(post) if !post.holder.is_empty() => format!("{} ({})", self.both(&post.title), post.holder),
            Some(post) => self.both(&post.title),
            None => role.to_string(),
        };
        roles.iter().map(name).collect::<Vec<_>>().join(" + ")
    }

    fn approvals(&mut self) {
        self.topic("plan-topic-approvals", self.plan.approvals.is_empty());
        for approval in &self.plan.approvals {
            self.page.gap();
            self.page.text(0, &format!("{} ({})", self.both(&approval.title), approval.text_type));
            for (severity, roles) in approval.by.each() {
                let who = if roles.is_empty() { self.t("plan-show-nobody") } else { self.named(roles) };
                self.page.field(2, severity.code(), &who);
            }
            if !approval.if_liability.is_empty() {
                let who = self.named(&approval.if_liability);
                self.page.field(2, &self.t("plan-show-liability"), &who);
            }
            if let Some(note) = &approval.note {
                self.page.field(2, &self.t("plan-show-note"), &self.both(note));
            }
        }
    }

    /// The types of incident that something is for.
    fn types(&self, types: &[IncidentType]) -> String {
        let names = types.iter().map(|kind| self.t(kind.key())).collect::<Vec<_>>().join(", ");
        if names.is_empty() { self.t("plan-show-all") } else { names }
    }

    /// What a type of text is called.
    fn text_type(&self, code: &str) -> String {
        self.plan.approval(code).map_or_else(|| code.to_owned(), |a| self.both(&a.title))
    }

    fn templates(&mut self) {
        self.topic("plan-topic-templates", self.plan.templates.is_empty());
        for template in &self.plan.templates {
            self.template(template);
        }
    }

    fn template(&mut self, template: &Template) {
        self.page.gap();
        let standing = self.standing(&template.clearance);
        self.page.text(0, &format!("{} · {} · {standing}", template.code, self.text_type(&template.text_type)));
        self.page.field(2, &self.t("plan-show-for"), &self.types(&template.types));
        if let Some(precondition) = &template.precondition {
            self.page.field(2, &self.t("plan-show-before"), &self.both(precondition));
        }
        let text = self.both(&template.text);
        let inside = |p: &&Placeholder| text.contains(&format!("{{{}}}", p.name));
        let named = |p: &Placeholder| format!("{{{}}} {}", p.name, self.both(&p.title));
        let fill: Vec<String> = self.plan.placeholders.iter().filter(inside).map(named).collect();
        if !fill.is_empty() {
            self.page.field(2, &self.t("plan-show-fill"), &fill.join(" · "));
        }
        self.page.text(4, &text);
    }

    fn lines(&mut self) {
        self.topic("plan-topic-lines", self.plan.lines.is_empty());
        for line in &self.plan.lines {
            self.line(line);
        }
    }

    fn standing(&self, clearance: &Clearance) -> String {
        let day = clearance.valid_until.map(|day| day.to_string()).unwrap_or_default();
        let args = [("name", Arg::from(&clearance.approved_by)), ("day", Arg::from(day.as_str()))];
        match clearance.standing(self.reader.today) {
            Standing::Approved if day.is_empty() => self.f("plan-show-approved", &args),
            Standing::Approved => self.f("plan-show-until", &args),
            Standing::Unapproved => self.t("plan-show-unapproved"),
            Standing::Expired => self.f("plan-show-expired", &args),
        }
    }

    fn line(&mut self, line: &Line) {
        let standing = self.standing(&line.clearance);
        self.page.gap();
        self.page.text(0, &format!("{} · {} · {standing}", line.code, self.text_type(&line.text_type)));
        let how: Vec<String> = line.dispositions.iter().map(|d| self.t(d.key())).collect();
        let how = if how.is_empty() { String::new() } else { format!(" — {}", how.join("; ")) };
        self.page.field(2, &self.t("plan-show-for"), &(self.types(&line.types) + &how));
        self.page.text(4, &self.both(&line.text));
    }

    fn questions(&mut self) {
        self.topic("plan-topic-qa", self.plan.questions.is_empty());
        for question in &self.plan.questions {
            self.question(question);
        }
    }

    fn question(&mut self, question: &Question) {
        self.page.gap();
        let inside = if question.internal { format!(" · {}", self.t("plan-show-internal")) } else { String::new() };
        self.page.text(0, &format!("{} · {}{inside}", question.code, self.both(&question.question)));
        match &question.answer {
            Answer::Line(code) => {
                let said = self.f("plan-show-by-line", &[("line", Arg::from(code.as_str()))]);
                self.page.text(2, &said);
                let text = self.plan.line(code).map(|line| self.both(&line.text)).unwrap_or_default();
                self.page.text(4, &text);
            }
            Answer::Text(text) => self.page.text(4, &self.both(text)),
        }
    }

    fn clocks(&mut self) {
        const CLOCKS: [(&str, &str); 15] = [
            ("acknowledge", "plan-clock-acknowledge"),
            ("declare", "plan-clock-declare"),
            ("public_ack", "plan-clock-public-ack"),
            ("public_ack_max", "plan-clock-public-ack-max"),
            ("statement", "plan-clock-statement"),
            ("public_update", "plan-clock-public-update"),
            ("public_update_for", "plan-clock-public-update-for"),
            ("public_update_later", "plan-clock-public-update-later"),
            ("sitrep", "plan-clock-sitrep"),
            ("brief", "plan-clock-brief"),
            ("meeting", "plan-clock-meeting"),
            ("lead_shift", "plan-clock-lead-shift"),
            ("approval_wait", "plan-clock-approval-wait"),
            ("approval", "plan-clock-approval"),
            ("review", "plan-clock-review"),
        ];
        self.topic("plan-topic-clocks", false);
        self.page.row("", &Severity::ALL.map(|s| s.code().to_owned()));
        for (clock, label) in CLOCKS {
            let of = |s| self.plan.clock(s).each().find(|(key, _)| *key == clock).map(|(_, ms)| spell(ms));
            self.page.row(&self.t(label), &Severity::ALL.map(|s| of(s).unwrap_or_else(|| "–".to_owned())));
        }
        self.page.gap();
        self.page.row("", &["P1", "P2", "P3", "P4"].map(str::to_owned));
        self.page.row(&self.t("plan-clock-band"), &self.plan.bands.map(spell));
    }
}
