//! The syntax of names, labels and port names, in the words of the API server
//! (SEMANTICS.md E-4, E-5, E-9, E-10, E-30). Each function lists what is wrong.

const DNS_LABEL: &str = "a lowercase RFC 1123 label must consist of lower case alphanumeric \
    characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  \
    or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

const DNS_SUBDOMAIN: &str = "a lowercase RFC 1123 subdomain must consist of lower case \
    alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character \
    (e.g. 'example.com', regex used for validation is \
    '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

const SERVICE_NAME: &str = "a DNS-1035 label must consist of lower case alphanumeric characters \
    or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. \
    'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";

const NAME_PART: &str = "name part must consist of alphanumeric characters, '-', '_' or '.', and \
    must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or \
    '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

const LABEL_KEY: &str = "a valid label key must consist of alphanumeric characters, '-', '_' or \
    '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or \
    '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]') with an \
    optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')";

const LABEL_VALUE: &str = "a valid label must be an empty string or consist of alphanumeric \
    characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. \
    'MyValue',  or 'my_value',  or '12345', regex used for validation is \
    '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

/// What a name must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NameSyntax {
    /// A DNS-1123 label: namespaces.
    Label,
    /// A DNS-1035 label, which begins with a letter: Services.
    Service,
    /// A DNS-1123 subdomain: nearly everything else.
    Subdomain,
}

impl NameSyntax {
    pub(super) fn complaints(self, name: &str) -> Vec<String> {
        match self {
            Self::Label => dns_label(name),
            Self::Service => service_name(name),
            Self::Subdomain => dns_subdomain(name),
        }
    }
}

fn dns_label(name: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    if name.len() > 63 {
        complaints.push("must be no more than 63 characters".to_owned());
    }
    if !is_dns_label(name) {
        let is_dotted = name.split('.').all(is_dns_label);
        let complaint = if is_dotted {
            "must not contain dots"
        } else {
            DNS_LABEL
        };
        complaints.push(complaint.to_owned());
    }
    complaints
}

fn service_name(name: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    if name.len() > 63 {
        complaints.push("must be no more than 63 characters".to_owned());
    }
    if !is_dns_label(name) || name.starts_with(|it: char| it.is_ascii_digit()) {
        complaints.push(SERVICE_NAME.to_owned());
    }
    complaints
}

fn dns_subdomain(name: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    if name.len() > 253 {
        complaints.push("must be no more than 253 characters".to_owned());
    }
    if !name.split('.').all(is_dns_label) {
        complaints.push(DNS_SUBDOMAIN.to_owned());
    }
    complaints
}

/// What is wrong with the key of a label.
pub(super) fn label_key(key: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    let mut parts = key.split('/');
    let (prefix, name) = match (parts.next(), parts.next(), parts.next()) {
        (Some(name), None, _) => (None, name),
        (Some(prefix), Some(name), None) => (Some(prefix), name),
        _ => return vec![LABEL_KEY.to_owned()],
    };
    match prefix {
        None => {}
        Some("") => complaints.push("prefix part must be non-empty".to_owned()),
        Some(prefix) => {
            let part = |it: String| format!("prefix part {it}");
            complaints.extend(dns_subdomain(prefix).into_iter().map(part));
        }
    }
    if name.is_empty() {
        complaints.push("name part must be non-empty".to_owned());
    } else if name.len() > 63 {
        complaints.push("name part must be no more than 63 characters".to_owned());
    }
    if !is_label_name(name) {
        complaints.push(NAME_PART.to_owned());
    }
    complaints
}

/// What is wrong with the value of a label.
pub(super) fn label_value(value: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    if value.len() > 63 {
        complaints.push("must be no more than 63 characters".to_owned());
    }
    if !value.is_empty() && !is_label_name(value) {
        complaints.push(LABEL_VALUE.to_owned());
    }
    complaints
}

/// What is wrong with the name of a port.
pub(super) fn port_name(name: &str) -> Vec<&'static str> {
    let is_allowed = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-';
    let has_charset = !name.is_empty() && name.bytes().all(is_allowed);
    let checks = [
        (name.len() > 15, "must be no more than 15 characters"),
        (
            !has_charset,
            "must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)",
        ),
        (
            !name.bytes().any(|it| it.is_ascii_lowercase()),
            "must contain at least one letter (a-z)",
        ),
        (name.contains("--"), "must not contain consecutive hyphens"),
        (
            name.starts_with('-') || name.ends_with('-'),
            "must not begin or end with a hyphen",
        ),
    ];
    let failed = |(fails, complaint)| Some(complaint).filter(|_| fails);
    checks.into_iter().filter_map(failed).collect()
}

/// What is wrong with a port number.
pub(super) fn port_number(number: i32) -> Option<&'static str> {
    (!(1..=65535).contains(&number)).then_some("must be between 1 and 65535, inclusive")
}

fn is_dns_label(name: &str) -> bool {
    let is_alphanumeric = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit();
    is_framed(name, is_alphanumeric, |it| it == b'-')
}

fn is_label_name(name: &str) -> bool {
    is_framed(
        name,
        |it| it.is_ascii_alphanumeric(),
        |it| b"-_.".contains(&it),
    )
}

/// Whether the name consists of both kinds, and begins and ends with an outer
/// one.
fn is_framed(name: &str, outer: impl Fn(u8) -> bool, inner: impl Fn(u8) -> bool) -> bool {
    let bytes = name.as_bytes();
    let ends = [bytes.first(), bytes.last()];
    ends.iter().all(|it| it.is_some_and(|&it| outer(it)))
        && bytes.iter().all(|&it| outer(it) || inner(it))
}
