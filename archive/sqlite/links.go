package sqlite

import (
	"bytes"
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/link"
	"github.com/saysonews/sayso/query"
)

// pack is a value as JSON in zstd.
func pack(v any) ([]byte, error) {
	b, err := json.Marshal(v)
	return compress(b), err
}

func unpack(data []byte, v any) error {
	b, err := decompress(data)
	if err != nil {
		return err
	}
	return json.Unmarshal(b, v)
}

// Linked is the key of the reports that links were found in.
func (s *Store) Linked(ctx context.Context) (string, error) {
	var k string
	err := s.read.QueryRowContext(ctx, "SELECT key FROM linked").Scan(&k)
	if err == sql.ErrNoRows {
		return "", nil
	}
	return k, s.failed("read links", err)
}

// Link keeps links in place of what was kept.
func (s *Store) Link(ctx context.Context, k string, l link.Links) error {
	return s.change(ctx, "keep links", func(tx *sql.Tx) error {
		st := newStmts(ctx, tx)
		defer st.close()
		for _, table := range []string{"linked", "linked_report", "claim", "claim_bundle", "carrier", "identity", "identity_bundle", "member", "copy", "occurrence_bundle", "telling"} {
			if err := st.exec("DELETE FROM " + table); err != nil {
				return err
			}
		}
		for _, index := range []string{"claim_find", "identity_find"} {
			if err := st.exec("INSERT INTO " + index + " (" + index + ") VALUES ('delete-all')"); err != nil {
				return err
			}
		}
		if err := st.exec("INSERT INTO linked (key) VALUES (?)", k); err != nil {
			return err
		}
		w := linker{st, map[string]int64{}}
		for _, write := range []func(link.Links) error{w.claims, w.identities, w.copies, w.occurrences} {
			if err := write(l); err != nil {
				return err
			}
		}
		return nil
	})
}

// A linker writes links.
type linker struct {
	*stmts
	reports map[string]int64 // numbers of reports by their IDs, which are long
}

// report is the number of a report in the tables of links; 0 for none.
func (w linker) report(id string) (int64, error) {
	n, known := w.reports[id]
	if known || id == "" {
		return n, nil
	}
	n, err := w.insert("INSERT INTO linked_report (id) VALUES (?)", id)
	w.reports[id] = n
	return n, err
}

func (w linker) claims(l link.Links) error {
	type claim struct {
		claim link.Claim
		head  archive.ClaimHead
	}
	var all []claim
	for _, c := range l.Claims {
		all = append(all, claim{c, archive.HeadOf(c)})
	}
	slices.SortFunc(all, func(a, b claim) int {
		return cmp.Or(b.head.Resting-a.head.Resting, b.head.Reports-a.head.Reports, cmp.Compare(a.head.ID, b.head.ID))
	})
	packed := bundler{st: w.stmts, table: "claim_bundle"}
	for n, c := range all {
		if err := packed.add(n, headless(c.claim)); err != nil {
			return err
		}
		h := c.head
		first, err := w.report(h.First)
		if err != nil {
			return err
		}
		err = w.exec("INSERT INTO claim (n, id, sentence, reports, resting, least, most, first, against) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
			n, h.ID, h.Sentence, h.Reports, h.Resting, h.Origins.Least, h.Origins.Most, first, joinStances(h.Against))
		if err != nil {
			return err
		}
		if err := w.exec("INSERT INTO claim_find (rowid, tokens) VALUES (?, ?)", n, wordTokens(h.Sentence)); err != nil {
			return err
		}
		for _, r := range c.claim.Carriers {
			report, err := w.report(r.Report)
			if err == nil {
				err = w.exec("INSERT OR IGNORE INTO carrier (report, start, claim) VALUES (?, ?, ?)", report, r.Place.Start, n)
			}
			if err != nil {
				return err
			}
		}
	}
	return packed.flush()
}

// headless is a claim without what its row has.
func headless(c link.Claim) link.Claim {
	c.ID, c.Sentence, c.First, c.Count = "", "", "", link.Interval{}
	return c
}

