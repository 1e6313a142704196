package coref

import (
	_ "embed"
	"math/bits"
	"strconv"
	"sync"

	"github.com/saysonews/sayso/doc"
)

//go:embed data/salience.tsv
var salienceFile string

// A candidate is what a pronoun may mean: an actor, a thing, or nobody. It has
// one trait of each group; the weights of its traits, as learned for that form of
// pronoun, add up to its score.
type candidate struct {
	actor  int // -1 for a thing and for nobody
	token  int // where it was spoken of last, or ahead of the pronoun will be; nothing for nobody
	back   int // sentences since
	role   role
	clause int
	first  int // the first token of it in that sentence
	count  int // mentions so far
	traits [traitCount]uint16
}

const (
	nothing = -1        // the token of the candidate "nobody"
	noTrait = 1<<16 - 1 // its trait in most groups
)

// The groups of traits. A candidate's trait in a group is an index in the group's
// names.
const (
	placeGroup      = iota // its place in its clause, by how many sentences ago
	clauseGroup            // how its clause stands to the pronoun's
	parallelGroup          // whether it has the place of the pronoun
	tokensGroup            // how many tokens lie between
	orderGroup             // how many candidates were spoken of since
	mentionsGroup          // how often it was spoken of
	formGroup              // the form of its last mention
	genderGroup            // whether its gender is known to agree
	kindGroup              // what it is
	numberGroup            // one or many
	quotesGroup            // which of the two stands in quotation marks
	firstGroup             // whether it is the first candidate of its sentence
	topicGroup             // whether it was spoken of most
	openingGroup           // whether headline or first sentence speak of it
	chainGroup             // whether the last such pronoun meant it
	opensGroup             // whether the pronoun opens its sentence, and it is a subject
	speechGroup            // which of the two speaks or acts
	paragraphsGroup        // how many paragraphs lie between
	subjectGroup           // how long ago it was the subject
	rivalsGroup            // how many candidates there are
	aheadGroup             // whether it follows the pronoun
	rowGroup               // whether it stands in a row, or in brackets
	pairsGroup             // the first of the pairs
	traitCount      = pairsGroup + len(pairedGroups)
)

// pairedGroups are the groups whose traits have weights together, too.
var pairedGroups = [...][2]int{
	{formGroup, placeGroup}, {placeGroup, orderGroup}, {placeGroup, opensGroup}, {placeGroup, chainGroup},
	{clauseGroup, orderGroup}, {kindGroup, placeGroup}, {kindGroup, speechGroup},
}

// A traitGroup is what the traits of one group are called in data/salience.tsv.
type traitGroup struct {
	name   string
	traits []string
}

var (
	backNames  = []string{"here", "before", "two", "far"} // sentences back: 0, 1, 2, more
	placeNames = []string{"subject", "passive", "agent", "object", "oblique", "modifier", "owner", "row", "other"}
)

