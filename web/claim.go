package web

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/export"
	"github.com/saysonews/sayso/link"
)

// A Claim is a claim with where it comes from and what every report says of it.
// Origins are counted from 1. Where one is taken away, what rests on it alone is
// Fallen. Groups and the branches of Origins are those of one page of reports;
// everything else is about all of them.
type Claim struct {
	ID       string         `json:"id"`
	Sentence string         `json:"sentence"`
	Headline string         `json:"headline"` // its sourcing in one sentence
	Reports  int            `json:"reports"`  // that tell it as so
	Count    ClaimInterval  `json:"independentOrigins"`
	First    *ClaimReport   `json:"first,omitempty"` // that carries it first, denials aside
	Longest  int            `json:"longestChain"`    // most reports one behind the other, from an origin on
	Origins  []ClaimOrigin  `json:"origins"`
	Groups   []ClaimGroup   `json:"groups"` // what each report says, by what it rests on
	Tally    []ClaimTally   `json:"tally"`
	Related  []ClaimRelated `json:"related"`
	Merges   []ClaimReason  `json:"merges"`
	Doubts   []ClaimReason  `json:"doubts"`
	Cycles   []ClaimCycle   `json:"cycles"`
	Without  *ClaimWithout  `json:"without,omitempty"` // what is left without an origin
	Figures  bool           `json:"figures"`           // reports give figures in their words
	Ruled    []ClaimRuled   `json:"ruled"`             // what people decided of it
	Open     bool           `json:"open"`              // decisions are taken here
	Last     *Decided       `json:"last,omitempty"`    // what was decided just now
	Rows     int            `json:"rows"`              // reports on all pages
	From     int            `json:"from"`              // number of the first report of this page, from 1
	Page

	Graph   claimGraph `json:"-"` // a drawing of Origins
	reports map[string]ClaimReport
}

// A ClaimInterval is how many independent origins there are, both bounds included.
type ClaimInterval struct {
	Least int `json:"least"`
	Most  int `json:"most"`
}

// A ClaimReport is a report as the page of a claim names it.
type ClaimReport struct {
	ID        string `json:"id"`
	Publisher string `json:"publisher,omitempty"`
	Published string `json:"published,omitempty"` // ISO 8601
	Title     string `json:"title,omitempty"`
}

// A ClaimSaid is words of a report with its stance to the claim.
type ClaimSaid struct {
	Report string      `json:"report"` // ID
	Start  int         `json:"start"`  // code points of the report's text
	End    int         `json:"end"`
	Words  string      `json:"words"`
	Stance ClaimStance `json:"stance,omitempty"`
	Fallen bool        `json:"fallen,omitempty"` // it rests on the origin alone that is taken away

	Finding string `json:"finding,omitempty"` // names the words where it is decided whether they are about the claim
}

// A ClaimOrigin is where the claim comes from, with the reports that rest on it.
type ClaimOrigin struct {
	N         int           `json:"n"`
	Kind      string        `json:"kind"`
	Name      string        `json:"name,omitempty"`  // or
	Words     string        `json:"words,omitempty"` // how it is described; neither where it is not stated
	Naming    string        `json:"naming,omitempty"`
	Identity  string        `json:"identity,omitempty"` // ID
	FirstHand bool          `json:"firstHand"`
	UpTo      int           `json:"upTo"` // the most origins that it may be in truth
	MayBe     []int         `json:"mayBe"`
	Reports   int           `json:"reports"`
	Fallen    bool          `json:"fallen,omitempty"`
	Branches  ClaimBranches `json:"branches"`
}

// A ClaimBranch is a report in the tree of an origin.
type ClaimBranch struct {
	Report   ClaimReport   `json:"report"`
	How      string        `json:"how"` // how it rests on the report above: "copies", "credits", "cites", "repeats"; "says" or "nobody" under an origin
	Via      []ClaimVia    `json:"via"` // who stands between, from the report outward
	Said     []ClaimSaid   `json:"said"`
	Same     bool          `json:"sameWords"` // as the report above
	Changed  []string      `json:"changed"`   // against the report above: "hedge" dropped, another "figure"
	Why      []ClaimReason `json:"why"`
	Fallen   bool          `json:"fallen,omitempty"`
	Above    bool          `json:"above,omitempty"` // of another page: reports of this one rest on it
	Branches ClaimBranches `json:"branches"`

	Anchor string `json:"-"` // its id on the page
}

