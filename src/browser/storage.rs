use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use web_sys::Storage as WebStorage;

use crate::state::{FileRole, Workspace};

/// What the page keeps of the user's work. A wire form: old pages left it in
/// people's browsers, so it may only grow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The text of the tab Policies.
    pub policies: String,
    /// The text of the tab Cluster.
    pub cluster: String,
}

impl Draft {
    /// The texts as they are kept.
    pub fn of(workspace: &Workspace) -> Self {
        Self {
            policies: workspace.text(FileRole::Policies).to_string(),
            cluster: workspace.text(FileRole::Cluster).to_string(),
        }
    }
}

/// The browser's storage for this page, where it allows any: a frame of another
/// origin, or a visitor's settings, may forbid it.
#[derive(Debug, Clone)]
pub struct Storage(Option<WebStorage>);

impl Storage {
    const PREFIX: &str = "npp:v1:";

    /// The storage, if it may be used.
    pub fn open() -> Self {
        let window = web_sys::window();
        Self(window.and_then(|it| it.local_storage().ok()).flatten())
    }

    /// What was kept under `key`; `None` also for what cannot be read.
    pub fn load<T: DeserializeOwned>(&self, key: &str) -> Option<T> {
        let text = self
            .0
            .as_ref()?
            .get_item(&format!("{}{key}", Self::PREFIX))
            .ok()??;
        serde_json::from_str(&text).ok()
    }

    /// Keeps `value` under `key`. Returns whether that worked.
    pub fn save<T: Serialize>(&self, key: &str, value: &T) -> bool {
        let Ok(text) = serde_json::to_string(value) else {
            return false;
        };
        let key = format!("{}{key}", Self::PREFIX);
        self.0
            .as_ref()
            .is_some_and(|it| it.set_item(&key, &text).is_ok())
    }

    /// Forgets what was kept under `key`.
    pub fn remove(&self, key: &str) {
        if let Some(storage) = &self.0 {
            // Where nothing can be removed, nothing was kept.
            let _ = storage.remove_item(&format!("{}{key}", Self::PREFIX));
        }
    }
}
