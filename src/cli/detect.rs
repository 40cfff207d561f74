//! `detect`: a table of times and counts in, the same with what is unusual out, row by row as they come. Owns how the
//! rows are written and what is said about bad ones; what is unusual is for `triage`.

use super::run::{Context, Failure, Outcome};
use super::{Detect, input, plain, tell};
use crate::sources::dates::Dates;
use crate::sources::lines::{Got, Lines};
use crate::triage::detect::{Detector, Refused};
use std::borrow::Cow;
use std::io::{self, Read, Write};

/// What a table's columns are called where they do not stand in order.
const NAMES: [&str; 2] = ["timestamp", "value"];

/// Judges each row of a file or of standard input; 1 when any was bad.
pub fn detect(context: &Context, detect: &Detect) -> Outcome {
    let input = input::open(detect.file.as_deref()).map_err(|e| Failure::usage(input::unread(&context.words, e)))?;
    let mut out = io::stdout().lock();
    let told = |line: u64, why: &str| {
        let args = [("line", line.into()), ("reason", context.words.t(why).into())];
        tell(&context.words.f("import-bad-line", &args));
    };
    match filter(input, &mut out, told) {
        Ok(bad) => Ok(u8::from(bad > 0)),
        // nobody listens any more, as after `| head`
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => Ok(0),
        Err(e) => Err(Failure::refused(e.to_string())),
    }
}

/// Writes every line of `input` to `out` with two more cells, as soon as it is read: the score, 0 to 1, and 1 for an
/// alert or 0. A bad row gets 0 and 0, and is told with its line and the key of the reason; how many there were comes
/// back. A first line whose time is none is the header. Blank lines stay blank.
fn filter(input: impl Read, out: &mut impl Write, mut told: impl FnMut(u64, &str)) -> io::Result<u64> {
    let mut lines = Lines::new(input);
    let mut bytes = Vec::new();
    let mut columns = [0, 1];
    let mut width = 2;
    let mut detector = Detector::of_unknown_step();
    let (mut bad, mut begun) = (0, false);
    while let Some(got) = lines.read(&mut bytes)? {
        let whole = got == Got::Line;
        let text = if whole { String::from_utf8_lossy(&bytes) } else { Cow::Borrowed("") };
        if whole && text.trim().is_empty() {
            out.write_all(b"\n")?;
            continue;
        }
        // what marks UTF-8 at a file's start is no part of its first name
        let text = if begun { &*text } else { text.trim_start_matches('\u{feff}') };
        let cells = cells(text);
        if !begun {
            begun = true;
            if whole && let Some(named) = header(&cells) {
                (columns, width) = (named, cells.len());
                writeln!(out, "{},score,alert", shown(text))?;
                continue;
            }
            width = cells.len().max(2);
        }
        let (score, alert) = match read(whole, &cells, columns)
            .and_then(|(at, value)| detector.next(at, value).map(|v| (v.score, v.alert)).map_err(reason))
        {
            Ok(judged) => judged,
            Err(why) => {
                bad += 1;
                told(lines.number(), why);
                (0.0, false)
            }
        };
        let missing = width.saturating_sub(cells.len());
        writeln!(out, "{}{},{score:.4},{}", shown(text), ",".repeat(missing), u8::from(alert))?;
    }
    Ok(bad)
}

/// Which columns hold time and value, if these are the names of columns.
fn header(cells: &[&str]) -> Option<[usize; 2]> {
    if cells.first().is_some_and(|cell| Dates::default().read(cell).is_some()) {
        return None;
    }
    let find = |name: &str| cells.iter().position(|c| c.trim_start_matches('\u{feff}').eq_ignore_ascii_case(name));
    match NAMES.map(find) {
        [None, None] if cells.get(1).is_some_and(|c| c.parse::<f64>().is_ok()) => None,
        [at, value] => Some([at.unwrap_or(0), value.unwrap_or(1)]),
    }
}

/// Time and value of a row.
fn read(
    whole: bool,
    cells: &[&str],
    [at, value]: [usize; 2],
) -> Result<(crate::domain::time::Stamp, f64), &'static str> {
    if !whole {
        return Err("detect-too-long");
    }
    let at = cells.get(at).and_then(|cell| Dates::default().read(cell)).ok_or("detect-no-time")?;
    let value = cells.get(value).and_then(|cell| cell.parse().ok()).ok_or("detect-no-number")?;
    Ok((at, value))
}

/// The key of a reason.
fn reason(refused: Refused) -> &'static str {
    match refused {
        Refused::NotANumber => "detect-no-number",
        Refused::Negative => "detect-negative",
        Refused::SameTime => "detect-same-time",
        Refused::Backwards => "detect-backwards",
    }
}

/// The cells of a line without blanks and quotes around them; a comma inside quotes parts nothing.
fn cells(line: &str) -> Vec<&str> {
    let mut quoted = false;
    let parts = line.split(|c: char| {
        quoted ^= c == '"';
        c == ',' && !quoted
    });
    parts.map(|cell| cell.trim().trim_matches('"').trim()).collect()
}

