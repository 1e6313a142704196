package web

import (
	"context"
	"encoding/csv"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/archive/archivetest"
	"github.com/saysonews/sayso/link"
	"pgregory.net/rapid"
)

// The reports of these tests tell of a dam: the Tarn Press has it from an official,
// three papers copy that, the Mill Gazette cites it with another figure, the Lake
// News has it from the official and from nobody, the Evening Sun from nobody, the
// Daily Post denies it, and the Night Mail only tells that it is denied.
var damOutlets = []string{"Tarn Press", "Hill Post", "Vale Post", "Sea Post", "Mill Gazette", "Lake News", "Evening Sun", "Daily Post", "Night Mail"}

const (
	damWords = "nine people died when the dam at Ostby burst"
	damClaim = "c1"
)

func damRoom(t testing.TB) (room, []string) {
	r := newRoom(t)
	var stories []archivetest.Story
	for i, o := range damOutlets {
		stories = append(stories, archivetest.Story{Publisher: o, Published: fmt.Sprintf("2029-03-%02dT08:00:00+01:00", i+1), Title: "The dam, by " + o, Text: o + ": " + damWords + "."})
	}
	ids := r.add(stories...)
	if err := r.store.Link(context.Background(), "k", damLinks(ids)); err != nil {
		t.Fatal(err)
	}
	return r, ids
}

func damLinks(ids []string) link.Links {
	official := link.Source{Actor: -1, Words: "a senior official", Naming: "described"}
	nobody := link.Step{Source: link.Source{Actor: -1, Naming: "absent"}, Why: "says"}
	carrier := func(report int, words string, stance link.Stance, figure float64, rests []int, path ...link.Step) link.Carrier {
		c := link.Carrier{Report: ids[report], Place: link.Place{Report: ids[report], Start: 12, End: 12 + len(words), Words: words}, Stance: stance, Rests: rests, Path: path}
		c.Why = []link.Reason{{Rule: "says", Text: damOutlets[report] + " has it from somebody"}}
		if figure > 0 {
			c.Figures = []link.Figure{{Kind: "count", Value: figure, Min: figure, Max: figure}}
		}
		return c
	}
	says := link.Step{Source: official, Why: "says"}
	press := func(why string) link.Step { return link.Step{Report: ids[0], Why: why} }
	c := link.Claim{
		ID: damClaim, Sentence: "Nine people died when the dam at Ostby burst", First: ids[0], Count: link.Interval{Least: 1, Most: 2},
		Origins: []link.Origin{
			{Kind: "person", Words: "a senior official", Naming: "described", UpTo: 1, MayBe: []int{1}, Reports: []string{ids[0], ids[1], ids[2], ids[3], ids[4], ids[5]}},
			{Kind: "unstated", Naming: "absent", UpTo: 1, MayBe: []int{0}, Reports: []string{ids[5], ids[6]}},
		},
		Carriers: []link.Carrier{
			carrier(0, damWords, link.Reports, 9, []int{0}, says),
			carrier(1, damWords, link.Reports, 9, []int{0}, press("copies"), says),
			carrier(2, damWords, link.Reports, 9, []int{0}, press("copies"), says),
			carrier(3, strings.ToUpper(damWords), link.Reports, 9, []int{0}, press("copies"), says),
			carrier(4, "eleven died at Ostby, the Tarn Press said", link.Hedges, 11, []int{0}, press("cites"), says),
			carrier(5, "the official said that people had died", link.Reports, 0, []int{0}, says),
			carrier(5, damWords, link.States, 9, []int{1}, nobody),
			carrier(6, damWords, link.States, 9, []int{1}, nobody),
			carrier(7, "nobody died at Ostby", link.Denies, 0, nil),
		},
		Relations: []link.Relation{{Kind: "denied", Claim: "c2", Why: []link.Reason{{Rule: "denial", Text: "the same, with a negation", Evidence: []link.Place{{Report: ids[7], Words: "nobody died at Ostby"}}}}}},
		Merges:    []link.Reason{{Rule: "role", Text: "the official is how the engineer is described"}},
		Doubts:    []link.Reason{{Rule: "maybe-stated", Text: "whoever said it first may be the official"}},
	}
	denial := link.Claim{
		ID: "c2", Sentence: "Nobody died at Ostby", First: ids[7], Count: link.Interval{Least: 1, Most: 1},
		Origins: []link.Origin{{Kind: "outlet", Name: "Daily Post", Naming: "outlet", FirstHand: true, UpTo: 1, Reports: []string{ids[7], ids[8]}}},
		Carriers: []link.Carrier{
			carrier(7, "nobody died at Ostby", link.States, 0, []int{0}, link.Step{Source: link.Source{Actor: -1, Name: "Daily Post"}, Why: "says"}),
			carrier(8, "there were no deaths at Ostby", link.Reports, 0, []int{0}, link.Step{Report: ids[7], Why: "cites"}),
		},
	}
	return link.Links{Claims: []link.Claim{c, denial}}
}

