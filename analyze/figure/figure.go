package figure

import (
	"math"
	"strings"

	"github.com/saysonews/sayso/analyze"
	"github.com/saysonews/sayso/doc"
)

// Stage finds figures.
func Stage() analyze.Stage {
	return analyze.Stage{
		Name:    "figure",
		Version: 1,
		Doc:     "finds sums of money, counts, percentages, measures and rates",
		Needs:   []analyze.Layer{analyze.Segment, analyze.Tag, analyze.Parse, analyze.Time},
		Gives:   []analyze.Layer{analyze.Figure},
		Run:     func(d *doc.Doc) { d.Figures = Find(d) },
	}
}

// Find is every quantity of d, in text order and without overlap. Tags and
// dependencies make Of and Unit of counts better, but need not be there.
func Find(d *doc.Doc) []doc.Figure {
	r := newReader(d)
	var found []doc.Figure
	for i := 0; i < len(d.Tokens); {
		q, ok := r.quantity(i)
		if !ok {
			i = max(i+1, q.end)
			continue
		}
		q.first = max(q.first, r.floor)
		r.floor = q.end
		f := r.figure(q)
		if n := len(found); n > 0 && f.Unit == "" && f.Kind == "count" && r.comparison(q.first) {
			f.Unit = found[n-1].Unit // "12, up from 9"
		}
		found = append(found, f)
		i = q.end
	}
	return found
}

// comparison tells whether "up from" or "down from" stands before token i.
func (r *reader) comparison(i int) bool {
	return r.is(i-1, "from") && (r.is(i-2, "up") || r.is(i-2, "down"))
}

// A quantity is a number with the words that belong to it.
type quantity struct {
	first, end  int // tokens
	low, high   number
	isRange     bool
	qualifier   class
	approximate bool
	kind        string
	unit        string
	rule        string
	factor      float64 // of the unit: 0.01 for cents
	of          doc.Range
}

// quantity reads the quantity whose number begins at token i. Without one, its
// end tells how far the reader may skip.
func (r *reader) quantity(i int) (quantity, bool) {
	if q, ok := r.share(i); ok {
		return q, true
	}
	if q, ok := r.outOf(i); ok {
		return q, true
	}
	n, ok := r.number(i)
	if !ok {
		return quantity{}, false
	}
	q := quantity{first: i, end: n.end, low: n, approximate: n.approximate, factor: 1, kind: "count"}
	if r.barred(&q) {
		return q, false
	}
	r.signBefore(&q)
	if !r.rangeAfter(&q) {
		return q, false
	}
	r.unitAfter(&q)
	r.qualify(&q)
	if q.kind == "count" && !r.countOf(&q) {
		return q, false
	}
	return q, true
}

// share reads parts of a whole: "a third of", "two-thirds", "half of".
func (r *reader) share(i int) (quantity, bool) {
	q := quantity{first: i, kind: "percent", unit: "%", rule: "share", factor: 1}
	if r.timely[i] {
		return q, false
	}
	if s, ok := r.sense(i, fraction); ok && s.value == 0.5 && (r.is(i+1, "of") || r.is(i+1, "the")) {
		q.low, q.end = number{value: 50}, i+1
		return q, !r.is(i-1, "first") && !r.is(i-1, "second") && !r.is(i-1, "last")
	}
	top := 1.0
	if s, ok := r.sense(i, cardinal); ok {
		top = s.value
	} else if !r.is(i, "a") {
		return q, false
	}
	at := i + 1
	if r.word(at) == "-" && r.glued(at) {
		at++
	}
	if s, ok := r.sense(at, fraction); ok && s.value < 0.5 && top*s.value < 1 && top > 0 && !r.timely[at] {
		if top == 1 && !r.is(at+1, "of") {
			return q, false // "a third man"
		}
		q.low, q.end = number{value: 100 * top * s.value}, at+1
		r.qualify(&q)
		return q, true
	}
	return q, false
}

