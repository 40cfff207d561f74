//! The bytes of evidence: each file once, named by its SHA-256, in a folder beside the room that its owner alone can
//! read. Owns that folder; to what a file belongs, who captured it and what it shows stands in the room.

mod aside;
mod copies;

pub(super) use aside::{any_aside, set_aside, settle};
pub(super) use copies::{copy, only_of};

use super::error::StoreError;
use super::load;
use super::open::{self, Access, Options};
use crate::domain::evidence::{MAX_BYTES, Target};
use crate::domain::room::Refusal;
use crate::domain::text::Clean;
use rusqlite::Connection;
use sha2::{Digest, Sha256};
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes that are held at a time.
const CHUNK: usize = 64 << 10;
/// Most files that are told one by one.
const MAX_TOLD: usize = 100;

/// A file that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// How many bytes.
    pub bytes: u64,
    /// It was not there before.
    pub new: bool,
}

/// Why a file was not kept.
#[derive(Debug, thiserror::Error)]
pub enum KeepError {
    /// There is no such file.
    #[error("no such file")]
    Missing,
    /// A link: what it leads to may be another file by the time it is read.
    #[error("a symbolic link")]
    Link,
    /// A folder, a pipe, a device.
    #[error("not a regular file")]
    Special,
    /// More than is kept.
    #[error("more than {} MB", MAX_BYTES >> 20)]
    Large,
    /// What is kept under this hash has another one: somebody changed it.
    #[error("the kept file {0} was changed")]
    Changed(String),
    /// The folder is a link, or no folder.
    #[error("the folder of the evidence is not a folder")]
    Folder,
    /// The system says no.
    #[error("{0}")]
    Io(#[from] io::Error),
}

impl KeepError {
    /// The sentence for a person, about this file.
    pub fn says(&self, file: &Path) -> Refusal {
        let says = |key| Refusal::new(key).with("file", Clean::line(&file.display().to_string()).as_str());
        match self {
            KeepError::Missing => says("evidence-no-file"),
            KeepError::Link => says("evidence-link"),
            KeepError::Special => says("evidence-special"),
            KeepError::Large => says("refuse-file-large").with("max", MAX_BYTES >> 20),
            KeepError::Changed(hash) => says("evidence-kept-changed").with("hash", hash.as_str()),
            KeepError::Folder => says("evidence-folder"),
            KeepError::Io(e) => says("evidence-io").with("why", e.to_string()),
        }
    }
}

/// The folder beside a room.
pub fn folder(room: &Path) -> PathBuf {
    open::beside(&fs::canonicalize(room).unwrap_or_else(|_| room.to_owned()), ".evidence")
}

/// Whether what evidence would belong to is in the room; asked before its bytes are copied.
pub fn belongs(room: &Path, options: Options, to: Target) -> Result<bool, StoreError> {
    Ok(load::target_exists(&open::connect(room, Access::ReadOnly, options)?, to)?)
}

/// Copies a file into the room's folder under its hash. What is there already stays as it is, and is looked at.
pub fn keep(room: &Path, file: &Path) -> Result<Kept, KeepError> {
    let from = regular(file)?;
    let folder = folder(room);
    make_folder(&folder)?;
    let part = Part::new(&folder)?;
    let (sha256, bytes) = hash(from, Some(&part.file))?;
    part.file.sync_all()?;
    let target = folder.join(&sha256);
    // A link makes the name and never takes one; where the file system knows none, the name is free or left alone.
    let new = match fs::hard_link(&part.path, &target) {
        Ok(()) => true,
        Err(_) if fs::symlink_metadata(&target).is_ok() => false,
        Err(_) => fs::rename(&part.path, &target).map(|()| true)?,
    };
    if !new && hash(regular(&target)?, None)?.0 != sha256 {
        return Err(KeepError::Changed(sha256));
    }
    #[cfg(unix)]
    File::open(&folder)?.sync_all()?;
    Ok(Kept { sha256, bytes, new })
}

/// Lets go of a file that the room then would not have.
pub fn forget(room: &Path, kept: &Kept) {
    if kept.new {
        // It lies there unnamed if this fails: nothing is told wrongly by it.
        let _ = fs::remove_file(folder(room).join(&kept.sha256));
    }
}

/// How the kept files stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Files {
    /// Those that still have their hash.
    pub whole: u64,
    /// Hashes of which there is no file, with the name that it had; no more than a hundred of them.
    pub missing: Vec<(Clean, String)>,
    /// Files that no longer have their hash, or are no files any more; no more than a hundred of them.
    pub changed: Vec<(Clean, String)>,
    /// There are more than are named.
    pub more: bool,
    /// One of those of which there is no file was kept here: it was not only named by its hash, as one is that a notary keeps.
    pub lost: bool,
}

