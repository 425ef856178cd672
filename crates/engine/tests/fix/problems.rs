//! What is offered for a problem of the text itself.

use expect_test::{Expect, expect};
use netpol_engine::{Diagnostic, Options};

use crate::mended::{CLUSTER, admitting};
use crate::shown::Case;

/// What is offered for each problem of a text.
#[track_caller]
fn check_problems(policies: &[String], expected: &Expect) {
    let mut shown = String::new();
    for policy in policies {
        let case = Case::new(&[policy, CLUSTER]);
        let options = Options::default();
        let workshop = case.workshop(&options);
        let said = |it: &&Diagnostic| it.primary.source.index() == 0;
        for problem in case.analysis.diagnostics.iter().filter(said) {
            let fix = workshop.correct(problem);
            let fix = fix.map_or_else(|| "nothing\n".to_owned(), |it| case.show(&[it]));
            shown.extend([&problem.message, "\n", &fix]);
        }
    }
    expected.assert_eq(&shown);
}

#[test]
fn a_word_that_is_no_text_is_quoted() {
    let api = " [{podSelector: {matchLabels: {app: api}}}]";
    let subjects = [
        "{matchLabels: {app: db, v: yes}}",
        r#"{"matchLabels": {"app": "db", "v": 1}}"#,
        "\n    matchLabels:\n      v: 1.10 # the version\n      w: off",
        "{matchLabels: {app: db, n: x}}",
    ];
    check_problems(
        &subjects.map(|it| admitting(it, api)),
        &expect![[r#"
        json: cannot unmarshal bool into Go struct field spec.podSelector.matchLabels.v of type string
        Quote `yes`: changes no connection
          -  podSelector: {matchLabels: {app: db, v: yes}}
          +  podSelector: {matchLabels: {app: db, v: "yes"}}
        json: cannot unmarshal number into Go struct field spec.podSelector.matchLabels.v of type string
        Quote `1`: changes no connection
          -  podSelector: {"matchLabels": {"app": "db", "v": 1}}
          +  podSelector: {"matchLabels": {"app": "db", "v": "1"}}
        json: cannot unmarshal number into Go struct field spec.podSelector.matchLabels.v of type string
        Quote `1.10`: changes no connection
          -      v: 1.10 # the version
          +      v: "1.10" # the version
        json: cannot unmarshal bool into Go struct field spec.podSelector.matchLabels.w of type string
        Quote `off`: changes no connection
          -      w: off
          +      w: "off"
        the key `n` is read as `false`
        Quote `n`: changes no connection
          -  podSelector: {matchLabels: {app: db, n: x}}
          +  podSelector: {matchLabels: {app: db, "n": x}}
    "#]],
    );
}

#[test]
fn a_block_of_addresses_is_written_as_it_is_meant() {
    let blocks = [
        "cidr: 192.168.0.5/16",
        r#""cidr": "192.168.0.5/16""#,
        "cidr: '::ffff:10.0.0.0/104'",
        "cidr: 010.0.0.0/8",
        "cidr: 192.168.7.1",
        "cidr: 192.168.0.0/16, except: [192.168.3.1/24]",
        "cidr: 192.168.0.0/16, except: [10.0.0.0/24]",
    ];
    let blocks = blocks.map(|it| {
        let from = [" [{ipBlock: {", it, "}}]"].concat();
        admitting("{}", &from)
    });
    check_problems(
        &blocks,
        &expect![[r#"
            spec.ingress[0].from[0].ipBlock.cidr: Invalid value: "192.168.0.5/16": must not have bits set beyond the prefix length
            Write `192.168.0.0/16` for `192.168.0.5/16`: removes 8 connections
                - shop/db -> shop/api, all ports
                - shop/api -> shop/db, all ports
                - ops/backup -> shop/db, all ports
                - ops/backup -> shop/api, all ports
                - monitoring/metrics -> shop/db, all ports
                - monitoring/metrics -> shop/api, all ports
                - 0.0.0.0/1, 128.0.0.0/2, 192.0.0.0/9 and 14 more -> shop/db, all ports
                - 0.0.0.0/1, 128.0.0.0/2, 192.0.0.0/9 and 14 more -> shop/api, all ports
              -    - from: [{ipBlock: {cidr: 192.168.0.5/16}}]
              +    - from: [{ipBlock: {cidr: 192.168.0.0/16}}]
            spec.ingress[0].from[0].ipBlock.cidr: Invalid value: "192.168.0.5/16": must not have bits set beyond the prefix length
            Write `192.168.0.0/16` for `192.168.0.5/16`: removes 8 connections
                - shop/db -> shop/api, all ports
                - shop/api -> shop/db, all ports
                - ops/backup -> shop/db, all ports
                - ops/backup -> shop/api, all ports
                - monitoring/metrics -> shop/db, all ports
                - monitoring/metrics -> shop/api, all ports
                - 0.0.0.0/1, 128.0.0.0/2, 192.0.0.0/9 and 14 more -> shop/db, all ports
                - 0.0.0.0/1, 128.0.0.0/2, 192.0.0.0/9 and 14 more -> shop/api, all ports
              -    - from: [{ipBlock: {"cidr": "192.168.0.5/16"}}]
              +    - from: [{ipBlock: {"cidr": "192.168.0.0/16"}}]
            spec.ingress[0].from[0].ipBlock.cidr: Invalid value: "::ffff:10.0.0.0/104": must not have an IPv4-mapped IPv6 address
            Write `10.0.0.0/8` for `::ffff:10.0.0.0/104`: removes 8 connections
                - shop/db -> shop/api, all ports
                - shop/api -> shop/db, all ports
                - ops/backup -> shop/db, all ports
                - ops/backup -> shop/api, all ports
                - monitoring/metrics -> shop/db, all ports
                - monitoring/metrics -> shop/api, all ports
                - 0.0.0.0/5, 8.0.0.0/7, 11.0.0.0/8 and 6 more -> shop/db, all ports
                - 0.0.0.0/5, 8.0.0.0/7, 11.0.0.0/8 and 6 more -> shop/api, all ports
              -    - from: [{ipBlock: {cidr: '::ffff:10.0.0.0/104'}}]
              +    - from: [{ipBlock: {cidr: '10.0.0.0/8'}}]
            spec.ingress[0].from[0].ipBlock.cidr: Invalid value: "010.0.0.0/8": must not have leading 0s in IP or prefix length
            Write `10.0.0.0/8` for `010.0.0.0/8`: removes 8 connections
                - shop/db -> shop/api, all ports
                - shop/api -> shop/db, all ports
                - ops/backup -> shop/db, all ports
                - ops/backup -> shop/api, all ports
                - monitoring/metrics -> shop/db, all ports
                - monitoring/metrics -> shop/api, all ports
                - 0.0.0.0/5, 8.0.0.0/7, 11.0.0.0/8 and 6 more -> shop/db, all ports
                - 0.0.0.0/5, 8.0.0.0/7, 11.0.0.0/8 and 6 more -> shop/api, all ports
              -    - from: [{ipBlock: {cidr: 010.0.0.0/8}}]
              +    - from: [{ipBlock: {cidr: 10.0.0.0/8}}]
            spec.ingress[0].from[0].ipBlock.cidr: Invalid value: "192.168.7.1": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)
            Write `192.168.7.1/32` for `192.168.7.1`: removes 8 connections
                - shop/db -> shop/api, all ports
                - shop/api -> shop/db, all ports
                - ops/backup -> shop/db, all ports
                - ops/backup -> shop/api, all ports
                - monitoring/metrics -> shop/db, all ports
                - monitoring/metrics -> shop/api, all ports
                - 0.0.0.0/1, 128.0.0.0/2, 192.0.0.0/9 and 30 more -> shop/db, all ports
                - 0.0.0.0/1, 128.0.0.0/2, 192.0.0.0/9 and 30 more -> shop/api, all ports
              -    - from: [{ipBlock: {cidr: 192.168.7.1}}]
              +    - from: [{ipBlock: {cidr: 192.168.7.1/32}}]
            spec.ingress[0].from[0].ipBlock.except[0]: Invalid value: "192.168.3.1/24": must not have bits set beyond the prefix length
            Write `192.168.3.0/24` for `192.168.3.1/24`: removes 10 connections
                - shop/db -> shop/api, all ports
                - shop/api -> shop/db, all ports
                - ops/backup -> shop/db, all ports
                - ops/backup -> shop/api, all ports
                - monitoring/metrics -> shop/db, all ports
                - monitoring/metrics -> shop/api, all ports
                - 0.0.0.0/1, 128.0.0.0/2, 192.0.0.0/9 and 14 more -> shop/db, all ports
                - 0.0.0.0/1, 128.0.0.0/2, 192.0.0.0/9 and 14 more -> shop/api, all ports
                - 192.168.3.0/24 -> shop/db, all ports
                - 192.168.3.0/24 -> shop/api, all ports
              -    - from: [{ipBlock: {cidr: 192.168.0.0/16, except: [192.168.3.1/24]}}]
              +    - from: [{ipBlock: {cidr: 192.168.0.0/16, except: [192.168.3.0/24]}}]
            spec.ingress[0].from[0].ipBlock.except[0]: Invalid value: "10.0.0.0/24": must be a strict subset of `cidr`
            nothing
        "#]],
    );
}

#[test]
fn a_number_loses_its_quotes() {
    let ports = [
        r#"[{port: "5432"}]"#,
        r#"[{"port": '5432', "endPort": 5440}]"#,
        r#"[{port: 5432, endPort: "5440"}]"#,
        r#"[{port: "none of these"}]"#,
    ];
    let policies = ports.map(|it| {
        let from = [
            " [{podSelector: {matchLabels: {app: api}}}]\n      ports: ",
            it,
        ];
        admitting("{}", &from.concat())
    });
    check_problems(
        &policies,
        &expect![[r#"
        spec.ingress[0].ports[0].port: Invalid value: "5432": must contain at least one letter (a-z)
        Write `5432` without quotes: removes 8 connections
            - shop/db -> shop/api, all ports
            - shop/api -> shop/db, 1-5431/TCP, 5433-65535/TCP, UDP, SCTP
            - ops/backup -> shop/db, all ports
            - ops/backup -> shop/api, all ports
            - monitoring/metrics -> shop/db, all ports
            - monitoring/metrics -> shop/api, all ports
            - external -> shop/db, all ports
            - external -> shop/api, all ports
          -      ports: [{port: "5432"}]
          +      ports: [{port: 5432}]
        spec.ingress[0].ports[0].port: Invalid value: "5432": must contain at least one letter (a-z)
        Write `5432` without quotes: removes 8 connections
            - shop/db -> shop/api, all ports
            - shop/api -> shop/db, 1-5431/TCP, 5441-65535/TCP, UDP, SCTP
            - ops/backup -> shop/db, all ports
            - ops/backup -> shop/api, all ports
            - monitoring/metrics -> shop/db, all ports
            - monitoring/metrics -> shop/api, all ports
            - external -> shop/db, all ports
            - external -> shop/api, all ports
          -      ports: [{"port": '5432', "endPort": 5440}]
          +      ports: [{"port": 5432, "endPort": 5440}]
        spec.ingress[0].ports[0].endPort: Invalid value: 5440: may not be specified when `port` is non-numeric
        nothing
        json: cannot unmarshal string into Go struct field spec.ingress[0].ports[0].endPort of type int32
        Write `5440` without quotes: removes 8 connections
            - shop/db -> shop/api, all ports
            - shop/api -> shop/db, 1-5431/TCP, 5441-65535/TCP, UDP, SCTP
            - ops/backup -> shop/db, all ports
            - ops/backup -> shop/api, all ports
            - monitoring/metrics -> shop/db, all ports
            - monitoring/metrics -> shop/api, all ports
            - external -> shop/db, all ports
            - external -> shop/api, all ports
          -      ports: [{port: 5432, endPort: "5440"}]
          +      ports: [{port: 5432, endPort: 5440}]
        spec.ingress[0].ports[0].port: Invalid value: "none of these": must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)
        nothing
    "#]],
    );
}
