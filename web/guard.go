package web

import (
	"crypto/subtle"
	"net"
	"net/http"
	"runtime/debug"
	"slices"
	"strings"
)

// policy is what a page may load and do: its own scripts, styles and pictures,
// nothing inline and nothing from elsewhere.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// maxForm is the largest request body in bytes that is read, uploads aside.
const maxForm = 1 << 20

// guard is what every request passes: the name that it asks for, who asks, where
// a change comes from, and what the browser is told about the answer.
func (s *server) guard(next http.Handler) http.Handler {
	changes := http.NewCrossOriginProtection()
	changes.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.fail(w, r, forbidden("cross-origin", "The change came from another site."))
	}))
	next = changes.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer s.recovered(w, r)
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		switch {
		case !s.known(r.Host):
			s.fail(w, r, forbidden("host", "This server does not answer to that name."))
		case !s.admitted(w, r):
			s.fail(w, r, unauthorized())
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// known tells whether host is this machine's: a page elsewhere whose name was made
// to point here (DNS rebinding) must not read the archive.
func (s *server) known(host string) bool {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	host = strings.Trim(strings.ToLower(host), "[]")
	return host == "localhost" || net.ParseIP(host) != nil || slices.Contains(s.Hosts, host)
}

const cookieName = "sayso"

// admitted tells whether the request brings the token. A link with ?token= sets
// the cookie, so that people need it once.
func (s *server) admitted(w http.ResponseWriter, r *http.Request) bool {
	if s.Token == "" {
		return true
	}
	if bearer, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		return s.same(bearer)
	}
	if _, password, ok := r.BasicAuth(); ok {
		return s.same(password)
	}
	if given := r.URL.Query().Get("token"); given != "" && s.same(given) {
		http.SetCookie(w, &http.Cookie{Name: cookieName, Value: given, Path: "/", HttpOnly: true, Secure: r.TLS != nil, SameSite: http.SameSiteStrictMode})
		return true
	}
	c, err := r.Cookie(cookieName)
	return err == nil && s.same(c.Value)
}

func (s *server) same(given string) bool {
	return subtle.ConstantTimeCompare([]byte(given), []byte(s.Token)) == 1
}

// recovered answers a request whose handler panicked; the others go on.
func (s *server) recovered(w http.ResponseWriter, r *http.Request) {
	fault := recover()
	if fault == nil {
		return
	}
	if fault == http.ErrAbortHandler {
		panic(fault)
	}
	s.Log.Error("fault", "path", r.URL.Path, "fault", fault, "stack", string(debug.Stack()))
	s.fail(w, r, internal())
}
