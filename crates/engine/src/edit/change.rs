use crate::manifest::Value;
use crate::model::ObjectId;
use crate::text::{FieldPath, Step};

/// One thing that is to be otherwise in an object, or one object more or less.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// In which object; for a new one the object that it is to stand behind.
    pub object: ObjectId,
    /// What.
    pub what: What,
}

/// What is to be otherwise in an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// The value at this path becomes this one, or comes there.
    Set(FieldPath, Value),
    /// The key at the end of this path goes, with its value.
    Unset(FieldPath),
    /// The key at the end of this path becomes this one.
    Rename(FieldPath, String),
    /// The list at this path gets this item behind the others.
    Push(FieldPath, Value),
    /// The list at this path loses the items of these indexes.
    Remove(FieldPath, Vec<usize>),
    /// Of the list at this path the item of this index and the next, which are
    /// mappings, become one.
    Join(FieldPath, usize),
    /// Of the list at this path the item of this index becomes two, the second of
    /// which begins with this key.
    Part(FieldPath, usize, String),
    /// Another object behind this one.
    Add(Value),
    /// The object goes.
    Delete,
}

impl Change {
    /// Makes it in what the object says, and in the objects behind it that came
    /// with it; `None` where it makes no sense.
    pub(super) fn make(&self, objects: &mut Vec<Value>) -> Option<()> {
        match &self.what {
            What::Add(object) => objects.push(object.clone()),
            What::Delete => objects.truncate(0),
            what => what.make(objects.first_mut()?)?,
        }
        Some(())
    }

    /// Whether other places of the same object stay where they are.
    fn rank(&self) -> usize {
        match self.what {
            What::Set(..) | What::Push(..) => 0,
            What::Unset(..) | What::Rename(..) => 1,
            What::Remove(..) | What::Join(..) | What::Part(..) => 2,
            What::Add(_) => 3,
            What::Delete => 4,
        }
    }

    /// In the order in which none of these changes moves what another is about.
    pub(super) fn in_order(changes: &[Self]) -> Vec<&Self> {
        let mut changes: Vec<&Self> = changes.iter().rev().collect();
        changes.sort_by_key(|it| it.rank());
        changes
    }
}

impl What {
    fn make(&self, object: &mut Value) -> Option<()> {
        match self {
            Self::Set(path, value) => *created(object, path)? = value.clone(),
            Self::Unset(path) => {
                let (above, key) = last(path)?;
                let entries = object.at_mut(&above)?.entries_mut()?;
                entries.retain(|it| it.0 != key);
            }
            Self::Rename(path, name) => {
                let (above, key) = last(path)?;
                let entries = object.at_mut(&above)?.entries_mut()?;
                entries
                    .iter_mut()
                    .find(|it| it.0 == key)?
                    .0
                    .clone_from(name);
            }
            Self::Push(list, item) => {
                let list = created(object, list)?;
                if list.items_mut().is_none() {
                    *list = Value::List(Vec::new());
                }
                list.items_mut()?.push(item.clone());
            }
            Self::Remove(list, indexes) => {
                let mut at = 0..;
                let items = object.at_mut(list)?.items_mut()?;
                items.retain(|_| at.next().is_none_or(|it| !indexes.contains(&it)));
            }
            Self::Join(list, first) => {
                let items = object.at_mut(list)?.items_mut()?;
                let second = (first + 1 < items.len()).then(|| items.remove(first + 1))?;
                let Value::Map(more) = second else {
                    return None;
                };
                items.get_mut(*first)?.entries_mut()?.extend(more);
            }
            Self::Part(list, item, key) => {
                let items = object.at_mut(list)?.items_mut()?;
                let entries = items.get_mut(*item)?.entries_mut()?;
                let at = entries.iter().position(|it| it.0 == *key)?;
                let second = entries.split_off(at);
                items.insert(item + 1, Value::Map(second));
            }
            Self::Add(_) | Self::Delete => return None,
        }
        Some(())
    }
}

/// The value at a path, which is made where it is missing.
fn created<'v>(object: &'v mut Value, path: &FieldPath) -> Option<&'v mut Value> {
    if object.at_mut(path).is_none() {
        let (above, key) = last(path)?;
        let above = created(object, &above)?;
        if above.entries_mut().is_none() {
            *above = Value::Map(Vec::new());
        }
        let nothing = Value::Word("null".to_owned());
        above.entries_mut()?.push((key.to_owned(), nothing));
    }
    object.at_mut(path)
}

/// The key that a path ends with, and what it is in.
fn last(path: &FieldPath) -> Option<(FieldPath, &str)> {
    match path.steps().last()? {
        Step::Field(key) => Some((path.parent()?, key)),
        Step::Index(_) => None,
    }
}
