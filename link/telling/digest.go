package telling

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/saysonews/sayso/link"
	"github.com/saysonews/sayso/record"
)

// A digest is a record laid out by the words of its text.
type digest struct {
	record     record.Record
	text       []rune
	sentences  []link.Sentence
	words      []word
	mentions   []mention      // of the cast, in text order
	names      []mention      // names of the cast and of places, in text order
	actors     map[string]int // indices by id
	statements map[string]int
	places     map[string]string // names by id
}

// A word is a run of letters and digits, with what stands there.
type word struct {
	start, end int
	lower      string
	owner      int  // index of a statement, ours, or nobody
	event      bool // the trigger of an event begins here
	figure     bool // a figure begins here
	content    bool // it has a term
	name       bool // it belongs to a name
	title      bool // it belongs to what somebody with a name is called: "the suspended director"
}

// Owners that are no statements.
const (
	ours   = -1 // the report's own voice
	nobody = -2 // a cue, or who it belongs to
)

type mention struct {
	start, end int
	actor      int // -1: a place
	text       string
	nominal    bool
}

func newDigest(r record.Record) *digest {
	d := &digest{record: r, text: []rune(r.Document.Text), actors: map[string]int{}, statements: map[string]int{}, places: map[string]string{}}
	for i, a := range r.Actors {
		d.actors[a.ID] = i
	}
	for i, s := range r.Statements {
		d.statements[s.ID] = i
	}
	for _, p := range r.Places {
		d.places[p.ID] = p.Name
	}
	d.sentences = d.sentencesOf()
	d.mentionsOf()
	d.words = d.scan()
	d.mark()
	return d
}

func (d *digest) sentencesOf() []link.Sentence {
	var out []link.Sentence
	for _, s := range d.record.Document.Sentences {
		start, end := d.clamp(s.Start, s.End)
		out = append(out, link.Sentence{Start: start, End: end, Region: d.regionAt(start), Text: string(d.text[start:end])})
	}
	return out
}

func (d *digest) clamp(start, end int) (int, int) {
	start = min(max(start, 0), len(d.text))
	return start, min(max(end, start), len(d.text))
}

func (d *digest) regionAt(at int) string {
	for _, r := range d.record.Document.Regions {
		if r.Start <= at && at < r.End {
			return r.Kind
		}
	}
	return ""
}

func (d *digest) mentionsOf() {
	for i, a := range d.record.Actors {
		for _, m := range a.Mentions {
			start, end := d.clamp(m.Start, m.End)
			at := mention{start, end, i, m.Text, m.Kind == "nominal"}
			d.mentions = append(d.mentions, at)
			if m.Kind == "name" {
				d.names = append(d.names, at)
			}
		}
	}
	for _, p := range d.record.Places {
		for _, m := range p.Mentions {
			start, end := d.clamp(m.Start, m.End)
			d.names = append(d.names, mention{start, end, -1, m.Text, false})
		}
	}
	byStart := func(a, b mention) int { return cmp.Or(a.start-b.start, b.end-a.end) }
	slices.SortStableFunc(d.mentions, byStart)
	slices.SortStableFunc(d.names, byStart)
}

// scan are the words of the text. "'s" is left off.
func (d *digest) scan() []word {
	var out []word
	for i := 0; i < len(d.text); i++ {
		if !d.letter(i) {
			continue
		}
		start := i
		for d.letter(i) || d.joins(i) {
			i++
		}
		lower := strings.ReplaceAll(strings.ToLower(string(d.text[start:i])), "’", "'")
		out = append(out, word{start: start, end: i, lower: strings.TrimSuffix(lower, "'s"), owner: ours})
	}
	return out
}

func (d *digest) letter(i int) bool {
	return i >= 0 && i < len(d.text) && (unicode.IsLetter(d.text[i]) || unicode.IsDigit(d.text[i]) || unicode.IsMark(d.text[i]))
}

// joins tells whether the sign at i stands inside a word: "o'clock", "a.m", "5:42".
func (d *digest) joins(i int) bool {
	if !d.letter(i-1) || !d.letter(i+1) {
		return false
	}
	switch d.text[i] {
	case '\'', '’', '.':
		return true
	case ',', ':':
		return unicode.IsDigit(d.text[i-1]) && unicode.IsDigit(d.text[i+1])
	}
	return false
}

// leadIn is a place, and an agency or a day, before the first sentence, where they are
// not set apart: "PORT ORLEY, Halvenia (Globeline) — The bridge fell". They are no part of
// what is told.
var leadIn = regexp.MustCompile(`^\p{Lu}[\p{Lu}.’' -]+(, [\p{L}\d., ]{1,30})?( \([^()]{2,30}\))? ?(—|–|--?) `)

