package web

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/saysonews/sayso/archive"
)

// rowsOfClaim is how many reports of a claim usually stand on a page.
const rowsOfClaim = 100

// cut leaves in the table and the trees the reports of one page: those after p.After in
// the order of the table. In the trees stands what they rest on as well.
func (m *Claim) cut(p archive.Page) error {
	var ids []string
	for _, g := range m.Groups {
		for _, r := range g.Rows {
			ids = append(ids, r.Report.ID)
		}
	}
	from := 0
	if p.After != "" {
		if from = 1 + slices.Index(ids, p.After); from == 0 {
			return fmt.Errorf("%w: %.40q", archive.ErrPlace, p.After)
		}
	}
	to := min(from+cmp.Or(p.Limit, rowsOfClaim), len(ids))
	m.Rows, m.From = len(ids), from+1
	if to < len(ids) {
		m.after = ids[to-1]
	}
	if from == 0 && to == len(ids) {
		return nil
	}
	m.Groups = cutGroups(m.Groups, from, to)
	here := map[string]bool{}
	for _, id := range ids[from:to] {
		here[id] = true
	}
	there := map[string]bool{}
	for i := range m.Origins {
		m.Origins[i].Branches = m.Origins[i].Branches.cut(here, there)
	}
	m.Graph.lead(there)
	return nil
}

// cutGroups are the groups with those of their rows that are from number from up to to,
// counted through all groups.
func cutGroups(groups []ClaimGroup, from, to int) []ClaimGroup {
	out := []ClaimGroup{}
	for _, g := range groups {
		n := len(g.Rows)
		if g.Rows = g.Rows[min(max(from, 0), n):max(min(to, n), 0)]; len(g.Rows) > 0 {
			out = append(out, g)
		}
		from, to = from-n, to-n
	}
	return out
}

// cut leaves the branches of reports that are here, and those that these rest on. It
// notes the anchors that are left.
func (b ClaimBranches) cut(here, there map[string]bool) ClaimBranches {
	out := ClaimBranches{}
	for _, n := range b {
		n.Branches = n.Branches.cut(here, there)
		n.Above = !here[n.Report.ID]
		if n.Above && len(n.Branches) == 0 {
			continue
		}
		there[n.Anchor] = true
		out = append(out, n)
	}
	return out
}

// lead makes the boxes of what is not on the page lead to the reports themselves.
func (g *claimGraph) lead(there map[string]bool) {
	for i := range g.Nodes {
		if n := &g.Nodes[i]; n.anchor != "" && !there[n.anchor] {
			n.Href = n.report.Href()
		}
	}
}

// Paged tells whether the reports stand on several pages.
func (m *Claim) Paged() bool { return m.From > 1 || m.Next != "" }

// To is the number of the last report of the page.
func (m *Claim) To() int {
	n := m.From - 1
	for _, g := range m.Groups {
		n += len(g.Rows)
	}
	return n
}

// Rooted are the origins that stand in the trees of this page.
func (m *Claim) Rooted() []ClaimOrigin {
	if !m.Paged() {
		return m.Origins
	}
	return slices.DeleteFunc(slices.Clone(m.Origins), func(o ClaimOrigin) bool { return len(o.Branches) == 0 })
}
