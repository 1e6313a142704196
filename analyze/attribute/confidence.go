package attribute

import (
	_ "embed"
	"fmt"
	"math"
	"slices"
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
//
// Tried beside these and dropped, since documents left out were told no better:
// the mood, tense and negation of the cue, its place in the tree, quotation marks
// around it, first and second persons as sources, question words, the headline.
var evidenceNames = [...]string{
	"always",
	"cue", "source", "content", "least", // log-odds of the mean probabilities, 0 where there is no piece
	"content-ten", "least-ten", // ten times the probability: log-odds alone bend too little at the top
	"cue-over", "cue-under", "content-over", "content-under", // margin of the head of the cue, the first token of the content: above and below 0
	"rate", // log-odds that such a word is a cue (cuerate.go)
	"second-reading",
	"no-source", "no-cue",
	"tree-source", "tree-content", "agent", "inverted", "relay", // what the tree had to give
	"governed-source", "governed-content", // the tree ties the part to the cue
	"far-source", "far-content", // log of 1 + tokens between the part and the cue
	"long-content", "pieces",
	"saying", "unknown-cue", "noun-cue", "long-cue", "modal", "to-cue",
	"direct", "mixed", "that", "to", "clause", "name-content",
	"named", "pronoun", "person", "body", "absent-passive",
	"signed", "label", "headline", "tree-cue",
}

// rightWeights and thereWeights are the weights of the evidence in data/confidence.tsv:
// that the statement is right in its parts, and that a statement is told there at all.
var rightWeights, thereWeights = readWeights(confidenceFile)

// readWeights reads the data file. A name that is missing has weight 0: the test
// of the file tells.
func readWeights(file string) (right, there evidence) {
	for _, r := range rows(file) {
		if i := slices.Index(evidenceNames[:], r[0]); i >= 0 && len(r) == 3 {
			right[i], _ = strconv.ParseFloat(r[1], 64)
			there[i], _ = strconv.ParseFloat(r[2], 64)
		}
	}
	return right, there
}

// leastWorth is the least mean of the two probabilities with which a statement of
// the report is told: what is right in fewer cases costs the whole more precision
// than it gives recall. Either alone tells less: on PolNeAR dev, with weights from
// other documents, relation and overlap of content reach 68.1 and 87.0 by the mean,
// 67.3 and 86.7 or 68.3 and 85.8 by the first alone at 0.2 or 0.3, 67.8 and 86.8 by
// the second alone at 0.4.
const leastWorth = 0.335

// confidence is the probability that a statement with evidence e is right, in
// hundredths.
func (e *evidence) confidence() float64 {
	return math.Round(100*e.probability(&rightWeights)) / 100
}

// told tells whether a statement with evidence e is worth telling.
func (e *evidence) told() bool {
	return (e.probability(&rightWeights)+e.probability(&thereWeights))/2 >= leastWorth
}

func (e *evidence) probability(weights *evidence) float64 {
	sum := 0.0
	for i, x := range e {
		sum += weights[i] * x
	}
	return 1 / (1 + math.Exp(-sum))
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
		if i := slices.Index(evidenceNames[:], name); i >= 0 {
			e[i] = x
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
	told := b.tree.Head(first)
	is("clause", b.d.Tags[told].UPOS == "VERB" || b.tree.Child(told, "nsubj", "cop") >= 0)
	is("name-content", b.d.Tags[told].UPOS == "PROPN")
	is("person", s.Source.Actor >= 0 && b.d.Actors[s.Source.Actor].Kind == doc.ActorPerson)
	is("body", s.Source.Actor >= 0 && b.speaks(s.Source.Actor))
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
	is("to-cue", b.d.Tags[head].XPOS == "VB" && head > 0 && b.lemma(head-1) == "to")
	set("rate", b.cueRate(head))
	if l := b.reading.ways; l != nil {
		over := func(name string, margin float64) {
			set(name+"-over", max(margin, 0))
			set(name+"-under", min(margin, 0))
		}
		over("cue", l.margin(head, Cue))
		over("content", l.margin(first.First, Content))
	}
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
