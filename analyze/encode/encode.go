package encode

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/saysonews/sayso/analyze"
	"github.com/saysonews/sayso/doc"
	"github.com/saysonews/sayso/nn"
)

// The window of the first block and the dilations of the others, as in
// train/network.py.
const firstWindow = 5

var (
	sharedDilations = []int{1}
	syntaxDilations = []int{1, 2, 4}
	rolesDilations  = []int{2, 4, 8, 16}
)

// A long report is encoded in stretches of window tokens with halo tokens of
// context on both sides. The blocks see 33 tokens each way, so the stretches do
// not show in the result.
const (
	window = 2048
	halo   = 34
)

// An Encoder is the network's shared part. It is safe for concurrent use.
type Encoder struct {
	weights string // names the weights: the first digits of their hash
	dim     int
	tables  tables
	input   *nn.Linear
	factor  float32 // quantises the input layer's input
	place   []float32
	norm    *nn.Norm
	after   float32 // quantises the input layer's output
	first   *nn.PartConv
	shared  []*nn.Conv
	syntax  []*nn.Conv
	roles   []*nn.Conv

	mu       sync.Mutex   // of the maps; a row itself does not change
	now, old map[key]*row // rows kept: those met of late, and those met before
}

// A key is what the row of a token depends on.
type key struct {
	form  string
	place uint8
}

// A row is a token's row after the input layer, and what it gives to the first
// block's output.
type row struct{ x, parts []float32 }

// keepRows bounds now and old. When now is full it takes old's place: the rows of
// common words are found in old and live on. A row takes 4.6 kB.
const keepRows = 8000

// New reads the encoder from a weight file.
func New(f *nn.File) (*Encoder, error) {
	e := &Encoder{now: map[key]*row{}}
	var err error
	if e.tables, err = readTables(f); err != nil {
		return nil, err
	}
	if e.input, err = nn.NewLinear(f, "input"); err != nil {
		return nil, err
	}
	if e.norm, err = nn.NewNorm(f, "norm"); err != nil {
		return nil, err
	}
	var meta struct{ Hash string }
	if err := json.Unmarshal(f.Meta(), &meta); err != nil {
		return nil, fmt.Errorf("read weights: meta: %w", err)
	}
	e.weights = meta.Hash
	e.dim = e.input.Out()
	if e.place, err = f.Float32("place", PlaceRows, e.dim); err != nil {
		return nil, err
	}
	for name, p := range map[string]*float32{"input.q": &e.factor, "norm.q": &e.after} {
		t, err := f.Float32(name, 1)
		if err != nil {
			return nil, err
		}
		*p = t[0]
	}
	if e.first, err = nn.NewPartConv(f, "first", firstWindow); err != nil {
		return nil, err
	}
	for _, b := range []struct {
		name      string
		dilations []int
		blocks    *[]*nn.Conv
	}{{"shared", sharedDilations, &e.shared}, {"syntax", syntaxDilations, &e.syntax}, {"roles", rolesDilations, &e.roles}} {
		for i, d := range b.dilations {
			c, err := nn.NewConv(f, fmt.Sprintf("%s.%d", b.name, i), d)
			if err != nil {
				return nil, err
			}
			*b.blocks = append(*b.blocks, c)
		}
	}
	return e, nil
}

// Stage gives the layer Encode.
func (e *Encoder) Stage() analyze.Stage {
	return analyze.Stage{
		Name:    "encode",
		Version: FeatureVersion,
		Data:    e.weights,
		Doc:     "Runs the trained network's encoder over the tokens.",
		Needs:   []analyze.Layer{analyze.Segment},
		Gives:   []analyze.Layer{analyze.Encode},
		Run:     func(d *doc.Doc) { d.Encoding = e.Encode(d) },
	}
}

// Encode computes the hidden vectors of d's tokens.
func (e *Encoder) Encode(d *doc.Doc) doc.Encoding {
	n := len(d.Tokens)
	enc := doc.Encoding{Dim: e.dim, Syntax: make([]int8, n*e.dim), Roles: make([]int8, n*e.dim)}
	places := Places(d)
	var scratch buffers
	for at := 0; at < n; at += window {
		r := doc.Range{First: at, End: min(n, at+window)}
		e.stretch(d, places, r, enc, &scratch)
	}
	return enc
}

// buffers are reused from stretch to stretch.
type buffers struct {
	x, y  []float32
	q, p  []int8
	keys  []key
	rows  []*row // of the keys
	parts [][]float32
	nn    nn.Scratch
}

