//! Every shell gets a script that knows the commands and their options.

#![expect(
    clippy::expect_used,
    reason = "clippy knows the tests here, but not the functions they share"
)]

use std::process::Command;

#[track_caller]
fn check(shell: &str, words: &[&str]) {
    let output = Command::new(env!("CARGO_BIN_EXE_netpol"))
        .args(["completions", shell])
        .output()
        .expect("the program starts");
    assert!(output.status.success(), "{shell}");
    let script = String::from_utf8(output.stdout).expect("a script is text");
    for word in words {
        assert!(script.contains(word), "{shell} does not complete `{word}`");
    }
}

#[test]
fn every_shell_completes_commands_and_options() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        check(shell, &["query", "batch", "expect", "render", "theme"]);
    }
}
