use std::rc::Rc;

use yew::prelude::*;

use crate::browser::{self, Draft, Storage};
use crate::examples::Example;
use crate::state::{AppState, Sizes, Theme, Workspace};

/// The names that things are kept under.
mod key {
    pub(super) const DRAFT: &str = "draft";
    pub(super) const SET_ASIDE: &str = "set-aside";
    pub(super) const THEME: &str = "theme";
    pub(super) const SIZES: &str = "sizes";
}

/// The page's state, which survives a reload: what the user typed, the text an
/// example took the place of, colours and sizes.
#[hook]
pub fn use_kept_state() -> UseReducerHandle<AppState> {
    let storage = use_memo((), |()| Storage::open());
    let state = use_reducer({
        let storage = Rc::clone(&storage);
        move || restored(&storage)
    });
    {
        let storage = Rc::clone(&storage);
        let texts = (
            Rc::clone(&state.workspace),
            state.is_edited,
            state.set_aside.clone(),
        );
        use_effect_with(texts, move |(workspace, is_edited, set_aside)| {
            if *is_edited {
                storage.save(key::DRAFT, &Draft::of(workspace));
            } else {
                storage.remove(key::DRAFT);
            }
            let set_aside: Vec<Draft> = set_aside.iter().map(|it| Draft::of(it)).collect();
            storage.save(key::SET_ASIDE, &set_aside);
        });
    }
    {
        let storage = Rc::clone(&storage);
        use_effect_with(state.theme, move |theme| {
            browser::wear(*theme);
            storage.save(key::THEME, &theme.name());
        });
    }
    use_effect_with(state.sizes, move |sizes| {
        browser::share_out(*sizes);
        storage.save(key::SIZES, &(sizes.editor, sizes.diagram));
    });
    state
}

/// The state as the last visit left it, else the first example.
fn restored(storage: &Storage) -> AppState {
    let first = Example::first();
    let draft = storage.load::<Draft>(key::DRAFT).map(from_draft);
    let focus = first.and_then(Example::focus);
    let mut state = match draft {
        Some(draft) => AppState {
            is_edited: true,
            ..AppState::new(draft, None)
        },
        None => {
            let workspace = first.map_or_else(|| Workspace::new("", ""), Example::workspace);
            AppState::new(workspace, focus)
        }
    };
    let set_aside = storage
        .load::<Vec<Draft>>(key::SET_ASIDE)
        .unwrap_or_default();
    state.set_aside = set_aside
        .into_iter()
        .map(|it| Rc::new(from_draft(it)))
        .collect();
    let theme = storage.load::<String>(key::THEME);
    state.theme = theme
        .and_then(|it| Theme::from_name(&it))
        .unwrap_or_default();
    if let Some((editor, diagram)) = storage.load::<(u8, u8)>(key::SIZES) {
        state.sizes = Sizes {
            editor: Sizes::clamp(editor),
            diagram: Sizes::clamp(diagram),
        };
    }
    state
}

fn from_draft(draft: Draft) -> Workspace {
    Workspace::new(draft.policies, draft.cluster)
}
