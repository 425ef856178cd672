use yew::prelude::*;

use crate::browser;

/// Whether both parts of the program are here. What the first view can do without
/// waits for that, instead of keeping the page busy until the second part is here.
#[hook]
pub fn use_whole_program() -> bool {
    let is_whole = use_state_eq(browser::is_whole);
    {
        let is_whole = is_whole.setter();
        use_effect_with((), move |()| {
            // It may have come between the first rendering and now.
            if browser::is_whole() {
                is_whole.set(true);
            }
            let listener = browser::when_whole(move || is_whole.set(true));
            move || drop(listener)
        });
    }
    *is_whole
}
