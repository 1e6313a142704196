package claim

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"

	"github.com/saysonews/sayso/link"
)

var (
	//go:embed data/predicates.tsv
	predicatesFile string
	//go:embed data/doing.txt
	doingFile string
	//go:embed data/joining.txt
	joiningFile string
	//go:embed data/exclusive.tsv
	exclusiveFile string
	//go:embed data/units.tsv
	unitsFile string
	//go:embed data/negations.txt
	negationsFile string
	//go:embed data/wider.tsv
	widerFile string
	//go:embed data/revisions.tsv
	revisionsFile string
	//go:embed data/hedges.txt
	hedgesFile string
	//go:embed data/harder.tsv
	harderFile string
	//go:embed data/fragments.txt
	fragmentsFile string
	//go:embed data/refusals.txt
	refusalsFile string
	//go:embed data/pointers.txt
	pointersFile string
	//go:embed data/finite.txt
	finiteFile string
	//go:embed data/at-no-time.txt
	atNoTimeFile string
	//go:embed data/nominal.txt
	nominalFile string
	//go:embed data/unended.txt
	unendedFile string
	//go:embed data/particles.txt
	particlesFile string
	//go:embed data/light.txt
	lightFile string
	//go:embed data/vague.txt
	vagueFile string
	//go:embed data/known.txt
	knownFile string
)

// lexicon is the word lists.
var lexicon = readLexicon()

type lexicons struct {
	classes   []string            // names of the classes of predicates
	classOf   map[string]int32    // by stem
	forms     map[string]int32    // by a form that alone has the meaning: "fired"
	phrases   map[string][]phrase // by first word
	exclusive [][]int32           // by class: the classes that exclude it
	units     map[string]string   // by word
	assumed   map[string]string   // unit by class, where the report names none
	negations map[string]bool
	pointers  map[string]bool // words that point back
	refusals  map[string]bool // words about what somebody else said
	fragments map[string]bool // words that only a piece of a sentence begins with
	finite    map[string]bool // words that only a clause has
	nominal   map[string]bool // words before a noun
	unended   map[string]bool // words that no sentence ends with
	particles map[string]bool // what may stand apart from its verb
	light     map[string]bool // stems of words that only say that something was there, or was noticed
	vague     map[string]bool // numbers that nobody counted
	doing     map[string]bool // acts that are deeds
	joining   map[string]bool // words that tie a clause to what stands before it
	known     map[string]bool // words before a number of those that the reader knows
	revisions []revision
	hedges    [][]string // phrases
	atNoTime  [][]string // phrases that negate whatever is said with them
	harder    [][2]int32 // classes: what says less, what says more
	wider     [][]string // by class: kinds that it is one of
}

type phrase struct {
	words []string
	class int32
}

func readLexicon() lexicons {
	l := lexicons{
		classOf: map[string]int32{}, forms: map[string]int32{}, phrases: map[string][]phrase{},
		units: map[string]string{}, assumed: map[string]string{},
		negations: wordSet(negationsFile), pointers: wordSet(pointersFile), refusals: wordSet(refusalsFile), fragments: wordSet(fragmentsFile),
		finite: wordSet(finiteFile), nominal: wordSet(nominalFile), unended: wordSet(unendedFile), particles: wordSet(particlesFile),
		light: map[string]bool{}, vague: wordSet(vagueFile), known: wordSet(knownFile), doing: wordSet(doingFile), joining: wordSet(joiningFile),
	}
	for w := range wordSet(lightFile) {
		l.light[stem(w)] = true
	}
	byName := map[string]int32{}
	for f := range rows(predicatesFile) {
		class := int32(len(l.classes))
		l.classes = append(l.classes, f[0])
		byName[f[0]] = class
		for _, w := range strings.Split(f[1], ",") {
			words := strings.Fields(w)
			if form, ok := strings.CutPrefix(words[0], "="); ok {
				l.forms[form] = class
				continue
			}
			if len(words) == 1 {
				l.classOf[stem(words[0])] = class
				continue
			}
			l.phrases[words[0]] = append(l.phrases[words[0]], phrase{words, class})
		}
	}
	l.exclusive = make([][]int32, len(l.classes))
	for f := range rows(exclusiveFile) {
		names := strings.Fields(f[0])
		for _, a := range names {
			for _, b := range names {
				if a != b {
					l.exclusive[byName[a]] = append(l.exclusive[byName[a]], byName[b])
				}
			}
		}
	}
	for f := range rows(harderFile) {
		l.harder = append(l.harder, [2]int32{byName[f[0]], byName[f[1]]})
	}
	for f := range rows(revisionsFile) {
		l.revisions = append(l.revisions, revision{f[0], strings.Fields(f[1])})
	}
	for f := range rows(hedgesFile) {
		l.hedges = append(l.hedges, strings.Fields(f[0]))
	}
	l.wider = make([][]string, len(l.classes))
	for f := range rows(atNoTimeFile) {
		l.atNoTime = append(l.atNoTime, strings.Fields(f[0]))
	}
	for f := range rows(widerFile) {
		for _, name := range strings.Fields(f[1]) {
			l.wider[byName[name]] = append(l.wider[byName[name]], f[0])
		}
	}
	for f := range rows(unitsFile) {
		for _, w := range strings.Fields(f[1]) {
			l.units[w] = f[0]
		}
		for _, class := range strings.Fields(f[2]) {
			l.assumed[class] = f[0]
		}
	}
	return l
}

