package web

import "net/http"

// openAPI answers with the description of the interface.
func (s *server) openAPI(w http.ResponseWriter, r *http.Request) {
	b, err := files.ReadFile("openapi.json")
	if err != nil {
		s.fail(w, r, err)
		return
	}
	send(w, r, http.StatusOK, "application/json; charset=utf-8", b)
}
