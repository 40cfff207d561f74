//! The system's keyring: the Secret Service of a Linux desktop, the Keychain of macOS, the Credential Manager of Windows. Owns
//! how a secret is put in, read and taken out, and what can be in the way; must not know what accounts are.

use keyring_core::CredentialStore;
use keyring_core::{Entry, Error};
use std::sync::Arc;
use std::sync::mpsc;
use std::time::Duration;

/// Under which name of a program everything stands.
const SERVICE: &str = "gabinete";

/// How long a keyring may take, which may be asking its owner for a password meanwhile. Shorter than what a text may take
/// on its way, of which this is a part.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// What is in the way. None of it carries a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// It has none of this name.
    NoEntry,
    /// It is locked, or its owner or the system said no; in its own words.
    Locked(String),
    /// None answers here; in the words of who should.
    Absent(String),
    /// Several have this name, so that nobody can say which is meant.
    Several,
    /// What stands there is no text.
    NotText,
    /// No answer for so many seconds.
    Silent(u64),
}

impl Trouble {
    /// Key of its sentence in `words`.
    pub const fn key(&self) -> &'static str {
        match self {
            Trouble::NoEntry => "publish-keyring-no-entry",
            Trouble::Locked(_) => "publish-keyring-locked",
            Trouble::Absent(_) => "publish-keyring-absent",
            Trouble::Several => "publish-keyring-several",
            Trouble::NotText => "publish-keyring-not-text",
            Trouble::Silent(_) => "publish-keyring-silent",
        }
    }
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Trouble {
        match error {
            Error::NoEntry => Trouble::NoEntry,
            Error::NoStorageAccess(why) => Trouble::Locked(why.to_string()),
            Error::Ambiguous(_) => Trouble::Several,
            // what stands there is in these: it must get into no sentence
            Error::BadEncoding(_) | Error::BadDataFormat(..) => Trouble::NotText,
            Error::PlatformFailure(why) => Trouble::Absent(why.to_string()),
            other => Trouble::Absent(other.to_string()),
        }
    }
}

/// Something that is asked of a keyring.
enum Wish {
    Get,
    Put(String),
    Remove,
}

/// The secret that stands under a name.
///
/// # Errors
/// What is in the way; [`Trouble::Silent`] after [`PATIENCE`].
pub fn get(name: &str) -> Result<String, Trouble> {
    within(PATIENCE, system, name, Wish::Get)
}

/// Puts a secret under a name, in place of one that was there.
///
/// # Errors
/// As [`get`].
pub fn put(name: &str, secret: &str) -> Result<(), Trouble> {
    within(PATIENCE, system, name, Wish::Put(secret.to_owned())).map(drop)
}

/// Takes the secret of a name out.
///
/// # Errors
/// As [`get`].
pub fn remove(name: &str) -> Result<(), Trouble> {
    within(PATIENCE, system, name, Wish::Remove).map(drop)
}

type Store = fn() -> Result<Arc<CredentialStore>, Error>;

/// Asks on a thread of its own, since a keyring that waits for its owner waits for as long as that takes. A thread that is
/// given up ends with the program; what it hears later is dropped.
fn within(patience: Duration, store: Store, name: &str, wish: Wish) -> Result<String, Trouble> {
    let (tell, told) = mpsc::channel();
    let name = name.to_owned();
    let asking = std::thread::Builder::new().name("keyring".into());
    let asked = asking.spawn(move || {
        let _ = tell.send(ask(store, &name, wish).map_err(Trouble::from));
    });
    asked.map_err(|e| Trouble::Absent(e.to_string()))?;
    match told.recv_timeout(patience) {
        Ok(answer) => answer,
        Err(mpsc::RecvTimeoutError::Timeout) => Err(Trouble::Silent(patience.as_secs())),
        Err(mpsc::RecvTimeoutError::Disconnected) => Err(Trouble::Absent("?".to_owned())),
    }
}

fn ask(store: Store, name: &str, wish: Wish) -> Result<String, Error> {
    let entry = Entry::new_in_store(&store()?, SERVICE, name)?;
    match wish {
        Wish::Get => entry.get_password(),
        Wish::Put(secret) => entry.set_password(&secret).map(|()| String::new()),
        Wish::Remove => entry.delete_credential().map(|()| String::new()),
    }
}

