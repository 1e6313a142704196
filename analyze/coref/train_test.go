package coref

import (
	"fmt"
	"hash/fnv"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/saysonews/sayso/doc"
)

// What follows learns data/salience.tsv; TestTrain runs it.

// A Passage is one of GAP: an analysed text with a pronoun and two names, and
// which of the names it means.
type Passage struct {
	*doc.Doc
	ID      string
	Pronoun doc.Span
	Names   [2]doc.Span
	Means   [2]bool
}

// ForFit tells whether the passage is of the half that weights are learned from.
func (p Passage) ForFit() bool {
	h := fnv.New32a()
	h.Write([]byte(p.ID))
	return h.Sum32()>>8&1 == 0
}

// A Chained is an analysed text with gold mentions: span and chain.
type Chained struct {
	*doc.Doc
	Chains map[doc.Span]string
}

// shrink holds the weights small: the strength of the prior that they are 0.
const shrink = 7

// openWeight is the weight of pronouns that mean no actor, for "he", "it" and
// "they": less than one, since what GUM's textbooks speak of are things, and what
// news speak of are people and bodies.
var openWeight = [3]float64{1, 0.8, 0.4}

// genreWeight is the weight of GUM's pronouns by genre, 1 for others. The genres
// with 0 may not be used commercially.
var genreWeight = map[string]float64{
	"whow": 0, "fiction": 0, "essay": 0, "letter": 0, "podcast": 0, "academic": 0.2, "textbook": 0.2, "voyage": 0.2,
}

// Train learns the weights from gold corpora and writes them to a file. What a
// pronoun meant shows in the candidates of the next, so it learns in rounds, each
// on the choices of the weights before.
func Train(t testing.TB, gum string, passages []Passage, news []Chained, path string) error {
	docs := readGUM(t, gum)
	w := tuned()
	for round := range 3 {
		var all []sample
		for _, g := range docs {
			all = append(all, g.samples(w)...)
		}
		n := len(all)
		for _, p := range passages {
			if p.ForFit() {
				all = append(all, p.samples(w)...)
			}
		}
		m := len(all)
		for _, n := range news {
			all = append(all, n.samples(w)...)
		}
		t.Logf("round %d: %d pronouns of GUM, %d of GAP, %d of news", round, n, m-n, len(all)-m)
		w = fit(all)
	}
	return w.write(path)
}

// A sample is one pronoun with its candidates, and which of them are right.
type sample struct {
	token  int
	form   int
	all    []candidate
	right  []bool
	weight float64
}

// collect runs the pronouns of a report and then asks for each candidate whether
// it is what the pronoun means. Kept are those where that tells candidates apart.
func collect(c *cast, weight float64, right func(s *sample, k int) bool) []sample {
	var found []sample
	c.trace = func(i, form int, all []candidate) {
		found = append(found, sample{token: i, form: form, all: append([]candidate(nil), all...), weight: weight})
	}
	c.play()
	var kept []sample
	for _, s := range found {
		yes, nobody := 0, -1
		s.right = make([]bool, len(s.all))
		for k := range s.all {
			if s.all[k].token == nothing {
				nobody = k
			} else if right(&s, k) {
				s.right[k] = true
				yes++
			}
		}
		if yes == 0 && nobody >= 0 {
			s.right[nobody] = true
			yes++
		}
		if !s.anyActor() {
			s.weight *= openWeight[s.form/3]
		}
		if yes > 0 && yes < len(s.all) {
			kept = append(kept, s)
		}
	}
	return kept
}

// anyActor tells whether an actor is right.
func (s *sample) anyActor() bool {
	for k := range s.all {
		if s.right[k] && s.all[k].actor >= 0 {
			return true
		}
	}
	return false
}

// keep leaves the candidates that pass.
func (s *sample) keep(pass func(k int) bool) {
	n := 0
	for k := range s.all {
		if pass(k) {
			s.all[n], s.right[n] = s.all[k], s.right[k]
			n++
		}
	}
	s.all, s.right = s.all[:n], s.right[:n]
}

// samples are the pronouns of a text of GUM: a candidate is right when its last
// mention is one of the gold entity.
func (g *gumDoc) samples(w *salience) []sample {
	weight := 1.0
	for genre, x := range genreWeight {
		if strings.HasPrefix(g.name, "GUM_"+genre+"_") {
			weight = x
		}
	}
	if weight == 0 {
		return nil
	}
	id, width, row := map[int]string{}, map[int]int{}, map[doc.Range]string{}
	for _, m := range g.mentions {
		row[m.tokens] = m.id
		if n, ok := width[m.head]; !ok || m.tokens.Len() < n {
			id[m.head], width[m.head] = m.id, m.tokens.Len()
		}
	}
	c := castOf(g.Doc, w)
	return collect(c, weight, func(s *sample, k int) bool {
		o := &s.all[k]
		got := id[o.token]
		if o.actor >= 0 && c.actors[o.actor].row {
			got = row[c.actors[o.actor].mentions[0].Tokens]
		}
		return got != "" && got == id[s.token]
	})
}

