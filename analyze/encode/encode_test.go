package encode

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/saysonews/sayso/doc"
	"github.com/saysonews/sayso/nn"
	"github.com/saysonews/sayso/weights"
)

func encoder(t *testing.T) *Encoder {
	t.Helper()
	b, err := weights.FS.ReadFile("engine.bin")
	if err != nil {
		t.Fatal(err)
	}
	f, err := nn.Read(b, FeatureVersion)
	if err != nil {
		t.Fatal(err)
	}
	e, err := New(f)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// words is a document of one paragraph, ten words a sentence.
func words(w []string) *doc.Doc {
	d := &doc.Doc{Source: doc.Source{Text: strings.Join(w, " ")}}
	at := 0
	for i, x := range w {
		d.Tokens = append(d.Tokens, doc.Token{Span: doc.Span{Start: at, End: at + len(x)}})
		at += len(x) + 1
		if i%10 == 0 {
			d.Sentences = append(d.Sentences, doc.Range{First: i, End: i})
		}
		d.Sentences[len(d.Sentences)-1].End = i + 1
	}
	d.Paragraphs = []doc.Paragraph{{Span: doc.Span{End: len(d.Text)}}}
	return d
}

// many gives n words, most of them unlike the others.
func many(n, from int) []string {
	w := make([]string, n)
	for i := range w {
		w[i] = fmt.Sprintf("w%dx", from+i)
		if i%3 == 0 {
			w[i] = "the"
		}
	}
	return w
}

// What an encoder has read before, and what it has forgotten, must not show.
func TestSameAfterOtherTexts(t *testing.T) {
	e := encoder(t)
	d := words(many(500, 0))
	want := e.Encode(d)
	for i := range 5 {
		e.Encode(words(many(keepRows/2, 1000+i*keepRows)))
	}
	got := e.Encode(d)
	if !slices.Equal(got.Syntax, want.Syntax) || !slices.Equal(got.Roles, want.Roles) {
		t.Error("the second encoding of a text differs from the first")
	}
	if n := len(e.now) + len(e.old); n > 2*keepRows+500 {
		t.Errorf("%d rows kept, want at most %d", n, 2*keepRows)
	}
}

// Where a text is cut into stretches, the cut must not show: the words after a
// cut get what they get where no cut is near.
func TestStretchesDoNotShow(t *testing.T) {
	e := encoder(t)
	const before = 100 // words left out at the front; whole sentences
	w := many(window+400, 0)
	long, short := e.Encode(words(w)), e.Encode(words(w[before:]))
	from := window - 20
	for _, x := range []struct {
		branch      string
		long, short []int8
	}{{"syntax", long.Syntax, short.Syntax}, {"roles", long.Roles, short.Roles}} {
		a := x.long[from*e.dim : (window+300)*e.dim]
		b := x.short[(from-before)*e.dim : (window+300-before)*e.dim]
		if !slices.Equal(a, b) {
			t.Errorf("%s: the words around a cut differ from the same without a cut", x.branch)
		}
	}
}

// A curly apostrophe is a straight one to the network.
func TestApostrophes(t *testing.T) {
	for curly, straight := range map[string]string{"’s": "'s", "n’t": "n't", "O’Neill": "O'Neill"} {
		if got, want := Of(curly), Of(straight); !reflect.DeepEqual(got, want) {
			t.Errorf("%s has features %+v, %s has %+v", curly, got, straight, want)
		}
	}
}

// Tokens are cut at blanks and bars; a state is - outside, o opening, i inside or
// c closing.
func TestQuotationStates(t *testing.T) {
	for _, c := range []struct{ text, states string }{
		{`She said “|We knew|.|”`, "--oiiic"},
		{`"|We knew|,|" she said|.`, "oiiic---"},
		{`‘|We knew|,|’ she said|.`, "oiiic---"},
		{`'|We knew the officers|' report|,|' she said|.`, "oiiiiiiic---"},
		{`The officers|' report|, she said|.`, "--------"},
		{`"|He said ‘|no|’ twice|"`, "oiiiiiic"},
	} {
		d := &doc.Doc{}
		for _, w := range strings.Fields(c.text) {
			for _, x := range strings.Split(w, "|") {
				d.Tokens = append(d.Tokens, doc.Token{Span: doc.Span{Start: len(d.Text), End: len(d.Text) + len(x)}})
				d.Text += x
			}
			d.Text += " "
		}
		d.Sentences = []doc.Range{{First: 0, End: len(d.Tokens)}}
		d.Paragraphs = []doc.Paragraph{{Span: doc.Span{End: len(d.Text)}}}
		got := ""
		for _, row := range Places(d) {
			got += string("-ioc"[row/3])
		}
		if got != c.states {
			t.Errorf("%s: states %s, want %s", c.text, got, c.states)
		}
	}
}

func BenchmarkEncode(b *testing.B) {
	f, err := weights.FS.ReadFile("engine.bin")
	if err != nil {
		b.Fatal(err)
	}
	file, err := nn.Read(f, FeatureVersion)
	if err != nil {
		b.Fatal(err)
	}
	e, err := New(file)
	if err != nil {
		b.Fatal(err)
	}
	d := words(many(2000, 0))
	for b.Loop() {
		e.Encode(d)
	}
	b.ReportMetric(float64(b.N*len(d.Tokens))/b.Elapsed().Seconds(), "tokens/s")
}
