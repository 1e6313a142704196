package identity

import (
	"fmt"
	"testing"

	"github.com/saysonews/sayso/link"
)

// collection is n reports on affairs of twelve people and bodies each, whose
// names are made of few parts, so that surnames and first names come again.
func collection(n int) []link.Report {
	given := []string{"Ilva", "Rolf", "Oswin", "Dagmar", "Cella", "Tobias", "Petra", "Bram", "Hanne", "Aksel", "Lisbet", "Emeric", "Nadia"}
	surname := []string{"Brandt", "Tarrant", "Loess", "Moreau", "Crane", "Vondell", "Odell", "Selwick", "Thorne", "Karrow", "Stahl", "Fenn", "Pike", "Sarran", "Moll", "Aul", "Voss"}
	body := []string{"Kestle", "Tolland", "Ferrow", "Orla", "Sennick", "Marrowe", "Ardemar"}
	kind := []string{"Mutual", "Grain", "Shipping", "Rail", "Water", "Press", "Steel", "Timber"}
	var out []link.Report
	for i := range n {
		affair := i / 10
		r := link.Report{ID: fmt.Sprint("r", i), Published: fmt.Sprintf("20%02d-%02d-%02d", i/336%100, i/28%12+1, i%28+1), Publisher: body[i%7] + " Standard"}
		for k := range 12 {
			a := link.Actor{ID: fmt.Sprint("a", k+1), Naming: "named", Mentions: 3}
			// Multiplying by primes spreads the affairs over all pairs of parts.
			x := affair*7919 + k*104729
			if k < 8 {
				a.Name, a.Kind = given[x%13]+" "+surname[x/13%17]+fmt.Sprint(x/221%50), "person"
			} else {
				a.Name, a.Kind = body[x%7]+" "+kind[x/7%8], "organization"
			}
			if (i+k)%4 == 0 {
				a.Name = a.Name[len(a.Name)-6:]
			}
			r.Cast = append(r.Cast, a)
		}
		out = append(out, r)
	}
	return out
}

// The time per report shows whether the work grows with the number of reports.
func BenchmarkFind(b *testing.B) {
	for _, n := range []int{100, 1000, 10000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			reports := collection(n)
			b.ResetTimer()
			for range b.N {
				Find(reports, nil)
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*n), "µs/report")
		})
	}
}
