package web

import (
	"cmp"
	"context"
	"embed"
	"io/fs"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/saysonews/sayso/archive"
)

// Options are what the reading room is made of.
type Options struct {
	Store   archive.Store
	Reader  Reader           // reads what people add; nil: the archive is only looked at
	Token   string           // what a request has to bring, as a cookie or bearer; "" asks for none
	Hosts   []string         // names that the server answers to besides localhost and addresses of it
	Version string           // of the program
	Now     func() time.Time // the clock
	Log     *slog.Logger     // nil: none
}

// A Reader reads what people add to the archive, in the background.
type Reader interface {
	// Upload queues a file by its name and bytes.
	Upload(ctx context.Context, name string, data []byte) error
	// Fetch queues the report at an address.
	Fetch(ctx context.Context, url string) error
	// Retry queues failures again: those of a cause, or all for "".
	Retry(ctx context.Context, cause string) error
	// Link links the archive anew: somebody decided on what linking found.
	Link(ctx context.Context) error
	// Progress is where the work stands.
	Progress() Progress
}

// Progress is where reading stands.
type Progress struct {
	Waiting int     `json:"waiting"`
	Read    int     `json:"read"`
	Same    int     `json:"same"` // in the archive already
	Failed  int     `json:"failed"`
	Rate    float64 `json:"rate"` // reports a second
	Current string  `json:"current,omitempty"`
	Linking bool    `json:"linking"`
}

// A server answers requests.
type server struct {
	Options
	assets assets
	pages  pages
}

// New is the handler of the reading room.
func New(o Options) (http.Handler, error) {
	o.Log = cmp.Or(o.Log, slog.New(slog.DiscardHandler))
	o.Now = nonNil(o.Now, time.Now)
	a, err := newAssets()
	if err != nil {
		return nil, err
	}
	p, err := newPages(a)
	if err != nil {
		return nil, err
	}
	s := &server{Options: o, assets: a, pages: p}
	mux := http.NewServeMux()
	for _, r := range s.resources() {
		for _, form := range formsOf(r.page) {
			mux.Handle("GET "+r.page+form, s.show(r))
		}
		if r.api != "" {
			mux.Handle("GET /api/v1"+r.api, s.serve(r))
		}
	}
	for _, a := range s.actions() {
		mux.Handle("POST "+a.page, s.act(a))
		mux.Handle("POST /api/v1"+a.api, s.actJSON(a))
	}
	mux.HandleFunc("GET /assets/{name}", s.asset)
	mux.HandleFunc("GET /api/v1/openapi.json", s.openAPI)
	mux.HandleFunc("/", s.nothing)
	return s.guard(mux), nil
}

// formsOf are what may stand behind the pattern of a page. Where it ends in a name
// that is part of the path, the name takes the form along.
func formsOf(pattern string) []string {
	if strings.HasSuffix(pattern, "}") {
		return []string{""}
	}
	return []string{"", string(formJSON), string(formCSV)}
}

func nonNil[T any](f, other func() T) func() T {
	if f != nil {
		return f
	}
	return other
}

// A resource is something to look at.
type resource struct {
	page string // pattern of its page: "/claim/{id}"; ".json" and ".csv" after it give the model
	api  string // pattern under /api/v1: "/claims/{id}"; "" for none
	name string // of its template, and of its model in the API's description
	nav  string // the part of the house that it belongs to
	load func(ctx context.Context, q request) (any, error)
}

// An action is something to do.
type action struct {
	page, api string
	name      string
	do        func(ctx context.Context, q request) (any, error) // gives what the API answers
	then      func(q request) string                            // where the page goes on
}

//go:embed pages assets words.tsv openapi.json
var files embed.FS

// sub is a folder of the embedded files.
func sub(name string) fs.FS {
	f, err := fs.Sub(files, name)
	if err != nil {
		panic(err) // the folder is embedded
	}
	return f
}

// sortedNames are the names of the files in a folder that end so.
func sortedNames(f fs.FS, pattern string) ([]string, error) {
	names, err := fs.Glob(f, pattern)
	slices.Sort(names)
	return names, err
}
