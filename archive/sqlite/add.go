package sqlite

import (
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"sync"
	"time"

	"github.com/saysonews/sayso/archive"
)

// Add keeps reports; see archive.Store.
func (s *Store) Add(ctx context.Context, items []archive.Item) ([]archive.Added, error) {
	prepared, err := prepareAll(items)
	if err != nil {
		return nil, fmt.Errorf("add: archive %s: %w", s.path, err)
	}
	var added []archive.Added
	a := s.newAdder()
	err = s.change(ctx, "add", func(tx *sql.Tx) error {
		a.stmts = newStmts(ctx, tx)
		defer a.close()
		added, err = a.add(items, prepared)
		return err
	})
	if err != nil {
		return nil, err
	}
	s.known.add(a.fresh)
	return added, nil
}

// A prepared is an item as it is written: everything that needs no transaction.
type prepared struct {
	id     string
	hash   [sha256.Size]byte
	text   []byte
	record []byte
	digest []byte
	sheet  sheet
	packed []byte
	tally  tally
	entry  entry
}

// prepareAll prepares items on all cores.
func prepareAll(items []archive.Item) ([]prepared, error) {
	out := make([]prepared, len(items))
	errs := make([]error, len(items))
	var wg sync.WaitGroup
	next := make(chan int)
	for range min(len(items), runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			for i := range next {
				out[i], errs[i] = prepare(items[i])
			}
		})
	}
	for i := range items {
		next <- i
	}
	close(next)
	wg.Wait()
	return out, errors.Join(errs...)
}

func prepare(item archive.Item) (prepared, error) {
	text := item.Record.Document.Text
	p := prepared{id: archive.ID(text, item.Given), hash: sha256.Sum256([]byte(text)), text: compress([]byte(text))}
	p.sheet = newSheet(item.Record)
	p.packed = compress(p.sheet.encode())
	p.tally = newTally(headOf(item.Record), p.sheet)
	p.entry = newEntry(item.Record, p.sheet)
	rec, err := bare(item.Record)
	if err != nil {
		return p, err
	}
	p.record = compress(rec)
	item.Digest.ID = p.id
	digest, err := json.Marshal(withoutWords(item.Digest, text))
	p.digest = compress(digest)
	return p, err
}

// An adder adds items in one transaction.
type adder struct {
	*stmts
	known  *words
	fresh  map[string]struct{} // words that were not known
	counts map[nameKind]count  // what changes in table name
	totals map[totalKey]total  // what changes in table total
	values map[string]int64    // of table value, as far as they were looked up
}

func (s *Store) newAdder() adder {
	return adder{known: &s.known, fresh: map[string]struct{}{}, counts: map[nameKind]count{}, totals: map[totalKey]total{}, values: map[string]int64{}}
}

// A place of an item in the order of time.
type placed struct {
	key  key
	item int
}

func (a *adder) add(items []archive.Item, prepared []prepared) ([]archive.Added, error) {
	added := make([]archive.Added, len(items))
	var write []placed
	waiting := map[string]bool{}
	for i, item := range items {
		if waiting[prepared[i].id] { // twice in one call
			if err := a.indexAll(write, prepared); err != nil {
				return nil, err
			}
			write = nil
			clear(waiting)
		}
		k, err := a.place(item, &prepared[i], &added[i])
		if err != nil {
			return nil, err
		}
		if added[i].Analyzed {
			write = append(write, placed{k, i})
			waiting[prepared[i].id] = true
		}
		if item.Acquired != nil {
			if err := a.acquire(k, *item.Acquired); err != nil {
				return nil, err
			}
		}
	}
	if err := a.indexAll(write, prepared); err != nil {
		return nil, err
	}
	for i, item := range items {
		several, err := a.versions(item.Given.URL)
		if err != nil {
			return nil, err
		}
		added[i].Version = several
	}
	return added, a.writeCounts()
}