func joinStances(all []link.Stance) string {
	texts := make([]string, len(all))
	for i, s := range all {
		texts[i] = string(s)
	}
	return strings.Join(texts, " ")
}

func splitStances(s string) (all []link.Stance) {
	for _, f := range strings.Fields(s) {
		all = append(all, link.Stance(f))
	}
	return all
}

// newline parts the values of a bundle: JSON has it in no value.
var newline = []byte{'\n'}

// A bundler packs values together, a line of JSON each, until they are bundleSize bytes of JSON. Packed
// one by one, the claims of 924 reports took 26 MB and not 4.
type bundler struct {
	st    *stmts
	table string
	first int
	size  int
	items [][]byte
}

const bundleSize = 128 << 10

// add packs the value number n; they come in order.
func (b *bundler) add(n int, v any) error {
	item, err := json.Marshal(v)
	if err != nil {
		return err
	}
	if b.items = append(b.items, item); len(b.items) == 1 {
		b.first = n
	}
	if b.size += len(item); b.size < bundleSize {
		return nil
	}
	return b.flush()
}

func (b *bundler) flush() error {
	if len(b.items) == 0 {
		return nil
	}
	data := compress(bytes.Join(b.items, newline))
	b.items, b.size = nil, 0
	return b.st.exec("INSERT INTO "+b.table+" (first, data) VALUES (?, ?)", b.first, data)
}

func (w linker) identities(l link.Links) error {
	type counted struct {
		identity *link.Identity
		reports  int
	}
	var all []counted
	for i := range l.Identities {
		ids := map[string]bool{}
		for _, m := range l.Identities[i].Members {
			ids[m.Report] = true
		}
		all = append(all, counted{&l.Identities[i], len(ids)})
	}
	slices.SortFunc(all, func(a, b counted) int {
		return cmp.Or(b.reports-a.reports, cmp.Compare(a.identity.ID, b.identity.ID))
	})
	packed := bundler{st: w.stmts, table: "identity_bundle"}
	for n, c := range all {
		i := c.identity
		if err := packed.add(n, i); err != nil {
			return err
		}
		if err := w.exec("INSERT INTO identity (n, id, name, kind, country, reports) VALUES (?, ?, ?, ?, ?, ?)",
			n, i.ID, i.Name, i.Kind, i.Country, c.reports); err != nil {
			return err
		}
		var tokens strings.Builder
		for _, name := range distinct(append([]string{i.Name}, i.Aliases...)) {
			tokens.WriteString(wordTokens(name) + string(gap) + " ")
		}
		if err := w.exec("INSERT INTO identity_find (rowid, tokens) VALUES (?, ?)", n, tokens.String()); err != nil {
			return err
		}
		for _, m := range i.Members {
			report, err := w.report(m.Report)
			if err == nil {
				err = w.exec("INSERT OR IGNORE INTO member (report, actor, identity) VALUES (?, ?, ?)", report, m.Actor, n)
			}
			if err != nil {
				return err
			}
		}
	}
	return packed.flush()
}

func (w linker) copies(l link.Links) error {
	for n, c := range l.Copies {
		data, err := pack(c)
		if err != nil {
			return err
		}
		if err := w.exec("INSERT INTO copy (n, source, target, data) VALUES (?, ?, ?, ?)", n, c.From, c.To, data); err != nil {
			return err
		}
	}
	return nil
}

func (w linker) occurrences(l link.Links) error {
	packed := bundler{st: w.stmts, table: "occurrence_bundle"}
	for n, o := range l.Occurrences {
		if err := packed.add(n, o); err != nil {
			return err
		}
		reports := map[string]bool{}
		for _, m := range o.Members {
			reports[m.Report] = true
		}
		for _, m := range o.Members {
			report, err := w.report(m.Report)
			if err == nil {
				err = w.exec("INSERT OR IGNORE INTO telling (report, event, occurrence, reports) VALUES (?, ?, ?, ?)", report, m.Event, n, len(reports))
			}
			if err != nil {
				return err
			}
		}
	}
	return packed.flush()
}

const claimColumns = "claim.n, claim.id, sentence, reports, resting, least, most, coalesce((SELECT r.id FROM linked_report r WHERE r.n = first), ''), against"

