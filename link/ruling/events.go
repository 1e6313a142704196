package ruling

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"github.com/saysonews/sayso/link"
)

// OfEvents are the occurrences as people's rulings have them: parted where two
// events are not one, joined where they are. Who is parted from the others takes
// along what a person said is the same as it.
func OfEvents(list []Ruling, reports []link.Report, found []link.Occurrence) []link.Occurrence {
	rulings := standing(list, Event)
	if rulings == nil {
		return found
	}
	e := newEvents(reports, found)
	for _, r := range rulings {
		if !r.Yes {
			e.part(r, rulings)
		}
	}
	for _, r := range rulings {
		if r.Yes {
			e.join(r, rulings)
		}
	}
	return e.occurrences()
}

// events is which occurrence each event is of, while rulings are applied.
type events struct {
	at   map[string][]spot        // by report
	rank map[link.EventRef][2]int // the order of events: of its report, and in the text
	of   map[link.EventRef]int    // index in all, of those that are of one
	all  []link.Occurrence        // those without members are gone
}

// A spot is an event with where its trigger begins.
type spot struct {
	ref   link.EventRef
	start int
}

func newEvents(reports []link.Report, found []link.Occurrence) *events {
	e := &events{at: map[string][]spot{}, rank: map[link.EventRef][2]int{}, of: map[link.EventRef]int{}}
	for i, r := range reports {
		for _, t := range r.Tellings {
			for _, v := range t.Events {
				ref := link.EventRef{Report: r.ID, Event: v.ID}
				if _, ok := e.rank[ref]; !ok {
					e.rank[ref] = [2]int{i, v.Start}
					e.at[r.ID] = append(e.at[r.ID], spot{ref, v.Start})
				}
			}
		}
	}
	for i, o := range found {
		o.Members, o.Why = slices.Clone(o.Members), slices.Clone(o.Why)
		e.all = append(e.all, o)
		for _, m := range o.Members {
			e.of[m] = i
		}
	}
	return e
}

// event is the one whose trigger stands at a place; not ok where there is none any
// more. Of several the one that begins nearest to where it did.
func (e *events) event(p link.Place) (link.EventRef, bool) {
	best := spot{start: -1}
	for _, s := range e.at[p.Report] {
		if s.start < p.Start || s.start > p.Start && s.start >= p.End {
			continue
		}
		if best.start < 0 || cmp.Or(s.start-best.start, cmp.Compare(s.ref.Event, best.ref.Event)) < 0 {
			best = s
		}
	}
	return best.ref, best.start >= 0
}

// pair are the two events of a ruling.
func (e *events) pair(r Ruling) (a, b link.EventRef, ok bool) {
	a, first := e.event(r.Places[0])
	b, second := e.event(r.Places[1])
	return a, b, first && second && a != b
}

// together tells whether two events are of one occurrence, and of which.
func (e *events) together(a, b link.EventRef) (int, bool) {
	i, first := e.of[a]
	j, second := e.of[b]
	return i, first && second && i == j
}

// part takes the second event of a ruling out of the occurrence of the first.
func (e *events) part(r Ruling, rulings []Ruling) {
	a, b, ok := e.pair(r)
	if !ok {
		return
	}
	i, ok := e.together(a, b)
	if !ok {
		return
	}
	leaving := e.company(b, a, rulings)
	left := link.Occurrence{Why: []link.Reason{r.reason("a person found this to be another event", r.Places[:]...)}}
	o := &e.all[i]
	o.Members = slices.DeleteFunc(o.Members, func(m link.EventRef) bool {
		if !slices.Contains(leaving, m) {
			return false
		}
		left.Members = append(left.Members, m)
		e.of[m] = len(e.all)
		return true
	})
	o.Why = append(reasonsWithout(o.Why, r.Places[1]), r.reason("a person took another event out", r.Places[:]...))
	o.ID, left.ID = occurrenceID(o.Members), occurrenceID(left.Members)
	e.all = append(e.all, left)
}

// company is b with what people said is the same as it, of the same occurrence, but
// for a.
func (e *events) company(b, a link.EventRef, rulings []Ruling) []link.EventRef {
	out := []link.EventRef{b}
	for i := 0; i < len(out); i++ {
		for _, r := range rulings {
			x, y, ok := e.pair(r)
			if y == out[i] {
				x, y = y, x
			}
			if !ok || !r.Yes || x != out[i] || y == a || slices.Contains(out, y) {
				continue
			}
			if _, ok := e.together(b, y); ok {
				out = append(out, y)
			}
		}
	}
	return out
}

// reasonsWithout leaves out the reasons that rest on the sentence of a place.
func reasonsWithout(why []link.Reason, p link.Place) []link.Reason {
	return slices.DeleteFunc(why, func(r link.Reason) bool {
		return r.Decision == 0 && slices.ContainsFunc(r.Evidence, func(q link.Place) bool {
			return q.Report == p.Report && q.Start <= p.Start && p.Start < q.End
		})
	})
}

// join makes one of the occurrences of two events, unless a person said of events
// of both that they are not one.
func (e *events) join(r Ruling, rulings []Ruling) {
	a, b, ok := e.pair(r)
	if !ok {
		return
	}
	i, j := e.occurrence(a), e.occurrence(b)
	if i != j {
		if e.apart(i, j, rulings) {
			return
		}
		for _, m := range e.all[j].Members {
			e.of[m] = i
		}
		e.all[i].Members = append(e.all[i].Members, e.all[j].Members...)
		e.all[i].Why = append(e.all[i].Why, e.all[j].Why...)
		e.all[j] = link.Occurrence{}
		slices.SortFunc(e.all[i].Members, e.compare)
		e.all[i].ID = occurrenceID(e.all[i].Members)
	}
	e.all[i].Why = append(e.all[i].Why, r.reason("a person found the two to be one event", r.Places[:]...))
}

// occurrence is the index of an event's, made where it has none.
func (e *events) occurrence(ref link.EventRef) int {
	if _, ok := e.of[ref]; !ok {
		e.of[ref] = len(e.all)
		e.all = append(e.all, link.Occurrence{Members: []link.EventRef{ref}})
	}
	return e.of[ref]
}

func (e *events) apart(i, j int, rulings []Ruling) bool {
	return slices.ContainsFunc(rulings, func(r Ruling) bool {
		a, b, ok := e.pair(r)
		if r.Yes || !ok {
			return false
		}
		x, y := e.occurrence(a), e.occurrence(b)
		return x == i && y == j || x == j && y == i
	})
}

func (e *events) compare(a, b link.EventRef) int {
	x, y := e.rank[a], e.rank[b]
	return cmp.Or(x[0]-y[0], x[1]-y[1], cmp.Compare(a.Event, b.Event))
}

// occurrences are those that are told in more than one place, in order.
func (e *events) occurrences() []link.Occurrence {
	out := slices.DeleteFunc(e.all, func(o link.Occurrence) bool { return len(o.Members) < 2 })
	slices.SortStableFunc(out, func(a, b link.Occurrence) int { return e.compare(a.Members[0], b.Members[0]) })
	return out
}

// occurrenceID is a function of the members.
func occurrenceID(members []link.EventRef) string {
	h := sha256.New()
	for _, m := range members {
		h.Write([]byte(m.Report + "\x00" + m.Event + "\x00"))
	}
	return "o" + hex.EncodeToString(h.Sum(nil)[:10])
}
