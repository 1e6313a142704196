package doc

import "strings"

// A Tree gives quick answers about a Doc's dependency trees.
type Tree struct {
	d        *Doc
	children [][]int32
	subtree  []Range
}

// NewTree indexes d.Deps. It is linear in the number of tokens.
func NewTree(d *Doc) *Tree {
	n := len(d.Deps)
	t := &Tree{d: d, children: make([][]int32, n), subtree: make([]Range, n)}
	count := make([]int32, n)
	for _, dep := range d.Deps {
		if dep.Head >= 0 {
			count[dep.Head]++
		}
	}
	all := make([]int32, 0, n)
	for i := range t.children {
		k := len(all)
		all = all[:k+int(count[i])]
		t.children[i] = all[k:k:len(all)]
	}
	for i, dep := range d.Deps {
		if dep.Head >= 0 {
			t.children[dep.Head] = append(t.children[dep.Head], int32(i))
		}
	}
	for i, dep := range d.Deps {
		if dep.Head < 0 {
			t.measure(i)
		}
	}
	return t
}

// measure sets the subtrees of i and what depends on it.
func (t *Tree) measure(i int) Range {
	r := Range{i, i + 1}
	for _, c := range t.children[i] {
		s := t.measure(int(c))
		r.First, r.End = min(r.First, s.First), max(r.End, s.End)
	}
	t.subtree[i] = r
	return r
}

// Children are the dependents of token i, in text order.
func (t *Tree) Children(i int) []int32 { return t.children[i] }

// Subtree is the range from the first to the last token that depends on i,
// directly or not, i included. In a non-projective tree it may hold others too.
func (t *Tree) Subtree(i int) Range { return t.subtree[i] }

// Child is the first dependent of i with one of the relations, or -1. A relation
// without a subtype stands for all its subtypes.
func (t *Tree) Child(i int, rels ...string) int {
	for _, c := range t.children[i] {
		if Is(t.d.Deps[c].Rel, rels...) {
			return int(c)
		}
	}
	return -1
}

// Head is the token of r whose head lies outside r; the first of several, and
// r.First where there are no trees.
func (t *Tree) Head(r Range) int {
	for i := r.First; i < r.End && i < len(t.d.Deps); i++ {
		if dep := t.d.Deps[i]; !r.Contains(dep.Head) && dep.Rel != "punct" && dep.Rel != "case" {
			return i
		}
	}
	return r.First
}

// Is tells whether rel is one of rels, which may be without a subtype: "nsubj"
// stands for "nsubj:pass" too.
func Is(rel string, rels ...string) bool {
	for _, r := range rels {
		if rel == r || strings.HasPrefix(rel, r) && rel[len(r)] == ':' {
			return true
		}
	}
	return false
}
