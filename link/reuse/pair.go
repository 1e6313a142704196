package reuse

import (
	"cmp"
	"slices"
	"time"

	"github.com/saysonews/sayso/link"
)

// A match is what one report, To, has in common with another, From.
type match struct {
	from, to    int // indices in the collection
	a, b        *text
	runs        []run
	share, back sharing   // of To's words, and of From's
	aligned     alignment // empty where it can be no rewrite
	credit      credit    // of From's outlet in To
}

// A pair is a match that is taken for reuse.
type pair struct {
	from, to int
	copy     link.Copy
	credit   credit
	cover    []span // code points of To that are reused, in order
}

type span struct{ start, end int }

const (
	// leastShare is which part of the runs of words of either report the other
	// must have for the two to have words in common. A run of 20 words holds 13
	// runs of 8, so long passages weigh more than many short ones.
	leastShare = 0.05
	// leastRuns is how many runs of runWords words must be shared in any case:
	// of texts of a few lines, a turn of phrase is a large part.
	leastRuns = 4
	// copyShare of To's words found in From make it a copy, unless rewordShare
	// more of its matter is.
	copyShare   = 0.5
	rewordShare = 0.25
)

// compare compares two reports, the first by Before first.
func (c *collection) compare(f *finder, a, b int) (pair, bool) {
	if c.dates[b].before(c.dates[a]) {
		a, b = b, a // Before compares dates as text, whatever their zones
	}
	known := c.dates[a].before(c.dates[b])
	m := c.match(f, a, b)
	if !m.promising() && (known || !c.match(f, b, a).promising()) {
		return pair{}, false
	}
	inA, inB := c.credits(m)
	if inA.strong() && !inB.strong() || !known && inA.outlet != "" && inB.outlet == "" {
		// Archives hold late versions, so a report may copy one of a later date.
		// Anything less than a copy that it has in common with a later report
		// of the outlet that it credits may come from an earlier one.
		back := c.match(f, b, a)
		back.credit = inA
		if p, ok := c.decide(back); ok && (!known || p.copy.Kind == "copy") {
			return p, true
		}
	}
	m.credit = inB
	return c.decide(m)
}

// match finds what to has in common with from.
func (c *collection) match(f *finder, from, to int) match {
	m := match{from: from, to: to, a: f.text(c, from), b: f.text(c, to)}
	m.runs = runsOf(m.a, m.b)
	m.share, m.back = shares(m.runs, len(m.b.words)), backShares(m.runs, len(m.a.words))
	if m.share.words < copyShare+rewordShare && c.mayRewrite(from, to) {
		m.aligned = align(c.tellingOf(m.a), c.tellingOf(m.b))
	}
	return m
}

// promising tells whether m is something if To credits From.
func (m match) promising() bool {
	yes, _ := m.aligned.rewrite(m.share.words, true)
	return yes || m.inCommon()
}

// inCommon tells whether the words in common are worth a look.
func (m match) inCommon() bool { return max(m.share.prints, m.back.prints) >= leastShare }

// credits are where each of two reports names the other's outlet.
func (c *collection) credits(m match) (inFrom, inTo credit) {
	if c.outlets.same(m.from, m.to) {
		return credit{}, credit{}
	}
	return c.creditIn(m.a, c.outlets.of[m.to]), c.creditIn(m.b, c.outlets.of[m.from])
}

// decide tells what To has from From, if anything.
func (c *collection) decide(m match) (pair, bool) {
	kind, doubt := c.kind(m)
	if kind == "" {
		return pair{}, false
	}
	known := c.dates[m.from].before(c.dates[m.to]) || c.dates[m.to].before(c.dates[m.from])
	p := pair{from: m.from, to: m.to, credit: m.credit, copy: link.Copy{
		From: m.a.report.ID, To: m.b.report.ID, Kind: kind, Share: m.share.words, Back: m.back.words,
		Credited: m.credit.outlet != "", Doubtful: doubt, Open: !known && m.credit.outlet == "",
		Outlet: c.outlets.absent(m.a.report, m.b.report), Passages: m.passages(),
	}}
	for _, s := range p.copy.Passages {
		p.cover = append(p.cover, span{s.To[0], s.To[1]})
	}
	if kind == "rewrite" {
		p.copy.Share, p.copy.Back = max(m.share.words, m.aligned.share), max(m.back.words, m.aligned.back)
		p.cover = union(p.cover, m.aligned.cover)
	}
	p.copy.Why = c.reasons(m, p.copy)
	return p, true
}

