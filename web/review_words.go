package web

import (
	"unicode"

	"github.com/saysonews/sayso/record"
)

// A reviewMark is a stretch of the text (code points) and what it is taken for.
type reviewMark struct {
	start, end int
	as         string
}

// around is how many code points are shown on each side of a finding at most.
const around = 300

// runsAround are the sentences that a finding stands in, cut where marks begin and
// end. Of marks that overlap, the words of the source and of the cue show.
func runsAround(d record.Document, start, end int, marks []reviewMark) []ReviewRun {
	text := []rune(d.Text)
	from, to := window(d, text, start, end)
	as := make([]string, to-from)
	for _, name := range []string{"said", "cue", "source", "name"} {
		for _, m := range marks {
			if m.as == name {
				for i := max(m.start, from); i < min(m.end, to); i++ {
					as[i-from] = name
				}
			}
		}
	}
	runs := []ReviewRun{}
	for i := 0; i < len(as); {
		k := i
		for k < len(as) && as[k] == as[i] {
			k++
		}
		runs = append(runs, ReviewRun{string(text[from+i : from+k]), as[i]})
		i = k
	}
	return runs
}

// window is the sentences of a finding and the one before, or words around it where there are
// none; with an end that is not in the middle of a word.
func window(d record.Document, text []rune, start, end int) (from, to int) {
	start = min(max(start, 0), len(text))
	end = min(max(end, start), len(text))
	from, to = start-around/2, end+around/2
	before := -1
	for _, s := range d.Sentences {
		if s.Start <= start && start < s.End {
			if from = s.Start; before >= 0 && start-before <= around {
				from = before // whom "he" means stands there
			}
		}
		before = s.Start
		if s.Start < end && end <= s.End {
			to = s.End
		}
	}
	from, to = min(max(from, start-around, 0), start), max(min(to, end+around, len(text)), end)
	for from > 0 && from < start && !unicode.IsSpace(text[from-1]) {
		from++
	}
	for to < len(text) && to > end && !unicode.IsSpace(text[to]) {
		to--
	}
	return from, to
}
