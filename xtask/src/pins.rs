//! The exact versions of everything that is not a crate of this workspace.
//!
//! Trunk refuses tools of another version than it expects and would then try to
//! download them, so the numbers here, in `Cargo.toml`, `Trunk.toml` and
//! `package.json` have to agree; the tests below hold them together.

/// A program that `cargo install` brings, in the version this project is built with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pin {
    /// The crate, as the registry knows it.
    pub(crate) package: &'static str,
    /// Exactly this version.
    pub(crate) version: &'static str,
    /// Every program of the crate that we call.
    pub(crate) programs: &'static [&'static str],
    /// What `cargo install` is told besides.
    pub(crate) flags: &'static [&'static str],
}

/// Builds and serves the page. Later versions need a newer Rust than ours.
pub(crate) const TRUNK: Pin = Pin {
    package: "trunk",
    version: "0.21.14",
    programs: &["trunk"],
    flags: &[],
};

/// Writes the JavaScript side of the program, and runs its tests in a browser.
pub(crate) const WASM_BINDGEN: Pin = Pin {
    package: "wasm-bindgen-cli",
    version: "0.2.126",
    programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
    flags: &[],
};

/// Builds the book that shows how one embeds the playground; without what serves and
/// watches it, which takes longest to compile.
pub(crate) const MDBOOK: Pin = Pin {
    package: "mdbook",
    version: "0.5.4",
    programs: &["mdbook"],
    flags: &["--no-default-features"],
};

/// What the browser runs.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// WebAssembly with files and a clock, for programs that Node.js runs.
pub(crate) const WASI_TARGET: &str = "wasm32-wasip1";

/// The oldest Node.js that the end-to-end tests run on.
pub(crate) const NODE_MAJOR: u32 = 20;

#[cfg(test)]
mod tests {
    use super::*;
    use std::{fs, path::Path};

    #[track_caller]
    fn check(file: &str, expected: &str) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(expected), "{file} does not say `{expected}`");
    }

    #[test]
    fn wasm_bindgen_is_one_version_everywhere() {
        let version = WASM_BINDGEN.version;
        check("Cargo.toml", &format!("wasm-bindgen = \"={version}\""));
        check(
            "Cargo.lock",
            &format!("name = \"wasm-bindgen\"\nversion = \"{version}\""),
        );
        check("Trunk.toml", &format!("wasm_bindgen = \"{version}\""));
    }

    #[test]
    fn trunk_accepts_its_pinned_version() {
        check(
            "Trunk.toml",
            &format!("trunk-version = \"^{}\"", TRUNK.version),
        );
    }

    #[test]
    fn wasm_opt_is_one_version_everywhere() {
        check("package.json", "\"binaryen\": \"132.0.0\"");
        check("package-lock.json", "\"binaryen\": \"132.0.0\"");
        check("Trunk.toml", "wasm_opt = \"version_132\"");
    }

    /// The page sets its own policy, and `serve` sends it as other hosts may.
    #[test]
    fn the_security_policy_is_one_everywhere() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../index.html");
        let page = fs::read_to_string(path).unwrap();
        let (_, policy) = page
            .split_once("http-equiv=\"Content-Security-Policy\" content=\"")
            .unwrap();
        let policy = policy.split('"').next().unwrap();
        let header = format!("Content-Security-Policy = \"{policy}\"");
        check("Trunk.toml", &header);
        check("static/composer/embed.html", policy);
        check("README.md", &format!("Content-Security-Policy: {policy}"));
    }

    #[test]
    fn the_lock_file_names_no_host() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../package-lock.json");
        assert!(!fs::read_to_string(path).unwrap().contains("\"resolved\""));
    }

    #[test]
    fn node_is_one_version_everywhere() {
        check("package.json", &format!("\"node\": \">={NODE_MAJOR}\""));
        check(
            "crates/js/package/package.json",
            &format!("\"node\": \">={NODE_MAJOR}\""),
        );
    }

    #[test]
    fn the_npm_package_has_the_version_of_the_workspace() {
        let version = env!("CARGO_PKG_VERSION");
        check(
            "crates/js/package/package.json",
            &format!("\"version\": \"{version}\""),
        );
    }

    #[test]
    fn the_wasm_target_belongs_to_the_toolchain() {
        check("rust-toolchain.toml", WASM_TARGET);
        check("rust-toolchain.toml", WASI_TARGET);
    }
}
