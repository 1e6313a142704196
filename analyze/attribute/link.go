package attribute

import "github.com/saysonews/sayso/doc"

// An attribution ties pieces together: indices of Pieces, -1 for none.
type attribution struct {
	cue, source int
	contents    []int
}

// How far linking looks, in tokens, and what its evidence counts. Measured on
// gold pieces of PolNeAR train (see BENCHMARKS.md).
const (
	byTree    = 12 // the tree ties the two directly
	byChain   = 8  // the tree ties them over a coordinated or open clause
	perToken  = 1  // each token between
	perPiece  = 4  // each other piece of the same role between
	elsewhere = 10 // not in the same sentence
	farthest  = 60
	nearest   = 16 // pieces, either way, among which content looks for its cue
)

// A linker ties the pieces of one report together.
type linker struct {
	d     *doc.Doc
	tree  *doc.Tree
	ps    []Piece
	heads []int // token index of each piece's head
	sent  []int // sentence of each piece's first token
	ends  []int // sentence of each piece's last token
	par   []int // paragraph of each piece's first token
}

func newLinker(d *doc.Doc, tree *doc.Tree, ps []Piece) *linker {
	l := &linker{d: d, tree: tree, ps: ps, heads: make([]int, len(ps)), sent: make([]int, len(ps)), ends: make([]int, len(ps)), par: make([]int, len(ps))}
	par := 0
	for i, p := range ps {
		for par+1 < len(d.Paragraphs) && d.Paragraphs[par+1].Span.Start <= d.Tokens[p.Tokens.First].Span.Start {
			par++
		}
		l.par[i] = par
		l.heads[i] = tree.Head(p.Tokens)
		l.sent[i] = d.SentenceOf(p.Tokens.First)
		l.ends[i] = d.SentenceOf(p.Tokens.End - 1)
	}
	return l
}

// link gives one attribution a cue, in text order, and one for each run of
// content that no cue is near.
func (l *linker) link() []attribution {
	l.ofTheContent()
	l.swallow()
	var as []attribution
	at := map[int]int{} // piece of a cue -> attribution
	for i, p := range l.ps {
		if p.Role == Cue {
			at[i] = len(as)
			as = append(as, attribution{cue: i, source: l.bestSource(i)})
		}
	}
	l.adopt(as)
	for i, p := range l.ps {
		if p.Role != Content {
			continue
		}
		cue := l.bestCue(i, as, at)
		if cue < 0 && p.Floating {
			continue
		}
		if cue < 0 {
			as = append(as, attribution{cue: -1, source: -1, contents: []int{i}})
			continue
		}
		if outer := l.outsideCitation(i, cue); outer >= 0 && len(as[at[cue]].contents) > 0 {
			cue = outer
		}
		a := &as[at[cue]]
		a.contents = append(a.contents, i)
	}
	return as
}

// ofTheContent makes content of each piece that the network took for a source and
// that its cue tells of.
func (l *linker) ofTheContent() {
	for cue, p := range l.ps {
		if p.Role != Cue {
			continue
		}
		for i := l.firstInSentence(cue); i < len(l.ps) && l.sent[i] == l.sent[cue]; i++ {
			if l.ps[i].Role == Source && l.told(cue, l.heads[i]) {
				l.ps[i].Role = Content
			}
		}
	}
}

