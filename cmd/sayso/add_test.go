package main

import (
	"bufio"
	"bytes"
	"database/sql"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// Three short reports and a file that is none.
var harbour = map[string]string{
	"pier.txt":      "The pier at Kelmouth is closed\n\nBy Ida Sand\n\nKELMOUTH, May 14, 2031 - The pier is closed, Mayor Anna Holt said on Tuesday. \"It is not safe,\" she said.\n",
	"deep/tide.txt": "Tide tables were wrong\n\nThe tables were off by an hour, two pilots said. The harbour office denied it.\n",
	"ferry.html":    "<html><head><title>Ferry back in service</title><meta property=\"og:site_name\" content=\"Kelmouth Post\"></head><body><article><p>The ferry to Oster Island is back in service, the company said on Friday.</p><p>It had been out for three weeks, according to Captain Bram Lind.</p></article></body></html>",
	"picture.png":   png,
}

// archiveOf adds inputs to a new archive and gives its path.
func archiveOf(t *testing.T, wantStatus int, args ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "test.db")
	if _, stderr, status := sayso(t, "", append([]string{"add", "--archive", path}, args...)...); status != wantStatus {
		t.Fatalf("add: status %d, want %d: %s", status, wantStatus, stderr)
	}
	return path
}

// stat is a count that archive stats prints.
func stat(t *testing.T, path, name string) int {
	t.Helper()
	out, stderr, status := sayso(t, "", "archive", "stats", "--archive", path)
	m := regexp.MustCompile(`(?m)^` + name + `\s+(\d+)`).FindStringSubmatch(out)
	if status != 0 || m == nil {
		t.Fatalf("stats: status %d: %s%s", status, out, stderr)
	}
	n, err := strconv.Atoi(m[1])
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestAddTwice(t *testing.T) {
	dir := folder(t, harbour)
	path := archiveOf(t, exitFailed, dir)
	if n := stat(t, path, "reports"); n != 3 {
		t.Errorf("%d reports, want 3", n)
	}
	_, stderr, status := sayso(t, "", "add", "--archive", path, dir)
	if status != exitFailed || !strings.Contains(stderr, "0 read, 3 already here, 1 failed") {
		t.Errorf("second run: status %d: %s", status, stderr)
	}
	if n := stat(t, path, "reports"); n != 3 {
		t.Errorf("%d reports after the second run, want 3", n)
	}
}

func TestAddPattern(t *testing.T) {
	dir := folder(t, harbour)
	path := archiveOf(t, exitDone, filepath.Join(dir, "*.txt"), filepath.Join(dir, "*", "*.txt"))
	if n := stat(t, path, "reports"); n != 2 {
		t.Errorf("%d reports, want 2", n)
	}
}

func TestFailures(t *testing.T) {
	dir := folder(t, harbour)
	picture := filepath.Join(dir, "picture.png")
	path := archiveOf(t, exitFailed, dir)
	out, _, status := sayso(t, "", "failures", "--archive", path)
	if status != 0 || !strings.Contains(out, "format not supported: 1\n") || !strings.Contains(out, picture) {
		t.Errorf("failures: status %d: %s", status, out)
	}
	if err := os.WriteFile(picture, []byte("It was a text after all, the archivist said.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, stderr, status := sayso(t, "", "failures", "--retry", "--archive", path); status != exitDone {
		t.Errorf("retry: status %d: %s", status, stderr)
	}
	if out, _, _ := sayso(t, "", "failures", "--archive", path); out != "" {
		t.Errorf("failures after the retry: %s", out)
	}
	if n := stat(t, path, "reports"); n != 4 {
		t.Errorf("%d reports, want 4", n)
	}
}

func TestAddCorpus(t *testing.T) {
	dir := folder(t, map[string]string{"corpus.jsonl": `{"title":"Pier closed","body_text":"The pier is closed, the mayor said.","date":"2031-05-14","source":"Kelmouth Post"}
{"title":"nothing
{"title":"Tables wrong","body_text":"<p>The <b>tables</b> were wrong, two pilots said.</p>","date":"2031-05-15","source":"Oster Echo"}
`})
	corpus := filepath.Join(dir, "corpus.jsonl")
	path := archiveOf(t, exitFailed, "--field", "text=body_text", corpus)
	if n := stat(t, path, "reports"); n != 2 {
		t.Errorf("%d reports, want 2", n)
	}
	out, _, _ := sayso(t, "", "search", "--archive", path, "--format", "csv", "publisher:oster")
	if !strings.Contains(out, "2031-05-15,Oster Echo,Tables wrong") {
		t.Errorf("search: %s", out)
	}
	if out, _, _ := sayso(t, "", "search", "--archive", path, "--format", "jsonl", "pilots"); !strings.Contains(out, "The tables were wrong") {
		t.Errorf("text without its tags: %s", out)
	}
	if out, _, _ := sayso(t, "", "failures", "--archive", path); !strings.Contains(out, corpus+":2") {
		t.Errorf("failures: %s", out)
	}
}

// TestAddAddress adds a page, and then its changed text as a new version of it.
func TestAddAddress(t *testing.T) {
	const page = "<html><head><title>Toll</title></head><body><article><p>%s people died in the fire on the quay, the fire chief of Kelmouth said on Monday.</p></article></body></html>"
	var dead atomic.Value // what the page says now
	dead.Store("Nine")
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/toll" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, page, dead.Load())
	}))
	defer server.Close()
	address := server.URL + "/toll"
	if _, stderr, status := sayso(t, "", "add", "--archive", filepath.Join(t.TempDir(), "a.db"), address); status != exitFailed || !strings.Contains(stderr, "not fetched") {
		t.Errorf("a private address: status %d: %s", status, stderr)
	}
	path := archiveOf(t, exitDone, "--allow-private", address)
	dead.Store("Eleven")
	if _, stderr, status := sayso(t, "", "add", "--archive", path, "--allow-private", address, server.URL+"/gone"); status != exitFailed || !strings.Contains(stderr, "1 read (1 of them new versions)") {
		t.Errorf("second version: status %d: %s", status, stderr)
	}
	for question, want := range map[string]int{"eleven": 1, "nine": 0} {
		if out, _, _ := sayso(t, "", "search", "--archive", path, "--format", "jsonl", question); strings.Count(out, "\n") != want {
			t.Errorf("search %s: %s", question, out)
		}
	}
	if out, _, _ := sayso(t, "", "search", "--archive", path, "--format", "jsonl", "--all", "nine"); strings.Count(out, "\n") != 1 {
		t.Errorf("search of all versions: %s", out)
	}
	if out, _, _ := sayso(t, "", "failures", "--archive", path); !strings.Contains(out, "not found: 1\n  "+server.URL+"/gone") {
		t.Errorf("failures: %s", out)
	}
}

