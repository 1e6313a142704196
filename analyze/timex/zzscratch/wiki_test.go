package main

import (
	"fmt"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/saysonews/sayso/doc"
	"github.com/saysonews/sayso/eval"
)

var tag = regexp.MustCompile(`<(/?)(\w+)([^>]*)>`)
var val = regexp.MustCompile(`val="([^"]*)"`)

func TestWiki(t *testing.T) {
	files, _ := filepath.Glob("/work/shared/corpora/tempeval3/wikiwars/*.xml")
	var all eval.TimeScore
	for _, f := range files {
		raw, _ := os.ReadFile(f)
		_, s, _ := strings.Cut(string(raw), "<TEXT>")
		s, _, _ = strings.Cut(s, "</TEXT>")
		var b strings.Builder
		var gold []doc.Time
		var open []int
		at := 0
		for _, m := range tag.FindAllStringSubmatchIndex(s, -1) {
			b.WriteString(html.UnescapeString(s[at:m[0]]))
			at = m[1]
			if s[m[4]:m[5]] != "TIMEX2" {
				continue
			}
			if s[m[2]:m[3]] == "/" {
				if n := len(open); n > 0 {
					gold[open[n-1]].Span.End = b.Len()
					open = open[:n-1]
				}
				continue
			}
			v := val.FindStringSubmatch(s[m[6]:m[7]])
			x := doc.Time{Span: doc.Span{Start: b.Len()}}
			if v != nil {
				x.Value = v[1]
			}
			gold = append(gold, x)
			open = append(open, len(gold)-1)
		}
		b.WriteString(html.UnescapeString(s[at:]))
		d := run(b.String(), "2009-12-19")
		sc := eval.Times(gold, d.Times)
		all.Add(sc)
		fmt.Printf("%s %+v\n", filepath.Base(f), sc)
		g, h := map[int]bool{}, map[int]bool{}
		for _, p := range eval.PairTimes(gold, d.Times) {
			x, y := gold[p.Gold], d.Times[p.Found]
			g[p.Gold], h[p.Found] = true, true
			if x.Value != y.Value {
				fmt.Printf("VALUE %q %s got %s (%s) in %q\n", y.Span.In(d.Text), x.Value, y.Value, y.Rule, d.Text[max(0, y.Span.Start-30):y.Span.End])
			}
		}
		for i, x := range gold {
			if !g[i] {
				fmt.Printf("MISS %q %s in %q\n", x.Span.In(d.Text), x.Value, d.Text[max(0, x.Span.Start-30):x.Span.End])
			}
		}
		for i, x := range d.Times {
			if !h[i] {
				fmt.Printf("EXTRA %q %s (%s) in %q\n", x.Span.In(d.Text), x.Value, x.Rule, d.Text[max(0, x.Span.Start-30):min(len(d.Text), x.Span.End+20)])
			}
		}
	}
	fmt.Printf("ALL %+v relaxed %.3f strict %.3f value %.3f\n", all, all.F1(all.Relaxed), all.F1(all.Strict), all.F1(all.Value))
}
