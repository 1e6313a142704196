package ruling

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/saysonews/sayso/link"
)

// OfClaims are the claims as people's rulings have them, before their chains are
// followed. A claim that words are taken out of, or that another is joined to, keeps
// its ID, so that its address goes on to lead there.
//
// Claims that are not one are parted first, then claims that are one are joined, then
// words are taken out, and at last words are put in. What has the same words as what is
// taken out goes with it: a person speaks of words, and need not say of each copy what
// they said of one.
func OfClaims(list []Ruling, reports []link.Report, found []link.Claim) []link.Claim {
	whole, single := standing(list, Claims), standing(list, Carrier)
	if whole == nil && single == nil {
		return found
	}
	c := newClaims(reports, found)
	c.each(whole, false, func(r Ruling) { c.part(r, single) })
	c.each(whole, true, func(r Ruling) { c.join(r, whole) })
	c.each(single, false, func(r Ruling) { c.part(r, single) })
	c.each(single, true, func(r Ruling) { c.put(r, slices.Concat(whole, single)) })
	return c.claims()
}

// claims is what carries what, while rulings are applied.
type claims struct {
	reports map[string]*link.Report
	rank    map[string]int    // of reports
	all     []link.Claim      // those without carriers are gone
	of      map[string][]int  // by report: indices of the claims that it carries, or did
	into    map[string]string // IDs of claims that became part of others
}

func newClaims(reports []link.Report, found []link.Claim) *claims {
	c := &claims{reports: map[string]*link.Report{}, rank: map[string]int{}, of: map[string][]int{}, into: map[string]string{}}
	for i := range reports {
		c.reports[reports[i].ID], c.rank[reports[i].ID] = &reports[i], i
	}
	for _, k := range found {
		k.Carriers, k.Relations = slices.Clone(k.Carriers), slices.Clone(k.Relations)
		c.add(k)
	}
	return c
}

// each calls f with the rulings that say yes, or no.
func (c *claims) each(rulings []Ruling, yes bool, f func(Ruling)) {
	for _, r := range rulings {
		if r.Yes == yes {
			f(r)
		}
	}
}

func (c *claims) add(k link.Claim) int {
	i := len(c.all)
	c.all = append(c.all, k)
	c.know(i)
	return i
}

// know notes which reports carry claim i.
func (c *claims) know(i int) {
	for _, k := range c.all[i].Carriers {
		if at := c.of[k.Report]; len(at) == 0 || at[len(at)-1] != i {
			c.of[k.Report] = append(at, i)
		}
	}
}

// carrier is the index of the claim's carrier at a place, with how alike the two
// places are; 0 for none.
func (c *claims) carrier(i int, p link.Place) (at int, alike float64) {
	for k := range c.all[i].Carriers {
		if l := likeness(c.all[i].Carriers[k].Place, p); l > half && l > alike {
			at, alike = k, l
		}
	}
	return at, alike
}

// claim is the index of the claim that all of the places carry; -1 for none. One place
// may carry several: the one that is worded as the ruling has it comes first, then the
// one whose carriers stand where the places do.
func (c *claims) claim(sentence string, places ...link.Place) int {
	best, most := -1, 0.0
	for _, i := range c.of[places[0].Report] {
		score := 0.0
		for _, p := range places {
			_, alike := c.carrier(i, p)
			if score += alike; alike == 0 {
				score = -float64(len(places)) - 1
			}
		}
		if score <= 0 {
			continue
		}
		if sentence != "" && c.all[i].Sentence == sentence {
			score += float64(len(places))
		}
		if score > most || score == most && c.all[i].ID < c.all[best].ID {
			best, most = i, score
		}
	}
	return best
}

// part takes what carries the second place, what has the same words, and what a person
// said belongs to it, out of the claim that both places carry.
func (c *claims) part(r Ruling, rulings []Ruling) {
	a, b := r.Places[0], r.Places[1]
	i := c.claim(r.Sentences[0], a, b)
	if i < 0 {
		c.note(c.claim(r.Sentences[0], a), r.no(b))
		return
	}
	k := &c.all[i]
	at, _ := c.carrier(i, b)
	keep, _ := c.carrier(i, a)
	words, kept := plain(k.Carriers[at].Place.Words), plain(k.Carriers[keep].Place.Words)
	going := company(b, a, rulings)
	var left []link.Carrier
	k.Carriers = slices.DeleteFunc(k.Carriers, func(o link.Carrier) bool {
		goes := among(going, o.Place) || plain(o.Place.Words) == words && words != kept
		if goes {
			left = append(left, o)
		}
		return goes
	})
	k.Sentence = reworded(*k, left...)
	c.note(i, r.no(left[0].Place))
	c.leave(left, r)
}

