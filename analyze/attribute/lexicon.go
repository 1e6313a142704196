package attribute

import (
	_ "embed"
	"strings"

	"github.com/saysonews/sayso/doc"
)

//go:embed data/acts.tsv
var actFile string

//go:embed data/phrases.tsv
var phraseFile string

// An act is what a cue does with its content.
type act struct{ act, stance string }

var (
	acts    = readActs(actFile)
	phrases = readPhrases(phraseFile)
)

// rows reads a data file: tab-separated fields, # comments.
func rows(file string) [][]string {
	var rs [][]string
	for line := range strings.Lines(file) {
		line = strings.TrimSuffix(line, "\n")
		if line != "" && !strings.HasPrefix(line, "#") {
			rs = append(rs, strings.Split(line, "\t"))
		}
	}
	return rs
}

func readActs(file string) map[string]act {
	m := map[string]act{}
	for _, r := range rows(file) {
		for _, lemma := range strings.Fields(r[2]) {
			m[lemma] = act{r[0], r[1]}
		}
	}
	return m
}

// readPhrases gives, for each kind, its words.
func readPhrases(file string) map[string]map[string]bool {
	m := map[string]map[string]bool{}
	for _, r := range rows(file) {
		m[r[0]] = map[string]bool{}
		for _, w := range strings.Fields(r[1]) {
			m[r[0]][w] = true
		}
	}
	return m
}

// act is the entry of the first word of the cue that has one; of its head first.
func (b *builder) act(cue doc.Range) act {
	if cue.Len() == 0 || !word(b.d.Word(b.tree.Head(cue))) {
		return act{"assert", "neutral"}
	}
	head := b.tree.Head(cue)
	if next := head + 1; next < cue.End {
		if a, ok := acts[b.lemma(head)+"_"+b.lemma(next)]; ok {
			return a
		}
	}
	if a, ok := acts[b.lemma(head)]; ok {
		return a
	}
	for i := cue.First; i < cue.End; i++ {
		if a, ok := acts[b.lemma(i)]; ok {
			return a
		}
	}
	return act{"other", "neutral"}
}

func (b *builder) lemma(i int) string { return strings.ToLower(b.d.Tags[i].Lemma) }

// polarity is negative where the cue itself is negated: "did not say".
func (b *builder) polarity(cue doc.Range) string {
	for i := cue.First; i < cue.End; i++ {
		if negates(b.lemma(i)) {
			return "negative"
		}
	}
	if cue.Len() > 0 {
		for _, c := range b.tree.Children(b.tree.Head(cue)) {
			if negates(b.lemma(int(c))) && doc.Is(b.d.Deps[c].Rel, "advmod", "det") {
				return "negative"
			}
		}
	}
	return "positive"
}

func negates(lemma string) bool {
	switch lemma {
	case "not", "n't", "n’t", "never", "no", "neither", "nor", "hardly":
		return true
	}
	return false
}

// determinacy tells whether the report says that the attribution itself holds.
func (b *builder) determinacy(cue doc.Range) string {
	if cue.Len() == 0 {
		return "asserted"
	}
	h := b.tree.Head(cue)
	for _, c := range b.tree.Children(h) {
		switch w := b.lemma(int(c)); {
		case doc.Is(b.d.Deps[c].Rel, "mark") && (w == "if" || w == "unless"):
			return "conditional"
		case doc.Is(b.d.Deps[c].Rel, "aux") && w == "would":
			return "conditional"
		case doc.Is(b.d.Deps[c].Rel, "aux") && (w == "may" || w == "might" || w == "could" || w == "can"):
			return "possible"
		}
	}
	if s := b.d.SentenceOf(h); s >= 0 {
		last := b.d.Sentences[s].End - 1
		if b.d.Word(last) == "?" && b.d.Deps[h].Head < 0 && !b.open(last) && b.questions(h) {
			return "asked"
		}
	}
	return "asserted"
}

// questions tells whether the verb h stands behind its auxiliary's subject, as
// in a question: "Did she say …?"
func (b *builder) questions(h int) bool {
	subject, aux := b.tree.Child(h, "nsubj"), b.tree.Child(h, "aux", "cop")
	return subject >= 0 && aux >= 0 && aux < subject
}
