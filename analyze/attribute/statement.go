package attribute

import (
	"math"
	"slices"
	"strings"

	"github.com/saysonews/sayso/doc"
)

// A builder makes statements out of linked pieces of one report.
type builder struct {
	d        *doc.Doc
	tree     *doc.Tree
	mentions mentions
	out      []doc.Statement
	extents  []doc.Range // of each statement's content
}

// Statements makes the statements that the pieces of d's text tell, and those
// nested in them.
func Statements(d *doc.Doc, ps []Piece) []doc.Statement {
	b := &builder{d: d, tree: doc.NewTree(d), mentions: newMentions(d)}
	l := newLinker(d, b.tree, ps)
	for _, a := range l.link() {
		b.add(l, a)
	}
	b.nest()
	b.reasons()
	b.sort()
	b.chains()
	return b.out
}

// add appends the statement of one attribution.
func (b *builder) add(l *linker, a attribution) {
	p := parts{}
	sum, n := 0.0, 0
	note := func(i int) doc.Range {
		sum, n = sum+l.ps[i].Confidence, n+1
		return l.ps[i].Tokens
	}
	if a.cue >= 0 {
		p.cue = note(a.cue)
	}
	if a.source >= 0 {
		p.source = note(a.source)
	}
	for _, c := range a.contents {
		if r := b.beforeNextVerb(p.cue, note(c)); r.Len() > 0 && !b.expletive(r) {
			p.content = append(p.content, r)
		}
	}
	if a.source < 0 && a.cue >= 0 {
		p.source = b.sharedSubject(p)
	}
	p.why = []string{"roles"}
	if len(p.content) == 0 && p.cue.Len() > 0 {
		p.content = b.governed(p)
	}
	p.confidence = math.Round(100*sum/float64(n)) / 100
	if b.anonymous(opening(p)) {
		return
	}
	if len(p.content) == 0 || p.cue.Len() == 0 && b.form(p.content) == doc.Indirect {
		return // words without a cue are somebody's only in quotation marks
	}
	b.build(p, -1)
}

// expletive tells whether r is the "it" of "it is believed that".
func (b *builder) expletive(r doc.Range) bool {
	return r.Len() == 1 && (b.lemma(r.First) == "it" || doc.Is(b.d.Deps[r.First].Rel, "expl"))
}

// opening is the cue and the first words of the content after it.
func opening(p parts) doc.Range {
	r := p.cue
	if len(p.content) > 0 && p.content[0].First >= r.End {
		r = join(r, doc.Range{First: p.content[0].First, End: min(p.content[0].First+3, p.content[0].End)})
	}
	return r
}

// beforeNextVerb is content up to a verb that is coordinated with the cue: "said
// that …, and left". What follows is the report's own voice.
func (b *builder) beforeNextVerb(cue, content doc.Range) doc.Range {
	if cue.Len() == 0 || content.First < cue.End {
		return content
	}
	for _, c := range b.tree.Children(b.tree.Head(cue)) {
		i := int(c)
		if !content.Contains(i) || !doc.Is(b.d.Deps[i].Rel, "conj") || b.d.Tags[i].UPOS != "VERB" || b.open(i) {
			continue
		}
		cut := min(b.tree.Subtree(i).First, i)
		if cc := b.tree.Child(i, "cc"); cc >= 0 {
			cut = min(cut, cc)
		}
		if cut > content.First {
			return trimmed(b.d, doc.Range{First: content.First, End: cut})
		}
	}
	return content
}

// governed is the content that the tree gives a cue that no piece of content is
// near: the clause or object that its head governs, or, for "according to", the
// clause that it hangs on.
func (b *builder) governed(p parts) []doc.Range {
	head := b.tree.Head(p.cue)
	for _, rel := range [...]string{"ccomp", "xcomp", "obj", "obl", "nmod"} {
		c := b.tree.Child(head, rel)
		if c < p.cue.End {
			continue
		}
		r := b.tree.Subtree(c)
		r.First = max(r.First, p.cue.End)
		if r.Len() > 0 && !r.Overlaps(p.source) {
			return []doc.Range{trimmed(b.d, r)}
		}
	}
	if b.lemma(p.cue.First) != "accord" || p.source.Len() == 0 {
		return nil
	}
	s := b.d.SentenceOf(head)
	if s < 0 {
		return nil
	}
	r := b.d.Sentences[s]
	whole := join(p.cue, p.source)
	before, after := doc.Range{First: r.First, End: whole.First}, doc.Range{First: whole.End, End: r.End}
	if before.Len() > after.Len() {
		return []doc.Range{trimmed(b.d, before)}
	}
	return []doc.Range{trimmed(b.d, after)}
}

// sharedSubject is the subject that the cue's verb shares with the verb it is
// coordinated with, or the agent of a passive: a source that is told once and
// that no piece covers. It is empty where there is none.
func (b *builder) sharedSubject(p parts) doc.Range {
	v := b.tree.Head(p.cue)
	if b.d.Tags[v].UPOS != "VERB" {
		return doc.Range{}
	}
	s := b.subject(v)
	if b.passive(v) {
		s = b.tree.Child(v, "obl:agent")
	}
	if s < 0 && !b.passive(v) {
		s = b.firstSubject(v)
	}
	if s < 0 || b.d.Tags[s].UPOS == "PRON" && doc.Is(b.d.Deps[s].Rel, "expl") {
		return doc.Range{}
	}
	r := b.noun(s)
	if b.tree.Child(s, "case") == r.First {
		r.First++
	}
	for _, c := range append(p.content, p.cue) {
		if c.Overlaps(r) {
			return doc.Range{}
		}
	}
	return r
}

