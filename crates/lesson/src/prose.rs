use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};
use serde::{Deserialize, Serialize};

use crate::{Inline, Quote, Target};

/// The text of a step: as much of Markdown as a step needs, and no HTML.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Prose(pub Vec<Block>);

/// A paragraph, or what stands in place of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// Points, each of one paragraph.
    List(Vec<Vec<Inline>>),
    /// Lines of YAML or of a shell.
    Code(String),
}

impl Prose {
    /// Reads Markdown.
    ///
    /// # Errors
    ///
    /// Whatever a step cannot show (headings, HTML, images, tables, lists in
    /// lists), a link that leads out of the page, and a quote that states nothing:
    /// what it is, in words.
    pub fn read(markdown: &str) -> Result<Self, String> {
        let mut reader = Reader::default();
        for event in Parser::new(markdown) {
            reader.take(event)?;
        }
        Ok(Self(reader.blocks))
    }

    /// Every piece of every line, in order.
    pub fn inlines(&self) -> impl Iterator<Item = &Inline> {
        self.0.iter().flat_map(|block| match block {
            Block::Paragraph(line) => line.iter().collect::<Vec<_>>(),
            Block::List(lines) => lines.iter().flatten().collect(),
            Block::Code(_) => Vec::new(),
        })
    }

    /// Everything in it that has to be true.
    pub fn quotes(&self) -> impl Iterator<Item = &Quote> {
        self.inlines().filter_map(|it| match it {
            Inline::Quote(quote) => Some(quote),
            _ => None,
        })
    }

    /// Everything that it leads to.
    pub fn targets(&self) -> impl Iterator<Item = &Target> {
        self.inlines().filter_map(|it| match it {
            Inline::Link { to, .. } => Some(to),
            _ => None,
        })
    }
}

/// What the words that follow belong to.
#[derive(Debug)]
enum Span {
    Strong,
    Emphasis,
    /// Where it leads, and its title.
    Link(String, String),
}

#[derive(Debug, Default)]
struct Reader {
    blocks: Vec<Block>,
    line: Vec<Inline>,
    /// The points so far, inside a list.
    points: Option<Vec<Vec<Inline>>>,
    /// The lines so far, inside a block of code.
    code: Option<String>,
    /// What is open, with its words so far.
    span: Option<(Span, String)>,
}

impl Reader {
    fn take(&mut self, event: Event<'_>) -> Result<(), String> {
        match event {
            Event::Start(tag) => self.open(tag),
            Event::End(tag) => self.close(tag),
            Event::Text(words) => {
                self.say(&words);
                Ok(())
            }
            Event::SoftBreak => {
                self.say(" ");
                Ok(())
            }
            Event::Code(code) => {
                match &mut self.span {
                    Some((_, words)) => words.push_str(&code),
                    None => self.line.push(Inline::Code(code.into_string())),
                }
                Ok(())
            }
            other => Err(format!("a step cannot show {other:?}")),
        }
    }

    fn say(&mut self, words: &str) {
        match (&mut self.code, &mut self.span, self.line.last_mut()) {
            (Some(code), ..) => code.push_str(words),
            (_, Some((_, said)), _) | (_, _, Some(Inline::Text(said))) => said.push_str(words),
            _ => self.line.push(Inline::Text(words.to_owned())),
        }
    }

    fn open(&mut self, tag: Tag<'_>) -> Result<(), String> {
        let span = match tag {
            Tag::Paragraph | Tag::Item => return Ok(()),
            Tag::List(_) if self.points.is_none() => {
                self.points = Some(Vec::new());
                return Ok(());
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(_)) if self.points.is_none() => {
                self.code = Some(String::new());
                return Ok(());
            }
            Tag::Strong => Span::Strong,
            Tag::Emphasis => Span::Emphasis,
            Tag::Link {
                dest_url, title, ..
            } => Span::Link(dest_url.into_string(), title.into_string()),
            other => return Err(format!("a step cannot show {other:?}")),
        };
        match self.span.replace((span, String::new())) {
            None => Ok(()),
            Some((outer, _)) => Err(format!("nothing can stand inside {outer:?}")),
        }
    }

    fn close(&mut self, tag: TagEnd) -> Result<(), String> {
        match tag {
            TagEnd::Paragraph if self.points.is_none() => {
                let line = std::mem::take(&mut self.line);
                self.blocks.push(Block::Paragraph(line));
            }
            TagEnd::Item => {
                let line = std::mem::take(&mut self.line);
                if let Some(points) = &mut self.points {
                    points.push(line);
                }
            }
            TagEnd::List(_) => {
                let points = self.points.take().unwrap_or_default();
                self.blocks.push(Block::List(points));
            }
            TagEnd::CodeBlock => {
                let code = self.code.take().unwrap_or_default();
                self.blocks.push(Block::Code(code));
            }
            TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link => {
                let Some((span, words)) = self.span.take() else {
                    return Ok(());
                };
                let inline = match span {
                    Span::Strong => Inline::Strong(words),
                    Span::Emphasis => Inline::Emphasis(words),
                    Span::Link(to, title) => link(words, &to, &title)?,
                };
                self.line.push(inline);
            }
            _ => {}
        }
        Ok(())
    }
}

/// A link to somewhere in the page, or a quote.
fn link(words: String, to: &str, title: &str) -> Result<Inline, String> {
    let target = match to.split_once(':') {
        Some(("lesson", id)) => Target::Lesson(id.trim().to_owned()),
        Some(("example", id)) => Target::Example(id.trim().to_owned()),
        _ => return Quote::read(words, to, title).map(Inline::Quote),
    };
    Ok(Inline::Link { words, to: target })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(markdown: &str, expected: &[Block]) {
        assert_eq!(Prose::read(markdown), Ok(Prose(expected.to_vec())));
    }

    #[track_caller]
    fn refuses(markdown: &str, part: &str) {
        let fault = Prose::read(markdown).unwrap_err();
        assert!(fault.contains(part), "{fault}");
    }

    #[test]
    fn what_a_step_is_made_of() {
        let text = |it: &str| Inline::Text(it.to_owned());
        reads(
            "One `app` is\n**not** *two*.",
            &[Block::Paragraph(vec![
                text("One "),
                Inline::Code("app".to_owned()),
                text(" is "),
                Inline::Strong("not".to_owned()),
                text(" "),
                Inline::Emphasis("two".to_owned()),
                text("."),
            ])],
        );
        reads(
            "- a\n- b\n",
            &[Block::List(vec![vec![text("a")], vec![text("b")]])],
        );
        reads("```yaml\na: 1\n```\n", &[Block::Code("a: 1\n".to_owned())]);
    }

    #[test]
    fn links_stay_in_the_page() {
        let to = |words: &str, to| {
            let words = words.to_owned();
            [Block::Paragraph(vec![Inline::Link { words, to }])]
        };
        reads("[x](lesson:02-a)", &to("x", Target::Lesson("02-a".into())));
        reads("[x](example:b)", &to("x", Target::Example("b".into())));
        refuses("[x](https://example.com)", "start");
    }

    #[test]
    fn what_a_step_cannot_show() {
        refuses("# Heading", "Heading");
        refuses("<b>bold</b>", "InlineHtml");
        refuses("<script>x</script>", "HtmlBlock");
        refuses("![x](y)", "Image");
        refuses("- a\n  - b\n", "List");
        refuses("**a *b* c**", "Strong");
        refuses("    indented", "CodeBlock");
    }
}
