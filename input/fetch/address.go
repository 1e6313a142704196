package fetch

import (
	_ "embed"
	"net/netip"
	"strings"
	"sync"
)

//go:embed addresses.tsv
var addressFile string

// A network is a line of addresses.tsv.
type network struct {
	prefix netip.Prefix
	what   string
}

var networks = sync.OnceValue(func() []network {
	var out []network
	for line := range strings.Lines(addressFile) {
		if c := strings.Split(line, "\t"); line[0] != '#' {
			out = append(out, network{netip.MustParsePrefix(c[0]), c[1]})
		}
	}
	return out
})

// private tells what a is where it is not of the open internet; "" where it is.
func private(a netip.Addr) string {
	a = a.Unmap().WithZone("")
	what, bits := "", -1
	for _, n := range networks() {
		if n.prefix.Contains(a) && n.prefix.Bits() > bits {
			what, bits = n.what, n.prefix.Bits()
		}
	}
	return what
}
