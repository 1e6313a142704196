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
	known := interned{}
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
			known.report(&r)
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

// interned are strings that were met before: of a hundred thousand digests in memory,
// half would be the same few words.
type interned map[string]string

// report puts strings of r that many reports have, or that r has many times, in place of
// copies of them, and leaves no room for more in its lists.
func (known interned) report(r *link.Report) {
	known.strings(&r.Publisher)
	r.Sentences, r.Cast, r.Tellings = tight(r.Sentences), tight(r.Cast), tight(r.Tellings)
	for i := range r.Sentences {
		known.strings(&r.Sentences[i].Region)
	}
	for i := range r.Cast {
		a := &r.Cast[i]
		a.Roles = tight(a.Roles)
		known.strings(&a.ID, &a.Name, &a.Kind, &a.Naming, &a.Country, &a.Pronoun)
		a.Aliases = known.list(a.Aliases)
	}
	for i := range r.Tellings {
		known.telling(&r.Tellings[i])
	}
}

func (known interned) telling(t *link.Telling) {
	known.strings(&t.Statement, &t.CueLemma, &t.Act, &t.Stance, &t.Polarity, &t.Determinacy)
	t.Terms, t.Names, t.Times = known.list(t.Terms), known.list(t.Names), known.list(t.Times)
	t.At, t.Actors, t.Chain, t.Figures, t.Events = tight(t.At), tight(t.Actors), tight(t.Chain), tight(t.Figures), tight(t.Events)
	for i := range t.Chain {
		s := &t.Chain[i]
		known.strings(&s.Name, &s.Words, &s.Naming, &s.Basis)
	}
	for i := range t.Figures {
		f := &t.Figures[i]
		known.strings(&f.Kind, &f.Unit, &f.Of, &f.Words)
	}
	for i := range t.Events {
		e := &t.Events[i]
		e.Agents, e.Patients = tight(e.Agents), tight(e.Patients)
		known.strings(&e.ID, &e.Lemma, &e.Type, &e.Earliest, &e.Latest, &e.Place, &e.Polarity, &e.Modality)
	}
}

func (known interned) list(all []string) []string {
	all = tight(all)
	for i := range all {
		known.strings(&all[i])
	}
	return all
}

func (known interned) strings(all ...*string) {
	for _, s := range all {
		if was, ok := known[*s]; ok {
			*s = was
		} else {
			known[*s] = *s
		}
	}
}

// tight is s without room for more.
func tight[T any](s []T) []T {
	if len(s) == cap(s) {
		return s
	}
	return append(make([]T, 0, len(s)), s...)
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

// withWords puts them back. All are parts of the one text.
func withWords(r link.Report, text string) link.Report {
	all := pointsOf(text)
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

// points are where the code points of a text begin, in bytes, and where it ends.
type points struct {
	text string
	at   []int32
}

func pointsOf(text string) points {
	p := points{text: text, at: make([]int32, 0, len(text)+1)}
	for i := range text {
		p.at = append(p.at, int32(i))
	}
	p.at = append(p.at, int32(len(text)))
	return p
}

// slice is the words between two code points, cut to the text.
func (p points) slice(start, end int) string {
	last := len(p.at) - 1
	start = min(max(start, 0), last)
	return p.text[p.at[start]:p.at[min(max(end, start), last)]]
}
