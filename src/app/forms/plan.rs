//! The form about a plan that has changed while another is in force: what differs, and whether it is adopted.

use super::super::App;
use super::super::form::{Form, NONE, Purpose};
use super::super::msg::PlanNews;
use super::{Answer, Checked, Fault};
use crate::domain::command::{Adopt, Command};
use crate::domain::room::Arg;

pub(crate) fn change(app: &App, news: &PlanNews) -> Form {
    let w = &app.words;
    let args =
        [("name", Arg::from(&news.name)), ("version", Arg::from(&news.version)), ("n", Arg::from(news.changes.len()))];
    let ways = ["plan-adopt", "plan-decline"].map(|key| w.t(key)).to_vec();
    // what is asked comes first: of many differences the last are scrolled away
    Form::new(Purpose::Plan(news.digest.clone()), w.t("form-plan"))
        .intro([w.f("form-plan-intro", &args), String::new()])
        .quote(news.changes.iter().map(|line| app.shown(line)))
        .choice(w, "how", "form-plan-how", ways, NONE)
}

pub(super) fn answer(form: &Form, digest: &str) -> Checked {
    match form.chosen("how") {
        NONE => Err(Fault("how", "form-choose-first")),
        way => Ok(Answer::Send(Command::AdoptPlan(Adopt { digest: Some(digest.to_owned()), decline: way == 1 }))),
    }
}
