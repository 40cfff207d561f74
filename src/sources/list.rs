//! One JSON list as lines: many programs save `[{...}, {...}]`, often spread over lines for reading. Owns the cutting of
//! such a list into one element a line while it streams by; must not know what an element holds.

use std::io::{self, Read};

/// Passes a stream on; of a stream that is one list, each element becomes a line of its own.
pub(super) struct Unlisted<R> {
    inner: R,
    /// Nothing for a stream that is not a list.
    state: Option<State>,
}

#[derive(Debug, Default)]
struct State {
    depth: usize,
    quoted: bool,
    escaped: bool,
}

impl State {
    /// What a byte of the list becomes on its way out.
    fn pass(&mut self, byte: u8) -> u8 {
        if self.quoted {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.quoted = false,
                _ => {}
            }
        } else {
            match byte {
                b'"' => self.quoted = true,
                b'[' | b'{' => {
                    self.depth += 1;
                    if self.depth == 1 && byte == b'[' {
                        return b' ';
                    }
                }
                b']' | b'}' => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.depth == 0 && byte == b']' {
                        return b'\n'; // what follows the list is a line of its own
                    }
                }
                b',' if self.depth == 1 => return b'\n',
                _ => {}
            }
        }
        if matches!(byte, b'\n' | b'\r') && self.depth > 0 { b' ' } else { byte }
    }
}

impl<R: Read> Unlisted<R> {
    /// Whether the first bytes of a stream begin a list of objects.
    pub fn is_list(head: &[u8]) -> bool {
        let inner = head.trim_ascii_start().strip_prefix(b"[");
        inner.is_some_and(|rest| matches!(rest.trim_ascii_start().first(), Some(b'{' | b']')))
    }

    /// Takes a stream, and whether it is a list.
    pub fn new(inner: R, list: bool) -> Self {
        Unlisted { inner, state: list.then(State::default) }
    }
}

impl<R: Read> Read for Unlisted<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(out)?;
        if let Some(state) = &mut self.state {
            for byte in &mut out[..n] {
                *byte = state.pass(*byte);
            }
        }
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        let mut out = String::new();
        Unlisted::new(text.as_bytes(), true).read_to_string(&mut out).unwrap();
        out.lines().map(|l| l.trim().to_owned()).filter(|l| !l.is_empty()).collect()
    }

    #[test]
    fn each_element_becomes_a_line() {
        let text = "[\n  {\"a\": [1,\n 2], \"b\": \"x],[\\\",\"},\r\n  {\"c\": {}}, 3\n]\n";
        assert_eq!(lines(text), ["{\"a\": [1,  2], \"b\": \"x],[\\\",\"}", "{\"c\": {}}", "3"]);
        assert_eq!(lines("[]"), [""; 0]);
        assert_eq!(lines("[{\"a\":1},{\"b\":"), ["{\"a\":1}", "{\"b\":"]);
        assert_eq!(lines("[{}] more"), ["{}", "more"]);
    }

    #[test]
    fn a_list_of_objects_is_told() {
        for (head, want) in
            [(" [\n{", true), ("[]", true), ("[1,2]", false), ("[Report]\n", false), ("{\"a\":[{", false)]
        {
            assert_eq!(Unlisted::<&[u8]>::is_list(head.as_bytes()), want, "{head}");
        }
    }

    proptest::proptest! {
        #[test]
        fn a_list_says_what_its_lines_say(texts in proptest::collection::vec("\\PC{0,12}[\"\\\\,\\[\\]{}]?", 0..6)) {
            let values: Vec<serde_json::Value> = texts.iter().map(|t| serde_json::json!({"text": t, "x": [{"y": t}]})).collect();
            let pretty = serde_json::to_string_pretty(&values).unwrap();
            let got: Vec<serde_json::Value> = lines(&pretty).iter().map(|l| serde_json::from_str(l).unwrap()).collect();
            proptest::prop_assert_eq!(got, values);
        }
    }
}
