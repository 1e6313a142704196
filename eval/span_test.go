package eval

import (
	"strings"
	"testing"

	"github.com/saysonews/sayso/doc"

	"github.com/google/go-cmp/cmp"
)

// marked takes the brackets off a text and gives the spans between them; the
// letter before "[" is the key.
func marked(s string) (text string, spans map[string][]doc.Span) {
	spans = map[string][]doc.Span{}
	key, start := "", 0
	for i := 0; i < len(s); i++ {
		switch {
		case i+1 < len(s) && s[i+1] == '[':
			key, start = s[i:i+1], len(text)
			i++
		case s[i] == ']':
			spans[key] = append(spans[key], doc.Span{Start: start, End: len(text)})
		default:
			text += s[i : i+1]
		}
	}
	return text, spans
}

func TestTrim(t *testing.T) {
	for in, want := range map[string]string{
		`"We go," `: `We go`,
		"“Nein.”":   "Nein",
		"…":         "…",
		"$5":        "$5",
		" a ":       "a",
	} {
		if got := Trim(in, doc.Span{End: len(in)}).In(in); got != want {
			t.Errorf("Trim(%q): %q, want %q", in, got, want)
		}
	}
}

func TestCompareNames(t *testing.T) {
	text, gold := marked("P[Ann Bell] of O[Malmö Port], M[Swedish] as she is, left the Danish town of L[Køge].")
	entities := func(spans map[string][]doc.Span) (out []doc.Entity) {
		for _, key := range []string{"P", "O", "L", "M"} {
			for _, s := range spans[key] {
				kind := map[string]doc.EntityKind{"P": doc.Person, "O": doc.Organization, "L": doc.Location, "M": doc.Other}[key]
				out = append(out, doc.Entity{Span: s, Kind: kind})
			}
		}
		return out
	}
	at := strings.Index(text, "the Danish town")
	open := []doc.Span{{Start: at, End: len(text)}}
	_, got := marked("P[Ann] Bell of L[Malmö Port,] M[Swedish] as she is, left the L[Danish] town of L[Køge].")

	want := Names{
		Typed: pairs(4, 5, 2), Untyped: pairs(4, 5, 3),
		Person: pairs(1, 1, 0), Organization: pairs(1, 0, 0), Location: pairs(1, 3, 1), Other: pairs(1, 1, 1),
	}
	all := NameGold{Names: entities(gold), HasMisc: true}
	if diff := cmp.Diff(want, CompareNames(text, all, entities(got))); diff != "" {
		t.Errorf("all: (-want +got)\n%s", diff)
	}

	delete(gold, "M")
	want = Names{
		Typed: pairs(3, 3, 1), Untyped: pairs(3, 3, 2),
		Person: pairs(1, 1, 0), Organization: pairs(1, 0, 0), Location: pairs(1, 2, 1),
	}
	fewer := NameGold{Names: entities(gold), Open: open}
	if diff := cmp.Diff(want, CompareNames(text, fewer, entities(got))); diff != "" {
		t.Errorf("without other names, part left open: (-want +got)\n%s", diff)
	}
}

func TestCompareAttributions(t *testing.T) {
	text, g := marked("S[The mayor] C[said] K[“we close,”] adding nothing. Ann Bell thought it over.\n\nX[Ann Bell] Y[denied] Z[any delay].")
	gold := []Attribution{{g["S"], g["C"], g["K"]}, {g["X"], g["Y"], g["Z"]}}

	whole := Attributions{
		Source:   Role{pairs(2, 2, 2), pairs(2, 2, 2), pairs(2, 2, 2), pairs(17, 17, 17)},
		Cue:      Role{pairs(2, 2, 2), pairs(2, 2, 2), pairs(2, 2, 2), pairs(10, 10, 10)},
		Content:  Role{pairs(2, 2, 2), pairs(2, 2, 2), pairs(2, 2, 2), pairs(17, 17, 17)},
		Relation: pairs(2, 2, 2), RelationCue: pairs(2, 2, 2), Triple: pairs(2, 2, 2),
	}
	if diff := cmp.Diff(whole, CompareAttributions(text, gold, gold)); diff != "" {
		t.Errorf("the same: (-want +got)\n%s", diff)
	}

	// The first lacks its quotation marks and part of its source, the second has
	// another cue, and a third is made up.
	_, h := marked("The S[mayor] C[said] “K[we close],” adding nothing. P[Ann Bell] Q[thought] R[it] over.\n\nX[Ann Bell] denied Z[any delay].")
	got := []Attribution{{h["S"], h["C"], h["K"]}, {h["P"], h["Q"], h["R"]}, {h["X"], nil, h["Z"]}}
	want := Attributions{
		Source: Role{
			Exact: pairs(2, 3, 1), Untrimmed: pairs(2, 3, 1),
			Overlap: Tally{Gold: 2, Got: 3, Found: 2, Right: 2}, Character: pairs(17, 21, 13),
		},
		Cue: Role{
			Exact: pairs(2, 2, 1), Untrimmed: pairs(2, 2, 1),
			Overlap: Tally{Gold: 2, Got: 2, Found: 1, Right: 1}, Character: pairs(10, 11, 4),
		},
		Content: Role{
			Exact: pairs(2, 3, 2), Untrimmed: pairs(2, 3, 1),
			Overlap: Tally{Gold: 2, Got: 3, Found: 2, Right: 2}, Character: pairs(17, 19, 17),
		},
		Relation:    pairs(2, 3, 2),
		RelationCue: pairs(2, 3, 1),
		Triple:      pairs(2, 3, 0),
	}
	if diff := cmp.Diff(want, CompareAttributions(text, gold, got)); diff != "" {
		t.Errorf("partly: (-want +got)\n%s", diff)
	}
}

// A source that two attributions share counts once, and a content over two
// paragraphs is two pieces.
func TestSharedAndLong(t *testing.T) {
	text, g := marked("S[Ann] C[said] K[“so.\n\n“And so,”] D[adding] L[more].")
	gold := []Attribution{{g["S"], g["C"], g["K"]}, {g["S"], g["D"], g["L"]}}
	got := CompareAttributions(text, gold, gold)
	if want := pairs(1, 1, 1); got.Source.Exact != want {
		t.Errorf("source %+v, want %+v", got.Source.Exact, want)
	}
	if want := pairs(3, 3, 3); got.Content.Exact != want {
		t.Errorf("content %+v, want %+v", got.Content.Exact, want)
	}
}

func TestOuterStatementsOnly(t *testing.T) {
	d := &doc.Doc{Statements: []doc.Statement{{Parent: -1}, {Parent: 0}}}
	if n := len(AttributionsOf(d)); n != 1 {
		t.Errorf("%d attributions, want 1", n)
	}
}
