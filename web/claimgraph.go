package web

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// A claimGraph is the origins of a claim and the reports that rest on them, drawn
// in layers: origins at the left, and every report one layer to the right of the
// last that it rests on. A report is one node, however many origins it has. Copies
// with the same words that rest on the same report are one node.
type claimGraph struct {
	Width, Height int // CSS pixels
	Nodes         []graphNode
	Edges         []graphEdge
	LeftOut       int // origins that are not drawn, since too little rests on them
	Resting       int // reports that rest on those
}

// A graphNode is a box. X and Y are its upper left corner.
type graphNode struct {
	X, Y, W, H int
	Lines      []graphLine // the words of reports and origins that fit
	Note       int         // baseline of the line that the page adds: how many reports
	Words      string      // all of it, for those who do not see the drawing
	Href       string
	Origin     int // number; 0 for a report
	Stated     bool
	Copies     int  // reports that it stands for
	Alike      bool // they have the same words
	Fallen     bool

	report ClaimReport // the first that it stands for
	anchor string      // id of its place in the tree; "" for none
}

// A graphLine is a line of text in a box. Y is its baseline.
type graphLine struct {
	X, Y int
	Text string
	Head bool
}

// A graphEdge is a curve from what is rested on to what rests on it.
type graphEdge struct {
	Path   string // of SVG
	From   int    // index in Nodes
	To     int    // index in Nodes
	Kind   string // "said": the report says so; "found" from its words; "unnamed"
	Ring   bool   // it is one of a ring
	Fallen bool
}

const (
	boxWidth, boxHeight = 208, 42
	rowGap, layerGap    = 10, 52
	boxPadding          = 10
	lineHeight          = 16
	originLines         = 3          // most lines of the name of an origin
	ringDepth           = 40         // how far the link that closes a ring swings below its boxes
	headSize, noteSize  = 12.5, 11.0 // of type, in CSS pixels
)

func drawClaim(m *Claim) claimGraph {
	g := newGraph(m)
	g.stack()
	g.bound()
	g.layer()
	g.place()
	return g.draw(m.Cycles)
}

// A graphing is a graph on its way: nodes in order, and links between them.
type graphing struct {
	nodes   []*graphItem
	at      map[string]int // of reports
	leftOut int            // origins that are not drawn
	resting int            // reports that rest on those alone
}

// A graphItem is a node with the links that lead to it.
type graphItem struct {
	origin  *ClaimOrigin
	branch  *ClaimBranch  // nil for an origin
	copies  []ClaimReport // the others that it stands for
	alike   bool          // they all have the same words
	parents []graphLink
	gone    bool // it is in a stack
	layer   int
	row     float64
	state   int // while layers are found: 1 under way, 2 done
}

type graphLink struct {
	from int
	kind string
}

func newGraph(m *Claim) *graphing {
	g := &graphing{at: map[string]int{}}
	for i := range m.Origins {
		o := &m.Origins[i]
		g.nodes = append(g.nodes, &graphItem{origin: o})
		g.add(len(g.nodes)-1, o.Branches, o)
	}
	return g
}

func (g *graphing) add(parent int, branches []ClaimBranch, o *ClaimOrigin) {
	for i := range branches {
		b := &branches[i]
		at, ok := g.at[b.Report.ID]
		if !ok {
			at = len(g.nodes)
			g.at[b.Report.ID] = at
			g.nodes = append(g.nodes, &graphItem{branch: b})
		}
		link := graphLink{parent, b.edge(o)}
		if n := g.nodes[at]; !slices.Contains(n.parents, link) {
			n.parents = append(n.parents, link)
		}
		g.add(at, b.Branches, o)
	}
}

// edge is how the line to the branch is drawn.
func (b *ClaimBranch) edge(o *ClaimOrigin) string {
	if slices.ContainsFunc(b.Via, func(v ClaimVia) bool { return claimUnnamed(v.Naming) }) {
		return "unnamed"
	}
	switch b.How {
	case "credits", "cites":
		return "said"
	case "says", "nobody":
		if o.Unnamed() {
			return "unnamed"
		}
		return "said"
	}
	return "found"
}

// manyLeaves is how many reports that nothing rests on stand apart under one.
const manyLeaves = 12

// stack makes one node of copies that nothing rests on, that rest on the same and
// say the same; and of all such reports, where a picture of them would be too tall.
func (g *graphing) stack() {
	g.fold(2, func(b *ClaimBranch) (string, bool) {
		said := b.Said[0]
		return string(said.Stance) + claimPlain(said.Words), b.How == "copies" || b.How == "credits"
	})
	g.fold(manyLeaves+1, func(*ClaimBranch) (string, bool) { return "", true })
}

