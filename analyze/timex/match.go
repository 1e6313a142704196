package timex

import (
	"math/bits"
	"strconv"
)

// A match is a pattern that fits the items from first on.
type match struct {
	pattern *pattern
	first   int
}

func (m match) end() int { return m.first + len(m.pattern.elements) }

// longest finds the longest pattern of b at items[i]; of two equally long ones,
// the earlier in the file.
func (b *rulebook) longest(items []item, i int) (match, bool) {
	it := &items[i]
	var best *pattern
	// Most words are in no list: no pattern goes on over them.
	alone := i+1 == len(items) || items[i+1].id == 0 && items[i+1].class == 0
	try := func(list []*pattern) {
		for _, p := range list {
			if alone && len(p.elements) > 1 {
				continue
			}
			if best.yields(p) && p.fits(items, i) {
				best = p
			}
		}
	}
	if it.id != 0 && it.found == nil {
		try(b.byID[it.id])
	}
	for c := it.class & b.classes; c != 0; c &= c - 1 {
		try(b.byClass[bits.TrailingZeros64(uint64(c))])
	}
	return match{best, i}, best != nil
}

// yields tells whether q is better than p, which may be nil.
func (p *pattern) yields(q *pattern) bool {
	if p == nil || len(q.elements) > len(p.elements) {
		return true
	}
	return len(q.elements) == len(p.elements) && q.order < p.order
}

// fits tells whether p matches the items from i on, with its conditions.
func (p *pattern) fits(items []item, i int) bool {
	end := i + len(p.elements)
	if end > len(items) || !p.elements[0].matches(&items[i]) {
		return false
	}
	for k := 1; k < len(p.elements); k++ {
		it := &items[i+k]
		if it.first || !p.elements[k].matches(it) {
			return false
		}
	}
	if !p.follows(items, i) || p.rule.opens && !items[i].first {
		return false
	}
	if len(p.rule.pre) > 0 && (i == 0 || items[i].first || !anyMatches(p.rule.pre, &items[i-1])) {
		return false
	}
	if i > 0 && !items[i].first && anyMatches(p.rule.nopre, &items[i-1]) {
		return false
	}
	if len(p.rule.post) > 0 && (end == len(items) || items[end].first || !anyMatches(p.rule.post, &items[end])) {
		return false
	}
	return end == len(items) || items[end].first || !anyMatches(p.rule.nopost, &items[end])
}

// follows tells whether what must stand before p does, before items[i].
func (p *pattern) follows(items []item, i int) bool {
	n := len(p.before)
	if n > i {
		return false
	}
	for k := range p.before {
		at := i - n + k
		if items[at+1].first || !p.before[k].matches(&items[at]) {
			return false
		}
	}
	return true
}

func anyMatches(list []element, it *item) bool {
	for i := range list {
		if list[i].matches(it) {
			return true
		}
	}
	return false
}

// apply finds times from left to right and gives the items with each time as
// one item.
func (b *rulebook) apply(items []item) []item {
	out := make([]item, 0, len(items))
	for i := 0; i < len(items); {
		m, ok := b.longest(items, i)
		if !ok || m.pattern.meaning.kind == none {
			out = append(out, items[i])
			i++
			continue
		}
		out = append(out, m.item(items))
		i = m.end()
	}
	return out
}

// item is the time that m means, as one item.
func (m match) item(items []item) item {
	e := m.meaning(items)
	first := &items[m.first]
	return item{
		start: int32(e.start), end: int32(e.end), token: first.token, first: first.first,
		hyphen: first.hyphen, glue: first.glue, class: e.class(), found: e,
		index: int32(e.first), lastIndex: int32(e.last),
	}
}

// meaning fills in the template of the pattern.
func (m match) meaning(items []item) *expr {
	t := &m.pattern.meaning
	last := &items[m.end()-1]
	e := &expr{kind: t.kind, unit: t.unit}
	if t.kind == join {
		for k, at := range t.joined {
			o := items[m.first+at].found
			if k == 0 {
				*e = *o
			} else {
				e.merge(o)
			}
		}
		if t.unit != noUnit {
			e.unit = t.unit
		}
	}
	e.rule = m.pattern.rule.name
	e.start, e.end = int(items[m.first].start), int(last.end)
	e.first, e.last = int(items[m.first].index), int(last.lastIndex)
	m.fill(e, items)
	return e
}

// fill sets what the template says.
func (m match) fill(e *expr, items []item) {
	t := &m.pattern.meaning
	if t.unitOf >= 0 {
		at := m.first + t.unitOf
		e.unit = unit(items[at].value(m.pattern.elements[t.unitOf].class))
	}
	for _, a := range t.sets {
		n, vague := a.from.number(items, m.first)
		e.set(a.field, int(n))
		e.vague = e.vague || vague
	}
	if t.n.set {
		e.n, e.vague = t.n.number(items, m.first)
	}
	if t.mod != "" {
		e.mod = t.mod
	}
	if t.quant != "" {
		e.quant = t.quant
	}
	if t.freq != "" {
		e.freq = t.freq
	}
	if t.freqOf >= 0 {
		at := m.first + t.freqOf
		e.freq = strconv.Itoa(items[at].value(m.pattern.elements[t.freqOf].class)) + "X"
	}
	if t.ref != "" {
		e.ref = t.ref
	}
}

// number is what s stands for in the match that begins at items[first].
func (s source) number(items []item, first int) (float64, bool) {
	if s.element < 0 {
		return s.add, s.vague
	}
	it := &items[first+s.element]
	switch {
	case s.minute:
		return float64(it.minute), false
	case s.second:
		return float64(it.second), false
	case s.class&it.class == 0: // "a week" for "<num> weeks"
		return float64(s.factor) + s.add, false
	case s.class&cNum != 0:
		return it.amount*float64(s.factor) + s.add, it.vague
	}
	return float64(it.value(s.class)*s.factor) + s.add, it.vague
}