func TestClaimTrees(t *testing.T) {
	r, _ := damRoom(t)
	var m Claim
	r.getJSON("/api/v1/claims/"+damClaim, &m)
	var got []string
	for _, o := range m.Origins {
		got = append(got, o.Label()+": "+sketch(o.Branches))
	}
	want := []string{
		"a senior official: Tarn Press says (Hill Post copies same, Vale Post copies same, Sea Post copies same, Mill Gazette cites [figure]), Lake News says",
		": Lake News nobody, Evening Sun nobody",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if m.Reports != 7 || m.Longest != 2 || m.First.Publisher != "Tarn Press" {
		t.Errorf("%d reports, longest chain %d, first %q; want 7, 2, Tarn Press", m.Reports, m.Longest, m.First.Publisher)
	}
	if want := "7 reports, 1 to 2 independent origins; 6 go back to one statement."; m.Headline != want {
		t.Errorf("headline %q, want %q", m.Headline, want)
	}
}

// sketch is a tree as text; "×" marks what falls.
func sketch(branches ClaimBranches) string {
	var out []string
	for _, b := range branches {
		s := b.Report.Publisher + " " + b.How
		if b.Same {
			s += " same"
		}
		if len(b.Changed) > 0 {
			s += " [" + strings.Join(b.Changed, " ") + "]"
		}
		if b.Fallen {
			s += " ×"
		}
		if len(b.Branches) > 0 {
			s += " (" + sketch(b.Branches) + ")"
		}
		out = append(out, s)
	}
	return strings.Join(out, ", ")
}

func TestClaimWithout(t *testing.T) {
	r, _ := damRoom(t)
	var m Claim
	r.getJSON("/claim/"+damClaim+".json?without=1", &m)
	if got, want := sketch(m.Origins[0].Branches), "Tarn Press says × (Hill Post copies same ×, Vale Post copies same ×, Sea Post copies same ×, Mill Gazette cites [figure] ×), Lake News says"; got != want {
		t.Errorf("tree %q, want %q", got, want)
	}
	want := &ClaimWithout{N: 1, Name: "a senior official", Fallen: 5, Left: 2, Count: ClaimInterval{0, 1}}
	if diff := cmp.Diff(want, m.Without); diff != "" {
		t.Error(diff)
	}
	page := r.get("/claim/"+damClaim+"?without=1", http.StatusOK)
	for _, words := range []string{
		"<del>7 reports, 1 to 2 independent origins; 6 go back to one statement.</del>",
		"Without a senior official, 5 reports fall;", "2 reports are left, on 0 to 1 independent origins.",
		`href="/claim/c1?without=2"`, `href="/claim/c1"`, `text-decoration="line-through"`,
	} {
		if !strings.Contains(page, words) {
			t.Errorf("the page lacks %q", words)
		}
	}
	for _, n := range []string{"0", "3", "-1", "x"} {
		r.get("/claim/"+damClaim+"?without="+n, http.StatusBadRequest)
	}
	r.get("/claim/none", http.StatusNotFound)
}

func TestClaimTable(t *testing.T) {
	r, _ := damRoom(t)
	rows, err := csv.NewReader(strings.NewReader(r.get("/claim/"+damClaim+".csv", http.StatusOK))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, row := range rows[1:] {
		got = append(got, strings.Join([]string{row[2], row[3], row[4], row[5], row[7]}, " | "))
	}
	want := []string{
		"Tarn Press | a senior official | reports | 9 | ",
		"Hill Post | a senior official | reports | 9 | ",
		"Vale Post | a senior official | reports | 9 | ",
		"Sea Post | a senior official | reports | 9 | ",
		"Mill Gazette | a senior official | hedges | 11 | ",
		"Lake News | a senior official; not stated | reports; states | 9 | ",
		"Evening Sun | not stated | states | 9 | ",
		"Daily Post |  | denies |  | states",
		"Night Mail |  | silent |  | reports",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	var m Claim
	r.getJSON("/api/v1/claims/"+damClaim, &m)
	if diff := cmp.Diff([]ClaimTally{{"reports", 5}, {"hedges", 1}, {"states", 2}, {"denies", 1}, {"silent", 1}}, m.Tally); diff != "" {
		t.Error(diff)
	}
	var differs []string
	for _, g := range m.Groups {
		for _, row := range g.Rows {
			if row.Differs {
				differs = append(differs, row.Report.Publisher)
			}
		}
	}
	if !slices.Equal(differs, []string{"Mill Gazette"}) {
		t.Errorf("figures differ in %q, want those of the Mill Gazette alone", differs)
	}
}

// TestClaimPage looks for what must stand on the page.
func TestClaimPage(t *testing.T) {
	r, ids := damRoom(t)
	page := r.get("/claim/"+damClaim, http.StatusOK)
	for _, words := range []string{
		"<h1 dir=\"auto\">Nine people died when the dam at Ostby burst</h1>",
		"7 reports, 1 to 2 independent origins; 6 go back to one statement.",
		"is denied by", "Nobody died at Ostby", "the same, with a negation",
		"the official is how the engineer is described", "whoever said it first may be the official",
		"3 copies", "not stated", "no figure",
		`href="/report/` + ids[7] + `#:~:text=nobody%20died%20at%20Ostby"`,
	} {
		if !strings.Contains(page, words) {
			t.Errorf("the page lacks %q", words)
		}
	}
	if strings.Contains(page, " style=") || strings.Contains(page, "ZgotmplZ") {
		t.Error("the page has an inline style, or something that its template refused")
	}
}

func TestClaimGraph(t *testing.T) {
	_, ids := damRoom(t)
	c := damLinks(ids).Claims[0]
	g := graphOf(c)
	var stacked int
	kinds := map[string]int{}
	for _, n := range g.Nodes {
		if n.Origin == 0 && n.Copies > 1 {
			stacked = n.Copies
		}
	}
	for _, e := range g.Edges {
		kinds[e.Kind]++
	}
	if stacked != 3 {
		t.Errorf("a stack of %d copies, want 3", stacked)
	}
	// The official and nobody lead to reports without a name: four links; three
	// copies are one; the Mill Gazette says whom it has it from.
	if diff := cmp.Diff(map[string]int{"unnamed": 4, "found": 1, "said": 1}, kinds); diff != "" {
		t.Error(diff)
	}
	if n := len(g.Nodes); n != 7 {
		t.Errorf("%d nodes, want 2 origins, 4 reports and a stack", n)
	}
}

// TestClaimHedge: a report that states what it has from a guarded one drops the hedge.
func TestClaimHedge(t *testing.T) {
	for _, c := range []struct {
		above, below link.Stance
		want         string
	}{
		{link.Hedges, link.States, "A says (B copies [hedge])"},
		{link.Hedges, link.Hedges, "A says (B copies)"},
		{link.Hedges, link.Reports, "A says (B copies)"},
		{link.States, link.States, "A says (B copies)"},
	} {
		claim := link.Claim{Origins: []link.Origin{{Kind: "person", Name: "Petra Lunde"}}, Carriers: []link.Carrier{
			{Report: "A", Stance: c.above, Rests: []int{0}, Place: link.Place{Words: "the dam may burst"}},
			{Report: "B", Stance: c.below, Rests: []int{0}, Place: link.Place{Words: "the dam will burst"}, Path: []link.Step{{Report: "A", Why: "copies"}}},
		}}
		b := claimBuilder{claim: claim, reports: map[string]ClaimReport{"A": {Publisher: "A"}, "B": {Publisher: "B"}}}
		if got := sketch(b.build(-1).Origins[0].Branches); got != c.want {
			t.Errorf("%s, %s: %s, want %s", c.above, c.below, got, c.want)
		}
	}
}

func TestClaimRing(t *testing.T) {
	r, ids := damRoom(t)
	c := damLinks(ids).Claims[0]
	step := func(to int) []link.Step { return []link.Step{{Report: ids[to], Why: "cites"}} }
	c.Origins = c.Origins[1:]
	c.Relations = nil
	c.Carriers = c.Carriers[:3]
	for i := range c.Carriers {
		c.Carriers[i].Rests, c.Carriers[i].Path = []int{0}, step((i+1)%3)
	}
	c.Cycles = [][]string{ids[:3]}
	if err := r.store.Link(context.Background(), "k", link.Links{Claims: []link.Claim{c}}); err != nil {
		t.Fatal(err)
	}
	page := r.get("/claim/"+damClaim, http.StatusOK)
	if got := between(page, "A ring:", "</p>"); got != "Tarn Press cites Hill Post cites Vale Post cites Tarn Press. Whoever said it first stands in none of them." {
		t.Errorf("the ring is told as %q", got)
	}
	ring := 0
	for _, e := range graphOf(c).Edges {
		if e.Ring {
			ring++
		}
	}
	if ring != 3 {
		t.Errorf("%d links of the ring are drawn, want 3", ring)
	}
}

// between is the text of a page between two marks, without tags.
func between(page, from, to string) string {
	_, rest, _ := strings.Cut(page, from)
	text, _, _ := strings.Cut(rest, to)
	var out strings.Builder
	tag := false
	for _, c := range text {
		switch {
		case c == '<':
			tag = true
		case c == '>':
			tag = false
		case !tag:
			out.WriteRune(c)
		}
	}
	return strings.Join(strings.Fields(out.String()), " ")
}

func TestClaimHostile(t *testing.T) {
	const evil = `<script>alert(1)</script>"><img src=x onerror=alert(1)> javascript:alert(1) {{.}} </svg><blink>`
	r := newRoom(t)
	ids := r.add(archivetest.Story{Publisher: evil, Published: "2029-03-01", Title: evil, Text: evil})
	why := []link.Reason{{Rule: evil, Text: evil, Evidence: []link.Place{{Report: ids[0], Words: evil}}}}
	source := link.Source{Actor: -1, Name: evil, Words: evil, Naming: evil}
	c := link.Claim{
		ID: "c1", Sentence: evil, First: ids[0], Count: link.Interval{Least: 1, Most: 1}, Merges: why, Doubts: why, Cycles: [][]string{{ids[0]}},
		Origins: []link.Origin{{Kind: evil, Name: evil, Words: evil, Naming: evil, Identity: evil, Reports: ids}},
		Carriers: []link.Carrier{{
			Report: ids[0], Place: link.Place{Report: ids[0], Words: evil}, Stance: link.Stance(evil), Rests: []int{0},
			Path: []link.Step{{Source: link.Source{Actor: -1, Name: "b" + evil}}, {Source: source, Why: evil}}, Why: why, Figures: []link.Figure{{Kind: evil, Unit: evil}},
		}},
		Relations: []link.Relation{{Kind: evil, Claim: "c1", Why: why}},
	}
	if err := r.store.Link(context.Background(), "k", link.Links{Claims: []link.Claim{c}}); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/claim/c1", "/claim/c1?without=1", "/claims", "/claims?q=alert"} {
		page := r.get(path, http.StatusOK)
		for _, bad := range []string{"<script>alert", "<img src=x", "<blink>", `"><img`, `href="javascript`, "ZgotmplZ"} {
			if strings.Contains(page, bad) {
				t.Errorf("%s has %q of the report as markup", path, bad)
			}
		}
		if !strings.Contains(page, "&lt;script&gt;alert(1)") {
			t.Errorf("%s does not show the words of the report", path)
		}
	}
}

// TestClaimBare shows claims that lack what claims mostly have.
func TestClaimBare(t *testing.T) {
	r := newRoom(t)
	claims := []link.Claim{
		{ID: "nothing"},
		{ID: "gone", Sentence: "The dam burst", First: "r0", Cycles: [][]string{{}},
			Origins:   []link.Origin{{}},
			Carriers:  []link.Carrier{{Report: "r0", Rests: []int{0}}, {Report: "r0"}},
			Relations: []link.Relation{{Kind: "denies", Claim: "none"}},
		},
	}
	if err := r.store.Link(context.Background(), "k", link.Links{Claims: claims}); err != nil {
		t.Fatal(err)
	}
	if page := r.get("/claim/nothing", http.StatusOK); !strings.Contains(page, "No report tells it as so.") {
		t.Error("a claim of no report does not say so")
	}
	if page := r.get("/claim/gone?without=1", http.StatusOK); !strings.Contains(page, "nothing is left.") || !strings.Contains(page, `href="/report/r0"`) {
		t.Error("a report that is gone does not fall under its ID")
	}
	var m Claims
	r.getJSON("/claims.json", &m)
	if len(m.Claims) != 2 {
		t.Errorf("%d claims in the list, want 2", len(m.Claims))
	}
}

// TestClaimGraphAny draws claims of any shape: boxes stand apart, words stay in
// their boxes, and links lead to the right unless they close a ring.
func TestClaimGraphAny(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := anyClaim(t)
		g := graphOf(c)
		for i, a := range g.Nodes {
			if a.X < 0 || a.Y < 0 || a.X+a.W > g.Width || a.bottom() > g.Height {
				t.Fatalf("box %d at %d %d sticks out of %d x %d", i, a.X, a.Y, g.Width, g.Height)
			}
			for j, b := range g.Nodes[:i] {
				if a.X < b.X+b.W && b.X < a.X+a.W && a.Y < b.bottom() && b.Y < a.bottom() {
					t.Fatalf("boxes %d and %d overlap", j, i)
				}
			}
			for _, l := range a.Lines {
				size := noteSize
				if l.Head {
					size = headSize
				}
				if l.X < a.X || float64(l.X)+textWidth(l.Text, size) > float64(a.X+a.W) || l.Y < a.Y || l.Y > a.bottom() {
					t.Fatalf("%q leaves its box", l.Text)
				}
			}
		}
		in := map[string]bool{}
		for _, e := range g.Edges {
			if key := fmt.Sprint(e.From, e.To, e.Kind); in[key] {
				t.Fatalf("link %s is drawn twice", key)
			} else {
				in[key] = true
			}
		}
		shown := 0
		for _, n := range g.Nodes {
			if n.Origin == 0 {
				shown += n.Copies
			}
		}
		if want := len(c.Reports()); shown != want {
			t.Fatalf("%d reports are drawn, want %d", shown, want)
		}
	})
}

