package stance

import (
	"slices"

	"github.com/saysonews/sayso/link"
)

// A Reading is a report made ready to be asked about many claims.
type Reading struct {
	report    link.Report
	sentences []sentence
	stems     map[string]bool // of all sentences
}

// A sentence of a reading, with what matters for attitude.
type sentence struct {
	index  int // in the report's Sentences
	title  bool
	words  []word
	groups []int          // of the cues in it, sorted, without doubles
	stems  map[string]int // of its content words, how often
	told   []int          // indices in Tellings of the statements that it holds words of
}

// Read reads a report. Only the headline and the body count.
func Read(r link.Report) *Reading {
	rd := &Reading{report: r, stems: map[string]bool{}}
	for i, s := range r.Sentences {
		if s.Region != "" && s.Region != "body" && s.Region != "headline" {
			continue
		}
		rd.add(newSentence(i, s.Region == "headline", s.Text))
	}
	rd.place(r)
	return rd
}

func newSentence(i int, title bool, text string) sentence {
	s := sentence{index: i, title: title, words: wordsOf(text), stems: map[string]int{}}
	for _, c := range cuesIn(s.words) {
		s.groups = append(s.groups, c.group)
	}
	slices.Sort(s.groups)
	s.groups = slices.Compact(s.groups)
	for _, w := range s.words {
		if w.weight >= contentWeight {
			s.stems[w.stem]++
		}
	}
	return s
}

func (rd *Reading) add(s sentence) {
	rd.sentences = append(rd.sentences, s)
	for stem := range s.stems {
		rd.stems[stem] = true
	}
}

// place notes which tellings each sentence holds words of. Both are in text
// order, but for tellings inside others, so each telling looks from its own
// sentence on.
func (rd *Reading) place(r link.Report) {
	at := map[int]int{}
	for k, s := range rd.sentences {
		at[s.index] = k
	}
	for i, t := range r.Tellings {
		k, ok := at[t.Sentence]
		for ; ok && k < len(rd.sentences) && r.Sentences[rd.sentences[k].index].Start < t.End; k++ {
			rd.sentences[k].told = append(rd.sentences[k].told, i)
		}
	}
}

// covered is the share, by weight, of the claim's content words that stems has.
func covered(claim []word, has func(stem string) bool) float64 {
	got, all := 0.0, 0.0
	for _, w := range claim {
		if w.weight < contentWeight {
			continue
		}
		all += w.weight
		if has(w.stem) {
			got += w.weight
		}
	}
	if all == 0 {
		return 0
	}
	return got / all
}

// near are the sentences that hold most of the claim, best first: at most three,
// none with less than half of the best one's share.
func (rd *Reading) near(claim []word) (best []int, shares []float64) {
	const most = 3
	shares = make([]float64, len(rd.sentences))
	for i, s := range rd.sentences {
		shares[i] = covered(claim, func(stem string) bool { return s.stems[stem] > 0 })
		if shares[i] > 0 {
			best = append(best, i)
		}
	}
	slices.SortStableFunc(best, func(a, b int) int {
		switch {
		case shares[a] > shares[b]:
			return -1
		case shares[a] < shares[b]:
			return 1
		}
		return a - b
	})
	for i := range best {
		if i == most || shares[best[i]] < shares[best[0]]/2 {
			return best[:i], shares
		}
	}
	return best, shares
}
