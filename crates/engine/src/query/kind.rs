/// A kind of object that an endpoint can name, in Kubernetes' own word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Kind(&'static str);

/// Kubernetes' kinds with the words that kubectl knows them by; the first is
/// the one we write ourselves.
const KINDS: &[(Kind, &[&str])] = &[
    (Kind::POD, &["pod", "po", "pods"]),
    (Kind("Deployment"), &["deployment", "deploy", "deployments"]),
    (Kind("StatefulSet"), &["statefulset", "sts", "statefulsets"]),
    (Kind("DaemonSet"), &["daemonset", "ds", "daemonsets"]),
    (Kind("ReplicaSet"), &["replicaset", "rs", "replicasets"]),
    (
        Kind("ReplicationController"),
        &["replicationcontroller", "rc", "replicationcontrollers"],
    ),
    (Kind("Job"), &["job", "jobs"]),
    (Kind("CronJob"), &["cronjob", "cj", "cronjobs"]),
    (Kind::SERVICE, &["service", "svc", "services"]),
];

impl Kind {
    /// A single pod.
    pub const POD: Self = Self("Pod");
    /// A Service, which stands for its backends.
    pub const SERVICE: Self = Self("Service");

    /// The kind that kubectl means by `word`.
    pub fn from_word(word: &str) -> Option<Self> {
        let word = word.to_ascii_lowercase();
        let found = KINDS.iter().find(|it| it.1.contains(&word.as_str()));
        found.map(|it| it.0)
    }

    /// Kubernetes' word: `Deployment`.
    pub fn name(self) -> &'static str {
        self.0
    }

    /// The word that stands in an endpoint: `deployment`.
    pub fn word(self) -> String {
        self.0.to_ascii_lowercase()
    }
}
