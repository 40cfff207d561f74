//! The report in a real browser, on a phone's width and on a desk's, light and dark: nothing sticks out, everything can be
//! read, nothing is asked of any other place. `.ci/peers` installs the browser; without it these tests fail.

#![cfg(feature = "real-peers")]

mod machine;

use machine::Home;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::process::Command;
use std::sync::{Arc, Mutex};

/// The page that looks at the report from outside: the report itself runs no script.
const LOOKER: &str = r#"<!DOCTYPE html><meta charset="utf-8"><body><pre id="found">nothing</pre><script>
const wide = +new URLSearchParams(location.search).get("wide");
const frame = document.createElement("iframe");
frame.style.cssText = `width:${wide}px;height:900px;border:0`;
frame.src = "/report";
frame.onload = () => {
  const doc = frame.contentDocument, win = frame.contentWindow, root = doc.documentElement;
  const rgb = text => (text.match(/[\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => {
    const part = v => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; };
    return .2126 * part(r) + .7152 * part(g) + .0722 * part(b);
  };
  const behind = of => {
    for (let e = of; e; e = e.parentElement) {
      const c = rgb(win.getComputedStyle(e).backgroundColor);
      if (c.length === 3 || c[3] > 0) return c;
    }
    return [255, 255, 255];
  };
  const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + .05) / (y + .05); };
  const out = [], faint = [], all = [...doc.body.querySelectorAll("*")];
  let texts = 0;
  for (const e of all) {
    const box = e.getBoundingClientRect();
    if (e.closest("thead") && wide < 704) continue;
    if (box.width > 0 && (box.right > wide + 1 || box.left < -1)) out.push(`${e.tagName} ${Math.round(box.right)}`);
    const own = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
    if (own && box.width > 0) {
      texts++;
      const r = ratio(rgb(win.getComputedStyle(e).color), behind(e));
      if (r < 4.5) faint.push(`${e.tagName} ${r.toFixed(2)}`);
    }
  }
  const fill = name => { const e = doc.querySelector(`rect.${name}`); return e && rgb(win.getComputedStyle(e).fill); };
  const paper = behind(doc.body), bars = ["all", "dark"].map(fill).filter(Boolean).map(c => ratio(c, paper));
  document.getElementById("found").textContent = JSON.stringify({
    overflow: root.scrollWidth - root.clientWidth, out: out.slice(0, 9), faint: faint.slice(0, 9), texts, paper, bars,
    asked: win.performance.getEntriesByType("resource").map(e => e.name),
    scripts: doc.scripts.length, images: doc.images.length, svgs: doc.querySelectorAll("svg").length,
    popped: !!win.popped, anchors: [...doc.querySelectorAll("a")].every(a => doc.querySelector(a.getAttribute("href"))),
  });
};
document.body.append(frame);
</script>"#;

/// A moment so many minutes ago.
fn ago(minutes: usize) -> String {
    let clock = rusqlite::Connection::open_in_memory().unwrap();
    let sql = format!("SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-{minutes} minutes')");
    clock.query_row(&sql, [], |row| row.get(0)).unwrap()
}

/// A room in which people write what should break a page.
fn report(lang: &str) -> String {
    let home = Home::fresh();
    let room = home.path("desk.room");
    let at = |args: &[&str], input: &str| {
        home.well(&[args, &["--room", room.to_str().unwrap(), "--as", "Ana"]].concat(), input)
    };
    let long = "ñ".repeat(400);
    let hostile = [
        format!("A12 {long}"),
        "A12 <script>window.popped=1</script><img src=http://example.org/x.png onerror=window.popped=1>".to_owned(),
        "A12 \" onmouseover=window.popped=1 style=position:fixed;width:9999px".to_owned(),
    ];
    let line = |n: usize| {
        let text = &hostile[n % hostile.len()];
        json!({"id": n, "platform": if n.is_multiple_of(3) { "x" } else { "mastodon" }, "handle": format!("h{n}"), "text": text,
            "ts": ago(150 - n)})
        .to_string()
    };
    at(&["follow", "-"], &(0..150).map(line).collect::<Vec<_>>().join("\n"));
    let commands = [
        json!({"do": "declare_incident", "title": format!("A12 <b>{}", "ñ".repeat(100)), "severity": "SEV2"}),
        json!({"do": "add_belonging", "incident": 1, "rule": {"query": "A12"}, "reason": "x"}),
        json!({"do": "add_entry", "kind": "factor", "text": hostile[1], "incident": 1}),
        json!({"do": "add_entry", "kind": "note", "text": format!("{} {long}", hostile[2]), "incident": 1}),
        json!({"do": "plan_action", "incident": 1, "text": hostile[1], "owner": "Bea", "due": "2027-01-01T00:00:00Z",
            "purpose": "detect", "verify": "x".repeat(200)}),
    ];
    at(&["act"], &commands.map(|c| c.to_string()).join("\n"));
    home.check(&room);
    at(&["report", "--personal", "--text-lang", lang], "")
}

