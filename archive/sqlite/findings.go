package sqlite

import (
	"context"
	"encoding/json"
	"strconv"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/link"
)

// Copies lists all copies; see archive.Store.
func (s *Store) Copies(ctx context.Context, p archive.Page) (archive.List[link.Copy], error) {
	l, err := s.copies(ctx, p)
	return l, s.failed("list copies", err)
}

func (s *Store) copies(ctx context.Context, p archive.Page) (archive.List[link.Copy], error) {
	after, err := keyCursor(p.After)
	if err != nil {
		return archive.List[link.Copy]{}, err
	}
	n := limit(p, usualRows)
	rows, err := s.read.QueryContext(ctx, "SELECT n, data FROM copy WHERE n > ? ORDER BY n LIMIT ?", after, n+1)
	all, err := collect(rows, err, func(r scanner) (v numbered[link.Copy], err error) {
		var data []byte
		if err = r.Scan(&v.spot.key, &data); err == nil {
			err = unpack(data, &v.value)
		}
		return v, err
	})
	return values(cut(all, n, numberOf)), err
}

func numberOf[T any](v numbered[T]) string { return strconv.FormatInt(v.spot.key, 36) }

// Occurrences lists all occurrences; see archive.Store.
func (s *Store) Occurrences(ctx context.Context, p archive.Page) (archive.List[link.Occurrence], error) {
	l, err := s.occurrences(ctx, p)
	return l, s.failed("list occurrences", err)
}

func (s *Store) occurrences(ctx context.Context, p archive.Page) (archive.List[link.Occurrence], error) {
	after, err := keyCursor(p.After)
	if err != nil {
		return archive.List[link.Occurrence]{}, err
	}
	n := limit(p, usualRows)
	var all []numbered[link.Occurrence]
	for next := after + 1; len(all) <= n; {
		items, first, err := s.bundle(ctx, "occurrence", int(next))
		if err != nil {
			return archive.List[link.Occurrence]{}, err
		}
		if next >= int64(first+len(items)) {
			break
		}
		for _, item := range items[int(next)-first:] {
			v := numbered[link.Occurrence]{spot: spot{key: next}}
			if err := json.Unmarshal(item, &v.value); err != nil {
				return archive.List[link.Occurrence]{}, err
			}
			all = append(all, v)
			if next++; len(all) > n {
				break
			}
		}
	}
	return values(cut(all, n, numberOf)), nil
}
