package corpus

import (
	"bytes"
	"compress/gzip"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCut(t *testing.T) {
	for _, c := range []struct {
		form  string
		parts string // parted by blanks
		want  string // form cut, parted by blanks
		exact bool
	}{
		{"don't", "do n't", "do n't", true},
		{"Cannot", "can not", "Can not", true},
		{"DON’T", "do n't", "DO N’T", true},
		{"gonna", "gon na", "gon na", true},
		{"l'été", "l' été", "l' été", true},
		{"du", "de le", "d u", false},
		{"zum", "zu dem", "z um", false},
		{"ée", "longer x", "é e", false},
		{"a", "b c", "", false},
	} {
		ends, exact := Cut(c.form, strings.Fields(c.parts))
		var got []string
		at := 0
		for _, e := range ends {
			got = append(got, c.form[at:e])
			at = e
		}
		if g := strings.Join(got, " "); g != c.want || exact != c.exact {
			t.Errorf("Cut(%q, %s): %q %v, want %q %v", c.form, c.parts, g, exact, c.want, c.exact)
		}
	}
}

func TestPoints(t *testing.T) {
	for text, want := range map[string]string{"plain": "la", "Çé🙂ß": "é🙂"} {
		s, err := NewPoints(text).Span(1, 3)
		if err != nil || s.In(text) != want {
			t.Errorf("code points 1 to 3 of %q: %v %v, want %q", text, s, err, want)
		}
	}
	for _, bad := range [][2]int{{-1, 2}, {2, 1}, {0, 4}} {
		if s, err := NewPoints("äöü").Span(bad[0], bad[1]); err == nil {
			t.Errorf("code points %v of 3: %v and no error", bad, s)
		}
	}
}

func TestOpen(t *testing.T) {
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	w.Write([]byte("a\r\nb\xff\n"))
	w.Close()
	path := filepath.Join(t.TempDir(), "lines.gz")
	if err := os.WriteFile(path, z.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	f, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var got []string
	err = EachLine(f, func(_ int, line string) error {
		got = append(got, line)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"a", "b\uFFFD"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestEachLineNamesTheLine(t *testing.T) {
	err := EachLine(strings.NewReader("a\nb\n"), func(n int, _ string) error {
		if n == 2 {
			return errors.New("no good")
		}
		return nil
	})
	if err == nil || err.Error() != "line 2: no good" {
		t.Errorf("error %v", err)
	}
}

func TestLayOut(t *testing.T) {
	for in, want := range map[string]string{
		"He did n't go ( yet ) .":     "He did n't go (yet).",
		"`` No , '' she said ; yes !": "“No,” she said; yes!",
		`" No , " she said`:           `"No," she said`,
		"the workers ' $ 5 , 40 %":    "the workers' $5, 40%",
		"-LSB- sic -RSB- Ann 's":      "[sic] Ann's",
	} {
		var b Builder
		words := strings.Fields(in)
		for i := range words {
			words[i] = Plain(words[i])
		}
		if err := b.Sentence(LayOut(words)); err != nil {
			t.Fatal(err)
		}
		d, _ := b.Doc()
		if want = strings.ReplaceAll(want, " n't", "n't"); d.Text != want {
			t.Errorf("%s: %q, want %q", in, d.Text, want)
		}
	}
}
