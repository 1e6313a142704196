package coref

import (
	"math"
	"strings"

	"github.com/saysonews/sayso/doc"
)

// A pronoun is a form that stands for somebody spoken of.
type pronoun struct {
	gender     gender
	thing      bool // "it"
	many       bool // "they"
	possessive bool
	reflexive  bool
	relative   bool
}

// pronouns are the forms by their lower-case words. "I", "we" and "you" mean who
// speaks and who is spoken to: the attribution stage knows them.
var pronouns = map[string]pronoun{
	"he": {gender: male}, "him": {gender: male}, "his": {gender: male, possessive: true}, "himself": {gender: male, reflexive: true},
	"she": {gender: female}, "her": {gender: female}, "hers": {gender: female}, "herself": {gender: female, reflexive: true},
	"it": {thing: true}, "its": {thing: true, possessive: true}, "itself": {thing: true, reflexive: true},
	"they": {many: true}, "them": {many: true}, "their": {many: true, possessive: true}, "theirs": {many: true},
	"themselves": {many: true, reflexive: true},
	"who":        {relative: true}, "whom": {relative: true}, "whose": {relative: true}, "which": {relative: true}, "that": {relative: true},
}

// visitPronoun gives the pronoun at token i to its actor, if one stands out.
func (c *cast) visitPronoun(i int) {
	w := c.word(i)
	if len(w) > 10 {
		return
	}
	p, ok := pronouns[strings.ToLower(w)]
	if !ok {
		return
	}
	if p.relative {
		c.visitRelative(i)
		return
	}
	if c.upos(i) != "PRON" || c.base(i) == "expl" && c.sayer(i, p) < 0 {
		return
	}
	if c.rel(i) == "nmod:poss" {
		p.possessive = true
	}
	a := c.antecedent(i, p)
	if a < 0 {
		return
	}
	act := &c.actors[a]
	if p.gender != 0 {
		act.isPerson(p.gender)
	}
	if act.row {
		act.silent = false
	}
	c.chains[p.chain()] = chain{actor: a, token: i, sentence: int(c.sentence[i])}
	c.mention(a, doc.Range{First: i, End: i + 1}, i, doc.PronounMention)
}

// isPerson makes the actor one whom "he" or "she" meant.
func (a *actor) isPerson(g gender) {
	a.kind, a.silent, a.loose = doc.ActorPerson, false, false
	if a.gender == 0 || a.genderBy < byPronoun {
		a.gender, a.genderBy = g, byPronoun
	}
}

// visitRelative gives "who" to the actor of the noun that its clause describes.
func (c *cast) visitRelative(i int) {
	h := c.relativeHead(i)
	if h < 0 && strings.HasPrefix(strings.ToLower(c.word(i)), "who") {
		h = c.nounBeside(i)
	}
	if h < 0 || h >= i || c.of[h] < 0 || len(c.actors[c.of[h]].terms) == 0 {
		return
	}
	c.mention(int(c.of[h]), doc.Range{First: i, End: i + 1}, i, doc.PronounMention)
}

// relativeHead is the noun on which the clause of the relative pronoun at i hangs.
func (c *cast) relativeHead(i int) int {
	if c.base(i) == "mark" {
		return -1
	}
	at := i
	for range maxDepth {
		h := c.head(at)
		if h < 0 {
			return -1
		}
		if c.rel(at) == "acl:relcl" {
			return h
		}
		at = h
	}
	return -1
}

// nounBeside is the head of the phrase that ends before token i or before a comma
// there: what "who" describes where the tree has its clause elsewhere.
func (c *cast) nounBeside(i int) int {
	k := i - 1
	if k > 0 && c.word(k) == "," {
		k--
	}
	if k < 0 || c.sentence[k] != c.sentence[i] || c.upos(k) != "PROPN" && c.upos(k) != "NOUN" {
		return -1
	}
	for range maxDepth {
		if c.of[k] >= 0 && c.actors[c.of[k]].kind == doc.ActorPerson {
			return k
		}
		switch c.base(k) {
		case "flat", "compound", "nmod", "appos":
		default:
			return -1
		}
		h := c.head(k)
		if h < 0 || h > i {
			return -1
		}
		k = h
	}
	return -1
}

// reach is how many sentences back a pronoun can mean an actor.
const reach = 4

// antecedent is the candidate that the pronoun at i means most likely, -1 where
// that is a thing or nobody.
func (c *cast) antecedent(i int, p pronoun) int {
	if p.reflexive {
		if a := c.subjectOf(c.clause(i), i); a >= 0 && c.agreement(&c.actors[a], p) {
			return a
		}
	}
	if a := c.sayer(i, p); a >= 0 {
		return a
	}
	all := c.candidates(i, p)
	if len(all) == 0 {
		return -1
	}
	c.setTraits(i, p, all)
	return c.best(i, c.form(i, p), all)
}

