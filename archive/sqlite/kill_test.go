package sqlite_test

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	osexec "os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/archive/archivetest"
	"github.com/saysonews/sayso/archive/sqlite"
)

// A child adds reports until it is killed. Each of its lines is a batch that Add
// has said to be there.
const (
	childFile = "SAYSO_KILL_FILE" // the archive
	batchSize = 7
	batches   = 200
)

func TestMain(m *testing.M) {
	if path := os.Getenv(childFile); path != "" {
		if err := addAll(path); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// batch is batch number b of what a child adds. Every second report is a new version
// of the one before it.
func batch(b int) []archive.Item {
	var items []archive.Item
	for i := range batchSize {
		n := b*batchSize + i
		s := archivetest.Story{
			URL: fmt.Sprintf("https://mail.example/%d", n/2), Published: fmt.Sprintf("2029-03-%02d", n%28+1),
			Text: fmt.Sprintf("Report number %d of a silo, %s.", n, strings.Repeat("and of much else ", n%50)),
			Cast: []archivetest.Person{{Name: fmt.Sprint("Person ", n%10)}},
		}
		items = append(items, s.Item(fmt.Sprint(n)))
	}
	return items
}

func addAll(path string) error {
	s, err := sqlite.Open(ctx, path, sqlite.Options{})
	if err != nil {
		return err
	}
	for b := range batches {
		items := batch(b)
		var inputs []archive.Input
		for _, i := range items {
			inputs = append(inputs, i.Acquired.Input)
		}
		seen, err := s.Seen(ctx, inputs)
		if err != nil {
			return err
		}
		if seen[0] == nil { // as `add` goes on after a kill
			if _, err := s.Add(ctx, items); err != nil {
				return err
			}
		}
		fmt.Println(b)
	}
	return s.Close()
}

// TestKill kills a process that adds at random moments: what it said to be there is
// there, once, and the next one goes on. SAYSO_KILLS is how often; a few times
// without it.
func TestKill(t *testing.T) {
	kills, _ := strconv.Atoi(os.Getenv("SAYSO_KILLS"))
	if kills == 0 {
		kills = 4
	}
	path := filepath.Join(t.TempDir(), "archive.db")
	acknowledged := -1
	for k := range kills {
		if acknowledged == batches-1 { // all is there: once more from the start
			path = filepath.Join(t.TempDir(), "archive.db")
			acknowledged = -1
		}
		acknowledged = max(acknowledged, runAndKill(t, path, time.Duration(rand.IntN(400))*time.Millisecond))
		survived(t, path, acknowledged)
		if t.Failed() {
			t.Fatalf("after kill %d, at batch %d", k+1, acknowledged)
		}
	}
	t.Logf("%d kills, the last at batch %d", kills, acknowledged)
}

// runAndKill starts a child, kills it some time after its first batch or its start, and
// gives the last batch that it acknowledged.
func runAndKill(t *testing.T, path string, after time.Duration) int {
	child := osexec.Command(os.Args[0])
	child.Env = append(os.Environ(), childFile+"="+path)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	timer := time.AfterFunc(after+time.Duration(rand.IntN(2))*100*time.Millisecond, func() { child.Process.Kill() })
	defer timer.Stop()
	last := -1
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if n, err := strconv.Atoi(lines.Text()); err == nil {
			last = n
		}
	}
	child.Wait() // the error says that it was killed
	return last
}

// survived looks at the archive that a killed child left.
func survived(t *testing.T, path string, acknowledged int) {
	t.Helper()
	if _, err := os.Stat(path); os.IsNotExist(err) && acknowledged < 0 {
		return // killed before it began
	}
	s := open(t, path)
	defer s.Close()
	if err := s.Check(ctx); err != nil {
		t.Error(err)
	}
	st, err := s.Stats(ctx)
	if err != nil {
		t.Fatal(err)
	}
	whole := st.Reports / batchSize
	if st.Reports%batchSize != 0 || st.Acquisitions != st.Reports || st.Texts != st.Reports {
		t.Errorf("%d reports, %d acquisitions, %d texts; want whole batches of %d, each once", st.Reports, st.Acquisitions, st.Texts, batchSize)
	}
	// What was being added when the child was killed may be there or not.
	if whole != acknowledged+1 && whole != acknowledged+2 {
		t.Errorf("%d batches there, %d acknowledged", whole, acknowledged+1)
	}
	for b := range acknowledged + 1 {
		for _, item := range batch(b) {
			if _, err := s.Report(ctx, archive.ID(item.Record.Document.Text, item.Given)); err != nil {
				t.Error(err)
			}
		}
	}
}
