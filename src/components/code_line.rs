use std::ops::Range;

use netpol_engine::Severity;
use yew::prelude::*;

use super::badge::hue;
use super::{MarkKind, badge, mark};
use crate::state::{BranchLine, LineNote, LineTone, RangeMark, Token, tokens};

/// One line as it lies under the text area: number (from 1), gutter, colours.
pub fn code_line(number: u32, line: &str, noted: Option<&LineNote>) -> Html {
    let branch = noted.and_then(|it| it.branch.as_ref());
    html! {
        <div
            class="code-line"
            data-line={number.to_string()}
            data-hue={branch.map(|it| hue(it.number))}
            data-branch={branch.map(branch_state)}
            data-edge={branch.and_then(edge)}
            data-tone={noted.and_then(|it| tone(it.tone))}
            data-problem={noted.and_then(|it| it.problem).map(severity_name)}
        >
            <span class="code-line__number">{ number }</span>
            <span class="code-line__gutter">{ gutter(noted) }</span>
            <span class="code-line__bar"></span>
            <code class="code-line__text">{ text(line, noted) }</code>
        </div>
    }
}

fn branch_state(branch: &BranchLine) -> &'static str {
    if branch.on { "on" } else { "off" }
}

fn edge(branch: &BranchLine) -> Option<&'static str> {
    match (branch.first, branch.last) {
        (true, true) => Some("both"),
        (true, false) => Some("first"),
        (false, true) => Some("last"),
        (false, false) => None,
    }
}

fn tone(tone: LineTone) -> Option<&'static str> {
    match tone {
        LineTone::Plain => None,
        LineTone::Subject => Some("subject"),
        LineTone::Refusal => Some("refusal"),
    }
}

/// The value of `data-severity` and `data-problem`.
pub(super) fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "hint",
    }
}

fn gutter(note: Option<&LineNote>) -> Html {
    let Some(note) = note else { return html! {} };
    if let Some(branch) = note.branch.as_ref().filter(|it| it.first) {
        return badge(&branch.letter, branch.number, branch.on);
    }
    match note.problem {
        Some(Severity::Error | Severity::Warning) => mark(MarkKind::Look),
        _ if note.lock => mark(MarkKind::Lock),
        _ => html! {},
    }
}

/// Where the colour, a mark or the word between may change: the bytes that pieces
/// begin and end at.
fn cuts(line: &str, pieces: &[(Range<usize>, Token)], noted: Option<&LineNote>) -> Vec<usize> {
    let mut cuts = vec![0, line.len()];
    let mut cut = |at: usize| {
        let place = cuts.partition_point(|it| *it < at);
        if cuts.get(place) != Some(&at) && line.is_char_boundary(at) {
            cuts.insert(place, at);
        }
    };
    for (range, _) in pieces {
        cut(range.end);
    }
    if let Some(noted) = noted {
        for (range, _) in &noted.marks {
            cut(range.start);
            cut(range.end);
        }
        if let Some((_, at)) = noted.join {
            cut(at);
        }
    }
    cuts.dedup();
    cuts
}

/// The words with their colours; cut where a mark begins or ends and where OR or
/// AND stands.
fn text(line: &str, noted: Option<&LineNote>) -> Html {
    let pieces = tokens(line);
    let cuts = cuts(line, &pieces, noted);
    let join = noted.and_then(|it| it.join);
    let mut parts: Vec<Html> = Vec::new();
    for (start, end) in cuts.iter().zip(cuts.iter().skip(1)) {
        if let Some((join, _)) = join.filter(|&(_, at)| at == *start) {
            parts.push(html! { <span class="code-line__join">{ join.word() }</span> });
        }
        let token = pieces
            .iter()
            .find(|(range, _)| range.contains(start))
            .map(|(_, it)| *it);
        let mark = noted.and_then(|it| mark_at(it, *start));
        let words = line.get(*start..*end).unwrap_or_default();
        parts.push(html! {
            <span data-token={token.map(token_name)} data-mark={mark.map(mark_name)}>{ words }</span>
        });
    }
    if let Some(noted) =
        noted.filter(|it| it.marks.iter().any(|(range, _)| range.start >= line.len()))
    {
        // A problem behind the last character still needs something to stand on.
        let mark = noted.marks.iter().map(|(_, mark)| *mark).min();
        parts.push(html! { <span data-mark={mark.map(mark_name)}>{ " " }</span> });
    }
    parts.into_iter().collect()
}

fn mark_at(note: &LineNote, at: usize) -> Option<RangeMark> {
    note.marks
        .iter()
        .filter(|(range, _)| range.contains(&at))
        .map(|(_, mark)| *mark)
        .min()
}

fn token_name(token: Token) -> &'static str {
    match token {
        Token::Key => "key",
        Token::Value => "value",
        Token::Comment => "comment",
    }
}

fn mark_name(mark: RangeMark) -> &'static str {
    match mark {
        RangeMark::Problem(severity) => severity_name(severity),
        RangeMark::Pointed => "pointed",
    }
}
