use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{Taking, export_menu, share_link};
use crate::browser;
use crate::share::bundle::{self, Bundle};
use crate::share::{Export, LinkError, PayloadV1, on_disk, write};
use crate::state::Workspace;
use crate::words::share as words;

/// What [`ShareMenu`] is made from.
#[derive(Properties, PartialEq)]
pub struct ShareMenuProps {
    /// The texts.
    pub workspace: Rc<Workspace>,
    /// The diagram as a file, while the menu is open.
    pub poster: Option<Rc<String>>,
    /// The user shares or saves: what there is.
    pub on_share: Callback<(), PayloadV1>,
    /// The user takes something out: its text, unless it is the diagram.
    pub on_export: Callback<Export, Option<String>>,
    /// The menu opened, or closed.
    pub on_show: Callback<bool>,
    /// The user opened a file.
    pub on_open: Callback<Result<Bundle, LinkError>>,
}

/// A button that copies a link to all there is, and what else can be taken out.
#[component]
pub fn ShareMenu(props: &ShareMenuProps) -> Html {
    let link = use_state_eq(|| None::<Result<AttrValue, LinkError>>);
    let said = use_state_eq(|| AttrValue::Static(""));
    let node = use_node_ref();
    {
        let on_show = props.on_show.clone();
        use_effect_with(link.is_some(), move |is_open| on_show.emit(*is_open));
    }
    let desk = Desk {
        said: said.setter(),
        node: node.clone(),
    };
    let toggle = {
        let (link, desk, on_share) = (link.clone(), desk.clone(), props.on_share.clone());
        Callback::from(move |_: MouseEvent| {
            if link.is_some() {
                link.set(None);
                return;
            }
            let found = write(&on_share.emit(())).map(|it| browser::address_with(&it));
            if let Ok(address) = &found {
                desk.copy(address.clone(), words::LINK_COPIED);
            }
            link.set(Some(found.map(AttrValue::from)));
        })
    };
    let close = {
        let (link, node) = (link.clone(), node.clone());
        Callback::from(move |()| {
            link.set(None);
            browser::focus(&node, "button");
        })
    };
    use_effect_with((*link).clone(), {
        let node = node.clone();
        move |link| {
            if matches!(link, Some(Ok(_))) {
                browser::focus(&node, ".share-link__address");
            }
        }
    });
    html! {
        <div class="share-menu" ref={node} onkeydown={on_escape(link.is_some(), &close)}>
            <button
                type="button"
                class="share-menu__button"
                aria-expanded={link.is_some().to_string()}
                aria-haspopup="dialog"
                onclick={toggle}
            >
                { icon() }
                <span class="share-menu__label">{ words::SHARE }</span>
            </button>
            if let Some(link) = &*link {
                <div class="share-menu__veil" onclick={close.reform(|_| ())}></div>
                { panel(props, link, &said, &desk) }
            }
        </div>
    }
}

fn icon() -> Html {
    html! {
        <svg class="share-menu__icon" viewBox="0 0 16 16" aria-hidden="true">
            <path d="M6.7 9.3a2.8 2.8 0 0 0 4 0l2.1-2.1a2.8 2.8 0 0 0-4-4L7.9 4.1" />
            <path d="M9.3 6.7a2.8 2.8 0 0 0-4 0L3.2 8.8a2.8 2.8 0 0 0 4 4l.9-.9" />
        </svg>
    }
}

fn on_escape(is_open: bool, close: &Callback<()>) -> Callback<KeyboardEvent> {
    let close = close.clone();
    Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Escape" && is_open {
            event.prevent_default();
            event.stop_propagation();
            close.emit(());
        }
    })
}

fn panel(
    props: &ShareMenuProps,
    link: &Result<AttrValue, LinkError>,
    said: &AttrValue,
    desk: &Desk,
) -> Html {
    html! {
        <div class="share-menu__panel" role="dialog" aria-label={words::SHARE}>
            { share_link(link, &desk.on_copy_link()) }
            <p class="share-menu__said" role="status">{ said }</p>
            { save(props, desk) }
            { export_menu(&props.workspace, &desk.on_take(props)) }
        </div>
    }
}

