package coref

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"github.com/saysonews/sayso/doc"
	"golang.org/x/text/unicode/norm"
)

//go:embed data/nouns.txt
var nounsFile string

//go:embed data/titles.tsv
var titlesFile string

//go:embed data/metonyms.tsv
var metonymsFile string

//go:embed data/verbs.txt
var verbsFile string

//go:embed data/outlets.txt
var outletsFile string

//go:embed data/kinds.txt
var kindsFile string

//go:embed data/nations.tsv
var nationsFile string

//go:embed data/firstnames.txt
var firstNamesFile string

//go:embed data/gender.tsv
var genderFile string

//go:embed data/samebody.txt
var sameBodyFile string

//go:embed data/diminutives.txt
var diminutivesFile string

// A lexicon holds the word lists. It is read-only.
type lexicon struct {
	nouns      map[string][]noun        // by lemma, in the order of the file
	titles     map[string]title         // by folded word without its full stop
	seats      map[string]string        // folded "kremlin": "RU"
	capitals   map[string]string        // folded "caracas": "VE"
	countries  map[string]string        // folded name: code
	adjectives map[string]string        // folded adjective or people: code
	act        map[string]bool          // lemmas of verbs with which a country acts
	report     map[string]bool          // lemmas of verbs with which a document speaks
	outlets    map[string]bool          // folded names
	lastWords  map[string]doc.ActorKind // last word of a name, folded
	anyWords   map[string]doc.ActorKind // any word of a name, folded
	phrases    []kindPhrase
	firstNames map[string]gender
	endings    map[string]gender   // last letters of first names: the gender of most
	usedFor    map[string]gender   // nouns: the gender of most whom they were said of
	short      map[string][]string // first name: its long forms
	sameBody   map[string]string   // key of a body's name: of the first of its names
}

// A noun is one sense of a noun that stands for actors.
type noun struct {
	kind      doc.ActorKind
	gender    gender
	office    bool   // a post that somebody holds
	general   bool   // may take up any actor of its kind
	informant bool   // bare as a source when nothing describes it
	some      bool   // plural in sense: "authorities"
	trade     string // of bodies: "company" or "agency", "" for neither
}

type title struct {
	noun   string
	gender gender
}

type kindPhrase struct {
	phrase string // folded
	kind   doc.ActorKind
}

// A gender is what is known of a person's: zero when nothing is.
type gender byte

const (
	male   gender = 'm'
	female gender = 'f'
)

var words = sync.OnceValue(readLexicon)

func readLexicon() *lexicon {
	l := &lexicon{
		nouns: map[string][]noun{}, titles: map[string]title{}, seats: map[string]string{}, capitals: map[string]string{},
		countries: map[string]string{}, adjectives: map[string]string{}, act: map[string]bool{}, report: map[string]bool{},
		outlets: map[string]bool{}, lastWords: map[string]doc.ActorKind{}, anyWords: map[string]doc.ActorKind{},
		firstNames: map[string]gender{}, short: map[string][]string{},
	}
	groups(nounsFile, func(g wordGroup) {
		n := noun{kind: doc.ActorKind(g.name), general: g.has("general"), office: g.has("office"), informant: g.has("informant"), some: g.has("some")}
		for _, trade := range []string{"company", "agency"} {
			if g.has(trade) {
				n.trade = trade
			}
		}
		if g.has("m") {
			n.gender = male
		} else if g.has("f") {
			n.gender = female
		}
		for _, w := range g.words {
			w = strings.ToLower(w)
			l.nouns[w] = append(l.nouns[w], n)
		}
	})
	groups(verbsFile, func(g wordGroup) {
		into := l.act
		if g.name == "report" {
			into = l.report
		}
		for _, w := range g.words {
			into[w] = true
		}
	})
	groups(kindsFile, func(g wordGroup) {
		kind := doc.ActorKind(g.name)
		switch {
		case g.has("phrase"):
			for p := range strings.SplitSeq(strings.Join(g.words, " "), "|") {
				l.phrases = append(l.phrases, kindPhrase{" " + strings.TrimSpace(p) + " ", kind})
			}
		case g.has("last"):
			for _, w := range g.words {
				l.lastWords[w] = kind
			}
		default:
			for _, w := range g.words {
				l.anyWords[w] = kind
			}
		}
	})
	groups(firstNamesFile, func(g wordGroup) {
		for _, w := range g.words {
			l.firstNames[w] = gender(g.name[0])
		}
	})
	l.readGenders()
	rows(titlesFile, func(f []string) {
		t := title{noun: f[1]}
		if f[2] != "" {
			t.gender = gender(f[2][0])
		}
		l.titles[f[0]] = t
	})
	rows(metonymsFile, func(f []string) { l.seats[fold(f[0])] = f[1] })
	rows(nationsFile, func(f []string) {
		for n := range strings.SplitSeq(f[1], "|") {
			l.countries[fold(n)] = f[0]
		}
		for a := range strings.SplitSeq(f[2], "|") {
			if a != "" {
				l.adjectives[fold(a)] = f[0]
			}
		}
		if f[3] != "" {
			l.capitals[fold(f[3])] = f[0]
		}
	})
	rows(outletsFile, func(f []string) {
		for o := range strings.SplitSeq(f[0], "|") {
			l.outlets[strings.TrimPrefix(fold(o), "the ")] = true
		}
	})
	l.sameBody = map[string]string{}
	rows(sameBodyFile, func(f []string) {
		names := strings.Split(f[0], "|")
		for _, n := range names {
			l.sameBody[bodyKey(strings.Fields(fold(n)))] = bodyKey(strings.Fields(fold(names[0])))
		}
	})
	rows(diminutivesFile, func(f []string) {
		all := strings.Fields(f[0])
		for _, short := range all[1:] {
			l.short[short] = append(l.short[short], all[0])
		}
	})
	return l
}

