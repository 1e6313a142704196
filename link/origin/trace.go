package origin

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/saysonews/sayso/link"
)

// Trace follows the chains of claims and fills what is found: of carriers Rests,
// Path and Why, of claims Origins, Count, Merges, Doubts, First and Cycles. The
// claims given are not changed.
func Trace(reports []link.Report, copies []link.Copy, identities []link.Identity, claims []link.Claim) []link.Claim {
	a := newArchive(reports, copies, identities)
	out := make([]link.Claim, len(claims))
	link.OnAllCores(len(claims), func(i int) { out[i] = a.trace(claims[i]) })
	return out
}

// An archive is the collection, ready to be asked while chains are followed.
type archive struct {
	reports  []link.Report // in order
	at       map[string]int
	time     []time.Time // of publication; zero unknown
	outlets  *outlets
	outlet   []int // of each report, in outlets; -1 unknown
	copies   map[string][]link.Copy
	identity map[link.Member]*link.Identity
}

func newArchive(reports []link.Report, copies []link.Copy, identities []link.Identity) *archive {
	a := &archive{reports: slices.Clone(reports), at: map[string]int{}, copies: map[string][]link.Copy{}, identity: map[link.Member]*link.Identity{}}
	slices.SortFunc(a.reports, link.Before)
	for i, r := range a.reports {
		a.at[r.ID] = i
		a.time = append(a.time, parseTime(r.Published))
	}
	identities = slices.Clone(identities)
	slices.SortFunc(identities, func(x, y link.Identity) int { return cmp.Compare(x.ID, y.ID) })
	for i := range identities {
		for _, m := range identities[i].Members {
			a.identity[m] = &identities[i]
		}
	}
	a.outlets = newOutlets(a.reports, identities)
	for _, r := range a.reports {
		a.outlet = append(a.outlet, a.outlets.publisher(r.Publisher))
	}
	for _, c := range copies {
		_, from := a.at[c.From]
		_, to := a.at[c.To]
		if from && to {
			a.copies[c.To] = append(a.copies[c.To], c)
		}
	}
	for _, cs := range a.copies {
		slices.SortFunc(cs, func(x, y link.Copy) int {
			return cmp.Or(cmp.Compare(a.at[x.From], a.at[y.From]), cmp.Compare(x.Kind, y.Kind), cmp.Compare(len(x.Passages), len(y.Passages)))
		})
	}
	return a
}

// trace is c with its origins.
func (a *archive) trace(c link.Claim) link.Claim {
	t := &tracer{archive: a, claim: c}
	t.claim.Carriers = slices.Clone(c.Carriers)
	t.read()
	t.cite()
	for _, n := range t.nodes {
		t.follow(n)
		t.remember(n)
	}
	t.fill(t.merge())
	return t.claim
}

// A tracer follows the chains of one claim.
type tracer struct {
	*archive
	claim   link.Claim
	nodes   []*node         // the carriers that carry the claim as so, in order of the reports; of one report, those on somebody's word first
	sourced *node           // the first on somebody's word
	by      map[int][]*node // those of a report
	of      map[int][]*node // those of an outlet
	order   []int           // outlets, in the order of their first carriers
	rings   map[int][]int   // the rings, by each of their reports
	ends    []*end
	people  map[string]int   // the first end of each person, body or document
	crowd   []int            // the same, in order
	worded  map[string]*node // the first to use a run of words
	doubts  []doubt          // that arise while following
	denial  bool             // the claim is that something was not so
}

// A node is a carrier on its way to its origins.
type node struct {
	index    int // in the claim's carriers
	report   int // in reports
	telling  link.Telling
	sentence string // that the telling begins in, with the next one where that goes on in the first person
	context  string // the same with the words of the carrier and of its telling
	links    []source
	cites    []citation // outlets among the links
	rests    []int      // ends
	path     []link.Step
	why      []link.Reason
}

// follow finds what n rests on. Those before it are done.
func (t *tracer) follow(n *node) {
	switch {
	case t.byOutlet(n):
	case t.byCopy(n):
	case t.byChain(n):
	case t.byOwnSight(n):
	case t.byCredit(n):
	case t.byOthers(n):
	default:
		t.unstated(n)
	}
}

