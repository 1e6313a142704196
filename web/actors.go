package web

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/link"
	"github.com/saysonews/sayso/query"
)

// An Actors is a page of the list of actors.
type Actors struct {
	Query  string                 `json:"query,omitempty"`
	Actors []archive.IdentityHead `json:"actors"`
	Page
}

func (s *server) actors(ctx context.Context, q request) (any, error) {
	m := &Actors{Query: q.get("q")}
	list, err := s.Store.Identities(ctx, termOf(m.Query), q.page())
	if err != nil {
		return nil, err
	}
	m.Actors, m.after = notNil(list.Items), list.Next
	return m, nil
}

// notNil is list, with room for none: JSON says [] then, and not null.
func notNil[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// Title is that of the page.
func (m *Actors) Title() string { return "Actors" }

// Table has a row an actor.
func (m *Actors) Table() [][]string {
	rows := [][]string{{"actor", "name", "kind", "country", "reports"}}
	for _, a := range m.Actors {
		rows = append(rows, []string{a.ID, a.Name, a.Kind, a.Country, strconv.Itoa(a.Reports)})
	}
	return rows
}

// actorKind is the key of the words for what an actor is; see record.Actor.
func actorKind(kind string) string {
	return claimKey("actor.is.", kind, "person", "organization", "government", "armed-force", "armed-group", "party", "outlet", "group", "document", "place")
}

// An Actor is all that is known of an actor across reports.
type Actor struct {
	Identity    link.Identity  `json:"identity"`
	Reports     []archive.Head `json:"reports"` // newest first
	First, Last string         // days of the first and the last report; "" unknown
	Said        []Saying       `json:"said"`  // the newest of what they said
	About       []Saying       `json:"about"` // the newest of what others said of them
	SaidQuery   string         `json:"saidQuery"`
	AboutQuery  string         `json:"aboutQuery"`
}

// A Saying is a statement with the report that has it.
type Saying struct {
	archive.Statement
	Head archive.Head `json:"head"`
}

// someSayings is how many statements the page of an actor shows; the search shows
// them all.
const someSayings = 20

func (s *server) actor(ctx context.Context, q request) (any, error) {
	i, err := s.Store.Identity(ctx, q.id)
	if err != nil {
		return nil, err
	}
	m := &Actor{Identity: i}
	var ids []string
	for _, member := range i.Members {
		if !slices.Contains(ids, member.Report) { // a report may have several members
			ids = append(ids, member.Report)
		}
	}
	if m.Reports, err = s.Store.Heads(ctx, ids); err != nil {
		return nil, err
	}
	slices.SortStableFunc(m.Reports, func(a, b archive.Head) int { return cmp.Compare(b.Published, a.Published) })
	for _, h := range m.Reports {
		if day := dayOf(h.Published); day != "" {
			if m.First == "" || day < m.First {
				m.First = day
			}
			m.Last = max(m.Last, day)
		}
	}
	said, about := namesAs(query.Speaker, i), namesAs(query.About, i)
	m.SaidQuery, m.AboutQuery = said.String(), about.String()
	if m.Said, err = s.sayings(ctx, said); err != nil {
		return nil, err
	}
	m.About, err = s.sayings(ctx, about)
	return m, err
}

// namesAs asks for any of an actor's names in a field.
func namesAs(f query.Field, i link.Identity) query.Query {
	var any query.Or
	for _, name := range append([]string{i.Name}, i.Aliases...) {
		if words := termOf(name).Words; len(words) > 0 {
			any = append(any, query.Filter{Field: f, Term: query.Term{Words: words, Phrase: true}})
		}
	}
	if len(any) == 1 {
		return query.Query{Root: any[0]}
	}
	return query.Query{Root: any}
}

// sayings are the newest statements that a question finds.
func (s *server) sayings(ctx context.Context, q query.Query) ([]Saying, error) {
	list, err := s.Store.Statements(ctx, q, archive.Page{Limit: someSayings})
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, st := range list.Items {
		ids = append(ids, st.Report)
	}
	heads, err := s.heads(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := []Saying{}
	for _, st := range list.Items {
		out = append(out, Saying{st, heads[st.Report]})
	}
	return out, nil
}

// Title is that of the page.
func (m *Actor) Title() string { return m.Identity.Name }

// Reasons are why members were taken to be one, each once.
func (m *Actor) Reasons() []link.Reason { return reasons(m.Identity.Merges) }

// Doubts are why others were nearly taken to be the same, each once.
func (m *Actor) Doubts() []link.Reason { return reasons(m.Identity.Doubts) }

func reasons(merges []link.Merge) []link.Reason {
	seen := map[string]bool{}
	var out []link.Reason
	for _, merge := range merges {
		for _, r := range merge.Why {
			if key := r.Rule + " " + r.Text; !seen[key] {
				seen[key] = true
				out = append(out, r)
			}
		}
	}
	return out
}
