//! Codes of files and sources, as people say them: what a medium is, when a task of the plan is due.

use super::Words;

impl Words {
    /// What a medium is; as the source calls it where it is none of the usual ones.
    pub fn medium(&self, kind: &str) -> String {
        match kind {
            "image" => self.t("media-image"),
            "photo" => self.t("media-photo"),
            "video" => self.t("media-video"),
            "audio" => self.t("media-audio"),
            "gif" => self.t("media-gif"),
            other => other.to_owned(),
        }
    }

    /// When a task is due whose moment has not come: `TR+4h` is `resolved +4 h`, as narrow as a list wants it. What is no such
    /// rule stays as it stands.
    pub fn due_rule(&self, rule: &str) -> String {
        let (anchor, offset) = rule.split_once('+').map_or((rule, None), |(anchor, offset)| (anchor, Some(offset)));
        let key = match anchor {
            "T0" => "due-t0",
            "TD" => "due-td",
            "TC" => "due-tc",
            "TR" => "due-tr",
            "TX" => "due-tx",
            _ => return rule.to_owned(),
        };
        let anchor = ("anchor", self.t(key).into());
        let Some(offset) = offset else { return self.f("due-when", &[anchor]) };
        let digits = offset.len() - offset.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (n, unit) = offset.split_at(digits);
        let (Ok(n), true) = (n.parse::<i64>(), ["s", "m", "h", "d", "w"].contains(&unit)) else {
            return rule.to_owned();
        };
        self.f("due-after", &[anchor, ("n", n.into()), ("unit", unit.into())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::room::Lang;

    #[test]
    fn when_a_task_is_due_is_said_in_words() {
        let [en, es] = [Lang::En, Lang::Es].map(Words::new);
        for (rule, said, dicho) in [
            ("TR", "once resolved", "una vez resuelto"),
            ("TR+4h", "resolved +4 h", "resuelto +4 h"),
            ("TC+30m", "contained +30 min", "contenido +30 min"),
            ("TX+1w", "review +1 wk", "revisión +1 sem."),
            ("soon", "soon", "soon"),
            ("TR+4y", "TR+4y", "TR+4y"),
        ] {
            assert_eq!([en.due_rule(rule), es.due_rule(rule)], [said, dicho]);
        }
        assert_eq!([en.medium("image"), es.medium("image"), es.medium("poll")], ["image", "imagen", "poll"]);
    }
}
