package sqlite

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/query"
)

const usualRows = 50

// Statements lists statements; see archive.Store.
func (s *Store) Statements(ctx context.Context, q query.Query, p archive.Page) (archive.List[archive.Statement], error) {
	l, err := s.statements(ctx, q, p)
	return l, s.failed("list statements", err)
}

func (s *Store) statements(ctx context.Context, q query.Query, page archive.Page) (archive.List[archive.Statement], error) {
	p, err := s.compile(ctx, q)
	if err != nil {
		return archive.List[archive.Statement]{}, err
	}
	if p.statements != nil {
		return s.fittingStatements(ctx, p, page)
	}
	return listed(ctx, s, p, page, func(c *candidate, id string, from int, text runes) (out []numbered[archive.Statement]) {
		for n := from; n < len(c.sheet.statements); n++ {
			out = append(out, numbered[archive.Statement]{spot{c.key, n}, c.sheet.statement(id, n, text)})
		}
		return out
	})
}

// fittingStatements is a page of the statements that fit, out of their index: few of a
// report do.
func (s *Store) fittingStatements(ctx context.Context, p plan, page archive.Page) (archive.List[archive.Statement], error) {
	var out archive.List[archive.Statement]
	after, err := spotCursor(page.After)
	if err != nil {
		return out, err
	}
	n := limit(page, usualRows)
	var found []spot
	for size := n + 1; len(found) <= n; size = min(2*size, 2000) {
		some, err := s.fitting(ctx, statementIndex, p.statementMatch, max(after.row()+1, p.least*perReport), min(p.most+1, lastKey)*perReport, size)
		if err != nil {
			return out, err
		}
		ended := len(some) < size
		if !ended {
			after = some[len(some)-1]
		}
		if p.only != ofStatement {
			keys, err := s.checked(ctx, p.whole(), keysOf(some))
			if err != nil {
				return out, err
			}
			some = slices.DeleteFunc(some, func(f spot) bool {
				_, there := slices.BinarySearch(keys, f.key)
				return !there
			})
		}
		if found = append(found, some...); ended {
			break
		}
	}
	l := cut(found, n, spot.String)
	out.Next = l.Next
	err = s.each(ctx, l.Items, func(f spot, c *candidate, id string, text runes) {
		if f.n < len(c.sheet.statements) {
			out.Items = append(out.Items, c.sheet.statement(id, f.n, text))
		}
	})
	return out, err
}

// each calls f for findings, with their reports. Those of reports that were replaced
// since are left out.
func (s *Store) each(ctx context.Context, findings []spot, f func(f spot, c *candidate, id string, text runes)) error {
	keys := keysOf(findings)
	heads, err := s.heads(ctx, keys)
	if err != nil {
		return err
	}
	all, err := s.candidates(ctx, keys, partFindings, true)
	if err != nil {
		return err
	}
	byKey, texts := map[key]*candidate{}, map[key]runes{}
	for _, c := range all {
		byKey[c.key], texts[c.key] = c, runes(c.text)
	}
	for _, p := range findings {
		if c := byKey[p.key]; c != nil {
			f(p, c, heads[p.key].ID, texts[p.key])
		}
	}
	return nil
}

// Undated lists events without a date; see archive.Store.
func (s *Store) Undated(ctx context.Context, q query.Query, p archive.Page) (archive.List[archive.Event], error) {
	l, err := s.undated(ctx, q, p)
	return l, s.failed("list undated events", err)
}

func (s *Store) undated(ctx context.Context, q query.Query, page archive.Page) (archive.List[archive.Event], error) {
	p, err := s.compile(ctx, q)
	if err != nil {
		return archive.List[archive.Event]{}, err
	}
	return listed(ctx, s, p, page, func(c *candidate, id string, from int, text runes) (out []numbered[archive.Event]) {
		for n := from; n < len(c.sheet.events); n++ {
			if !c.sheet.events[n].dated() && (p.events == nil || fits(p.events, c, n)) {
				out = append(out, numbered[archive.Event]{spot{c.key, n}, c.sheet.event(id, n, text)})
			}
		}
		return out
	})
}

// A spot is where a finding stands: a report and a number in its sheet.
type spot struct {
	key key
	n   int
}

