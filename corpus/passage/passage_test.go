package passage

import (
	"strings"
	"testing"

	"github.com/saysonews/sayso/doc"

	"github.com/google/go-cmp/cmp"
)

const file = `# Two of the harbour.

# told to an outlet
! KNOWN the day is missed
@ publisher=Torva Gazette; byline=Ann Bell
| Odell met the board. She told the Courier on Monday that the pier,
|
| "a ruin", was safe.
- She = Mara Odell (named) | told | that the pier … "a ruin", was safe | mixed assert; to=the Courier; when=2021-05-03
- (absent) | : | x | indirect ask; count=2- | Torva Gazette > Courier > (absent)
`

func TestRead(t *testing.T) {
	ps, err := Read(strings.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	if len(ps) != 1 {
		t.Fatalf("%d passages, want 1", len(ps))
	}
	want := Passage{
		Title: "told to an outlet", Known: "the day is missed",
		Want: []Statement{
			{
				Source: "She", Name: "Mara Odell", Naming: "named", Cue: "told", Content: []string{"that the pier", `"a ruin", was safe`},
				Form: "mixed", Act: "assert", Details: map[string]string{"to": "the Courier", "when": "2021-05-03"}, Chain: []string{"Torva Gazette", "Mara Odell"},
			},
			{Naming: "absent", Cue: ":", Content: []string{"x"}, Form: "indirect", Act: "ask", Details: map[string]string{"count": "2-"}, Chain: []string{"Torva Gazette", "Courier", "(absent)"}},
		},
	}
	want.Doc.Text = "Odell met the board. She told the Courier on Monday that the pier,\n\n\"a ruin\", was safe."
	want.Doc.Meta = doc.Metadata{Publisher: "Torva Gazette", Byline: []string{"Ann Bell"}, Published: "2021-05-05", Given: true}
	if diff := cmp.Diff(want, ps[0]); diff != "" {
		t.Error(diff)
	}
	if line := `She = Mara Odell (named) | told | that the pier … "a ruin", was safe | mixed assert; to=the Courier; when=2021-05-03 | Torva Gazette > Mara Odell`; ps[0].Want[0].String() != line {
		t.Errorf("got %s", ps[0].Want[0])
	}
}

func TestReadErrors(t *testing.T) {
	for in, want := range map[string]string{
		"| x\n* y":                            `line 2: unknown mark "*"`,
		"| x\n- a | b":                        "2 fields",
		"| x\n- a | b | c | d":                "no naming",
		"| x\n- a (named) | b | c | d":        "form and act",
		"| x\n- a (named) | b | c | d e; f=g": `unknown detail "f=g"`,
		"@ colour=red":                        `unknown key "colour"`,
	} {
		if _, err := Read(strings.NewReader(in)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want one with %q", in, err, want)
		}
	}
}

// said is the analysis of "She said on Monday that all was well." with one
// statement, which spoil may change.
func said(spoil func(*doc.Statement)) *doc.Doc {
	d := &doc.Doc{Source: doc.Source{Text: "She said on Monday that all was well."}}
	d.Times = []doc.Time{{Span: doc.Span{Start: 12, End: 18}, Value: "2021-05-03"}}
	s := doc.Statement{
		Form: doc.Indirect, Content: []doc.Span{{Start: 19, End: 36}}, Cue: []doc.Span{{Start: 4, End: 8}},
		Source: doc.Speaker{Spans: []doc.Span{{Start: 0, End: 3}}, Actor: -1, Name: "Mara Odell", Naming: doc.Named}, SaidAt: 0, Act: "assert",
		Stance: "neutral", Polarity: "positive", Determinacy: "asserted", Chain: []doc.Link{{Name: "Alder Post"}, {Name: "Mara Odell"}},
	}
	spoil(&s)
	d.Statements = []doc.Statement{s}
	return d
}

func TestCompare(t *testing.T) {
	ps, err := Read(strings.NewReader("| She said on Monday that all was well.\n- She = Mara Odell (named) | said | that all was well | indirect assert; when=2021-05-03"))
	if err != nil {
		t.Fatal(err)
	}
	right := Score{Passages: 1, ChainsRight: 1, Statements: 1, Right: 1, Resolve: 1, Resolved: 1}
	for _, c := range []struct {
		name  string
		spoil func(*doc.Statement)
		want  Score
		fault string
	}{
		{"right", func(*doc.Statement) {}, right, ""},
		{"the day in the cue", func(s *doc.Statement) { s.Cue[0].End = 18 }, right, ""},
		{"full stop", func(s *doc.Statement) { s.Content[0].End = 37 }, right, ""},
		{"polarity", func(s *doc.Statement) { s.Polarity = "negative" }, Score{1, 1, 1, 0, 0, 1, 1}, `polarity "negative", not ""`},
		{"name and chain", func(s *doc.Statement) { s.Source.Name, s.Chain[1].Name = "Odell", "Odell" }, Score{1, 0, 1, 0, 0, 1, 0}, `name "odell", not "mara odell"`},
		{"another statement", func(s *doc.Statement) {
			s.Content[0], s.Cue[0] = doc.Span{Start: 0, End: 3}, doc.Span{Start: 9, End: 11}
		}, Score{1, 1, 1, 0, 1, 1, 0}, "not found"},
	} {
		got, faults := ps[0].Compare(said(c.spoil))
		if got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
		if c.fault == "" != (len(faults) == 0) || c.fault != "" && !strings.Contains(strings.Join(faults, "\n"), c.fault) {
			t.Errorf("%s: faults %q, want %q", c.name, faults, c.fault)
		}
	}
}

func TestSameName(t *testing.T) {
	for _, c := range []struct {
		want, have string
		same       bool
	}{
		{"the Harbor Courier", "Harbor Courier", true},
		{"Three people familiar with the matter", "three people", true},
		{"The teachers' union and the league", "The teachers' union", false},
		{"Maria Lopez", "Maria", false},
		{"She", "Maria", false},
	} {
		if got := sameName(c.want, c.have); got != c.same {
			t.Errorf("%q and %q: %v", c.want, c.have, got)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(file)
	f.Add("- ( | | | ")
	f.Fuzz(func(t *testing.T, in string) {
		ps, err := Read(strings.NewReader(in))
		if err != nil {
			return
		}
		for _, p := range ps {
			p.Compare(&doc.Doc{Source: p.Doc.Source})
		}
	})
}