// ClaimBranches are reports that rest on the same.
type ClaimBranches []ClaimBranch

// A ClaimVia is a source between a report and what it rests on.
type ClaimVia struct {
	Name   string `json:"name"` // or how the report puts it
	Naming string `json:"naming"`
}

// A ClaimRelated is another claim and how this one stands to it.
type ClaimRelated struct {
	Kind     string        `json:"kind"`
	ID       string        `json:"id"`
	Sentence string        `json:"sentence"`
	Reports  int           `json:"reports"`
	Count    ClaimInterval `json:"independentOrigins"`
	Why      []ClaimReason `json:"why"`
	Said     []ClaimSaid   `json:"said"` // its wordings, each once

	claim   link.Claim
	stances map[string][]ClaimStance // of its reports
}

// A ClaimReason is why something is taken to be so, with the words that show it.
type ClaimReason struct {
	Rule     string      `json:"rule"`
	Text     string      `json:"text"`
	Evidence []ClaimSaid `json:"evidence"`
}

// A ClaimRuled is what a person decided of the claim.
type ClaimRuled struct {
	ClaimReason
	Decision string `json:"decision"` // names it where it is taken back
}

// A ClaimCycle is reports each of which cites the next, and the last the first.
type ClaimCycle struct {
	Reports []ClaimReport `json:"reports"`
}

// A ClaimWithout is what is left of a claim without one of its origins.
type ClaimWithout struct {
	N      int           `json:"n"` // of the origin
	Name   string        `json:"name,omitempty"`
	Fallen int           `json:"fallen"` // reports
	Left   int           `json:"left"`   // reports
	Count  ClaimInterval `json:"independentOrigins"`
}

func (s *server) claim(ctx context.Context, q request) (any, error) {
	last, err := s.justDecided(ctx, q.get("last"))
	if err != nil {
		return nil, err
	}
	c, err := s.Store.Claim(ctx, q.id)
	if errors.Is(err, archive.ErrNotFound) && last != nil {
		c, err = s.claimAt(ctx, last.Places, err)
	}
	if err != nil {
		return nil, err
	}
	without := -1
	if v := q.get("without"); v != "" {
		n, err := strconv.Atoi(v)
		if err != nil || n < 1 || n > len(c.Origins) {
			return nil, badRequest("The claim has no origin of that number.")
		}
		without = n - 1
	}
	b := claimBuilder{claim: c, open: s.Reader != nil && !oneReport(c)}
	if b.related, err = s.claimsRelated(ctx, c); err != nil {
		return nil, err
	}
	if b.reports, err = s.claimReports(ctx, c, b.related); err != nil {
		return nil, err
	}
	m := b.build(without)
	if err := m.cut(q.page()); err != nil {
		return nil, err
	}
	if m.Ruled, err = s.claimRuled(ctx, c.Ruled); err != nil {
		return nil, err
	}
	m.Open, m.Last = b.open, last
	return m, nil
}

// claimAt is the claim that the first of the words tell which were decided on. Its ID
// is another one if other reports carry it by now.
func (s *server) claimAt(ctx context.Context, places []DecidedPlace, none error) (link.Claim, error) {
	if len(places) == 0 {
		return link.Claim{}, none
	}
	at := link.Place(places[0])
	heads, err := s.Store.ClaimsOf(ctx, at.Report)
	if err != nil {
		return link.Claim{}, err
	}
	for _, h := range heads {
		c, err := s.Store.Claim(ctx, h.ID)
		if err != nil {
			return c, err
		}
		if slices.ContainsFunc(c.Carriers, func(k link.Carrier) bool { return samePlace(k.Place, at) }) {
			return c, nil
		}
	}
	return link.Claim{}, none
}

