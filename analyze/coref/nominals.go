package coref

import (
	"slices"
	"strconv"
	"strings"

	"github.com/saysonews/sayso/doc"
)

// visitNominal takes up the noun at token i where it stands for an actor.
func (c *cast) visitNominal(i int) {
	lemma := strings.ToLower(c.lemma(i))
	sense, ok := c.lex.noun(lemma)
	if c.inRole[i] {
		return
	}
	switch c.rel(i) {
	case "compound", "flat", "amod", "fixed", "goeswith", "vocative", "discourse", "dep", "nmod:desc", "nmod:unmarked", "obl:unmarked":
		return
	}
	if !ok {
		c.visitThing(i)
		return
	}
	if c.child(i, "cop") >= 0 || c.base(i) == "xcomp" {
		c.predicate(i, lemma)
		return
	}
	if k := c.child(i, "case"); k >= 0 && strings.EqualFold(c.word(k), "as") {
		return // "as president"
	}
	if c.ofHimself(i, lemma) {
		return
	}
	t := c.phrase(i)
	if c.negated(i) {
		return
	}
	switch {
	case c.governs(lemma):
		c.visitGovernment(i, doc.NominalMention)
	case sense.kind == doc.ActorDocument:
		c.visitDocument(i, lemma, t)
	default:
		c.visitBody(i, t)
	}
}

// maxThings bounds how many nouns back compete for a pronoun.
const maxThings = 16

func (c *cast) visitThing(i int) {
	t := thing{
		token: i, sentence: int(c.sentence[i]), lemma: c.lemma(i), count: 1, number: c.number(i), role: c.role(i), clause: c.clause(i),
	}
	for k := range c.things {
		if c.things[k].lemma == t.lemma && c.things[k].number == t.number {
			t.count += c.things[k].count
			c.things = append(c.things[:k], c.things[k+1:]...)
			break
		}
	}
	if len(c.things) == maxThings {
		c.things = append(c.things[:0], c.things[1:]...)
	}
	c.things = append(c.things, t)
}

// predicate gives "is a diplomat" to the subject as a description, and "they
// named her president" to the object.
func (c *cast) predicate(i int, lemma string) {
	of, rels := i, []string{"nsubj"}
	if c.base(i) == "xcomp" {
		of, rels = c.head(i), []string{"obj", "nsubj:pass", "nsubj"}
	}
	if of < 0 || c.number(i) == 2 {
		return
	}
	for _, rel := range rels {
		k := c.child(of, rel)
		if k < 0 {
			continue
		}
		if a := int(c.of[k]); a >= 0 {
			c.title(a, i, lemma)
		}
		return
	}
}

// ofHimself gives "proclaimed himself president" to whoever did so.
func (c *cast) ofHimself(i int, lemma string) bool {
	k := c.phrase(i).First - 1
	for k >= 0 && c.upos(k) == "PUNCT" && c.word(k) != "," {
		k--
	}
	if k < 0 || !pronouns[strings.ToLower(c.word(k))].reflexive || c.of[k] < 0 {
		return false
	}
	c.title(int(c.of[k]), i, lemma)
	return true
}

// title gives the noun at i to actor a: a description, and of a person a role.
func (c *cast) title(a, i int, lemma string) {
	t := c.phrase(i)
	c.describe(a, lemma, t, i)
	act := &c.actors[a]
	if _, ok := c.lex.officeOf(c.word(i), lemma); !ok || act.kind != doc.ActorPerson || act.naming != doc.Named || len(act.roles) == maxRoles {
		return
	}
	if role := c.post(c.trimRole(t, i), i, lemma).Role; !slices.Contains(act.roles, role) {
		act.roles = append(act.roles, role)
	}
}

// maxRoles bounds the roles of an actor.
const maxRoles = 8

func (c *cast) negated(i int) bool {
	d := c.child(i, "det")
	return d >= 0 && (c.lemma(d) == "no" || c.lemma(d) == "neither")
}

// definite tells whether the noun at i takes up something known: "the", "this",
// "his".
func (c *cast) definite(i int) bool {
	for k := c.firstChild[i]; k >= 0 && int(k) < i; k = c.nextChild[k] {
		switch c.base(int(k)) {
		case "det":
			switch strings.ToLower(c.word(int(k))) {
			case "the", "this", "that", "these", "those", "both":
				return true
			}
		}
		if c.rel(int(k)) == "nmod:poss" {
			return true
		}
	}
	return false
}

