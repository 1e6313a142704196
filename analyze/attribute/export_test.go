package attribute

import "github.com/saysonews/sayso/doc"

// Evidence gives the statements of the report itself, however little confidence
// there is in them, and the evidence for each: what the weights are fitted on.
func Evidence(d *doc.Doc, ps []Piece) (statements []doc.Statement, evidence [][]float64) {
	b := &builder{d: d, tree: doc.NewTree(d), mentions: newMentions(d), every: true}
	b.find(ps)
	for _, f := range b.out {
		if f.Parent < 0 && f.evidence[0] != 0 {
			statements = append(statements, f.Statement)
			evidence = append(evidence, f.evidence[:])
		}
	}
	return statements, evidence
}

// EvidenceNames names the numbers of the evidence.
var EvidenceNames = evidenceNames[:]

// Least is the confidence below which a statement is left out.
const Least = least
