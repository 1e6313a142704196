package web

import (
	"bytes"
	"context"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/archive/archivetest"
)

// upload posts files by their names, all with the same bytes.
func (r room) upload(path string, data []byte, names ...string) *httptest.ResponseRecorder {
	r.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for _, name := range names {
		part, err := form.CreateFormFile("file", name)
		if err != nil {
			r.t.Fatal(err)
		}
		part.Write(data) // a Buffer takes everything
	}
	form.Close()
	q := httptest.NewRequest(http.MethodPost, "http://localhost"+path, &body)
	q.Header.Set("Content-Type", form.FormDataContentType())
	w := httptest.NewRecorder()
	r.ServeHTTP(w, q)
	return w
}

func TestJobsUpload(t *testing.T) {
	var f fakeReader
	r := newRoom(t, reading(&f))
	w := r.upload("/jobs", []byte("a report"), "one.txt", "two.html")
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/jobs?addresses=0&files=2" {
		t.Fatalf("%d to %q", w.Code, w.Header().Get("Location"))
	}
	if diff := cmp.Diff([]string{"one.txt", "two.html"}, f.names); diff != "" || f.bytes != 16 {
		t.Errorf("%d bytes, %s", f.bytes, diff)
	}
	if page := r.get("/jobs?addresses=0&files=2", http.StatusOK); !strings.Contains(page, "2 files wait to be read.") {
		t.Error("the page does not tell what was added")
	}
	if w := r.upload("/api/v1/jobs", []byte("x"), "three.txt"); w.Body.String() != `{"files":1,"addresses":0}`+"\n" {
		t.Errorf("%d: %s", w.Code, w.Body)
	}
	if w := r.upload("/jobs", nil); w.Code != http.StatusBadRequest {
		t.Errorf("no file: %d", w.Code)
	}
}

func TestJobsNamesAreOnlyNames(t *testing.T) {
	for given, want := range map[string]string{
		"report.txt":               "report.txt",
		"../../etc/passwd":         "passwd",
		`..\..\windows\system.ini`: "system.ini",
		"/etc/passwd":              "passwd",
		`C:\report.txt`:            "report.txt",
		"..":                       "file",
		".":                        "file",
		"":                         "file",
		"/":                        "file",
		".htaccess":                "htaccess",
		"a\x00b\nc.txt":            "abc.txt",
		"bericht-ä.txt":            "bericht-ä.txt",
		"\xff\xfe.txt":             "txt",
	} {
		if got := baseName(given); got != want {
			t.Errorf("%q is %q, want %q", given, got, want)
		}
	}
	if got := baseName(strings.Repeat("ä", 500) + ".pdf"); len(got) > longestName || !strings.HasSuffix(got, ".pdf") {
		t.Errorf("a long name is %q", got)
	}
	var f fakeReader
	newRoom(t, reading(&f)).upload("/jobs", []byte("x"), `..\..\secret.txt`)
	if !slices.Equal(f.names, []string{"secret.txt"}) {
		t.Errorf("uploaded as %q", f.names)
	}
}

func FuzzBaseName(f *testing.F) {
	f.Add("../a")
	f.Add(`..\ .`)
	f.Fuzz(func(t *testing.T, name string) {
		if got := baseName(name); got == "" || got == "." || got == ".." || strings.ContainsAny(got, "/\\\x00") || len(got) > longestName {
			t.Errorf("%q is %q", name, got)
		}
	})
}

func TestJobsUploadsAreLimited(t *testing.T) {
	if testing.Short() {
		t.Skip("sends 64 MB")
	}
	var f fakeReader
	r := newRoom(t, reading(&f))
	if w := r.upload("/api/v1/jobs", make([]byte, maxUpload), "large.txt"); w.Code != http.StatusRequestEntityTooLarge || len(f.names) > 0 {
		t.Errorf("%d, %d files", w.Code, len(f.names))
	}
	if w := r.post("/review", url.Values{"finding": {strings.Repeat("x", maxForm)}}); w.Code != http.StatusBadRequest {
		t.Errorf("a large form: %d", w.Code)
	}
}

