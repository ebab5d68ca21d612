//! How the screen is cut: header, panes, panel, status line.

use ratatui::layout::{Rect, Size};

/// Below this width only one pane is shown, with a strip of the other documents' names.
pub const NARROW: u16 = 90;
/// Below this width or height nothing but a request for more room is shown.
pub const LEAST: Size = Size {
    width: 40,
    height: 10,
};
/// Cells at the left of a pane's text: claim, conflict, parallel, and a blank.
pub const GUTTER: u16 = 4;

/// What the cut depends on.
#[derive(Clone, Copy, Debug)]
pub struct Arrangement<'a> {
    /// The whole terminal.
    pub size: Size,
    /// The panes' shares of the width, in any unit.
    pub shares: &'a [u16],
    /// Which pane is focused.
    pub focus: usize,
    /// The panel's height with its header, or none.
    pub panel: Option<u16>,
    /// The panel takes the room of the panes.
    pub zoomed: bool,
}

/// The areas of one pane, in cells of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaneArea {
    /// Which pane.
    pub pane: usize,
    /// With its border.
    pub frame: Rect,
    /// The marks at the left.
    pub gutter: Rect,
    /// The text.
    pub text: Rect,
}

/// The areas of the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Screen {
    /// The first line.
    pub header: Rect,
    /// The names of the documents that have no room, where there is only one pane.
    pub strip: Option<Rect>,
    /// The panes that have room.
    pub panes: Vec<PaneArea>,
    /// The panel, its header line first.
    pub panel: Option<Rect>,
    /// The last line.
    pub status: Rect,
}

impl Screen {
    /// Cuts the screen; nothing where it is too small to work in.
    pub fn cut(arrangement: &Arrangement<'_>) -> Option<Self> {
        let Size { width, height } = arrangement.size;
        if width < LEAST.width || height < LEAST.height {
            return None;
        }
        let header = Rect::new(0, 0, width, 1);
        let status = Rect::new(0, height - 1, width, 1);
        let middle = Rect::new(0, 1, width, height - 2);
        let panel_height = match arrangement.panel {
            Some(_) if arrangement.zoomed => middle.height,
            // The panes keep three fifths of the height.
            Some(wanted) => wanted.clamp(2, (middle.height * 2 / 5).max(2)),
            None => 0,
        };
        let panel = (panel_height > 0)
            .then(|| Rect::new(0, middle.bottom() - panel_height, width, panel_height));
        let mut above = Rect {
            height: middle.height - panel_height,
            ..middle
        };
        let single = width < NARROW && arrangement.shares.len() > 1;
        let strip = (single && above.height > 0).then(|| {
            let strip = Rect { height: 1, ..above };
            above = Rect {
                y: above.y + 1,
                height: above.height - 1,
                ..above
            };
            strip
        });
        let panes = if above.height < 3 {
            vec![]
        } else if single {
            vec![PaneArea::new(arrangement.focus, above)]
        } else {
            split(above, arrangement.shares)
        };
        Some(Self {
            header,
            strip,
            panes,
            panel,
            status,
        })
    }

    /// Everything between the first and the last line.
    pub fn middle(&self) -> Rect {
        let (top, bottom) = (self.header.bottom(), self.status.top());
        Rect {
            y: top,
            height: bottom - top,
            ..self.header
        }
    }

    /// The areas of a pane, where it has room.
    pub fn pane(&self, pane: usize) -> Option<&PaneArea> {
        self.panes.iter().find(|area| area.pane == pane)
    }
}

impl PaneArea {
    fn new(pane: usize, frame: Rect) -> Self {
        let inner = Rect::new(
            frame.x + 1,
            frame.y + 1,
            frame.width.saturating_sub(2),
            frame.height.saturating_sub(2),
        );
        let gutter = Rect {
            width: GUTTER.min(inner.width),
            ..inner
        };
        let text = Rect {
            x: inner.x + gutter.width,
            // One cell stays free before the border.
            width: inner.width.saturating_sub(gutter.width + 1),
            ..inner
        };
        Self {
            pane,
            frame,
            gutter,
            text,
        }
    }
}

/// Side by side, by their shares of the width.
fn split(area: Rect, shares: &[u16]) -> Vec<PaneArea> {
    let total: u32 = shares
        .iter()
        .map(|share| u32::from(*share))
        .sum::<u32>()
        .max(1);
    let mut before = 0_u32;
    let edge = |share: u32| {
        let cells = u32::from(area.width) * share / total;
        area.x + u16::try_from(cells).unwrap_or(area.width)
    };
    let mut panes = vec![];
    for (pane, share) in shares.iter().enumerate() {
        let left = edge(before);
        before += u32::from(*share);
        let frame = Rect {
            x: left,
            width: edge(before) - left,
            ..area
        };
        panes.push(PaneArea::new(pane, frame));
    }
    panes
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_areas_lie_on_the_screen_side_by_side(
            width in 0_u16..300, height in 0_u16..100,
            shares in proptest::collection::vec(1_u16..9, 1..5),
            panel in proptest::option::of(0_u16..80), zoomed: bool,
        ) {
            let size = Size { width, height };
            let arrangement = Arrangement { size, shares: &shares, focus: 0, panel, zoomed };
            if let Some(screen) = Screen::cut(&arrangement) {
                let whole = Rect::new(0, 0, width, height);
                let mut areas = vec![screen.header, screen.status];
                areas.extend(screen.strip);
                areas.extend(screen.panel);
                areas.extend(screen.panes.iter().map(|pane| pane.frame));
                for (at, area) in areas.iter().enumerate() {
                    prop_assert_eq!(area.intersection(whole), *area);
                    for other in &areas[at + 1..] {
                        prop_assert!(area.intersection(*other).is_empty());
                    }
                }
            } else {
                prop_assert!(width < LEAST.width || height < LEAST.height);
            }
        }
    }
}
