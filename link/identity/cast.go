package identity

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/saysonews/sayso/link"
	"github.com/saysonews/sayso/record"
)

// Publisher is the Actor of the Member that stands for the publisher of a report.
const Publisher = "publisher"

// Cast is the digest of a record's actors, all of them in the record's order, so
// that an index in one is an index in the other.
func Cast(rec record.Record) []link.Actor {
	text := []rune(rec.Document.Text)
	places := map[string]bool{}
	for _, p := range rec.Places {
		places[placeKey(p.Name)] = true
	}
	out := make([]link.Actor, len(rec.Actors))
	for i, a := range rec.Actors {
		out[i] = link.Actor{
			ID: a.ID, Name: a.Name, Aliases: aliases(text, a), Kind: a.Kind, Naming: a.Naming,
			Roles: roles(a.Roles), Mentions: len(a.Mentions), Pronoun: pronoun(a), Age: age(text, a), Place: places[placeKey(a.Name)],
		}
		if a.Country != nil {
			out[i].Country = *a.Country
		}
	}
	return out
}

// aliases are the other names of an actor. A word that the text puts behind the
// name most of the time is part of it, though the record may not say so: "Castell"
// is "Castell Grain".
func aliases(text []rune, a record.Actor) []string {
	out := slices.Clone(a.Aliases)
	count := map[string]int{}
	names := 0
	for _, m := range a.Mentions {
		if m.Kind != "name" || m.Text != a.Name || m.End > len(text) || m.End < 0 {
			continue
		}
		names++
		if next := behind.FindStringSubmatch(string(text[m.End:min(len(text), m.End+24)])); next != nil {
			count[next[1]]++
		}
	}
	for next, n := range count { // one word at most has more than half
		if n > 1 && 2*n > names && len(lex.domains[fold(next)]) == 0 {
			out = append(out, a.Name+" "+next)
		}
	}
	return out
}

// behind is a capitalized word that follows at once.
var behind = regexp.MustCompile(`^ (\p{Lu}\p{Ll}{2,})\P{L}`)

func roles(in []record.Role) []link.Role {
	var out []link.Role
	for _, r := range in {
		out = append(out, link.Role{Name: r.Text, Former: r.Former, Organization: r.Organization})
	}
	return out
}

// pronoun is "he" or "she" where the report's pronouns and titles for an actor
// agree but for one in four.
func pronoun(a record.Actor) string {
	if a.Kind != "person" {
		return ""
	}
	he, she := 0, 0
	for _, m := range a.Mentions {
		switch m.Kind {
		case "pronoun":
			switch strings.ToLower(m.Text) {
			case "he", "him", "his", "himself":
				he++
			case "she", "her", "hers", "herself":
				she++
			}
		case "name":
			first, _, _ := strings.Cut(m.Text, " ")
			switch lex.titles[fold(first)] {
			case "he":
				he += 2
			case "she":
				she += 2
			}
		}
	}
	switch {
	case he > 3*she:
		return "he"
	case she > 3*he:
		return "she"
	}
	return ""
}

// years after a name: "Ilva Brandt, 41, said", "Ilva Brandt (41)".
var years = regexp.MustCompile(`^(?:, (?:aged )?| \()(\d{1,2})(?:[,.;)]|$)`)

// age is the number of years that the report puts behind a person's name.
func age(text []rune, a record.Actor) int {
	if a.Kind != "person" {
		return 0
	}
	for _, m := range a.Mentions {
		if m.Kind != "name" || m.End < 0 || m.End > len(text) {
			continue
		}
		after := string(text[m.End:min(len(text), m.End+12)])
		if found := years.FindStringSubmatch(after); found != nil {
			n, _ := strconv.Atoi(found[1])
			return n
		}
	}
	return 0
}

// linkable tells whether an actor has a name that may be met again.
func linkable(a link.Actor) bool {
	switch a.Naming {
	case "named", "outlet", "document":
	default:
		return false
	}
	if a.Kind == "group" { // "the U.S. and Europe"
		return false
	}
	letters, upper := 0, false
	for _, r := range a.Name {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			letters++
		}
		upper = upper || unicode.IsUpper(r) || unicode.In(r, unicode.Lo)
	}
	first, _, _ := strings.Cut(a.Name, " ")
	several := a.Kind == "person" && strings.Contains(a.Name, " and ") // Presidents Crane and Moll
	return letters > 1 && upper && !several && !lex.in("no-name", strings.ToLower(first))
}
