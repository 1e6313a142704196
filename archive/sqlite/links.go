package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"maps"
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
		for _, table := range []string{"linked", "claim", "claim_bundle", "carrier", "identity", "identity_bundle", "member", "copy", "occurrence_bundle", "telling"} {
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
		for _, write := range []func(*stmts, link.Links) error{writeClaims, writeIdentities, writeCopies, writeOccurrences} {
			if err := write(st, l); err != nil {
				return err
			}
		}
		return nil
	})
}

// claimReports are the IDs of reports that carry a claim.
func claimReports(c link.Claim) []string {
	ids := map[string]bool{}
	for _, r := range c.Carriers {
		ids[r.Report] = true
	}
	return slices.Sorted(maps.Keys(ids))
}

func writeClaims(st *stmts, l link.Links) error {
	type counted struct {
		claim   *link.Claim
		reports int
	}
	var all []counted
	for i := range l.Claims {
		all = append(all, counted{&l.Claims[i], len(claimReports(l.Claims[i]))})
	}
	slices.SortFunc(all, func(a, b counted) int { return cmp.Or(b.reports-a.reports, cmp.Compare(a.claim.ID, b.claim.ID)) })
	packed := bundler{st: st, table: "claim_bundle"}
	for n, c := range all {
		if err := packed.add(n, c.claim); err != nil {
			return err
		}
		err := st.exec("INSERT INTO claim (n, id, sentence, reports, least, most, first) VALUES (?, ?, ?, ?, ?, ?, ?)",
			n, c.claim.ID, c.claim.Sentence, c.reports, c.claim.Count.Least, c.claim.Count.Most, c.claim.First)
		if err != nil {
			return err
		}
		if err := st.exec("INSERT INTO claim_find (rowid, tokens) VALUES (?, ?)", n, wordTokens(c.claim.Sentence)); err != nil {
			return err
		}
		for _, r := range c.claim.Carriers {
			if err := st.exec("INSERT OR IGNORE INTO carrier (report, start, claim) VALUES (?, ?, ?)", r.Report, r.Place.Start, n); err != nil {
				return err
			}
		}
	}
	return packed.flush()
}

// A bundler packs values together until they are bundleSize bytes of JSON. Packed
// one by one, the claims of 924 reports took 26 MB and not 4.
type bundler struct {
	st    *stmts
	table string
	first int
	size  int
	items []json.RawMessage
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
	data, err := pack(b.items)
	if err != nil {
		return err
	}
	b.items, b.size = nil, 0
	return b.st.exec("INSERT INTO "+b.table+" (first, data) VALUES (?, ?)", b.first, data)
}

func writeIdentities(st *stmts, l link.Links) error {
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
	packed := bundler{st: st, table: "identity_bundle"}
	for n, c := range all {
		i := c.identity
		if err := packed.add(n, i); err != nil {
			return err
		}
		if err := st.exec("INSERT INTO identity (n, id, name, kind, country, reports) VALUES (?, ?, ?, ?, ?, ?)",
			n, i.ID, i.Name, i.Kind, i.Country, c.reports); err != nil {
			return err
		}
		var tokens strings.Builder
		for _, name := range distinct(append([]string{i.Name}, i.Aliases...)) {
			tokens.WriteString(wordTokens(name) + string(gap) + " ")
		}
		if err := st.exec("INSERT INTO identity_find (rowid, tokens) VALUES (?, ?)", n, tokens.String()); err != nil {
			return err
		}
		for _, m := range i.Members {
			if err := st.exec("INSERT OR IGNORE INTO member (report, actor, identity) VALUES (?, ?, ?)", m.Report, m.Actor, n); err != nil {
				return err
			}
		}
	}
	return packed.flush()
}

func writeCopies(st *stmts, l link.Links) error {
	for n, c := range l.Copies {
		data, err := pack(c)
		if err != nil {
			return err
		}
		if err := st.exec("INSERT INTO copy (n, source, target, data) VALUES (?, ?, ?, ?)", n, c.From, c.To, data); err != nil {
			return err
		}
	}
	return nil
}

func writeOccurrences(st *stmts, l link.Links) error {
	packed := bundler{st: st, table: "occurrence_bundle"}
	for n, o := range l.Occurrences {
		if err := packed.add(n, o); err != nil {
			return err
		}
		reports := map[string]bool{}
		for _, m := range o.Members {
			reports[m.Report] = true
		}
		for _, m := range o.Members {
			if err := st.exec("INSERT OR IGNORE INTO telling (report, event, occurrence, reports) VALUES (?, ?, ?, ?)", m.Report, m.Event, n, len(reports)); err != nil {
				return err
			}
		}
	}
	return packed.flush()
}