// A nominal is a noun phrase that stands for an actor.
type nominal struct {
	head      int
	tokens    doc.Range
	lemma     string
	sense     noun
	number    int
	definite  bool
	nation    string
	mods      []string // what describes it, in lower case
	possessor int      // actor whose it is, -1 for none
	possessed bool     // somebody's, known or not
	bound     bool     // narrowed by a phrase behind it: "the ministry of transport"
	count     doc.Count
}

func (c *cast) nominal(i int, t doc.Range) nominal {
	lemma := strings.ToLower(c.lemma(i))
	n := nominal{head: i, tokens: t, lemma: lemma, definite: c.definite(i), possessor: -1}
	n.sense, _ = c.lex.noun(lemma)
	n.number = c.number(i)
	if senses := c.lex.nouns[lemma]; n.number == 2 && len(senses) > 1 {
		for _, s := range senses {
			if s.some {
				n.sense = s
			}
		}
	}
	if n.sense.some || lemma == "police" || lemma == "people" {
		n.number = 2
	}
	n.nation = c.nationIn(t.First, i)
	n.count = c.countOf(i, n.number)
	for k := c.firstChild[i]; k >= 0; k = c.nextChild[k] {
		m := int(k)
		switch {
		case c.rel(m) == "nmod:poss":
			n.possessed = true
			if c.of[m] >= 0 {
				n.possessor = int(c.of[m])
			}
		case m < i && (c.base(m) == "amod" || c.base(m) == "compound" || c.base(m) == "nmod"):
			if w := bareMod(c.word(m)); !weakMods[w] {
				n.mods = append(n.mods, w)
			}
		case c.base(m) == "nmod" && m < t.End && c.binds(m):
			n.bound = true
			n.mods = append(n.mods, strings.ToLower(c.lemma(m)))
		}
	}
	return n
}

// bareMod is a describing word in lower case, without "ex-".
func bareMod(w string) string {
	w = strings.ToLower(w)
	if len(w) > 4 {
		w = strings.TrimPrefix(w, "ex-")
	}
	return w
}

// weakMods are words that do not tell one bearer of a noun from another.
var weakMods = map[string]bool{
	"same": true, "said": true, "former": true, "late": true, "other": true, "own": true, "whole": true, "entire": true, "new": true, "old": true,
	"alleged": true, "so-called": true, "two": true, "three": true, "first": true, "latter": true, "unnamed": true, "ex": true, "acting": true, "retired": true, "outgoing": true, "disgraced": true, "embattled": true,
}

// visitBody takes up the nominal of tokens t with its head at i: an actor that was
// spoken of before, or a new one.
func (c *cast) visitBody(i int, t doc.Range) {
	n := c.nominal(i, t)
	if c.base(i) == "appos" && c.head(i) >= 0 && c.of[c.head(i)] >= 0 {
		a := int(c.of[c.head(i)])
		if act := &c.actors[a]; act.number != 2 == (n.number != 2) && !act.silent {
			c.describe(a, n.lemma, t, i)
			c.mention(a, t, i, doc.NominalMention)
			return
		}
	}
	if a := c.looseBeside(n); a >= 0 {
		act := &c.actors[a]
		act.kind, act.loose, act.silent = n.sense.kind, false, false
		if n.sense.gender != 0 {
			act.gender, act.genderBy = n.sense.gender, byTitle
		}
		c.describe(a, n.lemma, t, i)
		c.mention(a, t, i, doc.NominalMention)
		return
	}
	if n.lemma == "head" && n.possessed && c.place(i) != subject {
		return // "turned it on its head"
	}
	bare := t.Len() == 1 && n.number != 2
	if bare && c.place(i) != subject {
		return // "under fire from opposition", "by train and bus driver"
	}
	a := c.dressed(n)
	if a < 0 && !c.withheld(n) {
		a = c.known(n)
	}
	if a < 0 {
		a = c.create(c.described(n))
	}
	c.actors[a].silent = false
	if n.sense.kind == doc.ActorOutlet && c.actors[a].kind == doc.ActorOrganization {
		c.actors[a].kind = doc.ActorOutlet
	}
	c.describe(a, n.lemma, t, i)
	c.mention(a, t, i, doc.NominalMention)
}

// withheld tells whether a clause behind the nominal says that its name is kept back:
// "the general, who asked not to be identified". Nobody named before is meant.
func (c *cast) withheld(n nominal) bool {
	const reach = 10 // tokens
	who := n.tokens.End
	if who < len(c.of) && c.word(who) == "," {
		who++
	}
	if who >= len(c.of) || c.word(who) != "who" {
		return false
	}
	for i := who + 1; i < min(len(c.of), who+reach) && c.sentence[i] == c.sentence[n.head]; i++ {
		switch c.word(i) {
		case "anonymity", "anonymous", "identified", "named":
			return true
		}
	}
	return false
}