func TestJobsAddresses(t *testing.T) {
	for _, c := range []struct {
		urls   string
		status int
		want   []string
	}{
		{"http://example.org/a\n\n  https://example.org/b?c=d#e  \r\n", http.StatusSeeOther, []string{"http://example.org/a", "https://example.org/b?c=d#e"}},
		{"http://example.org/a\nfile:///etc/passwd", http.StatusBadRequest, nil},
		{"javascript:alert(1)", http.StatusBadRequest, nil},
		{"http://user:password@example.org/", http.StatusBadRequest, nil},
		{"example.org", http.StatusBadRequest, nil},
		{"http://", http.StatusBadRequest, nil},
		{" \n ", http.StatusBadRequest, nil},
		{strings.Repeat("http://example.org/\n", mostAddresses+1), http.StatusBadRequest, nil},
	} {
		var f fakeReader
		w := newRoom(t, reading(&f)).post("/jobs", url.Values{"urls": {c.urls}})
		if w.Code != c.status || !slices.Equal(f.urls, c.want) {
			t.Errorf("%.60q: %d, fetches %q; want %d, %q", c.urls, w.Code, f.urls, c.status, c.want)
		}
	}
}

func failures(t *testing.T, r room) {
	t.Helper()
	var list []archive.Failure
	for i := range 7 {
		list = append(list, archive.Failure{Input: archive.Input{Name: fmt.Sprintf("scan%d.pdf", i)}, Cause: "no text layer (scanned pages?)", Message: "no text layer", Last: archivetest.Day})
	}
	list = append(list, archive.Failure{Input: archive.Input{Name: "http://example.org/x"}, Cause: "not found", Message: "status 404", Last: archivetest.Day})
	if err := r.store.Fail(context.Background(), list); err != nil {
		t.Fatal(err)
	}
}

func TestJobsFailuresByCause(t *testing.T) {
	f := fakeReader{progress: Progress{Waiting: 3, Read: 10, Failed: 2, Rate: 0.5, Current: "now.txt"}}
	r := newRoom(t, reading(&f))
	failures(t, r)
	var m Jobs
	r.getJSON("/jobs.json", &m)
	if m.Failures != 8 || len(m.Causes) != 2 || m.Causes[0].Failures != 7 || len(m.Causes[0].Some) != someFailures || *m.Progress != f.progress {
		t.Errorf("%+v", m)
	}
	page := r.get("/jobs", http.StatusOK)
	for _, want := range []string{"The pages are pictures.", "scan4.pdf", "all 7", "30 a minute", "now.txt", `max="15" value="12"`, "Try everything again"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %q", want)
		}
	}
	if w := r.post("/jobs/retry", url.Values{"cause": {"not found"}}); w.Code != http.StatusSeeOther || !slices.Equal(f.retried, []string{"not found"}) {
		t.Errorf("%d, retried %q", w.Code, f.retried)
	}
	r.post("/jobs/retry", nil)
	if !slices.Equal(f.retried, []string{"not found", ""}) {
		t.Errorf("retried %q", f.retried)
	}
}

func TestJobsFailuresPage(t *testing.T) {
	r := newRoom(t, reading(&fakeReader{}))
	failures(t, r)
	var names []string
	for at := "/failures.json?limit=3&cause=" + url.QueryEscape("no text layer (scanned pages?)"); at != ""; {
		var m Failures
		r.getJSON(at, &m)
		for _, f := range m.Failures {
			names = append(names, f.Input)
		}
		at = m.Next
	}
	if len(names) != 7 || names[6] != "scan6.pdf" {
		t.Errorf("%q", names)
	}
	r.get("/failures", http.StatusOK)
	if csv := r.get("/failures.csv", http.StatusOK); strings.Count(csv, "\n") != 9 {
		t.Errorf("CSV:\n%s", csv)
	}
}

func TestJobsOnlyLookedAt(t *testing.T) {
	r := newRoom(t)
	failures(t, r)
	page := r.get("/jobs", http.StatusOK)
	if strings.Contains(page, `method="post"`) || !strings.Contains(page, "only looked at") || !strings.Contains(page, "scan0.pdf") {
		t.Error("an archive that is only looked at offers to add, or hides what failed")
	}
}

// Every cause with advice has it in the catalogue.
func TestJobsAdvice(t *testing.T) {
	a, err := newAssets()
	if err != nil {
		t.Fatal(err)
	}
	p, err := newPages(a)
	if err != nil {
		t.Fatal(err)
	}
	for cause := range causeWords {
		key := JobCause{Cause: cause}.Advice()
		if _, err := p.say(key); err != nil || key == "cause.other" {
			t.Errorf("%s: %v", cause, err)
		}
	}
	if key := (JobCause{Cause: "gremlins"}).Advice(); key != "cause.other" {
		t.Errorf("an unknown cause has %s", key)
	}
}
