//! Which column means what: the canonical fields, what people and tools call them in English and Spanish, and the
//! exports of the listening suites that many people already pay for.
//!
//! The suites' lists come from public code that reads their exports; no vendor file was at hand, and Sprout Social and
//! Hootsuite publish no list at all, so those two are matched loosely.

use super::open::OpenError;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a column or key can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// The platform's own identity.
    Id,
    /// When it was posted.
    Ts,
    /// The time of day, when the date stands in a column of its own.
    Time,
    /// Post, reply, review ...
    Kind,
    /// Where it was posted.
    Platform,
    /// Displayed name.
    Author,
    /// Account name.
    Handle,
    /// What it says.
    Text,
    /// Headline of an article, put before its text.
    Title,
    /// Permalink.
    Url,
    /// Language.
    Lang,
    /// Followers of the author.
    Followers,
    /// Whether the platform vouches for the author.
    Verified,
    /// What it answers.
    ReplyTo,
    /// What it quotes.
    QuoteOf,
    /// What it passes on.
    RepostOf,
    /// Link of a picture or film.
    Media,
    /// A direct message.
    Private,
    /// How many it may have reached.
    Reach,
    /// Likes.
    Likes,
    /// Reposts.
    Reposts,
    /// Answers.
    Replies,
}

/// Every field with its name, and what columns of unknown tools call it.
const FIELDS: [(Field, &str, &[&str]); 22] = [
    (
        Field::Id,
        "id",
        &["post id", "tweet id", "message id", "mention id", "comment id", "id publicacion", "native id"],
    ),
    (
        Field::Ts,
        "ts",
        &[
            "date",
            "fecha",
            "timestamp",
            "datetime",
            "created at",
            "created",
            "published",
            "published at",
            "publication date",
            "fecha y hora",
            "fecha de publicacion",
            "posted",
            "posted at",
            "date posted",
            "post date",
            "date (utc)",
            "fecha (utc)",
            "fecha utc",
            "creado",
            "publicado",
            "created time",
        ],
    ),
    (Field::Time, "time", &["hora", "hour", "time of day"]),
    (Field::Kind, "kind", &["type", "tipo", "post type", "message type", "content type", "tipo de publicacion"]),
    (
        Field::Platform,
        "platform",
        &[
            "network",
            "red",
            "red social",
            "plataforma",
            "source",
            "fuente",
            "channel",
            "canal",
            "source type",
            "domain",
            "dominio",
            "social network",
            "page type",
            "site",
            "medio",
        ],
    ),
    (
        Field::Author,
        "author",
        &[
            "autor",
            "author name",
            "name",
            "nombre",
            "display name",
            "full name",
            "nombre completo",
            "nombre del autor",
            "from name",
            "usuario nombre",
        ],
    ),
    (
        Field::Handle,
        "handle",
        &[
            "username",
            "user",
            "usuario",
            "user name",
            "screen name",
            "author handle",
            "author username",
            "from",
            "cuenta",
            "nombre de usuario",
            "account",
            "profile",
            "perfil",
            "from user",
        ],
    ),
    (
        Field::Text,
        "text",
        &[
            "texto",
            "message",
            "mensaje",
            "content",
            "contenido",
            "full text",
            "texto completo",
            "hit sentence",
            "snippet",
            "body",
            "tweet",
            "post",
            "comment",
            "comentario",
            "comments",
            "review",
            "resena",
            "opinion",
            "caption",
            "post text",
            "message text",
            "mention",
            "mencion",
            "mention snippet",
            "mention content",
            "tweet text",
            "opening text",
            "description",
            "descripcion",
            "extracto",
            "post message",
            "publicacion",
        ],
    ),
    (Field::Title, "title", &["titulo", "headline", "titular", "subject", "asunto"]),
    (
        Field::Url,
        "url",
        &[
            "link",
            "enlace",
            "permalink",
            "post url",
            "post link",
            "mention url",
            "tweet url",
            "source url",
            "direccion",
            "enlace permanente",
            "link to post",
        ],
    ),
    (Field::Lang, "lang", &["language", "idioma", "lengua", "language code"]),
    (Field::Followers, "followers", &["seguidores", "follower count", "followers count", "author followers"]),
    (Field::Verified, "verified", &["verificado", "is verified", "author verified", "verificada"]),
    (Field::ReplyTo, "reply_to", &["in reply to", "reply to id", "in reply to status id", "parent id", "respuesta a"]),
    (Field::QuoteOf, "quote_of", &["quoted id", "quoted status id", "cita de"]),
    (Field::RepostOf, "repost_of", &["retweeted id", "retweeted status id", "retweet of", "compartido de"]),
    (Field::Media, "media", &["media url", "image", "image url", "imagen", "attachments", "media urls", "adjuntos"]),
    (Field::Private, "private", &["privado", "is private", "direct message"]),
    (
        Field::Reach,
        "reach",
        &["alcance", "potential reach", "audience", "audiencia", "impressions", "impresiones", "reach (new)"],
    ),
    (Field::Likes, "likes", &["me gusta", "favorites", "favourites", "like count", "favorite count", "reactions"]),
    (Field::Reposts, "reposts", &["retweets", "shares", "compartidos", "retweet count", "share count", "reblogs"]),
    (Field::Replies, "replies", &["respuestas", "reply count", "comment count", "comments count", "num comments"]),
];

