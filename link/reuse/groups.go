package reuse

import (
	"slices"

	"github.com/saysonews/sayso/link"
)

// A Group is reports that have their words from one, directly or through others.
type Group struct {
	Root    string   // ID of the report that is made of none of them; of several, or in a ring, the first
	Members []string // IDs of the others, in the order in which the copies name them
}

// Groups are the groups that direct copies and rewrites make, by their first
// mention in copies, which are as Find gives them. What is in doubt joins
// nothing, nor do excerpts: a passage does not make two reports one.
func Groups(copies []link.Copy) []Group {
	kin, made := map[string][]string{}, map[string]bool{}
	var order []string
	for _, c := range copies {
		if c.Via != "" || c.Doubtful || c.Kind != "copy" && c.Kind != "rewrite" {
			continue
		}
		made[c.To] = true
		for _, e := range [][2]string{{c.From, c.To}, {c.To, c.From}} {
			if kin[e[0]] == nil {
				order = append(order, e[0])
			}
			kin[e[0]] = append(kin[e[0]], e[1])
		}
	}
	var out []Group
	in := map[string]int{} // number of its group, from 1
	for _, id := range order {
		if in[id] == 0 {
			out = append(out, Group{})
			join(in, kin, id, len(out))
		}
		g := &out[in[id]-1]
		g.Members = append(g.Members, id)
	}
	for i := range out {
		g := &out[i]
		root := max(0, slices.IndexFunc(g.Members, func(id string) bool { return !made[id] }))
		g.Root = g.Members[root]
		g.Members = slices.Delete(g.Members, root, root+1)
	}
	return out
}

// join puts id and all that it is kin to, however far, into a group.
func join(in map[string]int, kin map[string][]string, id string, group int) {
	for open := []string{id}; len(open) > 0; {
		id, open = open[len(open)-1], open[:len(open)-1]
		if in[id] == 0 {
			in[id] = group
			open = append(open, kin[id]...)
		}
	}
}
