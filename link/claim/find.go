package claim

import (
	"slices"

	"github.com/saysonews/sayso/link"
)

// Find are the claims of reports: those that most reports carry first. Origins,
// what carriers rest on, and counts are left to others.
func Find(reports []link.Report, copies []link.Copy, identities []link.Identity) []link.Claim {
	c := newCollection(reports, identities)
	clusters := c.clusters(copies)
	return c.claims(clusters, copies)
}

// A collection is reports laid out for finding claims.
type collection struct {
	reports     []link.Report // in order
	items       []item
	traits      vocabulary
	related     []bag // by report: the names in it
	relatedMass []float64
	doubt       []float64 // by report: how much less two items of its must be taken to tell the same
	about       []bag     // by report: the rarest of them
}

func newCollection(reports []link.Report, identities []link.Identity) *collection {
	c := &collection{reports: slices.Clone(reports)}
	slices.SortFunc(c.reports, link.Before)
	who := members(identities)
	c.items = make([]item, 0, most(c.reports))
	// Words are read on all cores, traits numbered in the order of the reports.
	for from := 0; from < len(c.reports); from += readAtOnce {
		some := c.reports[from:min(from+readAtOnce, len(c.reports))]
		read := make([][]reading, len(some))
		link.OnAllCores(len(some), func(i int) { read[i] = readingsOf(&some[i]) })
		for i := range some {
			c.add(from+i, who, read[i])
		}
	}
	c.traits.settle(len(c.reports))
	c.weigh()
	return c
}

// most is how many items reports may have.
func most(reports []link.Report) int {
	n := 0
	for i := range reports {
		for t := range reports[i].Tellings {
			n += 1 + len(reports[i].Tellings[t].Figures)
		}
	}
	return n
}

// readAtOnce is how many reports are read before their traits are numbered.
const readAtOnce = 512

// A reading is the words of a telling, and those of them that have a class.
type reading struct {
	words []word
	preds predicates
}

func readingsOf(r *link.Report) []reading {
	out := make([]reading, len(r.Tellings))
	for t := range r.Tellings {
		words := wordsOf(r.Tellings[t].Words)
		out[t] = reading{words, predicatesIn(&r.Tellings[t], words)}
	}
	return out
}

// members are the identities of actors.
func members(identities []link.Identity) map[link.Member]string {
	out := map[link.Member]string{}
	for _, i := range identities {
		for _, m := range i.Members {
			out[m] = i.ID
		}
	}
	return out
}
