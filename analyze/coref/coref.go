package coref

import (
	"slices"
	"strconv"
	"strings"

	"github.com/saysonews/sayso/analyze"
	"github.com/saysonews/sayso/doc"
)

// Stage finds the actors of a report.
func Stage() analyze.Stage {
	return analyze.Stage{
		Name:    "coref",
		Version: 6,
		Doc:     "finds who acts and speaks, with every mention by name, description or pronoun",
		Needs:   []analyze.Layer{analyze.Layout, analyze.Segment, analyze.Tag, analyze.Parse, analyze.Entity, analyze.Place},
		Gives:   []analyze.Layer{analyze.Actor},
		Run:     func(d *doc.Doc) { d.Actors = Find(d) },
	}
}

// Find is the actors of a report in the order of their first mentions. It is
// empty where words were not tagged and parsed.
func Find(d *doc.Doc) []doc.Actor {
	c := castOf(d, tuned())
	if c == nil {
		return nil
	}
	c.play()
	return c.finish()
}

// castOf is the cast of a report with its names and their posts, nil where words
// were not tagged and parsed.
func castOf(d *doc.Doc, w *salience) *cast {
	r := newReader(d)
	if r == nil {
		return nil
	}
	return newCast(r, w)
}

// play gives every mention its actor.
func (c *cast) play() {
	c.enterNames()
	c.enterLoose()
	c.enterPosts()
	for i := range c.d.Tokens {
		c.visit(i)
	}
}

// An actor is a doc.Actor in the making.
type actor struct {
	kind      doc.ActorKind
	naming    doc.Naming
	gender    gender
	number    int // 1 one, 2 many, 0 unknown
	nation    string
	heads     []string // lemmas of the nouns it was called by, "general" for "Gen."
	nameWords []string // nouns of its name: "court"
	mods      []string // other words of those descriptions, in lower case
	possessor int      // the actor whose it is, -1 for none
	silent    bool
	row       bool         // two or more who are named together
	loose     bool         // a name that no stage before took for one
	known     bool         // a body or place that the word lists know
	genderBy  genderSource // where the gender is known from
	count     doc.Count
	roles     []doc.Role
	terms     []term // what it was called, in order of appearance
	mentions  []doc.Mention

	// Where it was spoken of last.
	lastToken    int
	lastSentence int
	lastPlace    place // the best in that sentence
	lastRole     role  // likewise
	lastClause   int
	lastKind     doc.MentionKind
	firstToken   int // the first in that sentence

	subjectSentence  int // where it was the subject last
	inTitle, inFirst bool
	acted            bool // was a subject, or had something
}

// A cast is the actors of one report in the making.
type cast struct {
	*reader
	w       *salience
	actors  []actor
	names   []named
	nameAt  map[int]int       // token of a name's head: its index in names
	postAt  map[int]int       // token of a role's noun: the name's index
	looseAt map[int]doc.Range // token of a loose name's head: its tokens
	posts   map[int][]post    // by name
	byName  map[string]int    // folded last names and one-word names of bodies: the actor
	byKey   map[string]int    // governments and places by what they are of
	of      []int32           // of each token: the actor whose mention has its head there, -1
	inRole  []bool            // of each token: part of a title before a name
	recent  []int             // actors by last mention, the latest last
	things  []thing           // the last nouns that are no actors
	chains  [4]chain
	pool    []candidate                        // kept for the next pronoun
	path    []int                              // likewise
	trace   func(i, form int, all []candidate) // is told of each choice, for training
}

// A thing is a noun that no actor stands behind. It is kept for "it" and "they",
// which mean things more often than actors.
type thing struct {
	token, sentence int
	lemma           string
	count           int // how often it was spoken of of late
	number          int
	role            role
	clause          int
}

func newCast(r *reader, w *salience) *cast {
	c := &cast{
		reader: r, w: w, nameAt: map[int]int{}, postAt: map[int]int{}, looseAt: map[int]doc.Range{}, posts: map[int][]post{}, byKey: map[string]int{}, byName: map[string]int{},
		of: make([]int32, len(r.d.Tokens)), inRole: make([]bool, len(r.d.Tokens)),
	}
	for i := range c.of {
		c.of[i] = -1
	}
	return c
}

// create adds an actor without mentions.
func (c *cast) create(a actor) int {
	a.lastSentence, a.lastToken, a.subjectSentence = -1, -1, -1
	c.actors = append(c.actors, a)
	return len(c.actors) - 1
}

