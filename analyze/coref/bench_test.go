package coref

import "testing"

func BenchmarkFind(b *testing.B) {
	docs := readGUM(b, gumDev)
	tokens := 0
	for _, g := range docs {
		tokens += len(g.Tokens)
	}
	Find(docs[0].Doc) // reads the word lists
	b.ReportAllocs()
	for b.Loop() {
		for _, g := range docs {
			Find(g.Doc)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*tokens), "ns/token")
}
