package table

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold is a name reduced to what matters when names are compared: lower case,
// without accents, apostrophes and full stops, with hyphens as blanks, and with
// "St.", "Ste.", "Mt." and "Ft." written out.
func Fold(name string) string { return string(AppendFold(nil, []byte(name))) }

// AppendFold appends the folded form of name to dst.
func AppendFold(dst, name []byte) []byte {
	for _, b := range name {
		if b >= utf8.RuneSelf {
			return appendFold(dst, norm.NFD.Append(nil, name...))
		}
	}
	return appendFold(dst, name)
}

// appendFold folds a name whose letters are decomposed.
func appendFold(dst, name []byte) []byte {
	start := len(dst)
	for i := 0; i < len(name); {
		r, size := rune(name[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(name[i:])
		}
		i += size
		switch {
		case 'A' <= r && r <= 'Z':
			dst = append(dst, byte(r)+'a'-'A')
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
			dst = append(dst, byte(r))
		case r < utf8.RuneSelf:
			dst = appendBlank(dst, start, r)
		default:
			dst = appendLetter(dst, start, r)
		}
	}
	if n := len(dst); n > start && dst[n-1] == ' ' {
		dst = dst[:n-1]
	}
	return expandFirst(dst, start)
}

// appendBlank keeps one blank for ASCII white space and dividing marks and
// nothing for other ASCII marks.
func appendBlank(dst []byte, start int, r rune) []byte {
	switch r {
	case ' ', '-', '/', '\t', '\n', '\r', ',', '(', ')', '_':
		if len(dst) > start && dst[len(dst)-1] != ' ' {
			dst = append(dst, ' ')
		}
	case '&':
		dst = append(dst, '&')
	}
	return dst
}

func appendLetter(dst []byte, start int, r rune) []byte {
	switch r {
	case 'ł', 'Ł':
		return append(dst, 'l')
	case 'ø', 'Ø':
		return append(dst, 'o')
	case 'đ', 'Đ', 'ð', 'Ð':
		return append(dst, 'd')
	case 'ı':
		return append(dst, 'i')
	case 'ß':
		return append(dst, "ss"...)
	case 'æ', 'Æ':
		return append(dst, "ae"...)
	case 'œ', 'Œ':
		return append(dst, "oe"...)
	case 'þ', 'Þ':
		return append(dst, "th"...)
	case 'ə', 'Ə':
		return append(dst, 'a')
	case '–', '—', '\u2010', '\u2011', '\u00a0':
		return appendBlank(dst, start, ' ')
	}
	if !unicode.IsLetter(r) || unicode.Is(unicode.Lm, r) { // marks, ʻokina, curly apostrophes
		return dst
	}
	return utf8.AppendRune(dst, unicode.ToLower(r))
}

// abbreviations are the short forms of first words of place names.
var abbreviations = []struct{ short, full string }{
	{"st ", "saint "}, {"ste ", "sainte "}, {"mt ", "mount "}, {"ft ", "fort "},
}

func expandFirst(dst []byte, start int) []byte {
	if len(dst)-start < 4 || dst[start+2] != ' ' && dst[start+3] != ' ' {
		return dst
	}
	for _, a := range abbreviations {
		if len(dst)-start > len(a.short) && string(dst[start:start+len(a.short)]) == a.short {
			rest := string(dst[start+len(a.short):])
			return append(append(dst[:start], a.full...), rest...)
		}
	}
	return dst
}
