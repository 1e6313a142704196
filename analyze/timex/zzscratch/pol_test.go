package main

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

func TestPol(t *testing.T) {
	files, _ := filepath.Glob("/work/shared/corpora/polnear/train/text/*.txt")
	n := 0
	for i := 0; i < len(files); i += 9 {
		raw, _ := os.ReadFile(files[i])
		d := run(string(raw), "2016-10-10")
		fmt.Println("#", filepath.Base(files[i]))
		for _, x := range d.Times {
			l, r := max(0, x.Span.Start-30), min(len(d.Text), x.Span.End+25)
			fmt.Printf("T %s %s %s | %q\n", x.Type, x.Value, x.Rule, d.Text[l:x.Span.Start]+"[["+x.Span.In(d.Text)+"]]"+d.Text[x.Span.End:r])
		}
		for _, f := range d.Figures {
			l, r := max(0, f.Span.Start-30), min(len(d.Text), f.Span.End+25)
			fmt.Printf("F %-8s v=%v min=%v max=%v %q of=%q | %q\n", f.Kind, f.Value, f.Min, f.Max, f.Unit, f.Of.In(d.Text), d.Text[l:f.Span.Start]+"[["+f.Span.In(d.Text)+"]]"+d.Text[f.Span.End:r])
		}
		n++
	}
	fmt.Println(n)
}
