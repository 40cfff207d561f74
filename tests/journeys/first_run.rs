//! From nothing to a published answer: a drill on a fresh machine.

use crate::machine::Home;
use crate::term::{Term, CTRL_C, CTRL_D, ENTER, TAB, WIDE};

#[test]
fn look() {
    let home = Home::fresh();
    let mut t = Term::start(&home, &[], WIDE);
    t.settle();
    println!("{}\n=======", t.screen());
    t.keys("d");
    t.settle();
    println!("{}\n=======", t.screen());
    t.keys("\x04");
    t.settle();
    t.settle();
    println!("{}\n=======", t.screen());
    t.keys("Ana");
    t.keys(CTRL_D);
    t.settle();
    println!("{}\n=======", t.screen());
    t.keys(">>>");
    t.settle();
    t.settle();
    println!("{}\n=======", t.screen());
    t.keys("d");
    t.settle();
    println!("{}\n=======", t.screen());
    t.keys(CTRL_C);
    t.settle();
    println!("{}\n=======", t.screen());
    t.keys(CTRL_C);
    println!("exit {}", t.exit_status());
    t.assert_clean();
    let _ = (ENTER, TAB);
}