// looseBeside is the name that a comma parts from the nominal and that no stage
// before took for one: "the port's operator, Brightwater,".
func (c *cast) looseBeside(n nominal) int {
	if n.number == 2 {
		return -1
	}
	if end := n.tokens.End; end+1 < len(c.of) && c.word(end) == "," && (c.definite(n.head) || n.possessed) {
		for h := end + 1; h < len(c.of) && h < end+6; h++ {
			t, ok := c.looseAt[h]
			if ok && t.First == end+1 && c.closes(t.End) && (t.End+1 >= len(c.of) || c.upos(t.End+1) != "CCONJ") {
				return int(c.of[h])
			}
		}
	}
	if comma := n.tokens.First - 1; comma > 0 && c.word(comma) == "," && c.closes(n.tokens.End) && c.introduces(n.tokens.First) {
		for h := comma - 1; h >= 0 && h > comma-6; h-- {
			if t, ok := c.looseAt[h]; ok && t.End == comma {
				return int(c.of[h])
			}
		}
	}
	return -1
}

// dressed is the body whose name a wide noun only dresses: "the Reuters news
// agency", "the Acme group".
func (c *cast) dressed(n nominal) int {
	if !n.definite || !n.sense.general || n.number == 2 || n.possessed || n.tokens.End != n.head+1 {
		return -1
	}
	i := n.head - 1
	if i > n.tokens.First && c.word(i) == "news" {
		i--
	} else if n.lemma == "agency" {
		return -1
	}
	if i < n.tokens.First || c.of[i] < 0 {
		return -1
	}
	a := int(c.of[i])
	switch c.actors[a].kind {
	case doc.ActorOrganization, doc.ActorOutlet, doc.ActorArmedGroup, doc.ActorParty:
		return a
	}
	return -1
}

// described is a new actor for a nominal.
func (c *cast) described(n nominal) actor {
	a := actor{
		kind: n.sense.kind, gender: n.sense.gender, genderBy: byTitle, naming: doc.Described, number: n.number, nation: n.nation,
		possessor: n.possessor, count: n.count,
	}
	if g := c.lex.usedFor[n.lemma]; a.gender == 0 && n.number != 2 {
		a.gender, a.genderBy = g, byUse
	}
	if a.kind == doc.ActorPerson && n.number == 2 {
		a.kind = doc.ActorGroup
		if n.count.Max > 0 && n.count.Max < 10 || n.sense.office || n.sense.informant {
			a.kind = doc.ActorPerson
		}
	}
	if n.sense.some && a.kind == doc.ActorGovernment && n.nation != "" {
		a.naming = doc.Named
	}
	if a.kind == doc.ActorPerson || a.kind == doc.ActorGroup {
		if len(n.mods) == 0 && !n.possessed && n.tokens.End == n.head+1 && !c.relative(n.head) {
			a.naming = doc.Bare
		}
	}
	return a
}

// relative tells whether a clause behind the noun says more of it: "officials
// who were there".
func (c *cast) relative(h int) bool {
	for k := c.firstChild[h]; k >= 0; k = c.nextChild[k] {
		if c.base(int(k)) == "acl" || int(k) > h && c.base(int(k)) == "nmod" {
			return true
		}
	}
	return false
}

// known is the actor that a nominal takes up, -1 for none. First whoever bears
// the same noun or office; then, for wide nouns ("the man", "the group"), the
// last actor of that kind.
func (c *cast) known(n nominal) int {
	if n.possessed {
		return c.knownOf(n)
	}
	if !n.definite {
		return c.knownBare(n)
	}
	named, wide, alone, others := -1, -1, -1, 0
	for k := len(c.recent) - 1; k >= max(0, len(c.recent)-maxRecent); k-- {
		a := c.recent[k]
		act := &c.actors[a]
		back := c.distance(a, n.head)
		if back > nounReach {
			break
		}
		if n.tokens.Contains(act.lastToken) || !c.agrees(act, n) || c.coArgument(act, n) {
			continue
		}
		switch {
		case slices.Contains(act.heads, n.lemma):
			if c.fits(act, n) {
				return a
			}
		case slices.Contains(act.nameWords, n.lemma):
			if named < 0 {
				named = a
			}
		case act.row:
			if wide < 0 && back <= 2 && n.count.Max == act.count.Max && n.sense.kind == doc.ActorPerson {
				wide = a
			}
		case n.number == 2 || len(n.mods) > 1 || n.bound && !c.fits(act, n):
		case n.sense.general && back <= 3 && c.embraces(act, n):
			if wide < 0 {
				wide = a
			}
		case back <= 2 && act.kind == doc.ActorPerson && n.sense.kind == doc.ActorPerson:
			others++
			if c.mayBeCalled(act, n, back) {
				alone = a
			}
		}
	}
	switch {
	case named >= 0:
		return named
	case wide >= 0:
		return wide
	case others == 1:
		return alone
	}
	return -1
}

