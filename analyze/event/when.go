package event

import (
	"time"

	"github.com/saysonews/sayso/doc"
)

// setTimes dates the triggers: by the time that hangs on each, then by the time
// of the clause that it shares.
func (r *reader) setTimes() {
	best := make([]int, len(r.triggers)) // rank of the time taken
	for k := range r.d.Times {
		t := &r.d.Times[k]
		i, steps := r.timeOwner(k)
		if i < 0 {
			i, steps = r.nextVerb(k), maxDepth
		}
		if i < 0 {
			continue
		}
		if rank := worth(t) - steps; r.triggers[i].time.Time < 0 && rank > 0 || rank > best[i] {
			best[i] = rank
			r.date(&r.triggers[i], k, t.Basis, "own-time")
		}
	}
	for i := range r.triggers {
		r.timeOfClause(&r.triggers[i])
	}
	for i := range r.triggers {
		r.shareTime(&r.triggers[i])
	}
	for i := range r.triggers {
		r.shareTime(&r.triggers[i]) // what was shared may be shared on
	}
	for i := range r.triggers {
		t := &r.triggers[i]
		t.old = t.time.Time >= 0 && r.past(t.time)
	}
}

// timeOfClause dates a trigger whose clause tells what happened at a time: "in
// 1979, when the army marched in".
func (r *reader) timeOfClause(t *trigger) {
	if t.verb < 0 || t.time.Time >= 0 || !doc.Is(r.rel(t.verb), "acl:relcl", "advcl:relcl", "advcl") {
		return
	}
	h := r.head(t.verb)
	if h < 0 || h > t.verb || !r.dated(h) || r.tree.Child(t.verb, "advmod", "mark") < 0 || r.infinitive(t.verb) {
		return
	}
	if k := int(r.times[h]); worth(&r.d.Times[k]) > 0 {
		r.date(t, k, doc.BasisContext, "time-of-clause")
	}
}

// worth ranks the times that hang on one trigger; 0 for what dates nothing.
func worth(t *doc.Time) int {
	switch {
	case t.Type == "SET", t.Type == "DURATION" && t.Earliest == "" && t.Latest == "":
		return 0
	case t.Type == "DURATION":
		return 100
	case t.Value == "PRESENT_REF", t.Value == "PAST_REF", t.Value == "FUTURE_REF":
		return 50
	}
	return 200 + len(t.Value)
}

func (r *reader) date(t *trigger, k int, basis, why string) {
	x := r.d.Times[k]
	t.time = doc.EventTime{Time: k, Value: x.Value, Earliest: x.Earliest, Latest: x.Latest, Basis: basis}
	t.timeWhy = why
}

// timeOwner is the trigger that time k hangs on, and how many steps up; -1 for
// none. It does not leave the clause, and it leaves the subject or object only
// where the time stands in a phrase of its own ("signed a deal on Monday").
func (r *reader) timeOwner(k int) (owner, steps int) {
	words := r.d.TokensOf(r.d.Times[k].Span)
	if words.Len() <= 0 {
		return -1, 0
	}
	at := r.tree.Head(words)
	if s := r.tree.Child(at, "nsubj"); s >= 0 && r.trigger[s] >= 0 {
		return int(r.trigger[s]), 0 // "the election is on Monday"
	}
	clausal := r.prepositionIs(at, when)
	own := r.preposition(at) != "" || doc.Is(r.rel(at), "obl", "advmod", "nmod:unmarked", "nmod:tmod")
	for range maxDepth {
		if steps > 0 && r.trigger[at] >= 0 {
			return int(r.trigger[at]), steps
		}
		if steps > 0 && r.upos(at) == "VERB" {
			return r.served(at), steps
		}
		if r.head(at) < 0 || steps > 0 && !r.passes(at, own, clausal) {
			return -1, 0
		}
		if steps == 0 && doc.Is(r.rel(at), "ccomp", "acl", "parataxis", "csubj") || steps > 0 && r.compared(at) {
			return -1, 0
		}
		at = r.head(at)
		steps++
	}
	return -1, 0
}

