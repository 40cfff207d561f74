//! The one table of what keys and the palette can do. Help, the footer, the palette, README's key table and read-only
//! mode all read it; must not know how an action is done.

use super::keymap::Scope;

/// One row of the table.
#[derive(Debug)]
pub struct Entry {
    /// Which action.
    pub action: Action,
    /// Its name in `keymap.toml`.
    pub id: &'static str,
    /// Key of its title in `words`.
    pub title: &'static str,
    /// Key of its sentence in `words`.
    pub doc: &'static str,
    /// Where it means something.
    pub scopes: &'static [Scope],
    /// It changes the room: refused when the room is open to read only.
    pub changes_room: bool,
    /// It asks before it acts, beyond what it needs to know.
    pub confirm: bool,
    /// Its place among the footer's hints, lower first; 0 stays out.
    pub hint: u8,
    /// Other words, in both languages, under which the palette finds it.
    pub aliases: &'static str,
}

macro_rules! actions {
    ($($variant:ident $id:literal $title:literal $doc:literal $scopes:expr, $changes:literal $confirm:literal $hint:literal $aliases:literal;)+) => {
        /// What a key or the palette can do; each is described in the table.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "the table's title and sentence describe each")]
        pub enum Action { $($variant),+ }

        /// The table, in the order of [`Action`].
        pub static TABLE: &[Entry] = &[$(Entry {
            action: Action::$variant,
            id: $id,
            title: $title,
            doc: $doc,
            scopes: $scopes,
            changes_room: $changes == 1,
            confirm: $confirm == 1,
            hint: $hint,
            aliases: $aliases,
        }),+];
    };
}

impl Action {
    /// Its row in the table.
    pub fn entry(self) -> &'static Entry {
        &TABLE[self as usize] // one row a variant, in the same order, by the macro
    }

    /// Whether who only watches cannot do it: it changes the room, or it writes a file, starts a program or fills a clipboard
    /// on a machine that may be another's.
    pub fn is_for_hands(self) -> bool {
        matches!(self, Action::CopyText | Action::OpenLink) || self.writes()
    }

    /// Whether it writes anything: into this room, into another, or a file.
    pub fn writes(self) -> bool {
        let others = matches!(self, Action::StartDrill | Action::CreateRoom | Action::ExportReport);
        others || self.entry().changes_room
    }

    /// Whether it asks for what is to come, which no moment of the past can tell: what would fail tonight, a drill's
    /// script.
    pub fn looks_ahead(self) -> bool {
        matches!(self, Action::Readiness | Action::Facilitator)
    }

    /// Its name in `keymap.toml`.
    pub fn id(self) -> &'static str {
        self.entry().id
    }

    /// The action of that name.
    pub fn parse(id: &str) -> Option<Action> {
        TABLE.iter().find(|e| e.id == id).map(|e| e.action)
    }
}