var traitGroups = withPairs([traitCount]traitGroup{
	placeGroup:      {"place", cross(backNames, placeNames)},
	clauseGroup:     {"clause", cross([]string{"same", "above", "below", "sister", "apart", "elsewhere"}, []string{"subject", "other"})},
	parallelGroup:   {"parallel", cross(backNames[:3], []string{"same", "not"})},
	tokensGroup:     {"tokens", []string{"1", "2", "4", "8", "16", "32", "64", "far"}},
	orderGroup:      {"order", []string{"last", "second", "third", "fourth", "older"}},
	mentionsGroup:   {"mentions", []string{"0", "1", "2", "4", "8", "more"}},
	formGroup:       {"form", cross(backNames[:3], []string{"name", "nominal", "pronoun"})},
	genderGroup:     {"gender", []string{"open", "agrees by use", "agrees by name", "agrees by pronoun", "agrees by title", "conflicts by use"}},
	kindGroup:       {"kind", []string{"person", "described", "group", "body", "known body", "government", "place", "known place", "loose", "thing", "nobody", "acting body", "acting place", "acting loose", "row", "outlet", "force", "party"}},
	numberGroup:     {"number", []string{"open", "one", "many"}},
	quotesGroup:     {"quotes", []string{"none", "both", "pronoun", "candidate"}},
	firstGroup:      {"first", cross(backNames[:3], []string{"first", "not"})},
	topicGroup:      {"topic", []string{"most", "tied", "less"}},
	openingGroup:    {"opening", []string{"headline", "first", "not"}},
	chainGroup:      {"chain", []string{"none", "here same", "here other", "before same", "before other", "far same", "far other"}},
	opensGroup:      {"opens", cross([]string{"opens", "within"}, []string{"top", "subject", "other"})},
	speechGroup:     {"speech", []string{"none", "both", "within", "candidate", "pronoun", "acts"}},
	paragraphsGroup: {"paragraphs", []string{"0", "1", "2", "more"}},
	subjectGroup:    {"subject", append(cross(backNames, []string{"ago"}), "never")},
	rivalsGroup:     {"rivals", []string{"0", "1", "2", "4", "more"}},
	aheadGroup:      {"ahead", []string{"behind", "ahead"}},
	rowGroup:        {"row", []string{"alone", "first", "later", "brackets"}},
})

// cross is every word of a with every word of b.
func cross(a, b []string) []string {
	var all []string
	for _, x := range a {
		for _, y := range b {
			all = append(all, x+" "+y)
		}
	}
	return all
}

func withPairs(g [traitCount]traitGroup) [traitCount]traitGroup {
	for k, p := range pairedGroups {
		g[pairsGroup+k] = traitGroup{g[p[0]].name + "+" + g[p[1]].name, cross(g[p[0]].traits, g[p[1]].traits)}
	}
	return g
}

// The forms of pronoun that have weights of their own, three a family.
const (
	heForm = iota
	himForm
	hisForm
	itForm
	itObjectForm
	itsForm
	theyForm
	themForm
	theirForm
	forms
)

var formNames = [forms]string{"he", "him", "his", "it", "it-object", "its", "they", "them", "their"}

// form is which weights the pronoun at i takes.
func (c *cast) form(i int, p pronoun) int {
	f := heForm
	switch {
	case p.many:
		f = theyForm
	case p.thing:
		f = itForm
	}
	switch {
	case p.possessive:
		return f + 2
	case c.place(i) != subject:
		return f + 1
	}
	return f
}

// A salience is the learned weights, in thousandths of a natural logarithm of
// odds. They are whole numbers, so that every CPU adds them up alike.
type salience struct {
	first   [traitCount]int // index of a group's first trait
	weights [forms][]int32
}

var tuned = sync.OnceValue(func() *salience { return readSalience(salienceFile) })

// newSalience has no weights yet: everything scores 0.
func newSalience() *salience {
	s := &salience{}
	n := 0
	for g := range traitGroups {
		s.first[g] = n
		n += len(traitGroups[g].traits)
	}
	for f := range s.weights {
		s.weights[f] = make([]int32, n)
	}
	return s
}

// readSalience reads rows of group, trait and a weight for each form of pronoun.
// Traits that are not in the file weigh nothing.
func readSalience(file string) *salience {
	s := newSalience()
	at := map[[2]string]int{}
	for g := range traitGroups {
		for t, name := range traitGroups[g].traits {
			at[[2]string{traitGroups[g].name, name}] = s.first[g] + t
		}
	}
	rows(file, func(f []string) {
		j, ok := at[[2]string{f[0], f[1]}]
		if !ok {
			return
		}
		for form := range min(forms, len(f)-2) {
			w, _ := strconv.Atoi(f[2+form])
			s.weights[form][j] = int32(w)
		}
	})
	return s
}

func (s *salience) score(form int, c *candidate) int32 {
	sum := int32(0)
	for g, t := range c.traits {
		if t != noTrait {
			sum += s.weights[form][s.first[g]+int(t)]
		}
	}
	return sum
}

