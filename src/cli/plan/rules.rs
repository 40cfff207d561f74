//! What suggests a severity, what the house does, when the room reminds and how long texts can be: the rest of the plan
//! as people read it.

use super::show::Show;
use crate::domain::incident::Severity;
use crate::domain::room::Arg;
use crate::plan::{Ban, Measure, Measured, Raise, Reminder, spell};

impl Show<'_> {
    pub(super) fn severity(&mut self) {
        self.topic("plan-topic-severity", self.plan.matrix.is_empty());
        let floor = |s: Severity| self.plan.clock(s).floor.map_or_else(|| "–".to_owned(), |n| n.to_string());
        if Severity::ALL.iter().any(|s| self.plan.clock(*s).floor.is_some()) {
            self.page.row("", &Severity::ALL.map(|s| s.code().to_owned()));
            self.page.row(&self.t("plan-show-floor"), &Severity::ALL.map(floor));
        }
        for row in &self.plan.matrix {
            self.page.gap();
            self.page.text(0, &self.both(&row.title));
            for (severity, text) in row.levels.each() {
                if let Some(text) = text {
                    self.page.field(2, severity.code(), &self.both(text));
                }
            }
            for measure in &row.measures {
                let said = self.measure(measure);
                self.page.field(2, &self.t("plan-show-measures"), &said);
            }
        }
        self.topic("plan-topic-triggers", self.plan.triggers.is_empty());
        for trigger in &self.plan.triggers {
            let level = match trigger.to {
                Raise::To(level) => level.code().to_owned(),
                Raise::By(n) => self.f("plan-show-raise", &[("n", n.into())]),
            };
            let suspected = trigger.suspected.map(|s| self.f("plan-show-suspected", &[("severity", s.code().into())]));
            let level = std::iter::once(level).chain(suspected).collect::<Vec<_>>().join("; ");
            self.page.field(2, &trigger.code, &format!("{}: {level}", self.both(&trigger.title)));
        }
    }

    fn measure(&self, measure: &Measure) -> String {
        let what = self.t(match measure.what {
            Measured::RateTimes => "plan-measured-rate-times",
            Measured::RateZ => "plan-measured-rate-z",
            Measured::NegativePercent => "plan-measured-negative-percent",
            Measured::Followers => "plan-measured-followers",
            Measured::Voices => "plan-measured-voices",
            Measured::Authorities => "plan-measured-authorities",
            Measured::Sector => "plan-measured-sector",
            Measured::Platforms => "plan-measured-platforms",
        });
        let each = measure.least.each().filter_map(|(severity, least)| {
            let least = (*least)?.0;
            let figure = match least % 1_000 {
                0 => (least / 1_000).to_string(),
                _ => format!("{:.1}", least as f64 / 1_000.0),
            };
            let lasting = measure.lasting[severity]
                .map(|l| format!(" {}", self.f("plan-show-lasting", &[("duration", spell(l.0).into())])));
            Some(format!("{} ≥ {figure}{}", severity.code(), lasting.unwrap_or_default()))
        });
        format!("{what} · {}", each.collect::<Vec<_>>().join(", "))
    }

    pub(super) fn rules(&mut self) {
        self.topic("plan-topic-rules", self.plan.house_rules.is_empty());
        for rule in &self.plan.house_rules {
            self.page.gap();
            self.page.text(0, &format!("{} · {}", rule.code, self.both(&rule.title)));
            let measures: Vec<String> = rule.measures.iter().map(|m| self.t(m.key())).collect();
            self.page.text(2, &measures.join(" → "));
            if let Some(note) = &rule.note {
                self.page.text(2, &self.both(note));
            }
        }
        self.topic("plan-topic-bans", self.plan.do_not_say.is_empty());
        for ban in &self.plan.do_not_say {
            self.ban(ban);
        }
    }

    fn ban(&mut self, ban: &Ban) {
        self.page.gap();
        let language = ban.language.map_or_else(String::new, |l| format!(" ({})", l.code()));
        self.page.text(0, &format!("× {}{language}", ban.phrase));
        if let Some(why) = &ban.why {
            self.page.text(2, &self.both(why));
        }
        if !ban.better.is_empty() {
            self.page.field(2, &self.t("plan-show-instead"), ban.better.as_str());
        }
    }

    pub(super) fn reminders(&mut self) {
        self.topic("plan-topic-reminders", self.plan.reminders.is_empty());
        for reminder in &self.plan.reminders {
            self.reminder(reminder);
        }
    }

    fn reminder(&mut self, reminder: &Reminder) {
        let mut parts = vec![match reminder.after {
            0 => self.t("plan-show-at-once"),
            ms => self.f("plan-show-after", &[("after", spell(ms).into())]),
        }];
        parts.push(match (reminder.every, reminder.at_most) {
            (None, _) => self.t("plan-show-once"),
            (Some(ms), None) => self.f("plan-show-every", &[("every", spell(ms).into())]),
            (Some(ms), Some(n)) => self.f("plan-show-every-most", &[("every", spell(ms).into()), ("n", n.into())]),
        });
        if reminder.severity != Severity::Sev4 {
            parts.push(self.f("plan-show-least", &[("severity", reminder.severity.code().into())]));
        }
        if reminder.bell {
            parts.push(self.t("plan-show-bell"));
        }
        let to = if reminder.to.is_empty() { self.t("plan-show-everybody") } else { self.named(&reminder.to) };
        self.page.gap();
        self.page.text(0, &format!("{} ({})", self.t(reminder.when.key()), reminder.code));
        self.page.text(2, &format!("{} → {to}", parts.join(", ")));
    }

    pub(super) fn platforms(&mut self) {
        self.topic("plan-topic-platforms", self.plan.platforms.is_empty());
        for platform in &self.plan.platforms {
            let number = |limit: Option<usize>| limit.map_or_else(|| "–".to_owned(), |n| n.to_string());
            let limit = match (platform.post, platform.reply) {
                (None, None) => self.t("plan-show-no-limit"),
                (post, reply) => {
                    let args = [("limit", number(post).into()), ("reply", number(reply).into())];
                    self.f("plan-show-limit", &args)
                }
            };
            let checked = self.f("plan-show-checked", &[("day", Arg::from(&platform.checked_on))]);
            self.page.field(2, platform.title.as_str(), &format!("{limit} · {checked}"));
        }
    }
}
