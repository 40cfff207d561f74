//! Files that a person asked for: written into a folder beside the room, readable by its owner alone; what is there
//! already is never overwritten.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Most files of one name.
const MOST: u32 = 1_000;

/// Writes a file of this name; a number goes into the name when there is one already.
pub fn write(room: &Path, name: &str, text: &str) -> io::Result<PathBuf> {
    let mut folder = fs::canonicalize(room).unwrap_or_else(|_| room.to_owned()).into_os_string();
    folder.push(".reports");
    let folder = PathBuf::from(folder);
    make_folder(&folder)?;
    let (stem, end) = name.split_once('.').unwrap_or((name, "txt"));
    for n in 1..=MOST {
        let path = folder.join(if n == 1 { format!("{stem}.{end}") } else { format!("{stem}-{n}.{end}") });
        match write_new(&path, text) {
            Ok(()) => return Ok(path),
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
            Err(e) => return Err(e),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Writes a file that does not exist, for its owner alone.
pub fn write_new(path: &Path, text: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    owner_only(&mut options);
    let mut file = options.open(path)?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    if written.is_err() {
        // half a file is worse than none; the error that matters is the first one
        let _ = fs::remove_file(path);
    }
    written
}

fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(folder) {
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
        made => made,
    }
}

#[cfg(unix)]
fn owner_only(options: &mut OpenOptions) {
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
}

#[cfg(not(unix))]
fn owner_only(_: &mut OpenOptions) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_its_owners_alone_and_is_never_overwritten() {
        let home = tempfile::tempdir().unwrap();
        let room = home.path().join("a.room");
        let first = write(&room, "INC1-sitrep-4.en.html", "one").unwrap();
        let second = write(&room, "INC1-sitrep-4.en.html", "two").unwrap();
        assert_ne!(first, second);
        assert!(second.ends_with("INC1-sitrep-4-2.en.html"), "{second:?}");
        assert_eq!(
            (fs::read_to_string(&first).unwrap(), fs::read_to_string(&second).unwrap()),
            ("one".into(), "two".into())
        );
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&first).unwrap().permissions().mode() & 0o777, 0o600);
            assert_eq!(fs::metadata(first.parent().unwrap()).unwrap().permissions().mode() & 0o777, 0o700);
        }
        fs::write(home.path().join("b.room.reports"), "in the way").unwrap();
        assert!(write(&home.path().join("b.room"), "x.txt", "x").is_err());
    }
}
