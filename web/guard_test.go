package web

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/archive/archivetest"
	"github.com/saysonews/sayso/link"
	"github.com/saysonews/sayso/record"
	"golang.org/x/net/html"
)

// evil is what a hostile report says wherever it can say something.
const evil = `<script>alert(1)</script>"'><img src=x onerror=alert(1)><b class="evil">&amp;{{.}}</b>` + "\u202e"

// hostileRoom is an archive whose every word is hostile. Pages are the paths of all
// its pages by the name of their resource.
func hostileRoom(t testing.TB, with ...func(*Options)) (r room, pages map[string]string) {
	r = newRoom(t, append([]func(*Options){reading(&fakeReader{progress: Progress{Waiting: 1, Current: evil}})}, with...)...)
	var stories []archivetest.Story
	for i := range 3 {
		text := fmt.Sprint(evil, " number ", i, " said that ", evil, ". It rained in ", evil, ".")
		stories = append(stories, archivetest.Story{
			URL: "javascript:alert(1)//" + evil, Publisher: evil, Published: fmt.Sprintf("2029-04-0%d", i+1), Title: evil, Text: text, Credits: []string{evil},
			Said:     []archivetest.Said{{By: evil, Naming: "named", Act: "assert", Words: "that " + evil}, {By: "number", Naming: "bare", Act: evil, Words: evil}},
			Happened: []archivetest.Happened{{Type: "ASSAULT", Words: "rained", Place: evil, From: "2029-04-01", To: "2029-04-02"}},
			Cast:     []archivetest.Person{{Name: evil, Aliases: []string{"x" + evil}}},
			Places:   []archivetest.Place{{Name: evil, Words: []string{evil}}},
		})
	}
	ids := r.add(stories...)
	ctx := context.Background()
	if err := r.store.Link(ctx, "k", hostileLinks(ids)); err != nil {
		t.Fatal(err)
	}
	if err := r.store.Fail(ctx, []archive.Failure{{Input: archive.Input{Name: evil}, Cause: evil, Message: evil, Last: archivetest.Day}}); err != nil {
		t.Fatal(err)
	}
	if _, err := r.store.Decide(ctx, []archive.Decision{{Kind: "statement", Subject: ids[0], Places: []link.Place{{Report: ids[0], Start: 0, End: 5, Words: evil}}, Verdict: archive.Correct, Value: fmt.Sprintf(`{"speaker":%q,"act":%q}`, "<script>", evil), By: evil, At: archivetest.Day}}); err != nil {
		t.Fatal(err)
	}
	return r, map[string]string{
		"search": "/search?q=number", "actors": "/actors", "actor": "/actor/i1", "publishers": "/publishers", "publisher": "/publisher/" + url.PathEscape(evil),
		"report": "/report/" + ids[2], "changes": "/report/" + ids[2] + "/changes", "timeline": "/timeline", "places": "/places",
		"claims": "/claims", "claim": "/claim/c1", "review": "/review?kind=claim&last=" + ids[0] + ".1", "decisions": "/decisions", "jobs": "/jobs", "failures": "/failures",
	}
}

func hostileLinks(ids []string) link.Links {
	why := []link.Reason{{Rule: evil, Text: evil, Weight: 2, Evidence: []link.Place{{Report: ids[0], Start: 0, End: 3, Words: evil}}}}
	source := link.Source{Actor: -1, Name: evil, Words: evil, Naming: evil}
	carrier := func(i int, words string) link.Carrier {
		return link.Carrier{Report: ids[i], Place: link.Place{Report: ids[i], Start: 0, End: 9, Words: words}, Stance: link.Reports, Rests: []int{0}, Path: []link.Step{{Source: source, Why: evil}}, Why: why,
			Figures: []link.Figure{{Kind: evil, Value: 3, Unit: evil, Of: evil, Words: evil}}}
	}
	member := func(i int) link.Member { return link.Member{Report: ids[i], Actor: "a1"} }
	role := link.DatedRole{Role: link.Role{Name: evil, Organization: evil}, First: "2029-04-01", Last: "2029-04-02"}
	identity := func(id string, i int) link.Identity {
		return link.Identity{ID: id, Name: evil, Aliases: []string{evil}, Kind: evil, Country: evil, Roles: []link.DatedRole{role}, Members: []link.Member{member(i), member(i + 1)},
			Merges: []link.Merge{{A: member(i), B: member(i + 1), Why: why}}, Doubts: []link.Merge{{A: member(0), B: member(2), Why: why}}}
	}
	claim := link.Claim{ID: "c1", Sentence: evil, Carriers: []link.Carrier{carrier(0, evil), carrier(1, "It rained"), carrier(2, evil)},
		Relations: []link.Relation{{Kind: "denied", Claim: "c2", Why: why}},
		Origins:   []link.Origin{{Kind: evil, Name: evil, Words: evil, Identity: "i1", Naming: evil, Reports: ids, UpTo: 2}}, Count: link.Interval{Least: 1, Most: 2},
		Merges: why, Doubts: why, First: ids[0], Cycles: [][]string{{ids[0], ids[1]}}}
	denial := claim
	denial.ID, denial.Relations = "c2", nil
	return link.Links{
		Claims: []link.Claim{claim, denial}, Identities: []link.Identity{identity("i1", 0), identity("i2", 1)},
		Copies: []link.Copy{{From: ids[0], To: ids[2], Share: 1, Back: 1, Kind: "copy", Outlet: evil, Passages: []link.Passage{{Words: evil}}, Why: why}},
	}
}

