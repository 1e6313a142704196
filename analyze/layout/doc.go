// Package layout tells what each stretch of a report is for, and who published
// it when: it gives doc.Header and doc.Regions.
//
//   - A line ends at a line feed, a carriage return or a form feed.
//   - A block is a run of lines without a blank line between them.
//   - A unit is what layout judges: one line, or the lines of one hard-wrapped
//     paragraph. A report counts as hard-wrapped where most lines of its longer
//     blocks end because the next word would not have fitted.
//   - The head is the units before the first paragraph of prose; the foot is the
//     run of furniture after the last one.
//   - Prose is a unit that reads like a paragraph: it ends as a sentence does,
//     or is long.
//   - Furniture is what a site puts around a report: requests, links, notices.
//     Its patterns are data, in boilerplate.tsv, each with an example.
//
// Every unit gets one kind, and neighbouring units of one block and kind are one
// region. In doubt a unit is body: prose lost to furniture is the worse error.
// The metadata of the source wins over what the text says; spans point into the
// text wherever the words stand there.
package layout

import (
	"github.com/saysonews/sayso/analyze"
	"github.com/saysonews/sayso/doc"
)

// Stage gives the layer Layout.
func Stage() analyze.Stage {
	return analyze.Stage{
		Name:    "layout",
		Version: 4,
		Doc:     "finds title, byline, date, publisher, credits and the parts of a page that are not the report",
		Gives:   []analyze.Layer{analyze.Layout},
		Run:     func(d *doc.Doc) { d.Header, d.Regions = Find(d) },
	}
}
