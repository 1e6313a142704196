package web

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/base32"
	"net/url"
	"slices"
	"strings"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/query"
)

// A Review is a stretch of the queue of doubtful findings: those of the newest
// reports, the actors or the claims of most reports, and so on from there. Of each
// stretch the least certain come first; what people decided, or skipped, does not
// come.
type Review struct {
	Kind     ReviewKind `json:"kind"`
	Open     bool       `json:"open"`           // decisions are taken here
	Findings []Doubtful `json:"findings"`       // the least certain first
	Waiting  int        `json:"waiting"`        // doubtful findings of the stretch that come after these
	Last     *Decided   `json:"last,omitempty"` // what was decided just now
	Next     string     `json:"next,omitempty"` // address of the next stretch

	carried url.Values // what forms bring along: where in the queue they stand
}

// A ReviewKind is what is looked through.
type ReviewKind string

// The kinds of doubtful findings; they are also kinds of decisions.
const (
	ReviewStatements ReviewKind = "statement" // is it one, and whose
	ReviewIdentities ReviewKind = "identity"  // are two the same
	ReviewClaims     ReviewKind = "claim"     // does a report carry it
	ReviewCopies     ReviewKind = "copy"      // does a report reuse another
	ReviewEvents     ReviewKind = "event"     // are two the same
)

// reviewOneClaim is the kind of decisions on whether two claims are one. No queue asks
// that: the page of a claim does.
const reviewOneClaim ReviewKind = "claims"

// Kinds are all kinds.
func (m *Review) Kinds() []ReviewKind {
	return []ReviewKind{ReviewStatements, ReviewClaims, ReviewCopies, ReviewIdentities, ReviewEvents}
}

// stretches are how many statements, actors, claims, copies and occurrences one stretch
// has, and mostStretches how many are gone through to find something doubtful: there is
// a bound to the work of one page.
var stretches = map[ReviewKind]int{ReviewStatements: 300, ReviewIdentities: 15, ReviewClaims: 15, ReviewCopies: 200, ReviewEvents: 20}

const (
	mostStretches = 3
	usualCards    = 5 // findings of a page: the record of the report of each is read whole
	mostCards     = 25
)

func (s *server) review(ctx context.Context, q request) (any, error) {
	m := &Review{Kind: cmp.Or(ReviewKind(q.get("kind")), ReviewStatements), Open: s.Reader != nil, Findings: []Doubtful{}}
	size, ok := stretches[m.Kind]
	if !ok {
		return nil, badRequest("There is no queue of that kind: it is one of statement, claim, copy, identity, event.")
	}
	r := newReviewer(s)
	var open []doubt
	after := q.get("after")
	for range mostStretches {
		found, next, err := r.stretch(ctx, m.Kind, archive.Page{After: after, Limit: size})
		if err != nil {
			return nil, err
		}
		if open, err = r.open(ctx, found, skipped(q)); err != nil {
			return nil, err
		}
		if m.Next = nextStretch(q, next); len(open) > 0 || next == "" {
			break
		}
		after = next
	}
	most := cmp.Or(q.page().Limit, usualCards)
	shown := open[:min(len(open), most, mostCards)]
	m.Waiting = len(open) - len(shown)
	for _, d := range shown {
		if err := r.fill(ctx, &d); err != nil {
			return nil, err
		}
		m.Findings = append(m.Findings, d.Doubtful)
	}
	m.carried = url.Values{"kind": {string(m.Kind)}, "after": {q.get("after")}, "skip": {q.get("skip")}}
	var err error
	m.Last, err = s.justDecided(ctx, q.get("last"))
	return m, err
}

// nextStretch is the address of the stretch after this one. What was skipped in
// this one need not be told there.
func nextStretch(q request, after string) string {
	if after == "" {
		return ""
	}
	v := url.Values{"after": {after}}
	for _, name := range []string{"kind", "limit"} {
		if q.get(name) != "" {
			v.Set(name, q.get(name))
		}
	}
	return q.raw.URL.Path + "?" + v.Encode()
}

