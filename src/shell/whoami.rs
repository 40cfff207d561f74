//! Who sits behind a declared name, as the machine knows it.

use crate::domain::room::{Actor, Lang};
use crate::domain::text::Clean;

/// `ana@desk pts/3`: account, host and terminal, whatever of them is known.
pub fn behind() -> Clean {
    let user = var("USER").or_else(|| var("USERNAME")).or_else(|| var("LOGNAME")).unwrap_or_else(uid);
    let mut text = format!("{user}@{}", host());
    if let Some(tty) = tty() {
        text.push(' ');
        text.push_str(tty.trim_start_matches("/dev/"));
    }
    if let Some(from) = var("SSH_CONNECTION").and_then(|c| c.split(' ').next().map(str::to_owned)) {
        text.push_str(" via ");
        text.push_str(&from);
    }
    Clean::line(&text.chars().take(200).collect::<String>())
}

/// The declared person.
pub fn actor(name: &str, role: &str) -> Actor {
    Actor { name: Clean::line(name), role: Clean::line(role), behind: behind() }
}

/// The language of the system's locale, English where it is neither.
pub fn locale() -> Lang {
    ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(var).and_then(|v| Lang::parse(&v)).unwrap_or_default()
}

/// The system's IANA zone, UTC where nobody says.
pub fn zone() -> String {
    let known = |zone: &String| zone.parse::<chrono_tz::Tz>().is_ok();
    var("TZ")
        .filter(known)
        .or_else(|| iana_time_zone::get_timezone().ok().filter(known))
        .unwrap_or_else(|| "UTC".into())
}

fn var(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|v| !v.is_empty())
}

#[cfg(unix)]
fn uid() -> String {
    format!("uid {}", rustix::process::getuid().as_raw())
}
#[cfg(unix)]
fn host() -> String {
    rustix::system::uname().nodename().to_string_lossy().into_owned()
}
#[cfg(unix)]
fn tty() -> Option<String> {
    let name = rustix::termios::ttyname(std::io::stdin(), Vec::new()).ok()?;
    Some(name.to_string_lossy().into_owned())
}

#[cfg(not(unix))]
fn uid() -> String {
    "unknown".into()
}
#[cfg(not(unix))]
fn host() -> String {
    var("COMPUTERNAME").unwrap_or_else(|| "unknown".into())
}
#[cfg(not(unix))]
fn tty() -> Option<String> {
    None
}
