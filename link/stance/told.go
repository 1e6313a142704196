package stance

import (
	"slices"
	"strconv"
	"strings"

	"github.com/saysonews/sayso/link"
)

// Told is the stance of a telling that carries a claim, which is given in its
// clearest wording, and why. Telling is an index in r.Tellings.
//
// What counts is the clause that is told, and what stands beside it in its
// sentence and belongs to no other telling: the words of who says so.
func Told(claim string, r link.Report, telling int) (link.Stance, []link.Reason) {
	if telling < 0 || telling >= len(r.Tellings) {
		return link.States, nil
	}
	t := r.Tellings[telling]
	c := clause{telling: t, claim: wordsOf(claim), words: wordsOf(t.Words)}
	c.before, c.after = beside(r, telling)
	for _, rule := range rules {
		if why, ok := rule.holds(c); ok {
			return rule.stance, []link.Reason{{Rule: rule.name, Text: why, Weight: 1, Evidence: []link.Place{{Report: r.ID, Start: t.Start, End: t.End, Words: t.Words}}}}
		}
	}
	if t.Statement != "" {
		return link.Reports, []link.Reason{{Rule: "statement", Text: "told on somebody's word", Weight: 1}}
	}
	return link.States, []link.Reason{{Rule: "own voice", Text: "told in the report's own voice", Weight: 1}}
}

// A clause is a telling beside a claim.
type clause struct {
	telling       link.Telling
	claim, words  []word
	before, after []word // in its sentence, up to the tellings next to it
}

// rules are tried in order; the first that holds decides. Each gives the words
// that it rests on.
var rules = []struct {
	name   string
	stance link.Stance
	holds  func(clause) (string, bool)
}{
	{"corrected", link.Corrects, clause.corrects},
	{"denied", link.Denies, clause.denies},
	{"doubted", link.Doubts, clause.doubts},
	{"hedged", link.Hedges, clause.hedges},
}

// denies: an odd number of denials stand between the claim and the report, the
// claim's own among them. A telling that carries the claim may have few of its
// words ("it never came"), so all of its denials count.
func (c clause) denies() (string, bool) {
	n, why := c.between()
	return why, n%2 == 1
}

func (c clause) between() (n int, why string) {
	n, why = denials(c.words)
	if claimed, words := denials(c.claim); claimed > 0 {
		if n == 0 {
			why = "no " + strconv.Quote(words) + ", which the claim has"
		}
		n += claimed
	} else if n > 0 && c.echoes() {
		n++
	}
	if i, j := excluding(c.claim, c.words); i >= 0 {
		n, why = n+1, c.claim[i].form+", and "+c.words[j].form
	}
	if c.telling.Act == "deny" {
		if c.telling.Polarity == "negative" { // "did not deny"
			return n, why
		}
		return n + 1, "act: deny"
	}
	if cue, ok := c.cue(slices.Concat(c.before, c.after), "false", "deny"); ok {
		return n + 1, cue
	}
	return n, why
}

// echoes tells whether claim and telling negate the same word: "told them that
// it would not renew" has the negation of "it will not renew" below its main
// clause.
func (c clause) echoes() bool {
	tc, tw := turned(c.claim), turned(c.words)
	for i, w := range c.claim {
		if !tc[i] || !w.tells() {
			continue
		}
		for j, v := range c.words {
			if tw[j] && v.stem == w.stem {
				return true
			}
		}
	}
	return false
}

// corrects: the telling names the claim's figure, or what the claim says, and
// says that it was so once or wrongly.
func (c clause) corrects() (string, bool) {
	const before, after = 4, 14 // words
	ws := slices.Concat(c.before, c.words, c.after)
	for i, w := range ws {
		v, ok := numeral(w.form)
		if !ok || !slices.ContainsFunc(countsIn(c.claim), func(f count) bool { return f.value == v }) {
			continue
		}
		if cue, ok := c.cue(ws[max(0, i-before):min(len(ws), i+after)], "correct"); ok && !c.inClaim(cue) {
			return cue + " " + w.form, true
		}
		if i > 0 && negates(ws, i-1) > 0 && !c.inClaim(ws[i-1].form) {
			return ws[i-1].form + " " + w.form, true
		}
	}
	cue, ok := c.cue(c.words, "correct")
	if !ok || c.inClaim(cue) {
		return "", false
	}
	figures, ok := otherFigure(c.claim, c.words)
	if !ok {
		figures, ok = opposed(c.claim, c.words)
	}
	return cue + ": " + figures, ok
}

