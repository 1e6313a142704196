package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/net/nettest"
)

const report = "<!doctype html><p>A grain silo burnt down on Monday."

// serve starts a server for h, and a client that may ask it.
func serve(t *testing.T, opt Options, h http.HandlerFunc) (address string, c *Client) {
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	opt.AllowPrivate = true
	c = New(opt)
	t.Cleanup(c.Close)
	return s.URL, c
}

// failed checks that err is an Error with that cause and gives it.
func failed(t *testing.T, err error, want Cause) *Error {
	t.Helper()
	e, ok := errors.AsType[*Error](err)
	if !ok || e.Cause != want {
		t.Fatalf("error %v (%+v), want cause %q", err, e, want)
	}
	return e
}

func TestGet(t *testing.T) {
	url, c := serve(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
		if r.UserAgent() != "sayso" || r.Method != "GET" || !strings.Contains(r.Header.Get("Accept"), "text/html") {
			t.Errorf("asked with %v", r.Header)
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Last-Modified", "Mon, 05 Mar 2029 18:20:00 GMT")
		w.Header().Set("ETag", `"7"`)
		io.WriteString(w, report)
	})
	page, err := c.Get(t.Context(), url+"/silo?id=7#top")
	if err != nil {
		t.Fatal(err)
	}
	if string(page.Body) != report || page.URL != url+"/silo?id=7" || page.ContentType != "text/html; charset=utf-8" ||
		!page.LastModified.Equal(time.Date(2029, 3, 5, 18, 20, 0, 0, time.UTC)) || page.Date.IsZero() || page.ETag != `"7"` {
		t.Errorf("got %+v", page)
	}
}

func TestGzip(t *testing.T) {
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	if _, err := io.WriteString(z, strings.Repeat("silo ", 100_000)); err != nil || z.Close() != nil {
		t.Fatal(err)
	}
	cut := false
	handler := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/plain")
		w.Header().Set("Content-Encoding", "gzip")
		w.Write(packed.Bytes()[:packed.Len()-map[bool]int{true: 20}[cut]])
	}
	url, c := serve(t, Options{}, handler)
	if page, err := c.Get(t.Context(), url); err != nil || len(page.Body) != 500_000 {
		t.Errorf("got %v, %v", page, err)
	}
	// A bomb counts by what it unfolds to.
	url, small := serve(t, Options{MaxBytes: 499_999}, handler)
	_, err := small.Get(t.Context(), url)
	failed(t, err, TooLarge)
	cut = true
	_, err = c.Get(t.Context(), url)
	failed(t, err, CutOff)
}

func TestContentTypes(t *testing.T) {
	tests := []struct {
		contentType, body string
		want              Cause // "" for a page
	}{
		{"text/html", report, ""},
		{"TEXT/HTML;;", report, ""},
		{"application/xhtml+xml", report, ""},
		{"application/pdf", "%PDF-1.4", ""},
		{"application/x-ndjson", "{}", ""},
		{"application/rss+xml", "<rss>", ""},
		{"application/octet-stream", "%PDF-1.4", ""},
		{"application/octet-stream", "\x89PNG\r\n\x1a\n", NotReport},
		{"text", "PK\x03\x04", NotReport},
		{"image/png", "x", NotReport},
		{"video/mp4", "x", NotReport},
		{"text/css", "p{}", NotReport},
		{"application/zip", "PK", NotReport},
		{"text/html", " \n", NotReport},
	}
	for _, tt := range tests {
		url, c := serve(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", tt.contentType)
			io.WriteString(w, tt.body)
		})
		page, err := c.Get(t.Context(), url)
		want := tt.contentType
		if strings.HasSuffix(want, "octet-stream") {
			want = "" // so that the content decides
		}
		switch {
		case tt.want != "":
			failed(t, err, tt.want)
		case err != nil:
			t.Errorf("%s: %v", tt.contentType, err)
		case page.ContentType != want:
			t.Errorf("%s: given as %q", tt.contentType, page.ContentType)
		}
	}
}