// variant, id, title, sentence, scopes, changes the room, asks first, place in the footer, other words
#[rustfmt::skip]
actions! {
    Help "help" "act-help" "act-help-doc" &[Scope::Global], 0 0 99 "keys teclas manual";
    Palette "palette" "act-palette" "act-palette-doc" &[Scope::Global], 0 0 98 "commands órdenes acciones";
    Back "back" "act-back" "act-back-doc" &[Scope::Global, Scope::Form, Scope::Compose, Scope::Palette], 0 0 90 "close dismiss cerrar descartar";
    CloseLayer "close-layer" "act-close-layer" "act-close-layer-doc" &[Scope::Global], 0 0 0 "salir";
    Quit "quit" "act-quit" "act-quit-doc" &[Scope::Global, Scope::Form, Scope::Compose, Scope::Palette], 0 1 0 "exit quit salir";
    Undo "undo" "act-undo" "act-undo-doc" &[Scope::Global], 1 0 70 "revert deshacer";
    NextPane "next-pane" "act-next-pane" "act-next-pane-doc" &[Scope::Global], 0 0 0 "panel";
    PreviousPane "previous-pane" "act-previous-pane" "act-previous-pane-doc" &[Scope::Global], 0 0 0 "panel";
    PaneMentions "pane-mentions" "act-pane-mentions" "act-pane-mentions-doc" &[Scope::Global], 0 0 0 "feed escucha comentarios";
    PaneResponses "pane-responses" "act-pane-responses" "act-pane-responses-doc" &[Scope::Global], 0 0 0 "queue bandeja cola";
    PaneChecklist "pane-checklist" "act-pane-checklist" "act-pane-checklist-doc" &[Scope::Global], 0 0 0 "tasks tareas verificación";
    PaneTimeline "pane-timeline" "act-pane-timeline" "act-pane-timeline-doc" &[Scope::Global], 0 0 0 "log bitácora registro";
    Zoom "zoom" "act-zoom" "act-zoom-doc" &[Scope::Global], 0 0 60 "maximize ampliar";
    Search "search" "act-search" "act-search-doc" &[Scope::Global], 0 0 30 "find buscar";
    ShowNew "show-new" "act-show-new" "act-show-new-doc" &[Scope::Global], 0 0 0 "refresh new nuevas";
    NextUnattended "next-unattended" "act-next-unattended" "act-next-unattended-doc" &[Scope::Global], 0 0 0 "next siguiente pendiente";
    AddMention "add-mention" "act-add-mention" "act-add-mention-doc" &[Scope::Global], 1 0 0 "paste pegar";
    IncidentMenu "incident-menu" "act-incident-menu" "act-incident-menu-doc" &[Scope::Global], 0 0 50 "severity status gravedad crisis";
    IncidentPage "incident-page" "act-incident-page" "act-incident-page-doc" &[Scope::Global, Scope::Incidents], 0 0 51 "conditions lists guard condiciones listas resolve resolver";
    AddItem "add-item" "act-add-item" "act-add-item-doc" &[Scope::Incident], 1 0 1 "press media risk need paused prensa riesgo necesidad pausa";
    ChangeItem "change-item" "act-change-item" "act-change-item-doc" &[Scope::Incident], 1 0 0 "owner due responsable fecha";
    OpenMatter "open-matter" "act-open-matter" "act-open-matter-doc" &[Scope::Incident, Scope::Global], 1 0 2 "decide poll decidir asunto";
    ObjectToMatter "object-to-matter" "act-object-to-matter" "act-object-to-matter-doc" &[Scope::Incident], 1 0 3 "objection dissent objeción";
    CountPaused "count-paused" "act-count-paused" "act-count-paused-doc" &[Scope::Incident], 1 0 0 "scheduled ads programado anuncios";
    SetBaseline "set-baseline" "act-set-baseline" "act-set-baseline-doc" &[Scope::Incident], 1 0 0 "usual sentiment habitual tono";
    MergeIncident "merge-incident" "act-merge-incident" "act-merge-incident-doc" &[Scope::Incident, Scope::Incidents], 1 1 52 "join unir integrar";
    Signals "signals" "act-signals" "act-signals-doc" &[Scope::Global], 0 0 0 "alerts spikes anomalies señales alertas picos";
    Themes "themes" "act-themes" "act-themes-doc" &[Scope::Global], 0 0 0 "topics clues phrases temas pistas";
    Sources "sources" "act-sources" "act-sources-doc" &[Scope::Global], 0 0 0 "listen health blind deaf escucha fuentes a ciegas";
    AddSource "add-source" "act-add-source" "act-add-source-doc" &[Scope::Sources, Scope::Global], 1 0 1 "bluesky mastodon rss feed webhook listen fuente escuchar";
    Keywords "keywords" "act-keywords" "act-keywords-doc" &[Scope::Sources, Scope::Global], 1 0 4 "brand query expression match names marca consulta expresión palabras clave";
    Facts "facts" "act-facts" "act-facts-doc" &[Scope::Global], 0 0 0 "known truth ledger hechos sabido";
    PeopleAffected "people-affected" "act-people-affected" "act-people-affected-doc" &[Scope::Global], 0 0 0 "harmed victims care personas afectadas víctimas";
    LineToTake "line-to-take" "act-line-to-take" "act-line-to-take-doc" &[Scope::Global], 0 0 0 "staff front line argumentario personal interno";
    Reminders "reminders" "act-reminders" "act-reminders-doc" &[Scope::Global], 0 0 0 "nag due clock recordatorios avisos vence reloj";
    SnoozeReminder "snooze-reminder" "act-snooze-reminder" "act-snooze-reminder-doc" &[Scope::Reminders], 1 0 1 "later aplazar";
    DismissReminder "dismiss-reminder" "act-dismiss-reminder" "act-dismiss-reminder-doc" &[Scope::Reminders], 1 0 2 "seen rest callar descartar";
    Facilitator "facilitator" "act-facilitator" "act-facilitator-doc" &[Scope::Global], 0 0 0 "script score points injects run exercise guion puntos puntuación inyectar dirigir facilitador";
    BringNow "bring-now" "act-bring-now" "act-bring-now-doc" &[Scope::Facilitator], 1 1 1 "inject by hand inyectar a mano";
    Sitrep "sitrep" "act-sitrep" "act-sitrep-doc" &[Scope::Global], 0 0 0 "report situation parte informe";
    Brief "brief" "act-brief" "act-brief-doc" &[Scope::Global], 0 0 0 "executive summary report resumen dirección informe";
    HandoverCard "handover-card" "act-handover-card" "act-handover-card-doc" &[Scope::Global], 0 0 0 "shift report relevo traspaso turno informe";
    IssueReport "issue-report" "act-issue-report" "act-issue-report-doc" &[Scope::Report], 1 0 1 "edit send editar emitir";
    ReportLanguage "report-language" "act-report-language" "act-report-language-doc" &[Scope::Report], 0 0 4 "translate twin traducir gemelo";
    ExportReport "export-report" "act-export-report" "act-export-report-doc" &[Scope::Report, Scope::Review], 0 0 3 "file html markdown archivo";
    OlderReport "older-report" "act-older-report" "act-older-report-doc" &[Scope::Report], 0 0 5 "previous issued anterior emitidos";
    NewerReport "newer-report" "act-newer-report" "act-newer-report-doc" &[Scope::Report], 0 0 0 "next siguiente";
    Review "review" "act-review" "act-review-doc" &[Scope::Global, Scope::Incidents, Scope::Incident], 0 0 0 "post-mortem lessons metrics retrospective revisión lecciones métricas";
    PlanAction "plan-action" "act-plan-action" "act-plan-action-doc" &[Scope::Review, Scope::Incident], 1 0 1 "lesson change acción lección mejora";
    StepAction "step-action" "act-step-action" "act-step-action-doc" &[Scope::Review, Scope::Prevention], 1 0 2 "verify done drop verificar hecha descartar";
    NextPart "next-part" "act-next-part" "act-next-part-doc" &[Scope::Review], 0 0 4 "section sección";
    PreviousPart "previous-part" "act-previous-part" "act-previous-part-doc" &[Scope::Review], 0 0 0 "section sección";
    AddFact "add-fact" "act-add-fact" "act-add-fact-doc" &[Scope::Facts, Scope::Global], 1 0 1 "known hecho";
    ChangeFact "change-fact" "act-change-fact" "act-change-fact-doc" &[Scope::Facts], 1 1 2 "confirm deny confirmar desmentir";
    SupersedeFact "supersede-fact" "act-supersede-fact" "act-supersede-fact-doc" &[Scope::Facts], 1 1 3 "replace sustituir";
    FactFromMention "fact-from-mention" "act-fact-from-mention" "act-fact-from-mention-doc" &[Scope::Mentions, Scope::MentionView], 1 0 0 "known hecho";
    AddAffected "add-affected" "act-add-affected" "act-add-affected-doc" &[Scope::People, Scope::Mentions, Scope::MentionView, Scope::Global], 1 0 33 "harmed victim care afectada víctima";
    ChangeCare "change-care" "act-change-care" "act-change-care-doc" &[Scope::People], 1 0 2 "contacted closed contacto cerrar";
    Roles "roles" "act-roles" "act-roles-doc" &[Scope::Global], 0 0 0 "who cabinet team on call funciones equipo guardia quién titular suplente";
    AssignRole "assign-role" "act-assign-role" "act-assign-role-doc" &[Scope::Roles], 1 0 2 "give asignar";
    ClaimRole "claim-role" "act-claim-role" "act-claim-role-doc" &[Scope::Roles], 1 0 1 "mine take asumir";
    StandIn "stand-in" "act-stand-in" "act-stand-in-doc" &[Scope::Roles], 1 0 3 "backup deputise suplir cubrir";
    ReleaseRole "release-role" "act-release-role" "act-release-role-doc" &[Scope::Roles], 1 0 5 "give back dejar soltar";
    HandOver "hand-over" "act-hand-over" "act-hand-over-doc" &[Scope::Roles], 1 0 4 "handover shift relevo traspaso turno";
    AcceptHandover "accept-handover" "act-accept-handover" "act-accept-handover-doc" &[Scope::Handover], 1 0 1 "read back relevo aceptar";
    RefuseHandover "refuse-handover" "act-refuse-handover" "act-refuse-handover-doc" &[Scope::Handover], 1 0 2 "decline rechazar";
    WithdrawHandover "withdraw-handover" "act-withdraw-handover" "act-withdraw-handover-doc" &[Scope::Handover], 1 0 3 "cancel retirar";
    DeclareIncident "declare-incident" "act-declare-incident" "act-declare-incident-doc" &[Scope::Global, Scope::Incidents], 1 0 0 "crisis declarar";
    AddNote "add-note" "act-add-note" "act-add-note-doc" &[Scope::Global], 1 0 55 "log entry anotación bitácora";
    AddDecision "add-decision" "act-add-decision" "act-add-decision-doc" &[Scope::Global], 1 0 0 "agreement acuerdo";
    NewStatement "new-statement" "act-new-statement" "act-new-statement-doc" &[Scope::Global, Scope::Responses], 1 0 5 "holding comunicado";
    Language "language" "act-language" "act-language-doc" &[Scope::Global], 0 0 0 "language idioma español english";
    Share "share" "act-share" "act-share-doc" &[Scope::Global], 0 0 0 "privacy projector proyector privacidad";
    Reveal "reveal" "act-reveal" "act-reveal-doc" &[Scope::Global, Scope::Text], 1 0 0 "unmask show desvelar mostrar";
    Blank "blank" "act-blank" "act-blank-doc" &[Scope::Global, Scope::Text], 0 0 0 "panic hide pánico ocultar";
    Present "present" "act-present" "act-present-doc" &[Scope::Global, Scope::Present], 0 0 0 "meeting big large reunión grande";
    NextPage "next-page" "act-next-page" "act-next-page-doc" &[Scope::Present, Scope::Prevention], 0 0 1 "";
    PreviousPage "previous-page" "act-previous-page" "act-previous-page-doc" &[Scope::Present, Scope::Prevention], 0 0 0 "";
    Complaints "complaints" "act-complaints" "act-complaints-doc" &[Scope::Global], 0 0 0 "prevent themes product quejas temas producto prevenir";
    Ambassadors "ambassadors" "act-ambassadors" "act-ambassadors-doc" &[Scope::Global], 0 0 0 "prevent thank praise fans agradecer elogios prevenir";
    UsualWeek "usual-week" "act-usual-week" "act-usual-week-doc" &[Scope::Global], 0 0 0 "prevent baseline rate hours habitual ritmo horas prevenir";
    HandTheme "hand-theme" "act-hand-theme" "act-hand-theme-doc" &[Scope::Prevention], 1 0 2 "clue product owner pista producto responsable";
    Readiness "readiness" "act-readiness" "act-readiness-doc" &[Scope::Global, Scope::Start], 0 0 0 "ready prevent tonight lacking preparación listo falta prevenir";
    Travel "travel" "act-travel" "act-travel-doc" &[Scope::Global, Scope::Past], 0 0 3 "past time rewind pasado tiempo volver atrás";
    NextEvent "next-event" "act-next-event" "act-next-event-doc" &[Scope::Past], 0 0 2 "step";
    PreviousEvent "previous-event" "act-previous-event" "act-previous-event-doc" &[Scope::Past], 0 0 1 "step";
    NextMinute "next-minute" "act-next-minute" "act-next-minute-doc" &[Scope::Past], 0 0 5 "";
    PreviousMinute "previous-minute" "act-previous-minute" "act-previous-minute-doc" &[Scope::Past], 0 0 5 "";
    NextDecision "next-decision" "act-next-decision" "act-next-decision-doc" &[Scope::Past], 0 0 4 "";
    PreviousDecision "previous-decision" "act-previous-decision" "act-previous-decision-doc" &[Scope::Past], 0 0 4 "";
    PastStart "past-start" "act-past-start" "act-past-start-doc" &[Scope::Past], 0 0 0 "beginning principio";
    PastEnd "past-end" "act-past-end" "act-past-end-doc" &[Scope::Past], 0 0 0 "final";
    Play "play" "act-play" "act-play-doc" &[Scope::Past], 0 0 3 "pause pausa reproducir";
    PlayFaster "play-faster" "act-play-faster" "act-play-faster-doc" &[Scope::Past], 0 0 0 "speed velocidad";
    PlaySlower "play-slower" "act-play-slower" "act-play-slower-doc" &[Scope::Past], 0 0 0 "speed velocidad";
    Mouse "mouse" "act-mouse" "act-mouse-doc" &[Scope::Global], 0 0 0 "ratón";
    Redraw "redraw" "act-redraw" "act-redraw-doc" &[Scope::Global], 0 0 0 "refresh";
    Slower "slower" "act-slower" "act-slower-doc" &[Scope::Global], 1 0 0 "pause pausa";
    Faster "faster" "act-faster" "act-faster-doc" &[Scope::Global], 1 0 0 "speed velocidad";
    DrillSpeed "drill-speed" "act-drill-speed" "act-drill-speed-doc" &[Scope::Global], 1 0 0 "clock reloj pause";
    WhoAmI "who-am-i" "act-who-am-i" "act-who-am-i-doc" &[Scope::Global], 1 0 0 "name role nombre función";
    ImportFile "import-file" "act-import-file" "act-import-file-doc" &[Scope::Global, Scope::Start], 1 0 3 "csv json load cargar";
    Rooms "rooms" "act-rooms" "act-rooms-doc" &[Scope::Global], 0 0 0 "open start abrir inicio";
    PlanChange "plan-change" "act-plan-change" "act-plan-change-doc" &[Scope::Global], 1 0 0 "adopt in force adoptar vigente plan";
    SetAside "set-aside" "act-set-aside" "act-set-aside-doc" &[Scope::Global], 1 0 0 "campaign baseline usual campaña habitual línea base";
    DismissAll "dismiss-all" "act-dismiss-all" "act-dismiss-all-doc" &[Scope::Global], 0 0 0 "clear limpiar";
    Up "up" "act-up" "act-up-doc" &[Scope::List, Scope::Scroll, Scope::Form, Scope::Palette], 0 0 0 "";
    Down "down" "act-down" "act-down-doc" &[Scope::List, Scope::Scroll, Scope::Form, Scope::Palette], 0 0 0 "";
    PageUp "page-up" "act-page-up" "act-page-up-doc" &[Scope::List, Scope::Scroll, Scope::Form, Scope::Compose], 0 0 0 "";
    PageDown "page-down" "act-page-down" "act-page-down-doc" &[Scope::List, Scope::Scroll, Scope::Form, Scope::Compose], 0 0 0 "";
    Top "top" "act-top" "act-top-doc" &[Scope::List, Scope::Scroll], 0 0 0 "";
    Bottom "bottom" "act-bottom" "act-bottom-doc" &[Scope::List, Scope::Scroll], 0 0 0 "";
    Open "open" "act-open" "act-open-doc" &[Scope::List, Scope::Palette], 0 0 10 "view ver";
    Dispose "dispose" "act-dispose" "act-dispose-doc" &[Scope::Mentions, Scope::MentionView], 1 0 1 "disposition triage disposición triaje";
    Repeat "repeat" "act-repeat" "act-repeat-doc" &[Scope::Mentions, Scope::MentionView], 1 0 0 "repeat repetir";
    Respond "respond" "act-respond" "act-respond-doc" &[Scope::Mentions, Scope::MentionView], 1 0 2 "reply answer contestar";
    RespondAs "respond-as" "act-respond-as" "act-respond-as-doc" &[Scope::Mentions, Scope::MentionView], 1 0 0 "statement correction declaración corrección";
    Snooze "snooze" "act-snooze" "act-snooze-doc" &[Scope::Mentions, Scope::MentionView], 1 0 12 "later posponer aplazar";
    Claim "claim" "act-claim" "act-claim-doc" &[Scope::Mentions, Scope::MentionView, Scope::Checklist], 1 0 13 "assign take asignar asumir";
    Settle "settle" "act-settle" "act-settle-doc" &[Scope::Mentions, Scope::MentionView], 1 0 0 "owed done hecho debe";
    Mark "mark" "act-mark" "act-mark-doc" &[Scope::Mentions], 0 0 11 "select seleccionar";
    Range "range" "act-range" "act-range-doc" &[Scope::Mentions], 0 0 0 "select several varios";
    MarkAlike "mark-alike" "act-mark-alike" "act-mark-alike-doc" &[Scope::Mentions], 0 0 0 "cluster duplicates duplicados grupo";
    ShowAlike "show-alike" "act-show-alike" "act-show-alike-doc" &[Scope::Mentions], 0 0 0 "cluster grupo";
    Unmark "unmark" "act-unmark" "act-unmark-doc" &[Scope::Mentions], 0 0 0 "clear limpiar";
    Filter "filter" "act-filter" "act-filter-doc" &[Scope::Mentions, Scope::Timeline], 0 0 31 "filtro platform plataforma";
    ReadOtherwise "read-otherwise" "act-read-otherwise" "act-read-otherwise-doc" &[Scope::Mentions, Scope::MentionView], 1 0 0 "correct sentiment language priority corregir tono idioma prioridad";
    JoinGroup "join-group" "act-join-group" "act-join-group-doc" &[Scope::Mentions], 1 0 0 "merge cluster same unir juntar grupo";
    PartGroup "part-group" "act-part-group" "act-part-group-doc" &[Scope::Mentions, Scope::MentionView], 1 0 0 "split cluster separar grupo";
    Belong "belong" "act-belong" "act-belong-doc" &[Scope::Mentions, Scope::MentionView], 1 0 0 "incident place cluster incidente poner sacar grupo";
    AddBelonging "add-belonging" "act-add-belonging" "act-add-belonging-doc" &[Scope::Incident], 1 0 4 "rule query cluster mentions regla consulta grupo menciones";
    RemoveBelonging "remove-belonging" "act-remove-belonging" "act-remove-belonging-doc" &[Scope::Incident], 1 0 0 "rule delete regla quitar";
    IncidentMentions "incident-mentions" "act-incident-mentions" "act-incident-mentions-doc" &[Scope::Incident], 0 0 0 "feed filter menciones filtrar";
    ShowNarrative "show-narrative" "act-show-narrative" "act-show-narrative-doc" &[Scope::Mentions], 0 0 0 "claim narrative relato bulo";
    Order "order" "act-order" "act-order-doc" &[Scope::Mentions], 0 0 0 "sort orden";
    NextScope "next-scope" "act-next-scope" "act-next-scope-doc" &[Scope::Mentions], 0 0 32 "owed mine snoozed all todas mías";
    PreviousScope "previous-scope" "act-previous-scope" "act-previous-scope-doc" &[Scope::Mentions], 0 0 0 "";
    Why "why" "act-why" "act-why-doc" &[Scope::Mentions], 0 0 40 "score priority prioridad puntos";
    CopyText "copy-text" "act-copy-text" "act-copy-text-doc" &[Scope::Mentions, Scope::MentionView, Scope::Responses, Scope::ResponseView, Scope::Timeline, Scope::EventView, Scope::Facts, Scope::Line, Scope::Report, Scope::Review], 0 0 0 "clipboard portapapeles";
    OpenLink "open-link" "act-open-link" "act-open-link-doc" &[Scope::Mentions, Scope::MentionView, Scope::ResponseView], 0 0 0 "browser url navegador";
    Erase "erase" "act-erase" "act-erase-doc" &[Scope::MentionView], 1 1 0 "gdpr delete rgpd supresión";
    Unfold "unfold" "act-unfold" "act-unfold-doc" &[Scope::MentionView], 0 0 0 "abusive abusiva";
    NextItem "next-item" "act-next-item" "act-next-item-doc" &[Scope::MentionView], 0 0 20 "";
    PreviousItem "previous-item" "act-previous-item" "act-previous-item-doc" &[Scope::MentionView], 0 0 0 "";
    Edit "edit" "act-edit" "act-edit-doc" &[Scope::Responses, Scope::ResponseView], 1 0 1 "write draft redactar borrador";
    Approve "approve" "act-approve" "act-approve-doc" &[Scope::Responses, Scope::ResponseView], 1 1 2 "sign off visto bueno";
    RequestChanges "request-changes" "act-request-changes" "act-request-changes-doc" &[Scope::Responses, Scope::ResponseView], 1 0 3 "reject rechazar";
    Publish "publish" "act-publish" "act-publish-doc" &[Scope::Responses, Scope::ResponseView], 1 1 4 "send post enviar";
    Discard "discard" "act-discard" "act-discard-doc" &[Scope::Responses, Scope::ResponseView], 1 1 0 "delete drop eliminar";
    Propose "propose" "act-propose" "act-propose-doc" &[Scope::Responses, Scope::ResponseView], 1 0 0 "edit suggest proponer sugerir";
    Object "object" "act-object" "act-object-doc" &[Scope::Responses, Scope::ResponseView], 1 0 0 "objection objeción";
    SettleObjection "settle-objection" "act-settle-objection" "act-settle-objection-doc" &[Scope::Responses, Scope::ResponseView], 1 0 0 "objection objeción decide decidir";
    Hold "hold" "act-hold" "act-hold-doc" &[Scope::Responses, Scope::ResponseView], 1 0 0 "legal embargo release retener liberar";
    GoesWith "goes-with" "act-goes-with" "act-goes-with-doc" &[Scope::Responses, Scope::ResponseView], 1 0 0 "attachment picture file adjunto imagen archivo";
    FollowUp "follow-up" "act-follow-up" "act-follow-up-doc" &[Scope::Responses, Scope::ResponseView], 1 0 0 "reactions close reacciones cerrar";
    CorrectPublished "correct-published" "act-correct-published" "act-correct-published-doc" &[Scope::Responses, Scope::ResponseView], 1 0 0 "correction corrección rectificar";
    Retract "retract" "act-retract" "act-retract-doc" &[Scope::Responses, Scope::ResponseView], 1 1 0 "withdraw take back retractar";
    Alternative "alternative" "act-alternative" "act-alternative-doc" &[Scope::Responses, Scope::ResponseView], 1 0 0 "another version otra versión";
    OtherLanguage "other-language" "act-other-language" "act-other-language-doc" &[Scope::Responses, Scope::ResponseView], 1 0 0 "translate twin traducir gemela";
    PublishAlone "publish-alone" "act-publish-alone" "act-publish-alone-doc" &[Scope::Responses, Scope::ResponseView], 1 1 0 "break glass emergencia romper cristal";
    TaskDone "task-done" "act-task-done" "act-task-done-doc" &[Scope::Checklist], 1 0 1 "tick complete completar";
    TaskBlocked "task-blocked" "act-task-blocked" "act-task-blocked-doc" &[Scope::Checklist], 1 0 14 "stuck parada";
    TaskSkipped "task-skipped" "act-task-skipped" "act-task-skipped-doc" &[Scope::Checklist], 1 0 15 "leave out saltar";
    TaskReopened "task-reopened" "act-task-reopened" "act-task-reopened-doc" &[Scope::Checklist], 1 0 0 "undo reabrir";
    AddTask "add-task" "act-add-task" "act-add-task-doc" &[Scope::Checklist], 1 0 16 "todo tarea";
    MoveTask "move-task" "act-move-task" "act-move-task-doc" &[Scope::Checklist], 1 0 17 "postpone later aplazar retrasar";
    NextMine "next-mine" "act-next-mine" "act-next-mine-doc" &[Scope::Checklist], 0 0 0 "mías";
    NextOverdue "next-overdue" "act-next-overdue" "act-next-overdue-doc" &[Scope::Checklist], 0 0 0 "late overdue vencida";
    NextUnowned "next-unowned" "act-next-unowned" "act-next-unowned-doc" &[Scope::Checklist], 0 0 0 "free libre";
    Correct "correct" "act-correct" "act-correct-doc" &[Scope::Timeline, Scope::EventView], 1 0 15 "fix rectificar";
    Pin "pin" "act-pin" "act-pin-doc" &[Scope::Timeline, Scope::EventView], 1 0 14 "star destacar";
    Raise "raise" "act-raise" "act-raise-doc" &[Scope::Incidents, Scope::Incident], 1 0 1 "escalate escalar";
    Severity "severity" "act-severity" "act-severity-doc" &[Scope::Incidents, Scope::Incident], 1 0 2 "level nivel";
    Status "status" "act-status" "act-status-doc" &[Scope::Incidents, Scope::Incident], 1 0 3 "close contain resolver cerrar";
    Lead "lead" "act-lead" "act-lead-doc" &[Scope::Incidents, Scope::Incident], 1 0 4 "owner responsable";
    Type "type" "act-type" "act-type-doc" &[Scope::Incidents, Scope::Incident], 1 0 5 "kind clase";
    Acknowledge "acknowledge" "act-acknowledge" "act-acknowledge-doc" &[Scope::Signals], 1 0 1 "seen note vista enterado";
    PauseSource "pause-source" "act-pause-source" "act-pause-source-doc" &[Scope::Sources], 1 0 2 "resume stop reanudar parar";
    RemoveSource "remove-source" "act-remove-source" "act-remove-source-doc" &[Scope::Sources], 1 1 3 "delete quitar borrar";
    HandIn "hand-in" "act-hand-in" "act-hand-in-doc" &[Scope::Compose], 1 0 1 "submit enviar";
    KeepForAll "keep-for-all" "act-keep-for-all" "act-keep-for-all-doc" &[Scope::Compose], 1 0 2 "save guardar";
    TextLanguage "text-language" "act-text-language" "act-text-language-doc" &[Scope::Compose], 0 0 3 "";
    NextChannel "next-channel" "act-next-channel" "act-next-channel-doc" &[Scope::Compose], 0 0 4 "platform plataforma";
    ApprovedWords "approved-words" "act-approved-words" "act-approved-words-doc" &[Scope::Compose], 0 0 2 "template line plantilla línea";
    AddressByName "address-by-name" "act-address-by-name" "act-address-by-name-doc" &[Scope::Compose], 0 0 5 "greeting personalise saludo personalizar";
    TakeTheirs "take-theirs" "act-take-theirs" "act-take-theirs-doc" &[Scope::Compose], 0 0 0 "conflict conflicto";
    KeepMine "keep-mine" "act-keep-mine" "act-keep-mine-doc" &[Scope::Compose], 0 0 0 "conflict conflicto";
    NextField "next-field" "act-next-field" "act-next-field-doc" &[Scope::Form], 0 0 0 "";
    PreviousField "previous-field" "act-previous-field" "act-previous-field-doc" &[Scope::Form], 0 0 0 "";
    Accept "accept" "act-accept" "act-accept-doc" &[Scope::Form], 0 0 2 "";
    Send "send" "act-send" "act-send-doc" &[Scope::Form], 0 0 1 "";
    TextUndo "text-undo" "act-text-undo" "act-text-undo-doc" &[Scope::Text], 0 0 0 "";
    TextRedo "text-redo" "act-text-redo" "act-text-redo-doc" &[Scope::Text], 0 0 0 "";
    DeleteWord "delete-word" "act-delete-word" "act-delete-word-doc" &[Scope::Text], 0 0 0 "";
    DeleteToStart "delete-to-start" "act-delete-to-start" "act-delete-to-start-doc" &[Scope::Text], 0 0 0 "";
    CutText "cut-text" "act-cut-text" "act-cut-text-doc" &[Scope::Text], 0 0 0 "";
    StartDrill "start-drill" "act-start-drill" "act-start-drill-doc" &[Scope::Start, Scope::Global], 0 0 1 "exercise ejercicio";
    CreateRoom "create-room" "act-create-room" "act-create-room-doc" &[Scope::Start, Scope::Global], 0 0 2 "new nueva";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::keymap::Keymap;
    use crate::domain::room::Lang;
    use crate::words::Words;
    use std::collections::BTreeSet;

    #[test]
    fn every_action_has_a_row_a_name_of_its_own_and_words_in_both_languages() {
        let words = [Words::new(Lang::En), Words::new(Lang::Es)];
        let mut ids = BTreeSet::new();
        for (n, entry) in TABLE.iter().enumerate() {
            assert_eq!(entry.action as usize, n);
            assert!(ids.insert(entry.id), "{} stands twice", entry.id);
            assert_eq!(Action::parse(entry.id), Some(entry.action));
            for w in &words {
                assert!(w.has(entry.title) && w.has(entry.doc), "{} is silent in {:?}", entry.id, w.lang());
            }
        }
    }

    #[test]
    fn every_action_can_be_reached_by_a_key_or_from_the_palette() {
        let bound: BTreeSet<Action> = Keymap::builtin().bindings().map(|(_, action, _)| action).collect();
        for entry in TABLE {
            let in_palette = entry.scopes.iter().any(|s| !s.typing());
            assert!(in_palette || bound.contains(&entry.action), "{} cannot be reached", entry.id);
        }
    }
}