func graphOf(c link.Claim) claimGraph {
	b := claimBuilder{claim: c, reports: map[string]ClaimReport{}}
	for _, id := range c.Reports() {
		b.reports[id] = ClaimReport{ID: id, Publisher: "The " + id + " Post and Advertiser"}
	}
	return b.build(-1).Graph
}

// anyClaim is a claim whose reports rest on any others and on any origins.
func anyClaim(t *rapid.T) link.Claim {
	var c link.Claim
	origins := rapid.IntRange(1, 4).Draw(t, "origins")
	for i := range origins {
		c.Origins = append(c.Origins, link.Origin{Kind: "person", Name: rapid.SampledFrom([]string{"", "Petra Lunde", "somebody with a very long name and a still longer office in Ostby and Tarn", "王小明王小明王小明王小明王小明王小明王小明王小明王小明王小明"}).Draw(t, fmt.Sprint("name", i))})
	}
	reports := rapid.IntRange(1, 12).Draw(t, "reports")
	report := rapid.IntRange(0, reports-1)
	seen := map[string]bool{}
	for i := range reports {
		for k := range rapid.IntRange(1, 2).Draw(t, "carriers") {
			id := fmt.Sprint("r", i)
			o := rapid.IntRange(0, origins-1).Draw(t, "origin")
			c.Carriers = append(c.Carriers, link.Carrier{
				Report: id, Stance: link.Reports, Rests: []int{o}, Place: link.Place{Report: id, Words: "the dam burst"},
				Path: []link.Step{{Report: fmt.Sprint("r", report.Draw(t, "rests on")), Why: rapid.SampledFrom([]string{"copies", "cites", "repeats"}).Draw(t, "why")}},
			})
			if key := fmt.Sprint(id, o); k == 0 || !seen[key] {
				seen[key] = true
				c.Origins[o].Reports = append(c.Origins[o].Reports, id)
			}
		}
	}
	if n := rapid.IntRange(0, reports).Draw(t, "ring"); n > 1 {
		var ring []string
		for i := range n {
			ring = append(ring, fmt.Sprint("r", i))
		}
		c.Cycles = [][]string{ring}
	}
	return c
}

