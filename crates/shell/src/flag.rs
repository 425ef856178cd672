/// A flag of kubectl that is known here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flag {
    Namespace,
    AllNamespaces,
    Selector,
    Output,
    ShowLabels,
    NoHeaders,
    Overwrite,
    All,
    Filename,
    Stdin,
    Tty,
    Container,
    /// Whatever makes no difference here.
    Idle(&'static str),
}

/// A flag, its long and its short name, and whether a value follows.
type Entry = (Flag, &'static str, Option<char>, bool);

const FLAGS: &[Entry] = &[
    (Flag::Namespace, "namespace", Some('n'), true),
    (Flag::AllNamespaces, "all-namespaces", Some('A'), false),
    (Flag::Selector, "selector", Some('l'), true),
    (Flag::Output, "output", Some('o'), true),
    (Flag::ShowLabels, "show-labels", None, false),
    (Flag::NoHeaders, "no-headers", None, false),
    (Flag::Overwrite, "overwrite", None, false),
    (Flag::All, "all", None, false),
    (Flag::Filename, "filename", Some('f'), true),
    (Flag::Stdin, "stdin", Some('i'), false),
    (Flag::Tty, "tty", Some('t'), false),
    (Flag::Container, "container", Some('c'), true),
    (Flag::Idle("context"), "context", None, true),
    (Flag::Idle("kubeconfig"), "kubeconfig", None, true),
    (Flag::Idle("cluster"), "cluster", None, true),
    (Flag::Idle("user"), "user", None, true),
    (Flag::Idle("quiet"), "quiet", Some('q'), false),
    (Flag::Idle("force"), "force", None, false),
    (Flag::Idle("now"), "now", None, false),
    (Flag::Idle("grace-period"), "grace-period", None, true),
];

impl Flag {
    /// Those that a command takes besides the ones that all take.
    pub(crate) fn of_verb(verb: &str) -> &'static [Self] {
        match verb {
            "get" => &[
                Self::AllNamespaces,
                Self::Selector,
                Self::Output,
                Self::ShowLabels,
                Self::NoHeaders,
            ],
            "describe" => &[Self::AllNamespaces, Self::Selector],
            "apply" => &[Self::Filename],
            "delete" => &[
                Self::AllNamespaces,
                Self::Selector,
                Self::All,
                Self::Filename,
                Self::Idle("force"),
                Self::Idle("now"),
                Self::Idle("grace-period"),
            ],
            "label" => &[
                Self::AllNamespaces,
                Self::Selector,
                Self::Overwrite,
                Self::All,
            ],
            "exec" => &[Self::Stdin, Self::Tty, Self::Container, Self::Idle("quiet")],
            _ => &[],
        }
    }

    /// Those that every command takes.
    pub(crate) const COMMON: [Self; 5] = [
        Self::Namespace,
        Self::Idle("context"),
        Self::Idle("kubeconfig"),
        Self::Idle("cluster"),
        Self::Idle("user"),
    ];

    pub(crate) fn from_long(name: &str) -> Option<Self> {
        FLAGS.iter().find(|it| it.1 == name).map(|it| it.0)
    }

    pub(crate) fn from_short(letter: char) -> Option<Self> {
        FLAGS.iter().find(|it| it.2 == Some(letter)).map(|it| it.0)
    }

    fn entry(self) -> Option<&'static Entry> {
        FLAGS.iter().find(|it| it.0 == self)
    }

    /// `--namespace`.
    pub(crate) fn long(self) -> String {
        format!("--{}", self.entry().map_or("", |it| it.1))
    }

    /// `-n`.
    pub(crate) fn short(self) -> Option<String> {
        self.entry()?.2.map(|it| format!("-{it}"))
    }

    pub(crate) fn takes_value(self) -> bool {
        self.entry().is_some_and(|it| it.3)
    }
}
