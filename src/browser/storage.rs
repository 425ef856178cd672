use web_sys::Storage as WebStorage;

/// The browser's storage for this page, where it allows any: a frame of another
/// origin, or a visitor's settings, may forbid it.
///
/// What is kept is text under a name. Old pages left it in people's browsers, so
/// names and meanings may only grow.
#[derive(Debug, Clone)]
pub struct Storage(Option<WebStorage>);

impl Storage {
    const PREFIX: &str = "npp:v1:";

    /// The storage, if it may be used. What is embedded elsewhere keeps nothing, and does
    /// not know what the reader has at home.
    pub fn open() -> Self {
        let window = web_sys::window().filter(|_| !super::is_embedded());
        Self(window.and_then(|it| it.local_storage().ok()).flatten())
    }

    /// What was kept under `name`.
    pub fn load(&self, name: &str) -> Option<String> {
        self.0.as_ref()?.get_item(&key(name)).ok()?
    }

    /// Keeps `text` under `name`. Returns whether that worked.
    pub fn save(&self, name: &str, text: &str) -> bool {
        self.0
            .as_ref()
            .is_some_and(|it| it.set_item(&key(name), text).is_ok())
    }

    /// Forgets what was kept under `name`.
    pub fn remove(&self, name: &str) {
        if let Some(storage) = &self.0 {
            // Where nothing can be removed, nothing was kept.
            let _ = storage.remove_item(&key(name));
        }
    }
}

fn key(name: &str) -> String {
    [Storage::PREFIX, name].concat()
}