// swallow joins what a cue inside somebody's words has cut in two: in "said that
// her client denied the charge", where the network took "that her client",
// "denied" and "the charge" apart, all is content of "said", and "denied" is left
// to be found inside it.
func (l *linker) swallow() {
	for q := 2; q < len(l.ps); q++ {
		if l.ps[q].Role != Cue || l.ps[q-1].Role != Content || l.ps[q-2].Role != Cue && l.ps[q-2].Role != Source {
			continue
		}
		said := q - 2
		if l.ps[said].Role != Cue {
			said--
		}
		if said < 0 || l.ps[said].Role != Cue || l.d.Word(l.ps[q-1].Tokens.First) != "that" || l.ps[q-1].Tokens.End != l.ps[q].Tokens.First && l.d.Word(l.ps[q].Tokens.First-1) != "," {
			continue
		}
		if dep := l.d.Deps[l.heads[q]]; !doc.Is(dep.Rel, "ccomp") || dep.Head < 0 || !l.ps[said].Tokens.Contains(dep.Head) {
			continue
		}
		if l.sent[said] != l.sent[q] || l.ps[said].Tokens.End > l.ps[q-1].Tokens.First {
			continue
		}
		content := &l.ps[q-1].Tokens
		content.End, l.ps[q].Role = l.ps[q].Tokens.End, None
		if next := q + 1; next < len(l.ps) && l.ps[next].Role == Content && l.sent[next] == l.sent[q] {
			content.End, l.ps[next].Role = l.ps[next].Tokens.End, None
		}
	}
}

// bestSource is the source piece that fits cue best, or -1.
func (l *linker) bestSource(cue int) int {
	best, top := -1, 0
	for i := l.firstInSentence(cue); i < len(l.ps) && l.sent[i] == l.sent[cue]; i++ {
		if l.ps[i].Role != Source || l.told(cue, l.heads[i]) || l.answers(cue, i) || l.opensClause(cue, i) || l.notAgent(cue, i) {
			continue
		}
		score := farthest - perToken*l.gap(i, cue) - perPiece*l.between(i, cue, Cue)
		switch {
		case l.governs(cue, l.heads[i]):
			score += byTree
		case l.subjectOfChain(l.heads[cue], i):
			score += byChain
		}
		if best < 0 || score > top {
			best, top = i, score
		}
	}
	return best
}

// firstInSentence is the first piece of the sentence of piece i.
func (l *linker) firstInSentence(i int) int {
	for i > 0 && l.sent[i-1] == l.sent[i] {
		i--
	}
	return i
}

// governs tells whether the head of token i lies in the cue, or the cue hangs on
// i ("according to the minister": the cue's words depend on the source's head).
func (l *linker) governs(cue, i int) bool {
	c := l.ps[cue].Tokens
	h := l.d.Deps[i].Head
	return h >= 0 && c.Contains(h) || l.d.Deps[l.heads[cue]].Head == i
}

// notAgent tells whether the cue is a passive and the source has a cue of its own right
// beside it: in "the ministry was warned that …, an official has told the Courier" the
// official warned nobody.
func (l *linker) notAgent(cue, source int) bool {
	s := l.ps[source].Tokens
	if !l.passive(l.ps[cue].Tokens) || s.First > 0 && l.d.Tags[s.First-1].Lemma == "by" {
		return false
	}
	next := source + 1
	return next < len(l.ps) && next != cue && l.ps[next].Role == Cue && l.sent[next] == l.sent[source] && l.ps[next].Tokens.First <= s.End+1
}

// opensClause tells whether the source ends in a relative pronoun, whose clause has
// its own cue, and does not stand right at this one: "calling for a strike, with
// no word of the rival who had claimed …".
func (l *linker) opensClause(cue, source int) bool {
	s := l.ps[source].Tokens
	x := l.d.Tags[s.End-1].XPOS
	return (x == "WP" || x == "WDT") && l.ps[cue].Tokens.End < s.First
}

