//! An item of a feed as a mention: what it says, where it is, who said it, what makes it the same as another, whatever
//! else stands in its document. Must not know how feeds are fetched.

use super::document::{Document, Item, LINK_MAX, NAME_MAX};
use crate::domain::mention::{FeedItem, Media, MentionKind, RawMention};
use crate::domain::text::{MAX_TEXT, fingerprint, fold};
use crate::domain::time::Stamp;
use crate::sources::dates::Dates;
use crate::sources::link;
use reqwest::Url;
use std::collections::{HashMap, HashSet};

/// Nothing on the web is older: a time before is a clock that was never set.
const FIRST: Stamp = Stamp(631_152_000_000); // 1990
/// Longest identity; a longer one is told by its fingerprint.
const ID_MAX: usize = 400;

/// An item on its way to the room.
#[derive(Debug, Clone)]
pub struct Found {
    /// Tells it apart within its feed, from one fetch to the next.
    pub print: u64,
    /// When it was published, if that is known.
    pub ts: Option<Stamp>,
    /// What is looked at for what is wanted: all that it says, even where the mention is cut.
    pub all: String,
    /// The mention.
    pub mention: RawMention,
}

/// Whether an address is that of a search: what it finds was asked for, so it is not matched again.
pub fn is_search(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default().trim_start_matches("www.");
    let path = url.path();
    let asks = |name: &str| url.query_pairs().any(|(key, value)| key == name && !value.is_empty());
    let on = |site: &str| host == site || host.strip_suffix(site).is_some_and(|rest| rest.ends_with('.'));
    match () {
        () if host.starts_with("google.") => path.starts_with("/alerts/feeds/"),
        () if host == "news.google.com" => {
            path.starts_with("/rss/search") || (path.starts_with("/news/rss") && asks("q"))
        }
        () if on("reddit.com") => path.contains("search") && asks("q"),
        () if on("bing.com") => path.contains("search") && asks("q"),
        () if on("talkwalker.com") => path.contains("/alerts/"),
        () if host == "hnrss.org" => asks("q"),
        () => false,
    }
}

/// An item that was read: where it is, and what it says.
struct Read {
    item: Item,
    url: String,
    guess: Option<link::Guess>,
    all: String,
    /// Of what it says, whatever the spaces in between.
    words: u64,
}

impl Read {
    fn new(item: Item, base: &Url) -> Read {
        let url = address(&item, base);
        let guess = link::guess(&url);
        let all = text(&item, guess.as_ref().map_or("web", |g| g.platform));
        let words = fingerprint(all.split_whitespace().flat_map(|word| word.bytes().chain([b' '])));
        Read { item, url, guess, all, words }
    }

    /// Whether it says or shows anything: a bare address is no mention.
    fn is_something(&self) -> bool {
        !(self.all.trim().is_empty() && self.item.media.is_empty())
    }
}

/// What makes an item the same as another one.
struct Named {
    print: u64,
    id: Option<String>,
    feed: Option<Box<FeedItem>>,
    reply_to: Option<String>,
}

/// The items of a document as mentions, in the order of the document. `from` is where it came from, `key` what tells its
/// feed from others.
pub fn found(document: Document, from: &Url, key: &str, search: bool, now: Stamp) -> Vec<Found> {
    let base = document.base.as_deref().and_then(|b| from.join(b).ok());
    let site = document.link.as_deref().and_then(|l| from.join(l).ok());
    let mut base = base.or(site).unwrap_or_else(|| from.clone());
    // who asks is nobody's business who reads the item
    let _ = (base.set_username(""), base.set_password(None));
    let outlet = if search { String::new() } else { feed_name(&document) };
    let lang = document.lang;
    let items: Vec<Read> = document.items.into_iter().map(|item| Read::new(item, &base)).collect();
    let nothing = called_alike(&items);
    let found = items.into_iter().filter(Read::is_something).map(|read| {
        let named = named(&read, key, nothing.contains(&read.item.id));
        one(read, named, (&outlet, lang.as_deref()), now)
    });
    found.collect()
}

/// A feed that calls several items the same calls them nothing: names that stand beside different words.
fn called_alike(items: &[Read]) -> HashSet<String> {
    let mut said: HashMap<&str, u64> = HashMap::new();
    let alike = items.iter().filter(|read| *said.entry(&read.item.id).or_insert(read.words) != read.words);
    alike.map(|read| read.item.id.clone()).collect()
}

fn feed_name(document: &Document) -> String {
    let name = if document.author.is_empty() { &document.title } else { &document.author };
    name.clone()
}

