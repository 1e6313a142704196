package event_test

import (
	"bufio"
	"cmp"
	"encoding/json"
	"maps"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/saysonews/sayso/analyze"
	"github.com/saysonews/sayso/analyze/suite"
	"github.com/saysonews/sayso/corpus"
	"github.com/saysonews/sayso/corpus/timeml"
	"github.com/saysonews/sayso/doc"
)

// These tests take seconds each; -short leaves them out. "go test -v" shows the
// figures, "-args -errors" what differs from the gold.

const corpora = "../../../shared/corpora"

func pipeline(t testing.TB) analyze.Pipeline {
	p, err := suite.New()
	if err != nil {
		t.Skip("no weights:", err)
	}
	return p
}

// TestTimeBank scores triggers against the marks of TimeBank. Verbs of saying
// (REPORTING) and states are no events here, so recall is told by class.
func TestTimeBank(t *testing.T) {
	if testing.Short() {
		t.Skip("short")
	}
	dir := filepath.Join(corpora, "tempeval3/timebank")
	docs, err := timeml.ReadDir(dir)
	if err != nil || len(docs) == 0 {
		t.Skip("no TimeBank in", dir)
	}
	p := pipeline(t)
	found, all := map[string]int{}, map[string]int{}
	right, got := 0, 0
	wrong, missed := map[string]int{}, map[string]int{}
	for i := 0; i < len(docs); i += 3 { // a third says as much, and sooner
		d := &doc.Doc{Source: docs[i].Doc.Source}
		d.Meta.Published, d.Meta.Given = docs[i].Doc.Header.Published, true
		p.Run(d)
		if err := doc.Check(d); err != nil {
			t.Fatal(docs[i].ID, err)
		}
		covered := map[int]bool{}
		for _, e := range d.Events {
			got++
			hit := false
			for k, g := range docs[i].Events {
				if e.Trigger.Overlaps(g.Span) {
					hit, covered[k] = true, true
				}
			}
			if hit {
				right++
			} else {
				wrong[e.Lemma]++
			}
		}
		for k, g := range docs[i].Events {
			all[g.Class]++
			if covered[k] {
				found[g.Class]++
			} else if g.Class != "REPORTING" && g.Class != "STATE" && g.Class != "I_STATE" {
				missed[strings.ToLower(g.Span.In(docs[i].Doc.Text))]++
			}
		}
	}
	precision := share(right, got)
	core := share(found["OCCURRENCE"]+found["I_ACTION"]+found["ASPECTUAL"], all["OCCURRENCE"]+all["I_ACTION"]+all["ASPECTUAL"])
	t.Logf("precision %.1f of %d; recall of occurrences, actions and aspects %.1f", precision, got, core)
	for _, c := range slices.Sorted(maps.Keys(all)) {
		t.Logf("recall %-10s %.1f of %d", c, share(found[c], all[c]), all[c])
	}
	t.Logf("not in TimeBank: %v", top(wrong, 40))
	t.Logf("not found: %v", top(missed, 40))
	if precision < 75 || core < 75 {
		t.Errorf("precision %.1f, recall %.1f: lower than they were", precision, core)
	}
}

func share(n, of int) float64 { return 100 * float64(n) / math.Max(1, float64(of)) }

// top is the n words that are counted most often.
func top(counts map[string]int, n int) []string {
	words := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	return words[:min(n, len(words))]
}

// TestFactuality compares polarity and modality with crowd judgements of news
// events, from -3 (certainly not) to 3 (certainly).
func TestFactuality(t *testing.T) {
	if testing.Short() {
		t.Skip("short")
	}
	path := filepath.Join(corpora, "factuality/uw_dev.jsonl.gz")
	f, err := corpus.Open(path)
	if err != nil {
		t.Skip("no judgements:", err)
	}
	defer f.Close()
	p := pipeline(t)
	var gold, got []float64
	polarity, modality := confusion{}, confusion{}
	means := map[string][]float64{}
	missed := 0
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var s judged
		if err := json.Unmarshal(lines.Bytes(), &s); err != nil {
			t.Fatal(err)
		}
		d, at := sentence(s.Tokens)
		p.Run(d)
		for _, g := range s.Events {
			e, ok := eventAt(d, at[g.Tok])
			if !ok {
				missed++
				continue
			}
			gold, got = append(gold, g.Value), append(got, scale(e))
			polarity.add(judgedPolarity(g.Value), e.Polarity)
			modality.add(judgedModality(g.Value), certainty(e))
			name := e.Polarity + " " + e.Modality
			means[name] = append(means[name], g.Value)
			if *listErrors && (judgedPolarity(g.Value) != e.Polarity || judgedModality(g.Value) != certainty(e)) {
				t.Logf("FACT\t%+.1f\t%s\t%s %v\t%s", g.Value, e.Trigger.In(d.Text), name, e.Why, d.Text)
			}
		}
	}
	r := correlation(gold, got)
	t.Logf("%d events found, %d not; correlation %.3f", len(gold), missed, r)
	t.Logf("polarity macro F1 %.1f (all positive: %.1f); modality macro F1 %.1f (all certain: %.1f)",
		polarity.macroF1(), polarity.majority().macroF1(), modality.macroF1(), modality.majority().macroF1())
	for _, name := range slices.Sorted(maps.Keys(means)) {
		t.Logf("%-26s %4d events, mean judgement %+.2f", name, len(means[name]), mean(means[name]))
	}
	if r < 0.7 {
		t.Errorf("correlation %.3f: lower than it was", r)
	}
	if d := polarity.macroF1() - polarity.majority().macroF1(); d < 20 {
		t.Errorf("polarity beats the majority by %.1f points, want at least 20", d)
	}
	if d := modality.macroF1() - modality.majority().macroF1(); d < 20 {
		t.Errorf("modality beats the majority by %.1f points, want at least 20", d)
	}
}

