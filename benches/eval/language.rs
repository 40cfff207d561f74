//! To be written.

use crate::Data;

pub fn run(_: &Data) -> std::io::Result<()> {
    Ok(())
}
