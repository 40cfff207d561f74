//! Signs that praise is not meant. Owns those signs alone; must not know what tone a text gets in the end.

use super::tokens::Tokens;
use super::tone_words::Hits;

/// Whether praise is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Irony {
    /// No sign of irony.
    None,
    /// Praise beside a grievance, an eye-roll or dots that trail off.
    Likely,
    /// The writer says so: `/s`, `#sarcasm`.
    Told,
}

/// Ways to say that one was not serious.
const TOLD: [&str; 8] = ["/s", "#sarcasm", "#sarcasmo", "#sarcastic", "#ironia", "#ironía", "#irony", "#not"];
/// Whether a word is praise that opens a complaint as often as a thank-you.
#[rustfmt::skip]
fn opens(word: &str) -> bool {
    matches!(
        word,
        "great" | "awesome" | "fantastic" | "brilliant" | "wonderful" | "lovely" | "cool" | "nice" | "perfect" | "congrats"
        | "bravo" | "genial" | "estupendo" | "fantastico" | "perfecto" | "enhorabuena" | "felicidades" | "maravilloso"
        | "fenomenal" | "ole" | "barbaro" | "buenisimo" | "increible" | "bonito"
    )
}
/// Words near the start that an opener is looked for among.
const OPENING: usize = 3;

/// Looks for the signs.
pub(super) fn of(text: &str, tokens: &Tokens, hits: &Hits) -> Irony {
    let told = |piece: &str| piece.starts_with(['/', '#']) && TOLD.iter().any(|t| piece.eq_ignore_ascii_case(t));
    if tokens.pieces().rev().take(8).any(|(piece, _)| told(piece)) {
        return Irony::Told;
    }
    let opener = (0..OPENING.min(tokens.len())).find(|i| opens(tokens.get(*i)));
    let grievance = |from: usize| hits.hits.iter().any(|(at, _, weight)| *at > from && *weight < 0.0);
    let trails = text.trim_end().ends_with("...") || text.trim_end().ends_with('…');
    let eyes = tokens.symbols.iter().any(|s| matches!(s, '🙄' | '😒' | '🤡' | '🙃'));
    match opener {
        Some(at) if grievance(at) || (trails && tokens.exclamations == 0) => Irony::Likely,
        _ if eyes => Irony::Likely,
        _ => Irony::None,
    }
}
