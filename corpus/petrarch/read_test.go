package petrarch

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/saysonews/sayso/doc"
)

const sample = `{"id":"1","date":"1995-01-04","text":"Police held a man.","gold":[{"source":"SWECOP","target":"SWE","code":"173"}],"origin":"x"}
{"id":"2","date":null,"text":"","gold":[{"source":"SWE","target":"DNK","code":"AGREE"}],"markup":"(SRC/TAR: Sweden (north)) and (TAR: Denmark) (EVT: agreed) (on (LOC: an isle))."}
{"id":"3","text":"","gold":[{"source":"a < b","target":"c","code":"AID"}],"marked":"<s>a < b</s> helps <t>c</t> <q>."}
{"id":"4","text":"Nothing.","gold":[],"no_events":true}
`

func words(s Sentence, spans []doc.Span) string {
	var out []string
	for _, x := range spans {
		out = append(out, x.In(s.Doc.Text))
	}
	return strings.Join(out, " | ")
}

func TestRead(t *testing.T) {
	all, err := Read(strings.NewReader(sample))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range all {
		got = append(got, s.Doc.Text, words(s, s.Sources), words(s, s.Targets), words(s, s.Triggers), words(s, s.Places))
	}
	want := []string{
		"Police held a man.", "", "", "", "",
		"Sweden (north) and Denmark agreed (on an isle).", "Sweden (north)", "Sweden (north) | Denmark", "agreed", "an isle",
		"a < b helps c <q>.", "a < b", "c", "", "",
		"Nothing.", "", "", "", "",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if all[0].Codes[0] != (Coded{"SWECOP", "SWE", "173"}) || all[0].Doc.Meta.Published != "1995-01-04" || !all[3].NoEvents {
		t.Errorf("%+v", all)
	}
	if Type("RETREAT") != "YIELD" || Type("AID") != "AID" {
		t.Error("types are not folded")
	}
}

func TestErrors(t *testing.T) {
	for in, want := range map[string]string{`{"id":"a","text":"b"}`: "sentence a: no codes", "\n{": "line 2"} {
		if _, err := Read(strings.NewReader(in)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want one with %q", in, err, want)
		}
	}
}

func TestCorpora(t *testing.T) {
	for _, c := range []struct {
		file                      string
		n, sources, targets, none int
	}{{"plover_gsr", 161, 161, 154, 0}, {"plover_plv_train", 1050, 1046, 1030, 0}, {"cameo_petrarch", 180, 0, 0, 13}} {
		path := "../../../shared/corpora/petrarch/" + c.file + ".jsonl"
		if _, err := os.Stat(path); err != nil {
			t.Skip("no corpora beside the checkout: ", err)
		}
		all, err := ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		got := c
		got.n, got.sources, got.targets, got.none = len(all), 0, 0, 0
		for _, s := range all {
			if len(s.Sources) > 0 {
				got.sources++
			}
			if len(s.Targets) > 0 {
				got.targets++
			}
			if s.NoEvents {
				got.none++
			}
		}
		if got != c {
			t.Errorf("%+v, want %+v", got, c)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(sample)
	f.Fuzz(func(t *testing.T, in string) {
		all, err := Read(strings.NewReader(in))
		if err != nil {
			return
		}
		for _, s := range all {
			for _, spans := range [][]doc.Span{s.Sources, s.Targets, s.Triggers, s.Places} {
				for _, x := range spans {
					if x.Empty() || x.End > len(s.Doc.Text) {
						t.Fatalf("span %v in a text of %d bytes", x, len(s.Doc.Text))
					}
				}
			}
		}
	})
}