func TestStatus(t *testing.T) {
	tests := []struct {
		status int
		after  string
		want   Cause
		words  string
	}{
		{404, "", NotFound, "there is no such page (404 Not Found)"},
		{410, "", NotFound, "there is no such page (410 Gone)"},
		{401, "", Forbidden, "the server does not give the page (401 Unauthorized)"},
		{451, "", Forbidden, "the server does not give the page (451 Unavailable For Legal Reasons)"},
		{429, "120", Busy, "the server asks to come back later (429 Too Many Requests)"},
		{503, "7", Busy, "the server asks to come back later (503 Service Unavailable)"},
		{503, "soon", ServerError, "the server failed (503 Service Unavailable)"},
		{500, "", ServerError, "the server failed (500 Internal Server Error)"},
		{204, "", NotReport, "the server gives no page (204 No Content)"},
		{304, "", NotReport, "the server gives no page (304 Not Modified)"},
		{302, "", Redirects, "the server redirects to nowhere"},
	}
	for _, tt := range tests {
		url, c := serve(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Retry-After", tt.after)
			w.WriteHeader(tt.status)
		})
		_, err := c.Get(t.Context(), url+"/silo")
		e := failed(t, err, tt.want)
		if e.Status != tt.status || e.Error() != "fetch "+url+"/silo: "+tt.words {
			t.Errorf("%d: status %d, %q", tt.status, e.Status, e)
		}
		if want := map[string]time.Duration{"120": 2 * time.Minute, "7": 7 * time.Second}[tt.after]; e.RetryAfter != want {
			t.Errorf("%d: retry after %v, want %v", tt.status, e.RetryAfter, want)
		}
	}
}

func TestRedirects(t *testing.T) {
	url, c := serve(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
		n := 0
		fmt.Sscanf(r.URL.Path, "/%d", &n)
		if n == 0 {
			io.WriteString(w, report)
			return
		}
		http.Redirect(w, r, fmt.Sprintf("/%d#x", n-1), []int{301, 302, 303, 307, 308}[n%5])
	})
	if page, err := c.Get(t.Context(), url+"/5"); err != nil || page.URL != url+"/0" {
		t.Errorf("five redirects: %v, %v", page, err)
	}
	_, err := c.Get(t.Context(), url+"/6")
	if e := failed(t, err, Redirects); e.URL != url+"/6" || !strings.Contains(e.Error(), "more than 5 redirects") {
		t.Errorf("error %v", e)
	}
}

// A site that will not let anybody in without its cookie.
func TestCookie(t *testing.T) {
	url, c := serve(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
		if _, err := r.Cookie("seen"); err != nil {
			http.SetCookie(w, &http.Cookie{Name: "seen", Value: "1"})
			http.Redirect(w, r, r.URL.String(), http.StatusFound)
			return
		}
		io.WriteString(w, report)
	})
	for range 2 { // and each page starts without
		if _, err := c.Get(t.Context(), url); err != nil {
			t.Error(err)
		}
	}
}

func TestBadAddress(t *testing.T) {
	c := New(Options{})
	for _, s := range []string{"", "silo.txt", "ftp://mail.example/", "file:///etc/passwd", "gopher://127.0.0.1:70/", "http://", "https://a b/", "http://mail.example/\x00"} {
		_, err := c.Get(t.Context(), s)
		failed(t, err, BadAddress)
	}
	url, c := serve(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", "file:///etc/passwd")
		w.WriteHeader(http.StatusFound)
	})
	_, err := c.Get(t.Context(), url)
	if e := failed(t, err, BadAddress); e.URL != url || e.At != "file:///etc/passwd" {
		t.Errorf("error %+v", e)
	}
}

// Without leave, no request reaches a private address, however it is written.
func TestPrivateRefused(t *testing.T) {
	asked := false
	s := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked = true }))
	defer s.Close()
	_, port, err := net.SplitHostPort(s.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	c := New(Options{})
	for _, host := range []string{"127.0.0.1", "127.1.2.3", "localhost", "LOCALHOST.", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "[::]", "[64:ff9b::7f00:1]", "10.0.0.1", "169.254.169.254", "[fe80::1]", "[fd00::1]", "100.64.0.1", "224.0.0.1"} {
		if strings.HasPrefix(host, "[") && !nettest.SupportsIPv6() {
			continue // there is no socket to refuse
		}
		_, err := c.Get(t.Context(), "http://"+host+":"+port+"/")
		if e := failed(t, err, Refused); !strings.Contains(e.Error(), "is not of the open internet") {
			t.Errorf("%s: %v", host, e)
		}
	}
	if asked {
		t.Error("the server was asked")
	}
}

