//! For eyes: the reader in the terminal.
//!
//! Keys and messages change the [`App`]; drawing shows it and changes nothing; both ask the same
//! [`regions::Regions`]. Nothing here finds names or dates: the analysis arrives as a message.
//!
//! Imports allowed here: `model`, `text`, `corrections`, `store` (the reading place), `std`, and the crates of the
//! terminal.

mod action;
mod answer;
mod app;
mod arrive;
mod boxes;
mod bytes;
mod card;
mod config;
mod correct;
mod dates;
mod highlight;
mod input;
mod key;
mod keymap;
mod links;
mod lists;
mod locale;
mod message;
mod mode;
mod moving;
mod names;
mod options;
mod outline;
mod page;
mod place;
mod plain;
mod popup;
mod post;
pub mod print;
mod prompt;
pub mod reader;
pub mod regions;
mod reread;
mod screen;
mod scroll;
mod search;
mod select;
mod shelf;
mod terminal;
mod theme;
mod view;
mod walk;

pub use action::Action;
pub use app::App;
pub use config::Config;
pub use key::{Key, parse_keys};
pub use keymap::KeyMap;
pub use locale::{Lang, Locale};
pub use message::{Effect, Message, Signal};
pub use options::{DateReader, Keeper, Options, ThemeMaker};
pub use plain::{End, Plain};
pub use screen::{Drawn, Link, Screen};
pub use shelf::{Opened, Request, Shelf};
pub use theme::{Theme, ThemeName};
pub use view::draw;
