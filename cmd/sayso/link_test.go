package main

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/archive/sqlite"
	"github.com/saysonews/sayso/link"
	"github.com/saysonews/sayso/query"
	"github.com/saysonews/sayso/web"
)

// A desk is the reading room over an archive of the demo's reports. It links as soon as
// somebody decided.
type desk struct {
	t     *testing.T
	path  string
	store archive.Store
	http.Handler
	seen map[string]found // by the key of what they were found in
}

// found is what linking found, but for actors.
type found struct {
	Heads       []archive.ClaimHead
	Claims      []link.Claim // of several reports
	Copies      []link.Copy
	Occurrences []link.Occurrence
}

// linker is a web.Reader that links at once.
type linker struct{ store archive.Store }

func (l linker) Link(ctx context.Context) error {
	return relink(ctx, l.store, newMeter(io.Discard, io.Discard, addOptions{quiet: true}))
}
func (linker) Upload(context.Context, string, []byte) error { return nil }
func (linker) Fetch(context.Context, string) error          { return nil }
func (linker) Retry(context.Context, string) error          { return nil }
func (linker) Progress() web.Progress                       { return web.Progress{} }

func newDesk(t *testing.T) desk {
	t.Helper()
	path := filepath.Join(t.TempDir(), "demo.db")
	if _, stderr, status := sayso(t, "", "demo", "--no-serve", "--archive", path); status != 0 {
		t.Fatalf("demo: status %d: %s", status, stderr)
	}
	store, err := sqlite.Open(t.Context(), path, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	h, err := web.New(web.Options{Store: store, Reader: linker{store}})
	if err != nil {
		t.Fatal(err)
	}
	return desk{t, path, store, h, map[string]found{}}
}

// ask reads what the interface gives at a path into v.
func (d desk) ask(path string, v any) {
	d.t.Helper()
	w := httptest.NewRecorder()
	d.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://localhost/api/v1"+path, nil))
	if w.Code != http.StatusOK {
		d.t.Fatalf("%s: %d %s", path, w.Code, w.Body)
	}
	if err := json.Unmarshal(w.Body.Bytes(), v); err != nil {
		d.t.Fatal(err)
	}
}

// tell posts fields, and gives what is answered.
func (d desk) tell(path string, fields map[string]string) web.Decided {
	d.t.Helper()
	form := url.Values{}
	for k, v := range fields {
		form.Set(k, v)
	}
	q := httptest.NewRequest(http.MethodPost, "http://localhost/api/v1"+path, strings.NewReader(form.Encode()))
	q.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	d.ServeHTTP(w, q)
	var out web.Decided
	if err := json.Unmarshal(w.Body.Bytes(), &out); w.Code != http.StatusOK || err != nil {
		d.t.Fatalf("%s %v: %d %s", path, fields, w.Code, w.Body)
	}
	return out
}

// all is what was found when the archive was linked last.
func (d desk) all() found {
	d.t.Helper()
	ctx, all := d.t.Context(), archive.Page{Limit: 5000}
	key, err := d.store.Linked(ctx)
	if out, ok := d.seen[key]; ok {
		return out
	}
	var out found
	heads, err2 := d.store.Claims(ctx, query.Term{}, all)
	copies, err3 := d.store.Copies(ctx, all)
	occurrences, err4 := d.store.Occurrences(ctx, all)
	if err := errors.Join(err, err2, err3, err4); err != nil {
		d.t.Fatal(err)
	}
	for _, h := range heads.Items {
		if h.Reports < 2 {
			continue
		}
		c, err := d.store.Claim(ctx, h.ID)
		if err != nil {
			d.t.Fatal(err)
		}
		out.Claims = append(out.Claims, c)
	}
	out.Heads, out.Copies, out.Occurrences = heads.Items, copies.Items, occurrences.Items
	d.seen[key] = out
	return out
}

// first is the first finding of a queue, with the places that a decision on it has.
func (d desk) first(kind string) web.Doubtful {
	d.t.Helper()
	var m web.Review
	d.ask("/review?kind="+kind, &m)
	if len(m.Findings) == 0 {
		d.t.Fatalf("nothing of kind %s is doubtful", kind)
	}
	return m.Findings[0]
}

// TestDecisionsTakeEffect decides on the first of each queue that linking fills. The
// decision changes what is found, still does when another report has come, and is
// gone with all that it did when it is taken back.
func TestDecisionsTakeEffect(t *testing.T) {
	d := newDesk(t)
	for _, c := range []struct {
		kind, verdict string
		holds         func(web.Decided) bool // in what is found now
	}{
		{"claim", "different", d.apart},
		{"copy", "reject", d.noCopy},
		{"event", "different", d.twoEvents},
	} {
		t.Run(c.kind+" "+c.verdict, func(t *testing.T) {
			before := d.all()
			clear(d.seen) // what is there when it is taken back is read anew
			done := d.tell("/review", map[string]string{"finding": d.first(c.kind).Finding, "verdict": c.verdict})
			if !c.holds(done) {
				t.Errorf("%+v has no effect", done)
			}
			d.tell("/review/undo", map[string]string{"decision": done.Name()})
			if diff := cmp.Diff(before, d.all()); diff != "" {
				t.Errorf("taken back, it has left its mark: %s", diff)
			}
			if c.holds(done) {
				t.Error("taken back, it has its effect still")
			}
		})
	}
}

// TestDecisionsOutliveReports decides on several, reads another report, and takes the
// decisions back in another order.
func TestDecisionsOutliveReports(t *testing.T) {
	if testing.Short() {
		t.Skip("links the demo six times")
	}
	d := newDesk(t)
	var claims web.Claims
	d.ask("/claims?limit=3", &claims)
	away := d.tell("/review", map[string]string{"finding": d.first("claim").Finding, "verdict": "different"})
	one := d.tell("/review", map[string]string{"finding": "m." + claims.Claims[0].ID, "other": "/claim/" + claims.Claims[2].ID, "verdict": "same"})
	none := d.tell("/review", map[string]string{"finding": d.first("copy").Finding, "verdict": "reject"})
	hold := func(when string, want bool, decided ...web.Decided) {
		t.Helper()
		for _, x := range decided {
			is := map[string]func(web.Decided) bool{"claims": d.together, "claim": d.apart, "copy": d.noCopy}[x.Kind]
			if is(x) != want {
				t.Errorf("%s: %s of %s holds: %v, want %v", when, x.Verdict, x.Kind, !want, want)
			}
		}
	}
	hold("decided", true, one, away, none)
	report := filepath.Join(folder(t, harbour), "pier.txt")
	if _, stderr, status := sayso(t, "", "add", "--archive", d.path, report); status != 0 {
		t.Fatalf("add: %d %s", status, stderr)
	}
	hold("with another report", true, one, away, none)
	var claim web.Claim
	d.ask("/claims/"+claims.Claims[0].ID, &claim)
	if !slices.ContainsFunc(claim.Ruled, func(r web.ClaimRuled) bool { return r.Decision == one.Name() }) {
		t.Errorf("the claim tells of these decisions: %+v", claim.Ruled)
	}
	d.tell("/review/undo", map[string]string{"decision": away.Name()})
	hold("one taken back", true, one, none)
	hold("one taken back", false, away)
	d.tell("/review/undo", map[string]string{"decision": one.Name()})
	hold("two taken back", true, none)
	hold("two taken back", false, one, away)
}

// together tells whether one claim carries both places of a decision.
func (d desk) together(x web.Decided) bool {
	return slices.ContainsFunc(d.all().Claims, func(c link.Claim) bool {
		return carries(c, x.Places[0]) && carries(c, x.Places[1])
	})
}

// apart tells whether none does.
func (d desk) apart(x web.Decided) bool { return !d.together(x) }

func carries(c link.Claim, p web.DecidedPlace) bool {
	return slices.ContainsFunc(c.Carriers, func(k link.Carrier) bool {
		return k.Report == p.Report && k.Place.Start == p.Start && k.Place.End == p.End
	})
}

// noCopy tells whether the one report is not taken for a copy of the other.
func (d desk) noCopy(x web.Decided) bool {
	return !slices.ContainsFunc(d.all().Copies, func(c link.Copy) bool {
		return c.From == x.Places[0].Report && c.To == x.Places[1].Report
	})
}

// twoEvents tells whether no occurrence is told of at both places.
func (d desk) twoEvents(x web.Decided) bool {
	var refs []link.EventRef
	for _, p := range x.Places {
		r, err := d.store.Report(d.t.Context(), p.Report)
		if err != nil {
			d.t.Fatal(err)
		}
		for _, e := range r.Record.Events {
			if e.Trigger.Start == p.Start {
				refs = append(refs, link.EventRef{Report: p.Report, Event: e.ID})
			}
		}
	}
	return len(refs) == 2 && !slices.ContainsFunc(d.all().Occurrences, func(o link.Occurrence) bool {
		return slices.Contains(o.Members, refs[0]) && slices.Contains(o.Members, refs[1])
	})
}