// A hostile report is shown as what it says, on every page.
func TestHostileReportIsText(t *testing.T) {
	r, pages := hostileRoom(t)
	for _, res := range (&server{}).resources() {
		if pages[res.name] == "" {
			t.Errorf("%s: the room of these tests has no such page: add its path in hostileRoom", res.name)
		}
	}
	paths := []string{"/", "/search", "/review", "/review?kind=identity", "/failures?cause=" + url.QueryEscape(evil), "/search?q=" + url.QueryEscape(evil),
		"/actors?q=" + url.QueryEscape(evil), "/claims?q=" + url.QueryEscape(evil), "/places?q=" + url.QueryEscape(evil), "/timeline?q=" + url.QueryEscape(evil),
		"/nothing" + url.PathEscape(evil), "/report/" + url.PathEscape(evil)}
	for _, p := range pages {
		paths = append(paths, p)
	}
	for _, path := range paths {
		w := r.request(http.MethodGet, path)
		if w.Code != http.StatusOK && w.Code != http.StatusNotFound {
			t.Errorf("%s: %d", path, w.Code)
		}
		for _, fault := range unsafe(t, w.Body.String()) {
			t.Errorf("%s: %s", path, fault)
		}
	}
}

func (r room) request(method, path string, with ...func(*http.Request)) *httptest.ResponseRecorder {
	q := httptest.NewRequest(method, "http://localhost"+path, nil)
	for _, set := range with {
		set(q)
	}
	w := httptest.NewRecorder()
	r.ServeHTTP(w, q)
	return w
}

// unsafe lists what a page must not have: scripts and styles of its own, handlers,
// addresses that run something, things from elsewhere, and elements of a report.
func unsafe(t *testing.T, page string) (faults []string) {
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if n.Data == "style" || n.Data == "img" || n.Data == "iframe" || n.Data == "object" || n.Data == "base" {
			faults = append(faults, "an element "+n.Data)
		}
		if n.Data == "script" && (attribute(n, "src") == "" || n.FirstChild != nil) {
			faults = append(faults, "a script in the page")
		}
		if attribute(n, "class") == "evil" {
			faults = append(faults, "an element of the report")
		}
		for _, a := range n.Attr {
			switch {
			case strings.HasPrefix(a.Key, "on"), a.Key == "style", a.Key == "srcdoc":
				faults = append(faults, "an attribute "+a.Key)
			case slices.Contains([]string{"href", "src", "action", "formaction"}, a.Key) && !local(n, a):
				faults = append(faults, n.Data+" "+a.Key+"="+a.Val)
			}
		}
	}
	return faults
}

// local tells whether an address leads to this server, or is a link out of it to a
// page of the web.
func local(n *html.Node, a html.Attribute) bool {
	u, err := url.Parse(a.Val)
	if err != nil {
		return false
	}
	return u.Scheme == "" && u.Host == "" || n.Data == "a" && (u.Scheme == "http" || u.Scheme == "https")
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// The page of a report with hostile places in its record is answered all the same.
func TestHostilePlacesOfFindings(t *testing.T) {
	r := newRoom(t)
	s := archivetest.Story{Publisher: "A", Title: "A", Text: "Short.", Said: []archivetest.Said{{By: "Short", Naming: "named", Act: "assert", Words: "Short."}}}
	item := s.Item("a")
	st := &item.Record.Statements[0]
	st.Content = []record.Span{{Start: 2, End: 1 << 20, Text: evil}}
	st.Cue = []record.Span{{Start: 5, End: 3, Text: evil}}
	added, err := r.store.Add(context.Background(), []archive.Item{item})
	if err != nil {
		t.Skip("the store refuses such a record:", err)
	}
	for _, path := range []string{"/review", "/report/" + added[0].ID} {
		for _, fault := range unsafe(t, r.get(path, http.StatusOK)) {
			t.Errorf("%s: %s", path, fault)
		}
	}
}

func TestEveryAnswerHasThePolicy(t *testing.T) {
	r, pages := hostileRoom(t, func(o *Options) { o.Token = "secret" })
	bring := func(q *http.Request) { q.Header.Set("Authorization", "Bearer secret") }
	paths := []string{"/", "/nothing", "/api/v1/openapi.json", "/api/v1/nothing", r.asset(t, "style.css")}
	for _, p := range pages {
		paths = append(paths, p)
	}
	for _, path := range paths {
		for _, w := range []*httptest.ResponseRecorder{r.request(http.MethodGet, path, bring), r.request(http.MethodGet, path)} {
			h := w.Header()
			if h.Get("Content-Security-Policy") != policy || h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Referrer-Policy") != "same-origin" {
				t.Errorf("%s: headers %v", path, h)
			}
		}
	}
	for _, word := range []string{"unsafe", "http:", "https:", "*"} {
		if strings.Contains(policy, word) {
			t.Errorf("the policy allows %s", word)
		}
	}
}

