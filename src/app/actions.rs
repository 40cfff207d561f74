//! The one table of what keys and the palette can do.
