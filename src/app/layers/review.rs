//! The review of an incident as a layer, and the events that a line of it came from.

use crate::domain::ids::{EventSeq, IncidentId};
use crate::domain::private::Audience;
use crate::domain::time::Stamp;
use crate::report::review::sheet::{LineId, Sheet, Told};
use crate::rows::{ReviewDetail, TimelineRow};
use std::sync::Arc;

/// The review of an incident, with the line that keys act on.
#[derive(Debug, Clone, Default)]
pub struct ReviewView {
    /// Of which incident; of the last that there was while none is on.
    pub incident: Option<IncidentId>,
    /// What was read; nothing while it is on its way, or where there is no incident.
    pub detail: Option<Arc<ReviewDetail>>,
    /// When it was read, by the wall clock; nothing before.
    pub read: Option<Stamp>,
    /// What is shown of it: to its person, and to everybody else.
    pub sheets: Option<[Arc<Sheet>; 2]>,
    /// The line that keys act on; the first while none was chosen.
    pub selected: Option<LineId>,
}

impl ReviewView {
    /// What an audience is shown.
    pub fn sheet(&self, audience: Audience) -> Option<&Arc<Sheet>> {
        self.sheets.as_ref().map(|[own, others]| if audience == Audience::Operator { own } else { others })
    }

    /// Where the selected line stands on a sheet.
    pub fn at(&self, sheet: &Sheet) -> usize {
        sheet.lines().position(|line| Some(&line.id) == self.selected.as_ref()).unwrap_or(0)
    }

    /// The selected line.
    pub fn line(&self, audience: Audience) -> Option<&Told> {
        let sheet = self.sheet(audience)?;
        sheet.lines().nth(self.at(sheet))
    }
}

/// The events that a line of a review came from.
#[derive(Debug, Clone)]
pub struct EventsView {
    /// What came from them: to its person, and to everybody else.
    pub of: [String; 2],
    /// The events, in their order.
    pub rows: Vec<TimelineRow>,
    /// The one that keys act on; the first while none was chosen.
    pub selected: Option<EventSeq>,
}

impl EventsView {
    /// Where the selected event stands in the list.
    pub fn at(&self) -> usize {
        self.rows.iter().position(|row| Some(row.seq) == self.selected).unwrap_or(0)
    }

    /// The selected event.
    pub fn chosen(&self) -> Option<&TimelineRow> {
        self.rows.get(self.at())
    }
}
