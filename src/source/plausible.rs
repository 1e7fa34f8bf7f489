//! Which encoding bytes without a mark are in: the one in which they read like a text.
//!
//! Nearly all double bytes of Big5 are characters of GB18030 too, so that decoding without an error
//! proves nothing. But a few hundred characters make up two thirds of any Chinese text, and text in
//! the wrong encoding has next to none of them.

use encoding_rs::{
    BIG5, Encoding, GB18030, GBK, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1252, WINDOWS_1254,
    WINDOWS_1257,
};

/// Bytes that are looked at, from the first that is not ASCII on.
const CLIP: usize = 32 * 1024;

/// The most frequent characters of Chinese: modern and classical, simplified and traditional,
/// Cantonese, and punctuation.
const FREQUENT: &str = "\
的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里\
用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实\
日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政\
美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员\
解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件\
计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象\
完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运笔曾宝玉笑\
這個們來為國說時會對發後過裡裏種當沒動現還進經麼學點關無與長機將兩間問並應戰頭體產實業見從給門東聲員\
義條氣題爾別變電總報數結論處務場計資許統區隊決馬書聽達強難權設記類據張該萬術領確傳師觀讓識帶導爭運開\
於着著其曰矣乎焉哉也王侯臣將卿嘅咗喺啲係唔佢哋嚟冇咁乜嘢\
，。、；：？！“”‘’（）《》「」『』　…—．";

/// What must stand among the frequent characters, of a thousand that are not ASCII, to believe in
/// Chinese.
const BELIEVED: usize = 300;

/// An encoding, and whether the first byte is the rest of a character that was cut off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) encoding: &'static Encoding,
    pub(super) is_cut: bool,
}

/// The encoding of bytes that are no UTF-8.
pub(super) fn reading(bytes: &[u8]) -> Reading {
    let high = bytes
        .iter()
        .position(|it| !it.is_ascii())
        .unwrap_or_default();
    let clip = &bytes[high..bytes.len().min(high + CLIP)];
    let frequent = frequent();
    let mut best = (
        0,
        Reading {
            encoding: GB18030,
            is_cut: false,
        },
    );
    for encoding in [GB18030, BIG5] {
        for is_cut in [false, true] {
            let found = plausibility(&clip[usize::from(is_cut)..], encoding, &frequent);
            // Few texts begin within a character, so that reading has to be clearly the better one.
            let found = if is_cut {
                found.saturating_sub(150)
            } else {
                found
            };
            if best.0 < found {
                best = (
                    found,
                    Reading {
                        encoding,
                        is_cut: is_cut && high == 0,
                    },
                );
            }
        }
    }
    let guessed = guessed(clip, clip.len() == bytes.len() - high);
    // Latin letters beyond ASCII never make up half of a text.
    let is_dense = clip.len() < clip.iter().filter(|it| !it.is_ascii()).count() * 2;
    let is_latin = [WINDOWS_1250, WINDOWS_1252, WINDOWS_1254, WINDOWS_1257].contains(&guessed);
    if BELIEVED <= best.0 || [GBK, BIG5].contains(&guessed) || is_dense && is_latin {
        return best.1;
    }
    Reading {
        encoding: guessed,
        is_cut: false,
    }
}

/// UTF-16 without a byte-order mark: every second byte of most of it is zero, as in Latin text, or it
/// reads like Chinese.
pub(super) fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let clip = &bytes[..bytes.len().min(CLIP) & !1];
    if clip.len() < 4 {
        return None;
    }
    let zeros = |from: usize| {
        clip.iter()
            .skip(from)
            .step_by(2)
            .filter(|&&it| it == 0)
            .count()
    };
    let (high, low) = (zeros(0), zeros(1));
    let most = clip.len() / 2 * 7 / 10;
    match (most < high, most < low) {
        (true, false) if low * 50 < high => return Some(UTF_16BE),
        (false, true) if high * 50 < low => return Some(UTF_16LE),
        _ => {}
    }
    let frequent = frequent();
    let score = |encoding| plausibility(clip, encoding, &frequent);
    let (little, big) = (score(UTF_16LE), score(UTF_16BE));
    let best = if little < big { UTF_16BE } else { UTF_16LE };
    (BELIEVED <= little.max(big)).then_some(best)
}