func TestAddJSON(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	out, _, _ := sayso(t, "", "add", "--json", "--archive", path, folder(t, harbour))
	lines := strings.Split(strings.TrimSpace(out), "\n")
	var last state
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &last); err != nil {
		t.Fatal(err)
	}
	if last.Read != 3 || last.Failed != 1 || last.Step != "done" {
		t.Errorf("last line %+v", last)
	}
}

// TestInterrupt stops a run as Ctrl-C does.
func TestInterrupt(t *testing.T) {
	reports := 60
	if testing.Short() {
		reports = 12
	}
	dir := folder(t, manyReports(reports))
	path := filepath.Join(t.TempDir(), "test.db")
	cmd := command("add", "--archive", path, dir)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(500 * time.Millisecond)
	if err := cmd.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	cmd.Wait() // its status is looked at below
	if cmd.ProcessState.ExitCode() != exitFailed && cmd.ProcessState.ExitCode() != exitDone {
		t.Errorf("status %d: %s", cmd.ProcessState.ExitCode(), stderr.String())
	}
	goesOn(t, path, dir, reports)
}

// TestKill kills runs at random moments and looks whether the next one goes on
// with nothing lost and nothing doubled. SAYSO_KILLS says how often.
func TestKill(t *testing.T) {
	kills := 2
	if n, err := strconv.Atoi(os.Getenv("SAYSO_KILLS")); err == nil {
		kills = n
	}
	const reports = 150
	if testing.Short() {
		t.Skip("killing takes too long for -short; the archive has a shorter one")
	}
	dir := folder(t, manyReports(reports))
	path := filepath.Join(t.TempDir(), "test.db")
	for range kills {
		cmd := command("add", "--archive", path, dir)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(100+rand.IntN(1900)) * time.Millisecond)
		cmd.Process.Kill() // it may be done
		cmd.Wait()
		if _, err := os.Stat(path); err != nil {
			continue // killed before there was a file
		}
		out, stderr, status := sayso(t, "", "archive", "check", "--archive", path)
		if strings.Contains(stderr, "open it for writing once") {
			continue // killed before its tables were made
		}
		if status != 0 {
			t.Fatalf("after a kill: %s%s", out, stderr)
		}
	}
	goesOn(t, path, dir, reports)
}