// mark says of each word whose it is and what stands there.
func (d *digest) mark() {
	order := make([]int, len(d.record.Statements))
	size := make([]int, len(order))
	for i, s := range d.record.Statements {
		order[i] = i
		if d.directs(s) {
			continue
		}
		for _, c := range s.Content {
			size[i] += c.End - c.Start
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return size[b] - size[a] })
	for _, i := range order {
		if size[i] == 0 {
			continue
		}
		for _, c := range d.record.Statements[i].Content {
			d.over(c.Start, c.End, func(w *word) { w.owner = i })
		}
	}
	for _, s := range d.sentences {
		if at := leadIn.FindStringIndex(s.Text); at != nil {
			d.over(s.Start, s.Start+utf8.RuneCountInString(s.Text[:at[1]]), func(w *word) { w.owner = nobody })
		}
	}
	for _, e := range d.record.Events {
		d.over(e.Trigger.Start, e.Trigger.Start+1, func(w *word) { w.event = true })
	}
	for _, f := range d.record.Figures {
		d.over(f.Start, f.Start+1, func(w *word) { w.figure = true })
	}
	for i, s := range d.record.Statements {
		if size[i] == 0 {
			continue
		}
		for _, c := range s.Cue {
			d.disown(c, i)
			if s.Act == "deny" {
				d.denied(c, s.CueLemma, i)
			}
		}
		for _, c := range s.Source.Spans {
			if !d.tellsIn(c) {
				d.disown(c, i)
			}
		}
	}
	for i := range d.words {
		d.words[i].content = isContent(d.words[i].lower)
	}
	for _, n := range d.names {
		d.over(n.start, n.end, func(w *word) { w.content, w.name = false, true })
	}
	for _, a := range d.record.Actors {
		for _, r := range a.Roles {
			if m := (mention{start: r.Start, end: r.End}); a.Naming == "named" && d.isTitle(m) {
				d.entitle(m)
			}
		}
	}
	for _, m := range d.mentions {
		if m.nominal && d.record.Actors[m.actor].Naming == "named" && d.isTitle(m) {
			d.entitle(m)
		}
	}
}

// directs tells whether s asks or orders somebody to do something, in the report's
// words. What is told then is that it was asked for: the whole is one telling of
// whoever tells it, and the content is none.
func (d *digest) directs(s record.Statement) bool {
	switch s.Act {
	case "request", "order", "demand":
		return s.Form == "indirect"
	case "ask":
		if s.Form != "indirect" || len(s.Content) == 0 {
			return false
		}
		first, _, _ := strings.Cut(strings.TrimSpace(s.Content[0].Text), " ")
		return !asks[strings.ToLower(first)]
	}
	return false
}

// longest is how many words a title may have.
const longest = 8

// entitle takes the words of a title for what they are: they stand for somebody, and
// nothing happens in them.
func (d *digest) entitle(m mention) {
	d.over(m.start, m.end, func(w *word) { w.content, w.event, w.title = false, false, true })
}

// isTitle tells whether a mention is a noun with what it is of, and holds no clause.
func (d *digest) isTitle(m mention) bool {
	words, clause := 0, false
	d.over(m.start, m.end, func(w *word) {
		words++
		clause = clause || openers[w.lower] == relative || openers[w.lower] == complement
	})
	return words <= longest && !clause
}

// over calls f for the words that touch [start, end).
func (d *digest) over(start, end int, f func(*word)) {
	i, _ := slices.BinarySearchFunc(d.words, start, func(w word, at int) int { return cmp.Compare(w.end, at+1) })
	for ; i < len(d.words) && d.words[i].start < end; i++ {
		f(&d.words[i])
	}
}

// disown takes the words of s from whoever has them, other than statement i.
func (d *digest) disown(s record.Span, i int) {
	d.over(s.Start, s.End, func(w *word) {
		if w.owner != i {
			w.owner = nobody
		}
	})
}

// denied gives statement i the words of its cue that stand behind the word of denial, or
// before "denied by": they are what is denied, "has denied having been warned |".
func (d *digest) denied(cue record.Span, lemma string, i int) {
	var words []*word
	d.over(cue.Start, cue.End, func(w *word) { words = append(words, w) })
	head := slices.IndexFunc(words, func(w *word) bool { return stem(w.lower) == stem(lemma) })
	if head < 0 {
		return
	}
	what := words[head+1:]
	if len(what) > 0 && what[0].lower == "by" {
		what = words[:head]
	}
	for _, w := range what {
		w.owner = i
	}
}

// tellsIn is whether an event is told in s, as in "Crane, who was suspended on
// Monday, said".
func (d *digest) tellsIn(s record.Span) bool {
	tells := false
	d.over(s.Start, s.End, func(w *word) { tells = tells || w.event })
	return tells
}

// silent tells whether an event at start is none that is told: it is a cue, or part
// of a title.
func (d *digest) silent(start int) bool {
	silent := false
	d.over(start, start+1, func(w *word) { silent = w.owner == nobody || w.title })
	return silent
}