/// A line as it may go to a terminal; blanks and tabs stay.
fn shown(line: &str) -> Cow<'_, str> {
    match line.contains('\t') {
        false => plain(line),
        true => line.split('\t').map(plain).collect::<Vec<_>>().join("\t").into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What comes out, and the lines that were bad with the reason's key.
    fn run(input: &[u8]) -> (String, Vec<(u64, String)>) {
        let (mut out, mut bad) = (Vec::new(), Vec::new());
        let count = filter(input, &mut out, |line, why| bad.push((line, why.to_owned()))).unwrap();
        assert_eq!(count as usize, bad.len());
        (String::from_utf8(out).unwrap(), bad)
    }

    /// Three days of a quiet series with a burst near the end, at 5-minute steps.
    fn series() -> String {
        let row = |n: i64| {
            let at = crate::domain::time::Stamp(1_425_000_000_000 + n * 300_000).utc();
            format!("{},{}\n", at.format("%Y-%m-%d %H:%M:%S"), if n == 850 { 900 } else { 20 + (n * 7919) % 17 })
        };
        "timestamp,value\n".to_owned() + &(0..864).map(row).collect::<String>()
    }

    #[test]
    fn the_rows_stay_and_the_burst_is_told_once() {
        let series = series();
        let (out, bad) = run(series.as_bytes());
        assert!(bad.is_empty());
        assert_eq!(out.lines().count(), series.lines().count());
        for (given, got) in series.lines().zip(out.lines()) {
            assert!(got.starts_with(given), "{got}");
            let alert = got.ends_with(",1");
            assert_eq!(alert, given.ends_with(",900"), "{got}");
            let score = got.rsplit(',').nth(1).unwrap();
            assert!(score == "score" || (score.parse::<f64>().unwrap() >= 0.5) == alert, "{got}");
        }
    }

    #[test]
    fn what_was_written_does_not_depend_on_what_follows() {
        let series = series();
        let (all, _) = run(series.as_bytes());
        for rows in [1, 2, 3, 17, 300, 851, 852] {
            let prefix: String = series.split_inclusive('\n').take(rows).collect();
            let (out, _) = run(prefix.as_bytes());
            assert!(all.starts_with(&out) && out.lines().count() == rows, "{rows}");
        }
    }

    #[test]
    fn bad_rows_stay_in_their_place_and_are_told() {
        let input = "a,timestamp,value\n\
                     x,2015-02-26 21:42:53,1\n\
                     x,2015-02-26 21:47:53,-1\n\
                     x,2015-02-26 21:47:53,NaN\n\
                     x,2015-02-26 21:47:53,\n\
                     x,2015-02-26T21:47:53Z,many\n\
                     x,2015-02-26 21:42:53,1\n\
                     x,2015-02-26 21:41:53,1\n\
                     \n\
                     x\n\
                     \"x,y\",2015-02-26T21:47:53+00:00,\"3\"\n\
                     x,soon,3\n";
        let (out, bad) = run(input.as_bytes());
        let keys =
            bad.iter().map(|(line, why)| format!("{line}{}", why.trim_start_matches("detect"))).collect::<Vec<_>>();
        let want = ["3-negative", "4-no-number", "5-no-number", "6-no-number", "7-same-time", "8-backwards"];
        assert_eq!(keys, [want.as_slice(), &["10-no-time", "12-no-time"]].concat());
        let lines: Vec<&str> = out.lines().collect();
        assert_eq!(lines.len(), input.lines().count());
        assert_eq!(lines[0], "a,timestamp,value,score,alert");
        assert_eq!(lines[5], "x,2015-02-26T21:47:53Z,many,0.0000,0");
        assert_eq!((lines[8], lines[9]), ("", "x,,,0.0000,0"));
        assert_eq!(lines[10], "\"x,y\",2015-02-26T21:47:53+00:00,\"3\",0.0000,0");
    }

    #[test]
    fn a_table_without_a_header_has_none_afterwards() {
        assert_eq!(run(b"2015-02-26 21:42:53,57\r\n").0, "2015-02-26 21:42:53,57,0.0000,0\n");
        assert_eq!(run(b"soon,57\n").0, "soon,57,0.0000,0\n");
        assert_eq!(run(b"").0, "");
        assert_eq!(run(b"\xef\xbb\xbftimestamp,value\n").0, "timestamp,value,score,alert\n");
    }

    #[test]
    fn rubbish_passes_through_as_rows() {
        for rubbish in
            [vec![b'x'; 3 << 20], vec![0; 1 << 20], vec![b','; 1 << 20], vec![0xff; 4096], b"\"a,b\n\"".to_vec()]
        {
            let (out, bad) = run(&[b"timestamp,value\n", rubbish.as_slice(), b"\n"].concat());
            assert!(out.lines().count() >= 2 && !bad.is_empty());
            assert!(!out.contains(['\0', '\u{1b}']));
        }
    }
}
