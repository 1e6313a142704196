package figure

import (
	"strconv"
	"strings"

	"github.com/saysonews/sayso/doc"
)

// nounPhrase is the noun phrase that begins at token i, up to its head: what a
// number before it counts. "of the" before it is passed over ("three of the
// hostages").
func (r *reader) nounPhrase(i int) (doc.Range, bool) {
	if i >= len(r.d.Tokens) || r.starts[i] {
		return doc.Range{}, false
	}
	if r.is(i, "of") {
		i++
		if r.is(i, "the") || r.is(i, "these") || r.is(i, "those") || r.is(i, "its") || r.is(i, "their") || r.is(i, "his") || r.is(i, "her") || r.is(i, "our") || r.is(i, "my") {
			i++
		}
	}
	end := r.headAfter(i)
	return doc.Range{First: i, End: end}, end > i
}

// maxPhrase bounds the words of a noun phrase.
const maxPhrase = 7

// headAfter is the end of the run of adjectives and nouns at token i, with its
// last noun; i for none.
func (r *reader) headAfter(i int) int {
	if len(r.d.Tags) == 0 {
		return r.guessHead(i)
	}
	if h := r.governor(i); h >= i {
		return h + 1
	}
	end := i
	for k := i; k < len(r.d.Tokens) && k < i+maxPhrase && !r.starts[k] && !r.timely[k]; k++ {
		switch r.upos(k) {
		case "NOUN", "PROPN":
			end = k + 1
		case "ADJ":
		case "PART":
			if w := r.word(k); k == i || w != "'s" && w != "’s" {
				return end // else the state's counties
			}
		case "VERB":
			if x := r.d.Tags[k].XPOS; x != "VBN" && x != "VBG" || k == i && !r.modifies(k) {
				return end
			}
		case "PUNCT":
			if r.word(k) != "-" || !r.glued(k) {
				return end
			}
		default:
			return end
		}
	}
	return end
}

// modifies tells whether a participle goes with a noun after it.
func (r *reader) modifies(i int) bool {
	next := r.upos(i + 1)
	return next == "NOUN" || next == "ADJ" || next == "PROPN"
}

// governor is the token that the number before token i modifies, where the
// parser says so; -1 otherwise.
func (r *reader) governor(i int) int {
	if i == 0 || i > len(r.d.Deps) {
		return -1
	}
	dep := r.d.Deps[i-1]
	if dep.Rel != "nummod" || dep.Head < i || dep.Head >= i+maxPhrase || dep.Head >= len(r.d.Tokens) {
		return -1
	}
	for k := i; k <= dep.Head; k++ {
		if r.starts[k] || r.upos(k) == "NUM" || r.upos(k) == "ADP" {
			return -1
		}
	}
	if p := r.upos(dep.Head); p != "NOUN" && p != "PROPN" {
		return -1
	}
	return dep.Head
}

// guessHead does without tags: the words up to the first that looks like a
// plural.
func (r *reader) guessHead(i int) int {
	for k := i; k < len(r.d.Tokens) && k < i+4 && !r.starts[k] && !r.timely[k]; k++ {
		w := r.word(k)
		if _, ok := r.sense(k, function); ok || !isWordByte(w[0]) || strings.HasPrefix(w, "’") {
			break
		}
		if pluralForm(w) {
			return k + 1
		}
	}
	if w := r.word(i); w != "" && isWordByte(w[0]) && r.singleOnly(i) {
		return i + 1
	}
	return i
}

// singleOnly tells whether the number before token i is one, so that a singular
// follows.
func (r *reader) singleOnly(i int) bool {
	_, isFunction := r.sense(i, function)
	_, isState := r.sense(i, state)
	return r.is(i-1, "one") && !isFunction && !isState
}

var irregular = map[string]string{
	"people": "person", "men": "man", "women": "woman", "children": "child", "policemen": "policeman",
	"servicemen": "serviceman", "fishermen": "fisherman", "feet": "foot", "teeth": "tooth", "mice": "mouse",
	"lives": "life", "wives": "wife", "troops": "troop", "police": "police", "cattle": "cattle", "sheep": "sheep",
	"aircraft": "aircraft", "fish": "fish", "buses": "bus", "personnel": "personnel",
}

// pluralForm tells whether w looks like a plural noun.
func pluralForm(w string) bool {
	w = strings.ToLower(w)
	if _, ok := irregular[w]; ok {
		return true
	}
	return len(w) > 3 && !strings.ContainsAny(w, "'’") && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us") && !strings.HasSuffix(w, "is")
}

// lemma is the dictionary form of the noun at token i.
func (r *reader) lemma(i int) string {
	w := r.word(i)
	if s, ok := irregular[strings.ToLower(w)]; ok {
		return s // treebanks have "people" for the lemma of "people"
	}
	if i < len(r.d.Tags) && r.d.Tags[i].Lemma != "" {
		return r.d.Tags[i].Lemma
	}
	switch {
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "sses"), strings.HasSuffix(w, "xes"), strings.HasSuffix(w, "ches"), strings.HasSuffix(w, "shes"):
		return w[:len(w)-2]
	case pluralForm(w):
		return w[:len(w)-1]
	}
	return w
}

func formatNumber(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
