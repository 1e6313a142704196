package event

import (
	"math/bits"

	"github.com/saysonews/sayso/doc"
)

// contextSpan is how many tokens to either side of a trigger may tell what it
// is about; a sentence may be a whole page.
const contextSpan = 40

// context notes what t is about, by the words of its clause: those that hang on
// it, without the clauses that only stand beside it.
func (r *reader) context(t *trigger) {
	top := t.head
	if t.verb >= 0 {
		top = t.verb
	}
	phrase := r.tree.Subtree(top)
	i, end := max(phrase.First, top-contextSpan), min(phrase.End, top+contextSpan)
	for _, c := range r.children(top) {
		if !doc.Is(r.rel(int(c)), "conj", "parataxis", "advcl") {
			continue
		}
		beside := r.tree.Subtree(int(c))
		for ; i < min(beside.First, end); i++ {
			t.contexts |= r.about[i]
		}
		i = max(i, beside.End)
	}
	for ; i < end; i++ {
		t.contexts |= r.about[i]
	}
}

// contextNames are the names of a set of contexts, sorted; nil for none.
func (l *lexicon) contextNames(set uint64) []string {
	var names []string
	for ; set != 0; set &= set - 1 {
		names = append(names, l.contexts[bits.TrailingZeros64(set)])
	}
	return names
}
