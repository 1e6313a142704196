package event

import "github.com/saysonews/sayso/doc"

// setPlaces places the triggers: by the place that hangs on each, then by that
// of the clause that it shares.
func (r *reader) setPlaces() {
	best := make([]int, len(r.triggers)) // steps to the place taken
	for p := range r.d.Places {
		for _, m := range r.d.Places[p].Mentions {
			i, steps := r.placeOwner(p, m)
			if i < 0 {
				continue
			}
			if t := &r.triggers[i]; t.place < 0 || steps < best[i] {
				t.place, best[i] = p, steps
			}
		}
	}
	for range 2 { // what was shared may be shared on
		for i := range r.triggers {
			t := &r.triggers[i]
			if t.place >= 0 || t.form == saying {
				continue
			}
			if from, _ := r.companion(t); from >= 0 {
				t.place = r.triggers[from].place
			}
		}
	}
}

// placeOwner is the trigger that happens at mention m of place p, and how many
// steps up the tree it is; -1 for none. A preposition of place has to stand on
// the way, or the place is what the event does something to ("invaded Iraq").
func (r *reader) placeOwner(p int, m doc.Span) (owner, steps int) {
	words := r.d.TokensOf(m)
	if words.Len() <= 0 {
		return -1, 0
	}
	at := r.tree.Head(words)
	if r.ofPeople(at) {
		return -1, 0
	}
	located := r.prepositionIs(at, where)
	for range maxDepth {
		h := r.head(at)
		if h < 0 {
			return -1, 0
		}
		rel := r.rel(at)
		if i := r.trigger[h]; i >= 0 && !located && r.placeFrame(&r.triggers[i], at, p) {
			located = true
		}
		switch {
		case doc.Is(rel, "obl", "nmod", "compound", "flat", "appos", "amod"), rel == "conj" && r.noun(at):
		case located && doc.Is(rel, "obj", "nsubj:pass", "nsubj"):
		default:
			return -1, 0
		}
		at = h
		steps++
		if i := r.trigger[at]; i >= 0 {
			if !located {
				return -1, 0
			}
			return int(i), steps
		}
		if r.verbal(at) {
			if !located {
				return -1, 0
			}
			return r.served(at), steps
		}
		located = located || r.prepositionIs(at, where)
	}
	return -1, 0
}

// ofPeople tells whether token i, the mention of a place, names its people: "on
// Iraqi troops" and "at Israelis" say whose and whom, not where.
func (r *reader) ofPeople(i int) bool {
	t := r.d.Tags[i]
	if t.UPOS == "ADJ" || t.XPOS == "JJ" {
		return true
	}
	if t.XPOS != "NNPS" && t.XPOS != "NNS" {
		return false
	}
	for _, e := range r.d.Entities { // "the Netherlands", "the United States"
		if e.Tokens.Contains(i) {
			return e.Kind != doc.Location
		}
	}
	return true
}

// placeFrame tells whether what hangs on t as i does is where t happens.
func (r *reader) placeFrame(t *trigger, i, p int) bool {
	if !t.entry.guard("place") {
		return false
	}
	rel := r.rel(i)
	if t.form != nominal {
		return rel == "obj" || rel == "nsubj:pass"
	}
	switch kind := r.d.Places[p].Kind; {
	case rel == "compound":
		return kind != "country" // "US invasion": who, not where
	case doc.Is(rel, "nmod"):
		prep := r.preposition(i)
		return prep == "of" || prep == "to"
	}
	return false
}

// setFigures gives each figure to the trigger that it hangs on.
func (r *reader) setFigures() {
	for k := range r.d.Figures {
		words := r.d.TokensOf(r.d.Figures[k].Span)
		if words.Len() <= 0 {
			continue
		}
		if i := r.figureOwner(r.tree.Head(words)); i >= 0 {
			t := &r.triggers[i]
			t.figures = append(t.figures, k)
		}
	}
}

// figureOwner is the trigger that token i hangs on with no clause in between.
func (r *reader) figureOwner(i int) int {
	for range maxDepth {
		h := r.head(i)
		if h < 0 || !doc.Is(r.rel(i), "nummod", "det", "advmod", "compound", "amod", "nmod", "obl", "obj", "iobj", "nsubj", "appos", "flat", "fixed", "conj") {
			return -1
		}
		if r.rel(i) == "conj" && r.verbal(i) {
			return -1
		}
		i = h
		if r.trigger[i] >= 0 {
			return int(r.trigger[i])
		}
		if r.verbal(i) {
			return r.served(i)
		}
	}
	return -1
}
