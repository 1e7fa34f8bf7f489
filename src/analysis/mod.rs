//! What is found in a document.

pub mod dates;
pub mod reference;
