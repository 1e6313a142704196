package coref

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/saysonews/sayso/doc"
)

// A named mention is an entity that stands for somebody.
type named struct {
	tokens doc.Range // without titles, articles and a closing possessive
	head   int
	kind   doc.EntityKind
	words  []string // folded
	key    string   // words joined
	gender gender   // from a title before it
	entity int      // index in d.Entities, -1 for none
	actor  int      // index in actors, -1 for none
}

// names is every entity that may name an actor, in text order. What one name is
// called most often in the report, it is called everywhere; what the word lists
// know for certain overrules that.
func (r *reader) names() []named {
	var found []named
	votes := map[string]*[3]int{} // person, organisation, place
	parts := map[string]bool{}    // words of full names of persons
	for _, n := range r.candidateNames() {
		v := votes[n.key]
		if v == nil {
			v = new([3]int)
			votes[n.key] = v
		}
		if n.kind != doc.Other {
			v[rank(n.kind)]++
		}
		switch {
		case r.leads(n):
			v[0] += decisive
		case r.owns(n):
			v[1] += decisive
		case n.kind != doc.Person && r.personal(n):
			v[0] += personal
		}
		if n.kind == doc.Person && len(n.words) > 1 {
			for _, w := range n.words {
				parts[w] = true
			}
		}
		found = append(found, n)
	}
	kept := found[:0]
	for _, n := range found {
		v := votes[n.key]
		mine := rank(n.kind)
		if _, people := r.lex.adjectives[n.key]; n.kind == doc.Other && parts[n.key] && !people {
			n.kind, mine = doc.Person, 0 // of somebody whom the report names in full
		}
		if n.kind == doc.Other && *v == [3]int{} {
			continue
		}
		for k, kind := range []doc.EntityKind{doc.Person, doc.Organization, doc.Location} {
			if v[k] > v[mine] || n.kind == doc.Other && v[k] > 0 {
				n.kind, mine = kind, k
			}
		}
		switch _, people := r.lex.adjectives[n.key]; {
		case parts[n.key]:
		case r.lex.outlets[n.key] && n.kind == doc.Person && r.lex.firstNames[n.key] == 0:
			n.kind = doc.Organization
		case r.lex.countries[n.key] != "" && (n.kind == doc.Organization || r.lex.firstNames[n.key] == 0 || v[2] > 0):
			n.kind = doc.Location
		case r.lex.capitals[n.key] != "" && r.lex.firstNames[n.key] == 0:
			n.kind = doc.Location
		case people:
			continue // "Venezuelan" is of somebody, not somebody
		case n.kind == doc.Location && n.tokens.Len() == 1 && len(n.key) > 2 && isAcronym(r.word(n.head)) && !r.placed(n.tokens):
			n.kind = doc.Organization // places are seldom written in capitals
		}
		if genericNames[n.key] {
			continue
		}
		if n.entity >= 0 {
			r.entityKind[n.entity] = n.kind
		}
		kept = append(kept, n)
	}
	return kept
}

// candidateNames is the entities as names, and between them what the word lists
// know as a body by its capitals alone: "FARC".
func (r *reader) candidateNames() []named {
	var found []named
	for e := range r.d.Entities {
		if n, ok := r.named(r.d.Entities[e]); ok {
			n.entity = e
			found = append(found, r.wholeOutlet(n))
		}
	}
	listed := len(found)
	for i := range r.d.Tokens {
		w := r.word(i)
		if r.entity[i] >= 0 || r.upos(i) != "PROPN" || !isAcronym(w) {
			continue
		}
		key := fold(w)
		if _, ok := r.lex.kindOf(key); ok || r.lex.sameBody[key] != "" {
			found = append(found, named{tokens: doc.Range{First: i, End: i + 1}, head: i, kind: doc.Organization, words: []string{key}, key: key, entity: -1, actor: -1})
		}
	}
	if len(found) > listed {
		slices.SortStableFunc(found, func(a, b named) int { return a.tokens.First - b.tokens.First })
	}
	return found
}

// wholeOutlet is the name of an outlet with its last words, where the network took them
// for none: "the news site Harbor | Today".
func (r *reader) wholeOutlet(n named) named {
	before := n.tokens.First - 1
	if before < 0 || r.sentence[before] != r.sentence[n.head] {
		return n
	}
	if s := r.lex.nouns[r.lemma(before)]; len(s) == 0 || s[0].kind != doc.ActorOutlet {
		return n
	}
	for i := n.tokens.End; i < len(r.d.Tokens) && r.sentence[i] == r.sentence[n.head] && startsUpper(r.word(i)) && r.entity[i] < 0; i++ {
		n.tokens.End = i + 1
		n.words = append(slices.Clone(n.words), fold(r.word(i)))
		n.key = strings.Join(n.words, " ")
		n.kind = doc.Organization
	}
	return n
}

