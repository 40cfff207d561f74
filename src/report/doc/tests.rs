//! Hostile text stays text in every form, and a document asks nothing of any other place.

use super::*;

const HOSTILE: &str = "</td><script>alert(1)</script><img src=x onerror=alert(1)> [a](javascript:x) | {body} =1+1";

fn doc() -> Doc {
    let rows = vec![
        vec![Cell::Row(EventSeq(7)), Cell::Text(HOSTILE.into())],
        vec![Cell::Events(vec![EventSeq(7), EventSeq(9)]), Cell::Text("=cmd|' /C calc'!A0".into())],
    ];
    let head = vec![("event", "Event".to_owned()), ("text", HOSTILE.to_owned())];
    let bar = Bar { label: HOSTILE.into(), said: HOSTILE.into(), part: 0.5, behind: 2.0, aim: Some(0.9) };
    let column = Column { dark: 2, light: 1, all: 4 };
    let charts = [
        Chart::Columns {
            title: HOSTILE.into(),
            colours: [HOSTILE.into(), HOSTILE.into(), HOSTILE.into()],
            legend: vec![HOSTILE.into()],
            columns: vec![column, Column { dark: 0, light: 0, all: 0 }],
            marks: vec![Mark { at: 0.5, said: HOSTILE.into() }],
            hours: vec![Mark { at: 0.25, said: HOSTILE.into() }],
        },
        Chart::Bars { title: HOSTILE.into(), bars: vec![bar] },
    ];
    let mut blocks =
        vec![Block::Lines(vec![HOSTILE.into()]), Block::Table(Table { code: "one", head, rows, named: &[1] })];
    blocks.extend(charts.map(Block::Chart));
    let sections = vec![Section { code: "s", title: HOSTILE.into(), blocks }];
    let (title, head, foot) = (HOSTILE.into(), vec![HOSTILE.into()], HOSTILE.into());
    Doc { lang: Lang::En, drill: true, bundle: false, title, head, sections, foot, data: serde_json::Value::Null }
}

#[test]
fn html_holds_no_markup_of_others_and_names_no_other_place() {
    let page = doc().write(Form::Html);
    let low = page.to_lowercase();
    for never in ["<script", "<img", "onerror=alert(1)>", "http://", "https://", "url(", "@import", "<link", "<iframe"]
    {
        assert!(!low.contains(never), "{never}");
    }
    assert!(page.contains("default-src 'none'") && page.contains("&lt;script&gt;"));
    assert!(page.contains("<a href=\"#e7\">#7</a> #9") && page.contains("<span id=\"e7\">#7</span>"));
    assert_eq!(page.matches("<svg").count(), page.matches("</svg>").count());
    assert!(page.contains("<p class=\"drill\">DRILL / SIMULACRO</p>"));
    assert!(page.contains("<span style=\"left:25.0%\">&lt;") && page.contains("<span style=\"bottom:50%\">2</span>"));
    assert!(page.contains("<svg class=\"key\"") && page.contains("<span style=\"left:50.0%;bottom:0.0rem\">1</span>"));
    for part in ["dark\" x=\"0.0\" y=\"90.0\"", "light\" x=\"0.0\" y=\"0.0\""] {
        assert!(page.contains(&format!("<rect class=\"{part}")), "negative at the foot, positive at the top: {part}");
    }
    assert_eq!(page.matches("<svg class=\"key\"").count(), 3, "and what each colour is");
    assert!(page.matches("{body}").count() >= 6, "what people wrote is never filled in");
}

#[test]
fn a_title_that_names_a_place_of_the_template_stays_a_title() {
    let page = Doc { title: "{body} {title} {lang}".into(), ..doc() }.write(Form::Html);
    assert!(page.contains("<title>{body} {title} {lang}</title>"), "{page}");
    assert_eq!(page.matches("<h1>").count(), 1, "{page}");
    assert!(page.contains("<body>\n<p class=\"drill\">"), "the page stands in its place: {page}");
}

#[test]
fn a_cell_of_csv_never_begins_a_formula_and_stays_one_cell() {
    for text in ["=1", "+1", "-1", "@x", " =1", "\t=1", "\r=1", "\n=1", "＝1", "|x", "%1", "=\"a\",b"] {
        let said = cell(text);
        let bare = said.trim_start_matches('"').trim_start();
        assert!(bare.starts_with('\''), "{text:?} became {said:?}");
    }
    assert_eq!(cell("a,\"b\"\nc"), "\"a,\"\"b\"\" c\"");
    assert_eq!(cell("plain 12:30"), "plain 12:30");
    let all = doc().write(Form::Csv);
    assert_eq!(all.lines().count(), 4 + 6, "{all}");
    assert!(all.starts_with("report\r\nDRILL / SIMULACRO\r\n</td>"), "what it is, first: {all}");
    assert!(all.lines().all(|line| !line.starts_with(['=', '@', '+', '-'])));
    assert!(all.contains("#7 #9,'=cmd"));
}

#[test]
fn markdown_and_json_hold_it_as_text() {
    let md = doc().write(Form::Markdown);
    let bare = ["\\\\", "\\<", "\\]", "\\|"].iter().fold(md.clone(), |md, escaped| md.replace(escaped, ""));
    assert!(!bare.contains('<') && !bare.contains("](javascript"), "{md}");
    let row = bare.lines().find(|line| line.starts_with('|') && line.contains("#7")).unwrap();
    assert_eq!(row.matches('|').count(), 3, "a bar inside a cell ends no cell: {row}");
    let json: serde_json::Value = serde_json::from_str(&doc().write(Form::Json)).unwrap();
    assert_eq!(json["tables"]["one"][0]["text"], HOSTILE);
    assert_eq!(json["tables"]["one"][1]["event"], serde_json::json!([7, 9]));
    assert_eq!(json["drill"], true);
    let text = doc().write(Form::Text);
    assert!(text.starts_with("DRILL / SIMULACRO\n"));
    assert!(text.contains(&format!("\n  #7 · {HOSTILE}: {HOSTILE}\n")), "a cell with its column's name: {text}");
}
