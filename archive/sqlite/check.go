package sqlite

import (
	"context"
	"slices"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/query"
)

// A candidate is a report that may be what is asked for.
type candidate struct {
	key   key
	sheet sheet
	text  string
	words []archive.Word // of the text, when they are asked for
}

func (c *candidate) textWords() []archive.Word {
	if c.words == nil {
		c.words = archive.Words(c.text)
	}
	return c.words
}

// An answers has, for each part that is answered by itself, the reports it holds of.
type answers map[part]map[key]bool

// holds tells whether p holds of a report.
func (a answers) holds(p part, k key) bool {
	switch p := p.(type) {
	case match, group, *shown:
		return a[p][k]
	case not:
		return !a.holds(p.part, k)
	case both:
		for _, q := range p {
			if !a.holds(q, k) {
				return false
			}
		}
		return true
	case either:
		for _, q := range p {
			if a.holds(q, k) {
				return true
			}
		}
	}
	return false
}

// leaves are the parts of p that are answered by themselves.
func leaves(p part) []part {
	var all []part
	switch p := p.(type) {
	case match, group, *shown:
		all = []part{p}
	case not:
		all = leaves(p.part)
	case both:
		for _, q := range p {
			all = append(all, leaves(q)...)
		}
	case either:
		for _, q := range p {
			all = append(all, leaves(q)...)
		}
	}
	return all
}

// checked are those of the keys, which are in order, of which p holds.
func (s *Store) checked(ctx context.Context, p part, keys []key) ([]key, error) {
	if len(keys) == 0 {
		return nil, nil
	}
	a := answers{}
	for _, q := range leaves(p) {
		var err error
		if a[q], err = s.answer(ctx, q, keys); err != nil {
			return nil, err
		}
	}
	return slices.DeleteFunc(keys, func(k key) bool { return !a.holds(p, k) }), nil
}

// answer is which reports a match or group holds of, of those from the first to the
// last of keys; or which of keys show a phrase.
func (s *Store) answer(ctx context.Context, p part, keys []key) (map[key]bool, error) {
	index, expression, rows := "find", "", key(1)
	switch p := p.(type) {
	case match:
		expression = p.String()
	case group:
		index, expression, rows = p.index, p.match.String(), perReport
	case *shown:
		return s.showing(ctx, p.pattern, keys)
	}
	found := map[key]bool{}
	if expression == "" {
		return found, nil
	}
	all, err := s.read.QueryContext(ctx, "SELECT rowid FROM "+index+" WHERE "+index+" MATCH ? AND rowid >= ? AND rowid < ?",
		expression, keys[0]*rows, (keys[len(keys)-1]+1)*rows)
	if err != nil {
		return nil, err
	}
	defer all.Close()
	for all.Next() {
		var row key
		if err := all.Scan(&row); err != nil {
			return nil, err
		}
		found[row/rows] = true
	}
	return found, all.Err()
}

// showing is which reports show a pattern in their texts or titles.
func (s *Store) showing(ctx context.Context, p archive.Pattern, keys []key) (map[key]bool, error) {
	all, err := s.candidates(ctx, keys, partLead, true)
	if err != nil {
		return nil, err
	}
	heads, err := s.heads(ctx, keys)
	found := map[key]bool{}
	for _, c := range all {
		found[c.key] = p.Find(c.textWords(), 0) >= 0 || p.In(heads[c.key].Title)
	}
	return found, err
}

// allTests holds where all of the tests do.
func allTests(tests []test) test {
	return func(c *candidate, n int) bool {
		for _, t := range tests {
			if !t(c, n) {
				return false
			}
		}
		return true
	}
}

// test is the test of a filter, or of an Or of filters, of statements or events.
func (c *compiler) test(n query.Node) test {
	switch n := n.(type) {
	case query.Or:
		var tests []test
		for _, p := range n {
			tests = append(tests, c.test(p))
		}
		return func(c *candidate, i int) bool {
			for _, t := range tests {
				if t(c, i) {
					return true
				}
			}
			return false
		}
	case query.Filter:
		return c.testFilter(n)
	}
	return func(*candidate, int) bool { return false }
}

func (c *compiler) testFilter(f query.Filter) test {
	pattern, value := archive.NewPattern(f.Term), oneToken(f.Value)
	switch f.Field {
	case query.Speaker:
		return func(c *candidate, n int) bool { return anyIn(pattern, c.sheet.statements[n].names) }
	case query.Naming:
		return func(c *candidate, n int) bool { return oneToken(c.sheet.statements[n].naming) == value }
	case query.Act:
		return func(c *candidate, n int) bool { return oneToken(c.sheet.statements[n].act) == value }
	case query.About:
		return func(c *candidate, n int) bool { return c.inContent(pattern, n) }
	case query.Event:
		return func(c *candidate, n int) bool { return oneToken(c.sheet.events[n].kind) == value }
	case query.Place:
		return func(c *candidate, n int) bool { return anyIn(pattern, c.sheet.events[n].places) }
	case query.When:
		from, to := number(day(f.Dates.From), 0), number(day(f.Dates.To), 99991231)
		ok := len(cover(f.Dates.From, f.Dates.To)) > 0
		return func(c *candidate, n int) bool {
			e := c.sheet.events[n]
			return ok && e.dated() && number(e.earliest, 0) <= to && number(e.latest, 99991231) >= from
		}
	}
	return func(*candidate, int) bool { return false }
}

func anyIn(p archive.Pattern, values []string) bool {
	for _, v := range values {
		if p.In(v) {
			return true
		}
	}
	return false
}

// inContent tells whether p stands in the content of statement n, whole words of
// the text and within one part.
func (c *candidate) inContent(p archive.Pattern, n int) bool {
	for _, span := range c.sheet.statements[n].content {
		if p.Find(within(c.textWords(), span), 0) >= 0 {
			return true
		}
	}
	return false
}

// candidates are the reports with these keys, in order of the keys, with their sheets
// up to a part.
func (s *Store) candidates(ctx context.Context, keys []key, part int, texts bool) ([]*candidate, error) {
	q := "SELECT key, data, NULL FROM sheet WHERE key IN (SELECT value FROM json_each(?)) ORDER BY key"
	if texts {
		q = `SELECT sheet.key, sheet.data, text.data FROM sheet JOIN report USING (key) JOIN text ON text.id = report.text
			WHERE sheet.key IN (SELECT value FROM json_each(?)) ORDER BY sheet.key`
	}
	rows, err := s.read.QueryContext(ctx, q, jsonList(keys))
	opened, err := collect(rows, err, func(r scanner) (func() (*candidate, error), error) {
		var k key
		var data, text []byte
		err := r.Scan(&k, &data, &text)
		return later(func() (*candidate, error) { return openCandidate(k, data, part, text) }), err
	})
	if err != nil {
		return nil, err
	}
	all := make([]*candidate, len(opened))
	for i, open := range opened {
		if all[i], err = open(); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// openCandidate opens a sheet, and a text where there is one.
func openCandidate(k key, data []byte, part int, text []byte) (*candidate, error) {
	s, err := openSheet(data, part)
	if err != nil || text == nil {
		return &candidate{key: k, sheet: s}, err
	}
	words, err := decompress(text)
	return &candidate{key: k, sheet: s, text: string(words)}, err
}
