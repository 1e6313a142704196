package fetch

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/netip"
	"slices"
	"strings"
	"syscall"
	"time"
)

// Limits where Options give none.
const (
	DefaultMaxBytes  = 64 << 20
	DefaultTimeout   = 60 * time.Second
	DefaultUserAgent = "sayso"
)

const (
	maxRedirects   = 5
	maxHeaderBytes = 1 << 20
)

// Options tell how to fetch. The zero value is the usual way.
type Options struct {
	MaxBytes     int64          // of one page, after decompression; 0 means DefaultMaxBytes
	Timeout      time.Duration  // for one page with all its redirects, waiting for other pages of the host aside; 0 means DefaultTimeout
	Delay        time.Duration  // between two pages of one host
	UserAgent    string         // "" means DefaultUserAgent
	AllowPrivate bool           // fetch from this machine and its network too
	Roots        *x509.CertPool // who is trusted to sign certificates; nil: whom the system trusts
}

// A Page is what an address gave.
type Page struct {
	URL          string // where it came from in the end, without user and fragment
	Body         []byte
	ContentType  string    // as the server says; "" where that tells nothing (application/octet-stream)
	Date         time.Time // the server's clock when it answered; zero for unknown
	LastModified time.Time // zero for unknown
	ETag         string
}

// A Client fetches pages. It keeps connections and its manners across calls and
// may be used by several goroutines at once.
type Client struct {
	opt       Options
	transport *http.Transport
	hosts     hosts
}

// New makes a client.
func New(opt Options) *Client {
	if opt.MaxBytes <= 0 {
		opt.MaxBytes = DefaultMaxBytes
	}
	if opt.Timeout <= 0 {
		opt.Timeout = DefaultTimeout
	}
	if opt.UserAgent == "" {
		opt.UserAgent = DefaultUserAgent
	}
	dialer := &net.Dialer{Timeout: 20 * time.Second}
	if !opt.AllowPrivate {
		dialer.Control = refusePrivate
	}
	return &Client{opt: opt, hosts: hosts{delay: opt.Delay, byName: map[string]*host{}}, transport: &http.Transport{
		Proxy:                  nil, // one from the environment would be asked for private addresses in our stead
		DialContext:            dialer.DialContext,
		ForceAttemptHTTP2:      true,
		TLSClientConfig:        &tls.Config{RootCAs: opt.Roots},
		TLSHandshakeTimeout:    20 * time.Second,
		MaxResponseHeaderBytes: maxHeaderBytes,
		MaxIdleConns:           64,
		MaxIdleConnsPerHost:    1,
		IdleConnTimeout:        30 * time.Second,
	}}
}

// Close gives idle connections back.
func (c *Client) Close() { c.transport.CloseIdleConnections() }

// refusePrivate is called with the IP address that is about to be connected to.
func refusePrivate(_, address string, _ syscall.RawConn) error {
	a, err := netip.ParseAddrPort(address)
	if err != nil {
		return &refusal{address, "unknown"}
	}
	if what := private(a.Addr()); what != "" {
		return &refusal{a.Addr().String(), what}
	}
	return nil
}

var errTimeout = errors.New("the page takes too long")

// Get fetches the page at an address. An error is an *Error.
func (c *Client) Get(ctx context.Context, address string) (*Page, error) {
	jar, err := cookiejar.New(nil) // some sites redirect for ever without their cookie
	if err != nil {
		return nil, err
	}
	g := getter{Client: c, http: &http.Client{Transport: c.transport, Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}, left: c.opt.Timeout}
	at := address
	for range maxRedirects + 1 {
		page, next, failed := g.hop(ctx, at)
		if failed == nil && next == "" {
			return page, nil
		}
		if failed != nil {
			failed.URL = address
			if at != address {
				failed.At = at
			}
			return nil, failed
		}
		at = next
	}
	return nil, &Error{URL: address, At: at, Cause: Redirects, Err: fmt.Errorf("more than %d redirects", maxRedirects)}
}

// A getter fetches one page.
type getter struct {
	*Client
	http *http.Client
	left time.Duration // time that the page may still take
}