// A tally counts the men and the women who bear a word.
type tally struct{ men, women int }

// gender is the gender of at least share of those counted, 0 where they are mixed
// or fewer than least.
func (t tally) gender(share float64, least int) gender {
	all := float64(t.men + t.women)
	switch {
	case t.men+t.women < least:
	case float64(t.men) >= share*all:
		return male
	case float64(t.women) >= share*all:
		return female
	}
	return 0
}

// census is how many bearers a name of the list counts for: one of its sex has
// eight times as many as the other.
const census = 8

// readGenders adds what raw news told of names and nouns to the list of first
// names, and counts how the names of each gender end.
func (l *lexicon) readGenders() {
	names := map[string]tally{}
	for w, g := range l.firstNames {
		if g == male {
			names[w] = tally{men: census, women: 1}
		} else {
			names[w] = tally{men: 1, women: census}
		}
	}
	l.usedFor = map[string]gender{}
	rows(genderFile, func(f []string) {
		if len(f) != 4 {
			return
		}
		men, _ := strconv.Atoi(f[2])
		women, _ := strconv.Atoi(f[3])
		if f[0] == "noun" {
			l.usedFor[f[1]] = tally{men, women}.gender(0.75, 5)
			return
		}
		t := names[f[1]]
		names[f[1]] = tally{t.men + men, t.women + women}
	})
	ends := map[string]tally{}
	for w, t := range names {
		g := t.gender(0.85, 2)
		if l.firstNames[w] = g; g == 0 {
			delete(l.firstNames, w)
		}
		for n := 1; n <= maxEnding && n < len(w); n++ {
			e := ends[w[len(w)-n:]]
			switch g {
			case male:
				e.men++
			case female:
				e.women++
			}
			ends[w[len(w)-n:]] = e
		}
	}
	l.endings = map[string]gender{}
	for w, t := range ends {
		if g := t.gender(0.8, 6); g != 0 {
			l.endings[w] = g
		}
	}
}

// maxEnding is the length in bytes of the longest ending that tells a gender.
const maxEnding = 4

// genderOf is the gender of who bears a first name, and how that is known.
func (l *lexicon) genderOf(first string) (gender, genderSource) {
	if g := l.firstNames[first]; g != 0 {
		return g, byName
	}
	for n := min(maxEnding, len(first)-1); n > 0; n-- {
		if g := l.endings[first[len(first)-n:]]; g != 0 {
			return g, byUse
		}
	}
	return 0, byUse
}

// rows splits a table of tab-separated fields; lines that start with # are
// comments.
func rows(file string, yield func(f []string)) {
	for line := range strings.Lines(file) {
		line = strings.TrimRight(line, "\n")
		if line != "" && line[0] != '#' {
			yield(strings.Split(line, "\t"))
		}
	}
}