// byOutlet rests n on the report of an outlet that its chain names.
func (t *tracer) byOutlet(n *node) bool {
	for _, c := range n.cites {
		if c.later && t.rings[n.report] != nil {
			n.path = append(n.path, link.Step{Report: t.reports[c.report].ID, Source: c.source.Source, Why: "cites"})
			n.why = append(n.why, t.because("ring", n, t.named(n.report), t.named(c.report), t.by[c.report]...))
			t.unstated(n)
			return true
		}
		if c.later {
			continue
		}
		rule := "cites"
		if c.vague {
			rule = "cites-vaguely"
		}
		t.rest(n, t.matching(n, t.by[c.report]), rule, link.Step{Source: c.source.Source, Why: "cites"})
		return true
	}
	return false
}

// byCopy rests n on the report that its words are taken from, where that carries
// the claim and n names nobody whom it does not name.
func (t *tracer) byCopy(n *node) bool {
	place := t.claim.Carriers[n.index].Place
	for _, c := range t.copies[t.reports[n.report].ID] {
		from := t.at[c.From]
		all := t.by[from]
		if from >= n.report || len(all) == 0 || t.carriesVia(n, c) || c.Doubtful && n.namesSomebody() {
			continue
		}
		within := slices.ContainsFunc(c.Passages, func(p link.Passage) bool { return p.To[0] < place.End && place.Start < p.To[1] })
		if !within && t.adds(n, all) {
			continue
		}
		rule := "copies"
		if c.Open {
			rule = "shares"
		}
		t.rest(n, t.matching(n, all), rule, link.Step{Why: "copies"})
		return true
	}
	return false
}

// namesSomebody tells whether n's chain ends at a name: two reports that name the same
// source may both have been told by it.
func (n *node) namesSomebody() bool {
	return len(n.links) > 0 && n.links[len(n.links)-1].name != ""
}

// carriesVia tells whether the report that c's words came through carries the claim
// too: n has it from there.
func (t *tracer) carriesVia(n *node, c link.Copy) bool {
	via, ok := t.at[c.Via]
	return ok && via < n.report && len(t.by[via]) > 0
}

// adds tells whether n names somebody whom none of all names.
func (t *tracer) adds(n *node, all []*node) bool {
	if len(n.links) == 0 {
		return t.saw(n)
	}
	last := n.links[len(n.links)-1]
	if last.name == "" && last.kind == "person" && (last.many || lexicon["generic"].is(last.head)) {
		return !slices.ContainsFunc(all, func(o *node) bool {
			return slices.ContainsFunc(o.links, func(l source) bool { return l.kind == "person" })
		})
	}
	return t.alike(n, all) == nil
}

// byChain ends n where its chain ends. Several side by side are an end each.
func (t *tracer) byChain(n *node) bool {
	if len(n.links) == 0 {
		return false
	}
	if t.byMention(n) || t.byCredit(n) {
		return true
	}
	from := len(n.links) - 1
	for from > 0 && n.links[from].beside {
		from--
	}
	last := n.links[from:]
	if t.byChorus(n, last) {
		return true
	}
	for i := range n.links[:from+1] {
		n.path = append(n.path, link.Step{Source: n.links[i].Source, Why: "says"})
	}
	n.why = append(n.why, t.because("says", n, t.named(n.report), saidAll(last)))
	for i, s := range last {
		e := &end{source: s, via: n.links[:from], first: t.knows(n, from+i)}
		if from > 0 {
			e.before = &n.links[from-1]
		}
		t.end(n, e)
	}
	return true
}

// byMention rests n on an outlet that its sentence names, where that had the claim
// from the same source before ("the ministry said, in a figure that the Wire had") or
// is given the credit ("as first reported by the Wire, the ministry said").
func (t *tracer) byMention(n *node) bool {
	for _, c := range t.mentioned(n) {
		if c.later {
			continue
		}
		on := t.alike(n, t.by[c.report])
		if c.credited {
			on = t.by[c.report]
		}
		if on != nil {
			t.rest(n, on, "cites", link.Step{Source: c.source.Source, Why: "cites"})
			return true
		}
	}
	return false
}

