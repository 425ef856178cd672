//! Which objects a command is about.

use netpol_engine::Analysis;

use crate::arguments::Arguments;
use crate::fault::Fault;
use crate::flag::Flag;
use crate::item::{Item, items};
use crate::label_query::label_query;
use crate::resource::Resource;

/// What the words of a command name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    /// The kinds, in order, each with the names that are meant; none for all.
    pub(crate) kinds: Vec<(Resource, Vec<String>)>,
    /// Whether kinds and names stand together: `pod/web`.
    is_joined: bool,
}

/// What was found for it.
#[derive(Debug, Clone)]
pub(crate) struct Found<'a> {
    /// By kind, in the order that was asked for.
    pub(crate) groups: Vec<(Resource, Vec<Item<'a>>)>,
    /// The names that nobody has.
    pub(crate) missing: Vec<Fault>,
}

impl Named {
    /// Reads `pods,svc`, `pod web db`, `pod/web svc/db`.
    ///
    /// # Errors
    ///
    /// Kinds that there are not, and words that do not go together.
    pub(crate) fn read(words: &[String]) -> Result<Self, Fault> {
        let Some((first, names)) = words.split_first() else {
            return Err(Fault::error("Required resource not specified."));
        };
        if words.iter().any(|it| it.contains('/')) {
            return Self::joined(words);
        }
        let mut kinds: Vec<(Resource, Vec<String>)> = Vec::new();
        for word in first.split(',') {
            let kind = resource(word)?;
            if kinds.iter().all(|it| it.0 != kind) {
                kinds.push((kind, names.to_vec()));
            }
        }
        Ok(Self {
            kinds,
            is_joined: false,
        })
    }

    fn joined(words: &[String]) -> Result<Self, Fault> {
        let mut kinds: Vec<(Resource, Vec<String>)> = Vec::new();
        for word in words.iter().flat_map(|it| it.split(',')) {
            let Some((kind, name)) = word.split_once('/') else {
                return Err(Fault::error(format!(
                    "there is no need to name a kind by itself beside kind/name: {word:?}"
                )));
            };
            if name.is_empty() || name.contains('/') {
                return Err(Fault::error(format!(
                    "arguments in resource/name form must have a single resource and name: {word:?}"
                )));
            }
            let kind = resource(kind)?;
            match kinds.iter_mut().find(|it| it.0 == kind) {
                Some((_, names)) => names.push(name.to_owned()),
                None => kinds.push((kind, vec![name.to_owned()])),
            }
        }
        Ok(Self {
            kinds,
            is_joined: true,
        })
    }

    /// Whether objects are meant by their names.
    pub(crate) fn has_names(&self) -> bool {
        self.is_joined || self.kinds.iter().any(|it| !it.1.is_empty())
    }

    /// Looks for the objects.
    ///
    /// # Errors
    ///
    /// Flags that do not go together with names.
    pub(crate) fn find<'a>(
        &self,
        analysis: &'a Analysis,
        arguments: &Arguments,
    ) -> Result<Found<'a>, Fault> {
        let namespace = arguments.namespace();
        let query = arguments.value(Flag::Selector).map(label_query);
        let query = query.transpose()?;
        if self.has_names() && query.is_some() {
            return Err(Fault::error(
                "name cannot be provided when a selector is specified",
            ));
        }
        let is_namespaced = self.kinds.iter().any(|it| it.0.is_namespaced());
        if self.has_names() && namespace.is_none() && is_namespaced {
            return Err(Fault::error(
                "a resource cannot be retrieved by name across all namespaces",
            ));
        }
        let mut found = Found {
            groups: Vec::new(),
            missing: Vec::new(),
        };
        for (resource, names) in &self.kinds {
            let mut all = items(analysis, *resource);
            all.retain(|it| {
                let is_here = namespace.is_none_or(|name| name == it.namespace);
                let is_meant = |it: &Item<'_>| {
                    let query = query.as_ref();
                    query.is_none_or(|query| query.matches(&it.labels).is_yes())
                };
                (is_here || !resource.is_namespaced()) && is_meant(it)
            });
            if !names.is_empty() {
                all = named(*resource, &all, names, &mut found.missing);
            }
            found.groups.push((*resource, all));
        }
        Ok(found)
    }
}

impl<'a> Found<'a> {
    /// All that was found, in order.
    pub(crate) fn items(&self) -> impl Iterator<Item = &Item<'a>> {
        self.groups.iter().flat_map(|it| &it.1)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.items().next().is_none()
    }
}

/// Those of these names, in the order of the names.
fn named<'a>(
    resource: Resource,
    all: &[Item<'a>],
    names: &[String],
    missing: &mut Vec<Fault>,
) -> Vec<Item<'a>> {
    let mut found = Vec::new();
    for name in names {
        match all.iter().find(|it| it.name == name) {
            Some(it) => found.push(it.clone()),
            None => missing.push(Fault::not_found(resource, name)),
        }
    }
    found
}

/// The kind that a word means.
pub(crate) fn resource(word: &str) -> Result<Resource, Fault> {
    Resource::from_word(word).ok_or_else(|| {
        Fault::error(format!("the server doesn't have a resource type {word:?}")).noting(KINDS)
    })
}

const KINDS: &str =
    "Here are pods, services, namespaces, network policies, and the workloads that make pods.";
