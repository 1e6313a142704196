package origin

import (
	"cmp"
	"slices"
	"strings"

	"github.com/saysonews/sayso/link"
)

// A source is a link of a chain, looked up in the cast and across the reports.
type source struct {
	link.Source
	kind   string // "person", "organization", "document", "outlet"
	name   string // "" where nobody says it
	key    string // equal for the same one, as far as names and identities tell
	id     string // of its Identity
	head   string // head noun of the description
	roles  []string
	of     []string // bodies that it belongs to, by its roles
	count  int      // how many it stands for, where the report says; 0 unknown
	many   bool     // nobody in particular
	open   []int    // the outlets that it may be, where there are several
	beside bool     // stands beside the link before it, and not behind it
}

// sources are the links of a chain without those that say nothing: the report's own
// newsroom, a pronoun that nobody resolved, an absent source.
func (a *archive) sources(r int, chain []link.Source) []source {
	var out []source
	for _, l := range chain {
		for i, part := range besides(l) {
			s := a.source(r, part)
			if l.Naming == "absent" || s.name == "" && s.head == "" || a.own(r, s) {
				continue
			}
			s.beside = i > 0 && len(out) > 0
			out = append(out, s)
		}
	}
	return out
}

// besides splits a source without an entry in the cast where it names several side
// by side: "the skipper of a tug and the owner of a bakery". What follows "and" must
// look like a phrase of its own, or "ministry of transport and ports" would be two.
func besides(l link.Source) []link.Source {
	before, after, ok := strings.Cut(l.Words, " and ")
	if !ok || l.Actor >= 0 || !opens(before) || !opens(after) {
		return []link.Source{l}
	}
	one := func(words string) link.Source {
		s := link.Source{Actor: -1, Words: words, Naming: l.Naming, Basis: l.Basis}
		if proper(words) {
			s.Name = words
		}
		return s
	}
	return append([]link.Source{one(before)}, besides(one(after))...)
}

// opens tells whether s begins as a noun phrase does, with an article or as a name.
func opens(s string) bool {
	first, _, _ := strings.Cut(s, " ")
	return first != "" && (lexicon["article"].is(strings.ToLower(first)) || proper(first) && !lexicon["small"].is(strings.ToLower(first)))
}

// source looks a link of a chain up.
func (a *archive) source(r int, l link.Source) source {
	s := source{Source: l}
	if named(l.Name) {
		s.name = l.Name
	}
	cast := a.reports[r].Cast
	if l.Actor < 0 || l.Actor >= len(cast) {
		s.Actor = castAs(cast, l)
	}
	kind := ""
	if s.Actor >= 0 {
		kind = a.known(r, &s)
	}
	if s.name == "" && l.Naming != "bare" && named(s.Words) {
		s.name = s.Words
	}
	described := s.Words
	if lexicon["pronoun"].is(strings.ToLower(described)) {
		described = ""
	}
	s.head = cmp.Or(head(described), head(s.name))
	s.kind = kindOf(s, kind, l.Naming)
	s.number(described, l)
	switch {
	case s.id != "":
		s.key = "identity:" + s.id
	case s.name != "":
		s.key = "name:" + strings.Join(content(s.name), " ")
	case s.Actor >= 0 && described != "":
		s.key = "actor:" + a.reports[r].ID + ":" + cast[s.Actor].ID
	}
	return s
}

// known fills what the cast and the identities know of s, and gives its kind there.
func (a *archive) known(r int, s *source) string {
	actor := a.reports[r].Cast[s.Actor]
	if (actor.Naming == "named" || actor.Naming == "outlet") && !common(actor.Name) {
		s.name = actor.Name
	} else if lexicon["pronoun"].is(strings.ToLower(s.Words)) || s.Words == "" {
		s.Words = actor.Name
	}
	s.hold(actor.Roles)
	i := a.identity[link.Member{Report: a.reports[r].ID, Actor: actor.ID}]
	if i == nil {
		return actor.Kind
	}
	s.id = i.ID
	if s.name != "" {
		s.name = i.Name
	}
	for _, role := range i.Roles {
		s.hold([]link.Role{role.Role})
	}
	return cmp.Or(i.Kind, actor.Kind)
}

