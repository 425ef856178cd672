use netpol_engine::model::WorkloadKind;

/// A kind of object, as kubectl's commands name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Resource {
    Pods,
    Services,
    Namespaces,
    NetworkPolicies,
    /// What makes pods; never a pod.
    Workloads(WorkloadKind),
}

/// What kubectl knows of a kind.
struct Words {
    kind: &'static str,
    api_version: &'static str,
    plural: &'static str,
    short: &'static [&'static str],
}

impl Resource {
    /// All of them, in the order of help and completion.
    pub(crate) const ALL: [Self; 11] = [
        Self::Pods,
        Self::Services,
        Self::Namespaces,
        Self::NetworkPolicies,
        Self::Workloads(WorkloadKind::Deployment),
        Self::Workloads(WorkloadKind::StatefulSet),
        Self::Workloads(WorkloadKind::DaemonSet),
        Self::Workloads(WorkloadKind::ReplicaSet),
        Self::Workloads(WorkloadKind::ReplicationController),
        Self::Workloads(WorkloadKind::Job),
        Self::Workloads(WorkloadKind::CronJob),
    ];

    /// The kind that is meant by a word: singular, plural, short, or with its group.
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        let word = word.to_ascii_lowercase();
        Self::ALL.into_iter().find(|it| {
            it.plural() == word
                || it.singular() == word
                || it.short().contains(&word.as_str())
                || it.qualified() == word
                || it.prefix() == word
        })
    }

    /// The kind of an object, as its manifest says it.
    pub(crate) fn of_kind(kind: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.kind() == kind)
    }

    pub(crate) fn kind(self) -> &'static str {
        self.words().kind
    }

    pub(crate) fn api_version(self) -> &'static str {
        self.words().api_version
    }

    /// `networkpolicies`.
    pub(crate) fn plural(self) -> &'static str {
        self.words().plural
    }

    /// `netpol`.
    pub(crate) fn short(self) -> &'static [&'static str] {
        self.words().short
    }

    /// `networkpolicy`.
    pub(crate) fn singular(self) -> String {
        self.kind().to_ascii_lowercase()
    }

    /// `networkpolicies.networking.k8s.io`, as errors of the server name it.
    pub(crate) fn qualified(self) -> String {
        [self.plural(), &self.group()].concat()
    }

    /// `networkpolicy.networking.k8s.io`, as stands before a name.
    pub(crate) fn prefix(self) -> String {
        [self.singular(), self.group()].concat()
    }

    pub(crate) fn is_namespaced(self) -> bool {
        self != Self::Namespaces
    }

    fn group(self) -> String {
        let group = self.api_version().split_once('/');
        group.map_or_else(String::new, |it| format!(".{}", it.0))
    }

    fn words(self) -> Words {
        let words = |kind, api_version, plural, short| Words {
            kind,
            api_version,
            plural,
            short,
        };
        match self {
            Self::Pods | Self::Workloads(WorkloadKind::Pod) => words("Pod", "v1", "pods", &["po"]),
            Self::Services => words("Service", "v1", "services", &["svc"]),
            Self::Namespaces => words("Namespace", "v1", "namespaces", &["ns"]),
            Self::NetworkPolicies => words(
                "NetworkPolicy",
                "networking.k8s.io/v1",
                "networkpolicies",
                &["netpol"],
            ),
            Self::Workloads(WorkloadKind::Deployment) => {
                words("Deployment", "apps/v1", "deployments", &["deploy"])
            }
            Self::Workloads(WorkloadKind::StatefulSet) => {
                words("StatefulSet", "apps/v1", "statefulsets", &["sts"])
            }
            Self::Workloads(WorkloadKind::DaemonSet) => {
                words("DaemonSet", "apps/v1", "daemonsets", &["ds"])
            }
            Self::Workloads(WorkloadKind::ReplicaSet) => {
                words("ReplicaSet", "apps/v1", "replicasets", &["rs"])
            }
            Self::Workloads(WorkloadKind::ReplicationController) => words(
                "ReplicationController",
                "v1",
                "replicationcontrollers",
                &["rc"],
            ),
            Self::Workloads(WorkloadKind::Job) => words("Job", "batch/v1", "jobs", &[]),
            Self::Workloads(WorkloadKind::CronJob) => {
                words("CronJob", "batch/v1", "cronjobs", &["cj"])
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Resource;

    #[test]
    fn a_kind_goes_by_all_its_names() {
        for (word, expected) in [
            ("po", "pod"),
            ("Pods", "pod"),
            ("svc", "service"),
            ("ns", "namespace"),
            ("netpol", "networkpolicy.networking.k8s.io"),
            (
                "networkpolicies.networking.k8s.io",
                "networkpolicy.networking.k8s.io",
            ),
            ("networkpolicy", "networkpolicy.networking.k8s.io"),
            ("deployment.apps", "deployment.apps"),
            ("cj", "cronjob.batch"),
        ] {
            let found = Resource::from_word(word).map(Resource::prefix);
            assert_eq!(found.as_deref(), Some(expected), "{word}");
        }
        assert_eq!(Resource::from_word("foo"), None);
    }
}
