package place

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"os"
	"slices"
	"testing"
	"unicode"

	"github.com/saysonews/sayso/doc"
)

// TestGold measures how often a toponym of LGL and GeoWebNews, its span given,
// is put within 161 km of where it is. A toponym that is left open counts as
// wrong. Run with -v to see the figures.
func TestGold(t *testing.T) {
	for _, corpus := range []struct {
		name string
		want float64 // a guard a little under what was reached
	}{{"lgl", 0.79}, {"geowebnews", 0.77}} {
		t.Run(corpus.name, func(t *testing.T) {
			got := measure(t, "../../../shared/corpora/geoparsing/"+corpus.name+".jsonl.gz")
			t.Logf("Acc@161km %.1f (%d of %d), of those placed %.1f, left open %d",
				100*got.accuracy(), got.near, got.total, 100*float64(got.near)/float64(got.placed), got.total-got.placed)
			if got.accuracy() < corpus.want {
				t.Errorf("accuracy %.3f, want at least %.2f", got.accuracy(), corpus.want)
			}
		})
	}
}

type score struct{ near, placed, total int }

func (s score) accuracy() float64 { return float64(s.near) / float64(s.total) }

type goldReport struct {
	Text     string
	Toponyms []struct {
		Start, End int // code points
		Text       string
		Lat, Lon   *float64
	}
}

func measure(t *testing.T, path string) score {
	f, err := os.Open(path)
	if err != nil {
		t.Skip("no gold corpus: ", err)
	}
	defer f.Close()
	zipped, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(zipped)
	lines.Buffer(nil, 1<<24)
	wrong := map[string]int{}
	var s score
	for lines.Scan() {
		var gold goldReport
		if err := json.Unmarshal(lines.Bytes(), &gold); err != nil {
			t.Fatal(err)
		}
		d, at := goldDoc(gold)
		places := New().Find(d)
		for i, top := range gold.Toponyms {
			if top.Lat == nil || top.Lon == nil {
				continue
			}
			s.total++
			p, ok := placeAt(places, at[i])
			if !ok {
				wrong["open "+top.Text]++
				continue
			}
			s.placed++
			if kilometres(candidate{lat: *top.Lat, lon: *top.Lon}, candidate{lat: p.Latitude, lon: p.Longitude}) <= 161 && p.Located {
				s.near++
			} else {
				wrong["wrong "+top.Text+" -> "+p.Name+", "+p.Country]++
			}
		}
	}
	for w, n := range wrong {
		if n >= 4 {
			t.Logf("%4d %s", n, w)
		}
	}
	return s
}

func placeAt(places []doc.Place, at doc.Span) (doc.Place, bool) {
	for _, p := range places {
		for _, m := range p.Mentions {
			if m.Overlaps(at) {
				return p, true
			}
		}
	}
	return doc.Place{}, false
}

// goldDoc is a document with the toponyms as its entities.
func goldDoc(gold goldReport) (*doc.Doc, []doc.Span) {
	var toByte []int
	for i := range gold.Text {
		toByte = append(toByte, i)
	}
	toByte = append(toByte, len(gold.Text))
	d := plainDoc(gold.Text)
	var at []doc.Span
	for _, top := range gold.Toponyms {
		span := doc.Span{Start: toByte[top.Start], End: toByte[top.End]}
		at = append(at, span)
		if top.Lat == nil {
			continue // "the city", "Street": no place of a gazetteer
		}
		d.Entities = append(d.Entities, doc.Entity{Span: span, Tokens: d.TokensOf(span), Kind: doc.Location})
	}
	slices.SortFunc(d.Entities, func(a, b doc.Entity) int { return a.Span.Start - b.Span.Start })
	d.Entities = slices.CompactFunc(d.Entities, func(a, b doc.Entity) bool { return a.Span.Overlaps(b.Span) })
	return d, at
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
