package stance

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

// The format of data/common.tsv: a stem and how much a claim's word of that stem
// tells, in tenths: the natural logarithm of one over the share of paragraphs of
// news that hold it. Stems that are not listed are rarer than all that are, and
// weigh rareWeight. Stems that weigh less than contentWeight
// are grammar.
//
//go:embed data/common.tsv
var commonFile string

const (
	contentWeight = 3.0
	rareWeight    = 9.0
)

var common = sync.OnceValue(func() map[string]float64 {
	c := map[string]float64{}
	for line := range strings.Lines(commonFile) {
		stem, tenths, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		n, err := strconv.Atoi(tenths)
		if err != nil {
			panic("stance: data/common.tsv: " + err.Error()) // embedded and tested
		}
		c[stem] = float64(n) / 10
	}
	return c
})

func weightOf(stem string) float64 {
	if w, ok := common()[stem]; ok {
		return w
	}
	return rareWeight
}