impl Field {
    /// Its name, as in the canonical JSON Lines and in `--map`.
    pub fn name(self) -> &'static str {
        FIELDS[self as usize].1
    }

    /// The field of a name; also `date` and `username` and all else that a column may be called.
    pub fn named(name: &str) -> Option<Field> {
        let plain = plain(name);
        let exact = FIELDS.iter().find(|f| f.1 == name);
        exact.or_else(|| FIELDS.iter().find(|f| self::plain(f.1) == plain)).map(|f| f.0).or_else(|| by_name(&plain))
    }

    /// The field of a canonical JSON key, exactly.
    pub(super) fn of_key(key: &str) -> Option<Field> {
        Some(match key {
            "id" => Field::Id,
            "ts" => Field::Ts,
            "kind" => Field::Kind,
            "platform" => Field::Platform,
            "author" => Field::Author,
            "handle" => Field::Handle,
            "text" => Field::Text,
            "url" => Field::Url,
            "lang" => Field::Lang,
            "followers" => Field::Followers,
            "verified" => Field::Verified,
            "reply_to" => Field::ReplyTo,
            "quote_of" => Field::QuoteOf,
            "repost_of" => Field::RepostOf,
            "media" => Field::Media,
            "private" => Field::Private,
            "reach" => Field::Reach,
            "likes" => Field::Likes,
            "reposts" => Field::Reposts,
            "replies" => Field::Replies,
            _ => return None,
        })
    }

    /// All names, for a message that says which there are.
    pub fn all() -> impl Iterator<Item = &'static str> {
        FIELDS.iter().map(|f| f.1)
    }
}

/// A column's name without case, accents, spaces and marks.
pub fn plain(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let name = name.chars().take(200).nfd();
    name.filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Every column name that is known, plain; with its field when it means the same to anybody.
static KNOWN: LazyLock<HashMap<String, Option<Field>>> = LazyLock::new(|| {
    let mut known = HashMap::new();
    for preset in &PRESETS {
        let named = preset.columns.iter().flat_map(|c| c.1.iter());
        known.extend(named.chain(preset.signs).chain(preset.not).map(|n| (plain(n), None)));
    }
    for (field, name, same) in FIELDS.iter().rev() {
        known.extend(same.iter().chain([name]).map(|n| (plain(n), Some(*field))));
    }
    known
});

/// The field that a plain column name means to anybody.
fn by_name(plain: &str) -> Option<Field> {
    KNOWN.get(plain).copied().flatten()
}

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
        if KNOWN.contains_key(cell) && !seen.contains(&cell) {
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
    fn fields_and_their_table_agree() {
        for (n, (field, name, _)) in FIELDS.iter().enumerate() {
            assert_eq!(*field as usize, n, "{name}");
            assert_eq!(Field::named(name), Some(*field));
            if !matches!(field, Field::Time | Field::Title) {
                assert_eq!(Field::of_key(name), Some(*field));
            }
        }
        let mut all: Vec<String> = FIELDS.iter().flat_map(|f| f.2.iter().chain([&f.1])).map(|n| plain(n)).collect();
        let count = all.len();
        all.sort();
        all.dedup();
        assert!(count - all.len() <= 2, "a name with two fields");
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