// A view is what the traits of all candidates of one pronoun are measured by.
type view struct {
	i, clause  int
	p          pronoun
	place      place
	path       []int // its clause and those above it
	opens      bool  // the pronoun opens its sentence
	says, acts bool  // the pronoun is the subject of such a verb
	most, ties int   // mentions of the candidate spoken of most, and how many there are with as many
	first      [reach + 2]int
}

// setTraits fills in the traits of all candidates of the pronoun at i.
func (c *cast) setTraits(i int, p pronoun, all []candidate) {
	v := view{i: i, clause: c.clause(i), p: p, place: c.place(i), path: c.clausesAbove(i), opens: c.opens(i), most: -1}
	if v.place == subject {
		v.says, v.acts = c.lex.report[c.lemma(v.clause)], c.lex.act[c.lemma(v.clause)]
	}
	for b := range v.first {
		v.first[b] = 1 << 30
	}
	for k := range all {
		o := &all[k]
		if o.token == nothing {
			continue
		}
		v.first[o.back] = min(v.first[o.back], o.first)
		switch {
		case o.count > v.most:
			v.most, v.ties = o.count, 1
		case o.count == v.most:
			v.ties++
		}
	}
	for k := range all {
		o := &all[k]
		if o.token == nothing {
			c.nobodyTraits(&v, o, len(all))
		} else {
			c.placeTraits(&v, o, all)
			if o.actor >= 0 {
				c.actorTraits(&v, o)
			} else {
				c.thingTraits(o)
			}
		}
		for k, p := range pairedGroups {
			a, b := o.traits[p[0]], o.traits[p[1]]
			if a == noTrait || b == noTrait {
				o.traits[pairsGroup+k] = noTrait
				continue
			}
			o.traits[pairsGroup+k] = a*uint16(len(traitGroups[p[1]].traits)) + b
		}
	}
}

// nobodyTraits are the few that "nobody" has.
func (c *cast) nobodyTraits(v *view, o *candidate, rivals int) {
	t := &o.traits
	for g := range t {
		t[g] = noTrait
	}
	t[kindGroup] = nobodyKind
	t[opensGroup] = pair(within(v.opens), 3, 0)
	t[rivalsGroup] = uint16(bucket(rivals-1, 4))
	t[speechGroup] = v.speech(false, clauseElsewhere)
}

// placeTraits are those that actors and things have alike.
func (c *cast) placeTraits(v *view, o *candidate, all []candidate) {
	t := &o.traits
	isSubject := o.role.place() == subject
	t[placeGroup] = pair(min(o.back, 3), len(placeNames), int(o.role))
	relation := clauseElsewhere
	if o.back == 0 {
		relation = c.relation(o.clause, v)
	}
	t[clauseGroup] = pair(relation, 2, not(isSubject))
	t[parallelGroup] = pair(min(o.back, 2), 2, not(o.role.place() == v.place))
	distance := v.i - o.token
	if distance < 0 {
		distance = -distance
		t[aheadGroup] = 1
	}
	t[tokensGroup] = uint16(max(bucket(distance, 8)-1, 0))
	later := 0 // candidates spoken of since
	for k := range all {
		if all[k].token > o.token {
			later++
		}
	}
	t[orderGroup] = uint16(min(later, 4))
	t[mentionsGroup] = uint16(bucket(o.count, 5))
	t[firstGroup] = pair(min(o.back, 2), 2, not(v.first[o.back] == o.first))
	switch {
	case o.count < v.most:
		t[topicGroup] = 2
	case v.ties > 1:
		t[topicGroup] = 1
	}
	top := 2
	switch {
	case isSubject && c.head(o.clause) < 0:
		top = 0
	case isSubject:
		top = 1
	}
	t[opensGroup] = pair(within(v.opens), 3, top)
	switch {
	case c.child(o.token, "conj") >= 0:
		t[rowGroup] = 1
	case c.base(o.token) == "conj":
		t[rowGroup] = 2
	case o.token > 0 && c.word(o.token-1) == "(":
		t[rowGroup] = 3
	}
	t[rivalsGroup] = uint16(bucket(len(all)-1, 4))
	t[speechGroup] = v.speech(isSubject && c.lex.report[c.lemma(o.clause)], relation)
	t[paragraphsGroup] = uint16(max(min(int(c.paragraph[v.i]-c.paragraph[o.token]), 3), 0))
	switch q, r := c.quoted[v.i], c.quoted[o.token]; {
	case q && r:
		t[quotesGroup] = 1
	case q:
		t[quotesGroup] = 2
	case r:
		t[quotesGroup] = 3
	}
}

