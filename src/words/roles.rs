//! Roles in words: what a role is called, and what is wrong with who has it.

use super::Words;
use crate::domain::role::Role;
use crate::domain::room::{Arg, Lang};
use crate::domain::text::Clean;

impl Words {
    /// What a role is called: as the plan says in this language, else by our own word, else by its code.
    pub fn role(&self, role: &Role, titles: Option<(&Clean, &Clean)>) -> String {
        let planned = titles.map(|(en, es)| if self.lang() == Lang::Es { es } else { en }).filter(|t| !t.is_empty());
        if let Some(title) = planned {
            return title.as_str().to_owned();
        }
        let key = format!("who-{}", role.as_str().replace('_', "-"));
        if self.has(&key) { self.t(&key) } else { role.as_str().to_owned() }
    }

    /// Roles one after another.
    pub fn roles(&self, roles: &[Role]) -> Arg {
        roles.iter().map(|role| self.role(role, None)).collect::<Vec<_>>().join(", ").into()
    }
}
