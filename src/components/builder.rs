use std::rc::Rc;

use netpol_engine::edit::{Holder, Wish};
use netpol_engine::model::Protocol;
use netpol_engine::query::PortQuestion;
use yew::prelude::*;

use super::{ChipInput, chip};
use crate::report::{Inventory, ListedNamespace, ListedService, ListedWorkload};
use crate::words::builder as words;

/// What [`Builder`] is made from.
#[derive(Properties, PartialEq)]
pub struct BuilderProps {
    /// What there is.
    pub inventory: Rc<Inventory>,
    /// Why the last wish was not fulfilled.
    pub fault: Option<String>,
    /// The user wants something to be otherwise.
    pub on_wish: Callback<Wish>,
}

/// The cluster without YAML: namespaces, workloads, labels, ports and Services as
/// rows and chips. It changes the same text.
#[component]
pub fn Builder(props: &BuilderProps) -> Html {
    let add = props.on_wish.reform(|text: String| Wish::AddNamespace {
        name: text.trim().to_owned(),
    });
    html! {
        <section class="builder" aria-label={words::TITLE}>
            <p class="builder__fault" role="status">
                if let Some(fault) = &props.fault {
                    { words::not_changed(fault) }
                }
            </p>
            for it in props.inventory.namespaces.iter() {
                { namespace(it, &props.on_wish) }
            }
            <div class="builder__new">
                <ChipInput label={words::NEW_NAMESPACE} placeholder={words::ANOTHER_NAMESPACE} on_enter={add} />
            </div>
        </section>
    }
}

fn namespace(it: &ListedNamespace, on_wish: &Callback<Wish>) -> Html {
    let name = it.name.clone();
    let add = on_wish.reform(move |text: String| new_workload(&name, &text));
    html! {
        <section class="builder__namespace" key={it.name.clone()} aria-label={words::namespace(&it.name)}>
            <header class="builder__row">
                <strong class="builder__name">{ &it.name }</strong>
                <span class="builder__kind">{ words::NAMESPACE }</span>
                { labels(&Holder::Namespace(it.name.clone()), &it.name, &it.labels, on_wish) }
            </header>
            for workload in it.workloads.iter() {
                { workload_row(it, workload, on_wish) }
            }
            for service in it.services.iter() {
                { service_row(service) }
            }
            <div class="builder__row">
                <ChipInput
                    label={words::new_workload(&it.name)}
                    placeholder={words::ANOTHER_WORKLOAD}
                    on_enter={add}
                />
            </div>
        </section>
    }
}

fn workload_row(home: &ListedNamespace, it: &ListedWorkload, on_wish: &Callback<Wish>) -> Html {
    let holder = Holder::Workload {
        namespace: home.name.clone(),
        kind: it.kind,
        name: it.name.clone(),
    };
    let pods = match it.replicas {
        1 => it.kind.name().to_owned(),
        many => format!("{} ×{many}", it.kind.name()),
    };
    html! {
        <div class="builder__row" role="group" aria-label={words::workload(&it.name)}>
            <strong class="builder__name">{ &it.name }</strong>
            <span class="builder__kind">{ pods }</span>
            { labels(&holder, &it.name, &it.labels, on_wish) }
            { ports(&holder, it, on_wish) }
            { offer_service(home, it, on_wish) }
        </div>
    }
}

fn service_row(it: &ListedService) -> Html {
    html! {
        <div class="builder__row" role="group" aria-label={words::service(&it.name)}>
            <strong class="builder__name">{ &it.name }</strong>
            <span class="builder__kind">{ words::SERVICE }</span>
            for port in it.ports.iter() {
                <span class="chip" data-kind="port"><code>{ [":", port].concat() }</code></span>
            }
        </div>
    }
}

fn labels(
    holder: &Holder,
    owner: &str,
    labels: &[(String, String)],
    on_wish: &Callback<Wish>,
) -> Html {
    let set = {
        let holder = holder.clone();
        on_wish.reform(move |text: String| {
            let (key, value) = key_and_value(&text);
            Wish::SetLabel {
                holder: holder.clone(),
                key,
                value,
            }
        })
    };
    let remove = |key: &str| {
        let (holder, key) = (holder.clone(), key.to_owned());
        on_wish.reform(move |()| Wish::RemoveLabel {
            holder: holder.clone(),
            key: key.clone(),
        })
    };
    html! {
        <>
            for (key, value) in labels.iter() {
                { chip("label", &format!("{key}={value}"), owner, &remove(key)) }
            }
            <ChipInput
                label={words::new_label(owner)}
                placeholder={words::LABEL_FORM}
                on_enter={set}
            />
        </>
    }
}