// told tells whether token i is what the cue is said of and not who says it: the
// subject of a passive ("the minister is expected to resign"), of "seem" and
// "appear", or the noun that a participle hangs on ("a fund called …").
func (l *linker) told(cue, i int) bool {
	c, head := l.ps[cue].Tokens, l.heads[cue]
	if c.Len() == 1 && phrases["adverb"][l.d.Tags[c.First].Lemma] {
		return true // "the contractor reportedly used sand": nobody says who reports it
	}
	if dep := l.d.Deps[i]; dep.Head >= 0 && c.Contains(dep.Head) && (dep.Rel == "nsubj:pass" && !l.callsFor(c) || doc.Is(dep.Rel, "nsubj") && (l.seems(dep.Head) || l.passive(c))) {
		return true
	}
	if l.d.Deps[head].Rel == "acl:relcl" && l.d.Deps[head].Head == i && l.tree.Child(head, "nsubj:pass") >= 0 && l.passive(c) && !l.callsFor(c) {
		return true // "the minister, who is expected to resign"
	}
	return l.d.Tags[head].XPOS == "VBN" && doc.Is(l.d.Deps[head].Rel, "acl") && l.d.Deps[head].Head == i && c.First == head && !l.callsFor(c)
}

// callsFor tells whether cue c is a verb with a preposition and no form of "be":
// "called for", "called on". It is no passive, whatever the parser says.
func (l *linker) callsFor(c doc.Range) bool {
	return c.Len() == 2 && l.d.Tags[c.First].UPOS == "VERB" && l.d.Tags[c.First+1].UPOS == "ADP" && l.d.Tags[c.First+1].Lemma != "by"
}

func (l *linker) seems(i int) bool {
	w := l.d.Tags[i].Lemma
	return w == "seem" || w == "appear"
}

// passive tells whether a cue is a passive by its words: "was once asked".
func (l *linker) passive(c doc.Range) bool {
	be := false
	for i := c.First; i < c.End; i++ {
		t := l.d.Tags[i]
		if be && t.XPOS == "VBN" {
			return true
		}
		be = be && t.UPOS == "ADV" || t.Lemma == "be" || be && t.Lemma == "be"
	}
	return false
}

// answers tells whether cue is the "asked" of "Asked whether …, Odell replied":
// its source is whoever asked, not who answers.
func (l *linker) answers(cue, source int) bool {
	c := l.ps[cue].Tokens
	if l.sent[cue] < 0 || c.First != l.d.Sentences[l.sent[cue]].First || l.ps[source].Tokens.First < c.End {
		return false
	}
	x := l.d.Tags[l.heads[cue]].XPOS
	return acts[l.d.Tags[l.heads[cue]].Lemma].act == "ask" && (x == "VBN" || x == "VBD")
}

// subjectOfChain tells whether source is the subject of a verb that token v is
// coordinated with, or an open clause of.
func (l *linker) subjectOfChain(v, source int) bool {
	for range 4 {
		dep := l.d.Deps[v]
		if dep.Head < 0 || !doc.Is(dep.Rel, "conj", "xcomp", "advcl", "ccomp", "acl") {
			return false
		}
		v = dep.Head
		if s := l.tree.Child(v, "nsubj"); s >= 0 && l.ps[source].Tokens.Contains(s) {
			return true
		}
	}
	return false
}

// adopt gives sources without a cue to the nearest cue of their sentence that
// has none.
func (l *linker) adopt(as []attribution) {
	taken := map[int]bool{}
	for _, a := range as {
		taken[a.source] = true
	}
	for i, p := range l.ps {
		if p.Role != Source || taken[i] {
			continue
		}
		best := -1
		for k, a := range as {
			if a.source < 0 && l.sent[a.cue] == l.sent[i] && !l.told(a.cue, l.heads[i]) && !l.answers(a.cue, i) && (best < 0 || l.gap(i, a.cue) < l.gap(i, as[best].cue)) {
				best = k
			}
		}
		if best >= 0 {
			as[best].source = i
		}
	}
}

