package eval

// A Tally counts what gold and the analysis hold and how much of it agrees.
type Tally struct {
	Gold, Got int // items of either
	Found     int // items of gold that the analysis has
	Right     int // items of the analysis that gold has
}

// pairs is the tally where items agree one to one.
func pairs(gold, got, right int) Tally { return Tally{gold, got, right, right} }

// Add adds o to t.
func (t *Tally) Add(o Tally) {
	t.Gold += o.Gold
	t.Got += o.Got
	t.Found += o.Found
	t.Right += o.Right
}

// Precision is the percentage of the analysis' items that are right.
func (t Tally) Precision() float64 { return percent(t.Right, t.Got) }

// Recall is the percentage of gold's items that were found.
func (t Tally) Recall() float64 { return percent(t.Found, t.Gold) }

// F1 is the harmonic mean of precision and recall, in percent. It is 100 when
// there is nothing to find and nothing was found.
func (t Tally) F1() float64 {
	if t.Gold == 0 && t.Got == 0 {
		return 100
	}
	p, r := t.Precision(), t.Recall()
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

func percent(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return 100 * float64(part) / float64(whole)
}
