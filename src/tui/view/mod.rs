//! From the state to the screen. Pure: it draws and decides nothing.

mod canvas;
mod card;
mod chooser;
mod compare;
mod deciding;
mod document_card;
mod facts;
mod findings;
mod header;
mod help;
mod hints;
mod leads;
mod marked;
mod pane;
mod panel;
mod popup;
mod review;
mod roles;
mod start;
mod status;
mod told;
mod writing;

use super::settings::Role;
use ratatui::Frame;

pub use canvas::Canvas;

use super::layout::rows::wrap;
use super::layout::screen::LEAST;
use super::state::{Layer, State};
use crate::text::Span;

/// Draws the whole state.
pub fn draw(state: &State, frame: &mut Frame<'_>) {
    let area = frame.area();
    let mut canvas = Canvas::new(frame.buffer_mut(), &state.theme, state.all_marks);
    canvas.clear(area);
    let Some(screen) = state.screen() else {
        let words = format!("crosscheck needs {} by {} cells", LEAST.width, LEAST.height);
        let style = canvas.theme().style(Role::Text);
        let lines = wrap(&words, Span::new(0, words.len()), area.width);
        for (number, line) in lines.into_iter().enumerate() {
            canvas.text(canvas::row(area, number), line.of(&words).trim_end(), style);
        }
        return;
    };
    header::draw(&mut canvas, state, screen.header);
    if let Some(strip) = screen.strip {
        header::draw_strip(&mut canvas, state, strip);
    }
    for area in &screen.panes {
        pane::draw(&mut canvas, state, area);
    }
    if let Some(area) = screen.panel {
        panel::draw(&mut canvas, state, area);
    }
    let middle = screen.middle();
    for layer in &state.layers {
        match layer {
            Layer::Chooser(chooser) => chooser::draw(&mut canvas, state, chooser, middle),
            Layer::Prompt(prompt) => writing::draw_prompt(&mut canvas, prompt, middle),
            Layer::Editor(editor) => writing::draw_editor(&mut canvas, editor, middle),
            Layer::Card(card) => card::draw(&mut canvas, state, card, middle),
            Layer::Compare(view) => compare::draw(&mut canvas, state, view, middle),
            Layer::Deciding(open) => deciding::draw(&mut canvas, state, open, middle),
            Layer::Review(view) => review::draw(&mut canvas, state, view, middle),
            Layer::Source(card) => document_card::draw(&mut canvas, state, card, middle),
            Layer::Help(help) => help::draw(&mut canvas, help, middle),
            Layer::Told(told) => told::draw(&mut canvas, told, middle),
            Layer::Start(start) => start::draw(&mut canvas, start, middle),
        }
    }
    if state.hints_due {
        hints::draw(&mut canvas, state, middle);
    }
    status::draw(&mut canvas, state, screen.status);
}
