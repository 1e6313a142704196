package web

// resources are all that there is to look at.
func (s *server) resources() []resource {
	return []resource{
		{"/{$}", "/search", "search", "search", s.search},
		{"/search", "", "search", "search", s.search},
		{"/actors", "/actors", "actors", "actors", s.actors},
		{"/actor/{id}", "/actors/{id}", "actor", "actors", s.actor},
		{"/publishers", "/publishers", "publishers", "publishers", s.publishers},
		{"/publisher/{id}", "/publishers/{id}", "publisher", "publishers", s.publisher},
		{"/report/{id}", "/reports/{id}", "report", "search", s.report},
		{"/report/{id}/changes", "/reports/{id}/changes", "changes", "search", s.changes},
		{"/timeline", "/timeline", "timeline", "timeline", s.timeline},
		{"/places", "/places", "places", "places", s.places},
		{"/claims", "/claims", "claims", "claims", s.claims},
		{"/claim/{id}", "/claims/{id}", "claim", "claims", s.claim},
		{"/review", "/review", "review", "review", s.review},
		{"/decisions", "/decisions", "decisions", "review", s.decisions},
		{"/jobs", "/jobs", "jobs", "jobs", s.jobs},
		{"/failures", "/failures", "failures", "jobs", s.failures},
	}
}

// actions are all that there is to do.
func (s *server) actions() []action {
	return []action{
		{"/review", "/review", "decide", s.decide, backToReview},
		{"/review/undo", "/review/undo", "undo", s.undo, backToReview},
		{"/jobs", "/jobs", "add", s.add, backToJobs},
		{"/jobs/retry", "/jobs/retry", "retry", s.retry, backToJobs},
	}
}
