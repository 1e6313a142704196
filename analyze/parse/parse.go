// Package parse finds the dependency tree of each sentence (Universal
// Dependencies).
//
//   - The head of a token is the token that it depends on; one token of a
//     sentence, the root, has none.
//   - An arc score says how well a token fits another as its head: biaffine in
//     the two tokens' vectors (Dozat and Manning 2017), plus two terms that see
//     only one vector and the distance, in buckets.
//   - The tree with the highest total score and one root is taken (Chu and Liu,
//     Edmonds), then each arc is labelled.
package parse

import (
	"strings"

	"github.com/saysonews/sayso/analyze"
	"github.com/saysonews/sayso/doc"
	"github.com/saysonews/sayso/nn"
)

// A Parser holds the heads that read the syntax branch. It is safe for
// concurrent use.
type Parser struct {
	dep, head         *nn.Linear // to the arc space
	arc               *nn.Linear // a dependent's vector times the biaffine matrix
	nearDep, nearHead *nn.Linear // scores by distance bucket
	labelDep          *nn.Linear
	labelHead         *nn.Linear
	label             *nn.Linear
	root              []float32 // the root's vector in the arc space
	labelRoot         []float32
	q                 factors
	rels              []string
}

// factors quantise what lies between two layers.
type factors struct{ dep, head, arc, label float32 }

// New reads the parser from a weight file.
func New(f *nn.File) (*Parser, error) {
	p := &Parser{}
	for _, l := range []struct {
		name  string
		layer **nn.Linear
	}{
		{"arc_dep", &p.dep}, {"arc_head", &p.head}, {"arc", &p.arc}, {"near_dep", &p.nearDep}, {"near_head", &p.nearHead},
		{"label_dep", &p.labelDep}, {"label_head", &p.labelHead}, {"label", &p.label},
	} {
		var err error
		if *l.layer, err = nn.NewLinear(f, l.name); err != nil {
			return nil, err
		}
	}
	for _, v := range []struct {
		name string
		to   *float32
	}{{"arc_dep.q", &p.q.dep}, {"arc_head.q", &p.q.head}, {"arc.q", &p.q.arc}, {"label_dep.q", &p.q.label}} {
		x, err := f.Float32(v.name, 1)
		if err != nil {
			return nil, err
		}
		*v.to = x[0]
	}
	var err error
	if p.root, err = f.Float32("arc_root", p.dep.Out()); err != nil {
		return nil, err
	}
	if p.labelRoot, err = f.Float32("label_root", p.labelDep.Out()); err != nil {
		return nil, err
	}
	rels, err := f.Tensor("rel.labels")
	if err != nil {
		return nil, err
	}
	p.rels = strings.Split(string(rels.Data), "\n")
	return p, nil
}

// Stage gives the layer Parse.
func (p *Parser) Stage() analyze.Stage {
	return analyze.Stage{
		Name:    "parse",
		Version: 1,
		Doc:     "Finds each sentence's dependency tree.",
		Needs:   []analyze.Layer{analyze.Segment, analyze.Encode},
		Gives:   []analyze.Layer{analyze.Parse},
		Run:     func(d *doc.Doc) { d.Deps = p.Parse(d) },
	}
}

// Parse gives every token its head and relation.
func (p *Parser) Parse(d *doc.Doc) []doc.Dep {
	deps := make([]doc.Dep, len(d.Tokens))
	var b buffers
	for _, s := range d.Sentences {
		p.sentence(d.Encoding.Syntax[s.First*d.Encoding.Dim:s.End*d.Encoding.Dim], s, deps, &b)
	}
	return deps
}

// buffers are reused from sentence to sentence.
type buffers struct {
	dep, head, arc, near, far, labelDep, labelHead, scores, rel []float32
	q, hq                                                       []int8
	heads                                                       []int
}

// grow gives a slice of length n, with old memory where it suffices.
func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	return s[:n]
}

