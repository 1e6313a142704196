package web

import (
	"context"
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/archive/archivetest"
	"github.com/saysonews/sayso/link"
	"github.com/saysonews/sayso/record"
)

// reviewText has six sentences; the confidence of the statements in them is set by
// reviewRoom.
const reviewText = "The ferry left Orsund at six. Ida Holm said that the ramp was open. He believed the sea was calm. " +
	"Police warned that nobody should come. The owner told reporters that the ramp was shut. A sailor claimed that a light was lit."

var reviewSaid = []archivetest.Said{
	{By: "Ida Holm", Naming: "named", Act: "assert", Words: "that the ramp was open"},
	{By: "He", Naming: "bare", Act: "believe", Words: "the sea was calm"},
	{By: "Police", Naming: "described", Act: "warn", Words: "that nobody should come"},
	{By: "The owner", Naming: "described", Act: "assert", Words: "that the ramp was shut"},
	{By: "A sailor", Naming: "bare", Act: "claim", Words: "that a light was lit"},
}

// reviewRoom has one report whose statements have these confidences.
func reviewRoom(t testing.TB, confidence ...float64) (room, string) {
	r := newRoom(t, reading(&fakeReader{}))
	return r, addReviewed(r, confidence...)
}

func addReviewed(r room, confidence ...float64) string {
	s := archivetest.Story{Publisher: "Orsund Post", Published: "2029-05-01", Title: "Ferry", Text: reviewText, Said: reviewSaid, Cast: []archivetest.Person{{Name: "Ida Holm"}}}
	item := s.Item("ferry.txt")
	for i := range item.Record.Statements {
		item.Record.Statements[i].Confidence = confidence[i]
	}
	added, err := r.store.Add(context.Background(), []archive.Item{item})
	if err != nil {
		r.t.Fatal(err)
	}
	return added[0].ID
}

func (r room) queue(path string) Review {
	r.t.Helper()
	var m Review
	r.getJSON(path, &m)
	return m
}

// shown are the statements of a queue by their ids.
func shown(m Review) []string {
	out := []string{}
	for _, d := range m.Findings {
		out = append(out, d.ID())
	}
	return out
}

// decideOn posts a decision, and gives the address that the page goes on at.
func (r room) decideOn(finding, verdict string, more ...string) string {
	r.t.Helper()
	form := url.Values{"finding": {finding}, "verdict": {verdict}}
	for i := 0; i+1 < len(more); i += 2 {
		form.Set(more[i], more[i+1])
	}
	w := r.post("/review", form)
	if w.Code != http.StatusSeeOther {
		r.t.Fatalf("status %d: %s", w.Code, w.Body)
	}
	return w.Header().Get("Location")
}

func TestReviewLeastCertainFirst(t *testing.T) {
	r, _ := reviewRoom(t, 0.5, 0.31, 0.9, 0.4, 0.59)
	m := r.queue("/review.json")
	if diff := cmp.Diff([]string{"s2", "s4", "s1", "s5"}, shown(m)); diff != "" {
		t.Error(diff)
	}
	if m.Findings[0].Confidence != 0.31 || m.Findings[0].Act != "believe" || m.Findings[0].Speaker != "He" {
		t.Errorf("first: %+v", m.Findings[0])
	}
	if got := r.queue("/review.json?limit=1"); len(got.Findings) != 1 || got.Waiting != 3 {
		t.Errorf("%d shown, %d waiting; want 1, 3", len(got.Findings), got.Waiting)
	}
}

func TestReviewShowsTheWordsInContext(t *testing.T) {
	r, _ := reviewRoom(t, 0.5, 0.9, 0.9, 0.9, 0.9)
	c := r.queue("/review.json").Findings[0].Contexts[0]
	words := ""
	for _, run := range c.Runs {
		words += run.Text
	}
	if !strings.Contains(reviewText, words) || !strings.Contains(words, "Ida Holm said that the ramp was open.") {
		t.Errorf("context %q", words)
	}
	if !slices.Contains(c.Runs, ReviewRun{"that the ramp was open", "said"}) {
		t.Errorf("runs %+v", c.Runs)
	}
	page := r.get("/review", http.StatusOK)
	if !strings.Contains(page, `<mark class="said">that the ramp was open</mark>`) {
		t.Error("the page does not mark what is said")
	}
}

