//! What a page draws: runs of characters and their places.

use super::font::Font;
use super::stream;
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::BTreeMap;

/// Forms within forms of the deepest page.
const DEEPEST: usize = 6;

/// Operations of the longest page with its forms, and of the longest file.
const MOST_OPERATIONS: usize = 2_000_000;
const MOST_OF_ALL: usize = 20_000_000;

/// Bytes of what is drawn on one page.
const MOST_BYTES: usize = 32 * 1024 * 1024;

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

/// Rows of an affine map: (a, b, c, d, e, f) as PDF writes them.
type Matrix = [f32; 6];

const UNIT: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// First `m`, then `n`.
fn then(m: Matrix, n: Matrix) -> Matrix {
    [
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    ]
}

fn moved(x: f32, y: f32) -> Matrix {
    [1.0, 0.0, 0.0, 1.0, x, y]
}

/// Reads pages.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    pdf: &'a Document,
    /// Strings in fonts that do not say which characters they show.
    pub(super) unknown: usize,
    /// Operations that may still be done on this page, and in all.
    left: usize,
    left_of_all: usize,
}

/// How text is drawn.
#[derive(Debug, Clone)]
struct State {
    /// From the page's own places to those of the paper.
    page: Matrix,
    font: Vec<u8>,
    size: f32,
    spacing: f32,
    word_spacing: f32,
    scale: f32,
    leading: f32,
    rise: f32,
}

/// The drawing of one content stream.
struct Drawing<'f> {
    fonts: BTreeMap<Vec<u8>, Font<'f>>,
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
            left: 0,
            left_of_all: MOST_OF_ALL,
        }
    }

    /// The runs of a page, in the order in which they are drawn. What cannot be read is left out.
    pub(super) fn page(&mut self, page: ObjectId) -> Vec<Run> {
        self.left = MOST_OPERATIONS.min(self.left_of_all);
        let mut runs = Vec::new();
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
        fonts: &BTreeMap<Vec<u8>, &'a Dictionary>,
        resources: &[&'a Dictionary],
        place: Matrix,
        depth: usize,
        runs: &mut Vec<Run>,
    ) {
        let pdf = self.pdf;
        let read = |(name, it): (&Vec<u8>, &&'a Dictionary)| (name.clone(), Font::new(it, pdf));
        let mut drawing = Drawing::new(fonts.iter().map(read).collect(), place);
        let pieces = stream::Pieces::new(content);
        let operations = pieces.filter_map(|it| Content::decode(it).ok());
        for operation in operations.flat_map(|it| it.operations) {
            let Some(left) = self.left.checked_sub(1) else {
                return;
            };
            self.left = left;
            self.left_of_all = self.left_of_all.saturating_sub(1);
            let operation = &operation;
            if operation.operator == "Do" {
                self.form(operation, fonts, resources, drawing.state.page, depth, runs);
            } else {
                self.unknown += drawing.take(operation, runs);
            }
        }
    }

    /// Draws what a page has put into a form of its own.
    fn form(
        &mut self,
        operation: &Operation,
        fonts: &BTreeMap<Vec<u8>, &'a Dictionary>,
        resources: &[&'a Dictionary],
        place: Matrix,
        depth: usize,
        runs: &mut Vec<Run>,
    ) {
        let pdf = self.pdf;
        let Some(Ok(name)) = operation.operands.first().map(Object::as_name) else {
            return;
        };
        let form = resources.iter().find_map(|it| {
            let forms = it
                .get_deref(b"XObject", pdf)
                .and_then(Object::as_dict)
                .ok()?;
            forms.get_deref(name, pdf).and_then(Object::as_stream).ok()
        });
        let Some(form) = form.filter(|_| depth < DEEPEST) else {
            return;
        };
        if form
            .dict
            .get(b"Subtype")
            .and_then(Object::as_name)
            .is_ok_and(|it| it != b"Form")
        {
            return;
        }
        let Some(content) = stream::unpacked(form) else {
            return;
        };
        let own = form
            .dict
            .get_deref(b"Resources", pdf)
            .and_then(Object::as_dict)
            .ok();
        let mut fonts = fonts.clone();
        if let Some(Ok(own)) = own.map(|it| it.get_deref(b"Font", pdf).and_then(Object::as_dict)) {
            for (name, _) in own {
                if let Ok(font) = own.get_deref(name, pdf).and_then(Object::as_dict) {
                    fonts.insert(name.clone(), font);
                }
            }
        }
        let matrix = form
            .dict
            .get_deref(b"Matrix", pdf)
            .and_then(Object::as_array);
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
}

/// The six numbers of a matrix.
fn numbers(operands: &[Object]) -> Option<Matrix> {
    let mut matrix = UNIT;
    if operands.len() < matrix.len() {
        return None;
    }
    for (to, from) in matrix.iter_mut().zip(operands) {
        *to = from.as_float().ok()?;
    }
    Some(matrix)
}

impl<'f> Drawing<'f> {
    fn new(fonts: BTreeMap<Vec<u8>, Font<'f>>, page: Matrix) -> Drawing<'f> {
        Drawing {
            fonts,
            state: State {
                page,
                font: Vec::new(),
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
        let number = |idx: usize| operands.get(idx).and_then(|it| it.as_float().ok());
        let first = number(0).unwrap_or_default();
        match operation.operator.as_str() {
            "q" => self.saved.push(self.state.clone()),
            "Q" => self.state = self.saved.pop().unwrap_or_else(|| self.state.clone()),
            "cm" => {
                let matrix = numbers(operands).unwrap_or(UNIT);
                self.state.page = then(matrix, self.state.page);
            }
            "BT" => (self.text, self.line) = (UNIT, UNIT),
            "Tf" => {
                let name = operands.first().and_then(|it| it.as_name().ok());
                self.state.font = name.unwrap_or_default().to_vec();
                self.state.size = number(1).unwrap_or(1.0);
            }
            "Tc" => self.state.spacing = first,
            "Tw" => self.state.word_spacing = first,
            "Tz" => self.state.scale = first / 100.0,
            "TL" => self.state.leading = first,
            "Ts" => self.state.rise = first,
            "Tm" => {
                self.line = numbers(operands).unwrap_or(UNIT);
                self.text = self.line;
            }
            "Td" => self.next_line(first, number(1).unwrap_or_default()),
            "TD" => {
                let down = number(1).unwrap_or_default();
                self.state.leading = -down;
                self.next_line(first, down);
            }
            "T*" => self.next_line(0.0, -self.state.leading),
            "Tj" | "TJ" => return self.show(operands, runs),
            "'" => {
                self.next_line(0.0, -self.state.leading);
                return self.show(operands, runs);
            }
            "\"" => {
                self.state.word_spacing = first;
                self.state.spacing = number(1).unwrap_or_default();
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
        let Some(font) = self.fonts.get(&self.state.font) else {
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
