package suite

import (
	"strings"
	"testing"

	"github.com/saysonews/sayso/analyze"
	"github.com/saysonews/sayso/analyze/stagetest"
	"github.com/saysonews/sayso/doc"
)

func TestStages(t *testing.T) {
	p, err := New()
	if err != nil {
		t.Fatal(err)
	}
	stagetest.Run(t, p)
}

func TestVersionNamesEveryStage(t *testing.T) {
	p, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range p {
		if !strings.Contains(Version(p), s.Name) {
			t.Errorf("version %q lacks %s", Version(p), s.Name)
		}
	}
}

// BenchmarkStage times each stage on one report, after the stages before it.
func BenchmarkStage(b *testing.B) {
	p, err := New()
	if err != nil {
		b.Fatal(err)
	}
	text := strings.Repeat(stagetest.Texts()["report"]+"\n\n", 8)
	d := &doc.Doc{Source: doc.Source{Text: text}}
	for _, s := range p {
		b.Run(s.Name, func(b *testing.B) { run(b, analyze.Pipeline{s}, d) })
		s.Run(d)
	}
	b.Run("whole", func(b *testing.B) { run(b, p, &doc.Doc{Source: doc.Source{Text: text}}) })
}

func run(b *testing.B, p analyze.Pipeline, d *doc.Doc) {
	words := len(strings.Fields(d.Text))
	b.ReportAllocs()
	for b.Loop() {
		e := *d
		p.Run(&e)
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
