//! HTML as plain text: tags go, entities become characters, blocks become lines. Owns what a markup means to a reader;
//! shows nothing, loads nothing, and takes time in proportion to what it is given.

use super::tags::{Token, Tokens};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::OnceLock;

/// Longest name of an entity.
const NAME_MAX: usize = 10;
/// Longest reference by number, leading zeros included.
const NUMBER_MAX: usize = 12;

/// The entities of HTML 4 by code point.
const ENTITIES: &str = "\
    AElig 198 Aacute 193 Acirc 194 Agrave 192 Alpha 913 Aring 197 Atilde 195 Auml 196 Beta 914 Ccedil 199 \
    Chi 935 Dagger 8225 Delta 916 ETH 208 Eacute 201 Ecirc 202 Egrave 200 Epsilon 917 Eta 919 Euml 203 \
    Gamma 915 Iacute 205 Icirc 206 Igrave 204 Iota 921 Iuml 207 Kappa 922 Lambda 923 Mu 924 Ntilde 209 Nu 925 \
    OElig 338 Oacute 211 Ocirc 212 Ograve 210 Omega 937 Omicron 927 Oslash 216 Otilde 213 Ouml 214 Phi 934 \
    Pi 928 Prime 8243 Psi 936 Rho 929 Scaron 352 Sigma 931 THORN 222 Tau 932 Theta 920 Uacute 218 Ucirc 219 \
    Ugrave 217 Upsilon 933 Uuml 220 Xi 926 Yacute 221 Yuml 376 Zeta 918 aacute 225 acirc 226 acute 180 \
    aelig 230 agrave 224 alefsym 8501 alpha 945 amp 38 and 8743 ang 8736 aring 229 asymp 8776 atilde 227 \
    auml 228 bdquo 8222 beta 946 brvbar 166 bull 8226 cap 8745 ccedil 231 cedil 184 cent 162 chi 967 circ 710 \
    clubs 9827 cong 8773 copy 169 crarr 8629 cup 8746 curren 164 dArr 8659 dagger 8224 darr 8595 deg 176 \
    delta 948 diams 9830 divide 247 eacute 233 ecirc 234 egrave 232 empty 8709 emsp 8195 ensp 8194 epsilon 949 \
    equiv 8801 eta 951 eth 240 euml 235 euro 8364 exist 8707 fnof 402 forall 8704 frac12 189 frac14 188 \
    frac34 190 frasl 8260 gamma 947 ge 8805 gt 62 hArr 8660 harr 8596 hearts 9829 hellip 8230 iacute 237 \
    icirc 238 iexcl 161 igrave 236 image 8465 infin 8734 int 8747 iota 953 iquest 191 isin 8712 iuml 239 \
    kappa 954 lArr 8656 lambda 955 lang 9001 laquo 171 larr 8592 lceil 8968 ldquo 8220 le 8804 lfloor 8970 \
    lowast 8727 loz 9674 lrm 8206 lsaquo 8249 lsquo 8216 lt 60 macr 175 mdash 8212 micro 181 middot 183 \
    minus 8722 mu 956 nabla 8711 nbsp 160 ndash 8211 ne 8800 ni 8715 not 172 notin 8713 nsub 8836 ntilde 241 \
    nu 957 oacute 243 ocirc 244 oelig 339 ograve 242 oline 8254 omega 969 omicron 959 oplus 8853 or 8744 \
    ordf 170 ordm 186 oslash 248 otilde 245 otimes 8855 ouml 246 para 182 part 8706 permil 8240 perp 8869 \
    phi 966 pi 960 piv 982 plusmn 177 pound 163 prime 8242 prod 8719 prop 8733 psi 968 quot 34 rArr 8658 \
    radic 8730 rang 9002 raquo 187 rarr 8594 rceil 8969 rdquo 8221 real 8476 reg 174 rfloor 8971 rho 961 \
    rlm 8207 rsaquo 8250 rsquo 8217 sbquo 8218 scaron 353 sdot 8901 sect 167 shy 173 sigma 963 sigmaf 962 \
    sim 8764 spades 9824 sub 8834 sube 8838 sum 8721 sup 8835 sup1 185 sup2 178 sup3 179 supe 8839 szlig 223 \
    tau 964 there4 8756 theta 952 thetasym 977 thinsp 8201 thorn 254 tilde 732 times 215 trade 8482 uArr 8657 \
    uacute 250 uarr 8593 ucirc 251 ugrave 249 uml 168 upsih 978 upsilon 965 uuml 252 weierp 8472 xi 958 \
    yacute 253 yen 165 yuml 255 zeta 950 zwj 8205 zwnj 8204";

/// What Windows-1252 has where Latin-1 has controls: references by number mean these in practice.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

fn entity(name: &str) -> Option<char> {
    static TABLE: OnceLock<HashMap<&'static str, char>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let mut words = ENTITIES.split_ascii_whitespace();
        let mut table = HashMap::from([("apos", '\'')]);
        while let (Some(name), Some(code)) = (words.next(), words.next()) {
            table.extend(code.parse().ok().and_then(char::from_u32).map(|c| (name, c)));
        }
        table
    });
    table.get(name).copied()
}

