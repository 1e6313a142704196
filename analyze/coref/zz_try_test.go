package coref_test

import (
	"fmt"
	"os"
	"testing"

	"github.com/saysonews/sayso/analyze"
	"github.com/saysonews/sayso/analyze/coref"
	"github.com/saysonews/sayso/analyze/encode"
	"github.com/saysonews/sayso/analyze/entity"
	"github.com/saysonews/sayso/analyze/layout"
	"github.com/saysonews/sayso/analyze/parse"
	"github.com/saysonews/sayso/analyze/place"
	"github.com/saysonews/sayso/analyze/segment"
	"github.com/saysonews/sayso/analyze/tag"
	"github.com/saysonews/sayso/doc"
	"github.com/saysonews/sayso/nn"
	"github.com/saysonews/sayso/weights"
)

func pipeline(t *testing.T) analyze.Pipeline {
	b, err := weights.FS.ReadFile("engine.bin")
	if err != nil {
		t.Skip(err)
	}
	f, err := nn.Read(b, encode.FeatureVersion)
	if err != nil {
		t.Fatal(err)
	}
	must := func(s analyze.Stage) analyze.Stage { return s }
	e, err := encode.New(f)
	if err != nil {
		t.Fatal(err)
	}
	tg, err := tag.New(f)
	if err != nil {
		t.Fatal(err)
	}
	ps, err := parse.New(f)
	if err != nil {
		t.Fatal(err)
	}
	en, err := entity.New(f)
	if err != nil {
		t.Fatal(err)
	}
	return analyze.Pipeline{layout.Stage(), segment.Stage(), must(e.Stage()), tg.Stage(), ps.Stage(), en.Stage(), place.Stage(), coref.Stage()}
}

func TestTry(t *testing.T) {
	p := pipeline(t)
	b, _ := os.ReadFile(os.Getenv("TRY"))
	d := &doc.Doc{Source: doc.Source{Text: string(b)}}
	p.Run(d)
	if err := doc.Check(d); err != nil {
		fmt.Println("CHECK", err)
	}
	if os.Getenv("DEPS") != "" {
		for si, s := range d.Sentences {
			fmt.Println("#", si)
			for i := s.First; i < s.End; i++ {
				e := ""
				for _, en := range d.Entities {
					if en.Tokens.Contains(i) {
						e = string(en.Kind)
					}
				}
				h := d.Deps[i].Head - s.First + 1
				if d.Deps[i].Head < 0 {
					h = 0
				}
				fmt.Printf("%d\t%s\t%s\t%s\t%s\t%d\t%s\t%s\n", i-s.First+1, d.Word(i), d.Tags[i].Lemma, d.Tags[i].UPOS, d.Tags[i].Feats, h, d.Deps[i].Rel, e)
			}
		}
	}
	for _, a := range d.Actors {
		fmt.Printf("%s (%s, %s, %s) %d-%d", a.Name, a.Kind, a.Naming, a.Country, a.Count.Min, a.Count.Max)
		for _, r := range a.Roles {
			fmt.Printf(" <%s f=%v org=%s>", r.Span.In(d.Text), r.Former, r.Organization)
		}
		fmt.Printf(" alias=%q:\n     ", a.Aliases)
		for _, m := range a.Mentions {
			fmt.Printf(" [%s]", m.Span.In(d.Text))
		}
		fmt.Println()
	}
	fmt.Println("PLACES")
	for _, pl := range d.Places {
		fmt.Printf("%s (%s %s) %v %v:", pl.Name, pl.Kind, pl.Country, pl.Latitude, pl.Longitude)
		for _, m := range pl.Mentions {
			fmt.Printf(" [%s]", m.In(d.Text))
		}
		fmt.Println()
	}
}
