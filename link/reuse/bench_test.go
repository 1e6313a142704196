package reuse

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/saysonews/sayso/demo"
	"github.com/saysonews/sayso/link"
)

// generated are n reports on many affairs, ten on each: five newsrooms' own, two
// copies of the first, one shortened, one of it with other words, and an
// excerpt. They are the demo reports with more than half of the words replaced by one of the
// affair; each outlet prints a notice of its own below all of its reports.
func generated(n int) []link.Report {
	var texts []string
	for _, r := range demo.Reports() {
		if r.MediaType == "text/plain" {
			texts = append(texts, string(r.Data))
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	notice := strings.Fields("sign in to read all that our newsroom writes about your town every day of the week")
	var out []link.Report
	var own [][]string
	for i := range n {
		affair := i / 10
		var words []string
		switch i % 10 {
		case 0, 1, 2, 3, 4:
			if i%10 == 0 {
				own = own[:0]
			}
			words = strings.Fields(texts[(affair*5+i%10)%len(texts)])
			for k := range words {
				if k%6 == 0 || random.IntN(2) == 0 {
					words[k] = fmt.Sprintf("Kest%d", affair*300+random.IntN(300))
				}
			}
			own = append(own, words)
		case 5, 6:
			words = own[0]
		case 7:
			words = own[0][:len(own[0])*2/3]
		case 8:
			words = append([]string(nil), own[0]...)
			for k := range words {
				if random.IntN(5) == 0 {
					words[k] = fmt.Sprintf("other%d", random.IntN(5000))
				}
			}
		case 9:
			words = append(append([]string(nil), own[1][:len(own[1])/2]...), own[0][50:120]...)
		}
		outlet := random.IntN(40)
		r := link.Report{ID: fmt.Sprintf("r%06d", i), Publisher: fmt.Sprintf("Outlet %d", outlet),
			Published: time.Date(2029, 3, 1, 0, i, 0, 0, time.UTC).Format(time.RFC3339)}
		r.Sentences = sentences(append(append([]string(nil), words...), append(notice, fmt.Sprint("outlet", outlet))...))
		out = append(out, r)
	}
	return out
}

// sentences are words in sentences of eighteen.
func sentences(words []string) []link.Sentence {
	var out []link.Sentence
	at := 0
	for len(words) > 0 {
		text := strings.Join(words[:min(18, len(words))], " ")
		words = words[min(18, len(words)):]
		n := len([]rune(text))
		out = append(out, link.Sentence{Start: at, End: at + n, Region: "body", Text: text})
		at += n + 1
	}
	return out
}

func BenchmarkFind(b *testing.B) {
	for _, n := range []int{1_000, 10_000} {
		reports := generated(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				Find(reports)
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*n), "µs/report")
		})
	}
}
