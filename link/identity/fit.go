package identity

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// fit is the rule by which two names may be one's, the more telling one first or
// second; "" for none. Rules of bodies hold for persons too and the other way
// round, since a report that knows only "Brackwell" may take it for a person.
func fit(a, b *form) string {
	if len(a.words) < len(b.words) {
		a, b = b, a
	}
	switch {
	case a.key == b.key:
		return same(a, b)
	case len(b.words) > 1 && a.person && b.person:
		return persons(a, b)
	case len(b.words) > 2 && len(a.words) == len(b.words) && allAlike(a.words, b.words):
		return "like-spelling"
	case b.letters != "" && slices.Contains(a.spells, b.letters):
		if len(b.letters) < 3 {
			return "two-letters"
		}
		return "acronym"
	case a.nation != "" && b.generic && b.nation == "" && strings.HasSuffix(a.key, b.key) && len(a.words) == len(b.words)+1:
		return "national-body"
	case b.generic || b.vague || len(a.words) == len(b.words) || all(beyond(a.words, b.words), "holder"):
		return "" // the Crane administration is not Crane
	case len(b.words) == 1 && a.person && b.last() == a.last():
		return "surname"
	case len(b.words) == 1 && a.person && b.last() == a.first():
		return "first-name"
	case !a.person && affix(a, b):
		return "short-of-body"
	}
	return ""
}

// beyond is what a long name has that its short one has not.
func beyond(long, short []string) []string {
	return slices.DeleteFunc(slices.Clone(long), func(w string) bool { return slices.Contains(short, w) })
}

func same(a, b *form) string {
	switch {
	case a.generic && a.nation == "":
		return "same-generic"
	case len(a.words) > 1 || len(b.words) > 1:
		if a.suffix != b.suffix && a.suffix != "" && b.suffix != "" {
			return ""
		}
		return "same-name"
	case a.person && b.person:
		return "same-first-or-last-name"
	}
	return "same-word"
}

// persons is the rule for two persons' names of two words or more.
func persons(a, b *form) string {
	if a.suffix != b.suffix && a.suffix != "" && b.suffix != "" {
		return ""
	}
	first, last := a.first() == b.first(), a.last() == b.last()
	switch {
	case first && last && middlesFit(a.middle(), b.middle()):
		return "same-person-name"
	case first && last:
		return ""
	case last && initialOf(a.first(), b.first()):
		return "initial"
	case last && long(a.first()) == long(b.first()):
		return "short-first-name"
	case last && begin(a.first(), b.first()):
		return "like-first-name"
	case first && (slices.Contains(a.words[1:], b.last()) || slices.Contains(b.words[1:], a.last())):
		return "part-of-name"
	case len(a.words) == len(b.words) && alike(a.first(), b.first()) && alike(a.last(), b.last()):
		return "like-spelling"
	}
	return ""
}

// middlesFit tells whether the words between first name and surname can be one
// person's: each of the shorter list is one of the longer. Initials keep their
// place: George W. is not George H. W.
func middlesFit(a, b []string) bool {
	if len(a) < len(b) {
		a, b = b, a
	}
	for i, m := range b {
		if m != a[i] && !initialOf(m, a[i]) && (utf8.RuneCountInString(m) == 1 || !slices.Contains(a, m)) {
			return false
		}
	}
	return true
}

// initialOf tells whether one of the words is the first letter of the other.
func initialOf(a, b string) bool {
	if len(a) < len(b) {
		a, b = b, a
	}
	return utf8.RuneCountInString(b) == 1 && a != b && strings.HasPrefix(a, b)
}

// long is the long form of a first name: "william" of "bill".
func long(name string) string {
	if l, ok := lex.nicknames[name]; ok {
		return l
	}
	return name
}

// begin tells whether two first names begin alike, as short forms do that no list
// has: three letters, or two of a name of two.
func begin(a, b string) bool {
	n := min(len(a), len(b), 3)
	return n > 1 && a[:n] == b[:n]
}

// alike tells whether two words may be spellings of one name.
func alike(a, b string) bool {
	return a == b || len(a) > 3 && len(b) > 3 && skeleton(a) == skeleton(b)
}

func allAlike(a, b []string) bool {
	for i := range a {
		if !alike(a[i], b[i]) {
			return false
		}
	}
	return true
}

// affix tells whether a short name is the beginning or the end of a long one. Of
// "Tolland's Harbour Fund" only the end: Tolland is its owner.
func affix(long, short *form) bool {
	n := len(short.words)
	begins := slices.Equal(long.words[:n], short.words) && (!owned(long.text) || owned(short.text+" "))
	return begins || slices.Equal(long.words[len(long.words)-n:], short.words)
}

func owned(text string) bool { return strings.Contains(text, "'s ") || strings.Contains(text, "’s ") }

// clash tells whether two full names of persons cannot be one person's though
// they share the surname: Rolf Brandt and Ilva Brandt.
func clash(a, b *form) bool {
	return a.person && b.person && len(a.words) > 1 && len(b.words) > 1 && a.last() == b.last() && fit(a, b) == ""
}

// setHandles sets what the form is found by: the handles of full names, by which
// two full names may be one, and those by which a short one may be found.
func (f *form) setHandles() {
	f.shortHandles = []string{f.key}
	if len(f.words) < 2 {
		return
	}
	f.fullHandles = []string{"=" + f.key, "s" + skeletons(f.words)}
	if f.person {
		first := f.first()
		for _, w := range f.words[1:] {
			f.fullHandles = append(f.fullHandles, "p"+first+" "+w, "n"+long(first)+" "+w)
		}
		f.fullHandles = append(f.fullHandles, "i"+first[:1]+" "+f.last())
		f.shortHandles = append(f.shortHandles, f.last(), first)
	} else {
		for i := 1; i < len(f.words); i++ {
			f.shortHandles = append(f.shortHandles, strings.Join(f.words[:i], ""), strings.Join(f.words[i:], ""))
		}
	}
	f.shortHandles = append(f.shortHandles, f.spells...)
	slices.Sort(f.fullHandles)
	slices.Sort(f.shortHandles)
	f.fullHandles, f.shortHandles = slices.Compact(f.fullHandles), slices.Compact(f.shortHandles)
}