func TestReviewDecisionTakesTheFindingOut(t *testing.T) {
	for _, verdict := range []string{"accept", "reject", "correct"} {
		r, id := reviewRoom(t, 0.5, 0.4, 0.9, 0.9, 0.9)
		at := r.decideOn(r.queue("/review.json").Findings[0].Finding, verdict, "speaker", "Ida Holm", "act", "claim")
		if got := shown(r.queue("/review.json")); !slices.Equal(got, []string{"s1"}) {
			t.Errorf("after %s the queue has %v", verdict, got)
		}
		m := r.queue(model(at))
		if m.Last == nil || m.Last.Verdict != verdict || m.Last.By != "reader" || m.Last.Subject != id || m.Last.Places[0].Words != "the sea was calm" {
			t.Errorf("%s: last %+v", verdict, m.Last)
		}
	}
}

var skipLink = regexp.MustCompile(`<a class="button" href="(/review[^"]*)" data-key=" "`)

// model is the address of a page's model.
func model(page string) string { return strings.Replace(page, "/review?", "/review.json?", 1) }

func TestReviewSkipIsInTheAddress(t *testing.T) {
	r, _ := reviewRoom(t, 0.5, 0.4, 0.3, 0.9, 0.9)
	at := html.UnescapeString(skipLink.FindStringSubmatch(r.get("/review", http.StatusOK))[1])
	m := r.queue(model(at))
	if diff := cmp.Diff([]string{"s2", "s1"}, shown(m)); diff != "" {
		t.Fatal(diff)
	}
	page := r.get(at, http.StatusOK)
	skip := regexp.MustCompile(`name="skip" value="([^"]+)"`).FindStringSubmatch(page)
	if skip == nil {
		t.Fatal("forms do not bring along what was skipped")
	}
	// A decision keeps what was skipped out, and so does the next skip.
	after := r.decideOn(m.Findings[0].Finding, "accept", "skip", skip[1])
	if got := shown(r.queue(model(after))); !slices.Equal(got, []string{"s1"}) {
		t.Errorf("after a decision the queue has %v", got)
	}
	at = html.UnescapeString(skipLink.FindStringSubmatch(page)[1])
	if got := shown(r.queue(model(at))); !slices.Equal(got, []string{"s1"}) {
		t.Errorf("after another skip the queue has %v", got)
	}
}

func TestReviewUndoTakesTheLastOfThisPerson(t *testing.T) {
	r, id := reviewRoom(t, 0.5, 0.4, 0.9, 0.9, 0.9)
	first := r.queue("/review.json").Findings[0].Finding
	r.decideOn(first, "accept")
	if _, err := r.store.Decide(context.Background(), []archive.Decision{{Kind: "statement", Subject: id, Places: []link.Place{{Report: id, Start: 1, End: 2}}, Verdict: archive.Accept, By: "somebody else", At: archivetest.Day}}); err != nil {
		t.Fatal(err)
	}
	if w := r.post("/review/undo", nil); w.Code != http.StatusSeeOther {
		t.Fatalf("undo: %d %s", w.Code, w.Body)
	}
	if got := shown(r.queue("/review.json")); !slices.Equal(got, []string{"s2", "s1"}) {
		t.Errorf("after undo the queue has %v", got)
	}
	var all Decisions
	r.getJSON("/decisions.json", &all)
	var told []string
	for _, d := range all.Decisions {
		told = append(told, fmt.Sprint(d.ID, " ", d.Verdict, " ", d.By, " ", d.Undoes, " ", d.Undone))
	}
	want := []string{"1 accept reader 0 true", "2 accept somebody else 0 false", "3 undo reader 1 false"}
	if diff := cmp.Diff(want, told); diff != "" {
		t.Error(diff)
	}
	if w := r.post("/review/undo", nil); w.Code != http.StatusConflict {
		t.Errorf("with nothing to undo: %d", w.Code)
	}
}

