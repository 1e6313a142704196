package archive

import (
	"strings"
	"testing"

	"github.com/saysonews/sayso/query"
)

func TestWords(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{" — “…” ", ""},
		{"Thorne's letter", "thorne letter"},
		{"Thorne’s “letter”", "thorne letter"},
		{"'s and its 's", "s and its s"},
		{"The U.S. of O'Brien", "the u s of o brien"},
		{"1,200 or 9.5%", "1 200 or 9 5"},
		{"Łódź, Ærø and İzmir; naïve CAFÉ cafe\u0301", "lodz aero and izmir naive cafe cafe"},
		{"ﬁre ½ ①", "fire 12 1"},
		{"火事と消防", "火事と消防"},
		{"a\x00b\ufffdc\ue000d", "a b c d"},
		{strings.Repeat("x", 100), strings.Repeat("x", longest)},
	} {
		var got []string
		runes := []rune(c.text)
		for _, w := range Words(c.text) {
			got = append(got, w.Text)
			if w.Start >= w.End || w.End > len(runes) {
				t.Errorf("%q: %+v is not in the text", c.text, w)
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestPattern(t *testing.T) {
	one := func(w string) query.Term { return query.Term{Words: []string{w}} }
	for _, c := range []struct {
		term query.Term
		text string
		want bool
	}{
		{one("silo"), "Two silos burned", true},
		{one("burning"), "Two silos burned", true},
		{one("SILO"), "the silo's door", true},
		{one("silo"), "a silhouette", false},
		{query.Term{Words: []string{"silo"}, Phrase: true}, "Two silos burned", false},
		{query.Term{Words: []string{"silos", "burned"}, Phrase: true}, "Two silos burned", true},
		{query.Term{Words: []string{"silos", "burn"}, Phrase: true}, "Two silos burned", false},
		{query.Term{Words: []string{"silos", "bu"}, Phrase: true, Prefix: true}, "Two silos burned", true},
		{query.Term{Words: []string{"si"}, Prefix: true}, "Two silos burned", true},
		{one("O'Brien"), "Mr. O’Brien", true},
		{one("Lodz"), "in Łódź", true},
		{one("…"), "anything …", false},
	} {
		if got := NewPattern(c.term).In(c.text); got != c.want {
			t.Errorf("%+v in %q: %v, want %v", c.term, c.text, got, c.want)
		}
	}
}

func TestID(t *testing.T) {
	g := Given{URL: "u", Publisher: "p", Published: "2029-03-05"}
	id := ID("text", g)
	if len(id) != 17 || id[0] != 'r' || strings.ToLower(id) != id {
		t.Errorf("ID %q, want r and 16 lower-case letters or digits", id)
	}
	for _, other := range []struct {
		text string
		g    Given
	}{
		{"other", g}, {"text", Given{}},
		{"text", Given{URL: "up", Published: "2029-03-05"}}, // the fields are kept apart
	} {
		if ID(other.text, other.g) == id {
			t.Errorf("%+v has the same ID", other)
		}
	}
}

// FuzzWords holds words to the text: in order, within it, folded once and for all.
func FuzzWords(f *testing.F) {
	for _, s := range []string{"", "Thorne's", "’s", "ﬁre ½ Ⅻ", "a\u0301\u0301", "İ", "\xff", "ŉ", "ᾳ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		last, n := 0, len([]rune(text))
		for _, w := range Words(text) {
			if w.Start < last || w.Start >= w.End || w.End > n {
				t.Fatalf("%q: %+v after %d of %d", text, w, last, n)
			}
			last = w.End
			if again := Words(w.Text); len(again) != 1 || again[0].Text != w.Text {
				t.Fatalf("%q: %q is %v when it is folded again", text, w.Text, again)
			}
			Stem(w.Text)
		}
	})
}

func BenchmarkWords(b *testing.B) {
	text := strings.Repeat("Nine people died at Kestle Quay, Oswin Tarrant said. ", 100)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Words(text)
	}
}
