package encode

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync"

	"github.com/saysonews/sayso/analyze"
	"github.com/saysonews/sayso/doc"
	"github.com/saysonews/sayso/nn"
)

// Dilations of the blocks, as in train/network.py.
var (
	sharedDilations = []int{1, 1}
	syntaxDilations = []int{1, 1, 2, 4}
	rolesDilations  = []int{1, 2, 4, 8, 16}
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
	shared  []*nn.Conv
	syntax  []*nn.Conv
	roles   []*nn.Conv

	mu    sync.RWMutex
	forms map[string][]float32 // input layer's output by form, before the place row
}

// cacheForms bounds the cache of forms; a full one is started anew.
const cacheForms = 60000

// New reads the encoder from a weight file.
func New(f *nn.File) (*Encoder, error) {
	e := &Encoder{forms: map[string][]float32{}}
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
	x, y []float32
	q, p []int8
	nn   nn.Scratch
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
	for i := range rows {
		row := x[i*e.dim : (i+1)*e.dim]
		place := e.place[int(places[from+i])*e.dim:]
		for k, v := range e.form(d.Word(from + i)) {
			row[k] = v + place[k]
		}
	}
	e.norm.Apply(x, rows)
	nn.Quantize(q, x, e.after)
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

// form is the input layer's output for a word form.
func (e *Encoder) form(w string) []float32 {
	e.mu.RLock()
	v, ok := e.forms[w]
	e.mu.RUnlock()
	if ok {
		return v
	}
	x := e.tables.rows(Of(w))
	q := make([]int8, len(x))
	nn.Quantize(q, x, e.factor)
	v = make([]float32, e.dim)
	e.input.Apply(v, q, 1)
	e.mu.Lock()
	if len(e.forms) >= cacheForms {
		e.forms = make(map[string][]float32, cacheForms)
	}
	e.forms[strings.Clone(w)] = v
	e.mu.Unlock()
	return v
}