// hop asks one address: a page, or where to go next.
func (g *getter) hop(ctx context.Context, address string) (page *Page, next string, failed *Error) {
	u, err := parse(address)
	if err != nil {
		return nil, "", &Error{Cause: BadAddress, Err: err}
	}
	leave, err := g.hosts.enter(ctx, u.Host)
	if err != nil {
		return nil, "", &Error{Cause: Stopped, Err: err}
	}
	defer leave()
	start := time.Now()
	ctx, cancel := context.WithTimeoutCause(ctx, g.left, errTimeout)
	defer cancel()
	defer func() { g.left -= time.Since(start) }()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, "", &Error{Cause: BadAddress, Err: err}
	}
	req.Header.Set("User-Agent", g.opt.UserAgent)
	req.Header.Set("Accept", "text/html, application/xhtml+xml, application/pdf, text/plain, application/json, application/xml;q=0.9, */*;q=0.5")
	req.Header.Set("Accept-Language", "en, *;q=0.5")
	res, err := g.http.Do(req)
	if err != nil {
		return nil, "", failure(ctx, err)
	}
	defer res.Body.Close()
	if slices.Contains([]int{301, 302, 303, 307, 308}, res.StatusCode) {
		next, err := res.Location()
		if err != nil {
			return nil, "", &Error{Cause: Redirects, Status: res.StatusCode, Err: errors.New("the server redirects to nowhere")}
		}
		return nil, next.String(), nil
	}
	page, failed = g.read(ctx, res)
	return page, "", failed
}

// read reads the body of an answer.
func (g *getter) read(ctx context.Context, res *http.Response) (*Page, *Error) {
	if e := status(res); e != nil {
		return nil, e
	}
	contentType := res.Header.Get("Content-Type")
	if what := noReport(contentType); what != "" {
		return nil, notReport(res, what)
	}
	if e := res.Header.Get("Content-Encoding"); e != "" && !strings.EqualFold(e, "identity") {
		return nil, &Error{Cause: ServerError, Status: res.StatusCode, Err: fmt.Errorf("the server packs the page in a way that it was not asked for (%s)", e)}
	}
	if res.ContentLength > g.opt.MaxBytes {
		return nil, g.tooLarge()
	}
	body, err := io.ReadAll(io.LimitReader(res.Body, g.opt.MaxBytes+1))
	switch {
	case err != nil:
		e := failure(ctx, err)
		if e.Cause == ServerError { // of the body, this is damage: a broken gzip stream or chunk
			e.Cause, e.Err = CutOff, fmt.Errorf("the page is damaged: %w", err)
		}
		return nil, e
	case int64(len(body)) > g.opt.MaxBytes:
		return nil, g.tooLarge()
	case len(bytes.TrimSpace(body)) == 0:
		return nil, &Error{Cause: NotReport, Status: res.StatusCode, Err: errors.New("the page is empty")}
	}
	if vague(contentType) {
		if what := noReport(http.DetectContentType(body)); what != "" {
			return nil, notReport(res, what)
		}
		contentType = ""
	}
	u := *res.Request.URL
	u.User, u.Fragment, u.RawFragment = nil, "", ""
	page := &Page{URL: u.String(), Body: body, ContentType: contentType, ETag: res.Header.Get("ETag")}
	page.Date, _ = http.ParseTime(res.Header.Get("Date"))
	page.LastModified, _ = http.ParseTime(res.Header.Get("Last-Modified"))
	return page, nil
}

func notReport(res *http.Response, what string) *Error {
	return &Error{Cause: NotReport, Status: res.StatusCode, Err: fmt.Errorf("the address gives %s and no report", what)}
}

func (g *getter) tooLarge() *Error {
	return &Error{Cause: TooLarge, Err: fmt.Errorf("the page has over %d bytes", g.opt.MaxBytes)}
}

// vague tells whether a content type says nothing.
func vague(contentType string) bool {
	t := baseType(contentType)
	return t == "" || t == "application/octet-stream" || t == "binary/octet-stream" || t == "unknown/unknown" || !strings.Contains(t, "/")
}

func baseType(contentType string) string {
	t, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		t, _, _ = strings.Cut(strings.ToLower(contentType), ";")
	}
	return strings.TrimSpace(t)
}

// noReport says what a content type is where it cannot be a report; "" where it
// may. Servers are careless, so only what is surely none is refused.
func noReport(contentType string) string {
	t := baseType(contentType)
	family, _, _ := strings.Cut(t, "/")
	switch {
	case family == "image":
		return "a picture"
	case family == "audio", family == "video":
		return "sound or film"
	case family == "font", t == "application/vnd.ms-fontobject":
		return "a font"
	case t == "text/css", t == "text/javascript", t == "application/javascript", t == "application/x-javascript", t == "application/wasm":
		return "a program"
	case t == "application/zip", t == "application/x-rar-compressed", t == "application/x-7z-compressed", t == "application/vnd.android.package-archive", t == "application/x-msdownload":
		return "an archive of files"
	}
	return ""
}
