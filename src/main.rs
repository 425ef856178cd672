//! The playground's page.

fn main() {}