func (p spot) String() string { return strconv.FormatInt(p.key, 36) + "." + strconv.Itoa(p.n) }

func spotCursor(after string) (spot, error) {
	if after == "" {
		return spot{0, -1}, nil
	}
	k, n, ok := strings.Cut(after, ".")
	key, err := strconv.ParseInt(k, 36, 64)
	number, err2 := strconv.Atoi(n)
	if !ok || err != nil || err2 != nil || key < 0 || number < 0 {
		return spot{}, errCursor(after)
	}
	return spot{key, number}, nil
}

// A numbered is a finding with its place.
type numbered[T any] struct {
	spot  spot
	value T
}

// listed is a page of the findings that each gives of the reports that q finds,
// from number from on.
func listed[T any](ctx context.Context, s *Store, p plan, page archive.Page,
	each func(c *candidate, id string, from int, text runes) []numbered[T]) (archive.List[T], error) {
	after, err := spotCursor(page.After)
	if err != nil {
		return archive.List[T]{}, err
	}
	n := limit(page, usualRows)
	var found []numbered[T]
	for w := s.walk(p, false, after.key-1); len(found) <= n && !w.ended; {
		keys, err := w.next(ctx, min(n+1, 100))
		if err != nil {
			return archive.List[T]{}, err
		}
		heads, err := s.heads(ctx, keys)
		if err != nil {
			return archive.List[T]{}, err
		}
		all, err := s.candidates(ctx, keys, partFindings, true)
		if err != nil {
			return archive.List[T]{}, err
		}
		for _, c := range all {
			from := 0
			if c.key == after.key {
				from = after.n + 1
			}
			found = append(found, each(c, heads[c.key].ID, from, runes(c.text))...)
		}
	}
	return values(cut(found, n, func(f numbered[T]) string { return f.spot.String() })), nil
}

func values[T any](l archive.List[numbered[T]]) archive.List[T] {
	out := archive.List[T]{Next: l.Next}
	for _, v := range l.Items {
		out.Items = append(out.Items, v.value)
	}
	return out
}

// Actors lists names of actors; see archive.Store.
func (s *Store) Actors(ctx context.Context, t query.Term, page archive.Page) (archive.List[archive.Name], error) {
	l, err := s.actors(ctx, t, page)
	return l, s.failed("list actors", err)
}

func (s *Store) actors(ctx context.Context, t query.Term, page archive.Page) (archive.List[archive.Name], error) {
	type row struct {
		id int64
		archive.Name
	}
	var none archive.List[archive.Name]
	after := spot{1 << 62, 0} // a number of reports, and an id
	var err error
	if page.After != "" {
		if after, err = spotCursor(page.After); err != nil {
			return none, err
		}
	}
	words, err := s.words(ctx, t)
	if err != nil {
		return none, err
	}
	where, args := "", []any{after.key, after.n}
	if words != everything {
		where, args = " AND id IN (SELECT rowid FROM name_find WHERE name_find MATCH ?)", append(args, words.String())
	}
	n := limit(page, usualRows)
	rows, err := s.read.QueryContext(ctx, `SELECT id, name, kind, reports, mentions, said FROM name
		WHERE reports > 0 AND reports <= ?1 AND NOT (reports = ?1 AND id <= ?2)`+where+" ORDER BY reports DESC, id LIMIT ?", append(args, n+1)...)
	all, err := collect(rows, err, func(r scanner) (row, error) {
		var v row
		err := r.Scan(&v.id, &v.Name.Name, &v.Kind, &v.Reports, &v.Mentions, &v.Said)
		return v, err
	})
	if err != nil {
		return none, err
	}
	l := cut(all, n, func(r row) string { return spot{int64(r.Reports), int(r.id)}.String() })
	out := archive.List[archive.Name]{Next: l.Next}
	for _, r := range l.Items {
		out.Items = append(out.Items, r.Name)
	}
	return out, nil
}

// words is the match of the words of a term in an index of its own.
func (s *Store) words(ctx context.Context, t query.Term) (match, error) {
	if len(archive.NewPattern(t).Words) == 0 {
		return everything, nil
	}
	c := compiler{ctx: ctx, store: s, words: map[string]string{}}
	return c.term(inText, t), c.err
}
