package sqlite

import (
	"cmp"
	"database/sql"
	"hash/maphash"
	"maps"
	"slices"
	"sync"
)

// A nameKind is what names are counted by.
type nameKind struct{ name, kind string }

// A count is how often a name is found, or how that changes.
type count struct{ reports, mentions, said int }

// count adds a report's names to what changes, or takes them off with sign -1.
func (a *adder) count(s sheet, sign int) {
	seen := map[nameKind]bool{}
	for _, c := range s.cast {
		if !c.named || c.name == "" {
			continue
		}
		n := nameKind{c.name, c.kind}
		t := a.counts[n]
		t.mentions += sign * c.mentions
		t.said += sign * c.said
		if !seen[n] {
			t.reports += sign
		}
		seen[n] = true
		a.counts[n] = t
	}
}

// writeCounts writes what changes. A name that no report has any more stays,
// with zeros, and is not listed.
func (a *adder) writeCounts() error {
	if err := a.writeTotals(); err != nil {
		return err
	}
	order := slices.SortedFunc(maps.Keys(a.counts), func(x, y nameKind) int {
		return cmp.Or(cmp.Compare(x.name, y.name), cmp.Compare(x.kind, y.kind))
	})
	for _, n := range order {
		c := a.counts[n]
		if c == (count{}) {
			continue
		}
		var id int64
		err := a.row("SELECT id FROM name WHERE name = ? AND kind = ?", n.name, n.kind).Scan(&id)
		switch err {
		case nil:
			err = a.exec("UPDATE name SET reports = reports + ?, mentions = mentions + ?, said = said + ? WHERE id = ?", c.reports, c.mentions, c.said, id)
		case sql.ErrNoRows:
			err = a.newName(n, c)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (a *adder) newName(n nameKind, c count) error {
	id, err := a.stmts.insert("INSERT INTO name (name, kind, reports, mentions, said) VALUES (?, ?, ?, ?, ?)", n.name, n.kind, c.reports, c.mentions, c.said)
	if err != nil {
		return err
	}
	return a.exec("INSERT INTO name_find (rowid, tokens) VALUES (?, ?)", id, wordTokens(n.name))
}

// A words is a set of words that are known to be in table word, so that they need
// not be looked up there. It keeps hashes: one word in 10^19 would not be found
// by its inflections.
type words struct {
	sync.Mutex
	seed maphash.Seed
	set  map[uint64]struct{}
}

// unknown are the words that are neither in the set nor in fresh, sorted.
func (w *words) unknown(all, fresh map[string]struct{}) []string {
	w.Lock()
	defer w.Unlock()
	var out []string
	for s := range all {
		_, isFresh := fresh[s]
		if _, known := w.set[maphash.String(w.seed, s)]; !known && !isFresh {
			out = append(out, s)
		}
	}
	slices.Sort(out)
	return out
}

func (w *words) add(all map[string]struct{}) {
	w.Lock()
	defer w.Unlock()
	for s := range all {
		w.set[maphash.String(w.seed, s)] = struct{}{}
	}
}