// speech tells which of a candidate and the pronoun speaks, or does what only
// somebody does.
func (v *view) speech(spoke bool, relation int) uint16 {
	switch {
	case spoke && relation == clauseAbove:
		return 2
	case spoke && v.says:
		return 1
	case spoke:
		return 3
	case v.says:
		return 4
	case v.acts:
		return 5
	}
	return 0
}

// thingTraits are those of a thing.
func (c *cast) thingTraits(o *candidate) {
	t := &o.traits
	t[formGroup] = pair(min(o.back, 2), 3, 1)
	t[kindGroup] = thingKind
	t[openingGroup] = 2
	t[subjectGroup] = uint16(len(backNames))
	if o.role.place() == subject {
		t[subjectGroup] = uint16(min(o.back, 3))
	}
}

// Indices of the kind group.
const (
	personKind uint16 = iota
	describedKind
	groupKind
	bodyKindTrait
	knownBodyKind
	governmentKind
	placeKind
	knownPlaceKind
	looseKind
	thingKind
	nobodyKind
	actingBodyKind // it was a subject or an owner before
	actingPlaceKind
	actingLooseKind
	rowKind
	outletKind
	forceKind
	partyKind
)

// actorTraits are the traits that only actors have.
func (c *cast) actorTraits(v *view, o *candidate) {
	act := &c.actors[o.actor]
	t := &o.traits
	form := 0
	switch act.lastKind {
	case doc.NominalMention:
		form = 1
	case doc.PronounMention:
		form = 2
	}
	t[formGroup] = pair(min(o.back, 2), 3, form)
	switch {
	case v.p.gender == 0 || act.gender == 0:
	case v.p.gender == act.gender:
		t[genderGroup] = 1 + uint16(act.genderBy)
	default:
		t[genderGroup] = 2 + uint16(byTitle)
	}
	t[kindGroup] = act.kindTrait()
	t[numberGroup] = uint16(act.number)
	switch {
	case act.inTitle:
	case act.inFirst:
		t[openingGroup] = 1
	default:
		t[openingGroup] = 2
	}
	if last := c.chains[v.p.chain()]; last.token > 0 {
		t[chainGroup] = 1 + pair(min(int(c.sentence[v.i])-last.sentence, 2), 2, not(last.actor == o.actor))
	}
	t[subjectGroup] = uint16(len(backNames))
	if act.subjectSentence >= 0 {
		t[subjectGroup] = uint16(min(int(c.sentence[v.i])-act.subjectSentence, 3))
	}
}

func (a *actor) kindTrait() uint16 {
	switch {
	case a.row:
		return rowKind
	case a.loose && a.acted:
		return actingLooseKind
	case a.loose:
		return looseKind
	}
	switch a.kind {
	case doc.ActorPlace:
		switch {
		case a.known:
			return knownPlaceKind
		case a.acted:
			return actingPlaceKind
		}
		return placeKind
	case doc.ActorPerson:
		if a.naming == doc.Named {
			return personKind
		}
		return describedKind
	case doc.ActorGroup:
		return groupKind
	case doc.ActorGovernment:
		return governmentKind
	case doc.ActorOutlet:
		return outletKind
	case doc.ActorForce, doc.ActorArmedGroup:
		return forceKind
	case doc.ActorParty:
		return partyKind
	}
	switch {
	case a.known || a.naming != doc.Named:
		return knownBodyKind
	case a.acted:
		return actingBodyKind
	}
	return bodyKindTrait
}

