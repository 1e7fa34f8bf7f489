//! Affine maps, which say where on the page something is drawn.

use lopdf::Object;

/// Rows of an affine map: (a, b, c, d, e, f) as PDF writes them.
pub(super) type Matrix = [f32; 6];

/// What moves nothing.
pub(super) const UNIT: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// First `m`, then `n`.
pub(super) fn then(m: Matrix, n: Matrix) -> Matrix {
    [
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    ]
}

/// What moves everything by so much.
pub(super) fn moved(x: f32, y: f32) -> Matrix {
    [1.0, 0.0, 0.0, 1.0, x, y]
}

/// The six numbers of a matrix.
pub(super) fn numbers(operands: &[Object]) -> Option<Matrix> {
    let mut matrix = UNIT;
    if operands.len() < matrix.len() {
        return None;
    }
    for (to, from) in matrix.iter_mut().zip(operands) {
        *to = from.as_float().ok()?;
    }
    Some(matrix)
}
