package origin

import (
	"slices"
	"strings"
)

// isFirm tells whether a name may be that of a business: it has no noun of another
// kind of body.
func isFirm(name []string) bool {
	return !slices.ContainsFunc(name, func(w string) bool { return lexicon["body"].is(w) && !lexicon["firm"].is(w) })
}

// within tells whether all words of a stand in b.
func within(a, b []string) bool {
	return !slices.ContainsFunc(a, func(w string) bool { return !slices.Contains(b, w) })
}

// bodies joins a body that is only called by its noun ("the company", "the
// ministry") with the one body of the claim that this fits, and "the health
// ministry" with "the Marsh health ministry".
func (m *merger) bodies() {
	named := map[string][]int{} // under one key
	for i, e := range m.ends {
		if e.source.kind == "organization" && e.source.name != "" {
			under(m, named, "", i)
		}
	}
	called := map[string]int{} // bodies without a name, by head noun
	for i, e := range m.ends {
		words := content(e.source.Words)
		if e.source.kind != "organization" || e.source.name != "" {
			continue
		}
		if j, ok := called[e.source.head]; !ok {
			called[e.source.head] = i
		} else if other := content(m.ends[j].source.Words); within(words, other) || within(other, words) {
			m.join("body", j, i)
		}
		if len(words) != 1 {
			continue
		}
		var fits []int
		for _, j := range named[""] {
			name := content(m.ends[j].source.name)
			if slices.Contains(name, words[0]) || lexicon["firm"].is(words[0]) && isFirm(name) {
				fits = append(fits, j)
			}
		}
		if len(fits) == 1 {
			m.join("body", fits[0], i)
		}
	}
}

// voices joins a body with whoever speaks for it: a spokeswoman, or the person
// behind it in a chain. Somebody of the body who speaks of what they did is no voice
// of it; where only one of its people is an end, what it says is taken to be theirs.
func (m *merger) voices() {
	bodies := map[string]int{}
	for i, e := range m.ends {
		for _, k := range bodyKeys(e.source) {
			if _, known := bodies[k]; !known {
				bodies[k] = i
			}
		}
	}
	keys := sorted(bodies)
	people := map[int][]int{} // by body
	seen := map[string]bool{}
	for i, e := range m.ends {
		said := e.source.key + "|" + e.source.Words
		if e.source.kind != "person" || e.before == nil && seen[said] {
			continue
		}
		seen[said] = true
		of, speaks := m.bodiesOf(e, bodies, keys)
		for _, b := range of {
			if speaks {
				m.join("voice", b, i)
			} else if m.find(b) != m.find(i) {
				under(m, people, b, i)
			}
		}
	}
	for _, b := range sorted(people) {
		if len(people[b]) == 1 {
			m.join("member", people[b][0], b)
			continue
		}
		for _, p := range people[b] {
			m.doubts = append(m.doubts, doubt{rule: "maybe-voice", a: b, b: p})
		}
	}
}

// bodiesOf is the bodies that somebody is of, and whether they speak for them.
func (m *merger) bodiesOf(e *end, bodies map[string]int, keys []string) (of []int, speaks bool) {
	roles := strings.Join(e.source.roles, "; ") + "; " + e.source.Words
	speaks = lexicon["voice"].has(roles)
	var names []string
	if e.before != nil && e.before.kind == "organization" {
		names, speaks = bodyKeys(*e.before), true
	}
	for _, b := range e.source.of {
		names = append(names, strings.Join(content(b), " "))
		if isFirm(content(b)) {
			names = append(names, "firm")
		}
	}
	words := " " + strings.Join(content(roles), " ") + " "
	for _, k := range keys {
		if strings.Contains(words, " "+k+" ") {
			names = append(names, k)
		}
	}
	if speaks && names == nil {
		// A spokeswoman of we do not know whom speaks for the one body there is.
		for _, k := range keys {
			if len(of) > 0 && m.find(of[0]) != m.find(bodies[k]) {
				return nil, true
			}
			of = append(of, bodies[k])
		}
		return of, true
	}
	for _, k := range names {
		if b, ok := bodies[k]; ok {
			of = append(of, b)
		}
	}
	return of, speaks
}

// through joins an outlet whose report is not in the collection, where a chain stops,
// with the end behind it in another chain; where there are several, it may be any.
func (m *merger) through() {
	behind := map[string][]int{}
	for i, e := range m.ends {
		for _, s := range e.via {
			if s.kind == "outlet" {
				under(m, behind, strings.Join(outletWords(s.said()), " "), i)
			}
		}
	}
	for i, e := range m.ends {
		if e.source.kind != "outlet" || e.first {
			continue
		}
		on := behind[strings.Join(outletWords(e.source.said()), " ")]
		if len(on) == 1 {
			m.join("through", on[0], i)
			continue
		}
		for _, j := range on {
			m.doubts = append(m.doubts, doubt{rule: "maybe-name", a: i, b: j})
		}
	}
}

// open notes that an outlet whose name fits several may be any of those, and have
// what it says from the same origins.
func (m *merger) open() {
	for i, e := range m.ends {
		for _, id := range e.source.open {
			if len(m.of[id]) == 0 || m.of[id][0].report >= e.node.report {
				continue
			}
			for _, j := range m.of[id][0].rests {
				m.doubts = append(m.doubts, doubt{rule: "maybe-name", a: i, b: j})
			}
		}
	}
}

// bodyKeys are what a body may be called by; none for others.
func bodyKeys(s source) []string {
	if s.kind != "organization" {
		return nil
	}
	var out []string
	if k := strings.Join(content(s.name), " "); k != "" {
		out = append(out, k)
	}
	if k := strings.Join(content(s.Words), " "); k != "" && !slices.Contains(out, k) {
		out = append(out, k)
	}
	if s.name == "" && lexicon["body"].is(s.head) && !slices.Contains(out, s.head) {
		out = append(out, s.head)
	}
	if s.name == "" && lexicon["firm"].is(s.head) {
		out = append(out, "firm")
	}
	return out
}
