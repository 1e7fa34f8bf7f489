//! What a page draws: runs of characters and their places.

use super::font::Font;
use super::matrix::{Matrix, UNIT, moved, numbers, then};
use super::stream;
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

/// Forms within forms of the deepest page.
const DEEPEST: usize = 6;

/// Operations of the longest page with its forms, and of the longest file.
const MOST_OPERATIONS: usize = 2_000_000;
const MOST_OF_ALL: usize = 20_000_000;

/// Bytes of what is drawn on one page.
const MOST_BYTES: usize = 32 * 1024 * 1024;

/// Bytes that are as much work to unpack and to look through as an operation is to do.
const WORK: usize = 64;

/// Codes of all fonts that are remembered.
const MOST_CODES: usize = 1_000_000;

/// The fonts of a page by the names that it calls them.
type Named<'a> = BTreeMap<Vec<u8>, &'a Dictionary>;

/// Characters drawn by one operation.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Run {
    pub(super) text: String,
    /// Where it begins and ends, and its base line; y grows upward.
    pub(super) x: f32,
    pub(super) end: f32,
    pub(super) y: f32,
    /// The height of the font on the page.
    pub(super) size: f32,
}

/// Reads pages.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    pdf: &'a Document,
    /// Strings in fonts that do not say which characters they show.
    pub(super) unknown: usize,
    /// Whether there was more to do than is done.
    pub(super) is_cut: bool,
    /// Operations that may still be done on this page, and in all.
    left: usize,
    left_of_all: usize,
    /// The fonts that were read, by the places of their dictionaries: pages share them.
    fonts: HashMap<*const Dictionary, Rc<Font>>,
}

/// How text is drawn.
#[derive(Debug, Clone)]
struct State {
    /// From the page's own places to those of the paper.
    page: Matrix,
    font: Option<Rc<Font>>,
    size: f32,
    spacing: f32,
    word_spacing: f32,
    scale: f32,
    leading: f32,
    rise: f32,
}

/// The drawing of one content stream.
struct Drawing {
    state: State,
    saved: Vec<State>,
    text: Matrix,
    line: Matrix,
}

