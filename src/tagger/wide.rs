//! Wide vector instructions where the processor has them: the only `unsafe` code of the program.
//!
//! Results are the same with and without them: the order of additions is fixed in the source, and
//! no step is fused that is written as two.

/// Does the work with vectors of 32 bytes, if this processor has such, else as any processor can.
#[inline]
pub(super) fn wide<R>(work: impl FnOnce() -> R) -> R {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2")
        && std::arch::is_x86_feature_detected!("bmi1")
        && std::arch::is_x86_feature_detected!("bmi2")
    {
        #[allow(unsafe_code)]
        // SAFETY: the instructions that `with_avx2` is compiled to use were found just now.
        return unsafe { with_avx2(work) };
    }
    work()
}

/// The work is inlined here, and so compiled for these instructions.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,bmi1,bmi2")]
fn with_avx2<R>(work: impl FnOnce() -> R) -> R {
    work()
}
