package demo

import (
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

func lineage(t *testing.T) Collection {
	t.Helper()
	c, err := Lineage()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

var (
	unseen = regexp.MustCompile(`(?s)<head>.*?</head>|<(header|footer|aside)>.*?</(header|footer|aside)>`)
	markup = regexp.MustCompile(`<[^>]*>`)
)

// visible is the text of a report as a reader sees it, without a page's frame.
func visible(r Report) string {
	text := string(r.Data)
	if r.MediaType == "text/html" {
		text = markup.ReplaceAllString(unseen.ReplaceAllString(text, " "), " ")
	}
	return text
}

func byID(c Collection, id string) Report { return c.Reports[at(c.Reports, id)] }

// named tells whether the text has one of the outlet's names.
func (o Outlet) named(text string) bool {
	return slices.ContainsFunc(append([]string{o.Name}, o.Aliases...), func(n string) bool { return strings.Contains(text, n) })
}

func TestEveryFileIsOneReport(t *testing.T) {
	listed := map[string]bool{}
	for _, r := range Reports() {
		if listed[r.File] {
			t.Errorf("%s is listed twice", r.File)
		}
		listed[r.File] = true
		if !strings.HasPrefix(r.File, r.ID+"-"+r.Outlet+"-") {
			t.Errorf("%s: want a name that begins with %s-%s-", r.File, r.ID, r.Outlet)
		}
	}
	names, err := fs.Glob(files, "reports/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if !listed[strings.TrimPrefix(name, "reports/")] {
			t.Errorf("%s is not in the lineage", name)
		}
	}
}

func TestSize(t *testing.T) {
	c := lineage(t)
	outlets, wires, pages := map[string]bool{}, 0, 0
	for _, r := range c.Reports {
		outlets[r.Outlet] = true
		if r.MediaType == "text/html" {
			pages++
		}
		if n := len(strings.Fields(visible(r))); n < 400 || n > 900 {
			t.Errorf("%s has %d words, want 400 to 900", r.File, n)
		}
	}
	for _, o := range c.Outlets {
		if !outlets[o.ID] {
			t.Errorf("%s has no report", o.ID)
		}
		if o.Kind == "wire" {
			wires++
		}
	}
	if len(c.Reports) < 26 || len(outlets) < 9 || wires < 2 || pages < 4 || len(c.Claims) < 18 {
		t.Errorf("%d reports, %d outlets, %d wires, %d pages, %d claims", len(c.Reports), len(outlets), wires, pages, len(c.Claims))
	}
}

// A report prints its own date and its outlet's name near the top, and a page
// says both in its metadata.
func TestDates(t *testing.T) {
	var first, last time.Time
	for _, r := range Reports() {
		day, err := time.Parse(time.RFC3339, r.Published)
		if err != nil {
			t.Fatal(err)
		}
		if first.IsZero() {
			first = day
		}
		last = day
		text := visible(r)
		head := text[:min(500, len(text))]
		if !strings.Contains(head, day.Format("2 January 2006")) && !strings.Contains(head, day.Format("January 2, 2006")) {
			t.Errorf("%s does not print its date, %s", r.File, r.Published)
		}
		if r.MediaType == "text/plain" && !strings.Contains(head, r.Publisher) {
			t.Errorf("%s does not print its outlet's name", r.File)
		}
		if r.MediaType != "text/html" {
			continue
		}
		for _, want := range []string{
			`<meta property="og:site_name" content="` + r.Publisher + `">`,
			`<meta property="article:published_time" content="` + r.Published + `">`,
			`<time datetime="` + r.Published + `">`,
		} {
			if !strings.Contains(string(r.Data), want) {
				t.Errorf("%s has no %s", r.File, want)
			}
		}
	}
	if days := last.Sub(first).Hours() / 24; days < 18 || days > 24 {
		t.Errorf("the reports span %.0f days, want about three weeks", days)
	}
}

func TestWordsStandInTheirReports(t *testing.T) {
	c := lineage(t)
	for _, k := range c.Claims {
		for _, p := range k.Carried {
			if !strings.Contains(visible(byID(c, p.Report)), p.Words) {
				t.Errorf("%s: report %s does not say %q", k.ID, p.Report, p.Words)
			}
		}
	}
}

// What a copy or a rewrite keeps word for word, it carries as well.
func TestCopiesCarryWhatTheyKeep(t *testing.T) {
	c := lineage(t)
	texts := make([]string, len(c.Reports))
	for i, r := range c.Reports {
		texts[i] = visible(r)
	}
	for _, k := range c.Claims {
		for _, p := range k.Carried {
			for i, r := range c.Reports {
				if p.Report == r.ID || !strings.Contains(texts[i], p.Words) {
					continue
				}
				if !slices.ContainsFunc(k.Carried, func(q Carrier) bool { return q.Report == r.ID }) {
					t.Errorf("%s: report %s says %q as %s does, but does not carry the claim", k.ID, r.ID, p.Words, p.Report)
				}
			}
		}
	}
}

// A chain's links stand in the report: an actor's or an outlet's by any of its
// names, a description word for word but for the case of its letters.
func TestChainsArePrinted(t *testing.T) {
	c := lineage(t)
	names := map[string][]string{}
	for _, a := range c.Actors {
		names[a.Name] = append([]string{a.Name}, a.Aliases...)
	}
	for _, o := range c.Outlets {
		names[o.Name] = append([]string{o.Name}, o.Aliases...)
	}
	for _, k := range c.Claims {
		for _, p := range k.Carried {
			text := strings.ToLower(visible(byID(c, p.Report)))
			for _, source := range slices.Concat(p.Chain...) {
				forms := append(names[source], source)
				if !slices.ContainsFunc(forms, func(n string) bool { return strings.Contains(text, strings.ToLower(n)) }) {
					t.Errorf("%s: report %s does not print %q", k.ID, p.Report, source)
				}
			}
		}
	}
}

// A report that carries a denial carries what is denied, as denied.
func TestDenialsAreToldOnBothSides(t *testing.T) {
	c := lineage(t)
	denials := 0
	for _, k := range c.Claims {
		if k.Denies == "" {
			continue
		}
		denials++
		denied := c.Claims[at(c.Claims, k.Denies)]
		for _, p := range k.Carried {
			if !slices.ContainsFunc(denied.Carried, func(q Carrier) bool { return q.Report == p.Report && q.Stance == Denies }) {
				t.Errorf("report %s carries %s, but not %s as denied", p.Report, k.ID, denied.ID)
			}
		}
	}
	if denials == 0 {
		t.Error("no claim denies another")
	}
}

// runs are the runs of six words in a text.
func runs(text string) map[string]bool {
	set := map[string]bool{}
	f := strings.Fields(text)
	for i := 0; i+6 <= len(f); i++ {
		set[strings.Join(f[i:i+6], " ")] = true
	}
	return set
}

// shared is how many of a's runs are in b too, from 0 to 1.
func shared(a, b map[string]bool) float64 {
	n := 0
	for run := range a {
		if b[run] {
			n++
		}
	}
	return float64(n) / float64(max(1, len(a)))
}

// How much of its runs each form of copy or rewrite shares with what it is made
// of.
var formShares = map[string][2]float64{
	"copy whole":     {0.9, 1},
	"copy shortened": {0.85, 1},
	"rewrite light":  {0.1, 0.7},
	"rewrite free":   {0, 0.1},
}

func TestMakings(t *testing.T) {
	c := lineage(t)
	found := map[string]bool{}
	for _, r := range c.Reports {
		for _, m := range r.Made {
			if m.How != Copy && m.How != Rewrite {
				continue
			}
			root := byID(c, m.Of)
			form := string(m.How) + " " + m.Form
			want, ok := formShares[form]
			if !ok {
				t.Errorf("report %s: no form %q", r.ID, form)
			}
			if s := shared(runs(visible(r)), runs(visible(root))); s < want[0] || s > want[1] {
				t.Errorf("report %s, a %s of %s, shares %.2f of its runs with it; want %v", r.ID, form, m.Of, s, want)
			}
			outlet := c.Outlets[at(c.Outlets, root.Outlet)]
			if credit := outlet.named(visible(r)) || strings.Contains(visible(r), "told a local newspaper"); credit != m.Credited {
				t.Errorf("report %s names %s: %v, credited: %v", r.ID, outlet.Name, credit, m.Credited)
			}
			found[form] = true
			found[fmt.Sprint(m.How, " credited ", m.Credited)] = true
		}
	}
	for _, want := range []string{"copy whole", "copy shortened", "rewrite light", "rewrite free", "copy credited true", "copy credited false"} {
		if !found[want] {
			t.Errorf("no %s", want)
		}
	}
}

func TestGroups(t *testing.T) {
	var got []string
	for _, g := range lineage(t).Groups() {
		got = append(got, g.Root+": "+strings.Join(g.Members, " "))
	}
	want := []string{"01: 03 04", "06: 08 09", "07: 10", "11: 13", "12: 13", "22: 23", "24: 25", "28: 29", "33: 34"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Reports of which neither is made of the other share no long stretches: a
// chance copy would make the lineage false.
func TestNoOtherCopies(t *testing.T) {
	c := lineage(t)
	kin := map[[2]string]bool{}
	for _, g := range c.Groups() {
		all := append([]string{g.Root}, g.Members...)
		for _, a := range all {
			for _, b := range all {
				kin[[2]string{a, b}] = true
			}
		}
	}
	var sets []map[string]bool
	for i, a := range c.Reports {
		sets = append(sets, runs(visible(a)))
		for j, b := range c.Reports[:i] {
			if s := shared(sets[i], sets[j]); s > 0.06 && !kin[[2]string{a.ID, b.ID}] {
				t.Errorf("reports %s and %s share %.2f", b.ID, a.ID, s)
			}
		}
	}
}

// Each shape is there, and is what it says.
func TestShapes(t *testing.T) {
	c := lineage(t)
	stance := func(k Claim, s Stance) int {
		return len(slices.DeleteFunc(slices.Clone(k.Carried), func(p Carrier) bool { return p.Stance != s }))
	}
	links := func(k Claim) map[string]bool {
		m := map[string]bool{}
		for _, p := range k.Carried {
			if len(p.Chain) > 0 && p.Stance != Denies && p.Stance != Doubts {
				m[p.Chain[len(p.Chain)-1][0]] = true
			}
		}
		return m
	}
	// cites tells whether report a is made of b, or cites b's outlet.
	cites := func(a, b string) bool {
		return slices.ContainsFunc(byID(c, a).Made, func(m Making) bool {
			return m.Of != "" && (m.Of == b || m.Of == byID(c, b).Outlet)
		})
	}
	holds := map[Shape]func(Claim) bool{
		TwoWitnesses: func(k Claim) bool { return k.Origins == 2 && k.Knowable == Interval{2, 2} && k.Who[0].Kind == "person" },
		Denied:       func(k Claim) bool { return k.Kind == "denial" },
		Correction: func(k Claim) bool {
			wrong := c.Claims[at(c.Claims, k.Corrects)]
			return wrong.Updates != "" && stance(wrong, Corrects) >= 2
		},
		Uncorrected: func(k Claim) bool {
			late := 0
			for _, o := range c.Claims {
				if o.Corrects != k.ID {
					continue
				}
				for _, p := range k.Carried {
					r := byID(c, p.Report)
					if r.Outlet == k.Uncorrected && p.Stance == States && r.ID > o.First {
						late++
					}
				}
			}
			return late >= 2
		},
		Choir:      func(k Claim) bool { return k.Origins == 1 && len(links(k)) >= 6 && len(k.Carried) >= 12 },
		MaybeTwo:   func(k Claim) bool { return k.Origins == 1 && k.Knowable == Interval{1, 2} && stance(k, Tells) == 2 },
		Document:   func(k Claim) bool { return k.Who[0].Kind == "document" },
		Unstated:   func(k Claim) bool { return k.Who[0].Kind == "unstated" && stance(k, Hedges) >= 5 },
		PlanAsFact: func(k Claim) bool { return k.Hardens != "" && stance(k, States) > 0 && stance(k, Denies) > 0 },
		HatTip: func(k Claim) bool {
			for i := 1; i < len(k.HatTip); i++ {
				if !cites(k.HatTip[i-1], k.HatTip[i]) {
					return false
				}
			}
			return len(k.HatTip) >= 3 && k.HatTip[len(k.HatTip)-1] == k.First
		},
		Cycle: func(k Claim) bool {
			for i, id := range k.Cycle {
				if !cites(id, k.Cycle[(i+1)%len(k.Cycle)]) {
					return false
				}
			}
			return len(k.Cycle) >= 3 && k.Who[0].Kind == "unstated"
		},
		Background: func(k Claim) bool { return k.Kind == "background" && len(k.Carried) >= 10 },
		RoleChange: func(k Claim) bool {
			return slices.ContainsFunc(c.Actors, func(a Actor) bool { return len(a.Roles) > 1 && strings.Contains(k.Sentence, a.Name) })
		},
		Namesakes: func(k Claim) bool {
			return slices.ContainsFunc(c.Actors, func(a Actor) bool {
				return a.Kind == "person" && a.Unlike != nil && (strings.Contains(k.Sentence, a.Name) ||
					slices.ContainsFunc(k.Who, func(o Origin) bool { return o.Name == a.Name }))
			})
		},
	}
	found := map[Shape]int{}
	for _, k := range c.Claims {
		for _, s := range k.Shows {
			found[s]++
			if !holds[s](k) {
				t.Errorf("%s does not show %s", k.ID, s)
			}
		}
	}
	for _, s := range shapes {
		if found[s] == 0 {
			t.Errorf("no claim shows %s", s)
		}
	}
}

func TestActorsAreInTheReports(t *testing.T) {
	c := lineage(t)
	var all strings.Builder
	for _, r := range c.Reports {
		all.WriteString(visible(r))
	}
	for _, a := range c.Actors {
		for _, n := range append([]string{a.Name}, a.Aliases...) {
			if !strings.Contains(all.String(), n) {
				t.Errorf("no report says %q", n)
			}
		}
		for _, u := range a.Unlike {
			other := c.Actors[at(c.Actors, u)]
			if !slices.ContainsFunc(a.Aliases, func(n string) bool { return slices.Contains(other.Aliases, n) }) {
				t.Errorf("%s and %s have no name in common", a.ID, u)
			}
		}
	}
}

func TestParseErrors(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"story: 01", `x:1: a block cannot start with "story"`},
		{"outlet: a\n\noutlet", `x:3: want "key: value", got "outlet"`},
		{"outlet: a\ncolour: red", `x:2: an outlet has no "colour"`},
		{"# a remark\nreport: 01\nmade: stolen", `x:3: no way to make a report: "stolen"`},
		{"claim: a\ncarry: 01 | states | words", `x:2: want report, stance, chain and words, got "01 | states | words"`},
		{"actor: a\nrole: mayor", `x:2: want since and role, got "mayor"`},
	} {
		if _, err := parse("x", c.text); err == nil || err.Error() != c.want {
			t.Errorf("%q: got %v, want %s", c.text, err, c.want)
		}
	}
}

func TestCheckErrors(t *testing.T) {
	const outlet = "outlet: a\nname: A\nkind: blog\n\n"
	const report = "report: 01\nfile: f.txt\noutlet: a\npublished: 2029-03-05T08:40:00+01:00\nmade: original\n\n"
	const claim = "claim: c\nsentence: S\nkind: event\norigins: 1\nknowable: 1-1\norigin: person | P\n"
	for _, c := range []struct{ text, want string }{
		{outlet + outlet, "outlet a is there twice"},
		{report, "report 01 is not complete"},
		{outlet + report + report, "report 01 is out of order"},
		{outlet + strings.Replace(report, "original", "cites 02", 1), `report 01 is made of "02", which is no earlier report`},
		{outlet + report + claim + "first: 02\n", `claim c: no report "02"`},
		{outlet + report + claim + "first: 01\n", `claim c: first is "01", but the earliest to carry it is ""`},
		{outlet + report + strings.Replace(claim, "origins: 1", "origins: 2", 1), "claim c: 2 origins, 1 of them listed, {1 1} knowable"},
		{"actor: a\nname: A\nkind: person\nunlike: b\n", `actor a is unlike "b", but not the other way round`},
	} {
		got, err := parse("x", c.text)
		if err != nil {
			t.Fatal(err)
		}
		if err := got.check(); err == nil || err.Error() != c.want {
			t.Errorf("got %v, want %s", err, c.want)
		}
	}
}
