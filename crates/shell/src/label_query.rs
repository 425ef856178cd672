//! What `-l` asks for.

use netpol_engine::model::{Operator, Requirement, Selector, Written};

use crate::fault::Fault;

/// Reads `app=web,tier in (a,b),env!=qa,canary,!old`.
///
/// # Errors
///
/// What is no selector.
pub(crate) fn label_query(text: &str) -> Result<Selector, Fault> {
    let mut requirements = Vec::new();
    for part in parts(text) {
        let part = part.trim();
        if part.is_empty() {
            continue;
        }
        let found = requirement(part).ok_or_else(|| {
            Fault::error(format!(
                "unable to parse requirement: {part:?} is no condition on a label"
            ))
        })?;
        requirements.push(found);
    }
    Ok(requirements.into_iter().collect())
}

/// What commas part, but for those in brackets.
fn parts(text: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    text.split(|it| {
        match it {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        it == ',' && depth == 0
    })
    .collect()
}

fn requirement(part: &str) -> Option<Requirement> {
    let of = |key: &str, operator| {
        is_key(key).then(|| Requirement {
            key: key.to_owned(),
            operator,
            written: Written::MatchExpressions(0),
        })
    };
    let one = |value: &str| vec![value.trim().to_owned()];
    if let Some(key) = part.strip_prefix('!') {
        return of(key.trim(), Operator::DoesNotExist);
    }
    if let Some((key, value)) = part.split_once("!=") {
        return of(key.trim(), Operator::NotIn(one(value)));
    }
    if let Some((key, value)) = part.split_once('=') {
        let value = value.strip_prefix('=').unwrap_or(value);
        return of(key.trim(), Operator::In(one(value)));
    }
    let Some((key, rest)) = part.split_once(char::is_whitespace) else {
        return of(part, Operator::Exists);
    };
    let (word, values) = rest.trim().split_once('(')?;
    let values = values.trim().strip_suffix(')')?;
    let values = values.split(',').flat_map(one).collect();
    match word.trim() {
        "in" => of(key, Operator::In(values)),
        "notin" => of(key, Operator::NotIn(values)),
        _ => None,
    }
}

fn is_key(key: &str) -> bool {
    let is_inside = |it: u8| it.is_ascii_alphanumeric() || b"-._/".contains(&it);
    !key.is_empty() && key.bytes().all(is_inside)
}

#[cfg(test)]
mod tests {
    use super::label_query;
    use crate::selector_words::selector;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let told = match label_query(text) {
            Ok(it) => selector(&it),
            Err(fault) => fault.text,
        };
        assert_eq!(told, expected, "{text}");
    }

    #[test]
    fn every_form_is_read() {
        check("", "<none>");
        check("app=web", "app in (web)");
        check("app==web,tier", "app in (web),tier");
        check("b!=c,!a", "!a,b notin (c)");
        check(
            "app in (web, api),x notin (y)",
            "app in (api,web),x notin (y)",
        );
    }

    #[test]
    fn what_is_none_is_said() {
        for text in ["a b", "a in web", "=x", "a in (b", "{}", "a like (b)"] {
            let fault = label_query(text).expect_err(text);
            assert!(fault.text.starts_with("error: unable to parse"), "{text}");
        }
    }
}
