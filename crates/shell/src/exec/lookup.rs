//! Programs that look up a name.

use netpol_engine::Analysis;
use netpol_engine::eval::{Answer, DnsServers, NameLookup, Unresolved};

use super::attempt::{lookup_blocked, meant_address};
use super::client::Client;
use crate::output::Output;
use crate::table::UNKNOWN;

/// What a name means to a client.
enum Found {
    /// The whole name, and its address if the texts tell.
    Name(String, String),
    /// Nothing.
    Nothing(Vec<String>),
    /// The DNS cannot be asked.
    Blocked,
}

fn found(analysis: &Analysis, client: &Client<'_>, name: &str) -> Found {
    let world = &analysis.world;
    if world.name_lookup(client.endpoint()).is_blocked() {
        return Found::Blocked;
    }
    let lookup = world.look_up(client.endpoint(), name);
    let address = meant_address(world, &lookup.answer);
    match lookup.answer {
        Answer::Nothing(Unresolved::NoSuchName { instead }) => Found::Nothing(instead),
        Answer::Nothing(Unresolved::OtherDns(_)) => Found::Nothing(Vec::new()),
        Answer::Service(_) | Answer::Member(..) | Answer::Outside => {
            let address = address.map_or_else(|| UNKNOWN.to_owned(), |it| it.to_string());
            Found::Name(lookup.full_name, address)
        }
    }
}

/// `nslookup db-svc`.
pub(super) fn nslookup(
    analysis: &Analysis,
    client: &Client<'_>,
    run: &[&str],
    output: &mut Output,
) {
    let Some(name) = host(run) else {
        output.complain("nslookup: name somebody to look up");
        output.status = 1;
        return;
    };
    match found(analysis, client, name) {
        Found::Name(full_name, address) => {
            let server = server(analysis, client);
            output.print(&format!("Server:\t\t{server}\nAddress:\t{server}#53\n\n"));
            output.print(&format!("Name:\t{full_name}\nAddress: {address}"));
        }
        Found::Nothing(instead) => {
            let server = server(analysis, client);
            output.print(&format!("Server:\t\t{server}\nAddress:\t{server}#53\n\n"));
            output.print(&format!("** server can't find {name}: NXDOMAIN"));
            note_instead(&instead, output);
            output.status = 1;
        }
        Found::Blocked => {
            output.print(";; connection timed out; no servers could be reached");
            output.note(&lookup_blocked(client));
            output.status = 1;
        }
    }
}

/// `ping db-svc`: the name is looked up, and that is all there is to say.
pub(super) fn ping(analysis: &Analysis, client: &Client<'_>, run: &[&str], output: &mut Output) {
    output.status = 2;
    let Some(name) = host(run) else {
        output.complain("ping: usage error: Destination address required");
        return;
    };
    if name
        .trim_matches(['[', ']'])
        .parse::<std::net::IpAddr>()
        .is_err()
    {
        match found(analysis, client, name) {
            Found::Name(..) => {}
            Found::Nothing(instead) => {
                output.complain(&format!("ping: {name}: Name or service not known"));
                note_instead(&instead, output);
                return;
            }
            Found::Blocked => {
                output.complain(&format!(
                    "ping: {name}: Temporary failure in name resolution"
                ));
                output.note(&lookup_blocked(client));
                return;
            }
        }
    }
    output.note(
        "ping sends ICMP, which network policies do not define: a plugin may let it through or not. Try a port with nc or curl.",
    );
}

fn host<'r>(run: &[&'r str]) -> Option<&'r str> {
    let mut words = run.iter().skip(1);
    while let Some(word) = words.next() {
        if matches!(*word, "-c" | "-W" | "-w" | "-i" | "-s") {
            words.next();
        } else if !word.starts_with('-') {
            return Some(word);
        }
    }
    None
}

fn note_instead(instead: &[String], output: &mut Output) {
    if !instead.is_empty() {
        output.note(&format!("Did you mean {}?", instead.join(" or ")));
    }
}

/// The address of the cluster's DNS, if the texts tell.
fn server(analysis: &Analysis, client: &Client<'_>) -> String {
    let lookup = analysis.world.name_lookup(client.endpoint());
    let NameLookup::Judged {
        servers: DnsServers::Service(id),
        ..
    } = lookup
    else {
        return UNKNOWN.to_owned();
    };
    let address = meant_address(&analysis.world, &Answer::Service(id));
    address.map_or_else(|| UNKNOWN.to_owned(), |it| it.to_string())
}
