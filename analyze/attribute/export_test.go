package attribute

import (
	"slices"

	"github.com/saysonews/sayso/doc"
)

// Evidence gives the statements of the report itself, however little confidence
// there is in them, and the evidence for each: what the weights are fitted on.
func Evidence(d *doc.Doc, r *Reading) (statements []doc.Statement, evidence [][]float64) {
	b := newBuilder(d, r)
	b.every = true
	b.find()
	for i := range b.out {
		if f := &b.out[i]; f.Parent < 0 && f.evidence[0] != 0 {
			statements = append(statements, f.Statement)
			evidence = append(evidence, f.evidence[:])
		}
	}
	return statements, evidence
}

// EvidenceNames names the numbers of the evidence.
var EvidenceNames = evidenceNames[:]

// SetWeights sets the weights of the evidence and gives those that were set before.
func SetWeights(right, there []float64) (oldRight, oldThere []float64) {
	oldRight, oldThere = slices.Clone(rightWeights[:]), slices.Clone(thereWeights[:])
	copy(rightWeights[:], right)
	copy(thereWeights[:], there)
	return oldRight, oldThere
}

// A CueWord is a word as data/cues.tsv counts it.
type CueWord struct{ Lemma, Class string }

// CueWordOf gives what token i counts as, and the number of its frame.
func CueWordOf(d *doc.Doc, tree *doc.Tree, i int) (CueWord, int) {
	b := &builder{d: d, tree: tree}
	w := b.cueWord(i)
	return CueWord{w.lemma, w.class}, int(b.frame(i))
}

// Frames is the number of frames.
const Frames = frames

// Word tells whether w has a letter or a digit.
func Word(w string) bool { return word(w) }
