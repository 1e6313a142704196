package coref

import (
	"strings"

	"github.com/saysonews/sayso/doc"
)

// A reader looks things up in one document: the children of a token, its
// sentence, whether it stands in quotation marks.
type reader struct {
	d          *doc.Doc
	lex        *lexicon
	firstChild []int32          // of each token, -1 for none
	nextChild  []int32          // of the same head, -1 for none
	sentence   []int32          // of each token
	paragraph  []int32          // of each token
	headline   doc.Span         // empty for none
	opening    int              // the first sentence behind the headline
	quoted     []bool           // of each token: within quotation marks
	entity     []int32          // index in d.Entities that covers a token, -1 for none
	entityKind []doc.EntityKind // what each entity is taken for, see names
	places     map[int]bool     // start bytes of mentions of d.Places, nil until asked for
}

// newReader is nil when the layers that the stage needs are not there.
func newReader(d *doc.Doc) *reader {
	n := len(d.Tokens)
	if n == 0 || len(d.Tags) != n || len(d.Deps) != n {
		return nil
	}
	r := &reader{d: d, lex: words(), entityKind: make([]doc.EntityKind, len(d.Entities))}
	ints := make([]int32, 5*n)
	r.firstChild, r.nextChild, r.sentence, r.entity, r.paragraph = ints[:n], ints[n:2*n], ints[2*n:3*n], ints[3*n:4*n], ints[4*n:]
	for i := range n {
		r.firstChild[i], r.nextChild[i], r.entity[i] = -1, -1, -1
	}
	for i := n - 1; i >= 0; i-- {
		if h := d.Deps[i].Head; h >= 0 && h < n && h != i {
			r.nextChild[i] = r.firstChild[h]
			r.firstChild[h] = int32(i)
		}
	}
	for s, span := range d.Sentences {
		for i := max(span.First, 0); i < min(span.End, n); i++ {
			r.sentence[i] = int32(s)
		}
	}
	for e := range d.Entities {
		for i := max(d.Entities[e].Tokens.First, 0); i < min(d.Entities[e].Tokens.End, n); i++ {
			r.entity[i] = int32(e)
		}
	}
	r.markQuotes()
	r.markHeadline()
	return r
}

// markHeadline finds the headline and the sentence behind it.
func (r *reader) markHeadline() {
	for _, g := range r.d.Regions {
		if g.Kind == doc.Headline {
			r.headline = g.Span
			break
		}
	}
	for s, t := range r.d.Sentences {
		if t.First < len(r.d.Tokens) && r.d.Tokens[t.First].Span.Start >= r.headline.End {
			r.opening = s
			return
		}
	}
}

// markQuotes marks the tokens in double quotation marks. A mark that is never
// closed ends with its paragraph.
func (r *reader) markQuotes() {
	r.quoted = make([]bool, len(r.d.Tokens))
	open, paragraph := false, 0
	for i, t := range r.d.Tokens {
		for paragraph < len(r.d.Paragraphs) && r.d.Paragraphs[paragraph].Span.End <= t.Span.Start {
			paragraph++
			open = false
		}
		r.paragraph[i] = int32(paragraph)
		if t.Span.Len() <= 3 {
			switch r.d.Word(i) {
			case "“", "``", "«", "„":
				open = true
			case "”", "''", "»":
				open = false
			case `"`:
				open = !open
			}
		}
		r.quoted[i] = open
	}
}

func (r *reader) word(i int) string  { return r.d.Word(i) }
func (r *reader) lemma(i int) string { return r.d.Tags[i].Lemma }
func (r *reader) upos(i int) string  { return r.d.Tags[i].UPOS }
func (r *reader) rel(i int) string   { return r.d.Deps[i].Rel }

// head is the head of token i, -1 for none: a broken tree has none.
func (r *reader) head(i int) int {
	if h := r.d.Deps[i].Head; h >= 0 && h < len(r.d.Deps) && h != i {
		return h
	}
	return -1
}

// base is a relation without its subtype.
func (r *reader) base(i int) string {
	rel := r.d.Deps[i].Rel
	if c := strings.IndexByte(rel, ':'); c >= 0 {
		return rel[:c]
	}
	return rel
}

// child is the first child of i with the relation, -1 for none.
func (r *reader) child(i int, rel string) int {
	for c := r.firstChild[i]; c >= 0; c = r.nextChild[c] {
		if r.d.Deps[c].Rel == rel {
			return int(c)
		}
	}
	return -1
}

// maxDepth bounds walks up and down the tree, whatever a parser made of a
// hostile text.
const maxDepth = 8

// left is the leftmost token of the subtree of i.
func (r *reader) left(i, depth int) int {
	first := i
	if depth == 0 {
		return first
	}
	for c := r.firstChild[i]; c >= 0 && int(c) < i; c = r.nextChild[c] {
		first = min(first, r.left(int(c), depth-1))
		break // children stand in text order: the first reaches farthest left
	}
	return first
}

