use netpol_engine::letters::Letters;
use netpol_engine::text::Sources;
use netpol_engine::{Analysis, Options, analyze};
use netpol_shell::Session;

/// Texts that were analysed once, for many lines.
pub(crate) struct Prepared {
    pub(crate) sources: Sources,
    options: Options,
    analysis: Analysis,
    letters: Letters,
}

impl Prepared {
    pub(crate) fn new(sources: Sources) -> Self {
        let options = Options::default();
        let analysis = analyze(&sources, &options);
        let letters = Letters::of(analysis.cluster(), &analysis.branches());
        Self {
            sources,
            options,
            analysis,
            letters,
        }
    }

    pub(crate) fn session<'a>(&'a self, history: &'a [String]) -> Session<'a> {
        Session {
            sources: &self.sources,
            options: &self.options,
            analysis: &self.analysis,
            letters: &self.letters,
            history,
        }
    }
}
