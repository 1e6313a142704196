package identity

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/saysonews/sayso/link"
)

// Sums of weights from which on two groups are one, or a doubt.
const (
	enough = 2.0
	doubt  = 1.0
)

// Sums of shared affairs from which on they share some, much or most.
const (
	someShared = 0.25
	muchShared = 0.7
	mostShared = 1.4
)

// A verdict is what speaks for two groups being one, and what against.
type verdict struct {
	sum  float64
	why  []finding
	a, b ref  // whose names are compared
	none bool // they cannot be one
}

// A finding is a rule that holds.
type finding struct {
	rule, what string
	a, b       string // the names
}

func (v *verdict) add(rule, what string) {
	v.why = append(v.why, finding{rule: rule, what: what})
	v.sum += lex.weights[rule].weight
}

func (v *verdict) has(rule string) bool {
	return slices.ContainsFunc(v.why, func(f finding) bool { return f.rule == rule })
}

// shares tells whether the affairs of the two have something in common.
func (v *verdict) shares() bool {
	return slices.ContainsFunc(v.why, func(f finding) bool { return strings.HasPrefix(f.rule, "shares-") })
}

// against tells whether something speaks against it.
func (v *verdict) against() bool {
	return slices.ContainsFunc(v.why, func(f finding) bool { return lex.weights[f.rule].weight < 0 })
}

// compare judges whether g and h are one.
func (f *finder) compare(g, h *group) verdict {
	v, long, short := f.compareNames(g, h)
	if v.none || len(v.why) == 0 {
		return verdict{none: true}
	}
	rule := v.why[0].rule
	shared := f.compareAffairs(&v, g, h)
	if rule == "short-of-body" || rule == "name-without-kind" || rule == "alias" {
		if who, ok := f.sharedOfficer(g, h); ok {
			v.add("same-officer", who)
		} else if f.words[short.key].stands() && f.officers == nil {
			v.add("common-word", "")
		}
	}
	if fullName(rule) && commonName(&long.form) {
		v.add("common-name", "")
	}
	comparePersons(&v, g, h)
	compareRoles(&v, g, h, shared)
	return v
}

func fullName(rule string) bool { return rule == "same-name" || rule == "same-person-name" }

// compareNames finds the names that fit best.
func (f *finder) compareNames(g, h *group) (v verdict, long, short *name) {
	bestRule, best := "", 0.0
	for i := range g.names {
		n := &g.names[i]
		if !g.bears(n) {
			continue
		}
		for k := range h.names {
			m := &h.names[k]
			if !h.bears(m) {
				continue
			}
			if clash(&n.form, &m.form) {
				return verdict{none: true}, n, m
			}
			rule := f.rule(g, h, n, m)
			if rule != "" && (bestRule == "" || lex.weights[rule].weight > best) {
				bestRule, best = rule, lex.weights[rule].weight
				v.a, v.b = n.by, m.by
				long, short = n, m
				if len(n.words) < len(m.words) {
					long, short = m, n
				}
			}
		}
	}
	if bestRule != "" {
		v.add(bestRule, "")
		v.why[0].a, v.why[0].b = long.text, short.text
		if bestRule == "alias" {
			v.why[0].a = fuller(g, h).head().text
		}
	}
	return v, long, short
}

// rule is how the names n of g and m of h fit, by what else the groups are called
// and what the collection knows of the names.
func (f *finder) rule(g, h *group, n, m *name) string {
	rule := fit(&n.form, &m.form)
	switch rule {
	case "same-word", "same-first-or-last-name", "same-generic":
		return f.sameShort(rule, g, h, n, m)
	case "national-body":
		if nameless(m) && !sameReport(g, h) {
			return ""
		}
	case "surname", "first-name":
		if f.places[n.key] || f.places[m.key] || g.full() && h.full() {
			return ""
		}
	case "acronym", "two-letters":
		if f.places[n.key] || f.places[m.key] {
			return ""
		}
	case "short-of-body":
		if len(n.words) < len(m.words) {
			n, m = m, n
		}
		return f.shortOfBody(g, h, n, m)
	}
	return rule
}

// sameShort is the rule for one short name that g and h both have.
func (f *finder) sameShort(rule string, g, h *group, n, m *name) string {
	switch {
	case n.by.actor < 0 || m.by.actor < 0:
		return "same-word" // Globeline
	case g.full() && h.full():
		return "" // Leopold Castell and Castell Grain, both also "Castell"
	case g.full():
		return aliasRule(g, n)
	case h.full():
		return aliasRule(h, m)
	case f.words[n.key].isName():
		return "same-word"
	case nameless(m) && !sameReport(g, h):
		return ""
	}
	return rule
}

// nameless tells whether a name is what any of its kind is called: "the committee".
func nameless(n *name) bool { return len(n.words) == 1 && lex.in("kind", n.first()) }

// shortOfBody is the rule for a name that begins or ends like a longer one.
func (f *finder) shortOfBody(g, h *group, long, short *name) string {
	switch {
	case f.places[short.key]:
		return "" // "Port Sennick" is no short form of its port authority
	case long.by.actor < 0 && shortOutlet(&long.form, &short.form):
		return "outlet"
	case g.published || h.published:
		return ""
	case all(beyond(long.words, short.words), "kind"):
		return "name-without-kind"
	case g.full() && h.full() && !sameReport(g, h) && slices.Equal(long.words[:len(short.words)], short.words):
		return "" // Kestle News, and its programme "Kestle News Sunday"
	}
	return "short-of-body"
}

