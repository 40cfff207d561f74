//! Watching over OpenSSH with a forced command, as README describes it: a real sshd on this machine with a configuration of its
//! own, and a real ssh in a pseudo-terminal. `.ci/peers` installs both; without them these tests fail.

use crate::machine::{GABINETE, Home};
use crate::term::{CTRL_C, CTRL_D, SOON, Term, WIDE, instant};
use portable_pty::CommandBuilder;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

const F5: &str = "\x1b[15~";

/// A machine that others reach by SSH.
struct Host {
    home: Home,
    room: PathBuf,
    port: u16,
    sshd: Child,
}

impl Drop for Host {
    fn drop(&mut self) {
        let _ = self.sshd.kill();
        let _ = self.sshd.wait();
    }
}

impl Host {
    /// A room with two mentions, and a server that knows three keys: `watch` only watches, `masked` watches a shared
    /// screen, `bea` is Bea.
    fn new() -> Host {
        let home = Home::fresh();
        home.file("config.toml", "name = \"Ana\"\nrole = \"social_lead\"\n");
        let room = home.path("acme.room");
        let line = |n: u32| {
            format!(
                "{{\"id\":\"{n}\",\"platform\":\"x\",\"text\":\"said {n}\",\"url\":\"https://x.com/a/status/{n}\"}}\n"
            )
        };
        home.well(&["follow", "-", "--room", room.to_str().unwrap()], &(line(1) + &line(2)));
        for name in ["host", "watch", "masked", "bea"] {
            let made = Command::new("ssh-keygen")
                .args(["-q", "-t", "ed25519", "-N", "", "-f"])
                .arg(home.path(name))
                .status()
                .expect("ssh-keygen: see .ci/peers");
            assert!(made.success());
        }
        let key = |name: &str| std::fs::read_to_string(home.path(&format!("{name}.pub"))).unwrap();
        let gabinete = |rest: &str| format!("command=\"{GABINETE} --room {} {rest}\",restrict,pty", room.display());
        let known: String =
            [("--readonly --as Watcher", "watch"), ("--readonly --share --as Luis", "masked"), ("--as Bea", "bea")]
                .map(|(rest, name)| format!("{} {}", gabinete(rest), key(name)))
                .concat();
        home.file("authorized_keys", known);
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        // AcceptEnv is more than any server should allow: even so the name is the key's
        let config = home.file(
            "sshd_config",
            format!(
                "Port {port}\nListenAddress 127.0.0.1\nHostKey {}\nAuthorizedKeysFile {}\nPidFile none\nStrictModes no\n\
                 UsePAM no\nPasswordAuthentication no\nKbdInteractiveAuthentication no\nPermitRootLogin prohibit-password\n\
                 PrintMotd no\nPrintLastLog no\nAcceptEnv GABINETE_AS GABINETE_ROOM\n\
                 SetEnv GABINETE_HOME={} LANG=C.UTF-8 TZ=Europe/Madrid\n",
                home.path("host").display(),
                home.path("authorized_keys").display(),
                home.path("").display()
            ),
        );
        let sshd = Command::new("/usr/sbin/sshd")
            .args(["-D", "-e", "-f"])
            .arg(config)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(std::fs::File::create(home.path("sshd.log")).unwrap())
            .spawn()
            .expect("sshd: see .ci/peers");
        let host = Host { home, room, port, sshd };
        let started = instant();
        while TcpStream::connect(("127.0.0.1", host.port)).is_err() {
            assert!(started.elapsed() < SOON, "sshd did not start: {}", host.log());
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        host
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.home.path("sshd.log")).unwrap_or_default()
    }

    /// What ssh is started with to come in with a key, asking for a command of the client's own.
    fn ssh(&self, key: &str, asks: &[&str]) -> Vec<String> {
        let mut all: Vec<String> =
            ["-F", "none", "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null"]
                .iter()
                .chain(&["-o", "IdentitiesOnly=yes", "-o", "LogLevel=ERROR", "-o", "SendEnv=GABINETE_AS GABINETE_ROOM"])
                .map(|word| (*word).to_owned())
                .collect();
        all.extend(["-i".into(), self.home.path(key).display().to_string(), "-p".into(), self.port.to_string()]);
        all.push("127.0.0.1".into());
        all.extend(asks.iter().map(|word| (*word).to_owned()));
        all
    }

    /// Attaches from a terminal, trying by every means to be somebody else in another room.
    fn attach(&self, key: &str) -> Term {
        let mut command = CommandBuilder::new("ssh");
        command.arg("-tt");
        command.args(self.ssh(key, &["gabinete", "--as", "Mallory", "--room", "/etc/passwd"]));
        command.env_clear();
        for (name, value) in self.home.env().iter().chain(&[
            ("GABINETE_AS".to_owned(), "Mallory".to_owned()),
            ("GABINETE_ROOM".to_owned(), "/etc/passwd".to_owned()),
        ]) {
            command.env(name, value);
        }
        Term::spawn(command, WIDE)
    }

