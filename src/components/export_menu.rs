use std::rc::Rc;

use yew::prelude::*;

use crate::share::Export;
use crate::state::Workspace;
use crate::words::share as words;

/// What is to be done with something that is taken out of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taking {
    /// Onto the clipboard.
    Copy,
    /// Into a file.
    Download,
}

impl Taking {
    const BOTH: [Self; 2] = [Self::Copy, Self::Download];

    fn title(self) -> &'static str {
        match self {
            Self::Copy => words::COPY,
            Self::Download => words::DOWNLOAD,
        }
    }
}

/// Everything that can be taken out of the page, in groups, each to be copied or
/// saved.
pub fn export_menu(workspace: &Rc<Workspace>, on_take: &Callback<(Export, Taking)>) -> Html {
    let files = workspace.files();
    // A single file is all of them.
    let single = files.iter().enumerate().filter(|_| files.len() > 1);
    let single = single.map(|(index, it)| (Export::File(index), &*it.name));
    let [svg, png, mermaid, markdown, csv, json, yaml, expect] =
        Export::ALL.map(|it| (it, it.title()));
    let manifests: Vec<_> = [yaml].into_iter().chain(single).chain([expect]).collect();
    html! {
        <>
            { group(words::DIAGRAM, &[svg, png], on_take) }
            { group(words::CONNECTIONS, &[markdown, csv, json, mermaid], on_take) }
            { group(words::MANIFESTS, &manifests, on_take) }
        </>
    }
}

fn group(title: &str, all: &[(Export, &str)], on_take: &Callback<(Export, Taking)>) -> Html {
    html! {
        <section class="export-menu" aria-label={title.to_owned()}>
            <h2 class="export-menu__title">{ title }</h2>
            <ul>
                { all.iter().map(|(export, name)| row(*export, name, on_take)).collect::<Html>() }
            </ul>
        </section>
    }
}

fn row(export: Export, name: &str, on_take: &Callback<(Export, Taking)>) -> Html {
    html! {
        <li class="export-menu__row">
            <span class="export-menu__name">{ name }</span>
            <span class="export-menu__use">{ export.use_of_it() }</span>
            for taking in Taking::BOTH {
                <button
                    type="button"
                    class="export-menu__button"
                    aria-label={words::taking(taking.title(), name)}
                    onclick={on_take.reform(move |_| (export, taking))}
                >
                    { taking.title() }
                </button>
            }
        </li>
    }
}
