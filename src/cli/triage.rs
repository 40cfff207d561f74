//! `gabinete triage`: the whole reading of mentions as a filter. JSON Lines in; each object out again, in order, with what
//! triage says of it. Needs no room and keeps nothing.

use super::run::{Context, Failure, Outcome};
use super::{TOLD, TriageFilter, input, plain, tell};
use crate::domain::mention::{Band, Reading};
use crate::plan::Plan;
use crate::sources::feed::arrive;
use crate::sources::jsonl::Parser;
use crate::sources::lines::{Got, Lines};
use crate::sources::rejects::reason;
use crate::sources::{BadLine, Item, Reason};
use crate::triage::clusters::{Clusters, Narratives};
use crate::triage::{Claim, Fingerprint, Triage};
use serde::Serialize;
use std::borrow::Cow;
use std::io::{self, BufWriter, Write};

/// Bytes that are written at once while more input is at hand.
const OUT: usize = 64 << 10;

/// Keys that [`say`] writes.
const KEYS: [&str; 6] = ["language", "sentiment", "priority", "cluster", "narrative", "flags"];

/// The filter: what it reads with, and what it remembers.
struct Filter {
    triage: Triage,
    clusters: Clusters,
    narratives: Narratives,
    /// The narrative of each cluster that came of another.
    told: Known<i64>,
    /// What the first mention of each cluster claims.
    claims: Known<Claim>,
    parser: Parser,
    mentions: i64,
    line: Vec<u8>,
    /// What is said of the mention, before it is added to the line.
    said: Vec<u8>,
}

/// Reads standard input or a file to its end; 1 when any line could not be read.
pub fn triage(context: &Context, args: &TriageFilter) -> Outcome {
    let failed = |e: io::Error| Failure::refused(e.to_string());
    let input = input::open(args.file.as_deref());
    let input = input.map_err(|e| Failure::usage(input::unread(&context.words, e)))?;
    let mut lines = Lines::new(input);
    let plan = context.plan()?;
    let mut filter = Filter::new(&args.brand, &plan);
    let mut out = BufWriter::with_capacity(OUT, io::stdout().lock());
    let (mut line, mut bad) = (Vec::new(), 0);
    loop {
        // Whoever feeds it one by one sees each answer at once.
        if lines.waits() {
            match out.flush() {
                Err(e) if e.kind() == io::ErrorKind::BrokenPipe => break,
                other => other.map_err(failed)?,
            }
        }
        let Some(got) = lines.read(&mut line).map_err(failed)? else { break };
        let written = match (got, filter.read(lines.number(), &line)) {
            (Got::TooLong, _) => Err(BadLine::new(lines.number(), Reason::TooLong, &line)),
            (Got::Line, read) => read,
        };
        match written {
            Ok(None) => {}
            Ok(Some(said)) => match out.write_all(said) {
                // Nobody listens any more, as after `| head`.
                Err(e) if e.kind() == io::ErrorKind::BrokenPipe => break,
                other => other.map_err(failed)?,
            },
            Err(line) => {
                bad += 1;
                if bad <= TOLD {
                    let why = reason(&context.words, &line);
                    tell(&context.words.f("triage-bad-line", &[("line", line.line.into()), ("why", why.into())]));
                }
            }
        }
    }
    match out.flush() {
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe => return Err(failed(e)),
        _ => {}
    }
    if bad > TOLD {
        tell(&context.words.f("triage-bad-lines", &[("n", bad.into())]));
    }
    Ok(u8::from(bad > 0))
}

impl Filter {
    fn new(brand: &[String], plan: &Plan) -> Filter {
        Filter {
            triage: Triage::new(brand, &plan.outlets),
            clusters: Clusters::default(),
            narratives: Narratives::default(),
            told: Known::new(1 << 16),
            claims: Known::new(1 << 14),
            parser: Parser::default().wordless(),
            mentions: 0,
            line: Vec::new(),
            said: Vec::new(),
        }
    }

    /// The first mention that said the same, and the first that claimed the same, by their numbers.
    fn group(&mut self, reading: &Reading, print: &Fingerprint) -> (i64, i64) {
        let (id, claim) = (self.mentions, Claim::from_bytes(&reading.claim));
        let Some((first, tie)) = self.clusters.join(id, print).cluster else {
            let narrative = claim.and_then(|claim| self.narratives.join(id, &claim));
            if let Some(narrative) = narrative {
                self.told.remember(id, narrative);
            }
            if let Some(claim) = claim {
                self.claims.remember(id, claim);
            }
            return (id, narrative.unwrap_or(id));
        };
        let of = self.told.of(first).unwrap_or(first);
        let may_differ = claim.filter(|_| tie.may_differ()).zip(self.claims.of(first));
        (first, may_differ.map_or(of, |(claim, told)| self.narratives.beside(id, &claim, (of, &told))))
    }

