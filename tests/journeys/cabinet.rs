//! Two people run the drill from two terminals: who leads, who takes what, what one hands over and the other restates, what
//! is issued and decided, and a screen that is shared.

use crate::machine::Home;
use crate::term::{CTRL_C, CTRL_D, ENTER, TAB, Term, WIDE};
use crate::{events, home_of};
use std::path::Path;

const F5: &str = "\x1b[15~";
const LEFT: &str = "\x1b[D";
/// What stands in the decision's text and is nobody's business on a shared screen.
const PRIVATE: &str = "marta.r@example.org";

/// A drill that Ana leads.
fn led_by_ana(home: &Home) -> Term {
    let mut ana = Term::start(home, &["drill"], WIDE);
    ana.wait_for("DRILL / SIMULACRO");
    ana.keys("i");
    ana.wait_for("Declare an incident");
    ana.keys(&format!("Yoghurt batch A12{CTRL_D}"));
    ana.wait_for("SEV2 HIGH").wait_for("lead Ana");
    ana
}

fn joined_by_bea(home: &Home, room: &Path) -> Term {
    let mut bea = Term::start(home, &["--room", room.to_str().unwrap(), "--as", "Bea"], WIDE);
    bea.wait_for("DRILL / SIMULACRO").wait_for("lead Ana");
    bea
}

fn a_role_is_taken(ana: &mut Term, bea: &mut Term) {
    bea.keys("Q");
    bea.wait_for("Deputy").wait_for("since");
    bea.keys("jc");
    bea.wait_for("Deputy: Bea");
    ana.keys("Q");
    ana.wait("Ana does not see that Bea has the role", |s| row(s, "Deputy").contains("Bea"));
}

/// Ana stays the lead until Bea has said it in words of her own; the card's are not enough.
fn the_lead_is_handed_over(ana: &mut Term, bea: &mut Term) {
    ana.keys("gh");
    ana.wait_for("What we believe");
    let picture = "one plant made people ill and nobody knows how";
    ana.keys(&format!("Bea{TAB}{picture}{TAB}{TAB}recall it if the laboratory agrees{CTRL_D}"));
    ana.wait_for("the role stays yours");
    bea.wait_for("Ana hands you over: Incident lead");
    bea.keys(&format!("g{ENTER}"));
    bea.wait_for("what we believe").wait_for(picture);
    bea.keys("a");
    bea.wait_for("In my own words");
    bea.keys(&format!("{picture}, recall it if the laboratory agrees{CTRL_D}"));
    bea.wait_for("Those are the card’s words");
    assert!(ana.settle().screen().contains("lead Ana"), "it passed without a read-back:\n{}", ana.screen());
    bea.esc();
    bea.keys("a");
    bea.wait_for("In my own words");
    let own = "High severity: customers may be sick from our yoghurt, cause open. My move is withdrawing stock once tests confirm.";
    bea.keys(&format!("{own}{CTRL_D}"));
    bea.wait_for("You have it").wait_for("lead Bea");
    ana.wait_for("lead Bea");
    for t in [ana, bea] {
        t.esc();
        t.esc();
        t.wait_for("4 Timeline");
    }
}

fn a_decision_is_recorded(ana: &mut Term, bea: &mut Term) {
    bea.keys("D");
    bea.wait_for("Who decided");
    bea.keys(&format!("Recall A12, tell {PRIVATE}{TAB}{TAB}two confirmed cases{CTRL_D}"));
    for t in [bea, ana] {
        t.wait_for("Decided by Bea");
        t.keys("4");
        t.settle();
        t.keys("z");
        t.wait_for(&format!("Recall A12, tell {PRIVATE}"));
    }
}

fn a_sitrep_is_issued_and_read(ana: &mut Term, bea: &mut Term) {
    bea.keys(F5);
    bea.wait_for("Not issued").wait_for("SITUATION");
    bea.keys("e");
    bea.wait_for("Issue: sitrep #1");
    bea.keys(&format!("ha second laboratory{CTRL_D}"));
    bea.wait_for("Issued by Bea");
    bea.esc();
    ana.keys(F5);
    ana.wait_for("· #1 ");
    ana.keys(LEFT);
    ana.wait_for("Issued by Bea").wait_for("a second laboratory");
    ana.esc();
    ana.wait_for("4 Timeline");
}

#[test]
fn two_people_run_the_drill_from_two_terminals() {
    let home = home_of("Ana");
    let room = home.path("rooms/drill.room");
    let mut ana = led_by_ana(&home);
    let mut bea = joined_by_bea(&home, &room);
    a_role_is_taken(&mut ana, &mut bea);
    the_lead_is_handed_over(&mut ana, &mut bea);
    a_decision_is_recorded(&mut ana, &mut bea);
    a_sitrep_is_issued_and_read(&mut ana, &mut bea);
    // one screen is shared, the other is not
    ana.keys("S");
    ana.wait_for("SHARED").wait_gone(PRIVATE);
    ana.wait_for("Recall A12");
    bea.settle();
    assert!(!bea.screen().contains("SHARED") && bea.screen().contains(PRIVATE), "{}", bea.screen());
    for t in [&mut ana, &mut bea] {
        t.keys(&format!("{CTRL_C}{CTRL_C}"));
        assert_eq!(t.exit_status(), 0);
        t.assert_clean();
    }
    home.check(&room);
    let story = events(&home, &room);
    for said in ["Deputy: Bea has it", "Handover offered by Ana to Bea", "Handover accepted", "Decided by Bea"] {
        assert_eq!(story.matches(said).count(), 1, "{said} in {story}");
    }
    assert!(story.contains("#1 issued"), "{story}");
}

/// The line of the screen that begins with this, symbols and blanks aside.
fn row(screen: &vt100::Screen, begins: &str) -> String {
    let starts = |l: &&str| l.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(begins);
    screen.contents().lines().find(starts).unwrap_or_default().to_owned()
}
