//! What an object says, looked at without changing it.

use netpol_engine::manifest::Value;

/// The value under these keys.
pub(crate) fn at<'v>(value: &'v Value, keys: &[&str]) -> Option<&'v Value> {
    keys.iter().try_fold(value, |it, key| {
        let Value::Map(entries) = it else {
            return None;
        };
        let mut found = entries.iter().filter(|it| it.0 == *key);
        found.next().map(|it| &it.1)
    })
}

/// The text or word under these keys.
pub(crate) fn text<'v>(value: &'v Value, keys: &[&str]) -> Option<&'v str> {
    match at(value, keys)? {
        Value::Text(text) | Value::Word(text) => Some(text),
        Value::List(_) | Value::Map(_) => None,
    }
}

/// The items under these keys; none where there is no list.
pub(crate) fn items<'v>(value: &'v Value, keys: &[&str]) -> &'v [Value] {
    match at(value, keys) {
        Some(Value::List(items)) => items,
        _ => &[],
    }
}

/// The entries under these keys whose values are texts, in the order of their keys.
pub(crate) fn texts<'v>(value: &'v Value, keys: &[&str]) -> Vec<(&'v str, &'v str)> {
    let Some(Value::Map(entries)) = at(value, keys) else {
        return Vec::new();
    };
    let mut texts: Vec<(&str, &str)> = entries
        .iter()
        .filter_map(|(key, it)| match it {
            Value::Text(text) | Value::Word(text) => Some((key.as_str(), text.as_str())),
            Value::List(_) | Value::Map(_) => None,
        })
        .collect();
    texts.sort_unstable();
    texts
}
