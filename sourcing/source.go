package sourcing

import (
	"sort"
	"strings"
	"unicode"

	"github.com/saysonews/sayso/record"
)

// A report is a record with what the rules ask of it worked out once.
type report struct {
	r        *record.Record
	runes    []rune // the text, where it was asked for
	actors   map[string]*record.Actor
	at       map[string]int     // index of a statement by its id
	inside   [][]int            // by statement: those whose content it holds
	sources  []source           // one a statement
	begins   []int              // by statement: where its words begin, in code points; -1 where it has none
	top      record.Paragraph   // the headline; the zero value for none
	first    []record.Paragraph // of the body, as far as a lead reaches
	reasoned map[string]bool    // by the key of a source: a reason is given why it has no name
	owned    map[int]bool       // by paragraph: it gives a reason that is known to be some source's
	single   map[string]int     // by the key of an actor: the first statement that speaks of it as one
	claims   []claim
	group    []int // index in claims by statement; -1 for what is no claim
}

// A source is the source of one statement.
type source struct {
	st    *record.Statement
	actor *record.Actor // nil where it is not resolved
	key   string        // the same for two statements with the same source
	name  string        // the actor's name, or the words for it
	words string        // as the report writes it here, on one line
	head  noun          // what the words call it; the zero value for a word that is not known
	class class
}

func newReport(r *record.Record) *report {
	x := &report{
		r: r, actors: map[string]*record.Actor{}, at: map[string]int{}, inside: make([][]int, len(r.Statements)),
		reasoned: map[string]bool{}, owned: map[int]bool{}, single: map[string]int{},
	}
	for i := range r.Actors {
		x.actors[r.Actors[i].ID] = &r.Actors[i]
	}
	if all := x.paragraphs("headline"); len(all) > 0 {
		x.top = all[0]
	}
	x.first = x.paragraphs("body")
	x.first = x.first[:min(len(x.first), leadReach)]
	for i := range r.Statements {
		x.at[r.Statements[i].ID] = i
		x.begins = append(x.begins, begin(&r.Statements[i]))
		s := x.source(&r.Statements[i])
		x.sources = append(x.sources, s)
		if s.st.Source.AnonymityReason != nil {
			x.reasoned[s.key] = true
			x.owned[x.paragraphAt(s.st)] = true
		}
		if _, ok := x.single[s.key]; !ok && s.actor != nil && s.head != (noun{}) && s.one() && !pointsBack(s.words) {
			x.single[s.key] = i
		}
	}
	for i := range r.Statements {
		if p := x.parent(i); p >= 0 {
			x.inside[p] = append(x.inside[p], i)
		}
	}
	x.findClaims()
	return x
}

// begin is where the words of a statement begin, or -1.
func begin(s *record.Statement) int {
	at := -1
	for _, list := range [][]record.Span{s.Content, s.Cue, s.Source.Spans} {
		for _, span := range list {
			if at < 0 || span.Start < at {
				at = span.Start
			}
		}
	}
	return at
}

// parent is the statement whose content holds statement i, or -1.
func (x *report) parent(i int) int {
	p := x.r.Statements[i].Parent
	if p == nil {
		return -1
	}
	if k, ok := x.at[*p]; ok && k != i {
		return k
	}
	return -1
}

func (x *report) source(s *record.Statement) source {
	src := source{st: s, words: wordsOf(s.Source.Spans)}
	if s.Source.Actor != nil {
		src.actor = x.actors[*s.Source.Actor]
	}
	switch {
	case src.actor != nil:
		src.name = oneLine(src.actor.Name)
	case s.Source.Name != nil:
		src.name = oneLine(*s.Source.Name)
	default:
		src.name = src.words
	}
	if src.words == "" {
		src.words = src.name
	}
	if src.actor != nil {
		src.key = "actor " + src.actor.ID
	} else {
		src.key = "words " + bareWords(src.name)
	}
	src.head = headNoun(src.words)
	if src.head == (noun{}) {
		src.head = headNoun(src.name)
	}
	src.class = src.classify()
	return src
}

// Bodies are the ids of the statements whose source has no name of its own and yet
// is no unnamed person: "police", "the coast guard", "the union".
func Bodies(r *record.Record) map[string]bool {
	x := newReport(r)
	bodies := map[string]bool{}
	for _, s := range x.sources {
		if n := s.st.Source.Naming; s.class == body && (n == "described" || n == "bare") {
			bodies[s.st.ID] = true
		}
	}
	return bodies
}

// classify tells what kind of source s is. A word of the list decides before the
// kind of actor does: "police" may be people, but it is a body that speaks.
func (s source) classify() class {
	switch s.st.Source.Naming {
	case "described", "bare":
	case "absent", "author":
		return nobody
	default:
		return body
	}
	if pointsBack(s.words) && pointsBack(s.name) {
		return nobody // "the senator": somebody who was told of before, by name for all we know
	}
	if s.head.one == "person" && s.head.plural && undescribed(s.words) && !counted(s.st.Source.Count) {
		return nobody // "people say"
	}
	if s.head != (noun{}) {
		return s.head.class
	}
	if s.actor == nil {
		return nobody
	}
	switch s.actor.Kind {
	case "person", "group":
		return person
	}
	return body
}

// A class is what kind of source words stand for.
type class string

