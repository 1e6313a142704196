package browsertest

import (
	"context"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/archive/archivetest"
	"github.com/saysonews/sayso/archive/sqlite"
	"github.com/saysonews/sayso/link"
	"github.com/saysonews/sayso/record"
	"github.com/saysonews/sayso/web"
)

// evil is what a report may hold in every field: markup that runs script, quotes
// that end an attribute, an address of script, template code, and a mark that turns
// the direction of all words behind it.
const evil = `<script>alert(1)</script>"><img src=x onerror=alert(2)>' onfocus=alert(3) javascript:alert(4) {{.}} ` + "\u202e" + ` </title></svg></textarea><blink id=q>evil/?#&amp;%2f..`

// hostileRoom is the address of a room over an archive whose every field is evil.
func hostileRoom(t *testing.T) string {
	t.Helper()
	needBrowser(t)
	ctx := context.Background()
	store, err := sqlite.Open(ctx, filepath.Join(t.TempDir(), "hostile.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	var items []archive.Item
	for _, day := range []string{"2029-03-01", "2029-03-02"} {
		s := archivetest.Story{
			URL: "javascript:alert(5)//" + evil, Publisher: evil, Published: day, Title: evil, Text: day + " explosion " + evil + " said.", Credits: []string{evil},
			Cast: []archivetest.Person{{Name: evil, Aliases: []string{evil + "2"}}}, Places: []archivetest.Place{{Name: evil, Words: []string{evil}}},
			Said:     []archivetest.Said{{By: evil, Naming: "named", Act: evil, Words: evil}, {Naming: "absent", Act: "assert", Words: evil}},
			Happened: []archivetest.Happened{{Type: evil, Words: "explosion", Place: evil, From: day, To: day}, {Words: evil}},
		}
		item := s.Item(day + evil)
		item.Record.Document.Byline = []record.MaybeSpan{{Text: evil}}
		items = append(items, item)
	}
	added, err := store.Add(ctx, items)
	if err != nil {
		t.Fatal(err)
	}
	ids := []string{added[0].ID, added[1].ID}
	if err := store.Link(ctx, "k", evilLinks(ids)); err != nil {
		t.Fatal(err)
	}
	if err := store.Fail(ctx, []archive.Failure{{Input: archive.Input{Name: evil, Hash: "h"}, Cause: evil, Message: evil}}); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Decide(ctx, []archive.Decision{{
		Kind: "statement", Subject: ids[0], Places: []link.Place{{Report: ids[0], Words: evil}}, Verdict: archive.Correct,
		Value: `{"speaker":` + quote(evil) + `,"act":` + quote(evil) + `}`, By: evil, At: archivetest.Day,
	}}); err != nil {
		t.Fatal(err)
	}
	h, err := web.New(web.Options{Store: store, Reader: evilReader{}})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return server.URL
}

func evilLinks(ids []string) link.Links {
	place := link.Place{Report: ids[0], Words: evil}
	why := []link.Reason{{Rule: evil, Text: evil, Evidence: []link.Place{place}}}
	claim := func(id, other string) link.Claim {
		c := link.Claim{
			ID: id, Sentence: evil, First: ids[0], Count: link.Interval{Least: 1, Most: 1}, Merges: why, Doubts: why, Cycles: [][]string{ids},
			Origins:   []link.Origin{{Kind: evil, Name: evil, Words: evil, Naming: evil, Identity: "i1", Reports: ids}},
			Relations: []link.Relation{{Kind: evil, Claim: other, Why: why}},
		}
		for _, report := range ids {
			c.Carriers = append(c.Carriers, link.Carrier{
				Report: report, Place: link.Place{Report: report, Words: evil}, Stance: link.Stance(evil), Rests: []int{0}, Why: why,
				Path:    []link.Step{{Source: link.Source{Actor: -1, Name: "b" + evil}}, {Source: link.Source{Actor: -1, Name: evil, Words: evil, Naming: evil}, Why: evil}},
				Figures: []link.Figure{{Kind: evil, Unit: evil}},
			})
		}
		return c
	}
	a, b := link.Member{Report: ids[0], Actor: "a1"}, link.Member{Report: ids[1], Actor: "a1"}
	identity := func(id string, members ...link.Member) link.Identity {
		return link.Identity{
			ID: id, Name: evil, Aliases: []string{evil}, Kind: evil, Country: evil, Members: members,
			Roles:  []link.DatedRole{{Role: link.Role{Name: evil, Organization: evil}, First: "2029-03-01"}},
			Merges: []link.Merge{{A: a, B: b, Why: why}}, Doubts: []link.Merge{{A: a, B: b, Why: why}},
		}
	}
	return link.Links{
		Claims:     []link.Claim{claim("c1", "c2"), claim("c2", "c1")},
		Identities: []link.Identity{identity("i1", a), identity("i2", b)},
		Copies:     []link.Copy{{From: ids[0], To: ids[1], Share: 1, Back: 1, Kind: "copy", Outlet: evil, Passages: []link.Passage{{Words: evil}}, Why: why}},
	}
}

// evilReader reads nothing, under an evil name.
type evilReader struct{}

func (evilReader) Upload(context.Context, string, []byte) error { return nil }
func (evilReader) Fetch(context.Context, string) error          { return nil }
func (evilReader) Retry(context.Context, string) error          { return nil }
func (evilReader) Link(context.Context) error                   { return nil }
func (evilReader) Progress() web.Progress                       { return web.Progress{Waiting: 1, Current: evil} }

// made are the elements and attributes that the evil words would make.
const made = `[...document.querySelectorAll("img, blink, script:not([src^='/assets/']), [onfocus], [onerror], [style], a[href^='javascript' i], #q:not(input), base, iframe, object, embed")]
  .map((e) => e.outerHTML.slice(0, 120))`

// turned are the places where evil words turn the direction of others: they share a
// block with them, and nothing sets them apart there.
const turned = `(() => {
  const out = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let n = walk.nextNode(); n; n = walk.nextNode()) {
    if (!n.data.includes("\u202e") || n.parentElement.closest("title, option, textarea, desc, svg")) continue;
    let e = n.parentElement, apart = false;
    for (; e && !apart; e = e.parentElement) {
      const style = getComputedStyle(e);
      apart = style.unicodeBidi !== "normal" || e.hasAttribute("dir");
      if (style.display === "inline") continue;
      apart ||= style.display.startsWith("inline-") || e.textContent.trim() === n.data.trim();
      break;
    }
    if (!apart) out.push(n.parentElement.outerHTML.slice(0, 90) + " in " + n.parentElement.parentElement.className);
  }
  return out;
})()`

// TestHostile shows an archive whose every field is evil on every page: its words
// are words, and links that are made of them lead somewhere. What they would do is a
// complaint of the tab.
func TestHostile(t *testing.T) {
	room := hostileRoom(t)
	each(t, room, func(t *testing.T, s sight, b *tab) {
		if elements := eval[[]string](b, made); len(elements) > 0 {
			t.Errorf("words of the report made %s", strings.Join(few(elements), "\n"))
		}
		if places := eval[[]string](b, turned); len(places) > 0 {
			t.Errorf("words of the report turn others around:\n%s", strings.Join(few(places), "\n"))
		}
		narrow(t, s, b)
		if s.name != "problem" {
			follow(t, b)
		}
	})
}

// follow asks for all that the links of a page lead to.
func follow(t *testing.T, b *tab) {
	asked := map[string]bool{}
	for _, href := range eval[[]string](b, `[...document.querySelectorAll("main a[href], .forms a[href]")].map((a) => a.href.baseVal ?? a.href)`) {
		at, ok := strings.CutPrefix(href, b.room)
		if at, _, _ = strings.Cut(at, "#"); !ok && strings.Contains(href, ":") {
			t.Errorf("a link leads to %q", href)
			continue
		}
		if asked[at] {
			continue
		}
		asked[at] = true
		if status := eval[int](b, `fetch(`+quote(at)+`).then((a) => a.status)`); status != http.StatusOK {
			t.Errorf("%s answers with %d", at, status)
		}
	}
	b.forgive("the server responded with a status of") // told above
}