// hold adds roles.
func (s *source) hold(roles []link.Role) {
	for _, r := range roles {
		s.roles = append(s.roles, r.Name)
		if r.Organization != "" {
			s.of = append(s.of, r.Organization)
		}
	}
}

// named tells whether s is a name, and no noun with a capital or piece of a sentence.
func named(s string) bool { return proper(s) && !common(s) && !prepositional(s) }

// common tells whether s is a noun that stands for somebody without a name, with or
// without a capital: "Officials".
func common(s string) bool {
	words := content(s)
	if len(words) != 1 {
		return false
	}
	for _, c := range []string{"generic", "many", "outlet", "body", "document"} {
		if lexicon[c].is(words[0]) {
			return true
		}
	}
	return false
}

// prepositional tells whether s is no noun phrase: "by the Ports Inspectorate".
func prepositional(s string) bool {
	w := tokens(s)
	return len(w) > 0 && lexicon["break"].is(w[0])
}

// saidAll is several as a reader would call them.
func saidAll(s []source) string {
	var out []string
	for _, l := range s {
		out = append(out, l.said())
	}
	return strings.Join(out, " and ")
}

// castAs is the actor of the cast whom l names, or -1. A phrase may hold more than
// the name of a person ("the harbour master, Ida Holm"), of a body it may not: "the
// chairman of Holm Lines" is not Holm Lines.
func castAs(cast []link.Actor, l link.Source) int {
	words := strings.Join(content(l.Words), " ")
	if words == "" {
		words = strings.Join(content(l.Name), " ")
	}
	if words == "" || !strings.ContainsFunc(l.Words+l.Name, isUpper) {
		return -1
	}
	for i, a := range cast {
		if a.Naming != "named" {
			continue
		}
		for _, name := range append([]string{a.Name}, a.Aliases...) {
			n := strings.Join(content(name), " ")
			if n == "" {
				continue
			}
			if n == words || a.Kind == "person" && strings.Contains(n, " ") && strings.Contains(" "+words+" ", " "+n+" ") {
				return i
			}
		}
	}
	return -1
}

func isUpper(r rune) bool { return strings.ToLower(string(r)) != string(r) }

// kindOf is what kind of end s is.
func kindOf(s source, cast, naming string) string {
	lower := s.Words == "" || !proper(s.Words)
	singular := strings.TrimSuffix(s.head, "s")
	is := func(c string) bool { return lexicon[c].is(s.head) || lexicon[c].is(singular) }
	switch {
	case naming == "outlet" || cast == "outlet":
		return "outlet"
	case naming == "document", lower && s.Actor < 0 && is("document"), lower && s.name == "" && is("document"):
		return "document"
	case cast == "organization", cast == "government", cast == "party", cast == "armed-force":
		return "organization"
	case cast == "person", cast == "group":
		return "person"
	case is("document") && s.name != "" && !is("outlet"):
		return "document"
	case lower && is("outlet"), cast == "" && lexicon["outlet"].has(s.name):
		return "outlet"
	case is("body"):
		return "organization"
	}
	return "person"
}

