package event

import (
	"slices"
	"strings"

	"github.com/saysonews/sayso/doc"
)

// groups groups events by their indices: each group is one event told once or more,
// groups and members in text order.
//
// Two tellings are of one event if the words name the same kind of act, nothing
// speaks against it (other participants, another day, another place, "another")
// and something speaks for it: a participant of both, or a definite noun ("the
// attack") of the only act of its kind.
func (t teller) groups(events []doc.Event) [][]int {
	t.headlines = headlinesOf(t.d)
	var groups [][]int
	byKind := map[kind][]int{} // groups
	for i := range events {
		k := t.kindOf(&events[i])
		if at := t.earlier(events, groups, byKind[k], i); at >= 0 {
			groups[at] = append(groups[at], i)
			continue
		}
		byKind[k] = append(byKind[k], len(groups))
		groups = append(groups, []int{i})
	}
	return groups
}

// A kind is what sort of act an event is: its code and mode, or its lemma where
// it has no code.
type kind struct{ code, mode string }

func (t *teller) kindOf(e *doc.Event) kind {
	switch {
	case e.Type == "":
		lemma := e.Lemma
		if at := strings.LastIndexByte(lemma, ' '); at >= 0 && t.lex.nouns[lemma[at+1:]] != nil {
			lemma = lemma[at+1:] // "make purchase"
		}
		if verb, ok := t.lex.deeds[lemma]; ok {
			lemma = verb
		}
		return kind{"", lemma}
	case e.CAMEO == "":
		return kind{e.Type, e.Lemma}
	case len(e.Mode) == 0:
		return kind{e.CAMEO, ""}
	}
	return kind{e.CAMEO, e.Mode[0]}
}

// A teller compares tellings.
type teller struct {
	d         *doc.Doc
	tree      *doc.Tree
	lex       *lexicon
	headlines map[int]bool // sentences
}

// farBack is how many groups of a kind, and members of a group, are compared: a
// bound for long texts.
const farBack = 10

// earlier is the group that event i tells again, the latest of several; -1.
func (t *teller) earlier(events []doc.Event, groups [][]int, candidates []int, i int) int {
	candidates = candidates[max(0, len(candidates)-farBack):]
	for k := len(candidates) - 1; k >= 0; k-- {
		g := groups[candidates[k]]
		fits, shared := true, false
		for _, j := range g[max(0, len(g)-farBack):] {
			ok, share := t.same(&events[j], &events[i])
			fits, shared = fits && ok, shared || share
		}
		if fits && (shared || len(candidates) == 1 && t.definite(&events[i])) {
			return candidates[k]
		}
	}
	return -1
}

// same tells whether nothing speaks against a and b being one event, and
// whether a participant or the day speaks for it.
func (t *teller) same(a, b *doc.Event) (ok, shared bool) {
	if a.Polarity != b.Polarity || a.Modality != b.Modality || a.Background != b.Background || t.anew(b) {
		return false, false
	}
	if !timesMeet(a.Time, b.Time) || a.Place >= 0 && b.Place >= 0 && a.Place != b.Place && !t.within(a.Place, b.Place) {
		return false, false
	}
	agents, agentsShared := t.alike(a.Agents, b.Agents)
	patients, patientsShared := t.alike(a.Patients, b.Patients)
	if t.headlineOf(a, b) {
		return agentsShared || patientsShared, true // a headline puts it in other words
	}
	if !patientsShared && (t.tells(a) || t.tells(b)) {
		return false, false // announced this, announced that
	}
	return agents && patients, agentsShared || patientsShared
}

// headlineOf tells whether a stands in the headline and b in the first sentences
// of the body.
func (t *teller) headlineOf(a, b *doc.Event) bool {
	const lead = 3 // sentences
	s, h := t.d.SentenceOf(b.Head), t.d.SentenceOf(a.Head)
	return s > h && s-h <= lead && t.headlines[h]
}

// headlinesOf are the sentences of d that are headlines: those in such a region,
// or the first where no mark ends it.
func headlinesOf(d *doc.Doc) map[int]bool {
	in := map[int]bool{}
	for _, r := range d.Regions {
		if words := d.TokensOf(r.Span); r.Kind == doc.Headline && words.Len() > 0 {
			in[d.SentenceOf(words.First)] = true
		}
	}
	if len(d.Sentences) > 1 && d.Tags[d.Sentences[0].End-1].UPOS != "PUNCT" {
		in[0] = true
	}
	return in
}

// tells tells whether what e is about stands in a clause that it governs, as with
// verbs of saying.
func (t *teller) tells(e *doc.Event) bool {
	return t.lex.words[t.lemma(e.Head)].class&speech != 0 || t.tree.Child(e.Head, "ccomp", "xcomp") >= 0
}