// A wordGroup is a bracketed line of a word list and the words below it:
//
//	[person m office] The chairman rejected the plan.
//	spokesman chairman
type wordGroup struct {
	name    string
	marks   []string
	example string
	words   []string
}

func (g wordGroup) has(mark string) bool {
	for _, m := range g.marks {
		if m == mark {
			return true
		}
	}
	return false
}

func groups(file string, yield func(wordGroup)) {
	var g wordGroup
	for line := range strings.Lines(file) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[':
			if g.name != "" {
				yield(g)
			}
			head, example, _ := strings.Cut(line[1:], "]")
			fields := strings.Fields(head)
			g = wordGroup{name: fields[0], marks: fields[1:], example: strings.TrimSpace(example)}
		default:
			g.words = append(g.words, strings.Fields(line)...)
		}
	}
	if g.name != "" {
		yield(g)
	}
}

// fold is a name in lower case without accents, full stops and apostrophes'
// varieties, for comparison.
func fold(s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= 0x80 || c >= 'A' && c <= 'Z' || c == '.' {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		switch {
		case r == '.' || unicode.Is(unicode.Mn, r):
		case r == '’' || r == 'ʼ' || r == '‘':
			b.WriteByte('\'')
		case r == '‑' || r == '–':
			b.WriteByte('-')
		case r == 'ł' || r == 'Ł':
			b.WriteByte('l')
		case r == 'ø' || r == 'Ø':
			b.WriteByte('o')
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// nation is the country of a folded name, adjective or people; "" for what is of
// several, as "latin american".
func (l *lexicon) nation(key string) (code string, ok bool) {
	if code, ok = l.adjectives[key]; !ok {
		code, ok = l.countries[key]
	}
	return code, ok
}

// noun is the first sense of a lemma, in the order of the file.
func (l *lexicon) noun(lemma string) (noun, bool) {
	senses := l.nouns[lemma]
	if len(senses) == 0 {
		return noun{}, false
	}
	return senses[0], true
}

// officeOf is the noun that a word before a name stands for: "Gen." is "general".
func (l *lexicon) officeOf(word, lemma string) (string, bool) {
	lemma = strings.ToLower(lemma)
	if senses := l.nouns[lemma]; len(senses) > 0 && (senses[0].kind == doc.ActorPerson || senses[0].gender != 0) {
		return lemma, true
	}
	if t, ok := l.titles[fold(word)]; ok {
		return t.noun, true
	}
	return "", false
}

// office tells whether a noun is a post that somebody holds.
func (l *lexicon) office(lemma string) bool {
	s := l.nouns[lemma]
	return len(s) > 0 && s[0].office
}

// sameFirst tells whether two first names, folded, may be one person's.
func (l *lexicon) sameFirst(a, b string) bool {
	if a == b || a == "" || b == "" {
		return true
	}
	if len(a) == 1 || len(b) == 1 {
		return a[0] == b[0]
	}
	return l.shortens(a, b) || l.shortens(b, a)
}

func (l *lexicon) shortens(short, long string) bool {
	for _, full := range l.short[short] {
		if full == long {
			return true
		}
		for _, other := range l.short[long] {
			if full == other {
				return true
			}
		}
	}
	return false
}

// kindOf is the kind of actor that an organisation's folded name tells, if any.
func (l *lexicon) kindOf(name string) (doc.ActorKind, bool) {
	if l.outlets[strings.TrimPrefix(name, "the ")] {
		return doc.ActorOutlet, true
	}
	if _, ok := l.seats[strings.TrimPrefix(name, "the ")]; ok {
		return doc.ActorGovernment, true
	}
	padded := " " + name + " "
	for _, p := range l.phrases {
		if strings.Contains(padded, p.phrase) {
			return p.kind, true
		}
	}
	fields := strings.Fields(name)
	for i := len(fields) - 1; i >= 0; i-- {
		if k, ok := l.anyWords[fields[i]]; ok {
			return k, true
		}
	}
	if len(fields) > 1 {
		if k, ok := l.lastWords[fields[len(fields)-1]]; ok {
			return k, true
		}
	}
	return "", false
}