// indexAll adds reports to the index in order of their keys, which it takes much
// faster than any other.
func (a *adder) indexAll(write []placed, prepared []prepared) error {
	slices.SortFunc(write, func(x, y placed) int { return cmp.Compare(x.key, y.key) })
	for _, w := range write {
		if err := a.index(w.key, prepared[w.item]); err != nil {
			return err
		}
	}
	return nil
}

// place makes the row of the report, or finds it, and tells its key.
func (a *adder) place(item archive.Item, p *prepared, added *archive.Added) (key, error) {
	added.ID = p.id
	analysis, err := a.maker(item.Record.Generator.Analysis)
	if err != nil {
		return 0, err
	}
	digestMaker, err := a.maker(item.DigestMaker)
	if err != nil {
		return 0, err
	}
	var old key
	var oldAnalysis, oldMaker int64
	err = a.row("SELECT key, analysis, digest_maker FROM report WHERE id = ?", p.id).Scan(&old, &oldAnalysis, &oldMaker)
	switch {
	case err == nil && oldAnalysis == analysis && oldMaker == digestMaker:
		return old, nil
	case err != nil && err != sql.ErrNoRows:
		return 0, err
	}
	added.Analyzed, added.New = true, err != nil
	if added.New {
		return a.insert(item, p, analysis, digestMaker)
	}
	return a.replace(old, item, p, analysis, digestMaker)
}

func (a *adder) insert(item archive.Item, p *prepared, analysis, digestMaker int64) (key, error) {
	textID, err := a.text(p)
	if err != nil {
		return 0, err
	}
	h := headOf(item.Record)
	k, err := a.freeKey(h.Published)
	if err != nil {
		return 0, err
	}
	g := item.Given
	err = a.exec(`INSERT INTO report (key, id, text, url, given_publisher, given_published, publisher, published, title, language, analysis, digest_maker, acquired)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)`,
		k, p.id, textID, g.URL, g.Publisher, g.Published, h.Publisher, h.Published, h.Title, h.Language, analysis, digestMaker)
	if err != nil {
		return 0, err
	}
	return k, a.bodies(k, item.Source, p)
}

// replace puts a new record in place of an old one. The key changes where the day
// of publication does, which an analysis may find otherwise than the one before.
func (a *adder) replace(old key, item archive.Item, p *prepared, analysis, digestMaker int64) (key, error) {
	if err := a.unindex(old); err != nil {
		return 0, err
	}
	h := headOf(item.Record)
	k := old
	var published string
	if err := a.row("SELECT published FROM report WHERE key = ?", old).Scan(&published); err != nil {
		return 0, err
	}
	if firstKey(published) != firstKey(h.Published) {
		var err error
		if k, err = a.freeKey(h.Published); err != nil {
			return 0, err
		}
	}
	source := item.Source
	if source == nil {
		if err := a.row("SELECT source FROM record WHERE key = ?", old).Scan(&source); err != nil {
			return 0, err
		}
	}
	return k, errors.Join(
		a.exec(`UPDATE report SET key = ?, publisher = ?, published = ?, title = ?, language = ?, analysis = ?, digest_maker = ? WHERE key = ?`,
			k, h.Publisher, h.Published, h.Title, h.Language, analysis, digestMaker, old),
		a.exec("UPDATE acquisition SET report = ? WHERE report = ?", k, old),
		a.exec("DELETE FROM superseded WHERE key = ?", old),
		a.exec("DELETE FROM record WHERE key = ?", old),
		a.exec("DELETE FROM digest WHERE key = ?", old),
		a.exec("DELETE FROM sheet WHERE key = ?", old),
		a.bodies(k, source, p))
}

func (a *adder) bodies(k key, source []byte, p *prepared) error {
	return errors.Join(
		a.exec("INSERT INTO record (key, data, source) VALUES (?, ?, ?)", k, p.record, source),
		a.exec("INSERT INTO digest (key, data) VALUES (?, ?)", k, p.digest),
		a.exec("INSERT INTO sheet (key, data) VALUES (?, ?)", k, p.packed))
}

