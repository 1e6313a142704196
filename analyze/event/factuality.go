package event

import (
	"slices"
	"strings"

	"github.com/saysonews/sayso/doc"
)

// A factuality tells whether the report presents an event as a fact.
type factuality struct {
	negative bool
	modality string
	why      []string
}

// set sets the modality, unless a word nearer to the trigger has set it.
func (f *factuality) set(modality, why string) {
	weak := f.modality == "actual" || f.modality == "future" && (modality == "possible" || modality == "ordered") // "feared that it would"
	if weak && modality != "actual" && modality != "" {
		f.modality = modality
		f.why = append(f.why, why)
	}
}

func (f *factuality) negate(why string) {
	f.negative = !f.negative
	f.why = append(f.why, why)
}

// factuality climbs from t to the top of its sentence and heeds each word on the
// way that says whether t happens: auxiliaries, negation, conjunctions and
// governors. It stops where what is above says no more of t.
func (r *reader) factuality(t *trigger) *factuality {
	f := &factuality{modality: "actual"}
	at := t.head
	if t.verb >= 0 {
		at = t.verb
	}
	r.modifiers(f, at)
	if t.noun >= 0 && t.noun != at {
		r.modifiers(f, t.noun)
	}
	if t.form == participial {
		return f
	}
	r.own(f, at, true)
	soft := false // what is above tells of the modality only
	for range maxDepth {
		h := r.head(at)
		if h < 0 {
			r.asked(f, at)
			break
		}
		g := r.governor(at, h)
		switch {
		case g != nil && g.effect == "negative":
			f.negate("negative-governor")
		case g != nil:
			f.set(g.effect, g.effect+"-governor")
		}
		if !r.climbs(f, at, h, g, &soft) {
			break
		}
		r.own(f, h, !soft)
		at = h
	}
	return f
}

// climbs tells whether what is above h says something of what at, which hangs on
// h, tells. It heeds the relation itself: a purpose has not happened yet.
func (r *reader) climbs(f *factuality, at, h int, g *governor, soft *bool) bool {
	rel := r.rel(at)
	if g != nil {
		return true
	}
	switch {
	case rel == "xcomp":
		return true
	case rel == "conj":
		if !r.sameKind(at, h) {
			return false
		}
		if r.tree.Child(at, "nsubj", "aux") >= 0 {
			return false
		}
		if r.marker(at, "cc", "or") < 0 && r.marker(at, "cc", "nor") < 0 {
			*soft = true // "did not stop but went on"
		}
		return true
	case rel == "advcl":
		if r.infinitive(at) {
			f.set("planned", "purpose")
			return false
		}
		return r.gerund(at) && r.preposition(at) == ""
	case rel == "acl" && r.gerund(at) && r.preposition(at) == "for":
		f.set("unknown", "infinitive") // "a formula for leaving"
		return false
	case rel == "acl" && r.infinitive(at):
		if !r.ranked(h) {
			f.set("unknown", "infinitive")
		}
		return false
	case doc.Is(rel, "obj", "obl", "nsubj") && r.verbal(h):
		*soft = true // "could launch an attack", "a clash could follow"
		return r.indefinite(at)
	}
	return false
}

// indefinite tells whether the noun i is new to the reader: its being told of
// does not mean that it is there.
func (r *reader) indefinite(i int) bool {
	if r.upos(i) != "NOUN" || r.tree.Child(i, "nmod:poss") >= 0 {
		return false
	}
	d := r.tree.Child(i, "det")
	return d < 0 && r.feat(i, "Number=Plur") || d >= 0 && (r.lemmas[d] == "a" || r.lemmas[d] == "an" || r.lemmas[d] == "any" || r.lemmas[d] == "another")
}

// asked marks what only a question tells.
func (r *reader) asked(f *factuality, root int) {
	s := r.d.SentenceOf(root)
	if s < 0 {
		return
	}
	for i := r.d.Sentences[s].End - 1; i > root; i-- {
		if r.upos(i) != "PUNCT" {
			return
		}
		if r.d.Word(i) == "?" {
			f.set("unknown", "question")
			return
		}
	}
}

// modifiers heeds what modifies trigger i: "alleged attack", "possibly attacked".
func (r *reader) modifiers(f *factuality, i int) {
	for _, c := range r.children(i) {
		c := int(c)
		if !doc.Is(r.rel(c), "amod", "advmod", "compound") {
			continue
		}
		for _, word := range []string{r.lemmas[c], strings.ToLower(r.d.Word(c))} {
			g := r.lex.governors[word]
			for k := range g {
				if !slices.Contains(g[k].links, "mod") {
					continue
				}
				if g[k].effect == "negative" {
					f.negate("negative-modifier")
				} else {
					f.set(g[k].effect, g[k].effect+"-modifier")
				}
				return
			}
		}
	}
}