// The classes. All but person and nobody are in data/people.tsv.
const (
	nobody       class = ""             // not known, or not there
	insider      class = "insider"      // speaks from an office or from knowledge: "official", "people"
	critic       class = "critic"       // speaks with an opinion: "analysts", "critics"
	bystander    class = "bystander"    // speaks from experience: "residents", "witnesses"
	person       class = "person"       // somebody whose word is not on the list
	family       class = "family"       // identified by whose relative it is
	spokesperson class = "spokesperson" // speaks for a body in the open
	body         class = "body"         // no person: a body, a document, an outlet; or a name
)

// unnamed tells whether s is a person, or people, without a name.
func (s source) unnamed() bool {
	switch s.class {
	case insider, critic, bystander, person:
		return true
	}
	return false
}

// knows tells whether s speaks from an office or from knowledge that others do
// not have: the sources that newsrooms grant anonymity for a reason.
func (s source) knows() bool {
	switch s.class {
	case insider:
		return true
	case person, critic:
		return s.st.Source.Basis == "briefed" || s.st.Source.Basis == "participant"
	}
	return false
}

// informs tells whether the statement gives information, as sources do. Orders,
// demands, promises and refusals are deeds of those who are reported on.
func (s source) informs() bool { return informing[s.st.Act] }

var informing = setOf("assert claim allege deny confirm admit warn accuse predict believe doubt feel other")

// anyone tells whether s is words for anybody or nobody, or no more than a relative
// pronoun; what such words are given is told of people rather than by them.
func (s source) anyone() bool {
	first, _, _ := strings.Cut(strings.ToLower(s.words), " ")
	return generic[first]
}

var generic = setOf("they we you us them who that which why no every all each any few fewer so nobody none anyone anybody everyone everybody i")

// somebody tells whether s is one person and not a crowd. It is asked of words that
// are not on the list: "a gardener" is a source, "the next generation" is not.
func (s source) somebody() bool { return s.actor != nil && s.actor.Kind == "person" && s.one() }

// one tells whether s is one person, as far as the record shows.
func (s source) one() bool {
	if c := s.st.Source.Count; c != nil {
		return c.Max != nil && *c.Max == 1
	}
	return s.head != (noun{}) && !s.head.plural
}

// pointsBack tells whether words only point to somebody told of before: "the
// officials", "she".
func pointsBack(words string) bool {
	first, _, _ := strings.Cut(strings.ToLower(words), " ")
	return pointers[first]
}

var pointers = setOf("the this that these those both he she it they who which we i you her him them his their its my our your")

// counted tells whether the words give a number: "two people".
func counted(c *record.Count) bool { return c != nil && c.Max != nil }

// A noun is a word for a kind of source.
type noun struct {
	class  class
	one    string // its singular: "official"
	plural bool
}

// headNoun is the noun of the list that a noun phrase is about: the last word
// before whatever describes it further. The zero value where it is not listed.
func headNoun(phrase string) noun {
	last := ""
	for _, w := range strings.Fields(strings.ToLower(phrase)) {
		bare := strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
		if last != "" && endsNoun[bare] {
			break
		}
		if bare != "" {
			last = bare
		}
		if strings.HasSuffix(w, ",") || strings.HasSuffix(w, ":") || strings.HasSuffix(w, ";") {
			break
		}
	}
	return people[last]
}

// endsNoun are words after which a noun phrase only says more of its noun.
var endsNoun = setOf(`of at in from with within inside on for to by near who whom whose which that familiar briefed close
	involved working speaking aware present and or but as after before about under over not acquainted privy knowledgeable`)

// bareWords is a phrase in lower case without articles: what makes two phrases
// the same source where nothing else tells.
func bareWords(phrase string) string {
	var out []string
	for _, w := range strings.Fields(strings.ToLower(phrase)) {
		if w != "a" && w != "an" && w != "the" {
			out = append(out, w)
		}
	}
	return strings.Join(out, " ")
}

// undescribed tells whether a phrase is a noun and nothing that describes it:
// "sources", "two officials", "some of the people".
func undescribed(phrase string) bool {
	content := 0
	for _, w := range tokens(phrase) {
		if !plainWords[w.text] && !isNumber(w.text) {
			content++
		}
	}
	return content == 1
}

// plainWords describe nobody.
var plainWords = setOf(`a an the this that these those some several many few any other others another one two three four five six
	seven eight nine ten dozen dozens various multiple numerous more most all both of least at different certain unnamed anonymous
	unidentified`)

func isNumber(w string) bool { return w != "" && unicode.IsDigit([]rune(w)[0]) }

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// wordsOf are the words of spans, with "…" between them.
func wordsOf(spans []record.Span) string {
	parts := make([]string, len(spans))
	for i, s := range spans {
		parts[i] = oneLine(s.Text)
	}
	return strings.Join(parts, " … ")
}

// oneLine is s with each run of white space as one space.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// paragraphAt is the index of the paragraph that a statement's source stands in,
// or -1.
func (x *report) paragraphAt(s *record.Statement) int {
	if len(s.Source.Spans) == 0 {
		return -1
	}
	at := s.Source.Spans[0].Start
	all := x.r.Document.Paragraphs
	i := sort.Search(len(all), func(i int) bool { return all[i].End > at })
	if i == len(all) || all[i].Start > at {
		return -1
	}
	return i
}

// paragraphText is the text of paragraph i.
func (x *report) paragraphText(i int) string {
	if x.runes == nil {
		x.runes = []rune(x.r.Document.Text)
	}
	p := x.r.Document.Paragraphs[i]
	start, end := max(p.Start, 0), min(p.End, len(x.runes))
	return string(x.runes[start:max(start, end)])
}