// text is the row of the text, made where it is not there.
func (a *adder) text(p *prepared) (int64, error) {
	return a.made("SELECT id FROM text WHERE hash = ?", []any{p.hash[:]},
		"INSERT INTO text (hash, data) VALUES (?, ?)", []any{p.hash[:], p.text})
}

func (a *adder) maker(name string) (int64, error) {
	return a.made("SELECT id FROM maker WHERE name = ?", []any{name}, "INSERT INTO maker (name) VALUES (?)", []any{name})
}

// freeKey is a key that no report has, at the time of publication.
func (a *adder) freeKey(published string) (key, error) {
	for k := firstKey(published); ; k += sameMinute {
		var last sql.Null[key]
		end := k + sameMinute
		if k >= undated {
			end = lastKey
		}
		if err := a.row("SELECT max(key) FROM report WHERE key >= ? AND key < ?", k, end).Scan(&last); err != nil {
			return 0, err
		}
		switch {
		case !last.Valid:
			return k, nil
		case last.V+1 < end:
			return last.V + 1, nil
		}
	}
}

// perReport is how many statements, and how many events, of a report the indexes of
// statements and events have.
const perReport = 4096

// index adds the report to the index and all that is counted.
func (a *adder) index(k key, p prepared) error {
	if err := a.exec("INSERT INTO find (rowid, tokens) VALUES (?, ?)", k, p.entry.report); err != nil {
		return err
	}
	for n, tokens := range p.entry.statements[:min(len(p.entry.statements), perReport)] {
		if err := a.exec("INSERT INTO statement_find (rowid, tokens) VALUES (?, ?)", k*perReport+key(n), tokens); err != nil {
			return err
		}
	}
	for n, tokens := range p.entry.events[:min(len(p.entry.events), perReport)] {
		if tokens == "" {
			continue
		}
		if err := a.exec("INSERT INTO event_find (rowid, tokens) VALUES (?, ?)", k*perReport+key(n), tokens); err != nil {
			return err
		}
	}
	for n, e := range p.sheet.events {
		if !e.dated() {
			continue
		}
		kind, err := a.value(counted{text: e.kind})
		if err != nil {
			return err
		}
		long, earliest, latest := e.row()
		if err := a.exec("INSERT INTO event (long, earliest, latest, key, n, kind) VALUES (?, ?, ?, ?, ?, ?)", long, earliest, latest, k, n, kind); err != nil {
			return err
		}
	}
	a.count(p.sheet, 1)
	if err := a.tally(k, p.tally); err != nil {
		return err
	}
	if err := a.total(k, 1); err != nil {
		return err
	}
	for _, w := range a.known.unknown(p.entry.words, a.fresh) {
		if err := a.exec("INSERT OR IGNORE INTO word (stem, word) VALUES (?, ?)", archive.Stem(w), w); err != nil {
			return err
		}
		a.fresh[w] = struct{}{}
	}
	return nil
}

// unindex undoes index. What it needs is in the old sheet.
func (a *adder) unindex(k key) error {
	s, err := a.sheet(k)
	if err != nil {
		return err
	}
	err = errors.Join(
		a.exec("DELETE FROM find WHERE rowid = ?", k),
		a.exec("DELETE FROM statement_find WHERE rowid >= ? AND rowid < ?", k*perReport, (k+1)*perReport),
		a.exec("DELETE FROM event_find WHERE rowid >= ? AND rowid < ?", k*perReport, (k+1)*perReport))
	if err != nil {
		return err
	}
	for n, e := range s.events {
		if !e.dated() {
			continue
		}
		long, earliest, latest := e.row()
		if err := a.exec("DELETE FROM event WHERE long = ? AND earliest = ? AND latest = ? AND key = ? AND n = ?", long, earliest, latest, k, n); err != nil {
			return err
		}
	}
	var superseded bool
	if err := a.row("SELECT EXISTS (SELECT 1 FROM superseded WHERE key = ?)", k).Scan(&superseded); err != nil {
		return err
	}
	if !superseded {
		a.count(s, -1)
		if err := a.total(k, -1); err != nil {
			return err
		}
	}
	return a.exec("DELETE FROM tally WHERE key = ?", k)
}

