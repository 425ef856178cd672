//! What is on the page, one file each, with a style sheet of the same name in
//! `static/css/components`.
//!
//! Most are plain functions from data to HTML. A component is what has state of
//! its own or must not be drawn again while its props stay the same: each costs
//! the program some kilobytes.

mod badge;
mod branch_card;
mod clause;
mod code_block;
mod code_line;
mod diagram;
mod diagram_lane;
mod diagram_node;
mod diagram_outside;
mod diagram_wire;
mod editor;
mod examples_menu;
mod explanation;
mod focus_sheet;
mod legend;
mod lines_button;
mod mark;
mod notice;
mod pane_tabs;
mod phrase_text;
mod pixels;
mod policy_card;
mod problem_list;
mod question_bar;
mod side_view;
mod splitter;
mod telling;
mod theme_button;
mod top_bar;

pub use badge::badge;
pub use branch_card::branch_card;
pub use clause::clause;
pub use code_block::{CodeBlock, CodeBlockProps, code_blocks};
pub use code_line::code_line;
pub use diagram::{Diagram, DiagramProps};
pub use diagram_lane::{lane_frame, lane_title};
pub use diagram_node::{DiagramNode, DiagramNodeProps};
pub use diagram_outside::{DiagramOutsideProps, diagram_outside};
pub use diagram_wire::{DiagramWire, DiagramWireProps};
pub use editor::{Editor, EditorProps};
pub use examples_menu::{ExamplesMenu, ExamplesMenuProps};
pub use explanation::explanation_view;
pub use focus_sheet::focus_sheet;
pub use legend::legend;
pub use lines_button::lines_button;
pub use mark::{MarkKind, mark};
pub use notice::notice;
pub use pane_tabs::pane_tabs;
pub use phrase_text::phrase_text;
pub use policy_card::policy_card;
pub use problem_list::problem_list;
pub use question_bar::{QuestionBarProps, question_bar};
pub use side_view::side_view;
pub use splitter::{SplitterProps, splitter};
pub use telling::Telling;
pub use theme_button::theme_button;
pub use top_bar::top_bar;
