//! What only a browser can show: that the program works as WebAssembly.
#![cfg(target_arch = "wasm32")]

mod digest;
#[expect(dead_code, reason = "the benchmarks use more of it")]
mod generator;

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
fn the_page_opens_on_its_example() {
    let connections = |it: &Example| {
        let analysis = analyze(&it.workspace().sources(), &Options::default());
        analysis.connections().len()
    };
    assert_eq!(Example::first().map(connections), Some(10));
}

#[wasm_bindgen_test]
fn every_answer_is_the_native_one_to_the_byte() {
    let (answers, native) = (digest::digests(), include_str!("digest/digests.txt"));
    for (answer, native) in answers.lines().zip(native.lines()) {
        assert_eq!(answer, native);
    }
    assert_eq!(answers.len(), native.len());
}

#[wasm_bindgen_test]
fn an_evaluation_takes_as_many_steps_as_natively() {
    assert_eq!(digest::steps(), digest::STEPS);
}
