//! Secrets of accounts in a keyring that others wrote: GNOME's, on a bus of its own. `.ci/peers` installs both; without them
//! these tests fail.

#![cfg(feature = "real-peers")]

#[path = "publish/fake.rs"]
mod fake;
mod machine;

use fake::mastodon;
use gabinete::shell::time;
use machine::{Home, Said};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

const SECRET: &str = "t0ken";

struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A desktop of its own: a bus, and what stands on it keeps its files in the home.
struct Desktop {
    home: Home,
    address: String,
    _bus: Ended,
    keyring: Option<Ended>,
}

impl Desktop {
    fn new() -> Desktop {
        let home = Home::fresh();
        // one that starts no services by itself: what the tests start is all there is
        let config = home.file(
            "bus.conf",
            format!(
                "<busconfig><type>session</type><listen>unix:dir={}</listen><policy context=\"default\"><allow send_destination=\"*\"/>\
                 <allow own=\"*\"/><allow eavesdrop=\"true\"/></policy></busconfig>",
                home.path("").display()
            ),
        );
        let mut bus = Command::new("dbus-daemon");
        bus.arg(format!("--config-file={}", config.display())).args(["--nofork", "--print-address=1"]);
        let mut bus = bus.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("dbus-daemon: see .ci/peers");
        let mut address = String::new();
        BufReader::new(bus.stdout.take().unwrap()).read_line(&mut address).unwrap();
        Desktop { home, address: address.trim().to_owned(), _bus: Ended(bus), keyring: None }
    }