func (a *adder) sheet(k key) (sheet, error) {
	var data []byte
	if err := a.row("SELECT data FROM sheet WHERE key = ?", k).Scan(&data); err != nil {
		return sheet{}, err
	}
	return openSheet(data, partAll)
}

// longer is how many days an event with long = 0 lasts at most.
const longer = 366

// row is the event's place in table event.
func (e sheetEvent) row() (long, earliest, latest int) {
	earliest, latest = number(e.earliest, 0), number(e.latest, 99991231)
	from, err := time.Parse(time.DateOnly, e.earliest)
	to, err2 := time.Parse(time.DateOnly, e.latest)
	if err != nil || err2 != nil || to.Sub(from) > longer*24*time.Hour {
		long = 1
	}
	return long, earliest, latest
}

// acquire notes that the report was read, once however often it is told, and
// forgets that the input failed.
func (a *adder) acquire(k key, q archive.Acquisition) error {
	at := q.At.UnixMicro()
	return errors.Join(
		a.exec(`INSERT INTO acquisition (report, name, hash, given, size, at)
			SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE NOT EXISTS (
				SELECT 1 FROM acquisition WHERE report = ?1 AND name = ?2 AND hash = ?3 AND given = ?4)`,
			k, q.Input.Name, q.Input.Hash, q.Input.Given, q.Size, at),
		a.exec("UPDATE report SET acquired = ?1 WHERE key = ?2 AND acquired < ?1", at, k),
		a.exec("DELETE FROM failure WHERE name = ?", q.Input.Name))
}

// versions finds out which of the reports with an address is the current one. It
// tells whether there are several.
func (a *adder) versions(url string) (bool, error) {
	if url == "" {
		return false, nil
	}
	all, err := versionsOf(a.rows("SELECT "+headColumns+", acquired FROM report WHERE url = ? AND url <> ''", url))
	if err != nil || len(all) < 2 {
		return false, err
	}
	for i, v := range all {
		if v.Current == (i == 0) {
			continue
		}
		if err := a.supersede(v.key, i > 0); err != nil {
			return false, err
		}
	}
	return true, nil
}

// supersede takes a report from among the current ones, or puts it back.
func (a *adder) supersede(k key, superseded bool) error {
	s, err := a.sheet(k)
	if err != nil {
		return err
	}
	if !superseded {
		a.count(s, 1)
		return errors.Join(a.total(k, 1), a.exec("DELETE FROM superseded WHERE key = ?", k))
	}
	a.count(s, -1)
	return errors.Join(a.total(k, -1), a.exec("INSERT INTO superseded (key) VALUES (?)", k))
}

// Acquire notes acquisitions; see archive.Store.
func (s *Store) Acquire(ctx context.Context, acquired map[string][]archive.Acquisition) error {
	if len(acquired) == 0 {
		return nil
	}
	return s.change(ctx, "acquire", func(tx *sql.Tx) error {
		a := s.newAdder()
		a.stmts = newStmts(ctx, tx)
		defer a.close()
		for _, report := range slices.Sorted(maps.Keys(acquired)) {
			if err := a.again(report, acquired[report]); err != nil {
				return err
			}
		}
		return a.writeCounts()
	})
}

// again notes acquisitions of a report that is there.
func (a *adder) again(report string, acquired []archive.Acquisition) error {
	var k key
	var url string
	if err := a.row("SELECT key, url FROM report WHERE id = ?", report).Scan(&k, &url); err != nil {
		return unknown(err, report)
	}
	for _, q := range acquired {
		if err := a.acquire(k, q); err != nil {
			return err
		}
	}
	_, err := a.versions(url)
	return err
}

// unknown is err, with the ID where there is no such row.
func unknown(err error, id string) error {
	if err == sql.ErrNoRows {
		return fmt.Errorf("%s: %w", id, archive.ErrNotFound)
	}
	return err
}