// A judged sentence has the mean judgement of each of its events.
type judged struct {
	Tokens []string
	Events []struct {
		Tok   int
		Value float64
	}
}

// eventAt is the event of d whose trigger is the word at.
func eventAt(d *doc.Doc, at doc.Span) (doc.Event, bool) {
	for _, e := range d.Events {
		if h := d.Tokens[e.Head].Span; e.Trigger.Overlaps(at) && (h.Overlaps(at) || e.Trigger.Len() > h.Len()) {
			return e, true
		}
	}
	return doc.Event{}, false
}

func judgedPolarity(v float64) string {
	if v < 0 {
		return "negative"
	}
	return "positive"
}

// judgedModality parts what the judges held for (at least) likely from the rest:
// on their scale, 2 is probable and 1 possible.
func judgedModality(v float64) string {
	if math.Abs(v) < 1.5 {
		return "uncertain"
	}
	return "certain"
}

func certainty(e doc.Event) string {
	if e.Modality == "actual" || e.Modality == "counterfactual" {
		return "certain"
	}
	return "uncertain"
}

func mean(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	return sum / math.Max(1, float64(len(x)))
}

// A confusion counts items by their gold and their found class.
type confusion map[[2]string]int

func (c confusion) add(gold, got string) { c[[2]string{gold, got}]++ }

// macroF1 is the mean F1 of the gold classes, in per cent.
func (c confusion) macroF1() float64 {
	gold, got := map[string]int{}, map[string]int{}
	for k, n := range c {
		gold[k[0]] += n
		got[k[1]] += n
	}
	sum := 0.0
	for class, n := range gold {
		sum += share(2*c[[2]string{class, class}], n+got[class])
	}
	return sum / math.Max(1, float64(len(gold)))
}

// majority is c had every item been given the commonest gold class.
func (c confusion) majority() confusion {
	gold := map[string]int{}
	for k, n := range c {
		gold[k[0]] += n
	}
	most := ""
	for class, n := range gold {
		if n > gold[most] {
			most = class
		}
	}
	all := confusion{}
	for class, n := range gold {
		all[[2]string{class, most}] = n
	}
	return all
}

// scale puts polarity and modality on the scale of the judges.
func scale(e doc.Event) float64 {
	v := map[string]float64{"actual": 2.7, "future": 1.5, "planned": 1, "possible": 0.7, "hypothetical": 0.5, "counterfactual": -2, "ordered": 0.5, "unknown": 1}[e.Modality]
	if e.Polarity == "negative" {
		return -v
	}
	return v
}

// sentence lays words out as text, and tells where each lies.
func sentence(words []string) (*doc.Doc, []doc.Span) {
	var b strings.Builder
	var at []doc.Span
	for i, w := range words {
		if i > 0 && !strings.Contains(".,;:?!'n't''s)%", w) && !strings.HasPrefix(w, "'") {
			b.WriteByte(' ')
		}
		start := b.Len()
		b.WriteString(w)
		at = append(at, doc.Span{Start: start, End: b.Len()})
	}
	d := &doc.Doc{Source: doc.Source{Text: b.String()}}
	d.Meta.Published, d.Meta.Given = "2000-01-01", true
	return d, at
}

func correlation(x, y []float64) float64 {
	var sx, sy, sxx, syy, sxy float64
	for i := range x {
		sx, sy = sx+x[i], sy+y[i]
		sxx, syy, sxy = sxx+x[i]*x[i], syy+y[i]*y[i], sxy+x[i]*y[i]
	}
	n := float64(len(x))
	return (n*sxy - sx*sy) / math.Sqrt((n*sxx-sx*sx)*(n*syy-sy*sy))
}
