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
	if c.base(i) == "expl" || c.upos(i) != "PRON" {
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
	if act.gender == 0 && act.kind == doc.ActorPerson {
		act.gender = p.gender
	}
	c.mention(a, doc.Range{First: i, End: i + 1}, i, doc.PronounMention)
}

// visitRelative gives "who" to the actor of the noun that its clause describes.
func (c *cast) visitRelative(i int) {
	at := i
	for range maxDepth {
		h := c.head(at)
		if h < 0 || h == at {
			return
		}
		if c.rel(at) == "acl:relcl" {
			if h < i && c.of[h] >= 0 && c.base(i) != "mark" && len(c.actors[c.of[h]].terms) > 0 {
				c.mention(int(c.of[h]), doc.Range{First: i, End: i + 1}, i, doc.PronounMention)
			}
			return
		}
		at = h
	}
}

// weights of what makes an actor salient. An actor of the same sentence starts
// at 0.
type weights struct {
	perSentence   float64 // each sentence back
	isSubject     float64
	isObject      float64
	perDoubling   float64 // each doubling of its mentions
	ownClause     float64 // "his" of the subject of its clause
	acrossQuote   float64 // the pronoun in a quotation, the actor outside
	singularThey  float64
	thing         float64 // a noun that is no actor
	unlikelyThing float64 // "it" for a place
	ahead         float64 // "In his speech, Okoro": the subject that follows
}

// tuned on the train part of GUM, its news before its fiction, and 1,200 passages
// of the development part of GAP, one weight after the other. Also tried there, and worth nothing: that
// pronoun and actor stand in the same place of their clauses, that the actor was
// spoken of last by a pronoun, that its gender is known rather than open.
var tuned = weights{
	perSentence: -2, isSubject: 0.7, isObject: 0.4, perDoubling: 0.75, ownClause: 0.8, acrossQuote: -0.8,
	singularThey: -2.2, thing: 0.1, unlikelyThing: -0.3, ahead: 1.2,
}

// reach is how many sentences back a pronoun can mean an actor.
const reach = 4

// antecedent is the most salient actor that agrees with the pronoun at i, -1
// where none does.
func (c *cast) antecedent(i int, p pronoun) int {
	s := int(c.sentence[i])
	at := c.place(i)
	clause := c.clause(i)
	if p.reflexive {
		if a := c.subjectOf(clause, i); a >= 0 {
			if _, ok := c.agreement(&c.actors[a], p); ok {
				return a
			}
		}
	}
	speaker := c.speaker(i)
	best, top := -1, math.Inf(-1)
	for k := len(c.recent) - 1; k >= max(0, len(c.recent)-maxRecent); k-- {
		a := c.recent[k]
		act := &c.actors[a]
		back := s - act.lastSentence
		if back > reach {
			break // recent is in order of last mention
		}
		penalty, ok := c.agreement(act, p)
		if !ok || a == speaker || !c.mayBind(i, p, act, clause) {
			continue
		}
		score := penalty + c.salience(back, act.lastPlace) + c.w.perDoubling*math.Log2(float64(1+len(act.mentions)))
		if c.quoted[i] != c.quoted[act.lastToken] && back == 0 {
			score += c.w.acrossQuote
		}
		if p.possessive && back == 0 && c.clause(act.lastToken) == clause {
			score += c.w.ownClause
		}
		if score = steady(score); score > top {
			best, top = a, score
		}
	}
	if a, score := c.following(i, p); a >= 0 && score > top {
		best, top = a, score
	}
	if best >= 0 && (p.thing || p.many) && c.thingScore(i, p, s, at, clause) >= top {
		return -1
	}
	return best
}

// steady is a score to nine places: what a CPU's own logarithm or fused
// multiplication changes in the last bits decides nothing.
func steady(score float64) float64 { return math.Round(score*1e9) / 1e9 }

// following is the named subject that comes after a pronoun in front of it: "In
// his speech, Okoro said".
func (c *cast) following(i int, p pronoun) (int, float64) {
	verb := c.clause(i)
	for range maxDepth {
		if verb < 0 {
			return -1, 0
		}
		if s := c.child(verb, "nsubj"); s > i {
			a := int(c.of[s])
			if a < 0 || c.actors[a].naming != doc.Named || c.base(verb) == "conj" {
				return -1, 0
			}
			penalty, ok := c.agreement(&c.actors[a], p)
			if !ok {
				return -1, 0
			}
			return a, penalty + c.w.isSubject + c.w.ahead
		} else if s >= 0 {
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

// salience is what the last place an actor or thing was spoken of is worth.
func (c *cast) salience(back int, last place) float64 {
	score := c.w.perSentence * float64(back)
	switch last {
	case subject:
		score += c.w.isSubject
	case object:
		score += c.w.isObject
	}
	return score
}

// thingScore is the salience of the thing that the pronoun may mean best.
func (c *cast) thingScore(i int, p pronoun, s int, at place, clause int) float64 {
	top := math.Inf(-1)
	for _, t := range c.things {
		if p.many != (t.number == 2) || s-t.sentence > 1 {
			continue
		}
		if t.clause == clause && t.place == subject && !p.possessive && !p.reflexive && at != subject {
			continue
		}
		score := c.w.thing + c.salience(s-t.sentence, t.place) + c.w.perDoubling
		if p.possessive && t.sentence == s && t.clause == clause {
			score += c.w.ownClause
		}
		top = max(top, score)
	}
	return top
}

// agreement tells whether the pronoun can mean the actor, and how far it is
// stretched.
func (c *cast) agreement(act *actor, p pronoun) (penalty float64, ok bool) {
	switch {
	case p.gender != 0:
		return 0, act.kind == doc.ActorPerson && act.number != 2 && !conflict(act.gender, p.gender)
	case p.thing:
		if act.silent {
			penalty = c.w.unlikelyThing
		}
		return penalty, act.kind != doc.ActorPerson && act.number != 2
	}
	switch {
	case act.silent:
		return 0, false
	case act.number == 2:
		return 0, true
	case act.kind == doc.ActorPerson:
		if act.naming == doc.Named && act.gender != 0 {
			return 0, false
		}
		return c.w.singularThey, true
	}
	return c.w.singularThey / 2, true
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
