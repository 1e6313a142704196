package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/saysonews/sayso/doc"
	"github.com/saysonews/sayso/record"
)

// TestMain makes the test binary the command itself where a test calls it so.
func TestMain(m *testing.M) {
	if os.Getenv("SAYSO_BE_THE_COMMAND") == "1" {
		main()
		return
	}
	os.Exit(m.Run())
}

// sayso runs the command as its own process.
func sayso(t *testing.T, stdin string, args ...string) (stdout, stderr string, status int) {
	t.Helper()
	cmd := command(args...)
	cmd.Stdin = strings.NewReader(stdin)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		return out.String(), errs.String(), exit.ExitCode()
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.String(), errs.String(), 0
}

func command(args ...string) *exec.Cmd {
	exe, err := os.Executable()
	if err != nil {
		panic(err) // there is no test without a test binary
	}
	cmd := exec.Command(exe, args...)
	cmd.Env = append(os.Environ(), "SAYSO_BE_THE_COMMAND=1")
	return cmd
}

// folder makes a folder with files of those contents.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// paths are the origins of the records in JSON Lines.
func paths(t *testing.T, jsonl string) []string {
	t.Helper()
	var out []string
	for line := range strings.Lines(jsonl) {
		var r struct {
			Document struct{ Origin struct{ Path string } }
		}
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatalf("%v in %.80q", err, line)
		}
		out = append(out, r.Document.Origin.Path)
	}
	return out
}

const png = "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"

func TestExitStatus(t *testing.T) {
	other := folder(t, map[string]string{
		"nothing.txt":   "It rained on Monday.\n",
		"anonymous.txt": "The pier at Kelmouth is closed\n\nSources said the pier was closed. Sources said divers went down.\n",
	})
	nothing, anonymous := filepath.Join(other, "nothing.txt"), filepath.Join(other, "anonymous.txt")
	dir := folder(t, map[string]string{"a.txt": "It rained, the mayor said.\n", "bad.png": png, "c.txt": "It did not rain.\n"})
	good, bad, none := filepath.Join(dir, "a.txt"), filepath.Join(dir, "bad.png"), filepath.Join(dir, "none.txt")
	for _, c := range []struct {
		name           string
		args           []string
		stdin          string
		status         int
		stdout, stderr string // each is part of what is printed; "" is nothing printed
	}{
		{"no subcommand", nil, "", 0, "Usage:", ""},
		{"help", []string{"read", "--help"}, "", 0, "--published", ""},
		{"version flag", []string{"--version"}, "", 0, "sayso version ", ""},
		{"version", []string{"version"}, "", 0, "sayso ", ""},
		{"file", []string{"read", good}, "", 0, "a.txt", ""},
		{"text is the default", []string{"read", good}, "", 0, "Untitled report", ""},
		{"stdin", []string{"read", "-f", "jsonl", "-"}, "She left.", 0, `"path":"-"`, ""},
		{"all dates", []string{"read", "--published", "2031-05-14T08:00:00+02:00", good}, "", 0, "a.txt", ""},
		{"one of three fails", []string{"read", "-f", "jsonl", dir}, "", 1, "c.txt", "sayso: read " + bad + ": "},
		{"all fail", []string{"read", "-f", "jsonl", none}, "", 1, "", "sayso: read " + none + ": no such file or directory\n"},
		{"all fail, html", []string{"read", "-f", "html", none}, "", 1, "", "no such file"},
		{"all fail, json", []string{"read", "-f", "json", none, none}, "", 1, "[]\n", "no such file"},
		{"address", []string{"read", "https://courier.example/strike"}, "", 1, "", "is an address"},
		{"no input", []string{"read"}, "", 2, "", "requires at least 1 arg"},
		{"unknown subcommand", []string{"reed", good}, "", 2, "", "unknown command"},
		{"unknown flag", []string{"read", "--colour", good}, "", 2, "", "unknown flag"},
		{"unknown format", []string{"read", "-f", "xml", good}, "", 2, "", `unknown format "xml"; the formats are conllu, csv`},
		{"unknown table", []string{"read", "-f", "csv", "--table", "actors", good}, "", 2, "", "unknown table"},
		{"table without csv", []string{"read", "--table", "events", good}, "", 2, "", "--table goes with"},
		{"no date", []string{"read", "--published", "14 May", good}, "", 2, "", "is not a date"},
		{"no such day", []string{"read", "--published", "2031-02-30", good}, "", 2, "", "is not a date"},
		{"check finds nothing", []string{"read", "--check", nothing}, "", 0, "", ""},
		{"check finds something", []string{"read", "--check", anonymous}, "", 3, anonymous + ":3:", ""},
		{"check as json", []string{"read", "--check", "-f", "json", anonymous}, "", 3, `"kind": "bare-source"`, ""},
		{"check as json finds nothing", []string{"read", "--check", "-f", "json", nothing}, "", 0, "[]\n", ""},
		{"check as jsonl", []string{"read", "--check", "-f", "jsonl", anonymous}, "", 3, `"kind":"bare-source"`, ""},
		{"check, and one fails", []string{"read", "--check", anonymous, none}, "", 1, "bare-source", "no such file"},
		{"check as html", []string{"read", "--check", "-f", "html", anonymous}, "", 2, "", "--check goes with --format text, json or jsonl, not html"},
		{"workers", []string{"read", "--workers", "-1", good}, "", 2, "", "--workers -1"},
		{"stdin twice", []string{"read", "-", "-"}, "x", 2, "", "only once"},
		{"version of what", []string{"version", "all"}, "", 2, "", "unknown command"},
	} {
		t.Run(c.name, func(t *testing.T) {
			stdout, stderr, status := sayso(t, c.stdin, c.args...)
			if status != c.status {
				t.Errorf("status %d, want %d", status, c.status)
			}
			checkOutput(t, "stdout", stdout, c.stdout)
			checkOutput(t, "stderr", stderr, c.stderr)
		})
	}
}

