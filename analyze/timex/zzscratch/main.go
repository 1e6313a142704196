package main

import (
	"fmt"
	"os"
	"sort"

	"github.com/saysonews/sayso/analyze/encode"
	"github.com/saysonews/sayso/analyze/figure"
	"github.com/saysonews/sayso/analyze/parse"
	"github.com/saysonews/sayso/analyze/segment"
	"github.com/saysonews/sayso/analyze/tag"
	"github.com/saysonews/sayso/analyze/timex"
	"github.com/saysonews/sayso/corpus/timeml"
	"github.com/saysonews/sayso/doc"
	"github.com/saysonews/sayso/eval"
	"github.com/saysonews/sayso/nn"
	"github.com/saysonews/sayso/weights"
)

func run(text, pub string) *doc.Doc {
	d := &doc.Doc{Source: doc.Source{Text: text}, Header: doc.Header{Published: pub}}
	d.Paragraphs, d.Tokens, d.Sentences = segment.Split(d.Text, nil)
	if os.Getenv("TAGS") != "" {
		load()
		d.Encoding = enc.Encode(d)
		d.Tags = tg.Tag(d)
		pr.Stage().Run(d)
	}
	d.Times = timex.Find(d)
	d.Figures = figure.Find(d)
	return d
}

var enc *encode.Encoder
var tg *tag.Tagger
var pr *parse.Parser

func load() {
	if enc != nil {
		return
	}
	b, err := weights.FS.ReadFile("engine.bin")
	if err != nil {
		panic(err)
	}
	f, err := nn.Read(b, encode.FeatureVersion)
	if err != nil {
		panic(err)
	}
	if enc, err = encode.New(f); err != nil {
		panic(err)
	}
	if tg, err = tag.New(f); err != nil {
		panic(err)
	}
	if pr, err = parse.New(f); err != nil {
		panic(err)
	}
}

func show(d *doc.Doc) {
	for _, f := range d.Figures {
		l, r := max(0, f.Span.Start-40), min(len(d.Text), f.Span.End+40)
		fmt.Printf("%-8s %v v=%v min=%v max=%v unit=%q ~%v of=%q  %q\n", f.Kind, f.Span.In(d.Text), f.Value, f.Min, f.Max, f.Unit, f.Approximate, f.Of.In(d.Text), d.Text[l:f.Span.Start]+"[["+f.Span.In(d.Text)+"]]"+d.Text[f.Span.End:r])
	}
}

func main() {
	raw, _ := os.ReadFile("/work/shared/cases/aid-convoy/article.txt")
	d := run(string(raw), "2019-03-07")
	for _, x := range d.Times {
		fmt.Println(x.Span.In(d.Text), x.Type, x.Value, x.Basis)
	}
	show(d)
	var all eval.TimeScore
	for _, p := range []string{"timebank", "aquaint"} {
		docs, _ := timeml.ReadDir("/work/shared/corpora/tempeval3/" + p)
		sort.Slice(docs, func(i, j int) bool { return docs[i].ID < docs[j].ID })
		for i, g := range docs {
			d := run(g.Doc.Text, g.Doc.Header.Published)
			if os.Getenv("ERR") != "" {
				for _, p := range eval.PairTimes(g.Times, d.Times) {
					a, b := g.Times[p.Gold], d.Times[p.Found]
					if a.Value != b.Value {
						fmt.Printf("VALUE %.10s %s got %s %s %s | %q\n", g.Doc.Header.Published, a.Value, b.Value, b.Rule, b.Basis, d.Text[max(0, b.Span.Start-70):b.Span.Start]+"[["+b.Span.In(d.Text)+"]]"+d.Text[b.Span.End:min(len(d.Text), b.Span.End+40)])
					}
				}
			}
			all.Add(eval.Times(g.Times, d.Times))
			if i%12 == 0 {
				show(d)
			}
		}
	}
	fmt.Printf("%+v relaxed %.3f strict %.3f value %.3f\n", all, all.F1(all.Relaxed), all.F1(all.Strict), all.F1(all.Value))
}
