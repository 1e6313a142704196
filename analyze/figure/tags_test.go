package figure

import (
	"testing"

	"github.com/saysonews/sayso/doc"
)

// TestTagged checks what tags and dependencies add: where the noun phrase ends,
// and lemmas.
func TestTagged(t *testing.T) {
	d := document("About 99 of the state's big counties and two armed men.")
	d.Tags = []doc.Tag{
		{UPOS: "ADV", XPOS: "RB"}, {UPOS: "NUM", XPOS: "CD"}, {UPOS: "ADP", XPOS: "IN"}, {UPOS: "DET", XPOS: "DT"},
		{UPOS: "NOUN", XPOS: "NN"}, {UPOS: "PART", XPOS: "POS"}, {UPOS: "ADJ", XPOS: "JJ"},
		{UPOS: "NOUN", XPOS: "NNS", Lemma: "county"}, {UPOS: "CCONJ", XPOS: "CC"}, {UPOS: "NUM", XPOS: "CD"},
		{UPOS: "VERB", XPOS: "VBN"}, {UPOS: "NOUN", XPOS: "NNS", Lemma: "man"}, {UPOS: "PUNCT", XPOS: "."},
	}
	if len(d.Tags) != len(d.Tokens) {
		t.Fatalf("%d tags for %d tokens", len(d.Tags), len(d.Tokens))
	}
	const want = "About 99 count 99 county ~ of=state's big counties ; two count 2 man of=armed men"
	if got := show(d, Find(d)); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	d.Deps = make([]doc.Dep, len(d.Tokens))
	for i := range d.Deps {
		d.Deps[i] = doc.Dep{Head: -1}
	}
	d.Deps[9] = doc.Dep{Head: 11, Rel: "nummod"}
	if got := show(d, Find(d)); got != want {
		t.Errorf("with dependencies: got %s\nwant %s", got, want)
	}
}
