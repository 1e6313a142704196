package web

import (
	"context"
	"strconv"
	"strings"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/query"
)

// A Claims is a page of the list of claims.
type Claims struct {
	Query  string       `json:"query"`
	Claims []ClaimEntry `json:"claims"`
	Page
}

// A ClaimEntry is a claim in a list.
type ClaimEntry struct {
	ID       string        `json:"id"`
	Sentence string        `json:"sentence"`
	Reports  int           `json:"reports"` // that tell it as so
	Count    ClaimInterval `json:"independentOrigins"`
	Against  []ClaimStance `json:"against"` // what others do: "denies", "doubts", "corrects"

	most int // reports of the first entry of the page
}

func (s *server) claims(ctx context.Context, q request) (any, error) {
	m := &Claims{Query: q.get("q"), Claims: []ClaimEntry{}}
	list, err := s.Store.Claims(ctx, termOf(m.Query), q.page())
	if err != nil {
		return nil, err
	}
	for _, h := range list.Items {
		m.Claims = append(m.Claims, claimEntry(h, list.Items[0].Reports))
	}
	m.after = list.Next
	return m, nil
}

func claimEntry(h archive.ClaimHead, most int) ClaimEntry {
	e := ClaimEntry{ID: h.ID, Sentence: h.Sentence, Reports: h.Resting, Count: ClaimInterval(h.Origins), Against: []ClaimStance{}, most: most}
	for _, s := range h.Against {
		e.Against = append(e.Against, ClaimStance(s))
	}
	return e
}

// Bar, Least and Most are the lengths of the bar of an entry and of the origins in
// it, of a hundred for the claim of most reports on the page.
func (e ClaimEntry) Bar() int { return e.share(e.Reports) }

// Least is the length that stands for the least origins.
func (e ClaimEntry) Least() int { return e.share(e.Count.Least) }

// Most is the length that stands for the most origins.
func (e ClaimEntry) Most() int { return e.share(e.Count.Most) }

func (e ClaimEntry) share(n int) int { return 100 * min(n, e.Reports) / max(1, e.most) }

// Single tells whether several reports have it all from one origin.
func (e ClaimEntry) Single() bool { return e.Reports > 1 && e.Count.Most == 1 }

// Title is that of the page.
func (m *Claims) Title() string { return "Claims" }

// Table has a row a claim.
func (m *Claims) Table() [][]string {
	rows := [][]string{{"claim", "reports", "origins_least", "origins_most", "against", "sentence"}}
	for _, c := range m.Claims {
		rows = append(rows, []string{c.ID, strconv.Itoa(c.Reports), strconv.Itoa(c.Count.Least), strconv.Itoa(c.Count.Most), joinStances(c.Against), c.Sentence})
	}
	return rows
}

// termOf is what people type to narrow a list, as words that all have to be there.
func termOf(s string) query.Term { return query.Term{Words: strings.Fields(s)} }
