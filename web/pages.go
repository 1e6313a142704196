package web

import (
	"bufio"
	"bytes"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"strings"

	"github.com/saysonews/sayso/export"
)

// pages are the templates: a file a page, and parts.tmpl and layout.tmpl, which
// all share.
type pages struct {
	byName map[string]*template.Template
	words  map[string]string
}

// A view is what a template sees.
type view struct {
	Title   string
	Nav     string
	Model   any
	Request request
	server  *server
}

// Token tells whether the archive asks for one, Adds whether reports can be added.
func (v view) Adds() bool { return v.server.Reader != nil }

// Version is that of the program.
func (v view) Version() string { return v.server.Version }

// With is the address of this page with a parameter set, or taken away for "".
func (v view) With(name, value string) string { return v.Request.with(name, value) }

// As is the address of this page in another form: ".json" or ".csv".
func (v view) As(form string) string { return v.Request.as(form) }

// Table tells whether this page has a CSV form.
func (v view) Table() bool { _, ok := v.Model.(table); return ok }

// Get is a parameter of the request.
func (v view) Get(name string) string { return v.Request.get(name) }

func newPages(a assets) (pages, error) {
	p := pages{byName: map[string]*template.Template{}}
	b, err := files.ReadFile("words.tsv")
	if err != nil {
		return p, err
	}
	if p.words, err = parseWords(string(b)); err != nil {
		return p, err
	}
	f := sub("pages")
	base := template.New("").Funcs(template.FuncMap{
		"t":       p.say,
		"asset":   func(name string) string { return a.names[name] },
		"dict":    dict,
		"part":    url.PathEscape, // a name as one part of a path, whatever is in it
		"day":     Day,
		"dayof":   dayOf,
		"span":    Span,
		"pieces":  pieces,
		"wording": export.Wording,
		"kind":    actorKind,
	})
	if base, err = base.ParseFS(f, "layout.tmpl", "parts.tmpl"); err != nil {
		return p, err
	}
	names, err := sortedNames(f, "*.tmpl")
	if err != nil {
		return p, err
	}
	for _, file := range names {
		name := strings.TrimSuffix(file, ".tmpl")
		if name == "layout" || name == "parts" {
			continue
		}
		own, err := base.Clone()
		if err != nil {
			return p, err
		}
		if p.byName[name], err = own.ParseFS(f, file); err != nil {
			return p, err
		}
	}
	return p, nil
}

// write answers with a page.
func (p pages) write(w http.ResponseWriter, r *http.Request, status int, name string, v view) {
	var b bytes.Buffer
	t := p.byName[name]
	if t == nil {
		t, v.Model = p.byName["problem"], internal()
	}
	if err := t.ExecuteTemplate(&b, "layout", v); err != nil {
		v.server.Log.Error("page failed", "page", name, "error", err)
		http.Error(w, internal().Message, http.StatusInternalServerError)
		return
	}
	send(w, r, status, "text/html; charset=utf-8", b.Bytes())
}

// say is the text of a key of words.tsv, with what is put into it. A text with a
// bar has two forms, for one and for other numbers: "%d report|%d reports".
func (p pages) say(key string, args ...any) (string, error) {
	text, ok := p.words[key]
	if !ok {
		return "", fmt.Errorf("no words for %q", key)
	}
	if one, many, ok := strings.Cut(text, "|"); ok {
		text = many
		if len(args) > 0 && fmt.Sprint(args[0]) == "1" {
			text = one
		}
	}
	if len(args) == 0 {
		return text, nil
	}
	return fmt.Sprintf(text, args...), nil
}

// parseWords reads the catalogue: a key, a tab, and the text on each line; lines
// that begin with # are comments.
func parseWords(s string) (map[string]string, error) {
	words := map[string]string{}
	lines := bufio.NewScanner(strings.NewReader(s))
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		key, text, ok := strings.Cut(line, "\t")
		if !ok || text == "" || words[key] != "" {
			return nil, fmt.Errorf("words.tsv:%d: %q has no text or is there twice", n, key)
		}
		words[key] = text
	}
	return words, lines.Err()
}

// dict makes a map out of keys and values, for parts that need several.
func dict(pairs ...any) (map[string]any, error) {
	m := map[string]any{}
	for i := 0; i+1 < len(pairs); i += 2 {
		key, ok := pairs[i].(string)
		if !ok {
			return nil, fmt.Errorf("dict: %v is no key", pairs[i])
		}
		m[key] = pairs[i+1]
	}
	return m, nil
}