// enterNames sorts the names by who bears them.
func (c *cast) enterNames() {
	c.names = c.reader.names()
	c.people(c.names, func(i int) int {
		a := one(doc.ActorPerson, "")
		if a.gender = c.names[i].gender; a.gender != 0 {
			a.genderBy = byTitle
		}
		return c.create(a)
	})
	for i := range c.names {
		n := &c.names[i]
		if n.kind == doc.Person && n.actor >= 0 {
			a := &c.actors[n.actor]
			first, _, _ := splitName(n.words)
			switch g, by := c.lex.genderOf(n.words[0]); {
			case n.gender != 0 || a.genderBy >= byName && a.gender != 0:
			case len(first) > 0 && g != 0:
				a.gender, a.genderBy = g, by
			case a.gender == 0 && c.lex.firstNames[n.words[0]] != 0:
				a.gender, a.genderBy = g, byUse // perhaps a last name
			}
		}
	}
	c.bodies(c.names, func(i int) int {
		n := c.names[i]
		a := one(doc.ActorOrganization, c.lex.seats[n.key])
		if k, ok := c.lex.kindOf(n.key); ok {
			a.kind, a.known = k, true
		} else if _, last := c.lex.lastWords[n.words[len(n.words)-1]]; last || c.inanimate(&n) {
			a.known = true
		}
		if a.nation == "" {
			a.nation = c.nationIn(n.tokens.First, n.tokens.End)
		}
		for _, w := range n.words {
			if _, ok := c.lex.noun(w); ok && len(n.words) > 1 {
				a.nameWords = append(a.nameWords, w)
			}
		}
		return c.create(a)
	})
	for i, n := range c.names {
		if n.actor >= 0 {
			c.knowAs(n)
		}
		c.nameAt[n.head] = i
		for t := n.tokens.First; t < n.tokens.End; t++ {
			if n.actor >= 0 {
				c.of[t] = int32(n.actor)
			}
		}
	}
}

// enterLoose takes up the runs of proper nouns that are in no name of a person,
// body or place: they are nobody until "he" or "she" means them.
func (c *cast) enterLoose() {
	for i := 0; i < len(c.d.Tokens); i++ {
		if !c.mayBeLoose(i) {
			continue
		}
		t := doc.Range{First: i, End: i + 1}
		for t.End < len(c.d.Tokens) && c.mayBeLoose(t.End) && c.sentence[t.End] == c.sentence[i] {
			t.End++
		}
		i = t.End
		key := fold(c.word(t.End - 1))
		if a, ok := c.byName[key]; ok && a >= 0 {
			continue // visitUntagged takes it up
		}
		if _, seen := c.byKey["loose "+key]; t.Len() == 1 && c.upos(t.First) != "PROPN" && !seen && c.startsSentence(t.First) {
			continue // any noun has a capital there
		}
		l := one(doc.ActorOrganization, "")
		l.loose, l.silent = true, true
		l.known = t.Len() > 1 && (siteWords[key] || c.number(t.End-1) == 2)
		if first := fold(c.word(t.First)); t.Len() > 1 {
			l.gender, l.genderBy = c.lex.genderOf(first)
		}
		a := c.keyed("loose "+key, l)
		head := c.topOf(t)
		c.of[head] = int32(a)
		c.looseAt[head] = t
	}
}

// mayBeLoose tells whether token i may be part of a name that no stage before
// took for one.
func (c *cast) mayBeLoose(i int) bool {
	w := c.word(i)
	if c.of[i] >= 0 || c.upos(i) != "PROPN" && c.upos(i) != "NOUN" || len(w) < 2 || !startsUpper(w) || isAcronym(w) || calendar[w] {
		return false
	}
	if e := c.entity[i]; e >= 0 && c.entityKind[e] != "" && c.entityKind[e] != doc.Other {
		return false
	}
	_, people := c.lex.adjectives[fold(w)]
	_, noun := c.lex.noun(strings.ToLower(w))
	return !people && !noun
}

// startsSentence tells whether token i is the first word of its sentence.
func (c *cast) startsSentence(i int) bool {
	return i == 0 || c.sentence[i-1] != c.sentence[i] || c.upos(i-1) == "PUNCT"
}

// knowAs remembers the one word that may stand for a name. A word that two
// actors share stands for neither.
func (c *cast) knowAs(n named) {
	word := n.key
	if n.kind == doc.Person {
		_, word, _ = splitName(n.words)
	}
	if len(word) < 4 && !isAcronym(c.word(n.tokens.First)) || strings.Contains(word, " ") {
		return
	}
	if a, ok := c.byName[word]; ok && a != n.actor {
		c.byName[word] = -1
		return
	}
	c.byName[word] = n.actor
}