// kind is the kind of reuse, "" for none, and whether it is in doubt.
func (c *collection) kind(m match) (kind string, doubt bool) {
	if m.inCommon() && m.share.words >= copyShare && !m.aligned.reworded(m.share.words) {
		return "copy", false
	}
	rewrite, doubt := m.aligned.rewrite(m.share.words, m.credit.outlet != "")
	switch {
	case rewrite && !doubt:
		return "rewrite", false
	case m.inCommon() && c.telling(m):
		return "excerpt", false
	case rewrite:
		return "rewrite", true
	case m.inCommon():
		return Common, false
	}
	return "", false
}

// A sharing is how much of a report's words, and of its runs of words, another has.
type sharing struct{ words, prints float64 }

func shares(runs []run, words int) sharing {
	n, prints := 0, 0
	for _, r := range runs {
		n += r.length
		prints += r.length - runWords + 1
	}
	if prints < leastRuns {
		return sharing{}
	}
	return sharing{part(n, words), part(prints, words-runWords+1)}
}

// backShares is the same of From, where runs may overlap.
func backShares(runs []run, words int) sharing {
	sorted := slices.Clone(runs)
	slices.SortFunc(sorted, func(a, b run) int { return cmp.Compare(a.from, b.from) })
	n, prints, end := 0, 0, 0
	for _, r := range sorted {
		if fresh := r.from + r.length - max(end, r.from); fresh > 0 {
			n += fresh
			prints += max(0, min(fresh, r.length-runWords+1))
			end = r.from + r.length
		}
	}
	if prints < leastRuns {
		return sharing{}
	}
	return sharing{part(n, words), part(prints, words-runWords+1)}
}

func part(n, of int) float64 {
	if of <= 0 {
		return 0
	}
	return float64(n) / float64(of)
}

// telling tells whether what two reports share shows that one has it from the
// other: enough of it is neither quoted nor what reports of all kinds print.
func (c *collection) telling(m match) bool {
	var own float64
	for _, r := range m.runs {
		for i := range r.length - runWords + 1 {
			l, kept := c.phrases.list(m.b.prints[r.to+i])
			if kept && !mostlyQuoted(m.b.words[r.to+i:][:runWords]) && !mostlyQuoted(m.a.words[r.from+i:][:runWords]) {
				own += c.phrases.singularity(l)
			}
		}
	}
	return own >= leastShare*float64(min(c.phrases.size[m.to], c.phrases.size[m.from]))
}

// mostlyQuoted tells whether more than half of the words are in quotation marks.
func mostlyQuoted(words []word) bool {
	n := 0
	for _, w := range words {
		if w.quoted {
			n++
		}
	}
	return 2*n > len(words)
}

func (m match) passages() []link.Passage {
	var out []link.Passage
	for _, r := range m.runs {
		from, to := m.a.placeOf(r.from, r.length), m.b.placeOf(r.to, r.length)
		out = append(out, link.Passage{From: [2]int{from.Start, from.End}, To: [2]int{to.Start, to.End}, Words: to.Words})
	}
	return out
}

// rewriteWindow is how long after a report a rewrite of it is looked for.
const rewriteWindow = 7 * 24 * time.Hour

// mayRewrite tells whether one of two reports may be another newsroom's
// rewrite of the other. What an outlet tells again of its own is a follow-up.
func (c *collection) mayRewrite(a, b int) bool {
	return !c.outlets.same(a, b) && c.dates[a].within(rewriteWindow, c.dates[b])
}
