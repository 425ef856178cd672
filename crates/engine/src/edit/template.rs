//! Objects as somebody would write them by hand.

use super::style::scalar;

pub(super) fn namespace(name: &str, labels: &[(String, String)]) -> String {
    let name = scalar(name);
    let mut text = format!("apiVersion: v1\nkind: Namespace\nmetadata:\n  name: {name}\n");
    if !labels.is_empty() {
        text += "  labels:\n";
        for (key, value) in labels {
            text.extend(["    ", &scalar(key), ": ", &scalar(value), "\n"]);
        }
    }
    text
}

pub(super) fn deployment(namespace: &str, name: &str, port: Option<u16>) -> String {
    let (namespace, name) = (scalar(namespace), scalar(name));
    let mut text = format!(
        "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {name}\n  namespace: {namespace}\n\
         spec:\n  selector:\n    matchLabels:\n      app: {name}\n  template:\n    metadata:\n      \
         labels:\n        app: {name}\n    spec:\n      containers:\n        - name: main\n          \
         image: example/{name}\n",
    );
    if let Some(port) = port {
        let port = port.to_string();
        text.extend([
            "          ports:\n            - containerPort: ",
            &port,
            "\n",
        ]);
    }
    text
}

pub(super) fn service(
    namespace: &str,
    name: &str,
    selector: &[(String, String)],
    (port, target): (u16, u16),
) -> String {
    let (namespace, name) = (scalar(namespace), scalar(name));
    let selector = selector
        .iter()
        .map(|(key, value)| format!("    {}: {}\n", scalar(key), scalar(value)));
    let selector: String = selector.collect();
    let target = if target == port {
        String::new()
    } else {
        format!("      targetPort: {target}\n")
    };
    format!(
        "apiVersion: v1\nkind: Service\nmetadata:\n  name: {name}\n  namespace: {namespace}\n\
         spec:\n  selector:\n{selector}  ports:\n    - port: {port}\n{target}",
    )
}
