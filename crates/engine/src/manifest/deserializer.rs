//! A tree as the input of serde, for the types that policies are made of.
//!
//! Reading goes on behind a wrong type: it is reported where it stands and read
//! as if it were null, and a null is the zero of whatever is asked for, as in Go
//! (SEMANTICS.md N-13).
//!
//! Whatever is generic here is compiled again for each type that is decoded, so
//! it only calls the visitor; the rest is in functions that know no visitor.

use std::{fmt, slice, vec};

use serde::de::value::StrDeserializer;
use serde::de::{self, Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

use super::field::wrong_type;
use super::limits::{UNKNOWN_FIELDS, WRONG_TYPES};
use super::node::{Content, Entry, Node};
use super::report::Report;
use super::scalar::Scalar;
use crate::text::FieldPath;

/// Reads `node`, which stands at `path`, and reports every wrong type in it.
///
/// Returns also where the fields are that the type does not have.
pub(super) fn deserialize<'de, T: Deserialize<'de>>(
    node: &Node,
    path: &FieldPath,
    report: &mut Report<'_>,
) -> Result<(T, Vec<FieldPath>), Refused> {
    let mut log = Log {
        report,
        wrong_types: 0,
        unknown_fields: Vec::new(),
    };
    let value = T::deserialize(Value {
        node,
        place: Place::Root(path),
        log: &mut log,
    })?;
    Ok((value, log.unknown_fields))
}

/// Nothing was read: more is wrong than anybody wants to know.
#[derive(Debug)]
pub(super) struct Refused;

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("too much is wrong")
    }
}

impl std::error::Error for Refused {}

impl de::Error for Refused {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

/// What was found so far.
struct Log<'r, 't> {
    report: &'r mut Report<'t>,
    wrong_types: usize,
    unknown_fields: Vec<FieldPath>,
}

/// Where a value stands; becomes a path only when there is something to say.
#[derive(Clone, Copy)]
enum Place<'p> {
    Root(&'p FieldPath),
    Field(&'p Place<'p>, &'p str),
    Item(&'p Place<'p>, usize),
}

impl Place<'_> {
    fn path(&self) -> FieldPath {
        match *self {
            Self::Root(path) => path.clone(),
            Self::Field(parent, name) => parent.path().field(name),
            Self::Item(parent, index) => parent.path().index(index),
        }
    }
}

/// A value that waits to be read.
struct Value<'v, 'r, 't> {
    node: &'v Node,
    place: Place<'v>,
    log: &'v mut Log<'r, 't>,
}

impl<'v, 'r, 't> Value<'v, 'r, 't> {
    /// The fields of this object; `expected` are the parts of its type's name.
    fn fields(mut self, expected: [&str; 2]) -> Result<Fields<'v, 'r, 't>, Refused> {
        if !self.node.is_mapping() {
            self.mismatch(&expected.concat())?;
        }
        Ok(Fields {
            rest: self.node.last_entries().into_iter(),
            current: None,
            place: self.place,
            log: self.log,
        })
    }

    /// The items of this list.
    fn items(mut self) -> Result<Items<'v, 'r, 't>, Refused> {
        if !matches!(self.node.content, Content::Sequence(_)) {
            self.mismatch("array")?;
        }
        Ok(Items {
            rest: self.node.items().iter(),
            index: 0,
            place: self.place,
            log: self.log,
        })
    }

    /// This text.
    fn text(&mut self) -> Result<&'v str, Refused> {
        if self.node.text().is_none() {
            self.mismatch("string")?;
        }
        Ok(self.node.text().unwrap_or_default())
    }

    /// This number; `other` is the type to ask for if it is none.
    fn integer(&mut self, other: &str) -> Result<i32, Refused> {
        let expected = match self.node.scalar() {
            Some(Scalar::Integer(it)) => match i32::try_from(*it) {
                Ok(number) => return Ok(number),
                Err(_) => "int32",
            },
            _ => other,
        };
        self.mismatch(expected)?;
        Ok(0)
    }

    /// Reports that this value, unless null, is not of the `expected` type.
    fn mismatch(&mut self, expected: &str) -> Result<(), Refused> {
        if self.node.is_null() {
            return Ok(());
        }
        if self.log.wrong_types == WRONG_TYPES {
            self.log.report.note_more();
            return Err(Refused);
        }
        self.log.wrong_types += 1;
        let path = self.place.path();
        let finding = wrong_type(self.node, &path, expected);
        match self.place {
            Place::Field(..) => self.log.report.left_out(path, finding),
            Place::Root(_) | Place::Item(..) => self.log.report.undecodable(&path, finding),
        }
        Ok(())
    }

    fn note_unknown(self) {
        let unknown = &mut self.log.unknown_fields;
        if unknown.len() < UNKNOWN_FIELDS {
            unknown.push(self.place.path());
        } else {
            self.log.report.note_more();
        }
    }
}

