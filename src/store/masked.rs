//! Whom a shared screen names by a mask, as the room knows them. Owns in which order that is told, which decides who has which
//! mask; what a mask is, [`crate::domain::private`] says.

use super::load;
use super::reader;
use crate::domain::private::Allow;
use crate::domain::text::Clean;
use rusqlite::Connection;

/// Their names.
#[derive(Debug, Clone, PartialEq)]
pub struct Masked {
    /// Names that no shared screen says.
    pub private: Vec<Clean>,
    /// Those of them by which the room knows people who were harmed.
    harmed: Vec<Clean>,
    /// Other names of them, each with the handle of whoever bears it.
    called: Vec<[Clean; 2]>,
    /// Our own people, as far as the room names them: who has a role first, so that nobody's mask changes by whoever else was
    /// ever here.
    colleagues: [Vec<Clean>; 2],
}

impl Masked {
    pub(super) fn of(conn: &Connection) -> rusqlite::Result<Masked> {
        Ok(Masked {
            private: load::private_names(conn)?,
            harmed: load::harmed(conn)?,
            called: load::called(conn)?,
            colleagues: [reader::roles::now(conn)?.names().cloned().collect(), load::colleagues(conn)?],
        })
    }

    /// The same, beside those who may be named to everybody.
    pub fn beside(&self, mut ours: Allow) -> Allow {
        self.colleagues.iter().for_each(|names| ours.tell_apart(names));
        ours.called(&self.called).knowing(&self.private).harmed(&self.harmed)
    }
}
