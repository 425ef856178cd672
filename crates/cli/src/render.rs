//! `netpol render`: the diagram as a file that stands alone.

use netpol_engine::eval::{Party, World};
use netpol_engine::layout::{Aspect, Focus};
use netpol_engine::letters::Letters;
use netpol_engine::query::{Member, PortQuestion};
use netpol_export::{Poster, Room, Theme, svg};

use crate::arguments::{RenderArguments, RenderTheme};
use crate::failure::Failure;
use crate::output::Output;
use crate::{Status, input};

pub(crate) fn run(arguments: &RenderArguments, output: &mut Output) -> Result<Status, Failure> {
    input::stdin_once(&arguments.input.paths)?;
    let sources = input::sources(&arguments.input.paths)?;
    let options = arguments.input.reading.options();
    let analysis = output.analyze_all(&sources, &options)?;
    let room = Room {
        sources: &sources,
        analysis: &analysis,
        default_namespace: &options.default_namespace,
    };
    let focus = arguments.focus.as_deref();
    let poster = Poster {
        theme: match arguments.theme {
            RenderTheme::Auto => Theme::Auto,
            RenderTheme::Light => Theme::Light,
            RenderTheme::Dark => Theme::Dark,
        },
        width: arguments.width,
        aspect: Aspect {
            focus: focus.map(|it| pair(&room, it)).transpose()?,
            ..Aspect::default()
        },
    };
    let letters = Letters::of(analysis.cluster(), &analysis.branches());
    let drawing = svg(&analysis, &letters, &poster);
    match &arguments.output {
        Some(path) => input::save(path, &drawing)?,
        None => output.answer(&drawing),
    }
    Ok(output.status(Status::Yes, arguments.input.reading.strict))
}

/// The two that `FROM,TO` names, each of which has one place in the picture.
fn pair(room: &Room<'_>, written: &str) -> Result<Focus, Failure> {
    let Some((from, to)) = written.split_once(',') else {
        return Err(Failure::new(format!(
            "`{written}` is no pair: write two endpoints like `shop/web,shop/db`"
        )));
    };
    let (from, to) = (from.trim(), to.trim());
    let answer = room
        .ask(from, to, PortQuestion::Any)
        .map_err(Failure::new)?;
    let world = &room.analysis.world;
    let sources = answer.pairs.iter().map(|it| &it.source);
    let destinations = answer.pairs.iter().map(|it| &it.destination);
    Ok(Focus {
        source: place(world, from, sources)?,
        destination: place(world, to, destinations)?,
    })
}

/// The one place of all that a name stands for.
fn place<'a>(
    world: &World,
    name: &str,
    mut members: impl Iterator<Item = &'a Member>,
) -> Result<Party, Failure> {
    let nowhere = || Failure::new(format!("`{name}` has no place in the picture"));
    let first = members.next().and_then(|it| world.party_of(it.endpoint));
    let first = first.ok_or_else(nowhere)?;
    if members.all(|it| world.party_of(it.endpoint) == Some(first)) {
        return Ok(first);
    }
    Err(Failure::new(format!(
        "`{name}` has several places in the picture, and one can be in focus"
    )))
}
