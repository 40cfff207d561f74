//! Key sequences through `update`, with answers made up; what they do to the state and which effects they have.

use super::*;
use crate::domain::room::{DrillInfo, RoomSettings};
use crate::domain::text::Clean;

/// An app with a room open, for tests.
pub(crate) fn room_app() -> App {
    let mut app = App::new(Lang::En, Arc::new(Keymap::builtin()), (140, 40));
    app.layers.clear();
    app.room = Some(OpenRoom {
        settings: RoomSettings {
            name: Clean::from("Acme"),
            lang: Lang::En,
            zone: "Europe/Madrid".into(),
            keywords: vec![Clean::from("acme")],
            drill: None,
        },
        path: "acme.room".into(),
        readonly: false,
    });
    app.me = Actor { name: Clean::from("Ana"), role: Clean::from("social_lead"), behind: Clean::default() };
    app.now = Now { room: Stamp(1_800_000_000_000), real: Stamp(1_800_000_000_000) };
    app
}

/// The same on a screen of this size.
pub(crate) fn sized(w: u16, h: u16) -> App {
    App { size: (w, h), ..room_app() }
}

/// The room is a drill.
pub(crate) fn drill_app() -> App {
    let mut app = room_app();
    if let Some(room) = &mut app.room {
        room.settings.drill = Some(DrillInfo { scenario: "yoghurt".into(), seed: 1, lang: Lang::Es, start: Stamp(0) });
    }
    app
}

#[test]
fn a_zone_knows_its_offset_on_both_sides_of_summer() {
    let winter = Zone::at("Europe/Madrid", Stamp::parse("2026-11-22T12:00:00Z").unwrap());
    assert_eq!((winter.offset, winter.short.as_str()), (60, "CET"));
    let summer = Zone::at("Europe/Madrid", Stamp::parse("2026-07-22T12:00:00Z").unwrap());
    assert_eq!((summer.offset, summer.short.as_str()), (120, "CEST"));
    assert_eq!(Zone::at("Nowhere/At all", Stamp(0)).offset, 0);
}
