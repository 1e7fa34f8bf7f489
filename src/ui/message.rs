//! What comes to the reader from outside, and what it wants done there.

use super::shelf::{Opened, Request};
use crate::corrections::Correction;
use crate::model::Analysis;
use crate::store;
use crate::text::Document;
use crossterm::event::Event;
use std::sync::Arc;
use std::sync::mpsc::Sender;

/// What comes from outside.
#[derive(Debug)]
pub enum Message {
    /// A key, a click, another size.
    Input(Event),
    /// The rest of a long file was read; the head's offsets still hold.
    Document(Arc<Document>),
    /// A source goes on to come.
    Arriving {
        /// What there is of it now, if that can be shown; the offsets before still hold.
        document: Option<Arc<Document>>,
        /// Bytes that have come.
        n_bytes: usize,
        /// Gone when the message has been taken: until then no more of it is sent.
        taken: Sender<()>,
    },
    /// It has come to its end.
    Arrived(Opened),
    /// It has come to its end and is nothing that can be read, and why.
    Broken(String),
    /// What the reader set right in earlier sessions.
    Corrections(Vec<Correction>),
    /// The names and dates of the document.
    Analysis(Arc<Analysis>),
    /// Another text that was asked for.
    Opened(Opened),
    /// The text of that index cannot be opened, and why.
    Unopened(usize, String),
    /// The file was changed: what it holds now, with its names and dates.
    Reread(Arc<Document>, Arc<Analysis>),
    /// The file was changed and cannot be read now, and why.
    Unreadable(String),
    /// The terminal said that it draws “ ” … — · two columns wide.
    AmbiguousWide,
    /// The terminal told its background.
    Background {
        /// Whether dark letters are read well on it.
        is_light: bool,
    },
    /// A signal of the system.
    Signal(Signal),
}

/// What a signal asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// To end, and say nothing.
    End,
    /// To sleep.
    Suspend,
    /// The program was woken up.
    Resume,
    /// The terminal has another size.
    Resize,
}

/// What the reader wants done outside of it.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Text for the clipboard.
    Copy(String),
    /// Something of whoever holds the texts.
    Ask(Request),
    /// To save a change of the corrections, of which these are the ones before.
    Keep(Vec<Correction>, store::Change),
    /// To sleep.
    Suspend,
    /// To draw everything anew.
    Redraw,
}
