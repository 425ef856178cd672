use netpol_engine::query::{EndpointName, PortQuestion, split_port};

/// What a text means, written back; or why it means nothing.
#[track_caller]
fn check(text: &str, expected: &str) {
    let found = text
        .parse::<EndpointName>()
        .map_or_else(|it| it.to_string(), |it| format!("{it:?}"));
    assert_eq!(found, expected, "`{text}`");
}

#[test]
fn a_name_with_its_namespace() {
    let web = r#"Object { namespace: "shop", kind: None, name: "web" }"#;
    check("shop/web", web);
    check("  shop/web ", web);
}

#[test]
fn kubectl_words_name_kinds() {
    for (word, kind) in [
        ("po", "Pod"),
        ("pods", "Pod"),
        ("deploy", "Deployment"),
        ("Deployment", "Deployment"),
        ("sts", "StatefulSet"),
        ("ds", "DaemonSet"),
        ("rs", "ReplicaSet"),
        ("rc", "ReplicationController"),
        ("job", "Job"),
        ("cj", "CronJob"),
        ("svc", "Service"),
    ] {
        let expected =
            format!(r#"Object {{ namespace: "shop", kind: Some(Kind("{kind}")), name: "web" }}"#);
        check(&format!("shop/{word}/web"), &expected);
    }
}

#[test]
fn a_name_alone_waits_for_its_side() {
    check("web", r#"Bare("web")"#);
    check(
        "db-svc.staging.svc.cluster.local",
        r#"Bare("db-svc.staging.svc.cluster.local")"#,
    );
}

#[test]
fn addresses_and_blocks_are_digits() {
    check("203.0.113.5", "Address(203.0.113.5)");
    check("2001:db8::5", "Address(2001:db8::5)");
    check("[2001:db8::5]", "Address(2001:db8::5)");
    check("::ffff:203.0.113.5", "Address(203.0.113.5)");
    check("203.0.113.0/24", "Block(203.0.113.0/24)");
    check("[2001:db8::]/32", "Block(2001:db8::/32)");
}

#[test]
fn nodes_and_the_outside_have_words() {
    check("node/n1", r#"Node("n1")"#);
    check("external", "External");
}

#[test]
fn what_is_no_endpoint_says_why() {
    check("", "no endpoint is written");
    check("shop/", "`` in `shop/` is no name of an object");
    check("a b", "`a b` is no name of an object");
    check(
        "shop/sevice/web",
        "`sevice` in `shop/sevice/web` is no kind: write namespace/name or namespace/kind/name",
    );
    check(
        "a/pod/c/d",
        "`a/pod/c/d` has too many parts: write namespace/name or namespace/kind/name",
    );
    check("10.0.0.0/33", "`10.0.0.0/33` is no address and no block");
    check(
        "10.0.0.5/24",
        "`10.0.0.5/24` has bits behind its prefix: write `10.0.0.5` or `10.0.0.0/24`",
    );
}

#[track_caller]
fn check_port(text: &str, expected: (&str, Option<&str>)) {
    assert_eq!(split_port(text), expected, "`{text}`");
}

#[test]
fn a_port_stands_behind_a_colon() {
    check_port("shop/web", ("shop/web", None));
    check_port("shop/web:80/TCP", ("shop/web", Some("80/TCP")));
    check_port("203.0.113.0/24:80", ("203.0.113.0/24", Some("80")));
    check_port("[2001:db8::5]:80", ("[2001:db8::5]", Some("80")));
    check_port("[2001:db8::]/32:80", ("[2001:db8::]/32", Some("80")));
    check_port("2001:db8::5", ("2001:db8::5", None));
}

#[track_caller]
fn check_number(text: &str, expected: &str) {
    let found = PortQuestion::parse(text).map_or_else(|it| it.to_string(), |it| it.to_string());
    assert_eq!(found, expected, "`{text}`");
}

#[test]
fn a_port_is_a_number_and_a_protocol() {
    check_number("80", "80/TCP");
    check_number("53/udp", "53/UDP");
    check_number("65535/SCTP", "65535/SCTP");
    for odd in ["0", "65536", "-1", "http", ""] {
        let fault = format!("`{odd}` is no port: write a number from 1 to 65535");
        check_number(odd, &fault);
    }
    check_number("80/ICMP", "`ICMP` is no protocol: write TCP, UDP or SCTP");
}
