package sqlite

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/saysonews/sayso/record"
)

// TestBare: a record comes back as it was, whatever its spans say.
func TestBare(t *testing.T) {
	text := "Łódź: “Nine died,” she said."
	start, end := 0, 4
	r := record.Record{
		Document: record.Document{Text: text, Title: &record.MaybeSpan{Start: &start, End: &end, Text: "Łódź"}, Publisher: &record.MaybeSpan{Text: "Łódź"}},
		Actors:   []record.Actor{{ID: "a1", Mentions: []record.Mention{{Span: record.Span{Start: 19, End: 22, Text: "she"}, Kind: "pronoun"}}}},
		Statements: []record.Statement{{
			ID: "s1", Content: []record.Span{{Start: 6, End: 18, Text: "“Nine died,”"}}, Cue: []record.Span{{Start: 23, End: 27, Text: "other words"}},
			Source: record.Source{Spans: []record.Span{{Start: 19, End: 22, Text: "she"}}},
			Chain:  []record.Link{{Evidence: &record.Span{Start: 23, End: 27, Text: "said"}}},
		}},
	}
	b, err := bare(r)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(b), "Nine") || r.Document.Text != text || r.Statements[0].Content[0].Text == "" {
		t.Errorf("words are kept, or the caller's record was changed: %s", b)
	}
	got, err := dress(b, text)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(r, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