// samples is the one pronoun of a passage. Where it means neither name, anybody
// else is right. GAP asks for names alone, so described people are no candidates.
func (p Passage) samples(w *salience) []sample {
	c := castOf(p.Doc, w)
	if c == nil {
		return nil
	}
	all := collect(c, 1, func(s *sample, k int) bool {
		a, b := c.named(p.Names[0]), c.named(p.Names[1])
		o := s.all[k].actor
		switch {
		case a == b:
			return false
		case p.Means[0]:
			return o == a
		case p.Means[1]:
			return o == b
		}
		return o != a && o != b
	})
	var kept []sample
	for _, s := range all {
		if c.d.Tokens[s.token].Span.Start != p.Pronoun.Start {
			continue
		}
		s.keep(func(k int) bool { return s.right[k] || s.all[k].traits[kindGroup] != describedKind })
		kept = append(kept, s)
	}
	return kept
}

// named is the actor with a mention by name or description that overlaps a span,
// the shortest; -1 for none.
func (c *cast) named(span doc.Span) int {
	best, length := -1, 1<<30
	for a := range c.actors {
		for _, m := range c.actors[a].mentions {
			if m.Kind != doc.PronounMention && m.Span.Overlaps(span) && m.Span.Len() < length {
				best, length = a, m.Span.Len()
			}
		}
	}
	return best
}

// samples are the pronouns that are gold mentions and of whose chain a candidate
// is.
func (t Chained) samples(w *salience) []sample {
	c := castOf(t.Doc, w)
	if c == nil {
		return nil
	}
	chain := map[int]string{} // of each token: of the shortest mention that holds it
	length := map[int]int{}
	for i, tok := range c.d.Tokens {
		for s, id := range t.Chains {
			if n, ok := length[i]; s.Contains(tok.Span) && (!ok || s.Len() < n) {
				chain[i], length[i] = id, s.Len()
			}
		}
	}
	all := collect(c, 1, func(s *sample, k int) bool {
		want := t.Chains[c.d.Tokens[s.token].Span]
		return want != "" && chain[s.all[k].token] == want
	})
	var kept []sample
	for _, s := range all {
		if s.anyActor() {
			kept = append(kept, s)
		}
	}
	return kept
}

// fit learns the weights by which the right candidates score highest: a
// log-linear model with weights for the family of a form (he, it, they) and for
// the form itself, each held small; gradient ascent with a step for each weight.
func fit(samples []sample) *salience {
	s := newSalience()
	n := len(s.weights[0])
	w := make([]float64, (forms+forms/3)*n)
	gradient := make([]float64, len(w))
	squares := make([]float64, len(w))
	for range 150 {
		for j := range w {
			gradient[j] = -shrink * w[j]
		}
		for _, x := range samples {
			own, family := x.form*n, (forms+x.form/3)*n
			for k, d := range x.pull(s, w[own:own+n], w[family:family+n]) {
				for g, t := range x.all[k].traits {
					if t != noTrait {
						gradient[own+s.first[g]+int(t)] += d
						gradient[family+s.first[g]+int(t)] += d
					}
				}
			}
		}
		for j, g := range gradient {
			if squares[j] += g * g; squares[j] > 0 {
				w[j] += 0.3 * g / math.Sqrt(squares[j])
			}
		}
	}
	for f := range forms {
		for j := range n {
			s.weights[f][j] = int32(math.Round(1000 * (w[f*n+j] + w[(forms+f/3)*n+j])))
		}
	}
	return s
}

// pull is how far each candidate's score should rise.
func (x *sample) pull(s *salience, own, family []float64) []float64 {
	score := make([]float64, len(x.all))
	top := math.Inf(-1)
	for k := range x.all {
		for g, t := range x.all[k].traits {
			if t != noTrait {
				score[k] += own[s.first[g]+int(t)] + family[s.first[g]+int(t)]
			}
		}
		top = max(top, score[k])
	}
	sum, good := 0.0, 0.0
	for k := range score {
		score[k] = math.Exp(score[k] - top)
		sum += score[k]
		if x.right[k] {
			good += score[k]
		}
	}
	for k := range score {
		p := score[k]
		score[k] = -p / sum
		if x.right[k] {
			score[k] += p / good
		}
		score[k] *= x.weight
	}
	return score
}

// write leaves out traits that weigh nothing.
func (s *salience) write(path string) error {
	var b strings.Builder
	b.WriteString("# What speaks for a candidate of a pronoun, in thousandths of a natural logarithm of odds: group, trait, and\n")
	b.WriteString("# a weight for each form of pronoun. Learned by TestTrain.\n")
	fmt.Fprintf(&b, "# group\ttrait\t%s\n", strings.Join(formNames[:], "\t"))
	for g := range traitGroups {
		for t, name := range traitGroups[g].traits {
			row, any := "", false
			for f := range forms {
				x := s.weights[f][s.first[g]+t]
				any = any || x != 0
				row += fmt.Sprintf("\t%d", x)
			}
			if any {
				b.WriteString(traitGroups[g].name + "\t" + name + row + "\n")
			}
		}
	}
	return os.WriteFile(path, []byte(b.String()), 0o644)
}