/// Serves the two pages on loopback; what was asked for is kept.
fn serve(report: String) -> (u16, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let asked = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&asked);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { return };
            let mut first = String::new();
            let _ = BufReader::new(&stream).read_line(&mut first);
            let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
            let body = if path.starts_with("/report") { &report[..] } else { LOOKER };
            let head = format!(
                "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                body.len()
            );
            kept.lock().unwrap().push(path);
            let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body.as_bytes()));
        }
    });
    (port, asked)
}

fn chromium(dir: &Home, args: &[&str]) -> std::process::Output {
    let profile = format!("--user-data-dir={}", dir.path("profile").display());
    let mut browser = Command::new("chromium");
    browser.args(["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"]);
    browser.args(["--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]);
    browser.arg(profile).args(args).output().expect("chromium: see .ci/peers")
}

/// What the looker found at a width, in a colour scheme: 0 is dark, 1 is light.
fn look(port: u16, wide: u32, scheme: u8) -> Value {
    let home = Home::fresh();
    let (scheme, url) =
        (format!("--blink-settings=preferredColorScheme={scheme}"), format!("http://127.0.0.1:{port}/?wide={wide}"));
    let window = format!("--window-size={},1000", wide + 100);
    let done =
        chromium(&home, &[&scheme, &window, "--virtual-time-budget=20000", "--timeout=60000", "--dump-dom", &url]);
    let dom = String::from_utf8_lossy(&done.stdout);
    let found = dom.split_once("<pre id=\"found\">").and_then(|(_, rest)| rest.split_once("</pre>"));
    let found = found.unwrap_or_else(|| panic!("{dom}{}", String::from_utf8_lossy(&done.stderr))).0;
    serde_json::from_str(&found.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
        .unwrap_or_else(|e| panic!("{e}: {found}"))
}

#[test]
fn the_report_fits_is_read_and_asks_nothing_of_others() {
    for lang in ["en", "es"] {
        let (port, asked) = serve(report(lang));
        let mut papers = Vec::new();
        for scheme in [1, 0] {
            for wide in [360, 1280] {
                let found = look(port, wide, scheme);
                let place = format!("{lang}, {wide} px, scheme {scheme}: {found}");
                assert_eq!(found["overflow"], 0, "{place}");
                assert_eq!(found["out"], json!([]), "{place}");
                assert_eq!(found["faint"], json!([]), "{place}");
                assert_eq!(found["asked"], json!([]), "{place}");
                assert_eq!((&found["scripts"], &found["images"]), (&json!(0), &json!(0)), "{place}");
                assert_eq!((&found["popped"], &found["anchors"]), (&json!(false), &json!(true)), "{place}");
                assert!(found["texts"].as_u64() > Some(100) && found["svgs"].as_u64() > Some(5), "{place}");
                // what is drawn stands out from the paper (WCAG: three to one)
                let bars = found["bars"].as_array().unwrap();
                assert!(!bars.is_empty() && bars.iter().all(|r| r.as_f64() > Some(3.0)), "{place}");
                papers.push(found["paper"].clone());
            }
        }
        assert_ne!(papers[0], papers[2], "dark is dark: {papers:?}");
        let known = |path: &String| path.starts_with("/?wide=") || path == "/report" || path == "/favicon.ico";
        assert!(asked.lock().unwrap().iter().all(known), "{asked:?}");
    }
}

#[test]
fn it_can_be_printed() {
    let home = Home::fresh();
    let page = home.file("report.html", report("es"));
    let pdf = home.path("report.pdf");
    chromium(&home, &[&format!("--print-to-pdf={}", pdf.display()), &format!("file://{}", page.display())]);
    let bytes = std::fs::read(pdf).unwrap();
    assert!(bytes.starts_with(b"%PDF") && bytes.len() > 10_000, "{} bytes", bytes.len());
}
