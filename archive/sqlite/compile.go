package sqlite

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/query"
)

// A plan is a query made ready: an expression that the index answers, and what is
// left to decide for each report that it gives.
type plan struct {
	index          string // where to look for match: find, or the index of a group
	match          match  // holds of every report that is asked for
	check          part   // nil where match holds of no others
	least          key    // keys from a date that is asked for; both included
	most           key
	rank           match             // the words alone; nothing where none are asked for
	marks          []archive.Pattern // the words to mark
	statements     []test            // fields of statements that are asked for
	statementMatch match             // the statements that fit one of these, in their index
	only           family            // what is asked about, if all is of one statement or event
	events         []test
	eventMatch     match // the events that fit one of these, in their index
}

// A part is a match, group, both, either or not: a query of which the index can
// answer the matches.
type part interface{}

type (
	both   []part
	either []part
	not    struct{ part part }
)

// A group is what is asked of one and the same statement or event.
type group struct {
	index string // the statements' or the events'
	match match  // in that index; in the reports', it holds of every report that has one
}

// A shown is a phrase that ends in a short beginning of a word, "ministry of a*".
// The index has the words before it and the beginning, but to find them side by
// side it would gather all words with that beginning. The texts tell.
type shown struct {
	pattern archive.Pattern
	match   match // holds of every report that shows it
}

// A test tells whether statement or event number n of a report fits.
type test func(c *candidate, n int) bool

// compile makes a plan of q.
func (s *Store) compile(ctx context.Context, q query.Query) (plan, error) {
	c := compiler{ctx: ctx, store: s, words: map[string]string{}}
	p := plan{index: reportIndex, match: everything, most: lastKey}
	n := prune(q.Root)
	if n == nil {
		return p, nil
	}
	root := c.part(n)
	p.match = upper(root)
	if g, ok := root.(group); ok {
		p.index = g.index // answers it all
	} else {
		p.check = unanswered(root, p.match)
	}
	p.least, p.most = keys(n)
	p.rank = c.rank(n)
	c.wanted(&p, n)
	p.only = asksOnly(n)
	return p, c.err
}

// whole is all that a plan asks of reports, whatever answers it.
func (p plan) whole() part {
	m := part(p.match)
	if p.index != reportIndex {
		m = group{p.index, p.match}
	}
	if p.check == nil {
		return m
	}
	return both{m, p.check}
}

// unanswered is what is left of a root when match, its upper bound, holds.
func unanswered(root part, m match) part {
	switch r := root.(type) {
	case match:
		return nil
	case both:
		if m.depth > deepest {
			return root
		}
		return both(slices.DeleteFunc(slices.Clone(r), func(p part) bool { _, answered := p.(match); return answered }))
	}
	return root
}

// prune is n without what asks nothing: terms without words, fields that there
// are not, And and Or of nothing. An And within an And becomes a part of it, an Or
// likewise. Nothing is left of a query that asks nothing: nil.
func prune(n query.Node) query.Node {
	switch n := n.(type) {
	case query.And:
		var left query.And
		for _, p := range n {
			switch p := prune(p).(type) {
			case nil:
			case query.And:
				left = append(left, p...)
			default:
				left = append(left, p)
			}
		}
		return only(left, left)
	case query.Or:
		var left query.Or
		for _, p := range n {
			switch p := prune(p).(type) {
			case nil:
			case query.Or:
				left = append(left, p...)
			default:
				left = append(left, p)
			}
		}
		return only(left, left)
	case query.Not:
		switch p := prune(n.Part).(type) {
		case nil:
			return nil
		case query.Not:
			return p.Part
		default:
			return query.Not{Part: p}
		}
	case query.Term:
		if len(archive.NewPattern(n).Words) > 0 {
			return n
		}
	case query.Filter:
		if asks(n) {
			return n
		}
	}
	return nil
}

// only is all of the parts, or the one that there is.
func only(parts []query.Node, all query.Node) query.Node {
	switch len(parts) {
	case 0:
		return nil
	case 1:
		return parts[0]
	}
	return all
}