func checkOutput(t *testing.T, name, got, want string) {
	t.Helper()
	if want == "" && got != "" || !strings.Contains(got, want) {
		t.Errorf("%s is %.200q, want %q in it", name, got, want)
	}
}

// The order of the output is that of the inputs, and the number of workers does
// not show.
func TestWorkersDoNotShow(t *testing.T) {
	files := map[string]string{}
	for i := range 40 {
		name := "sub" + string(rune('a'+i%3)) + "/" + strings.Repeat("n", i%5+1) + string(rune('0'+i%10)) + ".txt"
		// Sizes that differ much make the reports end out of order.
		files[name] = strings.Repeat("“It rained,” the mayor of Kelmouth said on Monday.\n\n", 1+i*i%17)
	}
	files["sub/bad.png"] = png
	dir := folder(t, files)
	for _, format := range formatNames() {
		want, wantErr, status := sayso(t, "", "read", "-f", format, "--workers", "1", dir)
		if status != exitFailed {
			t.Fatalf("%s: status %d, want %d: %s", format, status, exitFailed, wantErr)
		}
		for _, n := range []string{"2", "9"} {
			if n == "2" && format != "jsonl" {
				continue
			}
			got, gotErr, _ := sayso(t, "", "read", "-f", format, "--workers", n, dir)
			if got != want || gotErr != wantErr {
				t.Errorf("%s: %s workers print something else than 1", format, n)
			}
		}
	}
}