// skipped are the keys of the findings that the address says were skipped.
func skipped(q request) map[string]bool {
	out := map[string]bool{}
	for key := range strings.SplitSeq(q.get("skip"), ".") {
		out[key] = true
	}
	return out
}

// key stands for a finding in the address of a page, which has to stay short.
func (d Doubtful) key() string {
	sum := sha256.Sum256([]byte(d.Finding))
	return strings.ToLower(base32.HexEncoding.EncodeToString(sum[:5]))
}

// Skip is the address of this queue without a finding.
func (m *Review) Skip(d Doubtful) string {
	v := url.Values{}
	for name, list := range m.carried {
		if list[0] != "" {
			v[name] = list
		}
	}
	v.Set("skip", strings.TrimPrefix(m.carried.Get("skip")+"."+d.key(), "."))
	return "/review?" + v.Encode()
}

// Carried is what a form of the page brings along.
func (m *Review) Carried() []ReviewField {
	var out []ReviewField
	for _, name := range []string{"kind", "after", "skip"} {
		if v := m.carried.Get(name); v != "" {
			out = append(out, ReviewField{name, v})
		}
	}
	return out
}

// A ReviewField is a hidden field of a form.
type ReviewField struct{ Name, Value string }

// Acts are the kinds of word that a statement may be.
func (m *Review) Acts() []string { return acts() }

func acts() []string {
	var out []string
	for _, f := range query.Fields() {
		if f.Field == query.Act {
			for _, v := range f.Values {
				out = append(out, v.Word)
			}
		}
	}
	return out
}

// Title is that of the page.
func (m *Review) Title() string { return "Review" }

// A reviewer goes through a stretch. It reads each report, and what people decided
// of it, once.
type reviewer struct {
	*server
	decided map[string][]archive.Decision // that stand, by subject
	reports map[string]archive.Report     // by ID
}

func newReviewer(s *server) *reviewer {
	return &reviewer{s, map[string][]archive.Decision{}, map[string]archive.Report{}}
}

// stretch is what is doubtful among some findings, with where the next ones begin.
func (r *reviewer) stretch(ctx context.Context, kind ReviewKind, p archive.Page) ([]doubt, string, error) {
	switch kind {
	case ReviewIdentities:
		return r.doubtfulIdentities(ctx, p)
	case ReviewClaims:
		return r.doubtfulClaims(ctx, p)
	case ReviewCopies:
		return r.doubtfulCopies(ctx, p)
	case ReviewEvents:
		return r.doubtfulEvents(ctx, p)
	}
	return r.doubtfulStatements(ctx, p)
}

// open are the doubts that nobody decided or skipped, the least certain first.
func (r *reviewer) open(ctx context.Context, doubts []doubt, skip map[string]bool) ([]doubt, error) {
	var out []doubt
	for _, d := range doubts {
		if skip[d.key()] {
			continue
		}
		decided, err := r.decisionsOf(ctx, d.subject())
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(decided, d.decidedBy) {
			out = append(out, d)
		}
	}
	slices.SortStableFunc(out, func(a, b doubt) int { return cmp.Compare(a.Confidence, b.Confidence) })
	return out, nil
}

func (r *reviewer) decisionsOf(ctx context.Context, subject string) ([]archive.Decision, error) {
	if list, ok := r.decided[subject]; ok {
		return list, nil
	}
	list, err := r.server.decisionsOf(ctx, subject)
	r.decided[subject] = list
	return list, err
}

func (r *reviewer) report(ctx context.Context, id string) (archive.Report, error) {
	if got, ok := r.reports[id]; ok {
		return got, nil
	}
	got, err := r.Store.Report(ctx, id)
	if err == nil {
		r.reports[id] = got
	}
	return got, err
}