func TestClaims(t *testing.T) {
	r, _ := damRoom(t)
	var m Claims
	r.getJSON("/api/v1/claims?limit=1", &m)
	if len(m.Claims) != 1 || m.Claims[0].ID != damClaim || m.Next == "" {
		t.Fatalf("the first page has %+v and goes on at %q", m.Claims, m.Next)
	}
	if !slices.Equal(m.Claims[0].Against, []ClaimStance{"denies"}) {
		t.Errorf("against it: %q, want a denial", m.Claims[0].Against)
	}
	var next Claims
	r.getJSON(m.Next, &next)
	if len(next.Claims) != 1 || next.Claims[0].ID != "c2" || next.Next != "" {
		t.Errorf("the second page has %+v and goes on at %q", next.Claims, next.Next)
	}
	var found Claims
	r.getJSON("/claims.json?q=nobody", &found)
	if len(found.Claims) != 1 || found.Claims[0].ID != "c2" {
		t.Errorf("nobody finds %+v, want the denial", found.Claims)
	}
	page := r.get("/claims", http.StatusOK)
	for _, words := range []string{"7 reports", "1 to 2 independent origins", "denied", "2 reports", "1 independent origin"} {
		if !strings.Contains(page, words) {
			t.Errorf("the list lacks %q", words)
		}
	}
	if page := r.get("/claims?q=volcano", http.StatusOK); !strings.Contains(page, "No claim holds these words.") {
		t.Error("an empty list does not say so")
	}
}

