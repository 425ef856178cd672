//! What belongs to the browser: storage, the document's theme, sizes on the
//! screen. The only module that touches them.

mod canvas;
mod clipboard;
mod departure;
mod download;
mod editor_port;
mod element;
mod frame;
mod location;
mod picture;
mod program;
mod storage;
mod theme;
mod viewport;
mod width;

pub use canvas::{Gestures, fitting, keep_middle, pan};
pub use clipboard::{copy_picture, copy_text};
pub use departure::before_departure;
pub use download::{chosen_file, download, file_of};
pub use editor_port::{EditorNews, EditorPort, fetch_code_editor, wants_plain_editor};
pub use element::{focus, mount_point, reserve, scroll_to_end, scroll_to_line, select, share_out};
pub use frame::{frame_options, is_embedded};
pub use location::{
    address_with, forget_fragment, fragment, page_with, query, replace_fragment, watch_fragment,
};
pub use picture::pixels_of;
pub use program::{is_whole, when_whole};
pub use storage::Storage;
pub use theme::{seen, wear};
pub use viewport::{Viewport, ViewportObserver, attribute_around, reveal};
pub use width::WidthObserver;
