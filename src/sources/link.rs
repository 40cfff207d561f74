//! What a link tells: platform, author, id, and one spelling for all its spellings. Owns the shapes of platforms'
//! permalinks; never opens one.

/// Longest link that is looked at.
const LINK_MAX: usize = 2048;

/// What a link tells about the post behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    /// Platform's name; `web` when it is none that we know.
    pub platform: &'static str,
    /// The site's name without `www.`.
    pub domain: String,
    /// Handle of the author (or the page, group or channel), without `@`.
    pub handle: Option<String>,
    /// The post's identity on its platform; holds the server too where servers count for themselves (Mastodon).
    pub id: Option<String>,
    /// The permalink in its one spelling.
    pub url: String,
}

/// A link taken apart.
struct Parsed<'a> {
    host: String,
    port: &'a str,
    path: Vec<&'a str>,
    query: &'a str,
}

impl<'a> Parsed<'a> {
    fn read(link: &'a str) -> Option<Parsed<'a>> {
        let link = link.trim();
        if link.len() > LINK_MAX || link.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return None;
        }
        let scheme = ["https://", "http://", "//"]
            .iter()
            .find(|s| link.get(..s.len()).is_some_and(|start| start.eq_ignore_ascii_case(s)));
        let rest = &link[scheme.map_or(0, |s| s.len())..];
        let rest = rest.split('#').next().unwrap_or_default();
        let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (site, path) = rest.split_once('/').unwrap_or((rest, ""));
        if scheme.is_none() && site.contains('@') {
            return None; // an e-mail address
        }
        let site = site.rsplit('@').next().unwrap_or(site);
        let (host, port) = site.split_once(':').unwrap_or((site, ""));
        let host = host.trim_end_matches('.').to_lowercase();
        let named = host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_'));
        let end = host.rsplit('.').next().unwrap_or_default();
        let placed = host.contains('.') && !host.starts_with('.') && !host.contains("..");
        let top = end.chars().count() >= 2 && end.chars().any(char::is_alphabetic);
        let numeric = scheme.is_some() && host.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        if !named || !placed || !(top || numeric) || !port.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let port = if matches!(port, "80" | "443") { "" } else { port };
        Some(Parsed { host, port, path: path.split('/').filter(|s| !s.is_empty()).collect(), query })
    }

    /// Whether the host is one of these sites or below one of them.
    fn on(&self, sites: &[&str]) -> bool {
        sites.iter().any(|s| below(&self.host, s))
    }

    /// The value of a query parameter.
    fn param(&self, name: &str) -> Option<&'a str> {
        self.query.split('&').filter_map(|p| p.split_once('=')).find(|(k, v)| *k == name && !v.is_empty()).map(|p| p.1)
    }

    /// The host without the labels that only say which skin of the site it is.
    fn site(&self) -> &str {
        let mut host = self.host.as_str();
        for skin in ["www.", "m.", "mobile.", "amp."] {
            host = host.strip_prefix(skin).filter(|h| h.contains('.')).unwrap_or(host);
        }
        host
    }

    /// One spelling for any site: https, no skin, no tracking, no fragment, no slash at the end.
    fn plain(&self) -> String {
        let mut url = format!("https://{}", self.site());
        if !self.port.is_empty() {
            url.push(':');
            url.push_str(self.port);
        }
        for part in &self.path {
            url.push('/');
            url.push_str(part);
        }
        let kept = self.query.split('&').filter(|p| !p.is_empty() && !is_tracking(p));
        for (n, param) in kept.enumerate() {
            url.push(if n == 0 { '?' } else { '&' });
            url.push_str(param);
        }
        url
    }
}