// TestClaimCopies folds up many copies and leaves few as they are.
func TestClaimCopies(t *testing.T) {
	copied := ClaimBranch{How: "copies", Same: true}
	other := ClaimBranch{How: "cites"}
	few := ClaimBranches{other, copied, copied}
	many := append(ClaimBranches{other}, slices.Repeat(ClaimBranches{copied}, manyCopies)...)
	if len(few.Copies()) != 0 || len(few.Apart()) != 3 || len(many.Copies()) != manyCopies || len(many.Apart()) != 1 {
		t.Errorf("few: %d and %d, many: %d and %d", len(few.Copies()), len(few.Apart()), len(many.Copies()), len(many.Apart()))
	}
}

// TestClaimWords: what linking may say has words.
func TestClaimWords(t *testing.T) {
	b, err := files.ReadFile("words.tsv")
	if err != nil {
		t.Fatal(err)
	}
	words, err := parseWords(string(b))
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, s := range []link.Stance{link.States, link.Reports, link.Hedges, link.Doubts, link.Denies, link.Corrects, "silent", "?"} {
		keys = append(keys, ClaimStance(s).Key())
	}
	for _, kind := range []string{"denies", "corrects", "updates", "hardens", "denied", "corrected", "updated", "hardened", "?"} {
		keys = append(keys, ClaimRelated{Kind: kind}.KindKey())
	}
	for _, kind := range []string{"person", "organization", "document", "outlet", "unstated", "?"} {
		keys = append(keys, ClaimOrigin{Kind: kind}.About())
	}
	for _, naming := range []string{"described", "bare"} {
		keys = append(keys, ClaimOrigin{Naming: naming}.NamingKey())
	}
	for _, how := range []string{"copies", "credits", "cites", "repeats", "says", "nobody", "?"} {
		keys = append(keys, ClaimBranch{How: how}.HowKey())
	}
	for _, k := range keys {
		if words[k] == "" {
			t.Errorf("no words for %q", k)
		}
	}
}

