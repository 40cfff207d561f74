//! `erase`: what would go is said first, and nothing goes without a yes.

use crate::kit::{Desk, raw};

#[test]
fn it_says_what_would_go_and_erases_it_once_that_is_confirmed() {
    let desk = Desk::with(&["acme is fine", "acme hurt my kid", "nothing"]);
    desk.act(&serde_json::json!({"do": "add_entry", "text": "call @person1"}));
    let erase = |more: &[&str]| desk.run(&[&["erase", "--reason", "a request of 12 May"], more].concat(), "");
    let said = erase(&["--author", "@PERSON1"]);
    assert_eq!(said.code, 1, "{said:?}");
    assert!(said.out.contains("1 mention would be erased") && said.out.contains("--yes"), "{said:?}");
    assert!(said.out.contains("event of your own loses the whole lines"), "{said:?}");
    assert_eq!(desk.sql::<i64>("SELECT count(*) FROM v_mentions WHERE text = ''"), 0);
    // what would be refused is not said to be possible
    for reason in ["@Person1 asked", " "] {
        let look =
            |more: &[&str]| desk.run(&[&["erase", "--author", "person1", "--reason", reason], more].concat(), "");
        let said = look(&[]);
        assert!(said.code == 1 && said.out.is_empty() && !said.err.is_empty(), "{said:?}");
        assert_eq!(said.err, look(&["--yes"]).err);
    }
    assert_eq!(erase(&["--author", "nobody", "--yes"]).code, 1);
    assert_eq!(erase(&["--yes"]).code, 2, "whose words must be said");
    assert_eq!(erase(&["--author", "person1", "--yes", "--readonly"]).code, 1);
    let said = erase(&["--author", "person1", "--yes", "--lang", "es"]);
    assert!(said.code == 0 && said.out.contains("Borradas") && raw(&said.out).is_none(), "{said:?}");
    assert_eq!(desk.sql::<i64>("SELECT count(*) FROM v_mentions WHERE text = '' AND author = '' AND url IS NULL"), 1);
    let id: i64 = desk.sql("SELECT id FROM v_mentions WHERE text = 'nothing'");
    let by_number = ["--mention", &id.to_string(), "--mention", "17", "--yes"];
    assert_eq!(erase(&by_number).code, 0);
    assert_eq!(erase(&by_number).code, 1, "it was erased before");
    let events = desk.well(&["events"], "");
    assert_eq!(events.matches("a request of 12 May").count(), 2, "{events}");
    desk.check();
}