// one is a named actor that stands for one person or body.
func one(kind doc.ActorKind, nation string) actor {
	return actor{kind: kind, naming: doc.Named, number: 1, nation: nation, possessor: -1, count: doc.Count{Min: 1, Max: 1}}
}

// enterPosts reads the roles around the names and gives them to the actors.
func (c *cast) enterPosts() {
	for i, n := range c.names {
		if n.actor < 0 {
			continue
		}
		for _, p := range c.reader.posts(n) {
			a := &c.actors[n.actor]
			if n.kind == doc.Person {
				if len(a.roles) < maxRoles && !slices.Contains(a.roles, p.Role) {
					a.roles = append(a.roles, p.Role)
				}
				if a.nation == "" {
					a.nation = p.nation
				}
				if p.gender != 0 && a.genderBy < byTitle {
					a.gender, a.genderBy = p.gender, byTitle
				}
			} else if s := c.lex.nouns[p.lemma]; a.kind == doc.ActorOrganization && len(s) > 0 {
				a.kind = bodyKind(s, a.kind)
			}
			c.describe(n.actor, p.lemma, p.tokens, p.head)
			c.posts[i] = append(c.posts[i], p)
			if p.mention {
				c.postAt[p.head] = i
			} else {
				for t := p.tokens.First; t < p.tokens.End && p.tokens.End <= n.tokens.First; t++ {
					c.inRole[t] = true
				}
			}
		}
	}
}

// bodyKind is the kind that an apposition tells of a body: "Ansar, a rebel group".
func bodyKind(senses []noun, kind doc.ActorKind) doc.ActorKind {
	for _, s := range senses {
		switch s.kind {
		case doc.ActorPerson, doc.ActorDocument, doc.ActorGroup, doc.ActorGovernment:
		default:
			return s.kind
		}
	}
	return kind
}

// describe remembers the words of a description for later "the general".
func (c *cast) describe(a int, lemma string, t doc.Range, head int) {
	act := &c.actors[a]
	if len(act.heads) < 12 && lemma != "" && !slices.Contains(act.heads, lemma) {
		act.heads = append(act.heads, lemma)
	}
	for i := t.First; i < t.End && len(act.mods) < 24; i++ {
		if i == head {
			continue
		}
		switch c.upos(i) {
		case "ADJ", "NOUN", "PROPN", "VERB", "NUM":
			if w := bareMod(c.word(i)); !slices.Contains(act.mods, w) {
				act.mods = append(act.mods, w)
			}
		}
	}
}

// visit gives the mention with its head at token i, if there is one, its actor.
func (c *cast) visit(i int) {
	if n, ok := c.nameAt[i]; ok {
		c.visitName(n)
		return
	}
	if t, ok := c.looseAt[i]; ok && c.of[i] >= 0 {
		c.mention(int(c.of[i]), t, i, doc.NameMention)
		return
	}
	if e := c.entity[i]; e >= 0 && c.of[i] >= 0 && c.postAtOr(i) < 0 {
		return // within a name
	}
	if p := c.postAtOr(i); p >= 0 {
		c.mention(c.names[p].actor, c.phrase(i), i, doc.NominalMention)
		return
	}
	switch c.upos(i) {
	case "PRON", "DET":
		c.visitPronoun(i)
	case "VERB", "ADV", "X", "INTJ":
		if startsUpper(c.word(i)) && (c.place(i) == subject || !c.startsSentence(i)) {
			c.visitUntagged(i) // "Falk gave no reason"
		}
	case "PROPN":
		if !c.visitUntagged(i) {
			c.visitNominal(i)
		}
	case "ADJ": // "The executive did not say"
		if c.definite(i) && c.place(i) == subject && c.lex.office(strings.ToLower(c.word(i))) {
			c.visitNominal(i)
		}
	case "NOUN":
		// Taggers take a name at the start of a sentence for a noun.
		if _, ok := c.lex.noun(c.lemma(i)); ok || !startsUpper(c.word(i)) || !c.visitUntagged(i) {
			c.visitNominal(i)
		}
	}
}