func (p *Parser) sentence(x []int8, s doc.Range, deps []doc.Dep, b *buffers) {
	n := s.Len()
	p.score(x, n, b)
	b.heads = grow(b.heads, n+1)
	nn.MaxSpanningTree(b.scores, n, b.heads)
	p.relations(x, n, b)
	for i := range n {
		head := s.First + b.heads[i+1] - 1
		if b.heads[i+1] == 0 {
			head = -1
		}
		deps[s.First+i] = doc.Dep{Head: head, Rel: p.rel(b.rel[i*p.label.Out():(i+1)*p.label.Out()], head < 0)}
	}
}

// score fills b.scores: row d, column h for dependents and heads 1..n, 0 the root.
func (p *Parser) score(x []int8, n int, b *buffers) {
	a := p.dep.Out()
	b.dep, b.head = grow(b.dep, n*a), grow(b.head, (n+1)*a)
	p.dep.Apply(b.dep, x, n)
	copy(b.head, p.root)
	p.head.Apply(b.head[a:], x, n)
	nn.Relu(b.dep)
	nn.Relu(b.head[a:])
	b.q, b.hq = grow(b.q, n*a), grow(b.hq, (n+1)*a)
	nn.Quantize(b.q, b.dep, p.q.dep)
	nn.Quantize(b.hq, b.head, p.q.head)

	buckets := p.nearDep.Out()
	b.near, b.far = grow(b.near, n*buckets), grow(b.far, (n+1)*buckets)
	p.nearDep.Apply(b.near, b.q, n)
	p.nearHead.Apply(b.far, b.hq, n+1)

	b.arc = grow(b.arc, n*a)
	p.arc.Apply(b.arc, b.q, n)
	nn.Quantize(b.q, b.arc, p.q.arc)
	scale := 1 / float32(p.q.arc*p.q.head)
	b.scores = grow(b.scores, (n+1)*(n+1))
	for d := 1; d <= n; d++ {
		u := b.q[(d-1)*a : d*a]
		for h := 0; h <= n; h++ {
			k := bucket(h, d)
			v := float32(float32(nn.DotInt8(u, b.hq[h*a:(h+1)*a])) * scale)
			b.scores[d*(n+1)+h] = v + b.near[(d-1)*buckets+k] + b.far[h*buckets+k]
		}
	}
}

// bucket is the class of the way from dependent d to head h, 1-based; h 0 is the
// root. As in train/network.py.
func bucket(h, d int) int {
	if h == 0 {
		return 18
	}
	way, n := 0, h-d
	if n < 0 {
		way, n = 9, -n
	}
	switch {
	case n <= 4:
		return way + max(n, 1) - 1
	case n <= 6:
		return way + 4
	case n <= 9:
		return way + 5
	case n <= 14:
		return way + 6
	case n <= 24:
		return way + 7
	}
	return way + 8
}

// relations fills b.rel with the scores of the relations of the chosen arcs.
func (p *Parser) relations(x []int8, n int, b *buffers) {
	l := p.labelDep.Out()
	b.labelDep, b.labelHead = grow(b.labelDep, n*l), grow(b.labelHead, (n+1)*l)
	p.labelDep.Apply(b.labelDep, x, n)
	copy(b.labelHead, p.labelRoot)
	p.labelHead.Apply(b.labelHead[l:], x, n)
	for i := range n {
		row, head := b.labelDep[i*l:(i+1)*l], b.labelHead[b.heads[i+1]*l:]
		for k := range row {
			row[k] += head[k]
		}
	}
	nn.Relu(b.labelDep)
	b.q, b.rel = grow(b.q, n*l), grow(b.rel, n*p.label.Out())
	nn.Quantize(b.q, b.labelDep, p.q.label)
	p.label.Apply(b.rel, b.q, n)
}

// rel is the best relation: "root" for the root, and only for it.
func (p *Parser) rel(scores []float32, root bool) string {
	if root {
		return "root"
	}
	best := -1
	for i, v := range scores {
		if p.rels[i] != "root" && (best < 0 || v > scores[best]) {
			best = i
		}
	}
	return p.rels[best]
}
