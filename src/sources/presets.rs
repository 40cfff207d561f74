//! Which column means what in the exports of the listening suites that many people already pay for, and in any other.
//!
//! The suites' lists come from public code that reads their exports; no vendor file was at hand, and Sprout Social and
//! Hootsuite publish no list at all, so those two are matched loosely.

use super::fields::{FIELDS, Field, plain};
use super::open::OpenError;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Every column name that is known, plain.
static KNOWN: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let suites = PRESETS.iter().flat_map(|p| p.columns.iter().flat_map(|c| c.1).chain(p.signs).chain(p.not));
    let anybody = FIELDS.iter().flat_map(|f| f.2.iter().chain([&f.1]));
    suites.chain(anybody).map(|n| plain(n)).collect()
});

/// One tool's export.
pub struct Preset {
    /// Its name, as in `--preset`.
    pub name: &'static str,
    /// Matched by what such tools usually call things: no reliable list of its columns is known.
    pub loose: bool,
    /// Columns that tell it from others.
    signs: &'static [&'static str],
    /// How many of the signs must be there.
    need: usize,
    /// Columns of a field, the best first: the first cell that is not empty counts.
    columns: &'static [(Field, &'static [&'static str])],
    /// Columns that sound like a field but are not one; kept as they are.
    not: &'static [&'static str],
}

/// The exports that are known, in order of preference.
pub const PRESETS: [Preset; 6] = [
    Preset {
        name: "brandwatch",
        loose: false,
        signs: &[
            "Query Id",
            "Query Name",
            "Page Type Name",
            "Resource Id",
            "Thread Entry Type",
            "Full Text",
            "Snippet",
        ],
        need: 3,
        columns: &[
            (Field::Ts, &["Date (UTC)", "Date"]),
            (Field::Text, &["Full Text", "Snippet"]),
            (Field::Title, &["Title"]),
            (Field::Url, &["Url", "Original Url"]),
            (Field::Platform, &["Page Type Name", "Page Type", "Domain"]),
            (Field::Handle, &["Author"]),
            (Field::Author, &["Full Name"]),
            (Field::Kind, &["Thread Entry Type"]),
            (Field::Lang, &["Language"]),
            (Field::Reach, &["Reach (new)", "Reach"]),
            (Field::ReplyTo, &["X Reply to", "Twitter Reply to"]),
            (Field::RepostOf, &["X Repost of", "Twitter Retweet of"]),
            (Field::Followers, &["X Followers", "Twitter Followers"]),
            (Field::Verified, &["X Verified", "Twitter Verified"]),
            (Field::Likes, &["X Likes", "Likes"]),
            (Field::Reposts, &["X Reposts", "X Retweets", "Twitter Retweets"]),
            (Field::Replies, &["X Replies", "Twitter Replies"]),
        ],
        not: &["Resource Id", "Parent Post Id", "Impressions", "Account Type"],
    },
    Preset {
        name: "meltwater",
        loose: false,
        signs: &["Headline", "Opening Text", "Hit Sentence", "Influencer", "Input Name", "AVE", "Document Tags"],
        need: 3,
        columns: &[
            (Field::Ts, &["Date"]),
            (Field::Time, &["Time"]),
            (Field::Text, &["Hit Sentence", "Opening Text"]),
            (Field::Title, &["Headline"]),
            (Field::Url, &["URL"]),
            (Field::Platform, &["Source"]),
            (Field::Author, &["Influencer", "Source"]),
            (Field::Lang, &["Language"]),
            (Field::Reach, &["Reach"]),
        ],
        not: &["Engagement", "Views"],
    },
    Preset {
        name: "talkwalker",
        loose: false,
        signs: &[
            "source_type",
            "domain_url",
            "extra_author_attributes.name",
            "extra_source_attributes.name",
            "extra_source_attributes.world_data.country",
            "content",
            "published",
        ],
        need: 3,
        columns: &[
            (Field::Ts, &["published"]),
            (Field::Text, &["content"]),
            (Field::Title, &["title"]),
            (Field::Url, &["url"]),
            (Field::Platform, &["source_type", "domain_url"]),
            (Field::Author, &["extra_author_attributes.name", "extra_source_attributes.name"]),
            (Field::Handle, &["extra_author_attributes.short_name"]),
            (Field::Lang, &["lang"]),
            (Field::Reach, &["reach"]),
            (Field::Followers, &["followers"]),
        ],
        not: &["engagement", "post_type"],
    },
    Preset {
        name: "determ",
        loose: false,
        signs: &["mention_snippet", "engagement_rate", "from", "time"],
        need: 3,
        columns: &[
            (Field::Ts, &["date"]),
            (Field::Time, &["time"]),
            (Field::Text, &["mention_snippet"]),
            (Field::Title, &["title"]),
            (Field::Author, &["author"]),
            (Field::Platform, &["from"]),
            (Field::Url, &["url", "link"]),
            (Field::Reach, &["reach"]),
        ],
        not: &[],
    },
    Preset {
        name: "sprout",
        loose: true,
        signs: &["Network", "Message", "Sent by", "Profile", "Post ID", "Message Type", "Permalink", "Timestamp"],
        need: 4,
        columns: &[
            (Field::Ts, &["Timestamp", "Date", "Timestamp (UTC)"]),
            (Field::Text, &["Message", "Post", "Text"]),
            (Field::Platform, &["Network"]),
            (Field::Kind, &["Message Type", "Type"]),
            (Field::Url, &["Permalink", "Link", "Message URL"]),
            (Field::Id, &["Post ID", "Message ID"]),
            (Field::Handle, &["From", "Author", "Username"]),
        ],
        not: &["Profile", "Sent by", "Linked Content"],
    },
    Preset {
        name: "hootsuite",
        loose: true,
        signs: &["Social Network", "Message", "Post Permalink", "Social Profile", "Author", "Post ID", "Date (GMT)"],
        need: 4,
        columns: &[
            (Field::Ts, &["Date (GMT)", "Date", "Published"]),
            (Field::Text, &["Message", "Post Message", "Content"]),
            (Field::Platform, &["Social Network", "Network"]),
            (Field::Url, &["Post Permalink", "Permalink", "Link"]),
            (Field::Id, &["Post ID"]),
            (Field::Handle, &["Username", "Author"]),
        ],
        not: &["Social Profile"],
    },
];