// fold makes one node of leaves with the same links and the same key, where there
// are so many at least.
func (g *graphing) fold(least int, key func(*ClaimBranch) (string, bool)) {
	rested := map[int]bool{}
	for _, n := range g.nodes {
		for _, p := range n.parents {
			rested[p.from] = true
		}
	}
	groups := map[string][]*graphItem{}
	var order []string
	for i, n := range g.nodes {
		if n.branch == nil || n.gone || rested[i] {
			continue
		}
		if k, ok := key(n.branch); ok {
			k = fmt.Sprint(n.parents, n.branch.Fallen, k)
			if groups[k] == nil {
				order = append(order, k)
			}
			groups[k] = append(groups[k], n)
		}
	}
	for _, k := range order {
		if group := groups[k]; len(group) >= least {
			group[0].take(group[1:], least == 2)
		}
	}
}

// mostBoxes is how many boxes a drawing has at most.
const mostBoxes = 60

// bound keeps a drawing one that people can look at: where there are too many boxes,
// those stay on which most reports rest, and under each of them one box stands for
// the others.
func (g *graphing) bound() {
	live := g.live()
	if len(live) <= mostBoxes {
		return
	}
	weight := g.weights()
	slices.SortStableFunc(live, func(a, b int) int { return cmp.Compare(weight[b], weight[a]) })
	for n := mostBoxes; n > 0; n-- {
		sums := g.sums(live[:n])
		if n+len(sums) <= mostBoxes {
			g.keep(sums)
			return
		}
	}
}

// live are the nodes that are drawn.
func (g *graphing) live() []int {
	var out []int
	for i, n := range g.nodes {
		if !n.gone {
			out = append(out, i)
		}
	}
	return out
}

// weights are how many reports each node and those that were found under it stand for.
// A node comes after the one that it was found under.
func (g *graphing) weights() []int {
	out := make([]int, len(g.nodes))
	for i, n := range slices.Backward(g.nodes) {
		if n.branch != nil && !n.gone {
			out[i] += 1 + len(n.copies)
		}
		if len(n.parents) > 0 {
			out[n.parents[0].from] += out[i]
		}
	}
	return out
}

// sums are the nodes that are not kept, by the kept one that they are under; under -1
// those that are under none.
func (g *graphing) sums(kept []int) map[int][]int {
	under := make([]int, len(g.nodes)) // itself where it is kept
	for i := range under {
		under[i] = -1
	}
	for _, i := range kept {
		under[i] = i
	}
	out := map[int][]int{}
	for i, n := range g.nodes {
		if under[i] == i {
			continue
		}
		if len(n.parents) > 0 {
			under[i] = under[n.parents[0].from]
		}
		if !n.gone {
			out[under[i]] = append(out[under[i]], i)
		}
	}
	return out
}

// keep draws what is kept, and one box for what is under each.
func (g *graphing) keep(sums map[int][]int) {
	for parent, under := range sums {
		for _, i := range under {
			n := g.nodes[i]
			n.gone = true
			if n.origin != nil {
				g.leftOut++
			} else if parent < 0 {
				g.resting += 1 + len(n.copies)
			}
		}
		if parent < 0 {
			continue
		}
		sum := g.nodes[under[0]]
		sum.gone, sum.parents = false, []graphLink{{parent, "found"}}
		for _, i := range under[1:] {
			sum.take([]*graphItem{g.nodes[i]}, false)
		}
	}
	for _, n := range g.nodes {
		n.parents = slices.DeleteFunc(n.parents, func(l graphLink) bool { return g.nodes[l.from].gone })
	}
}

// take makes n stand for others too.
func (n *graphItem) take(others []*graphItem, alike bool) {
	n.alike = alike
	for _, o := range others {
		n.copies = append(append(n.copies, o.branch.Report), o.copies...)
		o.gone = true
	}
}

// layer puts every node one layer after the last that it rests on. Where reports
// rest on each other in a ring, the link that would close it does not count.
func (g *graphing) layer() {
	for i := range g.nodes {
		g.layerOf(i)
	}
}

func (g *graphing) layerOf(i int) int {
	n := g.nodes[i]
	if n.state != 0 {
		return n.layer
	}
	n.state = 1
	for _, p := range n.parents {
		if g.nodes[p.from].state != 1 {
			n.layer = max(n.layer, 1+g.layerOf(p.from))
		}
	}
	n.state = 2
	return n.layer
}