// wordSet is the words of a list: those of the first column.
func wordSet(file string) map[string]bool {
	set := map[string]bool{}
	for f := range rows(file) {
		for _, w := range strings.Fields(f[0]) {
			set[w] = true
		}
	}
	return set
}

// rows are the lines of a table, cut at tabs; lines that begin with # are none.
func rows(file string) func(func([]string) bool) {
	return func(yield func([]string) bool) {
		for line := range strings.Lines(file) {
			line = strings.TrimRight(line, "\n")
			if line != "" && line[0] != '#' && !yield(strings.Split(line, "\t")) {
				return
			}
		}
	}
}

func stem(w string) string {
	env := snowballstem.NewEnv(w)
	english.Stem(env)
	return env.Current()
}

// predicates are the words of a telling that have a class, in text order.
type predicates []predicate

type predicate struct {
	class      int32
	start, end int // code points of the text
}

func predicatesIn(t *link.Telling, words []word) predicates {
	stems := make(map[int]string, len(t.Terms))
	for i, term := range t.Terms {
		stems[t.At[i]] = term
	}
	out := phrasesIn(words, t.Start)
	for _, w := range words {
		at := t.Start + w.start
		class, ok := lexicon.forms[w.lower]
		if !ok && stems[at] != "" {
			class, ok = lexicon.classOf[stems[at]]
		}
		if ok && !out.covers(at) {
			out = append(out, predicate{class, at, t.Start + w.end})
		}
	}
	for i, term := range t.Terms { // of participants that stand elsewhere
		if class, ok := lexicon.classOf[term]; ok && (t.At[i] < t.Start || t.At[i] >= t.End) {
			out = append(out, predicate{class, t.At[i], t.At[i] + utf8.RuneCountInString(term)})
		}
	}
	for _, e := range t.Events { // irregular forms: "held", "sought"
		if class, ok := lexicon.classOf[stem(firstWord(e.Lemma))]; ok && !out.covers(e.Start) {
			out = append(out, predicate{class, e.Start, e.Start + 1})
		}
	}
	slices.SortFunc(out, func(a, b predicate) int { return cmp.Or(a.start-b.start, int(a.class-b.class)) })
	return out.without(t.Events)
}

// without leaves out predicates that exclude one that happens and do not happen
// themselves: "the suspended director resigned" tells of a resignation.
func (ps predicates) without(events []link.Event) predicates {
	happens := func(p predicate) bool {
		return slices.ContainsFunc(events, func(e link.Event) bool { return p.start <= e.Start && e.Start < p.end })
	}
	return slices.DeleteFunc(slices.Clone(ps), func(p predicate) bool {
		return !happens(p) && slices.ContainsFunc(ps, func(o predicate) bool {
			return slices.Contains(lexicon.exclusive[p.class], o.class) && happens(o)
		})
	})
}

func firstWord(s string) string {
	w, _, _ := strings.Cut(s, " ")
	return w
}

// apartBy is how many words may stand between a verb and its particle.
const apartBy = 4

// endIn is how many words, from the first, p takes in words; 0 where they do not begin
// with it.
func (p phrase) endIn(words []word) int {
	n := len(p.words)
	same := func(w word, s string) bool { return w.lower == s }
	if n <= len(words) && slices.EqualFunc(words[:n], p.words, same) {
		return n
	}
	if n != 2 || !lexicon.particles[p.words[1]] || len(words) == 0 || words[0].lower != p.words[0] {
		return 0
	}
	for i := 2; i < len(words) && i <= apartBy+1; i++ {
		if words[i].lower == p.words[1] {
			return i + 1
		}
	}
	return 0
}

// phrasesIn are the phrases of words, which are counted from start.
func phrasesIn(words []word, start int) predicates {
	var out predicates
	for i := 0; i < len(words); i++ {
		for _, p := range lexicon.phrases[words[i].lower] {
			if end := p.endIn(words[i:]); end > 0 {
				last := i + end - 1
				if end > len(p.words) { // what stands between the verb and its particle is none of it
					last = i
				}
				out = append(out, predicate{p.class, start + words[i].start, start + words[last].end})
				i = last
				break
			}
		}
	}
	return out
}

func (ps predicates) covers(at int) bool {
	return slices.ContainsFunc(ps, func(p predicate) bool { return p.start <= at && at < p.end })
}