// anew tells whether the words of e say that it is one more of its kind.
func (t *teller) anew(e *doc.Event) bool {
	isAnother := func(p doc.Participant) bool { return t.another(p.Head) }
	return t.another(e.Head) || slices.ContainsFunc(e.Agents, isAnother) || slices.ContainsFunc(e.Patients, isAnother)
}

func (t *teller) another(head int) bool {
	return slices.ContainsFunc(t.tree.Children(head), func(c int32) bool {
		return doc.Is(t.d.Deps[c].Rel, "det", "amod") && t.lex.words[t.lemma(int(c))].class&other != 0
	})
}

func (t *teller) lemma(i int) string { return strings.ToLower(t.d.Tags[i].Lemma) }

// definite tells whether e is told by a noun that the reader is to know already.
func (t *teller) definite(e *doc.Event) bool {
	if t.d.Tags[e.Head].UPOS != "NOUN" || strings.Contains(t.d.Tags[e.Head].Feats, "Number=Plur") {
		return false
	}
	d := t.tree.Child(e.Head, "det")
	return d >= 0 && (t.lemma(d) == "the" || t.lemma(d) == "this" || t.lemma(d) == "that")
}

// timesMeet tells whether two times may be one.
func timesMeet(a, b doc.EventTime) bool {
	if a.Value == "" || b.Value == "" || a.Value == b.Value {
		return true
	}
	if a.Earliest == "" || a.Latest == "" || b.Earliest == "" || b.Latest == "" {
		return true
	}
	return day10(a.Earliest) <= day10(b.Latest) && day10(b.Earliest) <= day10(a.Latest)
}

func day10(s string) string { return s[:min(len(s), 10)] }

// within tells whether one of two places is the country of the other.
func (t *teller) within(a, b int) bool {
	p, q := t.d.Places[a], t.d.Places[b]
	return p.Country != "" && p.Country == q.Country && (p.Kind == "country" || q.Kind == "country")
}

// alike tells whether two rows of participants can be the same people, and
// whether one of them stands in both.
func (t *teller) alike(a, b []doc.Participant) (ok, shared bool) {
	if len(a) == 0 || len(b) == 0 {
		return true, false
	}
	for _, p := range a {
		for _, q := range b {
			if p.Actor >= 0 && p.Actor == q.Actor {
				return true, true
			}
			if t.sameNoun(t.lemma(p.Head), t.lemma(q.Head)) && !t.countsDiffer(p.Span, q.Span) {
				return true, true
			}
		}
	}
	return false, false
}

// sameNoun tells whether two nouns can stand for the same people: "girls" for
// "schoolgirls", "troops" for "force".
func (t *teller) sameNoun(a, b string) bool {
	const short = 4 // letters
	if len(a) > len(b) {
		a, b = b, a
	}
	return a == b || len(a) >= short && strings.HasSuffix(b, a) || t.lex.words[a].class&t.lex.words[b].class&force != 0
}

// countsDiffer tells whether two phrases give different numbers.
func (t *teller) countsDiffer(a, b doc.Span) bool {
	m, n := t.counts(a), t.counts(b)
	return len(m) > 0 && len(n) > 0 && !slices.ContainsFunc(m, func(v float64) bool { return slices.Contains(n, v) })
}

func (t *teller) counts(s doc.Span) []float64 {
	var out []float64
	figures := t.d.Figures
	at, _ := slices.BinarySearchFunc(figures, s.Start, func(f doc.Figure, start int) int { return f.Span.Start - start })
	for ; at < len(figures) && figures[at].Span.Start < s.End; at++ {
		out = append(out, max(figures[at].Value, figures[at].Min))
	}
	return out
}

// joinTellings notes for each event where it is told again, and dates and places
// the tellings that lack a date or a place of another's. Events without a type are
// left alone in that: two sales are seldom one.
func (r *reader) joinTellings(events []doc.Event) {
	for _, group := range (teller{d: r.d, lex: r.lex, tree: r.tree}).groups(events) {
		if len(group) == 1 {
			continue
		}
		events[group[0]].Again = slices.Clone(group[1:])
		if events[group[0]].Type != "" {
			share(events, group)
		}
	}
}

// share gives the members of group the date and the place of the first that has one.
func share(events []doc.Event, group []int) {
	dated, placed := -1, -1
	for _, i := range group {
		if dated < 0 && events[i].Time.Time >= 0 {
			dated = i
		}
		if placed < 0 && events[i].Place >= 0 {
			placed = i
		}
	}
	for _, i := range group {
		e := &events[i]
		if dated >= 0 && e.Time.Time < 0 {
			e.Time = events[dated].Time
			e.Time.Basis = doc.BasisContext
			e.Background = e.Background || events[dated].Background
			e.Why = append(e.Why, "told-again")
		}
		if placed >= 0 && e.Place < 0 {
			e.Place = events[placed].Place
		}
	}
}
