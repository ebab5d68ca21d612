//! What views draw on. Text reaches the screen only through [`Canvas::text`] and
//! [`Canvas::glyph`], which let nothing pass that a terminal interprets or hides: a [`Glyph`] is made
//! by `text::visible` alone, and `clippy.toml` forbids ratatui's own ways from text to cells.

use super::super::settings::Role;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::super::layout::rows::cells;
use super::super::settings::Theme;
use crate::text::visible::{Glyph, glyph};
use crate::text::{Span, Visible};

/// How wide a line of text is when it is drawn, in cells.
pub fn width_of(text: &str) -> u16 {
    u16::try_from(Visible::of(text).cells()).unwrap_or(u16::MAX)
}

/// The screen, while it is drawn.
pub struct Canvas<'b> {
    buffer: &'b mut Buffer,
    theme: &'b Theme,
    all_marks: bool,
}

impl<'b> Canvas<'b> {
    /// A canvas over a buffer; with `all_marks` even the quietest hidden characters are marked.
    pub fn new(buffer: &'b mut Buffer, theme: &'b Theme, all_marks: bool) -> Self {
        Self {
            buffer,
            theme,
            all_marks,
        }
    }

    /// The colours.
    pub fn theme(&self) -> &'b Theme {
        self.theme
    }

    /// Empties an area.
    pub fn clear(&mut self, area: Rect) {
        let area = area.intersection(self.buffer.area);
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                let cell = &mut self.buffer[(x, y)];
                cell.reset();
                cell.set_style(self.theme.style(Role::Text));
            }
        }
    }

    /// Lays a style over an area.
    pub fn tint(&mut self, area: Rect, style: Style) {
        self.buffer
            .set_style(area.intersection(self.buffer.area), style);
    }

    /// Draws a line of text in the area's first row, cut with `…` where it is longer; returns the
    /// cells that it takes.
    pub fn text(&mut self, area: Rect, text: &str, style: Style) -> u16 {
        let area = area.intersection(self.buffer.area);
        if area.is_empty() {
            return 0;
        }
        let mut end = 0_u16;
        for cell in cells(text, Span::new(0, text.len())) {
            let after = cell.column.saturating_add(cell.width);
            if after > area.width {
                let mark = area.width.saturating_sub(1).min(end);
                self.sign(area.x + mark, area.y, '…', style);
                return area.width;
            }
            self.glyph(area.x + cell.column, area.y, &cell.glyph, cell.width, style);
            end = after;
        }
        end
    }

    /// Draws text at the right end of the area's first row; returns the cells that it takes.
    pub fn text_right(&mut self, area: Rect, text: &str, style: Style) -> u16 {
        let wide = width_of(text).min(area.width);
        self.text(
            Rect {
                x: area.right() - wide,
                width: wide,
                ..area
            },
            text,
            style,
        )
    }

    /// Draws what stands for one character in at most `room` cells, cut where it is wider.
    pub fn glyph(&mut self, x: u16, y: u16, glyph: &Glyph<'_>, room: u16, style: Style) {
        let style = match glyph.hidden() {
            None => style,
            Some(kind) if kind.is_quiet() && !self.all_marks => {
                return self.sign(x, y, ' ', style);
            }
            Some(kind) if kind.is_suspicious() => style.patch(self.theme.style(Role::HiddenMark)),
            Some(_) => style.patch(self.theme.style(Role::EverydayMark)),
        };
        let mut column = 0_u16;
        for part in glyph.as_str().graphemes(true) {
            let width = u16::try_from(part.width()).unwrap_or(u16::MAX);
            if column.saturating_add(width) > room {
                break;
            }
            self.symbol(x + column, y, part, width, style);
            column += width;
        }
    }

    /// A sign of our own in one cell.
    pub fn sign(&mut self, x: u16, y: u16, sign: char, style: Style) {
        self.glyph(x, y, &glyph(sign.encode_utf8(&mut [0; 4])), 1, style);
    }

    /// The only place where anything is put on the screen.
    #[expect(clippy::disallowed_methods)]
    fn symbol(&mut self, x: u16, y: u16, symbol: &str, width: u16, style: Style) {
        if let Some(cell) = self.buffer.cell_mut((x, y)) {
            cell.set_symbol(symbol).set_style(style);
        }
        for covered in 1..width {
            if let Some(cell) = self.buffer.cell_mut((x + covered, y)) {
                cell.set_symbol(" ").set_style(style);
            }
        }
    }

    /// A frame with rounded corners and a title, text at the right of its top and bottom lines.
    pub fn frame(&mut self, area: Rect, border: Style, titles: &Titles<'_>) {
        let area = area.intersection(self.buffer.area);
        if area.width < 2 || area.height < 2 {
            return;
        }
        let (left, right) = (area.x, area.right() - 1);
        let (top, bottom) = (area.y, area.bottom() - 1);
        for x in left..=right {
            self.sign(x, top, '─', border);
            self.sign(x, bottom, '─', border);
        }
        for y in top..=bottom {
            self.sign(left, y, '│', border);
            self.sign(right, y, '│', border);
        }
        for (x, y, corner) in [
            (left, top, '╭'),
            (right, top, '╮'),
            (left, bottom, '╰'),
            (right, bottom, '╯'),
        ] {
            self.sign(x, y, corner, border);
        }
        let line = |y| Rect {
            x: left + 2,
            y,
            width: area.width.saturating_sub(4),
            height: 1,
        };
        let taken = self.padded_right(line(top), titles.top_right, titles.dim);
        let room = line(top).width.saturating_sub(taken);
        self.padded(
            Rect {
                width: room,
                ..line(top)
            },
            titles.top,
            titles.style,
        );
        let taken = self.padded_right(line(bottom), titles.bottom_right, titles.dim);
        let room = line(bottom).width.saturating_sub(taken);
        self.padded(
            Rect {
                width: room,
                ..line(bottom)
            },
            titles.bottom,
            titles.dim,
        );
    }

    fn padded(&mut self, area: Rect, text: &str, style: Style) {
        if !text.is_empty() && area.width > 3 {
            self.text(area, &format!(" {text} "), style);
        }
    }

    fn padded_right(&mut self, area: Rect, text: &str, style: Style) -> u16 {
        if text.is_empty() || area.width <= 3 {
            return 0;
        }
        self.text_right(area, &format!(" {text} "), style)
    }
}

/// The words in a frame's lines.
#[derive(Clone, Copy, Debug, Default)]
pub struct Titles<'t> {
    /// At the left of the top line.
    pub top: &'t str,
    /// At the right of the top line.
    pub top_right: &'t str,
    /// At the left of the bottom line.
    pub bottom: &'t str,
    /// At the right of the bottom line.
    pub bottom_right: &'t str,
    /// The title's style.
    pub style: Style,
    /// The style of the others.
    pub dim: Style,
}

/// The row of an area with this number, from 0; empty below its end.
pub fn row(area: Rect, number: usize) -> Rect {
    let down = u16::try_from(number).unwrap_or(u16::MAX);
    if down >= area.height {
        return Rect { height: 0, ..area };
    }
    Rect {
        y: area.y + down,
        height: 1,
        ..area
    }
}

/// The area without its first `cells` columns.
pub fn after(area: Rect, cells: u16) -> Rect {
    let cells = cells.min(area.width);
    Rect {
        x: area.x + cells,
        width: area.width - cells,
        ..area
    }
}

/// The area inside a frame, with a blank at both sides.
pub fn inside(area: Rect) -> Rect {
    Rect {
        x: area.x + 2,
        y: area.y + 1,
        width: area.width.saturating_sub(4),
        height: area.height.saturating_sub(2),
    }
}