// place gives every node a row: each under the parent that its layer comes from, a
// parent in the middle of its children.
func (g *graphing) place() {
	children := map[int][]int{}
	var roots []int
	for i, n := range g.nodes {
		p := slices.IndexFunc(n.parents, func(l graphLink) bool { return g.nodes[l.from].layer == n.layer-1 })
		switch {
		case n.gone:
		case p < 0:
			roots = append(roots, i)
		default:
			children[n.parents[p].from] = append(children[n.parents[p].from], i)
		}
	}
	next := 0.0
	var put func(int)
	put = func(i int) {
		own := children[i]
		if len(own) == 0 {
			g.nodes[i].row = next
			next++
			return
		}
		for _, c := range own {
			put(c)
		}
		g.nodes[i].row = (g.nodes[own[0]].row + g.nodes[own[len(own)-1]].row) / 2
	}
	for k, r := range roots {
		if k > 0 {
			next += .75
		}
		put(r)
	}
}

func (g *graphing) draw(cycles []ClaimCycle) claimGraph {
	out := claimGraph{LeftOut: g.leftOut, Resting: g.resting}
	at := map[int]int{} // of nodes in out.Nodes
	for i, n := range g.nodes {
		if n.gone {
			continue
		}
		b := n.box()
		at[i] = len(out.Nodes)
		out.Nodes = append(out.Nodes, b)
		out.Width = max(out.Width, b.X+b.W+9)
		out.Height = max(out.Height, b.Y+b.H+9)
	}
	for i, n := range g.nodes {
		for _, p := range n.parents {
			if !n.gone {
				out.edge(at[p.from], at[i], p.kind)
			}
		}
	}
	for _, c := range cycles {
		for k, r := range c.Reports {
			from, known := at[g.index(c.Reports[(k+1)%len(c.Reports)])]
			to, also := at[g.index(r)]
			if known && also {
				out.ring(from, to)
			}
		}
	}
	return out
}

// index is that of a report's node; -1 for none.
func (g *graphing) index(r ClaimReport) int {
	if i, ok := g.at[r.ID]; ok {
		return i
	}
	return -1
}

func (g *claimGraph) edge(from, to int, kind string) {
	a, b := g.Nodes[from], g.Nodes[to]
	g.Edges = append(g.Edges, graphEdge{Path: graphCurve(a, b), From: from, To: to, Kind: kind, Fallen: a.Fallen || b.Fallen})
}

// ring marks a link as one of a ring, and draws it where it is not there yet.
func (g *claimGraph) ring(from, to int) {
	for i := range g.Edges {
		if e := &g.Edges[i]; e.From == from && e.To == to {
			e.Ring = true
			return
		}
	}
	g.edge(from, to, "said")
	g.Edges[len(g.Edges)-1].Ring = true
	g.Height = max(g.Height, max(g.Nodes[from].bottom(), g.Nodes[to].bottom())+ringDepth)
}

// graphCurve leads from the right side of a box to the left side of another; to one
// that is not further right, below both.
func graphCurve(from, to graphNode) string {
	x, y := from.X+from.W, from.Y+from.H/2
	u, v := to.X, to.Y+to.H/2
	if u > x {
		half := (x + u) / 2
		return fmt.Sprintf("M%d %dC%d %d %d %d %d %d", x, y, half, y, half, v, u, v)
	}
	x, u = from.X+from.W/2, to.X+to.W/2
	low := max(from.bottom(), to.bottom()) + ringDepth
	return fmt.Sprintf("M%d %dC%d %d %d %d %d %d", x, from.bottom(), x, low, u, low, u, to.bottom())
}

func (n graphNode) bottom() int { return n.Y + n.H }

// mostNames is how many of the reports that it stands for a box names.
const mostNames = 20

