package pdf

import (
	"regexp"
	"strings"
	"unicode"
)

// runningRows is how many rows at the top and at the bottom of a page may be
// running heads and feet.
const runningRows = 3

// dropRunning takes out of every page the rows at its top and bottom that recur
// on other pages, figures aside, and the page numbers.
func dropRunning(pages [][]row) {
	count := map[string]int{}
	for _, rs := range pages {
		seen := map[string]bool{}
		eachEdge(rs, func(i int) {
			if k := runningKey(rs[i]); k != "" && !seen[k] {
				seen[k] = true
				count[k]++
			}
		})
	}
	for p, rs := range pages {
		drop := map[int]bool{}
		eachEdge(rs, func(i int) {
			n := count[runningKey(rs[i])]
			// Left and right pages may have heads of their own.
			if n >= 2 && 5*n >= 2*len(pages) || len(rs) > 1 && pageNumber(rowText(rs[i])) {
				drop[i] = true
			}
		})
		kept := rs[:0:0]
		for i, r := range rs {
			if !drop[i] {
				kept = append(kept, r)
			}
		}
		pages[p] = kept
	}
}

// eachEdge calls do for the rows at the top and at the bottom.
func eachEdge(rs []row, do func(int)) {
	for i := range rs {
		if i < runningRows || i >= len(rs)-runningRows {
			do(i)
		}
	}
}

// runningKey is the text of r with every figure made one; "" for none.
func runningKey(r row) string {
	s := strings.Map(func(c rune) rune {
		switch {
		case unicode.IsDigit(c):
			return '0'
		case unicode.IsSpace(c):
			return -1
		}
		return c
	}, rowText(r))
	for strings.Contains(s, "00") {
		s = strings.ReplaceAll(s, "00", "0")
	}
	if len(s) < 3 {
		return ""
	}
	return s
}

func rowText(r row) string {
	ls := r.split(func(_, _, _ float64) bool { return false })
	if len(ls) == 0 {
		return ""
	}
	return ls[0].text
}

var pageNumberRE = regexp.MustCompile(`(?i)^[-–—|•·. ]*(?:(?:page|p\.|seite|pág\.?|page no\.?) ?)?[0-9]{1,4}(?: ?(?:/|of|von|de|sur) ?[0-9]{1,4})?[-–—|•·. ]*$`)

func pageNumber(s string) bool { return len(s) < 30 && pageNumberRE.MatchString(s) }