/// A reference by number; what is no character of a text is dropped.
fn by_number(digits: &str) -> Option<char> {
    let code = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => digits.parse().ok()?,
    };
    Some(match code {
        0x80..=0x9f => WINDOWS[code as usize - 0x80],
        _ => char::from_u32(code).filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).unwrap_or(' '),
    })
}

/// The entity at the beginning of `text`, which is an `&`: its character and its length.
fn reference(text: &str) -> Option<(char, usize)> {
    let rest = text.as_bytes().get(1..)?;
    let number = rest.first() == Some(&b'#');
    let from = usize::from(number);
    let most = if number { NUMBER_MAX } else { NAME_MAX };
    let len = rest[from..].iter().take(most).take_while(|b| b.is_ascii_alphanumeric()).count();
    let name = &text[1 + from..1 + from + len];
    let ended = rest.get(from + len) == Some(&b';');
    // old pages leave out the semicolon, but "&copy=1" of an address is no reference
    let found = if number { by_number(name) } else { entity(name).filter(|_| ended) };
    found.map(|c| (c, 1 + from + len + usize::from(ended)))
}

/// Entities as the characters that they stand for, once; anything else as it is.
pub fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let (c, len) = reference(&rest[at..]).unwrap_or(('&', 1));
        out.push(c);
        rest = &rest[at + len..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Elements whose text nobody reads.
const UNREAD: [&str; 6] = ["script", "style", "head", "template", "noscript", "svg"];
/// Elements that stand on lines of their own.
const BLOCKS: [&str; 24] = [
    "p",
    "div",
    "br",
    "li",
    "ul",
    "ol",
    "tr",
    "table",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "pre",
    "hr",
    "section",
    "article",
    "header",
    "footer",
    "figure",
    "figcaption",
    "dd",
];
/// Further elements that show that a text is HTML.
const INLINE: [&str; 15] =
    ["a", "b", "i", "u", "em", "strong", "span", "font", "img", "sub", "sup", "code", "tt", "small", "q"];

/// Whether a text that nobody calls HTML is HTML all the same.
pub fn looks_like(text: &str) -> bool {
    let known = |name: &str| {
        let name = name.to_ascii_lowercase();
        [&BLOCKS[..], &INLINE[..], &UNREAD[..]].iter().any(|set| set.contains(&name.as_str()))
    };
    text.contains('<')
        && text.contains('>')
        && Tokens::new(text).any(|token| match token {
            Token::Open { name, .. } | Token::Close { name } => known(name),
            _ => false,
        })
}

/// A run of text being put together.
struct Page {
    out: String,
    chars: usize,
    most: usize,
    gap: bool,
    line: bool,
}

impl Page {
    fn text(&mut self, text: &str) {
        for c in unescape(text).chars() {
            if self.chars >= self.most {
                return;
            }
            if c.is_whitespace() {
                self.gap = true;
            } else if !c.is_control() {
                self.put(c);
            }
        }
    }

    fn put(&mut self, c: char) {
        if !self.out.is_empty() && (self.line || self.gap) {
            self.out.push(if self.line { '\n' } else { ' ' });
            self.chars += 1;
        }
        (self.gap, self.line) = (false, false);
        self.out.push(c);
        self.chars += 1;
    }
}

/// The text of a piece of HTML, at most `most` characters of it.
pub fn text(html: &str, most: usize) -> String {
    let mut page = Page { out: String::new(), chars: 0, most, gap: false, line: false };
    let mut unread: Option<String> = None;
    for token in Tokens::new(html) {
        if page.chars >= most {
            break;
        }
        match token {
            Token::Close { name } if unread.as_deref().is_some_and(|u| name.eq_ignore_ascii_case(u)) => unread = None,
            _ if unread.is_some() => {}
            Token::Text(text) | Token::Verbatim(text) => page.text(text),
            Token::Open { name, empty, .. } => {
                let name = name.to_ascii_lowercase();
                if !empty && UNREAD.contains(&name.as_str()) {
                    unread = Some(name);
                } else if BLOCKS.contains(&name.as_str()) {
                    page.line = true;
                }
            }
            Token::Close { name } => page.line |= BLOCKS.contains(&name.to_ascii_lowercase().as_str()),
        }
    }
    page.out
}

/// A text without markup: controls and indents gone, its lines kept, at most `most` characters.
pub fn plain(text: &str, most: usize) -> String {
    let mut page = Page { out: String::new(), chars: 0, most, gap: false, line: false };
    for c in text.chars() {
        if page.chars >= most {
            break;
        }
        match c {
            '\n' | '\r' => page.line = true,
            c if c.is_whitespace() => page.gap = true,
            c if c.is_control() => {}
            c => page.put(c),
        }
    }
    page.out
}