func (c clause) doubts() (string, bool) {
	t := c.telling
	if t.Act == "doubt" || t.Determinacy == "asked" {
		return "act: " + t.Act, true
	}
	if t.Polarity == "negative" && t.Act == "confirm" {
		return "not " + t.CueLemma, true
	}
	if n, _ := c.between(); n > 0 {
		return "", false // a denial of a denial
	}
	cue, ok := c.cue(slices.Concat(c.before, c.words), "doubt", "unconfirmed", "ask")
	return cue, ok && !c.inClaim(cue)
}

func (c clause) hedges() (string, bool) {
	t := c.telling
	switch {
	case t.Act == "claim" || t.Act == "allege" || t.Stance == "distancing":
		return "act: " + t.Act, true
	case t.Act == "believe" && nobodys(t.Chain):
		return "on nobody's word: " + t.CueLemma, true
	case t.Determinacy == "possible":
		return "possible", true
	}
	cue, ok := c.cue(slices.Concat(c.before, c.words, c.after), "hedge", "modal")
	return cue, ok && !c.inClaim(cue)
}

// nobodys tells whether a chain ends at nobody: "it is believed".
func nobodys(chain []link.Source) bool {
	return len(chain) == 0 || chain[len(chain)-1].Naming == "absent"
}

// cue is the first cue of one of the groups in ws.
func (c clause) cue(ws []word, groups ...string) (string, bool) {
	for _, f := range cuesIn(ws) {
		if slices.Contains(groups, cues().groups[f.group]) {
			return phrase(ws[f.at : f.at+f.n]), true
		}
	}
	return "", false
}

// inClaim tells whether the claim's own wording has the cue, which then is part
// of what is claimed.
func (c clause) inClaim(cue string) bool {
	first := wordsOf(cue)[0].stem
	return slices.ContainsFunc(c.claim, func(w word) bool { return w.stem == first })
}

func phrase(ws []word) string {
	out := ""
	for i, w := range ws {
		if i > 0 && w.form != "n't" {
			out += " "
		}
		out += w.form
	}
	return out
}

// beside are the words of the telling's sentence before and after it, up to the
// tellings next to it and to the next "but". A telling that begins with "that"
// hangs on the last words of the one before.
func beside(r link.Report, telling int) (before, after []word) {
	const tail = 5
	t := r.Tellings[telling]
	if t.Sentence < 0 || t.Sentence >= len(r.Sentences) {
		return nil, nil
	}
	s := r.Sentences[t.Sentence]
	from, to := s.Start, s.End
	for i, o := range r.Tellings {
		if i == telling || o.Sentence != t.Sentence {
			continue
		}
		if o.End <= t.Start {
			from = max(from, o.End)
		}
		if o.Start >= t.End {
			to = min(to, o.Start)
		}
	}
	rs := []rune(s.Text)
	part := func(a, b int) []word {
		a, b = min(max(a-s.Start, 0), len(rs)), min(max(b-s.Start, 0), len(rs))
		return wordsOf(string(rs[a:max(a, b)]))
	}
	if strings.HasPrefix(t.Words, "that ") {
		all, own := part(s.Start, t.Start), part(from, t.Start)
		before = all[max(0, min(len(all)-tail, len(all)-len(own))):]
	} else {
		before = part(from, t.Start)
	}
	after = part(t.End, to)
	if i := slices.IndexFunc(after, func(w word) bool { return ends(w) || w.form == "but" || w.form == "though" || w.form == "while" }); i >= 0 {
		after = after[:i]
	}
	return before, after
}