// owns tells whether a name stands before what only a body has, or behind what
// only a body is: "Acme's chief executive", "Acme shares", "oil giant Acme".
func (r *reader) owns(n named) bool {
	if i := n.tokens.First - 1; i >= 0 && r.upos(i) == "NOUN" && r.number(i) != 2 && r.sentence[i] == r.sentence[n.head] {
		// "oil giant Yukon"
		if s := r.lex.nouns[r.lemma(i)]; len(s) > 0 && (s[0].kind == doc.ActorOrganization || s[0].kind == doc.ActorOutlet) {
			return true
		}
	}
	if len(n.words) != 1 {
		return false
	}
	for i := n.tokens.End; i < min(n.tokens.End+3, len(r.d.Tokens)); i++ {
		switch r.lemma(i) {
		case "executive", "shareholder", "share", "profit", "revenue", "headquarters", "subsidiary", "CEO":
			return true
		case "'s", "’s", "'", "’", "chief":
		default:
			return false
		}
	}
	return false
}

// genericNames are fields of office that are no bodies: "National Security Adviser".
var genericNames = map[string]bool{
	"national security": true, "foreign affairs": true, "homeland security": true, "public affairs": true, "human rights": true,
}

// placed tells whether the gazetteer knows the place that tokens t name.
func (r *reader) placed(t doc.Range) bool {
	if r.places == nil {
		r.places = map[int]bool{}
		for _, p := range r.d.Places {
			if p.Gazetteer == "" && !p.Located {
				continue // a name that only its surroundings make a place's
			}
			for _, m := range p.Mentions {
				r.places[m.Start] = true
			}
		}
	}
	return r.places[r.d.SpanOf(t).Start]
}

// knownPlace tells whether a folded name is a country's or a capital's.
func (r *reader) knownPlace(key string) bool {
	return r.lex.countries[key] != "" || r.lex.capitals[key] != ""
}

// personal outvotes a name's being tagged once or twice as a body or a place.
const personal = 3

// personal tells whether a name that was tagged as something else looks like a
// person's: an office before it or beside it, or a first name and no place.
func (r *reader) personal(n named) bool {
	if _, ok := r.lex.kindOf(n.key); ok || r.knownPlace(n.key) {
		return false
	}
	if n.tokens.First > 0 {
		if l, ok := r.lex.officeOf(r.word(n.tokens.First-1), r.lemma(n.tokens.First-1)); ok && l != "" && r.lex.office(l) {
			return true
		}
	}
	first, _, _ := splitName(n.words)
	if noun := r.nounBehind(n); noun >= 0 && len(first) == 1 && r.lex.office(strings.ToLower(r.lemma(noun))) && r.lex.nouns[n.words[1]] == nil {
		return true // "Priya Nair, an economist"
	}
	as := n
	as.kind = doc.Person
	if noun := r.nounBefore(as); noun >= 0 && len(first) == 1 && r.lex.office(strings.ToLower(r.lemma(noun))) && r.lex.nouns[n.words[1]] == nil {
		return true // "the spokesman of the ministry, Ivo Lant,"
	}
	if len(first) > 2 || r.lex.firstNames[n.words[0]] == 0 || r.placed(n.tokens) {
		return false
	}
	if n.kind != doc.Organization && len(first) == 1 {
		return true
	}
	at := r.role(n.head)
	if len(first) == 0 {
		return n.kind != doc.Organization && (at.place() == subject || at == ownerRole)
	}
	return r.nounBehind(n) >= 0 || r.nounBefore(n) >= 0 || len(first) == 1 && at.place() == subject
}

// decisive outvotes how often a name is tagged as something else.
const decisive = 50

// leads tells whether a name stands before what only a person has: "the Ortega
// administration".
func (r *reader) leads(n named) bool {
	if len(n.words) != 1 || n.tokens.End >= len(r.d.Tokens) || isAcronym(r.word(n.tokens.First)) || r.lex.countries[n.key] != "" {
		return false
	}
	switch r.lemma(n.tokens.End) {
	case "administration", "presidency", "campaign", "supporter", "loyalist":
		return true
	}
	return false
}

