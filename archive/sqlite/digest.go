package sqlite

import (
	"context"
	"database/sql"
	"iter"
	"slices"

	"github.com/saysonews/sayso/link"
)

// Digests are the digests of current reports, by publication.
func (s *Store) Digests(ctx context.Context) iter.Seq2[link.Report, error] {
	return func(yield func(link.Report, error) bool) {
		if err := s.digests(ctx, yield); err != nil {
			yield(link.Report{}, s.failed("read digests", err))
		}
	}
}

func (s *Store) digests(ctx context.Context, yield func(link.Report, error) bool) error {
	rows, err := s.read.QueryContext(ctx, `SELECT key FROM report WHERE key NOT IN (SELECT key FROM superseded)
		ORDER BY published = '', published, id`)
	keys, err := collect(rows, err, func(r scanner) (key, error) {
		var k key
		err := r.Scan(&k)
		return k, err
	})
	if err != nil {
		return err
	}
	stmt, err := s.read.PrepareContext(ctx, `SELECT digest.data, text.data FROM digest JOIN report USING (key)
		JOIN text ON text.id = report.text WHERE digest.key = ?`)
	if err != nil {
		return err
	}
	defer stmt.Close()
	for some := range slices.Chunk(keys, digestsAtOnce) {
		// To decode them takes longer than to read them: it is done on all cores.
		opened := make([]func() (link.Report, error), 0, len(some))
		for _, k := range some {
			var data, text []byte
			err := stmt.QueryRowContext(ctx, k).Scan(&data, &text)
			if err == sql.ErrNoRows {
				continue // analysed anew since the keys were read
			}
			if err != nil {
				return err
			}
			opened = append(opened, later(func() (link.Report, error) { return openDigest(data, text) }))
		}
		for _, open := range opened {
			r, err := open()
			if err != nil {
				return err
			}
			if !yield(r, nil) {
				return nil
			}
		}
	}
	return nil
}

const digestsAtOnce = 64

// later starts f, and gives what waits for its results.
func later[T any](f func() (T, error)) func() (T, error) {
	var v T
	var err error
	done := make(chan struct{})
	go func() {
		v, err = f()
		close(done)
	}()
	return func() (T, error) {
		<-done
		return v, err
	}
}

func openDigest(data, text []byte) (link.Report, error) {
	var r link.Report
	if err := unpack(data, &r); err != nil {
		return r, err
	}
	words, err := decompress(text)
	return withWords(r, string(words)), err
}

// withoutWords is a digest without the words that stand in the text: a third of it.
func withoutWords(r link.Report, text string) link.Report {
	all := runes(text)
	r.Sentences, r.Tellings = slices.Clone(r.Sentences), slices.Clone(r.Tellings)
	for i := range r.Sentences {
		if s := &r.Sentences[i]; s.Text == all.slice(s.Start, s.End) {
			s.Text = ""
		}
	}
	for i := range r.Tellings {
		if t := &r.Tellings[i]; t.Words == all.slice(t.Start, t.End) {
			t.Words = ""
		}
	}
	return r
}

// withWords puts them back.
func withWords(r link.Report, text string) link.Report {
	all := runes(text)
	for i := range r.Sentences {
		if s := &r.Sentences[i]; s.Text == "" {
			s.Text = all.slice(s.Start, s.End)
		}
	}
	for i := range r.Tellings {
		if t := &r.Tellings[i]; t.Words == "" {
			t.Words = all.slice(t.Start, t.End)
		}
	}
	return r
}
