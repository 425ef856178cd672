//! The page about the command line lists what can be assumed, as the engine has
//! it.

use netpol_engine::options::{Assumptions, Point, Profile};

const PAGE: &str = include_str!("../../../docs/command-line.md");

#[test]
fn the_page_lists_every_point() {
    for point in Point::ALL {
        let [default, alternative] = point.choices();
        let [usual, unusual] = point.meanings();
        let name = point.name();
        let row = format!("| `{name}=` | `{default}`: {usual} | `{alternative}`: {unusual} |");
        assert!(PAGE.contains(&row), "{row}");
    }
}

#[test]
fn the_page_lists_every_profile() {
    for profile in Profile::ALL {
        let alternatives = Assumptions::of(profile).alternatives();
        let differs: Vec<String> = alternatives.iter().map(|it| format!("`{it}` ")).collect();
        let (name, about) = (profile.name(), profile.about());
        let row = format!("| `{name}` | {about} | {}|\n", differs.concat());
        assert!(PAGE.contains(&row), "{row}");
    }
}