func TestClaimNumber(t *testing.T) {
	for v, want := range map[float64]string{0: "0", 9: "9", 999: "999", 1000: "1,000", 400e6: "400,000,000", -1234.5: "-1,234.5", 0.25: "0.25"} {
		if got := claimNumber(v); got != want {
			t.Errorf("%v: %q, want %q", v, got, want)
		}
	}
}

// wideClaim rests on one agency, and n reports on that, half of them word for word.
func wideClaim(ids []string, words string) link.Claim {
	c := link.Claim{ID: "wide", Sentence: words, First: ids[0], Count: link.Interval{Least: 1, Most: 1}, Origins: []link.Origin{{Kind: "person", Name: "Petra Lunde", Naming: "named", Reports: ids}}}
	for i, id := range ids {
		k := link.Carrier{Report: id, Stance: link.States, Rests: []int{0}, Place: link.Place{Report: id, Words: words}}
		if i > 0 {
			k.Path = []link.Step{{Report: ids[0], Why: "copies"}}
		}
		if i%2 == 1 {
			k.Path[0].Why, k.Place.Words = "cites", fmt.Sprint(words, ", in other words ", i)
		}
		c.Carriers = append(c.Carriers, k)
	}
	return c
}

// TestClaimWide: a claim that hundreds carry stays one that people can look at.
func TestClaimWide(t *testing.T) {
	var ids []string
	for i := range 301 {
		ids = append(ids, fmt.Sprint("r", i))
	}
	g := graphOf(wideClaim(ids, "the dam burst"))
	var stacks []int
	for _, n := range g.Nodes {
		if n.Origin == 0 && n.Copies > 1 {
			stacks = append(stacks, n.Copies)
		}
	}
	if slices.Sort(stacks); !slices.Equal(stacks, []int{150, 150}) {
		t.Errorf("stacks of %v, want one of 150 copies and one of 150 others", stacks)
	}
}

