package ner

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/saysonews/sayso/doc"

	"github.com/google/go-cmp/cmp"
)

// list gives each document's text and its names.
func list(docs []Document) []string {
	var out []string
	for _, d := range docs {
		out = append(out, d.Doc.Text)
		for _, e := range d.Entities {
			out = append(out, "  "+e.Span.In(d.Doc.Text)+" "+string(e.Kind))
		}
		for _, s := range d.Open {
			out = append(out, "  "+s.In(d.Doc.Text)+" open")
		}
	}
	return out
}

func read(t *testing.T, read func(string) ([]Document, error), in string) []string {
	t.Helper()
	docs, err := read(in)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range docs {
		checkSpans(t, &d)
	}
	return list(docs)
}

func TestWikiGold(t *testing.T) {
	in := `-DOCSTART- O

Ann I-PER
Bell I-PER
Carl B-PER
's O
" O
Gazette I-ORG
" O
did O
n't O
close O
( O
it O
paid O
$ O
5 O
) O
. O

It O
left O
Malmö I-LOC
. O

-DOCSTART- O

The O
workers O
' O
union O
, O
Swedish I-MISC
. O
`
	got := read(t, func(s string) ([]Document, error) { return ReadWikiGold(strings.NewReader(s)) }, in)
	want := []string{
		`Ann Bell Carl's "Gazette" didn't close (it paid $5). It left Malmö.`,
		"  Ann Bell person", "  Carl person", "  Gazette organization", "  Malmö place",
		"The workers' union, Swedish.", "  Swedish other",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestUNER(t *testing.T) {
	in := strings.ReplaceAll(`# newdoc id = a-1
# sent_id = a-1-1
# text = i did n't see "malmö"/Lund, Ann.
1|i|O|-|-
2|did|O|-|-
3|n't|O|-|-
4|see|O|-|-
5|"|O|-|-
6|malmö|B-LOC|-|x
7|"|O|-|-
8|/|O|-|-
9|Lund|B-LOC|-|x
10|,|O|-|-
11|Ann|B-PER|-|x
12|.|O|-|-

# text = Yes
1|Yes|O|-|-
`, "|", "\t")
	got := read(t, func(s string) ([]Document, error) { return ReadUNER(strings.NewReader(s)) }, in)
	want := []string{`i didn't see "malmö"/Lund, Ann. Yes`, "  malmö place", "  Lund place", "  Ann person"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestSentencesAsDocuments(t *testing.T) {
	cross := func(s string) ([]Document, error) { return ReadCrossNER(strings.NewReader(s)) }
	got := read(t, cross, "Ann\tB-politician\nof\tO\nMalmö\tB-country\n\nSpring\tB-election\nvote\tI-election\n")
	want := []string{"Ann of Malmö", "  Ann person", "  Malmö place", "Spring vote", "  Spring vote other"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	docs, err := ReadWikiNEuRal(strings.NewReader("0\tAnn\tB-PER\n1\tleft\tO\n"))
	if err != nil || len(docs) != 1 || !docs[0].NonCommercial || docs[0].ID != "wikineural-en-00001" {
		t.Errorf("WikiNEuRal: %+v %v", docs, err)
	}
}

func TestIEER(t *testing.T) {
	in := `{"id":"X1","headline":"Port closes","text":"\t   MALMÖ (XN) _ Ann Bell of\nXN left.",
		"entities":[[4,9,"LOCATION"],[11,13,"ORGANIZATION"],[17,25,"PERSON",{"status":"opt"}],[10,14,"DATE"]]}`
	got := read(t, func(s string) ([]Document, error) { return ReadIEER(strings.NewReader(s)) }, strings.ReplaceAll(in, "\n\t\t", ""))
	want := []string{"\t   MALMÖ (XN) _ Ann Bell of\nXN left.", "  MALMÖ place", "  XN organization", "  Ann Bell person"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Each case is a phrase marked whole by re3d and what is read of it.
func TestRE3DName(t *testing.T) {
	for phrase, want := range map[string]string{
		"the Port of Malmö":             "Port of Malmö",
		"late mayor Ann Bell":           "Ann Bell",
		"The Gazette's":                 "Gazette",
		"al-Hamra":                      "al-Hamra",
		"the U.S.":                      "U.S.",
		"Division 9":                    "Division 9",
		"We":                            "",
		"the army":                      "",
		"the Swedish town of Ystad":     "", // a description
		"the Danish border":             "",
		"rebel-held Lund":               "Lund",
		"Lund-based sailors":            "",
		"A B C D E F G H and the I too": "",
	} {
		if got := name(phrase, doc.Span{End: len(phrase)}).In(phrase); got != want {
			t.Errorf("%q: %q, want %q", phrase, got, want)
		}
	}
}

func TestRE3D(t *testing.T) {
	in := `{"id":"R1","subset":"BBC Online","text":"The Danish border near Møn held, Ann said.",` +
		`"entities":[[0,17,"Location","",1],[23,26,"Location","",0.5],[33,36,"Person","",0],[33,36,"Organisation","",1]]}`
	got := read(t, func(s string) ([]Document, error) { return ReadRE3D(strings.NewReader(s)) }, in)
	want := []string{"The Danish border near Møn held, Ann said.", "  Møn place", "  Ann organization", "  The Danish border open"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	docs, err := ReadRE3D(strings.NewReader(in))
	if err != nil || !docs[0].NonCommercial || docs[0].Licence != "CC BY-NC 3.0" || docs[0].Source != "re3d/BBC Online" {
		t.Errorf("licence: %+v %v", docs, err)
	}
}

func TestErrors(t *testing.T) {
	if _, err := ReadWikiGold(strings.NewReader("a I-XYZ\n\n")); err == nil || !strings.Contains(err.Error(), `tag "I-XYZ"`) {
		t.Errorf("unknown tag: %v", err)
	}
	if _, err := ReadIEER(strings.NewReader(`{"id":"a","text":"b","entities":[[0,7,"PERSON"]]}`)); err == nil || !strings.Contains(err.Error(), "article a") {
		t.Errorf("span outside: %v", err)
	}
}

// TestCorpora holds the readers to counts of documents, sentences, tokens and
// names; re3d's names are fewer than its spans, since descriptions are left out.
func TestCorpora(t *testing.T) {
	const shared = "../../../shared/corpora"
	if _, err := os.Stat(filepath.Join(shared, "ner")); err != nil {
		t.Skip("no corpora beside the checkout: ", err)
	}
	want := map[string][2][4]int{
		"wikigold":          {{102, 1288, 29627, 2596}, {14, 111, 2531, 308}},
		"uner-ewt":          {{}, {318, 2001, 25149, 966}},
		"crossner-politics": {{200, 200, 8384, 1304}, {541, 541, 24624, 3482}},
		"ieer":              {{66, 0, 0, 2340}, {9, 0, 0, 323}},
		"re3d":              {{76, 0, 0, 1160}, {8, 0, 0, 110}},
		"wikineural-en":     {{10431, 10431, 241089, 17665}, {1159, 1159, 26750, 1956}},
	}
	for _, c := range Corpora() {
		train, err := c.ReadTrain(shared)
		if err != nil {
			t.Fatal(err)
		}
		dev, err := c.ReadDev(shared)
		if err != nil {
			t.Fatal(err)
		}
		if got := [2][4]int{count(t, train), count(t, dev)}; got != want[c.Name] {
			t.Errorf("%s: %v, want %v", c.Name, got, want[c.Name])
		}
	}
}

func count(t *testing.T, docs []Document) [4]int {
	t.Helper()
	n := [4]int{len(docs)}
	for _, d := range docs {
		checkSpans(t, &d)
		if d.Licence == "" {
			t.Errorf("%s of %s has no licence", d.ID, d.Source)
		}
		n[1] += len(d.Doc.Sentences)
		n[2] += len(d.Doc.Tokens)
		n[3] += len(d.Entities)
	}
	return n
}

// checkSpans fails unless the document is well formed with its names.
func checkSpans(t *testing.T, d *Document) {
	t.Helper()
	whole := d.Doc
	if len(whole.Tokens) > 0 {
		whole.Entities = d.Entities
	}
	if err := doc.Check(&whole); err != nil {
		t.Fatalf("%s: %v", d.ID, err)
	}
	end := 0
	for _, e := range d.Entities {
		if e.Span.Empty() || e.Span.Start < end || e.Span.End > len(d.Doc.Text) {
			t.Fatalf("%s: name %v after %d in a text of %d bytes", d.ID, e.Span, end, len(d.Doc.Text))
		}
		end = e.Span.End
	}
}

func FuzzRead(f *testing.F) {
	f.Add("-DOCSTART- O\n\nAnn I-PER\n's O\n")
	f.Add("# newdoc id = a\n# text = Ann\n1\tAnn\tB-PER\n")
	f.Add(`{"id":"a","subset":"CENTCOM","text":"Ann of é","entities":[[0,3,"Person","",1],[7,8,"LOCATION"]]}`)
	f.Fuzz(func(t *testing.T, in string) {
		for _, c := range Corpora() {
			docs, err := c.Read(strings.NewReader(in))
			if err != nil {
				continue
			}
			for _, d := range docs {
				checkSpans(t, &d)
			}
		}
	})
}