var numbers = map[string]int{"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}

// number sets how many s stands for.
func (s *source) number(described string, l link.Source) {
	if s.name != "" || s.kind == "document" {
		return
	}
	for _, w := range tokens(described) {
		if n := numbers[w]; n > 0 {
			s.count = n
			break
		}
		if lexicon["break"].is(w) {
			break
		}
	}
	if c := l.Count; s.count == 0 && c != nil && c.Max != nil && c.Min == *c.Max && c.Min > 1 {
		s.count = c.Min
	}
	plural := s.kind == "person" && l.Count == nil && strings.HasSuffix(s.head, "s") && !strings.HasSuffix(s.head, "ss")
	s.many = s.count > 1 || l.Count != nil && l.Count.Min > 1 || plural || lexicon["many"].is(s.head)
}

// chorus tells whether s stands for nobody in particular.
func (s source) chorus() bool { return s.kind == "person" && s.name == "" && s.many }

// said is s as a reader would call it.
func (s source) said() string {
	if s.name != "" {
		return s.name
	}
	if s.Words != "" {
		return s.Words
	}
	return "somebody"
}

// same tells whether two links are the same, as far as names, identities and the
// bare words tell.
func same(x, y source) bool {
	if x.key != "" && x.key == y.key {
		return true
	}
	if x.name == "" && y.name == "" {
		return x.head != "" && x.head == y.head && x.kind == y.kind
	}
	return x.name != "" && y.name != "" && x.kind == y.kind && (partOf(x.name, y.name) || partOf(y.name, x.name))
}

// partOf tells whether short is the last word of long, or the same name.
func partOf(short, long string) bool {
	s, l := content(short), content(long)
	return len(s) > 0 && len(s) <= len(l) && slices.Equal(l[len(l)-len(s):], s)
}

// own tells whether s is the report's own newsroom or publisher.
func (a *archive) own(r int, s source) bool {
	if s.Naming == "author" || lexicon["self"].has(s.Words) && s.name == "" {
		return true
	}
	return a.outlet[r] >= 0 && slices.Equal(a.outlets.find(s.said()), []int{a.outlet[r]})
}

// An end is where the chain of a node stops.
type end struct {
	source source   // of kind "unstated" where nobody is named
	before *source  // the link before it
	via    []source // all links before it
	first  bool     // it knows first-hand
	node   *node
}

func (t *tracer) end(n *node, e *end) {
	e.node = n
	n.rests = append(n.rests, len(t.ends))
	key := cmp.Or(e.source.key, t.named(n.report)+":"+e.source.head)
	if _, known := t.people[key]; !known && (e.source.kind == "person" || e.source.kind == "organization" || e.source.kind == "document") {
		t.people[key] = len(t.ends)
		t.crowd = append(t.crowd, len(t.ends))
	}
	t.ends = append(t.ends, e)
}

// knows tells whether n shows that a link of its chain knows the claim first-hand: a
// record made at the moment, or somebody who says what they saw or did. A record
// that another document tells of may be one that is known already.
func (t *tracer) knows(n *node, i int) bool {
	s := n.links[i]
	switch s.kind {
	case "document":
		behind := slices.ContainsFunc(n.links[:i], func(l source) bool { return l.kind == "document" && !l.beside })
		return !behind && (lexicon["record"].is(s.head) || lexicon["record"].is(strings.TrimSuffix(s.head, "s")))
	case "person":
		return t.firstHand(n.context, lexicon["third"])
	}
	return false
}

// saw tells whether n, a voice, is the newsroom's own sight.
func (t *tracer) saw(n *node) bool {
	told := n.context
	for _, q := range quotes(told) {
		told = strings.ReplaceAll(told, q, "") // somebody else's "I"
	}
	return t.firstHand(told, lexicon["first"])
}

// firstHand tells whether words say that one of the persons saw or did: "I carried
// one of them", "he heard a bang", "I did not hear a siren". What they have from
// others is not first-hand; not to have heard something is knowing only where the
// claim is that there was nothing to hear.
func (t *tracer) firstHand(words string, persons class) bool {
	w := tokens(words)
	for i := range w {
		if !persons.is(w[i]) {
			continue
		}
		negated := false
		for j := i + 1; j <= i+4 && j < len(w); j++ {
			if t.knowing(w[i], w[j], negated) {
				return !lexicon["hearsay"].has(words)
			}
			negated = negated || lexicon["not"].is(w[j])
		}
	}
	return false
}

// knowing tells whether person and verb say that somebody knows: "she saw", "I
// carried", "I did not hear" where there was nothing to hear.
func (t *tracer) knowing(person, verb string, negated bool) bool {
	self := lexicon["first"].is(person)
	switch {
	case negated:
		return t.denial && lexicon["senses"].is(verb)
	case self && lexicon["did"].is(verb):
		return true
	}
	return lexicon["sees"].is(verb)
}