// linkedReport is the number of a report in the tables of links.
const linkedReport = "(SELECT n FROM linked_report WHERE id = ?)"

func scanClaim(r scanner) (v numbered[archive.ClaimHead], err error) {
	c := &v.value
	var against string
	err = r.Scan(&v.spot.key, &c.ID, &c.Sentence, &c.Reports, &c.Resting, &c.Origins.Least, &c.Origins.Most, &c.First, &against)
	c.Against = splitStances(against)
	return v, err
}

// Claims lists claims, those that most reports tell as so first.
func (s *Store) Claims(ctx context.Context, t query.Term, p archive.Page) (archive.List[archive.ClaimHead], error) {
	l, err := linked(ctx, s, "claim", claimColumns, t, p, scanClaim)
	return l, s.failed("list claims", err)
}

const identityColumns = "n, id, name, kind, country, reports"

// Identities lists identities, those of most reports first.
func (s *Store) Identities(ctx context.Context, t query.Term, p archive.Page) (archive.List[archive.IdentityHead], error) {
	l, err := linked(ctx, s, "identity", identityColumns, t, p, func(r scanner) (v numbered[archive.IdentityHead], err error) {
		i := &v.value
		err = r.Scan(&v.spot.key, &i.ID, &i.Name, &i.Kind, &i.Country, &i.Reports)
		return v, err
	})
	return l, s.failed("list identities", err)
}

// linked is a page of a table that is in the order of its numbers. Its index, whose
// rows have the same numbers, gives those that hold the words, so that a page costs
// what it shows however common they are.
func linked[T any](ctx context.Context, s *Store, table, columns string, t query.Term, p archive.Page, scan func(scanner) (numbered[T], error)) (archive.List[T], error) {
	after, err := keyCursor(p.After)
	if err != nil {
		return archive.List[T]{}, err
	}
	n := limit(p, usualRows)
	q, args := fmt.Sprintf("SELECT %s FROM %[2]s WHERE %[2]s.n > ? ORDER BY %[2]s.n LIMIT ?", columns, table), []any{after, n + 1}
	if words, err := s.words(ctx, t); err != nil {
		return archive.List[T]{}, err
	} else if words != everything {
		q = fmt.Sprintf("SELECT %s FROM %[2]s_find JOIN %[2]s ON %[2]s.n = %[2]s_find.rowid WHERE %[2]s_find MATCH ? AND %[2]s_find.rowid > ? ORDER BY %[2]s_find.rowid LIMIT ?", columns, table)
		args = append([]any{words.String()}, args...)
	}
	rows, err := s.read.QueryContext(ctx, q, args...)
	all, err := collect(rows, err, scan)
	return values(cut(all, n, func(v numbered[T]) string { return strconv.FormatInt(v.spot.key, 36) })), err
}

// Claim gives a claim.
func (s *Store) Claim(ctx context.Context, id string) (link.Claim, error) {
	var c link.Claim
	h, err := scanClaim(s.read.QueryRowContext(ctx, "SELECT "+claimColumns+" FROM claim WHERE claim.id = ?", id))
	if err == nil {
		err = s.bundled(ctx, "claim", int(h.spot.key), &c)
	}
	c.ID, c.Sentence, c.First, c.Count = id, h.value.Sentence, h.value.First, h.value.Origins
	return c, s.failed("read claim", unknown(err, id))
}

// Identity gives an identity.
func (s *Store) Identity(ctx context.Context, id string) (link.Identity, error) {
	var i link.Identity
	var n int
	err := s.read.QueryRowContext(ctx, "SELECT n FROM identity WHERE id = ?", id).Scan(&n)
	if err == nil {
		err = s.bundled(ctx, "identity", n, &i)
	}
	return i, s.failed("read identity", unknown(err, id))
}

// bundled reads value number n out of its bundle.
func (s *Store) bundled(ctx context.Context, table string, n int, v any) error {
	items, first, err := s.bundle(ctx, table, n)
	if err != nil {
		return err
	}
	if n-first >= len(items) {
		return fmt.Errorf("%s %d: the bundle from %d on has %d", table, n, first, len(items))
	}
	return json.Unmarshal(items[n-first], v)
}

