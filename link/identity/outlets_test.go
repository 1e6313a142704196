package identity

import (
	"strings"
	"testing"

	"github.com/saysonews/sayso/link"
)

func TestOutlets(t *testing.T) {
	var reports []link.Report
	for _, p := range []string{
		"The Ardemar Standard", "Ardemar Standard", "The Ardemar Standard", "Ferrow Standard", "Sennick Evening Mail",
		"Halvenian Press Bureau", "Quayside Online", "Radio Halvenia News", "Globeline", "Lantern",
	} {
		reports = append(reports, link.Report{Publisher: p})
	}
	reports = append(reports, link.Report{Cast: []link.Actor{
		readActor("Radio Halvenia News (outlet, aka Halvenia News)"), readActor("Globeline (outlet, aka Tobias Crane)"),
	}})
	o := NewOutlets(reports)
	for name, want := range map[string]string{
		"Ardemar Standard":     "The Ardemar Standard",
		"the Ardemar Standard": "The Ardemar Standard",
		"the Standard":         "Ferrow Standard, The Ardemar Standard",
		"the Mail":             "Sennick Evening Mail",
		"Evening Mail":         "Sennick Evening Mail",
		"HPB":                  "Halvenian Press Bureau",
		"H.P.B.":               "Halvenian Press Bureau",
		"Quayside":             "Quayside Online",
		"Radio Halvenia":       "Radio Halvenia News",
		"Halvenia News":        "Radio Halvenia News",
		"GLOBELINE":            "Globeline",
		"Lantern":              "Lantern",
		"Sennick":              "", // the city
		"News":                 "",
		"Online":               "",
		"Tobias Crane":         "", // a mistake of one report
		"Evening Standard":     "",
		"":                     "",
	} {
		if got := strings.Join(o.Named(name), ", "); got != want {
			t.Errorf("%q may be %q, want %q", name, got, want)
		}
	}
	if Outlet("The Ardemar Standard") != Outlet("ardemar standard") || Outlet("Ferrow Standard") == Outlet("Ardemar Standard") {
		t.Errorf("folded: %q, %q", Outlet("The Ardemar Standard"), Outlet("Ferrow Standard"))
	}
}