// best is the actor of the candidate that scores highest, -1 where that is a
// thing or nobody.
func (c *cast) best(i, form int, all []candidate) int {
	best, top := 0, int32(math.MinInt32)
	for k := range all {
		if score := c.w.score(form, &all[k]); score > top {
			best, top = k, score
		}
	}
	if c.trace != nil {
		c.trace(i, form, all)
	}
	return all[best].actor
}

// sayer is the body that says of itself what "it" opens, -1 for none: "Acme said
// it would appeal". Not "said it was raining", "said it was clear that".
func (c *cast) sayer(i int, p pronoun) int {
	own := c.head(i)
	if !p.thing || c.place(i) != subject && c.rel(i) != "expl" || own < 0 || c.base(own) != "ccomp" || c.upos(own) != "VERB" && (c.upos(own) != "ADJ" || c.rel(i) == "expl") || weather[c.lemma(own)] {
		return -1
	}
	for k := c.firstChild[own]; k >= 0; k = c.nextChild[k] {
		switch c.base(int(k)) {
		case "csubj", "ccomp":
			if c.upos(own) == "ADJ" {
				return -1
			}
		case "xcomp", "advcl":
			if c.upos(own) == "ADJ" && !willing[c.lemma(own)] {
				return -1 // "it was hard to tell"
			}
		}
	}
	says := c.head(own)
	if says < 0 || !c.lex.report[c.lemma(says)] {
		return -1
	}
	s := c.child(says, "nsubj")
	if s < 0 || s > i || c.of[s] < 0 {
		return -1
	}
	if act := &c.actors[c.of[s]]; act.silent || act.kind == doc.ActorPerson || act.kind == doc.ActorDocument || act.number == 2 || act.lastToken != s {
		return -1
	}
	return int(c.of[s])
}

var weather = map[string]bool{"rain": true, "snow": true, "hail": true, "seem": true, "appear": true, "happen": true, "take": true, "turn": true}

// willing are adjectives with "to" that are said of somebody.
var willing = map[string]bool{"ready": true, "willing": true, "unable": true, "able": true, "free": true, "prepared": true, "keen": true, "set": true, "determined": true, "happy": true, "open": true}

// candidates is what the pronoun at i can mean: what agrees with it and is not
// barred by its place, the last spoken of first.
func (c *cast) candidates(i int, p pronoun) []candidate {
	all := c.pool[:0]
	s, clause := int(c.sentence[i]), c.clause(i)
	speaker := c.speaker(i)
	for k := len(c.recent) - 1; k >= max(0, len(c.recent)-maxRecent); k-- {
		a := c.recent[k]
		act := &c.actors[a]
		back := s - act.lastSentence
		if back > reach {
			break // recent is in order of last mention
		}
		if a == speaker || !c.agreement(act, p) || !c.mayBind(i, p, act, clause) || back == 0 && (c.within(i, act.lastToken) || c.onlyQuoted(i, act)) {
			continue
		}
		all = append(all, candidate{
			actor: a, token: act.lastToken, back: back, role: act.lastRole, clause: act.lastClause, first: act.firstToken, count: len(act.mentions),
		})
	}
	if a, token := c.following(i, p); a >= 0 && a != speaker {
		all = append(all, candidate{
			actor: a, token: token, role: c.role(token), clause: c.clause(token), first: token, count: len(c.actors[a].mentions),
		})
	}
	if p.thing || p.many {
		all = c.thingCandidates(i, p, all)
	}
	if len(all) > 0 && p.gender == 0 {
		all = append(all, candidate{actor: -1, token: nothing})
	}
	c.pool = all
	return all
}

// onlyQuoted tells whether nobody but the speaker's words have spoken of an actor yet:
// in "“We know our source,” she said" she is not the source.
func (c *cast) onlyQuoted(i int, act *actor) bool {
	speaks := !c.quoted[i] && c.place(i) == subject && c.lex.report[c.lemma(c.clause(i))]
	return speaks && act.naming != doc.Named && c.quoted[act.firstToken] && c.sentence[act.firstToken] == c.sentence[i]
}