// oneReport tells whether a claim is one report's alone: nothing tells then what its
// words could be kept apart from.
func oneReport(c link.Claim) bool {
	return !slices.ContainsFunc(c.Carriers, func(k link.Carrier) bool { return k.Report != c.Carriers[0].Report })
}

// claimRuled are what people decided of a claim, as far as it still stands.
func (s *server) claimRuled(ctx context.Context, reasons []link.Reason) ([]ClaimRuled, error) {
	out := []ClaimRuled{}
	for i, why := range claimReasons(reasons) {
		for _, e := range why.Evidence {
			decided, err := s.decisionsOf(ctx, e.Report)
			if err != nil {
				return nil, err
			}
			at := slices.IndexFunc(decided, func(d archive.Decision) bool { return d.ID == reasons[i].Decision })
			if at >= 0 {
				out = append(out, ClaimRuled{why, decidedOf(decided[at]).Name()})
			}
		}
	}
	return out, nil
}

// claimsRelated are the claims that c has relations to, each relation once.
func (s *server) claimsRelated(ctx context.Context, c link.Claim) ([]ClaimRelated, error) {
	var out []ClaimRelated
	for _, r := range c.Relations {
		other, err := s.Store.Claim(ctx, r.Claim)
		if errors.Is(err, archive.ErrNotFound) {
			continue // linked anew since c was read
		}
		if err != nil {
			return nil, err
		}
		out = append(out, ClaimRelated{
			Kind: r.Kind, ID: other.ID, Sentence: other.Sentence, Reports: cmp.Or(claimResting(other), len(other.Reports())),
			Count: ClaimInterval(other.Count), Why: claimReasons(r.Why), Said: claimWordings(other), claim: other, stances: claimStances(other),
		})
	}
	return out, nil
}

// claimReports are the reports that c, its relations and their reasons speak of, by ID.
func (s *server) claimReports(ctx context.Context, c link.Claim, related []ClaimRelated) (map[string]ClaimReport, error) {
	ids := c.Reports()
	for _, r := range related {
		ids = append(ids, r.claim.Reports()...)
	}
	for _, ring := range c.Cycles {
		ids = append(ids, ring...)
	}
	slices.Sort(ids)
	heads, err := s.Store.Heads(ctx, slices.Compact(ids))
	if err != nil {
		return nil, err
	}
	out := map[string]ClaimReport{}
	for _, h := range heads {
		out[h.ID] = claimReportOf(h)
	}
	return out, nil
}

func claimReportOf(h archive.Head) ClaimReport {
	return ClaimReport{ID: h.ID, Publisher: h.Publisher, Published: h.Published, Title: h.Title}
}

// A claimBuilder makes the model out of a claim.
type claimBuilder struct {
	claim   link.Claim
	related []ClaimRelated
	reports map[string]ClaimReport
	origin  int              // that is taken away; -1 none
	fallen  map[string]bool  // reports that rest on it alone
	down    map[int]bool     // carriers that rest on it alone
	open    bool             // people may decide
	by      map[string][]int // carriers of a report
}

func (b *claimBuilder) build(without int) *Claim {
	c := b.claim
	b.origin, b.fallen, b.down, b.by = without, map[string]bool{}, map[int]bool{}, map[string][]int{}
	for i := range c.Carriers {
		b.by[c.Carriers[i].Report] = append(b.by[c.Carriers[i].Report], i)
	}
	m := &Claim{
		ID: c.ID, Sentence: c.Sentence, Headline: c.Headline(), Count: ClaimInterval(c.Count),
		Origins: []ClaimOrigin{}, Groups: []ClaimGroup{}, Related: append([]ClaimRelated{}, b.related...),
		Merges: claimReasons(c.Merges), Doubts: claimReasons(c.Doubts), Cycles: []ClaimCycle{},
		reports: b.reports,
	}
	if c.First != "" {
		first := b.report(c.First)
		m.First = &first
	}
	m.Reports = claimResting(c)
	if without >= 0 {
		m.Without = b.left(without, m.Reports)
	}
	for i := range c.Origins {
		o := b.treeOf(i)
		m.Origins = append(m.Origins, o)
		m.Longest = max(m.Longest, claimDepth(o.Branches))
	}
	for _, ring := range c.Cycles {
		if len(ring) > 0 {
			m.Cycles = append(m.Cycles, b.cycle(ring))
		}
	}
	m.Groups = b.table()
	m.Tally = tallyOf(m.Groups)
	m.Figures = slices.ContainsFunc(c.Carriers, func(k link.Carrier) bool { return len(k.Figures) > 0 })
	m.Graph = drawClaim(m)
	return m
}

