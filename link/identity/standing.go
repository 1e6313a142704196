package identity

// A word is what the collection knows of a name of one word.
type word struct {
	alone    int // reports in which it stands with no fuller name
	inPerson int // reports in which a person's full name holds it
	inBody   int // reports in which the body's full name holds it that most have
	persons  int // of alone, those that speak of he or she, or of a role
	bodies   int // of alone, those that take it for a body
}

// readWords counts how names of one word are used.
func readWords(units [][]*group) map[string]word {
	words := map[string]word{}
	held := map[[2]string]int{} // by word and body's name, the reports that have it
	for _, report := range units {
		inPerson, inBody := map[string]bool{}, map[[2]string]bool{}
		for _, g := range report {
			for _, n := range g.names {
				if !n.full() {
					continue
				}
				for _, h := range n.shortHandles {
					switch {
					case h == n.key:
					case n.person:
						inPerson[h] = true
					default:
						inBody[[2]string{h, n.key}] = true
					}
				}
			}
		}
		for h := range inPerson {
			w := words[h]
			w.inPerson++
			words[h] = w
		}
		for h := range inBody {
			held[h]++
			w := words[h[0]]
			w.inBody = max(w.inBody, held[h])
			words[h[0]] = w
		}
		for _, g := range report {
			if n := g.head(); len(n.words) == 1 && !g.full() {
				w := words[n.key]
				w.alone++
				w.persons += count(g.person > 0 && (g.he+g.she > 0 || len(g.roles) > 0))
				w.bodies += count(g.body > 0)
				words[n.key] = w
			}
		}
	}
	return words
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// stands tells whether a name of one word says by itself who is meant: far more
// reports have it alone than within a fuller name, as "Airbus" and not "Brandt".
func (w word) stands() bool { return w.alone > 2*(w.inPerson+w.inBody) }

// seldom is the number of reports up to which a word that nobody takes for a
// body may be anybody's name.
const seldom = 3

// isName tells whether a word that stands is a body's or a thing's name rather
// than a person's first name or surname.
func (w word) isName() bool {
	return w.stands() && 3*w.persons < w.alone && (w.bodies > 0 || w.alone > seldom)
}