    /// Processes of the program that have this room open over SSH.
    fn attached(&self) -> usize {
        let of = |path: PathBuf| std::fs::read(path.join("cmdline")).unwrap_or_default();
        let room = self.room.to_str().unwrap();
        std::fs::read_dir("/proc")
            .unwrap()
            .flatten()
            .map(|entry| of(entry.path()))
            .filter(|line| {
                let words: Vec<&str> =
                    line.split(|byte| *byte == 0).filter_map(|w| std::str::from_utf8(w).ok()).collect();
                words.first() == Some(&GABINETE) && words.contains(&room)
            })
            .count()
    }
}

/// Every file below a directory but what SQLite keeps beside a room while it is open, and what sshd says.
fn files(dir: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut all: Vec<(PathBuf, Vec<u8>)> = std::fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .flat_map(|path| if path.is_dir() { files(&path) } else { vec![(path.clone(), std::fs::read(&path).unwrap())] })
        .filter(|(path, _)| !["-wal", "-shm", ".log"].iter().any(|end| path.to_str().unwrap().ends_with(end)))
        .collect();
    all.sort();
    all
}

#[test]
fn a_watcher_sees_the_room_and_can_do_nothing_to_it_or_to_the_machine() {
    let host = Host::new();
    let before = files(&host.home.path(""));
    let mut t = host.attach("watch");
    t.wait_for("unattended 2").wait_for("read only").wait_for("said 2");
    // what others do shows
    let note = "{\"do\":\"add_entry\",\"text\":\"said on the other side\"}";
    host.home.well(&["act", note, "--room", host.room.to_str().unwrap()], "");
    t.wait_for("said on the other side");
    let before_keys = files(&host.home.path(""));
    assert_eq!(before.len(), before_keys.len());
    for keys in ["1d", "1y", "1O", "1r", "1+", "N", "2r", "3c", "4y", "i+"] {
        t.keys(keys);
        t.wait(&format!("{keys:?} was not refused"), |s| s.contents().contains("open to read only"));
        t.esc();
        t.wait_gone("open to read only");
        t.esc();
    }
    for what in ["start-drill", "create-room", "import-file", "who-am-i"] {
        t.keys(":");
        t.settle();
        t.keys(&format!("{what}\r"));
        t.settle();
        assert!(
            !t.screen().contains("Name of the room") && !t.screen().contains("SIMULACRO"),
            "{what}: {}",
            t.screen()
        );
        t.esc();
        t.esc();
    }
    t.keys(F5);
    t.settle();
    t.keys("x");
    t.wait_for("open to read only");
    t.esc();
    t.keys("L");
    t.wait_for("sin atender 2");
    assert!(!t.sent("\x1b]52;"), "a clipboard was filled");
    t.keys(&format!("{CTRL_C}{CTRL_C}"));
    assert_eq!(t.exit_status(), 0, "{}", t.screen());
    assert!(!t.sent("Mallory") && !t.sent("root:"), "the client's own command was carried out");
    assert_eq!(files(&host.home.path("")), before_keys, "not a byte was written");
    host.home.check(&host.room);
}

#[test]
fn the_masks_are_the_keys_too() {
    let host = Host::new();
    let note = "{\"do\":\"add_entry\",\"text\":\"call zqmarta@mail.example\"}";
    host.home.well(&["act", note, "--room", host.room.to_str().unwrap()], "");
    let mut t = host.attach("masked");
    t.wait_for("SHARED").wait_for("said 2");
    t.keys("S");
    t.wait_for("The masks stay").wait_for("SHARED");
    t.keys("4");
    t.settle();
    t.keys("zS");
    t.settle();
    assert!(t.screen().contains("SHARED") && !t.sent("zqmarta@"), "{}", t.screen());
    t.keys(&format!("{CTRL_C}{CTRL_C}"));
    assert_eq!(t.exit_status(), 0);
}

#[test]
fn without_a_terminal_there_is_nothing_but_a_sentence() {
    let host = Host::new();
    for asks in [&["cat", "/etc/passwd"][..], &["gabinete", "act", "--schema"], &[]] {
        let done = Command::new("ssh").arg("-T").args(host.ssh("watch", asks)).stdin(Stdio::null()).output().unwrap();
        let said = String::from_utf8_lossy(&done.stdout).into_owned() + &String::from_utf8_lossy(&done.stderr);
        assert_eq!(done.status.code(), Some(2), "{said}");
        assert!(said.contains("gabinete: ") && !said.contains("root:") && !said.contains("schema"), "{said}");
    }
}

#[test]
fn a_connection_that_breaks_off_leaves_nobody_behind() {
    let host = Host::new();
    let mut t = host.attach("watch");
    t.wait_for("unattended 2");
    assert_eq!(host.attached(), 1);
    t.kill9();
    let started = instant();
    while host.attached() > 0 {
        assert!(started.elapsed() < SOON, "it is still there");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
}

#[test]
fn who_acts_is_the_keys_word_and_not_the_clients() {
    let host = Host::new();
    let mut t = host.attach("bea");
    t.wait_for("unattended 2");
    t.keys("N");
    t.wait_for("Write into the timeline");
    t.keys(&format!("from afar{CTRL_D}"));
    t.wait_for("from afar — Bea");
    t.keys(&format!("{CTRL_C}{CTRL_C}"));
    assert_eq!(t.exit_status(), 0);
    let story = host.home.well(&["events", "--json", "--room", host.room.to_str().unwrap()], "");
    assert!(story.contains("\"Bea\"") && !story.contains("Mallory"), "{story}");
    host.home.check(&host.room);
}
