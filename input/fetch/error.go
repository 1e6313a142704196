package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"syscall"
	"time"
)

// A Cause is the kind of reason for which there is no page.
type Cause string

// The causes.
const (
	BadAddress  Cause = "bad address"       // not an http or https address
	Refused     Cause = "refused address"   // private, and Options do not allow it
	NotFound    Cause = "not found"         // the host or the page does not exist
	Forbidden   Cause = "no access"         // the server wants a login, money or another reader
	Busy        Cause = "too many requests" // try later: see Error.RetryAfter
	ServerError Cause = "server error"      // the server failed, or speaks no HTTP
	Unreachable Cause = "unreachable"       // no connection
	Insecure    Cause = "bad certificate"   // the server does not prove who it is
	Redirects   Cause = "redirects"         // too many, or to nowhere
	Timeout     Cause = "timeout"           // Options.Timeout is over
	TooLarge    Cause = "too large"         // over Options.MaxBytes
	NotReport   Cause = "not a report"      // pictures, programs, nothing
	CutOff      Cause = "cut off"           // the connection broke, or the bytes are damaged
	Stopped     Cause = "stopped"           // the caller's context ended
)

// An Error tells which address gave no page, and why.
type Error struct {
	URL        string // as given
	At         string // where redirects had led to; "" for the same
	Cause      Cause
	Status     int           // of HTTP; 0 for none
	RetryAfter time.Duration // what the server asks to wait; 0 for nothing
	Err        error         // the reason in words
}

func (e *Error) Error() string {
	if e.At != "" {
		return fmt.Sprintf("fetch %s: %v (at %s)", e.URL, e.Err, e.At)
	}
	return fmt.Sprintf("fetch %s: %v", e.URL, e.Err)
}

// Unwrap gives the reason.
func (e *Error) Unwrap() error { return e.Err }

// A refusal is why a connection was not even tried.
type refusal struct{ address, what string }

func (r *refusal) Error() string {
	return fmt.Sprintf("the address %s is not of the open internet (%s) and is not fetched", r.address, r.what)
}

// failure says why a request, or the reading of its answer, failed.
func failure(ctx context.Context, err error) *Error {
	if ue, ok := errors.AsType[*url.Error](err); ok {
		err = ue.Err
	}
	if r, ok := errors.AsType[*refusal](err); ok {
		return &Error{Cause: Refused, Err: r}
	}
	if context.Cause(ctx) == errTimeout {
		return &Error{Cause: Timeout, Err: errTimeout}
	}
	if ctx.Err() != nil {
		return &Error{Cause: Stopped, Err: ctx.Err()}
	}
	if dns, ok := errors.AsType[*net.DNSError](err); ok {
		if dns.IsNotFound {
			return &Error{Cause: NotFound, Err: fmt.Errorf("there is no host %s", dns.Name)}
		}
		return &Error{Cause: Unreachable, Err: fmt.Errorf("the host %s could not be looked up: %s", dns.Name, dns.Err)}
	}
	if why := certificate(err); why != "" {
		return &Error{Cause: Insecure, Err: errors.New(why)}
	}
	return connection(err)
}

// certificate says what is wrong with a server's certificate; "" for nothing.
func certificate(err error) string {
	if e, ok := errors.AsType[x509.HostnameError](err); ok {
		return "the server's certificate is not for " + e.Host
	}
	if e, ok := errors.AsType[x509.CertificateInvalidError](err); ok {
		if e.Reason == x509.Expired {
			return "the server's certificate has expired, or this machine's clock is wrong"
		}
		return "the server's certificate is not valid"
	}
	if _, ok := errors.AsType[x509.UnknownAuthorityError](err); ok {
		return "the server's certificate is signed by nobody who is trusted"
	}
	if _, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return "the server's certificate is not valid"
	}
	return ""
}

// connection says what went wrong between this machine and the server.
func connection(err error) *Error {
	if _, ok := errors.AsType[tls.RecordHeaderError](err); ok {
		return &Error{Cause: ServerError, Err: errors.New("the server does not speak https there")}
	}
	if n, ok := errors.AsType[net.Error](err); ok && n.Timeout() {
		return &Error{Cause: Timeout, Err: errors.New("the server does not answer")}
	}
	switch {
	case errors.Is(err, syscall.ECONNREFUSED):
		return &Error{Cause: Unreachable, Err: errors.New("no server answers there")}
	case errors.Is(err, syscall.ENETUNREACH), errors.Is(err, syscall.EHOSTUNREACH):
		return &Error{Cause: Unreachable, Err: errors.New("there is no way to the host")}
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, syscall.ECONNRESET):
		return &Error{Cause: CutOff, Err: errors.New("the server broke the connection off")}
	}
	if op, ok := errors.AsType[*net.OpError](err); ok {
		return &Error{Cause: Unreachable, Err: op.Err}
	}
	return &Error{Cause: ServerError, Err: fmt.Errorf("the server's answer cannot be read: %w", err)}
}

// status says why an answer with another status than 200 is no page; nil for one
// that may be.
func status(res *http.Response) *Error {
	e := &Error{Status: res.StatusCode, RetryAfter: retryAfter(res.Header.Get("Retry-After"))}
	words := http.StatusText(res.StatusCode)
	switch c := res.StatusCode; {
	case c == http.StatusOK, c == http.StatusNonAuthoritativeInfo:
		return nil
	case c == http.StatusNotFound, c == http.StatusGone:
		e.Cause, e.Err = NotFound, fmt.Errorf("there is no such page (%d %s)", c, words)
	case c == http.StatusTooManyRequests, c == http.StatusServiceUnavailable && e.RetryAfter > 0:
		e.Cause, e.Err = Busy, fmt.Errorf("the server asks to come back later (%d %s)", c, words)
	case c >= 500:
		e.Cause, e.Err = ServerError, fmt.Errorf("the server failed (%d %s)", c, words)
	case c >= 400:
		e.Cause, e.Err = Forbidden, fmt.Errorf("the server does not give the page (%d %s)", c, words)
	default:
		e.Cause, e.Err = NotReport, fmt.Errorf("the server gives no page (%d %s)", c, words)
	}
	return e
}

// retryAfter reads the seconds of a Retry-After, a day at the most; a date would
// need a clock.
func retryAfter(s string) time.Duration {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return time.Duration(min(max(n, 0), 24*60*60)) * time.Second
}