// bestCue is the cue piece that fits the content best, or -1.
func (l *linker) bestCue(content int, as []attribution, at map[int]int) int {
	best, top := -1, 0
	for cue := max(0, content-nearest); cue < min(len(l.ps), content+nearest); cue++ {
		if l.ps[cue].Role != Cue {
			continue
		}
		score := farthest - l.distance(content, cue)
		that := l.d.Word(l.ps[content].Tokens.First) == "that"
		switch c := l.ps[content].Tokens; {
		case l.closed(content, cue):
			score += byTree + perPiece
		case that && content < cue:
		case l.governs(cue, l.heads[content]):
			score += byTree
		case c.Contains(l.d.Deps[l.heads[cue]].Head) && !doc.Is(l.d.Deps[l.heads[cue]].Rel, "acl", "advcl"):
			score += byChain // "…, she said": the content governs the cue
		}
		if that && cue < content && l.sent[cue] == l.sent[content] {
			score += byChain // "told the Courier that …, adding …"
		}
		if l.sent[cue] != l.sent[content] && l.sent[cue] != l.ends[content] {
			score -= elsewhere
			if content < cue && (l.par[cue] != l.par[content] || !l.continuesQuote(content)) {
				continue // what is said later does not reach back so far
			}
			if l.par[cue] != l.par[content] && !l.beginsSentence(content) {
				continue // a quotation that goes on is a sentence, not a few words of one
			}
			if l.par[cue] != l.par[content] && !l.continuesQuote(content) {
				continue
			}
		}
		if len(as[at[cue]].contents) > 0 && !l.continuesQuote(content) {
			score -= perPiece
		}
		if score > top {
			best, top = cue, score
		}
	}
	return best
}

// closed tells whether content ends in a mark with cue and its source right behind:
// "“Then nothing,” said Bea Novak".
func (l *linker) closed(content, cue int) bool {
	c, q := l.ps[cue].Tokens, l.ps[content].Tokens
	return c.First == q.End && isDouble(l.d.Word(q.End-1)) && cue+1 < len(l.ps) && l.ps[cue+1].Role == Source && l.ps[cue+1].Tokens.First == c.End
}

// outsideCitation is the cue before cue whose content a clause of "that" is, where
// cue only says who is cited: "reported, citing two aides, that …". -1 for none.
func (l *linker) outsideCitation(content, cue int) int {
	if l.d.Tags[l.heads[cue]].Lemma != "cite" || l.d.Word(l.ps[content].Tokens.First) != "that" || content < cue {
		return -1
	}
	for k := cue - 1; k >= 0 && l.sent[k] == l.sent[cue]; k-- {
		if l.ps[k].Role == Cue {
			return k
		}
	}
	return -1
}

// distance counts the tokens between content and cue that are not in sources.
func (l *linker) distance(content, cue int) int {
	n := l.gap(content, cue)
	if n > 2*farthest {
		return n
	}
	lo, hi := min(content, cue), max(content, cue)
	for i := lo + 1; i < hi; i++ {
		switch l.ps[i].Role {
		case Source:
			n -= l.ps[i].Tokens.Len()
		case Cue:
			n += perPiece
		case Content:
			n -= l.ps[i].Tokens.Len() // a quotation goes on
		}
	}
	return max(n, 0)
}

// continuesQuote tells whether content opens with a quotation mark: it may go on
// with what the same speaker said before.
func (l *linker) continuesQuote(content int) bool {
	return isQuote(l.d.Word(l.ps[content].Tokens.First))
}

// beginsSentence tells whether content is the first of its sentence.
func (l *linker) beginsSentence(content int) bool {
	s := l.sent[content]
	return s < 0 || l.ps[content].Tokens.First <= l.d.Sentences[s].First+1
}

// gap is the number of tokens between two pieces.
func (l *linker) gap(i, j int) int {
	a, b := l.ps[i].Tokens, l.ps[j].Tokens
	if a.First > b.First {
		a, b = b, a
	}
	return max(0, b.First-a.End)
}

// between counts the pieces of a role between pieces i and j.
func (l *linker) between(i, j int, role Role) int {
	n := 0
	for k := min(i, j) + 1; k < max(i, j); k++ {
		if l.ps[k].Role == role {
			n++
		}
	}
	return n
}

func isQuote(w string) bool {
	switch w {
	case `"`, "“", "”", "''", "``", "‘", "'":
		return true
	}
	return false
}