// byChorus rests a source that is nobody in particular on those who told it before.
// Several without names, told of side by side, are a chorus too.
func (t *tracer) byChorus(n *node, last []source) bool {
	count := last[0].count
	if len(last) > 1 {
		count = len(last)
	}
	if len(last) == 1 && !last[0].chorus() || slices.ContainsFunc(last, func(s source) bool { return s.kind != "person" || s.name != "" }) {
		return false
	}
	before := t.before(n)
	if before == nil {
		return false
	}
	if o := t.ofBody(last); o != nil {
		before, count = []*node{o}, 1
	}
	if count == 0 || count > len(before) {
		e := before[0].rests[0]
		t.doubts = append(t.doubts, doubt{rule: "more-chorus", a: e, b: e, more: 1, said: saidAll(last), node: n})
	}
	t.rest(n, before, "chorus", link.Step{Source: last[0].Source, Why: "says"})
	return true
}

// before is a carrier for each of those who had the claim long before n: for people
// without names where there are any, else for people and bodies, else for whoever
// was first.
func (t *tracer) before(n *node) []*node {
	var unnamed, named []*node
	for _, i := range t.crowd {
		e := t.ends[i]
		switch {
		case e.source.kind == "document" || !t.late(n, e.node):
			continue
		case e.source.name == "":
			unnamed = append(unnamed, e.node)
		default:
			named = append(named, e.node)
		}
	}
	switch o := t.nodes[0]; {
	case unnamed != nil:
		return unnamed
	case named != nil:
		return named
	case o != n && t.late(n, o):
		return t.by[o.report]
	}
	return nil
}

// ofBody is the carrier of a body or its document whose people a chorus are:
// "inspectors" are of the Inspectorate.
func (t *tracer) ofBody(last []source) *node {
	one := strings.TrimSuffix(last[0].head, "s")
	if len(last) > 1 || len(one) < 6 || lexicon["generic"].is(last[0].head) {
		return nil
	}
	for _, i := range t.crowd {
		e := t.ends[i]
		if e.source.kind != "person" && slices.ContainsFunc(content(e.source.name+" "+e.source.Words), func(w string) bool { return strings.HasPrefix(w, one) }) {
			return e.node
		}
	}
	return nil
}

// byCredit rests n on the agency or the hat-tip that its report credits as a whole;
// where n names a source, on what that outlet has from the same one.
func (t *tracer) byCredit(n *node) bool {
	for _, c := range t.reports[n.report].Credits {
		if c.Kind != "wire" && c.Kind != "hat-tip" {
			continue // outlets that are named somewhere in the report are no credit for all of it
		}
		for _, o := range t.outlets.find(c.Name) {
			r := t.carried(n.report, o)
			if r < 0 || o == t.outlet[n.report] {
				continue
			}
			on := t.by[r]
			if len(n.links) > 0 {
				on = t.alike(n, on)
			}
			if on != nil {
				t.rest(n, on, "credits", link.Step{Source: link.Source{Actor: -1, Name: c.Name, Words: c.Text, Naming: "outlet"}, Why: "credits"})
				return true
			}
		}
	}
	return false
}

// byOwnSight ends a voice at its own outlet where it saw or measured for itself.
func (t *tracer) byOwnSight(n *node) bool {
	if !t.saw(n) {
		return false
	}
	r := t.reports[n.report]
	s := link.Source{Actor: -1, Name: r.Publisher, Words: r.Publisher, Naming: "outlet"}
	n.path = append(n.path, link.Step{Source: s, Why: "says"})
	n.why = append(n.why, t.because("saw", n, t.named(n.report), ""))
	t.end(n, &end{source: source{Source: s, kind: "outlet", name: r.Publisher, key: "outlet:" + r.Publisher}, first: true})
	return true
}

// byOthers rests a voice on whom its report names elsewhere for the claim, on what
// its outlet carried before, on whoever told it in the same words, or on those who
// had it long before.
func (t *tracer) byOthers(n *node) bool {
	if o := find(t.by[n.report], func(o *node) bool { return o != n && len(o.links) > 0 }); o != nil {
		t.rest(n, []*node{o}, "elsewhere", link.Step{Why: "says"})
		return true
	}
	earlier := func(o *node) bool { return o.report < n.report }
	if own := t.outlet[n.report]; own >= 0 {
		if o := find(t.of[own], earlier); o != nil {
			t.rest(n, t.by[o.report], "own-report", link.Step{Why: "repeats"})
			return true
		}
	}
	if o := t.wordedAs(n); o != nil {
		t.rest(n, []*node{o}, "same-words", link.Step{Why: "copies"})
		return true
	}
	for _, o := range []*node{t.sourced, t.nodes[0]} {
		if o != nil && earlier(o) && t.late(n, o) {
			t.rest(n, t.by[o.report], "repeats", link.Step{Why: "repeats"})
			return true
		}
	}
	return false
}