// pair is the index of a trait of two parts, the second one of n.
func pair(a, n, b int) uint16 { return uint16(a*n + b) }

func not(b bool) int {
	if b {
		return 0
	}
	return 1
}

// within is 0 for a pronoun that opens its sentence.
func within(opens bool) int { return not(opens) }

// bucket is the number of binary digits of n, at most limit.
func bucket(n, limit int) int { return min(bits.Len(uint(max(n, 0))), limit) }

// opens tells whether token i stands at the head of its sentence.
func (c *cast) opens(i int) bool {
	for k := i - 1; k >= 0 && c.sentence[k] == c.sentence[i]; k-- {
		switch c.upos(k) {
		case "PUNCT", "CCONJ", "ADV":
		default:
			return false
		}
	}
	return true
}

// maxClauses bounds how many clauses up a walk goes.
const maxClauses = 12

// clausesAbove is the clause of token i and those it hangs in, from the innermost.
func (c *cast) clausesAbove(i int) []int {
	path := c.path[:0]
	for at := c.clause(i); len(path) < maxClauses; {
		path = append(path, at)
		next := c.clause(at)
		if next == at || c.head(at) < 0 {
			break
		}
		at = next
	}
	c.path = path
	return path
}

// How the clause of a candidate stands to that of the pronoun.
const (
	clauseSame = iota
	clauseAbove
	clauseBelow
	clauseSister
	clauseApart
	clauseElsewhere // in another sentence
)

// relation tells how the clause of a candidate of the same sentence stands to
// that of the pronoun.
func (c *cast) relation(clause int, v *view) int {
	switch {
	case clause == v.clause:
		return clauseSame
	case c.base(v.clause) == "conj" && c.head(v.clause) == clause:
		return clauseSister
	}
	for _, above := range v.path {
		if above == clause {
			return clauseAbove
		}
	}
	for range maxClauses {
		next := c.clause(clause)
		switch next {
		case v.clause:
			return clauseBelow
		case clause:
			return clauseApart
		}
		clause = next
	}
	return clauseApart
}

// A role is the place of an actor's mention in its clause: an index in placeNames,
// what is taken up most often first.
type role uint8

const (
	subjectRole role = iota
	passiveRole
	agentRole
	objectRole
	obliqueRole
	modifierRole
	ownerRole
	rowRole
	otherRole
)

// role is the place of the phrase with head h, as finely as the tree tells.
func (r *reader) role(h int) role {
	row := false
	for range maxDepth {
		switch rel := r.rel(h); rel {
		case "nsubj", "nsubj:outer", "csubj", "nsubj:pass":
			switch {
			case row:
				return rowRole
			case rel == "nsubj:pass":
				return passiveRole
			}
			return subjectRole
		case "obl:agent":
			return agentRole
		case "obj", "iobj":
			return objectRole
		case "nmod:poss":
			return ownerRole
		case "conj", "appos", "flat":
			row = row || rel == "conj"
			if h = r.head(h); h < 0 {
				return otherRole
			}
			continue
		}
		switch r.base(h) {
		case "obl":
			return obliqueRole
		case "nmod":
			return modifierRole
		case "root", "parataxis":
			return objectRole
		}
		return otherRole
	}
	return otherRole
}

// place is the coarse place of a role.
func (r role) place() place {
	switch r {
	case subjectRole, passiveRole, agentRole, rowRole:
		return subject
	case objectRole:
		return object
	}
	return other
}

// A chain is the pronouns of one gender or number: whom the last one meant.
type chain struct{ actor, token, sentence int }

// chain is which chain a pronoun continues.
func (p pronoun) chain() int {
	switch {
	case p.gender == male:
		return 0
	case p.gender == female:
		return 1
	case p.thing:
		return 2
	}
	return 3
}

// Where a gender is known from, the surest last.
type genderSource uint8

const (
	byUse     genderSource = iota // "the nurse" is mostly "she"
	byName                        // the first name
	byPronoun                     // "he" meant him before
	byTitle                       // "Mrs.", "mother"
)
