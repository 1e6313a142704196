package place

import "math"

// Votes tell where the names of a report could lie together. Each name votes for
// every place that it may mean: for the square degrees around it, and for its
// state. Where many names of a report have a reading, each of them is likelier
// meant there, whichever of its readings is best known. A name that is found all
// over the world says little, and votes with little weight.
type votes struct {
	cells map[cell]float64 // of one degree
	close map[cell]float64 // of a quarter of a degree
	areas map[string]float64
}

// A cell is one square of a grid over the globe.
type cell struct{ lat, lon int16 }

// cellOf is the cell of c where a degree has n cells.
func cellOf(c candidate, n float64) cell {
	return cell{int16(math.Floor(n * c.lat)), int16(math.Floor(n * c.lon))}
}

// around adds a cell and its neighbours to set.
func around(set map[cell]bool, at cell) {
	for dlat := int16(-1); dlat <= 1; dlat++ {
		for dlon := int16(-1); dlon <= 1; dlon++ {
			set[cell{at.lat + dlat, at.lon + dlon}] = true
		}
	}
}

// maxVoters bounds the work for a report, whatever its length.
const maxVoters = 200

// vote lets every name vote, once.
func (ctx *context) vote(names []name) {
	v := votes{map[cell]float64{}, map[cell]float64{}, map[string]float64{}}
	cells, close, areas := map[cell]bool{}, map[cell]bool{}, map[string]bool{}
	for i := range names[:min(len(names), maxVoters)] {
		n := &names[i]
		clear(cells)
		clear(close)
		clear(areas)
		cs := n.candidates
		if n.settled {
			cs = []candidate{*n.meant}
		}
		places := 0 // that are neither countries nor larger
		for _, c := range cs {
			if !local(c) {
				continue
			}
			places++
			if c.area != "" {
				areas[c.area] = true
			}
			if c.class != state {
				around(cells, cellOf(c, 1))
				around(close, cellOf(c, 4))
			}
		}
		if places == 0 {
			continue
		}
		n.weight = 1 / math.Sqrt(float64(places))
		for c := range cells {
			v.cells[c] += n.weight
		}
		for c := range close {
			v.close[c] += n.weight
		}
		for a := range areas {
			v.areas[a] += n.weight
		}
	}
	ctx.votes = v
}

// local tells whether c is a place of a size that says where other places are.
func local(c candidate) bool { return c.located && c.class <= state }

// near is how many of the other names speak for the surroundings of c, from 0
// for none up to 1.
func (v votes) near(n *name, c candidate) float64 {
	if !local(c) || c.class == state {
		return 0
	}
	return saturate(v.cells[cellOf(c, 1)] - n.weight)
}

// beside is the same of what lies within some thirty kilometres.
func (v votes) beside(n *name, c candidate) float64 {
	if !local(c) || c.class == state {
		return 0
	}
	return saturate(v.close[cellOf(c, 4)] - n.weight)
}

// inArea is how many of the other names speak for the state of c.
func (v votes) inArea(n *name, c candidate) float64 {
	if c.area == "" {
		return 0
	}
	return saturate(v.areas[c.area] - n.weight)
}

func saturate(votes float64) float64 {
	if votes <= 0 {
		return 0
	}
	return votes / (votes + saturation)
}
