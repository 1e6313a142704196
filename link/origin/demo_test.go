package origin

import (
	"fmt"
	"html"
	"math/rand/v2"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/saysonews/sayso/demo"
	"github.com/saysonews/sayso/link"
)

var tags = regexp.MustCompile(`<[^>]*>`)

// goldLinks are the demo's reports with the carriers, chains, copies and actors of
// its lineage.
func goldLinks(t testing.TB) (demo.Collection, []link.Report, []link.Copy, []link.Identity, []link.Claim) {
	l, err := demo.Lineage()
	if err != nil {
		t.Fatal(err)
	}
	var reports []link.Report
	var copies []link.Copy
	var identities []link.Identity
	var cast []link.Actor
	for _, a := range l.Actors {
		k := link.Actor{ID: a.ID, Name: a.Name, Aliases: a.Aliases, Kind: a.Kind, Naming: "named"}
		i := link.Identity{ID: "i:" + a.ID, Name: a.Name, Aliases: a.Aliases, Kind: a.Kind}
		for _, r := range a.Roles {
			k.Roles = append(k.Roles, link.Role{Name: r.Name})
		}
		for _, r := range l.Reports {
			i.Members = append(i.Members, link.Member{Report: r.ID, Actor: a.ID})
		}
		cast, identities = append(cast, k), append(identities, i)
	}
	at := map[string]int{}
	text := map[string]string{}
	for i, r := range l.Reports {
		at[r.ID] = i
		reports = append(reports, link.Report{ID: r.ID, Publisher: r.Publisher, Published: r.Published, Cast: cast})
		text[r.ID] = html.UnescapeString(tags.ReplaceAllString(string(r.Data), "\n"))
		for _, m := range r.Made {
			if m.How == demo.Copy || m.How == demo.Rewrite {
				copies = append(copies, link.Copy{From: m.Of, To: r.ID, Kind: string(m.How), Credited: m.Credited})
			}
		}
	}
	var claims []link.Claim
	for _, c := range l.Claims {
		k := link.Claim{ID: c.ID, Sentence: c.Sentence}
		for _, p := range c.Carried {
			r := &reports[at[p.Report]]
			stance := link.Stance(p.Stance)
			if p.Stance == demo.Repeats {
				stance = link.Reports
			}
			start := strings.Index(text[p.Report], p.Words)
			tell := link.Telling{Start: start, End: start + len(p.Words), Words: p.Words, Sentence: len(r.Sentences)}
			for _, side := range p.Chain {
				words := strings.Join(side, " and ")
				s := link.Source{Actor: -1, Words: words, Naming: "described"}
				s.Actor = slices.IndexFunc(cast, func(a link.Actor) bool { return a.Name == words || slices.Contains(a.Aliases, words) })
				if strings.EqualFold(words, "the minister") {
					s.Actor = slices.IndexFunc(cast, func(a link.Actor) bool { return a.ID == "dagmar-loess" })
				}
				if proper(words) {
					s.Name, s.Naming = words, "named"
				}
				tell.Chain = append(tell.Chain, s)
			}
			r.Tellings = append(r.Tellings, tell)
			r.Sentences = append(r.Sentences, link.Sentence{Start: start, End: start + len(p.Words), Text: sentence(text[p.Report], start, start+len(p.Words))})
			k.Carriers = append(k.Carriers, link.Carrier{Report: p.Report, Telling: len(r.Tellings) - 1, Stance: stance,
				Place: link.Place{Report: p.Report, Start: start, End: tell.End, Words: p.Words}})
		}
		claims = append(claims, k)
	}
	return l, reports, copies, identities, claims
}

// sentence is the sentence around a stretch of text, roughly.
func sentence(text string, start, end int) string {
	if start < 0 {
		return ""
	}
	from := max(strings.LastIndex(text[:start], "\n"), strings.LastIndex(text[:start], ". ")+1) + 1
	to := len(text)
	for _, stop := range []string{"\n", ". ", ".” ", "? "} {
		if i := strings.Index(text[end:], stop); i >= 0 {
			to = min(to, end+i+1)
		}
	}
	return text[min(from, start):to]
}

// On the carriers, chains and copies of the lineage, the interval holds the truth
// for every claim, and is narrow; rings and hat-tips are followed.
func TestDemoGold(t *testing.T) {
	l, reports, copies, identities, claims := goldLinks(t)
	got := Trace(reports, copies, identities, claims)
	width := 0
	for i, c := range l.Claims {
		g := got[i]
		wrong := wellFormed(g)
		switch {
		case g.Count.Least > c.Origins || c.Origins > g.Count.Most:
			wrong = fmt.Sprintf("%d-%d, the truth is %d", g.Count.Least, g.Count.Most, c.Origins)
		case g.First != c.First:
			wrong = fmt.Sprintf("first %s, want %s", g.First, c.First)
		case c.Cycle != nil && (len(g.Cycles) != 1 || !slices.Equal(g.Cycles[0], c.Cycle)):
			wrong = fmt.Sprintf("cycles %v, want %v", g.Cycles, c.Cycle)
		case c.Cycle == nil && g.Cycles != nil:
			wrong = fmt.Sprintf("cycles %v, want none", g.Cycles)
		case c.HatTip != nil && !strings.HasPrefix(pathOf(g, c.HatTip[0]), strings.Join(c.HatTip[1:], " > ")):
			wrong = fmt.Sprintf("path of %s is %q, want %v", c.HatTip[0], pathOf(g, c.HatTip[0]), c.HatTip)
		}
		if wrong != "" {
			t.Errorf("%s: %s\n%s", c.ID, wrong, describe(g))
		}
		width += g.Count.Most - g.Count.Least
	}
	if mean := float64(width) / float64(len(l.Claims)); mean > 0.65 {
		t.Errorf("intervals are %.2f wide on average, want 0.65 at most", mean)
	}
}

func pathOf(c link.Claim, report string) string {
	i := slices.IndexFunc(c.Carriers, func(k link.Carrier) bool { return k.Report == report })
	return pathString(c.Carriers[i].Path)
}

// The order in which reports, copies, identities and carriers come changes nothing.
func TestDemoOrder(t *testing.T) {
	_, reports, copies, identities, claims := goldLinks(t)
	want := Trace(reports, copies, identities, claims)
	rng := rand.New(rand.NewPCG(3, 4))
	for range 5 {
		rng.Shuffle(len(reports), func(i, j int) { reports[i], reports[j] = reports[j], reports[i] })
		rng.Shuffle(len(copies), func(i, j int) { copies[i], copies[j] = copies[j], copies[i] })
		rng.Shuffle(len(identities), func(i, j int) { identities[i], identities[j] = identities[j], identities[i] })
		if got := Trace(reports, copies, identities, claims); !reflect.DeepEqual(got, want) {
			t.Fatal("another order, another result")
		}
	}
}
