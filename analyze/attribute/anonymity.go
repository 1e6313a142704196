package attribute

import (
	"strings"

	"github.com/saysonews/sayso/doc"
)

// reachReason is how far, in tokens, the reason for anonymity may stand from the
// statement that it belongs to.
const reachReason = 60

// reasons gives each stated reason for anonymity to the nearest unnamed source
// before it, or else in its sentence.
func (b *builder) reasons() {
	for i := range b.d.Tokens {
		if b.lemma(i) != "anonymity" && !b.notNamed(i) && !b.nameWithheld(i) {
			continue
		}
		why := b.d.SpanOf(trimmed(b.d, b.clause(i)))
		best, near := -1, reachReason
		for k := range b.out {
			sp := &b.out[k].Source
			if sp.Naming != doc.Described && sp.Naming != doc.Bare || len(b.out[k].Cue) > 0 && why.Contains(b.out[k].Cue[0]) {
				continue
			}
			if gap := i - sp.Head; gap >= 0 && gap < near || gap < 0 && b.d.SentenceOf(i) == b.d.SentenceOf(sp.Head) && -gap < near {
				best, near = k, max(gap, -gap)
			}
		}
		if best < 0 {
			continue
		}
		for k := range b.out {
			if sp := &b.out[k].Source; k == best || sp.Actor >= 0 && sp.Actor == b.out[best].Source.Actor && !farApart(sp.Head, b.out[best].Source.Head) {
				sp.Reason = why
			}
		}
	}
}

// outsideReasons drops what was found inside the words that give a reason for
// anonymity: "asked not to be named" tells of the source, not of the world.
func (b *builder) outsideReasons() {
	in := make([]bool, len(b.d.Tokens))
	for i := range b.out {
		if r := b.out[i].Source.Reason; !r.Empty() {
			mark(in, b.d.TokensOf(r))
		}
	}
	place := make([]int, len(b.out))
	kept := b.out[:0:0]
	for i, s := range b.out {
		place[i] = -1
		if len(s.Cue) > 0 && in[b.d.TokensOf(s.Cue[0]).First] && !within(s.Content, s.Source.Reason) {
			continue
		}
		place[i] = len(kept)
		kept = append(kept, s)
	}
	for i := range kept {
		if p := kept[i].Parent; p >= 0 {
			kept[i].Parent = place[p]
		}
	}
	b.out = kept
}

func farApart(i, j int) bool { return i-j > reachReason || j-i > reachReason }

// notNamed tells whether i is "named" or "identified" in "not to be named",
// "declined to be identified".
func (b *builder) notNamed(i int) bool {
	if l := b.lemma(i); l != "name" && l != "identify" || b.d.Tags[i].UPOS != "VERB" || !b.passive(i) {
		return false
	}
	for k := max(0, i-5); k < i; k++ {
		if l := b.lemma(k); negates(l) || l == "decline" || l == "refuse" {
			return true
		}
	}
	return false
}

// anonymous tells whether the words in r ask for anonymity: they say something
// of the source, not of the world.
func (b *builder) anonymous(r doc.Range) bool {
	for i := r.First; i < r.End; i++ {
		if b.lemma(i) == "anonymity" || b.notNamed(i) || b.nameWithheld(i) {
			return true
		}
	}
	return false
}

// withoutCondition is a cue that begins with a verb of saying, up to the condition on
// which it was said: "said on condition of anonymity that …".
func (b *builder) withoutCondition(cue doc.Range) doc.Range {
	if cue.Len() < 3 || !phrases["saying"][b.lemma(cue.First)] {
		return cue
	}
	for i := cue.First + 1; i < cue.End; i++ {
		if b.d.Tags[i].UPOS == "ADP" && b.anonymous(doc.Range{First: i, End: cue.End}) {
			return doc.Range{First: cue.First, End: i}
		}
	}
	return cue
}

// clause is the phrase or open clause that i stands in: the words that give the
// reason.
func (b *builder) clause(i int) doc.Range {
	top := i
	for range 4 {
		dep := b.d.Deps[top]
		if dep.Head < 0 || doc.Is(dep.Rel, "acl", "advcl", "ccomp", "parataxis", "conj") {
			break
		}
		if doc.Is(dep.Rel, "obl", "obj") && b.d.Tags[dep.Head].UPOS == "VERB" {
			if b.isCue(dep.Head) {
				return b.andWhy(top)
			}
			if top = dep.Head; doc.Is(b.d.Deps[top].Rel, "xcomp") {
				top = b.d.Deps[top].Head // "wanted to give no name"
			}
			break
		}
		top = dep.Head
	}
	r := b.tree.Subtree(top)
	if s := b.tree.Child(top, "nsubj"); s >= 0 && s < top {
		r.First = max(r.First, b.tree.Subtree(s).End)
	}
	return r
}

// isCue tells whether token i is in the cue of a statement.
func (b *builder) isCue(i int) bool {
	for k := range b.out {
		if within(b.out[k].Cue, b.d.Tokens[i].Span) {
			return true
		}
	}
	return false
}

// andWhy is the phrase of i, "on condition of anonymity" behind "said", with the
// clause right behind it that tells why; up to what is said.
func (b *builder) andWhy(i int) doc.Range {
	r, said := b.tree.Subtree(i), b.d.Deps[i].Head
	next := r.End
	if next < len(b.d.Tokens) && b.d.Word(next) == "," {
		next++
	}
	if next < len(b.d.Tokens) && b.lemma(next) == "because" {
		r.End = b.sentence(i).End
	}
	for k := range b.out {
		if e := b.out[k].extent; within(b.out[k].Cue, b.d.Tokens[said].Span) && e.First > r.First {
			r.End = min(r.End, e.First)
		}
	}
	return r
}

// nameWithheld tells whether i is the noun of "asked that their names not be used" or
// "neither wanted to give a name".
func (b *builder) nameWithheld(i int) bool {
	if b.lemma(i) != "name" || b.d.Tags[i].UPOS != "NOUN" {
		return false
	}
	const reach = 8 // tokens
	not, gives := false, false
	for k := i - 1; k > max(0, i-reach) && k >= b.sentence(i).First; k-- {
		l := b.lemma(k)
		gives = gives || k > i-4 && phrases["name-given"][l]
		not = not || negates(l) || l == "neither" || l == "decline" || l == "refuse"
	}
	if gives && (not || b.lemma(b.sentence(i).First) == "neither") {
		return true
	}
	not = false
	for k := i + 1; k < min(i+6, len(b.d.Tokens)); k++ {
		not = not || negates(strings.ToLower(b.d.Word(k)))
		if l := b.lemma(k); not && phrases["name-told"][l] {
			return true
		}
	}
	return false
}