// asks tells whether a filter asks anything.
func asks(f query.Filter) bool {
	switch f.Field {
	case query.Naming, query.Act, query.Event:
		return oneToken(f.Value) != ""
	case query.Date, query.When:
		return true
	case query.Speaker, query.About, query.Publisher, query.Place, query.Actor, query.Title, query.Credit:
		return len(archive.NewPattern(f.Term).Words) > 0
	}
	return false
}

// A family is what several fields are asked of together.
type family int

const (
	ofReport family = iota
	ofStatement
	ofEvent
	ofPlace // of an event beside such, else of the report
)

func familyOf(n query.Node) family {
	switch n := n.(type) {
	case query.Filter:
		switch n.Field {
		case query.Speaker, query.About, query.Naming, query.Act:
			return ofStatement
		case query.Event, query.When:
			return ofEvent
		case query.Place:
			return ofPlace
		}
	case query.Or:
		f := familyOf(n[0])
		for _, p := range n[1:] {
			g := familyOf(p)
			switch {
			case g == f:
			case g == ofEvent && f == ofPlace, g == ofPlace && f == ofEvent:
				f = ofEvent
			default:
				return ofReport
			}
		}
		return f
	}
	return ofReport
}

// asksOnly is what n asks about, and about nothing else: one statement, or one event.
func asksOnly(n query.Node) family {
	if parts, ok := n.(query.And); ok {
		statement, event, _ := families(parts)
		switch len(parts) {
		case len(statement):
			return ofStatement
		case len(event):
			return ofEvent
		}
		return ofReport
	}
	return familyOf(n)
}

// families parts the parts of an And: those asked of one statement, of one event,
// and the rest, each by itself.
func families(parts []query.Node) (statement, event, rest []query.Node) {
	var places []query.Node
	for _, p := range parts {
		switch familyOf(p) {
		case ofStatement:
			statement = append(statement, p)
		case ofEvent:
			event = append(event, p)
		case ofPlace:
			places = append(places, p)
		default:
			rest = append(rest, p)
		}
	}
	if len(event) > 0 {
		event = append(event, places...)
	} else {
		rest = append(rest, places...)
	}
	return statement, event, rest
}

// A compiler makes parts of nodes.
type compiler struct {
	ctx   context.Context
	store *Store
	words map[string]string // inflections that were looked up
	err   error
}

func (c *compiler) part(n query.Node) part {
	switch n := n.(type) {
	case query.And:
		return c.and(n)
	case query.Or:
		var parts []part
		for _, p := range n {
			parts = append(parts, c.part(p))
		}
		if parts = joined(parts, anyOf); len(parts) > 1 {
			return either(parts)
		}
		return parts[0]
	case query.Not:
		p := c.part(n.Part)
		if m, ok := p.(match); ok {
			return m.not()
		}
		return not{p}
	case query.Term:
		if p := archive.NewPattern(n); len(p.Words) > 1 && shortEnd(p) {
			before, end := c.term(inText, query.Term{Words: p.Words[:len(p.Words)-1], Phrase: true}), p.Words[len(p.Words)-1]
			return &shown{p, allOf([]match{before, tokenMatch(begins, end)})}
		}
		return c.text(n)
	case query.Filter:
		if n.Field == query.About {
			return c.group(statementIndex, []query.Node{n})
		}
		return c.filter(n)
	}
	return everything // prune leaves no other
}

func (c *compiler) and(n query.And) part {
	statement, event, rest := families(n)
	var parts []part
	for _, g := range []struct {
		index string
		nodes []query.Node
	}{{statementIndex, statement}, {eventIndex, event}} {
		switch len(g.nodes) {
		case 0:
		case 1:
			parts = append(parts, c.part(g.nodes[0]))
		default:
			parts = append(parts, c.group(g.index, g.nodes))
		}
	}
	for _, p := range rest {
		parts = append(parts, c.part(p))
	}
	if parts = joined(parts, allOf); len(parts) > 1 {
		return both(parts)
	}
	return parts[0]
}

// joined parts those of the parts that are matches, and do not go too deep, from the
// others, and joins them into one.
func joined(parts []part, join func([]match) match) []part {
	var matches []match
	var others []part
	for _, p := range parts {
		if m, ok := p.(match); ok && m.depth < deepest {
			matches = append(matches, m)
		} else {
			others = append(others, p)
		}
	}
	if len(matches) == 0 {
		return others
	}
	return append([]part{join(matches)}, others...)
}

