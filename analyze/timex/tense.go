package timex

import (
	"strings"

	"github.com/saysonews/sayso/doc"
)

// pointing tells which way the words around e point, and why: a word of e
// itself or before it, or the tense of the verb near by.
func (r *resolver) pointing(e *expr) (heading, string) {
	if e.is(fDir) {
		switch e.v[fDir] {
		case -1:
			return before, ""
		case 1:
			return beyond, ""
		}
		return around, ""
	}
	switch r.wordBefore(e) {
	case "until", "till":
		if r.items[e.first-1].first || r.over(e) {
			return backward, "" // "Until Monday nobody knew"
		}
		return forward, ""
	case "as", "through":
		return forward, ""
	case "than":
		if e.first > 1 && r.word(e.first-2) == "later" {
			return forward, "" // "no later than Friday"
		}
	case "by":
		if r.tense(e) >= 0 {
			return forward, ""
		}
	case "since":
		return backward, ""
	}
	switch r.tense(e) {
	case 1:
		return forward, doc.BasisTense
	case -1:
		return backward, doc.BasisTense
	}
	return unmarked, ""
}

// over tells whether the verb right before "until" tells of what somebody did then:
// "she worked there until May".
func (r *resolver) over(e *expr) bool {
	const close = 6 // items
	for i := e.first - 2; i >= max(0, e.first-2-close) && !r.items[i+1].first; i-- {
		switch r.tag(i) {
		case "VBD":
			return r.items[i].class&cDefers == 0 && (i == 0 || r.tag(i+1) != "VBN")
		case "VB", "VBN", "VBP", "VBZ", "VBG", "MD":
			return false
		}
	}
	return false
}

// tense is 1 where the verb that e goes with looks ahead, -1 where it looks
// back, 0 where none tells. That is the nearest verb before e, or, where e opens
// a clause ("On Monday he left"), the nearest one after it.
func (r *resolver) tense(e *expr) int {
	before, after := r.tenseBefore(e), r.tenseAfter(e)
	if before == 0 || after != 0 && r.opensClause(e) {
		return after
	}
	return before
}

// reach is how many items away from a time its verb may be.
const reach = 14

func (r *resolver) tenseBefore(e *expr) int {
	for i := e.first - 1; i >= 0 && e.first-i < reach && !r.items[i+1].first; i-- {
		if n := r.verbTense(i); n != 0 && (!r.infinitive(i) || e.first-i <= 5) {
			return n
		}
		if i == e.first-1 && r.tag(i) == "VBN" {
			return -1 // "the order issued Thursday"
		}
	}
	return 0
}

// tenseAfter passes over infinitives, which say nothing of when the time is:
// "came Monday to ask".
func (r *resolver) tenseAfter(e *expr) int {
	for i := e.last + 1; i < len(r.items) && i-e.last < reach && !r.items[i].first; i++ {
		if n := r.verbTense(i); n != 0 && !r.infinitive(i) {
			return n
		}
	}
	return 0
}

// opensClause tells whether e, with its preposition, begins a sentence or
// follows a comma or a conjunction.
func (r *resolver) opensClause(e *expr) bool {
	i := e.first
	if i > 0 && !r.items[i].first {
		switch r.word(i - 1) {
		case "on", "in", "by", "at":
			i--
		}
	}
	if i == 0 || r.items[i].first {
		return true
	}
	switch r.word(i - 1) {
	case ",", ";", ":", "but", "and":
		return true
	}
	return false
}

// infinitive tells whether item i is the verb of "to go".
func (r *resolver) infinitive(i int) bool { return i > 0 && r.word(i-1) == "to" }

// pastClose tells whether a verb in the past stands just before e, or just after
// it where it opens a clause, so that e says when what it tells happened.
func (r *resolver) pastClose(e *expr) bool {
	const close = 5 // items
	if e.rule == "month-before-noun" {
		return true
	}
	if r.opensClause(e) {
		for i := e.last + 1; i < len(r.items) && i-e.last <= close && !r.items[i].first; i++ {
			if n := r.verbTense(i); n != 0 {
				return n < 0
			}
		}
	}
	for i := e.first - 1; i >= max(0, e.first-close) && !r.items[i+1].first; i-- {
		if n := r.verbTense(i); n != 0 {
			return n < 0
		}
	}
	return false
}

// plannedThen tells whether e goes with what somebody was to do, seen from the past:
// "was cleared to sail in September" may lie on either side of publication.
func (r *resolver) plannedThen(e *expr) bool {
	const close = 6 // items
	for i := e.first - 1; i > max(1, e.first-close) && !r.items[i].first; i-- {
		if r.tag(i) == "VB" && r.infinitive(i) {
			before := r.tag(i - 2)
			return before == "VBD" || before == "VBN"
		}
	}
	return false
}

// verbTense is what item i says of the tense: 1 ahead, -1 back, 0 nothing.
func (r *resolver) verbTense(i int) int {
	it := &r.items[i]
	if it.class&cFuture != 0 {
		if i > 1 && r.word(i-1) == "been" && r.word(i-2) == "had" {
			return -1 // "had been due Friday"
		}
		return 1
	}
	if len(r.d.Tags) > 0 {
		return r.tagTense(i, r.tag(i))
	}
	if it.class&cPast != 0 || it.entry == nil && it.end-it.start > 4 && strings.HasSuffix(r.d.Text[it.start:it.end], "ed") {
		return -1
	}
	return 0
}

// tagTense reads the tense off the Penn Treebank tag of item i.
func (r *resolver) tagTense(i int, tag string) int {
	switch tag {
	case "VBD":
		return -1
	case "VB":
		if r.infinitive(i) {
			return 1
		}
	case "VBN":
		if i > 0 && (r.word(i-1) == "has" || r.word(i-1) == "have") {
			return -1
		}
	}
	return 0
}

// tag is the Penn Treebank tag of item i, "" without tags.
func (r *resolver) tag(i int) string {
	if t := int(r.items[i].token); t < len(r.d.Tags) {
		return r.d.Tags[t].XPOS
	}
	return ""
}

// word is item i in lower case.
func (r *resolver) word(i int) string {
	it := &r.items[i]
	return strings.ToLower(r.d.Text[it.start:it.end])
}

// isOther tells whether e is no time after all: "soon" in a tale of the past, or
// a month that the tags say is a verb ("may").
func (r *resolver) isOther(e *expr) bool {
	if e.first == e.last && e.ref == "FUTURE_REF" {
		return r.tense(e) < 0
	}
	switch r.tag(e.first) {
	case "MD", "VB", "VBP", "VBD":
		return e.first == e.last
	}
	return false
}
