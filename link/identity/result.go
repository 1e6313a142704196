package identity

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"unicode"

	"github.com/saysonews/sayso/link"
)

// identities puts the clusters into the words of link.
func (f *finder) identities(clusters []*group) []link.Identity {
	for _, g := range clusters {
		slices.SortFunc(g.refs, compareRefs)
	}
	slices.SortFunc(clusters, func(a, b *group) int { return compareRefs(a.refs[0], b.refs[0]) })
	out := make([]link.Identity, len(clusters))
	at := make(map[*group]int, len(clusters))
	link.OnAllCores(len(clusters), func(i int) { out[i] = f.identity(clusters[i]) })
	for i, g := range clusters {
		at[g] = i
	}
	for _, m := range f.merges {
		i := at[m.g.now()]
		out[i].Merges = append(out[i].Merges, f.merge(m))
	}
	f.tell(out, at)
	return out
}

func compareRefs(a, b ref) int {
	return cmp.Or(a.report-b.report, a.actor-b.actor)
}

func (f *finder) merge(m merge) link.Merge {
	return link.Merge{A: f.member(m.a), B: f.member(m.b), Why: f.reasons(m.verdict)}
}

// tell gives each doubt to both identities, the strongest of each pair alone.
func (f *finder) tell(out []link.Identity, at map[*group]int) {
	slices.SortStableFunc(f.doubts, func(a, b merge) int { return cmp.Compare(b.sum, a.sum) })
	told := map[[2]int]bool{}
	for _, m := range f.doubts {
		i, k := at[m.g.now()], at[m.h.now()]
		pair := [2]int{min(i, k), max(i, k)}
		if i == k || told[pair] {
			continue
		}
		told[pair] = true
		d := f.merge(m)
		out[i].Doubts = append(out[i].Doubts, d)
		out[k].Doubts = append(out[k].Doubts, d)
	}
}

func (f *finder) identity(g *group) link.Identity {
	var members []link.Member
	var cast []link.Actor
	for _, at := range g.refs {
		members = append(members, f.member(at))
		if at.actor >= 0 {
			cast = append(cast, f.reports[at.report].Cast[at.actor])
		} else {
			cast = append(cast, link.Actor{ID: Publisher, Name: f.reports[at.report].Publisher})
		}
	}
	names := namesOf(cast, g.published)
	return link.Identity{
		ID: idOf(members), Name: names[0], Aliases: names[1:], Kind: kindOf(cast), Country: countryOf(cast),
		Roles: f.roles(g.refs), Members: members,
	}
}

// idOf is a function of the members: the same for the same set.
func idOf(members []link.Member) string {
	sorted := slices.Clone(members)
	slices.SortFunc(sorted, compareMembers)
	h := sha256.New()
	for _, m := range sorted {
		h.Write([]byte(m.Report + "\x00" + m.Actor + "\x00"))
	}
	return "i" + hex.EncodeToString(h.Sum(nil)[:10])
}

// namesOf are all names, the one to call it by first: an outlet's own, else the
// one that most of the cast bear, full before short and well written before
// capitals alone. The others follow by how many bear them.
func namesOf(cast []link.Actor, published bool) []string {
	count := map[string]int{}
	for _, a := range cast {
		weight := 2
		if a.ID == Publisher {
			weight = 1000 // its own word
		}
		count[a.Name] += weight
		for _, alias := range a.Aliases {
			count[alias]++
		}
	}
	delete(count, "")
	var names []string
	for n := range count {
		names = append(names, n)
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(count[b]-count[a], len(b)-len(a), cmp.Compare(a, b))
	})
	if len(names) == 0 {
		return []string{""}
	}
	best := 0
	for i, n := range names {
		if !published && rank(n) > rank(names[best]) && 4*count[n] > count[names[best]] {
			best = i
		}
	}
	first := names[best]
	names = slices.Delete(names, best, best+1)
	return append([]string{first}, names...)
}

// rank is how well a name serves to call somebody by: several words before one,
// mixed case before capitals.
func rank(name string) int {
	n := 0
	if strings.ContainsFunc(name, unicode.IsLower) {
		n++
	}
	if strings.Contains(strings.TrimSpace(name), " ") {
		n += 2
	}
	return n
}

// kindOf is the kind that most mentions are of.
func kindOf(cast []link.Actor) string {
	votes := map[string]int{}
	for _, a := range cast {
		if a.ID == Publisher {
			return "outlet"
		}
		votes[a.Kind] += max(1, a.Mentions)
	}
	return most(votes)
}

func countryOf(cast []link.Actor) string {
	votes := map[string]int{}
	for _, a := range cast {
		if a.Country != "" {
			votes[a.Country]++
		}
	}
	return most(votes)
}

func most(votes map[string]int) string {
	best := ""
	for k, n := range votes {
		if n > votes[best] || n == votes[best] && k < best {
			best = k
		}
	}
	return best
}

// roles are the roles that reports give, with the days of the first and the last
// that does.
func (f *finder) roles(refs []ref) []link.DatedRole {
	type key struct {
		name, organization string
		former             bool
	}
	at := map[key]int{}
	var out []link.DatedRole
	for _, r := range refs {
		if r.actor < 0 {
			continue
		}
		day := dayOf(f.reports[r.report].Published)
		for _, role := range f.reports[r.report].Cast[r.actor].Roles {
			k := key{strings.Join(lex.folded(split(role.Name)), " "), strings.Join(lex.folded(split(role.Organization)), " "), role.Former}
			i, ok := at[k]
			if !ok {
				i = len(out)
				at[k] = i
				out = append(out, link.DatedRole{Role: role, First: day})
			}
			if day != "" {
				out[i].Last = day
			}
			if out[i].First == "" {
				out[i].First = day
			}
		}
	}
	return out
}

// dayOf is the day of an ISO date or date-time.
func dayOf(published string) string { return published[:min(len(published), len("2006-01-02"))] }
