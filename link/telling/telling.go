package telling

import (
	"cmp"
	"slices"
	"strings"

	"github.com/saysonews/sayso/link"
	"github.com/saysonews/sayso/record"
)

// Of are the tellings of r in text order.
func Of(r record.Record) []link.Telling {
	d := newDigest(r)
	var out []link.Telling
	for i, s := range d.sentences {
		if !tells(s.Region) {
			continue
		}
		for _, seg := range d.withTail(d.segments(s)) {
			for _, c := range d.kept(seg, s.Region) {
				out = append(out, d.telling(i, seg.owner, c))
			}
		}
	}
	out = append(out, d.roles()...)
	slices.SortStableFunc(out, func(a, b link.Telling) int {
		return cmp.Or(a.Start-b.Start, a.End-b.End)
	})
	return out
}

// Sentences are the sentences of r with the regions that they stand in.
func Sentences(r record.Record) []link.Sentence {
	return newDigest(r).sentences
}

// tells is whether sentences of a region tell what happened.
func tells(region string) bool {
	return region != "byline" && region != "dateline" && region != "boilerplate"
}

// kept are the clauses of a segment that are tellings. A statement whose clauses
// all say too little keeps the longest ("denied it"), unless others tell its content.
func (d *digest) kept(seg segment, region string) []clause {
	clauses := d.clauses(seg.words)
	var out []clause
	for _, c := range clauses {
		if d.asserts(c, seg.owner, region) {
			out = append(out, c)
		}
	}
	if len(out) == 0 && seg.owner >= 0 && len(clauses) > 0 && !d.nests(seg.owner) {
		return []clause{slices.MaxFunc(clauses, func(a, b clause) int { return len(a) - len(b) })}
	}
	return out
}

// nests tells whether another statement has words of the content of statement i.
func (d *digest) nests(i int) bool {
	nests := false
	for _, c := range d.record.Statements[i].Content {
		d.over(c.Start, c.End, func(w *word) { nests = nests || w.owner >= 0 && w.owner != i })
	}
	return nests
}

// How many content words, names and figures make a clause of the report's own voice
// a telling: a trigger alone ("after the blast") tells nothing. Without an event, an
// auxiliary or a form of "be" has to show that it is a clause.
const (
	enough    = 2
	enoughFew = 3
)

func (d *digest) asserts(c clause, owner int, region string) bool {
	events, content, verbs, needed := 0, 0, 0, enoughFew
	for _, w := range c {
		if d.words[w].event {
			events++
		}
		if d.words[w].content || d.words[w].figure || d.words[w].name {
			content++
		}
		if openers[d.words[w].lower] == auxiliary {
			verbs++
		}
		if negates(d.words[w].lower) {
			needed = enough // "I did not hear it" tells more than "I heard it"
		}
	}
	if owner >= 0 {
		return events > 0 || content >= enough
	}
	return content >= enough && (events > 0 || region == "headline") || content >= needed && verbs > 0
}

func negates(lower string) bool { return openers[lower] == negation || strings.HasSuffix(lower, "n't") }

func (d *digest) telling(sentence, owner int, c clause) link.Telling {
	t := link.Telling{Sentence: sentence}
	t.Start, t.End = d.extent(c)
	t.Words = string(d.text[t.Start:t.End])
	in := d.within(c)
	t.Events, t.Background = d.eventsIn(in)
	t.Figures = d.figuresIn(in)
	t.Times = d.timesIn(in)
	t.Names = d.namesIn(in)
	t.Actors = d.actorsIn(in, t.Events)
	t.Terms, t.At = d.terms(c)
	if owner < 0 {
		return t
	}
	s := d.record.Statements[owner]
	t.Statement, t.CueLemma, t.Act = s.ID, s.CueLemma, s.Act
	t.Stance, t.Polarity, t.Determinacy = s.Stance, s.Polarity, s.Determinacy
	t.Chain = d.chain(s)
	t.Quoted = s.Form == "direct" || s.Form == "mixed" && d.quotes(t.Start, t.End)
	return t
}

