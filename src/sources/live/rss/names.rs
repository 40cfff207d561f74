//! What the elements of a feed are called, in every vocabulary that feeds are written in. Must not know where they stand.

/// Vocabularies that mean something here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Space {
    /// Atom and all of RSS: they share no name with two meanings.
    Core,
    Content,
    Dublin,
    Media,
    Itunes,
    Rhythm,
    Thread,
    Slash,
    Burner,
    Other,
}

/// What a prefix means by its usual name, whether it is declared or not.
pub(super) fn usual(prefix: &str) -> Space {
    match prefix {
        "" | "atom" | "atom03" | "atom10" | "a10" | "rss" | "rss11" | "rdf" | "xhtml" | "xml" => Space::Core,
        "content" => Space::Content,
        "dc" | "dcterms" | "dct" => Space::Dublin,
        "media" | "mrss" => Space::Media,
        "itunes" | "im" => Space::Itunes,
        "sy" | "syn" => Space::Rhythm,
        "thr" => Space::Thread,
        "slash" => Space::Slash,
        "feedburner" => Space::Burner,
        _ => Space::Other,
    }
}

/// What a namespace means, by its address; `None` when it is one that nobody here knows.
pub(super) fn declared(uri: &str) -> Option<Space> {
    let uri = uri.trim().trim_end_matches(['/', '#']).to_ascii_lowercase();
    let uri = uri.split_once("://").map_or(uri.as_str(), |(_, rest)| rest);
    Some(match uri {
        "www.w3.org/2005/atom" | "purl.org/atom/ns" | "purl.org/rss/1.0" | "www.w3.org/1999/02/22-rdf-syntax-ns" => {
            Space::Core
        }
        "www.w3.org/1999/xhtml" | "channel.netscape.com/rdf/simple/0.9" | "my.netscape.com/rdf/simple/0.9" => {
            Space::Core
        }
        u if u.starts_with("backend.userland.com/") || u.starts_with("purl.org/net/rss") || u.contains("/rss2") => {
            Space::Core
        }
        "purl.org/rss/1.0/modules/content" => Space::Content,
        "purl.org/dc/elements/1.1" | "purl.org/dc/elements/1.0" | "purl.org/dc/terms" => Space::Dublin,
        u if u.starts_with("search.yahoo.com/mrss") => Space::Media,
        u if u.contains("itunes.") => Space::Itunes,
        "purl.org/rss/1.0/modules/syndication" => Space::Rhythm,
        "purl.org/syndication/thread/1.0" => Space::Thread,
        "purl.org/rss/1.0/modules/slash" => Space::Slash,
        "rssnamespace.org/feedburner/ext/1.0" => Space::Burner,
        _ => return None,
    })
}

/// A piece of text that is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Title,
    Summary,
    Content,
    Link,
    Id,
    Published,
    Updated,
    Author,
    Source,
    Lang,
    Ttl,
    Period,
    Frequency,
    Replies,
    Rating,
    RealLink,
}

/// The field of an element; names are in lower case.
pub(super) fn field(space: Space, name: &str) -> Option<Field> {
    Some(match (space, name) {
        (Space::Core | Space::Dublin | Space::Media, "title") => Field::Title,
        (Space::Core | Space::Dublin | Space::Media, "description") => Field::Summary,
        (Space::Core, "summary" | "abstract") | (Space::Itunes, "summary") => Field::Summary,
        (Space::Core, "content" | "body" | "fullitem") | (Space::Content, "encoded") => Field::Content,
        (Space::Core, "link") => Field::Link,
        (Space::Core, "guid" | "id") | (Space::Dublin, "identifier") => Field::Id,
        (Space::Core, "pubdate" | "published" | "date") => Field::Published,
        (Space::Core | Space::Dublin, "issued" | "created") | (Space::Dublin, "date") => Field::Published,
        (Space::Core, "updated" | "lastbuilddate") | (Space::Core | Space::Dublin, "modified") => Field::Updated,
        (Space::Core | Space::Dublin | Space::Itunes, "author") | (Space::Dublin, "creator") => Field::Author,
        (Space::Core, "source") => Field::Source,
        (Space::Core | Space::Dublin, "language") => Field::Lang,
        (Space::Core, "ttl") => Field::Ttl,
        (Space::Rhythm, "updateperiod") => Field::Period,
        (Space::Rhythm, "updatefrequency") => Field::Frequency,
        (Space::Thread, "total") | (Space::Slash, "comments") => Field::Replies,
        (Space::Itunes, "rating") => Field::Rating,
        (Space::Burner, "origlink") => Field::RealLink,
        _ => return None,
    })
}
