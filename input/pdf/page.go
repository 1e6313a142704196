package pdf

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A row is all glyphs of one baseline, from left to right.
type row struct {
	y      float64
	size   float64 // of the largest glyph
	glyphs []glyph
}

// takes tells whether g, which is not above r, stands on its baseline. What is
// much smaller and a little higher is a raised mark of the line below it.
func (r row) takes(g glyph) bool {
	drop := r.y - g.y
	return drop <= 0.35*g.size || r.size < 0.8*g.size && drop <= 0.65*g.size
}

func (r *row) add(g glyph) {
	r.glyphs = append(r.glyphs, g)
	if g.size > r.size {
		r.y, r.size = g.y, g.size
	}
}

// withoutMarks is the glyphs of r but for raised figures and signs: they point
// to notes, and would stick to the word before them.
func (r row) withoutMarks() []glyph {
	return slices.DeleteFunc(r.glyphs, func(g glyph) bool {
		return g.size < 0.8*r.size && g.y-r.y > 0.15*r.size && strings.Trim(g.s, "0123456789*†‡§¶,[]") == ""
	})
}

// A line is a run of one row within one column.
type line struct {
	x0, x1, y float64
	size      float64
	bold      bool
	text      string
}

// rows groups the glyphs of a page by baseline, the highest first.
func rows(glyphs []glyph) []row {
	gs := slices.Clone(glyphs)
	slices.SortStableFunc(gs, func(a, b glyph) int { return cmp.Compare(b.y, a.y) })
	var out []row
	for _, g := range gs {
		if n := len(out); n > 0 && out[n-1].takes(g) {
			out[n-1].add(g)
			continue
		}
		out = append(out, row{y: g.y, size: g.size, glyphs: []glyph{g}})
	}
	for i := range out {
		gs := out[i].withoutMarks()
		slices.SortStableFunc(gs, func(a, b glyph) int { return cmp.Compare(a.x0, b.x0) })
		// Some programs print twice for bold type.
		out[i].glyphs = slices.CompactFunc(gs, func(a, b glyph) bool {
			return a.s == b.s && math.Abs(a.x0-b.x0) < 0.08*a.size
		})
	}
	return out
}

// split cuts r into lines at the gaps for which cut says so; x0 and x1 are the
// ends of the gap. Blanks do not fill a gap.
func (r row) split(cut func(x0, x1, size float64) bool) []line {
	var out []line
	start, end := 0, 0.0
	seen := false
	for i, g := range r.glyphs {
		if strings.TrimFunc(g.s, unicode.IsSpace) == "" {
			continue
		}
		if seen && cut(end, g.x0, g.size) {
			out = appendLine(out, r.glyphs[start:i])
			start, end = i, g.x1
		}
		end = max(end, g.x1)
		seen = true
	}
	return appendLine(out, r.glyphs[start:])
}

// wordGap is the gap between words, in ems. Letter-spaced type stays below.
const wordGap = 0.17

// appendLine adds the line that the glyphs make, if they hold any text.
func appendLine(out []line, gs []glyph) []line {
	var b strings.Builder
	l := line{x0: math.Inf(1), x1: math.Inf(-1)}
	bold, all, end := 0, 0, 0.0
	for _, g := range gs {
		blank := strings.TrimFunc(g.s, unicode.IsSpace) == ""
		if b.Len() > 0 && (blank || g.x0-end > wordGap*g.size) {
			b.WriteByte(' ')
		}
		if blank {
			continue
		}
		b.WriteString(g.s)
		end = g.x1
		l.x0, l.x1, l.y = min(l.x0, g.x0), max(l.x1, g.x1), g.y
		l.size = max(l.size, g.size)
		all++
		if g.bold {
			bold++
		}
	}
	l.text = strings.Join(strings.Fields(b.String()), " ")
	if l.text == "" {
		return out
	}
	l.bold = 2*bold > all
	return append(out, l)
}

// A gutter is an empty strip between two columns.
type gutter struct{ x0, x1 float64 }

// pageBins bounds how wide a page may be, in points, to have columns.
const pageBins = 4000

