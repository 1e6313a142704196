package web

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/saysonews/sayso/link"
)

// A ClaimGroup is the reports that rest on the same origins.
type ClaimGroup struct {
	Origins []int      `json:"origins"` // numbers; none where the reports rest on no origin
	Reports int        `json:"reports"` // on all pages
	Rows    []ClaimRow `json:"rows"`
}

// A ClaimRow is what a report says of the claim, and of those that it is related to.
type ClaimRow struct {
	Report  ClaimReport     `json:"report"`
	Said    []ClaimSaid     `json:"said"` // none: silent
	Figures []string        `json:"figures"`
	Differs bool            `json:"differs,omitempty"` // the figures are others than most reports give
	Others  [][]ClaimStance `json:"others"`            // its stances to each of Related; none: silent
	Fallen  bool            `json:"fallen,omitempty"`
}

// A ClaimStance is a report's attitude to a claim: a link.Stance, or "silent".
type ClaimStance string

// Key is the key of the word for the stance.
func (s ClaimStance) Key() string {
	return claimKey("claim.stance.", string(s), "states", "reports", "hedges", "doubts", "denies", "corrects", "silent")
}

// table is a row a report, those together that rest on the same origins. Reports
// that rest on none, or tell only of a related claim, come last.
func (b *claimBuilder) table() []ClaimGroup {
	var groups []ClaimGroup
	at := map[string]int{} // by the origins that they rest on
	for _, id := range b.claim.Reports() {
		row, rests := b.row(id)
		key := fmt.Sprint(rests)
		i, ok := at[key]
		if !ok {
			i = len(groups)
			at[key] = i
			groups = append(groups, ClaimGroup{Origins: rests})
		}
		groups[i].Rows = append(groups[i].Rows, row)
	}
	slices.SortStableFunc(groups, func(x, y ClaimGroup) int {
		return cmp.Or(claimLast(len(x.Origins) == 0)-claimLast(len(y.Origins) == 0), slices.Compare(x.Origins, y.Origins))
	})
	groups = b.silent(groups)
	markFigures(groups)
	for i := range groups {
		groups[i].Reports = len(groups[i].Rows)
	}
	return append([]ClaimGroup{}, groups...)
}

func claimLast(b bool) int {
	if b {
		return 1
	}
	return 0
}

// row is what a report says, with the numbers of the origins that it rests on.
func (b *claimBuilder) row(id string) (ClaimRow, []int) {
	row := ClaimRow{Report: b.report(id), Said: []ClaimSaid{}, Fallen: b.fallen[id], Others: b.others(id)}
	var rests []int
	for _, i := range b.by[id] {
		row.Said = b.say(row.Said, i)
		for _, o := range b.claim.Carriers[i].Rests {
			rests = append(rests, o+1)
		}
	}
	row.Figures = b.figures(b.by[id])
	slices.Sort(rests)
	return row, append([]int{}, slices.Compact(rests)...)
}

// others are the stances of a report to the related claims.
func (b *claimBuilder) others(id string) [][]ClaimStance {
	out := [][]ClaimStance{}
	for _, r := range b.related {
		out = append(out, append([]ClaimStance{}, r.stances[id]...))
	}
	return out
}

// claimStances are the stances to a claim of each report that carries it.
func claimStances(c link.Claim) map[string][]ClaimStance {
	out := map[string][]ClaimStance{}
	for i := range c.Carriers {
		id, s := c.Carriers[i].Report, ClaimStance(c.Carriers[i].Stance)
		if !slices.Contains(out[id], s) {
			out[id] = append(out[id], s)
		}
	}
	return out
}

// silent adds the reports that tell of a related claim and not of this one.
func (b *claimBuilder) silent(groups []ClaimGroup) []ClaimGroup {
	seen := map[string]bool{}
	var rows []ClaimRow
	for _, r := range b.related {
		for _, id := range r.claim.Reports() {
			if len(b.by[id]) > 0 || seen[id] {
				continue
			}
			seen[id] = true
			rows = append(rows, ClaimRow{Report: b.report(id), Said: []ClaimSaid{}, Figures: []string{}, Others: b.others(id)})
		}
	}
	if rows == nil {
		return groups
	}
	if n := len(groups); n > 0 && len(groups[n-1].Origins) == 0 {
		groups[n-1].Rows = append(groups[n-1].Rows, rows...)
		return groups
	}
	return append(groups, ClaimGroup{Origins: []int{}, Rows: rows})
}

