package segment

import (
	_ "embed"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/saysonews/sayso/doc"
)

//go:embed data/boundary.tsv
var boundaryFile string

var boundary = weights(boundaryFile)

// maxSentence bounds a sentence, in tokens: a longer one is cut, so that no
// text can make the parser slow.
const maxSentence = 200

// weights reads the boundary model: feature, tab, weight in thousandths.
func weights(file string) map[string]int {
	m := map[string]int{}
	for line := range strings.Lines(file) {
		name, value, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if !ok {
			continue
		}
		n, err := strconv.Atoi(value)
		if err != nil {
			panic("segment: data/boundary.tsv: " + line)
		}
		m[name] = n
	}
	return m
}

// sentences appends the sentences of the tokens in r.
func sentences(text string, toks []doc.Token, r doc.Range, sents []doc.Range) []doc.Range {
	first := r.First
	var f []string
	for i := r.First; i < r.End; i++ {
		if i+1 == r.End || i+1-first >= maxSentence {
			sents = append(sents, doc.Range{First: first, End: i + 1})
			first = i + 1
			continue
		}
		f = Features(text, toks, r, first, i, f[:0])
		score := 0
		for _, name := range f {
			score += boundary[name]
		}
		if len(f) > 0 && score > 0 {
			sents = append(sents, doc.Range{First: first, End: i + 1})
			first = i + 1
		}
	}
	return sents
}

// Features appends the features of the boundary after token i, of a sentence
// that opened at token first in the stretch r. It gives none where no sentence
// can end. Training uses it too.
func Features(text string, toks []doc.Token, r doc.Range, first, i int, f []string) []string {
	w, n := toks[i].Span.In(text), toks[i+1].Span.In(text)
	if toks[i+1].Glue && !stops(w) || toks[i+1].Part {
		return f
	}
	if !punctuation(w) && !opens(n) {
		return f
	}
	p, nn := "", ""
	if i > first {
		p = toks[i-1].Span.In(text)
	}
	if i+2 < r.End {
		nn = toks[i+2].Span.In(text)
	}
	kw, kn := kind(w), kind(n)
	glued := ""
	if toks[i+1].Glue {
		glued = "+"
	}
	// An opening quotation mark belongs to the sentence that it opens: look at
	// the word behind it.
	return append(f, "bias", "w="+kw, "n="+kn, "wn="+kw+" "+kn+glued, "pw="+kind(p)+" "+kw, "pwn="+kind(p)+" "+kw+" "+kn,
		"nnn="+kn+" "+kind(nn), "wnn="+kw+" "+kn+" "+kind(nn), "N="+strings.ToLower(n), "wN="+kw+" "+strings.ToLower(n), "W="+strings.ToLower(w)+" "+class(n),
		"P="+strings.ToLower(p)+" "+kw, "len="+length(i-first), "lw="+length(i-first)+" "+kw, "q="+quotes(text, toks, first, i)+" "+kw+" "+kn)
}

// stops tells whether w can end a sentence with the next one glued on to it.
func stops(w string) bool {
	c := w[len(w)-1]
	return c == '.' || c == '?' || c == '!' || c == '"' || c == ')' || strings.HasSuffix(w, "”")
}

func punctuation(w string) bool {
	r, _ := utf8.DecodeLastRuneInString(w)
	return !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

// opens tells whether n can open a sentence that follows no punctuation.
func opens(n string) bool {
	r, _ := utf8.DecodeRuneInString(n)
	return unicode.IsUpper(r) || unicode.IsDigit(r) || punctuation(n)
}

// kind is a token for the boundary model: punctuation as it is, words by class.
func kind(w string) string {
	if w == "" {
		return "^"
	}
	if len(w) <= 4 && punctuation(w) && class(w) == "p" {
		return w
	}
	return class(w)
}

// class tells abbreviations, capitals, numbers and punctuation apart.
func class(w string) string {
	r, size := utf8.DecodeRuneInString(w)
	switch {
	case unicode.IsLetter(r) && w[len(w)-1] == '.':
		if size+1 == len(w) {
			return "I." // an initial
		}
		return "A." // an abbreviation
	case unicode.IsUpper(r):
		if len(w) > 1 && strings.ToUpper(w) == w {
			return "AA"
		}
		return "Aa"
	case unicode.IsLetter(r):
		return "a"
	case unicode.IsDigit(r):
		return "0"
	}
	return "p"
}

func length(n int) string {
	switch {
	case n < 3:
		return strconv.Itoa(n)
	case n < 6:
		return "3"
	case n < 12:
		return "6"
	case n < 30:
		return "12"
	}
	return "30"
}

// quotes tells whether the sentence so far holds an open quotation mark, or an
// open bracket.
func quotes(text string, toks []doc.Token, first, i int) string {
	open := 0
	bracket := 0
	for k := first; k <= i; k++ {
		switch toks[k].Span.In(text) {
		case `"`, "''", "``":
			open ^= 1
		case "“":
			open = 1
		case "”":
			open = 0
		case "(", "[":
			bracket++
		case ")", "]":
			bracket--
		}
	}
	if bracket > 0 {
		return "b"
	}
	return strconv.Itoa(open)
}