impl Preset {
    /// How many of its signs a header shows; 0 when they are too few to tell.
    fn score(&self, header: &[String]) -> usize {
        let found = self.signs.iter().filter(|s| header.contains(&plain(s))).count();
        if found >= self.need { found } else { 0 }
    }
}

/// The preset of a name; `generic` (or `auto`) is none.
pub fn named(name: &str) -> Result<Option<&'static Preset>, OpenError> {
    let wanted = plain(name);
    match wanted.as_str() {
        "generic" | "none" => Ok(None),
        "mediatoolkit" => Ok(Some(&PRESETS[3])),
        "sproutsocial" => Ok(Some(&PRESETS[4])),
        _ => PRESETS.iter().find(|p| p.name == wanted).map(Some).ok_or_else(|| OpenError::UnknownPreset {
            preset: name.to_owned(),
            known: PRESETS.iter().map(|p| p.name).chain(["generic"]).collect::<Vec<_>>().join(", "),
        }),
    }
}

/// The preset that a header (plain names) fits best.
pub fn best(header: &[String]) -> Option<&'static Preset> {
    let mut best: Option<(usize, &Preset)> = None;
    for preset in &PRESETS {
        let score = preset.score(header);
        if score > best.map_or(0, |b| b.0) {
            best = Some((score, preset));
        }
    }
    best.map(|b| b.1)
}

/// How many cells of a row (plain names) are names of columns: what tells the column row from the lines around it.
pub fn known_cells(row: &[String]) -> usize {
    let mut seen = Vec::new();
    for cell in row {
        if KNOWN.contains(cell) && !seen.contains(&cell) {
            seen.push(cell);
        }
    }
    seen.len()
}

