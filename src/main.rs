//! gabinete.

fn main() {}