// nearest is the predicate nearest to a place; nil for none.
func (ps predicates) nearest(at int) *predicate {
	var best *predicate
	for i := range ps {
		if best == nil || abs(ps[i].start-at) < abs(best.start-at) {
			best = &ps[i]
		}
	}
	return best
}

func abs(n int) int { return max(n, -n) }

// widerOf are the kinds that predicates belong to.
func widerOf(ps predicates) []string {
	var out []string
	for _, p := range ps {
		out = append(out, lexicon.wider[p.class]...)
	}
	return out
}

type word struct {
	start, end int // code points
	lower      string
}

// wordsOf are the runs of letters and digits of s; an apostrophe inside one is
// left in.
func wordsOf(s string) []word {
	const letters = 5 // of a word
	lower := strings.ToLower(s)
	out := make([]word, 0, len(s)/letters)
	n, start, from := 0, -1, 0 // code points so far; where the word begins, in these and in bytes
	end := func(at int) {
		if start >= 0 {
			out = append(out, word{start, n, strings.ReplaceAll(lower[from:at], "’", "'")})
		}
		start = -1
	}
	for at, r := range lower {
		switch {
		case isPart(r):
			if start < 0 {
				start, from = n, at
			}
		case start >= 0 && strings.ContainsRune("'’-.,", r):
			if next, _ := utf8.DecodeRuneInString(lower[at+utf8.RuneLen(r):]); !isPart(next) {
				end(at)
			}
		default:
			end(at)
		}
		n++
	}
	end(len(lower))
	return out
}

func isPart(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// points tells whether one of words points back.
func points(words []word) bool {
	return slices.ContainsFunc(words, func(w word) bool { return lexicon.pointers[w.lower] })
}

// unitOf is what a figure counts.
func unitOf(f link.Figure) string {
	for _, w := range []string{f.Unit, lastWord(f.Of)} {
		if u, ok := lexicon.units[strings.ToLower(w)]; ok {
			return u
		}
	}
	if f.Unit != "" {
		return f.Unit
	}
	if f.Kind == "money" { // of a currency that has no code: "six million crowns"
		return stem(strings.ToLower(lastWord(f.Words)))
	}
	return stem(strings.ToLower(lastWord(f.Of)))
}

func lastWord(s string) string {
	f := strings.Fields(s)
	if len(f) == 0 {
		return ""
	}
	return f[len(f)-1]
}

// isClause tells whether a telling is a clause: it has a finite verb, an auxiliary or
// an event that happened in a form that is none of a noun, or is what somebody says
// "that".
func isClause(t *link.Telling, words []word) bool {
	if t.Statement != "" && len(words) > 2 && words[0].lower == "that" {
		return true
	}
	before := ""
	for i, w := range words {
		last := i == len(words)-1 && strings.HasSuffix(w.lower, "s") // "exit polls" is none
		if finite(w.lower) || !last && !lexicon.nominal[before] && verbAt(t.Events, t.Start+w.start, w.lower) {
			return true
		}
		before = w.lower
	}
	return false
}

func finite(w string) bool {
	if lexicon.finite[w] {
		return true
	}
	for _, end := range []string{"n't", "'re", "'ve", "'ll", "'d"} {
		if strings.HasSuffix(w, end) {
			return true
		}
	}
	return false
}

// verbAt tells whether w is the trigger of one of events in a form that only a verb has,
// or that the plural of a noun may have.
func verbAt(events []link.Event, at int, w string) bool {
	return slices.ContainsFunc(events, func(e link.Event) bool {
		return e.Start == at && w != firstWord(e.Lemma) && !strings.HasSuffix(w, "ing")
	})
}

// refuses tells whether one of words is about what somebody else said.
func refuses(words []word) bool {
	return slices.ContainsFunc(words, func(w word) bool { return lexicon.refusals[w.lower] })
}

// revisedBefore is how the claim of a new figure stands to that of the figure at
// place at of ws, which something before it says is old: "" where nothing does.
func revisedBefore(ws []word, at int) string {
	for i, w := range ws {
		if w.end <= at {
			continue
		}
		for _, r := range lexicon.revisions {
			if n := len(r.words); n <= i && slices.EqualFunc(ws[i-n:i], r.words, func(w word, s string) bool { return w.lower == s }) {
				return r.kind
			}
		}
		return ""
	}
	return ""
}

// A revision is words that stand before an old figure.
type revision struct {
	kind  string
	words []string
}

// hedges tells whether a phrase that keeps a distance stands in ws.
func hedges(ws []word) bool { return holds(ws, lexicon.hedges) }

// holds tells whether one of phrases stands in ws.
func holds(ws []word, phrases [][]string) bool {
	for i := range ws {
		for _, h := range phrases {
			if i+len(h) <= len(ws) && slices.EqualFunc(ws[i:i+len(h)], h, func(w word, s string) bool { return w.lower == s }) {
				return true
			}
		}
	}
	return false
}
