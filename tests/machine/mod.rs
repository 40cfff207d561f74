//! One person's machine for the tests that run the real binary: a directory for everything that gabinete keeps, and an
//! environment that owes nothing to the one who runs the tests.

use std::path::{Path, PathBuf};
use std::time::Duration;

/// Longest run of a command without a screen: a room that another program holds is waited for for 20 seconds.
const PATIENCE: Duration = Duration::from_secs(60);

/// The binary under test.
pub const GABINETE: &str = env!("CARGO_BIN_EXE_gabinete");

/// What a command said.
#[derive(Debug)]
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Said {
    /// Wants it to have ended well; what it printed.
    #[track_caller]
    pub fn well(self, args: &[&str]) -> String {
        assert_eq!(self.code, 0, "{args:?}: {}{}", self.out, self.err);
        self.out
    }
}

/// A machine.
pub struct Home {
    dir: tempfile::TempDir,
}

impl Home {
    /// Nobody's yet: no configuration, no room.
    pub fn fresh() -> Home {
        Home { dir: tempfile::tempdir().unwrap() }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Writes a file.
    pub fn file(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    /// All that the program may know of its surroundings.
    pub fn env(&self) -> Vec<(String, String)> {
        let home = self.dir.path().to_str().unwrap();
        [
            ("PATH", "/usr/bin:/bin"),
            ("HOME", home),
            ("GABINETE_HOME", home),
            ("USER", "tester"),
            ("LANG", "C.UTF-8"),
            ("TERM", "xterm-256color"),
            ("TZ", "Europe/Madrid"),
        ]
        .map(|(k, v)| (k.to_owned(), v.to_owned()))
        .to_vec()
    }

    /// Runs a command to its end, in the home directory, with this on its standard input.
    #[track_caller]
    pub fn run(&self, args: &[&str], input: impl Into<Vec<u8>>) -> Said {
        self.run_in(self.env(), args, input)
    }

    /// The same in an environment of its own.
    #[track_caller]
    pub fn run_in(&self, env: Vec<(String, String)>, args: &[&str], input: impl Into<Vec<u8>>) -> Said {
        let mut command = assert_cmd::Command::new(GABINETE);
        command.args(args).env_clear().envs(env).current_dir(self.dir.path());
        let done = command.write_stdin(input).timeout(PATIENCE).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("what it prints is UTF-8");
        let (out, err) = (text(done.stdout), text(done.stderr));
        assert!(!err.contains("panicked"), "{args:?} panicked: {err}");
        let code = done.status.code().unwrap_or_else(|| panic!("{args:?} did not end by itself: {out}{err}"));
        Said { code, out, err }
    }

    /// Runs it and wants it to end well; what it printed.
    #[track_caller]
    pub fn well(&self, args: &[&str], input: &str) -> String {
        self.run(args, input).well(args)
    }

    /// Proves a room.
    #[track_caller]
    pub fn check(&self, room: &Path) {
        self.well(&["check", "--room", room.to_str().unwrap()], "");
    }
}
