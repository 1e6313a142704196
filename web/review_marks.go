package web

import (
	"time"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/link"
	"github.com/saysonews/sayso/record"
)

// A Mark is what a person decided of a statement, as a report shows it.
type Mark struct {
	Verdict string    `json:"verdict"`           // "accept", "reject" or "correct"
	Speaker *string   `json:"speaker,omitempty"` // of a correction: who says it; "" nobody
	Act     string    `json:"act,omitempty"`     // of a correction; "" as it was
	By      string    `json:"by"`
	At      time.Time `json:"at"`
	Name    string    `json:"decision"` // names the decision where it is taken back
}

// marksOf are the decisions about a record's statements, by the ids of these. The
// statements are found again by their place: after another analysis they have
// other ids, and may begin or end elsewhere. Of several decisions on one
// statement the last stands.
func marksOf(report string, r record.Record, decisions []archive.Decision) map[string]Mark {
	out := map[string]Mark{}
	for _, d := range decisions {
		if d.Kind != string(ReviewStatements) || d.Undone || d.Undoes != 0 || len(d.Places) == 0 {
			continue
		}
		if id := statementAt(report, r, d.Places[0]); id != "" {
			got := decidedOf(d)
			out[id] = Mark{Verdict: got.Verdict, Speaker: got.Speaker, Act: got.Act, By: d.By, At: d.At, Name: got.Name()}
		}
	}
	return out
}

// ruledOf are those of the decisions about a report that are about what linking found.
func ruledOf(decisions []archive.Decision) []Decided {
	out := []Decided{}
	for _, d := range decisions {
		if got := decidedOf(d); got.Links() {
			out = append(out, got)
		}
	}
	return out
}

// statementAt is the id of the statement at a place: the one that begins and ends
// there, else the first that has most of the same words.
func statementAt(report string, r record.Record, p link.Place) string {
	near := ""
	for _, s := range r.Statements {
		at := statementPlace(report, s)
		if at.Start == p.Start && at.End == p.End {
			return s.ID
		}
		if near == "" && at.Words != "" && samePlace(at, p) {
			near = s.ID
		}
	}
	return near
}

// corrected is a record with people's corrections in place of what was found.
// Statements that were rejected stay: the page shows that they were.
func corrected(r record.Record, marks map[string]Mark) record.Record {
	statements := make([]record.Statement, len(r.Statements))
	for i, s := range r.Statements {
		if m, ok := marks[s.ID]; ok && m.Verdict == string(archive.Correct) {
			s = correctedStatement(s, m, r.Actors)
		}
		statements[i] = s
	}
	r.Statements = statements
	return r
}

func correctedStatement(s record.Statement, m Mark, actors []record.Actor) record.Statement {
	if m.Act != "" {
		s.Act = m.Act
	}
	if m.Speaker == nil {
		return s
	}
	s.Source.Actor, s.Source.Name, s.Source.Naming = nil, m.Speaker, "named"
	if *m.Speaker == "" {
		s.Source.Name, s.Source.Naming = nil, "absent"
	}
	for i := range actors {
		if actors[i].Name == *m.Speaker {
			s.Source.Actor, s.Source.Naming = &actors[i].ID, actors[i].Naming
		}
	}
	return s
}