func TestFolderIsReadInNameOrder(t *testing.T) {
	dir := folder(t, map[string]string{
		"b.txt": "b", "a/z.txt": "z", "a/.hidden.txt": "h", ".git/x.txt": "x", "c/d/e.txt": "e", "B.txt": "B",
	})
	symlink(t, dir, filepath.Join(dir, "a", "loop"))                        // to the folder itself
	symlink(t, filepath.Join(dir, "c"), filepath.Join(dir, "d"))            // a folder a second time
	symlink(t, filepath.Join(dir, "b.txt"), filepath.Join(dir, "link.txt")) // a file
	stdout, stderr, status := sayso(t, "", "read", "-f", "jsonl", dir)
	if status != 0 {
		t.Fatalf("status %d: %s", status, stderr)
	}
	var got []string
	for _, p := range paths(t, stdout) {
		rel, err := filepath.Rel(dir, p)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, filepath.ToSlash(rel))
	}
	if want := "B.txt a/z.txt b.txt c/d/e.txt link.txt"; strings.Join(got, " ") != want {
		t.Errorf("read %q, want %q", strings.Join(got, " "), want)
	}
}

func symlink(t *testing.T, to, from string) {
	t.Helper()
	if err := os.Symlink(to, from); err != nil {
		t.Skip("no symbolic links here:", err)
	}
}

func TestWhatIsNoFileIsRefused(t *testing.T) {
	dir := folder(t, map[string]string{"a.txt": "a"})
	l, err := net.Listen("unix", filepath.Join(dir, "s.sock"))
	if err != nil {
		t.Skip("no Unix sockets here:", err)
	}
	defer l.Close()
	symlink(t, "/dev/zero", filepath.Join(dir, "zero.txt"))
	symlink(t, filepath.Join(dir, "gone"), filepath.Join(dir, "dangling.txt"))
	stdout, stderr, status := sayso(t, "", "read", "-f", "jsonl", dir)
	if got := paths(t, stdout); len(got) != 1 || status != exitFailed {
		t.Errorf("read %q, status %d", got, status)
	}
	for _, want := range []string{"s.sock: is a socket\n", "zero.txt: is a device\n", "dangling.txt: no such file or directory\n"} {
		checkOutput(t, "stderr", stderr, want)
	}
}