// own heeds the words that hang on i itself: auxiliaries, marks and, where
// polarity is asked for, negation.
func (r *reader) own(f *factuality, i int, polarity bool) {
	would, have, will, conditional := false, false, false, false
	modality, negative := "", false
	for _, c := range r.children(i) {
		c := int(c)
		rel, lemma := r.rel(c), r.lemmas[c]
		switch {
		case r.is(c, not) && doc.Is(rel, "advmod", "aux", "cc"), strings.ToLower(r.d.Word(c)) == "never":
			negative = true
		case rel == "det" && r.is(c, no) && r.upos(i) == "NOUN":
			negative = true
		case rel == "advmod" && strings.HasPrefix(lemma, "long") && r.denies(c):
			negative = true // "no longer"
		case doc.Is(rel, "nsubj", "obj") && (r.is(c, nobody) || r.denies(c)) && r.upos(i) != "NOUN":
			negative = true
		case rel == "cc:preconj" && r.is(c, no):
			negative = true
		case rel == "mark" && r.is(c, no):
			negative = true // "Neither he nor …", by a parser's mistake
		case rel == "case" || rel == "mark" || rel == "cc":
			if g := r.lex.governors[lemma]; len(g) > 0 && slices.Contains(g[0].links, "case") {
				negative = true
			}
			if rel == "mark" && r.is(c, ifWord) {
				conditional = true
			}
			if rel == "mark" && lemma == "until" && r.d.Tags[i].XPOS != "VBD" {
				modality = "unknown"
			}
			if rel == "mark" && r.is(c, whether) {
				modality = "unknown"
			}
		case rel == "aux":
			switch word := strings.ToLower(r.d.Word(c)); {
			case lemma == "have":
				have = true
				if s := r.tree.Child(i, "nsubj"); word == "had" && s > c && r.rel(i) == "advcl" {
					conditional = true // "Had they known"
				}
			case lemma == "will", lemma == "shall", word == "'ll", word == "’ll":
				will = true
				if word == "would" || word == "'d" {
					will, would = false, true
				}
			case lemma == "would", word == "would":
				would = true
			case lemma == "may", lemma == "might", lemma == "can", lemma == "could":
				modality = "possible"
			case lemma == "must", lemma == "should", lemma == "ought":
				modality = "unknown"
			}
		case rel == "advcl" && (r.marker(c, "mark", "if") >= 0 || r.marker(c, "mark", "unless") >= 0):
			if modality == "" {
				modality = "if"
			}
		}
	}
	if s := r.tree.Child(i, "nsubj"); s >= 0 && r.infinitive(i) && r.tree.Child(i, "cop") >= 0 {
		for _, g := range r.lex.governors[r.lemmas[s]] {
			if slices.Contains(g.links, "to") {
				f.set(g.effect, g.effect+"-subject") // "the plan is to attack"
			}
		}
	}
	if negative && polarity {
		f.negate("negation")
	}
	switch {
	case conditional && have && r.pastPerfect(i), would && have:
		f.set("counterfactual", "would-have")
	case conditional:
		f.set("hypothetical", "condition")
	case modality == "if" && (would || will):
		f.set("hypothetical", "conditional")
	case modality == "possible":
		f.set("possible", "modal")
	case modality == "unknown":
		f.set("unknown", "modal")
	case will, would && r.reported(i):
		f.set("future", "future")
	case would:
		f.set("hypothetical", "would")
	}
}

// denies tells whether "no" or "neither" stands before noun i or one that is
// coordinated with it.
func (r *reader) denies(i int) bool {
	for _, c := range r.children(i) {
		if r.is(int(c), no|nobody) && doc.Is(r.rel(int(c)), "det", "cc", "advmod") {
			return true
		}
	}
	return false
}

// reported tells whether clause i stands in what somebody said: there "would" is
// a future seen from the past.
func (r *reader) reported(i int) bool {
	if doc.Is(r.rel(i), "ccomp") {
		return true
	}
	k := r.trigger[i]
	return k >= 0 && r.triggers[k].statement >= 0
}

// governor is what the lexicon says of h as the governor of i, nil for nothing.
func (r *reader) governor(i, h int) *governor {
	gs := r.lex.governors[r.lemmas[h]]
	for k := range gs {
		if (gs[k].with == "" || r.hasMarker(h, gs[k].with)) && r.linked(i, gs[k].links) {
			return &gs[k]
		}
	}
	// "accused the rebels of attacking": hung on the rebels
	if v := r.head(h); v >= 0 && r.rel(h) == "obj" && doc.Is(r.rel(i), "acl", "nmod") && !r.infinitive(i) {
		prep := r.preposition(i)
		gs := r.lex.governors[r.lemmas[v]]
		for k := range gs {
			if prep != "" && slices.Contains(gs[k].links, prep) {
				return &gs[k]
			}
		}
	}
	return nil
}

// linked tells whether i hangs on its head by one of links.
func (r *reader) linked(i int, links []string) bool {
	if len(links) == 0 {
		return false
	}
	rel := r.rel(i)
	prep := r.preposition(i)
	switch {
	case prep == "to" && r.verbal(i) && doc.Is(rel, "xcomp", "ccomp", "acl", "advcl", "csubj"):
		// a purpose is no complement: "he threatened him to get money"
		return rel != "advcl" && !doc.Is(rel, "acl:relcl") && slices.Contains(links, "to")
	case doc.Is(rel, "obj") || rel == "nsubj:pass":
		return slices.Contains(links, "obj")
	case doc.Is(rel, "obl", "nmod"):
		return prep != "" && slices.Contains(links, prep)
	case r.verbal(i) && r.gerund(i) && doc.Is(rel, "xcomp", "ccomp", "advcl", "acl", "csubj"):
		complement := rel != "advcl" && rel != "acl" || i == r.head(i)+1
		return prep != "" && slices.Contains(links, prep) || prep == "" && complement && slices.Contains(links, "ing")
	case rel == "xcomp":
		return slices.Contains(links, "to")
	case rel == "ccomp", rel == "acl", rel == "csubj":
		return slices.Contains(links, "that")
	}
	return false
}