// compared tells whether i is an amount that something is compared with: what
// dates it ("up from $9 a year ago") does not date the verb.
func (r *reader) compared(i int) bool {
	if u := r.upos(i); u != "NUM" && u != "SYM" && r.tree.Child(i, "nummod") < 0 {
		return false
	}
	p := r.preposition(i)
	return p == "from" || p == "than"
}

// nextVerb is the trigger of the verb next to a time that a parser hung on
// nothing that has one: the main verb for a time that opens its sentence
// ("Yesterday governor Reyes toured …"), else the verb just before it; -1.
func (r *reader) nextVerb(k int) int {
	words := r.d.TokensOf(r.d.Times[k].Span)
	s := r.d.SentenceOf(words.First)
	if s < 0 || words.Len() <= 0 {
		return -1
	}
	const opening, near = 2, 7 // tokens
	sentence := r.d.Sentences[s]
	if words.First-sentence.First <= opening {
		for i := words.End; i < sentence.End; i++ {
			if r.head(i) < 0 && r.verbal(i) && r.trigger[i] >= 0 {
				return int(r.trigger[i])
			}
		}
		return -1
	}
	for i := words.First - 1; i >= max(sentence.First, words.First-near); i-- {
		switch u := r.upos(i); {
		case u == "PUNCT", r.comparing(i):
			return -1
		case u == "VERB" && r.trigger[i] >= 0 && r.triggers[r.trigger[i]].verb == i:
			return int(r.trigger[i])
		case u == "VERB" && doc.Is(r.rel(i), "advcl") && r.subordinated(i):
			return -1 // "if the strike lasts beyond Friday" dates nothing outside
		}
	}
	return -1
}

// subordinated tells whether a conjunction opens the clause of verb i: "if", "when".
func (r *reader) subordinated(i int) bool {
	m := r.tree.Child(i, "mark")
	return m >= 0 && r.upos(m) == "SCONJ" && r.rel(i) != "advcl:relcl" && r.tree.Child(i, "nsubj") >= 0
}

// comparing tells whether i opens what something is compared with, or is part of
// a noun phrase that the time belongs to.
func (r *reader) comparing(i int) bool {
	switch r.lemmas[i] {
	case "from", "than", "of", "since", "until", "by":
		return r.upos(i) == "ADP" || r.upos(i) == "SCONJ"
	}
	return false
}

// passes tells whether a time that hangs on i hangs on i's head too. The time is
// own when it is a phrase of its own, clausal when a preposition like "on" opens
// that phrase.
func (r *reader) passes(i int, own, clausal bool) bool {
	switch rel := r.rel(i); {
	case doc.Is(rel, "obl", "nmod", "advmod", "nummod", "det", "compound", "amod", "fixed", "flat", "appos"):
		return true
	case doc.Is(rel, "obj"):
		return own
	case doc.Is(rel, "nsubj"):
		return clausal // "the mayor on Friday said": hung on the mayor by a parser
	case rel == "conj":
		return r.noun(i)
	}
	return false
}

// served is the trigger that verb v tells of without being an event: what
// follows "began to"; -1 for none.
func (r *reader) served(v int) int {
	for range maxDepth {
		x := r.tree.Child(v, "xcomp", "ccomp")
		if x < 0 {
			return -1
		}
		if r.trigger[x] >= 0 {
			return int(r.trigger[x])
		}
		v = x
	}
	return -1
}

// shareTime dates a trigger without a time by one that happens with it.
func (r *reader) shareTime(t *trigger) {
	if t.time.Time >= 0 {
		return
	}
	from, why := r.companion(t)
	if from < 0 || r.triggers[from].time.Time < 0 {
		return
	}
	k := r.triggers[from].time.Time
	if why == "conjunct-time" && r.d.Times[k].Span.Start > r.d.Tokens[t.head].Span.Start {
		return
	}
	r.date(t, k, doc.BasisContext, why)
}