// Whatever a file holds, the report is printed or its failure is named, in every
// format, and the report after it is printed.
func TestHostileInputs(t *testing.T) {
	pdf, err := os.ReadFile("../../testdata/reports/vaccine-pause.pdf")
	if err != nil {
		t.Fatal(err)
	}
	html, err := os.ReadFile("../../testdata/reports/reservoir.html")
	if err != nil {
		t.Fatal(err)
	}
	dir := folder(t, map[string]string{
		"01-empty.txt":      "",
		"02-blank.txt":      " \n\t\n\u00a0\n",
		"03-one-line.txt":   strings.Repeat("He said it, she said, and they said so. ", 200),
		"04-bad-utf8.txt":   "The mayor said \xff\xfe\xc3\x28 it rained.\n",
		"05-nul.txt":        "The mayor\x00 said it rained.\n",
		"06-rtl.txt":        "قال الوزير \u202eإن\u202c المطر \u2067توقف.\n",
		"07-emoji.txt":      "“😀👩‍👩‍👧🏽” said the mayor 🌧️.\n",
		"08-crlf.txt":       "Rain\r\n\r\nThe mayor said\r\nit rained.\r\n",
		"09-bom.txt":        "\ufeffThe mayor said it rained.\n",
		"10-unclosed.txt":   "“It rained, the mayor said. \"And it will. 'Yes (no [maybe {so",
		"11-quotes.txt":     strings.Repeat("“", 10000) + strings.Repeat("\"'", 5000),
		"12-one-word.txt":   strings.Repeat("a", 300000),
		"13-markup.txt":     "</script><script>alert(1)</script> <b>said</b> & \"so\" 'no'\n",
		"14-escapes.txt":    "\x1b[2J\x1b]0;title\x07 the mayor said.\n",
		"15-formula.txt":    "=HYPERLINK(\"x\") said @mayor -1+1.\n",
		"16-cut.pdf":        string(pdf[:len(pdf)/2]),
		"17-cut.html":       string(html[:len(html)/2]),
		"18-deep.html":      "<html><body>" + strings.Repeat("<div>", 20000) + "It rained.",
		"19-line-seps.txt":  "One\u2028two\u2029three\u0085four\vfive\fsix",
		"20-combining.txt":  "a" + strings.Repeat("\u0301", 20000),
		"21-looks-like.pdf": "%PDF-1.7\nthis is no PDF",
		"23-too-long.txt":   strings.Repeat("words ", 1<<20),
		"99-good.txt":       "The mayor said it rained.\n",
	})
	sparse(t, filepath.Join(dir, "22-too-large.txt"), 1<<33)
	for _, format := range formatNames() {
		t.Run(format, func(t *testing.T) {
			stdout, stderr, status := sayso(t, "", "read", "-f", format, dir)
			if status != exitFailed {
				t.Errorf("status %d, want %d", status, exitFailed)
			}
			for line := range strings.Lines(stderr) {
				if !strings.HasPrefix(line, "sayso: read "+dir) || strings.Contains(line, "internal fault") {
					t.Errorf("stderr has %.300q", line)
				}
			}
			checkOutput(t, "stderr", stderr, "22-too-large.txt: too large")
			checkOutput(t, "stderr", stderr, "23-too-long.txt: too large: a text of 6291456 bytes")
			switch format {
			case "jsonl":
				got := paths(t, stdout)
				if len(got) == 0 || filepath.Base(got[len(got)-1]) != "99-good.txt" {
					t.Errorf("the last report is not there: %q", got)
				}
			case "json":
				if !json.Valid([]byte(stdout)) {
					t.Error("not JSON")
				}
			case "timelinejs":
				if !json.Valid([]byte(stdout)) || strings.Contains(stdout, "<script") {
					t.Error("not JSON, or a report's markup got through")
				}
			case "ics":
				if !strings.HasPrefix(stdout, "BEGIN:VCALENDAR\r\n") || !strings.HasSuffix(stdout, "END:VCALENDAR\r\n") || strings.Contains(stdout, "\x1b") {
					t.Error("no calendar, or control characters in it")
				}
			case "html":
				if strings.Contains(stdout, "<script") || strings.Contains(stdout, "\x1b") {
					t.Error("a report's markup or control characters got through")
				}
			case "text":
				if strings.Contains(stdout, "\x1b") {
					t.Error("a report's escape sequence got through")
				}
			}
		})
	}
}

// A report may be one line, and have no end of quotes.
func TestLongLine(t *testing.T) {
	line := strings.Repeat("He said it, she said, and they said so. ", 1<<17/40)
	for _, format := range []string{"jsonl", "text"} {
		stdout, stderr, status := sayso(t, line, "read", "-f", format, "-")
		if status != 0 || len(stdout) == 0 {
			t.Errorf("%s: status %d, %d bytes: %s", format, status, len(stdout), stderr)
		}
	}
}

// sparse makes a file of that size that takes no room.
func sparse(t *testing.T, path string, size int64) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := f.Truncate(size); err != nil {
		t.Skip("no sparse files here:", err)
	}
}

// Real reports give well-formed documents, and records that hold to the public
// schema.
func TestReportsAreWellFormed(t *testing.T) {
	if n := checkReports(t, "../../testdata/reports"); n < 3 {
		t.Errorf("%d reports, want 3 or more", n)
	}
	articles, err := filepath.Glob("../../../shared/cases/*/article.txt")
	if err != nil {
		t.Fatal(err)
	}
	if len(articles) == 0 {
		t.Skip("no ../shared/cases beside the checkout")
	}
	checkReports(t, articles...)
}

