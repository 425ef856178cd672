use netpol_engine::Analysis;
use netpol_engine::eval::{Endpoint, World};
use netpol_engine::model::{PodId, Truth};

use crate::arguments::Arguments;
use crate::fault::Fault;
use crate::flag::Flag;
use crate::item::{Item, Subject, items};
use crate::named::resource;
use crate::pod_state::template;
use crate::resource::Resource;
use crate::value;

/// Who runs the program.
#[derive(Debug)]
pub(super) struct Client<'a> {
    pub(super) pod: PodId,
    pub(super) namespace: &'a str,
    pub(super) name: &'a str,
    /// Which container was taken, where there are several.
    pub(super) defaulted: Option<String>,
}

impl Client<'_> {
    pub(super) fn endpoint(&self) -> Endpoint {
        Endpoint::Pod(self.pod)
    }
}

/// The pod that `exec` names.
///
/// # Errors
///
/// Nobody is named, or somebody who is not there.
pub(super) fn client<'a>(
    analysis: &'a Analysis,
    arguments: &Arguments,
) -> Result<Client<'a>, Fault> {
    let object = match arguments.words.as_slice() {
        [] => {
            return Err(Fault::error(
                "pod, type/name or --filename must be specified",
            ));
        }
        [object] => object,
        _ => {
            return Err(Fault::error(
                "exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead",
            ));
        }
    };
    let (kind, name) = match object.split_once('/') {
        Some((kind, name)) => (resource(kind)?, name),
        None => (Resource::Pods, object.as_str()),
    };
    let namespace = arguments.namespace().unwrap_or("default");
    let found = items(analysis, kind).into_iter();
    let mut found = found.filter(|it| it.namespace == namespace && it.name == name);
    let missing = || {
        let fault = Fault::not_found(kind, name);
        match elsewhere(analysis, kind, name) {
            Some(hint) => fault.noting(hint),
            None => fault,
        }
    };
    let item = found.next().ok_or_else(missing)?;
    let pod = pod_of(&analysis.world, item.subject)
        .ok_or_else(|| Fault::error(format!("{} has no pod that runs", item.full_name())))?;
    let cluster = analysis.cluster();
    let name = cluster[pod].name.as_str();
    let namespace = cluster[cluster[pod].namespace].name.as_str();
    let pods = items(analysis, Resource::Pods);
    let own = pods.iter().find(|it| it.subject == Subject::Pod(pod));
    let defaulted = match own {
        Some(own) => container(own, analysis, arguments.value(Flag::Container))?,
        None => None,
    };
    Ok(Client {
        pod,
        namespace,
        name,
        defaulted,
    })
}

/// Where there is such an object, or what was probably meant.
fn elsewhere(analysis: &Analysis, kind: Resource, name: &str) -> Option<String> {
    let all = items(analysis, kind);
    if let Some(it) = all.iter().find(|it| it.name == name) {
        return Some(format!(
            "There is one in the namespace {}: add -n {0}.",
            it.namespace
        ));
    }
    let cluster = analysis.cluster();
    let (_, workload) = cluster.workloads().find(|it| it.1.name == name)?;
    let pod = &cluster[*workload.pods.first()?].name;
    let kind = workload.kind.name().to_ascii_lowercase();
    let namespace = &cluster[workload.namespace].name;
    (kind != "pod").then(|| {
        format!("There is a {kind} of this name: write -n {namespace} {kind}/{name}, or the name of a pod of it, {pod}.")
    })
}

fn pod_of(world: &World, subject: Subject) -> Option<PodId> {
    match subject {
        Subject::Pod(pod) => Some(pod),
        Subject::Workload(id) => world.cluster()[id].pods.first().copied(),
        Subject::Service(id) => {
            let reach = world.reach_service(Endpoint::UnknownAddress, id);
            let mut serving = reach
                .backends
                .iter()
                .filter(|it| it.backend.serves != Truth::No);
            serving.find_map(|it| match it.backend.endpoint {
                Endpoint::Pod(pod) => Some(pod),
                _ => None,
            })
        }
        Subject::Namespace(_) | Subject::Policy(_) => None,
    }
}

/// Says which container is taken where several could be meant.
fn container(
    pod: &Item<'_>,
    analysis: &Analysis,
    wanted: Option<&str>,
) -> Result<Option<String>, Fault> {
    let template = template(pod, analysis);
    let containers = template.as_ref();
    let containers = containers.map_or(&[][..], |it| value::items(it, &["spec", "containers"]));
    let names: Vec<&str> = containers
        .iter()
        .filter_map(|it| value::text(it, &["name"]))
        .collect();
    match (wanted, names.as_slice()) {
        (Some(wanted), names) if !names.is_empty() && !names.contains(&wanted) => {
            Err(Fault::error(format!(
                "container {wanted} is not valid for pod {}",
                pod.name
            )))
        }
        (None, [first, _, ..]) => Ok(Some(format!(
            "Defaulted container {first:?} out of: {}",
            names.join(", ")
        ))),
        _ => Ok(None),
    }
}