// report is what is known of a report; its ID alone where it is gone.
func (b *claimBuilder) report(id string) ClaimReport {
	if r, ok := b.reports[id]; ok {
		return r
	}
	return ClaimReport{ID: id}
}

// claimResting is how many reports tell a claim as so.
func claimResting(c link.Claim) int {
	seen := map[string]bool{}
	for i := range c.Carriers {
		if len(c.Carriers[i].Rests) > 0 {
			seen[c.Carriers[i].Report] = true
		}
	}
	return len(seen)
}

func (b *claimBuilder) left(without, resting int) *ClaimWithout {
	l := b.claim.Without(without)
	for _, id := range l.Reports {
		b.fallen[id] = true
	}
	for _, i := range l.Fall {
		b.down[i] = true
	}
	return &ClaimWithout{N: without + 1, Name: claimOriginName(b.claim.Origins[without]), Fallen: len(l.Reports), Left: resting - len(l.Reports), Count: ClaimInterval(l.Count)}
}

func (b *claimBuilder) cycle(ring []string) ClaimCycle {
	var out ClaimCycle
	for _, id := range ring {
		out.Reports = append(out.Reports, b.report(id))
	}
	return out
}

func claimOriginName(o link.Origin) string { return cmp.Or(o.Name, o.Words) }

// said is what a carrier says.
func (b *claimBuilder) said(i int) ClaimSaid {
	s := claimSaid(b.claim.Carriers[i])
	s.Fallen = b.down[i]
	if b.open {
		s.Finding = carrierFinding(b.claim.ID, s.Report, s.Start)
	}
	return s
}

func claimSaid(k link.Carrier) ClaimSaid {
	return ClaimSaid{Report: k.Report, Start: k.Place.Start, End: k.Place.End, Words: k.Place.Words, Stance: ClaimStance(k.Stance)}
}

// claimWordings are the wordings of a claim, each once with the first that has it.
func claimWordings(c link.Claim) []ClaimSaid {
	out := []ClaimSaid{}
	for _, k := range c.Carriers {
		if !slices.ContainsFunc(out, func(s ClaimSaid) bool { return claimAlike(s.Words, k.Place.Words) }) {
			out = append(out, claimSaid(k))
		}
	}
	return out
}

func claimReasons(reasons []link.Reason) []ClaimReason {
	out := []ClaimReason{}
	for _, r := range reasons {
		why := ClaimReason{Rule: r.Rule, Text: r.Text, Evidence: []ClaimSaid{}}
		for _, p := range r.Evidence {
			why.Evidence = append(why.Evidence, ClaimSaid{Report: p.Report, Start: p.Start, End: p.End, Words: p.Words})
		}
		out = append(out, why)
	}
	return out
}

// claimAlike tells whether two wordings are the same but for case, spaces and
// what stands around them.
func claimAlike(a, b string) bool { return claimPlain(a) == claimPlain(b) }

func claimPlain(s string) string {
	return strings.ToLower(strings.Join(strings.FieldsFunc(s, func(c rune) bool { return strings.ContainsRune(" \t\n\r.,;:“”\"'‘’", c) }), " "))
}

// Title is that of the page.
func (m *Claim) Title() string { return export.Wording(m.Sentence) }
