package suite

import (
	"hash/fnv"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/saysonews/sayso/link"
)

// What a collection of many affairs is like. All of it is invented, out of one
// affair's reports; how words are spread is what matters to the cost of linking.
const (
	leastReports, mostReports = 5, 60 // of an affair
	tail                      = 1.3   // of the sizes: most affairs have few reports, a few have many
	affairsADay               = 2

	unchanged = 0.25   // of an affair's longer words are the template's, and so all affairs'
	firstWord = 100    // the others are drawn by Zipf's law: from this rank,
	lastWord  = 50_000 // to this one. Some of them many affairs share, most of them few.
	reworded  = 0.3    // of the longer words of a report, where one template serves two of an affair
)

// affairs are n reports on many affairs that follow each other over the years, a
// hundred thousand of them over ten. An affair has its own people, places,
// figures, days and words, which its reports share; outlets and words of saying
// and doing are those of all.
func affairs(templates []link.Report, n int) []link.Report {
	var out []link.Report
	kept, names := wordsOf(templates)
	for k := 0; len(out) < n; k++ {
		a := author{salt: "affair " + strconv.Itoa(k), days: k / affairsADay, kept: kept, names: names, outlets: outletsOf(templates)}
		size := min(mostReports, int(leastReports*math.Pow(chance(a.salt), -1/tail)))
		first := int(chance(a.salt+" template") * float64(len(templates)-1))
		out = a.write(out, slices.Concat(templates[first:], templates[:first]), min(size, n-len(out)))
	}
	return out
}

// oneAffair is n reports on one affair, of the same days: the worst case. All of
// them tell of the same people and the same deeds.
func oneAffair(templates []link.Report, n int) []link.Report {
	kept, names := wordsOf(templates)
	a := author{salt: "affair", kept: kept, names: names, outlets: outletsOf(templates)}
	return a.write(nil, templates, n)
}

// wordsOf are the roots of the words that no affair exchanges, and the words of names.
func wordsOf(templates []link.Report) (kept, names map[string]bool) {
	kept, names = map[string]bool{}, map[string]bool{}
	for _, r := range templates {
		for _, t := range r.Tellings {
			kept[rootOf(t.CueLemma)] = true
			for _, e := range t.Events {
				kept[rootOf(e.Lemma)] = true
			}
		}
		for _, actor := range r.Cast {
			for _, w := range strings.Fields(strings.Join(append(actor.Aliases, actor.Name), " ")) {
				if w != strings.ToLower(w) {
					names[w] = true
				}
			}
		}
	}
	return kept, names
}

