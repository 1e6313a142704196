package claim

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/saysonews/sayso/link"
)

// tellingOf is a telling of a text whose terms are the stems of all of its words, and in
// which triggers are events that happened.
func tellingOf(text string, triggers ...string) *link.Telling {
	t := &link.Telling{Words: text, End: utf8.RuneCountInString(text)}
	for _, w := range wordsOf(text) {
		t.Terms, t.At = append(t.Terms, stem(w.lower)), append(t.At, w.start)
		if slices.Contains(triggers, w.lower) {
			t.Events = append(t.Events, link.Event{Start: w.start, Lemma: stem(w.lower), Polarity: "positive"})
		}
	}
	return t
}

func classesIn(text string) []string {
	var out []string
	for _, p := range predicatesIn(tellingOf(text), wordsOf(text)) {
		out = append(out, lexicon.classes[p.class])
	}
	return out
}

func TestPredicates(t *testing.T) {
	of := map[string]string{}
	for f := range rows(predicatesFile) {
		if len(f) != 3 {
			t.Fatalf("%q has %d columns, want 3", f[0], len(f))
		}
		if got := classesIn(f[2]); !slices.Contains(got, f[0]) {
			t.Errorf("%q shows %v, want %s", f[2], got, f[0])
		}
		for _, w := range strings.Split(f[1], ",") {
			w = strings.TrimSpace(w)
			if !strings.Contains(w, " ") && !strings.HasPrefix(w, "=") {
				w = stem(w)
			}
			if other, ok := of[w]; ok && other != f[0] {
				t.Errorf("%q is in %s and in %s", w, other, f[0])
			}
			of[w] = f[0]
		}
	}
}

// TestPairsOfClasses shows the classes of exclusive.tsv and harder.tsv in their
// examples, one in each.
func TestPairsOfClasses(t *testing.T) {
	for f := range rows(exclusiveFile) {
		a, b := classesIn(f[1]), classesIn(f[2])
		if !slices.ContainsFunc(a, func(x string) bool {
			return slices.ContainsFunc(b, func(y string) bool {
				return x != y && slices.Contains(strings.Fields(f[0]), x) && slices.Contains(strings.Fields(f[0]), y)
			})
		}) {
			t.Errorf("%q and %q show %v and %v, want two of %s", f[1], f[2], a, b, f[0])
		}
	}
	for f := range rows(harderFile) {
		if a, b := classesIn(f[2]), classesIn(f[3]); !slices.Contains(a, f[0]) || !slices.Contains(b, f[1]) {
			t.Errorf("%q and %q show %v and %v, want %s and %s", f[2], f[3], a, b, f[0], f[1])
		}
	}
	for f := range rows(widerFile) {
		got := classesIn(f[2])
		in := slices.DeleteFunc(slices.Compact(got), func(c string) bool { return !slices.Contains(strings.Fields(f[1]), c) })
		if len(in) < 2 {
			t.Errorf("%q shows %v of %s, want two", f[2], in, f[0])
		}
	}
}

func TestUnits(t *testing.T) {
	for f := range rows(unitsFile) {
		found := false
		for _, w := range wordsOf(f[3]) {
			found = found || lexicon.units[w.lower] == f[0]
		}
		if !found {
			t.Errorf("%q counts no %s", f[3], f[0])
		}
		for _, class := range strings.Fields(f[2]) {
			if !slices.Contains(lexicon.classes, class) {
				t.Errorf("%s: no class %s", f[0], class)
			}
		}
	}
}