/// The frequent characters, sorted.
fn frequent() -> Vec<char> {
    let mut frequent: Vec<char> = FREQUENT.chars().collect();
    frequent.sort_unstable();
    frequent
}

/// How many of a thousand characters that are not ASCII are frequent ones, less those that no text
/// has: malformed, private and box-drawing ones.
fn plausibility(bytes: &[u8], encoding: &'static Encoding, frequent: &[char]) -> usize {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let (mut all, mut good, mut bad) = (0_usize, 0_usize, 0_usize);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        all += 1;
        good += usize::from(frequent.binary_search(&c).is_ok());
        bad += usize::from(
            matches!(c, '\u{80}'..='\u{9F}' | '\u{2500}'..='\u{259F}' | '\u{E000}'..='\u{F8FF}' | '\u{FFFD}'),
        );
    }
    good.saturating_sub(bad) * 1000 / all.max(1)
}

/// What the detector of browsers says.
fn guessed(clip: &[u8], is_all: bool) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    detector.feed(clip, is_all);
    detector.guess(None, chardetng::Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, encoding: &'static Encoding) {
        let (bytes, _, had_errors) = encoding.encode(text);
        assert!(!had_errors);
        assert_eq!(
            reading(&bytes),
            Reading {
                encoding,
                is_cut: false
            }
        );
    }

    #[test]
    fn the_encoding_in_which_it_reads_like_a_text() {
        check("他说，这件事已经过去很久了。", GB18030);
        check("他說，這件事已經過去很久了。", GB18030);
        check("他說，這件事已經過去很久了。", BIG5);
        check(
            "Le café était fermé à côté du théâtre.",
            encoding_rs::WINDOWS_1252,
        );
        check("これは日本語で書かれた文章です。", encoding_rs::SHIFT_JIS);
        check(
            "Это письмо написано давно и по-русски.",
            encoding_rs::WINDOWS_1251,
        );
    }

    #[test]
    fn big5_has_the_characters_of_hong_kong() {
        // Written out, because encoders leave them away.
        let bytes = b"\xCA\x5C\x92]\xB8\xDC\xA9O\xA5\xF3\xA8\xC6\xAD\xF8\xABY\xE4\xFC\xBC\xCB\x9D\xEF\xA1A\xC9N\xA4H\xAA\xBE\xA1C";
        assert_eq!(reading(bytes).encoding, BIG5);
        assert_eq!(BIG5.decode(bytes).0, "佢哋話呢件事唔係噉樣嘅，冇人知。");
    }

    #[test]
    fn a_clip_may_begin_within_a_character() {
        let (bytes, _, _) = GB18030.encode("他说，这件事已经过去很久了，可是没有人忘记它。");
        let expected = Reading {
            encoding: GB18030,
            is_cut: true,
        };
        assert_eq!(reading(&bytes[1..]), expected);
        // Big5 falls into step again by itself at the next byte of ASCII.
        let (bytes, _, _) = BIG5.encode("他說，這件事已經過去很久了，可是沒有人忘記它。");
        assert_eq!(reading(&bytes[1..]).encoding, BIG5);
    }

    #[test]
    fn utf16_of_han_has_no_zeros() {
        let text = "他说这件事已经过去很久了可是没有人忘记它";
        let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(utf16(&bytes), Some(UTF_16BE));
        let bytes: Vec<u8> = "plain".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(utf16(&bytes), Some(UTF_16LE));
        assert_eq!(utf16(text.as_bytes()), None);
        assert_eq!(utf16(&[0, 0, 0, 0, 1, 2, 3, 4]), None);
    }
}