func rank(k doc.EntityKind) int {
	switch k {
	case doc.Person:
		return 0
	case doc.Organization:
		return 1
	}
	return 2
}

// named trims an entity to the bare name.
func (r *reader) named(e doc.Entity) (named, bool) {
	if e.Tokens.First < 0 || e.Tokens.End > len(r.d.Tokens) || e.Tokens.Len() <= 0 {
		return named{}, false
	}
	t := e.Tokens
	for t.Len() > 1 {
		w := r.word(t.End - 1)
		if w != "'s" && w != "’s" && w != "'" && w != "’" && r.upos(t.End-1) != "PUNCT" {
			break
		}
		t.End--
	}
	n := named{kind: e.Kind, actor: -1}
	if e.Kind == doc.Person {
		t.First = r.behindOffice(t)
	}
	for t.Len() > 1 {
		w := r.word(t.First)
		if ti, ok := r.lex.titles[fold(w)]; ok && (e.Kind == doc.Person || e.Kind != doc.Organization && ti != title{}) && startsUpper(w) && r.upos(t.First+1) == "PROPN" && !pageants[r.word(t.First+1)] {
			n.kind, n.gender = doc.Person, ti.gender // "Miss Brown", whatever it is tagged as
			t.First++
			continue
		}
		if n.kind == doc.Person {
			if _, ok := r.lex.officeOf(w, strings.ToLower(w)); ok {
				t.First++
				continue
			}
		}
		_, people := r.lex.adjectives[fold(w)]
		if people && t.Len() == 2 && isAcronym(r.word(t.First+1)) {
			t.First++ // "Colombian FARC"
			continue
		}
		if r.upos(t.First) != "DET" && r.upos(t.First) != "PUNCT" && !strings.EqualFold(w, "the") {
			break
		}
		t.First++
	}
	if t.Len() == 1 && !hasLetter(r.word(t.First)) {
		return named{}, false
	}
	n.tokens = t
	n.head = r.topOf(t)
	for i := t.First; i < t.End; i++ {
		if w := fold(r.word(i)); w != "" && hasLetter(w) {
			n.words = append(n.words, w)
		}
	}
	if len(n.words) == 0 || len(n.words) > 30 {
		return named{}, false
	}
	if s := r.lex.nouns[n.words[len(n.words)-1]]; n.kind == doc.Organization && len(s) > 0 && s[0].kind == doc.ActorPerson && n.head == t.End-1 {
		return named{}, false // "the Connecticut Democrat", "U.S. Senators"
	}
	n.key = strings.Join(n.words, " ")
	if n.gender == 0 && t.First > 0 {
		if ti, ok := r.lex.titles[fold(r.word(t.First-1))]; ok {
			n.gender = ti.gender
		}
	}
	return n, true
}

// pageants are what "Miss" stands before that is no name.
var pageants = map[string]bool{"Universe": true, "World": true, "America": true, "USA": true, "Earth": true, "International": true}

// inanimate tells whether a body's name of several words ends in what nobody is
// called: a plural, a street.
func (r *reader) inanimate(n *named) bool {
	last := n.words[len(n.words)-1]
	return len(n.words) > 1 && (r.number(n.tokens.End-1) == 2 || siteWords[last])
}

var siteWords = map[string]bool{
	"street": true, "road": true, "avenue": true, "square": true, "park": true, "bridge": true, "house": true, "hall": true, "airport": true,
	"station": true, "river": true, "lake": true, "island": true, "county": true, "city": true, "beach": true, "valley": true, "mountain": true,
	"center": true, "centre": true, "tower": true, "plaza": true, "campus": true, "day": true, "act": true, "bill": true, "cup": true,
	"award": true, "prize": true, "league": true, "games": true, "show": true, "series": true, "church": true, "school": true,
}

// behindOffice is the first token of the bare name in "Foreign Minister Yael
// Barak".
func (r *reader) behindOffice(t doc.Range) int {
	for i := t.End - 2; i > t.First; i-- {
		if l, ok := r.lex.officeOf(r.word(i), strings.ToLower(r.word(i))); ok && r.lex.office(l) && r.lex.firstNames[fold(r.word(t.First))] == 0 {
			return i + 1
		}
	}
	return t.First
}

// topOf is the token of a range that hangs on something outside it.
func (r *reader) topOf(t doc.Range) int {
	for i := t.First; i < t.End; i++ {
		if !t.Contains(r.head(i)) {
			return i
		}
	}
	return t.First
}

