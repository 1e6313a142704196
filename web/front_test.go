package web

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/saysonews/sayso/archive/archivetest"
	"github.com/saysonews/sayso/link"
)

// told is a claim that reports tell as so, each on the origins whose indices it has.
func told(id, sentence string, count link.Interval, reports []string, rests [][]int, origins ...link.Origin) link.Claim {
	c := link.Claim{ID: id, Sentence: sentence, Count: count, Origins: origins}
	for i, r := range reports {
		c.Carriers = append(c.Carriers, link.Carrier{Report: r, Stance: link.Reports, Rests: rests[i]})
		for _, o := range rests[i] {
			c.Origins[o].Reports = append(c.Origins[o].Reports, r)
		}
	}
	return c
}

// outletRoom is a room with a report of each of some outlets.
func outletRoom(t *testing.T, outlets ...string) (room, []string) {
	r := newRoom(t)
	var stories []archivetest.Story
	for i, o := range outlets {
		stories = append(stories, archivetest.Story{Publisher: o, Title: fmt.Sprint(i), Published: fmt.Sprintf("2029-03-%02d", 5+i), Text: fmt.Sprintf("A dam burst, says paper %d.", i)})
	}
	return r, r.add(stories...)
}

func (r room) link(claims ...link.Claim) {
	r.t.Helper()
	if err := r.store.Link(context.Background(), "k", link.Links{Claims: claims}); err != nil {
		r.t.Fatal(err)
	}
}

var (
	once  = link.Interval{Least: 1, Most: 1}
	twice = link.Interval{Least: 1, Most: 2}
)