    /// The line with what is said of it, its end included; nothing for a blank one.
    fn read(&mut self, number: u64, line: &[u8]) -> Result<Option<&[u8]>, BadLine> {
        if line.iter().all(|b| b.is_ascii_whitespace() || *b == 0) {
            return Ok(None);
        }
        let raw = match self.parser.item(number, line) {
            Item::Mention(raw) => *raw,
            Item::Bad(bad) => return Err(bad),
        };
        self.mentions += 1;
        let named = raw.extra.keys().any(|key| KEYS.contains(&key.as_str()));
        let lenient = raw.raw.is_some();
        let arrival = arrive(&self.triage, raw, false);
        let print = Fingerprint::from_bytes(&arrival.reading.near).unwrap_or_default();
        let (cluster, narrative) = self.group(&arrival.reading, &print);
        self.said.clear();
        say(&mut self.said, &arrival.reading, cluster, narrative);
        let said = std::str::from_utf8(&self.said).unwrap_or("{}");
        let json = match std::str::from_utf8(line) {
            Ok(text) if !lenient => Cow::Borrowed(text),
            _ => self.parser.json(line),
        };
        let object = open(&json).unwrap_or("{");
        let object = if named { Cow::Owned(without(object, &KEYS)) } else { Cow::Borrowed(object) };
        self.line.clear();
        self.line.extend_from_slice(plain(&object).as_bytes());
        self.line.extend_from_slice(if object.trim_end().ends_with('{') { b"" } else { b"," });
        self.line.extend_from_slice(plain(&said[1..]).as_bytes());
        self.line.push(b'\n');
        Ok(Some(&self.line))
    }
}

/// What is known of clusters: of the newest, in a ring of fixed size.
struct Known<T>(Vec<(i64, T)>);

impl<T: Copy + Default> Known<T> {
    fn new(most: usize) -> Known<T> {
        Known(vec![(0, T::default()); most])
    }

    fn remember(&mut self, cluster: i64, known: T) {
        let at = cluster as usize % self.0.len();
        self.0[at] = (cluster, known);
    }

    /// Nothing of one of which nothing was said, or long ago.
    fn of(&self, cluster: i64) -> Option<T> {
        let (of, known) = self.0[cluster as usize % self.0.len()];
        (of == cluster).then_some(known)
    }
}

/// Writes what is added to a mention's object; a key of the same name that it had is replaced. `cluster` is the number of
/// the first mention that said the same, counted from 1, its own when it is the first; `narrative` that of the first that
/// made the same claim, in whatever words.
fn say(out: &mut Vec<u8>, reading: &Reading, cluster: i64, narrative: i64) {
    put(out, "{\"language\":", &reading.language);
    put(out, ",\"sentiment\":{\"label\":", &reading.tone);
    // -100 to 100, and 0 to 1
    put(out, ",\"strength\":", &reading.strength);
    put(out, ",\"confidence\":", &(f32::from(reading.confidence) / 100.0));
    put(out, ",\"words\":", &reading.words);
    put(out, "},\"priority\":{\"score\":", &reading.score);
    put(out, ",\"band\":", &Band::of(reading.score));
    put(out, ",\"parts\":", &reading.parts);
    put(out, "},\"cluster\":", &cluster);
    put(out, ",\"narrative\":", &narrative);
    put(out, ",\"flags\":", &reading.flags);
    out.push(b'}');
}

/// Writes what leads to a value, then the value.
fn put(out: &mut Vec<u8>, key: &str, value: &impl Serialize) {
    out.extend_from_slice(key.as_bytes());
    // writing into memory does not fail, and what is said has string keys alone
    let _ = serde_json::to_writer(out, value);
}

/// An object's text without the brace that closes it, so that keys can be added as they are.
fn open(line: &str) -> Option<&str> {
    let line = line.trim_start_matches('\u{feff}').trim();
    line.strip_suffix('}').filter(|object| object.starts_with('{'))
}

/// An object's text up to the brace that closes it, without the members of these keys; all others as they stand.
fn without(object: &str, keys: &[&str]) -> String {
    let members = members(object.strip_prefix('{').unwrap_or(object));
    let named = |member: &str| {
        let mut values = serde_json::Deserializer::from_str(member).into_iter::<String>();
        values.next().is_some_and(|key| key.is_ok_and(|key| keys.contains(&key.as_str())))
    };
    let kept: Vec<&str> = members.into_iter().filter(|member| !named(member)).collect();
    ["{", &kept.join(",")].concat()
}

/// The members of an object, parted at the commas that stand between them.
fn members(inside: &str) -> Vec<&str> {
    let (mut members, mut from) = (Vec::new(), 0);
    let (mut depth, mut quoted, mut escaped) = (0_u32, false, false);
    for (at, byte) in inside.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            b',' if depth == 0 => {
                members.push(&inside[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    members.push(&inside[from..]);
    members
}