// gutters finds the strips that hardly any line of body type crosses while
// several stand on either side, at the same heights.
func gutters(rs []row) []gutter {
	var pieces []line
	for _, r := range rs {
		pieces = append(pieces, r.split(func(x0, x1, size float64) bool { return x1-x0 > 0.9*size })...)
	}
	body := medianSize(pieces)
	pieces = slices.DeleteFunc(pieces, func(l line) bool { return l.size > 1.25*body || l.size < 0.7*body })
	if len(pieces) < 8 {
		return nil
	}
	low := slices.MinFunc(pieces, func(a, b line) int { return cmp.Compare(a.x0, b.x0) }).x0
	high := slices.MaxFunc(pieces, func(a, b line) int { return cmp.Compare(a.x1, b.x1) }).x1
	if high-low > pageBins {
		return nil
	}
	cover := make([]int, int(high-low)+2)
	for _, l := range pieces {
		for b := int(l.x0 - low); b <= int(l.x1-low); b++ {
			cover[b]++
		}
	}
	most := max(1, slices.Max(cover)*15/100)
	var out []gutter
	for b := 0; b < len(cover); {
		if cover[b] > most {
			b++
			continue
		}
		first := b
		for b < len(cover) && cover[b] <= most {
			b++
		}
		g := gutter{low + float64(first), low + float64(b)}
		if g.x1-g.x0 >= 0.6*body && parts(pieces, g, body) {
			out = append(out, g)
		}
	}
	return out
}

func medianSize(ls []line) float64 {
	if len(ls) == 0 {
		return 0
	}
	sizes := make([]float64, len(ls))
	for i, l := range ls {
		sizes[i] = l.size
	}
	slices.Sort(sizes)
	return sizes[len(sizes)/2]
}

// parts tells whether g has a column on either side: four lines and more, wide
// enough for words, over heights that overlap.
func parts(pieces []line, g gutter, size float64) bool {
	var n [2]int
	var width, top, bottom [2]float64
	bottom = [2]float64{math.Inf(1), math.Inf(1)}
	top = [2]float64{math.Inf(-1), math.Inf(-1)}
	for _, l := range pieces {
		side := -1
		if l.x1 <= g.x0+1.5 {
			side = 0
		} else if l.x0 >= g.x1-1.5 {
			side = 1
		}
		if side < 0 {
			continue
		}
		n[side]++
		width[side] += l.x1 - l.x0
		top[side] = max(top[side], l.y)
		bottom[side] = min(bottom[side], l.y)
	}
	for side := range n {
		if n[side] < 4 || width[side]/float64(n[side]) < 6*size {
			return false
		}
	}
	shared := min(top[0], top[1]) - max(bottom[0], bottom[1])
	return shared > 0.4*min(top[0]-bottom[0], top[1]-bottom[1])
}

// A column is lines from top to bottom that are read on end.
type column []line

// columns cuts a page into columns, in reading order. A line across a gutter
// ends the columns above it.
func columns(rs []row) []column {
	gs := gutters(rs)
	cut := func(x0, x1, _ float64) bool {
		for _, g := range gs {
			if mid := (g.x0 + g.x1) / 2; x0 <= mid && mid <= x1 {
				return true
			}
		}
		return false
	}
	var out []column
	open := make([]column, len(gs)+1)
	flush := func() {
		for i, c := range open {
			if len(c) > 0 {
				out = append(out, c)
			}
			open[i] = nil
		}
	}
	wide := false // the last line read went across
	for _, r := range rs {
		for _, l := range r.split(cut) {
			at, across := columnOf(l, gs)
			if across {
				if wide {
					out[len(out)-1] = append(out[len(out)-1], l)
					continue
				}
				flush()
				out = append(out, column{l})
				wide = true
				continue
			}
			wide = false
			open[at] = append(open[at], l)
		}
	}
	flush()
	return out
}

// columnOf is the column that l stands in, or across: l goes over a gutter.
func columnOf(l line, gs []gutter) (at int, across bool) {
	for _, g := range gs {
		if l.x0 < g.x0-1 && l.x1 > g.x1+1 {
			return 0, true
		}
		if (l.x0+l.x1)/2 > (g.x0+g.x1)/2 {
			at++
		}
	}
	return at, false
}

// firstWord is roughly how wide the first word of l is.
func (l line) firstWord() float64 {
	w, _, _ := strings.Cut(l.text, " ")
	return float64(utf8.RuneCountInString(w)) * 0.5 * l.size
}