func TestPhrases(t *testing.T) {
	for f := range rows(hedgesFile) {
		if !hedges(wordsOf(f[1])) {
			t.Errorf("%q does not hedge", f[1])
		}
	}
	for f := range rows(revisionsFile) {
		found := false
		for _, w := range wordsOf(f[2]) {
			found = found || revisedBefore(wordsOf(f[2]), w.start) == f[0]
		}
		if !found {
			t.Errorf("%q shows no figure that another %s", f[2], f[0])
		}
	}
	for f := range rows(negationsFile) {
		if !negates(tellingOf(f[1]), wordsOf(f[1]), nil) {
			t.Errorf("%q does not negate", f[1])
		}
	}
	for f := range rows(atNoTimeFile) {
		if !strings.Contains(strings.ToLower(f[1]), f[0]) || !negates(tellingOf(f[1], "sold"), wordsOf(f[1]), nil) {
			t.Errorf("%q does not negate", f[1])
		}
	}
	for f := range rows(finiteFile) {
		if !isClause(tellingOf(f[1]), wordsOf(f[1])) {
			t.Errorf("%q is no clause", f[1])
		}
	}
	for f := range rows(nominalFile) {
		piece := tellingOf(f[1], "attacks")
		if isClause(piece, wordsOf(f[1])) {
			t.Errorf("%q is a clause", f[1])
		}
	}
	for f := range rows(particlesFile) {
		if w := wordsOf(f[1]); w[len(w)-1].lower != f[0] {
			t.Errorf("%q has %s not apart from its verb", f[1], f[0])
		}
	}
	for f := range rows(vagueFile) {
		if !slices.ContainsFunc(wordsOf(f[1]), func(w word) bool { return lexicon.vague[w.lower] }) {
			t.Errorf("%q counts", f[1])
		}
	}
	for f := range rows(knownFile) {
		w := wordsOf(f[1])
		i := slices.IndexFunc(w, func(w word) bool { return w.lower == "two" })
		if i < 1 || !isPair(link.Figure{Value: 2}, slot{unit: "town"}, w[:i]) {
			t.Errorf("%q tells how many", f[1])
		}
	}
	for f := range rows(doingFile) {
		words := wordsOf(f[1])
		first := slices.IndexFunc(words, func(w word) bool {
			return slices.ContainsFunc(strings.Fields(f[0]), func(act string) bool { return stem(act) == stem(w.lower) })
		})
		if first < 0 {
			t.Fatalf("%q has none of %q", f[1], f[0])
		}
		if _, deed := actOf(&link.Telling{Act: strings.Fields(f[0])[0], CueLemma: words[first].lower}); deed == "" {
			t.Errorf("%q tells of no deed", f[1])
		}
	}
	for f := range rows(joiningFile) {
		for _, w := range strings.Fields(f[0]) {
			_, rest, _ := strings.Cut(f[1], " ")
			if tell := (&link.Telling{Words: w + " " + rest}); !subjectless(tell, wordsOf(tell.Words)) {
				t.Errorf("%q has a subject", tell.Words)
			}
		}
	}
	for f := range rows(lightFile) {
		c, tell, words := &collection{}, &link.Telling{}, wordsOf(f[1])
		last := words[len(words)-1]
		for _, w := range words { // the others are no terms
			if strings.Contains(" "+f[0]+" ", " "+w.lower+" ") || w == last {
				tell.Terms, tell.At = append(tell.Terms, stem(w.lower)), append(tell.At, w.start)
			}
		}
		focus := c.focusOf(tell, negationIn(tell, words, nil), nil)
		if len(tell.Terms) < 2 || len(focus) != 1 || c.traits.labels[focus[0]] != stem(last.lower) {
			t.Errorf("%q negates something else than its last word", f[1])
		}
	}
	for f := range rows(unendedFile) {
		w := wordsOf(f[1])
		if !lexicon.unended[w[len(w)-1].lower] {
			t.Errorf("%q is whole", f[1])
		}
	}
	for f := range rows(pointersFile) {
		if !points(wordsOf(f[1])) {
			t.Errorf("%q does not point back", f[1])
		}
	}
	for f := range rows(refusalsFile) {
		if !refuses(wordsOf(f[1])) {
			t.Errorf("%q refuses nothing", f[1])
		}
	}
	for f := range rows(fragmentsFile) {
		if first := wordsOf(f[1])[0].lower; !lexicon.fragments[first] {
			t.Errorf("%q begins a sentence", first)
		}
	}
}

// TestNegates takes a negation for one only where it is about what happens.
func TestNegates(t *testing.T) {
	for _, c := range []struct {
		text   string
		events []link.Event
		act    string
		want   bool
	}{
		{"The bridge did not fall", []link.Event{{Start: 19, Polarity: "negative"}}, "", true},
		{"The mayor was not aware of it", nil, "", false}, // a class of its own
		{"The bridge fell and nobody was hurt", []link.Event{{Start: 11, Polarity: "positive"}, {Start: 31, Polarity: "negative"}}, "", false},
		{"It never fell but cracked", []link.Event{{Start: 9, Polarity: "negative"}, {Start: 18, Polarity: "positive"}}, "", true},
		{"it had fallen", []link.Event{{Start: 7, Polarity: "negative"}}, "deny", false}, // the cue denies, not the words
	} {
		tell := tellingOf(c.text)
		tell.Events, tell.Act = c.events, c.act
		if got := negates(tell, wordsOf(c.text), predicatesIn(tell, wordsOf(c.text))); got != c.want {
			t.Errorf("%q negates: %t", c.text, got)
		}
	}
}

func TestWeights(t *testing.T) {
	seen := map[string]bool{}
	for f := range rows(weightsFile) {
		if len(f) != 3 || !slices.Contains(measureNames[:], f[0]) || seen[f[0]] {
			t.Errorf("a line of weights %q", f)
		}
		seen[f[0]] = true
	}
	if len(seen) != int(measureCount) {
		t.Errorf("%d weights, want %d", len(seen), measureCount)
	}
}

func TestApart(t *testing.T) {
	for _, c := range []struct {
		what string
		a, b item
		want bool
	}{
		{"the same class", item{classes: classes("dismiss")}, item{classes: classes("dismiss")}, false},
		{"classes that exclude each other", item{classes: classes("dismiss")}, item{classes: classes("resign")}, true},
		{"one that tells both", item{classes: classes("dismiss", "resign")}, item{classes: classes("dismiss")}, false},
		{"weighed and decided", item{classes: classes("demolish"), open: true}, item{classes: classes("demolish")}, true},
		{"figures of one slot", item{figure: true, slots: []slot{{unit: "person", value: 6}}}, item{figure: true, slots: []slot{{unit: "person", value: 9}}}, true},
		{"the same figure", item{figure: true, slots: []slot{{unit: "person", value: 6}}}, item{figure: true, slots: []slot{{unit: "person", value: 6}}}, false},
	} {
		if got := excluded(&c.a, &c.b); got != c.want {
			t.Errorf("%s: excluded %t", c.what, got)
		}
	}
}

func classes(names ...string) []int32 {
	var out []int32
	for _, n := range names {
		out = append(out, int32(slices.Index(lexicon.classes, n)))
	}
	slices.Sort(out)
	return out
}