func hasLetter(s string) bool {
	return strings.IndexFunc(s, unicode.IsLetter) >= 0
}

// A person is somebody whom the names of the report tell apart.
type person struct {
	first  []string // folded first and middle names, none where only the last is known
	last   string
	suffix string // "jr", "iii"
	gender gender
	at     int // index of the first mention among the names
	actor  int
}

var suffixes = map[string]bool{"jr": true, "sr": true, "ii": true, "iii": true, "iv": true}

// splitName is a person's name in parts.
func splitName(words []string) (first []string, last, suffix string) {
	if n := len(words); n > 1 && suffixes[words[n-1]] {
		suffix, words = words[n-1], words[:n-1]
	}
	n := len(words)
	// "van der Bellen", "de la Sota", "bin Salman" are last names of several words.
	from := n - 1
	for from > 1 && particles[words[from-1]] {
		from--
	}
	return words[:from], strings.Join(words[from:], " "), suffix
}

var particles = map[string]bool{
	"van": true, "von": true, "der": true, "den": true, "de": true, "del": true, "della": true, "di": true, "da": true, "dos": true, "du": true,
	"la": true, "le": true, "bin": true, "ibn": true, "al": true, "el": true, "ben": true, "ter": true, "st": true, "dal": true, "zu": true,
}

// people sorts the names of persons by who is meant and calls create for each
// person. Full names first; then last names alone, which mean the person of that
// name spoken of last, or in a headline the one who follows.
func (r *reader) people(names []named, create func(n int) int) {
	var persons []person
	byLast := map[string][]int{}
	byWord := map[string][]int{} // first names, and first words of double last names
	add := func(p person) int {
		persons = append(persons, p)
		i := len(persons) - 1
		byLast[p.last] = append(byLast[p.last], i)
		for _, w := range p.first {
			byWord[w] = append(byWord[w], i)
		}
		return i
	}
	for i := range names {
		n := &names[i]
		first, last, suffix := splitName(n.words)
		if n.kind != doc.Person || len(first) == 0 {
			continue
		}
		p := r.samePerson(persons, byLast[last], first, suffix, n.gender)
		if p < 0 {
			p = r.longerName(persons, byLast, n.words)
		}
		if p < 0 {
			p = add(person{first: first, last: last, suffix: suffix, gender: r.genderOf(n.gender, first), at: i, actor: create(i)})
		} else if len(first) > len(persons[p].first) {
			persons[p].first = first
		}
		n.actor = persons[p].actor
	}
	recent := map[string]int{} // last name: the person it last meant
	for i := range names {
		n := &names[i]
		if n.actor >= 0 {
			_, last, _ := splitName(n.words)
			for _, p := range byLast[last] {
				if persons[p].actor == n.actor {
					recent[last] = p
				}
			}
			continue
		}
		first, word, _ := splitName(n.words)
		if len(first) > 0 || n.kind != doc.Person && (len(byLast[word]) == 0 && (len(byWord[word]) == 0 || n.kind == doc.Organization) || n.kind == doc.Location && (r.placed(n.tokens) || r.knownPlace(word))) {
			continue
		}
		p, ok := recent[word]
		if ok && conflict(n.gender, persons[p].gender) {
			ok = false
		}
		if !ok {
			p, ok = r.bearer(persons, byLast[word], i, n.gender, int(r.sentence[n.head]))
		}
		if !ok {
			p, ok = r.bearer(persons, byWord[word], i, n.gender, -1)
		}
		if !ok {
			if n.kind != doc.Person {
				continue
			}
			p = add(person{last: word, gender: r.genderOf(n.gender, n.words), at: i, actor: create(i)})
		}
		n.kind = doc.Person
		recent[word] = p
		n.actor = persons[p].actor
	}
}

func conflict(a, b gender) bool { return a != 0 && b != 0 && a != b }

func (r *reader) genderOf(title gender, first []string) gender {
	if title != 0 || len(first) == 0 {
		return title
	}
	return r.lex.firstNames[first[0]]
}

// samePerson finds a person of the same last name whose first names agree.
func (r *reader) samePerson(persons []person, bearers []int, first []string, suffix string, title gender) int {
	for _, i := range bearers {
		p := persons[i]
		if len(p.first) == 0 || p.suffix != "" && suffix != "" && p.suffix != suffix || conflict(title, p.gender) {
			continue
		}
		if r.lex.sameFirst(p.first[0], first[0]) || contains(p.first, first[0]) || contains(first, p.first[0]) {
			return i
		}
	}
	return -1
}

