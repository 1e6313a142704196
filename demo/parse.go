package demo

import (
	"fmt"
	"path"
	"strconv"
	"strings"
	"time"
)

// A setter takes one "key: value" line of the block under way.
type setter func(key, value string) error

// parse reads the format that lineage.go describes. The reports come without
// their bytes.
func parse(name, text string) (Collection, error) {
	var c Collection
	var set setter
	for i, line := range strings.Split(text, "\n") {
		switch {
		case strings.HasPrefix(line, "#"):
			continue
		case line == "":
			set = nil
			continue
		}
		key, value, ok := strings.Cut(line, ": ")
		var err error
		switch {
		case !ok || value == "":
			err = fmt.Errorf("want \"key: value\", got %q", line)
		case set == nil:
			set, err = c.open(key, value)
		default:
			err = set(key, value)
		}
		if err != nil {
			return Collection{}, fmt.Errorf("%s:%d: %w", name, i+1, err)
		}
	}
	return c, nil
}

// open begins a block.
func (c *Collection) open(key, id string) (setter, error) {
	switch key {
	case "outlet":
		c.Outlets = append(c.Outlets, Outlet{ID: id})
		return c.Outlets[len(c.Outlets)-1].set, nil
	case "report":
		c.Reports = append(c.Reports, Report{ID: id})
		return c.Reports[len(c.Reports)-1].set, nil
	case "claim":
		c.Claims = append(c.Claims, Claim{ID: id})
		return c.Claims[len(c.Claims)-1].set, nil
	case "actor":
		c.Actors = append(c.Actors, Actor{ID: id})
		return c.Actors[len(c.Actors)-1].set, nil
	}
	return nil, fmt.Errorf("a block cannot start with %q", key)
}

func (o *Outlet) set(key, value string) error {
	switch key {
	case "name":
		o.Name = value
	case "alias":
		o.Aliases = append(o.Aliases, value)
	case "kind":
		o.Kind = value
	case "about":
		o.About = value
	default:
		return fmt.Errorf("an outlet has no %q", key)
	}
	return nil
}

func (r *Report) set(key, value string) (err error) {
	switch key {
	case "file":
		r.File, r.MediaType = value, "text/plain"
		if path.Ext(value) == ".html" {
			r.MediaType = "text/html"
		}
	case "outlet":
		r.Outlet = value
	case "published":
		r.Published = value
		_, err = time.Parse(time.RFC3339, value)
	case "made":
		var m Making
		m, err = parseMaking(value)
		r.Made = append(r.Made, m)
	default:
		return fmt.Errorf("a report has no %q", key)
	}
	return err
}

func parseMaking(value string) (Making, error) {
	f := strings.Fields(value)
	m := Making{How: Method(f[0])}
	switch {
	case m.How == Original && len(f) == 1:
		return m, nil
	case m.How == Cites && len(f) == 2:
		m.Of = f[1]
		return m, nil
	case (m.How == Copy || m.How == Rewrite) && len(f) == 4 && (f[3] == "credited" || f[3] == "uncredited"):
		m.Of, m.Form, m.Credited = f[1], f[2], f[3] == "credited"
		return m, nil
	}
	return m, fmt.Errorf("no way to make a report: %q", value)
}

func (c *Claim) set(key, value string) (err error) {
	switch key {
	case "sentence":
		c.Sentence = value
	case "kind":
		c.Kind = value
	case "shows":
		c.Shows = append(c.Shows, Shape(value))
	case "denies":
		c.Denies = value
	case "corrects":
		c.Corrects = value
	case "updates":
		c.Updates = value
	case "hardens":
		c.Hardens = value
	case "uncorrected":
		c.Uncorrected = value
	case "cycle":
		c.Cycle = strings.Fields(value)
	case "hat-tip":
		c.HatTip = strings.Fields(value)
	case "origins":
		c.Origins, err = strconv.Atoi(value)
	case "knowable":
		c.Knowable, err = parseInterval(value)
	case "origin":
		kind, rest, _ := strings.Cut(value, " | ")
		who, how, _ := strings.Cut(rest, " | ")
		c.Who = append(c.Who, Origin{Kind: kind, Name: who, How: how})
	case "first":
		c.First = value
	case "carry":
		var k Carrier
		k, err = parseCarrier(value)
		c.Carried = append(c.Carried, k)
	default:
		return fmt.Errorf("a claim has no %q", key)
	}
	return err
}

func parseInterval(value string) (Interval, error) {
	least, most, _ := strings.Cut(value, "-")
	l, err := strconv.Atoi(least)
	if err != nil {
		return Interval{}, err
	}
	m, err := strconv.Atoi(most)
	return Interval{l, m}, err
}

func parseCarrier(value string) (Carrier, error) {
	f := strings.SplitN(value, " | ", 4)
	if len(f) != 4 {
		return Carrier{}, fmt.Errorf("want report, stance, chain and words, got %q", value)
	}
	k := Carrier{Report: f[0], Stance: Stance(f[1]), Words: f[3]}
	if f[2] == "-" {
		return k, nil
	}
	for _, link := range strings.Split(f[2], " > ") {
		k.Chain = append(k.Chain, strings.Split(link, " + "))
	}
	return k, nil
}

func (a *Actor) set(key, value string) error {
	switch key {
	case "name":
		a.Name = value
	case "alias":
		a.Aliases = append(a.Aliases, value)
	case "kind":
		a.Kind = value
	case "role":
		since, name, ok := strings.Cut(value, " | ")
		if !ok {
			return fmt.Errorf("want since and role, got %q", value)
		}
		a.Roles = append(a.Roles, Role{Since: since, Name: name})
	case "unlike":
		a.Unlike = append(a.Unlike, value)
	default:
		return fmt.Errorf("an actor has no %q", key)
	}
	return nil
}
