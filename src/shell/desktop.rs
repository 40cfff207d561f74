//! The person's desktop: its clipboard and its browser, through the programs that every system has for them.

use crate::app::msg::Copied;
use crate::domain::text::Clean;
use std::io::Write;
use std::process::{Command, Stdio};
use std::time::Duration;

/// Longest wait for a desktop program.
const PATIENCE: Duration = Duration::from_secs(2);

/// The system's clipboard: the programs that write and read it.
pub struct Clipboard {
    write: Vec<&'static str>,
    read: Vec<&'static str>,
}

impl Clipboard {
    /// The one of this machine; `None` over SSH, where it would be another's, and where there is no desktop.
    pub fn here() -> Option<Clipboard> {
        if remote() {
            return None;
        }
        programs().map(|(write, read)| Clipboard { write, read })
    }

    /// Copies and reads back. May take seconds: never on the thread that draws.
    pub fn copy(&self, text: &str) -> Copied {
        if !run(&self.write, Some(text)).is_some_and(|(ok, _)| ok) {
            return Copied::Failed(self.write[0].to_owned());
        }
        // Programs differ in the final newline, and Windows in all of them.
        let same = |a: &str| a.replace("\r\n", "\n").trim_end() == text.replace("\r\n", "\n").trim_end();
        match run(&self.read, None) {
            Some((true, back)) if same(&back) => Copied::Verified,
            Some((true, _)) => Copied::Failed(self.write[0].to_owned()),
            _ => Copied::Unknown,
        }
    }
}

fn programs() -> Option<(Vec<&'static str>, Vec<&'static str>)> {
    if cfg!(target_os = "macos") {
        return Some((vec!["pbcopy"], vec!["pbpaste"]));
    }
    if cfg!(windows) {
        return Some((vec!["clip"], vec!["powershell", "-NoProfile", "-Command", "Get-Clipboard -Raw"]));
    }
    if std::env::var_os("WAYLAND_DISPLAY").is_some() && found("wl-copy") {
        return Some((vec!["wl-copy"], vec!["wl-paste", "--no-newline"]));
    }
    if std::env::var_os("DISPLAY").is_some() {
        if found("xclip") {
            let read = vec!["xclip", "-selection", "clipboard", "-o"];
            return Some((vec!["xclip", "-selection", "clipboard"], read));
        }
        if found("xsel") {
            return Some((vec!["xsel", "--clipboard", "--input"], vec!["xsel", "--clipboard", "--output"]));
        }
    }
    None
}

fn found(program: &str) -> bool {
    std::env::var_os("PATH").is_some_and(|path| std::env::split_paths(&path).any(|dir| dir.join(program).is_file()))
}

/// Runs a program to its end, or ends it after [`PATIENCE`]; success and what it printed.
fn run(argv: &[&str], input: Option<&str>) -> Option<(bool, String)> {
    let mut command = Command::new(argv[0]);
    command.args(&argv[1..]).stderr(Stdio::null());
    command.stdin(if input.is_some() { Stdio::piped() } else { Stdio::null() });
    // A clipboard owner such as xclip goes on in the background and would keep a pipe open.
    command.stdout(if input.is_some() { Stdio::null() } else { Stdio::piped() });
    let mut child = command.spawn().ok()?;
    if let (Some(text), Some(mut pipe)) = (input.map(str::to_owned), child.stdin.take()) {
        // A program that does not read must not hold us: it is ended below, and this thread with it.
        std::thread::spawn(move || pipe.write_all(text.as_bytes()));
    }
    let out = child.stdout.take().map(|mut pipe| {
        std::thread::spawn(move || {
            let mut text = Vec::new();
            let _ = std::io::Read::read_to_end(&mut std::io::Read::take(&mut pipe, 1 << 20), &mut text);
            String::from_utf8_lossy(&text).into_owned()
        })
    });
    let started = super::time::instant();
    let ok = loop {
        match child.try_wait().ok()? {
            Some(status) => break status.success(),
            None if started.elapsed() > PATIENCE => {
                let _ = child.kill();
                let _ = child.wait();
                return None;
            }
            None => std::thread::sleep(Duration::from_millis(5)),
        }
    };
    Some((ok, out.and_then(|o| o.join().ok()).unwrap_or_default()))
}

/// Makes a notification on this machine's desktop, without waiting for it; `false` where there is no desktop, or over SSH, where
/// it would be another's.
pub fn notify(title: &Clean, text: &Clean) -> bool {
    let (title, text) = (title.as_str().to_owned(), text.as_str().to_owned());
    let Some(argv) = notification(title, text) else { return false };
    let shown = std::thread::Builder::new().name("notify".into());
    // bounded by its patience; that it fails is no reason to disturb anybody
    shown.spawn(move || run(&argv.iter().map(String::as_str).collect::<Vec<_>>(), None)).is_ok()
}

/// The program that makes one, with its arguments: never a shell's, so that no text is read as anything else.
fn notification(title: String, text: String) -> Option<Vec<String>> {
    if remote() {
        return None;
    }
    let own = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    if cfg!(target_os = "macos") {
        let script = "display notification (item 2 of argv) with title (item 1 of argv)";
        let fixed = own(&["osascript", "-e", "on run argv", "-e", script, "-e", "end run", "--"]);
        return Some(fixed.into_iter().chain([title, text]).collect());
    }
    let desktop = ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some());
    if !desktop || !found("notify-send") {
        return None;
    }
    // the body may be read as markup
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    Some(own(&["notify-send", "--app-name=gabinete", "--"]).into_iter().chain([title, text]).collect())
}

/// Whether the person sits at another machine.
fn remote() -> bool {
    std::env::var_os("SSH_CONNECTION").is_some() || std::env::var_os("SSH_TTY").is_some()
}

/// Opens a web link in the person's browser, without a shell in between.
///
/// # Errors
/// When it is no web link, or nothing here opens one.
pub fn open(link: &str) -> Result<(), String> {
    let web = link.starts_with("https://") || link.starts_with("http://");
    if !web || link.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return Err(link.to_owned());
    }
    let argv: &[&str] = if cfg!(target_os = "macos") {
        &["open"]
    } else if cfg!(windows) {
        &["rundll32", "url.dll,FileProtocolHandler"]
    } else {
        &["xdg-open"]
    };
    let desktop = cfg!(any(target_os = "macos", windows))
        || std::env::var_os("DISPLAY").is_some()
        || std::env::var_os("WAYLAND_DISPLAY").is_some();
    if !desktop {
        return Err(link.to_owned());
    }
    let mut command = Command::new(argv[0]);
    command.args(&argv[1..]).arg(link).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().map_err(|e| format!("{}: {e}", argv[0]))?;
    // Reaped on a thread of its own, so that no zombie stays and nobody waits for a browser.
    std::thread::spawn(move || child.wait());
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn only_web_links_are_opened() {
        for link in ["file:///etc/passwd", "javascript:alert(1)", "-h", "https://a b", "https://a\n", ""] {
            assert!(super::open(link).is_err(), "{link}");
        }
    }
}
