package fetch

import (
	_ "embed"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/net/idna"
)

// Normal is the one form of an address: scheme and host in lower case, the host in
// ASCII; no user, default port, fragment or parameters of tracking.tsv; dots and
// needless escapes in the path resolved. What is left of the query stays as it
// is, for its order may matter. http and https stay apart. Other addresses have
// none.
func Normal(address string) (string, error) {
	u, err := parse(address)
	if err != nil {
		return "", err
	}
	path := u.RawPath
	if path == "" {
		path = u.EscapedPath()
	}
	front := &url.URL{Scheme: u.Scheme, Host: u.Host}
	path = withoutDots(front, escapes(path))
	if query := withoutTracking(u.RawQuery); query != "" {
		path += "?" + query
	}
	return front.String() + path, nil
}

// withoutDots resolves "." and ".." in an escaped path.
func withoutDots(front *url.URL, path string) string {
	plain, err := url.PathUnescape(path)
	if err != nil || path == "" {
		return "/"
	}
	return front.ResolveReference(&url.URL{Path: plain, RawPath: path}).EscapedPath()
}

// escapes undoes the escapes of a path that stand for letters, digits, "-", ".",
// "_" and "~", writes the others in capitals, and escapes what has to be (RFC
// 3986, 6.2.2).
func escapes(path string) string {
	var b strings.Builder
	for i := 0; i < len(path); i++ {
		c := path[i]
		if c == '%' && i+2 < len(path) {
			code, err := strconv.ParseUint(path[i+1:i+3], 16, 8)
			if err == nil && strings.IndexByte(unreserved, byte(code)) >= 0 {
				b.WriteByte(byte(code))
			} else {
				b.WriteString(strings.ToUpper(path[i : i+3]))
			}
			i += 2
			continue
		}
		if c <= ' ' || c >= 0x7f || strings.IndexByte(`"<>\^`+"`{|}[]", c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

const unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"

// Why an address is none to fetch.
var (
	errNoAddress = errors.New("not a web address")
	errScheme    = errors.New("only http and https addresses are fetched")
)

// parse reads an http or https address with its host as the wire has it.
func parse(address string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		if ue, ok := errors.AsType[*url.Error](err); ok {
			err = ue.Err
		}
		return nil, fmt.Errorf("%w: %v", errNoAddress, err)
	}
	if u.Scheme != "http" && u.Scheme != "https" {
		return nil, errScheme
	}
	host, err := asciiHost(u.Hostname())
	if err != nil {
		return nil, err
	}
	port := u.Port()
	switch {
	case port != "" && port != defaultPorts[u.Scheme]:
		u.Host = net.JoinHostPort(host, port)
	case strings.Contains(host, ":"):
		u.Host = "[" + host + "]"
	default:
		u.Host = host
	}
	return u, nil
}

var defaultPorts = map[string]string{"http": "80", "https": "443"}

// asciiHost is a host's name in lower case, in Punycode, without a last dot.
func asciiHost(host string) (string, error) {
	if a, err := netip.ParseAddr(host); err == nil && a.Zone() == "" {
		return a.String(), nil
	}
	host = strings.TrimRight(strings.ToLower(host), ".")
	if host == "" {
		return "", fmt.Errorf("%w: it names no host", errNoAddress)
	}
	ascii, err := idna.Lookup.ToASCII(host)
	if err != nil {
		// Names with an underscore are against the rules and exist.
		if strings.IndexFunc(host, func(r rune) bool { return r >= 0x80 || r <= ' ' || r == ':' || r == '%' }) < 0 {
			return host, nil
		}
		return "", fmt.Errorf("%w: %v", errNoAddress, err)
	}
	return ascii, nil
}

//go:embed tracking.tsv
var trackingFile string

// A tracker is a parameter of tracking.tsv.
type tracker struct {
	name   string // in lower case
	prefix bool
}

var trackers = sync.OnceValue(func() []tracker {
	var out []tracker
	for line := range strings.Lines(trackingFile) {
		if names, _, _ := strings.Cut(line, "\t"); line[0] != '#' {
			for n := range strings.FieldsSeq(strings.ToLower(names)) {
				name, prefix := strings.CutSuffix(n, "*")
				out = append(out, tracker{name, prefix})
			}
		}
	}
	return out
})

// withoutTracking takes the parameters of tracking.tsv, and empty ones, out of a query.
func withoutTracking(query string) string {
	var kept []string
	for part := range strings.SplitSeq(query, "&") {
		name, _, _ := strings.Cut(part, "=")
		if n, err := url.QueryUnescape(name); err == nil {
			name = n
		}
		name = strings.ToLower(name)
		if part != "" && !slices.ContainsFunc(trackers(), func(t tracker) bool { return name == t.name || t.prefix && strings.HasPrefix(name, t.name) }) {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, "&")
}
