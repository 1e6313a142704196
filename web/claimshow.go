package web

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
	"time"
)

// What follows is what the template of a claim asks of its model: addresses, and
// the keys of words.

// Href leads to the words in the report. Browsers that know text fragments scroll
// there and mark them.
func (s ClaimSaid) Href() string {
	words := strings.Fields(s.Words)
	if len(words) == 0 {
		return "/report/" + url.PathEscape(s.Report)
	}
	fragment := claimFragment(words)
	if len(words) > 8 {
		fragment = claimFragment(words[:4]) + "," + claimFragment(words[len(words)-4:])
	}
	return "/report/" + url.PathEscape(s.Report) + "#:~:text=" + fragment
}

// claimFragment is words as a part of a text fragment, where the hyphen too has a
// meaning.
func claimFragment(words []string) string {
	return strings.ReplaceAll(url.PathEscape(strings.Join(words, " ")), "-", "%2D")
}

// Href leads to the report.
func (r ClaimReport) Href() string { return "/report/" + url.PathEscape(r.ID) }

// Label is the origin's name or description; "" where it is not stated.
func (o ClaimOrigin) Label() string { return cmp.Or(o.Name, o.Words) }

// Unnamed tells whether nobody stands for it by name.
func (o ClaimOrigin) Unnamed() bool { return claimUnnamed(o.Naming) || o.Kind == "unstated" }

func claimUnnamed(naming string) bool {
	return naming == "described" || naming == "bare" || naming == "absent"
}

// About is the key of the words that say what kind of origin it is.
func (o ClaimOrigin) About() string {
	return claimKey("claim.kind.", o.Kind, "person", "organization", "document", "outlet", "unstated")
}

// NamingKey is the key of the words that say that it has no name; "" where it has.
func (o ClaimOrigin) NamingKey() string {
	if o.Kind == "unstated" || o.Naming != "described" && o.Naming != "bare" {
		return ""
	}
	return "claim.naming." + o.Naming
}

// HowKey is the key of the words that say how the report rests on the one above.
func (b ClaimBranch) HowKey() string {
	return claimKey("claim.how.", b.How, "copies", "credits", "cites", "repeats", "says", "nobody")
}

// KindKey is the key of the words for the relation.
func (r ClaimRelated) KindKey() string {
	return claimKey("claim.relation.", r.Kind, "denies", "corrects", "updates", "hardens", "denied", "corrected", "updated", "hardened")
}

// MayBeOne tells whether the other claim may be the same: one that is denied is not.
func (r ClaimRelated) MayBeOne() bool {
	return slices.Contains([]string{"updates", "updated", "hardens", "hardened"}, r.Kind)
}

// claimKey is a key of words.tsv for a value; that of "other" for one without words.
func claimKey(prefix, value string, known ...string) string {
	if slices.Contains(known, value) {
		return prefix + value
	}
	return prefix + "other"
}

// Share is how many of a hundred of the reports n are.
func (m *Claim) Share(n int) int { return 100 * min(n, m.Reports) / max(1, m.Reports) }

// Origin is the origin with a number.
func (m *Claim) Origin(n int) ClaimOrigin { return m.Origins[n-1] }

// Columns is how many columns the table of reports has.
func (m *Claim) Columns() int {
	n := 3 + len(m.Related)
	if m.Figures {
		n++
	}
	return n
}

// Outlet is who published a report.
func (m *Claim) Outlet(report string) string { return m.reports[report].Outlet() }

// Outlet is who published the report, or else its title or ID.
func (r ClaimReport) Outlet() string {
	switch {
	case r.Publisher != "":
		return r.Publisher
	case r.Title != "":
		return r.Title
	}
	return r.ID
}

// When is day and hour of publication in short: "5 Mar 2029, 08:40".
func (r ClaimReport) When() string {
	if t, err := time.Parse(time.RFC3339, r.Published); err == nil {
		return t.Format("2 Jan 2006, 15:04")
	}
	if len(r.Published) >= len(time.DateOnly) {
		if t, err := time.Parse(time.DateOnly, r.Published[:len(time.DateOnly)]); err == nil {
			return t.Format("2 Jan 2006")
		}
	}
	return r.Published
}