// firstSubject is the subject of the sentence's main verb, for a finite verb v
// behind "and" or "but" that the parser hung elsewhere; or -1.
func (b *builder) firstSubject(v int) int {
	if x := b.d.Tags[v].XPOS; x != "VBD" && x != "VBZ" && x != "VBP" {
		return -1
	}
	k := v - 1
	for k > 0 && b.d.Tags[k].UPOS == "ADV" {
		k--
	}
	if k < 0 || b.d.Tags[k].UPOS != "CCONJ" {
		return -1
	}
	for root := v; ; root = b.d.Deps[root].Head {
		if b.d.Deps[root].Head >= 0 {
			continue
		}
		if s := b.tree.Child(root, "nsubj"); s >= 0 && s < v {
			return s
		}
		return -1
	}
}

// passive tells whether verb v is a passive, or a participle that stands for one.
func (b *builder) passive(v int) bool {
	if b.tree.Child(v, "aux:pass", "nsubj:pass") >= 0 {
		return true
	}
	return b.d.Tags[v].XPOS == "VBN" && b.tree.Child(v, "aux") < 0
}

// parts are the token ranges of a statement.
type parts struct {
	source, cue doc.Range
	content     []doc.Range
	confidence  float64
	why         []string
}

// build appends the statement of p, told in statement parent (-1: by the report).
func (b *builder) build(p parts, parent int) {
	s := doc.Statement{SaidAt: -1, Parent: parent, Confidence: p.confidence, Why: p.why}
	extent := doc.Range{}
	for _, c := range p.content {
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
	s.Form = b.form(p.content)
	entry := b.act(p.cue)
	s.Act, s.Stance = entry.act, entry.stance
	s.Polarity, s.Determinacy = b.polarity(p.cue), b.determinacy(p.cue)
	s.Source = b.speaker(p)
	b.circumstances(p, &s)
	if s.Source.Basis == "" {
		s.Source.Basis = "unstated"
	}
	b.out = append(b.out, s)
	b.extents = append(b.extents, extent)
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

// form tells whether content stands in quotation marks wholly, partly or not.
func (b *builder) form(content []doc.Range) doc.Form {
	quoted, plain := 0, 0
	for _, r := range content {
		open := b.open(r.First)
		for i := r.First; i < r.End; i++ {
			w := b.d.Word(i)
			if isDouble(w) {
				open = !open
				quoted++
				continue
			}
			if !word(w) {
				continue
			}
			if open {
				quoted++
			} else {
				plain++
			}
		}
	}
	switch {
	case quoted == 0:
		return doc.Indirect
	case plain == 0:
		return doc.Direct
	}
	return doc.Mixed
}

// open tells whether a quotation is open before token i, by the marks of its
// paragraph: the reach is bounded, so that a text of nothing but marks stays fast.
func (b *builder) open(i int) bool {
	open := false
	for k := i - 1; k >= 0 && k > i-400; k-- {
		if strings.Contains(b.d.Text[b.d.Tokens[k].Span.End:b.d.Tokens[k+1].Span.Start], "\n\n") {
			break
		}
		if isDouble(b.d.Word(k)) {
			open = !open
		}
	}
	return open
}

func isDouble(w string) bool { return w == `"` || w == "“" || w == "”" || w == "''" || w == "``" }

// sort puts the statements in text order, outer ones first, and renumbers their
// parents.
func (b *builder) sort() {
	order := make([]int, len(b.out))
	for i := range order {
		order[i] = i
	}
	start := func(i int) int {
		at := math.MaxInt
		for _, spans := range [][]doc.Span{b.out[i].Source.Spans, b.out[i].Cue, b.out[i].Content} {
			for _, s := range spans {
				at = min(at, s.Start)
			}
		}
		return at
	}
	slices.SortStableFunc(order, func(x, y int) int { return start(x) - start(y) })
	place := make([]int, len(order))
	for to, from := range order {
		place[from] = to
	}
	sorted := make([]doc.Statement, len(order))
	for to, from := range order {
		sorted[to] = b.out[from]
		if p := sorted[to].Parent; p >= 0 {
			sorted[to].Parent = place[p]
		}
	}
	b.out = sorted
}

// chains fills in on whose word the report has each statement: the publisher,
// then the sources of the statements that hold it, then those it was relayed by,
// then its own. build has left the relays in Chain.
func (b *builder) chains() {
	relays := make([][]doc.Link, len(b.out))
	for i := range b.out {
		relays[i] = b.out[i].Chain
	}
	var chain func(i int) []doc.Link
	chain = func(i int) []doc.Link {
		if i < 0 {
			return []doc.Link{b.publisher()}
		}
		return append(append(chain(b.out[i].Parent), relays[i]...), b.linkOf(&b.out[i]))
	}
	for i := range b.out {
		b.out[i].Chain = chain(i)
	}
}

func (b *builder) publisher() doc.Link {
	h := &b.d.Header
	if h.Publisher.Text == "" {
		return doc.Link{Actor: -1, Name: "", Naming: doc.Outlet}
	}
	return doc.Link{Actor: -1, Name: h.Publisher.Text, Naming: doc.Outlet, Evidence: h.Publisher.Span}
}

// linkOf is the step of a chain for the source of s.
func (b *builder) linkOf(s *doc.Statement) doc.Link {
	sp := &s.Source
	l := doc.Link{Actor: sp.Actor, Name: sp.Name, Naming: sp.Naming}
	switch {
	case len(sp.Spans) > 0:
		l.Evidence = sp.Spans[0]
	case len(s.Cue) > 0:
		l.Evidence = s.Cue[0]
	}
	return l
}
