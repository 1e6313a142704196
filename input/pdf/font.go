package pdf

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	lib "github.com/ledongthuc/pdf"
)

// A font turns the codes of shown strings into text and widths.
type font struct {
	bold    bool
	wide    bool             // codes of two bytes (Type0)
	unicode map[int]string   // the ToUnicode table
	encoder lib.TextEncoding // of a simple font without that table
	widths  map[int]float64  // thousandths of the type size
	other   float64          // width of a code that widths lacks
	cache   map[int]string
}

// maxWidths bounds the tables of one font.
const maxWidths = 1 << 17

func newFont(v lib.Value) *font {
	name := v.Key("BaseFont").Name()
	f := &font{
		bold:   strings.Contains(strings.ToLower(name), "bold") || strings.Contains(name, "Black") || strings.Contains(name, "Heavy"),
		wide:   v.Key("Subtype").Name() == "Type0",
		widths: map[int]float64{},
		cache:  map[int]string{},
	}
	if t := v.Key("ToUnicode"); t.Kind() == lib.Stream {
		f.unicode = parseToUnicode(streamBytes(t))
	}
	if f.wide {
		f.cidWidths(v.Key("DescendantFonts").Index(0))
		return f
	}
	lf := lib.Font{V: v}
	f.encoder = lf.Encoder()
	f.simpleWidths(v)
	return f
}

// simpleWidths reads the widths of a font with codes of one byte. The fourteen
// standard fonts have none; half an em is near enough to part words.
func (f *font) simpleWidths(v lib.Value) {
	f.other = 500
	first := int(v.Key("FirstChar").Int64())
	ws := v.Key("Widths")
	// Type3 fonts have a glyph space of their own.
	unit := 1.0
	if m := v.Key("FontMatrix"); v.Key("Subtype").Name() == "Type3" && m.Len() == 6 {
		unit = m.Index(0).Float64() * 1000
	}
	for i := 0; i < ws.Len() && i < 256; i++ {
		f.widths[first+i] = ws.Index(i).Float64() * unit
	}
}

// cidWidths reads the W array of a CID font: "c [w w …]" and "c d w".
func (f *font) cidWidths(v lib.Value) {
	f.other = 1000
	if dw := v.Key("DW"); dw.Kind() != lib.Null {
		f.other = dw.Float64()
	}
	w := v.Key("W")
	for i := 0; i+1 < w.Len() && len(f.widths) < maxWidths; {
		first := int(w.Index(i).Int64())
		next := w.Index(i + 1)
		if next.Kind() == lib.Array {
			for k := 0; k < next.Len(); k++ {
				f.widths[first+k] = next.Index(k).Float64()
			}
			i += 2
			continue
		}
		last := int(next.Int64())
		width := w.Index(i + 2).Float64()
		for c := first; c <= last && len(f.widths) < maxWidths; c++ {
			f.widths[c] = width
		}
		i += 3
	}
}

// next is the first code of s, which is not empty, and its length in bytes.
func (f *font) next(s string) (code, n int) {
	if f.wide && len(s) >= 2 {
		return int(s[0])<<8 | int(s[1]), 2
	}
	return int(s[0]), 1
}

func (f *font) width(code int) float64 {
	if w, ok := f.widths[code]; ok {
		return w
	}
	return f.other
}

// text is what a code of n bytes stands for; "" where the font does not tell.
func (f *font) text(code, n int) string {
	if s, ok := f.unicode[code]; ok {
		return s
	}
	if f.encoder == nil || n != 1 {
		return ""
	}
	s, ok := f.cache[code]
	if !ok {
		s = clean(f.encoder.Decode(string([]byte{byte(code)})))
		f.cache[code] = s
	}
	return s
}

// ligatures are the signs that stand for several letters.
var ligatures = strings.NewReplacer("ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl", "ﬅ", "st", "ﬆ", "st")

// clean drops what is no text: control characters, private signs, broken UTF-8.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			return ' '
		case r < ' ' || r == 0x7f || r == utf8.RuneError || 0xe000 <= r && r <= 0xf8ff:
			return -1
		}
		return r
	}, s)
	return ligatures.Replace(s)
}

// parseToUnicode reads a ToUnicode CMap (Adobe Technical Note 5411): pairs of
// code and UTF-16 text between "beginbfchar" and "endbfchar", and ranges of
// codes between "beginbfrange" and "endbfrange".
func parseToUnicode(b []byte) map[int]string {
	out := map[int]string{}
	lex := lexer{b: b}
	var args []operand
	for len(out) < maxWidths {
		tok, ok := lex.next()
		if !ok {
			break
		}
		if !tok.operator {
			args = append(args, tok)
			continue
		}
		switch tok.s {
		case "endbfchar":
			for i := 0; i+1 < len(args); i += 2 {
				out[codeOf(args[i].s)] = fromUTF16(args[i+1].s, 0)
			}
		case "endbfrange":
			for i := 0; i+2 < len(args); i += 3 {
				addRange(out, codeOf(args[i].s), codeOf(args[i+1].s), args[i+2])
			}
		}
		args = args[:0]
	}
	return out
}

func addRange(out map[int]string, low, high int, to operand) {
	for c := low; c <= high && c-low < 1<<16 && len(out) < maxWidths; c++ {
		if to.str {
			out[c] = fromUTF16(to.s, c-low)
		} else if c-low < len(to.list) {
			out[c] = fromUTF16(to.list[c-low].s, 0)
		}
	}
}

func codeOf(s string) int {
	n := 0
	for i := 0; i < len(s) && i < 4; i++ {
		n = n<<8 | int(s[i])
	}
	return n
}

// fromUTF16 decodes big-endian UTF-16 and adds plus to its last unit.
func fromUTF16(s string, plus int) string {
	var u []uint16
	for i := 0; i+1 < len(s) && i < 64; i += 2 {
		u = append(u, uint16(s[i])<<8|uint16(s[i+1]))
	}
	if len(u) == 0 {
		return ""
	}
	u[len(u)-1] += uint16(plus)
	return clean(string(utf16.Decode(u)))
}