func (b *buffers) size(n int) {
	if len(b.x) >= n {
		return
	}
	b.x, b.y = make([]float32, n), make([]float32, n)
	b.q, b.p = make([]int8, n), make([]int8, n)
}

// stretch encodes the tokens of r into enc.
func (e *Encoder) stretch(d *doc.Doc, places []uint8, r doc.Range, enc doc.Encoding, b *buffers) {
	from, to := max(0, r.First-halo), min(len(d.Tokens), r.End+halo)
	rows := to - from
	b.size(rows * e.dim)
	x, y, q, p := b.x[:rows*e.dim], b.y[:rows*e.dim], b.q[:rows*e.dim], b.p[:rows*e.dim]
	b.keys = b.keys[:0]
	for i := range rows {
		b.keys = append(b.keys, key{d.Word(from + i), places[from+i]})
	}
	e.lookUp(b)
	b.parts = b.parts[:0]
	for i, r := range b.rows {
		copy(x[i*e.dim:], r.x)
		b.parts = append(b.parts, r.parts)
	}
	e.first.Apply(x, q, b.parts, &b.nn)
	for _, c := range e.shared {
		c.Apply(x, q, rows, &b.nn)
	}
	copy(y, x)
	copy(p, q)
	for _, c := range e.syntax {
		c.Apply(x, q, rows, &b.nn)
	}
	for _, c := range e.roles {
		c.Apply(y, p, rows, &b.nn)
	}
	cut := (r.First - from) * e.dim
	copy(enc.Syntax[r.First*e.dim:r.End*e.dim], q[cut:])
	copy(enc.Roles[r.First*e.dim:r.End*e.dim], p[cut:])
}

// lookUp finds the rows of b.keys, and computes those that are not kept.
func (e *Encoder) lookUp(b *buffers) {
	b.rows = b.rows[:0]
	missing := map[key]*row{}
	var order []key // of missing; a map's own differs from run to run
	e.mu.Lock()
	for _, k := range b.keys {
		r := e.keep(k)
		if r == nil {
			if r = missing[k]; r == nil {
				r = &row{}
				missing[k] = r
				order = append(order, k)
			}
		}
		b.rows = append(b.rows, r)
	}
	e.mu.Unlock()
	if len(order) == 0 {
		return
	}
	e.compute(order, missing, &b.nn)
	e.mu.Lock()
	for _, k := range order {
		r := missing[k]
		k.form = strings.Clone(k.form) // the cache must not keep whole texts alive
		e.add(k, r)
	}
	e.mu.Unlock()
}

// keep returns the row of k, if there is one, and keeps it among the latest.
func (e *Encoder) keep(k key) *row {
	if r, ok := e.now[k]; ok {
		return r
	}
	r, ok := e.old[k]
	if !ok {
		return nil
	}
	k.form = strings.Clone(k.form)
	e.add(k, r)
	return r
}

func (e *Encoder) add(k key, r *row) {
	if len(e.now) >= keepRows {
		e.old, e.now = e.now, make(map[key]*row, keepRows)
	}
	e.now[k] = r
}

// compute fills the rows of keys.
func (e *Encoder) compute(keys []key, rows map[key]*row, s *nn.Scratch) {
	n, in, window := len(keys), e.input.In(), e.first.Window()
	features := make([]int8, 0, n*in)
	for _, k := range keys {
		features = features[:len(features)+in]
		nn.Quantize(features[len(features)-in:], e.tables.rows(Of(k.form)), e.factor)
	}
	x, parts := make([]float32, n*e.dim), make([]float32, n*window*e.dim)
	e.input.Apply(x, features, n)
	for i, k := range keys {
		row := x[i*e.dim : (i+1)*e.dim]
		for j, v := range e.place[int(k.place)*e.dim : (int(k.place)+1)*e.dim] {
			row[j] += v
		}
	}
	e.norm.Apply(x, n)
	q := make([]int8, n*e.dim)
	nn.Quantize(q, x, e.after)
	e.first.Parts(parts, q, n, s)
	for i, k := range keys {
		// Rows are copied, lest one that is kept keeps all of them.
		*rows[k] = row{
			x:     slices.Clone(x[i*e.dim : (i+1)*e.dim]),
			parts: slices.Clone(parts[i*window*e.dim : (i+1)*window*e.dim]),
		}
	}
}
