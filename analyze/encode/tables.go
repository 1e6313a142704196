package encode

import (
	"fmt"
	"strings"

	"github.com/saysonews/sayso/nn"
)

// A table holds int8 rows, each with its scale.
type table struct {
	dim   int
	rows  []int8
	scale []float32
}

func readTable(f *nn.File, name string) (table, error) {
	w, err := f.Tensor(name)
	if err != nil {
		return table{}, err
	}
	if len(w.Shape) != 2 {
		return table{}, fmt.Errorf("read weights: table %s has shape %v", name, w.Shape)
	}
	rows, err := f.Int8(name, w.Shape...)
	if err != nil {
		return table{}, err
	}
	scale, err := f.Float32(name+".s", w.Shape[0])
	if err != nil {
		return table{}, err
	}
	return table{dim: w.Shape[1], rows: rows, scale: scale}, nil
}

// add adds row i of t to x.
func (t table) add(x []float32, i int) {
	s := t.scale[i]
	for k, q := range t.rows[i*t.dim : (i+1)*t.dim] {
		x[k] += float32(float32(q) * s)
	}
}

// tables are the network's look-up tables, in the order in which their rows are
// put together.
type tables struct {
	word, prefix, suffix3, suffix4, suffix2, shape, name, grams, vectors table

	words map[string]int // row of word
	forms map[string]int // row of vectors
	width int
}

func readTables(f *nn.File) (tables, error) {
	var t tables
	var err error
	for _, x := range t.named() {
		if *x.table, err = readTable(f, "table."+x.name); err != nil {
			return t, err
		}
		t.width += x.dim
	}
	if t.words, err = readList(f, "words"); err != nil {
		return t, err
	}
	if t.forms, err = readList(f, "vector.forms"); err != nil {
		return t, err
	}
	return t, nil
}

type namedTable struct {
	name string
	*table
}

func (t *tables) named() []namedTable {
	return []namedTable{
		{"word", &t.word}, {"prefix", &t.prefix}, {"suffix3", &t.suffix3}, {"suffix4", &t.suffix4}, {"suffix2", &t.suffix2},
		{"shape", &t.shape}, {"name", &t.name}, {"grams", &t.grams}, {"vectors", &t.vectors},
	}
}

// readList reads a tensor of bytes: words parted by line breaks, numbered from 0.
func readList(f *nn.File, name string) (map[string]int, error) {
	b, err := f.Tensor(name)
	if err != nil {
		return nil, err
	}
	list := strings.Split(string(b.Data), "\n")
	m := make(map[string]int, len(list))
	for i, w := range list {
		m[w] = i
	}
	return m, nil
}

// rows puts together the rows that f selects. The n-grams' rows are averaged; a
// form without a vector has zeros there.
func (t *tables) rows(f Features) []float32 {
	x := make([]float32, t.width)
	at := 0
	next := func(t table) []float32 {
		at += t.dim
		return x[at-t.dim : at]
	}
	word, ok := t.words[f.Norm]
	if !ok {
		word = len(t.words) + f.Hash
	}
	t.word.add(next(t.word), word)
	t.prefix.add(next(t.prefix), f.Prefix)
	t.suffix3.add(next(t.suffix3), f.Suffix[0])
	t.suffix4.add(next(t.suffix4), f.Suffix[1])
	t.suffix2.add(next(t.suffix2), f.Suffix[2])
	t.shape.add(next(t.shape), f.Shape)
	t.name.add(next(t.name), f.Name)
	g := next(t.grams)
	for _, row := range f.Grams {
		t.grams.add(g, int(row))
	}
	for k := range g {
		g[k] /= float32(len(f.Grams))
	}
	if row, ok := t.forms[f.Norm]; ok {
		t.vectors.add(next(t.vectors), row)
	}
	return x
}