// nounReach is how many sentences back a description can take somebody up.
const nounReach = 12

// coArgument tells whether an actor is the subject of the clause in which the
// nominal is something else: "Petrova fired the chief".
func (c *cast) coArgument(act *actor, n nominal) bool {
	return act.lastSentence == int(c.sentence[n.head]) && act.lastPlace == subject && act.lastClause == c.clause(n.head) && c.place(n.head) != subject
}

// mayBeCalled tells whether a noun that was not said of a person before can stand
// for him, where nobody else is spoken of: "the suspect", "the widow"; an office
// only for who has none yet.
func (c *cast) mayBeCalled(act *actor, n nominal, back int) bool {
	if act.naming != doc.Named || n.sense.informant || n.tokens.End > n.head+1 {
		return false
	}
	return !n.sense.office || back <= 1 && len(act.roles) == 0 && act.lastPlace == subject
}

// knownOf is the known actor for "his spokesman": the same noun of the same
// possessor.
func (c *cast) knownOf(n nominal) int {
	if n.possessor < 0 {
		return -1
	}
	for k := len(c.recent) - 1; k >= max(0, len(c.recent)-maxRecent); k-- {
		a := c.recent[k]
		if act := &c.actors[a]; act.possessor == n.possessor && slices.Contains(act.heads, n.lemma) && c.agrees(act, n) {
			return a
		}
	}
	return -1
}

// knownBare joins "officials" to the "officials" of the sentences before, word
// for word.
func (c *cast) knownBare(n nominal) int {
	if n.number != 2 || n.count.Max > 0 {
		return -1
	}
	text := c.text(n.tokens)
	for k := len(c.recent) - 1; k >= max(0, len(c.recent)-maxRecent); k-- {
		a := c.recent[k]
		act := &c.actors[a]
		if c.distance(a, n.head) > 4 || len(act.terms) == 0 {
			continue
		}
		if strings.EqualFold(act.terms[0].text, text) {
			return a
		}
	}
	return -1
}

// agrees tells whether number, gender and country of an actor and a nominal can
// go together.
func (c *cast) agrees(act *actor, n nominal) bool {
	if act.silent && !act.row || act.number != 0 && n.number != 0 && act.number != n.number {
		return false
	}
	if act.genderBy > byUse && conflict(act.gender, n.sense.gender) {
		return false
	}
	if n.nation != "" && act.nation != "" && n.nation != act.nation {
		return false
	}
	return n.count.Max == 0 || act.count.Max == 0 || n.count.Max == act.count.Max
}

// fits tells whether the words that describe a nominal were said of the actor
// whose noun it shares.
func (c *cast) fits(act *actor, n nominal) bool {
	if len(n.mods) == 0 {
		return true
	}
	for _, m := range n.mods {
		if slices.Contains(act.mods, m) || slices.Contains(act.heads, m) {
			return true
		}
		if code := c.lex.adjectives[m]; code != "" && code == act.nation {
			return true
		}
	}
	return false
}

// trade is whether the words for a body tell of a company or an agency, "" where
// they tell neither.
func (c *cast) trade(act *actor) string {
	for _, list := range [][]string{act.heads, act.nameWords} {
		for _, w := range list {
			if s, ok := c.lex.noun(w); ok && s.trade != "" {
				return s.trade
			}
		}
	}
	return ""
}

// embraces tells whether a wide noun can stand for the actor.
func (c *cast) embraces(act *actor, n nominal) bool {
	if act.lastPlace < object && act.lastSentence != int(c.sentence[n.head]) && act.kind == doc.ActorPerson {
		return false
	}
	switch n.sense.kind {
	case doc.ActorPerson:
		return act.kind == doc.ActorPerson && act.number == 1 && (act.naming == doc.Named || act.gender != 0 || n.sense.gender == 0)
	case doc.ActorGroup:
		return act.kind == doc.ActorOrganization || act.kind == doc.ActorArmedGroup || act.kind == doc.ActorParty
	case doc.ActorOrganization:
		if t := c.trade(act); t != "" && n.sense.trade != "" && t != n.sense.trade {
			return false
		}
		return act.kind == doc.ActorOrganization && act.naming == doc.Named || act.kind == doc.ActorGovernment && act.naming == doc.Named && n.lemma != "company"
	case doc.ActorOutlet:
		return act.kind == doc.ActorOutlet || act.kind == doc.ActorOrganization && act.naming == doc.Named && !act.known
	case doc.ActorArmedGroup:
		return act.kind == doc.ActorArmedGroup
	}
	return false
}