// A ClaimTally is how many reports take a stance.
type ClaimTally struct {
	Stance  ClaimStance `json:"stance"`
	Reports int         `json:"reports"`
}

// tallyOf counts the stances, in the order of rows.
func tallyOf(groups []ClaimGroup) []ClaimTally {
	out := []ClaimTally{}
	for _, g := range groups {
		for _, r := range g.Rows {
			for _, s := range r.Stances() {
				i := slices.IndexFunc(out, func(t ClaimTally) bool { return t.Stance == s })
				if i < 0 {
					i = len(out)
					out = append(out, ClaimTally{Stance: s})
				}
				out[i].Reports++
			}
		}
	}
	return out
}

// markFigures marks the rows without the figure that most of them give.
func markFigures(groups []ClaimGroup) {
	count, usual := map[string]int{}, ""
	for _, g := range groups {
		for _, r := range g.Rows {
			for _, f := range r.Figures {
				if count[f]++; count[f] > count[usual] {
					usual = f
				}
			}
		}
	}
	for _, g := range groups {
		for i := range g.Rows {
			f := g.Rows[i].Figures
			g.Rows[i].Differs = len(f) > 0 && !slices.Contains(f, usual)
		}
	}
}

// claimFigure is a figure in short: "11", "9 to 12", "about 300 t".
func claimFigure(f link.Figure) string {
	v := claimNumber(f.Value)
	if f.Min != f.Max {
		v = claimNumber(f.Min) + " to " + claimNumber(f.Max)
	}
	if f.Approximate {
		v = "about " + v
	}
	if f.Unit == "" || f.Kind == "count" {
		return v // what is counted stands in the words
	}
	return v + " " + f.Unit
}

// claimNumber is v with a comma between thousands.
func claimNumber(v float64) string {
	whole, rest, _ := strings.Cut(strconv.FormatFloat(v, 'f', -1, 64), ".")
	digits := strings.TrimPrefix(whole, "-")
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	if whole != strings.TrimPrefix(whole, "-") {
		digits = "-" + digits
	}
	if rest != "" {
		digits += "." + rest
	}
	return digits
}

// Table has a row a report: what it says, the figures, and what it rests on.
func (m *Claim) Table() [][]string {
	head := []string{"report", "published", "publisher", "rests_on", "stance", "figures", "words"}
	for _, r := range m.Related {
		head = append(head, r.Kind+" "+r.ID)
	}
	rows := [][]string{head}
	for _, g := range m.Groups {
		var rests []string
		for _, n := range g.Origins {
			rests = append(rests, cmp.Or(m.Origins[n-1].Label(), "not stated"))
		}
		for _, r := range g.Rows {
			row := []string{r.Report.ID, r.Report.Published, r.Report.Publisher, strings.Join(rests, "; "), joinStances(r.Stances()), strings.Join(r.Figures, "; "), strings.Join(r.words(), " … ")}
			for _, o := range r.Others {
				row = append(row, joinStances(o))
			}
			rows = append(rows, row)
		}
	}
	return rows
}

// Rest are the wordings after the first.
func (r ClaimRow) Rest() []ClaimSaid { return r.Said[min(1, len(r.Said)):] }

// Stances are the stances of the report, each once; "silent" where it has none.
func (r ClaimRow) Stances() []ClaimStance {
	var out []ClaimStance
	for _, s := range r.Said {
		if !slices.Contains(out, s.Stance) {
			out = append(out, s.Stance)
		}
	}
	if out == nil {
		return []ClaimStance{"silent"}
	}
	return out
}

func (r ClaimRow) words() []string {
	var out []string
	for _, s := range r.Said {
		out = append(out, s.Words)
	}
	return out
}

func joinStances(stances []ClaimStance) string {
	var out []string
	for _, s := range stances {
		out = append(out, string(s))
	}
	return strings.Join(out, "; ")
}
