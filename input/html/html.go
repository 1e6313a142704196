// Package html reads the report out of a web page.
//
//   - The main text is found by Readability (Arc90, Mozilla) and cleaned by rules
//     of our own: link lists, notices and picture lines that it leaves in go.
//   - A paragraph is the text of one block element, white space collapsed.
//     Paragraphs are parted by a blank line; the headline is the first.
//   - The metadata is read from the page's head, its JSON-LD and its marked up
//     byline and time, in the order of their worth.
package html

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"

	"github.com/saysonews/sayso/doc"
)

// ErrNoText is the reason for refusing a page without any text.
var ErrNoText = errors.New("no text in the page")

// ErrTime is the reason for giving up on a page that takes too long.
var ErrTime = errors.New("page takes too long to read")

// budget bounds the time for one page. Real pages take milliseconds.
const budget = 20 * time.Second

// maxElements is the size of the largest page that Readability, which goes
// over the page several times, is asked about.
const maxElements = 60000

// Read gives the report in the page b. The content type is what a server said of
// it, whose charset goes over what the page declares; "" for nothing.
func Read(b []byte, contentType string) (*doc.Source, error) {
	type result struct {
		src *doc.Source
		err error
	}
	done := make(chan result, 1)
	go func() {
		defer func() {
			if r := recover(); r != nil {
				done <- result{nil, fmt.Errorf("malformed page: %v", r)}
			}
		}()
		src, err := read(b, contentType)
		done <- result{src, err}
	}()
	clock := time.NewTimer(budget)
	defer clock.Stop()
	select {
	case r := <-done:
		return r.src, r.err
	case <-clock.C:
		return nil, ErrTime
	}
}

func read(b []byte, contentType string) (*doc.Source, error) {
	page, warnings := decode(b, contentType)
	src := &doc.Source{MediaType: "text/html", Warnings: warnings}
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		// Only nesting beyond all measure is an error: the tags tell nothing then.
		src.Text = bareText(page)
		src.Warnings = append(src.Warnings, doc.Warning{Code: "html-structure", Message: "the page's structure could not be read; all its text was taken"})
		return src, refuseEmpty(src)
	}
	var given string
	src.Meta, src.URL, given = metadata(root)
	paragraphs := mainText(root, src.Meta, given)
	src.Text = strings.Join(paragraphs, "\n\n")
	return src, refuseEmpty(src)
}

func refuseEmpty(src *doc.Source) error {
	if strings.TrimSpace(src.Text) == "" {
		return ErrNoText
	}
	return nil
}

// decode gives the page in UTF-8. The encoding is found as browsers do: byte order
// mark, then what the server says, then what the page declares, then the bytes
// themselves.
func decode(b []byte, contentType string) (string, []doc.Warning) {
	if utf8.Valid(b) {
		return strings.TrimPrefix(string(b), "\ufeff"), nil
	}
	enc, name, certain := charset.DetermineEncoding(b, contentType)
	// What the page declares is called uncertain too, and windows-1252 is the guess.
	certain = certain || name != "windows-1252" || bytes.Contains(bytes.ToLower(b[:min(len(b), 1024)]), []byte("charset"))
	if name == "utf-8" || !certain && mostlyUTF8(b) {
		s := strings.ToValidUTF8(string(b), "\ufffd")
		n := strings.Count(s, "\ufffd") - bytes.Count(b, []byte("\ufffd"))
		return strings.TrimPrefix(s, "\ufeff"), []doc.Warning{{Code: "invalid-utf8", Message: fmt.Sprintf("%d invalid stretches replaced by U+FFFD", n)}}
	}
	out, err := io.ReadAll(enc.NewDecoder().Reader(bytes.NewReader(b)))
	if err != nil {
		out = b
	}
	s := strings.TrimPrefix(strings.ToValidUTF8(string(out), "\ufffd"), "\ufeff")
	if certain {
		return s, nil
	}
	return s, []doc.Warning{{Code: "charset-guessed", Message: "not UTF-8 and names no encoding; read as " + name}}
}

// mostlyUTF8 tells whether more of b's high bytes form UTF-8 than do not.
func mostlyUTF8(b []byte) bool {
	good, bad := 0, 0
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case n > 1:
			good++
		}
		b = b[n:]
	}
	return good > bad
}

// bareText is all text of a page, tag by tag.
func bareText(page string) string {
	var out []string
	z := html.NewTokenizer(strings.NewReader(page))
	skip := ""
	for {
		switch z.Next() {
		case html.ErrorToken:
			return strings.Join(out, "\n\n")
		case html.StartTagToken:
			if name, _ := z.TagName(); skip == "" && (string(name) == "script" || string(name) == "style") {
				skip = string(name)
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); string(name) == skip {
				skip = ""
			}
		case html.TextToken:
			if t := collapse(string(z.Text())); skip == "" && t != "" {
				out = append(out, html.UnescapeString(t))
			}
		}
	}
}

// baseURL is given to Readability, which wants an absolute one for links that
// nobody reads here.
var baseURL = &url.URL{Scheme: "https", Host: "localhost", Path: "/"}

// article is the element that holds the report, nil where none was found.
func article(root *html.Node) *html.Node {
	p := readability.NewParser()
	p.MaxElemsToParse = maxElements
	p.DisableJSONLD = true
	a, err := p.ParseDocument(root, baseURL)
	if err != nil {
		return nil
	}
	return a.Node
}
