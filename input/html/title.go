package html

import (
	"net/url"
	"strings"
)

// bestTitle is the headline as readers see it: of the h1 elements the one that
// agrees with the metadata; the metadata's, without the site's name, otherwise.
func bestTitle(h *found, ld, head card, site string) string {
	var candidates []string
	for _, t := range []string{ld.title, head.title, h.title} {
		if t = plain(withoutSite(t, site)); t != "" {
			candidates = append(candidates, t)
		}
	}
	for _, c := range candidates {
		for _, h1 := range h.h1s {
			if letters(h1) == letters(c) {
				return plain(h1)
			}
		}
	}
	for _, h1 := range h.h1s {
		for _, c := range candidates {
			if strings.HasSuffix(letters(h1), letters(c)) {
				return c // the h1 holds a kicker as well
			}
			if words := len(strings.Fields(h1)); words >= 3 && overlap(h1, c) {
				return plain(withoutSite(h1, site))
			}
		}
	}
	if len(candidates) > 0 {
		return candidates[0]
	}
	if len(h.h1s) > 0 {
		return plain(h.h1s[0])
	}
	return ""
}

// hostLabel is the part of an address's host that may be the site's name:
// "harbour-times" of "www.harbour-times.example".
func hostLabel(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	labels := strings.Split(strings.TrimPrefix(u.Hostname(), "www."), ".")
	return labels[0]
}

// overlap tells whether two headlines share most words of the shorter.
func overlap(a, b string) bool {
	in := map[string]bool{}
	for _, w := range strings.Fields(strings.ToLower(a)) {
		in[letters(w)] = true
	}
	shared, all := 0, 0
	for _, w := range strings.Fields(strings.ToLower(b)) {
		all++
		if in[letters(w)] {
			shared++
		}
	}
	return shared >= 3 && 10*shared >= 6*min(all, len(in))
}

// withoutSite drops the site's name from the end of a title, and a section from
// its front: "World | Ferry fares rise | Harbour Times". Where the site is not known, only what
// follows a bar is dropped.
func withoutSite(title, site string) string {
	title = strings.TrimRight(title, " |-–—")
	if section, rest, ok := strings.Cut(title, " | "); ok && len(strings.Fields(section)) <= 2 && len(strings.Fields(rest)) >= 5 {
		title = rest
	}
	for _, sep := range [...]string{" | ", " – ", " — ", " - ", " · ", " :: ", " » ", " // "} {
		i := strings.LastIndex(title, sep)
		if i <= 0 {
			continue
		}
		head, tail := title[:i], title[i+len(sep):]
		if site == "" && sep == " | " || siteLike(tail, site) {
			return withoutSite(strings.TrimSpace(head), site)
		}
	}
	return title
}

// siteLike tells whether the end of a title is the site's name.
func siteLike(tail, site string) bool {
	t, s := letters(tail), letters(site)
	if t == "" || s == "" {
		return false
	}
	return t == s || strings.HasPrefix(s, t) || strings.HasPrefix(t, s) || strings.TrimPrefix(t, "the") == strings.TrimPrefix(s, "the")
}