// company is b with what people said belongs to it, but for a.
func company(b, a link.Place, rulings []Ruling) []link.Place {
	out := []link.Place{b}
	for i := 0; i < len(out); i++ {
		for _, r := range rulings {
			x, y := r.Places[0], r.Places[1]
			if likeness(y, out[i]) > half {
				x, y = y, x
			}
			if r.Yes && likeness(x, out[i]) > half && likeness(y, a) <= half && !among(out, y) {
				out = append(out, y)
			}
		}
	}
	return out
}

func among(places []link.Place, p link.Place) bool {
	return slices.ContainsFunc(places, func(o link.Place) bool { return likeness(o, p) > half })
}

// no is that the words of a place do not carry a claim, or carry another.
func (r Ruling) no(p link.Place) link.Reason {
	if r.Kind == Claims {
		return r.reason("a person found these words to tell another claim", p)
	}
	return r.reason("a person found these words not to be about this claim", p)
}

// note adds a reason to claim i, unless that is -1.
func (c *claims) note(i int, why link.Reason) {
	if i >= 0 {
		c.all[i].Ruled = append(c.all[i].Ruled, why)
	}
}

// leave makes a claim of what was taken out of another, where nothing else has it.
// What denies a claim or asks about it tells none by itself.
func (c *claims) leave(left []link.Carrier, r Ruling) {
	left = slices.DeleteFunc(slices.Clone(left), func(k link.Carrier) bool {
		elsewhere := slices.ContainsFunc(c.of[k.Report], func(i int) bool {
			return slices.ContainsFunc(c.all[i].Carriers, func(o link.Carrier) bool { return o.Report == k.Report && o.Telling == k.Telling })
		})
		return elsewhere || k.Stance == link.Denies || k.Stance == link.Doubts || k.Stance == link.Corrects
	})
	if len(left) == 0 {
		return
	}
	k := link.Claim{Carriers: left, Ruled: []link.Reason{r.reason("a person took these words out of another claim", r.Places[0])}}
	k.ID, k.Sentence = claimID(left), wording(left)
	c.add(k)
}

// join makes one of the claims of two places, unless a person said that two claims
// which would become one are not.
func (c *claims) join(r Ruling, rulings []Ruling) {
	i, j := c.claim(r.Sentences[0], r.Places[0]), c.claim(r.Sentences[1], r.Places[1])
	if i < 0 || j < 0 {
		return
	}
	if i != j {
		if c.apart(i, j, rulings) {
			return
		}
		from := c.all[j]
		c.all[j] = link.Claim{}
		c.into[from.ID] = c.all[i].ID
		c.all[i].Carriers = c.inOrder(append(c.all[i].Carriers, from.Carriers...))
		c.all[i].Relations = append(c.all[i].Relations, from.Relations...)
		c.all[i].Ruled = append(c.all[i].Ruled, from.Ruled...)
		c.know(i)
	}
	c.note(i, r.reason("a person found the claim that these words tell to be this one", r.Places[1]))
}

// apart tells whether a ruling keeps two claims from being one.
func (c *claims) apart(i, j int, rulings []Ruling) bool {
	holds := func(k int, p link.Place) bool { _, alike := c.carrier(k, p); return alike > 0 }
	return slices.ContainsFunc(rulings, func(r Ruling) bool {
		a, b := r.Places[0], r.Places[1]
		return !r.Yes && (holds(i, a) && holds(j, b) || holds(i, b) && holds(j, a))
	})
}

// put puts the words of the second place into the claim of the first.
func (c *claims) put(r Ruling, rulings []Ruling) {
	a, b := r.Places[0], r.Places[1]
	i := c.claim(r.Sentences[0], a)
	if i < 0 {
		k, ok := c.taken(a)
		if !ok {
			return
		}
		one := []link.Carrier{k}
		i = c.add(link.Claim{ID: claimID(one), Sentence: wording(one), Carriers: one})
	}
	if _, alike := c.carrier(i, b); alike == 0 {
		if c.keptOut(i, b, rulings) {
			return
		}
		k, ok := c.taken(b)
		if !ok {
			return
		}
		c.all[i].Carriers = c.inOrder(append(c.all[i].Carriers, k))
		c.know(i)
	}
	c.note(i, r.reason("a person found these words to be about this claim", b))
}

// keptOut tells whether a ruling keeps a place out of claim i.
func (c *claims) keptOut(i int, p link.Place, rulings []Ruling) bool {
	return slices.ContainsFunc(rulings, func(r Ruling) bool {
		_, alike := c.carrier(i, r.Places[0])
		return !r.Yes && alike > 0 && likeness(r.Places[1], p) > half
	})
}

