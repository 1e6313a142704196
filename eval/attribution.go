package eval

import (
	"sort"

	"github.com/saysonews/sayso/doc"
)

// An Attribution is a source, a cue and a content, each in pieces (PolNeAR).
type Attribution struct {
	Source, Cue, Content []doc.Span
}

// AttributionsOf gives a document's statements as PolNeAR would mark them: flat,
// so only those that stand in no other.
func AttributionsOf(d *doc.Doc) []Attribution {
	var out []Attribution
	for _, s := range d.Statements {
		if s.Parent == -1 {
			out = append(out, Attribution{Source: s.Source.Spans, Cue: s.Cue, Content: s.Content})
		}
	}
	return out
}

// A Role holds the scores of the sources, the cues or the contents of
// attributions. Each piece of a span in pieces counts, and one shared by several
// attributions counts once.
type Role struct {
	Exact     Tally // the same piece but for blanks and punctuation at its ends
	Untrimmed Tally // the same piece but for blanks
	Overlap   Tally // pieces with a character in common
	Character Tally // code points
}

// Add adds the scores of another document.
func (r *Role) Add(o Role) {
	r.Exact.Add(o.Exact)
	r.Untrimmed.Add(o.Untrimmed)
	r.Overlap.Add(o.Overlap)
	r.Character.Add(o.Character)
}

// Attributions holds the scores of attributions, by role and as a whole.
type Attributions struct {
	Source, Cue, Content Role

	// Attributions matched one to one whose source and content, or source, cue
	// and content, each share half of their characters or more (Jaccard).
	Relation, RelationCue Tally
	Triple                Tally // all three exactly the same but for punctuation
}

// Add adds the scores of another document.
func (a *Attributions) Add(o Attributions) {
	a.Source.Add(o.Source)
	a.Cue.Add(o.Cue)
	a.Content.Add(o.Content)
	a.Relation.Add(o.Relation)
	a.RelationCue.Add(o.RelationCue)
	a.Triple.Add(o.Triple)
}

// CompareAttributions compares the attributions found in text with gold.
func CompareAttributions(text string, gold, got []Attribution) Attributions {
	a := Attributions{
		Source:  role(text, gold, got, func(a Attribution) []doc.Span { return a.Source }),
		Cue:     role(text, gold, got, func(a Attribution) []doc.Span { return a.Cue }),
		Content: role(text, gold, got, func(a Attribution) []doc.Span { return a.Content }),
	}
	m := matcher{text: text, gold: trimAll(text, gold), got: trimAll(text, got)}
	a.Relation = m.match(func(g, h Attribution) float64 { return m.half(g.Source, h.Source) * m.half(g.Content, h.Content) })
	a.RelationCue = m.match(func(g, h Attribution) float64 {
		return m.half(g.Source, h.Source) * m.half(g.Content, h.Content) * m.half(g.Cue, h.Cue)
	})
	a.Triple = m.match(func(g, h Attribution) float64 {
		return float64(count(same(g.Source, h.Source) && same(g.Cue, h.Cue) && same(g.Content, h.Content)))
	})
	return a
}

// role scores one role; part gives its pieces.
func role(text string, gold, got []Attribution, part func(Attribution) []doc.Span) Role {
	all := func(as []Attribution, trim func(string, doc.Span) doc.Span) []doc.Span {
		var out []doc.Span
		for _, a := range as {
			out = append(out, lines(text, part(a), trim)...)
		}
		return unique(out)
	}
	want, have := all(gold, Trim), all(got, Trim)
	return Role{
		Exact:     exact(want, have),
		Untrimmed: exact(all(gold, trimBlanks), all(got, trimBlanks)),
		Overlap:   overlap(want, have),
		Character: characters(text, want, have),
	}
}

// trimAll trims all pieces.
func trimAll(text string, as []Attribution) []Attribution {
	out := make([]Attribution, len(as))
	for i, a := range as {
		out[i] = Attribution{
			Source:  unique(lines(text, a.Source, Trim)),
			Cue:     unique(lines(text, a.Cue, Trim)),
			Content: unique(lines(text, a.Content, Trim)),
		}
	}
	return out
}

// A matcher pairs attributions one to one.
type matcher struct {
	text      string
	gold, got []Attribution
}

// half is how far two parts agree, 0 where they share less than half of their
// characters.
func (m matcher) half(a, b []doc.Span) float64 {
	if j := jaccard(m.text, a, b); j >= 0.5 {
		return j
	}
	return 0
}

// match pairs the best first, by likeness, and drops pairs that are not alike.
func (m matcher) match(likeness func(gold, got Attribution) float64) Tally {
	type pair struct {
		like float64
		i, j int
	}
	var all []pair
	for i, g := range m.gold {
		for j, h := range m.got {
			if like := likeness(g, h); like > 0 {
				all = append(all, pair{like, i, j})
			}
		}
	}
	sort.SliceStable(all, func(a, b int) bool { return all[a].like > all[b].like })
	right := 0
	goldUsed, gotUsed := make([]bool, len(m.gold)), make([]bool, len(m.got))
	for _, p := range all {
		if !goldUsed[p.i] && !gotUsed[p.j] {
			goldUsed[p.i], gotUsed[p.j] = true, true
			right++
		}
	}
	return pairs(len(m.gold), len(m.got), right)
}

// same tells whether two sorted lists of spans are equal.
func same(a, b []doc.Span) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}