/// Whether `host` is `site` or below it.
fn below(host: &str, site: &str) -> bool {
    host.strip_suffix(site).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// Parameters that say where a click came from and nothing about the page.
fn is_tracking(param: &str) -> bool {
    const NAMES: [&str; 22] = [
        "fbclid",
        "gclid",
        "dclid",
        "gbraid",
        "wbraid",
        "msclkid",
        "yclid",
        "twclid",
        "ttclid",
        "li_fat_id",
        "igsh",
        "igshid",
        "mc_cid",
        "mc_eid",
        "ref_src",
        "ref_url",
        "_ga",
        "_gl",
        "mkt_tok",
        "mibextid",
        "__cft__[0]",
        "__tn__",
    ];
    let name = param.split('=').next().unwrap_or_default().to_ascii_lowercase();
    name.starts_with("utm_") || NAMES.contains(&name.as_str())
}

/// What a platform's own rules found: handle, id, permalink. `None` for the permalink means the plain spelling.
#[derive(Default)]
struct Found {
    handle: Option<String>,
    id: Option<String>,
    url: Option<String>,
}

impl Found {
    fn new(handle: Option<&str>, id: Option<&str>, url: impl Into<Option<String>>) -> Found {
        let handle = handle.map(|h| h.trim_start_matches('@')).filter(|h| !h.is_empty());
        Found { handle: handle.map(str::to_owned), id: id.map(str::to_owned), url: url.into() }
    }
}

/// A platform's name, the sites it lives on, and what reads its links.
type Reader = (&'static str, &'static [&'static str], fn(&Parsed) -> Found);

const READERS: [Reader; 13] = [
    ("x", &["x.com", "twitter.com"], x),
    ("bluesky", &["bsky.app"], bluesky),
    ("instagram", &["instagram.com", "instagr.am"], instagram),
    ("facebook", &["facebook.com", "fb.com", "fb.watch", "fb.me"], facebook),
    ("threads", &["threads.net", "threads.com"], threads),
    ("tiktok", &["tiktok.com"], tiktok),
    ("youtube", &["youtube.com", "youtu.be", "youtube-nocookie.com"], youtube),
    ("linkedin", &["linkedin.com", "lnkd.in"], linkedin),
    ("reddit", &["reddit.com", "redd.it"], reddit),
    ("telegram", &["t.me", "telegram.me"], telegram),
    ("google", &["maps.app.goo.gl", "g.page", "maps.google.com", "search.google.com", "goo.gl"], google),
    ("trustpilot", &["trustpilot.com"], trustpilot),
    ("tripadvisor", &["tripadvisor.com", "tripadvisor.es", "tripadvisor.co.uk"], |_| Found::default()),
];

/// What a post answers, quotes or passes on, as its platform names it: the id inside its link, or the value itself.
pub fn target(value: &str) -> String {
    guess(value).and_then(|g| g.id).unwrap_or_else(|| value.to_owned())
}

/// Reads a link; `None` when it is not one.
pub fn guess(link: &str) -> Option<Guess> {
    if let Some(guess) = at_uri(link.trim()) {
        return Some(guess);
    }
    let link = Parsed::read(link)?;
    let known = READERS.iter().find(|(_, sites, _)| link.on(sites));
    let (platform, found) = match known {
        Some((name, _, read)) => (*name, read(&link)),
        None if google_maps(&link) => ("google", google(&link)),
        None => match mastodon(&link) {
            Some(found) => ("mastodon", found),
            None => ("web", Found::default()),
        },
    };
    let url = found.url.unwrap_or_else(|| link.plain());
    Some(Guess { platform, domain: link.site().to_owned(), handle: found.handle, id: found.id, url })
}

/// A permalink in its one spelling, for telling whether two links are the same; `None` when it is not a link.
pub fn normalise(url: &str) -> Option<String> {
    guess(url).map(|g| g.url)
}

/// The platform that a word of an export names: `Twitter`, `X (Twitter)`, `SOCIALMEDIA_TWITTER`, `x.com`; `None` when
/// it names none of those we know.
pub fn platform(word: &str) -> Option<&'static str> {
    const SAME: [&str; 14] = [
        "x",
        "bluesky",
        "mastodon",
        "instagram",
        "facebook",
        "threads",
        "tiktok",
        "youtube",
        "linkedin",
        "reddit",
        "telegram",
        "google",
        "trustpilot",
        "web",
    ];
    if let Some(name) = SAME.iter().find(|n| **n == word) {
        return Some(name);
    }
    if word.len() > 200 {
        return None;
    }
    let word = word.trim().to_lowercase();
    let last = word.rsplit(',').next().unwrap_or(&word).trim();
    let last = last.strip_prefix("socialmedia_").unwrap_or(last);
    if let Some((name, ..)) = READERS.iter().find(|(_, sites, _)| sites.iter().any(|s| below(last, s))) {
        return Some(name);
    }
    let plain: String = last.chars().filter(|c| c.is_alphanumeric()).collect();
    Some(match plain.as_str() {
        "twitter" | "xtwitter" | "twitterx" | "xformerlytwitter" | "tweet" | "tweets" => "x",
        "bsky" | "blueskysocial" => "bluesky",
        "facebookpublic" | "facebookpage" | "facebookpages" | "fb" | "meta" => "facebook",
        "instagrampublic" | "ig" | "instagrambusiness" => "instagram",
        "yt" | "youtubecomments" => "youtube",
        "googlemaps" | "googlereviews" | "googlemybusiness" | "googlebusinessprofile" | "googlereview" => "google",
        "linkedinpage" | "linkedinpages" => "linkedin",
        "online" | "onlinenews" | "blog" | "blogs" | "forum" | "forums" | "noticias" | "webs" | "website" => "web",
        other => return SAME.iter().find(|n| **n == other).copied(),
    })
}

fn at_uri(link: &str) -> Option<Guess> {
    let rest = link.strip_prefix("at://").filter(|_| link.len() <= LINK_MAX)?;
    let mut parts = rest.split('/');
    let (who, kind, key) = (parts.next()?, parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    if who.is_empty() || who.chars().any(char::is_whitespace) {
        return None;
    }
    let post = kind == "app.bsky.feed.post" && !key.is_empty();
    let url = if post { format!("https://bsky.app/profile/{who}/post/{key}") } else { link.to_owned() };
    Some(Guess {
        platform: "bluesky",
        domain: "bsky.app".to_owned(),
        handle: (!who.starts_with("did:")).then(|| who.to_owned()),
        id: post.then(|| link.to_owned()),
        url,
    })
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

fn x(link: &Parsed) -> Found {
    const PAGES: [&str; 12] = [
        "home",
        "search",
        "hashtag",
        "i",
        "explore",
        "intent",
        "share",
        "settings",
        "messages",
        "notifications",
        "tos",
        "login",
    ];
    let person = |h: &&str| !PAGES.contains(h);
    match link.path.as_slice() {
        ["i", "web", "status", id, ..] | ["i", "status", id, ..] if all_digits(id) => {
            Found::new(None, Some(id), format!("https://x.com/i/status/{id}"))
        }
        [h, "status" | "statuses", id, ..] if all_digits(id) => {
            Found::new(Some(h), Some(id), format!("https://x.com/{}/status/{id}", h.to_lowercase()))
        }
        [h] if person(h) => Found::new(Some(h), None, format!("https://x.com/{}", h.to_lowercase())),
        path => {
            Found::new(path.first().copied().filter(|h| person(h) && path.len() > 1), None, plain_on(link, "x.com"))
        }
    }
}

/// The plain spelling on another host, where a platform has several.
fn plain_on(link: &Parsed, host: &str) -> String {
    link.plain().replacen(link.site(), host, 1)
}

fn bluesky(link: &Parsed) -> Found {
    match link.path.as_slice() {
        ["profile", who, "post", key, ..] => {
            let id = format!("at://{who}/app.bsky.feed.post/{key}");
            let handle = (!who.starts_with("did:")).then_some(*who);
            Found::new(handle, Some(&id), format!("https://bsky.app/profile/{who}/post/{key}"))
        }
        ["profile", who, ..] if !who.starts_with("did:") => Found::new(Some(who), None, None),
        _ => Found::default(),
    }
}

/// `/@user/123`, `/@user@host/123`, `/users/user/statuses/123`: the shapes that Mastodon and its relatives share.
/// Numbers count for their own server only, so the server is part of the id.
fn mastodon(link: &Parsed) -> Option<Found> {
    let site = link.site();
    let full = |user: &str| {
        let user = user.trim_start_matches('@');
        if user.contains('@') { user.to_owned() } else { format!("{user}@{site}") }
    };
    match link.path.as_slice() {
        ["web" | "deck", user, id] | [user, id] if user.starts_with('@') && user.len() > 1 && all_digits(id) => {
            Some(Found::new(Some(&full(user)), Some(&format!("{site}/{id}")), format!("https://{site}/{user}/{id}")))
        }
        ["users", user, "statuses", id] if all_digits(id) => {
            Some(Found::new(Some(&full(user)), Some(&format!("{site}/{id}")), format!("https://{site}/@{user}/{id}")))
        }
        [user] if user.starts_with('@') && user.len() > 1 => Some(Found::new(Some(&full(user)), None, None)),
        _ => None,
    }
}

fn instagram(link: &Parsed) -> Found {
    let post = |h: Option<&str>, code: &str| Found::new(h, Some(code), format!("https://instagram.com/p/{code}"));
    match link.path.as_slice() {
        ["p" | "reel" | "reels" | "tv", code, ..] => post(None, code),
        [h, "p" | "reel" | "tv", code, ..] => post(Some(h), code),
        ["stories", h, id, ..] => Found::new(Some(h), Some(id), format!("https://instagram.com/stories/{h}/{id}")),
        ["explore" | "accounts" | "direct" | "share", ..] => Found::default(),
        [h] => Found::new(Some(h), None, format!("https://instagram.com/{}", h.to_lowercase())),
        _ => Found::default(),
    }
}

fn facebook(link: &Parsed) -> Found {
    let url = |path: String| format!("https://facebook.com/{path}");
    let page = |h: &&str| *h != "profile.php";
    match link.path.as_slice() {
        [only] if below(&link.host, "fb.watch") || below(&link.host, "fb.me") => Found::new(None, Some(only), None),
        ["permalink.php" | "story.php"] => {
            let (id, who) = (link.param("story_fbid"), link.param("id"));
            let url = id.zip(who).map(|(i, w)| url(format!("permalink.php?story_fbid={i}&id={w}")));
            Found::new(who, id, url)
        }
        ["watch"] => {
            let id = link.param("v");
            Found::new(None, id, id.map(|v| url(format!("watch?v={v}"))))
        }
        ["photo" | "photo.php"] => {
            let id = link.param("fbid");
            Found::new(None, id, id.map(|v| url(format!("photo?fbid={v}"))))
        }
        ["groups", group, "posts" | "permalink", id, ..] => {
            Found::new(Some(group), Some(id), url(format!("groups/{group}/posts/{id}")))
        }
        ["reel", id, ..] => Found::new(None, Some(id), url(format!("reel/{id}"))),
        ["share", kind, code, ..] => Found::new(None, None, url(format!("share/{kind}/{code}"))),
        [h, kind @ ("posts" | "videos" | "photos"), .., id] => {
            Found::new(Some(h), Some(id), url(format!("{h}/{kind}/{id}")))
        }
        ["profile.php"] => {
            let id = link.param("id");
            Found::new(id, None, id.map(|i| url(format!("profile.php?id={i}"))))
        }
        ["groups" | "events" | "marketplace" | "hashtag", ..] => Found::new(None, None, plain_on(link, "facebook.com")),
        [h] if page(h) => Found::new(Some(h), None, url((*h).to_owned())),
        _ => Found::new(None, None, plain_on(link, "facebook.com")),
    }
}

fn threads(link: &Parsed) -> Found {
    match link.path.as_slice() {
        [h, "post", code, ..] if h.starts_with('@') => {
            Found::new(Some(h), Some(code), format!("https://threads.com/{h}/post/{code}"))
        }
        ["t", code, ..] => Found::new(None, Some(code), format!("https://threads.com/t/{code}")),
        [h] if h.starts_with('@') => Found::new(Some(h), None, format!("https://threads.com/{h}")),
        _ => Found::new(None, None, plain_on(link, "threads.com")),
    }
}

fn tiktok(link: &Parsed) -> Found {
    match link.path.as_slice() {
        [h, kind @ ("video" | "photo"), id, ..] if h.starts_with('@') => {
            Found::new(Some(h), Some(id), format!("https://tiktok.com/{h}/{kind}/{id}"))
        }
        [h] if h.starts_with('@') => Found::new(Some(h), None, format!("https://tiktok.com/{h}")),
        path => Found::new(None, None, format!("https://{}/{}", link.site(), path.join("/"))),
    }
}

fn youtube(link: &Parsed) -> Found {
    let film = |id: &str| match link.param("lc") {
        Some(comment) => {
            Found::new(None, Some(&format!("{id}/{comment}")), format!("https://youtube.com/watch?v={id}&lc={comment}"))
        }
        None => Found::new(None, Some(id), format!("https://youtube.com/watch?v={id}")),
    };
    match link.path.as_slice() {
        [id, ..] if below(&link.host, "youtu.be") => film(id),
        ["watch"] => link.param("v").map_or_else(Found::default, film),
        ["shorts" | "live" | "embed" | "v", id, ..] => film(id),
        ["post", id, ..] => Found::new(None, Some(id), format!("https://youtube.com/post/{id}")),
        [h, ..] if h.starts_with('@') => Found::new(Some(h), None, format!("https://youtube.com/{h}")),
        ["channel" | "c" | "user", h, ..] => Found::new(Some(h), None, None),
        _ => Found::default(),
    }
}

fn linkedin(link: &Parsed) -> Found {
    match link.path.as_slice() {
        ["posts", slug, ..] => {
            let handle = slug.split_once('_').map(|s| s.0);
            let id = ["-activity-", "-ugcPost-", "-share-"].iter().find_map(|mark| slug.split_once(mark)).map(|s| s.1);
            let id = id.map(|i| i.split('-').next().unwrap_or(i)).filter(|i| all_digits(i));
            Found::new(handle, id, format!("https://linkedin.com/posts/{slug}"))
        }
        ["feed", "update", urn, ..] => {
            let id = urn.rsplit([':', 'A']).next().filter(|i| all_digits(i)); // %3A when it came escaped
            Found::new(None, id, format!("https://linkedin.com/feed/update/{urn}"))
        }
        [kind @ ("in" | "company" | "school"), h, ..] => {
            Found::new(Some(h), None, format!("https://linkedin.com/{kind}/{h}"))
        }
        path => Found::new(None, None, format!("https://{}/{}", link.site(), path.join("/"))),
    }
}

/// Ids carry reddit's own prefixes, since a post and a comment may have the same letters.
fn reddit(link: &Parsed) -> Found {
    let post = |id: &str| format!("https://reddit.com/comments/{id}");
    match link.path.as_slice() {
        [id] if below(&link.host, "redd.it") => Found::new(None, Some(&format!("t3_{id}")), post(id)),
        ["r" | "user" | "u", _, "comments", id, _, comment, ..] | ["comments", id, _, comment, ..] => {
            Found::new(None, Some(&format!("t1_{comment}")), format!("{}/_/{comment}", post(id)))
        }
        ["r" | "user" | "u", _, "comments", id, ..] | ["comments", id, ..] => {
            Found::new(None, Some(&format!("t3_{id}")), post(id))
        }
        ["user" | "u", h, ..] => Found::new(Some(h), None, format!("https://reddit.com/user/{h}")),
        path => Found::new(None, None, format!("https://reddit.com/{}", path.join("/"))),
    }
}

fn telegram(link: &Parsed) -> Found {
    match link.path.as_slice() {
        ["c", channel, id, ..] if all_digits(id) => {
            Found::new(None, Some(&format!("{channel}/{id}")), format!("https://t.me/c/{channel}/{id}"))
        }
        ["s", channel, id, ..] | [channel, id, ..] if all_digits(id) => {
            Found::new(Some(channel), Some(&format!("{channel}/{id}")), format!("https://t.me/{channel}/{id}"))
        }
        ["s", channel] | [channel] if !channel.starts_with('+') => {
            Found::new(Some(channel), None, format!("https://t.me/{channel}"))
        }
        _ => Found::default(),
    }
}

/// Google's own domains exist for each country; reviews live below `/maps`.
fn google_maps(link: &Parsed) -> bool {
    let google = link.site().starts_with("google.") || link.host.starts_with("maps.google.");
    google && (link.path.first() == Some(&"maps") || link.host.starts_with("maps."))
}

fn google(link: &Parsed) -> Found {
    match link.path.as_slice() {
        ["maps", "reviews", data, ..] | ["maps", "contrib", _, "reviews", data, ..] => {
            Found::new(None, Some(data), None)
        }
        [code] if below(&link.host, "maps.app.goo.gl") => {
            Found::new(None, None, format!("https://maps.app.goo.gl/{code}"))
        }
        _ => Found::default(),
    }
}

fn trustpilot(link: &Parsed) -> Found {
    match link.path.as_slice() {
        ["reviews", id, ..] => Found::new(None, Some(id), format!("https://trustpilot.com/reviews/{id}")),
        ["users", user, ..] => Found::new(Some(user), None, format!("https://trustpilot.com/users/{user}")),
        ["review", site, ..] => Found::new(None, None, format!("https://trustpilot.com/review/{site}")),
        _ => Found::default(),
    }
}

#[cfg(test)]
#[path = "link_tests.rs"]
mod tests;
