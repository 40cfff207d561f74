//! What goes out: approved texts to the accounts that a person has set up. Owns what a platform is and what can go wrong on
//! the way; must not know screens. One file a platform, and [`outbox`] that drives them from the room's table.
//!
//! Everything hangs on one question: may the text be out? [`Fault::NotSent`] says surely not, and only then may a person
//! try again without looking; [`Fault::Unknown`] says that nobody knows, and then the server is asked ([`Platform::find`])
//! and nothing is sent.

pub mod accounts;
pub mod bluesky;
pub(crate) mod desk;
pub mod facets;
pub mod keyring;
pub mod mastodon;
pub mod outbox;
mod talk;

use crate::domain::room::Lang;
use crate::domain::source::Why;
use crate::domain::text::Clean;
use crate::domain::time::Stamp;
use crate::sources::live;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

/// A text as it leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// Under which the platform knows it for good ([`crate::domain::outbox::key`]).
    pub key: String,
    /// The words, exactly as approved but for blanks at the end.
    pub text: String,
    /// Their language.
    pub lang: Lang,
    /// What it answers: the platform's own identity of it, or its link.
    pub reply_to: Option<String>,
    /// When it was first sent, or is sent now; by the clock here.
    pub since: Stamp,
}

/// Where a text stands that is out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posted {
    /// Its link.
    pub permalink: String,
}

/// Whose account it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// `@brand.example`, as the platform says.
    pub handle: String,
    /// Longest text that its server takes, where it says so.
    pub limit: Option<usize>,
}

/// Something that a platform is doing.
pub type Doing<'a, T> = Pin<Box<dyn Future<Output = Result<T, Fault>> + Send + 'a>>;

/// A platform, spoken to as one account.
pub trait Platform: Send {
    /// Whose account it is: proves that it can be used.
    fn who(&mut self) -> Doing<'_, Who>;
    /// Posts a text, once.
    fn post<'a>(&'a mut self, post: &'a Post) -> Doing<'a, Posted>;
    /// Whether a text that may have been posted is there. Every fault of it means that the server could not be asked.
    fn find<'a>(&'a mut self, post: &'a Post) -> Doing<'a, Option<Posted>>;
}

/// Why a text is not known to be out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It is surely not out.
    NotSent(Reason),
    /// It may be out.
    Unknown(Reason),
}

impl Fault {
    /// What went wrong.
    pub const fn reason(&self) -> &Reason {
        match self {
            Fault::NotSent(reason) | Fault::Unknown(reason) => reason,
        }
    }

    /// The same where nothing had been posted yet.
    fn before(self) -> Fault {
        match self {
            Fault::NotSent(reason) | Fault::Unknown(reason) => Fault::NotSent(reason),
        }
    }
}

/// What went wrong. Carries no secret and no server's own words: those are in the account's language, and anybody's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// No connection to this host.
    Unreachable(String),
    /// The name leads nowhere.
    NoSuchHost(String),
    /// The encryption is not in order.
    Tls(String),
    /// The connection broke off.
    BrokeOff(String),
    /// No answer for so many seconds.
    Silent(u64),
    /// The server answers with this status.
    Status(u16),
    /// Too many posts or questions; how long to wait when it says so.
    Slower(Option<Duration>),
    /// The name, password or token is not accepted.
    Unauthorised,
    /// The answer is not what such a server says.
    Strange(String),
    /// The server does not take this text from this account; with its word of the trade for why, where it has one.
    Refused(u16, String),
    /// Longer than the server takes: used, limit.
    TooLong(usize, usize),
    /// What it answers is no longer there, or cannot be answered.
    ReplyGone,
    /// A setting of the account that cannot work.
    Setting(String),
    /// The account is for another platform than the text.
    OtherChannel(String),
    /// The system's keyring does not give the account's secret.
    Keyring(keyring::Trouble),
}

impl Reason {
    /// Key of its sentence in `words`.
    pub const fn key(&self) -> &'static str {
        match self {
            Reason::Unreachable(_) => "publish-unreachable",
            Reason::NoSuchHost(_) => "publish-no-such-host",
            Reason::Tls(_) => "publish-tls",
            Reason::BrokeOff(_) => "publish-broke-off",
            Reason::Silent(_) => "publish-silent",
            Reason::Status(_) => "publish-status",
            Reason::Slower(_) => "publish-slower",
            Reason::Unauthorised => "publish-unauthorised",
            Reason::Strange(_) => "publish-strange",
            Reason::Refused(..) => "publish-refused",
            Reason::TooLong(..) => "publish-too-long",
            Reason::ReplyGone => "publish-reply-gone",
            Reason::Setting(_) => "publish-setting",
            Reason::OtherChannel(_) => "publish-other-channel",
            Reason::Keyring(trouble) => trouble.key(),
        }
    }

    /// The reason as it is kept and shown.
    pub fn why(&self) -> Why {
        let args: Vec<(&str, String)> = match self {
            Reason::Unreachable(what)
            | Reason::NoSuchHost(what)
            | Reason::Tls(what)
            | Reason::BrokeOff(what)
            | Reason::Strange(what)
            | Reason::Setting(what)
            | Reason::OtherChannel(what)
            | Reason::Keyring(keyring::Trouble::Locked(what) | keyring::Trouble::Absent(what)) => {
                vec![("what", what.clone())]
            }
            Reason::Silent(seconds) | Reason::Keyring(keyring::Trouble::Silent(seconds)) => {
                vec![("seconds", seconds.to_string())]
            }
            Reason::Status(status) => vec![("status", status.to_string())],
            Reason::Slower(wait) => vec![("seconds", wait.map_or(0, |wait| wait.as_secs()).to_string())],
            Reason::Refused(status, code) => vec![("status", status.to_string()), ("code", code.clone())],
            Reason::TooLong(used, limit) => vec![("used", used.to_string()), ("limit", limit.to_string())],
            Reason::Unauthorised | Reason::ReplyGone | Reason::Keyring(_) => Vec::new(),
        };
        let short = |value: String| Clean::line(&value.chars().take(200).collect::<String>());
        Why {
            key: self.key().to_owned(),
            args: args.into_iter().map(|(name, value)| (name.to_owned(), short(value))).collect(),
        }
    }
}

impl From<live::Fault> for Reason {
    fn from(fault: live::Fault) -> Reason {
        match fault {
            live::Fault::Unreachable(host) | live::Fault::PrivateAddress(host) => Reason::Unreachable(host),
            live::Fault::NoSuchHost(host) => Reason::NoSuchHost(host),
            live::Fault::Tls(what) => Reason::Tls(what),
            live::Fault::Reset(host) => Reason::BrokeOff(host),
            live::Fault::Silent(time) => Reason::Silent(time.as_secs()),
            live::Fault::Status(status) => Reason::Status(status),
            live::Fault::Slower(wait) => Reason::Slower(wait),
            live::Fault::Unauthorised => Reason::Unauthorised,
            live::Fault::Setting(name, _) => Reason::Setting(name.to_owned()),
            other => Reason::Strange(other.key().to_owned()),
        }
    }
}

/// A password or token: in no log, no panic and no sentence.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// A secret as it was given.
    pub fn new(text: &str) -> Secret {
        Secret(text.trim().to_owned())
    }

    fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
#[path = "../../tests/publish/fake.rs"]
mod fake;