// goesOn adds what is left and counts.
func goesOn(t *testing.T, path, dir string, reports int) {
	t.Helper()
	if _, stderr, status := sayso(t, "", "add", "--archive", path, dir); status != exitDone {
		t.Fatalf("the run after: status %d: %s", status, stderr)
	}
	if n := stat(t, path, "reports"); n != reports {
		t.Errorf("%d reports, want %d", n, reports)
	}
	if n := stat(t, path, "failures"); n != 0 {
		t.Errorf("%d failures", n)
	}
}

func manyReports(n int) map[string]string {
	files := map[string]string{}
	for i := range n {
		files[fmt.Sprintf("%03d.txt", i)] = fmt.Sprintf("Pier %d is closed\n\nPier %d at Kelmouth is closed, Mayor Anna Holt said on Tuesday.\n\n%s", i, i,
			strings.Repeat("\"It is not safe,\" she said. The harbour office denied that two pilots had warned of the tide in May.\n\n", 12))
	}
	return files
}

// TestDemo makes the sample archive and looks at what a first user sees: a claim that
// many reports carry and that rests on few origins, and the way to its sources.
func TestDemo(t *testing.T) {
	if testing.Short() {
		t.Skip("analyses 37 reports")
	}
	path := filepath.Join(t.TempDir(), "demo.db")
	out, stderr, status := sayso(t, "", "demo", "--no-serve", "--archive", path)
	if status != exitDone || !strings.Contains(stderr, "37 read in") {
		t.Fatalf("status %d: %s", status, stderr)
	}
	m := regexp.MustCompile(`(?m)^  (\d+) reports · .* · ([0-9a-f]{12})$`).FindStringSubmatch(out)
	if m == nil {
		t.Fatalf("no claim in %s", out)
	}
	if n, _ := strconv.Atoi(m[1]); n < 10 {
		t.Errorf("the first claim has %d reports", n)
	}
	tree, _, status := sayso(t, "", "sources", "--archive", path, m[2])
	if status != exitDone || !strings.Contains(tree, "ORIGIN 1") || !strings.Contains(tree, "├─") {
		t.Errorf("sources: status %d: %s", status, tree)
	}
	for _, args := range [][]string{{"timeline"}, {"actors"}, {"claims", "fans"}, {"search", "naming:bare"}, {"sources", m[2]}} {
		for _, format := range []string{"json", "csv", "jsonl"} {
			out, stderr, status := sayso(t, "", append([]string{args[0], "--archive", path, "--format", format}, args[1:]...)...)
			if status != exitDone || len(out) < 100 {
				t.Errorf("%v as %s: status %d, %d bytes: %s", args, format, status, len(out), stderr)
			}
			if format == "json" && !json.Valid([]byte(out)) {
				t.Errorf("%v: no JSON: %.200s", args, out)
			}
		}
	}
}

// TestServe opens a room over an archive and asks it.
func TestServe(t *testing.T) {
	path := archiveOf(t, exitFailed, folder(t, harbour))
	cmd := command("serve", "--archive", path, "--listen", "127.0.0.1:0")
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		cmd.Process.Signal(syscall.SIGINT)
		cmd.Wait() // told to end
	}()
	address, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.Get(strings.TrimSpace(address) + "api/v1/search?q=tables")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	var found struct{ Total int }
	if err := json.NewDecoder(r.Body).Decode(&found); err != nil || found.Total != 1 {
		t.Errorf("%s, %d reports, error %v", r.Status, found.Total, err)
	}
}

// TestUpdate analyses anew what another version of the program read.
func TestUpdate(t *testing.T) {
	path := archiveOf(t, exitFailed, folder(t, harbour))
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("UPDATE maker SET name = name || ' of last year'"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"3 read in", "0 read in"} {
		_, stderr, status := sayso(t, "", "update", "--archive", path)
		if status != exitDone || !strings.Contains(stderr, want) {
			t.Errorf("update: status %d, %q, want %q", status, stderr, want)
		}
	}
	if n := stat(t, path, "reports"); n != 3 {
		t.Errorf("%d reports after the update", n)
	}
	if _, stderr, status := sayso(t, "", "update", "--archive", filepath.Join(t.TempDir(), "none.db")); status != exitFailed || !strings.Contains(stderr, "sayso add makes one") {
		t.Errorf("no archive: status %d, %q", status, stderr)
	}
}
