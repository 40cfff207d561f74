//! A person's data on its way to a screen.