// TestCorpusTextsAreWellFormed reads every article of PolNeAR: real news in seven
// papers' styles.
func TestCorpusTextsAreWellFormed(t *testing.T) {
	parts := []string{"dev", "train"}
	if testing.Short() {
		parts = parts[:1]
	}
	for _, part := range parts {
		folder := "../../../shared/corpora/polnear/" + part + "/text"
		if _, err := os.Stat(folder); err != nil {
			t.Skip("no gold corpora: ", err)
		}
		if n := checkReports(t, folder); n < 84 {
			t.Errorf("%s: %d articles, want 84 or more", part, n)
		}
	}
}

// checkReports analyses reports and checks what comes of each; it gives their
// number.
func checkReports(t *testing.T, paths ...string) int {
	t.Helper()
	p, err := newPipeline("")
	if err != nil {
		t.Fatal(err)
	}
	schema := recordSchema(t)
	n := 0
	r := reader{pipeline: p, generator: generator(p), keepDocs: true}
	for res := range r.readAll(inputs(paths), 2) {
		n++
		if res.err != nil {
			t.Error(res.err)
			continue
		}
		if err := doc.Check(res.doc); err != nil {
			t.Errorf("%s: %v", res.name, err)
		}
		var b bytes.Buffer
		if err := record.WriteLine(&b, res.record); err != nil {
			t.Fatal(err)
		}
		v, err := jsonschema.UnmarshalJSON(&b)
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(v); err != nil {
			t.Errorf("%s: %v", res.name, err)
		}
		checkSpans(t, res.name, v, []rune(res.doc.Text))
	}
	return n
}

// checkSpans checks that whatever has start, end and text repeats the report's
// characters there.
func checkSpans(t *testing.T, name string, v any, text []rune) {
	t.Helper()
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			checkSpans(t, name, x, text)
		}
	case map[string]any:
		for _, x := range v {
			checkSpans(t, name, x, text)
		}
		start, ok := v["start"].(json.Number)
		words, has := v["text"].(string)
		if !ok || !has {
			return
		}
		first, _ := start.Int64()
		end, _ := v["end"].(json.Number).Int64()
		if string(text[first:end]) != words {
			t.Errorf("%s: [%d,%d) is %q, the record has %q", name, first, end, string(text[first:end]), words)
		}
	}
}

func recordSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(record.SchemaJSON))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("record.json", v); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("record.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestJSONIsAnArrayForSeveral(t *testing.T) {
	dir := folder(t, map[string]string{"a.txt": "a", "b.txt": "b"})
	for _, c := range []struct {
		args  []string
		first string
		n     int
	}{
		{[]string{filepath.Join(dir, "a.txt")}, "{", 1},
		{[]string{"-"}, "{", 1},
		{[]string{dir}, "[", 2},
		{[]string{filepath.Join(dir, "a.txt"), "-"}, "[", 2},
	} {
		stdout, stderr, status := sayso(t, "words", append([]string{"read", "-f", "json"}, c.args...)...)
		if status != 0 || !strings.HasPrefix(stdout, c.first) || strings.Count(stdout, `"sayso/record/1"`) != c.n || !json.Valid([]byte(stdout)) {
			t.Errorf("%q: status %d, %.20q…, %s", c.args, status, stdout, stderr)
		}
	}
}

// Findings come in the order of the inputs, with the line and the column where
// their words stand, whatever the number of workers.
func TestCheckPointsAtTheWords(t *testing.T) {
	draft := "Kelmouth’s pier — the oldest — is closed\n\n“Nobody” may use it. Sources said the pier was closed on Monday.\r\n\r\nOfficials said that divers went down on Tuesday.\n"
	dir := folder(t, map[string]string{"a.txt": draft, "b.txt": "Nothing happened.\n", "c.txt": draft, "d.txt": draft})
	stdout, stderr, status := sayso(t, "", "read", "--check", "-f", "json", "--workers", "3", dir)
	if status != exitFindings {
		t.Fatalf("status %d: %s", status, stderr)
	}
	var found []finding
	if err := json.Unmarshal([]byte(stdout), &found); err != nil {
		t.Fatal(err)
	}
	last := ""
	for _, f := range found {
		if f.Path < last {
			t.Errorf("%s comes after %s", f.Path, last)
		}
		last = f.Path
		line := []rune(strings.Split(draft, "\n")[f.Line-1])
		words := []rune(f.Spans[0].Text)
		if got := string(line[f.Column-1 : f.Column-1+len(words)]); got != f.Spans[0].Text {
			t.Errorf("%s:%d:%d is %q, want %q", f.Path, f.Line, f.Column, got, f.Spans[0].Text)
		}
	}
	if filepath.Base(last) != "d.txt" {
		t.Errorf("the last finding is in %q", last)
	}
}

