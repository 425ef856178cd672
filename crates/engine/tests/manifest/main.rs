//! Text in, cluster and findings out.

mod founding_case;
