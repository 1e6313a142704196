package browsertest

import (
	"bufio"
	"bytes"
	"context"
	"flag"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

var pictures = flag.String("screenshots", "", "folder to write pictures of all pages to")

// patience is how long anything may take on the slowest machine.
const patience = 30 * time.Second

// The house is what all tests share.
var house struct {
	dir     string          // of files that go when the tests end
	browser context.Context // of chromedp
}

func TestMain(m *testing.M) {
	flag.Parse()
	os.Exit(run(m))
}

func run(m *testing.M) int {
	dir, err := os.MkdirTemp("", "browsertest-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	house.dir = dir
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("hide-scrollbars", true), chromedp.Flag("lang", "en-GB"))
	ctx, stop := chromedp.NewExecAllocator(context.Background(), options...)
	defer stop()
	browser, closeBrowser := chromedp.NewContext(ctx)
	defer closeBrowser()
	house.browser = browser
	code := m.Run()
	if demo.stop != nil {
		demo.stop()
	}
	return code
}

// chromium starts the browser, once.
var chromium = sync.OnceValue(func() error {
	var found bool
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome", "headless-shell"} {
		_, err := exec.LookPath(name)
		found = found || err == nil
	}
	if !found {
		return fmt.Errorf("no chromium on this machine")
	}
	return chromedp.Do(house.browser)
})

// program builds sayso, once, and makes the archive of its sample reports.
var program = sync.OnceValues(func() (string, error) {
	bin := filepath.Join(house.dir, "sayso")
	for _, args := range [][]string{
		{"go", "build", "-o", bin, "github.com/saysonews/sayso/cmd/sayso"},
		{bin, "demo", "--no-serve", "--archive", filepath.Join(house.dir, "demo.db")},
	} {
		ctx, cancel := context.WithTimeout(context.Background(), 3*patience)
		defer cancel()
		if out, err := exec.CommandContext(ctx, args[0], args[1:]...).CombinedOutput(); err != nil {
			return "", fmt.Errorf("%s: %w\n%s", strings.Join(args, " "), err, out)
		}
	}
	return bin, nil
})

// A child is a server that runs: the program as a child process.
type child struct {
	url  string // "http://127.0.0.1:40001"
	stop func()
}

// demo is the room that tests share that change nothing.
var demo child

var demoOnce sync.Once

// demoRoom is the address of a room with the sample reports. Nothing may be
// changed there.
func demoRoom(t *testing.T) string {
	t.Helper()
	needBrowser(t)
	demoOnce.Do(func() { demo = serve(t, filepath.Join(house.dir, "demo.db")) })
	if demo.url == "" {
		t.Fatal("the room with the sample reports did not open")
	}
	return demo.url
}

// ownRoom is the address of a room with the sample reports that the test may
// change.
func ownRoom(t *testing.T) string {
	t.Helper()
	needBrowser(t)
	archive := filepath.Join(t.TempDir(), "own.db")
	for _, suffix := range []string{"", "-wal"} {
		b, err := os.ReadFile(filepath.Join(house.dir, "demo.db"+suffix))
		if suffix != "" && os.IsNotExist(err) {
			continue
		}
		if err == nil {
			err = os.WriteFile(archive+suffix, b, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	c := serve(t, archive)
	t.Cleanup(c.stop)
	return c.url
}

// needBrowser skips the test where there is no browser to drive.
func needBrowser(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("a browser takes too long for -short")
	}
	if err := chromium(); err != nil {
		t.Skip("no browser to drive: ", err)
	}
	needProgram(t)
}

func needProgram(t *testing.T) string {
	t.Helper()
	bin, err := program()
	if err != nil {
		t.Fatal(err)
	}
	return bin
}

// serve starts the program over an archive, and waits until it answers.
func serve(t *testing.T, archive string) child {
	t.Helper()
	cmd := exec.Command(needProgram(t), "serve", "--archive", archive, "--listen", "127.0.0.1:0")
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	stop := func() {
		cmd.Process.Signal(os.Interrupt)
		cmd.Wait() // its exit says nothing: it was told to end
	}
	link, err := bufio.NewReader(out).ReadString('\n')
	url := strings.TrimRight(strings.TrimSpace(link), "/")
	if err == nil {
		_, err = http.Get(url + "/failures")
	}
	if err != nil {
		stop()
		t.Fatalf("the program printed %q: %v\n%s", link, err, &said)
	}
	return child{url, stop}
}
