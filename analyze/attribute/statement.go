package attribute

import (
	"slices"

	"github.com/saysonews/sayso/doc"
)

// A builder makes statements out of linked pieces of one report.
type builder struct {
	d        *doc.Doc
	tree     *doc.Tree
	mentions mentions
	reading  *Reading
	out      []found
	every    bool // statements of little confidence too
}

// A found is a statement with what is needed until all are found.
type found struct {
	doc.Statement
	extent   doc.Range // from the first to the last token of the content
	evidence evidence  // of a statement of the report itself
}

// Statements makes the statements that the reading of d's text tells, and those
// nested in them.
func Statements(d *doc.Doc, r *Reading) []doc.Statement {
	b := newBuilder(d, r)
	b.find()
	all := make([]doc.Statement, len(b.out))
	for i := range b.out {
		all[i] = b.out[i].Statement
	}
	return all
}

func newBuilder(d *doc.Doc, r *Reading) *builder {
	return &builder{d: d, tree: doc.NewTree(d), mentions: newMentions(d), reading: r}
}

// find fills b.out.
func (b *builder) find() {
	set := b.layouts()
	ps := apartSources(b.d, b.tree, without(b.d, b.reading.Pieces, set))
	ps = apartSentences(b.d, apartQuotations(b.d, withQuotations(b.d, apartCitations(b.d, ps))))
	l := newLinker(b.d, b.tree, ps)
	for _, a := range l.link() {
		b.add(l, a, nil)
	}
	for _, p := range set {
		b.build(p, -1)
	}
	b.wordCues()
	b.secondReadings()
	b.treeCues()
	b.insideSources()
	b.occasions()
	b.denials()
	b.nest()
	b.reasons()
	b.outsideReasons()
	b.firstPersons()
	b.sort()
	b.headlineReports()
	b.chains()
}

// add appends the statement of one attribution. Where it is of a second reading,
// taken marks the tokens that it must leave to others.
func (b *builder) add(l *linker, a attribution, taken []bool) {
	p := parts{}
	note := func(i int) doc.Range {
		if x := &p.probability[l.ps[i].Role]; *x == 0 || l.ps[i].Confidence < *x {
			*x = l.ps[i].Confidence
		}
		return l.ps[i].Tokens
	}
	if a.cue >= 0 {
		p.cue = note(a.cue)
	}
	if a.source >= 0 {
		p.source = note(a.source)
	}
	for _, c := range a.contents {
		whole := b.behindAddressee(p.cue, b.withinClause(p.cue, b.withoutWho(note(c))))
		if r := b.beforeNextVerb(p.cue, whole); r.Len() > 0 && !b.expletive(r) && !b.circumstance(p.cue, r) && !b.unchecked(p.cue, r) {
			p.content = append(p.content, r)
		}
	}
	if by := p.cue.End; p.cue.Len() > 0 && p.source.First == by+1 && b.lemma(by) == "by" {
		p.cue.End++ // "was first reported by"
	}
	b.pastReason(&p)
	p.why = []string{"roles"}
	if a.source < 0 && a.cue >= 0 {
		b.agent(&p)
	}
	b.inverted(&p)
	b.swallowed(&p)
	b.subjectOfClaim(&p)
	p.source = b.ownSubject(p)
	p.source = b.wholeSubject(p)
	b.accordingTo(&p)
	if p.source.Len() == 0 && a.cue >= 0 {
		if p.source = b.sharedSubject(p); p.source.Len() > 0 {
			p.why = append(p.why, "tree-source")
		}
	}
	p.source = b.withoutAside(p.cue, b.withoutTime(b.whoClause(p)))
	if r := b.fronted(l, p); r.Len() > 0 {
		p.content = append([]doc.Range{r}, p.content...)
	}
	if len(p.content) == 0 && p.cue.Len() > 0 {
		p.content = b.governed(p)
		p.why = append(p.why, "tree-content")
	}
	if taken != nil {
		p.why = append(p.why, "second-reading")
		p.content = free(taken, p.content)
	}
	p.cue = b.withoutCondition(p.cue)
	b.conceded(&p)
	if b.opensAnonymous(p) || b.asks(p.source) || p.source.Len() == 0 && b.couldCheck(p.cue) {
		return
	}
	if len(p.content) == 0 || p.cue.Len() == 0 && b.form(p.content, -1) == doc.Indirect {
		return // words without a cue are somebody's only in quotation marks
	}
	next := b.secondCue(&p)
	b.build(p, -1)
	if next.cue.Len() > 0 {
		b.build(next, -1)
	}
}

// parts are the token ranges of a statement.
type parts struct {
	source, cue doc.Range
	content     []doc.Range
	form        doc.Form             // "" where the quotation marks tell
	probability [Content + 1]float64 // of the network's labels: the lowest mean of a piece of the role; 0 for none
	confidence  float64              // where no corpus can tell; 0 for the evidence to tell
	why         []string
}

// build appends the statement of p, told in statement parent (-1: by the report).
func (b *builder) build(p parts, parent int) {
	s := doc.Statement{SaidAt: -1, Parent: parent, Confidence: p.confidence, Why: p.why}
	extent := doc.Range{}
	p.content = apart(p.content)
	for _, c := range p.content {
		if parent >= 0 {
			c = b.balanced(c)
		}
		if c.Len() <= 0 {
			continue
		}
		s.Content = append(s.Content, b.d.SpanOf(c))
		extent = join(extent, c)
	}
	if len(s.Content) == 0 {
		return
	}
	if p.cue.Len() > 0 {
		s.Cue = []doc.Span{b.d.SpanOf(p.cue)}
		s.Lemma = b.d.Tags[b.tree.Head(p.cue)].Lemma
	}
	if s.Form = p.form; s.Form == "" {
		s.Form = b.form(p.content, parent)
	}
	entry := b.act(p.cue)
	if entry.act == "other" && s.Form == doc.Direct {
		entry.act = "assert" // what opens or closes a quotation is a verb of saying
	}
	s.Act, s.Stance = entry.act, entry.stance
	s.Polarity, s.Determinacy = b.polarity(p.cue), b.determinacy(p.cue)
	s.Source = b.speaker(p)
	b.circumstances(p, &s, parent)
	if s.Source.Basis == "" {
		s.Source.Basis = "unstated"
	}
	f := found{Statement: s, extent: extent}
	if p.confidence == 0 {
		f.evidence = b.evidenceFor(&p, &s)
		f.Confidence = f.evidence.confidence()
	}
	if b.every || p.confidence > 0 || f.evidence.told() {
		b.out = append(b.out, f)
	}
}

// apart is the ranges in text order, those that overlap as one.
func apart(ranges []doc.Range) []doc.Range {
	sorted := slices.Clone(ranges)
	slices.SortStableFunc(sorted, func(a, b doc.Range) int { return a.First - b.First })
	var out []doc.Range
	for _, r := range sorted {
		if n := len(out); n > 0 && r.Len() > 0 && r.First < out[n-1].End {
			out[n-1] = join(out[n-1], r)
			continue
		}
		out = append(out, r)
	}
	return out
}

// join is the smallest range that holds both; an empty one adds nothing.
func join(a, b doc.Range) doc.Range {
	if a.Len() == 0 {
		return b
	}
	if b.Len() == 0 {
		return a
	}
	return doc.Range{First: min(a.First, b.First), End: max(a.End, b.End)}
}
