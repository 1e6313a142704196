package web

import (
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/saysonews/sayso/archive/archivetest"
)

func TestPublishersPaging(t *testing.T) {
	r := newRoom(t)
	for i, name := range []string{"Echo", "News", "Herald & Sons", "News", "", "Dawn"} {
		r.add(archivetest.Story{Publisher: name, Text: "Report number " + strconv.Itoa(i) + "."})
	}
	var got []string
	for at := "/publishers.json?limit=1"; at != "" && len(got) < 9; {
		var m Publishers
		r.getJSON(at, &m)
		for _, p := range m.Publishers {
			got = append(got, strconv.Itoa(p.Reports)+" "+p.Value)
		}
		at = m.Next
	}
	if diff := cmp.Diff([]string{"2 News", "1 Dawn", "1 Echo", "1 Herald & Sons"}, got); diff != "" {
		t.Errorf("page after page (-want +got):\n%s", diff)
	}
}
