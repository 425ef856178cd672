//! What can be asked of `cargo xtask`.

use std::{fmt, path::PathBuf};

use crate::{
    failure::{Failure, Outcome},
    stage::Stage,
};

/// One thing to do.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Task {
    Help,
    Setup,
    Serve {
        port: u16,
        release: bool,
    },
    Build,
    Package,
    Profile,
    Test {
        stages: Vec<Stage>,
        corpus: Option<PathBuf>,
    },
    Corpus(PathBuf),
    Bench,
}

const PORT: u16 = 8080;

/// Reads the words after `cargo xtask`.
pub(crate) fn parse(words: impl IntoIterator<Item = String>) -> Outcome<Task> {
    let mut words = words.into_iter();
    let Some(command) = words.next() else {
        return Ok(Task::Help);
    };
    let task = match command.as_str() {
        "help" | "--help" | "-h" => return Ok(Task::Help),
        "setup" => Task::Setup,
        "serve" => return serve(words),
        "build" => Task::Build,
        "package" => Task::Package,
        "profile" => Task::Profile,
        "test" => return test(words),
        "corpus" => {
            let folder = words
                .next()
                .ok_or_else(|| Failure::new("`corpus` needs a folder"))?;
            Task::Corpus(folder.into())
        }
        "bench" => Task::Bench,
        other => return Err(Failure::new(format!("there is no command `{other}`"))),
    };
    match words.next() {
        None => Ok(task),
        Some(word) if word == "--help" || word == "-h" => Ok(Task::Help),
        Some(word) => Err(Failure::new(format!("`{command}` does not take `{word}`"))),
    }
}

fn serve(mut words: impl Iterator<Item = String>) -> Outcome<Task> {
    let (mut port, mut release) = (PORT, false);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--help" | "-h" => return Ok(Task::Help),
            "--release" => release = true,
            "--port" => {
                port = words
                    .next()
                    .and_then(|number| number.parse().ok())
                    .filter(|&number| number > 0)
                    .ok_or_else(|| Failure::new("`--port` needs a number from 1 to 65535"))?;
            }
            other => return Err(Failure::new(format!("`serve` does not take `{other}`"))),
        }
    }
    Ok(Task::Serve { port, release })
}

fn test(mut words: impl Iterator<Item = String>) -> Outcome<Task> {
    let (mut stages, mut corpus) = (Vec::new(), None);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--help" | "-h" => return Ok(Task::Help),
            "--corpus" => {
                let folder = words
                    .next()
                    .ok_or_else(|| Failure::new("`--corpus` needs a folder"))?;
                corpus = Some(folder.into());
            }
            name => {
                let stage = Stage::ALL
                    .iter()
                    .find(|it| it.name() == name)
                    .ok_or_else(|| {
                        let names: Vec<_> = Stage::ALL.iter().map(Stage::name).collect();
                        Failure::new(format!(
                            "there is no stage `{name}`, only {}",
                            names.join(", ")
                        ))
                    })?;
                stages.push(stage.clone());
            }
        }
    }
    if stages.is_empty() {
        stages = Stage::ALL.to_vec();
    }
    Ok(Task::Test { stages, corpus })
}

/// Teaches the commands.
pub(crate) fn help() -> impl fmt::Display {
    fmt::from_fn(|f| {
        f.write_str(UP_TO_STAGES)?;
        for stage in Stage::ALL {
            writeln!(f, "        {:<8} {}", stage.name(), stage.about())?;
        }
        f.write_str(AFTER_STAGES)
    })
}

const UP_TO_STAGES: &str = "\
Builds, serves and tests Netpol Playground.

  cargo xtask serve [--port N] [--release]
      Opens the playground on http://127.0.0.1:8080/ and builds it again on
      every change. --release is as fast as the published page, and slower to build.

  cargo xtask build
      Writes the static site to dist/, for any host and any sub-path.

  cargo xtask package
      Writes the npm package to target/package/.

  cargo xtask profile
      Finds out in a browser what of the program the first view runs, and writes
      xtask/hooks/first_view.txt; the next build loads the rest later.

  cargo xtask test [STAGE...] [--corpus DIR]
      Everything that has to hold before a change is merged, or single stages:
";

const AFTER_STAGES: &str = "      \
      The last two look at dist/ as it is. --corpus adds the next command.

  cargo xtask corpus DIR
      Compares every verdict of the public corpus in DIR with ours.

  cargo xtask bench
      Measures the engine, and the page in a browser.

  cargo xtask setup
      Only installs what the other commands need.

What is missing is installed first, in pinned versions. The first run takes
12 to 15 minutes on two cores, nearly all of it to compile Trunk and wasm-bindgen into
a cache of their own; later runs and other checkouts use them again.

  CHROME, CHROMEDRIVER   the browser to test in, and its driver
  NETPOL_TOOLS           where compiled tools are kept, instead of the user's cache
";

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &str, expected: Result<Task, &str>) {
        let task = parse(words.split_whitespace().map(str::to_owned));
        assert_eq!(
            task,
            expected.map_err(Failure::new),
            "`cargo xtask {words}`"
        );
    }

    #[test]
    fn nothing_asks_for_help() {
        check("", Ok(Task::Help));
        check("--help", Ok(Task::Help));
        check("serve --help", Ok(Task::Help));
        check("build -h", Ok(Task::Help));
        check("package -h", Ok(Task::Help));
        check("profile --help", Ok(Task::Help));
    }

    #[test]
    fn serve_has_a_port() {
        check(
            "serve",
            Ok(Task::Serve {
                port: 8080,
                release: false,
            }),
        );
        check(
            "serve --port 3000 --release",
            Ok(Task::Serve {
                port: 3000,
                release: true,
            }),
        );
        check(
            "serve --port 0",
            Err("`--port` needs a number from 1 to 65535"),
        );
        check(
            "serve --port",
            Err("`--port` needs a number from 1 to 65535"),
        );
    }

    #[test]
    fn tests_are_all_stages_or_some() {
        check(
            "test",
            Ok(Task::Test {
                stages: Stage::ALL.to_vec(),
                corpus: None,
            }),
        );
        check(
            "test build e2e --corpus x",
            Ok(Task::Test {
                stages: vec![Stage::Build, Stage::EndToEnd],
                corpus: Some("x".into()),
            }),
        );
        check(
            "test everything",
            Err(
                "there is no stage `everything`, only format, lint, native, docs, scripts, agreement, package, wasm, build, size, e2e, hosts",
            ),
        );
    }

    #[test]
    fn the_package_is_a_task_of_its_own() {
        check("package", Ok(Task::Package));
        check("package now", Err("`package` does not take `now`"));
    }

    #[test]
    fn a_corpus_is_somewhere() {
        check("corpus ../shared", Ok(Task::Corpus("../shared".into())));
        check("corpus", Err("`corpus` needs a folder"));
    }

    #[test]
    fn unknown_words_are_refused() {
        check("deploy", Err("there is no command `deploy`"));
        check("build now", Err("`build` does not take `now`"));
    }

    #[test]
    fn help_names_every_stage() {
        let help = help().to_string();
        for stage in Stage::ALL {
            assert!(help.contains(stage.name()), "{}", stage.name());
        }
    }
}
