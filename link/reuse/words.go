package reuse

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/saysonews/sayso/link"
)

// A word is a run of letters and digits, folded to lower case.
type word struct {
	key        uint64 // FNV-1a of the folded bytes
	stem       uint64 // the same without an ending
	start, end int32  // code points of the report's text
	from, to   int32  // bytes of the text that joined gives
	sentence   int32  // index in Sentences
	quoted     bool   // in quotation marks
}

// FNV-1a of 64 bits has no seed: the same words have the same key everywhere.
const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

func mix(h, v uint64) uint64 { return (h ^ v) * fnvPrime }

// wordsOf are the words of a report, sentence by sentence. Boilerplate that the
// analysis set apart is left out. An apostrophe parts words, so that neither its
// form nor a lost one matters.
func wordsOf(r *link.Report) []word {
	size := 0
	for _, s := range r.Sentences {
		size += len(s.Text)
	}
	out := make([]word, 0, size/5)
	quote := quotation{}
	base := 0
	for i, s := range r.Sentences {
		if i > 0 && s.Start > r.Sentences[i-1].End+1 {
			quote = quotation{} // another paragraph: a mark that was never closed ends here
		}
		if !told(s) {
			continue
		}
		out = appendWords(out, s, i, base, &quote)
		base += len(s.Text) + 1
	}
	return out
}

// told tells whether a sentence is the report's, and not its site's.
func told(s link.Sentence) bool { return s.Region != "boilerplate" }

// joined is the sentences that have words, apart by a blank.
func joined(r *link.Report) string {
	var parts []string
	for _, s := range r.Sentences {
		if told(s) {
			parts = append(parts, s.Text)
		}
	}
	return strings.Join(parts, " ")
}

func appendWords(out []word, s link.Sentence, index, base int, quote *quotation) []word {
	at, open := s.Start, false
	var tail tail
	for i, c := range s.Text {
		if isLetter(c) {
			if !open {
				out = append(out, word{key: fnvOffset, start: int32(at), from: int32(base + i), sentence: int32(index), quoted: quote.in()})
				open, tail = true, newTail()
			}
			w := &out[len(out)-1]
			lower := c
			if c >= utf8.RuneSelf {
				lower = unicode.ToLower(c)
			} else if 'A' <= c && c <= 'Z' {
				lower += 'a' - 'A'
			}
			w.key = fold(w.key, lower)
			tail.read(lower, w.key)
			w.stem, w.end, w.to = tail.stem(), int32(at+1), int32(base+i+utf8.RuneLen(c))
		} else if c < utf8.RuneSelf || !unicode.Is(unicode.Mn, c) {
			open = false
			quote.read(c)
		}
		at++
	}
	return out
}

// isLetter tells whether c is a letter or a digit.
func isLetter(c rune) bool {
	if c < utf8.RuneSelf {
		return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
	}
	return unicode.IsLetter(c) || unicode.IsDigit(c)
}

func fold(h uint64, c rune) uint64 {
	if c < utf8.RuneSelf {
		return mix(h, uint64(c))
	}
	var b [utf8.UTFMax]byte
	for _, x := range b[:utf8.EncodeRune(b[:], c)] {
		h = mix(h, uint64(x))
	}
	return h
}

// A tail is the last letters of a word with the key up to each, so that the key
// without an ending needs no second reading.
type tail struct {
	letters [3]rune
	keys    [4]uint64
	length  int
}

func newTail() tail { return tail{keys: [4]uint64{3: fnvOffset}} }

func (t *tail) read(c rune, key uint64) {
	copy(t.letters[:], t.letters[1:])
	copy(t.keys[:], t.keys[1:])
	t.letters[2], t.keys[3] = c, key
	t.length++
}

// leastStem is how many letters a stem must have.
const leastStem = 4

// stem is the key without -s, -es, -ed, -d or -ing: enough to know "boxes" and
// "box", "carried" and "carries" as one.
func (t *tail) stem() uint64 {
	ending := 0
	switch l := t.letters; {
	case l == [3]rune{'i', 'n', 'g'}:
		ending = 3
	case l[1] == 'e' && (l[2] == 'd' || l[2] == 's'):
		ending = 2
	case l[2] == 's' && l[1] != 's', l[2] == 'e':
		ending = 1
	}
	if t.length-ending < leastStem {
		ending = 0
	}
	return t.keys[3-ending]
}

// A quotation tells what stands in double quotation marks.
type quotation struct{ straight, curled bool }

func (q *quotation) in() bool { return q.straight || q.curled }

func (q *quotation) read(c rune) {
	switch c {
	case '"':
		q.straight = !q.straight
	case '“', '«', '„':
		q.curled = true
	case '”', '»':
		q.curled = false
	}
}
