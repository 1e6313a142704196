package sourcing

import (
	"slices"
	"strings"

	"github.com/saysonews/sayso/record"
)

// claiming are the acts that put something forward as so. Questions, requests,
// intentions and denials do not.
var claiming = setOf("assert claim allege confirm admit warn accuse predict believe know show other")

// How alike the words of two statements are to be one claim: so much of the
// shorter is in the longer, and the shorter has so many words. With two words all
// must be there, and the longer may have but two more ("bridge was unsafe").
const (
	alike    = 0.75
	leastLen = 2
)

// longPosting bounds how many statements are looked at for one word: a word in
// more of them tells nothing, and a hostile report must not take its time squared.
const longPosting = 64

// A gist is what statements are compared by.
type gist struct {
	words   map[string]bool // stems of words that carry meaning
	numbers string
	negated bool
}

// gistOf is the gist of spans, but for the words inside the spans not.
func gistOf(spans, not []record.Span) gist {
	g := gist{words: map[string]bool{}}
	for _, s := range spans {
		for _, t := range tokens(s.Text) {
			if within(record.Span{Start: s.Start + t.start, End: s.Start + t.end}, not) {
				continue
			}
			switch {
			case isNumber(t.text):
				g.numbers += t.text + " "
			case negations[t.text] || strings.HasSuffix(t.text, "n't"):
				g.negated = true
			case !functionWords[t.text]:
				g.words[stem(t.text)] = true
			}
		}
	}
	return g
}

// same tells whether two gists are one claim. A number that only one of them
// gives is no difference; a different one is.
func (g gist) same(o gist, shared int) bool {
	short, long := min(len(g.words), len(o.words)), max(len(g.words), len(o.words))
	if short < leastLen || short == leastLen && (shared < short || long > short+2) {
		return false
	}
	return float64(shared) >= alike*float64(short) && g.negated == o.negated &&
		(g.numbers == o.numbers || g.numbers == "" || o.numbers == "")
}

// stem cuts the endings off that English words take; all that matters is that
// forms of one word mostly come out the same.
func stem(w string) string {
	for _, end := range []string{"'s", "ing", "ed", "es", "s", "e"} {
		if cut, ok := strings.CutSuffix(w, end); ok && len(cut) >= 3 {
			return cut
		}
	}
	return w
}

var (
	negations     = setOf("not no never none nobody nothing neither nor without cannot")
	functionWords = setOf(`a an the this that these those and or but if so as than then when while because of at in on from to into onto
		with by for about over under after before between during through against among is are was were be been being am has have had
		having do does did will would shall should can could may might must it its they them their he him his she her we us our i me my
		you your who whom whose which what there here also just only very more most some any all both each other such own up down out
		off again said says`)
)

// findClaims groups the statements that are one claim. A statement that only
// tells what somebody else says puts forward what that one does; told of several,
// it puts forward nothing of its own.
func (x *report) findClaims() {
	n := len(x.r.Statements)
	gists := make([]gist, n)
	sets := newSets(n)
	posting := map[string][]int{}
	for i := range x.r.Statements {
		s := &x.r.Statements[i]
		if !claiming[s.Act] || s.Polarity == "negative" || len(s.Content) == 0 {
			continue
		}
		g := gistOf(s.Content, x.toldInside(i))
		if len(x.inside[i]) > 1 && len(g.words) <= leastLen {
			continue
		}
		gists[i] = g
		for _, j := range x.likely(i, gists, posting) {
			sets.join(i, j)
		}
	}
	for i, g := range gists {
		if inner := x.inside[i]; g.words != nil && len(g.words) <= leastLen && len(inner) == 1 && gists[inner[0]].words != nil {
			sets.join(i, inner[0])
		}
	}
	x.group = make([]int, n)
	number := map[int]int{}
	for i := range gists {
		x.group[i] = -1
		if gists[i].words == nil {
			continue
		}
		k, ok := number[sets.find(i)]
		if !ok {
			k = len(x.claims)
			number[sets.find(i)] = k
			x.claims = append(x.claims, claim{})
		}
		x.group[i] = k
		x.claims[k].statements = append(x.claims[k].statements, i)
	}
	for k := range x.claims {
		x.claims[k].voices, x.claims[k].origins = x.whose(x.claims[k].statements)
	}
}

// A claim is statements, by their indices, in text order.
type claim struct {
	statements []int
	voices     []int // the first statement of each source
	origins    []int // those of voices that are told on from no other
}

// toldInside are the words of statement i that tell what others say.
func (x *report) toldInside(i int) []record.Span {
	var out []record.Span
	for _, k := range x.inside[i] {
		s := &x.r.Statements[k]
		out = append(append(append(out, s.Content...), s.Cue...), s.Source.Spans...)
	}
	return out
}

// sets are disjoint sets of numbers.
type sets []int

func newSets(n int) sets {
	s := make(sets, n)
	for i := range s {
		s[i] = i
	}
	return s
}

// find is the least number of the set that i is in.
func (s sets) find(i int) int {
	for s[i] != i {
		s[i] = s[s[i]]
		i = s[i]
	}
	return i
}

func (s sets) join(i, j int) {
	a, b := s.find(i), s.find(j)
	s[max(a, b)] = min(a, b)
}

// likely are the earlier statements that are the same claim as statement i, which
// is added to the posting lists.
func (x *report) likely(i int, gists []gist, posting map[string][]int) []int {
	shared := map[int]int{}
	for w := range gists[i].words {
		list := posting[w]
		for _, j := range list[max(0, len(list)-longPosting):] {
			shared[j]++
		}
		posting[w] = append(list, i)
	}
	var out []int
	for j, n := range shared {
		if gists[i].same(gists[j], n) {
			out = append(out, j)
		}
	}
	slices.Sort(out)
	return out
}

// whose are the statements of a claim, one for each source: of all sources, and
// of those that nobody else inside them is nearer than.
func (x *report) whose(statements []int) (voices, origins []int) {
	heard, original := map[string]bool{}, map[string]bool{}
	for _, i := range statements {
		key := x.sources[i].key
		if !heard[key] {
			heard[key] = true
			voices = append(voices, i)
		}
		told := slices.ContainsFunc(x.inside[i], func(k int) bool { return x.group[k] == x.group[i] })
		if !told && !original[key] {
			original[key] = true
			origins = append(origins, i)
		}
	}
	return voices, origins
}

// show is c for the card.
func (x *report) show(c claim) Claim {
	out := Claim{Statements: []string{}, Origins: []string{}, Unnamed: true}
	for _, i := range c.statements {
		out.Statements = append(out.Statements, x.r.Statements[i].ID)
	}
	for _, i := range c.origins {
		s := x.sources[i]
		out.Origins = append(out.Origins, s.name)
		out.Unnamed = out.Unnamed && (s.unnamed() || s.class == nobody)
	}
	return out
}
