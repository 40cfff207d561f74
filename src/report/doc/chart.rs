//! Charts, drawn as SVG without a word inside: what is said stands beside them, so that it stays readable on a phone.

use super::super::page::html;

/// A chart.
#[derive(Debug, Clone, PartialEq)]
pub enum Chart {
    /// Columns over time, with marks on them.
    Columns {
        /// What it shows.
        title: String,
        /// What the two colours are, and what the ends of the line are.
        legend: Vec<String>,
        /// The columns.
        columns: Vec<Column>,
        /// The marks.
        marks: Vec<Mark>,
    },
    /// Bars beside one another.
    Bars {
        /// What it shows.
        title: String,
        /// The bars.
        bars: Vec<Bar>,
    },
}

/// A column: what of it is negative, and all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The dark part.
    pub dark: u32,
    /// All of it.
    pub all: u32,
}

/// Something that happened between the columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Where, as a part of the whole line: 0 to 1.
    pub at: f64,
    /// What.
    pub said: String,
}

/// A bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// What it is of.
    pub label: String,
    /// What it says.
    pub said: String,
    /// Its length, 0 to 1.
    pub part: f64,
    /// A thinner length behind it, 0 to 1.
    pub behind: f64,
    /// Where what was aimed at is, 0 to 1.
    pub aim: Option<f64>,
}

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 180.0;

pub(super) fn draw(chart: &Chart) -> String {
    match chart {
        Chart::Columns { title, legend, columns, marks } => drawn_columns(title, legend, columns, marks),
        Chart::Bars { title, bars } => drawn_bars(title, bars),
    }
}

fn drawn_columns(title: &str, legend: &[String], columns: &[Column], marks: &[Mark]) -> String {
    let most = f64::from(columns.iter().map(|c| c.all).max().unwrap_or(0).max(1));
    let wide = WIDTH / columns.len().max(1) as f64;
    let mut shapes = String::new();
    for (n, column) in columns.iter().enumerate() {
        let (all, dark) = (HEIGHT * f64::from(column.all) / most, HEIGHT * f64::from(column.dark) / most);
        let x = n as f64 * wide;
        for (class, height) in [("all", all), ("dark", dark)] {
            if height > 0.0 {
                let (w, y) = ((wide * 0.9).max(0.5), HEIGHT - height);
                shapes.push_str(&format!(
                    "<rect class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{w:.1}\" height=\"{height:.1}\"/>"
                ));
            }
        }
    }
    for mark in marks {
        let x = mark.at.clamp(0.0, 1.0) * WIDTH;
        shapes.push_str(&format!("<line class=\"mark\" x1=\"{x:.1}\" y1=\"0\" x2=\"{x:.1}\" y2=\"{HEIGHT}\"/>"));
    }
    let said = marks.iter().enumerate().map(|(n, mark)| format!("<li value=\"{}\">{}</li>", n + 1, html(&mark.said)));
    let legend: Vec<String> = legend.iter().map(|line| format!("<p class=\"legend\">{}</p>", html(line))).collect();
    format!(
        "<figure><figcaption>{title}</figcaption><svg viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{title}\" \
         preserveAspectRatio=\"none\" class=\"columns\">{shapes}</svg>{}<ol class=\"marks\">{}</ol></figure>\n",
        legend.concat(),
        said.collect::<String>(),
        title = html(title),
    )
}

fn drawn_bars(title: &str, bars: &[Bar]) -> String {
    let bar = |bar: &Bar| {
        let width = |part: f64| part.clamp(0.0, 1.0) * WIDTH;
        let aim = bar.aim.map_or(String::new(), |aim| {
            let x = width(aim);
            format!("<line class=\"mark\" x1=\"{x:.1}\" y1=\"0\" x2=\"{x:.1}\" y2=\"20\"/>")
        });
        format!(
            "<div class=\"bar\"><span>{}</span><span>{}</span><svg viewBox=\"0 0 {WIDTH} 20\" role=\"img\" aria-label=\"{} {}\" \
             preserveAspectRatio=\"none\"><rect class=\"back\" x=\"0\" y=\"0\" width=\"{WIDTH}\" height=\"20\"/>\
             <rect class=\"all\" x=\"0\" y=\"6\" width=\"{:.1}\" height=\"8\"/>\
             <rect class=\"dark\" x=\"0\" y=\"2\" width=\"{:.1}\" height=\"16\"/>{aim}</svg></div>",
            html(&bar.label),
            html(&bar.said),
            html(&bar.label),
            html(&bar.said),
            width(bar.behind),
            width(bar.part),
        )
    };
    let bars: String = bars.iter().map(bar).collect();
    format!("<figure><figcaption>{}</figcaption>{bars}</figure>\n", html(title))
}