// outOf reads "one in five", "7 in 10".
func (r *reader) outOf(i int) (quantity, bool) {
	q := quantity{first: i, kind: "percent", unit: "%", rule: "share", factor: 1}
	if !r.is(i+1, "in") && !(r.is(i+1, "out") && r.is(i+2, "of")) {
		return q, false
	}
	top, ok := r.number(i)
	if !ok || top.end != i+1 || top.value < 1 || top.value != math.Trunc(top.value) {
		return q, false
	}
	at := i + 2
	if r.is(at, "of") {
		at++
	}
	n, ok := r.number(at)
	if !ok || n.end != at+1 || n.least > 0 || n.value <= top.value || !roundBase(n.value) {
		return q, false
	}
	if _, end := r.phraseAt(n.end, unit, currency, percent); end > n.end {
		return q, false
	}
	q.low, q.end = number{value: 100 * top.value / n.value}, n.end
	r.qualify(&q)
	return q, true
}

// roundBase tells whether people say "one in v".
func roundBase(v float64) bool {
	return v >= 2 && v <= 10 || v == 12 || v == 20 || v == 50 || v == 100 || v == 1000
}

// barred tells whether the number is no quantity: part of a word, a name, an
// age, a score, a telephone number.
func (r *reader) barred(q *quantity) bool {
	i, end := q.first, q.end
	prev, next := r.word(i-1), r.word(end)
	if prev == "#" || r.glued(i) && prev != "" && (isDigit(prev[len(prev)-1]) || prev[0] == '#') {
		return true
	}
	_, nameBefore := r.sense(i-1, named)
	_, after := r.phraseAt(end, age)
	switch {
	case q.low.figures && len(r.word(i)) > 9 && !strings.Contains(r.word(i), ","):
		return true // an identifier
	case prev == "(" && next == ")" || prev == "[" && next == "]":
		return true // a note or a list
	case after > end || next == "-" && r.glued(end) && r.isAge(end+1):
		q.end = max(after, end)
		return true
	case nameBefore && !r.glued(i):
		return true
	case r.glued(i) && (prev == "-" || prev == "/" || prev == ":" || prev == "." || prev == "#" || prev == "–") && i > 1 && r.glued(i-1):
		return true // F-16, 9/11, 10:35
	case r.glued(i) && prev != "" && isWordByte(prev[len(prev)-1]) && !r.moneyBefore(i):
		return true
	case r.glued(end) && (next == "/" || next == ":") && r.glued(end+1):
		q.end = end + 2
		return true
	case r.starts[i] && (next == "." || next == ")") && end == i+1:
		return true // numbers of a list
	case q.low.figures && !q.low.scaled && (prev == "," || prev == "(") && (next == "," || next == "." || next == ";" || next == ")" || next == "") && r.capital(i-2) && q.low.value > 0 && q.low.value < 120:
		return true // Smith, 45,
	case q.low.value == 1 && !q.low.figures && !q.low.scaled && !r.qualified(i):
		return true // "one" is a pronoun more often than a number
	}
	if _, money := r.sense(i-1, code); money {
		return false
	}
	return q.low.figures && !r.starts[i-min(i, 1)] && i > 0 && r.capital(i-1) && r.nameNumber(i, end)
}

func (r *reader) isAge(i int) bool { return r.is(i, "year") || r.is(i, "month") || r.is(i, "week") }

func isWordByte(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0x80 }

// qualified tells whether a qualifier stands before token i.
func (r *reader) qualified(i int) bool {
	_, at := r.phraseBefore(i, qualifiers...)
	return at < i
}

// nameNumber tells whether the number after a capital ("Boeing 737") belongs to
// the name: it does unless a unit or what is counted follows.
func (r *reader) nameNumber(i, end int) bool {
	if s := r.upos(i - 1); s != "" && s != "PROPN" {
		return false
	}
	if _, at := r.phraseAt(end, percent, unit, currency, cents, speed, scale); at > end {
		return false
	}
	_, word := r.sense(i-1, approximate)
	if word || r.qualified(i) {
		return false
	}
	if _, ok := r.sense(i-1, function); ok {
		return false
	}
	np, ok := r.nounPhrase(end)
	return !ok || !pluralForm(r.word(np.End-1))
}

