use yew::prelude::*;

use crate::words::diagram as words;

/// How large the diagram is drawn, in percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zoom(pub u32);

/// From one step to the next the difference can be seen, and steps can be
/// counted on fingers.
const STEPS: [u32; 11] = [25, 33, 50, 67, 80, 100, 125, 150, 200, 300, 400];

impl Zoom {
    /// As the layout has it.
    pub const WHOLE: Self = Self(100);

    /// As near to it as the steps allow.
    pub fn within(percent: f64) -> Self {
        let wanted = STEPS.iter().rev().find(|it| f64::from(**it) <= percent);
        Self(wanted.copied().unwrap_or(25))
    }

    /// One step larger.
    #[must_use]
    pub fn larger(self) -> Self {
        Self(STEPS.into_iter().find(|it| *it > self.0).unwrap_or(400))
    }

    /// One step smaller.
    #[must_use]
    pub fn smaller(self) -> Self {
        let mut smaller = STEPS.into_iter().rev();
        Self(smaller.find(|it| *it < self.0).unwrap_or(25))
    }

    /// A length on the screen.
    pub fn of(self, length: f64) -> f64 {
        length * f64::from(self.0) / 100.0
    }
}

/// What the user wants of the size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zooming {
    /// One step larger.
    In,
    /// One step smaller.
    Out,
    /// All of it in view.
    Fit,
}

/// The buttons for the size.
pub fn zoom_buttons(zoom: Zoom, on_zoom: &Callback<Zooming>) -> Html {
    let button = |label: &'static str, sign: &'static str, zooming| {
        html! {
            <button
                type="button"
                class="diagram-zoom__button"
                aria-label={label}
                title={label}
                onclick={on_zoom.reform(move |_| zooming)}
            >
                { sign }
            </button>
        }
    };
    html! {
        <div class="diagram-zoom" role="group" aria-label={words::SIZE}>
            <span class="visually-hidden" role="status">{ words::percent(zoom.0) }</span>
            { button(words::SMALLER, "−", Zooming::Out) }
            { button(words::LARGER, "+", Zooming::In) }
            { button(words::FIT, "⤢", Zooming::Fit) }
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::Zoom;

    #[test]
    fn steps_lead_up_and_down_and_end() {
        assert_eq!(Zoom::WHOLE.larger(), Zoom(125));
        assert_eq!(Zoom::WHOLE.smaller(), Zoom(80));
        assert_eq!(Zoom(400).larger(), Zoom(400));
        assert_eq!(Zoom(25).smaller(), Zoom(25));
        assert_eq!(Zoom::within(99.0), Zoom(80));
        assert_eq!(Zoom::within(3.0), Zoom(25));
    }
}
