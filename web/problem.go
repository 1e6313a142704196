package web

import (
	"errors"
	"net/http"

	"github.com/saysonews/sayso/archive"
)

// A Problem is why a request has no answer. Programs get it as
// {"error": {"status": 404, "code": "not-found", "message": "…"}}.
type Problem struct {
	Status  int    `json:"status"` // of HTTP
	Code    string `json:"code"`
	Message string `json:"message"`
}

func (p Problem) Error() string { return p.Message }

func notFound(what string) Problem {
	return Problem{http.StatusNotFound, "not-found", "There is no " + what + "."}
}

func badRequest(message string) Problem {
	return Problem{http.StatusBadRequest, "bad-request", message}
}

func forbidden(code, message string) Problem { return Problem{http.StatusForbidden, code, message} }

func unauthorized() Problem {
	return Problem{http.StatusUnauthorized, "unauthorized", "This archive asks for a token or password."}
}

func internal() Problem {
	return Problem{http.StatusInternalServerError, "fault", "Something went wrong here. The log of the program says more."}
}

// problemOf is err as people may see it. What is not known here is a fault of the
// program: its words go to the log alone, since they may hold paths.
func (s *server) problemOf(r *http.Request, err error) Problem {
	if p, ok := errors.AsType[Problem](err); ok {
		return p
	}
	if errors.Is(err, archive.ErrNotFound) {
		return notFound("such thing")
	}
	if errors.Is(err, archive.ErrPlace) {
		return badRequest("The list has no such place to go on after.")
	}
	if r.Context().Err() != nil {
		return Problem{499, "gone", "Nobody waits for the answer any more."}
	}
	s.Log.Error("request failed", "path", r.URL.Path, "error", err)
	return internal()
}

// fail answers with a problem, in the form that was asked for.
func (s *server) fail(w http.ResponseWriter, r *http.Request, err error) {
	p := s.problemOf(r, err)
	w.Header().Set("Cache-Control", "no-store")
	if p.Status == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", `Basic realm="sayso", charset="UTF-8"`)
	}
	if formOf(r) != formHTML {
		writeJSON(w, r, p.Status, struct {
			Error Problem `json:"error"`
		}{p})
		return
	}
	s.pages.write(w, r, p.Status, "problem", view{Title: http.StatusText(p.Status), Model: p, server: s, Request: requestOf(r)})
}

// nothing answers for paths that lead nowhere.
func (s *server) nothing(w http.ResponseWriter, r *http.Request) {
	s.fail(w, r, notFound("page "+r.URL.Path))
}
