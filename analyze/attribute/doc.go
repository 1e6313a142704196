// Package attribute finds statements: who says, claims, believes or wants what,
// as the report tells it, and on whose word the report has it.
//
// The three parts of a statement are those of PARC and PolNeAR:
//
//   - content: what is said, in one or more pieces, quotation marks included;
//   - cue: the words that attribute it ("said", "according to", "had claimed");
//   - source: the whole phrase for whoever's word it is.
//
// A head of the trained network labels tokens with these roles (BIO, decoded with
// the transitions of a CRF). Linking then ties each source and each piece of
// content to a cue, by the tree and by distance; where the network left a part
// out, the tree gives it. A cue that the best labelling leaves out gets a second
// reading, the best labelling that has it, where that is not much worse (second.go).
// What no network piece touches, rules find:
//
//   - the setting of the text (layouts.go): "“…” — Name", "NAME: …", headlines;
//   - quotations of whole sentences that go on with the last speaker (quotation.go);
//   - words that attribute by themselves (wordcue.go): "reportedly", "the alleged
//     fraud", "her view that …", "in the words of …";
//   - cue verbs of a few acts (treecue.go).
//
// Statements inside the content of others are not in the network's training data;
// they are found by the tree and the lexicon of cues, data/acts.tsv (nest.go).
//
// A chain tells on whose word: the publisher first, then the wire or the outlet
// that the whole report is owed to, then each source whose statement holds the
// next, the origin last. A spokesman is one link: the body is in the actor's role.
//
// Confidence is the probability that a statement is right, from weighted evidence
// (confidence.go, data/confidence.tsv); what has too little is left out. How often a
// word heads a cue is counted in data/cues.tsv (cuerate.go). Why names
// the head ("roles") or the rule, and what the tree had to give.
package attribute

import (
	"github.com/saysonews/sayso/analyze"
	"github.com/saysonews/sayso/doc"
	"github.com/saysonews/sayso/nn"
)

// A Finder holds the head that reads the roles branch. It is safe for
// concurrent use.
type Finder struct {
	role  *nn.Linear
	trans []float32
	start []float32
}

// New reads the finder from a weight file.
func New(f *nn.File) (*Finder, error) {
	role, err := nn.NewLinear(f, "role")
	if err != nil {
		return nil, err
	}
	trans, err := f.Float32("role.transitions", labels, labels)
	if err != nil {
		return nil, err
	}
	a := &Finder{role: role}
	a.trans, a.start = nn.BIO(labels, trans)
	return a, nil
}

// Stage gives the layer Statement.
func (a *Finder) Stage() analyze.Stage {
	return analyze.Stage{
		Name:    "attribute",
		Version: 13,
		Doc:     "Finds statements: source, cue, content, and the chain of sources.",
		Needs:   []analyze.Layer{analyze.Layout, analyze.Segment, analyze.Encode, analyze.Tag, analyze.Parse, analyze.Entity, analyze.Actor, analyze.Time},
		Gives:   []analyze.Layer{analyze.Statement},
		Run:     func(d *doc.Doc) { d.Statements = a.Find(d) },
	}
}

// Find gives the statements of d in text order.
func (a *Finder) Find(d *doc.Doc) []doc.Statement {
	return Statements(d, a.Read(d))
}
