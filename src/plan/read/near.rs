//! Which known word was probably meant. Knows letters alone.

/// The longest word that is compared.
const MAX: usize = 40;

/// The known word nearest to what was written, when it is near enough to have been meant.
pub(in crate::plan) fn nearest<'k>(written: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    if written.chars().count() > MAX {
        return None;
    }
    let bare = |word: &str| word.to_lowercase().replace('-', "_");
    let written = bare(written);
    let far = (written.chars().count() / 3).max(1);
    let near = |word: &'k str| distance(&written, &bare(word), far).map(|steps| (steps, word));
    known.filter(|word| word.len() <= MAX).filter_map(near).min_by_key(|(steps, _)| *steps).map(|(_, word)| word)
}

/// Letters to put in, take out, change or swap with their neighbour to come from one word to the other; nothing when they
/// are more than `far`, which most words show early.
fn distance(a: &str, b: &str, far: usize) -> Option<usize> {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > far {
        return None;
    }
    let mut before = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let same = usize::from(a[i - 1] != b[j - 1]);
            row[j] = (last[j - 1] + same).min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        if row.iter().chain(&last).all(|steps| *steps > far) {
            return None;
        }
        before = std::mem::replace(&mut last, row);
    }
    Some(last[b.len()]).filter(|steps| *steps <= far)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_that_was_meant_is_found_and_no_other() {
        let known = ["holder", "backup", "contact", "tested", "public_ack"];
        let meant = |written| nearest(written, known.into_iter());
        assert_eq!(meant("hodler"), Some("holder"));
        assert_eq!(meant("Backup"), Some("backup"));
        assert_eq!(meant("contacts"), Some("contact"));
        assert_eq!(meant("public-ack"), Some("public_ack"));
        assert_eq!(meant("slogan"), None);
        assert_eq!(meant("x"), None);
        assert_eq!(meant(&"holder".repeat(9)), None);
        assert_eq!(distance("ab", "ba", 1), Some(1));
    }
}