impl<'de> Deserializer<'de> for Value<'_, '_, '_> {
    type Error = Refused;

    /// Only ports are of more than one type.
    fn deserialize_any<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Refused> {
        match self.node.text() {
            Some(text) => visitor.visit_str(text),
            None => visitor.visit_i32(self.integer("intstr.IntOrString")?),
        }
    }

    fn deserialize_i32<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Refused> {
        visitor.visit_i32(self.integer("int32")?)
    }

    fn deserialize_str<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Refused> {
        visitor.visit_str(self.text()?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        if self.node.is_null() {
            return visitor.visit_none();
        }
        visitor.visit_some(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        visitor.visit_seq(self.items()?)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        visitor.visit_map(self.fields(["map[string]string", ""])?)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refused> {
        visitor.visit_map(self.fields(["v1.", name])?)
    }

    /// What types ask for behind a key that they do not know.
    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        self.note_unknown();
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit
        unit_struct newtype_struct tuple tuple_struct enum identifier
    }
}

/// The fields of an object that are still to be read.
struct Fields<'v, 'r, 't> {
    rest: vec::IntoIter<&'v Entry>,
    /// The one whose key was read, but not its value.
    current: Option<&'v Entry>,
    place: Place<'v>,
    log: &'v mut Log<'r, 't>,
}

impl<'v, 'r, 't> Fields<'v, 'r, 't> {
    fn next_key(&mut self) -> Option<StrDeserializer<'v, Refused>> {
        self.current = self.rest.next();
        Some(StrDeserializer::new(&self.current?.key.text))
    }

    fn next_value(&mut self) -> Result<Value<'_, 'r, 't>, Refused> {
        let entry = self.current.take().ok_or(Refused)?;
        Ok(Value {
            node: &entry.value,
            place: Place::Field(&self.place, &entry.key.text),
            log: self.log,
        })
    }
}

impl<'de> MapAccess<'de> for Fields<'_, '_, '_> {
    type Error = Refused;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Refused> {
        self.next_key().map(|it| seed.deserialize(it)).transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Refused> {
        seed.deserialize(self.next_value()?)
    }
}

/// The items of a list that are still to be read.
struct Items<'v, 'r, 't> {
    rest: slice::Iter<'v, Node>,
    /// The index of the next one.
    index: usize,
    place: Place<'v>,
    log: &'v mut Log<'r, 't>,
}

impl<'r, 't> Items<'_, 'r, 't> {
    fn next_item(&mut self) -> Option<Value<'_, 'r, 't>> {
        let index = self.index;
        self.index += 1;
        Some(Value {
            node: self.rest.next()?,
            place: Place::Item(&self.place, index),
            log: self.log,
        })
    }
}

impl<'de> SeqAccess<'de> for Items<'_, '_, '_> {
    type Error = Refused;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Refused> {
        self.next_item().map(|it| seed.deserialize(it)).transpose()
    }
}
