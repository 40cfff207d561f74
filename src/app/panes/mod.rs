//! What keys do in each pane.