const (
	reportIndex    = "find"
	statementIndex = "statement_find"
	eventIndex     = "event_find"
)

// group is what is asked of one statement or event.
func (c *compiler) group(index string, nodes []query.Node) group {
	var all []match
	for _, n := range nodes {
		all = append(all, c.within(n))
	}
	return group{index, allOf(all)}
}

// within is the match of a part of a group.
func (c *compiler) within(n query.Node) match {
	switch n := n.(type) {
	case query.Or:
		var parts []match
		for _, p := range n {
			parts = append(parts, c.within(p))
		}
		return anyOf(parts)
	case query.Filter:
		if n.Field == query.About {
			return c.text(n.Term) // the content is in the text
		}
		return c.filter(n)
	}
	return everything
}

// upper is a match that holds wherever p does.
func upper(p part) match {
	switch p := p.(type) {
	case match:
		return p
	case group:
		return p.match
	case *shown:
		return p.match
	case not:
		return lower(p.part).not()
	case both:
		return orElse(everything, allOf(each(p, upper)))
	case either:
		return orElse(everything, anyOf(each(p, upper)))
	}
	return everything
}

// lower is a match that holds nowhere but where p does.
func lower(p part) match {
	switch p := p.(type) {
	case match:
		return p
	case not:
		return upper(p.part).not()
	case both:
		return orElse(nothing, allOf(each(p, lower)))
	case either:
		return orElse(nothing, anyOf(each(p, lower)))
	}
	return nothing
}

func orElse(bound, m match) match {
	if m.depth > deepest {
		return bound
	}
	return m
}

func each(parts []part, f func(part) match) []match {
	var all []match
	for _, p := range parts {
		all = append(all, f(p))
	}
	return all
}

// filter is the match of a field that the index answers.
func (c *compiler) filter(f query.Filter) match {
	switch f.Field {
	case query.Naming, query.Act, query.Event:
		return tokenMatch(letters[f.Field], oneToken(f.Value))
	case query.Date:
		return blocksMatch(published, cover(f.Dates.From, f.Dates.To))
	case query.When:
		return whenMatch(f.Dates)
	}
	return c.term(letters[f.Field], f.Term)
}

// whenMatch holds of reports with an event whose days and the interval share one.
// Of the blocks of the one and of the other, one is the other's or a part of it.
func whenMatch(i query.Interval) match {
	var parts []match
	seen := map[block]bool{}
	for _, b := range cover(i.From, i.To) {
		parts = append(parts, tokenMatch(when, b), tokenMatch(whenPart, b))
		for _, a := range around(b) {
			if !seen[a] {
				parts = append(parts, tokenMatch(when, a))
			}
			seen[a] = true
		}
	}
	return anyOf(parts)
}

func blocksMatch(l letter, blocks []block) match {
	var parts []match
	for _, b := range blocks {
		parts = append(parts, tokenMatch(l, b))
	}
	return anyOf(parts)
}

// text is the match of words of the text.
func (c *compiler) text(t query.Term) match {
	p := archive.NewPattern(t)
	if len(p.Words) == 1 && shortEnd(p) {
		return tokenMatch(begins, p.Words[0])
	}
	return c.term(inText, t)
}

// shortEnd tells whether the last word is a beginning that has a token of its own.
func shortEnd(p archive.Pattern) bool {
	return p.Prefix && utf8.RuneCountInString(p.Words[len(p.Words)-1]) <= shortPrefix
}

// term is the match of words of a field, or of an index without beginnings.
func (c *compiler) term(l letter, t query.Term) match {
	p := archive.NewPattern(t)
	if p.Stem != "" {
		return match{text: c.inflected(l, p.Words[0], p.Stem)}
	}
	tokens := make([]string, len(p.Words))
	for i, w := range p.Words {
		tokens[i] = string(l) + w
	}
	m := match{text: `"` + strings.Join(tokens, " ") + `"`}
	if p.Prefix {
		m.text += "*"
	}
	return m
}