// box is the node with its place and its words.
func (n *graphItem) box() graphNode {
	b := graphNode{X: 1 + n.layer*(boxWidth+layerGap), W: boxWidth, H: boxHeight, Stated: true, Copies: 1 + len(n.copies)}
	middle := int(n.row*(boxHeight+rowGap)) + (originLines+2)*lineHeight/2
	b.Y = middle - b.H/2
	if n.origin != nil {
		b.originWords(n.origin, middle)
		return b
	}
	r := n.branch.Report
	named := append([]ClaimReport{r}, n.copies[:min(len(n.copies), mostNames-1)]...)
	b.Fallen, b.Href, b.Words, b.report = n.branch.Fallen, r.Href(), claimOutlets(named), r
	if len(n.copies) >= mostNames {
		b.Words += "; …"
	}
	first, second := r.Outlet(), r.When()
	if n.copies != nil {
		var names []string
		for _, c := range named {
			names = append(names, c.Outlet())
		}
		first, second = "", strings.Join(names, ", ")
		b.Alike = n.alike
		b.Note, b.Href, b.anchor = b.HeadY(), "#"+n.branch.Anchor, n.branch.Anchor
	}
	b.line(first, b.HeadY(), true)
	b.line(second, b.HeadY()+lineHeight, false)
	return b
}

// originWords gives the box of an origin as many lines as its name needs.
func (b *graphNode) originWords(o *ClaimOrigin, middle int) {
	b.Origin, b.Stated, b.Fallen, b.Href, b.Copies = o.N, o.Label() != "", o.Fallen, "#origin-"+strconv.Itoa(o.N), o.Reports
	b.Words = o.Label()
	name := fitText(o.Label(), headSize, b.W-2*boxPadding, originLines)
	lines := max(1, len(name)) + 1
	b.H = lines*lineHeight + boxPadding
	b.Y = middle - b.H/2
	for i, l := range name {
		b.Lines = append(b.Lines, graphLine{b.X + boxPadding, b.HeadY() + i*lineHeight, l, true})
	}
	b.Note = b.HeadY() + (lines-1)*lineHeight
}

// line adds a line of text on a baseline, as much as fits.
func (b *graphNode) line(s string, y int, head bool) {
	size := noteSize
	if head {
		size = headSize
	}
	for _, l := range fitText(s, size, b.W-2*boxPadding, 1) {
		b.Lines = append(b.Lines, graphLine{b.X + boxPadding, y, l, head})
	}
}

// claimOutlets names reports by outlet and day.
func claimOutlets(reports []ClaimReport) string {
	var names []string
	for _, r := range reports {
		names = append(names, r.Outlet()+", "+r.When())
	}
	return strings.Join(names, "; ")
}

// fitText is s in as many lines as fit into a box of a width in pixels; what does not
// fit ends in an ellipsis.
func fitText(s string, size float64, width, lines int) []string {
	var out []string
	line := ""
	words := strings.Fields(s)
	for i := 0; i < len(words); i++ {
		w := words[i]
		joined := strings.TrimSpace(line + " " + w)
		switch {
		case textWidth(joined, size) <= float64(width):
			line = joined
		case len(out) == lines-1:
			return append(out, cutToFit(strings.Join(append([]string{line}, words[i:]...), " "), size, width))
		case line == "":
			out = append(out, cutToFit(w, size, width))
		default:
			out, line = append(out, line), ""
			i--
		}
	}
	if line != "" {
		out = append(out, line)
	}
	return out
}

// cutToFit is as much of s as fits, with an ellipsis.
func cutToFit(s string, size float64, width int) string {
	room := float64(width)/size - emOf('…')
	for i, c := range s {
		if room -= emOf(c); room < 0 {
			return strings.TrimSpace(s[:i]) + "…"
		}
	}
	return s + "…"
}

// textWidth is about how many pixels a text takes at most, whatever font the
// reader's system has.
func textWidth(s string, size float64) float64 {
	em := 0.0
	for _, c := range s {
		em += emOf(c)
	}
	return em * size
}

// emOf is the width of a letter as a share of an em: those of DejaVu Sans Bold, the
// widest of the usual fonts.
func emOf(c rune) float64 {
	switch c {
	case ' ', '.', ',', ':', ';', '\'', '’', '|', 'i', 'j', 'l', '!', '(', ')', '[', ']':
		return .4
	case 'm', 'w', 'M', 'W', '@', '%', '…', '—':
		return 1.1
	}
	switch {
	case c > 0x2E80: // Chinese, Japanese, Korean and beyond
		return 1.1
	case unicode.IsUpper(c), c > unicode.MaxLatin1:
		return .8
	}
	return .71
}

// TextX is where lines begin.
func (n graphNode) TextX() int { return n.X + boxPadding }

// HeadY is the baseline of the first line.
func (n graphNode) HeadY() int { return n.Y + 17 }

// StackX and StackY are the corner of the sheet k behind the first.
func (n graphNode) StackX(k int) int { return n.X + 4*k }

// StackY is the upper side of the sheet k behind the first.
func (n graphNode) StackY(k int) int { return n.Y + 4*k }