/// Where an item is: absolute, and without what only counts clicks.
fn address(item: &Item, base: &Url) -> String {
    let own = item.base.as_deref().and_then(|b| base.join(b).ok());
    let base = own.as_ref().unwrap_or(base);
    let link = match (item.link.is_empty(), item.id_is_link || is_web(&item.id)) {
        (false, _) => item.link.as_str(),
        (true, true) => item.id.as_str(),
        (true, false) => return String::new(),
    };
    let web = |url: &Url| matches!(url.scheme(), "http" | "https") && url.as_str().len() <= LINK_MAX;
    let Some(url) = base.join(link).ok().filter(web) else { return String::new() };
    unwrapped(&url).filter(web).unwrap_or(url).into()
}

/// What a link of a search engine leads to, where it says so itself.
fn unwrapped(url: &Url) -> Option<Url> {
    let host = url.host_str()?.trim_start_matches("www.");
    let names: &[&str] = match (host, url.path()) {
        (h, "/url") if h.starts_with("google.") => &["url", "q"],
        (h, "/news/apiclick.aspx") if h.ends_with("bing.com") => &["url"],
        ("l.facebook.com", "/l.php") => &["u"],
        ("out.reddit.com", _) => &["url"],
        _ => return None,
    };
    let target = names.iter().find_map(|name| url.query_pairs().find(|(key, _)| key == name));
    Url::parse(&target?.1).ok()
}

fn one(read: Read, named: Named, feed: (&str, Option<&str>), now: Stamp) -> Found {
    let Read { item, url, guess, all, .. } = read;
    let platform = guess.as_ref().map_or("web", |g| g.platform);
    let ts = moment(&item.published).or_else(|| moment(&item.updated)).map(|ts| ts.min(now));
    let Named { print, id, feed: from, reply_to } = named;
    let handle = handle(&item, platform, guess.as_ref());
    let author = author(&item, platform, handle.as_deref(), feed.0, guess.as_ref());
    let (kind, reply_to) = kind(&item, platform, id.as_deref(), reply_to);
    let lang = item.lang.as_deref().or(feed.1).map(|l| l.trim().chars().take(16).collect::<String>());
    let mut mention = RawMention {
        id,
        ts,
        kind,
        platform: Some(platform.to_owned()),
        author: Some(author).filter(|a| !a.is_empty()),
        handle,
        text: cut(&all),
        url: Some(guess.map_or(url, |g| g.url)).filter(|u| !u.is_empty()),
        lang: lang.filter(|l| !l.is_empty()),
        reply_to,
        media: media(&item.media),
        reach: item.views,
        likes: item.likes,
        replies: item.replies,
        feed: from,
        ..RawMention::default()
    };
    if let Some(rating) = item.rating {
        mention.extra.insert("rating".into(), rating.chars().take(NAME_MAX).collect::<String>().into());
    }
    Found { print, ts, all, mention }
}

/// When: as feeds write it, with the name of the day in whatever language.
pub fn moment(text: &str) -> Option<Stamp> {
    let dates = Dates::default();
    let bare = || text.split_once(',').and_then(|(_, rest)| dates.read(rest));
    dates.read(text).or_else(bare).filter(|ts| *ts >= FIRST)
}

/// What makes an item the same as another one, by the item alone: what stands beside it in one document does not stand there
/// in the next. A known platform's own identity comes first, so that the post is one mention however it was found. Then what
/// the feed calls it: a link counts everywhere, any other name in this feed. Where it has no name (`nothing`: one that the
/// feed gives to several), its place and its words are the name. That an article of another feed is the same is for the
/// room to see: [`FeedItem`].
fn named(read: &Read, key: &str, nothing: bool) -> Named {
    let Read { item, url, guess, words, .. } = read;
    let reply_to = item.reply_to.as_deref();
    if let Some(id) = guess.as_ref().and_then(|g| g.id.clone()) {
        let name = if item.id.is_empty() || nothing { &id } else { &item.id };
        let print = fingerprint(name.bytes());
        return Named { print, id: Some(id), feed: None, reply_to: reply_to.map(str::to_owned) };
    }
    let scoped = |name: &str| if is_web(name) { name.to_owned() } else { format!("{key}:{name}") };
    let place = if url.is_empty() { key } else { url };
    let by_words = format!("{place}#{words:016x}");
    // the address of a whole site is the name of none of its items
    let names = !item.id.is_empty() && !nothing && (!is_web(&item.id) || is_page(&item.id, true));
    let (id, name) = if names { (scoped(&item.id), &item.id) } else { (by_words.clone(), &by_words) };
    let print = fingerprint(name.bytes());
    let apart = [url, "\n", &item.title, "\n", &item.published].concat();
    let plain = guess.as_ref().map_or("", |g| g.url.as_str());
    let former = [scoped(&item.id), by_words, item.id.clone(), url.clone(), plain.to_owned()];
    let former = former.into_iter().filter(|f| !f.is_empty()).map(bounded);
    let former = former.chain([format!("{:016x}", fingerprint(apart.bytes()))]).collect();
    let feed = FeedItem { names: names.then(|| key.to_owned()), page: is_page(url, false), former };
    Named { print, id: Some(bounded(id)), feed: Some(Box::new(feed)), reply_to: reply_to.map(scoped).map(bounded) }
}