#[cfg(any(target_os = "linux", target_os = "freebsd"))]
fn system() -> Result<Arc<CredentialStore>, Error> {
    Ok(dbus_secret_service_keyring_store::Store::new()?)
}

#[cfg(target_os = "macos")]
fn system() -> Result<Arc<CredentialStore>, Error> {
    Ok(apple_native_keyring_store::keychain::Store::new()?)
}

#[cfg(windows)]
fn system() -> Result<Arc<CredentialStore>, Error> {
    Ok(windows_native_keyring_store::Store::new()?)
}

#[cfg(not(any(target_os = "linux", target_os = "freebsd", target_os = "macos", windows)))]
fn system() -> Result<Arc<CredentialStore>, Error> {
    Err(Error::NotSupportedByStore(std::env::consts::OS.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::room::Lang;
    use crate::publish::Reason;
    use crate::words::Words;
    use crate::words::publish::reason;
    use std::sync::OnceLock;

    /// A keyring in memory, one for all tests: each uses a name of its own.
    fn memory() -> Result<Arc<CredentialStore>, Error> {
        static STORE: OnceLock<Arc<CredentialStore>> = OnceLock::new();
        Ok(Arc::clone(STORE.get_or_init(|| keyring_core::mock::Store::new().unwrap())))
    }

    fn asked(store: Store, name: &str, wish: Wish) -> Result<String, Trouble> {
        within(Duration::from_secs(20), store, name, wish)
    }

    #[test]
    fn what_is_put_in_is_read_replaced_and_taken_out() {
        let get = || asked(memory, "brand https://a.example", Wish::Get);
        let put = |secret: &str| asked(memory, "brand https://a.example", Wish::Put(secret.into()));
        assert_eq!(get(), Err(Trouble::NoEntry));
        put("s3cret").unwrap();
        assert_eq!(get().as_deref(), Ok("s3cret"));
        assert_eq!(asked(memory, "brand https://b.example", Wish::Get), Err(Trouble::NoEntry), "another server");
        put("ñ secret").unwrap();
        assert_eq!(get().as_deref(), Ok("ñ secret"));
        asked(memory, "brand https://a.example", Wish::Remove).unwrap();
        assert_eq!(asked(memory, "brand https://a.example", Wish::Remove), Err(Trouble::NoEntry));
    }

    #[test]
    fn every_trouble_is_a_sentence_and_none_has_the_secret_in_it() {
        let io = |what: &str| Box::new(std::io::Error::other(what.to_owned()));
        let all = [
            (Error::NoEntry, "gabinete accounts keep"),
            (Error::NoStorageAccess(io("prompt dismissed")), "prompt dismissed"),
            (Error::PlatformFailure(io("no bus")), "no bus"),
            (Error::Ambiguous(Vec::new()), ""),
            (Error::BadEncoding(b"s3cret\xff".to_vec()), ""),
            (Error::BadDataFormat(b"s3cret".to_vec(), io("x")), ""),
            (Error::NotSupportedByStore("plan9".into()), "plan9"),
        ];
        for (error, says) in all {
            let trouble = Trouble::from(error);
            for lang in [Lang::En, Lang::Es] {
                let said = reason(&Words::new(lang), &Reason::Keyring(trouble.clone()).why());
                assert!(said.contains(says) && !said.contains("s3cret") && !said.contains(['{', '$']), "{said}");
                assert!(!said.contains(trouble.key()), "{said}");
            }
        }
    }

    /// A keyring that waits for its owner.
    fn waits() -> Result<Arc<CredentialStore>, Error> {
        std::thread::sleep(Duration::from_secs(60));
        memory()
    }

    #[test]
    fn a_keyring_that_does_not_answer_holds_nobody_up() {
        assert_eq!(within(Duration::from_millis(20), waits, "brand", Wish::Get), Err(Trouble::Silent(0)));
        fn broken() -> Result<Arc<CredentialStore>, Error> {
            panic!("a keyring that breaks")
        }
        assert_eq!(asked(broken, "brand", Wish::Get), Err(Trouble::Absent("?".into())));
    }
}
