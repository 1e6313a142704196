package identity

import (
	"cmp"
	"slices"
	"strings"

	"github.com/saysonews/sayso/link"
)

// Outlet is the name of an outlet folded: equal for "The Ardemar Standard" and
// "Ardemar Standard".
func Outlet(name string) string { return read(name, false).key }

// Outlets tells which publisher of a collection a name stands for.
type Outlets struct {
	publishers map[string]string   // by key: the name as most reports give it
	short      map[string][]string // keys of publishers by what they may be called for short
}

// NewOutlets reads the publishers of reports, and from the casts what they are
// called for short.
func NewOutlets(reports []link.Report) *Outlets {
	o := &Outlets{map[string]string{}, map[string][]string{}}
	count := map[string]int{}
	for _, r := range reports {
		if r.Publisher != "" {
			count[r.Publisher]++
		}
	}
	var names []string
	for n := range count {
		names = append(names, n)
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(count[b]-count[a], cmp.Compare(a, b))
	})
	for _, n := range names {
		o.addPublisher(n)
	}
	for _, r := range reports {
		for _, a := range r.Cast {
			o.addAliases(a)
		}
	}
	return o
}

func (o *Outlets) addPublisher(name string) {
	f := read(name, false)
	if f.key == "" || o.publishers[f.key] != "" {
		return
	}
	o.publishers[f.key] = name
	for _, h := range f.shortHandles {
		if h != f.key && !slices.Contains(o.short[h], f.key) && o.fits(f, h) {
			o.short[h] = append(o.short[h], f.key)
		}
	}
}

// fits tells whether a short handle of an outlet's name is one that it goes by:
// its initials, or the end or the beginning that shortOutlet allows.
func (o *Outlets) fits(f form, handle string) bool {
	if slices.Contains(f.spells, handle) {
		return true
	}
	for i := 1; i < len(f.words); i++ {
		for _, part := range [][]string{f.words[:i], f.words[i:]} {
			if s := (form{words: part}); strings.Join(part, "") == handle && shortOutlet(&f, &s) {
				return true
			}
		}
	}
	return false
}

// addAliases takes over what a report calls an outlet besides its full name, if
// it is like the name at all.
func (o *Outlets) addAliases(a link.Actor) {
	full := read(a.Name, false)
	key := full.key
	if o.publishers[key] == "" {
		return
	}
	for _, alias := range a.Aliases {
		f := read(alias, false)
		if f.key == "" || f.key == key || slices.Contains(o.short[f.key], key) || fit(&full, &f) == "" {
			continue
		}
		o.short[f.key] = append(o.short[f.key], key)
	}
}

// Named are the publishers that a name may stand for, as most reports give them,
// in the order of their names: one where it is clear, several where it is open,
// none where no outlet of the collection is called so.
func (o *Outlets) Named(name string) []string {
	f := read(name, false)
	if p := o.publishers[f.key]; p != "" {
		return []string{p}
	}
	var out []string
	for _, key := range o.short[f.key] {
		out = append(out, o.publishers[key])
	}
	slices.Sort(out)
	return out
}
