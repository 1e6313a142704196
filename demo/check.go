package demo

import (
	"fmt"
	"slices"
)

// The closed vocabularies of the format.
var (
	outletKinds = []string{"wire", "newspaper", "site", "broadcaster", "magazine", "blog"}
	claimKinds  = []string{"event", "figure", "quote", "denial", "document", "cause", "plan", "background"}
	originKinds = []string{"person", "organization", "document", "outlet", "unstated"}
	actorKinds  = []string{"person", "organization", "government", "party"}
	stances     = []Stance{States, Tells, Repeats, Hedges, Doubts, Denies, Corrects}
	shapes      = []Shape{TwoWitnesses, Denied, Correction, Uncorrected, Choir, MaybeTwo, Document,
		Unstated, PlanAsFact, HatTip, Cycle, Background, RoleChange, Namesakes}
)

// check tells what is wrong with a collection: a word outside the vocabularies,
// a name that stands for nothing, a figure that contradicts another. It reads
// no report.
func (c Collection) check() error {
	for _, f := range []func() error{c.checkOutlets, c.checkReports, c.checkClaims, c.checkActors} {
		if err := f(); err != nil {
			return err
		}
	}
	return nil
}

func (c Collection) checkOutlets() error {
	for i, o := range c.Outlets {
		if at(c.Outlets, o.ID) != i {
			return fmt.Errorf("outlet %s is there twice", o.ID)
		}
		if o.Name == "" || !slices.Contains(outletKinds, o.Kind) {
			return fmt.Errorf("outlet %s: name %q, kind %q", o.ID, o.Name, o.Kind)
		}
	}
	return nil
}

func (c Collection) checkReports() error {
	for i, r := range c.Reports {
		if i > 0 && (c.Reports[i-1].ID >= r.ID || c.Reports[i-1].Published > r.Published) {
			return fmt.Errorf("report %s is out of order", r.ID)
		}
		if r.File == "" || r.Published == "" || len(r.Made) == 0 || at(c.Outlets, r.Outlet) < 0 {
			return fmt.Errorf("report %s is not complete", r.ID)
		}
		for _, m := range r.Made {
			of := at(c.Reports, m.Of)
			if m.How == Original || m.How == Cites && at(c.Outlets, m.Of) >= 0 {
				continue
			}
			if of < 0 || of >= i {
				return fmt.Errorf("report %s is made of %q, which is no earlier report", r.ID, m.Of)
			}
		}
	}
	return nil
}

func (c Collection) checkClaims() error {
	for i, k := range c.Claims {
		if at(c.Claims, k.ID) != i {
			return fmt.Errorf("claim %s is there twice", k.ID)
		}
		if err := c.checkClaim(k); err != nil {
			return fmt.Errorf("claim %s: %w", k.ID, err)
		}
	}
	return nil
}

func (c Collection) checkClaim(k Claim) error {
	if k.Sentence == "" || !slices.Contains(claimKinds, k.Kind) {
		return fmt.Errorf("sentence %q, kind %q", k.Sentence, k.Kind)
	}
	if k.Origins < 1 || k.Origins != len(k.Who) || k.Knowable.Least > k.Origins || k.Origins > k.Knowable.Most {
		return fmt.Errorf("%d origins, %d of them listed, %v knowable", k.Origins, len(k.Who), k.Knowable)
	}
	for _, s := range k.Shows {
		if !slices.Contains(shapes, s) {
			return fmt.Errorf("no shape %q", s)
		}
	}
	for _, o := range k.Who {
		if o.Name == "" || !slices.Contains(originKinds, o.Kind) {
			return fmt.Errorf("origin %q of kind %q", o.Name, o.Kind)
		}
	}
	for _, other := range []string{k.Denies, k.Corrects, k.Updates, k.Hardens} {
		if other != "" && at(c.Claims, other) < 0 {
			return fmt.Errorf("no claim %q", other)
		}
	}
	if k.Uncorrected != "" && at(c.Outlets, k.Uncorrected) < 0 {
		return fmt.Errorf("no outlet %q", k.Uncorrected)
	}
	for _, id := range slices.Concat(k.Cycle, k.HatTip, []string{k.First}) {
		if at(c.Reports, id) < 0 {
			return fmt.Errorf("no report %q", id)
		}
	}
	return c.checkCarriers(k)
}

func (c Collection) checkCarriers(k Claim) error {
	first := ""
	for i, p := range k.Carried {
		if at(c.Reports, p.Report) < 0 || p.Words == "" || !slices.Contains(stances, p.Stance) {
			return fmt.Errorf("carried by %q, stance %q, words %q", p.Report, p.Stance, p.Words)
		}
		if i > 0 && k.Carried[i-1].Report > p.Report {
			return fmt.Errorf("carried by %s: out of order", p.Report)
		}
		if first == "" && p.Stance != Denies {
			first = p.Report
		}
	}
	if first != k.First {
		return fmt.Errorf("first is %q, but the earliest to carry it is %q", k.First, first)
	}
	return nil
}

func (c Collection) checkActors() error {
	for i, a := range c.Actors {
		if at(c.Actors, a.ID) != i {
			return fmt.Errorf("actor %s is there twice", a.ID)
		}
		if a.Name == "" || !slices.Contains(actorKinds, a.Kind) {
			return fmt.Errorf("actor %s: name %q, kind %q", a.ID, a.Name, a.Kind)
		}
		for j := 1; j < len(a.Roles); j++ {
			if a.Roles[j-1].Since > a.Roles[j].Since {
				return fmt.Errorf("actor %s: roles out of order", a.ID)
			}
		}
		for _, u := range a.Unlike {
			o := at(c.Actors, u)
			if o < 0 || !slices.Contains(c.Actors[o].Unlike, a.ID) {
				return fmt.Errorf("actor %s is unlike %q, but not the other way round", a.ID, u)
			}
		}
	}
	return nil
}

// at is the index of the entry with this ID, -1 for none.
func at[T interface{ id() string }](list []T, id string) int {
	return slices.IndexFunc(list, func(v T) bool { return v.id() == id })
}

func (o Outlet) id() string { return o.ID }
func (r Report) id() string { return r.ID }
func (c Claim) id() string  { return c.ID }
func (a Actor) id() string  { return a.ID }
