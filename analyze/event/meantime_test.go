package event_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/saysonews/sayso/corpus"
	"github.com/saysonews/sayso/doc"
)

// A meantimeArticle is an article of MEANTIME. The annotation is full in its
// first sentences alone.
type meantimeArticle struct {
	DocID     string
	DCT       string
	Sentences [][]string
	Events    []struct {
		ID, Text, Class, Instance          string
		Certainty, Polarity, Time, Special string
		Sent                               int
		Tok                                []int
	}
	Entities []struct {
		ID   string
		Sent int
		Tok  []int
	}
	Participants []struct{ Event, Role, Entity string }
}

const annotatedSentences = 6

// TestMEANTIME measures triggers, participants, factuality, dates and events
// told twice on Wikinews articles.
func TestMEANTIME(t *testing.T) {
	if testing.Short() {
		t.Skip("short")
	}
	dir := filepath.Join(corpora, "meantime")
	articles := meantimeArticles(t, filepath.Join(dir, "airbus_apple.jsonl.gz"))
	dates := instanceDates(t, filepath.Join(dir, "instances.jsonl"))
	p := pipeline(t)
	var precise, trigger, agent, patient, fact, dated, told hits
	for _, a := range articles {
		d, at := a.document()
		p.Run(d)
		span := func(sent int, tok []int) doc.Span {
			var s doc.Span
			for _, k := range tok {
				if sent < len(at) && k < len(at[sent]) {
					s = s.Union(at[sent][k])
				}
			}
			return s
		}
		entity := map[string]doc.Span{}
		for _, e := range a.Entities {
			entity[e.ID] = span(e.Sent, e.Tok)
		}
		end := 0
		if n := min(annotatedSentences, len(at)); n > 0 {
			end = at[n-1][len(at[n-1])-1].End
		}
		for _, e := range d.Events {
			if e.Trigger.Start < end {
				marked := func(k int) bool { return e.Trigger.Overlaps(span(a.Events[k].Sent, a.Events[k].Tok)) }
				of := false
				for k := range a.Events {
					of = of || marked(k)
				}
				precise.add(of)
			}
		}
		found := map[string]int{} // gold event to ours
		for _, g := range a.Events {
			i := slices.IndexFunc(d.Events, func(e doc.Event) bool { return e.Trigger.Overlaps(span(g.Sent, g.Tok)) })
			if i >= 0 {
				found[g.ID] = i
			}
			if g.Sent >= annotatedSentences {
				continue
			}
			trigger.add(i >= 0)
			if i < 0 {
				continue
			}
			e := d.Events[i]
			if g.Certainty != "" {
				isFact := g.Certainty == "CERTAIN" && g.Polarity != "NEG" && g.Time == "NON_FUTURE" && g.Special == ""
				fact.add(isFact == (e.Polarity == "positive" && e.Modality == "actual"))
			}
		}
		for _, g := range a.Events {
			i, ok := found[g.ID]
			if want := dates[g.Instance]; ok && want != "" && want != "XXXX" && d.Events[i].Time.Time >= 0 {
				when := d.Events[i].Time
				right := when.Value == want || len(when.Value) > 10 && when.Value[:10] == want || strings.HasPrefix(want, strings.TrimSuffix(when.Value, "-XX"))
				if !right && when.Earliest != "" && when.Latest != "" && len(want) == 10 {
					right = when.Earliest <= want && want <= when.Latest
				}
				dated.add(right)
				if *listErrors && !right {
					t.Logf("DATE\t%s\twant %s\tgot %s %s %v\t%s", a.DocID, want, when.Value, g.Text, d.Events[i].Why, d.SpanOf(d.Sentences[d.SentenceOf(d.Events[i].Head)]).In(d.Text))
				}
			}
		}
		for _, x := range a.Participants {
			i, ok := found[x.Event]
			s := entity[x.Entity]
			if !ok || s.Empty() {
				continue
			}
			overlaps := func(ps []doc.Participant) bool {
				return slices.ContainsFunc(ps, func(p doc.Participant) bool { return p.Span.Overlaps(s) })
			}
			switch x.Role {
			case "Arg0":
				agent.add(overlaps(d.Events[i].Agents))
			case "Arg1":
				patient.add(overlaps(d.Events[i].Patients) || overlaps(d.Events[i].Agents))
			}
		}
		group := firstTellings(d)
		for j, g := range a.Events {
			for _, h := range a.Events[:j] {
				m, ok1 := found[g.ID]
				n, ok2 := found[h.ID]
				if !ok1 || !ok2 || m == n || g.Instance == "" || h.Instance == "" {
					continue
				}
				same, ours := g.Instance == h.Instance, group[m] == group[n]
				if same {
					told.gold++
				}
				if ours {
					told.got++
				}
				if same && ours {
					told.right++
				}
				if *listErrors && same != ours {
					t.Logf("TOLD\t%s\tgold %v\t%s / %s\t%s\t%s", a.DocID, same, h.Text, g.Text, telling(d, d.Events[n]), telling(d, d.Events[m]))
				}
			}
		}
	}
	t.Logf("triggers of sentences 1 to %d: recall %.1f of %d, precision %.1f of %d", annotatedSentences, share(trigger.right, trigger.gold), trigger.gold, share(precise.right, precise.got), precise.got)
	t.Logf("doer (Arg0) found %.1f of %d; undergoer (Arg1) found %.1f of %d", share(agent.right, agent.gold), agent.gold, share(patient.right, patient.gold), patient.gold)
	t.Logf("fact or not: right %.1f of %d", share(fact.right, fact.gold), fact.gold)
	t.Logf("dates right %.1f of %d dated", share(dated.right, dated.gold), dated.gold)
	t.Logf("told twice, pairs of mentions: %v", told)
	if share(dated.right, dated.gold) < 60 {
		t.Errorf("dates right %.1f: lower than they were", share(dated.right, dated.gold))
	}
}