    /// Starts the keyring; with its password it is open, and made if there is none.
    fn keyring(&mut self, password: Option<&str>) {
        self.keyring = None;
        let mut daemon = Command::new("gnome-keyring-daemon");
        daemon.args(["--foreground", "--components=secrets"]).args(password.map(|_| "--unlock"));
        daemon.arg(format!("--control-directory={}", self.home.path("control").display()));
        daemon.env_clear().envs(self.env()).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut daemon = daemon.spawn().expect("gnome-keyring-daemon: see .ci/peers");
        daemon.stdin.take().unwrap().write_all(password.unwrap_or_default().as_bytes()).unwrap();
        self.keyring = Some(Ended(daemon));
        for _ in 0..500 {
            let asked = Command::new("dbus-send")
                .arg(format!("--bus={}", self.address))
                .args(["--print-reply", "--dest=org.freedesktop.DBus", "/", "org.freedesktop.DBus.NameHasOwner"])
                .arg("string:org.freedesktop.secrets")
                .output();
            if String::from_utf8_lossy(&asked.expect("dbus-send: see .ci/peers").stdout).contains("true") {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        panic!("the keyring did not come");
    }

    fn env(&self) -> Vec<(String, String)> {
        let mut env = self.home.env();
        env.push(("DBUS_SESSION_BUS_ADDRESS".into(), self.address.clone()));
        env.push(("XDG_DATA_HOME".into(), self.home.path("data").display().to_string()));
        env
    }

    fn run(&self, args: &[&str], input: &str) -> Said {
        self.home.run_in(self.env(), args, input)
    }
}

/// Whether any file under a directory has these bytes in it.
fn anywhere(dir: &Path, bytes: &[u8]) -> Option<std::path::PathBuf> {
    std::fs::read_dir(dir).unwrap().map(|e| e.unwrap().path()).find_map(|path| match path.is_dir() {
        true => anywhere(&path, bytes),
        false => std::fs::read(&path).is_ok_and(|all| all.windows(bytes.len()).any(|w| w == bytes)).then_some(path),
    })
}

#[test]
fn a_secret_is_kept_used_and_forgotten_and_stands_in_no_file() {
    let (server, _) = mastodon(|| time::now().rfc3339(), |_| None);
    let mut desk = Desktop::new();
    desk.home.file("accounts.toml", format!("[brand]\nkind = \"mastodon\"\nserver = \"{}\"\n", server.url()));
    let said = desk.run(&["accounts", "keep", "brand"], SECRET);
    assert!(said.code == 1 && said.err.contains("No keyring"), "{said:?}");
    desk.keyring(Some("of-the-desktop"));
    let accounts = |args: &[&str], input: &str| desk.run(&[&["accounts"], args].concat(), input);
    let said = accounts(&["list"], "");
    assert!(said.out.contains("no secret yet: gabinete accounts keep brand"), "{said:?}");
    for (input, code) in [("", 2), ("two\nlines", 2), (&"x".repeat(501), 2), (&"x".repeat(90_000), 2), ("t0ken\n", 0)] {
        let said = accounts(&["keep", "brand"], input);
        assert_eq!(said.code, code, "{said:?}");
    }
    assert!(accounts(&["list"], "").out.contains("in the keyring"));
    let said = accounts(&["test"], "");
    assert!(said.code == 0 && said.out.contains("@brand@127.0.0.1"), "{said:?}");
    let room = desk.home.path("desk.room");
    desk.home.well(
        &["follow", "-", "--room", room.to_str().unwrap()],
        "{\"platform\": \"x\", \"id\": \"1\", \"text\": \"hello\"}",
    );
    desk.home.check(&room);
    assert_eq!(anywhere(&desk.home.path(""), SECRET.as_bytes()), None);
    // a table that was led to another server does not get it
    let table = std::fs::read_to_string(desk.home.path("accounts.toml")).unwrap();
    std::fs::write(desk.home.path("accounts.toml"), table.replace("127.0.0.1", "localhost")).unwrap();
    let said = accounts(&["test"], "");
    assert!(said.code == 1 && said.out.contains("no secret for this account at this address"), "{said:?}");
    std::fs::write(desk.home.path("accounts.toml"), table).unwrap();
    assert_eq!(accounts(&["forget", "brand"], "").code, 0);
    let said = accounts(&["forget", "brand"], "");
    assert!(said.code == 1 && said.err.contains("has no secret"), "{said:?}");
    assert!(accounts(&["list"], "").out.contains("no secret yet"));
}

#[test]
fn an_account_is_added_with_its_secret_moved_from_the_file_and_removed_with_it() {
    let (server, _) = mastodon(|| time::now().rfc3339(), |_| None);
    let mut desk = Desktop::new();
    desk.keyring(Some("of-the-desktop"));
    let accounts = |args: &[&str], input: &str| desk.run(&[&["accounts"], args].concat(), input);
    let add = ["add", "brand", "--kind", "mastodon", "--server", &server.url(), "--keyring"];
    let said = accounts(&add, SECRET);
    assert!(said.code == 0 && said.out.contains("@brand@127.0.0.1"), "{said:?}");
    assert_eq!(anywhere(&desk.home.path(""), SECRET.as_bytes()), None);
    assert_eq!(accounts(&["test"], "").code, 0);
    assert_eq!(accounts(&["remove", "brand"], "").code, 0);
    let table = format!("[brand]\nkind = \"mastodon\"\nserver = \"{}\"\n", server.url());
    desk.home.file("accounts.toml", format!("{table}keyring = true\n"));
    assert!(accounts(&["test"], "").out.contains("no secret"), "it went with the account");
    let file = desk.home.file("accounts.toml", format!("{table}secret = \"{SECRET}\"\n"));
    std::fs::set_permissions(&file, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    let said = accounts(&["keep", "brand"], "");
    assert_eq!(said.code, 0, "what stands in the file is moved: {said:?}");
    assert_eq!(anywhere(&desk.home.path(""), SECRET.as_bytes()), None);
    assert_eq!(accounts(&["test"], "").code, 0);
}

#[test]
fn a_locked_keyring_says_so_and_nothing_is_lost() {
    let (server, _) = mastodon(|| time::now().rfc3339(), |_| None);
    let mut desk = Desktop::new();
    desk.keyring(Some("of-the-desktop"));
    desk.home.file("accounts.toml", format!("[brand]\nkind = \"mastodon\"\nserver = \"{}\"\n", server.url()));
    assert_eq!(desk.run(&["accounts", "keep", "brand"], SECRET).code, 0);
    desk.keyring(None);
    let said = desk.run(&["accounts", "test"], "");
    assert!(said.code == 1 && said.out.contains("is locked, or said no"), "{said:?}");
    let said = desk.run(&["accounts", "remove", "brand", "--lang", "es"], "");
    assert!(said.err.contains("sigue en el llavero"), "{said:?}");
    assert!(server.asked("GET", "/api/v1/accounts/verify_credentials").is_empty());
    desk.keyring(Some("of-the-desktop"));
    desk.home.file(
        "accounts.toml",
        format!("[brand]\nkind = \"mastodon\"\nserver = \"{}\"\nkeyring = true\n", server.url()),
    );
    assert_eq!(desk.run(&["accounts", "test"], "").code, 0);
}
