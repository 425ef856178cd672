use super::place::Place;
use super::{EditFault, Holder, TextEdit, Wish, template};
use crate::analysis::Analysis;
use crate::manifest::Value;
use crate::model::{Cluster, Namespace, NamespaceId, ObjectId, Protocol, WorkloadKind};
use crate::text::{FieldPath, SourceId, Sources, Span};

/// Finds the edits for a wish.
#[derive(Debug)]
pub(super) struct Writer<'a> {
    sources: &'a Sources,
    analysis: &'a Analysis,
}

impl<'a> Writer<'a> {
    pub(super) fn new(sources: &'a Sources, analysis: &'a Analysis) -> Self {
        Self { sources, analysis }
    }

    fn cluster(&self) -> &'a Cluster {
        self.analysis.cluster()
    }

    pub(super) fn edits(&self, wish: &Wish) -> Result<Vec<TextEdit>, EditFault> {
        let one = |edit: Option<TextEdit>| {
            let edit = edit.ok_or(EditFault::CannotBeWritten)?;
            Ok(vec![edit])
        };
        match wish {
            Wish::AddNamespace { name } => self.add_namespace(name, &[]),
            Wish::AddWorkload {
                namespace,
                name,
                port,
            } => {
                self.check_free(namespace, name, |cluster, home| {
                    cluster.find_workload(home, name).is_some()
                })?;
                one(self.append(&template::deployment(namespace, name, *port)))
            }
            Wish::AddService {
                namespace,
                name,
                selector,
                port,
                target,
            } => {
                self.check_free(namespace, name, |cluster, home| {
                    cluster.find_service(home, name).is_some()
                })?;
                let ports = (*port, *target);
                one(self.append(&template::service(namespace, name, selector, ports)))
            }
            Wish::SetLabel { holder, key, value } => self.set_label(holder, key, value),
            Wish::RemoveLabel { holder, key } => {
                let (place, labels) = self.labels(holder)?;
                one(place.remove(&labels.field(key)))
            }
            Wish::AddPort {
                holder,
                number,
                protocol,
            } => {
                let (place, container) = self.container(holder)?;
                let mut item = vec![("containerPort", Value::number(*number))];
                if *protocol != Protocol::Tcp {
                    item.push(("protocol", Value::text(protocol.name())));
                }
                one(place.push(&container.field("ports"), &Value::map(item)))
            }
            Wish::RemovePort {
                holder,
                number,
                protocol,
            } => self.remove_port(holder, *number, *protocol),
        }
    }

    fn add_namespace(
        &self,
        name: &str,
        labels: &[(String, String)],
    ) -> Result<Vec<TextEdit>, EditFault> {
        let cluster = self.cluster();
        check_name(name)?;
        let known = cluster.find_namespace(name);
        if known.is_some_and(|it| cluster[it].declared_by.is_some()) {
            return Err(EditFault::Taken(name.to_owned()));
        }
        let edit = self.append(&template::namespace(name, labels));
        Ok(vec![edit.ok_or(EditFault::CannotBeWritten)?])
    }

    fn check_free(
        &self,
        namespace: &str,
        name: &str,
        is_taken: impl Fn(&Cluster, NamespaceId) -> bool,
    ) -> Result<(), EditFault> {
        let cluster = self.cluster();
        check_name(name)?;
        let home = cluster.find_namespace(namespace);
        if home.is_some_and(|it| is_taken(cluster, it)) {
            return Err(EditFault::Taken(name.to_owned()));
        }
        Ok(())
    }

    fn set_label(
        &self,
        holder: &Holder,
        key: &str,
        value: &str,
    ) -> Result<Vec<TextEdit>, EditFault> {
        if let Holder::Namespace(name) = holder {
            let found = self.cluster().find_namespace(name);
            if found.is_some_and(|it| self.cluster()[it].declared_by.is_none()) {
                return self.add_namespace(name, &[(key.to_owned(), value.to_owned())]);
            }
            if key == Namespace::NAME_LABEL {
                return Err(EditFault::Refused(format!(
                    "`{key}` is the namespace's name"
                )));
            }
        }
        let (place, labels) = self.labels(holder)?;
        let written = Value::text(value);
        let path = labels.field(key);
        let before = place.word(&path);
        let mut edits = vec![
            place
                .set(&path, &written)
                .ok_or(EditFault::CannotBeWritten)?,
        ];
        // A controller must select its own pods (SEMANTICS.md W-11).
        let selector = FieldPath::root().field("spec").field("selector");
        let selector = selector.field("matchLabels").field(key);
        if matches!(holder, Holder::Workload { .. })
            && place.is_written(&selector)
            && place.word(&selector) == before
        {
            edits.extend(place.set(&selector, &written));
        }
        Ok(edits)
    }

    fn remove_port(
        &self,
        holder: &Holder,
        number: u16,
        protocol: Protocol,
    ) -> Result<Vec<TextEdit>, EditFault> {
        let (place, container) = self.container(holder)?;
        let ports = container.field("ports");
        for index in 0.. {
            let item = ports.clone().index(index);
            if !place.is_written(&item) {
                break;
            }
            let word = |key: &str| place.word(&item.clone().field(key));
            let is_number = word("containerPort").is_some_and(|it| it.parse() == Ok(number));
            if is_number && word("protocol").unwrap_or("TCP") == protocol.name() {
                let edits = place.remove_items(&ports, &[index]);
                return edits.ok_or(EditFault::CannotBeWritten);
            }
        }
        Err(EditFault::NotThere)
    }

    /// Where the labels of a holder stand, or would.
    fn labels(&self, holder: &Holder) -> Result<(Place<'a>, FieldPath), EditFault> {
        let (object, path) = match holder {
            Holder::Namespace(name) => {
                let found = self.cluster().find_namespace(name);
                let declared = found.and_then(|it| self.cluster()[it].declared_by);
                (declared.ok_or(EditFault::NotThere)?, FieldPath::root())
            }
            Holder::Workload { kind, .. } => (self.object(holder)?, template_path(*kind)),
        };
        Ok((self.place(object)?, path.field("metadata").field("labels")))
    }

    /// Where the first container of a workload stands.
    fn container(&self, holder: &Holder) -> Result<(Place<'a>, FieldPath), EditFault> {
        let Holder::Workload { kind, .. } = holder else {
            return Err(EditFault::NotThere);
        };
        let place = self.place(self.object(holder)?)?;
        let spec = template_path(*kind).field("spec");
        Ok((place, spec.field("containers").index(0)))
    }

    fn object(&self, holder: &Holder) -> Result<ObjectId, EditFault> {
        let found = holder.find(self.cluster()).ok_or(EditFault::NotThere)?;
        Ok(self.cluster()[found].declared_by)
    }

    fn place(&self, object: ObjectId) -> Result<Place<'a>, EditFault> {
        let place = Place {
            sources: self.sources,
            places: self.analysis.places(),
            object,
        };
        if place.has_fields() {
            Ok(place)
        } else {
            Err(EditFault::CannotBeWritten)
        }
    }

    /// A document behind the others, in the text that the cluster stands in.
    fn append(&self, document: &str) -> Option<TextEdit> {
        let source = self.home()?;
        let text = &self.sources[source].text;
        let kept = text.trim_end();
        let start = u32::try_from(kept.len()).ok()?;
        let end = u32::try_from(text.len()).ok()?;
        let between = match kept {
            "" => "",
            _ if kept.ends_with("\n---") => "\n",
            _ => "\n---\n",
        };
        Some(TextEdit {
            span: Span::new(source, start, end),
            text: [between, document].concat(),
        })
    }

    /// The text that workloads and namespaces stand in, else the last one.
    fn home(&self) -> Option<SourceId> {
        let places = self.analysis.places();
        let cluster = self.cluster();
        let workloads = cluster.workloads().map(|it| it.1.declared_by);
        let namespaces = cluster.namespaces().filter_map(|it| it.1.declared_by);
        let last = workloads
            .chain(namespaces)
            .filter_map(|it| places.object(it))
            .map(|it| it.source)
            .max();
        last.or_else(|| self.sources.iter().last().map(|it| it.0))
    }
}

/// Where the template of a workload's pods stands (SEMANTICS.md W-5).
pub fn template_path(kind: WorkloadKind) -> FieldPath {
    let spec = || FieldPath::root().field("spec");
    match kind {
        WorkloadKind::Pod => FieldPath::root(),
        WorkloadKind::CronJob => spec().field("jobTemplate").field("spec").field("template"),
        _ => spec().field("template"),
    }
}

/// Whether it may be a name everywhere: a DNS label (SEMANTICS.md E-5).
fn check_name(name: &str) -> Result<(), EditFault> {
    let is_inside = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-';
    let is_label = (1..=63).contains(&name.len())
        && name.bytes().all(is_inside)
        && !name.starts_with('-')
        && !name.ends_with('-');
    if is_label {
        return Ok(());
    }
    let rule = format!("`{name}` is no name of lower case letters, digits and hyphens");
    Err(EditFault::Refused(rule))
}