// A page of the open internet may redirect to a private one: the way there is
// checked as the first was. The dialer plays the open internet.
func TestRedirectToPrivate(t *testing.T) {
	inside := false
	private := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { inside = true }))
	defer private.Close()
	open := httptest.NewServer(http.RedirectHandler(private.URL+"/secret", http.StatusFound))
	defer open.Close()
	c := New(Options{})
	dial := c.transport.DialContext
	c.transport.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		if address == "news.example:80" {
			return net.Dial(network, open.Listener.Addr().String())
		}
		return dial(ctx, network, address)
	}
	_, err := c.Get(t.Context(), "http://news.example/silo")
	if e := failed(t, err, Refused); e.At != private.URL+"/secret" {
		t.Errorf("error %+v", e)
	}
	if inside {
		t.Error("the private server was asked")
	}
}

// A name that resolves to a private address is refused at the moment of
// connecting, whatever it resolved to before.
func TestRebinding(t *testing.T) {
	if err := refusePrivate("tcp4", "127.0.0.1:80", nil); err == nil {
		t.Error("127.0.0.1 was let through")
	}
	if err := refusePrivate("tcp6", "[::ffff:10.0.0.1]:443", nil); err == nil {
		t.Error("::ffff:10.0.0.1 was let through")
	}
	if err := refusePrivate("tcp", "no address", nil); err == nil {
		t.Error("what is no address was let through")
	}
	if err := refusePrivate("tcp4", "8.8.8.8:443", nil); err != nil {
		t.Error(err)
	}
}

// A proxy in the environment is not asked: it would fetch private addresses for us.
func TestNoProxy(t *testing.T) {
	asked := false
	proxy := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked = true }))
	defer proxy.Close()
	t.Setenv("HTTP_PROXY", proxy.URL)
	t.Setenv("http_proxy", proxy.URL)
	if _, err := New(Options{}).Get(t.Context(), "http://10.0.0.1/"); err == nil || asked {
		t.Errorf("error %v, proxy asked: %v", err, asked)
	}
}

func TestTooLarge(t *testing.T) {
	for name, handler := range map[string]http.HandlerFunc{
		"announced": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Length", "1000000000")
			w.Header().Set("Content-Type", "text/html")
		},
		"endless": func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				if _, err := w.Write([]byte(report)); err != nil {
					return
				}
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			url, c := serve(t, Options{MaxBytes: 10_000}, handler)
			_, err := c.Get(t.Context(), url)
			if e := failed(t, err, TooLarge); e.Err.Error() != "the page has over 10000 bytes" {
				t.Error(e)
			}
		})
	}
	url, c := serve(t, Options{MaxBytes: int64(len(report))}, func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, report) })
	if _, err := c.Get(t.Context(), url); err != nil {
		t.Errorf("at the limit: %v", err)
	}
}

// Servers that take their time: for the header, for the body drop by drop, for
// ever with redirects.
func TestTimeout(t *testing.T) {
	slow := func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-r.Context().Done():
		case <-time.After(5 * time.Second):
		}
	}
	for name, handler := range map[string]http.HandlerFunc{
		"header": slow,
		"drops": func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				io.WriteString(w, "x")
				w.(http.Flusher).Flush()
				time.Sleep(10 * time.Millisecond)
			}
		},
		"redirects": func(w http.ResponseWriter, r *http.Request) {
			time.Sleep(70 * time.Millisecond)
			http.Redirect(w, r, r.URL.Path+"x", http.StatusFound)
		},
	} {
		t.Run(name, func(t *testing.T) {
			url, c := serve(t, Options{Timeout: 150 * time.Millisecond}, handler)
			start := time.Now()
			_, err := c.Get(t.Context(), url+"/")
			if e := failed(t, err, Timeout); e.Err.Error() != "the page takes too long" {
				t.Error(e)
			}
			if took := time.Since(start); took > 3*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
	url, c := serve(t, Options{}, slow)
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	_, err := c.Get(ctx, url)
	failed(t, err, Stopped)
}

func TestBrokenServers(t *testing.T) {
	for name, tt := range map[string]struct {
		answer string
		want   Cause
	}{
		"nothing":      {"", CutOff},
		"no http":      {"220 mail.example ESMTP\r\n\r\n", ServerError},
		"cut off":      {"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nA grain silo", CutOff},
		"broken chunk": {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", CutOff},
		"no gzip":      {"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 12\r\n\r\nA grain silo", CutOff},
		"brotli":       {"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 12\r\n\r\nA grain silo", ServerError},
		"long header":  {"HTTP/1.1 200 OK\r\nX: " + strings.Repeat("x", 2*maxHeaderBytes) + "\r\n\r\n", ServerError},
	} {
		t.Run(name, func(t *testing.T) {
			c := New(Options{AllowPrivate: true, Timeout: 5 * time.Second})
			_, err := c.Get(t.Context(), "http://"+answer(t, tt.answer)+"/")
			failed(t, err, tt.want)
		})
	}
}

// answer starts a server that says one thing to everybody and hangs up.
func answer(t *testing.T, s string) (address string) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			conn.Read(make([]byte, 4096))
			io.WriteString(conn, s)
			conn.Close()
		}
	}()
	return l.Addr().String()
}

