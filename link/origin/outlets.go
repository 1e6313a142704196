package origin

import (
	"slices"
	"strings"
	"unicode"

	"github.com/saysonews/sayso/link"
)

// An outlets knows the publishers of the collection by the names that others call
// them: the full name with or without "The", a part of it that others leave ("the
// Standard", "Evening Mail"), its initials, and the aliases of its identity.
type outlets struct {
	names [][]string       // tokens of each, without "the"
	same  []int            // of each, the first with the same identity
	full  map[string]int   // by their names, joined by blanks
	alias map[string][]int // by initials and the aliases of an identity
	part  map[string][]int // by the first and the last token
}

func newOutlets(reports []link.Report, identities []link.Identity) *outlets {
	o := &outlets{full: map[string]int{}, alias: map[string][]int{}, part: map[string][]int{}}
	published := map[string]string{} // by report
	var names []string
	for _, r := range reports {
		names, published[r.ID] = append(names, r.Publisher), r.Publisher
	}
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		words := outletWords(name)
		key := strings.Join(words, " ")
		if _, known := o.full[key]; known || key == "" {
			continue
		}
		id := len(o.names)
		o.names, o.same, o.full[key] = append(o.names, words), append(o.same, id), id
		o.alias[initials(name)] = append(o.alias[initials(name)], id)
		o.part[words[0]] = append(o.part[words[0]], id)
		o.part[words[len(words)-1]] = append(o.part[words[len(words)-1]], id)
	}
	delete(o.alias, "")
	for _, i := range identities {
		names := append([]string{i.Name}, i.Aliases...)
		for _, m := range i.Members {
			if m.Actor == "publisher" {
				names = append(names, published[m.Report])
			}
		}
		o.unite(names)
	}
	return o
}

// unite lets all outlets among names be one, with all of the names.
func (o *outlets) unite(names []string) {
	first := -1
	for _, name := range names {
		if id, ok := o.full[strings.Join(outletWords(name), " ")]; ok && (first < 0 || o.same[id] < first) {
			first = o.same[id]
		}
	}
	if first < 0 {
		return
	}
	for _, name := range names {
		key := strings.Join(outletWords(name), " ")
		if id, ok := o.full[key]; ok {
			o.same[id] = first
		} else if key != "" {
			o.alias[key] = append(o.alias[key], first)
		}
	}
}

// publisher is the outlet of that name, or -1.
func (o *outlets) publisher(name string) int {
	if id, ok := o.full[strings.Join(outletWords(name), " ")]; ok {
		return o.same[id]
	}
	return -1
}

// find is the outlets that may be called so: several where the name fits several.
func (o *outlets) find(name string) []int {
	var out []int
	for _, id := range o.fits(name) {
		out = append(out, o.same[id])
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (o *outlets) fits(name string) []int {
	words := outletWords(name)
	key := strings.Join(words, " ")
	if id, ok := o.full[key]; ok {
		return []int{id}
	}
	if ids := o.alias[key]; len(ids) > 0 {
		return ids
	}
	if key == "" || !proper(name) {
		return nil
	}
	var out []int
	for _, id := range o.part[words[0]] {
		if len(words) < len(o.names[id]) && slices.Equal(o.names[id][:len(words)], words) {
			out = append(out, id)
		}
	}
	for _, id := range o.part[words[len(words)-1]] {
		if n := len(o.names[id]) - len(words); n > 0 && slices.Equal(o.names[id][n:], words) {
			out = append(out, id)
		}
	}
	return out
}

// A naming is words of a text that name one outlet.
type naming struct {
	outlet   int
	words    string
	credited bool // a word of credit stands within three words of it
}

// named are the outlets that a text names, each once, in text order: by a name of
// two words or more, or by the last one after "the" ("the Gazette"); the first one
// alone is too often a place or a people ("the Ostby mayor").
func (o *outlets) named(text string) []naming {
	var out []naming
	words := strings.Fields(text)
	for i := 0; i < len(words); i++ {
		if !proper(words[i]) {
			continue
		}
		// No name of an outlet is longer than five words.
		for n := min(5, len(words)-i); n > 0; n-- {
			phrase := strings.TrimFunc(strings.Join(words[i:i+n], " "), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
			if n == 1 && (i == 0 || !strings.EqualFold(words[i-1], "the")) || !proper(phrase) || lexicon["small"].is(strings.ToLower(words[i])) {
				continue
			}
			ids := o.find(phrase)
			if len(ids) != 1 || n == 1 && !o.endsIn(ids[0], phrase) {
				continue
			}
			if !slices.ContainsFunc(out, func(x naming) bool { return x.outlet == ids[0] }) {
				beside := strings.Join(words[max(0, i-3):i], " ") + " " + strings.Join(words[i+n:min(len(words), i+n+3)], " ")
				out = append(out, naming{ids[0], phrase, lexicon["credit"].has(beside)})
			}
			i += n - 1
			break
		}
	}
	return out
}

// endsIn tells whether word is the last of an outlet's name, or all of it.
func (o *outlets) endsIn(id int, word string) bool {
	words := o.names[id]
	return slices.Contains(o.alias[strings.ToLower(word)], id) || slices.Equal(words[len(words)-1:], outletWords(word))
}

// outletWords are the tokens of a name without an article before and a domain after.
func outletWords(name string) []string {
	words := tokens(strings.TrimSuffix(strings.TrimPrefix(strings.ToLower(name), "www."), ".com"))
	if len(words) > 1 && (words[0] == "the" || words[0] == "a") {
		words = words[1:]
	}
	return words
}

// initials of a name of two words or more, in lower case.
func initials(name string) string {
	words := outletWords(name)
	if len(words) < 2 {
		return ""
	}
	var b strings.Builder
	for _, w := range words {
		if lexicon["small"].is(w) {
			continue
		}
		for _, r := range w {
			b.WriteRune(r)
			break
		}
	}
	return b.String()
}

// proper tells whether s is a name: all of its words but small ones have capitals.
func proper(s string) bool {
	some := false
	for _, w := range strings.Fields(s) {
		w = strings.TrimLeftFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		if w == "" || lexicon["small"].is(strings.ToLower(w)) {
			continue
		}
		for _, r := range w {
			if unicode.IsLower(r) {
				return false
			}
			break
		}
		some = true
	}
	return some
}
