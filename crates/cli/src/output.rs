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
    pub(crate) fn analyze(&mut self, sources: &Sources, options: &Options) -> Analysis {
        let analysis = analyze(sources, options);
        self.remark(&findings::report(sources, &analysis));
        self.is_flawed |= analysis.is_partial();
        analysis
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

/// Prints to standard error at once.
pub(crate) fn print_error(text: &str) -> io::Result<()> {
    anstream::stderr().lock().write_all(text.as_bytes())
}