// visitUntagged takes up a name that is tagged elsewhere in the report but was
// missed here: a last name, an organisation's one word.
func (c *cast) visitUntagged(i int) bool {
	if c.entity[i] >= 0 || i > 0 && c.upos(i-1) == "PROPN" || i+1 < len(c.of) && c.upos(i+1) == "PROPN" {
		return false
	}
	w := fold(c.word(i))
	a, ok := c.byName[w]
	if _, noun := c.lex.noun(w); !ok || a < 0 || noun || commonFirst[w] {
		return false
	}
	c.mention(a, doc.Range{First: i, End: i + 1}, i, doc.NameMention)
	return true
}

func (c *cast) postAtOr(i int) int {
	if p, ok := c.postAt[i]; ok {
		return p
	}
	return -1
}

func (c *cast) visitName(i int) {
	n := &c.names[i]
	switch {
	case n.kind == doc.Organization && c.governs(n.words[len(n.words)-1]) && len(n.words) > 1:
		c.visitGovernment(n.tokens.End-1, doc.NameMention)
		for t := n.tokens.First; t < n.tokens.End-1; t++ {
			c.of[t] = c.of[n.tokens.End-1]
		}
		return
	case n.kind == doc.Location || n.actor < 0:
		c.visitPlace(n)
		return
	}
	t, head := n.tokens, n.head
	for _, p := range c.posts[i] {
		if p.leads {
			t, head = doc.Range{First: p.tokens.First, End: max(n.tokens.End, p.tokens.End)}, p.head
		}
	}
	c.mention(n.actor, t, head, doc.NameMention)
	act := &c.actors[n.actor]
	act.terms[len(act.terms)-1].text = c.text(n.tokens)
}

// visitPlace takes up a place: a seat of government is an actor, a country or a
// capital is where it acts, and any other place only something that "it" may
// mean.
func (c *cast) visitPlace(n *named) {
	if code := c.lex.seats[n.key]; code != "" {
		a := c.keyed("seat "+n.key, one(doc.ActorGovernment, code))
		c.mention(a, n.tokens, n.head, doc.NameMention)
		return
	}
	code := c.lex.countries[n.key]
	if code == "" {
		code = c.lex.capitals[n.key]
	}
	if code != "" && c.acts(n.head, maxDepth) {
		a := c.keyed("government "+code, one(doc.ActorGovernment, code))
		c.mention(a, n.tokens, n.head, doc.NameMention)
		return
	}
	silent := one(doc.ActorPlace, code)
	silent.silent, silent.known = true, code != "" || c.inanimate(n)
	a := c.keyed("place "+n.key, silent)
	c.mention(a, n.tokens, n.head, doc.NameMention)
}

// keyed is the actor with this key, made on first use.
func (c *cast) keyed(key string, a actor) int {
	i, ok := c.byKey[key]
	if !ok {
		i = c.create(a)
		c.byKey[key] = i
	}
	return i
}

// acts tells whether the phrase with head h does what governments do.
func (c *cast) acts(h, depth int) bool {
	verb := c.head(h)
	if verb < 0 || depth == 0 {
		return false
	}
	switch c.rel(h) {
	case "nsubj", "obl:agent":
	case "obl":
		if by := c.child(h, "case"); by < 0 || c.word(by) != "by" || c.child(verb, "aux:pass") < 0 && !strings.Contains(c.d.Tags[verb].Feats, "VerbForm=Part") {
			return false
		}
	case "conj":
		return c.acts(verb, depth-1)
	default:
		return false
	}
	return c.upos(verb) == "VERB" && c.lex.act[c.lemma(verb)]
}

// governs tells whether a noun means a government: "administration".
func (c *cast) governs(lemma string) bool {
	n, ok := c.lex.noun(lemma)
	return ok && n.kind == doc.ActorGovernment && !n.some
}

// visitGovernment takes up "the Venezuelan government", "the Trump
// administration", "the government" with its head at token i.
func (c *cast) visitGovernment(i int, kind doc.MentionKind) {
	t := c.phrase(i)
	if c.number(i) == 2 {
		c.visitBody(i, t) // "the US and Chinese governments"
		return
	}
	lemma := strings.ToLower(c.lemma(i))
	person, nation := c.rulers(i, t)
	var a int
	switch {
	case person >= 0:
		g := one(doc.ActorGovernment, c.actors[person].nation)
		g.possessor = person
		a = c.keyed("government of "+strconv.Itoa(person), g)
	case nation != "":
		a = c.keyed("government "+nation, one(doc.ActorGovernment, nation))
	default:
		a = c.lastGovernment(i, lemma)
		if a < 0 {
			if lemma == "regime" && !c.definite(i) {
				return // "a regime of sanctions"
			}
			if !c.definite(i) || t.Len() > 2 {
				c.visitBody(i, t)
				return
			}
			g := one(doc.ActorGovernment, "")
			g.naming = doc.Described
			a = c.keyed("the "+lemma, g)
		}
	}
	c.describe(a, lemma, t, i)
	c.mention(a, t, i, kind)
}

