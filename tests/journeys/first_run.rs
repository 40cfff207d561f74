//! From nothing to a published answer: a drill on a fresh machine.

use crate::machine::Home;
use crate::term::{CTRL_C, CTRL_D, ENTER, TAB, Term, WIDE};

fn show(t: &mut Term, what: &str) {
    t.settle();
    println!("=== {what}\n{}", t.screen());
}

#[test]
fn look() {
    let home = Home::fresh();
    let mut t = Term::start(&home, &[], WIDE);
    t.wait_for("Start a drill");
    t.keys("d");
    t.wait_for("Speed of the clock");
    t.keys(TAB);
    t.keys("6");
    t.keys(CTRL_D);
    t.wait_for("Who are you?");
    t.keys("Ana");
    t.keys(CTRL_D);
    t.wait_gone("Who are you?");
    t.wait("no mention came", |s| !s.contents().contains("unattended 0") && s.contents().contains("P2"));
    show(&mut t, "mentions");
    t.keys("d");
    show(&mut t, "dispose");
    t.keys("e");
    t.keys("checking");
    t.keys(ENTER);
    show(&mut t, "disposed");
    t.keys("u");
    show(&mut t, "undone");
    t.keys("r");
    show(&mut t, "respond");
    t.keys("We are looking into batch A12. ¿Y usted?");
    show(&mut t, "typed");
    t.keys(CTRL_D);
    show(&mut t, "handed in");
    t.keys("2");
    t.keys("a");
    show(&mut t, "approve");
    t.keys("Bea");
    t.keys(CTRL_D);
    show(&mut t, "approved");
    t.keys("p");
    show(&mut t, "publish");
    t.keys("publish");
    t.keys(ENTER);
    show(&mut t, "publishing");
    t.keys(TAB);
    t.keys("https://x.com/acme/status/1");
    t.keys(ENTER);
    show(&mut t, "published");
    t.keys("i");
    show(&mut t, "incident");
    t.keys("Batch A12");
    t.keys(CTRL_D);
    show(&mut t, "declared");
    t.keys("3");
    t.keys(" ");
    show(&mut t, "ticked");
    t.keys("N");
    show(&mut t, "note");
    t.keys("what");
    t.keys(CTRL_D);
    show(&mut t, "noted");
    t.keys(CTRL_C);
    show(&mut t, "leave");
    t.keys(CTRL_C);
    println!("exit {}", t.exit_status());
    t.assert_clean();
    home.check(&home.path("rooms/drill.room"));
    let _ = (ENTER, TAB);
}