fn ports(holder: &Holder, it: &ListedWorkload, on_wish: &Callback<Wish>) -> Html {
    let add = {
        let holder = holder.clone();
        on_wish.reform(move |text: String| {
            let (number, protocol) = port(&text).unwrap_or((0, Protocol::Tcp));
            Wish::AddPort {
                holder: holder.clone(),
                number,
                protocol,
            }
        })
    };
    let remove = |number: u16, protocol: Protocol| {
        let holder = holder.clone();
        on_wish.reform(move |()| Wish::RemovePort {
            holder: holder.clone(),
            number,
            protocol,
        })
    };
    html! {
        <>
            for &(number, protocol) in it.ports.iter() {
                { chip("port", &written(number, protocol), &it.name, &remove(number, protocol)) }
            }
            <ChipInput
                label={words::new_port(&it.name)}
                placeholder={words::PORT_FORM}
                on_enter={add}
            />
        </>
    }
}

/// A workload with a port and labels can have a Service with one click.
fn offer_service(home: &ListedNamespace, it: &ListedWorkload, on_wish: &Callback<Wish>) -> Html {
    let name = [&it.name, "-svc"].concat();
    let has_one = home.services.iter().any(|it| it.name == name);
    let tcp = it.ports.iter().find(|it| it.1 == Protocol::Tcp);
    let Some(&(target, _)) = tcp.filter(|_| !has_one && !it.labels.is_empty()) else {
        return html! {};
    };
    let wish = Wish::AddService {
        namespace: home.name.clone(),
        name,
        selector: it.labels.clone(),
        port: target,
        target,
    };
    html! {
        <button
            type="button"
            class="builder__offer"
            aria-label={words::add_service(&it.name)}
            onclick={on_wish.reform(move |_| wish.clone())}
        >
            { words::OFFER_SERVICE }
        </button>
    }
}

/// `web`, `web:8080`.
fn new_workload(namespace: &str, text: &str) -> Wish {
    let (name, number) = text.trim().split_once(':').unwrap_or((text.trim(), ""));
    Wish::AddWorkload {
        namespace: namespace.to_owned(),
        name: name.trim().to_owned(),
        port: port(number).map(|it| it.0),
    }
}

/// `app=web`, as well as `app: web`.
fn key_and_value(text: &str) -> (String, String) {
    let (key, value) = text.split_once(['=', ':']).unwrap_or((text, ""));
    let clean = |it: &str| it.trim().trim_matches(['"', '\'']).to_owned();
    (clean(key), clean(value))
}

/// `8080`, `:8080`, `53/UDP`.
fn port(text: &str) -> Option<(u16, Protocol)> {
    match PortQuestion::parse(text.trim().trim_start_matches(':')).ok()? {
        PortQuestion::One(protocol, number) => Some((number, protocol)),
        PortQuestion::Any => None,
    }
}

fn written(number: u16, protocol: Protocol) -> String {
    match protocol {
        Protocol::Tcp => format!(":{number}"),
        other => format!(":{number}/{other}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_typed_as_kubectl_or_yaml_has_them() {
        let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        assert_eq!(key_and_value("app=web"), pair("app", "web"));
        assert_eq!(key_and_value("app: \"web\""), pair("app", "web"));
        assert_eq!(
            key_and_value(" example.com/team = a "),
            pair("example.com/team", "a"),
        );
        assert_eq!(key_and_value("app"), pair("app", ""));
    }

    #[test]
    fn ports_are_typed_with_or_without_a_colon() {
        assert_eq!(port("8080"), Some((8080, Protocol::Tcp)));
        assert_eq!(port(":53/udp"), Some((53, Protocol::Udp)));
        assert_eq!(port(""), None);
        assert_eq!(port("http"), None);
    }

    #[test]
    fn a_workload_may_bring_its_port() {
        let wish = |name: &str, port| Wish::AddWorkload {
            namespace: "shop".to_owned(),
            name: name.to_owned(),
            port,
        };
        assert_eq!(new_workload("shop", "web"), wish("web", None));
        assert_eq!(new_workload("shop", " web:8080 "), wish("web", Some(8080)));
    }
}
