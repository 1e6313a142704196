package attribute

import (
	_ "embed"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/saysonews/sayso/doc"
)

//go:embed data/confidence.tsv
var confidenceFile string

// evidence is what a statement's confidence is worked out from: one number for
// each name in evidenceNames.
type evidence [len(evidenceNames)]float64

// evidenceNames names the numbers: the log-odds of the network's labels for each
// part, what the tree says of the links, the kind of words, and the rule.
var evidenceNames = [...]string{
	"always",
	"cue", "source", "content", "least", // log-odds of the mean probabilities, 0 where there is no piece
	"content-ten", "least-ten", // ten times the probability: log-odds alone bend too little at the top
	"no-source", "no-cue",
	"tree-source", "tree-content", "agent", "inverted", "relay", // what the tree had to give
	"governed-source", "governed-content", // the tree ties the part to the cue
	"far-source", "far-content", // log of 1 + tokens between the part and the cue
	"long-content", "pieces",
	"saying", "unknown-cue", "noun-cue", "long-cue", "modal",
	"direct", "mixed", "that", "to",
	"named", "pronoun", "absent-passive",
	"signed", "label", "headline", "tree-cue",
}

// weights of the evidence, by data/confidence.tsv.
var weights = readWeights(confidenceFile)

// readWeights reads the data file. A name that is missing has weight 0: the test
// of the file tells.
func readWeights(file string) evidence {
	var w evidence
	for _, r := range rows(file) {
		for i, name := range evidenceNames {
			if len(r) == 2 && r[0] == name {
				w[i], _ = strconv.ParseFloat(r[1], 64)
			}
		}
	}
	return w
}

// least is the confidence below which a statement of the report is left out. A
// statement that is right in fewer cases than this costs the whole more precision
// than it gives recall.
const least = 0.3

// confidence is the probability that a statement with evidence e is right, in
// hundredths.
func (e *evidence) confidence() float64 {
	sum := 0.0
	for i, x := range e {
		sum += weights[i] * x
	}
	return math.Round(100/(1+math.Exp(-sum))) / 100
}

// String names the numbers that are not zero.
func (e *evidence) String() string {
	var out []string
	for i, x := range e {
		if x != 0 {
			out = append(out, fmt.Sprintf("%s %.2f", evidenceNames[i], x))
		}
	}
	return strings.Join(out, ", ")
}

// evidenceFor collects what there is to say for the statement s of p.
func (b *builder) evidenceFor(p *parts, s *doc.Statement) evidence {
	var e evidence
	set := func(name string, x float64) {
		for i, n := range evidenceNames {
			if n == name {
				e[i] = x
			}
		}
	}
	is := func(name string, yes bool) {
		if yes {
			set(name, 1)
		}
	}
	set("always", 1)
	lowest := 1.0
	for role, name := range [...]string{Cue: "cue", Source: "source", Content: "content"} {
		if x := p.probability[role]; x > 0 {
			set(name, logOdds(x))
			lowest = min(lowest, x)
		}
	}
	if lowest < 1 {
		set("least", logOdds(lowest))
		set("least-ten", 10*lowest)
	}
	set("content-ten", 10*p.probability[Content])
	is("no-source", p.source.Len() == 0)
	is("no-cue", p.cue.Len() == 0)
	for _, why := range p.why {
		is(why, why != "roles")
	}
	is("direct", s.Form == doc.Direct)
	is("mixed", s.Form == doc.Mixed)
	is("named", s.Source.Naming == doc.Named || s.Source.Naming == doc.Outlet)
	is("pronoun", s.Source.Head >= 0 && b.d.Tags[s.Source.Head].UPOS == "PRON")
	first := p.content[0]
	length := 0
	for _, c := range p.content {
		length += c.Len()
	}
	set("long-content", math.Log(float64(length)))
	set("pieces", float64(len(p.content)-1))
	is("that", b.lemma(first.First) == "that")
	is("to", b.lemma(first.First) == "to")
	if p.cue.Len() == 0 {
		return e
	}
	head := b.tree.Head(p.cue)
	is("saying", phrases["saying"][b.lemma(head)])
	is("unknown-cue", s.Act == "other")
	is("noun-cue", b.d.Tags[head].UPOS == "NOUN")
	is("absent-passive", p.source.Len() == 0 && b.passive(head))
	set("long-cue", math.Log(float64(p.cue.Len())))
	for i := p.cue.First; i < p.cue.End; i++ {
		is("modal", b.d.Tags[i].XPOS == "MD")
	}
	is("governed-content", b.ties(p.cue, first))
	set("far-content", math.Log1p(float64(between(p.cue, first))))
	if p.source.Len() > 0 {
		is("governed-source", b.ties(p.cue, p.source))
		set("far-source", math.Log1p(float64(between(p.cue, p.source))))
	}
	return e
}

// ties tells whether the tree ties r to the cue directly, either way.
func (b *builder) ties(cue, r doc.Range) bool {
	if h := b.d.Deps[b.tree.Head(r)].Head; h >= 0 && cue.Contains(h) {
		return true
	}
	h := b.d.Deps[b.tree.Head(cue)].Head
	return h >= 0 && r.Contains(h)
}

// between is the number of tokens between two ranges.
func between(a, b doc.Range) int {
	return max(0, b.First-a.End, a.First-b.End)
}

// logOdds is that of a probability, kept off the ends.
func logOdds(p float64) float64 {
	p = min(max(p, 0.02), 0.995)
	return math.Log(p / (1 - p))
}
