package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"iter"
	"slices"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/doc"
	"github.com/saysonews/sayso/link"
	"github.com/saysonews/sayso/link/identity"
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
	return s.Link(ctx, key, suite.Link(reports, members(ruled, reports)))
}

// A ruled is a ruling of a person, with the names that its two members had then:
// after another analysis they have other ids.
type ruled struct {
	identity.Ruling
	Names [2]string
}

// rulings are what people decided about who is who.
func rulings(ctx context.Context, s archive.Store) ([]ruled, error) {
	var out []ruled
	for p := (archive.Page{}); ; {
		list, err := s.Decisions(ctx, "", p)
		if err != nil {
			return nil, err
		}
		for _, d := range list.Items {
			if r, ok := ruling(d); ok {
				out = append(out, r)
			}
		}
		if p.After = list.Next; p.After == "" {
			return out, nil
		}
	}
}

// ruling is a decision that two actors are one, or are not. Its value is the two
// members as JSON, since a place alone may name several actors.
func ruling(d archive.Decision) (ruled, bool) {
	var r ruled
	if d.Undone || d.Kind != "identity" || d.Verdict != archive.Same && d.Verdict != archive.Different {
		return r, false
	}
	var pair [2]link.Member
	if err := json.Unmarshal([]byte(d.Value), &pair); err != nil {
		return r, false
	}
	for i := range min(len(d.Places), 2) {
		r.Names[i] = d.Places[i].Words
	}
	r.Ruling = identity.Ruling{A: pair[0], B: pair[1], Same: d.Verdict == archive.Same}
	return r, true
}

// members are the rulings with the ids that their members have now.
func members(list []ruled, reports []link.Report) []identity.Ruling {
	cast := map[string][]link.Actor{}
	for _, r := range reports {
		cast[r.ID] = r.Cast
	}
	var out []identity.Ruling
	for _, r := range list {
		r.A.Actor = now(cast[r.A.Report], r.A.Actor, r.Names[0])
		r.B.Actor = now(cast[r.B.Report], r.B.Actor, r.Names[1])
		out = append(out, r.Ruling)
	}
	return out
}

// now is the id of the actor of that name; the old id where it still has the name,
// or where nobody has.
func now(cast []link.Actor, id, name string) string {
	has := func(a link.Actor) bool { return a.Name == name || slices.Contains(a.Aliases, name) }
	if name == "" || slices.ContainsFunc(cast, func(a link.Actor) bool { return a.ID == id && has(a) }) {
		return id
	}
	if i := slices.IndexFunc(cast, has); i >= 0 {
		return cast[i].ID
	}
	return id
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
