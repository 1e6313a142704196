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
	root              []int8    // the root as a head in the arc space
	farRoot           []float32 // and its scores by distance bucket
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
	root, err := f.Float32("arc_root", p.dep.Out())
	if err != nil {
		return nil, err
	}
	p.root, p.farRoot = make([]int8, len(root)), make([]float32, p.nearHead.Out())
	nn.Quantize(p.root, root, p.q.head)
	p.nearHead.Apply(p.farRoot, p.root, 1)
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

// group is how many tokens of neighbouring sentences go through the heads' layers
// together; a longer sentence goes alone. Layers are faster over many rows.
const group = 512

// Parse gives every token its head and relation.
func (p *Parser) Parse(d *doc.Doc) []doc.Dep {
	deps := make([]doc.Dep, len(d.Tokens))
	var b buffers
	for i := 0; i < len(d.Sentences); {
		first, n := i, d.Sentences[i].Len()
		for i++; i < len(d.Sentences) && n+d.Sentences[i].Len() <= group; i++ {
			n += d.Sentences[i].Len()
		}
		p.sentences(d, d.Sentences[first:i], deps, &b)
	}
	return deps
}

// buffers are reused from group to group. What is by token of the group counts
// from the group's first.
type buffers struct {
	dep, head, arc, near, far, labelDep, labelHead, scores, rel []float32
	q, hq, rows                                                 []int8
	tree                                                        []int // a sentence's heads, 1-based
	heads                                                       []int // by token: its head, -1 for the root
	at                                                          []int // by token: its row of labelHead, -1 where it heads nothing
}

// grow gives a slice of length n, with old memory where it suffices.
func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	return s[:n]
}

func (p *Parser) sentences(d *doc.Doc, group []doc.Range, deps []doc.Dep, b *buffers) {
	first, end := group[0].First, group[len(group)-1].End
	n, dim := end-first, d.Encoding.Dim
	x := d.Encoding.Syntax[first*dim : end*dim]
	p.project(x, n, b)
	b.heads = grow(b.heads, n)
	for _, s := range group {
		p.tree(s.First-first, s.Len(), b)
	}
	p.relations(x, n, dim, b)
	for i, h := range b.heads {
		head := -1
		if h >= 0 {
			head = first + h
		}
		deps[first+i] = doc.Dep{Head: head, Rel: p.rel(b.rel[i*p.label.Out():(i+1)*p.label.Out()], h < 0)}
	}
}

// project fills what scores of arcs are made of: of n dependents b.q and b.near, of
// n heads b.hq and b.far.
func (p *Parser) project(x []int8, n int, b *buffers) {
	a, buckets := p.dep.Out(), p.nearDep.Out()
	b.dep, b.head, b.arc = grow(b.dep, n*a), grow(b.head, n*a), grow(b.arc, n*a)
	b.q, b.hq = grow(b.q, n*a), grow(b.hq, n*a)
	b.near, b.far = grow(b.near, n*buckets), grow(b.far, n*buckets)

	p.head.Apply(b.head, x, n)
	nn.Relu(b.head)
	nn.Quantize(b.hq, b.head, p.q.head)
	p.nearHead.Apply(b.far, b.hq, n)

	p.dep.Apply(b.dep, x, n)
	nn.Relu(b.dep)
	nn.Quantize(b.q, b.dep, p.q.dep)
	p.nearDep.Apply(b.near, b.q, n)
	p.arc.Apply(b.arc, b.q, n)
	nn.Quantize(b.q, b.arc, p.q.arc)
}

// tree fills b.heads for the sentence of n tokens at token at of the group.
func (p *Parser) tree(at, n int, b *buffers) {
	a, buckets := p.dep.Out(), p.nearDep.Out()
	scale := 1 / float32(p.q.arc*p.q.head)
	b.scores, b.tree = grow(b.scores, (n+1)*(n+1)), grow(b.tree, n+1)
	heads, far := b.hq[at*a:], b.far[at*buckets:]
	for d := 1; d <= n; d++ {
		u := b.q[(at+d-1)*a : (at+d)*a]
		near := b.near[(at+d-1)*buckets : (at+d)*buckets]
		row := b.scores[d*(n+1) : (d+1)*(n+1)]
		row[0] = float32(float32(nn.DotInt8(u, p.root))*scale) + near[rootBucket] + p.farRoot[rootBucket]
		for h := 1; h <= n; h++ {
			k := bucket(h, d)
			v := float32(float32(nn.DotInt8(u, heads[(h-1)*a:h*a])) * scale)
			row[h] = v + near[k] + far[(h-1)*buckets+k]
		}
	}
	nn.MaxSpanningTree(b.scores, n, b.tree)
	for i, h := range b.tree[1:] {
		b.heads[at+i] = -1
		if h > 0 {
			b.heads[at+i] = at + h - 1
		}
	}
}

// rootBucket is the class of the way to the root.
const rootBucket = 18

// bucket is the class of the way from dependent d to head h, as in
// train/network.py.
func bucket(h, d int) int {
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
func (p *Parser) relations(x []int8, n, dim int, b *buffers) {
	l := p.labelDep.Out()
	b.labelDep = grow(b.labelDep, n*l)
	p.labelDep.Apply(b.labelDep, x, n)
	p.projectHeads(x, n, dim, b)
	for i, h := range b.heads {
		head := p.labelRoot
		if h >= 0 {
			head = b.labelHead[b.at[h]*l : (b.at[h]+1)*l]
		}
		row := b.labelDep[i*l : (i+1)*l]
		for k, v := range head {
			row[k] += v
		}
	}
	nn.Relu(b.labelDep)
	b.q, b.rel = grow(b.q, n*l), grow(b.rel, n*p.label.Out())
	nn.Quantize(b.q, b.labelDep, p.q.label)
	p.label.Apply(b.rel, b.q, n)
}

// projectHeads fills b.labelHead for the tokens that head others, which are less
// than half.
func (p *Parser) projectHeads(x []int8, n, dim int, b *buffers) {
	b.at = grow(b.at, n)
	for i := range b.at {
		b.at[i] = -1
	}
	b.rows = b.rows[:0]
	count := 0
	for _, h := range b.heads {
		if h < 0 || b.at[h] >= 0 {
			continue
		}
		b.at[h] = count
		b.rows = append(b.rows, x[h*dim:(h+1)*dim]...)
		count++
	}
	b.labelHead = grow(b.labelHead, count*p.labelHead.Out())
	p.labelHead.Apply(b.labelHead, b.rows, count)
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
