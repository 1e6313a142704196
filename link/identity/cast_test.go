package identity

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/saysonews/sayso/link"
	"github.com/saysonews/sayso/record"
)

func TestCast(t *testing.T) {
	text := "Tobias Castell, 61, said so. Mr Castell owns Castell. He sold Castell Grain. Castell Grain ships barley."
	country := "SE"
	rec := record.Record{Document: record.Document{Text: text}, Actors: []record.Actor{
		{ID: "a1", Name: "Tobias Castell", Aliases: []string{"Castell"}, Kind: "person", Naming: "named",
			Mentions: []record.Mention{mention(0, 14, "Tobias Castell", "name"), mention(29, 39, "Mr Castell", "name"), mention(54, 56, "He", "pronoun")},
			Roles:    []record.Role{{Span: record.Span{Text: "owner"}, Organization: "Castell Grain", Former: true}}},
		{ID: "a2", Name: "Castell", Kind: "organization", Naming: "named", Country: &country,
			Mentions: []record.Mention{mention(45, 52, "Castell", "name"), mention(62, 69, "Castell", "name"), mention(77, 84, "Castell", "name")}},
	}}
	want := []link.Actor{
		{ID: "a1", Name: "Tobias Castell", Aliases: []string{"Castell"}, Kind: "person", Naming: "named", Mentions: 3, Pronoun: "he", Age: 61,
			Roles: []link.Role{{Name: "owner", Organization: "Castell Grain", Former: true}}},
		{ID: "a2", Name: "Castell", Aliases: []string{"Castell Grain"}, Kind: "organization", Naming: "named", Mentions: 3, Country: "SE"},
	}
	if diff := cmp.Diff(want, Cast(rec)); diff != "" {
		t.Error(diff)
	}
}

func mention(start, end int, text, kind string) record.Mention {
	return record.Mention{Span: record.Span{Start: start, End: end, Text: text}, Kind: kind}
}

// A record may be broken: spans outside the text are no reason to stop.
func TestCastOfBrokenRecord(t *testing.T) {
	rec := record.Record{Actors: []record.Actor{{Name: "Ilva Brandt", Kind: "person", Mentions: []record.Mention{mention(90, 99, "Ilva Brandt", "name"), mention(-4, -1, "", "name")}}}}
	if got := Cast(rec); len(got) != 1 || got[0].Name != "Ilva Brandt" || got[0].Mentions != 2 {
		t.Errorf("%+v", got)
	}
}
