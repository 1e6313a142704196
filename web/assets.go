package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"mime"
	"net/http"
	"path"
	"strings"

	"github.com/saysonews/sayso/export"
)

// assets are the style and the scripts, by the names under which they are served:
// with a hash of their content, so that a browser may keep them for ever.
type assets struct {
	byName map[string]assetFile
	names  map[string]string // "style.css" to "style.1a2b3c4d.css"
}

type assetFile struct {
	kind        string
	plain, gzip []byte
}

// newAssets makes one style out of all style files, in the order of their names,
// and that of reports, and takes every other file as it is. Scripts import each other by their plain
// names; those are put right here.
func newAssets() (assets, error) {
	a := assets{map[string]assetFile{}, map[string]string{}}
	f := sub("assets")
	styles, err := sortedNames(f, "*.css")
	if err != nil {
		return a, err
	}
	var style bytes.Buffer
	for _, name := range styles {
		b, err := files.ReadFile("assets/" + name)
		if err != nil {
			return a, err
		}
		style.Write(b)
	}
	style.WriteString(export.ReportCSS)
	a.add("style.css", style.Bytes())
	all, err := sortedNames(f, "*")
	if err != nil {
		return a, err
	}
	for _, name := range all {
		if path.Ext(name) == ".css" {
			continue
		}
		b, err := files.ReadFile("assets/" + name)
		if err != nil {
			return a, err
		}
		a.add(name, b)
	}
	return a, nil
}

func (a assets) add(name string, content []byte) {
	sum := sha256.Sum256(content)
	ext := path.Ext(name)
	hashed := strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:4]) + ext
	var z bytes.Buffer
	w, _ := gzip.NewWriterLevel(&z, gzip.BestCompression) // the level is one that exists
	w.Write(content)                                      // a Buffer takes everything
	w.Close()
	kind := mime.TypeByExtension(ext)
	if ext == ".js" {
		kind = "text/javascript; charset=utf-8"
	}
	a.byName[hashed] = assetFile{kind, content, z.Bytes()}
	a.names[name] = "/assets/" + hashed
}

func (s *server) asset(w http.ResponseWriter, r *http.Request) {
	f, ok := s.assets.byName[r.PathValue("name")]
	if !ok {
		s.nothing(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", f.kind)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("Vary", "Accept-Encoding")
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		w.Write(f.gzip)
		return
	}
	w.Write(f.plain)
}
