package input

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/saysonews/sayso/input/jsonl"
)

// sniffBytes is how much of the front of an input detection looks at.
const sniffBytes = 4096

// baseType is a media type without its parameters, in lower case.
func baseType(mediaType string) string {
	t, _, _ := strings.Cut(mediaType, ";")
	return strings.ToLower(strings.TrimSpace(t))
}

// foreign lists the first bytes of files that people hand over by mistake and
// that would read as broken text otherwise.
var foreign = []struct{ magic, what string }{
	{"PK\x03\x04", "ZIP archive or office document"},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office document"},
	{"{\\rtf", "RTF document"},
	{"\x1f\x8b", "gzip archive"},
	{"BZh", "bzip2 archive"},
	{"\xfd7zXZ\x00", "xz archive"},
	{"7z\xbc\xaf\x27\x1c", "7-Zip archive"},
	{"\x28\xb5\x2f\xfd", "zstd archive"},
	{"Rar!\x1a\x07", "RAR archive"},
	{"\x89PNG\r\n\x1a\n", "PNG image"},
	{"\xff\xd8\xff", "JPEG image"},
	{"GIF87a", "GIF image"},
	{"GIF89a", "GIF image"},
	{"II*\x00", "TIFF image"},
	{"MM\x00*", "TIFF image"},
	{"\x7fELF", "program"},
	{"%!PS", "PostScript document"},
	{"SQLite format 3\x00", "SQLite database"},
	{"OggS", "Ogg media"},
	{"ID3", "MP3 audio"},
}

// detect tells the media type of b, or why it is of none that is read.
func detect(name string, b []byte) (string, error) {
	head := b[:min(len(b), sniffBytes)]
	// Readers of PDF take the header anywhere in the first kilobyte.
	if i := bytes.Index(head[:min(len(head), 1024)], []byte("%PDF-")); i == 0 || i > 0 && !plainFront(head[:i]) {
		return "application/pdf", nil
	}
	if jsonl.Looks(b[:min(len(b), jsonl.FrontBytes)]) {
		return "application/x-ndjson", nil
	}
	for _, f := range foreign {
		if strings.HasPrefix(string(head[:min(len(head), 16)]), f.magic) {
			return "", fmt.Errorf("%w: %s", ErrFormat, f.what)
		}
	}
	return detectText(strings.ToLower(filepath.Ext(name)), head)
}

// plainFront tells whether b reads as prose: a text that speaks of "%PDF-" is
// not a PDF file with rubbish before its header.
func plainFront(b []byte) bool {
	letters := 0
	for _, c := range b {
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' || c == 0x7f {
			return false
		}
		if 'a' <= c|0x20 && c|0x20 <= 'z' {
			letters++
		}
	}
	return letters > 0
}

// detectText tells HTML, feeds and plain text apart.
func detectText(ext string, head []byte) (string, error) {
	markup := strings.ToLower(squeezeUTF16(head))
	front := skipProlog(markup)
	switch {
	case startsTag(front, "rss"), startsTag(front, "feed"), startsTag(front, "rdf:rdf"):
		return "", fmt.Errorf("%w: RSS or Atom feed", ErrFormat)
	case strings.HasPrefix(front, "<!doctype html"), startsTag(front, "html"),
		startsTag(front, "head"), startsTag(front, "body"):
		return "text/html", nil
	}
	if ext == ".txt" || ext == ".md" || ext == ".text" {
		return "text/plain", nil
	}
	if ext == ".html" || ext == ".htm" || ext == ".xhtml" || ext == ".shtml" {
		if strings.Contains(markup, "<") {
			return "text/html", nil
		}
		return "text/plain", nil
	}
	if fragment(front) || strings.Contains(markup, "<html") || strings.Contains(markup, "<body") {
		return "text/html", nil
	}
	return "text/plain", nil
}

// squeezeUTF16 drops a byte order mark, and the NULs that UTF-16 puts between
// the letters of markup, so that one test serves all encodings.
func squeezeUTF16(b []byte) string {
	s := strings.TrimPrefix(string(b), "\xef\xbb\xbf")
	if strings.HasPrefix(s, "\xff\xfe") || strings.HasPrefix(s, "\xfe\xff") {
		return strings.ReplaceAll(s[2:], "\x00", "")
	}
	return s
}

// skipProlog drops white space, comments and XML declarations before the first
// tag.
func skipProlog(s string) string {
	for {
		s = strings.TrimLeft(s, " \t\r\n\f")
		end := ""
		switch {
		case strings.HasPrefix(s, "<!--"):
			end = "-->"
		case strings.HasPrefix(s, "<?"):
			end = ">"
		default:
			return s
		}
		_, rest, ok := strings.Cut(s, end)
		if !ok {
			return s
		}
		s = rest
	}
}

// startsTag tells whether s starts with the tag of that name.
func startsTag(s, name string) bool {
	rest, ok := strings.CutPrefix(s, "<"+name)
	return ok && rest != "" && strings.ContainsRune(" \t\r\n\f>/", rune(rest[0]))
}

// fragmentTags open a page that lost its frame.
var fragmentTags = []string{"title", "meta", "link", "script", "style", "div", "p", "h1", "h2", "article", "main", "section", "table", "span", "br", "a"}

func fragment(front string) bool {
	for _, t := range fragmentTags {
		if startsTag(front, t) {
			return true
		}
	}
	return false
}