/// Which columns of a header (plain names) give which field, best first. A column serves one field, but a preset may
/// use one for two.
pub fn assign(header: &[String], preset: Option<&Preset>, given: &[(Field, usize)]) -> Vec<(Field, usize)> {
    let mut out: Vec<(Field, usize)> = given.to_vec();
    let taken = |out: &[(Field, usize)], field| out.iter().any(|(f, _)| *f == field);
    let place = |name: &str| header.iter().position(|h| *h == plain(name));
    for (field, names) in preset.map_or(&[][..], |p| p.columns) {
        if !given.iter().any(|g| g.0 == *field) {
            let columns = names.iter().filter_map(|n| place(n)).filter(|c| given.iter().all(|g| g.1 != *c));
            out.extend(columns.map(|c| (*field, c)));
        }
    }
    let refused: Vec<usize> = preset.map_or(&[][..], |p| p.not).iter().filter_map(|n| place(n)).collect();
    for (field, name, same) in &FIELDS {
        if taken(&out, *field) {
            continue;
        }
        let mut columns: Vec<usize> = std::iter::once(name).chain(same.iter()).filter_map(|n| place(n)).collect();
        columns.retain(|c| !refused.contains(c) && !out.iter().any(|(_, used)| used == c));
        columns.dedup();
        // Only words and their place may come from several columns; a second date or id is another thing.
        let most = if matches!(field, Field::Text | Field::Platform) { 3 } else { 1 };
        out.extend(columns.into_iter().take(most).map(|c| (*field, c)));
    }
    if !taken(&out, Field::Ts)
        && let Some(time) = out.iter_mut().find(|(f, _)| *f == Field::Time)
    {
        time.0 = Field::Ts; // a lone "time" column holds the whole moment
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(names: &[&str]) -> Vec<String> {
        names.iter().map(|n| plain(n)).collect()
    }

    #[test]
    fn each_suite_is_told_by_its_columns() {
        for (want, names) in [
            ("brandwatch", &["Query Id", "Query Name", "Date", "Title", "Snippet", "Url", "Domain", "Author"][..]),
            ("meltwater", &["Date", "Headline", "URL", "Opening Text", "Hit Sentence", "Source", "Influencer"]),
            ("talkwalker", &["URL", "Published", "Title", "Content", "Lang", "Source_Type", "Domain_URL"]),
            ("determ", &["author", "from", "title", "mention_snippet", "date", "time", "reach", "engagement_rate"]),
            ("sprout", &["Timestamp", "Network", "Profile", "Message", "Sent by", "Permalink"]),
            ("hootsuite", &["Date (GMT)", "Social Network", "Social Profile", "Message", "Post Permalink"]),
        ] {
            assert_eq!(best(&header(names)).map(|p| p.name), Some(want));
        }
        assert!(best(&header(&["date", "author", "text", "url"])).is_none());
    }

    #[test]
    fn names_are_found_without_case_spaces_and_accents() {
        let h = header(&["FECHA", "Red Social", "Título", "Menciónes raras", "Me Gusta", "Usuario", "Texto"]);
        let got = assign(&h, None, &[]);
        for want in [
            (Field::Ts, 0),
            (Field::Platform, 1),
            (Field::Title, 2),
            (Field::Likes, 4),
            (Field::Handle, 5),
            (Field::Text, 6),
        ] {
            assert!(got.contains(&want), "{want:?} in {got:?}");
        }
        assert!(got.iter().all(|(_, c)| *c != 3));
    }

    #[test]
    fn a_given_column_serves_nothing_else() {
        let h = header(&["date", "message", "comment"]);
        let got = assign(&h, None, &[(Field::Author, 1)]);
        assert_eq!(got, [(Field::Author, 1), (Field::Ts, 0), (Field::Text, 2)]);
    }
}