// visitDocument takes up a document that speaks: "The report indicated". One
// that was cited from an outlet just before is the outlet's word.
func (c *cast) visitDocument(i int, lemma string, t doc.Range) {
	if !c.speaks(i) {
		c.visitThing(i)
		return
	}
	n := c.nominal(i, t)
	n.sense.kind = doc.ActorDocument
	a := -1
	if n.definite && !n.possessed && len(n.mods) == 0 {
		for k := len(c.recent) - 1; k >= max(0, len(c.recent)-maxRecent) && a < 0; k-- {
			b := c.recent[k]
			act := &c.actors[b]
			ds := c.distance(b, i)
			switch {
			case act.kind == doc.ActorDocument && ds <= 12 && slices.Contains(act.heads, lemma):
				a = b
			case act.kind == doc.ActorOutlet && ds <= 4 && retellings[lemma]:
				a = b
			}
		}
	}
	if n.possessor >= 0 && c.actors[n.possessor].kind == doc.ActorOutlet && retellings[lemma] {
		a = n.possessor
	}
	if a < 0 {
		d := c.described(n)
		d.kind = doc.ActorDocument
		a = c.create(d)
	}
	c.describe(a, lemma, t, i)
	c.mention(a, t, i, doc.NominalMention)
}

// retellings are the documents that outlets put out.
var retellings = map[string]bool{"report": true, "article": true, "story": true, "dispatch": true, "paper": true, "editorial": true, "bulletin": true}

// speaks tells whether the phrase with head i is where something is known from.
func (c *cast) speaks(i int) bool {
	if h := c.head(i); h >= 0 && c.rel(i) == "nsubj" && c.lex.report[c.lemma(h)] {
		return true
	}
	for k := c.firstChild[i]; k >= 0 && int(k) < i; k = c.nextChild[k] {
		if strings.EqualFold(c.word(int(k)), "according") {
			return true
		}
	}
	return false
}

// countOf bounds how many a noun phrase stands for.
func (c *cast) countOf(i, number int) doc.Count {
	if m := c.child(i, "nummod"); m >= 0 {
		if n, ok := numeral(c.word(m)); ok {
			return c.bounded(m, n)
		}
		switch strings.ToLower(c.lemma(m)) {
		case "dozen":
			return doc.Count{Min: 12, Max: 12}
		}
	}
	for k := c.firstChild[i]; k >= 0 && int(k) < i; k = c.nextChild[k] {
		switch strings.ToLower(c.word(int(k))) {
		case "both":
			return doc.Count{Min: 2, Max: 2}
		case "dozens":
			return doc.Count{Min: 24}
		case "hundreds":
			return doc.Count{Min: 200}
		case "thousands":
			return doc.Count{Min: 2000}
		}
	}
	switch number {
	case 1:
		return doc.Count{Min: 1, Max: 1}
	case 2:
		return doc.Count{Min: 2}
	}
	return doc.Count{}
}

// bounded reads what stands before a number: "at least 20", "up to 20".
func (c *cast) bounded(m, n int) doc.Count {
	words := ""
	for i := max(0, m-3); i < m; i++ {
		words += " " + strings.ToLower(c.word(i))
	}
	switch {
	case strings.HasSuffix(words, " at least"), strings.HasSuffix(words, " more than"), strings.HasSuffix(words, " over"):
		return doc.Count{Min: n}
	case strings.HasSuffix(words, " up to"), strings.HasSuffix(words, " at most"), strings.HasSuffix(words, " fewer than"), strings.HasSuffix(words, " less than"):
		return doc.Count{Min: 1, Max: n}
	}
	return doc.Count{Min: n, Max: n}
}

var numerals = map[string]int{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
	"thirteen": 13, "fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
}

func numeral(w string) (int, bool) {
	if n, ok := numerals[strings.ToLower(w)]; ok {
		return n, true
	}
	n, err := strconv.Atoi(strings.ReplaceAll(w, ",", ""))
	return n, err == nil && n > 0
}
