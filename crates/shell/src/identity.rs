use std::collections::BTreeMap;

use netpol_engine::Analysis;
use netpol_engine::manifest::Value;
use netpol_engine::model::ObjectId;
use netpol_engine::text::SourceId;

use crate::value::text;

/// Who an object is: its kind, namespace and name.
pub(crate) type Identity = (String, String, String);

/// Who an object is, if it says so.
fn identity(object: &Value) -> Option<Identity> {
    let kind = text(object, &["kind"])?;
    let name = text(object, &["metadata", "name"])?;
    let namespace = match kind {
        "Namespace" | "Node" => "",
        _ => text(object, &["metadata", "namespace"]).unwrap_or("default"),
    };
    Some((kind.to_owned(), namespace.to_owned(), name.to_owned()))
}

/// Every object of the texts by who it is. Of several that are the same, the last counts.
pub(crate) struct Objects<'a> {
    analysis: &'a Analysis,
    /// In document order.
    all: Vec<(ObjectId, Identity)>,
    same: BTreeMap<Identity, Vec<ObjectId>>,
}

impl<'a> Objects<'a> {
    pub(crate) fn of(analysis: &'a Analysis) -> Self {
        let mut all = Vec::new();
        let mut same: BTreeMap<Identity, Vec<ObjectId>> = BTreeMap::new();
        for object in analysis.places().objects() {
            let says = analysis.places().says(object);
            if let Some(own) = says.as_ref().and_then(identity) {
                same.entry(own.clone()).or_default().push(object);
                all.push((object, own));
            }
        }
        Self {
            analysis,
            all,
            same,
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &(ObjectId, Identity)> {
        self.all.iter()
    }

    fn source(&self, object: ObjectId) -> Option<SourceId> {
        self.analysis.places().object(object).map(|it| it.source)
    }

    /// Those of one text.
    pub(crate) fn in_source(
        &self,
        source: SourceId,
    ) -> impl Iterator<Item = &(ObjectId, Identity)> {
        self.iter()
            .filter(move |it| self.source(it.0) == Some(source))
    }

    /// All that are the same as one, itself among them.
    pub(crate) fn same_as(&self, own: &Identity) -> &[ObjectId] {
        self.same.get(own).map_or(&[], Vec::as_slice)
    }

    /// Those of later texts that count in the place of an object.
    pub(crate) fn replacing(&self, object: ObjectId, own: &Identity) -> Vec<ObjectId> {
        let source = self.source(object);
        let later = self.same_as(own).iter().copied();
        later
            .filter(|it| *it > object && self.source(*it) != source)
            .collect()
    }
}