// signBefore takes in a currency sign or code before the number.
func (r *reader) signBefore(q *quantity) {
	if s, ok := r.sense(q.first-1, sign); ok {
		q.kind, q.unit, q.rule = "money", s.unit, "money-sign"
		q.first--
		if p, ok := r.sense(q.first-1, prefix); ok && r.glued(q.first) && s.unit == "USD" && r.capital(q.first-1) {
			q.unit = p.unit
			q.first--
		}
		if r.word(q.first-1) == `\` && r.glued(q.first) {
			q.first--
		}
		return
	}
	if s, ok := r.sense(q.first-1, code); ok {
		q.kind, q.unit, q.rule = "money", s.unit, "money-code"
		q.first--
	}
}

// rangeAfter takes in the other end of "12 to 15", "10-15", "between 5 and 10".
// False: the two numbers are a score or the like.
func (r *reader) rangeAfter(q *quantity) bool {
	at := q.end
	w := r.word(at)
	dash := (w == "-" || w == "–" || w == "—") && r.glued(at) && r.glued(at+1)
	between := r.is(q.first-1, "between") && r.is(at, "and")
	to := r.is(at, "to") && !r.is(q.first-1, "from")
	if !dash && !between && !to || at+1 >= len(r.d.Tokens) {
		return true
	}
	at++
	if s, ok := r.sense(at, sign); ok && s.unit == q.unit {
		at++
	}
	n, ok := r.number(at)
	if !ok {
		return true
	}
	low := q.low.value
	if n.value > low*1000 && n.scaled && !q.low.scaled {
		low *= scaleFactor(n.value) // 5 to 10 million
	}
	if n.value <= low {
		if dash {
			q.end = n.end
			return false
		}
		return true
	}
	if dash && q.kind != "money" && !r.countable(n.end) {
		q.end = n.end
		return false
	}
	if to && !r.countable(n.end) && q.kind != "money" && !q.low.figures {
		return true
	}
	q.low.value = low
	q.high, q.isRange, q.end = n, true, n.end
	if between {
		q.first--
	}
	return true
}

// scaleFactor is the scale word that made v.
func scaleFactor(v float64) float64 {
	for _, f := range []float64{1e12, 1e9, 1e6, 1e3, 100} {
		if v >= f {
			return f
		}
	}
	return 1
}

// countable tells whether a unit or something counted stands at token i.
func (r *reader) countable(i int) bool {
	if _, end := r.phraseAt(i, percent, unit, speed, currency, cents, scale, state); end > i {
		return true
	}
	np, ok := r.nounPhrase(i)
	return ok && pluralForm(r.word(np.End-1))
}

// unitAfter takes in the unit after the number, and what it is per.
func (r *reader) unitAfter(q *quantity) {
	at := q.end
	if r.word(at) == "-" && r.glued(at) {
		at++ // a 12-mile ride
	}
	if q.low.least > 0 && r.is(at, "of") {
		at++ // millions of dollars
	}
	s, end := r.phraseAt(at, percent, code, currency, cents, speed, unit)
	if end > at && !r.starts[at] && q.kind == "count" {
		switch s.class {
		case percent:
			q.kind, q.rule = "percent", "percent"
		case code, currency:
			q.kind, q.rule = "money", "money-word"
		case cents:
			q.kind, q.rule, q.factor = "money", "money-word", 0.01
		case speed:
			q.kind, q.rule = "rate", "speed"
		case unit:
			q.kind, q.rule = "measure", "measure"
		}
		q.unit, q.end = s.unit, end
		if s.unit == "[lb_av]" && (q.low.scaled || q.high.scaled) {
			q.kind, q.unit, q.rule = "money", "GBP", "money-word" // 5 million pounds
		}
	} else if q.kind == "money" {
		if _, end := r.phraseAt(at, code); end > at && at == q.end {
			q.end = end // $5 million USD
		}
	}
	if q.kind == "money" || q.kind == "measure" {
		r.per(q)
	}
}

// per takes in "a day", "per hour".
func (r *reader) per(q *quantity) {
	i := q.end
	if i+1 >= len(r.d.Tokens) || r.starts[i] || !(r.is(i, "a") || r.is(i, "an") || r.is(i, "per") || r.is(i, "each") || r.word(i) == "/") {
		return
	}
	s, end := r.phraseAt(i+1, per)
	if end == i+1 {
		return
	}
	if r.is(end, "ago") || r.is(end, "earlier") || r.is(end, "later") {
		return
	}
	q.kind, q.rule, q.end = "rate", "rate", end
	q.unit += "/" + s.unit
}

var qualifiers = []class{approximate, exact, atLeast, moreThan, atMost, lessThan}

// qualify takes in the words before the number that tell how exact it is.
func (r *reader) qualify(q *quantity) {
	for range 2 {
		s, at := r.phraseBefore(q.first, qualifiers...)
		if at == q.first || r.starts[q.first] {
			return
		}
		if s.class == approximate || s.class == exact {
			q.approximate = q.approximate || s.class == approximate
		} else {
			q.qualifier = s.class
		}
		q.first = at
	}
}

// countOf finds what is counted. False: the number counts nothing.
func (r *reader) countOf(q *quantity) bool {
	q.rule = "count"
	if r.perNumber(q) {
		return true
	}
	if r.word(q.end) == "-" && r.glued(q.end) && r.glued(q.end+1) {
		// a 62-member crew; but a two-way street
		at := q.end + 1
		q.of, q.unit = doc.Range{First: at, End: at + 1}, r.lemma(at)
		return q.low.figures && len(r.word(at)) > 2 && isWordByte(r.word(at)[0])
	}
	np, ok := r.nounPhrase(q.end)
	if ok {
		q.of, q.unit = np, r.lemma(np.End-1)
		return true
	}
	if s, ok := r.sense(q.end, state); ok && !r.starts[q.end] {
		q.of, q.unit = doc.Range{First: q.end, End: q.end + 1}, s.words[0]
		return true
	}
	// a bare number is a count only where it looks like one
	return q.low.figures && !bareYear(q.low.value) || q.qualifier != noClass || q.approximate || q.low.value > 1 && r.bareCount(q)
}

// bareYear tells whether v, alone, is rather a year.
func bareYear(v float64) bool { return v == math.Trunc(v) && v >= 1000 && v < 2100 }

// bareCount tells whether a number in words with nothing after it counts
// something that was said before: "killed three".
func (r *reader) bareCount(q *quantity) bool {
	return q.low.scaled || r.upos(q.first-1) == "VERB" || r.comparison(q.first)
}

// perNumber reads "5 per 1,000".
func (r *reader) perNumber(q *quantity) bool {
	i := q.end
	if !r.is(i, "per") && !(r.is(i, "for") && r.is(i+1, "every")) && !(r.is(i, "in") && r.is(i+1, "every")) {
		return false
	}
	at := i + 1
	if r.is(at, "every") {
		at++
	}
	n, ok := r.number(at)
	if !ok || n.least > 0 {
		return false
	}
	q.kind, q.rule, q.end = "rate", "rate", n.end
	q.unit = "/" + formatNumber(n.value)
	return true
}

// figure writes q as doc has it.
func (r *reader) figure(q quantity) doc.Figure {
	f := doc.Figure{
		Span:        r.d.SpanOf(doc.Range{First: q.first, End: q.end}),
		Kind:        q.kind,
		Unit:        q.unit,
		Approximate: q.approximate,
		Rule:        q.rule,
	}
	if q.of.Len() > 0 {
		f.Of = r.d.SpanOf(q.of)
	}
	v := q.low.value * q.factor
	switch {
	case q.isRange:
		f.Min, f.HasMin = v, true
		f.Max, f.HasMax = q.high.value*q.factor, true
	case q.low.least > 0 && q.qualifier != atMost && q.qualifier != lessThan:
		f.Min, f.HasMin = q.low.least*q.factor, true
	case q.qualifier == atLeast:
		f.Value, f.HasValue = v, true
		f.Min, f.HasMin = v, true
	case q.qualifier == moreThan:
		f.Min, f.HasMin = v, true
	case q.qualifier == atMost, q.qualifier == lessThan:
		f.Max, f.HasMax = v, true
	default:
		f.Value, f.HasValue = v, true
	}
	return f
}
