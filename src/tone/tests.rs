//! The check on small texts.

use super::*;