// phrase is the noun phrase around head h: determiners and modifiers before it
// and the "of" and "for" phrases after it; no relative clause, no apposition.
func (r *reader) phrase(h int) doc.Range {
	first := h
	for c := r.firstChild[h]; c >= 0 && int(c) < h; c = r.nextChild[c] {
		switch r.base(int(c)) {
		case "det", "amod", "compound", "nummod", "nmod", "flat":
			first = min(first, r.left(int(c), maxDepth))
		}
	}
	for first < h && (r.upos(first) == "PUNCT" || r.upos(first) == "CCONJ") {
		first++
	}
	end := r.phraseEnd(h, 3) + 1
	for i := h + 1; i < end; i++ {
		if r.quoted[i] != r.quoted[h] {
			end = i // a quotation ends within
			break
		}
	}
	return doc.Range{First: first, End: end}
}

// phraseEnd is the last token of the phrase of h.
func (r *reader) phraseEnd(h, depth int) int {
	end := h
	for c := r.firstChild[h]; c >= 0; c = r.nextChild[c] {
		i := int(c)
		if i < h {
			continue
		}
		switch r.base(i) {
		case "flat", "compound", "fixed", "goeswith":
			if i == end+1 || r.sameWord(end, i) {
				end = max(end, i)
			}
		case "nmod":
			if depth > 0 && r.binds(i) {
				end = max(end, r.phraseEnd(i, depth-1))
			}
		case "case":
			if r.word(i) == "'s" || r.word(i) == "’s" || r.word(i) == "'" || r.word(i) == "’" {
				continue
			}
		}
	}
	return end
}

// sameWord tells whether only marks stand between tokens a and b.
func (r *reader) sameWord(a, b int) bool {
	for i := a + 1; i < b; i++ {
		if r.word(i) != "-" && r.upos(i) != "PROPN" {
			return false
		}
	}
	return true
}

// binds tells whether the modifier i hangs on a preposition that makes it part
// of who somebody is: "head of the bank", "spokesman for the ministry".
func (r *reader) binds(i int) bool {
	// The preposition opens the phrase, wherever a parser hangs it.
	switch r.word(r.left(i, maxDepth)) {
	case "of", "for", "at":
		return true
	case "on": // "envoy on Sylvania", not "leader on Monday"
		h := r.head(i)
		_, office := r.lex.officeOf(r.word(h), r.lemma(h))
		return office && !calendar[r.word(i)] && r.upos(i) != "NUM"
	}
	return false
}

var calendar = map[string]bool{
	"Monday": true, "Tuesday": true, "Wednesday": true, "Thursday": true, "Friday": true, "Saturday": true, "Sunday": true,
	"January": true, "February": true, "March": true, "April": true, "May": true, "June": true, "July": true, "August": true,
	"September": true, "October": true, "November": true, "December": true,
	"Jan.": true, "Feb.": true, "Aug.": true, "Sept.": true, "Oct.": true, "Nov.": true, "Dec.": true,
}

// A place in the sentence, by how likely it is to be taken up.
type place int

const (
	other place = iota
	object
	subject
)

// place is the grammatical place of a phrase's head; a conjunct has the place of
// the first of its row.
func (r *reader) place(h int) place {
	for range maxDepth {
		switch rel := r.rel(h); rel {
		case "nsubj", "nsubj:pass", "nsubj:outer", "csubj":
			return subject
		case "obl:agent":
			return subject
		case "obj", "iobj":
			return object
		case "conj", "appos", "flat", "compound":
			h = r.head(h)
			if h < 0 {
				return other
			}
		default:
			if rel == "root" || rel == "parataxis" {
				return object
			}
			return other
		}
	}
	return other
}

// clause is the verb, or the predicate, that i depends on, -1 at the top.
func (r *reader) clause(i int) int {
	for range 3 * maxDepth {
		rel := r.base(i)
		h := r.head(i)
		if h < 0 {
			return i
		}
		switch rel {
		case "nsubj", "obj", "iobj", "obl", "csubj", "ccomp", "xcomp", "advcl", "advmod", "aux", "expl":
			return h
		}
		i = h
	}
	return i
}

// plural tells the number of a noun or pronoun: 2 for many, 1 for one, 0 unknown.
func (r *reader) number(i int) int {
	f := r.d.Tags[i].Feats
	switch {
	case strings.Contains(f, "Number=Plur"), r.d.Tags[i].XPOS == "NNS", r.d.Tags[i].XPOS == "NNPS":
		return 2
	case strings.Contains(f, "Number=Sing"), r.d.Tags[i].XPOS == "NN", r.d.Tags[i].XPOS == "NNP":
		return 1
	}
	return 0
}

// nationIn is the country whose name or adjective stands in tokens [from, to).
func (r *reader) nationIn(from, to int) string {
	for i := from; i < to; i++ {
		if !startsUpper(r.word(i)) {
			continue
		}
		for n := min(3, to-i); n >= 1; n-- {
			code, ok := r.lex.nation(fold(r.d.SpanOf(doc.Range{First: i, End: i + n}).In(r.d.Text)))
			if !ok {
				continue
			}
			if code != "" {
				return code
			}
			i += n - 1 // "Latin American": of no one country
			break
		}
	}
	return ""
}

func startsUpper(s string) bool { return s != "" && (s[0] >= 'A' && s[0] <= 'Z' || s[0] >= 0xC3) }

// text is the words of a range as they stand, on one line.
func (r *reader) text(t doc.Range) string {
	s := r.d.SpanOf(t).In(r.d.Text)
	if strings.ContainsAny(s, "\n\t\r") {
		return strings.Join(strings.Fields(s), " ")
	}
	return s
}
