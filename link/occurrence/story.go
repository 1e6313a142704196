package occurrence

import (
	"cmp"
	"math"
	"slices"
	"time"

	"github.com/saysonews/sayso/link"
)

// A story is a report made ready to be compared.
type story struct {
	report    *link.Report
	index     int32    // among all stories
	day       int      // of publication, since 1970; noDay unknown
	whole     vector   // of all its words
	mates     []mate   // those like it, and those that it is like, by their indices
	close     []*story // those most like it
	sentences []vector // of each sentence
	points    []point  // in text order
	keys      []keyed  // by rising key
}

// A point is an event as a report tells it in one place.
type point struct {
	story    *story
	event    *link.Event
	index    int32 // among all points
	sentence int32 // -1 for none
	told     *predicate
	agents   vector // words of the names of those who act
	patients vector // of those acted on
	cast     vector // of both
}

// keyed is a point, by its index in the story, under one of its keys.
type keyed struct{ key, point int32 }

// read makes stories of the reports, in their order, whatever order they are given in.
func read(reports []link.Report) []story {
	reports = slices.Clone(reports)
	slices.SortStableFunc(reports, link.Before)
	v := newVocabulary()
	out := make([]story, len(reports))
	at := int32(0)
	for i := range reports {
		out[i].index = int32(i)
		v.read(&out[i], &reports[i])
		for k := range out[i].points {
			out[i].points[k].index = at
			at++
		}
	}
	return out
}

// leading is how many sentences count more in a report than the others, the
// first as much as leading of those. News begins with what it is about.
const leading = 4

func (v *vocabulary) read(s *story, r *link.Report) {
	s.report, s.day = r, dayOf(r.Published)
	s.sentences = make([]vector, len(r.Sentences))
	var all, terms []int32
	for i, t := range r.Sentences {
		terms = v.terms(terms[:0], t.Text)
		for range max(1, leading-i) {
			all = append(all, terms...)
		}
		s.sentences[i] = v.of(terms)
	}
	s.whole = v.of(all)
	seen := map[string]bool{}
	var events []*link.Event
	for i := range r.Tellings {
		for k := range r.Tellings[i].Events {
			if e := &r.Tellings[i].Events[k]; !seen[e.ID] {
				seen[e.ID] = true
				events = append(events, e)
			}
		}
	}
	slices.SortFunc(events, func(a, b *link.Event) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.ID, b.ID)) })
	s.points = make([]point, len(events))
	for i, e := range events {
		s.points[i] = v.point(s, e)
		for _, k := range s.points[i].told.keys() {
			s.keys = append(s.keys, keyed{k, int32(i)})
		}
	}
	slices.SortFunc(s.keys, func(a, b keyed) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.point, b.point)) })
	s.keys = slices.Clip(s.keys)
}

func (v *vocabulary) point(s *story, e *link.Event) point {
	agents, patients := v.names(s.report, e.Agents), v.names(s.report, e.Patients)
	both := slices.Concat(agents, patients)
	p := point{story: s, event: e, sentence: int32(sentenceAt(s.report.Sentences, e.Start)), told: v.predicate(e.Lemma), agents: v.of(agents), patients: v.of(patients)}
	switch { // the same vector need not be kept twice
	case len(patients) == 0:
		p.cast = p.agents
	case len(agents) == 0:
		p.cast = p.patients
	default:
		p.cast = v.of(both)
	}
	return p
}

// noDay is the day of what has none.
const noDay = math.MinInt

// dayOf is the day that a date or date-time begins with.
func dayOf(date string) int {
	t, err := time.Parse(time.DateOnly, date[:min(len(date), len(time.DateOnly))])
	if err != nil {
		return noDay
	}
	return int(t.Unix() / (24 * 60 * 60))
}

// names is the terms of the names of some of r's cast.
func (v *vocabulary) names(r *link.Report, cast []int) []int32 {
	var out []int32
	for _, i := range cast {
		if i >= 0 && i < len(r.Cast) {
			out = v.terms(out, r.Cast[i].Name)
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
