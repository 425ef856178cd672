use netpol_engine::layout::{Composition, PictureEdge, Place};

/// How much each part of a picture stands out while a pair has the focus, as words that the
/// sheet knows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lights<'a> {
    focus: Option<(usize, &'a PictureEdge)>,
}

const IN_FOCUS: &str = "focus";
const DIM: &str = "dim";

impl<'a> Lights<'a> {
    pub(super) fn of(composition: &'a Composition) -> Self {
        let focus = composition.focus;
        let edge = |at: usize| composition.picture.edges.get(at).map(|it| (at, it));
        Self {
            focus: focus.and_then(edge),
        }
    }

    pub(super) fn is_in_focus(&self, edge: usize) -> bool {
        self.focus.is_some_and(|it| it.0 == edge)
    }

    /// How an edge stands out; the edge is named by its place in the picture.
    pub(super) fn edge(&self, edge: usize) -> &'static str {
        match self.focus {
            None => "",
            Some(it) if it.0 == edge => IN_FOCUS,
            Some(_) => DIM,
        }
    }

    /// How a box stands out.
    pub(super) fn place(&self, place: Place) -> &'static str {
        match self.focus {
            None => "",
            Some((_, it)) if it.source == place || it.destination == place => IN_FOCUS,
            Some(_) => DIM,
        }
    }
}
