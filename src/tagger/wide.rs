//! Wide vector instructions where the processor has them: the only `unsafe` code of the program.
//!
//! Results are the same with and without them: the order of additions is fixed in the source, and
//! no step is fused that is written as two.

/// What is worth wide vectors.
///
/// No closure: only what is inlined is compiled for the wider instructions, and of a closure the
/// compiler may decide otherwise, silently.
pub(super) trait Work {
    /// What comes of it.
    type Output;

    /// Does it; each implementation must be `#[inline(always)]`, and all that it calls.
    fn run(self) -> Self::Output;
}

/// Does the work with vectors of 32 bytes, if this processor has such, else as any processor can.
#[inline]
pub(super) fn wide<W: Work>(work: W) -> W::Output {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2")
        && std::arch::is_x86_feature_detected!("bmi1")
        && std::arch::is_x86_feature_detected!("bmi2")
    {
        #[allow(unsafe_code)]
        // SAFETY: the instructions that `with_avx2` is compiled to use were found just now.
        return unsafe { with_avx2(work) };
    }
    work.run()
}

/// The work is inlined here, and so compiled for these instructions.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,bmi1,bmi2")]
fn with_avx2<W: Work>(work: W) -> W::Output {
    work.run()
}
