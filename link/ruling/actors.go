package ruling

import (
	"slices"

	"github.com/saysonews/sayso/link"
)

// A Pair is two actors that a person decided are the same, or are not.
type Pair struct {
	A, B link.Member
	Same bool
}

// Pairs are the rulings about actors with the ids that their members have now.
// These are known again by their names: the words of the ruling's places.
func Pairs(list []Ruling, reports []link.Report) []Pair {
	rulings := standing(list, Actors)
	if rulings == nil {
		return nil
	}
	cast := map[string][]link.Actor{}
	for _, r := range reports {
		cast[r.ID] = r.Cast
	}
	out := make([]Pair, len(rulings))
	for i, r := range rulings {
		a, b := r.Members[0], r.Members[1]
		a.Actor = now(cast[a.Report], a.Actor, r.Places[0].Words)
		b.Actor = now(cast[b.Report], b.Actor, r.Places[1].Words)
		out[i] = Pair{a, b, r.Yes}
	}
	return out
}

// now is the id of the actor of that name; the old id where it still has the name,
// or where nobody has.
func now(cast []link.Actor, id, name string) string {
	has := func(a link.Actor) bool { return a.Name == name || slices.Contains(a.Aliases, name) }
	if name == "" || slices.ContainsFunc(cast, func(a link.Actor) bool { return a.ID == id && has(a) }) {
		return id
	}
	if i := slices.IndexFunc(cast, has); i >= 0 {
		return cast[i].ID
	}
	return id
}
