package browsertest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// A tab is one of the browser's, for one test and one room.
type tab struct {
	t    testing.TB
	ctx  context.Context
	room string // address

	mu         sync.Mutex
	complaints []string
}

// open opens a tab. When the test ends, what the pages did wrong fails it.
func open(t testing.TB, room string) *tab {
	t.Helper()
	ctx, closeTab := chromedp.NewContext(house.browser)
	b := &tab{t: t, ctx: ctx, room: room}
	t.Cleanup(func() {
		closeTab()
		b.blameless()
	})
	b.do("watch", chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, runtime.Enable, cdp.Empty{})
		return err
	}))
	if err := chromedp.Listen(ctx, b.watch); err != nil {
		t.Fatal(err)
	}
	b.do("focus", call(emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}))
	b.screen(1280, 900)
	b.scheme("light")
	return b
}

// call is a command of the protocol as an action.
func call[P any](c cdp.Command[P, cdp.Empty], params P) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, c, params)
		return err
	})
}

// watch takes note of what no page may do.
func (b *tab) watch(event any) {
	switch e := event.(type) {
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
			b.complain("console: %s (%s)", e.Entry.Text, e.Entry.URL)
		}
	case *runtime.EventExceptionThrown:
		b.complain("script failed: %s", (&chromedp.ExceptionError{ExceptionDetails: e.ExceptionDetails}).Error())
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning {
			b.complain("console.%s", e.Type)
		}
	case *network.EventRequestWillBeSent:
		if u := e.Request.URL; !strings.HasPrefix(u, b.room+"/") && !strings.HasPrefix(u, "data:") {
			b.complain("a request left the room: %s", u)
		}
	case *page.EventJavascriptDialogOpening:
		b.complain("a dialog of script: %s", e.Message)
		go chromedp.Do(b.ctx, call(page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{}))
	}
}

func (b *tab) complain(format string, args ...any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.complaints = append(b.complaints, fmt.Sprintf(format, args...))
}

// blameless fails the test for every complaint, and forgets them.
func (b *tab) blameless() {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, c := range b.complaints {
		b.t.Error(c)
	}
	b.complaints = nil
}

// do runs actions within the patience.
func (b *tab) do(what string, actions ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	if chromedp.FromContext(b.ctx).Target == nil {
		ctx = b.ctx // the first action opens the tab, which lives as long as its context
	}
	if err := chromedp.Do(ctx, actions...); err != nil {
		b.t.Fatalf("%s: %v", what, err)
	}
}

// screen sets the size of the window in CSS pixels.
func (b *tab) screen(width, height int64) {
	b.t.Helper()
	b.do("screen", chromedp.EmulateViewport(width, height))
}

// scheme sets the colours that the person prefers: light or dark.
func (b *tab) scheme(name string) {
	b.t.Helper()
	b.media("", name)
}

func (b *tab) media(media, scheme string) {
	b.t.Helper()
	b.do("media", call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Media: media,
		Features: []*emulation.MediaFeature{
			{Name: "prefers-color-scheme", Value: scheme},
			{Name: "prefers-reduced-motion", Value: "reduce"},
		},
	}))
}

// visit opens a page of the room and waits until it is loaded.
func (b *tab) visit(path string) {
	b.t.Helper()
	b.do("visit "+path, chromedp.Navigate(b.room+path))
}

// click clicks on the first element of a selector, where it is on the screen.
func (b *tab) click(css string) {
	b.t.Helper()
	b.do("click "+css, chromedp.Click(chromedp.CSS(css), chromedp.NodeVisible))
}

// press presses keys, one after the other. The letter comes with the key, as from a
// keyboard: where a script takes the key, no letter is typed.
func (b *tab) press(keys string) {
	b.t.Helper()
	for _, r := range keys {
		events := kb.Encode(r) // down, the letter if there is one, up
		down, up := *events[0], *events[len(events)-1]
		if len(events) > 2 {
			down.Text, down.UnmodifiedText = events[1].Text, events[1].UnmodifiedText
		}
		b.do(fmt.Sprintf("press %q", r), call(input.DispatchKeyEvent, down), call(input.DispatchKeyEvent, up))
	}
}

// back goes back by the browser's button. It waits for nothing: the page before may
// come out of the browser's memory, without being loaded.
func (b *tab) back() {
	b.t.Helper()
	b.do("back", chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		h, err := cdp.Call(ctx, t, page.GetNavigationHistory, cdp.Empty{})
		if err != nil {
			return err
		}
		_, err = cdp.Call(ctx, t, page.NavigateToHistoryEntry, page.NavigateToHistoryEntryParams{EntryID: h.Entries[h.CurrentIndex-1].ID})
		return err
	}))
}

// until waits until an expression of script is true, on this page or the next.
func (b *tab) until(expression string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	var err error
	for ctx.Err() == nil {
		var ok bool
		if ok, err = chromedp.Run(ctx, chromedp.Evaluate[bool]("Boolean("+expression+")")); ok {
			return
		}
		select {
		case <-ctx.Done():
		case <-time.After(20 * time.Millisecond):
		}
	}
	b.t.Fatalf("on %s never true: %s (%v)", where(b), expression, err)
}

// where is the path of the page.
func where(b *tab) string { return eval[string](b, "location.pathname + location.search") }

// eval is the value of an expression of script; a promise is waited for.
func eval[T any](b *tab, expression string) T {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil && !errors.Is(err, chromedp.ErrJSNull) {
		b.t.Fatalf("%.200s: %v", expression, err)
	}
	return v
}

// quote is a string as script writes it.
func quote(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		panic(err) // a string has a form
	}
	return string(b)
}
