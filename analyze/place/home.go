package place

import (
	"strings"

	"github.com/saysonews/sayso/analyze/place/internal/table"
	"github.com/saysonews/sayso/doc"
)

// A publisher's home tells where its reports are likely to be about. What is
// known of it is its name and its address: "Elmport Herald",
// www.elmportherald.example, herald.co.uk.

// markLocal marks the names that the publisher bears.
func markLocal(d *doc.Doc, names []name) {
	bearers := []string{squeeze(host(d.URL)), squeeze(d.Header.Publisher.Text)}
	for i := range names {
		key := squeeze(names[i].key)
		for _, b := range bearers {
			names[i].local = names[i].local || len(key) >= shortestBorne && strings.Contains(b, key)
		}
	}
}

// shortestBorne is the length in bytes of the shortest name that is looked for in
// a publisher's: shorter ones stand in other words.
const shortestBorne = 5

// host is the lower-case host of an address without "www.", "" where there is none.
func host(url string) string {
	_, rest, ok := strings.Cut(url, "://")
	if !ok {
		return ""
	}
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		rest = rest[:i]
	}
	if i := strings.LastIndexByte(rest, '@'); i >= 0 {
		rest = rest[i+1:]
	}
	rest, _, _ = strings.Cut(rest, ":")
	return strings.TrimPrefix(strings.ToLower(rest), "www.")
}

// squeeze is a folded name without blanks.
func squeeze(name string) string { return strings.ReplaceAll(table.Fold(name), " ", "") }

// worldwide are country domains that addresses anywhere use.
var worldwide = map[string]bool{
	"ai": true, "am": true, "cc": true, "co": true, "fm": true, "gg": true, "io": true, "la": true, "ly": true,
	"me": true, "sh": true, "so": true, "st": true, "to": true, "tv": true, "vc": true, "ws": true,
}

// home takes the country of an address for one that the report speaks of.
func (ctx *context) home(url string) {
	h := host(url)
	code := h[strings.LastIndexByte(h, '.')+1:]
	if len(code) != 2 || worldwide[code] {
		return
	}
	country := strings.ToUpper(code)
	if country == "UK" {
		country = "GB"
	}
	ctx.homeCountry = country
	ctx.countries[country] = max(ctx.countries[country], homeWeight)
}