fn bounded(name: String) -> String {
    if name.len() > ID_MAX { format!("{:016x}", fingerprint(name.bytes())) } else { name }
}

fn is_web(name: &str) -> bool {
    name.starts_with("http://") || name.starts_with("https://")
}

/// Whether a link leads to one page, or at least (`or_part`) to a place in one, and not to a whole site.
fn is_page(url: &str, or_part: bool) -> bool {
    let url = Url::parse(url).ok();
    url.is_some_and(|url| match url.fragment() {
        Some(_) => or_part,
        None => url.path().len() > 1 || url.query().is_some(),
    })
}

/// Reddit writes people as `/u/name`.
fn reddit_name(author: &str) -> Option<&str> {
    let author = author.trim().trim_start_matches('/');
    author.strip_prefix("u/").or_else(|| author.strip_prefix("user/"))
}

fn handle(item: &Item, platform: &str, guess: Option<&link::Guess>) -> Option<String> {
    let reddit = (platform == "reddit").then(|| reddit_name(&item.author)).flatten();
    let own = guess.and_then(|g| g.handle.as_deref());
    let person = link::guess(&item.author_link).filter(|g| g.platform == platform && platform != "web");
    let handle = reddit.or(own).map(str::to_owned).or_else(|| person.and_then(|g| g.handle));
    handle.map(|h| h.chars().take(NAME_MAX).collect())
}

fn author(item: &Item, platform: &str, handle: Option<&str>, outlet: &str, guess: Option<&link::Guess>) -> String {
    let known = match reddit_name(&item.author).filter(|_| platform == "reddit") {
        Some(name) => format!("u/{name}"),
        None => item.author.clone(),
    };
    let domain = guess.map_or("", |g| g.domain.as_str());
    let person = handle.filter(|_| platform != "web").unwrap_or_default();
    let names = [known.as_str(), &item.source, person, outlet, domain];
    names.into_iter().find(|n| !n.is_empty()).unwrap_or_default().to_owned()
}

fn kind(item: &Item, platform: &str, id: Option<&str>, reply_to: Option<String>) -> (MentionKind, Option<String>) {
    let comment = platform == "reddit" && id.is_some_and(|id| id.starts_with("t1_"));
    match (&item.rating, platform) {
        (Some(_), _) | (None, "trustpilot" | "tripadvisor" | "google") => (MentionKind::Review, None),
        _ if comment || reply_to.is_some() => (MentionKind::Reply, reply_to),
        _ => (MentionKind::Post, None),
    }
}

/// What an item says: its title, and what follows when that says more.
fn text(item: &Item, platform: &str) -> String {
    let mut body = if item.content.is_empty() { &item.summary } else { &item.content }.as_str();
    if platform == "reddit" {
        body = without_reddit_tail(body);
    }
    // Google News writes the outlet behind every headline
    let title = item.title.strip_suffix(&item.source).filter(|_| !item.source.is_empty());
    let title = title.and_then(|t| t.strip_suffix(" - ")).unwrap_or(&item.title);
    if title.is_empty() || body.is_empty() {
        return if title.is_empty() { body } else { title }.to_owned();
    }
    let letters = |text: &str| fold(text).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let begin = |text: &str| text.chars().take(2 * NAME_MAX).collect::<String>();
    let (t, b, source) = (letters(title), letters(&begin(body)), letters(&item.source));
    match b.strip_prefix(&t) {
        Some(rest) if rest.is_empty() || rest == source => title.to_owned(),
        Some(_) => body.to_owned(),
        None => format!("{title}\n\n{body}"),
    }
}

/// Reddit ends every post with who submitted it and two links.
fn without_reddit_tail(body: &str) -> &str {
    let tail = body.rfind("submitted by").filter(|at| body.len() - at < 200 && body.ends_with("[comments]"));
    tail.map_or(body, |at| body[..at].trim_end())
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(MAX_TEXT) {
        None => text.to_owned(),
        Some(_) => text.chars().take(MAX_TEXT - 1).chain(['…']).collect(),
    }
}

fn media(carried: &[(String, String)]) -> Vec<Media> {
    let web = |link: &str| link.len() <= LINK_MAX && (link.starts_with("https://") || link.starts_with("http://"));
    let kind = |kind: &str| match kind.split('/').next().unwrap_or_default().to_ascii_lowercase().as_str() {
        known @ ("image" | "video" | "audio") => known.to_owned(),
        _ => "file".to_owned(),
    };
    carried.iter().filter(|(_, l)| web(l)).map(|(k, l)| Media { kind: kind(k), link: l.clone() }).collect()
}