// longerName finds a person whose last name is a middle one of these words, or
// the other way round: "Hugo Chávez" and "Hugo Chávez Frías".
func (r *reader) longerName(persons []person, byLast map[string][]int, words []string) int {
	for k := 1; k < len(words)-1; k++ {
		for _, i := range byLast[words[k]] {
			if p := persons[i]; len(p.first) > 0 && p.first[0] == words[0] {
				return i
			}
		}
	}
	return -1
}

// bearer is the person of these whose mention stands nearest before name i; in
// the headline or first sentence, the first after it.
func (r *reader) bearer(persons []person, bearers []int, i int, title gender, sentence int) (int, bool) {
	best, ok := 0, false
	for _, b := range bearers {
		p := persons[b]
		if conflict(title, p.gender) {
			continue
		}
		if p.at < i {
			best, ok = b, true
		}
	}
	if ok || sentence < 0 || sentence > 1 {
		return best, ok
	}
	for _, b := range bearers {
		if !conflict(title, persons[b].gender) && len(persons[b].first) > 0 {
			return b, true
		}
	}
	return 0, false
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// bodies sorts the names of organisations, and calls create for each.
func (r *reader) bodies(names []named, create func(n int) int) {
	byKey := map[string]int{}
	byInitials := map[string]int{}
	byFirst := map[string]int{}
	last := -1 // the organisation before, for "Long Name (LN)"
	for i := range names {
		n := &names[i]
		key := bodyKey(n.words)
		if first, ok := r.lex.sameBody[key]; ok {
			key = first
		}
		if _, ok := byKey[key]; ok && n.kind == doc.Location && !r.knownPlace(n.key) {
			n.kind = doc.Organization // "Congress", after "the US Congress"
		}
		if n.kind != doc.Organization || n.actor >= 0 {
			continue
		}
		a, ok := byKey[key]
		if !ok && last >= 0 && r.bracketed(names[last].tokens, n.tokens) && oneIsShort(names[last], *n) {
			a, ok = names[last].actor, true
		}
		if !ok && isAcronym(r.word(n.tokens.First)) && len(n.words) == 1 {
			a, ok = byInitials[key]
		}
		if !ok && len(n.words) > 1 {
			for _, short := range initials(n.words) {
				if a, ok = byKey[short]; ok {
					break
				}
			}
		}
		if !ok {
			a, ok = byFirst[key]
		}
		if title := masthead(n.words); !ok && title != "" {
			a, ok = byKey[title]
		}
		if !ok {
			if core, found := r.coreName(n.words); found {
				a, ok = byKey[core]
			}
		}
		if !ok {
			a = create(i)
		}
		n.actor = a
		last = i
		remember(byKey, key, a)
		if len(n.words) > 1 {
			for _, short := range initials(n.words) {
				remember(byInitials, short, a)
			}
			if r.distinctive(n.words[0]) {
				remember(byFirst, n.words[0], a)
			}
			if core, found := r.coreName(n.words); found {
				remember(byKey, core, a)
			}
			if title := masthead(n.words); title != "" {
				remember(byKey, title, a)
			}
		}
	}
}

// masthead is what a newspaper is called for short, "" where words name none: of
// "Alder Courier" the Courier.
func masthead(words []string) string {
	last := words[len(words)-1]
	if len(words) < 2 || !mastheads[last] {
		return ""
	}
	return last
}

// mastheads are words that newspapers are called by.
var mastheads = map[string]bool{
	"advertiser": true, "argus": true, "bugle": true, "chronicle": true, "clarion": true, "courier": true, "dispatch": true, "echo": true,
	"enquirer": true, "examiner": true, "gazette": true, "globe": true, "herald": true, "inquirer": true, "journal": true, "ledger": true,
	"mail": true, "mercury": true, "mirror": true, "monitor": true, "observer": true, "post": true, "press": true, "register": true,
	"sentinel": true, "standard": true, "star": true, "sun": true, "telegraph": true, "times": true, "tribune": true,
}

func remember(m map[string]int, key string, a int) {
	if _, ok := m[key]; !ok {
		m[key] = a
	}
}

// bodyKey makes "Department of Justice" and "Justice Department" one.
func bodyKey(words []string) string {
	kept := make([]string, 0, len(words))
	for _, w := range words {
		switch w {
		case "the", "&", "and", "inc", "corp", "co", "ltd", "plc", "llc", "'s":
			continue
		}
		kept = append(kept, w)
	}
	for i, w := range kept {
		if w == "of" && i > 0 && (kept[0] == "department" || kept[0] == "ministry" || kept[0] == "bank") && i+1 < len(kept) {
			kept = append(append(kept[i+1:len(kept):len(kept)], kept[:i]...), "")
			kept = kept[:len(kept)-1]
			break
		}
	}
	return strings.Join(kept, " ")
}

// coreName is a body's name without a country before it or a generic word behind
// it: "US Congress", "Bloomberg news".
func (r *reader) coreName(words []string) (string, bool) {
	if len(words) < 2 {
		return "", false
	}
	if r.lex.countries[words[0]] != "" || r.lex.adjectives[words[0]] != "" {
		return bodyKey(words[1:]), len(words) > 2 || len(words[1]) > 4 && !genericBodies[words[1]]
	}
	switch words[len(words)-1] {
	case "news", "group", "company", "corporation", "agency", "newspaper", "magazine", "party", "international", "holdings":
		if core := words[:len(words)-1]; len(core) > 1 || r.distinctive(core[0]) {
			return bodyKey(core), true
		}
	}
	return "", false
}

// genericBodies are words of which every country has its own.
var genericBodies = map[string]bool{
	"army": true, "navy": true, "government": true, "military": true, "police": true, "parliament": true, "embassy": true, "airlines": true,
	"airways": true, "football": true, "academy": true, "association": true, "society": true, "national": true, "party": true, "forces": true,
}

// distinctive tells whether the first word of a body's name can stand for it.
func (r *reader) distinctive(w string) bool {
	if len(w) < 4 || r.lex.countries[w] != "" || r.lex.adjectives[w] != "" || r.lex.capitals[w] != "" || r.lex.firstNames[w] != 0 {
		return false
	}
	if _, ok := r.lex.nouns[w]; ok {
		return false
	}
	return !commonFirst[w]
}

var commonFirst = map[string]bool{
	"united": true, "national": true, "international": true, "american": true, "european": true, "federal": true, "royal": true, "central": true,
	"supreme": true, "general": true, "global": true, "world": true, "state": true, "north": true, "south": true, "east": true, "west": true,
	"northern": true, "southern": true, "eastern": true, "western": true, "new": true, "first": true, "democratic": true, "republican": true,
	"social": true, "people's": true, "workers": true, "center": true, "centre": true, "high": true, "foreign": true, "human": true,
	"republic": true, "free": true, "open": true, "public": true, "green": true, "white": true, "black": true, "blue": true, "saint": true,
	"city": true, "county": true, "homeland": true, "justice": true, "health": true, "treasury": true, "defense": true, "defence": true,
	"islamic": true, "african": true, "asian": true, "latin": true, "arab": true, "department": true, "ministry": true, "bank": true,
	"university": true, "san": true, "los": true, "red": true, "amnesty": false,
}

// initials is the ways to shorten a name to its first letters.
func initials(words []string) []string {
	if len(words) > 12 {
		return nil
	}
	var all, content strings.Builder
	for _, w := range words {
		c, _ := utf8.DecodeRuneInString(w)
		all.WriteRune(c)
		switch w {
		case "of", "the", "and", "for", "in", "on", "&", "to", "de", "du", "des", "la":
			continue
		}
		content.WriteRune(c)
	}
	if all.Len() == content.Len() {
		return []string{content.String()}
	}
	return []string{content.String(), all.String()}
}

// isAcronym tells whether a word is written in capitals: "CIA", "U.N.".
func isAcronym(w string) bool {
	upper := 0
	for _, c := range w {
		switch {
		case unicode.IsUpper(c):
			upper++
		case c == '.' || c == '-' || c == '&' || unicode.IsDigit(c):
		default:
			return false
		}
	}
	return upper >= 2
}

// bracketed tells whether b stands in brackets right behind a.
func (r *reader) bracketed(a, b doc.Range) bool {
	return b.First == a.End+1 && b.End < len(r.d.Tokens) && r.word(a.End) == "(" && r.word(b.End) == ")"
}

// oneIsShort tells whether just one of two names is a single word of capitals or
// of one word.
func oneIsShort(a, b named) bool { return (len(a.words) == 1) != (len(b.words) == 1) }
