//! Zip files of others: what they hold, within limits.

use std::io::{Cursor, Read as _};
use zip::ZipArchive;
use zip::result::ZipError;

/// Bytes of the largest entry that is unpacked, and of all together.
const MOST_OF_ONE: usize = 32 * 1024 * 1024;
const MOST_OF_ALL: usize = 96 * 1024 * 1024;

/// Entries of the largest archive.
const MOST_ENTRIES: usize = 50_000;

/// An opened archive, and how much may still be unpacked from it.
#[derive(Debug)]
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    left: usize,
}

impl<'a> Archive<'a> {
    /// Opens an archive, or says why it cannot be.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Archive<'a>, String> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|err| reason(&err))?;
        if MOST_ENTRIES < zip.len() {
            return Err("it holds more files than any book has".to_owned());
        }
        Ok(Archive {
            zip,
            left: MOST_OF_ALL,
        })
    }

    /// Whether there is an entry of that name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// What an entry holds; none if there is none of that name.
    pub(super) fn entry(&mut self, name: &str) -> Result<Option<Vec<u8>>, String> {
        let Some(idx) = self.zip.index_for_name(name) else {
            return Ok(None);
        };
        let limit = MOST_OF_ONE.min(self.left);
        let entry = self.zip.by_index(idx).map_err(|err| reason(&err))?;
        // What the archive says of sizes may be a lie, so that the bytes themselves are counted.
        let mut bytes = Vec::new();
        entry
            .take(limit as u64 + 1)
            .read_to_end(&mut bytes)
            .map_err(|err| format!("it is damaged: {name} cannot be unpacked ({err})"))?;
        if limit < bytes.len() {
            return Err("it unpacks to more than any book has: it may be a zip bomb".to_owned());
        }
        self.left -= bytes.len();
        Ok(Some(bytes))
    }
}

/// What an error of the archive means, in plain words.
fn reason(err: &ZipError) -> String {
    let text = err.to_string();
    if text.to_lowercase().contains("password") {
        return "it is encrypted".to_owned();
    }
    format!("its zip archive is damaged ({text})")
}