func TestReviewUndoOfOneThatIsNamed(t *testing.T) {
	r, id := reviewRoom(t, 0.5, 0.4, 0.9, 0.9, 0.9)
	ids, err := r.store.Decide(context.Background(), []archive.Decision{
		{Kind: "statement", Subject: id, Verdict: archive.Accept, By: "Ida", At: archivetest.Day},
		{Kind: "statement", Subject: id, Verdict: archive.Reject, By: "reader", At: archivetest.Day}})
	if err != nil {
		t.Fatal(err)
	}
	name := Decided{ID: ids[0], Subject: id}.Name()
	if w := r.post("/review/undo", url.Values{"decision": {name}, "back": {"decisions"}}); w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/decisions" {
		t.Fatalf("%d to %s", w.Code, w.Header().Get("Location"))
	}
	standing, err := (&server{Options: Options{Store: r.store}}).decisionsOf(context.Background(), id)
	if err != nil || len(standing) != 1 || standing[0].ID != ids[1] {
		t.Errorf("standing: %+v, %v", standing, err)
	}
	if w := r.post("/review/undo", url.Values{"decision": {name}}); w.Code != http.StatusConflict {
		t.Errorf("taken back twice: %d", w.Code)
	}
}

// A decision is kept with the name that came with the password.
func TestReviewIsByWhoSignedIn(t *testing.T) {
	r := newRoom(t, reading(&fakeReader{}), func(o *Options) { o.Token = "secret" })
	id := addReviewed(r, 0.5, 0.9, 0.9, 0.9, 0.9)
	w := r.request(http.MethodPost, "/api/v1/review", func(q *http.Request) {
		q.SetBasicAuth("ida", "secret")
		q.Header.Set("Content-Type", "application/json")
		q.Body = readCloser(fmt.Sprintf(`{"finding":"s.%s.s1.%d","verdict":"accept"}`, id, strings.Index(reviewText, "that the ramp was open")))
	})
	var d Decided
	if err := json.Unmarshal(w.Body.Bytes(), &d); err != nil || d.By != "ida" {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestReviewDecisionOutlivesAnalysis(t *testing.T) {
	r, id := reviewRoom(t, 0.5, 0.4, 0.9, 0.9, 0.9)
	r.decideOn(r.queue("/review.json").Findings[0].Finding, "correct", "speaker", "Ida Holm", "act", "")
	report, err := r.store.Report(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	// Another analysis finds the statement under another id, a word longer.
	anew := report.Record
	anew.Statements = slices.Clone(anew.Statements[:2])
	slices.Reverse(anew.Statements)
	anew.Statements[0].ID, anew.Statements[1].ID = "s1", "s2"
	s := &anew.Statements[0]
	s.Content = []record.Span{{Start: s.Content[0].Start - 9, End: s.Content[0].End, Text: "believed " + s.Content[0].Text}}
	decisions, err := (&server{Options: Options{Store: r.store}}).decisionsOf(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	marks := marksOf(id, anew, decisions)
	if m, ok := marks["s1"]; !ok || len(marks) != 1 || m.Verdict != "correct" || m.By != "reader" {
		t.Fatalf("marks %+v", marks)
	}
	fixed := corrected(anew, marks)
	if got := *fixed.Statements[0].Source.Name; got != "Ida Holm" || fixed.Statements[0].Source.Naming != "named" || fixed.Statements[0].Act != "believe" {
		t.Errorf("corrected to %q, %s, %s", got, fixed.Statements[0].Source.Naming, fixed.Statements[0].Act)
	}
	if anew.Statements[0].Source.Naming != "bare" {
		t.Error("the record itself was changed")
	}
}

func TestReviewOnlyLookedAt(t *testing.T) {
	r := newRoom(t)
	addReviewed(r, 0.5, 0.4, 0.9, 0.9, 0.9)
	page := r.get("/review", http.StatusOK)
	if strings.Contains(page, "<form action=\"/review\"") || !strings.Contains(page, "only looked at") {
		t.Error("an archive that is only looked at offers decisions")
	}
	f := r.queue("/review.json").Findings[0].Finding
	for _, path := range []string{"/review", "/review/undo", "/jobs", "/jobs/retry"} {
		if w := r.post(path, url.Values{"finding": {f}, "verdict": {"accept"}, "urls": {"http://example.org/"}}); w.Code != http.StatusForbidden {
			t.Errorf("%s: %d, want 403", path, w.Code)
		}
	}
}

func TestReviewRefusesStrangeDecisions(t *testing.T) {
	r, id := reviewRoom(t, 0.5, 0.4, 0.9, 0.9, 0.9)
	at := r.queue("/review.json").Findings[0].Contexts[0].Start
	for _, c := range []struct {
		finding, verdict, act string
		status                int
	}{
		{"", "accept", "", 400},
		{"s", "accept", "", 400},
		{"s.r0.s1.0", "accept", "", 404},
		{fmt.Sprintf("s.%s.s2.%d", id, at), "same", "", 400},
		{fmt.Sprintf("s.%s.s2.%d", id, at), "undo", "", 400},
		{fmt.Sprintf("s.%s.s2.%d", id, at), "correct", "shout", 400},
		{fmt.Sprintf("s.%s.s2.%d", id, at+1), "accept", "", 409},
		{fmt.Sprintf("i.%s.a9.%s.a1", id, id), "same", "", 409},
		{"c.none." + id + ".1", "same", "", 404},
	} {
		if w := r.post("/review", url.Values{"finding": {c.finding}, "verdict": {c.verdict}, "act": {c.act}}); w.Code != c.status {
			t.Errorf("%q %s: %d, want %d", c.finding, c.verdict, w.Code, c.status)
		}
	}
	r.get("/review?kind=gossip", http.StatusBadRequest)
}

// Two reports have a Holm; a third has Ida Holm, of whom the second was taken to
// speak.
func identityRoom(t testing.TB) (room, []string) {
	r := newRoom(t, reading(&fakeReader{}))
	var stories []archivetest.Story
	for i, name := range []string{"Holm", "Holm", "Ida Holm"} {
		stories = append(stories, archivetest.Story{Publisher: fmt.Sprintf("Paper %d", i), Published: fmt.Sprintf("2029-05-0%d", i+1), Title: "Ferry", Text: "Nobody saw " + name + " at the quay.", Cast: []archivetest.Person{{Name: name}}})
	}
	ids := r.add(stories...)
	slices.Sort(ids) // as the pairs are
	merge := func(a, b int, weight float64) link.Merge {
		return link.Merge{A: link.Member{Report: ids[a], Actor: "a1"}, B: link.Member{Report: ids[b], Actor: "a1"}, Why: []link.Reason{{Rule: "surname", Text: "Holm is the surname", Weight: weight}}}
	}
	links := link.Links{Identities: []link.Identity{
		{ID: "i1", Name: "Ida Holm", Members: []link.Member{{Report: ids[1], Actor: "a1"}, {Report: ids[2], Actor: "a1"}}, Merges: []link.Merge{merge(1, 2, 2.1)}, Doubts: []link.Merge{merge(0, 1, 1.2)}},
		{ID: "i2", Name: "Holm", Members: []link.Member{{Report: ids[0], Actor: "a1"}}, Doubts: []link.Merge{merge(0, 1, 1.2)}},
		{ID: "i3", Name: "Ferry Line", Members: []link.Member{{Report: ids[0], Actor: publisherMember}, {Report: ids[1], Actor: publisherMember}}, Merges: []link.Merge{{
			A: link.Member{Report: ids[0], Actor: publisherMember}, B: link.Member{Report: ids[1], Actor: publisherMember}, Why: []link.Reason{{Weight: 9}}}}},
	}}
	if err := r.store.Link(context.Background(), "k", links); err != nil {
		t.Fatal(err)
	}
	return r, ids
}

func TestReviewIdentities(t *testing.T) {
	r, ids := identityRoom(t)
	m := r.queue("/review.json?kind=identity")
	if len(m.Findings) != 2 { // the doubt once, though both have it; the certain merge not at all
		t.Fatalf("%d findings: %+v", len(m.Findings), m.Findings)
	}
	d := m.Findings[0]
	if !d.Same || len(d.Contexts) != 2 || d.Contexts[1].Name == "" || d.Why[0] != "Holm is the surname" {
		t.Errorf("first: %+v", d)
	}
	r.decideOn(d.Finding, "different", "kind", "identity")
	m = r.queue("/review.json?kind=identity")
	if len(m.Findings) != 1 || m.Findings[0].Same {
		t.Fatalf("after the decision: %+v", m.Findings)
	}
	list, err := r.store.Decisions(context.Background(), "", archive.Page{})
	if err != nil {
		t.Fatal(err)
	}
	// As linking takes it: cmd/sayso/link.go.
	var pair [2]link.Member
	if err := json.Unmarshal([]byte(list.Items[0].Value), &pair); err != nil {
		t.Fatal(err)
	}
	want := [2]link.Member{{Report: ids[1], Actor: "a1"}, {Report: ids[2], Actor: "a1"}}
	if diff := cmp.Diff(want, pair); diff != "" || list.Items[0].Kind != "identity" || list.Items[0].Verdict != archive.Different {
		t.Errorf("decision %+v: %s", list.Items[0], diff)
	}
}

func TestReviewClaims(t *testing.T) {
	r := newRoom(t, reading(&fakeReader{}))
	ids := r.add(
		archivetest.Story{Publisher: "A", Title: "A", Text: "Nine people died when the ferry sank. It was late."},
		archivetest.Story{Publisher: "B", Title: "B", Text: "Nine people died when the ferry sank off Orsund."},
		archivetest.Story{Publisher: "C", Title: "C", Text: "The harbour master denied it on Sunday."},
	)
	carrier := func(i int, words string, stance link.Stance) link.Carrier {
		return link.Carrier{Report: ids[i], Place: link.Place{Report: ids[i], Start: 0, End: len(words), Words: words}, Stance: stance, Why: []link.Reason{{Text: "somebody says so"}}}
	}
	c := link.Claim{ID: "c1", Sentence: "Nine people died when the ferry sank", Carriers: []link.Carrier{
		carrier(0, "Nine people died when the ferry sank", link.States), carrier(1, "Nine people died when the ferry sank off Orsund", link.States), carrier(2, "The harbour master denied it", link.Denies)}}
	put := func(c link.Claim) {
		if err := r.store.Link(context.Background(), "k", link.Links{Claims: []link.Claim{c}}); err != nil {
			t.Fatal(err)
		}
	}
	put(c)
	m := r.queue("/review.json?kind=claim")
	if len(m.Findings) != 1 || m.Findings[0].Stance != "denies" || m.Findings[0].Sentence != c.Sentence || len(m.Findings[0].Contexts) != 2 || m.Findings[0].Contexts[1].Report.ID != ids[2] {
		t.Fatalf("findings %+v", m.Findings)
	}
	r.get("/review?kind=claim", http.StatusOK)
	r.decideOn(m.Findings[0].Finding, "different", "kind", "claim")
	c.ID = "c2" // as after another linking
	c.Carriers[2].Place.End--
	put(c)
	if m := r.queue("/review.json?kind=claim"); len(m.Findings) != 0 {
		t.Errorf("a decision did not outlive the claim's ID: %+v", m.Findings)
	}
	// The claim is shown by the words of another report from now on.
	c.Carriers[0], c.Carriers[1] = c.Carriers[1], c.Carriers[0]
	put(c)
	if m := r.queue("/review.json?kind=claim"); len(m.Findings) != 0 {
		t.Errorf("what was decided is asked again: %+v", m.Findings)
	}
}

// quayRoom has three reports on a quay: the second has two passages of the first, the
// third tells of the same event, and of what may be it.
func quayRoom(t testing.TB) (room, []string, *fakeReader) {
	reader := &fakeReader{}
	r := newRoom(t, reading(reader))
	ids := r.add(
		archivetest.Story{Publisher: "A", Published: "2029-05-01", Title: "A", Text: "The old quay at Orsund collapsed at night. Divers went down.", Happened: []archivetest.Happened{{Words: "collapsed", From: "2029-05-01", To: "2029-05-01"}}},
		archivetest.Story{Publisher: "B", Published: "2029-05-02", Title: "B", Text: "The old quay at Orsund collapsed, and divers went down.", Happened: []archivetest.Happened{{Words: "collapsed", From: "2029-05-01", To: "2029-05-01"}}},
		archivetest.Story{Publisher: "C", Published: "2029-05-03", Title: "C", Text: "In spring a crane fell over in Kelby.", Happened: []archivetest.Happened{{Words: "fell over", From: "2029-03-01", To: "2029-03-02"}}},
	)
	event := func(i int) link.EventRef { return link.EventRef{Report: ids[i], Event: "e1"} }
	links := link.Links{
		Copies: []link.Copy{
			{From: ids[0], To: ids[1], Kind: "rewrite", Share: 0.2, Doubtful: true, Passages: []link.Passage{{From: [2]int{43, 48}, To: [2]int{38, 43}, Words: "Diver"}, {From: [2]int{0, 31}, To: [2]int{0, 31}, Words: "The old quay at Orsund collapsed"}}, Why: []link.Reason{{Text: "they share a passage"}}},
			{From: ids[0], To: ids[2], Kind: "copy", Share: 0.9},
		},
		Occurrences: []link.Occurrence{
			{ID: "o1", Members: []link.EventRef{event(0), event(0)}},
			{ID: "o2", Members: []link.EventRef{event(0), event(1), event(2)}},
		},
	}
	if err := r.store.Link(context.Background(), "k", links); err != nil {
		t.Fatal(err)
	}
	return r, ids, reader
}

func TestReviewCopies(t *testing.T) {
	r, ids, reader := quayRoom(t)
	m := r.queue("/review.json?kind=copy")
	if len(m.Findings) != 1 {
		t.Fatalf("%d findings, want the doubtful copy alone: %+v", len(m.Findings), m.Findings)
	}
	d := m.Findings[0]
	if d.Copy != "rewrite" || len(d.Contexts) != 2 || d.Contexts[0].Report.ID != ids[0] || d.Contexts[1].Report.ID != ids[1] || d.Contexts[1].Start != 0 {
		t.Errorf("finding %+v", d)
	}
	if page := r.get("/review?kind=copy", http.StatusOK); strings.Count(page, "<blockquote") != 2 || !strings.Contains(page, "they share a passage") {
		t.Error("the page does not show the words of both sides and why")
	}
	at := r.decideOn(d.Finding, "reject", "kind", "copy")
	if m := r.queue("/review.json?kind=copy"); len(m.Findings) != 0 {
		t.Errorf("what was decided is asked again: %+v", m.Findings)
	}
	if reader.links != 1 {
		t.Errorf("linked %d times, want once", reader.links)
	}
	if page := r.get(at, http.StatusOK); !strings.Contains(page, "Found to be no copy:") {
		t.Error("the page does not say what was decided")
	}
	if w := r.post("/review/undo", url.Values{}); w.Code != http.StatusSeeOther || reader.links != 2 {
		t.Errorf("undone with %d, linked %d times; want 303, 2", w.Code, reader.links)
	}
	if m := r.queue("/review.json?kind=copy"); len(m.Findings) != 1 {
		t.Error("what was taken back is not asked again")
	}
	f := "k." + ids[0] + "." + ids[2] // of which there is no doubt: the report's page asks
	if page := r.get("/report/"+ids[2], http.StatusOK); !strings.Contains(page, `form="nocopy" name="finding" value="`+f+`"`) {
		t.Error("the page of a report does not let people say that it is no copy")
	}
	if at := r.decideOn(f, "reject", "back", "report "+ids[2]); at != "/report/"+ids[2] {
		t.Errorf("goes on at %s", at)
	}
	if page := r.get("/report/"+ids[2], http.StatusOK); !strings.Contains(page, "Found to be no copy:") || !strings.Contains(page, `form="takeback" name="decision" value="`+ids[2]+`.3"`) {
		t.Error("the page of the report does not tell of the decision")
	}
	for _, f := range []string{"k." + ids[1] + "." + ids[0], "k." + ids[0] + ".none"} {
		if w := r.post("/review", url.Values{"finding": {f}, "verdict": {"reject"}}); w.Code != http.StatusConflict {
			t.Errorf("%s: %d, want 409", f, w.Code)
		}
	}
}

// Every decision has words, whatever program wrote it.
func TestDecidedHasWords(t *testing.T) {
	b, err := files.ReadFile("words.tsv")
	if err != nil {
		t.Fatal(err)
	}
	words, err := parseWords(string(b))
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range []string{"statement", "identity", "claim", "claims", "copy", "event", "actor", ""} {
		for _, v := range []archive.Verdict{archive.Accept, archive.Reject, archive.Correct, archive.Same, archive.Different, archive.Undo} {
			if key := (Decided{Kind: kind, Verdict: string(v)}).Key(); words[key] == "" {
				t.Errorf("%s of %s: no words for %q", v, kind, key)
			}
		}
	}
}

func TestReviewEvents(t *testing.T) {
	r, ids, reader := quayRoom(t)
	m := r.queue("/review.json?kind=event")
	if len(m.Findings) != 1 {
		t.Fatalf("%d findings, want one: %+v", len(m.Findings), m.Findings)
	}
	d := m.Findings[0]
	if d.Contexts[1].Report.ID != ids[2] || !slices.Contains(d.Contexts[1].Runs, ReviewRun{"fell over", "said"}) || len(d.Why) != 3 {
		t.Errorf("finding %+v", d)
	}
	r.decideOn(d.Finding, "different", "kind", "event")
	if m := r.queue("/review.json?kind=event"); len(m.Findings) != 0 || reader.links != 1 {
		t.Errorf("after the decision: %+v, linked %d times", m.Findings, reader.links)
	}
	list, err := r.store.Decisions(context.Background(), ids[2], archive.Page{})
	if err != nil || len(list.Items) != 1 {
		t.Fatal(list, err)
	}
	got := list.Items[0]
	want := []link.Place{{Report: ids[0], Start: 23, End: 32, Words: "collapsed"}, {Report: ids[2], Start: 18, End: 27, Words: "fell over"}}
	if diff := cmp.Diff(want, got.Places); diff != "" || got.Kind != "event" || got.Verdict != archive.Different {
		t.Errorf("decision %+v: %s", got, diff)
	}
}

func TestReviewStretches(t *testing.T) {
	r := newRoom(t, reading(&fakeReader{}))
	text, said := "", []archivetest.Said{}
	for i := range 100 {
		words := fmt.Sprintf("that light %d was lit", i)
		text += "A sailor said " + words + ". "
		said = append(said, archivetest.Said{By: "A sailor", Naming: "bare", Act: "assert", Words: words})
	}
	for i := range 8 {
		r.add(archivetest.Story{Publisher: fmt.Sprint("Paper ", i), Published: fmt.Sprintf("2029-05-0%d", i+1), Title: "Lights", Text: text, Said: said})
	}
	seen, pages := map[string]bool{}, 0
	for at := "/review.json?limit=25"; at != ""; pages++ {
		m := r.queue(at)
		if n := len(m.Findings) + m.Waiting; n > stretches[ReviewStatements] {
			t.Fatalf("a page of %d", n)
		}
		for _, d := range m.Findings {
			if seen[d.Finding] {
				t.Fatalf("%s comes twice", d.Finding)
			}
			seen[d.Finding] = true
		}
		at = m.Next
	}
	if pages != 3 || len(seen) != 75 {
		t.Errorf("%d pages, %d findings; want 3, 75", pages, len(seen))
	}
}

func BenchmarkReview(b *testing.B) {
	r, _ := reviewRoom(b, 0.5, 0.4, 0.5, 0.5, 0.5)
	for i := range 200 {
		r.add(archivetest.Story{Publisher: fmt.Sprint("Paper ", i), Published: time.Date(2029, 5, 1+i, 0, 0, 0, 0, time.UTC).Format(time.DateOnly), Title: "Ferry", Text: reviewText, Said: reviewSaid})
	}
	for b.Loop() {
		r.get("/review", http.StatusOK)
	}
}
