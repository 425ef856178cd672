//! What only a browser can show: that the program works as WebAssembly.
#![cfg(target_arch = "wasm32")]

use netpol_engine::{Options, analyze};
use netpol_playground::browser::Storage;
use netpol_playground::examples::Example;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn what_is_kept_can_be_read_again_and_forgotten() {
    let storage = Storage::open();
    assert!(storage.save("test", "kind: Pod\n"));
    assert_eq!(storage.load("test").as_deref(), Some("kind: Pod\n"));
    storage.remove("test");
    assert_eq!(storage.load("test"), None);
}

#[wasm_bindgen_test]
fn the_engine_answers_as_it_does_natively() {
    let connections = |it: &Example| {
        let analysis = analyze(&it.workspace().sources(), &Options::default());
        analysis.connections().len()
    };
    assert_eq!(Example::first().map(connections), Some(10));
}