// TestFront: the claim that most reports have from one origin stands first, whatever
// more is told on several; with who it comes from, who tells it, and a picture.
func TestFront(t *testing.T) {
	r, ids := outletRoom(t, "Alpha", "Beta", "Beta", "<b>Gamma</b>", "Delta")
	one := [][]int{{0}, {0}, {0}, {0}, {0}}
	r.link(
		told("c1", "Five men drowned", twice, ids, [][]int{{0}, {1}, {0, 1}, {0}, {0}}, link.Origin{Kind: "person", Name: "Oswin Tarrant"}, link.Origin{Kind: "person", Name: "Łucja Vey"}),
		told("c2", "“The dam was old,”", once, ids[:4], one, link.Origin{Kind: "document", Words: "a <i>survey</i> of the dam", Naming: "described"}),
		told("c3", "It rained", once, ids[:2], one, link.Origin{Kind: "unstated", Naming: "absent"}),
		told("c5", "It rained.", once, ids[2:4], one, link.Origin{Kind: "unstated", Naming: "absent"}), // reads like c3
		told("c4", "A mayor resigned", once, ids[:1], one, link.Origin{Kind: "person", Name: "Ilva Brandt"}),
	)
	var m Search
	r.getJSON("/search.json", &m)
	if len(m.Claims) != 2 || m.Claims[0].ID != "c2" || m.Claims[1].ID != "c3" {
		t.Fatalf("claims %+v, want c2 and c3", m.Claims)
	}
	c := m.Claims[0]
	if c.Headline != "4 reports, 1 independent origin; all go back to one document." || c.Origin != "a <i>survey</i> of the dam" || !slices.Equal(c.Outlets, []string{"Alpha", "Beta", "<b>Gamma</b>"}) {
		t.Errorf("the first is %+v", c)
	}
	page := r.get("/", 200)
	for _, want := range []string{
		"Many reports, one origin", `>“The dam was old”</a>`, "4 reports, 1 independent origin; all go back to one document.",
		"<bdi>a &lt;i&gt;survey&lt;/i&gt; of the dam</bdi>", "<bdi>&lt;b&gt;Gamma&lt;/b&gt;</bdi>", "<i>no report says who said it first</i>",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	_, pictures, _ := strings.Cut(page, `class="fan"`)
	picture, second, _ := strings.Cut(pictures, `class="fan"`)
	if n, lines, ends := strings.Count(picture, "<circle"), strings.Count(picture, "<path"), strings.Count(picture, "<rect"); n != 4 || lines != 4 || ends != 1 {
		t.Errorf("the picture has %d reports, %d lines and %d origins, want 4, 4 and 1", n, lines, ends)
	}
	if strings.Contains(picture, "fan-end open") || !strings.Contains(second, "fan-end open") {
		t.Error("the origin that nobody states does not look so, or another one does")
	}
	if page := r.get("/?q=dam", 200); strings.Contains(page, "repeated") {
		t.Error("claims stand above what was asked for")
	}
}

// TestFrontFew: where no claim has one origin only, those with most reports an origin.
func TestFrontFew(t *testing.T) {
	r, ids := outletRoom(t, "Alpha", "Beta", "Gamma", "Delta", "Alpha", "Beta", "Gamma")
	person := func(n int) (all []link.Origin) {
		for i := range n {
			all = append(all, link.Origin{Kind: "person", Name: fmt.Sprint("Witness ", i+1)})
		}
		return all
	}
	r.link(
		told("c1", "Five men drowned", link.Interval{Least: 3, Most: 7}, ids, [][]int{{0}, {1}, {2}, {3}, {4}, {5}, {6}}, person(7)...),
		told("c2", "The dam was old", twice, ids[:6], [][]int{{1}, {1}, {0}, {1}, {1}, {1}}, person(2)...),
		told("c3", "Nobody tells it as so", link.Interval{}, ids[:2], [][]int{nil, nil}),
	)
	var m Search
	r.getJSON("/search.json", &m)
	if len(m.Claims) != 2 || m.Claims[0].ID != "c2" || m.Claims[0].Origin != "Witness 2" || m.Claims[1].ID != "c1" {
		t.Fatalf("claims %+v, want c2, mostly from Witness 2, and c1", m.Claims)
	}
	if page := r.get("/", 200); !strings.Contains(page, "Many reports, few origins") || strings.Contains(page, "one origin") {
		t.Error("the page says that there is one origin")
	}
}

// TestFan: a picture stays in its frame, whatever a claim has.
func TestFan(t *testing.T) {
	for _, x := range []struct{ reports, origins int }{{0, 0}, {1, 1}, {2, 2}, {12, 1}, {fanReports, 40}} {
		c := FrontClaim{open: make([]bool, x.origins)}
		for i := range x.reports {
			c.reports, c.rests = append(c.reports, fmt.Sprint(i)), append(c.rests, []int{i % max(x.origins, 1), 0, 0})
		}
		f := c.Fan()
		for _, p := range append(slices.Clone(f.Reports), f.Origins...) {
			if p.EndX() < 0 || p.X+6 > f.Width || p.EndY() < 0 || p.Y+6 > f.Height {
				t.Errorf("%d reports, %d origins: %+v is outside of %d by %d", x.reports, x.origins, p, f.Width, f.Height)
			}
		}
		if len(f.Reports) != x.reports || len(f.Origins) != min(x.origins, fanOrigins) || len(f.Lines) < x.reports {
			t.Errorf("%d reports, %d origins: drawn are %d, %d and %d lines", x.reports, x.origins, len(f.Reports), len(f.Origins), len(f.Lines))
		}
	}
}

// TestFrontUnknown: where few reports tell who published them, nobody is named.
func TestFrontUnknown(t *testing.T) {
	r, ids := outletRoom(t, "Alpha", "", "", "Beta")
	one := [][]int{{0}, {0}, {0}, {0}}
	for n, want := range map[int]int{3: 0, 4: 2} {
		r.link(told("c1", "The dam was old", once, ids[:n], one, link.Origin{Kind: "person", Name: "Łucja Vey"}))
		var m Search
		r.getJSON("/search.json", &m)
		if len(m.Claims) != 1 || len(m.Claims[0].Outlets) != want {
			t.Errorf("of %d reports: %+v, want %d outlets", n, m.Claims, want)
		}
	}
}