/// Reads every file that the room names, and compares.
pub(super) fn verify(room: &Path, conn: &Connection) -> Result<Files, StoreError> {
    let folder = folder(room);
    let mut files = Files::default();
    let mut statement = conn.prepare(
        "SELECT capture ->> 'sha256', min(capture ->> 'name'), coalesce(max(capture ->> 'bytes'), 0) > 0 FROM evidence GROUP BY 1",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (sha256, name): (String, String) = (row.get(0)?, row.get(1)?);
        // Whoever edited the table cannot make this look elsewhere.
        let named = sha256.len() == 64 && sha256.bytes().all(|b| b.is_ascii_hexdigit());
        let found = if named { look(&folder.join(&sha256)) } else { Ok(None) };
        let list = match found {
            Ok(Some(is)) if is == sha256 => {
                files.whole += 1;
                continue;
            }
            Ok(None) => {
                files.lost |= row.get::<_, bool>(2)?;
                &mut files.missing
            }
            _ => &mut files.changed,
        };
        if list.len() < MAX_TOLD {
            list.push((Clean::line(&name), sha256));
        } else {
            files.more = true;
        }
    }
    Ok(files)
}

/// The hash of a kept file; none where there is no file.
fn look(path: &Path) -> Result<Option<String>, KeepError> {
    match regular(path) {
        Err(KeepError::Missing) => Ok(None),
        file => hash(file?, None).map(|(sha256, _)| Some(sha256)),
    }
}

/// Opens a regular file, and nothing else: no link is followed at its last step, and no pipe is waited for.
fn regular(path: &Path) -> Result<File, KeepError> {
    let missing = |e: io::Error| if e.kind() == ErrorKind::NotFound { KeepError::Missing } else { KeepError::Io(e) };
    let kind = fs::symlink_metadata(path).map_err(missing)?.file_type();
    if kind.is_symlink() {
        return Err(KeepError::Link);
    }
    if !kind.is_file() {
        return Err(KeepError::Special);
    }
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        // What was put there since the look above is not followed either.
        let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK).bits();
        std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, flags.cast_signed());
    }
    let file = options.open(path).map_err(missing)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(KeepError::Special) }
}

/// Hashes what is read, and writes it on; no more than is kept.
fn hash(mut from: impl Read, mut to: Option<&File>) -> Result<(String, u64), KeepError> {
    let (mut hash, mut bytes, mut chunk) = (Sha256::new(), 0_u64, vec![0; CHUNK]);
    loop {
        let n = match from.read(&mut chunk) {
            Ok(0) => break,
            Ok(n) => n,
            Err(e) if e.kind() == ErrorKind::Interrupted => continue,
            Err(e) => return Err(e.into()),
        };
        bytes += n as u64;
        if bytes > MAX_BYTES {
            return Err(KeepError::Large);
        }
        hash.update(&chunk[..n]);
        if let Some(to) = &mut to {
            to.write_all(&chunk[..n])?;
        }
    }
    Ok((hash.finalize().iter().map(|b| format!("{b:02x}")).collect(), bytes))
}

/// Makes the folder, for its owner alone; one that is there is tightened to that.
fn make_folder(folder: &Path) -> Result<(), KeepError> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(folder) {
        Err(e) if e.kind() != ErrorKind::AlreadyExists => return Err(e.into()),
        _ => {}
    }
    let there = fs::symlink_metadata(folder)?;
    if !there.is_dir() {
        return Err(KeepError::Folder);
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        if there.permissions().mode() & 0o077 != 0 {
            fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
        }
    }
    Ok(())
}

/// A file being copied; gone when it was not given its name.
struct Part {
    path: PathBuf,
    file: File,
}

impl Part {
    fn new(folder: &Path) -> Result<Part, KeepError> {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = folder.join(format!(".part-{}-{number}", std::process::id()));
        // What a process of the same number left when it was killed.
        let _ = fs::remove_file(&path);
        open::new_file(&path).map_err(|e| KeepError::Io(io::Error::other(e.to_string())))?;
        let file = OpenOptions::new().write(true).open(&path)?;
        Ok(Part { path, file })
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}