// remember keeps what later carriers may rest on n by.
func (t *tracer) remember(n *node) {
	if len(t.by) < 2 {
		return
	}
	for _, k := range shingles(t.claim.Carriers[n.index].Place.Words, shingle) {
		if t.worded[k] == nil {
			t.worded[k] = n
		}
	}
}

// wordedAs is the first carrier of an earlier report that has a run of words in
// common with n.
func (t *tracer) wordedAs(n *node) *node {
	for _, k := range shingles(t.claim.Carriers[n.index].Place.Words, shingle) {
		if o := t.worded[k]; o != nil && o.report < n.report && !slices.Contains(t.reports[n.report].NotFrom, t.reports[o.report].ID) {
			return o
		}
	}
	return nil
}

// unstated ends n at nobody.
func (t *tracer) unstated(n *node) {
	n.path = append(n.path, link.Step{Source: link.Source{Actor: -1, Naming: "absent"}, Why: "says"})
	n.why = append(n.why, t.because("nobody", n, t.named(n.report), ""))
	t.end(n, &end{source: source{kind: "unstated"}})
}

// rest rests n on nodes of another report, or of its own.
func (t *tracer) rest(n *node, on []*node, rule string, step link.Step) {
	first := on[0]
	if first.report != n.report {
		step.Report = t.reports[first.report].ID
	}
	if first.report != n.report || step.Source.Naming != "" {
		n.path = append(n.path, step)
	}
	n.path = append(n.path, first.path...)
	n.why = append(n.why, t.because(rule, n, t.named(n.report), t.named(first.report), first))
	for _, o := range on {
		n.rests = append(n.rests, o.rests...)
	}
	slices.Sort(n.rests)
	n.rests = slices.Compact(n.rests)
}

// matching are those of on whose chains end where that of n does; all of them
// where none does.
func (t *tracer) matching(n *node, on []*node) []*node {
	if out := t.alike(n, on); out != nil {
		return out
	}
	return on
}

// alike are those of on whose chains hold the source at the end of n's.
func (t *tracer) alike(n *node, on []*node) []*node {
	if len(n.links) == 0 {
		return nil
	}
	last := n.links[len(n.links)-1]
	return filter(on, func(o *node) bool {
		return slices.ContainsFunc(o.links, func(l source) bool { return same(l, last) })
	})
}

func filter(nodes []*node, ok func(*node) bool) []*node {
	var out []*node
	for _, n := range nodes {
		if ok(n) {
			out = append(out, n)
		}
	}
	return out
}

// carried is the first report of an outlet, before report r, that carries the
// claim; -1 for none.
func (t *tracer) carried(r, outlet int) int {
	if o := find(t.of[outlet], func(o *node) bool { return o.report < r }); o != nil {
		return o.report
	}
	return -1
}

// settled is how long a claim has to be out until a report that tells it on
// nobody's word is taken to repeat it. Within half a day newsrooms work apart; by
// the next edition everybody has read the others.
const settled = 12 * time.Hour

// late tells whether n appeared when the claim had been out for long in o's report.
func (t *tracer) late(n, o *node) bool {
	a, b := t.time[n.report], t.time[o.report]
	return !a.IsZero() && !b.IsZero() && a.Sub(b) > settled
}

// named is a report by its outlet. An ID would tell a reader nothing; the places
// beside the words lead to the report.
func (t *tracer) named(report int) string {
	return cmp.Or(t.reports[report].Publisher, "a report")
}

func find(nodes []*node, ok func(*node) bool) *node {
	if i := slices.IndexFunc(nodes, ok); i >= 0 {
		return nodes[i]
	}
	return nil
}

// parseTime reads a date or a date and time; the zero Time is unknown.
func parseTime(s string) time.Time {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", time.DateOnly} {
		if at, err := time.Parse(layout, s); err == nil {
			return at
		}
	}
	return time.Time{}
}