func (r room) asset(t *testing.T, name string) string {
	t.Helper()
	a, err := newAssets()
	if err != nil || a.names[name] == "" {
		t.Fatal("no asset", name, err)
	}
	return a.names[name]
}

func TestHostNames(t *testing.T) {
	r := newRoom(t, func(o *Options) { o.Hosts = []string{"news.example"} })
	for host, want := range map[string]int{
		"localhost": 200, "localhost:8080": 200, "LOCALHOST": 200, "127.0.0.1:8080": 200, "[::1]:8080": 200, "192.168.1.4": 200, "news.example": 200, "news.example:80": 200,
		"evil.example": 403, "evil.example:8080": 403, "localhost.evil.example": 403, "news.example.evil.example": 403, "127.0.0.1.evil.example": 403, "": 403,
	} {
		if w := r.request(http.MethodGet, "/", func(q *http.Request) { q.Host = host }); w.Code != want {
			t.Errorf("%q: %d, want %d", host, w.Code, want)
		}
	}
}

func TestToken(t *testing.T) {
	r := newRoom(t, func(o *Options) { o.Token = "secret" })
	for name, c := range map[string]struct {
		path string
		with func(*http.Request)
		want int
	}{
		"nothing":         {"/", func(*http.Request) {}, 401},
		"bearer":          {"/", func(q *http.Request) { q.Header.Set("Authorization", "Bearer secret") }, 200},
		"wrong bearer":    {"/", func(q *http.Request) { q.Header.Set("Authorization", "Bearer secret2") }, 401},
		"empty bearer":    {"/", func(q *http.Request) { q.Header.Set("Authorization", "Bearer ") }, 401},
		"password":        {"/", func(q *http.Request) { q.SetBasicAuth("ida", "secret") }, 200},
		"wrong password":  {"/", func(q *http.Request) { q.SetBasicAuth("secret", "") }, 401},
		"cookie":          {"/", func(q *http.Request) { q.AddCookie(&http.Cookie{Name: cookieName, Value: "secret"}) }, 200},
		"wrong cookie":    {"/", func(q *http.Request) { q.AddCookie(&http.Cookie{Name: cookieName, Value: "secre"}) }, 401},
		"address":         {"/?token=secret", func(*http.Request) {}, 200},
		"wrong address":   {"/?token=Secret", func(*http.Request) {}, 401},
		"asset":           {"/assets/x", func(*http.Request) {}, 401},
		"interface":       {"/api/v1/search", func(*http.Request) {}, 401},
		"wrong, as well":  {"/?token=secret", func(q *http.Request) { q.Header.Set("Authorization", "Bearer no") }, 401},
		"change, nothing": {"/api/v1/openapi.json", func(q *http.Request) { q.Method = http.MethodPost }, 401},
	} {
		w := r.request(http.MethodGet, c.path, c.with)
		if w.Code != c.want {
			t.Errorf("%s: %d, want %d", name, w.Code, c.want)
		}
		if set := w.Header().Get("Set-Cookie"); (name == "address") != (set != "") {
			t.Errorf("%s sets the cookie %q", name, set)
		}
		if w.Code == 401 && !strings.HasPrefix(w.Header().Get("WWW-Authenticate"), "Basic ") {
			t.Errorf("%s: the answer does not ask for a password", name)
		}
	}
	set := r.request(http.MethodGet, "/?token=secret").Header().Get("Set-Cookie")
	for _, want := range []string{"HttpOnly", "SameSite=Strict", "Path=/"} {
		if !strings.Contains(set, want) {
			t.Errorf("the cookie %q has no %s", set, want)
		}
	}
}

