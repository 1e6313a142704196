package layout

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/saysonews/sayso/doc"
)

// gold is the folder of PolNeAR, whose first lines are headlines (with a full
// stop added) and whose attributions stand in prose. It is not part of the
// project.
const gold = "../../../shared/corpora/polnear"

type goldReport struct {
	Doc, Text    string
	Attributions []struct{ Cue [][2]int }
}

func goldReports(t *testing.T, part string) []goldReport {
	t.Helper()
	f, err := os.Open(filepath.Join(gold, part+".jsonl.gz"))
	if err != nil {
		t.Skipf("no gold reports: %v", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var out []goldReport
	sc := bufio.NewScanner(z)
	sc.Buffer(nil, 1<<26)
	for sc.Scan() {
		var r goldReport
		if err := json.Unmarshal(sc.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		out = append(out, r)
	}
	return out
}

// wires gives the agency that the makers of the corpus noted for each report.
func wires(t *testing.T) map[string]string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(gold, "metadata.tsv"))
	if err != nil {
		t.Skipf("no gold metadata: %v", err)
	}
	out := map[string]string{}
	for _, l := range strings.Split(string(b), "\n")[1:] {
		if f := strings.Split(strings.TrimRight(l, "\r"), "\t"); len(f) == 12 && f[11] != "None" && f[11] != "NA" && f[11] != "wire" {
			out[f[1]] = agencyOf(strings.ToUpper(f[11]))
		}
	}
	return out
}

func TestGold(t *testing.T) {
	if testing.Short() {
		t.Skip("924 reports")
	}
	noted := wires(t)
	for _, part := range []string{"train", "dev"} {
		reports := goldReports(t, part)
		titles, headless, cues, lost := 0, 0, 0, 0
		agencies, found, extra := 0, 0, 0
		for _, r := range reports {
			h, rs := Find(&doc.Doc{Source: doc.Source{Text: r.Text}})
			first, rest, _ := strings.Cut(r.Text, "\n")
			if t := strings.TrimRight(h.Title.Text, "."); t != "" && strings.HasPrefix(t, strings.TrimRight(first, ".; \u00a0")) {
				titles++
			}
			body, _ := Find(&doc.Doc{Source: doc.Source{Text: strings.TrimLeft(rest, "\n")}})
			if body.Title.Text != "" {
				headless++
			}
			n, l := lostCues(r, rs)
			cues, lost = cues+n, lost+l
			wire := ""
			for _, c := range h.Credits {
				if c.Kind == "wire" {
					wire = c.Name
				}
			}
			if noted[r.Doc] != "" {
				agencies++
			}
			switch {
			case wire == "":
			case wire == noted[r.Doc]:
				found++
			default:
				extra++
				t.Logf("%s: %s, noted %q", r.Doc, wire, noted[r.Doc])
			}
		}
		t.Logf("%s: %d reports, title right %d, title claimed for a text without one %d", part, len(reports), titles, headless)
		t.Logf("%s: %d attributions, %d outside headline and body", part, cues, lost)
		t.Logf("%s: %d reports noted as wire copy, %d found, %d others", part, agencies, found, extra)
		if 100*titles < 95*len(reports) {
			t.Errorf("%s: %d titles of %d, want 95%%", part, titles, len(reports))
		}
		if 1000*lost > cues {
			t.Errorf("%s: %d of %d attributions lost", part, lost, cues)
		}
	}
}

// lostCues counts the attributions of r, and those that stand in regions which
// later stages do not read.
func lostCues(r goldReport, rs []doc.Region) (cues, lost int) {
	offsets := make([]int, 0, len(r.Text)+1)
	for i := range r.Text {
		offsets = append(offsets, i)
	}
	offsets = append(offsets, len(r.Text))
	for _, a := range r.Attributions {
		if len(a.Cue) == 0 {
			continue
		}
		cues++
		at := offsets[a.Cue[0][0]]
		for _, g := range rs {
			if g.Span.Start <= at && at < g.Span.End && g.Kind != doc.Body && g.Kind != doc.Headline {
				lost++
			}
		}
	}
	return cues, lost
}

// The first report that Sayso must read well. Its page ends in two lines that
// name the publisher and are not the report.
func TestAidConvoy(t *testing.T) {
	b, err := os.ReadFile("../../../shared/cases/aid-convoy/article.txt")
	if err != nil {
		t.Skipf("no article: %v", err)
	}
	d := &doc.Doc{Source: doc.Source{Text: string(b)}}
	Stage().Run(d)
	h := d.Header
	if !strings.HasPrefix(h.Title.Text, "Report reveals that armed troops") || h.Title.Span.Start != 0 {
		t.Errorf("title %q at %v", h.Title.Text, h.Title.Span)
	}
	if len(h.Byline) != 1 || h.Byline[0].Text != "Bill Van Auken" {
		t.Errorf("byline %v", h.Byline)
	}
	if h.Published != "2019-03-07" || h.Basis != "text" {
		t.Errorf("published %s, basis %s", h.Published, h.Basis)
	}
	if h.Publisher.Text != "WSWS" {
		t.Errorf("publisher %q", h.Publisher.Text)
	}
	var kinds []string
	for _, r := range d.Regions {
		if r.Kind != doc.Body {
			kinds = append(kinds, string(r.Kind))
		}
	}
	if got := strings.Join(kinds, " "); got != "headline byline boilerplate boilerplate" {
		t.Errorf("regions beside body: %s", got)
	}
}
