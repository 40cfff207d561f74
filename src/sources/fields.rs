//! The canonical fields, and what people and tools call them in English and Spanish. Owns the names; which export uses
//! which is in `presets`.

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
pub(super) const FIELDS: [(Field, &str, &[&str]); 22] = [
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
        let means = |f: &&(Field, &str, &[&str])| f.2.iter().chain([&f.1]).any(|n| self::plain(n) == plain);
        exact.or_else(|| FIELDS.iter().find(means)).map(|f| f.0)
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

#[cfg(test)]
mod tests {
    use super::*;

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
}