// companion is the trigger whose date is that of t too, and the name of the
// rule; -1 for none.
func (r *reader) companion(t *trigger) (int, string) {
	if t.verb >= 0 && t.form == verbal {
		for _, c := range r.children(t.verb) {
			if c := int(c); r.rel(c) == "obl" && r.trigger[c] >= 0 && r.triggers[r.trigger[c]].form == nominal && r.prepositionIs(c, when) {
				return int(r.trigger[c]), "phrase-time" // "took part in the 1992 coup"
			}
		}
	}
	i := t.head
	if t.verb >= 0 {
		i = t.verb
	}
	if n := r.courseOf(i); n >= 0 && t.form == verbal && r.trigger[n] >= 0 && r.triggers[r.trigger[n]].form == nominal {
		return int(r.trigger[n]), "clause-time"
	}
	h := r.head(i)
	if h < 0 || r.trigger[h] < 0 {
		return -1, ""
	}
	switch rel := r.rel(i); {
	case rel == "conj" && r.sameKind(i, h):
		return int(r.trigger[h]), "conjunct-time"
	case t.form == nominal && (doc.Is(rel, "nsubj") || rel == "obl" && r.prepositionIs(i, when)):
		return int(r.trigger[h]), "clause-time"
	case rel == "advcl" && r.gerund(i) && r.preposition(i) == "" && i > h:
		return int(r.trigger[h]), "clause-time"
	case rel == "acl" && r.infinitive(i) && r.triggers[r.trigger[h]].form == nominal:
		return int(r.trigger[h]), "clause-time"
	}
	return -1, ""
}

// courseOf is the noun in the course of which clause v tells what happened:
// "the battle in which nine died"; -1 for none.
func (r *reader) courseOf(v int) int {
	const near = 8 // tokens
	for i := max(r.tree.Subtree(v).First, v-near); i < v; i++ {
		if !r.relative(i) || r.lemmas[i] != "which" && r.lemmas[i] != "when" {
			continue
		}
		if r.lemmas[i] == "when" {
			return r.before(i)
		}
		if i > 0 && r.is(i-1, when) && r.upos(i-1) == "ADP" {
			return r.before(i - 1)
		}
		return -1
	}
	return -1
}

func (r *reader) sameKind(i, h int) bool { return r.verbal(i) == r.verbal(h) }

func (r *reader) prepositionIs(i int, c class) bool {
	for _, k := range r.children(i) {
		if r.rel(int(k)) == "case" && r.is(int(k), c) {
			return true
		}
	}
	return false
}

// longAgo is how many days before the report's date an event is history.
const longAgo = 60

// past tells whether t lies more than longAgo days before the report's date.
func (r *reader) past(t doc.EventTime) bool {
	published, ok := day(r.d.Header.Published)
	if !ok {
		return false
	}
	end := t.Latest
	if end == "" && t.Earliest != "" {
		return false // open to the present
	}
	if end == "" {
		end = t.Value
	}
	last, ok := day(end)
	return ok && published.Sub(last) > longAgo*24*time.Hour
}

// day reads the date that opens an ISO 8601 value.
func day(s string) (time.Time, bool) {
	for _, layout := range []string{"2006-01-02", "2006-01", "2006"} {
		if len(s) < len(layout) || len(s) > len(layout) && len(layout) < len("2006-01-02") {
			continue
		}
		if t, err := time.Parse(layout, s[:len(layout)]); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// history tells whether the words around t make it history without a date of
// its own: the past perfect, an anniversary, a clause of an old event.
func (r *reader) history(t *trigger) bool {
	if t.verb >= 0 && r.pastPerfect(t.verb) {
		return true
	}
	at := t.head
	for range maxDepth {
		h := r.head(at)
		if h < 0 || !doc.Is(r.rel(at), "nmod", "advcl", "xcomp", "acl", "obl", "obj") {
			return false
		}
		if doc.Is(r.rel(at), "nmod") && r.is(h, anniversary) {
			return true
		}
		if doc.Is(r.rel(at), "advcl", "xcomp", "acl") && r.trigger[h] >= 0 && t.time.Time < 0 {
			return r.triggers[r.trigger[h]].old
		}
		at = h
	}
	return false
}

// pastPerfect tells whether verb v says what was over before the past that the
// report tells of. What somebody said in the past is shifted back by grammar
// alone.
func (r *reader) pastPerfect(v int) bool {
	if r.rel(v) == "ccomp" && r.verbal(r.head(v)) {
		return false
	}
	for _, c := range r.children(v) {
		if c := int(c); doc.Is(r.rel(c), "aux") && r.lemmas[c] == "have" {
			w := r.d.Word(c)
			return w == "had" || w == "'d" || w == "’d"
		}
	}
	return false
}