func outletsOf(templates []link.Report) []string {
	var out []string
	for _, r := range templates {
		if r.Publisher != "" {
			out = append(out, r.Publisher)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// root is how many letters of a word are exchanged: its endings stay, so that its
// forms still have one stem.
const root = 5

func rootOf(word string) string { return strings.ToLower(word[:min(root, len(word))]) }

// chance is a number from 0 to 1, 0 left out, that a text stands for.
func chance(s string) float64 {
	h := fnv.New64a()
	h.Write([]byte(s))
	x := h.Sum64()
	x = (x ^ x>>33) * 0xff51afd7ed558ccd // FNV alone hardly tells the last letters apart
	x = (x ^ x>>33) * 0xc4ceb9fe1a85ec53
	return (float64((x^x>>33)>>11) + 1) / (1 << 53)
}

// An author writes reports on one affair after templates. A word is exchanged for
// one of the same length, so that all spans hold.
type author struct {
	salt        string
	days        int // since the first affair
	kept, names map[string]bool
	outlets     []string
	round       int               // how often each template was used before
	exchanged   map[string]string // in this round
}

// write appends n reports on the affair.
func (a author) write(out, templates []link.Report, n int) []link.Report {
	for i := range n {
		if i%len(templates) == 0 {
			a.round, a.exchanged = i/len(templates), map[string]string{}
		}
		out = append(out, a.report(templates[i%len(templates)]))
	}
	return out
}

func (a author) report(r link.Report) link.Report {
	before := r.Sentences
	r.ID += " " + a.salt + " " + strconv.Itoa(a.round)
	r.Published = a.later(r.Published)
	r.Title, r.Dateline = a.text(r.Title), a.text(r.Dateline)
	r.Sentences = slices.Clone(r.Sentences)
	for i := range r.Sentences {
		r.Sentences[i].Text = a.text(r.Sentences[i].Text)
	}
	r.Cast = slices.Clone(r.Cast)
	for i := range r.Cast {
		c := &r.Cast[i]
		c.Name, c.Aliases = a.text(c.Name), a.texts(c.Aliases)
		c.Roles = slices.Clone(c.Roles)
		for k := range c.Roles {
			c.Roles[k].Organization = a.text(c.Roles[k].Organization)
		}
	}
	r.Tellings = slices.Clone(r.Tellings)
	for i := range r.Tellings {
		a.telling(&r.Tellings[i], before, r.Sentences)
	}
	return r
}

func (a author) telling(t *link.Telling, before, sentences []link.Sentence) {
	t.Words = a.words(t, before, sentences)
	t.Terms, t.Names, t.Times = a.texts(t.Terms), a.texts(t.Names), slices.Clone(t.Times)
	for i := range t.Times {
		t.Times[i] = a.later(t.Times[i])
	}
	t.Chain, t.Figures, t.Events = slices.Clone(t.Chain), slices.Clone(t.Figures), slices.Clone(t.Events)
	for i := range t.Chain {
		t.Chain[i].Name, t.Chain[i].Words = a.text(t.Chain[i].Name), a.text(t.Chain[i].Words)
	}
	for i := range t.Figures {
		f := &t.Figures[i]
		f.Words, f.Of = a.text(f.Words), a.text(f.Of)
		f.Value = math.Ceil(f.Value * 2 * chance(a.salt+strconv.FormatFloat(f.Value, 'g', -1, 64)))
	}
	for i := range t.Events {
		e := &t.Events[i]
		e.Place, e.Earliest, e.Latest = a.text(e.Place), a.later(e.Earliest), a.later(e.Latest)
	}
}

// words are those of a telling: a part of its sentence, as an archive keeps them.
func (a author) words(t *link.Telling, before, sentences []link.Sentence) string {
	if t.Sentence < len(before) {
		if at := strings.Index(before[t.Sentence].Text, t.Words); at >= 0 {
			return sentences[t.Sentence].Text[at : at+len(t.Words)]
		}
	}
	return a.text(t.Words)
}

// later is a date or date-time, moved to the days of the affair; other times stay.
func (a author) later(date string) string {
	if len(date) < len(time.DateOnly) {
		return date
	}
	day, err := time.Parse(time.DateOnly, date[:len(time.DateOnly)])
	if err != nil {
		return date
	}
	return day.AddDate(0, 0, a.days).Format(time.DateOnly) + date[len(time.DateOnly):]
}

func (a author) texts(all []string) []string {
	out := slices.Clone(all)
	for i := range out {
		out[i] = a.text(out[i])
	}
	return out
}

// text is s in the words of the affair. Names of outlets stay.
func (a author) text(s string) string {
	out := []byte(s)
	for from := 0; from < len(s); {
		if n := a.outletAt(s[from:]); n > 0 {
			from += n
			continue
		}
		to := from
		for to < len(s) && isLetter(s[to]) == isLetter(s[from]) && isDigit(s[to]) == isDigit(s[from]) {
			to++
		}
		switch w := s[from:to]; {
		case isDigit(s[from]):
			copy(out[from:], a.number(w))
		case isLetter(s[from]) && small[w] != nil:
			copy(out[from:], a.small(w, s[to:]))
		case isLetter(s[from]):
			copy(out[from:], a.word(w))
		}
		from = to
	}
	return string(out)
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
func isDigit(c byte) bool  { return c >= '0' && c <= '9' }

// outletAt is how many bytes of the name of an outlet s begins with.
func (a author) outletAt(s string) int {
	if s[0] < 'A' || s[0] > 'Z' {
		return 0
	}
	for _, o := range a.outlets {
		if strings.HasPrefix(s, o) {
			return len(o)
		}
	}
	return 0
}

// number is a number of as many digits.
func (a author) number(w string) string {
	out := []byte(w)
	for i := range out {
		out[i] = '1' + byte(9*chance(a.salt+w+strconv.Itoa(i)))%9
	}
	return string(out)
}

// small are little words by those of their length. Were they all left, whole phrases
// would stand in every report of the collection.
var small = func() map[string][]string {
	out := map[string][]string{}
	for _, line := range []string{"of in to at by on as", "the and for was had has its", "that with from were have into over"} {
		all := strings.Fields(line)
		for _, w := range all {
			out[w] = all
		}
	}
	return out
}()

// small exchanges half of the little words, by what follows: a copy has the same.
func (a author) small(w, rest string) string {
	c := chance(a.salt + w + rest[:min(len(rest), root)])
	if c < 0.5 {
		return w
	}
	return small[w][int(2*(c-0.5)*float64(len(small[w])-1))]
}

// word is the affair's word for w.
func (a author) word(w string) string {
	out, ok := a.exchanged[w]
	if !ok {
		out = a.exchange(w)
		a.exchanged[w] = out
	}
	return out
}

func (a author) exchange(w string) string {
	stem, name := rootOf(w), a.names[w]
	if a.kept[stem] || len(w) < root && !(name && len(w) == root-1) {
		return w
	}
	salt := a.salt
	if again := a.salt + " " + strconv.Itoa(a.round); !name && a.round > 0 && chance(again+stem) < reworded {
		salt = again
	}
	if !name && chance(salt+stem) < unchanged {
		return w
	}
	out := []byte(w)
	invent(out[:len(stem)], int(firstWord*math.Pow(lastWord/firstWord, chance(salt+" word "+stem))))
	if unicode.IsUpper(rune(w[0])) {
		out[0] = byte(unicode.ToUpper(rune(out[0])))
	}
	return string(out)
}

// invent writes the word of a rank: consonants and vowels in turn.
func invent(out []byte, rank int) {
	x := uint64(rank) * 0x9e3779b97f4a7c15
	for i := range out {
		letters := "bdfgklmnprstvz"
		if i%2 == 1 {
			letters = "aeiou"
		}
		out[i] = letters[x>>40%uint64(len(letters))]
		x *= 0xd1342543de82ef95
	}
}
