package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"iter"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/doc"
	"github.com/saysonews/sayso/link"
	"github.com/saysonews/sayso/link/ruling"
	"github.com/saysonews/sayso/link/suite"
)

// relink links the archive's reports, unless it has the links of just these
// reports and of what people decided.
func relink(ctx context.Context, s archive.Store, m *meter) error {
	ruled, err := rulings(ctx, s)
	if err != nil {
		return err
	}
	key, err := s.Key(ctx)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(fmt.Append(nil, suite.Version, ruled))
	key += " " + hex.EncodeToString(sum[:8])
	if was, err := s.Linked(ctx); err != nil || was == key {
		return err
	}
	m.step("link")
	var reports []link.Report
	for r, err := range s.Digests(ctx) {
		if err != nil {
			return err
		}
		reports = append(reports, r)
	}
	return s.Link(ctx, key, suite.Link(reports, ruled))
}

// rulings are what people decided of what linking finds, as far as it stands.
func rulings(ctx context.Context, s archive.Store) ([]ruling.Ruling, error) {
	var out []ruling.Ruling
	for p := (archive.Page{}); ; {
		list, err := s.Decisions(ctx, "", p)
		if err != nil {
			return nil, err
		}
		for _, d := range list.Items {
			if r, ok := rulingOf(d); ok {
				out = append(out, r)
			}
		}
		if p.After = list.Next; p.After == "" {
			return out, nil
		}
	}
}

// rulingOf is a decision as linking takes it. The value of one about actors is the two
// members as JSON, since a place alone may name several actors; of one about claims,
// how they were worded, since a place alone may carry several.
func rulingOf(d archive.Decision) (ruling.Ruling, bool) {
	r := ruling.Ruling{Decision: d.ID, Kind: ruling.Kind(d.Kind), Yes: d.Verdict == archive.Same || d.Verdict == archive.Accept, By: d.By, At: d.At.UTC()}
	no := d.Verdict == archive.Different || d.Verdict == archive.Reject
	if d.Undone || !r.Yes && !no || len(d.Places) < 2 {
		return r, false
	}
	copy(r.Places[:], d.Places)
	switch r.Kind {
	case ruling.Actors:
		return r, json.Unmarshal([]byte(d.Value), &r.Members) == nil
	case ruling.Carrier, ruling.Claims:
		return r, d.Value == "" || json.Unmarshal([]byte(d.Value), &r.Sentences) == nil
	case ruling.Copy, ruling.Event:
		return r, true
	}
	return r, false
}

// update analyses anew what other versions of the program analysed.
func (a *adder) update(ctx context.Context, n int) (failed int, err error) {
	var listing error
	failed, err = a.add(ctx, a.outdated(ctx, &listing), n)
	if err == nil {
		err = listing
	}
	return failed, err
}

// outdated are the reports to analyse anew. Each page is asked for from the last
// report of the one before, so that one that fails is not met again.
func (a *adder) outdated(ctx context.Context, failed *error) iter.Seq[piece] {
	return func(yield func(piece) bool) {
		for p := (archive.Page{}); ; {
			list, err := a.store.Outdated(ctx, a.reader.generator.Analysis, suite.Version, p)
			if err != nil {
				*failed = err
				return
			}
			for _, r := range list.Items {
				if !yield(kept(r)) {
					return
				}
			}
			if p.After = list.Next; p.After == "" {
				return
			}
		}
	}
}

// kept is a report of the archive as a piece to analyse.
func kept(r archive.Report) piece {
	return piece{name: r.ID, again: true, size: int64(len(r.Record.Document.Text)), load: func(context.Context) (payload, error) {
		var src doc.Source
		if err := json.Unmarshal(r.Source, &src); err != nil {
			return payload{}, fmt.Errorf("report %s: %w", r.ID, err)
		}
		src.Text = r.Record.Document.Text
		return payload{src: &src}, nil
	}}
}
