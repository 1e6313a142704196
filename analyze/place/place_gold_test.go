package place

import (
	"slices"
	"testing"
	"unicode"

	"github.com/saysonews/sayso/corpus/geoparsing"
	"github.com/saysonews/sayso/doc"
	"github.com/saysonews/sayso/eval"
)

// TestGold guards how often a toponym of LGL and GeoWebNews, its span given and
// nothing else known of the text, is put within 161 km of where it is. "saysodev
// eval --layer places" measures the same with the names that the network finds
// around them, and from the text alone.
func TestGold(t *testing.T) {
	for _, corpus := range []struct {
		name string
		want float64 // a guard a little under what was reached, in percent
	}{{"lgl", 84}, {"geowebnews", 77}} {
		t.Run(corpus.name, func(t *testing.T) {
			docs, err := geoparsing.ReadFile("../../../shared/corpora/geoparsing/" + corpus.name + ".jsonl.gz")
			if err != nil {
				t.Skip("no gold corpus: ", err)
			}
			var all eval.PlaceScore
			for i := range docs {
				d, gold := goldDoc(&docs[i])
				all.Add(eval.ComparePlaces(d.Text, gold, nil, New().Find(d)))
			}
			t.Logf("Acc@161km %.1f (%d of %d), of those placed %.1f", all.Accuracy(), all.Near, all.Located, all.PlacedAccuracy())
			if all.Accuracy() < corpus.want {
				t.Errorf("accuracy %.1f, want at least %.1f", all.Accuracy(), corpus.want)
			}
		})
	}
}

// goldDoc is a document with the located toponyms of in as its entities.
func goldDoc(in *geoparsing.Document) (*doc.Doc, []eval.PlaceGold) {
	d := plainDoc(in.Doc.Text)
	d.URL = in.Doc.URL
	var gold []eval.PlaceGold
	for _, top := range in.Toponyms {
		if !top.Located {
			continue // "the city", "Street": no place of a gazetteer
		}
		gold = append(gold, eval.PlaceGold{Span: top.Span, Located: true, Latitude: top.Latitude, Longitude: top.Longitude})
		d.Entities = append(d.Entities, doc.Entity{Span: top.Span, Tokens: d.TokensOf(top.Span), Kind: doc.Location})
	}
	d.Entities = slices.CompactFunc(d.Entities, func(a, b doc.Entity) bool { return a.Span.Overlaps(b.Span) })
	return d, gold
}

// plainDoc cuts a text into runs of letters and digits, with the stops of
// abbreviations, and single marks.
func plainDoc(text string) *doc.Doc {
	d := &doc.Doc{}
	d.Text = text
	start := -1
	runes := []rune(text)
	at := 0
	flush := func(end int) {
		if start >= 0 {
			d.Tokens = append(d.Tokens, doc.Token{Span: doc.Span{Start: start, End: end}})
			start = -1
		}
	}
	for i, r := range runes {
		size := len(string(r))
		stop := r == '.' && start >= 0 && i > 0 && unicode.IsUpper(runes[max(0, i-1)]) || r == '.' && start >= 0 && at-start <= 5 && unicode.IsUpper([]rune(text[start:])[0])
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || stop || r == '-' && start >= 0:
			if start < 0 {
				start = at
			}
		default:
			flush(at)
			if !unicode.IsSpace(r) {
				d.Tokens = append(d.Tokens, doc.Token{Span: doc.Span{Start: at, End: at + size}})
			}
		}
		at += size
	}
	flush(at)
	if len(d.Tokens) > 0 {
		d.Sentences = []doc.Range{{First: 0, End: len(d.Tokens)}}
	}
	return d
}
