//! PDF files: stub.
use crate::text::{Document, Meta};
pub(super) fn read(_bytes: &[u8], _meta: Meta) -> Result<Document, String> {
    Err("it is a PDF".to_owned())
}
