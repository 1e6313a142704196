package coref

import (
	"strings"

	"github.com/saysonews/sayso/doc"
)

// A post is a role that the report gives somebody, with the words that a later
// "the general" or "the foreign minister" may take up.
type post struct {
	doc.Role
	tokens  doc.Range
	head    int    // token of the noun
	lemma   string // "general" for "Gen."
	nation  string
	gender  gender
	mention bool // a phrase of its own, by which it is spoken of: an apposition
	leads   bool // a title on which the name hangs: "student Ann Reyes"
}

// posts is every role given to the name: before it, behind it, or by "is".
func (r *reader) posts(n named) []post {
	var found []post
	if p, ok := r.titleBefore(n); ok {
		found = append(found, p)
	}
	found = append(found, r.appositions(n)...)
	return append(found, r.besides(n, found)...)
}

// besides reads appositions off the words where the tree has them elsewhere:
// parsers often hang the second of two phrases with commas on something farther
// off. "the envoy, Otto Brandt," and "Otto Brandt, a diplomat who".
func (r *reader) besides(n named, found []post) []post {
	if n.kind == doc.Location {
		return nil
	}
	var more []post
	add := func(noun int) {
		lemma, ok := r.personNoun(noun, n.kind)
		if !ok || r.number(noun) == 2 || r.upos(noun) != "NOUN" {
			return
		}
		for _, p := range found {
			if p.head == noun {
				return
			}
		}
		t := r.phrase(noun)
		p := r.post(r.trimRole(t, noun), noun, lemma)
		p.mention, p.tokens = true, t
		more = append(more, p)
	}
	if noun := r.nounBefore(n); noun >= 0 {
		add(noun)
	}
	if noun := r.nounBehind(n); noun >= 0 {
		add(noun)
	}
	return more
}

// nounBefore is the head of "the envoy on Sylvania" in front of ", Otto Brandt,".
func (r *reader) nounBefore(n named) int {
	comma := n.tokens.First - 1
	for comma > 0 && r.upos(comma) == "PROPN" && r.titled(comma) {
		comma-- // "its spokesman, Col. Rashid Amin"
	}
	if comma < 1 || r.word(comma) != "," || !r.closes(n.tokens.End) || r.child(n.head, "cc") >= 0 {
		return -1
	}
	if end := n.tokens.End; end+1 < len(r.d.Tokens) && r.word(end) == "," && r.upos(end+1) == "CCONJ" {
		return -1 // "the envoy, Otto Brandt, and the general"
	}
	for i := comma - 1; i >= 0 && comma-i <= 8 && r.sentence[i] == r.sentence[comma]; i-- {
		if r.upos(i) == "VERB" || r.upos(i) == "PUNCT" {
			return -1
		}
		if r.upos(i) != "NOUN" || r.phraseEnd(i, 3) != comma-1 {
			continue
		}
		if _, ok := r.personNoun(i, n.kind); !ok {
			continue // "a spokeswoman for the railway, Pia Holm,"
		}
		if t := r.phrase(i); r.introduces(t.First) || r.child(i, "nmod:poss") >= 0 {
			return i
		}
	}
	return -1
}

// titled tells whether token i is a title: "Col.".
func (r *reader) titled(i int) bool {
	_, ok := r.lex.titles[fold(r.word(i))]
	return ok
}

// nounBehind is the head of "a diplomat" behind "Otto Brandt,".
func (r *reader) nounBehind(n named) int {
	comma := n.tokens.End
	if comma+2 >= len(r.d.Tokens) || r.word(comma) != "," || !r.introduces(comma+1) {
		return -1
	}
	for i := comma + 2; i < len(r.d.Tokens) && i-comma <= 8 && r.sentence[i] == r.sentence[comma]; i++ {
		switch r.upos(i) {
		case "ADJ", "NOUN", "PROPN", "NUM", "ADV", "PART", "VERB", "DET":
		case "PUNCT":
			if r.word(i) != "-" && r.word(i) != "\"" {
				return -1
			}
		default:
			return -1
		}
		if r.upos(i) == "NOUN" && r.phrase(i).First == comma+1 {
			if r.closes(r.phraseEnd(i, 3) + 1) {
				return i
			}
			return -1
		}
	}
	return -1
}

// introduces tells whether an apposition may start with token i.
func (r *reader) introduces(i int) bool {
	switch strings.ToLower(r.word(i)) {
	case "a", "an", "the", "his", "her", "its", "their":
		return true
	}
	return false
}

// closes tells whether an apposition may end before token i.
func (r *reader) closes(i int) bool {
	if i >= len(r.d.Tokens) {
		return true
	}
	switch r.word(i) {
	case ",", ".", ";", ":", "who", "whose", "and", ")", "—", "-", "–":
		return true
	}
	return false
}