/// A file with everything in it, and back.
fn save(props: &ShareMenuProps, desk: &Desk) -> Html {
    let on_save = {
        let (desk, on_share) = (desk.clone(), props.on_share.clone());
        Callback::from(move |_: MouseEvent| {
            let json = bundle::json(&on_share.emit(()));
            desk.save("playground.json", &json, Export::Json.media_type());
        })
    };
    let onchange = {
        let on_open = props.on_open.clone();
        Callback::from(move |event: Event| {
            let Some(field) = event.target_dyn_into::<HtmlInputElement>() else {
                return;
            };
            let on_open = on_open.clone();
            wasm_bindgen_futures::spawn_local(async move {
                if let Some((name, text)) = browser::chosen_file(&field).await {
                    on_open.emit(bundle::read(&name, &text));
                }
            });
        })
    };
    html! {
        <div class="share-menu__files">
            <button type="button" class="share-menu__action" onclick={on_save}>
                { words::SAVE }
            </button>
            <label class="share-menu__action">
                { words::OPEN }
                <input
                    type="file"
                    class="visually-hidden"
                    accept=".json,.yaml,.yml,.txt"
                    {onchange}
                />
            </label>
        </div>
    }
}

/// What takes things out, and says how that went.
#[derive(Clone)]
struct Desk {
    said: UseStateSetter<AttrValue>,
    node: NodeRef,
}

impl Desk {
    fn say(&self, sentence: impl Into<AttrValue>) {
        self.said.set(sentence.into());
    }

    fn copy(&self, text: String, done: &'static str) {
        let desk = self.clone();
        wasm_bindgen_futures::spawn_local(async move {
            if browser::copy_text(&text).await {
                desk.say(done);
            } else {
                desk.say(words::NOT_COPIED);
            }
        });
    }

    fn save(&self, name: &str, text: &str, media_type: &str) {
        let file = browser::file_of(text, media_type);
        let is_saved = file.is_some_and(|it| browser::download(name, &it));
        self.say_saved(is_saved, name);
    }

    fn say_saved(&self, is_saved: bool, name: &str) {
        self.say(if is_saved {
            words::saved(name)
        } else {
            words::NOT_SAVED.to_owned()
        });
    }

    fn on_copy_link(&self) -> Callback<AttrValue> {
        let desk = self.clone();
        Callback::from(move |link: AttrValue| {
            browser::focus(&desk.node, ".share-link__address");
            desk.copy(link.to_string(), words::LINK_COPIED);
        })
    }

    fn on_take(&self, props: &ShareMenuProps) -> Callback<(Export, Taking)> {
        let (desk, on_export) = (self.clone(), props.on_export.clone());
        let (poster, workspace) = (props.poster.clone(), Rc::clone(&props.workspace));
        Callback::from(move |(export, taking)| {
            let name = match export {
                Export::File(index) => on_disk(workspace.name(index)),
                _ => export.file_name().to_owned(),
            };
            let text = match export {
                Export::Png | Export::Svg => poster.as_ref().map(ToString::to_string),
                _ => on_export.emit(export),
            };
            match (text, taking) {
                (Some(svg), _) if export == Export::Png => desk.take_pixels(name, svg, taking),
                (Some(text), Taking::Copy) => desk.copy(text, words::COPIED),
                (Some(text), Taking::Download) => desk.save(&name, &text, export.media_type()),
                (None, _) => desk.say(words::NO_DIAGRAM),
            }
        })
    }

    fn take_pixels(&self, name: String, svg: String, taking: Taking) {
        let desk = self.clone();
        wasm_bindgen_futures::spawn_local(async move {
            match (browser::pixels_of(&svg).await, taking) {
                (None, _) => desk.say(words::NO_DIAGRAM),
                (Some(pixels), Taking::Download) => {
                    desk.say_saved(browser::download(&name, &pixels), &name);
                }
                (Some(pixels), Taking::Copy) => {
                    let media_type = Export::Png.media_type();
                    desk.say(if browser::copy_picture(&pixels, media_type).await {
                        words::COPIED
                    } else {
                        words::NO_PICTURE_COPIED
                    });
                }
            }
        });
    }
}
