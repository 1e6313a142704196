package web

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/archive/archivetest"
	"github.com/saysonews/sayso/archive/sqlite"
)

// A room is a reading room over a store of its own.
type room struct {
	t     testing.TB
	store archive.Store
	http.Handler
}

func newRoom(t testing.TB, with ...func(*Options)) room {
	t.Helper()
	store, err := sqlite.Open(context.Background(), filepath.Join(t.TempDir(), "room.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	o := Options{Store: store}
	for _, set := range with {
		set(&o)
	}
	h, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return room{t, store, h}
}

// add adds stories, and gives the IDs of their reports.
func (r room) add(stories ...archivetest.Story) []string {
	r.t.Helper()
	var items []archive.Item
	for _, s := range stories {
		items = append(items, s.Item(s.Publisher+s.Title))
	}
	added, err := r.store.Add(context.Background(), items)
	if err != nil {
		r.t.Fatal(err)
	}
	var ids []string
	for _, a := range added {
		ids = append(ids, a.ID)
	}
	return ids
}

// get is what the room answers at a path.
func (r room) get(path string, status int) string {
	r.t.Helper()
	w := httptest.NewRecorder()
	r.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://localhost"+path, nil))
	if w.Code != status {
		r.t.Fatalf("%s: status %d, want %d: %s", path, w.Code, status, w.Body)
	}
	return w.Body.String()
}

// post is what the room answers to a form.
func (r room) post(path string, form url.Values) *httptest.ResponseRecorder {
	r.t.Helper()
	q := httptest.NewRequest(http.MethodPost, "http://localhost"+path, strings.NewReader(form.Encode()))
	q.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	r.ServeHTTP(w, q)
	return w
}

// getJSON reads the model at a path into v.
func (r room) getJSON(path string, v any) {
	r.t.Helper()
	if err := json.Unmarshal([]byte(r.get(path, http.StatusOK)), v); err != nil {
		r.t.Fatal(err)
	}
}

// A fakeReader notes what it is told to read.
type fakeReader struct {
	names, urls, retried []string
	bytes                int
	links                int
	progress             Progress
}

func (f *fakeReader) Link(context.Context) error {
	f.links++
	return nil
}

func (f *fakeReader) Upload(_ context.Context, name string, data []byte) error {
	f.names, f.bytes = append(f.names, name), f.bytes+len(data)
	return nil
}

func (f *fakeReader) Fetch(_ context.Context, url string) error {
	f.urls = append(f.urls, url)
	return nil
}

func (f *fakeReader) Retry(_ context.Context, cause string) error {
	f.retried = append(f.retried, cause)
	return nil
}

func (f *fakeReader) Progress() Progress { return f.progress }

// reading lets people add and decide.
func reading(f *fakeReader) func(*Options) { return func(o *Options) { o.Reader = f } }
