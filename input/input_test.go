package input

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/saysonews/sayso/input/html"
	"github.com/saysonews/sayso/input/pdf"
	"github.com/saysonews/sayso/input/text"
)

func TestDetect(t *testing.T) {
	tests := []struct{ name, content, want string }{
		{"a.txt", "The vote was put off.", "text/plain"},
		{"a", "", "text/plain"},
		{"a.html", "<!DOCTYPE html><p>x", "text/html"},
		{"a.txt", "\n <!-- saved --> <HTML lang=en>", "text/html"},
		{"a.txt", "\ufeff<!doctype HTML>", "text/html"},
		{"a", "<?xml version='1.0'?><html xmlns='x'>", "text/html"},
		{"a", "\xff\xfe<\x00h\x00t\x00m\x00l\x00>\x00", "text/html"},
		{"a", "<div><p>The vote", "text/html"},
		{"a.txt", "<p>The vote", "text/plain"},
		{"a.htm", "The vote & nothing else", "text/plain"},
		{"a.htm", "Warning: line 3\n<table><tr>", "text/html"},
		{"a", "<tweet id=3> said the mayor", "text/plain"},
		{"a", "<pamphlet> is no tag", "text/plain"},
		{"a.txt", "%PDF-1.7\n%\xe2", "application/pdf"},
		{"a.pdf", "\x00\x01%PDF-1.7\n%\xe2", "application/pdf"},
		{"a.txt", "Files start with %PDF-1.7 as a rule", "text/plain"},
		{"a.pdf", "The vote was put off.", "text/plain"},
	}
	for _, tt := range tests {
		if got, err := detect(tt.name, []byte(tt.content)); got != tt.want || err != nil {
			t.Errorf("detect(%q, %q) = %q, %v; want %q", tt.name, tt.content, got, err, tt.want)
		}
	}
}

func TestRead(t *testing.T) {
	in := []byte("The vote was put off.\r\n")
	sum := sha256.Sum256(in)
	src, err := Read("vote.txt", in, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if src.Text != string(in) || src.Path != "vote.txt" || src.MediaType != "text/plain" ||
		src.Bytes != int64(len(in)) || src.SHA256 != hex.EncodeToString(sum[:]) {
		t.Errorf("got %+v", src)
	}
}

func TestMediaTypeOverrides(t *testing.T) {
	src, err := Read("a", []byte("<p>The vote"), Options{MediaType: "text/plain; charset=utf-8"})
	if err != nil || src.Text != "<p>The vote" {
		t.Errorf("got %+v, %v", src, err)
	}
	if _, err := Read("a", []byte("x"), Options{MediaType: "image/png"}); !errors.Is(err, ErrFormat) {
		t.Errorf("error %v, want %v", err, ErrFormat)
	}
}

// The message names the file and the reason; the reason can be told apart.
func TestErrors(t *testing.T) {
	tests := []struct {
		name, content string
		opt           Options
		is            error
		want          string
	}{
		{"x.bin", "\x00\x01\x02\x03\x00", Options{}, text.ErrNotText, "read x.bin: not text: NUL bytes in the first 512 bytes"},
		{"x.docx", "PK\x03\x04rest", Options{}, ErrFormat, "read x.docx: format not supported: ZIP archive or office document"},
		{"x.xml", "<?xml version='1.0'?>\n<rss version='2.0'>", Options{}, ErrFormat, "read x.xml: format not supported: RSS or Atom feed"},
		{"x.txt", "The vote", Options{MaxBytes: 3}, ErrTooLarge, "read x.txt: too large: over 3 bytes"},
		{"x.pdf", "%PDF-1.4\n", Options{}, pdf.ErrMalformed, "read x.pdf: malformed PDF: the end of the file is missing"},
		{"x.html", "<html><script>1</script></html>", Options{}, html.ErrNoText, "read x.html: no text in the page"},
	}
	for _, tt := range tests {
		_, err := Read(tt.name, []byte(tt.content), tt.opt)
		var e *Error
		if !errors.As(err, &e) || e.Name != tt.name || !errors.Is(err, tt.is) || err.Error() != tt.want {
			t.Errorf("%s: error %q, want %q", tt.name, err, tt.want)
		}
	}
}

func TestOpen(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "vote.txt")
	if err := os.WriteFile(path, []byte("The vote"), 0o600); err != nil {
		t.Fatal(err)
	}
	src, err := Open(path, Options{MaxBytes: 8})
	if err != nil || src.Text != "The vote" {
		t.Errorf("got %+v, %v", src, err)
	}
	if _, err := Open(path, Options{MaxBytes: 7}); !errors.Is(err, ErrTooLarge) {
		t.Errorf("error %v, want %v", err, ErrTooLarge)
	}
	if _, err := Open(filepath.Join(dir, "none"), Options{}); !errors.Is(err, fs.ErrNotExist) || !strings.HasSuffix(err.Error(), "none: no such file or directory") {
		t.Errorf("error %v", err)
	}
	if _, err := Open(dir, Options{}); err == nil || !strings.HasSuffix(err.Error(), "is a directory") {
		t.Errorf("error %v", err)
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"The vote", "<html><p>x", "%PDF-1.4\n%%EOF", "\xff\xfe<\x00", "PK\x03\x04", "<!-- ", "<?xml", ""} {
		f.Add("a.txt", []byte(s))
		f.Add("a.html", []byte(s))
	}
	f.Fuzz(func(t *testing.T, name string, b []byte) {
		src, err := Read(name, b, Options{})
		if err != nil {
			if err.Error() == "" || src != nil {
				t.Errorf("error %q with source %v", err, src)
			}
			return
		}
		if !utf8.ValidString(src.Text) {
			t.Errorf("text is not UTF-8: %q", src.Text)
		}
	})
}
