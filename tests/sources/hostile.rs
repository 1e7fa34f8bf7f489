//! Files that were made or damaged to break something.

#[cfg(feature = "pdf")]
use crate::bad::refuses;
use crate::writers;
use mailuo::source::{self, Options};

/// A file of one page that draws this, with these resources.
#[cfg(feature = "pdf")]
fn pdf(
    resources: impl FnOnce(&mut lopdf::Document) -> lopdf::Dictionary,
    content: lopdf::Stream,
) -> Vec<u8> {
    use lopdf::dictionary;
    let mut pdf = lopdf::Document::with_version("1.5");
    let (pages, content) = (pdf.new_object_id(), pdf.add_object(content));
    let resources = resources(&mut pdf);
    let page = pdf.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content, "Resources" => resources,
    });
    let tree = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
    pdf.objects.insert(pages, tree.into());
    let catalog = pdf.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    pdf.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).unwrap();
    bytes
}

#[cfg(feature = "pdf")]
#[test]
fn pdf_bombs() {
    use flate2::Compression;
    use flate2::write::ZlibEncoder;
    use lopdf::{Dictionary, Object, Stream, dictionary};
    use std::io::Write as _;
    let deflated = |bytes: &[u8]| {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    };
    let written = |content: Vec<u8>, filters: usize| {
        let filters: Vec<Object> = vec!["FlateDecode".into(); filters];
        pdf(
            |_| Dictionary::new(),
            Stream::new(dictionary! { "Filter" => filters }, content),
        )
    };
    let operations = b"BT (x) Tj ET ".repeat(1_000_000);
    refuses(
        "many.pdf",
        &written(deflated(&operations), 1),
        "its fonts do not say",
    );
    let twice = deflated(&deflated(&vec![b' '; 100 << 20]));
    refuses("twice.pdf", &written(twice, 2), "it may be a bomb");
}

/// A form is drawn as often as a page likes, and unpacked each time.
#[cfg(feature = "pdf")]
#[test]
fn a_form_that_is_drawn_without_end() {
    use lopdf::{Dictionary, Stream, dictionary};
    let font = dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" };
    let blanks = b" ".repeat(2 << 20);
    let form = dictionary! { "Type" => "XObject", "Subtype" => "Form" };
    let form = Stream::new(
        form,
        [b"BT /F 9 Tf (no) Tj ET".as_slice(), &blanks].concat(),
    );
    let drawn = b"BT /F 9 Tf (first) Tj ET ".to_vec();
    let drawn = [drawn, b"/X Do ".repeat(100_000)].concat();
    let resources = |pdf: &mut lopdf::Document| {
        let form = pdf.add_object(form);
        dictionary! {
            "Font" => dictionary! { "F" => font }, "XObject" => dictionary! { "X" => form },
        }
    };
    let bytes = pdf(resources, Stream::new(Dictionary::new(), drawn));
    let document = source::of_bytes(&bytes, "a.pdf", Options::default()).unwrap();
    assert!(document.text().starts_with("first"));
    assert!(document.text().len() < 1_000);
    assert!(document.meta.remarks[0].contains("draws more than any text needs"));
}

/// The article in each format that is not plain.
fn in_all_formats() -> Vec<(&'static str, Vec<u8>)> {
    let article = crate::article();
    vec![
        ("a.html", article.page().into_bytes()),
        ("a.epub", article.epub()),
        ("a.docx", article.docx()),
        #[cfg(feature = "pdf")]
        (
            "a.pdf",
            writers::pdf::write(&article, writers::pdf::Codes::Unicode),
        ),
    ]
}

/// Something that happens to a file: at a place, in a way, with a byte.
fn damage(bytes: &mut Vec<u8>, (at, way, byte): (usize, u8, u8)) {
    let at = at % bytes.len().max(1);
    let end = (at + usize::from(byte)).min(bytes.len());
    match way % 4 {
        0 => bytes.truncate(at),
        1 => drop(bytes.drain(at..end)),
        2 => bytes.extend_from_within(at..end),
        _ => {
            if let Some(it) = bytes.get_mut(at) {
                *it = byte;
            }
        }
    }
}

/// How often a property is tried: `PROPTEST_CASES` makes it longer.
fn cases() -> u32 {
    let wanted = std::env::var("PROPTEST_CASES").ok();
    wanted.and_then(|it| it.parse().ok()).unwrap_or(24)
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(cases()))]

    /// Whatever happens to a file, it is read or refused.
    #[test]
    fn damaged_files(damages in proptest::collection::vec(proptest::prelude::any::<(usize, u8, u8)>(), 1..12)) {
        for (name, mut bytes) in in_all_formats() {
            for &it in &damages {
                damage(&mut bytes, it);
            }
            if let Ok(document) = source::of_bytes(&bytes, name, Options::default()) {
                proptest::prop_assert!(!document.blocks().is_empty());
            }
        }
    }
}
