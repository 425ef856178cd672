use std::rc::Rc;

use yew::prelude::*;

use crate::browser::{self, Storage};
use crate::examples::Example;
use crate::state::{AppState, FileRole, Sizes, Theme, Workspace};

/// The page's state, which survives a reload: what the user typed, the texts an
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
            keep(&storage, "draft", Some(&**workspace).filter(|_| *is_edited));
            for index in 0..AppState::KEPT {
                let kept = set_aside.get(index).map(|it| &**it);
                keep(&storage, &aside(index), kept);
            }
        });
    }
    {
        let storage = Rc::clone(&storage);
        use_effect_with(state.theme, move |theme| {
            browser::wear(*theme);
            storage.save("theme", theme.name());
        });
    }
    use_effect_with(state.sizes, move |sizes| {
        browser::share_out(*sizes);
        storage.save("editor-share", &sizes.editor.to_string());
        storage.save("diagram-share", &sizes.diagram.to_string());
    });
    state
}

/// The state as the last visit left it, else the first example.
fn restored(storage: &Storage) -> AppState {
    let mut state = match kept(storage, "draft") {
        Some(draft) => AppState {
            is_edited: true,
            ..AppState::new(draft, None)
        },
        None => match Example::first() {
            Some(example) => AppState::new(example.workspace(), example.focus()),
            None => AppState::new(Workspace::new("", ""), None),
        },
    };
    let set_aside = (0..AppState::KEPT).filter_map(|it| kept(storage, &aside(it)));
    state.set_aside = set_aside.map(Rc::new).collect();
    let theme = storage.load("theme");
    state.theme = theme
        .and_then(|it| Theme::from_name(&it))
        .unwrap_or_default();
    let share = |name, otherwise| {
        let kept = storage.load(name).and_then(|it| it.parse().ok());
        kept.map_or(otherwise, Sizes::clamp)
    };
    state.sizes = Sizes {
        editor: share("editor-share", state.sizes.editor),
        diagram: share("diagram-share", state.sizes.diagram),
    };
    state
}

/// The name of the text that was set aside as the `index`-th, from 0.
fn aside(index: usize) -> String {
    format!("set-aside-{index}")
}

/// The name of one tab's text under the name of the whole.
fn part(name: &str, role: FileRole) -> String {
    let part = match role {
        FileRole::Policies => "policies",
        FileRole::Cluster => "cluster",
    };
    [name, ".", part].concat()
}

fn kept(storage: &Storage, name: &str) -> Option<Workspace> {
    let [policies, cluster] = FileRole::ALL.map(|it| storage.load(&part(name, it)));
    Some(Workspace::new(policies?, cluster?))
}

fn keep(storage: &Storage, name: &str, workspace: Option<&Workspace>) {
    for role in FileRole::ALL {
        let name = part(name, role);
        match workspace {
            Some(workspace) => {
                storage.save(&name, workspace.text(role));
            }
            None => storage.remove(&name),
        }
    }
}
