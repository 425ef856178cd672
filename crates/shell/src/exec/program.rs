//! What each program says of an attempt.

use netpol_engine::model::Protocol;
use netpol_engine::query::{Call, PortQuestion, Program};

use super::attempt::{Outcome, Tried};
use crate::output::Output;

/// Tells of an attempt as its program would, and why it ended so.
pub(super) fn tell(call: &Call, tried: &Tried, output: &mut Output) {
    let (protocol, port) = match call.port {
        PortQuestion::One(protocol, port) => (protocol, port),
        PortQuestion::Any => (Protocol::Tcp, 0),
    };
    let told = Told {
        host: call.destination.trim_matches(['[', ']']),
        port,
        is_udp: protocol == Protocol::Udp,
        tried,
    };
    match (tried.outcome, call.program) {
        (Outcome::Unknown, _) => {
            output.note("The texts do not tell what becomes of this connection.");
            output.status = 1;
        }
        (_, Program::Curl) => told.curl(output),
        (_, Program::Wget) => told.wget(output),
        (_, Program::Netcat) => told.netcat(output),
        (_, Program::Telnet) => told.telnet(output),
    }
    for note in &tried.notes {
        output.note(note);
    }
    let has_body = matches!(call.program, Program::Curl | Program::Wget);
    if tried.outcome == Outcome::Connected && has_body {
        output.note("The connection is all that is simulated: nothing is sent over it.");
    }
}

struct Told<'a> {
    host: &'a str,
    port: u16,
    is_udp: bool,
    tried: &'a Tried,
}

impl Told<'_> {
    /// `db-svc (10.0.0.1)`; the name alone where the texts do not tell the address.
    fn host_and_address(&self) -> String {
        match self.tried.address {
            Some(address) => format!("{} ({address})", self.host),
            None => self.host.to_owned(),
        }
    }

    fn curl(&self, output: &mut Output) {
        let (host, port) = (self.host, self.port);
        let (status, text) = match self.tried.outcome {
            Outcome::Connected => {
                let host = self.host_and_address();
                output.print(&format!("* Connected to {host} port {port}"));
                return;
            }
            Outcome::Unresolved => (6, format!("Could not resolve host: {host}")),
            Outcome::Refused => (
                7,
                format!("Failed to connect to {host} port {port}: Connection refused"),
            ),
            Outcome::TimedOut | Outcome::Unknown => (
                28,
                format!("Failed to connect to {host} port {port}: Connection timed out"),
            ),
        };
        output.complain(&format!("curl: ({status}) {text}"));
        output.status = status;
    }

    fn wget(&self, output: &mut Output) {
        let (host, port) = (self.host, self.port);
        let end = match self.tried.outcome {
            Outcome::Unresolved => {
                let text = format!("wget: unable to resolve host address '{host}'");
                output.complain(&text);
                output.status = 4;
                return;
            }
            Outcome::Connected => "connected.",
            Outcome::Refused => "failed: Connection refused.",
            Outcome::TimedOut | Outcome::Unknown => "failed: Connection timed out.",
        };
        let host = match self.tried.address {
            Some(address) => format!("{host} ({host})|{address}|"),
            None => host.to_owned(),
        };
        output.complain(&format!("Connecting to {host}:{port}... {end}"));
        if self.tried.outcome != Outcome::Connected {
            output.status = 4;
        }
    }

    fn netcat(&self, output: &mut Output) {
        let (host, port) = (self.host, self.port);
        let protocol = if self.is_udp { "udp" } else { "tcp" };
        let why = match self.tried.outcome {
            Outcome::Connected => {
                let host = self.host_and_address();
                output.complain(&format!(
                    "Connection to {host} {port} port [{protocol}/*] succeeded!"
                ));
                return;
            }
            Outcome::Unresolved => {
                output.complain(&format!(
                    "nc: getaddrinfo for host \"{host}\" port {port}: Name or service not known"
                ));
                output.status = 1;
                return;
            }
            Outcome::Refused => "Connection refused",
            Outcome::TimedOut | Outcome::Unknown => "Connection timed out",
        };
        output.status = 1;
        output.complain(&format!(
            "nc: connect to {} port {port} ({protocol}) failed: {why}",
            self.host_and_address()
        ));
        if self.is_udp {
            output.note(
                "Over UDP nc itself cannot tell whether anything arrives; the evaluator can.",
            );
        }
    }

    fn telnet(&self, output: &mut Output) {
        let (host, port) = (self.host, self.port);
        if self.tried.outcome == Outcome::Unresolved {
            output.complain(&format!(
                "telnet: could not resolve {host}/{port}: Name or service not known"
            ));
            output.status = 1;
            return;
        }
        let address = self.tried.address.map(|it| it.to_string());
        output.print(&format!("Trying {}...", address.as_deref().unwrap_or(host)));
        let why = match self.tried.outcome {
            Outcome::Connected => {
                output.print(&format!("Connected to {host}.\nEscape character is '^]'."));
                return;
            }
            Outcome::Refused => "Connection refused",
            _ => "Connection timed out",
        };
        output.complain(&format!("telnet: Unable to connect to remote host: {why}"));
        output.status = 1;
    }
}
