//! An evidence bundle on the screen: nobody takes it for the room.

use super::room::{busy, clean, fitted, now};
use gabinete::app::App;
use gabinete::domain::ids::IncidentId;
use gabinete::domain::private::{Audience, Private};
use gabinete::domain::room::{DrillInfo, Lang};
use gabinete::domain::time::Stamp;
use gabinete::rows::Bundled;

pub fn bundled(lang: Lang, size: (u16, u16)) -> App {
    let mut app = busy(lang, size);
    let room = Private::prose(clean("Acme of @marta_ruiz1"));
    app.pulse.bundle = Some(Box::new(Bundled { incident: IncidentId(1), room, at: now(), otherwise: 0 }));
    if let Some(room) = &mut app.room {
        room.readonly = true;
    }
    fitted(app)
}

/// The same shown to others, and of a drill.
pub fn others(lang: Lang, size: (u16, u16)) -> [(&'static str, App); 2] {
    let (mut shared, mut drill) = (bundled(lang, size), bundled(lang, size));
    shared.audience = Audience::Shared;
    if let Some(room) = &mut drill.room {
        room.settings.drill = Some(DrillInfo { scenario: "s".into(), seed: 1, lang, start: Stamp(0) });
    }
    [("bundle-shared", fitted(shared)), ("bundle-drill", fitted(drill))]
}