impl<'a> Reader<'a> {
    pub(super) fn new(pdf: &'a Document) -> Reader<'a> {
        Reader {
            pdf,
            unknown: 0,
            is_cut: false,
            left: 0,
            left_of_all: MOST_OF_ALL,
            fonts: HashMap::new(),
        }
    }

    /// Whether so much may still be done; then it counts as done.
    fn spend(&mut self, n_operations: usize) -> bool {
        let left = self.left.min(self.left_of_all).checked_sub(n_operations);
        self.is_cut |= left.is_none();
        self.left = left.unwrap_or(0);
        self.left_of_all = self.left_of_all.saturating_sub(n_operations);
        left.is_some()
    }

    /// The font of a dictionary.
    fn font(&mut self, dictionary: &'a Dictionary) -> Rc<Font> {
        let place = std::ptr::from_ref(dictionary);
        if let Some(known) = self.fonts.get(&place) {
            return Rc::clone(known);
        }
        let font = Rc::new(Font::new(dictionary, self.pdf));
        let n_codes: usize = self.fonts.values().map(|it| it.n_codes()).sum();
        if MOST_CODES < n_codes + font.n_codes() {
            self.fonts.clear();
        }
        self.spend(font.n_codes() + font.n_bytes() / WORK);
        self.fonts.insert(place, Rc::clone(&font));
        font
    }

    /// The runs of a page, in the order in which they are drawn. What cannot be read is left out.
    pub(super) fn page(&mut self, page: ObjectId) -> Vec<Run> {
        self.left = MOST_OPERATIONS.min(self.left_of_all);
        let mut runs = Vec::new();
        if !self.spend(1) {
            return runs;
        }
        let fonts = self.pdf.get_page_fonts(page).unwrap_or_default();
        let content = self.content(page);
        let forms = self.pdf.get_page_resources(page).ok().map(|(own, others)| {
            let others = others
                .into_iter()
                .filter_map(|it| self.pdf.get_dictionary(it).ok());
            own.into_iter().chain(others).collect::<Vec<_>>()
        });
        self.draw(
            &content,
            &fonts,
            &forms.unwrap_or_default(),
            UNIT,
            0,
            &mut runs,
        );
        runs
    }

    /// What is drawn on a page.
    fn content(&self, page: ObjectId) -> Vec<u8> {
        let streams = self.pdf.get_page_contents(page).into_iter();
        let streams = streams.filter_map(|it| self.pdf.get_object(it).ok()?.as_stream().ok());
        let mut content = Vec::new();
        for stream in streams {
            content.extend(stream::unpacked(stream).unwrap_or_default());
            // An operation may not be divided, but its words may.
            content.push(b'\n');
            if MOST_BYTES < content.len() {
                break;
            }
        }
        content
    }

    fn draw(
        &mut self,
        content: &[u8],
        fonts: &Named<'a>,
        resources: &[&'a Dictionary],
        place: Matrix,
        depth: usize,
        runs: &mut Vec<Run>,
    ) {
        if !self.spend(content.len() / WORK + fonts.len()) {
            return;
        }
        let mut drawing = Drawing::new(place);
        let pieces = stream::Pieces::new(content);
        let operations = pieces.filter_map(|it| Content::decode(it).ok());
        for operation in operations.flat_map(|it| it.operations) {
            if !self.spend(1) {
                return;
            }
            let operation = &operation;
            match operation.operator.as_str() {
                "Do" => self.form(operation, fonts, resources, drawing.state.page, depth, runs),
                "Tf" => {
                    let name = operation.operands.first().and_then(|it| it.as_name().ok());
                    let font = name.and_then(|it| fonts.get(it));
                    drawing.state.font = font.map(|it| self.font(it));
                    drawing.state.size = operation.operands.get(1).map_or(1.0, number);
                }
                _ => self.unknown += drawing.take(operation, runs),
            }
        }
    }

    /// Draws what a page has put into a form of its own.
    fn form(
        &mut self,
        operation: &Operation,
        fonts: &Named<'a>,
        resources: &[&'a Dictionary],
        place: Matrix,
        depth: usize,
        runs: &mut Vec<Run>,
    ) {
        let name = operation.operands.first().map(Object::as_name);
        let Some(form) = name.and_then(|it| self.form_of(it.ok()?, resources)) else {
            return;
        };
        let Some(content) = stream::unpacked(form).filter(|_| depth < DEEPEST) else {
            return;
        };
        let inner = |key: &[u8]| form.dict.get_deref(key, self.pdf);
        let own = inner(b"Resources").and_then(Object::as_dict).ok();
        let fonts = self.fonts_with(own, fonts);
        let matrix = inner(b"Matrix").and_then(Object::as_array);
        let matrix = matrix.ok().and_then(|it| numbers(it)).unwrap_or(UNIT);
        let resources: Vec<_> = own.into_iter().chain(resources.iter().copied()).collect();
        self.draw(
            &content,
            &fonts,
            &resources,
            then(matrix, place),
            depth + 1,
            runs,
        );
    }

    /// The form of that name; none if it is a picture.
    fn form_of(&self, name: &[u8], resources: &[&'a Dictionary]) -> Option<&'a Stream> {
        let pdf = self.pdf;
        let form = resources.iter().find_map(|it| {
            let forms = it.get_deref(b"XObject", pdf).and_then(Object::as_dict);
            forms.ok()?.get_deref(name, pdf).ok()?.as_stream().ok()
        })?;
        let kind = form.dict.get(b"Subtype").and_then(Object::as_name);
        let is_other = kind.is_ok_and(|it| it != b"Form");
        (!is_other).then_some(form)
    }

    /// The fonts that a form knows: those around it, and its own.
    fn fonts_with(&self, own: Option<&'a Dictionary>, fonts: &Named<'a>) -> Named<'a> {
        let mut fonts = fonts.clone();
        let own = own.map(|it| it.get_deref(b"Font", self.pdf).and_then(Object::as_dict));
        if let Some(Ok(own)) = own {
            for (name, _) in own {
                let font = own.get_deref(name, self.pdf).and_then(Object::as_dict);
                fonts.extend(font.ok().map(|it| (name.clone(), it)));
            }
        }
        fonts
    }
}

/// A number; 0 for what is none.
fn number(operand: &Object) -> f32 {
    operand.as_float().unwrap_or_default()
}

impl Drawing {
    fn new(page: Matrix) -> Drawing {
        Drawing {
            state: State {
                page,
                font: None,
                size: 1.0,
                spacing: 0.0,
                word_spacing: 0.0,
                scale: 1.0,
                leading: 0.0,
                rise: 0.0,
            },
            saved: Vec::new(),
            text: UNIT,
            line: UNIT,
        }
    }

    /// Does one operation; answers how many strings could not be read.
    fn take(&mut self, operation: &Operation, runs: &mut Vec<Run>) -> usize {
        let operands = operation.operands.as_slice();
        let (first, second) = (operands.first(), operands.get(1));
        let (first, second) = (first.map_or(0.0, number), second.map_or(0.0, number));
        match operation.operator.as_str() {
            "q" => self.saved.push(self.state.clone()),
            "Q" => self.state = self.saved.pop().unwrap_or_else(|| self.state.clone()),
            "cm" => {
                let matrix = numbers(operands).unwrap_or(UNIT);
                self.state.page = then(matrix, self.state.page);
            }
            "BT" => (self.text, self.line) = (UNIT, UNIT),
            "Tc" => self.state.spacing = first,
            "Tw" => self.state.word_spacing = first,
            "Tz" => self.state.scale = first / 100.0,
            "TL" => self.state.leading = first,
            "Ts" => self.state.rise = first,
            "Tm" => {
                self.line = numbers(operands).unwrap_or(UNIT);
                self.text = self.line;
            }
            "Td" => self.next_line(first, second),
            "TD" => {
                self.state.leading = -second;
                self.next_line(first, second);
            }
            "T*" => self.next_line(0.0, -self.state.leading),
            "Tj" | "TJ" => return self.show(operands, runs),
            "'" => {
                self.next_line(0.0, -self.state.leading);
                return self.show(operands, runs);
            }
            "\"" => {
                self.state.word_spacing = first;
                self.state.spacing = second;
                self.next_line(0.0, -self.state.leading);
                return self.show(operands.get(2..).unwrap_or_default(), runs);
            }
            _ => {}
        }
        0
    }

    fn next_line(&mut self, x: f32, y: f32) {
        self.line = then(moved(x, y), self.line);
        self.text = self.line;
    }

    fn show(&mut self, operands: &[Object], runs: &mut Vec<Run>) -> usize {
        let mut unknown = 0;
        for operand in operands {
            if let Ok(array) = operand.as_array() {
                unknown += self.show(array, runs);
            } else if let Ok(codes) = operand.as_str() {
                unknown += usize::from(!self.string(codes, runs));
            } else if let Ok(back) = operand.as_float() {
                self.advance(-back / 1000.0 * self.state.size * self.state.scale);
            }
        }
        unknown
    }

    /// Draws a string; false if its font does not say what it is.
    fn string(&mut self, codes: &[u8], runs: &mut Vec<Run>) -> bool {
        let Some(font) = self.state.font.clone() else {
            return codes.is_empty();
        };
        let state = &self.state;
        let width: f32 = font
            .widths(codes)
            .map(|(width, is_blank)| {
                let blank = if is_blank { state.word_spacing } else { 0.0 };
                (width / 1000.0 * state.size + state.spacing + blank) * state.scale
            })
            .sum();
        let text = font.text(codes);
        let place = then(moved(0.0, state.rise), then(self.text, state.page));
        let size = state.size.abs() * place[2].hypot(place[3]);
        self.advance(width);
        let end = then(self.text, self.state.page)[4];
        let is_known = text.is_some();
        if let Some(text) = text.filter(|it| !it.is_empty()) {
            let (x, y) = (place[4], place[5]);
            runs.push(Run {
                text,
                x,
                end,
                y,
                size,
            });
        }
        is_known
    }

    fn advance(&mut self, width: f32) {
        self.text = then(moved(width, 0.0), self.text);
    }
}