func TestUnreachable(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	l.Close()
	_, err = New(Options{AllowPrivate: true}).Get(t.Context(), "http://"+address+"/")
	if e := failed(t, err, Unreachable); e.Err.Error() != "no server answers there" {
		t.Error(e)
	}
}

func TestNoHost(t *testing.T) {
	c := New(Options{})
	c.transport.DialContext = func(context.Context, string, string) (net.Conn, error) {
		return nil, &net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host", Name: "mail.example", IsNotFound: true}}
	}
	_, err := c.Get(t.Context(), "http://mail.example/silo")
	if e := failed(t, err, NotFound); e.Err.Error() != "there is no host mail.example" {
		t.Error(e)
	}
}

func TestCertificates(t *testing.T) {
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, report) }))
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.StartTLS()
	defer s.Close()
	_, err := New(Options{AllowPrivate: true}).Get(t.Context(), s.URL)
	if e := failed(t, err, Insecure); e.Err.Error() != "the server's certificate is signed by nobody who is trusted" {
		t.Error(e)
	}
	roots := x509.NewCertPool()
	roots.AddCert(s.Certificate())
	c := New(Options{AllowPrivate: true, Roots: roots})
	if page, err := c.Get(t.Context(), s.URL); err != nil || string(page.Body) != report {
		t.Errorf("trusted: %v, %v", page, err)
	}
	_, port, _ := net.SplitHostPort(s.Listener.Addr().String())
	_, err = c.Get(t.Context(), "https://localhost:"+port)
	if e := failed(t, err, Insecure); e.Err.Error() != "the server's certificate is not for localhost" {
		t.Error(e)
	}
	plain := httptest.NewServer(http.NotFoundHandler())
	defer plain.Close()
	_, err = c.Get(t.Context(), strings.Replace(plain.URL, "http:", "https:", 1))
	failed(t, err, ServerError)
}

// One page of a host at a time, and a delay between them; other hosts do not wait.
func TestManners(t *testing.T) {
	var now, most atomic.Int32
	handler := func(w http.ResponseWriter, r *http.Request) {
		n := now.Add(1)
		for old := most.Load(); n > old && !most.CompareAndSwap(old, n); old = most.Load() {
		}
		time.Sleep(10 * time.Millisecond)
		now.Add(-1)
		io.WriteString(w, report)
	}
	const delay = 30 * time.Millisecond
	url, c := serve(t, Options{Delay: delay}, handler)
	start := time.Now()
	done := make(chan error)
	for range 4 {
		go func() {
			_, err := c.Get(t.Context(), url)
			done <- err
		}()
	}
	for range 4 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	if took := time.Since(start); most.Load() != 1 || took < 3*delay {
		t.Errorf("%d at once, in %v", most.Load(), took)
	}
	// Who waits may stop waiting, and the others go on.
	leave, err := c.hosts.enter(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if _, err := c.hosts.enter(ctx, "a"); err == nil {
		t.Error("two are in")
	}
	leave()
	if leave, err = c.hosts.enter(t.Context(), "a"); err != nil {
		t.Error(err)
	}
	leave()
	for deadline := time.Now().Add(5 * time.Second); ; time.Sleep(delay) {
		c.hosts.mu.Lock()
		n := len(c.hosts.byName)
		c.hosts.mu.Unlock()
		if n == 0 {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("%d hosts are kept", n)
		}
	}
}