// rulers is whose a government is: a person, or a country's.
func (c *cast) rulers(i int, t doc.Range) (person int, nation string) {
	for k := t.First; k < t.End; k++ {
		if n, ok := c.nameAt[k]; ok && c.names[n].kind == doc.Person && c.names[n].actor >= 0 {
			return c.names[n].actor, ""
		}
		if k != i && c.of[k] >= 0 && c.actors[c.of[k]].kind == doc.ActorPerson && (c.upos(k) == "PRON" || c.upos(k) == "PROPN") {
			return int(c.of[k]), ""
		}
	}
	return -1, c.nationIn(t.First, t.End)
}

// lastGovernment is the government spoken of last, of the same noun rather than
// of another.
func (c *cast) lastGovernment(i int, lemma string) int {
	if !c.definite(i) {
		return -1
	}
	found := -1
	for k := len(c.recent) - 1; k >= max(0, len(c.recent)-maxRecent); k-- {
		a := c.recent[k]
		act := &c.actors[a]
		if act.kind != doc.ActorGovernment || c.distance(a, i) > 6 {
			continue
		}
		if slices.Contains(act.heads, lemma) {
			return a
		}
		if found < 0 && len(act.heads) == 0 {
			found = a
		}
	}
	return found
}

// mention adds a mention to actor a.
func (c *cast) mention(a int, t doc.Range, head int, kind doc.MentionKind) {
	act := &c.actors[a]
	act.mentions = append(act.mentions, doc.Mention{Span: c.d.SpanOf(t), Tokens: t, Head: head, Kind: kind})
	c.of[head] = int32(a)
	act.lastKind = kind
	if c.base(head) == "conj" && (act.number == 1 || act.silent) {
		defer c.enterRow(head)
	}
	if kind != doc.PronounMention {
		act.terms = append(act.terms, c.term(t, head, kind, act.naming))
	}
	c.touch(a, head)
}

// enterRow takes up "Ann Reyes and Luis Prado" at the last of them. They are
// nobody until "they" or "the two" means them together.
func (c *cast) enterRow(last int) {
	first := c.head(last)
	and := c.child(last, "cc")
	if first < 0 || first > last || and < first || c.of[first] < 0 || c.word(and) != "and" && c.word(and) != "&" {
		return
	}
	t := doc.Range{First: c.phrase(first).First, End: c.phrase(last).End}
	if e := c.entity[first]; e >= 0 {
		t.First = min(t.First, c.d.Entities[e].Tokens.First)
	}
	if e := c.entity[last]; e >= 0 {
		t.End = max(t.End, c.d.Entities[e].Tokens.End)
	}
	if !t.Contains(and) {
		return
	}
	row := actor{kind: doc.ActorPerson, naming: doc.Named, possessor: -1, number: 2, count: doc.Count{Min: 1}, silent: true, row: true}
	for k := c.firstChild[first]; k >= 0; k = c.nextChild[k] {
		if c.base(int(k)) != "conj" {
			continue
		}
		if c.of[k] < 0 || !c.joins(first, int(k)) || row.count.Min == maxRow {
			return
		}
		row.count.Min++
	}
	row.count.Max = row.count.Min
	if act := &c.actors[c.of[first]]; act.kind != doc.ActorPerson {
		row.kind = doc.ActorGroup
	} else if act.naming != doc.Named {
		row.naming = doc.Described
	}
	a := c.create(row)
	act := &c.actors[a]
	act.mentions = append(act.mentions, doc.Mention{Span: c.d.SpanOf(t), Tokens: t, Head: and, Kind: doc.NominalMention})
	act.terms = append(act.terms, term{text: c.text(t), kind: doc.NameMention, proper: true})
	c.touch(a, first)
	act.lastToken = last
}

// maxRow bounds how many are named together.
const maxRow = 12

// joins tells whether two heads of one row stand for one each, of like kind.
func (c *cast) joins(first, k int) bool {
	a, b := &c.actors[c.of[first]], &c.actors[c.of[k]]
	return a.number == 1 && b.number == 1 && (a.kind == doc.ActorPerson) == (b.kind == doc.ActorPerson)
}

