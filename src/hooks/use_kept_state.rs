use std::rc::Rc;

use netpol_engine::PolicyName;
use yew::prelude::*;

use super::use_outbox::use_outbox;
use super::{begun, course_begun};
use crate::browser::{self, Storage};
use crate::examples::Example;
use crate::state::{AppState, File, Sizes, Theme, Workspace, policy_key, policy_of};

/// The name under which the policies that do not count are kept.
const LEFT_OUT: &str = "left-out";
/// The name under which what the draft is held against is kept.
const BASELINE: &str = "baseline";

/// The page's state, which survives a reload: what the user typed, the texts an
/// example took the place of, colours and sizes.
#[hook]
pub fn use_kept_state() -> UseReducerHandle<AppState> {
    let storage = use_memo((), |()| Storage::open());
    let state = use_reducer({
        let storage = Rc::clone(&storage);
        move || course_begun(begun(restored(&storage)))
    });
    use_kept_texts(&storage, &state);
    {
        let storage = Rc::clone(&storage);
        // Texts that were only opened are gone after a reload, but for the first.
        let own = state.own();
        let stays = own.is_edited || begins_with(&own.workspace);
        let left_out = own.left_out.into_iter().filter(|_| stays);
        use_effect_with(left_out.collect::<Vec<_>>(), move |it| {
            keep_left_out(&storage, it);
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

/// Keeps the texts: at once when they become a draft, else soon after they changed.
#[hook]
fn use_kept_texts(storage: &Rc<Storage>, state: &AppState) {
    let outbox = {
        let storage = Rc::clone(storage);
        use_outbox(move |before: Option<&Texts>, texts: &Texts| {
            texts.write(&storage, before);
        })
    };
    let own = state.own();
    let texts = Texts {
        draft: own.is_edited.then(|| own.kept()),
        set_aside: state.set_aside.clone(),
        baseline: Some(own.baseline).filter(|it| own.is_edited && *it != own.workspace),
    };
    use_effect_with(texts, move |texts| {
        // Until now nothing was kept, and what is not typed into is nowhere else.
        let begins = texts.draft.is_some() && outbox.is_latest(|it| it.draft.is_none());
        outbox.put(texts.clone());
        if begins {
            outbox.clear();
        }
    });
}

/// All that is kept of the texts.
#[derive(Debug, Clone, PartialEq, Default)]
struct Texts {
    /// What the user typed.
    draft: Option<Rc<Workspace>>,
    /// What an example took the place of.
    set_aside: Vec<Rc<Workspace>>,
    /// What the draft is held against.
    baseline: Option<Rc<Workspace>>,
}

impl Texts {
    /// Writes them, as far as they are new.
    fn write(&self, storage: &Storage, old: Option<&Self>) {
        if old.is_none_or(|it| it.draft != self.draft) {
            keep(storage, "draft", self.draft.as_deref());
        }
        if old.is_none_or(|it| it.baseline != self.baseline) {
            keep(storage, BASELINE, self.baseline.as_deref());
        }
        if old.is_none_or(|it| it.set_aside != self.set_aside) {
            for index in 0..AppState::KEPT {
                let kept = self.set_aside.get(index);
                keep(storage, &aside(index), kept.map(|it| &**it));
            }
        }
    }
}

/// The state as the last visit left it, else the first example.
fn restored(storage: &Storage) -> AppState {
    let mut state = match kept(storage, "draft") {
        Some(draft) => {
            let (texts, intended) = draft.without_intended();
            AppState {
                is_edited: true,
                intended,
                ..AppState::new(texts, None)
            }
        }
        None => match Example::first() {
            Some(example) => AppState::new(example.workspace(), example.focus()),
            None => AppState::new(Workspace::new([]), None),
        },
    };
    let set_aside = (0..AppState::KEPT).filter_map(|it| kept(storage, &aside(it)));
    state.set_aside = set_aside.map(Rc::new).collect();
    if let Some(baseline) = kept(storage, BASELINE).filter(|_| state.is_edited) {
        state.baseline = Rc::new(baseline);
    }
    let left_out = storage.load(LEFT_OUT).unwrap_or_default();
    state.left_out = left_out.split(' ').filter_map(policy_of).collect();
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

/// Policies that do not count go with the texts that a reload brings back. Names of
/// Kubernetes have no space in them.
fn keep_left_out(storage: &Storage, left_out: &[PolicyName]) {
    let keys: Vec<String> = left_out.iter().map(policy_key).collect();
    storage.save(LEFT_OUT, &keys.join(" "));
}

/// Whether a page without a draft begins with these texts.
fn begins_with(workspace: &Workspace) -> bool {
    Example::first().is_some_and(|it| it.workspace() == *workspace)
}

/// The name of the text that was set aside as the `index`-th, from 0.
fn aside(index: usize) -> String {
    format!("set-aside-{index}")
}

/// A workspace is kept as its files, one name and one text each, and how many
/// there are.
fn kept(storage: &Storage, name: &str) -> Option<Workspace> {
    let count = storage
        .load(&part(name, "count"))
        .and_then(|it| it.parse().ok());
    let Some(count) = count else {
        return kept_pair(storage, name);
    };
    let file = |index| {
        let text = storage.load(&part(name, &format!("{index}.text")))?;
        let title = storage.load(&part(name, &format!("{index}.name")))?;
        Some(File::new(title, text))
    };
    let files: Vec<File> = (0..count).take(Workspace::MOST).filter_map(file).collect();
    (!files.is_empty()).then(|| Workspace::new(files))
}

/// As earlier versions of the page kept it: two texts with fixed names.
fn kept_pair(storage: &Storage, name: &str) -> Option<Workspace> {
    let [policies, cluster] = ["policies", "cluster"].map(|it| storage.load(&part(name, it)));
    Some(Workspace::of(&policies?, &cluster?))
}

fn keep(storage: &Storage, name: &str, workspace: Option<&Workspace>) {
    let files = workspace.map_or(&[][..], Workspace::files);
    for (index, file) in files.iter().enumerate() {
        storage.save(&part(name, &format!("{index}.text")), &file.text);
        storage.save(&part(name, &format!("{index}.name")), &file.name);
    }
    if files.is_empty() {
        storage.remove(&part(name, "count"));
    } else {
        storage.save(&part(name, "count"), &files.len().to_string());
    }
    let stale = (files.len()..Workspace::MOST).map(|index| part(name, &format!("{index}.text")));
    for name in stale.take_while(|it| storage.load(it).is_some()) {
        storage.remove(&name);
    }
    for old in ["policies", "cluster"] {
        storage.remove(&part(name, old));
    }
}

/// The name of a part under the name of the whole.
fn part(name: &str, part: &str) -> String {
    [name, ".", part].concat()
}
