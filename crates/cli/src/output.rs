//! What goes to standard output and standard error, colours taken out where
//! nobody sees them.

use std::io::{self, ErrorKind, Write as _};

use netpol_engine::text::Sources;
use netpol_engine::{Analysis, Options, analyze};

use crate::Status;
use crate::failure::Failure;
use crate::findings;

/// Everything that a command has to say, in order.
#[derive(Debug, Default)]
pub(crate) struct Output {
    answer: String,
    remarks: String,
    is_flawed: bool,
}

impl Output {
    /// Adds to the answer, which goes to standard output.
    pub(crate) fn answer(&mut self, text: &str) {
        self.answer.push_str(text);
    }

    /// Adds to what goes to standard error.
    pub(crate) fn remark(&mut self, text: &str) {
        self.remarks.push_str(text);
    }

    /// Analyses the texts and reports what was found in them.
    ///
    /// # Errors
    ///
    /// The evaluation was given up: then there is no answer to anything.
    pub(crate) fn analyze(
        &mut self,
        sources: &Sources,
        options: &Options,
    ) -> Result<Analysis, Failure> {
        let analysis = analyze(sources, options);
        self.remark(&findings::report(sources, &analysis));
        self.is_flawed |= analysis.is_partial();
        if !analysis.is_evaluated() {
            return Err(Failure::new(format!(
                "there are no answers, since the evaluation was given up after {} steps \
                 (`--max-steps` allows more)",
                options.limits.steps
            )));
        }
        Ok(analysis)
    }

    /// The same for a command that lists connections.
    ///
    /// # Errors
    ///
    /// As above, or there are more connections than could be listed.
    pub(crate) fn analyze_all(
        &mut self,
        sources: &Sources,
        options: &Options,
    ) -> Result<Analysis, Failure> {
        let analysis = self.analyze(sources, options)?;
        if analysis.listed().is_none() {
            return Err(too_many(options));
        }
        Ok(analysis)
    }

    /// `status`, unless the input has errors and that is not to pass.
    pub(crate) fn status(&self, status: Status, is_strict: bool) -> Status {
        if is_strict && self.is_flawed {
            Status::Flawed
        } else {
            status
        }
    }

    /// Prints the remarks, then the answer.
    pub(crate) fn print(&self) -> Result<(), Failure> {
        let written = print_error(&self.remarks).and_then(|()| {
            let mut stdout = anstream::stdout().lock();
            stdout.write_all(self.answer.as_bytes())?;
            stdout.flush()
        });
        match written {
            // Who closes the pipe has read enough.
            Err(it) if it.kind() == ErrorKind::BrokenPipe => Ok(()),
            other => other.map_err(|it| Failure::new(format!("cannot write: {it}"))),
        }
    }
}

/// There are more connections than could be listed.
pub(crate) fn too_many(options: &Options) -> Failure {
    Failure::new(format!(
        "there are more than {} connections, which cannot be listed; `netpol query` and \
         `netpol check` answer for any of them",
        options.limits.connections
    ))
}

/// Prints to standard error at once.
pub(crate) fn print_error(text: &str) -> io::Result<()> {
    anstream::stderr().lock().write_all(text.as_bytes())
}