// bundle is the values of the bundle that number n is in, or of the last one, as JSON,
// and the number of the first of them.
func (s *Store) bundle(ctx context.Context, table string, n int) (items [][]byte, first int, err error) {
	var data []byte
	err = s.read.QueryRowContext(ctx, "SELECT first, data FROM "+table+"_bundle WHERE first <= ? ORDER BY first DESC LIMIT 1", n).Scan(&first, &data)
	if err == sql.ErrNoRows {
		return nil, 0, nil
	}
	if err == nil {
		data, err = decompress(data)
	}
	return bytes.Split(data, newline), first, err
}

// ClaimsOf lists the claims of a report, in order of its text.
func (s *Store) ClaimsOf(ctx context.Context, report string) ([]archive.ClaimHead, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT `+claimColumns+` FROM claim JOIN
		(SELECT claim AS c, min(start) AS start FROM carrier WHERE report = `+linkedReport+` GROUP BY claim) ON claim.n = c ORDER BY start, claim.n`, report)
	all, err := collect(rows, err, scanClaim)
	return values(archive.List[numbered[archive.ClaimHead]]{Items: all}).Items, s.failed("list claims", err)
}

// IdentitiesOf maps a report's actors to identities.
func (s *Store) IdentitiesOf(ctx context.Context, report string) (map[string]string, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT actor, id FROM member JOIN identity ON n = identity WHERE report = "+linkedReport+" ORDER BY actor, n", report)
	pairs, err := collect(rows, err, func(r scanner) (p [2]string, err error) {
		err = r.Scan(&p[0], &p[1])
		return p, err
	})
	out := map[string]string{}
	for _, p := range pairs {
		out[p[0]] = p[1]
	}
	return out, s.failed("list identities", err)
}

// CopiesOf lists the copies that reports are one end of.
func (s *Store) CopiesOf(ctx context.Context, reports ...string) ([]link.Copy, error) {
	rows, err := s.read.QueryContext(ctx, `WITH these AS (SELECT value FROM json_each(?))
		SELECT data FROM copy WHERE source IN these OR target IN these ORDER BY n`, jsonList(reports))
	all, err := collect(rows, err, scanPacked[link.Copy])
	return all, s.failed("list copies", err)
}

// OccurrencesOf lists the occurrences that a report tells of.
func (s *Store) OccurrencesOf(ctx context.Context, report string) ([]link.Occurrence, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT DISTINCT occurrence FROM telling WHERE report = "+linkedReport+" ORDER BY occurrence", report)
	numbers, err := collect(rows, err, func(r scanner) (n int, err error) {
		err = r.Scan(&n)
		return n, err
	})
	if err != nil {
		return nil, s.failed("list occurrences", err)
	}
	out := make([]link.Occurrence, len(numbers))
	for i, n := range numbers {
		if err := s.bundled(ctx, "occurrence", n, &out[i]); err != nil {
			return nil, s.failed("list occurrences", err)
		}
	}
	return out, nil
}

// Retold tells which events are tellings of occurrences; see archive.Store.
func (s *Store) Retold(ctx context.Context, events []link.EventRef) (map[link.EventRef]archive.Retelling, error) {
	type row struct {
		ref link.EventRef
		archive.Retelling
	}
	rows, err := s.read.QueryContext(ctx, `SELECT r.id, event, occurrence, reports FROM json_each(?) e JOIN linked_report r ON r.id = e.value ->> 'report'
		JOIN telling ON report = r.n AND event = e.value ->> 'event'`, jsonList(events))
	all, err := collect(rows, err, func(r scanner) (row, error) {
		var v row
		err := r.Scan(&v.ref.Report, &v.ref.Event, &v.Group, &v.Reports)
		return v, err
	})
	out := map[link.EventRef]archive.Retelling{}
	for _, r := range all {
		out[r.ref] = r.Retelling
	}
	return out, s.failed("list retold events", err)
}

func scanPacked[T any](r scanner) (T, error) {
	var v T
	var data []byte
	if err := r.Scan(&data); err != nil {
		return v, err
	}
	return v, unpack(data, &v)
}