// touch makes a the actor spoken of last.
func (c *cast) touch(a, head int) {
	act := &c.actors[a]
	s := int(c.sentence[head])
	p, role := c.place(head), c.role(head)
	if act.lastSentence == s {
		p, role = max(p, act.lastPlace), min(role, act.lastRole)
	} else {
		act.firstToken = head
	}
	if role.place() == subject {
		act.subjectSentence = s
	}
	act.lastSentence, act.lastToken, act.lastPlace, act.lastRole = s, head, p, role
	act.acted = act.acted || role.place() == subject || role == ownerRole
	act.lastClause = c.clause(head)
	act.inTitle = act.inTitle || c.headline.Contains(c.d.Tokens[head].Span)
	act.inFirst = act.inFirst || s == c.opening
	for k := len(c.recent) - 1; k >= max(0, len(c.recent)-maxRecent); k-- {
		if c.recent[k] == a {
			c.recent = append(c.recent[:k], c.recent[k+1:]...)
			break
		}
	}
	c.recent = append(c.recent, a)
	if len(c.recent) > 4*maxRecent {
		c.recent = append(c.recent[:0], c.recent[len(c.recent)-maxRecent:]...)
	}
}

// maxRecent bounds how many actors back a description or pronoun can reach.
const maxRecent = 40

// distance is the number of sentences between token i and the last mention of a.
func (c *cast) distance(a, i int) int { return int(c.sentence[i]) - c.actors[a].lastSentence }

// finish hands over the actors that were mentioned, in order.
func (c *cast) finish() []doc.Actor {
	var order []int
	for a := range c.actors {
		act := &c.actors[a]
		if len(act.terms) == 0 || act.silent {
			continue
		}
		slices.SortStableFunc(act.mentions, func(x, y doc.Mention) int { return x.Span.Start - y.Span.Start })
		order = append(order, a)
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := c.actors[a].mentions[0].Span, c.actors[b].mentions[0].Span
		if x.Start != y.Start {
			return x.Start - y.Start
		}
		return y.End - x.End // the wider first
	})
	var found []doc.Actor
	for _, a := range order {
		found = append(found, c.actors[a].done())
	}
	return found
}

// done is the actor as it is handed over.
func (a *actor) done() doc.Actor {
	out := doc.Actor{
		Kind: a.kind, Naming: a.naming, Count: a.count, Roles: a.roles, Country: a.nation, Mentions: a.mentions,
	}
	out.Name, out.Aliases = a.call()
	return out
}

// call chooses the fullest name; the others are aliases. Once somebody has a
// name, descriptions such as "the minister" are neither.
func (a *actor) call() (name string, aliases []string) {
	best := -1
	for i, t := range a.terms {
		if a.calls(t) && (best < 0 || a.fuller(t, a.terms[best])) {
			best = i
		}
	}
	if best < 0 {
		return a.terms[0].text, nil // "his government"
	}
	seen := map[string]bool{fold(a.terms[best].text): true}
	for _, t := range a.terms {
		if k := fold(t.text); a.calls(t) && !seen[k] && len(aliases) < 20 {
			seen[k] = true
			aliases = append(aliases, t.text)
		}
	}
	return a.terms[best].text, aliases
}

// calls tells whether a term may be the actor's name.
func (a *actor) calls(t term) bool {
	return t.text != "" && (a.naming != doc.Named || t.kind == doc.NameMention || a.kind == doc.ActorGovernment && t.proper)
}

// fuller tells whether t says more of who a is than o.
func (a *actor) fuller(t, o term) bool {
	switch {
	case a.naming != doc.Named:
		return false // the first description is the one that introduces
	case a.kind == doc.ActorGovernment && (t.kind == doc.NominalMention) != (o.kind == doc.NominalMention):
		return t.kind == doc.NominalMention // "US government" over "Washington"
	case a.kind == doc.ActorGovernment && t.kind == doc.NominalMention:
		return false
	}
	return strings.Count(t.text, " ") > strings.Count(o.text, " ")
}

// A term is what an actor was called once.
type term struct {
	text   string // as written, without an article for names
	kind   doc.MentionKind
	proper bool // holds a proper name
}

func (c *cast) term(t doc.Range, head int, kind doc.MentionKind, naming doc.Naming) term {
	if naming == doc.Named {
		for t.First < head && c.upos(t.First) == "DET" {
			t.First++
		}
	}
	proper := false
	for i := t.First; i < t.End; i++ {
		proper = proper || c.upos(i) == "PROPN" || c.upos(i) == "ADJ" && startsUpper(c.word(i))
	}
	return term{text: c.text(t), kind: kind, proper: proper}
}