// No report can speak to the terminal through a finding.
func TestVisible(t *testing.T) {
	if got := visible("a\x1b[2J\u202eb\nc"); got != "a\ufffd[2J\ufffdb\ufffdc" {
		t.Errorf("got %q", got)
	}
}

func TestGivenDateAndPublisherAreInTheRecord(t *testing.T) {
	var src struct {
		Document struct {
			Published, PublishedBasis string
			Publisher                 struct{ Text string }
		}
	}
	stdout, _, _ := sayso(t, "It rained.", "read", "-f", "json", "--published", "2031-05", "--publisher", "The Courier", "-")
	if err := json.Unmarshal([]byte(stdout), &src); err != nil {
		t.Fatal(err)
	}
	if d := src.Document; d.Published != "2031-05" || d.PublishedBasis != "given" || d.Publisher.Text != "The Courier" {
		t.Errorf("got %+v", d)
	}
}

// Whoever reads the output may have enough before its end.
func TestClosedPipeIsNoError(t *testing.T) {
	files := map[string]string{}
	for i := range 100 { // more than a pipe holds
		files[fmt.Sprintf("%03d.txt", i)] = strings.Repeat("It rained on Monday, the mayor said. ", 10)
	}
	cmd := command("read", "-f", "json", folder(t, files))
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadFull(out, make([]byte, 10)); err != nil {
		t.Fatalf("%v: %s", err, errs.String())
	}
	out.Close()
	cmd.Wait() // ends by the signal, or with status 0 where there is none
	if errs.Len() > 0 {
		t.Errorf("stderr: %s", errs.String())
	}
}

func TestFullDiskIsAnError(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("no /dev/full here:", err)
	}
	defer full.Close()
	cmd := command("read", "-f", "jsonl", "-")
	cmd.Stdin, cmd.Stdout = strings.NewReader("It rained."), full
	var errs bytes.Buffer
	cmd.Stderr = &errs
	err = cmd.Run()
	if exit, ok := errors.AsType[*exec.ExitError](err); !ok || exit.ExitCode() != exitFailed {
		t.Errorf("got %v", err)
	}
	checkOutput(t, "stderr", errs.String(), "sayso: write output: ")
}

func TestGazetteer(t *testing.T) {
	dir := folder(t, map[string]string{
		"report.txt": "A fire broke out in Grelby on Monday, police said.\n",
		"places.txt": "123\tGrelby\tGrelby\t\t55.5\t9.5\tP\tPPL\tDK\t\t\t\t\t\t20000\t\t\tEurope/Copenhagen\t2020-01-01\n",
	})
	report := filepath.Join(dir, "report.txt")
	out, _, status := sayso(t, "", "read", "-f", "json", "--gazetteer", filepath.Join(dir, "places.txt"), report)
	if status != 0 || !strings.Contains(out, `"latitude": 55.5`) {
		t.Errorf("exit status %d, want 0 and Grelby's latitude in %s", status, out)
	}
	_, message, status := sayso(t, "", "read", "--gazetteer", filepath.Join(dir, "none.txt"), report)
	if status != 1 || !strings.Contains(message, "none.txt") {
		t.Errorf("no such gazetteer: exit status %d, message %q", status, message)
	}
}
