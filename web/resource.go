package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"encoding/csv"
	"encoding/json"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"

	"github.com/saysonews/sayso/archive"
)

// A form is how an answer is written.
type form string

const (
	formHTML form = ""
	formJSON form = ".json"
	formCSV  form = ".csv"
)

// formOf is what is asked for: JSON under /api/, else what the path ends in.
func formOf(r *http.Request) form {
	if strings.HasPrefix(r.URL.Path, "/api/") {
		return formJSON
	}
	switch ext := form(path.Ext(r.URL.Path)); ext {
	case formJSON, formCSV:
		return ext
	}
	return formHTML
}

// A request is what a loader sees of one: the name in its path, without the form
// that is asked for, and its parameters.
type request struct {
	path   string // escaped
	id     string
	values url.Values
	raw    *http.Request
}

func requestOf(r *http.Request) request {
	f := string(formOf(r))
	return request{path: strings.TrimSuffix(r.URL.EscapedPath(), f), id: strings.TrimSuffix(r.PathValue("id"), f), values: r.URL.Query(), raw: r}
}

func (q request) get(name string) string { return q.values.Get(name) }

// page is the part of a list that is asked for.
func (q request) page() archive.Page {
	limit, _ := strconv.Atoi(q.get("limit")) // what is no number asks for the usual
	return archive.Page{After: q.get("after"), Limit: min(max(limit, 0), maxPage)}
}

// maxPage is the most entries of one page; there is no end to pages.
const maxPage = 500

// with is the address of the request with one parameter set, or taken away where
// the value is "". A new question begins on its first page.
func (q request) with(name, value string) string {
	v := url.Values{}
	for k, list := range q.values {
		if k != "after" && k != "token" {
			v[k] = list
		}
	}
	if value == "" {
		v.Del(name)
	} else {
		v.Set(name, value)
	}
	if len(v) == 0 {
		return q.path
	}
	return q.path + "?" + v.Encode()
}

// as is the address of the request in another form.
func (q request) as(f string) string {
	base := q.path
	if base == "/" {
		base = "/search"
	}
	v := url.Values{}
	for k, list := range q.values {
		if k != "token" { // a link that somebody copies must not let others in
			v[k] = list
		}
	}
	if len(v) == 0 {
		return base + f
	}
	return base + f + "?" + v.Encode()
}

// A table is a model that is a table as well.
type table interface{ Table() [][]string }

// A Page is the part of a model that goes on: after is what the next page begins
// after, "" on the last.
type Page struct {
	Next  string `json:"next,omitempty"` // address of the next page
	after string
}

func (p *Page) page() *Page { return p }

type paged interface{ page() *Page }

// show answers with the page of a resource, or its model where the path asks so.
func (s *server) show(res resource) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		q := requestOf(r)
		model, err := res.load(r.Context(), q)
		if err != nil {
			s.fail(w, r, err)
			return
		}
		goOn(model, r)
		switch formOf(r) {
		case formJSON:
			writeJSON(w, r, http.StatusOK, model)
		case formCSV:
			s.writeCSV(w, r, model)
		default:
			s.pages.write(w, r, http.StatusOK, res.name, view{Title: titleOf(model), Nav: res.nav, Model: model, Request: q, server: s})
		}
	})
}

// serve answers with the model of a resource as JSON.
func (s *server) serve(res resource) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		model, err := res.load(r.Context(), requestOf(r))
		if err != nil {
			s.fail(w, r, err)
			return
		}
		goOn(model, r)
		writeJSON(w, r, http.StatusOK, model)
	})
}

// goOn sets the address of the next page.
func goOn(model any, r *http.Request) {
	m, ok := model.(paged)
	if !ok || m.page().after == "" {
		return
	}
	v := r.URL.Query()
	v.Del("token")
	v.Set("after", m.page().after)
	m.page().Next = r.URL.EscapedPath() + "?" + v.Encode()
}

func titleOf(model any) string {
	if t, ok := model.(interface{ Title() string }); ok {
		return t.Title()
	}
	return ""
}

// act does an action and goes on to a page.
func (s *server) act(a action) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		q, err := s.posted(w, r)
		if err == nil {
			_, err = a.do(r.Context(), q)
		}
		if err != nil {
			s.fail(w, r, err)
			return
		}
		http.Redirect(w, r, a.then(q), http.StatusSeeOther)
	})
}

// actJSON does an action and answers with its outcome.
func (s *server) actJSON(a action) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		q, err := s.posted(w, r)
		var out any
		if err == nil {
			out, err = a.do(r.Context(), q)
		}
		if err != nil {
			s.fail(w, r, err)
			return
		}
		writeJSON(w, r, http.StatusOK, out)
	})
}

// posted reads the parameters of an action: a form, or a flat JSON object.
func (s *server) posted(w http.ResponseWriter, r *http.Request) (request, error) {
	q := requestOf(r)
	switch kind, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";"); kind {
	case "multipart/form-data": // uploads: the action reads the parts itself
		r.Body = http.MaxBytesReader(w, r.Body, maxUpload)
		return q, nil
	case "application/json":
		var fields map[string]string
		if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxForm)).Decode(&fields); err != nil {
			return q, badRequest("The body is not one JSON object of strings.")
		}
		for k, v := range fields {
			q.values.Set(k, v)
		}
		return q, nil
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	if err := r.ParseForm(); err != nil {
		return q, badRequest("The form could not be read.")
	}
	q.values = r.Form
	return q, nil
}

// maxUpload is the largest upload in bytes.
const maxUpload = 64 << 20

func writeJSON(w http.ResponseWriter, r *http.Request, status int, v any) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		http.Error(w, `{"error":{"status":500,"code":"fault","message":"The answer has no JSON form."}}`, http.StatusInternalServerError)
		return
	}
	send(w, r, status, "application/json; charset=utf-8", b.Bytes())
}

func (s *server) writeCSV(w http.ResponseWriter, r *http.Request, model any) {
	t, ok := model.(table)
	if !ok {
		s.fail(w, r, notFound("table of this page"))
		return
	}
	var b bytes.Buffer
	if err := csv.NewWriter(&b).WriteAll(t.Table()); err != nil {
		s.fail(w, r, err)
		return
	}
	if p, ok := model.(paged); ok && p.page().Next != "" {
		w.Header().Set("Link", "<"+p.page().Next+`>; rel="next"`) // a table has no other place for it
	}
	send(w, r, http.StatusOK, "text/csv; charset=utf-8", b.Bytes())
}

// send writes an answer with its tag, or only that it has not changed.
func send(w http.ResponseWriter, r *http.Request, status int, kind string, body []byte) {
	sum := sha256.Sum256(body)
	tag := `W/"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Add("Vary", "Accept-Encoding")
	if status == http.StatusOK {
		h.Set("ETag", tag)
		h.Set("Cache-Control", "private, no-cache")
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	if len(body) > 1<<10 && strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		w.WriteHeader(status)
		z, _ := gzip.NewWriterLevel(w, gzip.BestSpeed) // the level is one that exists
		z.Write(body)                                  // whoever asked may be gone
		z.Close()
		return
	}
	w.WriteHeader(status)
	w.Write(body)
}
