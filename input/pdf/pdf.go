// Package pdf reads the report out of a PDF file's text layer.
//
//   - A glyph is a piece of text with its place on the page, in points from the
//     lower left corner (content.go).
//   - A line is a run of glyphs on one baseline within one column; a gutter is
//     the empty strip between columns (page.go).
//   - A paragraph is lines that belong together by spacing, indent and type size
//     (paragraph.go). Words that the typesetter broke at a line end are joined.
//   - Running heads, running feet and page numbers are left out (running.go).
//
// Objects, cross-references and filters are read by ledongthuc/pdf. It panics on
// some broken files and can be slow on others, so all work is done apart, under
// a recover and a time limit, and with bounds on pages and glyphs.
package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"

	lib "github.com/ledongthuc/pdf"

	"github.com/saysonews/sayso/doc"
)

// Reasons for refusing a file.
var (
	ErrNoText    = errors.New("no text layer (scanned pages?)")
	ErrEncrypted = errors.New("encrypted PDF")
	ErrMalformed = errors.New("malformed PDF")
	ErrTime      = errors.New("PDF takes too long to read")
)

// Options bound the work spent on a file. Zero fields mean the defaults.
type Options struct {
	Pages  int           // pages read at most: 500; the rest is left out with a warning
	Glyphs int           // glyphs read at most: 4 million
	Time   time.Duration // 30 seconds
}

func (o Options) orDefault() Options {
	if o.Pages <= 0 {
		o.Pages = 500
	}
	if o.Glyphs <= 0 {
		o.Glyphs = 4e6
	}
	if o.Time <= 0 {
		o.Time = 30 * time.Second
	}
	return o
}

// Read gives the report in the PDF file b.
func Read(b []byte, opt Options) (*doc.Source, error) {
	opt = opt.orDefault()
	type result struct {
		src *doc.Source
		err error
	}
	done := make(chan result, 1)
	stop := make(chan struct{})
	go func() {
		defer func() {
			if r := recover(); r != nil {
				done <- result{nil, fmt.Errorf("%w: %v", ErrMalformed, r)}
			}
		}()
		src, err := read(b, opt, stop)
		done <- result{src, err}
	}()
	clock := time.NewTimer(opt.Time)
	defer clock.Stop()
	select {
	case r := <-done:
		return r.src, r.err
	case <-clock.C:
		close(stop)
		return nil, ErrTime
	}
}

func read(b []byte, opt Options, stop <-chan struct{}) (*doc.Source, error) {
	r, err := lib.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil, openReason(err)
	}
	src := &doc.Source{MediaType: "application/pdf"}
	pages, broken, more := readPages(r, opt, stop)
	paragraphs := assemble(pages)
	if letterCount(paragraphs) == 0 {
		return nil, ErrNoText
	}
	src.Text = strings.ToValidUTF8(strings.Join(paragraphs, "\n\n"), "\ufffd")
	src.Meta = metadata(r, src.Text)
	if broken > 0 {
		src.Warnings = append(src.Warnings, doc.Warning{Code: "pdf-pages", Message: fmt.Sprintf("%d pages could not be read and are left out", broken)})
	}
	if more {
		src.Warnings = append(src.Warnings, doc.Warning{Code: "truncated", Message: fmt.Sprintf("only the first %d pages were read", len(pages))})
	}
	return src, nil
}

// openReason names what is wrong with a file that cannot be opened.
func openReason(err error) error {
	if errors.Is(err, lib.ErrInvalidPassword) {
		return ErrEncrypted
	}
	msg := err.Error()
	switch {
	case strings.Contains(msg, "encrypt"):
		return ErrEncrypted
	case strings.Contains(msg, "missing %%EOF"), strings.Contains(msg, "startxref"):
		return fmt.Errorf("%w: the end of the file is missing", ErrMalformed)
	}
	return fmt.Errorf("%w: %s", ErrMalformed, strings.TrimPrefix(strings.TrimPrefix(msg, "malformed PDF: "), "malformed PDF file: "))
}

// readPages reads the glyphs of every page. A page that cannot be read is left
// out and counted; more tells that pages were left unread.
func readPages(r *lib.Reader, opt Options, stop <-chan struct{}) (pages [][]glyph, broken int, more bool) {
	n := r.NumPage()
	left := opt.Glyphs
	for i := 1; i <= n; i++ {
		if i > opt.Pages || left <= 0 {
			return pages, broken, true
		}
		select {
		case <-stop:
			return pages, broken, true
		default:
		}
		glyphs, ok := pageGlyphs(r, i, left)
		if !ok {
			broken++
		}
		left -= len(glyphs)
		pages = append(pages, glyphs)
	}
	return pages, broken, false
}

// pageGlyphs reads page n; ok is false where the page is damaged. What was read
// before the damage is kept.
func pageGlyphs(r *lib.Reader, n, limit int) (glyphs []glyph, ok bool) {
	c := &content{limit: limit, fonts: map[string]*font{}}
	defer func() {
		if recover() != nil {
			glyphs, ok = c.glyphs, false
		}
	}()
	p := r.Page(n)
	if p.V.IsNull() {
		return nil, true
	}
	c.page(p)
	return c.glyphs, true
}

func letterCount(paragraphs []string) int {
	n := 0
	for _, p := range paragraphs {
		for _, r := range p {
			if unicode.IsLetter(r) {
				n++
			}
		}
	}
	return n
}

// metadata takes the language, and the title where the text bears it out: what
// programs write as a title is often a file name.
func metadata(r *lib.Reader, text string) (m doc.Metadata) {
	defer func() { _ = recover() }()
	head := squeeze(text[:min(len(text), 2000)])
	title := strings.Join(strings.Fields(r.Trailer().Key("Info").Key("Title").Text()), " ")
	if len(strings.Fields(title)) >= 3 && strings.Contains(head, squeeze(title)) {
		m.Title = strings.ToValidUTF8(title, "\ufffd")
	}
	lang := r.Trailer().Key("Root").Key("Lang").Text()
	if len(lang) >= 2 && len(lang) <= 12 && strings.Trim(lang, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-0123456789") == "" {
		m.Language = lang
	}
	return m
}

// squeeze is s in letters and digits alone.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