// titleBefore reads the words before a name: "retired Gen. Bram Odell",
// "US Secretary of State Mike Pompeo".
func (r *reader) titleBefore(n named) (post, bool) {
	// Titles that the entity took in stand between its start and the name's.
	end := n.tokens.First
	for end > 0 && r.honorific(end-1) {
		end-- // "chairman Mr Okoro"
	}
	noun, lemma := -1, ""
	for i := end - 1; i >= 0 && end-i <= 8 && r.sentence[i] == r.sentence[n.head] && r.inTitle(i); i-- {
		if n.kind != doc.Person {
			if l, ok := r.personNoun(i, n.kind); ok {
				noun, lemma = i, l
			}
			break // "state oil company Petrolex": the noun stands next to the name
		}
		if l, ok := r.lex.officeOf(r.word(i), r.lemma(i)); ok && l != "" && r.upos(i) != "VERB" && r.number(i) != 2 && (r.upos(i) != "ADJ" || i == end-1 && r.lex.office(l)) {
			noun, lemma = i, l
			break
		}
	}
	if noun < 0 || noun != end-1 && !r.tied(noun, n) || noun == end-1 && r.met(noun, n) {
		return post{}, false
	}
	// Behind the noun only what it is of: "Secretary of State".
	if noun+1 < end && r.upos(noun+1) != "ADP" && r.word(noun+1) != "." {
		return post{}, false
	}
	first := noun
	for first > 0 && r.sentence[first-1] == r.sentence[noun] && noun-first < 8 && r.modifies(first-1, first, end) {
		first--
	}
	for first < noun && (r.upos(first) == "PUNCT" || r.upos(first) == "CCONJ") {
		first++
	}
	if first >= 2 && r.word(first-1) == "and" && r.upos(first-2) == "NOUN" && r.number(first-2) != 2 && r.lex.office(strings.ToLower(r.lemma(first-2))) {
		first -= 2 // "chairman and chief executive"
	}
	p := r.post(doc.Range{First: first, End: end}, noun, lemma)
	p.leads = r.head(n.head) == noun && (r.base(n.head) == "flat" || r.base(n.head) == "appos" || r.base(n.head) == "compound")
	return p, true
}

// modifies tells whether word i belongs to the title that starts at first.
func (r *reader) modifies(i, first, end int) bool {
	switch r.upos(i) {
	case "NOUN", "PROPN", "ADJ", "VERB", "CCONJ", "PUNCT", "ADV":
	default:
		return false
	}
	if w := r.word(i); w == "," || w == ";" || w == ":" || w == "(" || w == ")" {
		return false
	}
	h := r.head(i)
	switch r.base(i) {
	case "amod", "compound", "nmod", "flat", "conj", "cc", "punct", "advmod":
		return h >= first && h < end+1
	}
	return false
}

// inTitle tells whether a word can stand between a title's noun and a name.
func (r *reader) inTitle(i int) bool {
	switch r.upos(i) {
	case "NOUN", "PROPN", "ADJ":
		return true
	case "DET":
		return strings.EqualFold(r.word(i), "the")
	case "ADP":
		switch r.word(i) {
		case "of", "for", "to", "at", "in":
			return true
		}
	case "CCONJ":
		return r.word(i) == "and" || r.word(i) == "&"
	case "PUNCT":
		w := r.word(i)
		return w == "." || w == "-"
	}
	return false
}

// honorific tells whether token i is a title that stands for no office: "Mr".
func (r *reader) honorific(i int) bool {
	t, ok := r.lex.titles[fold(r.word(i))]
	return ok && t.noun == "" && startsUpper(r.word(i))
}

// met tells whether the noun right before a name is not its title: "the minister
// Okoro met". Elsewhere such a noun is one, whatever the tree says.
func (r *reader) met(noun int, n named) bool {
	verb := r.head(n.head)
	return verb >= 0 && r.base(verb) == "acl" && r.head(verb) == noun
}

// tied tells whether the tree holds a title and a name together.
func (r *reader) tied(noun int, n named) bool {
	if n.tokens.Contains(r.head(noun)) || r.head(n.head) == noun {
		return true
	}
	// Titles that the entity took in, and chains: Secretary <- State <- Pompeo.
	for i, hops := noun, 0; hops < 4; hops++ {
		h := r.head(i)
		if h < 0 {
			return false
		}
		if n.tokens.Contains(h) || h == n.head {
			return true
		}
		switch r.base(i) {
		case "compound", "flat", "nmod", "amod", "appos", "conj":
			i = h
		default:
			return r.entity[noun] >= 0 && r.entity[noun] == r.entity[n.head]
		}
	}
	return false
}

