//! Which characters are folded, and which are refused.

/// What a character is folded to outside strings; `None` where it stays.
pub(crate) fn folded_char(c: char) -> Option<char> {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0),
        '、' => Some(','),
        '×' => Some('*'),
        '÷' => Some('/'),
        '\u{2212}' => Some('-'),
        _ if !c.is_ascii() && c.is_whitespace() && !c.is_control() && !is_line_separator(c) => Some(' '),
        _ => None,
    }
}

/// Signs that become two.
pub(crate) fn folded_sign(c: char) -> Option<&'static str> {
    match c {
        '≥' | '≧' => Some(">="),
        '≤' | '≦' => Some("<="),
        '≠' => Some("!="),
        _ => None,
    }
}

fn is_line_separator(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}')
}

/// Characters that change the order in which others are shown.
pub(crate) fn is_bidirectional(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{061C}')
}

/// Characters that stand nowhere, strings and comments included.
pub(crate) fn is_stray(c: char) -> bool {
    (c.is_control() && c != '\t' && c != '\n') || is_line_separator(c) || c == '\u{FEFF}'
}

/// Characters that nobody sees; harmless inside strings and comments.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{00AD}'
            | '\u{034F}'
            | '\u{115F}'..='\u{1160}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200D}'
            | '\u{2060}'..='\u{2064}'
            | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FFA0}'
            | '\u{E0000}'..='\u{E01EF}'
    )
}