// wideRoom has a claim that n reports carry, all from one source by way of one report.
func wideRoom(t testing.TB, n int, with ...func(*Options)) (room, []string) {
	r := newRoom(t, with...)
	var stories []archivetest.Story
	for i := range n {
		stories = append(stories, archivetest.Story{Publisher: fmt.Sprint("Post ", i), Published: "2029-03-01", Title: fmt.Sprint("The dam ", i), Text: fmt.Sprint(damWords, i)})
	}
	ids := r.add(stories...)
	if err := r.store.Link(context.Background(), "k", link.Links{Claims: []link.Claim{wideClaim(ids, damWords)}}); err != nil {
		t.Fatal(err)
	}
	return r, ids
}

// TestClaimPages: each report stands on one page of the table, and in the tree of that
// page, under what it rests on; what is said of the claim as a whole is on all alike.
func TestClaimPages(t *testing.T) {
	r, ids := wideRoom(t, 230)
	var first Claim
	rows, trees, pages := map[string]int{}, map[string]int{}, 0
	for at := "/api/v1/claims/wide"; at != ""; pages++ {
		var m Claim
		r.getJSON(at, &m)
		if pages == 0 {
			first = m
		}
		if m.Headline != first.Headline || m.Reports != len(ids) || m.Rows != len(ids) || m.Groups[0].Reports != len(ids) || m.Longest != 2 || !slices.Equal(m.Tally, first.Tally) {
			t.Errorf("page %d: %s, %d reports, %d rows, tally %v", pages+1, m.Headline, m.Reports, m.Rows, m.Tally)
		}
		if m.From != 1+100*pages || m.To() != min(100*(pages+1), len(ids)) {
			t.Errorf("page %d: reports %d to %d", pages+1, m.From, m.To())
		}
		for _, g := range m.Groups {
			for _, row := range g.Rows {
				rows[row.Report.ID]++
			}
		}
		root := m.Origins[0].Branches[0]
		if root.Report.ID != ids[0] || root.Above != (pages > 0) {
			t.Errorf("page %d: the tree begins with %s", pages+1, root.Report.Publisher)
		}
		for _, b := range append(root.Branches, root) {
			if !b.Above {
				trees[b.Report.ID]++
			}
		}
		at = m.Next
	}
	if pages != 3 || len(rows) != len(ids) || len(trees) != len(ids) {
		t.Errorf("%d pages with %d rows and %d branches, want 3, %d, %d", pages, len(rows), len(trees), len(ids), len(ids))
	}
	for id := range rows {
		if rows[id] != 1 || trees[id] != 1 {
			t.Errorf("%s stands in %d rows and %d branches", id, rows[id], trees[id])
		}
	}
	page := r.get("/claim/wide", http.StatusOK)
	for _, words := range []string{"reports 1 to 100 of 230", `rel="next" href="/claim/wide?after=`} {
		if strings.Count(page, words) < 2 {
			t.Errorf("the page lacks %q at its tree or its table", words)
		}
	}
	w := r.request(http.MethodGet, "/claim/wide.csv?limit=7", func(*http.Request) {})
	if n := strings.Count(w.Body.String(), "\n"); n != 8 || !strings.Contains(w.Header().Get("Link"), "</claim/wide.csv?after="+ids[6]) {
		t.Errorf("%d lines, the next part at %q", n, w.Header().Get("Link"))
	}
	r.get("/claim/wide?after=nowhere", http.StatusBadRequest)
}

// TestClaimGraphBounded: a drawing has few boxes, whatever the claim, and tells of the
// rest.
func TestClaimGraphBounded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 400).Draw(t, "reports")
		origins := rapid.IntRange(1, 150).Draw(t, "origins")
		c := link.Claim{Origins: make([]link.Origin, origins)}
		for i := range n {
			id := fmt.Sprint("r", i)
			o := rapid.IntRange(0, origins-1).Draw(t, "origin")
			k := link.Carrier{Report: id, Stance: link.Reports, Rests: []int{o}, Place: link.Place{Report: id, Words: fmt.Sprint("words ", i)}}
			if on := rapid.IntRange(-1, i-1).Draw(t, "on"); on >= 0 {
				k.Path = []link.Step{{Report: fmt.Sprint("r", on), Why: "cites"}}
			}
			c.Carriers = append(c.Carriers, k)
			c.Origins[o].Reports = append(c.Origins[o].Reports, id)
		}
		g := graphOf(c)
		drawn, sources := g.Resting, g.LeftOut
		for _, b := range g.Nodes {
			if b.Origin > 0 {
				sources++
			} else {
				drawn += b.Copies
			}
		}
		if len(g.Nodes) > mostBoxes || drawn != n || sources != origins {
			t.Fatalf("%d boxes for %d of %d reports and %d of %d origins", len(g.Nodes), drawn, n, sources, origins)
		}
	})
}

