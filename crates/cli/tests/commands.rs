//! Every command as people type it, with all that it prints: the files in
//! `commands/` are the tests.

#[test]
fn commands_print_what_the_files_say() {
    trycmd::TestCases::new()
        .default_bin_name("netpol")
        .env("COLUMNS", "100")
        .case("tests/commands/*.md")
        .case("tests/commands/*.toml");
}
