//! Charts, drawn as SVG without a word inside: what is said stands beside them, so that it stays readable on a phone.

use super::super::page::html;

/// A chart.
#[derive(Debug, Clone, PartialEq)]
pub enum Chart {
    /// Columns over time, with marks on them.
    Columns {
        /// What it shows.
        title: String,
        /// What the dark part of a column is, what the light one, and what lies between.
        colours: [String; 3],
        /// What the ends of the line are.
        legend: Vec<String>,
        /// The columns.
        columns: Vec<Column>,
        /// The marks.
        marks: Vec<Mark>,
        /// Hours along the line.
        hours: Vec<Mark>,
    },
    /// Bars beside one another.
    Bars {
        /// What it shows.
        title: String,
        /// The bars.
        bars: Vec<Bar>,
    },
}

/// A column: what of it is negative, what positive, and all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The dark part, at the foot.
    pub dark: u32,
    /// The light part, at the top.
    pub light: u32,
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
/// Numbers of marks that are nearer to one another than this part of the line stand one above the other: two digits have
/// room beside each other on a phone.
const NEAR: f64 = 0.07;
/// Most of them one above the other; those beyond stand in the highest row.
const MOST_ROWS: usize = 6;

pub(super) fn draw(chart: &Chart) -> String {
    match chart {
        Chart::Columns { title, colours, legend, columns, marks, hours } => {
            let legend: String = legend.iter().map(|line| format!("<p class=\"legend\">{}</p>", html(line))).collect();
            drawn_columns(title, &format!("{}{}{legend}", axis(hours), keyed(colours)), columns, marks)
        }
        Chart::Bars { title, bars } => drawn_bars(title, bars),
    }
}

/// Which colour is what.
fn keyed(colours: &[String; 3]) -> String {
    let one = |(class, said): (&str, &String)| {
        format!(
            "<svg class=\"key\" viewBox=\"0 0 1 1\" aria-hidden=\"true\"><rect class=\"{class}\" width=\"1\" height=\"1\"/></svg> {}",
            html(said)
        )
    };
    let all: Vec<String> = ["dark", "light", "all"].into_iter().zip(colours).map(one).collect();
    format!("<p class=\"legend\">{}</p>", all.join(" &nbsp; "))
}

/// The row of each mark's number: as low as can be without standing upon another.
fn rows(marks: &[Mark]) -> Vec<usize> {
    let mut ends: Vec<f64> = Vec::new();
    let row = |mark: &Mark| {
        let free = ends.iter().position(|end| mark.at - end >= NEAR).unwrap_or(ends.len()).min(MOST_ROWS - 1);
        if free == ends.len() {
            ends.push(mark.at);
        }
        ends[free] = mark.at;
        free
    };
    marks.iter().map(row).collect()
}

/// The numbers of the marks, above their lines. Text inside a picture that is stretched would be stretched too.
fn numbers(marks: &[Mark]) -> String {
    let rows = rows(marks);
    let number = |(n, (mark, row)): (usize, (&Mark, &usize))| {
        let (left, up) = (mark.at.clamp(0.0, 1.0) * 100.0, *row as f64 * 1.1);
        format!("<span style=\"left:{left:.1}%;bottom:{up:.1}rem\">{}</span>", n + 1)
    };
    let high = rows.iter().max().map_or(0.0, |row| (*row as f64 + 1.0) * 1.1);
    let all: String = marks.iter().zip(&rows).enumerate().map(number).collect();
    format!("<div class=\"numbers\" style=\"height:{high:.1}rem\" aria-hidden=\"true\">{all}</div>")
}

/// The hours, below the line.
fn axis(hours: &[Mark]) -> String {
    let hour = |hour: &Mark| {
        format!("<span style=\"left:{:.1}%\">{}</span>", hour.at.clamp(0.0, 1.0) * 100.0, html(&hour.said))
    };
    format!("<div class=\"axis\" aria-hidden=\"true\">{}</div>", hours.iter().map(hour).collect::<String>())
}

/// How high the columns go: all of it, and half.
fn scale(most: u32) -> String {
    let line = |(up, n): (f64, u32)| format!("<span style=\"bottom:{up:.0}%\">{n}</span>");
    let half = (most >= 4).then_some((50.0, most / 2));
    let lines = [(100.0, most)].into_iter().chain(half).map(line);
    format!("<div class=\"scale\" aria-hidden=\"true\">{}</div>", lines.collect::<String>())
}

fn drawn_columns(title: &str, legend: &str, columns: &[Column], marks: &[Mark]) -> String {
    let top = columns.iter().map(|c| c.all).max().unwrap_or(0).max(1);
    let most = f64::from(top);
    let wide = WIDTH / columns.len().max(1) as f64;
    let mut shapes = String::new();
    for (n, column) in columns.iter().enumerate() {
        let [all, dark, light] = [column.all, column.dark, column.light].map(|n| HEIGHT * f64::from(n) / most);
        let (x, w) = (n as f64 * wide, (wide * 0.9).max(0.5));
        for (class, height, top) in [("all", all, all), ("dark", dark, dark), ("light", light, all)] {
            if height > 0.0 {
                let y = HEIGHT - top;
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
    format!(
        "<figure><figcaption>{title}</figcaption>{numbers}<div class=\"plot\">{scale}<svg viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{title}\" \
         preserveAspectRatio=\"none\" class=\"columns\">{shapes}</svg></div>{legend}<ol class=\"marks\">{}</ol></figure>\n",
        said.collect::<String>(),
        title = html(title),
        numbers = numbers(marks),
        scale = scale(top),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_mark_has_its_number_and_none_stands_upon_another() {
        let mark = |at: f64| Mark { at, said: String::new() };
        let marks: Vec<Mark> = [0.0, 0.0, 0.02, 0.1, 0.12, 0.9].map(mark).into();
        let rows = rows(&marks);
        assert_eq!(rows, [0, 1, 2, 0, 1, 0]);
        for (n, a) in marks.iter().enumerate() {
            for (m, b) in marks.iter().enumerate().skip(n + 1) {
                assert!(rows[n] != rows[m] || b.at - a.at >= NEAR);
            }
        }
        let many: Vec<Mark> = (0..40).map(|_| mark(0.5)).collect();
        assert_eq!(super::rows(&many).iter().max(), Some(&(MOST_ROWS - 1)), "never higher than the picture bears");
        let said = numbers(&marks);
        assert!((1..=6).all(|n| said.contains(&format!(">{n}</span>"))), "{said}");
        assert!(said.contains("left:90.0%;bottom:0.0rem\">6<"), "{said}");
        assert_eq!(numbers(&[]).matches("span").count(), 0);
    }
}