// TestClaimDecided: the page of a claim takes decisions, and tells of them.
func TestClaimDecided(t *testing.T) {
	reader := &fakeReader{}
	r := newRoom(t, reading(reader))
	var stories []archivetest.Story
	for i, o := range damOutlets {
		stories = append(stories, archivetest.Story{Publisher: o, Published: fmt.Sprintf("2029-03-%02d", i+1), Title: o, Text: o + ": " + damWords + "."})
	}
	ids := r.add(stories...)
	links := damLinks(ids)
	put := func() {
		if err := r.store.Link(context.Background(), "k", links); err != nil {
			t.Fatal(err)
		}
	}
	put()
	page := r.get("/claim/"+damClaim, http.StatusOK)
	finding := "c." + damClaim + "." + ids[7] + ".12" // the denial
	if !strings.Contains(page, `form="apart" name="finding" value="`+finding+`"`) {
		t.Fatal("the denial cannot be taken out of the claim")
	}
	at := r.decideOn(finding, "different", "back", "claim "+damClaim)
	if want := "/claim/" + damClaim + "?last=" + ids[7] + ".1"; at != want || reader.links != 1 {
		t.Fatalf("goes on at %s, want %s; linked %d times", at, want, reader.links)
	}
	if page := r.get(at, http.StatusOK); !strings.Contains(page, "Found not to be about the claim:") || !strings.Contains(page, "nobody died at Ostby") {
		t.Error("the page does not say what was decided")
	}
	r.decideOn("m."+damClaim, "same", "other", "http://localhost/claim/c2?without=1#tree", "back", "claim "+damClaim)
	list, err := r.store.Decisions(context.Background(), "", archive.Page{})
	if err != nil || len(list.Items) != 2 {
		t.Fatal(list, err)
	}
	d := list.Items[1]
	if d.Kind != "claims" || d.Verdict != archive.Same || d.Places[0].Report != ids[0] || d.Places[1].Report != ids[7] || d.Value != `["Nine people died when the dam at Ostby burst","Nobody died at Ostby"]` {
		t.Errorf("decision %+v", d)
	}
	links.Claims[0].Ruled = []link.Reason{{Rule: "person", Text: "a person took words out", Decision: 1, Evidence: list.Items[0].Places[1:]}, {Rule: "person", Text: "gone meanwhile", Decision: 9}}
	put()
	var m Claim
	r.getJSON("/api/v1/claims/"+damClaim, &m)
	if len(m.Ruled) != 1 || m.Ruled[0].Decision != ids[7]+".1" || m.Ruled[0].Text != "a person took words out" {
		t.Errorf("decided: %+v", m.Ruled)
	}
	page = r.get("/claim/"+damClaim, http.StatusOK)
	if !strings.Contains(page, `form="takeback" name="decision" value="`+ids[7]+`.1"`) {
		t.Error("the decision cannot be taken back on the page")
	}
	links.Claims[0].ID = "c3" // other reports have come
	put()
	if r.getJSON("/claim/"+damClaim+".json?last="+ids[7]+".1", &m); m.ID != "c3" {
		t.Errorf("after the decision the page is that of claim %s, want c3", m.ID)
	}
	r.get("/claim/"+damClaim, http.StatusNotFound)
	links.Claims[0].ID = damClaim
	put()
	for _, other := range []string{damClaim, "none", ""} {
		if w := r.post("/review", url.Values{"finding": {"m." + damClaim}, "other": {other}, "verdict": {"same"}}); w.Code != http.StatusBadRequest {
			t.Errorf("%q: %d, want 400", other, w.Code)
		}
	}
}

func BenchmarkClaimPage(b *testing.B) {
	for _, n := range []int{9, 300, 5000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			r, _ := wideRoom(b, n)
			for b.Loop() {
				r.get("/claim/wide", http.StatusOK)
			}
		})
	}
}