// fuller is the one of two groups that has a full name.
func fuller(g, h *group) *group {
	if g.full() {
		return g
	}
	return h
}

// aliasRule is the rule for a short name that g has beside a full one. A surname
// is told by the full name alone, and that a report uses it says nothing.
func aliasRule(g *group, short *name) string {
	for i := range g.names {
		n := &g.names[i]
		if r := fit(&n.form, &short.form); n.full() && (r == "surname" || r == "first-name") {
			return ""
		}
	}
	return "alias"
}

// shortOutlet tells whether short may be what an outlet is called for short: the
// end of its name, or its name without "Online" or "News".
func shortOutlet(outlet, short *form) bool {
	n := len(short.words)
	if slices.Equal(outlet.words[len(outlet.words)-n:], short.words) {
		return !all(short.words, "outlet")
	}
	return slices.Equal(outlet.words[:n], short.words) && all(outlet.words[n:], "outlet")
}

// compareAffairs finds what the reports of g and h share. It tells how much.
func (f *finder) compareAffairs(v *verdict, g, h *group) float64 {
	if variant(v.why[0].rule) && f.stoodAside(g, h) {
		v.add("side-by-side", "")
		return mostShared
	}
	if r, ok := commonReport(g.reports, h.reports); ok {
		v.add("same-report", f.reports[r].ID)
		return mostShared
	}
	shared, names := f.affairs.shared(g, h)
	switch {
	case shared >= mostShared:
		v.add("shares-most", names)
	case shared >= muchShared:
		v.add("shares-much", names)
	case shared >= someShared:
		v.add("shares-some", names)
	}
	return shared
}

func sameReport(g, h *group) bool {
	_, ok := commonReport(g.reports, h.reports)
	return ok
}

func commonReport(a, b []int) (int, bool) {
	if len(a) > len(b) {
		a, b = b, a
	}
	for _, r := range a {
		if _, ok := slices.BinarySearch(b, r); ok {
			return r, true
		}
	}
	return 0, false
}

func comparePersons(v *verdict, g, h *group) {
	if p, q := g.pronoun(), h.pronoun(); p != "" && q != "" && p != q {
		if fullName(v.why[0].rule) {
			v.add("other-pronoun-of-name", "")
		} else {
			v.add("other-pronoun", "")
		}
	}
	if len(g.born) > 0 && len(h.born) > 0 {
		lo, hi := min(slices.Min(g.born), slices.Min(h.born)), max(slices.Max(g.born), slices.Max(h.born))
		if hi-lo > 2 { // a birthday, and a report some days late
			v.add("other-age", "born about "+strconv.Itoa(lo)+" or "+strconv.Itoa(hi))
		}
	}
	switch rule := v.why[0].rule; rule {
	case "alias", "acronym", "two-letters", "outlet", "same-word": // a short name's kind is a guess, and the rule speaks of bodies
		return
	default:
		if g.isPerson() && h.isBody() || g.isBody() && h.isPerson() {
			v.add("other-kind", "")
		}
	}
}

func compareRoles(v *verdict, g, h *group, shared float64) {
	if what, ok := sharedRole(g, h); ok {
		v.add("same-role", what)
	}
	if what, ok := sharedOrganization(g, h); ok {
		v.add("same-organization", what)
	}
	if len(g.countries) > 0 && len(h.countries) > 0 {
		if i := slices.IndexFunc(g.countries, func(c string) bool { return slices.Contains(h.countries, c) }); i >= 0 {
			v.add("same-country", g.countries[i])
		} else {
			v.add("other-country", g.countries[0]+" and "+h.countries[0])
		}
	}
	if v.has("same-role") || shared >= someShared {
		return
	}
	a, b := g.domains(), h.domains()
	if len(a) > 0 && len(b) > 0 && !slices.ContainsFunc(a, func(d string) bool { return slices.Contains(b, d) }) {
		v.add("other-role", "of "+a[0]+", the other of "+b[0])
	}
}

// reasons puts a verdict in words.
func (f *finder) reasons(v verdict) []link.Reason {
	var out []link.Reason
	for i, w := range v.why {
		r := lex.weights[w.rule]
		text := r.words
		for _, part := range [][2]string{{"%x", w.what}, {"%b", v.why[0].b}, {"%a", v.why[0].a}} {
			text = strings.Replace(text, part[0], part[1], 1)
		}
		reason := link.Reason{Rule: w.rule, Text: text, Weight: r.weight}
		if i == 0 {
			reason.Evidence = append(f.evidence(v.a), f.evidence(v.b)...)
		}
		out = append(out, reason)
	}
	return out
}

// evidence is where a report first has the name of an actor.
func (f *finder) evidence(at ref) []link.Place {
	r := f.reports[at.report]
	if at.actor < 0 {
		return nil
	}
	name := r.Cast[at.actor].Name
	if name == "" {
		return nil
	}
	for _, s := range r.Sentences {
		if i := strings.Index(s.Text, name); i >= 0 {
			start := s.Start + utf8.RuneCountInString(s.Text[:i])
			return []link.Place{{Report: r.ID, Start: start, End: start + utf8.RuneCountInString(name), Words: name}}
		}
	}
	return nil
}