// thingCandidates adds the things that the pronoun at i may mean.
func (c *cast) thingCandidates(i int, p pronoun, all []candidate) []candidate {
	s := int(c.sentence[i])
	clause := c.clause(i)
	for k := len(c.things) - 1; k >= 0; k-- {
		t := c.things[k]
		back := s - t.sentence
		if back > 1 {
			break
		}
		if p.many != (t.number == 2) || back == 0 && c.within(i, t.token) {
			continue
		}
		if t.clause == clause && t.role.place() == subject && !p.possessive && !p.reflexive && c.place(i) != subject {
			continue
		}
		all = append(all, candidate{actor: -1, token: t.token, back: back, role: t.role, clause: t.clause, first: t.token, count: t.count})
	}
	return all
}

// within tells whether token i is part of the phrase with head h, with no clause
// between: "his" of "Otto Brandt, his partner" is not Brandt's.
func (c *cast) within(i, h int) bool {
	for range 3 * maxDepth {
		switch c.base(i) {
		case "nmod", "appos", "amod", "det", "compound", "flat", "nummod", "case", "dep":
		default:
			return false
		}
		i = c.head(i)
		if i == h {
			return true
		}
		if i < 0 {
			return false
		}
	}
	return false
}

// following is the named subject that comes after a pronoun in front of it, and
// its token: "In his speech, Okoro said".
func (c *cast) following(i int, p pronoun) (actor, token int) {
	verb := c.clause(i)
	for range maxDepth {
		if verb < 0 {
			return -1, 0
		}
		s := c.child(verb, "nsubj")
		if s < 0 {
			s = c.child(verb, "nsubj:pass")
		}
		if s > i {
			if says := c.child(verb, "ccomp"); says > s && c.within(i, s) {
				// "In a statement, his lawyer said Okoro would appeal"
				if told := c.child(says, "nsubj"); told > s {
					s = told
				}
			}
			a := int(c.of[s])
			if a < 0 || c.actors[a].naming != doc.Named || c.base(verb) == "conj" || !c.agreement(&c.actors[a], p) {
				return -1, 0
			}
			return a, s
		} else if s >= 0 && s != i {
			return -1, 0
		}
		next := c.head(verb)
		if next < i {
			return -1, 0
		}
		verb = next
	}
	return -1, 0
}

// speaker is the actor who says the quoted words around token i in the same
// sentence, -1 when not known: who is quoted says "I", not "he".
func (c *cast) speaker(i int) int {
	if !c.quoted[i] {
		return -1
	}
	at := i
	for range 3 * maxDepth {
		h := c.head(at)
		if h < 0 {
			return -1
		}
		at = h
		if c.quoted[at] {
			continue
		}
		if s := c.child(at, "nsubj"); s >= 0 {
			return int(c.of[s])
		}
		return -1
	}
	return -1
}

// subjectOf is the actor who does what the verb at token i tells: its subject, or
// that of the verb above when it has none of its own ("vowed to defend himself").
func (c *cast) subjectOf(verb, before int) int {
	for range maxDepth {
		if verb < 0 {
			return -1
		}
		if s := c.child(verb, "nsubj"); s >= 0 && s < before {
			return int(c.of[s])
		}
		switch c.base(verb) {
		case "xcomp", "advcl", "conj", "ccomp", "acl":
			verb = c.head(verb)
		default:
			return -1
		}
	}
	return -1
}

// agreement tells whether the pronoun can mean the actor. A first name decides
// nothing by itself, nor does what the names were tagged as.
func (c *cast) agreement(act *actor, p pronoun) bool {
	switch {
	case p.gender != 0:
		return act.number != 2 && !act.row && act.mayBePerson() && (act.genderBy < byName || !conflict(act.gender, p.gender))
	case p.thing:
		return act.kind != doc.ActorPerson && act.number != 2
	case act.row:
		return true
	case act.silent || act.loose:
		return false
	}
	return act.number == 2 || act.kind != doc.ActorPerson || act.naming != doc.Named || act.gender == 0
}

// mayBePerson tells whether an actor is a person, or a name that may be one's.
func (a *actor) mayBePerson() bool {
	switch a.kind {
	case doc.ActorPerson:
		return true
	case doc.ActorOrganization, doc.ActorPlace:
		return a.naming == doc.Named && !a.known
	}
	return false
}

// mayBind holds the pronoun to the rules of binding: "himself" is the subject of
// its clause, "him" is not.
func (c *cast) mayBind(i int, p pronoun, act *actor, clause int) bool {
	if act.lastSentence != int(c.sentence[i]) || p.possessive {
		return !p.reflexive || act.lastSentence == int(c.sentence[i])
	}
	inClause := c.clause(act.lastToken) == clause && act.lastPlace == subject
	if p.reflexive {
		return inClause || c.clause(act.lastToken) != clause
	}
	return !inClause || c.place(i) == subject
}