// appositions reads "Odell, the special envoy", "the special envoy, Odell" and
// "Odell is the special envoy".
func (r *reader) appositions(n named) []post {
	var found []post
	add := func(noun int, mention bool) {
		if n.tokens.Contains(noun) || len(found) == 4 || mention && (r.child(noun, "cc") >= 0 || r.namesNext(noun, n)) {
			return
		}
		if lemma, ok := r.personNoun(noun, n.kind); ok {
			t := r.phrase(noun)
			if t.Overlaps(n.tokens) {
				return
			}
			p := r.post(r.trimRole(t, noun), noun, lemma)
			p.mention = mention
			if mention {
				p.tokens = t
			}
			found = append(found, p)
		}
	}
	if h := r.head(n.head); h >= 0 {
		switch {
		case r.base(n.head) == "appos" && r.upos(h) == "NOUN" && r.number(h) != 2:
			add(h, true)
		case strings.HasPrefix(r.rel(n.head), "nsubj") && r.child(h, "cop") >= 0 && r.number(h) != 2:
			add(h, false)
		}
	}
	for c := r.firstChild[n.head]; c >= 0; c = r.nextChild[c] {
		i := int(c)
		if r.base(i) != "appos" || r.number(i) == 2 {
			continue
		}
		add(i, true)
		for k := r.firstChild[i]; k >= 0; k = r.nextChild[k] {
			if r.base(int(k)) == "conj" && r.number(int(k)) != 2 {
				add(int(k), false)
			}
		}
	}
	return found
}

// namesNext tells whether the phrase of a noun stands before a comma and the name
// of somebody other than n.
func (r *reader) namesNext(noun int, n named) bool {
	i := r.phraseEnd(noun, 3) + 1
	if i+1 >= len(r.d.Tokens) || r.word(i) != "," || n.tokens.Contains(i+1) {
		return false
	}
	e := r.entity[i+1]
	return e >= 0 && r.entityKind[e] == doc.Person
}

// personNoun is the noun of a role: known to the lexicon, or in an apposition to
// a person anything that ends as such nouns do.
func (r *reader) personNoun(i int, kind doc.EntityKind) (string, bool) {
	if r.upos(i) != "NOUN" && r.upos(i) != "PROPN" {
		return "", false
	}
	lemma := strings.ToLower(r.lemma(i))
	senses := r.lex.nouns[lemma]
	if kind == doc.Person {
		if l, ok := r.lex.officeOf(r.word(i), lemma); ok && l != "" {
			return l, true
		}
		for _, suffix := range []string{"ist", "man", "woman", "person", "ologist", "ician"} {
			if len(lemma) > len(suffix)+2 && strings.HasSuffix(lemma, suffix) && r.upos(i) == "NOUN" {
				return lemma, true
			}
		}
		return "", false
	}
	for _, s := range senses {
		if s.kind != doc.ActorPerson && s.kind != doc.ActorDocument {
			return lemma, true
		}
	}
	return "", false
}

// trimRole leaves out the article and the possessor before a role.
func (r *reader) trimRole(t doc.Range, noun int) doc.Range {
	for i := noun - 1; i >= t.First; i-- {
		if w := r.word(i); w == "'s" || w == "’s" || w == "'" || w == "’" || r.upos(i) == "DET" || r.upos(i) == "PRON" {
			t.First = i + 1
			break
		}
	}
	return t
}

// post makes the role of tokens t around its noun.
func (r *reader) post(t doc.Range, noun int, lemma string) post {
	p := post{tokens: t, head: noun, lemma: lemma}
	p.Span = r.d.SpanOf(t)
	p.nation = r.nationIn(t.First, noun)
	if senses := r.lex.nouns[lemma]; len(senses) > 0 {
		p.gender = senses[0].gender
	}
	for i := t.First; i < noun; i++ {
		switch w := strings.ToLower(r.word(i)); {
		case w == "former" || w == "ex" || w == "ex-" || w == "erstwhile" || w == "onetime" || w == "one-time", strings.HasPrefix(w, "ex-"):
			p.Former = true
		}
	}
	if w := strings.ToLower(r.word(noun)); strings.HasPrefix(w, "ex-") {
		p.Former = true
	}
	p.Organization = r.organizationOf(noun, t)
	return p
}

// organizationOf is the body that a role is held in: "spokeswoman for X", "X's
// director", "X director".
func (r *reader) organizationOf(noun int, t doc.Range) string {
	for c := r.firstChild[noun]; c >= 0; c = r.nextChild[c] {
		if i := int(c); r.base(i) == "nmod" || r.base(i) == "compound" {
			if name := r.bodyAt(i, noun); name != "" {
				return name
			}
		}
	}
	for i := t.First; i < noun; i++ {
		if name := r.bodyAt(i, noun); name != "" {
			return name
		}
	}
	if t.First >= 2 && (r.word(t.First-1) == "'s" || r.word(t.First-1) == "’s") {
		return r.bodyAt(t.First-2, noun)
	}
	return ""
}

// bodyAt is the name of the organisation at token i, "" where none is or where
// the name holds the noun.
func (r *reader) bodyAt(i, noun int) string {
	e := r.entity[i]
	if e < 0 || r.entityKind[e] != doc.Organization {
		return ""
	}
	n, ok := r.named(r.d.Entities[e])
	if !ok || genericNames[n.key] || n.tokens.Contains(noun) {
		return ""
	}
	return r.text(n.tokens)
}
