package occurrence

import (
	"cmp"
	"slices"

	"github.com/saysonews/sayso/link"
)

// A story is a report made ready to be compared.
type story struct {
	report    *link.Report
	whole     vector   // of all its words
	close     []*story // those most like it
	company   vector   // the sum of its own words and theirs
	sentences []vector // of each sentence
	points    []point  // in text order
	keys      []keyed  // by rising key
}

// A point is an event as a report tells it in one place.
type point struct {
	story    *story
	event    link.Event
	index    int // among all points
	sentence int
	told     predicate
	agents   vector // words of the names of those who act
	patients vector // of those acted on
	cast     vector // of both
}

// keyed is a point, by its index in the story, under one of its keys.
type keyed struct{ key, point int }

// read makes stories of the reports, in their order, whatever order they are given in.
func read(reports []link.Report) []story {
	reports = slices.Clone(reports)
	slices.SortStableFunc(reports, link.Before)
	v := vocabulary{ids: map[string]int{}}
	out := make([]story, len(reports))
	for i := range reports {
		v.read(&out[i], &reports[i])
	}
	return out
}

// leading is how many sentences count more in a report than the others, the
// first as much as leading of those. News begins with what it is about.
const leading = 4

func (v *vocabulary) read(s *story, r *link.Report) {
	s.report = r
	var all []int
	for i, t := range r.Sentences {
		terms := v.terms(t.Text)
		s.sentences = append(s.sentences, v.vector(terms))
		for range max(1, leading-i) {
			all = append(all, terms...)
		}
	}
	s.whole = v.vector(all)
	s.company = s.whole
	seen := map[string]bool{}
	for _, t := range r.Tellings {
		for _, e := range t.Events {
			if !seen[e.ID] {
				seen[e.ID] = true
				s.points = append(s.points, v.point(s, e))
			}
		}
	}
	slices.SortFunc(s.points, func(a, b point) int {
		return cmp.Or(cmp.Compare(a.event.Start, b.event.Start), cmp.Compare(a.event.ID, b.event.ID))
	})
	for i, p := range s.points {
		for _, k := range p.told.keys() {
			s.keys = append(s.keys, keyed{k, i})
		}
	}
	slices.SortFunc(s.keys, func(a, b keyed) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.point, b.point)) })
}

func (v *vocabulary) point(s *story, e link.Event) point {
	agents, patients := v.names(s.report, e.Agents), v.names(s.report, e.Patients)
	return point{
		story: s, event: e, sentence: sentenceAt(s.report.Sentences, e.Start), told: v.predicate(e.Lemma),
		agents: v.vector(agents), patients: v.vector(patients), cast: v.vector(slices.Concat(agents, patients)),
	}
}

// names is the terms of the names of some of r's cast.
func (v *vocabulary) names(r *link.Report, cast []int) []int {
	var out []int
	for _, i := range cast {
		if i >= 0 && i < len(r.Cast) {
			out = append(out, v.terms(r.Cast[i].Name)...)
		}
	}
	return out
}

// sentenceAt is the index of the last sentence that begins at or before the
// code point at; -1 where there is none.
func sentenceAt(sentences []link.Sentence, at int) int {
	i, found := slices.BinarySearchFunc(sentences, at, func(s link.Sentence, at int) int { return cmp.Compare(s.Start, at) })
	if found {
		return i
	}
	return i - 1
}

func (p *point) ref() link.EventRef {
	return link.EventRef{Report: p.story.report.ID, Event: p.event.ID}
}

// place is the sentence that p stands in.
func (p *point) place() link.Place {
	out := link.Place{Report: p.story.report.ID, Start: p.event.Start, End: p.event.Start}
	if p.sentence >= 0 {
		s := p.story.report.Sentences[p.sentence]
		out.Start, out.End, out.Words = s.Start, s.End, s.Text
	}
	return out
}
