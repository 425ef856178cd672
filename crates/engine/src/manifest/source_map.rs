use super::Value;
use super::node::{Content, Node};
use crate::model::ObjectId;
use crate::text::{FieldPath, Span};

/// Turns an object and a path in it into a range of the user's text.
///
/// A range ends with the last thing it holds, never with the blank lines and
/// comments behind it. What an alias brings in stands where its anchor is.
#[derive(Debug, Clone, Default)]
pub struct SourceMap {
    /// The tree of each object, by its id.
    trees: Vec<Node>,
}

impl SourceMap {
    /// Keeps the tree of an object.
    pub(super) fn add(&mut self, tree: Node) -> ObjectId {
        let id = ObjectId::new(self.trees.len());
        self.trees.push(tree);
        id
    }

    /// How many objects have a tree.
    pub(super) fn len(&self) -> usize {
        self.trees.len()
    }

    /// Every object, in document order.
    pub fn objects(&self) -> impl ExactSizeIterator<Item = ObjectId> + use<> {
        (0..self.trees.len()).map(ObjectId::new)
    }

    /// What an object says.
    pub fn says(&self, object: ObjectId) -> Option<Value> {
        self.tree(object).map(Value::from)
    }

    /// Whether an object says what this one of another map does.
    pub fn says_as(&self, object: ObjectId, other: &Self, of_other: ObjectId) -> bool {
        let trees = self.tree(object).zip(other.tree(of_other));
        trees.is_some_and(|(a, b)| a.says_the_same(b))
    }

    /// The tree of an object.
    pub(super) fn tree(&self, object: ObjectId) -> Option<&Node> {
        self.trees.get(object.index())
    }

    /// The range of the whole object.
    pub fn object(&self, object: ObjectId) -> Option<Span> {
        self.tree(object).map(|it| it.span)
    }

    /// The range of the value at `path`: from its first character to the end
    /// of its last descendant. `None` when it is not written.
    pub fn value(&self, object: ObjectId, path: &FieldPath) -> Option<Span> {
        self.tree(object)?.at(path).map(|it| it.span)
    }

    /// The range of the key that names the value at `path`. `None` for an item
    /// of a list.
    pub fn key(&self, object: ObjectId, path: &FieldPath) -> Option<Span> {
        self.tree(object)?.entry_at(path).map(|it| it.key.span)
    }

    /// The range of the value together with the key that names it; for an item
    /// of a list, of the item alone.
    pub fn entry(&self, object: ObjectId, path: &FieldPath) -> Option<Span> {
        let tree = self.tree(object)?;
        match tree.entry_at(path) {
            Some(entry) => Some(entry.span()),
            None => tree.at(path).map(|it| it.span),
        }
    }

    /// Every path that is written in an object, each before those under it; of
    /// a key that stands there twice, the last.
    pub fn paths(&self, object: ObjectId) -> Vec<FieldPath> {
        let mut paths = Vec::new();
        if let Some(tree) = self.tree(object) {
            add_paths(tree, &FieldPath::root(), &mut paths);
        }
        paths
    }
}

fn add_paths(node: &Node, path: &FieldPath, paths: &mut Vec<FieldPath>) {
    paths.push(path.clone());
    match &node.content {
        Content::Scalar { .. } => {}
        Content::Sequence(items) => {
            for (index, item) in items.iter().enumerate() {
                add_paths(item, &path.clone().index(index), paths);
            }
        }
        Content::Mapping(_) => {
            for entry in node.last_entries() {
                add_paths(&entry.value, &path.clone().field(&entry.key.text), paths);
            }
        }
    }
}
