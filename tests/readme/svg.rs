//! A drawn screen as a picture in SVG.

use std::fmt::Write;

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier};

/// The size of a cell in the picture, in its own units.
const CELL: (u32, u32) = (9, 20);
/// How far above a row's lower edge its letters stand.
const DESCENT: u32 = 6;
/// The colours of cells that have none of their own.
const PAPER: &str = "#16181d";
const INK: &str = "#d8dbe2";

/// Neighbouring cells of one row that are drawn alike.
struct Run {
    column: u32,
    cells: u32,
    text: String,
    ink: String,
    paper: String,
    modifier: Modifier,
}

/// The picture of a buffer.
pub fn picture(buffer: &Buffer) -> String {
    let (width, height) = (
        u32::from(buffer.area.width) * CELL.0,
        u32::from(buffer.area.height) * CELL.1,
    );
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
         font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"15\">\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"{PAPER}\"/>\n"
    );
    for row in 0..buffer.area.height {
        for run in runs(buffer, row) {
            draw(&mut svg, &run, u32::from(row));
        }
    }
    svg + "</svg>\n"
}

fn runs(buffer: &Buffer, row: u16) -> Vec<Run> {
    let mut runs: Vec<Run> = vec![];
    for column in 0..buffer.area.width {
        let cell = &buffer[(column, row)];
        let (mut ink, mut paper) = (colour(cell.fg, INK), colour(cell.bg, PAPER));
        if cell.modifier.contains(Modifier::REVERSED) {
            std::mem::swap(&mut ink, &mut paper);
        }
        match runs.last_mut() {
            Some(run) if run.ink == ink && run.paper == paper && run.modifier == cell.modifier => {
                run.cells += 1;
                run.text.push_str(cell.symbol());
            }
            _ => runs.push(Run {
                column: u32::from(column),
                cells: 1,
                text: cell.symbol().to_owned(),
                ink,
                paper,
                modifier: cell.modifier,
            }),
        }
    }
    runs
}

fn draw(svg: &mut String, run: &Run, row: u32) {
    let (left, top, width) = (run.column * CELL.0, row * CELL.1, run.cells * CELL.0);
    if run.paper != PAPER {
        let _ = writeln!(
            svg,
            "<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{}\" fill=\"{}\"/>",
            CELL.1, run.paper
        );
    }
    if run.text.trim().is_empty() {
        return;
    }
    let mut style = String::new();
    for (modifier, attribute) in [
        (Modifier::BOLD, " font-weight=\"bold\""),
        (Modifier::ITALIC, " font-style=\"italic\""),
        (Modifier::UNDERLINED, " text-decoration=\"underline\""),
        (Modifier::CROSSED_OUT, " text-decoration=\"line-through\""),
        (Modifier::DIM, " opacity=\"0.7\""),
    ] {
        if run.modifier.contains(modifier) {
            style.push_str(attribute);
        }
    }
    let baseline = top + CELL.1 - DESCENT;
    // The length keeps cells under one another in every font.
    let _ = writeln!(
        svg,
        "<text x=\"{left}\" y=\"{baseline}\" textLength=\"{width}\" xml:space=\"preserve\" fill=\"{}\"{style}>{}</text>",
        run.ink,
        escaped(&run.text)
    );
}

fn colour(color: Color, unset: &str) -> String {
    match color {
        Color::Rgb(red, green, blue) => format!("#{red:02x}{green:02x}{blue:02x}"),
        _ => unset.to_owned(),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