func telling(d *doc.Doc, e doc.Event) string {
	return fmt.Sprint(e.Type, " ", e.Lemma, " ", wordsOf(d, e.Agents), " > ", wordsOf(d, e.Patients), " ", e.Time.Value, " ", e.Place, " ", e.Polarity, " ", e.Modality)
}

// A hits counts right items of those in the gold and of those found.
type hits struct{ gold, got, right int }

func (h *hits) add(right bool) {
	h.gold++
	h.got++
	if right {
		h.right++
	}
}

func (h hits) String() string {
	p, r := share(h.right, h.got), share(h.right, h.gold)
	return strings.TrimSpace(strings.Join([]string{"P", percent(p), "R", percent(r), "F1", percent(share(2*h.right, h.got+h.gold))}, " "))
}

func percent(x float64) string {
	b, _ := json.Marshal(float64(int(10*x+0.5)) / 10)
	return string(b)
}

// document is a as text, title and date line apart, and where its words are.
func (a meantimeArticle) document() (*doc.Doc, [][]doc.Span) {
	var b strings.Builder
	var at [][]doc.Span
	for i, words := range a.Sentences {
		switch {
		case i == 0:
		case i <= 2:
			b.WriteString("\n\n")
		default:
			b.WriteByte(' ')
		}
		s, spans := sentence(words)
		for k := range spans {
			spans[k].Start += b.Len()
			spans[k].End += b.Len()
		}
		at = append(at, spans)
		b.WriteString(s.Text)
	}
	d := &doc.Doc{Source: doc.Source{Text: b.String()}}
	d.Meta.Published, d.Meta.Given = a.DCT, true
	return d, at
}

func meantimeArticles(t *testing.T, path string) []meantimeArticle {
	f, err := corpus.Open(path)
	if err != nil {
		t.Skip("no ../shared/corpora/meantime beside the module:", err)
	}
	defer f.Close()
	var out []meantimeArticle
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var a meantimeArticle
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			t.Fatal(err)
		}
		out = append(out, a)
	}
	return out
}

// instanceDates are the days of events that have one.
func instanceDates(t *testing.T, path string) map[string]string {
	f, err := corpus.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	out := map[string]string{}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var r struct{ ID, Time string }
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		out[r.ID] = strings.TrimSuffix(strings.TrimSuffix(r.Time, "-XX"), "-XX")
	}
	return out
}
