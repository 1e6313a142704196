package layout_test

import (
	"compress/gzip"
	"fmt"
	"github.com/saysonews/sayso/analyze/layout"
	"github.com/saysonews/sayso/doc"
	"github.com/saysonews/sayso/input"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestZZ(t *testing.T) {
	fs, _ := filepath.Glob(os.Getenv("G"))
	for _, p := range fs {
		f, _ := os.Open(p)
		var b []byte
		if strings.HasSuffix(p, ".gz") {
			z, _ := gzip.NewReader(f)
			b, _ = io.ReadAll(z)
		} else {
			b, _ = io.ReadAll(f)
		}
		s, err := input.Read(strings.TrimSuffix(p, ".gz"), b, input.Options{})
		if err != nil {
			fmt.Println("ERR", err)
			continue
		}
		d := &doc.Doc{Source: *s}
		h, rs := layout.Find(d)
		by := []string{}
		for _, w := range h.Byline {
			by = append(by, w.Text)
		}
		fmt.Printf("### %s %v\n  T %q %v\n  B %q P %q D %s/%s DL %q C %v\n", filepath.Base(p), s.Warnings, h.Title.Text, !h.Title.Span.Empty(), by, h.Publisher.Text, h.Published, h.Basis, h.Dateline.Text, h.Credits)
		for _, r := range rs {
			if r.Kind != doc.Body {
				x := r.Span.In(d.Text)
				if len(x) > 150 {
					x = x[:150]
				}
				fmt.Printf("    %s %q\n", r.Kind, x)
			}
		}
	}
}