// The token of an address goes into no link and no answer.
func TestTokenIsNotTold(t *testing.T) {
	r, pages := hostileRoom(t, func(o *Options) { o.Token = "secret" })
	for _, path := range pages {
		sep := "?"
		if strings.Contains(path, "?") {
			sep = "&"
		}
		if w := r.request(http.MethodGet, path+sep+"limit=1&token=secret"); strings.Contains(w.Body.String(), "secret") {
			t.Errorf("%s tells the token", path)
		}
	}
}

func TestChangesFromElsewhereAreRefused(t *testing.T) {
	for name, c := range map[string]struct {
		header, value string
		want          int
	}{
		"its own page":            {"Sec-Fetch-Site", "same-origin", http.StatusSeeOther},
		"typed":                   {"Sec-Fetch-Site", "none", http.StatusSeeOther},
		"another site":            {"Sec-Fetch-Site", "cross-site", http.StatusForbidden},
		"a site of the same name": {"Sec-Fetch-Site", "same-site", http.StatusForbidden},
		"an older browser":        {"Origin", "https://evil.example", http.StatusForbidden},
		"no page":                 {"Origin", "null", http.StatusForbidden},
		"its own, older":          {"Origin", "http://localhost", http.StatusSeeOther},
	} {
		var f fakeReader
		r := newRoom(t, reading(&f))
		q := httptest.NewRequest(http.MethodPost, "http://localhost/jobs", strings.NewReader("urls=http%3A%2F%2Fexample.org%2F"))
		q.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		q.Header.Set(c.header, c.value)
		w := httptest.NewRecorder()
		r.ServeHTTP(w, q)
		if w.Code != c.want || (len(f.urls) > 0) != (c.want == http.StatusSeeOther) {
			t.Errorf("from %s: %d, want %d; %d added", name, w.Code, c.want, len(f.urls))
		}
	}
}

// Nothing is changed by looking.
func TestLookingChangesNothing(t *testing.T) {
	var f fakeReader
	r, _ := hostileRoom(t, reading(&f))
	for _, a := range (&server{}).actions() {
		for _, path := range []string{a.page, "/api/v1" + a.api} {
			r.request(http.MethodGet, path+"?urls=http://example.org/&cause=x&verdict=accept&finding=s.x.s1.0")
		}
	}
	list, err := r.store.Decisions(context.Background(), "", archive.Page{})
	if err != nil || len(list.Items) != 1 || f.urls != nil || f.retried != nil {
		t.Errorf("%d decisions, %q fetched, %q retried: %v", len(list.Items), f.urls, f.retried, err)
	}
}

func TestAssetsAreOnlyAssets(t *testing.T) {
	r := newRoom(t)
	for _, path := range []string{"/assets/", "/assets/../words.tsv", "/assets/..%2fwords.tsv", "/assets/%2e%2e/words.tsv", `/assets/..\words.tsv`, "/assets/style.css", "/assets/00-base.css", "/assets//etc/passwd", "/assets/..%2f..%2f..%2fetc%2fpasswd"} {
		if w := r.request(http.MethodGet, path); w.Code == http.StatusOK {
			t.Errorf("%s: %d %.60s", path, w.Code, w.Body)
		}
	}
	w := r.request(http.MethodGet, r.asset(t, "app.js"))
	if w.Code != http.StatusOK || !strings.Contains(w.Header().Get("Cache-Control"), "immutable") || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/javascript") {
		t.Errorf("%d %v", w.Code, w.Header())
	}
}

// A fault of the program is told as one, without its words.
func TestFaultIsAnswered(t *testing.T) {
	r := newRoom(t)
	r.store.Close()
	w := r.request(http.MethodGet, "/api/v1/claims")
	var body struct{ Error Problem }
	if err := json.Unmarshal(w.Body.Bytes(), &body); err != nil || w.Code != 500 || body.Error != internal() {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if strings.Contains(w.Body.String(), "room.db") || strings.Contains(w.Body.String(), "sql") {
		t.Error("the answer tells of the inside")
	}
}

// All that a first page loads fits the budget.
func TestWeight(t *testing.T) {
	a, err := newAssets()
	if err != nil {
		t.Fatal(err)
	}
	style, script := 0, 0
	for _, f := range a.byName {
		switch {
		case strings.HasPrefix(f.kind, "text/css"):
			style += len(f.gzip)
		case strings.HasPrefix(f.kind, "text/javascript"):
			script += len(f.gzip)
		}
	}
	t.Logf("%d bytes of style, %d of script, gzip", style, script)
	if style > 30<<10 || script > 60<<10 {
		t.Errorf("%d bytes of style, %d of script", style, script)
	}
}
