package timeml

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/saysonews/sayso/doc"
)

const sample = `<?xml version="1.0" ?>
<TimeML>
<DOCID>A1</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2019-03-07" functionInDocument="CREATION_TIME">March 7</TIMEX3></DCT>
<TEXT>
Smith &amp; Co <EVENT eid="e1" class="OCCURRENCE">closed</EVENT> on <TIMEX3 tid="t1" type="DATE" value="2019-03-04" mod="START">
Monday</TIMEX3>, 3 < 4.
</TEXT>
<MAKEINSTANCE eventID="e1" eiid="ei1" tense="PAST" aspect="NONE" polarity="NEG" modality="may" />
</TimeML>`

func TestRead(t *testing.T) {
	got, err := Read(strings.NewReader(sample))
	if err != nil {
		t.Fatal(err)
	}
	if want := "\nSmith & Co closed on \nMonday, 3 < 4.\n"; got.Doc.Text != want {
		t.Errorf("text %q, want %q", got.Doc.Text, want)
	}
	if got.ID != "A1" || got.Doc.Header.Published != "2019-03-07" {
		t.Errorf("id %q, published %q", got.ID, got.Doc.Header.Published)
	}
	wantTimes := []doc.Time{{Span: doc.Span{Start: 23, End: 29}, Type: "DATE", Value: "2019-03-04", Mod: "START", Anchor: -1}}
	if diff := cmp.Diff(wantTimes, got.Times); diff != "" {
		t.Errorf("times (-want +got):\n%s", diff)
	}
	wantEvents := []Event{{ID: "e1", Span: doc.Span{Start: 12, End: 18}, Class: "OCCURRENCE", Tense: "PAST", Aspect: "NONE", Polarity: "NEG", Modality: "may"}}
	if diff := cmp.Diff(wantEvents, got.Events); diff != "" {
		t.Errorf("events (-want +got):\n%s", diff)
	}
}

func TestReadTimex2(t *testing.T) {
	got, err := Read(strings.NewReader(`<DOC><DATETIME> <TIMEX2 val="2009-12-19T17:00:00">x</TIMEX2> </DATETIME><TEXT>
In <TIMEX2 val="BC0490" mod="END">late <TIMEX2 val="BC0490">490 BC</TIMEX2></TIMEX2> and <TIMEX2>once</TIMEX2>.</TEXT></DOC>`))
	if err != nil {
		t.Fatal(err)
	}
	if got.Doc.Header.Published != "2009-12-19T17:00:00" || got.Doc.Text != "\nIn late 490 BC and once." {
		t.Errorf("published %q, text %q", got.Doc.Header.Published, got.Doc.Text)
	}
	want := []doc.Time{
		{Span: doc.Span{Start: 4, End: 15}, Value: "BC0490", Mod: "END", Anchor: -1},
		{Span: doc.Span{Start: 9, End: 15}, Value: "BC0490", Anchor: -1},
		{Span: doc.Span{Start: 20, End: 24}, Anchor: -1},
	}
	if diff := cmp.Diff(want, got.Times); diff != "" {
		t.Errorf("times (-want +got):\n%s", diff)
	}
}

// TestReadWikiWars counts what the shared half of WikiWars holds.
func TestReadWikiWars(t *testing.T) {
	const dir = "../../../shared/corpora/tempeval3/wikiwars"
	if _, err := os.Stat(dir); err != nil {
		t.Skip("no ../shared/corpora/tempeval3 beside the module")
	}
	docs, err := ReadWikiWars(dir)
	if err != nil {
		t.Fatal(err)
	}
	times, valued := 0, 0
	for _, d := range docs {
		times += len(d.Times)
		for _, x := range d.Times {
			if x.Value != "" {
				valued++
			}
		}
	}
	if len(docs) != 11 || times != 1360 || valued != 1328 {
		t.Errorf("%d documents with %d times, %d with a value; want 11, 1360, 1328", len(docs), times, valued)
	}
}

func TestReadWithoutText(t *testing.T) {
	if _, err := Read(strings.NewReader("<TimeML></TimeML>")); err == nil {
		t.Error("no error for a file without <TEXT>")
	}
}

// TestReadTimeBank counts what TimeBank holds.
func TestReadTimeBank(t *testing.T) {
	const dir = "../../../shared/corpora/tempeval3/timebank"
	if _, err := os.Stat(dir); err != nil {
		t.Skip("no ../shared/corpora/tempeval3 beside the module")
	}
	docs, err := ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	times, events := 0, 0
	for _, d := range docs {
		times += len(d.Times)
		events += len(d.Events)
	}
	if len(docs) != 183 || times != 1243 {
		t.Errorf("%d documents with %d times, want 183 with 1243", len(docs), times)
	}
	if events < 6600 {
		t.Errorf("only %d events", events)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(sample)
	f.Add("<TEXT><TIMEX3><EVENT></TIMEX3></EVENT></TIMEX3></TEXT>")
	f.Add("<TEXT>a < b <TIMEX3 type='DATE'</TEXT>")
	f.Fuzz(func(t *testing.T, src string) {
		d, err := Read(strings.NewReader(src))
		if err != nil {
			return
		}
		for _, x := range d.Times {
			if x.Span.Start < 0 || x.Span.Empty() || x.Span.End > len(d.Doc.Text) {
				t.Errorf("time %v of a text of %d bytes", x.Span, len(d.Doc.Text))
			}
		}
		for _, x := range d.Events {
			if x.Span.Start < 0 || x.Span.End > len(d.Doc.Text) {
				t.Errorf("event %v of a text of %d bytes", x.Span, len(d.Doc.Text))
			}
		}
	})
}
