package reuse

import (
	"fmt"
	"slices"

	"github.com/saysonews/sayso/link"
)

// shown is how many pairs of sentences a reason shows.
const shown = 3

// reasons say why a match is what it is taken for.
func (c *collection) reasons(m match, copied link.Copy) []link.Reason {
	var out []link.Reason
	say := func(rule string, weight float64, evidence []link.Place, format string, args ...any) {
		out = append(out, link.Reason{Rule: rule, Weight: weight, Text: fmt.Sprintf(format, args...), Evidence: evidence})
	}
	if len(m.runs) > 0 {
		l := longest(m.runs)
		say("same-words", max(copied.Share, copied.Back), []link.Place{m.a.placeOf(l.from, l.length), m.b.placeOf(l.to, l.length)},
			"%s shared, the longest of %s", count(len(m.runs), "passage"), count(l.length, "word"))
	}
	switch copied.Kind {
	case "rewrite":
		say("same-matter", m.aligned.share, m.linePlaces(), "%s tell the same in the same order", count(len(m.aligned.lines), "sentence"))
		if n := m.aligned.quotes; n > 0 {
			say("same-quotes", part(n, len(m.b.report.Sentences)), nil, "%s with a quotation that few others have", count(n, "sentence"))
		}
	case Common:
		say("common-words", -1, nil, "nearly all of it is quoted or stands in many other reports")
	}
	if copied.Doubtful {
		say("same-statement", -1, nil, "both may have it from one statement or document")
	}
	if m.credit.outlet != "" {
		say("credit", 1, []link.Place{m.credit.place}, "it names %s in %s", m.credit.outlet, m.credit.where)
	}
	if name := sameByline(m.a.report, m.b.report); name != "" {
		say("same-byline", 1, nil, "both bear the byline of %s", name)
	}
	if copied.Outlet != "" {
		say("same-wire", -1, nil, "both credit %s, which has no report here", copied.Outlet)
	}
	switch from, to := c.dates[m.from], c.dates[m.to]; {
	case from.before(to):
		say("later", 1, nil, "it was published later")
	case to.before(from):
		say("credit-before-date", -1, nil, "it bears an earlier date, but says whose it is")
	default:
		say("order-open", -1, nil, "the dates do not tell which of the two was first")
	}
	return out
}

// sameByline is an author of both reports, as the second writes the name; "" for
// none.
func sameByline(a, b *link.Report) string {
	for _, y := range b.Byline {
		if nameKey(y) != "" && slices.ContainsFunc(a.Byline, func(x string) bool { return nameKey(x) == nameKey(y) }) {
			return y
		}
	}
	return ""
}

// linePlaces are the first lines of the alignment, a sentence of each report.
func (m match) linePlaces() []link.Place {
	var out []link.Place
	for _, l := range m.aligned.lines[:min(len(m.aligned.lines), shown)] {
		for k, r := range []*link.Report{m.a.report, m.b.report} {
			s := r.Sentences[l[k]]
			out = append(out, link.Place{Report: r.ID, Start: s.Start, End: s.End, Words: s.Text})
		}
	}
	return out
}

func longest(runs []run) run {
	var best run
	for _, r := range runs {
		if r.length > best.length {
			best = r
		}
	}
	return best
}

// placeOf is where some words of a text stand.
func (t *text) placeOf(at, length int) link.Place {
	first, last := t.words[at], t.words[at+length-1]
	return link.Place{Report: t.report.ID, Start: int(first.start), End: int(last.end), Words: t.joined[first.from:last.to]}
}

func count(n int, what string) string {
	if n == 1 {
		return fmt.Sprint(n, " ", what)
	}
	return fmt.Sprint(n, " ", what, "s")
}