// extent is from the first to the last word of c, with quotation marks that stand
// against them.
func (d *digest) extent(c clause) (start, end int) {
	start, end = d.words[c[0]].start, d.words[c[len(c)-1]].end
	for start > 0 && isQuote(d.text[start-1]) {
		start--
	}
	for e := end; e < len(d.text) && e < end+3; e++ {
		if isQuote(d.text[e]) {
			return start, e + 1
		}
		if !strings.ContainsRune(".,!?%", d.text[e]) {
			break
		}
	}
	return start, end
}

// quotes tells whether quotation marks stand in or against [start, end).
func (d *digest) quotes(start, end int) bool {
	return slices.ContainsFunc(d.text[max(0, start-1):min(len(d.text), end+1)], isQuote)
}

func isQuote(r rune) bool { return strings.ContainsRune("\"“”„«»", r) }

// within tells, for a place in the text, whether c holds the word that stands there.
func (d *digest) within(c clause) func(start int) bool {
	first, last := d.words[c[0]].start, d.words[c[len(c)-1]].end
	return func(start int) bool {
		if start < first || start >= last {
			return false
		}
		i, found := slices.BinarySearchFunc(c, start, func(w, at int) int { return d.words[w].start - at })
		return found || i > 0 && start < d.words[c[i-1]].end
	}
}

func (d *digest) eventsIn(in func(int) bool) (out []link.Event, background bool) {
	background = true
	for _, e := range d.record.Events {
		if !in(e.Trigger.Start) || d.silent(e.Trigger.Start) {
			continue
		}
		background = background && e.Background
		out = append(out, link.Event{
			ID: e.ID, Start: e.Trigger.Start, Lemma: e.Lemma, Type: value(e.Type),
			Agents: d.actorsOf(e.Agents), Patients: d.actorsOf(e.Patients),
			Earliest: value(e.Time.Earliest), Latest: value(e.Time.Latest),
			Place:    d.places[value(e.Place)],
			Polarity: e.Factuality.Polarity, Modality: e.Factuality.Modality,
		})
	}
	return out, background && len(out) > 0
}

func (d *digest) figuresIn(in func(int) bool) []link.Figure {
	var out []link.Figure
	for _, f := range d.record.Figures {
		if !in(f.Start) || f.Value == nil && f.Min == nil && f.Max == nil {
			continue
		}
		g := link.Figure{Kind: f.Kind, Unit: f.Unit, Approximate: f.Approximate, Words: f.Text, Start: f.Start}
		g.Min, g.Max = bounds(f)
		g.Value = (g.Min + g.Max) / 2
		if f.Value != nil {
			g.Value = *f.Value
		}
		if f.Of != nil {
			g.Of = f.Of.Text
		}
		out = append(out, g)
	}
	return out
}

// bounds are the least and the most that f may be: both are its value where it
// has no others, and one where the other is open.
func bounds(f record.Figure) (low, high float64) {
	at := func(of ...*float64) float64 {
		for _, v := range of {
			if v != nil {
				return *v
			}
		}
		return 0
	}
	return at(f.Min, f.Value, f.Max), at(f.Max, f.Value, f.Min)
}

func (d *digest) timesIn(in func(int) bool) []string {
	var out []string
	for _, t := range d.record.Times {
		if in(t.Start) && t.Value != "" {
			out = append(out, t.Value)
		}
	}
	return out
}

func (d *digest) namesIn(in func(int) bool) []string {
	var out []string
	for _, n := range d.names {
		if n.actor < 0 && in(n.start) && !slices.Contains(out, n.text) {
			out = append(out, n.text)
		}
	}
	return out
}

// actorsIn are those mentioned, and those that take part in the events although
// their words stand elsewhere.
func (d *digest) actorsIn(in func(int) bool, events []link.Event) []int {
	var out []int
	add := func(a int) {
		if !slices.Contains(out, a) {
			out = append(out, a)
		}
	}
	for _, m := range d.mentions {
		if in(m.start) {
			add(m.actor)
		}
	}
	for _, e := range events {
		for _, a := range e.Agents {
			add(a)
		}
		for _, a := range e.Patients {
			add(a)
		}
	}
	return out
}

func (d *digest) actorsOf(ps []record.Participant) []int {
	var out []int
	for _, p := range ps {
		if a, ok := d.actors[value(p.Actor)]; ok && !slices.Contains(out, a) {
			out = append(out, a)
		}
	}
	return out
}

func value[T any](p *T) T {
	if p == nil {
		var zero T
		return zero
	}
	return *p
}
