package demo

import (
	"embed"
	"fmt"
	"path"
)

//go:embed lineage.txt reports
var files embed.FS

// Reports are the reports in order of publication, each with its bytes.
func Reports() []Report {
	l, err := Lineage()
	if err != nil {
		// The lineage is embedded and a test reads it.
		panic(err)
	}
	return l.Reports
}

// Lineage is the true lineage of the reports.
func Lineage() (Collection, error) {
	data, err := files.ReadFile("lineage.txt")
	if err != nil {
		return Collection{}, err
	}
	c, err := parse("lineage.txt", string(data))
	if err != nil {
		return Collection{}, err
	}
	if err := c.check(); err != nil {
		return Collection{}, fmt.Errorf("lineage.txt: %w", err)
	}
	for i := range c.Reports {
		r := &c.Reports[i]
		r.Publisher = c.Outlets[at(c.Outlets, r.Outlet)].Name
		if r.Data, err = files.ReadFile(path.Join("reports", r.File)); err != nil {
			return Collection{}, fmt.Errorf("report %s: %w", r.ID, err)
		}
	}
	return c, nil
}
