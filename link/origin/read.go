package origin

import (
	"cmp"
	"slices"
	"strings"

	"github.com/saysonews/sayso/link"
)

// read lays out the carriers that carry the claim as so. Who denies, doubts or
// corrects it has it from no origin: they tell what somebody else says.
func (t *tracer) read() {
	negative := 0
	t.by, t.of = map[int][]*node{}, map[int][]*node{}
	t.people, t.worded = map[string]int{}, map[string]*node{}
	for i := range t.claim.Carriers {
		c := &t.claim.Carriers[i]
		c.Rests, c.Path, c.Why = nil, nil, nil
		r, ok := t.at[c.Report]
		if !ok || c.Stance == link.Denies || c.Stance == link.Doubts || c.Stance == link.Corrects {
			continue
		}
		n := &node{index: i, report: r, context: c.Place.Words}
		if c.Telling >= 0 && c.Telling < len(t.reports[r].Tellings) {
			n.telling = t.reports[r].Tellings[c.Telling]
			n.sentence = around(t.reports[r].Sentences, n.telling.Sentence)
			n.context = n.telling.Words
			if !strings.Contains(n.context, c.Place.Words) {
				n.context += "\n" + c.Place.Words
			}
			if !strings.Contains(n.sentence, n.context) {
				n.context += "\n" + n.sentence
			} else {
				n.context = n.sentence
			}
		}
		if n.telling.Act == "deny" || slices.ContainsFunc(tokens(c.Place.Words), func(w string) bool { return lexicon["not"].is(w) }) {
			negative++
		}
		t.nodes = append(t.nodes, n)
	}
	t.denial = 2*negative > len(t.nodes)
	for _, n := range t.nodes {
		n.links = t.attesting(n, t.sources(n.report, n.telling.Chain))
	}
	slices.SortStableFunc(t.nodes, func(x, y *node) int {
		p, q := t.claim.Carriers[x.index].Place, t.claim.Carriers[y.index].Place
		voice := func(n *node) int { return min(1, len(n.links)) }
		return cmp.Or(cmp.Compare(x.report, y.report), cmp.Compare(voice(y), voice(x)), cmp.Compare(p.Start, q.Start), cmp.Compare(p.End, q.End), cmp.Compare(p.Words, q.Words))
	})
	t.sourced = find(t.nodes, func(n *node) bool { return len(n.links) > 0 })
	for _, n := range t.nodes {
		t.by[n.report] = append(t.by[n.report], n)
		if o := t.outlet[n.report]; o >= 0 {
			if t.of[o] == nil {
				t.order = append(t.order, o)
			}
			t.of[o] = append(t.of[o], n)
		}
	}
}

// around is a sentence, and the one after it where that goes on in the first person:
// "Four men had died. I carried one of them."
func around(s []link.Sentence, i int) string {
	if i < 0 || i >= len(s) {
		return ""
	}
	if i+1 < len(s) {
		first, _, _ := strings.Cut(strings.TrimLeft(s[i+1].Text, "“\"‘' "), " ")
		if first == "I" || first == "We" || strings.HasPrefix(first, "I'") || strings.HasPrefix(first, "I’") {
			return s[i].Text + " " + s[i+1].Text
		}
	}
	return s[i].Text
}

// attesting are the links that vouch for what n tells. Whoever denies something
// does not, unless the claim is the denial. Where somebody tells that another one
// asked or ordered something, the teller vouches for it. What is only spoken of in
// passing ("the blast that killed four") is no more than an outlet's word, and what
// "is believed" is nobody's, whoever else speaks in the sentence.
func (t *tracer) attesting(n *node, links []source) []source {
	last := len(links) - 1
	act := n.telling.Act
	switch {
	case last < 0:
	case t.believed(n):
		return nil
	case presupposed(t.claim.Carriers[n.index].Place.Words):
		outlet := slices.IndexFunc(links, func(s source) bool { return s.kind != "outlet" })
		if outlet >= 0 {
			return links[:outlet]
		}
	case act == "deny" && !t.denial:
		return links[:last]
	case last > 0 && !links[last].beside && links[last-1].kind != "outlet" && lexicon["deed"].is(act):
		return links[:last]
	}
	return links
}

// believed tells whether n's words are told as what is believed by nobody in
// particular: "it is believed that …", "… is thought to have …".
func (t *tracer) believed(n *node) bool {
	words := tokens(t.claim.Carriers[n.index].Place.Words)
	for i := 1; i+1 < len(words); i++ {
		if lexicon["belief"].is(words[i]) && lexicon["auxiliary"].is(words[i-1]) && (words[i+1] == "to" || i > 1 && words[i-2] == "it") {
			return true
		}
	}
	if len(words) > 0 && words[0] == "that" {
		words = words[1:]
	}
	if len(words) < 2 {
		return false
	}
	w := tokens(n.sentence)
	for i := 2; i+2 < len(w); i++ {
		if !lexicon["belief"].is(w[i]) || !lexicon["auxiliary"].is(w[i-1]) {
			continue
		}
		after := w[i+1:]
		if after[0] == "that" {
			after = after[1:]
		}
		told := w[i-2] == "it" && len(after) > 1 && slices.Equal(after[:2], words[:2])
		if told || w[i+1] == "to" && (w[i-2] == words[len(words)-1] || w[i+2] == words[0]) {
			return true
		}
	}
	return false
}

// presupposed tells whether words are a relative clause, cut from what it belongs
// to. "That" opens one where a verb follows; else it opens what is said.
func presupposed(words string) bool {
	w := tokens(words)
	switch {
	case len(w) < 2:
		return false
	case w[0] == "that":
		return lexicon["auxiliary"].is(w[1]) || strings.HasSuffix(w[1], "ed") && !strings.HasSuffix(w[1], "eed")
	case lexicon["break"].is(w[0]) && !lexicon["relative"].is(w[0]):
		return lexicon["relative"].is(w[1])
	}
	return lexicon["relative"].is(w[0])
}