const claimColumns = "n, id, sentence, reports, least, most, first"

func scanClaim(r scanner) (v numbered[archive.ClaimHead], err error) {
	c := &v.value
	err = r.Scan(&v.spot.key, &c.ID, &c.Sentence, &c.Reports, &c.Origins.Least, &c.Origins.Most, &c.First)
	return v, err
}

// Claims lists claims, those of most reports first.
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

// linked is a page of a table that is in the order of its numbers.
func linked[T any](ctx context.Context, s *Store, table, columns string, t query.Term, p archive.Page, scan func(scanner) (numbered[T], error)) (archive.List[T], error) {
	after, err := keyCursor(p.After)
	if err != nil {
		return archive.List[T]{}, err
	}
	words, err := s.words(ctx, table+"_find", "n", t)
	if err != nil {
		return archive.List[T]{}, err
	}
	n := limit(p, usualRows)
	args := append([]any{after}, words.args...)
	rows, err := s.read.QueryContext(ctx, "SELECT "+columns+" FROM "+table+" WHERE n > ?"+words.where+" ORDER BY n LIMIT ?", append(args, n+1)...)
	all, err := collect(rows, err, scan)
	return values(cut(all, n, func(v numbered[T]) string { return strconv.FormatInt(v.spot.key, 36) })), err
}

// Claim gives a claim.
func (s *Store) Claim(ctx context.Context, id string) (link.Claim, error) {
	var c link.Claim
	err := s.packed(ctx, "claim", id, &c)
	return c, s.failed("read claim", err)
}

// Identity gives an identity.
func (s *Store) Identity(ctx context.Context, id string) (link.Identity, error) {
	var i link.Identity
	err := s.packed(ctx, "identity", id, &i)
	return i, s.failed("read identity", err)
}

// packed reads the value with an ID out of its bundle.
func (s *Store) packed(ctx context.Context, table, id string, v any) error {
	var n int
	if err := s.read.QueryRowContext(ctx, "SELECT n FROM "+table+" WHERE id = ?", id).Scan(&n); err != nil {
		return unknown(err, id)
	}
	return s.bundled(ctx, table, n, v)
}

// bundled reads value number n out of its bundle.
func (s *Store) bundled(ctx context.Context, table string, n int, v any) error {
	var first int
	var data []byte
	err := s.read.QueryRowContext(ctx, "SELECT first, data FROM "+table+"_bundle WHERE first <= ? ORDER BY first DESC LIMIT 1", n).Scan(&first, &data)
	if err != nil {
		return err
	}
	var items []json.RawMessage
	if err := unpack(data, &items); err != nil {
		return err
	}
	if n-first >= len(items) {
		return fmt.Errorf("%s %d: the bundle from %d on has %d", table, n, first, len(items))
	}
	return json.Unmarshal(items[n-first], v)
}

// ClaimsOf lists the claims of a report, in order of its text.
func (s *Store) ClaimsOf(ctx context.Context, report string) ([]archive.ClaimHead, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT `+claimColumns+` FROM claim JOIN
		(SELECT claim AS c, min(start) AS start FROM carrier WHERE report = ? GROUP BY claim) ON n = c ORDER BY start, n`, report)
	all, err := collect(rows, err, scanClaim)
	return values(archive.List[numbered[archive.ClaimHead]]{Items: all}).Items, s.failed("list claims", err)
}

// IdentitiesOf maps a report's actors to identities.
func (s *Store) IdentitiesOf(ctx context.Context, report string) (map[string]string, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT actor, id FROM member JOIN identity ON n = identity WHERE report = ? ORDER BY actor, n", report)
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

// CopiesOf lists the copies that a report is one end of.
func (s *Store) CopiesOf(ctx context.Context, report string) ([]link.Copy, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT data FROM copy WHERE source = ?1 OR target = ?1 ORDER BY n", report)
	all, err := collect(rows, err, scanPacked[link.Copy])
	return all, s.failed("list copies", err)
}

// OccurrencesOf lists the occurrences that a report tells of.
func (s *Store) OccurrencesOf(ctx context.Context, report string) ([]link.Occurrence, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT DISTINCT occurrence FROM telling WHERE report = ? ORDER BY occurrence", report)
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

// Retold tells of the events of reports that are tellings of occurrences; see
// archive.Store.
func (s *Store) Retold(ctx context.Context, reports []string) (map[link.EventRef]archive.Retelling, error) {
	type row struct {
		ref link.EventRef
		archive.Retelling
	}
	rows, err := s.read.QueryContext(ctx, "SELECT report, event, occurrence, reports FROM telling WHERE report IN (SELECT value FROM json_each(?))", jsonList(reports))
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