// inflected is a word or any other that the archive has with its stem.
func (c *compiler) inflected(l letter, word, stem string) string {
	if there, ok := c.words[string(l)+word]; ok {
		return there
	}
	rows, err := c.store.read.QueryContext(c.ctx, "SELECT word FROM word WHERE stem = ? AND word <> ? ORDER BY word", stem, word)
	all, err := collect(rows, err, func(r scanner) (string, error) {
		var w string
		err := r.Scan(&w)
		return w, err
	})
	if err != nil && c.err == nil {
		c.err = err
	}
	text := `"` + string(l) + word + `"`
	for _, w := range all {
		text += ` OR "` + string(l) + w + `"`
	}
	if len(all) > 0 {
		text = "(" + text + ")"
	}
	c.words[string(l)+word] = text
	return text
}

// keys are the bounds of the keys of reports that dates beside everything else
// allow. A report stands by the minute, and its day is the one of its time zone, so
// a day more on each side.
func keys(n query.Node) (least, most key) {
	least, most = 0, lastKey
	parts, ok := n.(query.And)
	if !ok {
		parts = query.And{n}
	}
	for _, p := range parts {
		f, ok := p.(query.Filter)
		if !ok || f.Field != query.Date {
			continue
		}
		const twoDays = 2 * 24 * 60 * sameMinute
		if day(f.Dates.To) != "" {
			least = max(least, firstKey(f.Dates.To)-twoDays)
		}
		if day(f.Dates.From) != "" {
			most = min(most, firstKey(f.Dates.From)+twoDays+crowd)
		}
	}
	return least, most
}

// crowd is by how much a report's key may be larger than its minute's where many
// have the same: those of a hundred thousand minutes.
const crowd = 100_000 * sameMinute

// rank is any of the words that are asked for.
func (c *compiler) rank(n query.Node) match {
	switch n := n.(type) {
	case query.Term:
		return c.text(n)
	case query.And:
		return c.ranks(n)
	case query.Or:
		return c.ranks(n)
	}
	return nothing
}

func (c *compiler) ranks(parts []query.Node) match {
	var all []match
	for _, p := range parts {
		all = append(all, c.rank(p))
	}
	return orElse(nothing, anyOf(all))
}

// wanted notes what is to be shown of reports that fit n.
func (c *compiler) wanted(p *plan, n query.Node) {
	switch n := n.(type) {
	case query.Term:
		p.marks = append(p.marks, archive.NewPattern(n))
	case query.Or:
		for _, o := range n {
			c.wanted(p, o)
		}
	case query.And:
		statement, event, rest := families(n)
		c.showStatements(p, statement)
		c.showEvents(p, event)
		for _, list := range [][]query.Node{statement, rest} {
			for _, r := range list {
				c.wantedWords(p, r)
			}
		}
		for _, r := range rest {
			if familyOf(r) == ofReport {
				c.wanted(p, r)
			}
		}
	case query.Filter:
		switch familyOf(n) {
		case ofStatement:
			c.showStatements(p, []query.Node{n})
		case ofEvent:
			c.showEvents(p, []query.Node{n})
		}
		c.wantedWords(p, n)
	}
}

func (c *compiler) showStatements(p *plan, nodes []query.Node) {
	c.show(&p.statements, nodes)
	if len(nodes) > 0 {
		p.statementMatch = anyOf([]match{p.statementMatch, c.group(statementIndex, nodes).match})
	}
}

func (c *compiler) showEvents(p *plan, nodes []query.Node) {
	c.show(&p.events, nodes)
	if len(nodes) > 0 {
		p.eventMatch = anyOf([]match{p.eventMatch, c.group(eventIndex, nodes).match})
	}
}

func (c *compiler) show(tests *[]test, nodes []query.Node) {
	if len(nodes) == 0 {
		return
	}
	var all []test
	for _, n := range nodes {
		all = append(all, c.test(n))
	}
	*tests = append(*tests, allTests(all))
}

// wantedWords notes the words of contents.
func (c *compiler) wantedWords(p *plan, n query.Node) {
	switch n := n.(type) {
	case query.Or:
		if familyOf(n) == ofStatement {
			for _, o := range n {
				c.wantedWords(p, o)
			}
		}
	case query.Filter:
		if n.Field == query.About {
			p.marks = append(p.marks, archive.NewPattern(n.Term))
		}
	}
}
