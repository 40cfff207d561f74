//! What goes with an erasure and what stays, as sentences: the command and the form say the same.

use super::Words;
use crate::domain::private::{Allow, Audience, Private};
use crate::domain::room::Arg;
use crate::rows::Asked;

/// Most that are listed of one kind.
const LISTED: usize = 20;

impl Words {
    /// What of our own words goes with them, what still tells of them, and who else names them.
    pub fn erasing(&self, asked: &Asked, (audience, ours): (Audience, &Allow)) -> Vec<String> {
        let events = |all: &[crate::domain::ids::EventSeq]| all.iter().map(|seq| format!("#{seq}")).collect::<Vec<_>>();
        let typing = asked.unsent.iter().map(|(who, response)| {
            let who = Private::person(who.clone(), false).show_with(audience, ours).into_owned();
            let what = response.map_or_else(
                || self.t("erase-in-forms"),
                |id| self.f("untitled-text", &[("id", Arg::from(id.0.to_string()))]),
            );
            format!("{who} ({what})")
        });
        let told = [
            ("erase-lines", events(&asked.lines)),
            ("erase-veils", events(&asked.veiled)),
            ("erase-unsent", typing.collect()),
            ("erase-stays", events(&asked.told)),
            ("erase-others", asked.others.iter().map(|id| id.0.to_string()).collect()),
        ];
        let said = told.into_iter().filter(|(_, list)| !list.is_empty()).map(|(key, list)| {
            let more = if list.len() > LISTED { ", …" } else { "" };
            let shown = list.iter().take(LISTED).cloned().collect::<Vec<_>>().join(", ") + more;
            self.f(key, &[("n", list.len().into()), ("list", shown.into())])
        });
        said.collect()
    }
}