// taken is what carries a place, taken out of the claim that it is in; where it is in
// none, the telling there.
func (c *claims) taken(p link.Place) (link.Carrier, bool) {
	if i := c.claim("", p); i >= 0 {
		at, _ := c.carrier(i, p)
		k := c.all[i].Carriers[at]
		c.all[i].Carriers = slices.Delete(c.all[i].Carriers, at, at+1)
		c.all[i].Sentence = reworded(c.all[i], k)
		return k, true
	}
	r := c.reports[p.Report]
	if r == nil {
		return link.Carrier{}, false
	}
	best, alike := -1, half
	for i, t := range r.Tellings {
		if l := likeness(link.Place{Report: p.Report, Start: t.Start, End: t.End}, p); l > alike {
			best, alike = i, l
		}
	}
	if best < 0 {
		return link.Carrier{}, false
	}
	t := r.Tellings[best]
	k := link.Carrier{Report: r.ID, Telling: best, Place: link.Place{Report: r.ID, Start: t.Start, End: t.End, Words: t.Words}, Stance: link.States, Figures: t.Figures}
	if t.Statement != "" {
		k.Stance = link.Reports
	}
	return k, true
}

// inOrder are carriers in the order of the reports and of the text, each telling once.
func (c *claims) inOrder(carriers []link.Carrier) []link.Carrier {
	slices.SortStableFunc(carriers, func(a, b link.Carrier) int {
		return cmp.Or(c.rank[a.Report]-c.rank[b.Report], a.Place.Start-b.Place.Start, a.Place.End-b.Place.End, a.Telling-b.Telling)
	})
	return slices.CompactFunc(carriers, func(a, b link.Carrier) bool { return a.Report == b.Report && a.Telling == b.Telling })
}

// claims are those that somebody carries, those of most reports first, with relations
// that lead to them.
func (c *claims) claims() []link.Claim {
	out := slices.DeleteFunc(c.all, func(k link.Claim) bool { return len(k.Carriers) == 0 })
	there := map[string]bool{}
	reports := map[string]int{}
	for _, k := range out {
		there[k.ID], reports[k.ID] = true, len(k.Reports())
	}
	for i := range out {
		out[i].Relations = c.relations(out[i], there)
		slices.SortStableFunc(out[i].Ruled, func(a, b link.Reason) int { return cmp.Compare(a.Decision, b.Decision) })
	}
	slices.SortFunc(out, func(a, b link.Claim) int { return cmp.Or(reports[b.ID]-reports[a.ID], cmp.Compare(a.ID, b.ID)) })
	return out
}

// relations are those of a claim to claims that are there, each once.
func (c *claims) relations(k link.Claim, there map[string]bool) []link.Relation {
	var out []link.Relation
	for _, r := range k.Relations {
		for c.into[r.Claim] != "" {
			r.Claim = c.into[r.Claim]
		}
		double := slices.ContainsFunc(out, func(o link.Relation) bool { return o.Kind == r.Kind && o.Claim == r.Claim })
		if there[r.Claim] && r.Claim != k.ID && !double {
			out = append(out, r)
		}
	}
	return out
}

// reworded is the wording of a claim: another one where it had it from what was taken
// out of it alone.
func reworded(k link.Claim, left ...link.Carrier) string {
	said := plain(k.Sentence)
	has := func(o link.Carrier) bool {
		words := plain(o.Place.Words)
		return words != "" && (strings.Contains(words, said) || strings.Contains(said, words))
	}
	if !slices.ContainsFunc(left, has) || slices.ContainsFunc(k.Carriers, has) || len(k.Carriers) == 0 {
		return k.Sentence
	}
	return wording(k.Carriers)
}

// wording is that of the first carrier that tells its claim as so.
func wording(carriers []link.Carrier) string {
	first := max(0, slices.IndexFunc(carriers, func(o link.Carrier) bool { return o.Stance == link.States || o.Stance == link.Reports }))
	s := strings.TrimPrefix(strings.Join(strings.Fields(carriers[first].Place.Words), " "), "that ")
	letter, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(letter)) + s[n:]
}

// claimID is a function of the places of carriers, and no other claim's: what people
// took out of one claim could be all of another.
func claimID(carriers []link.Carrier) string {
	h := sha256.New()
	fmt.Fprintln(h, "parted")
	for _, k := range carriers {
		fmt.Fprintf(h, "%s %d %d %s\n", k.Report, k.Place.Start, k.Place.End, k.Stance)
	}
	return hex.EncodeToString(h.Sum(nil))[:12]
}
