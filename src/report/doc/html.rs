//! A document as one HTML file: its style and charts are inside, it has no script and asks nothing of any other place.

use super::super::page::{self, html};
use super::{Block, Cell, DRILL, Doc, SHOWN, Table, chart};
use std::collections::HashSet;

/// The page that documents are set on.
const PAGE: &str = include_str!("../../../assets/templates/review.html");

pub(super) fn page(doc: &Doc) -> String {
    let told: HashSet<i64> = doc
        .tables()
        .flat_map(|table| table.rows.iter().flatten())
        .filter_map(|cell| if let Cell::Row(seq) = cell { Some(seq.0) } else { None })
        .collect();
    let mut body = String::new();
    if doc.drill {
        body.push_str(&format!("<p class=\"drill\">{DRILL}</p>\n"));
    }
    body.push_str(&format!("<h1>{}</h1>\n", html(&doc.title)));
    doc.head.iter().for_each(|line| body.push_str(&format!("<p class=\"facts\">{}</p>\n", html(line))));
    let mut anchored = HashSet::new();
    for section in &doc.sections {
        body.push_str(&format!("<section>\n<h2>{}</h2>\n", html(&section.title)));
        for block in &section.blocks {
            match block {
                Block::Lines(lines) => {
                    let lines: String =
                        lines.iter().map(|line| format!("<li dir=\"auto\">{}</li>", html(line))).collect();
                    body.push_str(&format!("<ul>{lines}</ul>\n"));
                }
                Block::Table(table) => body.push_str(&set(table, &told, &mut anchored)),
                Block::Chart(one) => body.push_str(&chart::draw(one)),
            }
        }
        body.push_str("</section>\n");
    }
    body.push_str(&format!("<footer>{}</footer>", html(&doc.foot)));
    page::set(PAGE, doc.lang, &doc.title, &body)
}

/// A table; on a narrow screen each row becomes a list, so each cell says under which head it stands.
fn set(table: &Table, told: &HashSet<i64>, anchored: &mut HashSet<i64>) -> String {
    let head: String = table.head.iter().map(|(_, name)| format!("<th scope=\"col\">{}</th>", html(name))).collect();
    let mut rows = String::new();
    for row in &table.rows {
        rows.push_str("<tr>");
        for ((_, name), cell) in table.head.iter().zip(row) {
            let said = match cell {
                Cell::Text(text) => html(text).replace('\n', "<br>"),
                Cell::Row(seq) if anchored.insert(seq.0) => format!("<span id=\"e{0}\">#{0}</span>", seq.0),
                Cell::Row(seq) => format!("#{}", seq.0),
                Cell::Events(all) => {
                    let link = |seq: i64| match told.contains(&seq) {
                        true => format!("<a href=\"#e{seq}\">#{seq}</a>"),
                        false => format!("#{seq}"),
                    };
                    let mut said: Vec<String> = all.iter().take(SHOWN).map(|seq| link(seq.0)).collect();
                    if all.len() > SHOWN {
                        said.push(format!("+{}", all.len() - SHOWN));
                    }
                    said.join(" ")
                }
            };
            rows.push_str(&format!("<td dir=\"auto\" data-head=\"{}\">{said}</td>", html(name)));
        }
        rows.push_str("</tr>\n");
    }
    format!("<table><thead><tr>{head}</tr></thead><tbody>\n{rows}</tbody></table>\n")
}
