package origin

import (
	"slices"
	"strings"
)

// shortNames joins an end that gives but a part of a name ("Loess") with the one
// other end whose name ends so. Where there are two, either may be meant.
func (m *merger) shortNames() {
	long := map[string][]int{}
	for i, e := range m.ends {
		if words := content(e.source.name); len(words) > 1 && e.source.kind == "person" {
			under(m, long, words[len(words)-1], i)
		}
	}
	for i, e := range m.ends {
		words := content(e.source.name)
		if len(words) != 1 || e.source.kind == "document" || e.source.kind == "outlet" {
			continue
		}
		fits := long[words[0]]
		if len(fits) == 1 {
			m.join("short-name", fits[0], i)
			continue
		}
		for _, j := range fits {
			m.doubts = append(m.doubts, doubt{rule: "maybe-name", a: i, b: j})
		}
	}
}

// described joins people without a name that one outlet describes alike (a newsroom's
// official stays the same official, unless it says "another"), and bodies that any do.
func (m *merger) described() {
	m.group("described", func(e *end) string {
		s := e.source
		if s.name != "" || s.id != "" || s.count > 1 || s.kind != "person" && s.kind != "organization" {
			return ""
		}
		switch {
		case lexicon["another"].has(s.Words):
			return ""
		case s.kind == "organization":
			return "body:" + strings.Join(content(s.Words), " ")
		}
		return m.named(e.node.report) + ":" + s.head
	})
}

// quoted joins sources, one of them at least without a name, who say the same six
// words in a row in quotation marks: nobody else would have put it so. Two with names
// stay two, but one report may have taken one for the other.
func (m *merger) quoted() {
	const row = 6
	first := map[string]int{}
	for i, e := range m.ends {
		if e.source.kind != "person" {
			continue
		}
		for _, q := range quotes(m.claim.Carriers[e.node.index].Place.Words + "\n" + e.node.telling.Words) {
			for _, k := range shingles(q, row) {
				j, ok := first[k]
				switch {
				case !ok:
					first[k] = i
				case e.source.name == "" || m.ends[j].source.name == "":
					m.join("same-quote", j, i)
				case m.find(i) != m.find(j):
					m.doubts = append(m.doubts, doubt{rule: "maybe-quote", a: i, b: j})
				}
			}
		}
	}
}

// roles joins a source that is only described ("the dam keeper") with the one named
// end that holds this role.
func (m *merger) roles() {
	holders := map[string][]int{}
	for i, e := range m.ends {
		if e.source.name == "" || e.source.kind != "person" {
			continue
		}
		for _, w := range roleWords(e.source) {
			under(m, holders, w, i)
		}
	}
	for i, e := range m.ends {
		s := e.source
		if s.name != "" || e.source.kind != "person" || lexicon["generic"].is(s.head) || s.many {
			continue
		}
		for _, j := range holders[s.head] {
			words := content(s.Words)
			near := m.ends[j].node.report == e.node.report && len(holders[s.head]) == 1 // a headline's "Marsh minister"
			if near || 2*shared(words, roleWords(m.ends[j].source)) > len(words) {
				m.join("role", j, i)
				break
			}
		}
	}
}

func roleWords(s source) []string {
	var out []string
	for _, r := range slices.Concat(s.roles, s.of) {
		out = append(out, content(r)...)
	}
	if s.name != "" && !proper(s.Words) {
		out = append(out, content(s.Words)...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// shared is how many words of a description are those of a role.
func shared(words, role []string) int {
	n := 0
	for _, w := range words {
		if slices.Contains(role, w) {
			n++
		}
	}
	return n
}
